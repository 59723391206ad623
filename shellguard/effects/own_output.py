"""What tools of the system say themselves, put where it belongs: `iptables-save > /etc/iptables/rules.v4`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from shellguard.effects.context import Findings
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand

_HOME = re.compile(r"(?:\$HOME|\$\{HOME\}|/root|/home/[^/]+)(?=/)")
_PASSING = frozenset(("tee", "cat"))


@dataclass(frozen=True, slots=True)
class _Step:
    programs: frozenset[str]
    given: re.Pattern[str] | None
    paths: re.Pattern[str]
    reads: bool


@cache
def _steps() -> tuple[_Step, ...]:
    return tuple(
        _Step(
            frozenset(step["programs"]),
            re.compile(step["given"]) if "given" in step else None,
            re.compile("|".join(step["paths"])),
            step.get("reads", False),
        )
        for step in load("setups")["step"]
    )


def is_own_output(findings: Findings, path: str, verb: str) -> bool:
    """Whether `path` is written with what belongs there, or read in order to be put where it belongs."""
    commands = [findings.command]
    if findings.command.program in _PASSING and findings.context.upstream:
        commands = list(findings.context.upstream[:1])
    return any(_fits(step, command, path, verb) for step in _steps() for command in commands)


def _fits(step: _Step, command: SimpleCommand, path: str, verb: str) -> bool:
    program, *words = _bare(command) or [""]
    if program not in step.programs:
        return False
    if step.given is not None and not any(step.given.fullmatch(word) for word in words):
        return False
    if verb == "read":
        put = words[-1] if words else ""
        own = _placed(step, path) or (step.given is not None and step.given.fullmatch(path) is not None)
        return step.reads and own and _placed(step, put)
    return verb in ("write", "put") and _placed(step, path)


def _bare(command: SimpleCommand) -> list[str]:
    """The program and its words, without a `sudo` and its options in front."""
    words = [word.text for word in command.words]
    if words and words[0] in ("sudo", "doas"):
        words = words[1:]
        while words and words[0].startswith("-"):
            words = words[1:]
    return [words[0].rpartition("/")[2], *words[1:]] if words else []


def _placed(step: _Step, path: str) -> bool:
    return step.paths.fullmatch(_HOME.sub("~", path)) is not None
