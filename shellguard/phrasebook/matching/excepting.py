"""What a request takes out of what it changes, said as `but …` or `and keep …`, told with `except`."""

from __future__ import annotations

from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.matching.named_here import ARTICLES

_CLEARING = {"delete", "clean", "empty", "clear", "move"}
_ENDING = {"delete", "stop", "kill", "restart"}
_KEEPING = {"keep", "keeping", "leave", "leaving", "spare", "sparing", "preserve", "retain", "save"}
_BEFORE_KEEPING = {"but", "and", "while"}
_SUPERLATIVES = {"newest", "oldest", "last", "recent", "largest", "smallest"}
_COUNTED = {"N", "wlast", "wfirst", "wnewest", "woldest", "wlargest", "wsmallest", "wmost"}
_LOOKING = {"search", "find", "count", "replace"}
_ANY = {"any", "every", "for", *ARTICLES}
_DESCRIBED = {"one", "ones", "those", "these", "whatever", "anything", "everything"}
_NAMING_KINDS = "FGXP"


def with_excepted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`delete all json files but package.json` as `delete all json files except package.json`."""
    found = list(tokens)
    for at, token in enumerate(tokens[:-1]):
        if not at or token.text.lower() != "but":
            continue
        if _is_searched_elsewhere(tokens, at):
            return (*tokens[:at], Token("w", "except", "except"), tokens[-1])
        after = _behind(tokens, at, ARTICLES)
        of_all = "all" in {one.word for one in tokens[:at]}
        single = of_all and _is_one_of_all(tokens, after)
        if tokens[after].kind in _NAMING_KINDS or single or _describes_files(tokens, at):
            found[at] = Token("w", "except", "except")
    return tuple(found)


def with_kept(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`delete the logs but keep app.log` as `delete the logs except app.log`."""
    if not tokens or tokens[0].word not in _CLEARING:
        return tokens
    for at, token in enumerate(tokens[:-1]):
        if token.text.lower() not in _KEEPING:
            continue
        after = _behind(tokens, at, ARTICLES)
        named = tokens[after].kind in _NAMING_KINDS or _says_how_many(tokens, after)
        if named or _describes_files(tokens, at):
            before = tokens[at - 1]
            start = at - 1 if before.text.lower() in _BEFORE_KEEPING or before.word == "except" else at
            return (*tokens[:start], Token("w", "except", "except"), *tokens[at + 1 :])
    return tokens


def _is_searched_elsewhere(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a search ends with `but not in FILE`."""
    if at + 3 != len(tokens) - 1 or tokens[-1].kind not in "FG":
        return False
    return [one.word for one in tokens[at + 1 : -1]] == ["not", "in"] and tokens[0].word in _LOOKING


def _is_one_of_all(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word counts some of them, is a name, or is all that is left of a request to end things."""
    token = tokens[at]
    last = at == len(tokens) - 1 and tokens[0].word in _ENDING
    return token.kind + token.word in _COUNTED or not token.known or last


def _describes_files(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether files are described behind a place: `the ones ending in .txt`, `the txt files`.

    `keep the files in it` describes none: those are all.
    """
    after = _behind(tokens, at, _ANY)
    if after == len(tokens) - 1:
        return False
    first, second = tokens[after], tokens[after + 1]
    if {first.text.lower(), first.word} & {*_DESCRIBED, "file"}:
        return second.text.lower() not in ("in", "inside", "of")
    return second.text.lower() in ("file", "files", "ones")


def _behind(tokens: tuple[Token, ...], at: int, passed: set[str]) -> int:
    """The place of the first token behind one that is none of these words, the last one at the most."""
    after = at + 1
    while after < len(tokens) - 1 and tokens[after].word in passed:
        after += 1
    return after


def _says_how_many(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether so many are to stay: `the newest 3`, `the 3 newest`."""
    pair = tokens[at : at + 2]
    return {"N", "w"} == {token.kind for token in pair} and any(token.word in _SUPERLATIVES for token in pair)
