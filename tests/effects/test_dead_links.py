"""`find -xtype l -delete` removes links that lead nowhere, and nothing else is taken for that."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

_RULE = "files.find-delete-dead-links"


def _rules(line: str) -> list[str]:
    return [effect.rule for effect in effects_of(read(line))]


@pytest.mark.parametrize(
    "line",
    [
        "find . ! -xtype l -delete",
        "find . -xtype l -o -name x -delete",
        "find . -name x -o -xtype l -delete",
        "find . -type l -delete",
        "find -L . -xtype l -delete",
        "find . -xtype f -delete",
        "find . -delete -xtype l",
    ],
)
def test_what_leads_somewhere_is_not_thought_dead(line: str) -> None:
    assert _RULE not in _rules(line)
    assert weigh(read(line), effects_of(read(line))).score > 50


@pytest.mark.parametrize("line", ["find . -xtype l -delete", "find bin -type l -xtype l -print -delete"])
def test_links_that_lead_nowhere_are_removed_unasked(line: str) -> None:
    assert _RULE in _rules(line)
    assert weigh(read(line), effects_of(read(line))).score <= 50
