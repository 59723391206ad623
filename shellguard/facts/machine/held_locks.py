"""Locks of package managers, databases and git: one that nobody holds is in the way, others must stay."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains
from shellguard.facts.machine.process_table import Process, process_of
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge

_REMOVED = "packages.remove-lock"
_LOCK = re.compile(r"\.(?:pid|lock)$")
_LONGEST = 4096
_CLOCKS_APART = 2.0
_OF_GIT = re.compile(r"(.*)/\.git/(?:[\w/.-]+/)?[\w.-]+\.lock")
_READS_ONLY = frozenset(
    ("log", "diff", "show", "blame", "grep", "cat-file", "shortlog", "help", "fsmonitor--daemon")
)
"""Commands of git that run for long and hold none of its locks."""


def let_go(facts: TargetFacts, effect: Effect, *, ending: bool = False) -> TargetFacts:
    """The facts about a lock that is removed: whether any program that takes such locks runs now.

    `ending`: the line itself ends processes or services.
    """
    if effect.kind is EffectKind.DELETE and facts.kind == "file" and _LOCK.search(facts.path):
        held = _held_by_database(facts.path)
        if held:
            return replace(facts, recovery=Recovery.LOST, personal=1, reason=f"{held} runs and holds it")
        of_git = _OF_GIT.fullmatch(facts.path)
        if of_git is not None and _git_works_in(of_git[1]):
            reason = "git runs in this repository and may hold it"
            return replace(facts, recovery=Recovery.LOST, reason=reason, personal=1, total_bytes=None)
        left = "" if ending else _left_running(facts.path)
        if left:
            reason = f"{left} still runs, and only this file tells which process it is"
            return replace(facts, recovery=Recovery.LOST, reason=reason, personal=1)
    if effect.rule != _REMOVED or not facts.exists:
        return facts
    holder = _running(knowledge("places", "locks").names("holders"))
    if holder:
        reason = f"{holder} runs and may hold it"
        return replace(facts, recovery=Recovery.UNKNOWN, total_bytes=None, reason=reason)
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason="no package manager runs that could hold it")


def _held_by_database(path: str) -> str:
    """The name of the database that runs under the number in a file, "" for none."""
    process = _written_in(path)
    lost = load("running")["lost"][0]["names"]
    return process.name if process is not None and re.fullmatch(lost, process.name) else ""


def _left_running(path: str) -> str:
    """The name of what runs under the number in a file, and ran when that was written; "" for none."""
    process = _written_in(path)
    if process is None:
        return ""
    try:
        ticks = int(Path("/proc", str(process.number), "stat").read_bytes().rpartition(b")")[2].split()[19])
        running = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
        written = os.stat(path).st_mtime
    except (OSError, ValueError, IndexError):
        return ""
    return process.name if time.time() - running < written + _CLOCKS_APART else ""


def _written_in(path: str) -> Process | None:
    """The process whose number stands first in a file."""
    first = text_of(path, _LONGEST).partition("\n")[0].strip()
    return process_of(int(first)) if first.isdecimal() and len(first) < 10 else None


def _running(names: frozenset[str]) -> str:
    """The first of these programs that runs, or ""; where processes can't be seen, that is told as one."""
    try:
        return next((name for _, name in _processes() if name in names), "")
    except OSError:
        return "something"


def _processes() -> Iterator[tuple[str, str]]:
    """The number and the name of each process."""
    for number in os.listdir("/proc"):
        if not number.isdecimal():
            continue
        try:
            yield number, Path("/proc", number, "comm").read_text(errors="replace").strip()
        except OSError:
            continue  # it has ended meanwhile


def _git_works_in(root: str) -> bool:
    """Whether a git that may write stands in this work tree; one of another person can't be seen."""
    try:
        return any(name == "git" and _writes_in(number, root) for number, name in _processes())
    except OSError:
        return False


def _writes_in(number: str, root: str) -> bool:
    try:
        stands = os.readlink(f"/proc/{number}/cwd")
        words = Path("/proc", number, "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return False
    return contains(os.path.realpath(root), stands) and _READS_ONLY.isdisjoint(words)
