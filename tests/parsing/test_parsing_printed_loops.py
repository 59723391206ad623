"""What loops and groups print is read where a shell reads it, or runs the file that it went into."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51

RUNS = [
    'for d in src docs; do echo "ls $d"; done | sh',
    'for d in src docs; do echo "ls $d"; done > x.sh; bash x.sh',
    '{ echo "#!/bin/sh"; for d in src docs; do echo "ls /$d"; done; } > x.sh && sh x.sh',
    'for d in src docs; do echo "rm -rf $d"; done > x.sh; cat x.sh',
    'for d in src docs; do echo "rm -rf $d"; done; sh build.sh',
    'while read -r d; do printf "%s\\n" "$d"; done < list > y.txt; sort y.txt',
]
ASKS = [
    'for d in src docs; do echo "rm -rf $d"; done | sh',
    'for d in src docs; do echo "rm -rf $d"; done > x.sh; bash x.sh',
    'for d in src docs; do printf "rm -rf %s\\n" $d; done > x.sh; . ./x.sh',
    '{ echo "#!/bin/sh"; for d in etc usr; do echo "rm -rf /$d"; done; } > x.sh && sh x.sh',
    'for d in src; do for e in a b; do echo "rm -rf $d/$e"; done; done > x.sh; sh x.sh',
    'while read -r d; do printf "rm -rf %s\\n" "$d"; done < list > x.sh; sh x.sh',
]


def score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", RUNS)
def test_what_is_harmless_or_only_printed_runs(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize("line", ASKS)
def test_what_is_dangerous_and_run_is_asked_about(line: str) -> None:
    assert score(line) >= ASKED


@pytest.mark.parametrize(
    "line", ["$(for i in { ", "x=$(for i in a", "$(for i in a b; do", "for i in a b > x; sh x", "`for i in"]
)
def test_a_loop_that_is_not_finished_is_read_all_the_same(line: str) -> None:
    assert read(line).text == line


def test_each_turn_is_printed_with_its_own_word() -> None:
    shown = [
        " ".join(word.text for word in command.words)
        for command, around in read('for d in a b; do echo "ls $d"; done | sh').walk()
        if around
    ]
    assert shown == ["ls a", "ls b"]
