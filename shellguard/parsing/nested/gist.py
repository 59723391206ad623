"""Of a script too long to be read: the commands that may destroy, with the values that they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shellguard.knowledge.tables import knowledge

_MOST = 200
_ENDS = (  # up to the next command
    r"(?>(?:[^\n;&|()<>`\"'\\#]|\\.|(?<!\s)#|\"(?>(?:[^\"\\\n`]|\\.)*)\"|'[^'\n]*+')*)"
)
_GIVES = re.compile(r"[ \t]*+(?:export[ \t]++|readonly[ \t]++|local[ \t]++)?(?P<name>[A-Za-z_]\w*+)\+?=")
_VALUE = re.compile(rf"(?P<to>{_ENDS})[ \t;]*+\Z")
_GOES_THROUGH = re.compile(r"\b(?:for|select|read)[ \t]++(?>(?:-\w++[ \t]++)*)(?P<name>[A-Za-z_]\w*+)")
_NAMED = re.compile(r"\$(?:(?P<plain>[A-Za-z_]\w*+)|\{(?P<held>[A-Za-z_]\w*+)\}|(?P<other>.?))", re.DOTALL)
_FIXED = re.compile(r"'[^']*+'|\\.")
_OPENS = re.compile(r"<<-?[ \t]*+(?P<quote>['\"]?)(?P<end>[A-Za-z_]\w*+)(?P=quote)")
_GOES = re.compile(r"(?:cd|pushd|popd)\b")
_FOLDER = r"/(?:usr/(?:local/)?)?s?bin/"
_WRAPPERS = "sudo|nice|nohup|time|env|builtin"  # without options of theirs
_ELSEWHERE = 'cd "$__elsewhere"'
_BEGIN = "read -r __elsewhere"


def gist(text: str) -> str:
    """Those commands, one a line. All that is given to them is known; others are left out.

    It is no reading: whether their turn comes is not asked.
    """
    destroying = _destroying(tuple(name for name in _names() if name in text))
    if destroying is None:
        return ""
    kept: list[tuple[str, str]] = []  # the name that is given a value, "" where it is a command
    given, number = {"HOME", "USER"}, 0
    for line in _outside_of_texts(text):
        gives = _GIVES.match(line)
        given -= {one["name"] for one in _GOES_THROUGH.finditer(line)}
        value = _VALUE.match(line, gives.end()) if gives is not None else None
        if gives is not None and value is not None and _all_known(value["to"], given):
            given.add(gives["name"])
            kept.append((gives["name"], line[: value.end("to")].strip()))
            continue
        if gives is not None:
            given.discard(gives["name"])
        found = _commands(destroying, line, given)
        kept += [("", one) for one in found]
        number += len(found)
        if number >= _MOST:
            break
    destroys = any(not name and _GOES.match(one) is None for name, one in kept)
    return "".join(f"{one}\n" for one in (_BEGIN, *_needed(kept))) if destroys else ""


def _needed(kept: list[tuple[str, str]]) -> list[str]:
    """The commands, and of the values those that they, or such values, need."""
    names, found = set[str](), list[str]()
    for name, text in reversed(kept):
        if not name or name in names:
            names |= {one["plain"] or one["held"] for one in _NAMED.finditer(text)}
            found.append(text)
    return found[::-1]


def _commands(destroying: re.Pattern[str], line: str, given: set[str]) -> list[str]:
    """What of a line destroys or goes to another folder, in brackets where that holds there alone."""
    found: list[str] = []
    for match in destroying.finditer(line):
        command = match["command"].strip()
        if _all_known(command, given) and not command.startswith("popd"):
            found.append(command)
        elif _GOES.match(command):
            found.append(_ELSEWHERE)
    inside = any(map(_GOES.match, found)) and "(" in line
    return [f"( {'; '.join(found)} )"] if inside else found


def _outside_of_texts(text: str) -> Iterator[str]:
    """The lines that are no here-document's and no comment, with those that go on in the next one."""
    end = ""
    for line in text.replace("\\\n", " ").split("\n"):
        if end:
            end = "" if line.strip() == end else end
            continue
        opens = _OPENS.search(line) if "<<" in line else None
        end = opens["end"] if opens else ""
        if not line.lstrip().startswith("#"):
            yield line


def _all_known(text: str, given: set[str]) -> bool:
    """Whether all that stands in a command for something else was given before."""
    return all((one["plain"] or one["held"]) in given for one in _NAMED.finditer(_FIXED.sub("", text)))


@cache
def _names() -> tuple[str, ...]:
    data = knowledge("destroyers")
    return tuple(sorted(data.names("names") | data.names("further")))


@lru_cache(maxsize=16)
def _destroying(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Where a command by one of these names stands, or one that goes to another folder; None for none."""
    any_of = "|".join(map(re.escape, names))
    before = r"(?:^|[;&|({!]|\b(?:then|do|else|if|while|until|exec|command)\b)[ \t]*+"
    called = rf"(?:\\|{_FOLDER})?(?:{any_of})(?=[ \t])|popd\b|(?:cd|pushd)(?=[ \t])"
    whole = rf"{before}(?P<command>(?>(?:(?:{_WRAPPERS})[ \t]++)*)(?:{called}){_ENDS})(?![`('\"])"
    return re.compile(whole) if names else None
