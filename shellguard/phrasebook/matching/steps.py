"""Requests of two steps: `make a folder old and move a.txt into it`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.phrases.slots import kinds_of_noun

_JOINTS = {"and", "then"}
_POINTING = {"it", "them", "there", "that", "those", "these", "their", "its"}
_STEPS = {"create", "copy", "move", "rename", "delete", "compress", "extract", "zip", "touch", "download",
          "change", "replace", "stop", "start", "restart", "enable", "disable", "install", "uninstall", "run",
          "build", "commit", "push", "pull", "switch", "update", "upgrade", "mount", "unmount"}  # fmt: skip
_NO_ORDER = ("ed", "ing")
_LEAST = 2
_SHORTEST = 1
_CARRYING = {"copy", "move", "put"}
_OF_OUTPUT = {"sort", "count", "reverse", "join", "replace", "write", "append", "filter", "format", "sum"}
"""What is done with what a command prints, so that no other command follows."""


def two_steps(tokens: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Each way to part a request into two, what the second points back to put in its place."""
    for at in range(_SHORTEST, len(tokens) - _SHORTEST):
        if tokens[at].word not in _JOINTS:
            continue
        start = at + 1
        while start < len(tokens) and tokens[start].word in _JOINTS:
            start += 1
        if not _begins_step(tokens, at, start):
            continue
        first, second = tuple(tokens[int(tokens[0].text.lower() == "first") : at]), tuple(tokens[start:])
        meant = _made(first) if first and not _asks(first[0]) else None
        if meant is None and any(token.word in _POINTING for token in second):
            continue
        yield first, tuple(meant if meant and token.word in _POINTING else token for token in second)


def one_after_the_other(tokens: Sequence[Token]) -> bool:
    """Whether a request says that one thing is done and then another."""
    return any(
        token.word == "then" and _begins_step(tokens, at, at + 1)
        for at, token in enumerate(tokens)
        if at >= _SHORTEST
    )


def _begins_step(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether something is done from a place on: behind `then` anything, else only what changes files."""
    if any(token.word == "then" for token in tokens[at:start]):
        done = vocabulary().actions
        return start < len(tokens) and tokens[start].word in done - _OF_OUTPUT
    if at < _LEAST or start + _LEAST > len(tokens) or tokens[start].word not in _STEPS:
        return False
    return not tokens[start].text.lower().endswith(_NO_ORDER)


def _asks(first: Token) -> bool:
    """Whether a step only looks for something: what follows is done to what it finds, not to a place."""
    return first.word in vocabulary().weak or first.word in ("search", "count", "compare")


def _made(first: Sequence[Token]) -> Token | None:
    """What the first step is about: its last name, or the file where it has been brought to."""
    last = first[-1]
    called = len(first) > 1 and (
        first[-2].word in ("call", "name", "dir", "file") or bool(kinds_of_noun(first[-2].word))
    )
    named = [token for token in first if token.kind in "PFS"]
    if last.kind == "w" and (called or not last.known) and not last.says_how:
        named.append(last)
    if not named:
        return None
    if first[0].word in _CARRYING and len(named) == _LEAST and "." not in named[1].text.rsplit("/", 1)[-1]:
        return Token("P", "", f"{named[1].text.rstrip('/')}/{named[0].text.rsplit('/', 1)[-1]}")
    return Token("P", "", named[-1].text) if named[-1].kind != "F" else named[-1]
