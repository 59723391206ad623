"""What `mktemp` has just made may go again, also where a variable names it; what is below nothing may be all."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51


def score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize(
    "line",
    [
        't=$(mktemp); echo x > "$t"; rm "$t"',
        "t=`mktemp`; rm $t",
        'd=$(mktemp -d) && cd "$d" && touch a && rm -r "$d"',
        'd=$(mktemp -d); rm -r "$d/x"',
        'd=$(mktemp -d); trap "rm -r $d" EXIT',
    ],
)
def test_it_may_go_again(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize(
    "line",
    [
        't=$(other); rm "$t"',
        'd=$(mktemp -d); rm -r "$d"/*',
        'd=$(mktemp -d); d=$(other); rm -r "$d"',
    ],
)
def test_what_only_looks_like_it_is_asked_about(line: str) -> None:
    assert score(line) >= ASKED
