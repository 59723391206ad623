"""What a request says beside its point of how or where it is done: `with ffmpeg`, `in this repo`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary

_BEFORE_TOOL = {"with", "using", "use", "via", "through", "by"}
_LEAST_LEFT = 2
_IN_BRACKETS = re.compile(
    r"(?P<request>.*\S)\s*\((?:with|using|via) (?P<tool>[A-Za-z][\w.+-]*(?: [\w.+-]+){0,3})\)[.!?\s]*",
    re.DOTALL,
)
_HERE = re.compile(
    r" (?:in|inside|from|of|for|under) (?:(?:this|the|my|our) )?(?:current )?(?:work )?"
    r"(?:dir|project|repository|codebase)(?= |$)(?! \S*(?:call|name)\b)| here(?= |$)"
)


def without_tool(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], str]:
    """The tokens without the program that is to be used, and a pattern that its command line matches.

    Both empty where none is named: `with ffmpeg` at any place, or `rsync: …` at the start.
    """
    at, shown = tool_asked(tokens)
    if shown:
        return (*tokens[: at - 1], *tokens[at + 1 :]), shown
    if len(tokens) > _LEAST_LEFT and tokens[1].word in vocabulary().actions | vocabulary().weak:
        shown = _tools().get(tokens[0].text.lower(), "")
    return (tokens[1:], shown) if shown else ((), "")


def tool_asked(tokens: Sequence[Token]) -> tuple[int, str]:
    """Where a program to be used is named, and a pattern that its command line matches; "" for none."""
    for at, token in enumerate(tokens):
        shown = _tools().get(token.text.lower(), "") if token.kind == "w" and at > _LEAST_LEFT else ""
        if shown and tokens[at - 1].text.lower() in _BEFORE_TOOL:
            return at, shown
    return 0, ""


def parted_from_tool(request: str) -> tuple[str, re.Pattern[str] | None]:
    """A request without what stands in brackets at its end, `(with git log)`, and what its command must show.

    All words there are a program and its subcommand, and none of them is a value.
    """
    found = _IN_BRACKETS.fullmatch(request)
    if found is None:
        return request, None
    tool, *rest = found["tool"].split()
    program = (
        _tools().get(tool.lower()) or rf"(?:^|[|;&(] ?|sudo |-exec |xargs (?:-\S+ )*){re.escape(tool)}\b"
    )
    further = "".join(rf"(?=.*\b{re.escape(word)}\b)" for word in rest)
    return found["request"], re.compile(rf"^{further}(?=.*(?:{program}))", re.IGNORECASE)


def without_here(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without words for the current folder, where every command works; () where there are none."""
    words = [token.word if token.kind == "w" else f"{token.kind}{at}" for at, token in enumerate(tokens)]
    starts, text = {}, ""
    for at, word in enumerate(words):
        starts[len(text)] = at
        text += f" {word}"
    found = _HERE.search(text)
    if found is None or not found.start():
        return ()
    gone = {at for start, at in starts.items() if found.start() <= start < found.end()}
    left = tuple(token for at, token in enumerate(tokens) if at not in gone)
    return left if len(left) >= _LEAST_LEFT else ()


@cache
def _tools() -> dict[str, str]:
    """What a command line shows that uses a program, by the names that it is called."""
    table: dict[str, str] = load("phrasing/vocabulary")["used"]
    return {name: shown for names, shown in table.items() for name in names.split()}
