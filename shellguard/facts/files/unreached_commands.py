"""What a line does not come to: `[ -d old ] && …` where no folder old is, a branch whose test fails."""

from __future__ import annotations

import operator
import os
import re
from collections.abc import Callable, Iterator

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.taken_branches import arm_not_taken, in_other_branch
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Connection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState
from shellguard.parsing.state.environment import MOVING

_TESTS = {"[": "]", "test": "", "[[": "]]"}
_GREP = knowledge("families").names("grep")
_STILL = frozenset((*_TESTS, *_GREP, ":", "true", "echo"))
_LONGEST = 256 * 1024
_QUIET = re.compile(r"-[qsFE]+|--quiet|--silent|--no-messages|--fixed-strings")
_PLAIN = re.compile(r"[\w ,:=@%/-]+")
_OTHERWISE = re.compile(r"\b(?:else|elif|if)\b")
_CONDITION, _BRANCH = ("condition",), "branch"
_LOOP = re.compile(
    r"\s*for\s+\w+\s+in((?:\s+\$(?:\w+|\{\w+\}))+)\s*(?:;|\n)\s*do\s(?P<body>.*)\sdone\s*\Z", re.DOTALL
)
_KEYWORD = re.compile(r"\b(?:for|while|until|select|done)\b")
_NAMED = re.compile(r"\$\{?([A-Za-z_]\w*)\}?\Z")
_ASKED_FOR = re.compile(r"\$\{?(\w+)")
_PATTERN = re.compile(r"[*?\[(\\]")
_NEITHER = (Connection.FIRST, Connection.SEQUENCE)


def not_reached(
    command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> TargetFacts | None:
    """The facts about all that a command would do which a test in front of it keeps from running.

    Only tests before which the line does nothing are looked at: what they ask is as it is now.
    """
    if command is None or script is None or not shell.cwd:
        return None
    place = _place_of(command, script.commands)
    if place is None:
        return None
    if command.frames[:1] == ("loop",) and (named := _no_turn(script.text, shell)):
        said = f"it does not run: {named} is empty"
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=said, idle=True)
    if command.frames[:1] == ("case",) and (said := arm_not_taken(command, script, shell)):
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=f"it does not run: {said}")
    for at, test in enumerate(script.commands[:place]):
        if test.program not in _STILL or test.redirections or test.nested:
            return None
        asks = test.program in _TESTS or test.program in _GREP
        if not asks or test.program in shell.functions or _turned(test, script) or _asks_anew(test):
            continue
        held = _holds(test, shell) if test.program in _TESTS else _finds(test, shell)
        if held is not None and any(one is command for one in _left_out(at, held=held, script=script)):
            said = " ".join(word.source for word in test.words)
            kept = Recovery.NOTHING_LOST
            return TargetFacts(
                recovery=kept, reason=f"it does not run: {said} {'holds' if held else 'fails'}"
            )
    return None


def _place_of(command: SimpleCommand, commands: tuple[SimpleCommand, ...]) -> int | None:
    """Where a command stands among these: mostly it is the very same, and comparing all takes long."""
    for number, one in enumerate(commands):
        if one is command:
            return number
    return next((number for number, one in enumerate(commands) if one == command), None)


def _no_turn(text: str, shell: ShellState) -> str:
    """The empty variables, without quotes, that the one loop of a line goes through; "" if it has a turn."""
    loop = _LOOP.match(text)
    if loop is None or _KEYWORD.search(loop["body"]):
        return ""
    words = loop[1].split()
    names = [_NAMED.match(word) for word in words]
    empty = all(
        name and name[1] not in MOVING and name[1] in shell.variables and not shell.variables[name[1]]
        for name in names
    )
    return " ".join(words) if empty else ""


def _asks_anew(test: SimpleCommand) -> bool:
    """Whether a test asks for a variable that the shell itself changes each time."""
    return any(name in MOVING for word in test.words for name in _ASKED_FOR.findall(word.source))


