"""The screen shows what a terminal shows, and holds nothing back for bytes that make no sense."""

from __future__ import annotations

import pytest

from shellguard.rehearsal.screen import Screen

CASES = [
    ("plain text", b"hello", "hello"),
    ("lines", b"one\r\ntwo\r\n", "one\ntwo\n"),
    ("a line feed alone keeps the column", b"ab\ncd", "ab\n  cd"),
    ("carriage return overwrites", b"hello\rJ", "Jello"),
    ("backspace moves only", b"abc\b\bX", "aXc"),
    ("colours are no text", b"\x1b[1;31mred\x1b[0m", "red"),
    ("modes are no text", b"\x1b[?2004hx\x1b[?2004l\x1b=", "x"),
    ("titles are no text", b"\x1b]0;title\x07x\x1b]2;t\x1b\\y", "xy"),
    ("character sets are no text", b"\x1b(Bx", "x"),
    ("erase to the end of the line", b"hello\x1b[3D\x1b[K", "he"),
    ("erase to the beginning", b"hello\x1b[2D\x1b[1K", "    o"),
    ("erase the whole line", b"hello\x1b[2K\rx", "x"),
    ("erase below", b"a\r\nb\r\nc\x1b[2A\r\x1b[J", ""),
    ("up and over", b"one\r\ntwo\x1b[A\rO", "One\ntwo"),
    ("insert", b"held\x1b[2D\x1b[1@x", "hexld"),
    ("delete", b"hexld\x1b[3D\x1b[P", "held"),
    ("a full row wraps with its next character", b"0123456789ab", "0123456789\nab"),
    ("a full row alone does not", b"0123456789\r\nx", "0123456789\nx"),
    ("tab", b"a\tb", "a       b"),
    ("bell and nul", b"a\x07\x00b", "ab"),
    ("UTF-8", "grün".encode(), "grün"),
    ("no UTF-8", b"a\xffb", "a\ufffdb"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "shown"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_bytes_are_shown_as_a_terminal_shows_them(data: bytes, shown: str) -> None:
    screen = Screen(10)
    screen.feed(data)
    assert screen.text == shown
    screen = Screen(10)
    for index in range(len(data)):
        screen.feed(data[index : index + 1])
    assert screen.text == shown


def test_a_sequence_without_end_does_not_swallow_for_ever() -> None:
    screen = Screen(10)
    screen.feed(b"\x1b]0;" + b"x" * 10_000)
    screen.feed(b"\r\nseen")
    assert screen.text.endswith("seen")
