"""Sizes of files as `find -size` takes them."""

from __future__ import annotations

_BYTES = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}


def size_text(number: float, unit: str) -> str:
    """A size as `123k`, `4M` or `5c`, whole."""
    letter = unit[:1].lower()
    letter = "" if letter in "bc" else letter
    while number != int(number) and letter:
        number *= 1024
        letter = {"t": "g", "g": "m", "m": "k", "k": ""}[letter]
    return f"{int(number)}{'c' if not letter else 'k' if letter == 'k' else letter.upper()}"


def bytes_of(size: str) -> int:
    """How many bytes a size of `size_text` is."""
    letter = size[-1].lower()
    return int(size[:-1]) * _BYTES["" if letter == "c" else letter]
