"""Whether a word of a request is the name of something here, or of a folder that is to be."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.phrases.slots import kinds_of_noun

ARTICLES = {"the", "a", "an", "my", "our", "all", "this"}
FOLDER = {"dir", "subdir"}
NOUNS = {"dir", "file", "subdir", "script", "symlink", "link"}
TARGET = {"to", "into", "onto"}
_BEFORE = {"in", "into", "to", "from", "of", "under", "inside", "within", "below", "beneath", "at", "on",
           "onto", "through", "between", "than", "with", "for", "except", "without", "exclude", "by", "as",
           "call", "name", "underneath", "against", "does", "do", "is", "are"}  # fmt: skip
_BEHIND_FOLDER = {"dir", "subdir", "preserve", "keep", "recursive", "without"}
_BEHIND_NOUN = 3
_STATES = {"open", "empty", "clean", "here", "separately", "individually"}
_AFTER_NAME = {"to", "into", "onto", "as", "without", "except", "with", "and", "but", "in", "from"}
_PUTTING = {"copy", "move", "extract"}
_NEVER_FOLDERS = {
    "new",
    "it",
    "them",
    "each",
    "both",
    "one",
    "two",
    "pieces",
    "parts",
    "place",
    "here",
    "there",
}
_TAKING = {
    "copy",
    "move",
    "delete",
    "compress",
    "extract",
    "rename",
    "archive",
    "sort",
    "zip",
    "backup",
    "count",
    "clear",
    "empty",
    "truncate",
    "shred",
    "touch",
    "encrypt",
    "open",
    "edit",
}
_ALL_OF = {"all", "every", "each"}
_NARROWING = {"older", "newer", "bigger", "smaller", "that", "which", "modify", "from", "in", "match"}
_KINDS_OF_FILE = {"file", "script", "image", "line"}


def names_something_here(tokens: Sequence[Token], at: int, entries: Container[str]) -> bool:
    """Whether the word at a place is a name: of what is in `entries`, or of what has to be a folder there."""
    token = tokens[at]
    if token.kind != "w" or " " in token.text:
        return False
    before = at - 1
    while before >= 0 and tokens[before].word in ARTICLES:
        before -= 1
    last = tokens[before] if before >= 0 else None
    earlier = tokens[before - 1] if before > 0 else None
    following = (tokens[at + 1].word or tokens[at + 1].kind) if at + 1 < len(tokens) else ""
    if last is not None and earlier is not None and last.word in FOLDER and before > 1:
        skipped = before - 1
        while skipped > 0 and tokens[skipped].word in ARTICLES:
            skipped -= 1
        if tokens[skipped].word in TARGET and not following and token.text.lower() in _folders():
            return True
    if token.text.lower() == "filename" and last is not None and not following:
        return last.word in ("in", "of", "from", "file")
    if token.text in entries:
        if _is_kind_of_file(tokens, at, following):
            return False
        return _is_meant(token, last, earlier, following, first=before < 0)
    if _goes_into(tokens, at, last, following) or _follows_noun(tokens, at, following):
        return True
    ends = not following or following in _BEHIND_FOLDER
    if last is None or not ends or token.text.lower() not in _folders():
        return False
    return last.word in TARGET and tokens[0].word not in ("change", "set", "convert", "rename")


def _is_kind_of_file(tokens: Sequence[Token], at: int, following: str) -> bool:
    """Whether files of a kind are meant by what a folder here is called too: `all logs older than a week`."""
    token = tokens[at]
    if not at or not token.text.endswith("s") or token.word not in load("phrasing/selection")["types"]:
        return False
    return tokens[at - 1].word in _ALL_OF or (tokens[at - 1].word in _TAKING and following in _NARROWING)


def _goes_into(tokens: Sequence[Token], at: int, last: Token | None, following: str) -> bool:
    """Whether files go into what a word names, whatever else it may mean: `unzip a.zip into restore`."""
    if last is None or last.word != "into" or tokens[0].word not in _PUTTING:
        return False
    plain = not kinds_of_noun(tokens[at].word) and tokens[at].word not in _NEVER_FOLDERS | ARTICLES
    return plain and (not following or following in _BEHIND_FOLDER - FOLDER)


def _follows_noun(tokens: Sequence[Token], at: int, following: str) -> bool:
    """Whether a word for a deed stands where a folder is named: `zip the folder report without …`."""
    if at < _BEHIND_NOUN or tokens[0].word not in _TAKING or tokens[at].text.lower() != tokens[at].word:
        return False
    article, noun = tokens[at - 2 : at]
    words = vocabulary()
    return (
        article.word in ARTICLES
        and noun.text.lower() in ("folder", "directory")
        and tokens[at].word in words.actions | words.weak
        and tokens[at].word not in _STATES
        and (not following or following in _AFTER_NAME)
    )


def _is_meant(
    token: Token, last: Token | None, earlier: Token | None, following: str, *, first: bool
) -> bool:
    """Whether a word with which something here is called stands where a name can."""
    if following in _KINDS_OF_FILE:
        return False
    if not token.known:
        return True
    if following in ("dir", "subdir"):
        return True
    if last is None or first:
        return False
    if last.word in ("and", "or") and earlier is not None:
        return earlier.kind in "PFS"
    return last.word in _BEFORE or last.word in NOUNS or last.word in _TAKING or last.kind == "P"


@cache
def _folders() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["folders"].split())
