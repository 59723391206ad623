"""Reads the plain part of YAML in which people write settings: tables, lists and values, one a line.

Anything else (anchors, tables in tables on one line, blocks of text) is refused: what is not read must not
look as if it were not there.
"""

from __future__ import annotations

import re
from typing import Any

_MOST_LINES = 4_000
_DEEPEST = 24
_KEY = re.compile(r"""(?P<quote>["']?)(?P<name>[\w ./$%@+-]+?)(?P=quote)\s*:(?:\s+(?P<value>.*))?$""")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_Line = tuple[int, str]


class NotPlainError(ValueError):
    """The text holds more than this reads."""


def plain_yaml(text: str) -> Any:
    """The tables (dict), lists and values (str, True, False, None) of a text. Raises `NotPlainError`."""
    lines = [line for line in map(_line, text.splitlines()) if line is not None]
    if lines and lines[0][1] == "---":
        lines = lines[1:]
    if len(lines) > _MOST_LINES:
        raise NotPlainError
    if not lines:
        return None
    value, rest = _node(lines, 0, lines[0][0], 0)
    if rest != len(lines):
        raise NotPlainError
    return value


def _line(line: str) -> _Line | None:
    bare = line.lstrip(" ")
    if "\t" in line[: len(line) - len(bare)]:
        raise NotPlainError
    if "#" in bare and not re.search(r"[\"'].*#.*[\"']", bare):
        bare = _COMMENT.sub("", bare)
    bare = bare.rstrip()
    return (len(line) - len(line.lstrip(" ")), bare) if bare else None


def _node(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[Any, int]:
    if depth > _DEEPEST:
        raise NotPlainError
    if lines[at][1].startswith("- ") or lines[at][1] == "-":
        return _list(lines, at, indent, depth)
    return _table(lines, at, indent, depth)


def _table(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[dict[str, Any], int]:
    table: dict[str, Any] = {}
    while at < len(lines) and lines[at][0] == indent:
        found = _KEY.match(lines[at][1])
        if found is None or found["name"] == "<<":
            raise NotPlainError
        at += 1
        if found["value"]:
            table[found["name"]] = _scalar(found["value"])
        elif at < len(lines) and (
            lines[at][0] > indent or (lines[at][0] == indent and lines[at][1].startswith("-"))
        ):
            table[found["name"]], at = _node(lines, at, lines[at][0], depth + 1)
        else:
            table[found["name"]] = None
    if at < len(lines) and lines[at][0] > indent:
        raise NotPlainError
    return table, at


def _list(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith("-"):
        item = lines[at][1][1:]
        inner = item.lstrip(" ")
        column = indent + len(lines[at][1]) - len(inner)
        if inner and _KEY.match(inner) and not re.match(r"[\"']", inner):
            lines[at] = (column, inner)
            value, at = _node(lines, at, column, depth + 1)
        elif inner:
            value, at = _scalar(inner), at + 1
        else:
            raise NotPlainError
        found.append(value)
    return found, at


def _scalar(text: str) -> Any:
    if text in ("{}", "null", "~"):
        return None
    if text == "[]":
        return []
    if text[0] in "\"'":
        if len(text) < 2 or text[-1] != text[0] or text[0] in text[1:-1]:
            raise NotPlainError
        return text[1:-1]
    if text[0] == "[" and text[-1] == "]" and not re.search(r"[\[\]{}&*!|>]", text[1:-1]):
        return [_scalar(one.strip()) for one in text[1:-1].split(",") if one.strip()]
    if text[0] == "{" and text[-1] == "}":
        return _flat_table(text[1:-1])
    if text[0] in "{[&*!|>%@`":
        raise NotPlainError
    return {"true": True, "false": False}.get(text, text)


def _flat_table(text: str) -> dict[str, Any]:
    """A table on one line, of plain values only: `cluster: dev, user: ann`."""
    if re.search(r"[\[\]{}&*!|>\"'#%@`]", text):
        raise NotPlainError
    table: dict[str, Any] = {}
    for part in text.split(","):
        name, colon, value = part.strip().partition(": ")
        if not colon or not re.fullmatch(r"[\w.-]+", name) or not value.strip() or name in table:
            raise NotPlainError
        table[name] = _scalar(value.strip())
    return table
