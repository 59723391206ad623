"""Code that runs and is not in the line: downloaded, decoded, typed before, or not known."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.effects.execution.code_files import scripts_of
from shellguard.effects.execution.code_origin import LED, feeds, few_alike, only_cleans
from shellguard.effects.touching.vendor_addresses import is_published
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested.code_words import READING_MODULES
from shellguard.parsing.reading import read
from shellguard.parsing.script import Hole, Nested, NestedKind, SimpleCommand, Word

_WORDS = knowledge("generic")
_DATABASE_CLIENTS = _WORDS.names("database_clients")
_FROM_ANOTHER = 66
_AFAR = "runs whatever another machine says"
SHELLS = _WORDS.names("shells")
INTERPRETERS = SHELLS | _WORDS.names("interpreters")
_TENDS = _WORDS.pattern("tending_statements")
_READ = frozenset((NestedKind.SHELL, NestedKind.CODE, NestedKind.FILE))
_MODULE = re.compile(rf"-[bBdEiIOPqsSuvx]*m(?!(?:{'|'.join(READING_MODULES)})\Z)[\w.]+\Z")
_INLINE = re.compile(r"-[A-Za-z]*[ceErm]|--eval|--execute|-")


def computed_program(findings: Findings) -> None:
    """`$(curl …)`, `$(… | base64 -d) x`: what is run is what another program prints."""
    first = findings.command.words[0]
    spelt = first.known and _spells_shell(findings.command)
    if not spelt and (first.known or not _holds_substitution(first)):
        return
    inner = [nested for nested in findings.command.nested if nested.kind is NestedKind.SUBSTITUTION]
    source = feeds(inner[0].script.commands) if inner else ""
    if source in ("downloaded", "decoded") and not only_cleans(inner[0].script.commands):
        runs_code(findings, source)


def _spells_shell(command: SimpleCommand) -> bool:
    """`$(rev <<< hs)`: a shell whose name is not to be seen."""
    return command.program in SHELLS and command.words[0].source.startswith(("$(", "`"))


def _holds_substitution(word: Word) -> bool:
    return any(piece.hole is Hole.SUBSTITUTION for piece in word.pieces)


_OTHERS = re.compile(
    r"(?i)(?!\w*(?:dir|path|prefix|bin|home|folder|dest|root)\w*=)\w+=(?:[\w.-]+/[\w.-]+|\S*@\S*|.*://.*)"
)


def _kept(command: SimpleCommand, made: dict[str, str]) -> str:
    """How the text came about that variables or an open file hold (`x=$(curl …); eval "$x"`, `sh <&5`)."""
    opened = (one.target.text for one in command.redirections if one.operator == "<&" and one.target)
    if source := next((made[f"<&{number}"] for number in opened if made.get(f"<&{number}")), ""):
        return source
    holes = [piece for word in command.words[1:] for piece in word.pieces if piece.hole is not Hole.NONE]
    sources = {made.get(piece.name, "unknown") for piece in holes if piece.hole is Hole.VARIABLE}
    if len(sources) == 1 and all(piece.hole is Hole.VARIABLE for piece in holes):
        return sources.pop()
    return next((source for source in ("downloaded", "decoded") if source in sources), "unknown")


_STARTED = frozenset((NestedKind.SHELL, NestedKind.WRAPPER))


def unknown_code(findings: Findings, nested: Nested, made: dict[str, str]) -> None:
    """An effect for a script whose text can't be known (`eval "$x"`, `curl … | sh`, `bash <(…)`).

    *made*: how the text of variables came about, see `keep_made`.
    """
    if nested.known or nested.kind in (NestedKind.ALIAS, NestedKind.FILE, NestedKind.FUNCTION):
        return
    command, context = findings.command, findings.context
    if _only_says(command):
        return
    # what code of another language starts besides says nothing about where this text comes from
    few = few_alike(command)
    beside = _STARTED if any(other.code is not None for other in few) else ()
    others = [other for other in few if other is not nested and other.kind not in beside]
    inner = tuple(one for other in others for one in other.script.commands)
    source = feeds((*context.upstream, *inner)) if context.upstream or inner else _kept(command, made)
    source = _published(source, findings, nested, led=LED in made)
    base = None
    if source == "unknown" and _keeps_itself(command, nested.via):
        return
    if source in ("decoded", "made") and findings.program in _DATABASE_CLIENTS:
        base = 40  # `zcat dump.sql.gz | psql shop`: a packed dump, put back
    elif source == "unknown" and findings.program in _DATABASE_CLIENTS and _TENDS.match(_text_of(nested)):
        base = 35  # `psql -c "vacuum $t"`: whatever the table is called
    elif source == "made" and _shows_file(context.upstream):
        base = 30  # `cat FILE | bash` is `bash FILE`
    elif source == "made" and not context.upstream:
        base = 30  # eval "$(ssh-agent -s)": a program of this machine speaks to its shell, by design
    elif source == "unknown" and nested.kind in (NestedKind.LATER, NestedKind.WRAPPER, NestedKind.REMOTE):
        base = 30
    elif source == "unknown" and nested.via in ("source", ".") and not inner and not context.upstream:
        base = 25
    elif source == "unknown" and _from_file(findings):
        base = 30  # `bash < FILE` is `bash FILE`
    runs_code(findings, source, base)


def _prints_published(nested: Nested) -> bool:
    """`sudo sh -c "$(curl …)"`: whether the whole text is what a published installer says."""
    if len(nested.script.commands) != 1:
        return False
    only = nested.script.commands[0]
    whole = len(only.words) == 1 and len(only.words[0].pieces) == 1 and len(only.nested) == 1
    return whole and not only.redirections and is_published(only.nested[0].script.commands)


def _published(source: str, findings: Findings, nested: Nested, *, led: bool) -> str:
    """The source, where an installer is at its project's address: none where it runs on another machine, or
    is told another place to fetch from, as in `… | NVM_SOURCE=https://… bash`.
    """
    command = findings.command
    if source == "unknown" and _prints_published(nested):
        source = "published"
    if source != "published":
        return source
    given = [word.value or "" for word in command.words[1:]]
    others = any(_OTHERS.fullmatch(f"{one.name}={one.value.text}") for one in command.assignments)
    host = nested.host or findings.context.host
    return "downloaded" if led or others or host or any("://" in text for text in given) else source


def _text_of(nested: Nested) -> str:
    return nested.code.text if nested.code is not None else nested.script.text


def _shows_file(commands: tuple[SimpleCommand, ...]) -> bool:
    """Whether what is piped in are files that the line names, as they stand."""
    return len(commands) == 1 and commands[0].program == "cat" and all(w.known for w in commands[0].words)


def _keeps_itself(command: SimpleCommand, name: str) -> bool:
    """`PROMPT_COMMAND="history -a; $PROMPT_COMMAND"`: what is not known stood there before."""
    own = [one for one in command.assignments if one.name == name]
    holes = [piece for one in own for piece in one.value.pieces if piece.hole is not Hole.NONE]
    return bool(holes) and all(piece.hole is Hole.VARIABLE and piece.name == name for piece in holes)


def _from_file(findings: Findings) -> bool:
    """Whether a shell reads a file that the line names, or what reaches the machine that it runs on."""
    if findings.context.upstream:
        return False
    given = any(word.text[:1] == "-" and "c" in word.text for word in findings.command.words[1:])
    if not given and any(nested.kind is NestedKind.REMOTE for nested in findings.context.around):
        return True
    return any(
        one.operator == "<" and one.target is not None and one.target.known and "(" not in one.target.text
        for one in findings.command.redirections
    )


def runs_code(findings: Findings, source: str, base: int | None = None) -> None:
    """Says that code runs which comes from `source`, as `feeds` names it."""
    if source == "made" and base is None and _speaks_from_afar(findings.context.upstream):
        findings.tell("execute.downloaded", base=_FROM_ANOTHER, message=_AFAR, certain=False)
        return
    findings.tell(f"execute.{source}", base=base, certain=False)


def _speaks_from_afar(commands: tuple[SimpleCommand, ...]) -> bool:
    """`ssh HOST cat x | sh`: what runs is what another machine says."""
    return any(nested.kind is NestedKind.REMOTE for command in commands for nested in command.nested)


def _only_says(command: SimpleCommand) -> bool:
    """Whether a program is only asked what it can do, or a shell to look for mistakes: nothing runs then."""
    given = [word.text for word in command.words[1:]]
    if given[:1] == ["-n"] and command.program in SHELLS:
        return "-i" not in given
    return given[:1] in (["--help"], ["--version"])


def reads_code(findings: Findings) -> None:
    """An interpreter without a script, fed by a pipe or a process substitution."""
    command = findings.command
    operands = [word for word in command.words[1:] if not word.text.startswith("-")]
    printed = bool(operands) and is_process(operands[0])
    if any(nested.kind in _READ and (nested.known or not printed) for nested in command.nested):
        return
    if _only_says(command):
        return
    inline = any(_INLINE.fullmatch(word.text) and word.text != "-" for word in command.words[1:])
    inline = inline or (
        findings.program.startswith("py") and any(_MODULE.match(w.text) for w in command.words)
    )
    if printed or any(nested.kind is NestedKind.PROCESS for nested in command.nested):
        runs_printed(findings)
    elif findings.context.upstream and not operands and not inline:
        source = feeds(findings.context.upstream)
        shown = source == "made" and _shows_file(findings.context.upstream)
        runs_code(findings, source, 30 if shown else None)


def reads_printed(findings: Findings) -> None:
    """`java -jar <(curl …)`: an option's file of code that other commands print."""
    if any(map(is_process, scripts_of(findings.command))):
        runs_printed(findings)


def is_process(word: Word) -> bool:
    """Whether a word stands for what other commands print: `<(curl …)`."""
    return word.text.startswith("<(")


def runs_printed(findings: Findings) -> None:
    """A file of code that is none: what the commands in `<( )` download or decode runs."""
    command = findings.command
    scripts = [nested.script for nested in command.nested if nested.kind is NestedKind.PROCESS]
    if not scripts:  # behind a wrapper, where what stands in the brackets belongs to that
        scripts = [read(word.text[2:-1]) for word in command.words if is_process(word)]
    source = feeds(tuple(one for script in scripts for one in script.commands))
    if source in ("downloaded", "decoded"):
        runs_code(findings, source)