def _turned(test: SimpleCommand, script: Script) -> bool:
    """Whether its outcome is turned round, or goes elsewhere than into what follows."""
    if test.span is None or script.text[: test.span.start].rstrip().endswith("!"):
        return True
    return sum(one.pipeline == test.pipeline for one in script.commands) > 1


def _left_out(at: int, *, held: bool, script: Script) -> Iterator[SimpleCommand]:
    """The commands that do not run for the outcome of the test at this place."""
    test, after = script.commands[at], script.commands[at + 1 :]
    if test.frames == _CONDITION:
        yield from in_other_branch(test, held=held, script=script)
        if held:
            return
        if (
            at == 0
            and len(_OTHERWISE.findall(script.text)) == 1
            and after
            and after[0].frames[:1] == (_BRANCH,)
        ):
            yield from (one for one in after if one.frames[:1] == (_BRANCH,))
        return
    if test.frames or test.connection not in _NEITHER or not after:
        return
    first = after[0]
    if first.connection is not (Connection.OR if held else Connection.AND):
        return
    for number, one in enumerate(after):
        inside = number > 0 and "group" in first.frames and one.frames[: len(first.frames)] == first.frames
        chained = not held and one.connection is Connection.AND and not one.frames
        if number and not (inside or chained):
            return
        yield one


def _finds(test: SimpleCommand, shell: ShellState) -> bool | None:
    """Whether `grep -q WORD FILE` finds a plain word in one small file; None where that is not known."""
    words = [word.value for word in test.words[1:]]
    known = [word for word in words if word is not None]
    options = [word for word in known if word.startswith("-")]
    operands = [word for word in known if not word.startswith("-")]
    if len(known) < len(words) or len(operands) != len(("word", "file")) or not options:
        return None
    if not all(map(_QUIET.fullmatch, options)) or not _PLAIN.fullmatch(operands[0]):
        return None
    path = place_of(operands[1], False, shell.cwd).path
    try:
        small = os.path.isfile(path) and os.path.getsize(path) < _LONGEST
    except OSError:
        return None
    text = text_of(path, _LONGEST) if small and os.access(path, os.R_OK) else None
    return None if text is None or "\0" in text else any(operands[0] in line for line in text.splitlines())


def _holds(test: SimpleCommand, shell: ShellState) -> bool | None:
    """Whether a test holds; None where that is not known."""
    words = [word.value for word in test.words[1:]]
    known = [word for word in words if word is not None]
    closing = _TESTS[test.program]
    if len(known) < len(words) or (closing and known[-1:] != [closing]):
        return None
    said = known[:-1] if closing else known
    if len(said) == 2 and said[0] in _OF_ONE:
        return _OF_ONE[said[0]](said[1], place_of(said[1], False, shell.cwd).path)
    if len(said) == 3 and "nocasematch" in (shell.options or ()) and closing == "]]":
        return None
    if len(said) == 3 and said[1] in ("=", "==", "!=") and not _PATTERN.search(said[2]):
        return (said[0] == said[2]) is (said[1] != "!=")
    if len(said) == 3 and said[1] in _OF_NUMBERS and _WHOLE.fullmatch(said[0]) and _WHOLE.fullmatch(said[2]):
        return _OF_NUMBERS[said[1]](int(said[0]), int(said[2]))
    return None


_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,15})")
_OF_NUMBERS: dict[str, Callable[[int, int], bool]] = {
    "-eq": operator.eq,
    "-ne": operator.ne,
    "-lt": operator.lt,
    "-le": operator.le,
    "-gt": operator.gt,
    "-ge": operator.ge,
}


_OF_ONE: dict[str, Callable[[str, str], bool]] = {
    "-e": lambda text, path: bool(text) and os.path.exists(path),
    "-f": lambda text, path: bool(text) and os.path.isfile(path),
    "-d": lambda text, path: bool(text) and os.path.isdir(path),
    "-s": lambda text, path: bool(text) and os.path.exists(path) and os.path.getsize(path) > 0,
    "-L": lambda text, path: bool(text) and os.path.islink(path),
    "-h": lambda text, path: bool(text) and os.path.islink(path),
    "-n": lambda text, _: bool(text),
    "-z": lambda text, _: not text,
}
