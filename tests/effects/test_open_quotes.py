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
