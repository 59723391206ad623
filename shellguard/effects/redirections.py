"""What redirections do: files written over or read, and the network through /dev/tcp."""

from __future__ import annotations

import re

from shellguard.effects.context import Context, Findings
from shellguard.effects.execution.code_origin import SOCKETS
from shellguard.effects.execution.execution import SHELLS
from shellguard.effects.packs.places import lowered, path_of
from shellguard.effects.touching.touching import touch
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import OUTPUT_OVER, Hole, Redirection, SimpleCommand, Word

_OVER = OUTPUT_OVER | {"&>", ">&", "<>"}
_HERE = knowledge("families").names("own_addresses")
_APPEND = frozenset((">>", "&>>"))
_OF_WORTH = knowledge("generic").pattern("emptied_at_a_loss")
_EVERYTHING = re.compile(r"(?:^|/)\*(?:\.\*)?$")
_PRINTS = knowledge("generic").names("prints_what_it_reads")


_EMPTIES = "empties a file"
_EACH_OVER = "writes over every file that is found, one after another"
_NEAR = 24  # commands of a group that are looked at


def behind_group(commands: tuple[SimpleCommand, ...], place: int, context: Context) -> Context:
    """Where a redirection stands alone behind a group or a loop: what runs in that prints into it."""
    alone = commands[place]
    if alone.words or not alone.redirections or alone.span is None or context.upstream:
        return context
    start = alone.span.start
    near = commands[max(0, place - _NEAR) : place]
    within = tuple(one for one in near if one.span is not None and one.span.start >= start)
    return context.piped(within, ()) if within else context


def opened(command: SimpleCommand) -> tuple[Redirection, ...]:
    """The redirections that the shell gets to: by a name that ends in `/` it opens no file, and stops."""
    redirections = command.redirections
    for place, one in enumerate(redirections):
        writes = one.operator in _OVER or one.operator in _APPEND
        if writes and one.target is not None and one.target.text.endswith("/"):
            return redirections[:place]
    return redirections


def redirected(findings: Findings, redirection: Redirection) -> None:
    """Adds the effects of one redirection."""
    target = redirection.target
    if target is None:
        return
    text = target.text
    if text.startswith(SOCKETS):
        _network(findings, redirection.operator, target)
    elif redirection.operator == "<":
        touch(findings, "read", (target,))
    elif redirection.operator in _APPEND:
        touch(findings, "append", (target,))
    elif redirection.operator in _OVER and text not in ("/dev/null", "/dev/stderr", "/dev/stdout", "-"):
        if redirection.operator == ">&" and text.isdecimal():
            return
        _over(findings, target)
        if _OF_WORTH.search(text) and _writes_nothing(findings):
            findings.tell("files.emptied", (target,))
        elif "loop" in findings.command.frames and _EVERYTHING.search(text) and _writes_nothing(findings):
            findings.tell("files.emptied-one-by-one", (target,))
        elif _is_found_one(findings, target):
            findings.tell("files.emptied-one-by-one", (target,), message=_EACH_OVER)
        if redirection.operator != "<>" and _reads_it(findings, target):
            findings.tell("files.redirect-over-source", (target,))


def _is_found_one(findings: Findings, target: Word) -> bool:
    """Whether the target is each file in turn that `find -exec` or `xargs` hands over, by `{}` or `$1`."""
    if not (findings.context.feeders and target.pieces):
        return False
    return target.pieces[-1].hole is Hole.INPUT or _EVERYTHING.search(target.text) is not None


def _writes_nothing(findings: Findings) -> bool:
    """`> x`, `: > x`, `cat /dev/null > x`, `echo "" > x`."""
    command = findings.command
    words = [word.text for word in command.words if word.known]
    if len(words) != len(command.words):
        return False
    if not words or command.program in (":", "true") or words == ["cat", "/dev/null"]:
        return not any(one.operator.startswith("<") for one in command.redirections)
    return command.program in ("echo", "printf") and all(word in ("", "-n") for word in words[1:])


def tee_over_source(findings: Findings) -> None:
    """`sort x | tee x`: both open the file at once, and tee empties it."""
    if findings.program != "tee" or not findings.context.upstream:
        return
    words = findings.command.words[1:]
    if any(word.text in ("-a", "--append") for word in words):
        return
    over = tuple(word for word in words if not word.text.startswith("-") and _reads_it(findings, word))
    if over:
        findings.tell("files.tee-over-source", over)


def _reads_it(findings: Findings, target: Word) -> bool:
    """`sort x > x`: the shell empties the file before the program opens it."""
    path = path_of(target)
    if path.startswith("/dev/") or not (target.known or _of_one_value(target)):
        return False
    before = () if findings.context.from_afar else findings.context.upstream
    return any(_prints(command, target) for command in (*before, findings.command))


def _prints(command: SimpleCommand, target: Word) -> bool:
    if command.words and command.program not in _PRINTS:
        return False
    fed = (one.target for one in command.redirections if one.operator == "<" and one.target is not None)
    words = [*command.words[1:], *fed]
    if not target.known:
        return any(_same_holes(word, target) for word in words)
    return any(word.known and path_of(word) == path_of(target) for word in words)


def _of_one_value(word: Word) -> bool:
    """Whether all that is not known of a word are variables, which say the same all through a command."""
    return all(piece.hole in (Hole.NONE, Hole.VARIABLE) or piece.name for piece in word.pieces)


def _same_holes(one: Word, other: Word) -> bool:
    """Whether two words name the same file, whatever their variables hold (`$f` and `"$f"`)."""
    return [(piece.text.strip('"{}'), piece.hole) for piece in one.pieces] == [
        (piece.text.strip('"{}'), piece.hole) for piece in other.pieces
    ]


def _over(findings: Findings, target: Word) -> None:
    touch(findings, "write", (target,))
    context = findings.context
    least = lowered(path_of(target), "write", context.cwd or "", context.home)
    base = 20 if least is None else min(least, 20)
    if base:
        says = _EMPTIES if findings.command.words and _writes_nothing(findings) else ""
        findings.tell("files.redirect-over", (target,), base=base, message=says, certain=target.known)


def _sends_nothing(command: SimpleCommand) -> bool:
    """`cat < /dev/null > /dev/tcp/h/p`, `: > /dev/tcp/h/p`: whether a port is open, and no more."""
    if command.program in ("cat", "dd") and len(command.words) == 1:
        return any(
            one.operator == "<" and one.target is not None and one.target.text == "/dev/null"
            for one in command.redirections
        )
    return command.program in (":", "true", "echo") and len(command.words) == 1


def _network(findings: Findings, operator: str, target: Word) -> None:
    command = findings.command
    words = [word.text for word in command.words]
    here = target.text.split("/")[3] in _HERE
    if command.program in SHELLS and (len(words) == 1 or "-i" in words or "-p" in words):
        findings.tell("execute.reverse-shell", (target,))
    elif command.program == "exec" and len(words) == 1 and operator == "<>" and not here:
        findings.tell("send.connection-kept", (target,))
    elif _sends_nothing(command) and (target.known or "loop" not in command.frames):
        return
    elif (operator in _OVER or operator in _APPEND) and not here:
        findings.tell("send.raw-connection", (target,))
    else:
        findings.tell("send.raw-read", (target,))
