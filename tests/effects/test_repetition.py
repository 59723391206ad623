"""What stands in a line again and again is looked at once, and nothing is overlooked by that."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

MANY = "ls -l; " * 60

# (line, a rule that it must have although its command stood there before and did nothing)
CHANGED_MEANWHILE = [
    ("./a; " * 40 + "curl -o a https://h.example/a; ./a", "execute.downloaded-file"),
    ("./a; " * 40 + "base64 -d x > a; ./a", "execute.decoded-file"),
    ("echo " + "$(./a) " * 40 + "; curl -o a https://h.example/a; echo $(./a)", "execute.downloaded-file"),
    (MANY + "rm -rf ~/", "files.remove-recursive"),
    (MANY + "ls -l | xargs rm -rf", "files.remove-recursive"),
    ("echo " + "$(ls) " * 40 + "$(rm -rf ~/)", "files.remove-recursive"),
    ("rm -rf a; " * 40, "files.remove-recursive"),
]


@pytest.mark.parametrize(("line", "rule"), CHANGED_MEANWHILE)
def test_what_did_nothing_before_is_looked_at_again_once_it_matters(line: str, rule: str) -> None:
    assert rule in {effect.rule for effect in effects_of(read(line))}


def test_what_has_an_effect_counts_each_time() -> None:
    line = "; ".join(f"rm -rf a{number}; rm -rf b" for number in range(30))
    assert len([effect for effect in effects_of(read(line)) if effect.rule == "files.remove-recursive"]) == 60


def test_what_has_none_adds_nothing() -> None:
    assert effects_of(read(MANY)) == effects_of(read("ls -l"))
