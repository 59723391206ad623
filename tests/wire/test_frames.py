"""Frames carry any bytes but NUL, and what is no frame is refused in words."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shellguard.wire.frames import MAX_FRAME_BYTES, Frame, FrameError, decode, encode

WIRE = Path(__file__).resolve().parents[2] / "shell" / "bash" / "wire.bash"
ANY_BYTES = st.binary(max_size=200).map(
    lambda data: data.replace(b"\0", b"").decode("utf-8", "surrogateescape")
)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(b"", "no version", id="nothing"),
        pytest.param(b"hello\n", "no version", id="a word"),
        pytest.param(b"1\x1f2\n", "no version", id="no type"),
        pytest.param(b"x\x1f1\x1fline\n", "no number", id="a version in letters"),
        pytest.param("²\x1f1\x1fline\n".encode(), "no number", id="a version in another script"),
        pytest.param(b"1\x1f1\x1fline\x1fa\0b\n", "NUL", id="a NUL"),
        pytest.param(b"1" * (MAX_FRAME_BYTES + 1), "longer", id="too long"),
    ],
)
def test_what_is_no_frame_is_refused(line: bytes, says: str) -> None:
    with pytest.raises(FrameError, match=says):
        decode(line)


@given(st.lists(ANY_BYTES, max_size=5))
def test_fields_come_back_as_they_were(fields: list[str]) -> None:
    frame = Frame("7", "line", tuple(fields))
    data = encode(frame)
    assert data.count(b"\n") == 1
    assert decode(data) == frame


@given(st.binary(max_size=300))
def test_reading_never_does_more_than_refuse(data: bytes) -> None:
    with suppress(FrameError):
        assert decode(data).version >= 0


def test_a_field_that_an_older_sender_left_out_is_empty() -> None:
    assert decode(b"1\x1f1\x1fline\x1fkey\n").field(4) == ""


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "two\nlines",
        "\x1d",
        "\x1dg",
        "a\x1eb\x1fc\x1dd\n",
        "\x1du\x1dr\x1dg",
        "é日本",
        "back\\slash %s",
    ],
)
def test_bash_and_python_escape_alike(text: str) -> None:
    shown = "printf '%s\\n' \"$__sg_out\""
    script = f'source {WIRE}; __sg_encode "$1"; {shown}; __sg_decode "$__sg_out"; printf %s. "$__sg_out"'
    done = subprocess.run(["bash", "-c", script, "bash", text], capture_output=True, check=True)
    encoded, _, decoded = done.stdout.decode("utf-8", "surrogateescape").partition("\n")
    assert decode(b"1\x1f1\x1fline\x1f" + encoded.encode("utf-8", "surrogateescape")).field(0) == text
    assert decoded == text + "."
