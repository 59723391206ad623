"""The packaged tables are read by the kind of their values, and what is wrong in one is told with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.knowledge import loading
from shellguard.knowledge.tables import Table, knowledge

_TABLE = Table(
    {
        "word": "a",
        "list": ["b", "a"],
        "broken": "(",
        "numbers": [1],
        "inner": {"x": "y"},
        "lists": {"x": ["y"]},
        "rows": [{"x": "y"}],
    },
    "file",
)


@pytest.mark.parametrize(
    ("read", "place"),
    [
        (lambda: _TABLE.text("list"), "file.list"),
        (lambda: _TABLE.names("word"), "file.word"),  # the letters of a text are no list
        (lambda: _TABLE.texts("numbers"), "file.numbers"),
        (lambda: _TABLE.pattern("broken"), "file.broken"),
        (lambda: _TABLE.table("word"), "file.word"),
        (lambda: _TABLE.rows("list"), "file.list"),
        (lambda: _TABLE.by_name("inner"), "file.inner"),
        (lambda: _TABLE.meanings("lists"), "file.lists"),
        (lambda: _TABLE.text("missing"), "file.missing"),
        (lambda: _TABLE.table("inner").text("z"), "file.inner.z"),
        (lambda: knowledge("generic", "no-such-table"), "generic.no-such-table"),
    ],
)
def test_a_value_of_another_kind_is_told_with_its_place(read: Callable[[], object], place: str) -> None:
    with pytest.raises(ShellguardError) as told:
        read()
    assert told.value.where == place


def test_values_are_read_by_their_kind() -> None:
    assert _TABLE.text("word") == "a"
    assert _TABLE.texts("list") == ("b", "a")
    assert _TABLE.names("list") == {"a", "b"}
    assert _TABLE.meanings("inner") == {"x": "y"}
    assert _TABLE.by_name("lists") == {"x": ("y",)}
    assert [row.text("x") for row in _TABLE.rows("rows")] == ["y"]


def test_a_pattern_is_made_once_for_each_way_of_reading_it() -> None:
    assert _TABLE.pattern("word") is _TABLE.pattern("word")
    assert _TABLE.pattern("word").fullmatch("A") is None
    assert _TABLE.pattern("word", re.IGNORECASE).fullmatch("A")
    assert _TABLE.any_of("list").fullmatch("b")


@pytest.mark.parametrize(
    "patterns",
    [
        ("shadow", "secret", "sops/age"),
        (r"\.ssh", r"\.aws", "/dev/", "/auth$", "[Cc]ookies", "id_(?:rsa|dsa)"),
        ("ab?", "a+", "a{2}", "a*", "a"),
        ("a|b", "ac"),
        (r"\d", r"\.", r"\w"),
    ],
)
def test_what_begins_alike_fits_together_as_it_does_alone(patterns: tuple[str, ...]) -> None:
    together = Table({"all": list(patterns)}, "file").any_of("all")
    texts = (
        "",
        "shade",
        "a secret",
        "sops/ag",
        ".ssh",
        "xssh",
        "/auth",
        "/auth/",
        "Cookies",
        "id_dsa",
        "aa",
        "b",
        "ac",
        "7",
    )
    for text in texts:
        assert bool(together.search(text)) == any(re.search(one, text) for one in patterns)


def test_no_pattern_goes_over_empty_lines_again_from_each_of_them() -> None:
    folder = Path(loading.__file__).parent
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.toml")}
    assert [name for name, text in texts.items() if r"(?m)^\s*" in text] == []
