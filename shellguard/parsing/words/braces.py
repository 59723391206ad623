"""Brace expansion on the source of a word, before everything else, as bash does it."""

from __future__ import annotations

import re
from itertools import pairwise

MAX_WORDS = 256
MAX_LENGTH = 2048
_INNER = (  # in quotes it may have quotes of its own
    r"""\$\((?>(?:[^()'"]|'[^']*'|"(?:[^"\\]|\\.)*"|\([^()]*\))*)\)"""
)
_SKIP = re.compile(
    rf"""\\.|'[^']*'|"(?>(?:[^"\\$]|\\.|{_INNER}|\$(?!\())*)"|"(?:[^"\\]|\\.)*"|\$\{{[^}}]*\}}|{_INNER}|\$\([^)]*\)|`[^`]*`""",
    re.DOTALL,
)
_RANGE = re.compile(
    r"(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.(-?\d{1,9}))?\Z|([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,3}))?\Z"
)


def _span(text: str, start: int) -> tuple[int, list[int]]:
    """The end of the brace that opens at `start` (or -1) and the places of its own commas."""
    depth, place = 0, start
    commas: list[int] = []
    while place < len(text):
        skipped = _SKIP.match(text, place)
        if skipped:
            place = skipped.end()
            continue
        char = text[place]
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return place, commas
        elif char == "," and depth == 1:
            commas.append(place)
        place += 1
    return -1, commas


def _range(text: str) -> list[str] | None:
    match = _RANGE.match(text)
    if not match:
        return None
    first, last, step, low, high, stride = match.groups()
    start, stop = (int(first), int(last)) if first else (ord(low), ord(high))
    jump = abs(int(step or stride or 1)) or 1
    count = abs(stop - start) // jump + 1
    if count > MAX_WORDS:
        return None
    numbers = [start + (jump if stop >= start else -jump) * index for index in range(count)]
    if not first:
        return [chr(number) for number in numbers]
    padded = any(part.lstrip("-").startswith("0") and len(part.lstrip("-")) > 1 for part in (first, last))
    width = max(len(first), len(last)) if padded else 0
    return [f"{number:0{width}d}" for number in numbers]


def braces(text: str) -> list[str]:
    """The words that `text` stands for; itself alone where there is nothing to expand or too much."""
    if len(text) > MAX_LENGTH:
        return [text]
    done: list[str] = []
    waiting = [("", text)]
    while waiting:
        before, rest = waiting.pop()
        parts = _first(rest) if "{" in rest else None
        if parts is None:
            done.append(before + rest)
            continue
        head, choices, tail = parts
        if len(done) + len(waiting) + len(choices) > MAX_WORDS:
            return [text]
        waiting.extend((before, head + choice + tail) for choice in reversed(choices))
    return done


def _first(text: str) -> tuple[str, list[str], str] | None:
    """What stands before, in and after the first brace that expands."""
    place = 0
    while place < len(text):
        skipped = _SKIP.match(text, place)
        if skipped:
            place = skipped.end()
            continue
        if text[place] == "{":
            end, commas = _span(text, place)
            if end > 0:
                inside = text[place + 1 : end]
                if commas:
                    edges = [place, *commas, end]
                    choices = [text[left + 1 : right] for left, right in pairwise(edges)]
                    return text[:place], choices, text[end + 1 :]
                numbers = _range(inside)
                if numbers is not None:
                    return text[:place], numbers, text[end + 1 :]
        place += 1
    return None
