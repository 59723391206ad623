"""Reads one request in every way that may give an answer: as a whole, in part, about files, about columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from shellguard.phrasebook.answering import answers
from shellguard.phrasebook.columns.table_reading import read_table
from shellguard.phrasebook.language.quoting import UnfitError
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.matching.choosing import Prospects
from shellguard.phrasebook.matching.clauses import additions
from shellguard.phrasebook.matching.heeding import Heeding
from shellguard.phrasebook.matching.rewriting import plainer, rewritten
from shellguard.phrasebook.matching.telling_how import without_here, without_tool
from shellguard.phrasebook.phrases.families import Family
from shellguard.phrasebook.selection.permission_reading import with_permission
from shellguard.phrasebook.selection.places import with_places, with_time_said
from shellguard.phrasebook.selection.selection import Selection
from shellguard.phrasebook.selection.selection_reading import read_selection
from shellguard.phrasebook.translation import Surroundings, Translation

PLAIN = 0.95
"""Who reaches this says it straight: nothing else needs to be tried."""
_ADDED, _MOST_ADDITIONS = 0.97, 3
_PLAINER = 0.96
_MOST_READINGS = 3
_MORE_SAID = 99.0
_ROUNDED_OFF = 0.005
_POINTS_AT, _HOME, _SHORT = {"show", "what", "where", "path"}, ["home", "dir"], 5
_HERE_NOT_THERE = re.compile(
    r"^(?P<asked>(?:\w+ )*?)file (?:(?:that|which) )?(?:be )?in P"
    r" (?:but |that |which |and )?(?:be )?not (?:be )?in P$"
)
_ASKED = {"show", "find", "what", "which", "count", "the", "all", "every", "any", "search"}
_ONE_FILE, _MOST_BEFORE_HEAD = {"a", "an", "the", "this", "that"}, 3
_ONE_NOUN = {"file", "directory", "folder", "dir"}
_BEFORE_ONE = {"of", "in", "to", "from", "into", "on"}
_MANY_FILES = {"all", "every", "each", "any", "no", "which", "what", "many", "of", "in", "from", "with"}
_ALL = {"all", "every", "each", "any", "everything"}
_SELECTION = Token("A", "", "")

Answer = tuple[float, Translation]
"""How much of a phrase was said, and the command for it."""


class Readings:
    """The readings of one request; answers below what is of use are not worked out.

    Attributes:
        around: where the request was typed.
        least: the confidence below which an answer is of no use.
        prospects: what other readings of the same request have shown.
        heeding: what commands for the whole request must show.
    """

    def __init__(self, around: Surroundings, least: float, prospects: Prospects, heeding: Heeding) -> None:
        self._around = around
        self._least = least - _ROUNDED_OFF
        self._prospects = prospects
        self._heeding = heeding
        self._known: dict[tuple[int, ...], tuple[float, tuple[Token, ...], list[Answer]]] = {}

    def answers(self, tokens: tuple[Token, ...], deep: int, sure: float = 1.0) -> Iterator[Answer]:
        """Every answer: as a whole, and with each of *deep* additions taken off and put behind what is left.

        Args:
            sure: how sure it is that these tokens are what is to be read.
        """
        found = self._without_additions(tokens, self._least / sure, whole=sure == 1.0)
        yield from found
        if not deep or self._is_plain(found):
            return
        for addition, rest in islice(additions(tokens), _MOST_ADDITIONS):
            if len(self._known) >= _MOST_READINGS:
                return
            kept = _ADDED * addition.sure
            for said, one in self.answers(rest, deep - 1, sure * kept):
                line = addition.to(one.command)
                if line is not None:
                    yield said, replace(one, command=line, confidence=round(one.confidence * kept, 2))

    def _is_plain(self, found: Sequence[Answer]) -> bool:
        """Whether one says it straight and leaves nothing out of what was said."""
        return any(one.confidence >= PLAIN and self._heeding.of(one.command) == 1.0 for _, one in found)

    def _without_additions(self, tokens: tuple[Token, ...], least: float, *, whole: bool) -> list[Answer]:
        """The answers without additions, worked out once for the very same tokens."""
        which = tuple(map(id, tokens))
        known = self._known.get(which)
        if known is None or known[0] > least:
            known = self._known[which] = least, tokens, list(self._at_once(tokens, least, whole=whole))
        return known[2]

    def _at_once(self, tokens: tuple[Token, ...], least: float, *, whole: bool) -> Iterator[Answer]:
        """Every answer without additions.

        The roundabout ones only of the whole request, and only where no straight one is sure.
        """
        straight = [
            *self._by_words(tokens, least),
            *self._by_files(tokens, least),
            *_by_columns(tokens, least),
        ]
        yield from straight
        if whole and not self._is_plain(straight):
            yield from self._roundabout(tokens, least)

    def _roundabout(self, tokens: tuple[Token, ...], least: float) -> Iterator[Answer]:
        for other, sure in rewritten(tokens):
            for said, one in (
                *self._by_words(other, least / sure),
                *self._by_files(other, least / sure),
            ):
                yield said, replace(one, confidence=round(one.confidence * sure, 2))
        rest, shown = without_tool(tokens)
        for said, one in (*self._by_words(rest, least), *self._by_files(rest, least)) if rest else ():
            if re.search(shown, one.command):
                yield said, replace(one, confidence=round(one.confidence * _ADDED, 2))
        if here := without_here(tokens):
            for said, one in self._by_words(here, least / _ADDED):
                yield said, replace(one, confidence=round(one.confidence * _ADDED, 2))
        yield from self._plainly(tokens, least)
        if placed := with_places(tokens):
            for said, one in self._by_words(placed, least / _ADDED):
                yield said, replace(one, confidence=round(one.confidence * _ADDED, 2))
        if permitted := with_permission(tokens):
            yield from self._by_files(permitted, least)

    def _plainly(self, tokens: tuple[Token, ...], least: float) -> Iterator[Answer]:
        """The answers that need no value to a request without words that only say more of another."""
        if plain := plainer(tokens):
            for said, one in self._by_words(plain, least / _PLAINER):
                if "{" not in str(Family(one.family).data.get("run", "{")):
                    yield said, replace(one, confidence=round(one.confidence * _PLAINER, 2))

    def _by_words(self, tokens: tuple[Token, ...], least: float) -> Iterator[Answer]:
        return answers(tokens, None, self._around, least, self._prospects)

    def _by_files(self, tokens: tuple[Token, ...], least: float) -> Iterator[Answer]:
        if _asks_for_tree(tokens) or _shortens_names(tokens) or _compares_places(tokens):
            return
        tokens = with_time_said(tokens)
        try:
            read = read_selection(tokens)
        except UnfitError:
            return
        if read is None:
            return
        chosen, left, head_at = read
        if any(path.lower() in vocabulary().linking for path in chosen.paths):
            return
        if "-empty" in chosen.tests and _is_to_be_emptied(tokens):
            return
        if _is_one_unnamed(tokens, head_at, chosen):
            if chosen.is_plain and not chosen.is_ranked and chosen.head != "d":
                return
            chosen.said.add("one")
        _note_wording(tokens, chosen.said)
        before = [tokens[index] for index in left if index < head_at]
        after = [tokens[index] for index in left if index > head_at]
        yield from answers((*before, _SELECTION, *after), chosen, self._around, least, self._prospects)


def _note_wording(tokens: tuple[Token, ...], said: set[str]) -> None:
    """Notes of the words as they were typed what tells how files are to be shown."""
    if any(token.word in _ALL for token in tokens):
        said.add("all")
    if any(token.word == "hidden" for token in tokens):
        said.add("hidden")
    if any(token.word == "subdir" for token in tokens):
        said.add("subdirs")
    if any(token.text.lower() in ("list", "ls", "listing") for token in tokens):
        said.add("ls")
    first = tokens[0].text.lower()
    if first in ("find", "search", "locate") or any(token.text.lower() == "regular" for token in tokens):
        said.add("deep")
    if tokens[0].word == "show" and first != "find":
        said.add("shown")


def _is_one_unnamed(tokens: tuple[Token, ...], head_at: int, chosen: Selection) -> bool:
    """Whether one file is spoken of, and not by its name: `extract a .gz archive`, `open the file`."""
    if chosen.single or chosen.is_ranked or not 0 < head_at < len(tokens):
        return False
    if tokens[head_at].text.lower().endswith("s") or any("*" not in glob for glob in chosen.globs):
        return False
    if tokens[head_at].text.lower() == "file" and tokens[head_at - 1].word in _BEFORE_ONE:
        return True
    if (
        tokens[0].word == "delete"
        and tokens[head_at].text.lower() in _ONE_NOUN
        and "-inum" not in chosen.tests
    ):
        return _MANY_FILES.isdisjoint(token.word for token in tokens[:head_at])
    for token in reversed(tokens[max(0, head_at - _MOST_BEFORE_HEAD) : head_at]):
        if token.text.lower() in _ONE_FILE:
            return True
        if token.kind == "w" and token.word in _MANY_FILES:
            return False
    return False


def _is_to_be_emptied(tokens: tuple[Token, ...]) -> bool:
    """Whether `empty` is what is done (`empty the folder`), not how the files are that are looked for."""
    return tokens[0].text.lower() == "empty" and len(tokens) > 1 and tokens[1].word in ("the", "this", "my")


def _compares_places(tokens: tuple[Token, ...]) -> bool:
    """Whether what two folders have is compared (`that exist in old but not in new`), and none left out."""
    words = {token.word for token in tokens}
    said = {token.text.lower() for token in tokens}
    if "both" in said and "file" in words and said & {"exist", "exists", "present", "common"}:
        return True
    if tokens[0].word in _POINTS_AT and [token.word for token in tokens if token.word in _HOME] == _HOME:
        return len(tokens) <= _SHORT and tokens[0].text.lower() not in ("list", "ls")
    if _is_here_and_not_there(tokens):
        return True
    places = sum(token.kind == "P" for token in tokens)
    if tokens[0].text.lower() == "which" and "dir" in words and places > 1:
        return True
    return bool(said & {"exist", "exists", "missing", "present"}) and "not" in words and "in" in words


def _is_here_and_not_there(tokens: Sequence[Token]) -> bool:
    """Whether it ends with `files that are in src but not in lib`, the one folder not inside of the other."""
    text = " ".join(token.word or token.kind for token in tokens)
    found = _HERE_NOT_THERE.search(text)
    if found is None or not (text.startswith("delete ") or _ASKED.issuperset(found["asked"].split())):
        return False
    here, there = [token.text.strip("/") for token in tokens if token.kind == "P"][-2:]
    return here not in (".", "~", "") and not there.startswith((".", here + "/"))


def _shortens_names(tokens: tuple[Token, ...]) -> bool:
    """Whether a part of names is to be taken off (`remove the suffix .bak from …`), and no file deleted."""
    if tokens[0].word != "delete":
        return False
    return any(
        token.word in ("extension", "prefix", "suffix")
        and any(one.word in ("from", "of", "off") for one in tokens[at + 1 : at + 3])
        for at, token in enumerate(tokens)
    )


def _asks_for_tree(tokens: tuple[Token, ...]) -> bool:
    """Whether the shape of folders is asked for rather than what is in them."""
    words = {token.word for token in tokens}
    return (
        "tree" in words and "file" not in words and tokens[0].word in ("show", "print", "tree", "the", "dir")
    )


def _by_columns(tokens: tuple[Token, ...], least: float) -> Iterator[Answer]:
    read = read_table(tokens)
    if read is not None and read[1] >= least:
        table, sure = read
        what = "shows the columns" if table.action == "print" else f"works out the columns: {table.action}"
        yield _MORE_SAID, Translation(table.line, round(sure, 2), what, f"table.{table.action}")
