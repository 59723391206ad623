"""Rules of the code: what they say stands in the file alone, and a row that lacks something is told by its name."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from shellguard.effects import code_rules
from shellguard.effects.code_rules import rule_of
from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.errors import ShellguardError

EFFECTS = Path(code_rules.__file__).parent
WHOLE = {"kind": "escape", "base": 45, "message": "opens a shell", "target": "code", "floor": 30}


@pytest.mark.parametrize(
    "broken",
    [
        {key: value for key, value in WHOLE.items() if key != "message"},
        WHOLE | {"kind": "no-such-kind"},
        WHOLE | {"base": "many"},
    ],
)
def test_incomplete_rule_is_told_by_its_name(broken: dict[str, object]) -> None:
    with pytest.raises(ShellguardError) as told:
        rule_of("escape.example", broken)
    assert "escape.example" in str(told.value)


def test_rule_says_what_its_row_says() -> None:
    rule = rule_of("escape.example", WHOLE)
    assert (rule.kind, rule.base, rule.target, rule.floor) == (EffectKind.ESCAPE, 45, TargetKind.CODE, 30)


def test_rule_is_done_to_a_path_unless_its_row_says_more() -> None:
    rule = rule_of("files.example", {"kind": "delete", "base": 52, "message": "removes files"})
    assert (rule.target, rule.floor) == (TargetKind.PATH, 0)


def test_no_code_writes_the_message_of_a_listed_rule_again() -> None:
    messages = {rule.message for rule in code_rules.code_rules().values()}
    written = {
        node.value
        for file in EFFECTS.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert messages & written == set()
