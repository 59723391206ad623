"""A year of lines, each another one, leaves nothing behind that grows with their number."""

from __future__ import annotations

import asyncio
import gc
from functools import _lru_cache_wrapper
from pathlib import Path

from bench.load import FRESH
from shellguard.daemon.line_judge import LineJudge
from shellguard.daemon.need_answer import NamedValues
from shellguard.daemon.session import MOST_NAMES, KnownNames, Session, ShellInfo
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings

MORE = (
    "find . -name '*{}.log' -delete", "chown user{} README", "git clean -n -e 'kept{}*'", "ls *.o{}",
    "cp -r src{0} /tmp/there{0}", "curl -H 'X-Name{0}: {0}' https://host{0}.example/", "echo $V{}",
    "echo word > out{}.txt", "chmod 600 Key{}", "printf '%s' {} | tool{}x", "mv 'a*{0}' b{0}",
)  # fmt: skip
MOST_KEPT = 2_048
"""Entries of one kind, of a few hundred bytes each."""


def caches() -> dict[int, _lru_cache_wrapper[object]]:
    return {id(one): one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)}


def test_whatever_is_kept_of_lines_has_a_small_bound(tmp_path: Path) -> None:
    (tmp_path / "README").touch()

    async def judge(numbers: range) -> None:
        judge = LineJudge()
        for number in numbers:
            for line in (*FRESH, *MORE):
                shell = ShellState(cwd=str(tmp_path), home="/home/u")
                await judge.judge(
                    line.replace("{0}", "{}").replace("{}", str(number)), shell, Settings(), identity="1"
                )
        judge.close()

    asyncio.run(judge(range(3)))
    before = {place: one.cache_info().currsize for place, one in caches().items()}
    asyncio.run(judge(range(3, 23)))
    grown = {
        f"{one.__module__}.{one.__qualname__}": one.cache_parameters()["maxsize"]
        for place, one in caches().items()
        if one.cache_info().currsize >= before.get(place, 0) + 10
    }
    assert grown, "the lines fill what is kept of them"
    assert {name: most for name, most in grown.items() if most is None or most > MOST_KEPT} == {}


def test_names_that_a_shell_has_told_are_held_up_to_a_number() -> None:
    known = KnownNames()
    for number in range(20 * MOST_NAMES):
        name = f"tool{number}"
        known.take(NamedValues(aliases={name: None}, functions={name: None}, types={name: "file"}))
        assert known.types[name] == "file", "what was just told counts"
        assert max(len(known.aliases), len(known.functions), len(known.types)) <= MOST_NAMES
    assert known.forgotten


def test_names_that_are_forgotten_change_what_a_verdict_hangs_on() -> None:
    known = KnownNames()
    states = set()
    for number in range(2 * MOST_NAMES):
        known.take(NamedValues(types={f"tool{number}": "file"}))
        states.add(known.state())
    assert len(states) == 2 * MOST_NAMES


def test_a_state_of_the_shell_stays_as_it_was_when_more_is_told() -> None:
    session = Session(ShellInfo("1-1-1"), lambda _: True)
    before = session.state("/tmp", {})
    session.known.take(NamedValues({}, {"ll": "ls -l"}, {"shellguard": "rm", "f": None}, {"ls": "file"}))
    after = session.state("/tmp", {})
    assert (dict(before.aliases), dict(before.types)) == ({}, {})
    assert (dict(after.aliases), dict(after.types)) == ({"ll": "ls -l"}, {"ls": "file"})
    assert after.functions == {"shellguard": None, "f": None}, "the hook's own is known by what it is for"
    assert after.aliases.frozen == frozenset({("ll", "ls -l")})
