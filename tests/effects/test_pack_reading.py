"""A pack with a mistake is refused in words, with its place."""

from __future__ import annotations

from typing import Any

import pytest

from shellguard.effects.packs.pack_reading import read_pack
from shellguard.errors import ShellguardError

RULE = {"rule": "things.lose", "kind": "resource", "base": 62, "message": "loses a thing"}


def _with_rule(**more: Any) -> dict[str, Any]:
    return {"effect": [RULE | more]}


def _when(**condition: Any) -> dict[str, Any]:
    return _with_rule(when=condition)


def test_whole_rule_is_read() -> None:
    node = read_pack("mine", {"frob": _with_rule(floor=30, when={"least": 1, "stdin": True})})["frob"]
    rule = node.rules[0]
    assert (rule.base, rule.floor, rule.when.least, rule.when.most, rule.when.stdin) == (
        62,
        30,
        1,
        None,
        True,
    )


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (_with_rule(floor="x"), "'floor'"),
        (_with_rule(floor=101), "'floor'"),
        (_with_rule(floor=float("nan")), "'floor'"),
        (_with_rule(base=True), "'base'"),
        (_with_rule(base=-1), "'base'"),
        (_with_rule(message=["a"]), "'message'"),
        (_with_rule(rule=5), "'rule'"),
        (_with_rule(kind=["delete"]), "EffectKind"),
        (_with_rule(recursive=3), "'recursive'"),
        (_when(least="x"), "'least'"),
        (_when(most="x"), "'most'"),
        (_when(stdin="no"), "'stdin'"),
        (_when(word="("), "'word'"),
        (_when(place=["nowhere"]), "nowhere"),
        (_when(not_place=["nowhere"]), "nowhere"),
        ({"effect": RULE}, "'effect'"),
        ({"effect": ["a"]}, "table"),
        ({"sub": [1]}, "'sub'"),
        ({"sub": {"a": "x"}}, "table"),
        ({"long": "no"}, "'long'"),
        ({"what": ["x"]}, "'what'"),
    ],
)
def test_mistake_is_told_with_its_place(table: dict[str, Any], named: str) -> None:
    with pytest.raises(ShellguardError) as told:
        read_pack("mine", {"frob": table})
    assert named in str(told.value)
    assert "mine" in str(told.value)
