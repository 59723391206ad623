"""A pack with a mistake is refused in words, with its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from shellguard.effects.packs import places
from shellguard.effects.packs.pack_model import Expression, Node
from shellguard.effects.packs.pack_reading import read_pack, read_program
from shellguard.effects.packs.packs import programs
from shellguard.effects.wording.signs import all_signs
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


def _expressions(found: object) -> Iterator[Expression]:
    if isinstance(found, Expression):
        yield found
    elif isinstance(found, tuple):
        for one in found:
            yield from _expressions(one)
    elif isinstance(found, Node):
        for one in (*found.rules, *found.wild_subs, *found.subs.values()):
            yield from _expressions(one)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from _expressions(getattr(found, field.name))


def test_every_expression_of_the_packaged_programs_is_one() -> None:
    found = [one for node in programs().values() for one in _expressions(node)]
    assert len(found) > 500
    for one in found:
        one.compiled()


def test_every_expression_of_signs_and_of_exceptions_is_one() -> None:
    matching = places._index().matching.values()
    exceptions = [one for entries in matching for *_, one in entries if one is not None]
    assert len(exceptions) > 20
    for one in (*exceptions, *(sign.pattern for sign in all_signs())):
        one.compiled()


def test_expressions_of_a_packaged_program_wait_until_they_are_looked_for() -> None:
    node = read_program("mine", "frob", _when(word="a+b", operand=["x*"]))
    first, second = _expressions(node)
    assert first is not second
    assert {one._compiled for one in (first, second)} == {None}
    assert first.search("xaab") or second.search("xaab")


def test_expressions_that_say_the_same_are_the_same() -> None:
    assert len({Expression("a"), Expression("a"), Expression("b"), Expression("a", 16)}) == 3
