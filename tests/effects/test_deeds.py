"""What a console is asked to do, by the kinds of its words: each row's examples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.wording.deeds import Deed, all_deeds
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

THRESHOLD = 50


def _score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


def _examples(kind: str) -> Iterator[tuple[Deed, str]]:
    for deed in all_deeds():
        for line in getattr(deed.examples, kind):
            yield deed, line


@pytest.mark.parametrize(("deed", "line"), list(_examples("run")))
def test_an_ordinary_line_runs_without_a_question(deed: Deed, line: str) -> None:
    assert _score(line) <= THRESHOLD


@pytest.mark.parametrize(("deed", "line"), list(_examples("ask")))
def test_a_deed_is_told_by_the_kinds_of_its_words(deed: Deed, line: str) -> None:
    assert _score(line) > THRESHOLD
