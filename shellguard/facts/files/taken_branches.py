"""Which branch of an `if … else` or a `case` a line takes, and which of its commands stand in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState
from shellguard.parsing.state.environment import MOVING

_CASE = re.compile(
    r"\s*case\s+(?P<quote>\"?)\$(?:(?P<name>[A-Za-z_]\w*)|\{(?P<braced>[A-Za-z_]\w*)\})(?P=quote)\s+in\s",
    re.ASCII,
)
_ARM = re.compile(r"\s*\(?\s*(?P<patterns>[\w.*?@%+:,/\"'|\[\] -]+?)\s*\)")
_CASES, _ENDED = re.compile(r"\b(?:case|select|esac)\b"), re.compile(r"\besac\s*;?\s*\Z")
_CHOICES = re.compile(r"\b(?:if|elif|else|fi)\b")
_UNSURE = re.compile(r"[#`]|\$\(")
_LETTERS = re.compile(r"(?:[^\[\]]|\[\w+\])*")
_CONDITION, _BRANCH = "condition", "branch"


def in_other_branch(test: SimpleCommand, *, held: bool, script: Script) -> Iterator[SimpleCommand]:
    """The commands of the one `if` that a line is which do not run for the outcome of its one test."""
    commands = script.commands
    tests = [one for one in commands if _CONDITION in one.frames]
    if (
        test is not commands[0]
        or len(tests) != 1
        or test.frames != (_CONDITION,)
        or _UNSURE.search(script.text)
    ):
        return
    said = [found for found in _CHOICES.finditer(script.text) if not _is_inside(found.start(), commands)]
    if [found[0] for found in said] != ["if", "else", "fi"] or len(_CHOICES.findall(script.text)) != 3:
        return
    parting, end = said[1].start(), said[2].start()
    for one in commands[1:]:
        if one.span is None or one.span.start > end:
            continue
        if one.frames[:1] == (_BRANCH,) and (one.span.start > parting) is held:
            yield one


def _is_inside(place: int, commands: tuple[SimpleCommand, ...]) -> bool:
    return any(one.span is not None and one.span.start <= place < one.span.end for one in commands)


def arm_not_taken(command: SimpleCommand, script: Script, shell: ShellState) -> str:
    """What the variable of the one `case` that a line is holds, where that takes another arm; else ""."""
    text, commands = script.text, script.commands
    begun = _CASE.match(text)
    alone = begun and _ENDED.search(text) and len(_CASES.findall(text)) == 2 and not _UNSURE.search(text)
    if begun is None or not alone or command.span is None or "nocasematch" in (shell.options or ()):
        return ""
    name = begun["name"] or begun["braced"]
    if (
        name in MOVING
        or name not in shell.variables
        or any(one.frames[:1] != ("case",) or one.span is None for one in commands)
    ):
        return ""
    value = shell.variables[name] or ""
    start = begun.end()
    for found in (*re.finditer(";;|;&", text), re.search(r"\besac\b", text)):
        if found is None or found[0] == ";&" or text[found.end() : found.end() + 1] == "&":
            return ""
        if _is_inside(found.start(), commands) or found.start() < start:
            continue
        arm = _ARM.match(text, start, found.start())
        if arm is None:
            return "" if text[start : found.start()].strip() else f"${name} is {value or 'empty'}"
        held = _fits(value, arm["patterns"])
        own = start <= command.span.start < found.start()
        if held is None or (held and own):
            return ""
        if held or own:
            return f"${name} is {value or 'empty'}"
        start = found.end()
    return ""


def _fits(value: str, patterns: str) -> bool | None:
    """Whether a value fits one of an arm's patterns; None where that is not plain."""
    for pattern in patterns.split("|"):
        plain = pattern.strip()
        quoted = plain[:1] in ("'", '"') and plain[-1:] == plain[:1] and len(plain) > 1
        bare = plain[1:-1] if quoted else plain
        if "'" in bare or '"' in bare or " " in bare:
            return None
        if not quoted and "[" in bare and not _LETTERS.fullmatch(bare):
            return None  # which characters a range or a class has hangs on the language of the shell
        if bare == value if quoted else fnmatchcase(value, bare):
            return True
    return False
