"""Shell patterns as regular expressions, and the parameter expansions that use them."""

from __future__ import annotations

import re
from functools import lru_cache

GLOB = re.compile(r"[*?]|\[[^\]]+\]|[+@!]\(")
CHARACTER_CLASSES = {
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "alnum": "a-zA-Z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "space": r"\s",
    "blank": r" \t",
    "punct": r"!-/:-@\[-`{-~",
    "word": r"\w",
    "xdigit": "0-9a-fA-F",
}
"""What `[[:alpha:]]` and its kin stand for, inside a bracket of a regular expression."""
_MAX_SUBJECT = 1024
_MAX_STARS = 3  # matching costs the subject's length to this power
_NESTED = re.compile(r"[*+]\([^)]*[*+?@!]\(|[*+]\([^)]*\*")


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """The pattern as a regular expression, None when it can't be one; `\\x` stands for x itself."""
    stars, others = pattern.count("*"), pattern.count("!(")
    if stars + others > _MAX_STARS or others > 1 or _NESTED.search(pattern):
        return None
    try:
        return re.compile(_translate(pattern), re.DOTALL)
    except (re.error, OverflowError, RecursionError):
        return None


def _translate(pattern: str) -> str:
    out: list[str] = []
    closers: list[str] = []
    place = 0
    while place < len(pattern):
        char = pattern[place]
        place += 1
        if char == "\\" and place < len(pattern):
            out.append(re.escape(pattern[place]))
            place += 1
        elif char == "!" and pattern.startswith("(", place):
            end = _closed(pattern, place + 1)
            inside, rest = _translate(f"@{pattern[place:end]}"), _translate(pattern[end:])
            out.append(rf"(?!{inside}{rest}\Z).*{rest}")
            place = len(pattern)
        elif char in "*?+@" and pattern.startswith("(", place):
            out.append("(?:")
            closers.append({"*": ")*", "?": ")?", "+": ")+", "@": ")"}[char])
            place += 1
        elif closers and char in "|)":
            out.append("|" if char == "|" else closers.pop())
        elif char == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "[":
            text, place = _set(pattern, place)
            out.append(text)
        else:
            out.append(re.escape(char))
    return "".join(out)


def _closed(pattern: str, place: int) -> int:
    """The place after the bracket that closes the one before `place`."""
    depth = 1
    while depth:
        if place >= len(pattern):
            raise re.error("a bracket is open")
        depth += {"(": 1, ")": -1}.get(pattern[place], 0)
        place += 2 if pattern[place] == "\\" else 1
    return place


def _set(pattern: str, place: int) -> tuple[str, int]:
    """The bracket expression after the `[` before `place`, and the place after it."""
    end = pattern.find("]", place + (1 if pattern[place : place + 1] not in "!^" else 2))
    while pattern[place:end].count("[:") > pattern[place:end].count(":]") and end >= 0:
        end = pattern.find("]", end + 1)
    if end < 0:
        return r"\[", place
    inside = pattern[place:end]
    negated = inside[:1] in ("!", "^")
    inside = inside[1:] if negated else inside
    inside = inside.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("^", "\\^")
    for name, members in CHARACTER_CLASSES.items():
        inside = inside.replace(f"\\[:{name}:\\]", members).replace(f"\\[:{name}:", members)
    return f"[{'^' if negated else ''}{inside}]", end + 1


def trim(value: str, pattern: str, operator: str) -> str | None:
    """`${value#pattern}` and its kin; None when it can't be said."""
    expression = compiled(pattern)
    if expression is None or len(value) > _MAX_SUBJECT:
        return None
    sizes = range(len(value) + 1)
    if operator in ("#", "##"):
        for size in sizes if operator == "#" else reversed(sizes):
            if expression.fullmatch(value, 0, size):
                return value[size:]
        return value
    for size in reversed(sizes) if operator == "%" else sizes:
        if expression.fullmatch(value, size):
            return value[:size]
    return value


def substitute(value: str, pattern: str, new: tuple[str, ...], operator: str) -> str | None:
    """`${value/pattern/new}`, `//`, `/#` and `/%`; None when it can't be said.

    The matched text stands between the parts of `new`.
    """
    expression = compiled(pattern)
    if expression is None or len(value) > _MAX_SUBJECT:
        return None
    if not pattern and operator in ("/", "//"):
        return value
    if operator == "/#":
        match = expression.match(value)
        return match.group().join(new) + value[match.end() :] if match else value
    if operator == "/%":
        for start in range(len(value) + 1):
            if expression.fullmatch(value, start):
                return value[:start] + value[start:].join(new)
        return value
    if operator == "//" and pattern.strip("*") and expression.fullmatch(""):
        return None  # bash replaces nothing at places of its own
    return expression.sub(
        lambda match: match.group().join(new) if match.group() or not match.start() else "",
        value,
        count=1 if operator == "/" else 0,
    )
