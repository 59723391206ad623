"""Requests of two steps: `make a folder old and move a.txt into it`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shellguard.phrasebook.language.tokens import Token

_JOINTS = {"and", "then"}
_POINTING = {"it", "them", "there", "that"}
_STEPS = {"create", "copy", "move", "rename", "delete", "compress", "extract", "zip", "touch", "download",
          "change", "replace"}  # fmt: skip
_LEAST = 2
_CARRYING = {"copy", "move", "put"}


def two_steps(tokens: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Each way to part a request into two, what the second points back to put in its place."""
    for at in range(_LEAST, len(tokens) - _LEAST):
        if tokens[at].word not in _JOINTS:
            continue
        start = at + 1
        while start < len(tokens) and tokens[start].word in _JOINTS:
            start += 1
        if start + _LEAST > len(tokens) or tokens[start].word not in _STEPS:
            continue
        first, second = tuple(tokens[:at]), tuple(tokens[start:])
        meant = _made(first)
        if meant is None and any(token.word in _POINTING for token in second):
            continue
        yield first, tuple(meant if meant and token.word in _POINTING else token for token in second)


def _made(first: Sequence[Token]) -> Token | None:
    """What the first step is about: its last name, or the file where it has been brought to."""
    last = first[-1]
    called = len(first) > 1 and first[-2].word in ("call", "name", "dir", "file")
    named = [token for token in first if token.kind in "PFS"]
    if last.kind == "w" and (called or not last.known):
        named.append(last)
    if not named:
        return None
    if first[0].word in _CARRYING and len(named) == _LEAST and "." not in named[1].text.rsplit("/", 1)[-1]:
        return Token("P", "", f"{named[1].text.rstrip('/')}/{named[0].text.rsplit('/', 1)[-1]}")
    return Token("P", "", named[-1].text) if named[-1].kind != "F" else named[-1]
