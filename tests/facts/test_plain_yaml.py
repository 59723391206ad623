"""What is read of a file of settings, and what is refused, so that it never looks as if it were not there."""

from __future__ import annotations

from typing import Any

import pytest

from shellguard.facts.services.plain_yaml import NotPlainError, plain_yaml


@pytest.mark.parametrize(
    "text",
    [
        "a: &b\n  c: d\n",
        "a: *b\n",
        "a:\n  <<: *b\n",
        "a: {b: {c: d}}\n",
        "a: {b: [c, d]}\n",
        "a: {b, c}\n",
        "a: {b: c, b: d}\n",
        "a: {b: 'c, d: e'}\n",
        "a: {<<: b}\n",
        "a: |\n  text\n",
        "a: >-\n  text\n",
        "a: !secret b\n",
        "a:\n\tb: c\n",
        "a: b\n---\nc: d\n",
        "a:\n    b: c\n  d: e\n",
        "just a text\n",
        "a: [b, {c: d}]\n",
        "- \n  - a\n",
        "a: 'it''s'\n",
    ],
)
def test_more_than_plain_tables_is_refused(text: str) -> None:
    with pytest.raises(NotPlainError):
        plain_yaml(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("---\na: b\n", {"a": "b"}),
        ("a:\n  b:\n    c: d\n  e: f\n", {"a": {"b": {"c": "d"}, "e": "f"}}),
        ("a:\n- b\n- c\n", {"a": ["b", "c"]}),
        ("a:\n  - b: c\n    d: e\n  - f\n", {"a": [{"b": "c", "d": "e"}, "f"]}),
        ('a: "b: c"  # why\n', {"a": "b: c"}),
        ("a: ./b:/c:ro\n", {"a": "./b:/c:ro"}),
        ("a: {}\nb:\nc: []\nd: true\n", {"a": None, "b": None, "c": [], "d": True}),
        ("a: {b: c, d: https://e:6443}\n", {"a": {"b": "c", "d": "https://e:6443"}}),
        ("a: [b, 'c']\n", {"a": ["b", "c"]}),
        ("volumes:\n  data:\n    external: true\n", {"volumes": {"data": {"external": True}}}),
    ],
)
def test_tables_lists_and_values_are_read(text: str, value: Any) -> None:
    assert plain_yaml(text) == value
