"""Bare words of a request that name a file or folder that is there, or stand where only a name can."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache
from itertools import pairwise

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.matching.excepting import with_excepted, with_kept
from shellguard.phrasebook.matching.named_here import ARTICLES, FOLDER, NOUNS, TARGET, names_something_here

_SPELLED = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
_CARRYING = {"move", "put", "copy"}
_CHANGING_RIGHTS = {"add", "change", "give", "grant", "create", "delete", "allow", "recursive", "set"}
_RIGHTS = {"permission", "owner", "group", "executable", "writable", "readable", "readonly"}
_BEFORE_FILE = {"of", "file", "dir", "script", "create", "from", "on"}
_PACKING = {"compress", "archive", "tarball", "zip", "tgz"}
_SAYING_WHAT = {"file", "call", "name", "image", "archive", "video", "document", "script"}
_DOCUMENTS = {"readme", "changelog", "license", "contributing", "todo", "authors"}
_LOOKING = {"find", "search", "count"}
_EARLY = 5
_LEAST_LONG = 2
_SHORTEST_CALLED = 4
_LEAST_DISCARDED = 3
_ARCHIVE = re.compile(r"\.(?:tar(?:\.\w+)?|t[gx]z|zip|7z|rar)$")
_QUOTED_FILE = re.compile(r"[^/\n]+\.[A-Za-z]\w{0,4}")
_MAKING_ONE = {"create", "touch", "edit", "open"}
_MAKING = {"create", "touch", "find", "search", "rename", "start", "stop", "restart"}
_OF_FILE = {"of", "in", "from", "the", "my", "to", "for", "file", "through"}
_INSIDE = {"in", "of", "from", "service", "under", "inside"}


def with_names(tokens: tuple[Token, ...], entries: Container[str]) -> tuple[Token, ...]:
    """The tokens, words that name what stands in the folder (or must name a folder) made paths."""
    tokens = _with_made_names(_with_logs_in(_with_long_names(tokens)))
    tokens = _without_count(
        with_excepted(_with_quoted_folders(_with_called(_without_kind(_without_noun(_with_here(tokens))))))
    )
    found = _with_spelled_names(with_quoted_files(tokens))
    for at, token in enumerate(tokens):
        if names_something_here(found, at, entries):
            found[at] = Token("P", "", token.text)
        elif not _is_mark(tokens, at) and (document := _document(token, entries)):
            found[at] = Token("F", "", document)
    return _with_discarded(with_kept(_with_archive(_with_goal(_with_system_files(found, entries)))))


def _with_long_names(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`a folder called my photos` with the words of its name as one path."""
    for at in range(2, len(tokens) - 1):
        noun, start = tokens[at - 1], at + 1
        if tokens[at].text.lower() not in ("called", "named") or noun.word not in FOLDER | {"file"}:
            continue
        end = start
        while end < len(tokens) and tokens[end].kind == "w" and not _ends_name(tokens[end]):
            end += 1
        if end - start < _LEAST_LONG or noun.text.lower().endswith("s"):
            continue
        name = " ".join(token.text for token in tokens[start:end])
        return (*tokens[:start], Token("P", "", name), *tokens[end:])
    return tokens


def _ends_name(token: Token) -> bool:
    """Whether a word goes on behind a name: `in docs`, `recursively`."""
    return token.says_how or token.text.lower() in _behind_names()


