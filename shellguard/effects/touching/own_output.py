"""What tools of the system say themselves, put where it belongs: `iptables-save > /etc/iptables/rules.v4`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from shellguard.effects.context import Findings, inputs_of
from shellguard.effects.touching.vendor_addresses import is_release
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.program_name import program_name
from shellguard.parsing.script import Redirection, SimpleCommand, Word

_HOME = re.compile(r"(?:\$HOME|\$\{HOME\}|/root|(?:/var)?/home/[^/]+|/Users/[^/]+)(?=/)")
_PASSING = frozenset(("tee", "cat"))
_SAYING = ("echo", "printf", *_PASSING)
"""What writes the text that it is given: in words, or in a here-document."""
_EACH_ON_A_LINE = ("%s\\n", "%b\\n")
_NEW_LINE = re.compile(r"\n|\\n")
_LONGEST_TEXT = 4_000
_AS_ROOT = knowledge("families").names("as_root")
_ONE_AND_ITS_PLACE = 2
_MOST_WORDS = 64  # it is asked for each path that a command names


@dataclass(frozen=True, slots=True)
class _Step:
    options: re.Pattern[str] | None
    given: re.Pattern[str] | None
    lines: re.Pattern[str] | None
    paths: re.Pattern[str]
    reads: bool
    verbs: frozenset[str]
    alone: bool
    new: bool


@cache
def _steps() -> dict[str, list[_Step]]:
    """By the name of each program."""
    found: dict[str, list[_Step]] = {}
    for table in load("setups")["step"]:
        step = _Step(
            re.compile(table["options"]) if "options" in table else None,
            re.compile(table["given"]) if "given" in table else None,
            re.compile(table["lines"]) if "lines" in table else None,
            re.compile("|".join(table["paths"])),
            table.get("reads", False),
            frozenset(table.get("verbs", ("write", "put"))),
            table.get("alone", False),
            table.get("new", False),
        )
        for program in _SAYING if step.lines is not None else table["programs"]:
            found.setdefault(program, []).append(step)
    return found


def is_own_output(findings: Findings, path: str, verb: str, *, new: bool = False) -> bool:
    """Whether `path` is written with what belongs there, or read in order to be put where it belongs.

    `new`: as a file that is not there yet; what is lost where it is there has to be told apart from this.
    """
    command, upstream = findings.command, findings.context.upstream
    if command.program in _PASSING and upstream:
        command = upstream[0]
    start = _after_sudo(command)
    if start == len(command.words):
        return False
    if verb == "write" and is_release(command.words[start:], path):
        return not new
    steps = _steps().get(program_name(command.words[start].text), ())
    for step in steps:
        if step.new is not new:
            continue
        if step.lines is None:
            fits = _fits(step, command.words[start + 1 :], path, verb)
        else:
            fits = verb in step.verbs and _placed(step, path) and _all_lines(step.lines, findings)
        if fits:
            return True
    return False


def _all_lines(pattern: re.Pattern[str], findings: Findings) -> bool:
    """Whether each line of what is written fits, remarks aside."""
    upstream, command = findings.context.upstream, findings.command
    if upstream and command.program in _PASSING:
        text = _text(upstream[0], inputs_of(upstream[0])) if len(upstream) == 1 else None
    else:
        text = _text(command, inputs_of(command) or findings.context.fed)
    if text is None or len(text) > _LONGEST_TEXT:
        return False
    lines = [line.strip() for line in _NEW_LINE.split(text)]
    said = [line for line in lines if line and not line.startswith("#")]
    return bool(said) and all(map(pattern.fullmatch, said))


def _text(command: SimpleCommand, inputs: tuple[Redirection, ...]) -> str | None:
    """What a command writes; None where more comes to it than its words or one here-document tell."""
    words = command.words[_after_sudo(command) :]
    values = [word.value for word in words[1:]]
    known = [value for value in values if value is not None]
    if not words or len(known) < len(values):
        return None
    program = program_name(words[0].text)
    if program in _PASSING:
        files = program == "cat" and any(value != "-" for value in known)
        body = inputs[0].body if len(inputs) == 1 and not files else None
        return body.value if body is not None else None
    said = known[1:] if program == "echo" and known[:1] in (["-e"], ["-n"]) else known
    each = program == "printf" and said[:1] != [] and said[0] in _EACH_ON_A_LINE
    text = "\n".join(said[1:]) if each else " ".join(said)
    if program == "printf" and not each:
        text = "\n".join(said[:1])
        if "%" in text.replace("%%", ""):
            return None  # what is put in there is not read
    return None if "\\" in _NEW_LINE.sub("", text) else text  # any sign by its number


def _after_sudo(command: SimpleCommand) -> int:
    """Where the program stands, behind a `sudo` and its options."""
    words = command.words
    if not words or words[0].text not in _AS_ROOT:
        return 0
    return next(
        (place for place, word in enumerate(words[1:], 1) if not word.text.startswith("-")), len(words)
    )


def _fits(step: _Step, words: tuple[Word, ...], path: str, verb: str) -> bool:
    if step.options is not None:
        said = [word.text for word in words[:_MOST_WORDS] if word.text.startswith("-")]
        if not said or not all(map(step.options.fullmatch, said)):
            return False
    if step.alone:
        operands = tuple(word for word in words[:_MOST_WORDS] if not word.text.startswith("-"))
        words = operands[:1] if len(operands) == _ONE_AND_ITS_PLACE else ()
    if step.given is not None and not any(
        step.given.fullmatch(_HOME.sub("~", word.text)) for word in words[:_MOST_WORDS]
    ):
        return False
    if verb == "read":
        put = words[-1].text if words else ""
        own = _placed(step, path) or (step.given is not None and step.given.fullmatch(path) is not None)
        return step.reads and own and _placed(step, put)
    return verb in step.verbs and _placed(step, path)


def _placed(step: _Step, path: str) -> bool:
    return step.paths.fullmatch(_HOME.sub("~", path)) is not None
