"""Requests that name nothing: `delete a local branch` is asked with BRANCH, for which a name is to be put."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary

_MOST_BETWEEN = 2
_LONGEST = 14
_ONE = {"a", "an", "some", "another", "one", "any", "specific", "certain", "given", "particular", "single"}
_PAIR = 2
_BEFORE_BARE = {
    "of",
    "for",
    "in",
    "to",
    "from",
    "on",
    "by",
    "as",
    "based",
    "executable",
    "readable",
    "writable",
}
_PARTS_OF_FILES = {
    *("line", "row", "column", "field", "word", "character", "string", "pattern", "text", "regex", "match"),
    *("space", "comma", "tab", "newline", "whitespace", "number", "duplicate", "header", "json"),
}
_NO_PART = {"file", "dir", "log", "history", "commit", "branch", "process", "port", "service"}
_NO_FILE_OF = {"package", "service", "process", "user"}
_NAMING = {"call", "name", "with", "that", "which", "and"}


def with_stand_ins(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], dict[str, str]]:
    """The tokens with a stand-in behind each noun of which no name is said, and what each stands for.

    Both empty where something is named, or where no noun needs a name.
    """
    if len(tokens) > _LONGEST or any(token.kind not in "wN" for token in tokens):
        return (), {}
    left: list[Token] = []
    stands: dict[str, str] = {}
    for at, token in enumerate(tokens):
        left.append(token)
        noun = token.word if token.kind == "w" else ""
        if noun == "file" and tokens[0].word == "download":
            noun = "url"
        names = _stand_ins().get(noun, "").split()
        two = bool(at) and tokens[at - 1].kind == "N" and tokens[at - 1].text == "2"
        if not names or not (two or _is_one(tokens, at)) or _is_told(tokens, at):
            continue
        kind, name = names
        if two and stands:
            return (), {}
        if two:
            left[-2:] = [token, Token(kind, "", name), Token("w", "and", "and"), Token(kind, "", f"{name}2")]
            stands = {name: token.word, f"{name}2": f"other {token.word}"}
            continue
        text = name if name not in stands else f"{name}2"
        stands[text] = noun
        left.append(Token(kind, "", text))
    return (tuple(left), stands) if stands else ((), {})


def of_some_file(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a file behind them, where none names one: `print every third line`."""
    if not 1 < len(tokens) <= _LONGEST or any(token.kind not in "wNS" for token in tokens):
        return ()
    words = [token for token in tokens if token.kind == "w"]
    if not all(token.known for token in words) or not _NO_PART.isdisjoint(token.word for token in words):
        return ()
    if _PARTS_OF_FILES.isdisjoint(token.word for token in words):
        return ()
    return (*tokens, Token("w", "in", "in"), Token("w", "file", "file"), Token("P", "", "FILE"))


def _is_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun speaks of one thing that is not said: `a branch`, `a local branch`, `delete branch`."""
    noun = tokens[at].text.lower()
    if noun != tokens[at].word and noun.endswith("s"):
        return False
    before = [token.text.lower() for token in tokens[max(0, at - _MOST_BETWEEN - 1) : at]]
    if not before:
        return False
    if noun == "file" and tokens[at - 1].word in _NO_FILE_OF:
        return False
    if noun == "archive" and tokens[0].word in ("create", "compress", "zip", "add"):
        return False
    if before[-2:] == ["as", "a"] and noun not in ("user", "group", "service"):
        return False
    if not _ONE.isdisjoint(before):
        return True
    if before[-1] in ("this", "that") and tokens[0].word != "delete" and noun in ("file", "script", "string"):
        return True
    ends = at + 1 == len(tokens) or tokens[at + 1].word in _BEFORE_BARE
    first = at == 1 and tokens[0].word in vocabulary().actions
    told = at == _PAIR and before[-1] in ("local", "remote", "new")
    return ends and (first or told or before[-1] in _BEFORE_BARE)


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands behind a noun says more of it: a name, or another noun that it belongs to."""
    if at + 1 == len(tokens):
        return False
    after = tokens[at + 1]
    if after.kind != "w" or after.word in _NAMING or not after.known:
        return True
    return after.word in _stand_ins() or after.word in ("name", "size", "type", "format")


@cache
def _stand_ins() -> dict[str, str]:
    """By a noun the kind of token and the text that stand for what it is called."""
    table: dict[str, str] = load("phrasing/vocabulary")["stand_ins"]
    return table