def _with_made_names(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`create a folder called 2026` and `make an empty file .nojekyll` with what is made as a path."""
    if not tokens or tokens[0].word not in _MAKING_ONE:
        return tokens
    return tuple(
        Token("P", "", token.text)
        if at and token.kind in "NX" and not token.word and _says_what_is_made(tokens, at)
        else token
        for at, token in enumerate(tokens)
    )


def _says_what_is_made(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a number or an ending stands behind one file or folder, or behind how it is to be called."""
    before, made = tokens[at - 1], tokens[at]
    if before.word in ("call", "name") or before.text.lower() in ("folder", "directory", "dir"):
        return at + 1 == len(tokens) or tokens[at + 1].word in ("with", "and")
    return made.kind == "X" and (before.text.lower() == "file" or at == 1) and at + 1 == len(tokens)


def _with_discarded(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`throw away the build folder` as `delete …`, where nothing but names of files and folders follows."""
    if len(tokens) < _LEAST_DISCARDED or tokens[0].word != "discard":
        return tokens
    nouns = {at for at, token in enumerate(tokens) if token.word in ("dir", "file")}
    beside = {at + step for at in nouns for step in (-1, 1)}
    named = {"dir", "file", "and"} | ARTICLES
    if not nouns or not all(
        token.kind in "PF" or token.word in named or at in beside for at, token in enumerate(tokens) if at
    ):
        return tokens
    return (Token("w", "delete", "delete"), *tokens[1:])


def _with_system_files(tokens: list[Token], entries: Container[str]) -> tuple[Token, ...]:
    """`the last lines of syslog` with the file by its whole path, where nothing here is called so."""
    if not entries or not tokens or tokens[0].word in _MAKING:
        return tuple(tokens)
    places: dict[str, str] = load("phrasing/vocabulary")["system_files"]
    return tuple(
        Token("P", "", places[token.text])
        if token.text in places
        and token.text not in entries
        and at
        and tokens[at - 1].word in _OF_FILE
        and (at + 1 == len(tokens) or tokens[at + 1].word not in _INSIDE)
        else token
        for at, token in enumerate(tokens)
    )


def _with_logs_in(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`every log in /var/log` with its two words: nobody logs in to a path."""
    for at, (token, after) in enumerate(pairwise(tokens)):
        if token.text.lower() == "log in" and after.kind == "P" and ":" not in after.text:
            return (*tokens[:at], Token("w", "log", "log"), Token("w", "in", "in"), *tokens[at + 1 :])
    return tokens


def _with_quoted_folders(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`in the "my docs" folder` with the name as a path."""
    return tuple(
        Token("P", "", token.text)
        if token.kind == "S"
        and 0 < at < len(tokens) - 1
        and tokens[at + 1].word in FOLDER
        and tokens[at - 1].word in _INSIDE | TARGET | ARTICLES
        else token
        for at, token in enumerate(tokens)
    )


def _with_here(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`copy web1:/var/log to here` with the folder as a path."""
    if len(tokens) < _SHORTEST_CALLED or tokens[-1].text.lower() != "here" or tokens[-2].word not in TARGET:
        return tokens
    elsewhere = any(token.kind == "P" and ":" in token.text for token in tokens)
    return (*tokens[:-1], Token("P", "", ".")) if elsewhere else tokens


def _without_noun(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`the lines of a.txt file` without the noun behind the name."""
    return tuple(
        token
        for at, token in enumerate(tokens)
        if not (
            at and token.text.lower() == "file" and tokens[at - 1].kind == "F" and "." in tokens[at - 1].text
        )
    )


def _without_kind(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`the svg logo.svg` and `a .7z file named data.7z` without the kind of file that its name says too."""
    for at, token in enumerate(tokens):
        if token.kind not in "FP" or "." not in token.text:
            continue
        start = at
        while start > 1 and tokens[start - 1].word in _SAYING_WHAT:
            start -= 1
        kind = tokens[start - 1].text.lower().lstrip(".") if start else ""
        if start > 1 and kind == token.text.rsplit(".", 1)[-1].lower():
            return (*tokens[: start - 1], *tokens[at:])
    return tokens


def _with_called(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`delete the file called a.txt` as `delete the file a.txt`: one of that name here, not all below."""
    if (
        len(tokens) < _SHORTEST_CALLED
        or tokens[0].word != "delete"
        or tokens[-2].word not in ("call", "name")
    ):
        return tokens
    noun, name = tokens[-3], tokens[-1]
    if noun.word not in NOUNS or noun.text.lower().endswith("s") or name.kind not in "wFPS":
        return tokens
    if {token.word for token in tokens[:-3]} - {"delete", "the", "a", "this", "my"}:
        return tokens
    return (*tokens[:-2], Token("P", "", name.text))


def _without_count(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`the two files a.txt and b.txt` without the number, where just as many are named."""
    for at, token in enumerate(tokens[:-2]):
        if token.kind != "N" or tokens[at + 1].word not in NOUNS:
            continue
        end, named = at + 2, 0
        while end < len(tokens) and (
            tokens[end].kind in "PFS" or tokens[end].word in ("and", "call", "name")
        ):
            named += tokens[end].kind in "PFS"
            end += 1
        if named == int(token.text):
            return (*tokens[:at], *tokens[at + 1 :])
    return tokens


def _with_archive(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`pack the folder docs in an archive named a.tgz`: what is named is the archive, no file to look for."""
    if not {token.word for token in tokens[:_EARLY]} & _PACKING:
        return tokens
    return tuple(
        Token("w", "into", "into")
        if token.word in ("call", "name")
        and at + 1 < len(tokens)
        and _ARCHIVE.search(tokens[at + 1].text)
        and tokens[at - 1].word not in _PACKING
        else token
        for at, token in enumerate(tokens)
    )


def _with_goal(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`move … into a folder called pics` as `move … into pics`, so that no files are looked for in it.

    The name of a folder that is said to be new has that word.
    """
    if not any(token.word in _CARRYING for token in tokens):
        return tokens
    for start, token in enumerate(tokens):
        if token.word not in TARGET:
            continue
        at = start + 1
        while at < len(tokens) and tokens[at].word in ARTICLES | {"new"}:
            at += 1
        if at + 1 >= len(tokens) or tokens[at].word != "dir":
            continue
        new = any(one.word == "new" for one in tokens[start:at])
        at += 1 + (tokens[at + 1].word in ("call", "name"))
        if at >= len(tokens) or tokens[at].kind not in "wPS" or " " in tokens[at].text:
            continue
        if new or (at == len(tokens) - 1 and tokens[0].word in _CARRYING):
            goal = Token("P", "new" if new else "", tokens[at].text)
            return (*tokens[: start + 1], goal, *tokens[at + 1 :])
    return tokens


def _with_spelled_names(tokens: Sequence[Token]) -> list[Token]:
    """Numbers in words that are what is to be made is called: `create the folders one, two and three`."""
    found = list(tokens)
    if not found or found[0].word != "create":
        return found
    for at in range(2, len(found)):
        before = found[at - 2] if found[at - 1].word == "and" else found[at - 1]
        listed = before.kind == "P" and found[at].word in _SPELLED
        if found[at].word in _SPELLED and (listed or before.word in FOLDER | {"file", "call"}):
            found[at] = Token("P", "", found[at].word)
    return found


def with_quoted_files(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Quoted names as paths where files are carried, or rights changed: `make "a" and "b" executable`."""
    words = {token.word for token in tokens}
    if tokens and tokens[0].word in _CARRYING:
        return tuple(
            Token("P", "", token.text) if token.kind == "S" and _QUOTED_FILE.fullmatch(token.text) else token
            for token in tokens
        )
    if not tokens or tokens[0].word not in _CHANGING_RIGHTS or not words & _RIGHTS:
        return tuple(tokens)
    found = list(tokens)
    for at in range(1, len(found)):
        before = found[at - 1]
        if before.word == "and" and at > 1:
            before = found[at - 2]
        gives = before.word == "to" and tokens[0].word in ("add", "give", "grant")
        if found[at].kind == "S" and (gives or before.kind == "P" or before.word in _BEFORE_FILE):
            found[at] = Token("P", "", found[at].text)
    return tuple(found)


def _is_mark(tokens: Sequence[Token], at: int) -> bool:
    """Whether `todo` is what is looked for in files, and not the file of that name."""
    looked_for = tokens[0].word in _LOOKING or any(token.word.startswith("comment") for token in tokens[at:])
    return tokens[at].text.lower() == "todo" and looked_for


def _document(token: Token, entries: Container[str]) -> str:
    """`the readme` as the file of that name that is here, in capitals as is the custom; "" for none."""
    if token.kind != "w" or token.text.lower() not in _DOCUMENTS:
        return ""
    name = token.text.upper()
    return next((name + ending for ending in ("", ".md", ".rst", ".txt") if name + ending in entries), "")


@cache
def _behind_names() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["behind_names"].split())
