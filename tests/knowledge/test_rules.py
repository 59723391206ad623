"""The list of rules is whole: every id in the code stands in it, and its examples make the rule speak."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.rules import all_rules, page
from shellguard.knowledge import loading
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(loading.__file__).resolve().parents[1]  # which may be installed elsewhere
CODE = loading.load("rules")
_ID = re.compile(
    r'"((?:execute|escape|exhaust|files|send|secrets|persist|databases|unknown|code|confuse|text|logs|disk)'
    r'\.[a-z0-9-]+)"'
)


def _ids_in_code() -> set[str]:
    sources = [*(PACKAGE / "effects").glob("*.py"), *(PACKAGE / "risk").glob("*.py")]
    assert sources
    return {name for source in sources for name in _ID.findall(source.read_text(encoding="utf-8"))}


def _fired(line: str) -> dict[str, int]:
    script = read(line)
    effects = effects_of(script)
    told = {finding.id: finding.score for finding in weigh(script, effects).findings}
    return {effect.rule: 0 for effect in effects} | told  # a heavier finding may say the same


def test_every_rule_in_the_code_is_listed() -> None:
    assert _ids_in_code() <= {entry.id for entry in all_rules()}


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule in CODE for line in CODE[rule].get("examples_run", ())]
)
def test_rule_of_the_code_lets_its_example_run(rule: str, line: str) -> None:
    assert max(_fired(line).values(), default=0) <= 50


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule in CODE for line in CODE[rule].get("examples_ask", ())]
)
def test_rule_of_the_code_speaks_at_its_example(rule: str, line: str) -> None:
    fired = _fired(line)
    assert rule in fired
    assert max(fired.values()) > 50


def test_page_of_rules_is_up_to_date() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page(), (
        "run: python -m shellguard.effects.rules_page > docs/rules.md"
    )
