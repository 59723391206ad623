"""What is printed of other people's text can't steer the terminal."""

from __future__ import annotations

import pytest

from shellguard.terminal_text import columns, fitted, printable, wrapped


@pytest.mark.parametrize("text", ["", "ls -la", "rm 'größe.txt'", "日本語", "👩\u200d👩\u200d👧", "a  b"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x9b31m", "\\x9b31m"),
        ("\x00\x07\x7f", "\\x00\\x07\\x7f"),
        ("txt\u202egpj.", "txt\\u202egpj."),
        ("r\u200bm", "r\\u200bm"),
        ("r\u200dm", "r\\u200dm"),
        ("\ufeffls", "\\ufeffls"),
        ("\udcff", "\\xff"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("a\u2028b", "a\\u2028b"),
        ("a\xa0b", "a\\xa0b"),
    ],
)
def test_what_steers_or_hides_is_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown
    printable(text).encode("utf-8")


def test_named_characters_are_kept() -> None:
    assert printable("a\n\tb\x1b", keep="\n\t") == "a\n\tb\\x1b"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("abc", 5, "abc  "), ("abcdef", 4, "abc…"), ("日本語", 4, "日… "), ("日本", 4, "日本"), ("abc", 0, "")],
)
def test_text_is_fitted_to_columns(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown
    assert columns(fitted(text, width)) == width


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("ab cd ef", ["  ab cd", "  ef"]),
        ("日本 語 ab", ["  日本", "  語 ab"]),
        ("日本語日本語", ["  日本語", "  日本語"]),
        ("abcdefgh", ["  abcdef", "  gh"]),
    ],
)
def test_rows_are_filled_by_columns(text: str, rows: list[str]) -> None:
    assert wrapped(text, 8) == rows
    assert all(columns(row) <= 8 for row in rows)


def test_a_word_that_may_not_be_cut_sticks_out() -> None:
    assert wrapped("a /long/path b", 8, hanging=4, break_words=False) == ["  a", "    /long/path", "    b"]
