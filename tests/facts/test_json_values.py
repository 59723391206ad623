"""What `jq` prints by a plain path."""

from __future__ import annotations

import pytest

from shellguard.facts.pipelines.json_values import asked

_TEXT = '{"out":"dist","a":{"b-c":["x","y"],"n":3,"f":1.5,"z":null,"o":{},"q":0},"l":"a\\nb","s":"\\ud800"}'


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (["-r", ".out"], "dist\n"),
        ([".out"], '"dist"\n'),
        (["-r", '.a["b-c"][]'], "x\ny\n"),
        (["-r", '.a."b-c"[1]'], "y\n"),
        (["-r", '.a."b-c"[9]'], "null\n"),
        ([".a.n"], "3\n"),
        ([".nope.more"], "null\n"),
        (["-r", '.nope // "q"'], "q\n"),
        ([".a.q // empty"], "0\n"),
        ([".nope // empty"], ""),
        ([".a.f"], None),
        ([".a.o"], None),
        ([".out.x"], None),
        ([".a | keys"], None),
        (['.a["b-c"'], None),
        (["-r", ".l"], None),
        (["-r", ".s"], None),
        (["--arg", ".out"], None),
        (["-f", ".out"], None),
        (["out"], None),
        (["."], None),
    ],
)
def test_what_is_asked_for(words: list[str], printed: str | None) -> None:
    assert asked(words, _TEXT) == printed


def test_what_is_no_single_document_is_not_told() -> None:
    assert asked([".a"], '{"a":1}\n{"a":2}') is None
    assert asked([".a"], "[" * 50_000) is None
