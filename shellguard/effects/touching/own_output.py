"""What tools of the system say themselves, put where it belongs: `iptables-save > /etc/iptables/rules.v4`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from shellguard.effects.context import Findings
from shellguard.effects.touching.vendor_addresses import is_release
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand, Word

_HOME = re.compile(r"(?:\$HOME|\$\{HOME\}|/root|(?:/var)?/home/[^/]+|/Users/[^/]+)(?=/)")
_PASSING = frozenset(("tee", "cat"))
_RAISES_RIGHTS = frozenset(("sudo", "doas"))
_ONE_AND_ITS_PLACE = 2
_MOST_WORDS = 64  # it is asked for each path that a command names


@dataclass(frozen=True, slots=True)
class _Step:
    given: re.Pattern[str] | None
    paths: re.Pattern[str]
    reads: bool
    verbs: frozenset[str]
    alone: bool


@cache
def _steps() -> dict[str, list[_Step]]:
    """By the name of each program."""
    found: dict[str, list[_Step]] = {}
    for table in load("setups")["step"]:
        step = _Step(
            re.compile(table["given"]) if "given" in table else None,
            re.compile("|".join(table["paths"])),
            table.get("reads", False),
            frozenset(table.get("verbs", ("write", "put"))),
            table.get("alone", False),
        )
        for program in table["programs"]:
            found.setdefault(program, []).append(step)
    return found


def is_own_output(findings: Findings, path: str, verb: str) -> bool:
    """Whether `path` is written with what belongs there, or read in order to be put where it belongs."""
    command = findings.command
    if command.program in _PASSING and findings.context.upstream:
        command = findings.context.upstream[0]
    start = _after_sudo(command)
    if start == len(command.words):
        return False
    if verb == "write" and is_release(command.words[start:], path):
        return True
    steps = _steps().get(command.words[start].text.rpartition("/")[2], ())
    return any(_fits(step, command.words[start + 1 :], path, verb) for step in steps)


def _after_sudo(command: SimpleCommand) -> int:
    """Where the program stands, behind a `sudo` and its options."""
    words = command.words
    if not words or words[0].text not in _RAISES_RIGHTS:
        return 0
    return next(
        (place for place, word in enumerate(words[1:], 1) if not word.text.startswith("-")), len(words)
    )


def _fits(step: _Step, words: tuple[Word, ...], path: str, verb: str) -> bool:
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
