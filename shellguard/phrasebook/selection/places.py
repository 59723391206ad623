"""Folders that a request names in words: `my home`, `the root partition`."""

from __future__ import annotations

from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.selection.selection_rules import pattern, selection_rules

MINE = {"image", "music", "video", "documents"}
"""Names of folders only behind `my`; else of kinds of files."""


def with_places(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with the folder that is named (`my home`, `the root partition`) as a path; () for none."""
    rest = Remainder(tokens)
    found = pattern("<inside> <the>(?P<n><place>)(?: partition| filesystem| disk| dir)*(?= |$)").search(
        rest.text
    )
    if found is None or (found["n"] in MINE and " my " not in f" {found[0]} "):
        return ()
    at, *others = rest.indices(*found.span("n"))
    gone = {*others, *rest.indices(found.end("n"), found.end())}
    path = Token("P", "", selection_rules().places[found["n"]])
    return tuple(path if index == at else token for index, token in enumerate(tokens) if index not in gone)


_DONE = {
    "change",
    "modify",
    "create",
    "access",
    "edit",
    "update",
    "touch",
    "add",
    "write",
    "read",
    "download",
}
_AT = {"in", "under", "below", "inside", "within", "beneath"}
_TIME = {"in", "within", "during", "since", "this", "last", "today", "yesterday", "before", "after",
         "between", "more", "less", "over", "recent", "newest", "the"}  # fmt: skip
_TIMES = {"today", "yesterday", "week", "month", "day", "hour", "minute", "morning"}
_NO_FILES = {"commit", "branch", "git", "line", "it", "package", "container", "image"}
_FILES, _CREATED = Token("w", "file", "files"), Token("w", "create", "created")
_IN_DOWNLOADS = (Token("w", "in", "in"), Token("P", "", "~/Downloads"))


def with_time_said(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A request about files with what was done to them and when side by side."""
    return _with_place_last(_without_doer(tokens))


def _without_doer(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`which files did I change today` as `which files change today`, downloads in their folder."""
    for at, (did, doer, done) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if did.text.lower() not in ("did", "have") or doer.text.lower() not in ("i", "we"):
            continue
        behind = {token.word for token in tokens[at + 3 :]}
        if done.word not in _DONE or not behind & _TIMES or behind & _NO_FILES:
            return tokens
        before = tokens[:at] if any(token.word == "file" for token in tokens[:at]) else (_FILES,)
        if done.word != "download":
            return (*before, *tokens[at + 2 :])
        return (*before, _CREATED, *tokens[at + 3 :], *(() if behind & _AT else _IN_DOWNLOADS))
    return tokens


def _with_place_last(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`changed in src this week` as `changed this week in src`: a time belongs to what was done."""
    for at, token in enumerate(tokens[:-2]):
        if token.word not in _DONE or tokens[at + 1].word not in _AT:
            continue
        end = at + 2
        while end < len(tokens) and tokens[end].text.lower() in ("the", "my", "this"):
            end += 1
        end += 1
        while end < len(tokens) and tokens[end].word == "dir":
            end += 1
        named = tokens[end - 1] if end < len(tokens) else None
        if named is None or tokens[end].word not in _TIME or named.kind == "N" or named.word in _TIME:
            continue
        return (*tokens[: at + 1], *tokens[end:], *tokens[at + 1 : end])
    return tokens
