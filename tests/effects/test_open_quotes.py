"""A line whose quote is open runs nothing as it stands: its words may be asked about, never refused."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh
from shellguard.risk.weights import REFUSED


def _score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


WRITTEN_OUT = ("rm -rf / 'a", "rm -rf /\necho 'a", "bash <<X\nrm -rf /")
GUESSED = ("rm -rf 'a / b", 'rm -fr ".git / rebase-merge\nq', "rm -rf 'a' '/ b")


@pytest.mark.parametrize("line", WRITTEN_OUT)
def test_what_stands_there_outside_of_the_quote_is_refused(line: str) -> None:
    assert _score(line) >= REFUSED


@pytest.mark.parametrize("line", GUESSED)
def test_what_would_be_a_word_of_its_own_without_the_quote_is_asked_about(line: str) -> None:
    assert 50 < _score(line) < REFUSED


@pytest.mark.parametrize("line", GUESSED)
def test_what_is_grave_without_the_quote_is_found_behind_much_that_is_not(line: str) -> None:
    before = "".join(f"ls d{number}; rm f{number}; " for number in range(30))
    before += "rm f1; " * 30
    assert 50 < _score(before + line) < REFUSED
    script = read(before + line)
    assert any(effect.conditional and effect.base >= 60 for effect in effects_of(script))
