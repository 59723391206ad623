"""Reads all packaged phrases into the index that is packaged with them.

python -m shellguard.phrasebook.indexing > shellguard/phrasebook/index.json
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from operator import not_
from typing import Any

from shellguard.knowledge.loading import load, names
from shellguard.phrasebook.language.needed_pieces import needed_pieces
from shellguard.phrasebook.language.vocabulary import Vocabulary, vocabulary_with
from shellguard.phrasebook.phrases.book import FINENESS, SHARE, WORDLESS
from shellguard.phrasebook.phrases.families import WEAK_WEIGHT, Slot
from shellguard.phrasebook.selection.selection_rules import pattern

_PIECE = re.compile(
    r"\[|\]|\{(?P<type>\w+)(?::(?P<name>\w+))?\}|\((?P<either>[^)]*)\)|(?P<word>[^\s\[\]{}()]+)"
)
_WORD = re.compile(r"[a-z]{2,}")
_LEAST, _MOST = 0.5, 1.6


def fresh() -> dict[str, Any]:
    """The index of the phrases as they are now."""
    said = sorted(_words_of_data())
    words = vocabulary_with(said)
    reader = _Reader(words)
    drafts = [
        _draft(f"{name.removeprefix('phrases/')}.{key}", say, reader)
        for name in names("phrases")
        for key, data in load(name).items()
        for say in data["say"].splitlines()
        if say.strip()
    ]
    weight = _weights(drafts, words)
    about_files = [any(slot.type == "files" for slot in draft.slots) for draft in drafts]
    return {
        "words": said,
        "weight": weight,
        "families": {family: text for name in names("phrases") for family, text in _tables(name)},
        "about_files": _page(list(compress(drafts, about_files)), weight, with_wordless=True),
        "others": _page(list(compress(drafts, map(not_, about_files))), weight, with_wordless=False),
        "pieces": dict(_pieces()),
    }


def _page(drafts: list[_Draft], weight: dict[str, float], *, with_wordless: bool) -> dict[str, Any]:
    """One page of the book: its phrases, and by what they are found (see choosing.py)."""
    shares = [[min(weight[word] for word in choice) for choice, _ in draft.words] for draft in drafts]
    totals = [round(sum(values), 6) for values in shares]
    wordless = [
        at for at, values in enumerate(shares) if with_wordless and max(values, default=0) <= WEAK_WEIGHT
    ]
    unlike = [round(SHARE * total * FINENESS) for total in totals]
    for at in wordless:
        unlike[at] -= round(WORDLESS * FINENESS)
    return {
        "phrases": "".join(map(_row, drafts)),
        "by_word": {word: _numbers(found) for word, found in _by_word(drafts).items()},
        "wordless": _numbers(wordless),
        "unlike": _places(unlike),
        "needing": {kind: _numbers(found) for kind, found in _needing(drafts).items()},
    }


def _tables(name: str) -> Iterator[tuple[str, str]]:
    """Each family of a file, and what it does, as text."""
    for key, table in load(name).items():
        does = {field: value for field, value in table.items() if field not in ("say", "examples")}
        family = f"{name.removeprefix('phrases/')}.{key}"
        yield family, json.dumps(does, ensure_ascii=False, separators=(",", ":"))


def _pieces() -> Iterator[tuple[str, list[list[str]]]]:
    """What each pattern by which requests are read can't do without, where there is such a thing."""
    whole = {say: pattern(say).pattern for say in _sayings()}
    whole |= {one["said"]: one["said"] for one in load("phrasing/heeding")["heed"]}
    for say in sorted(whole):
        if found := needed_pieces(whole[say]):
            yield say, found


def _sayings() -> Iterator[str]:
    """Every pattern by which a selection and its additions are read."""
    rules = load("phrasing/selection")
    for one in [*rules["rule"], *load("phrasing/clauses")["clause"]]:
        yield from one["say"]
    for name in ("place", "loose_place", "content"):
        yield from rules[name]
    for name in ("order", "switch"):
        yield from (say for _, say in rules[name])


def _numbers(found: Iterable[int]) -> str:
    return " ".join(map(str, found))


def _places(taken_off: list[int]) -> list[str]:
    """What each number falls short of the highest: for each binary place a bit for every phrase."""
    starts = [max(taken_off) - one for one in reversed(taken_off)]
    return [
        f"{int(''.join(str(start >> place & 1) for start in starts), 2):x}"
        for place in range(max(starts).bit_length())
    ]


def _needing(drafts: Iterable[_Draft]) -> dict[str, list[int]]:
    """Which phrases mean nothing without a value of a kind."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for kind in sorted({slot.type for slot in draft.slots if slot.required}):
            found[kind].append(at)
    return found


def _by_word(drafts: Iterable[_Draft]) -> dict[str, list[int]]:
    """Which phrases a plain word leads to."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for word in dict.fromkeys(sorted(word for choice, _ in draft.words for word in choice)):
            found[word].append(at)
    return found


def _row(draft: _Draft) -> str:
    return "\t".join((draft.family, _written_words(draft), *_written_slots(draft))) + "\n"


def _written_words(draft: _Draft) -> str:
    return " ".join("|".join(sorted(choice)) + ("" if needed else "?") for choice, needed in draft.words)


def _written_slots(draft: _Draft) -> list[str]:
    return [f"{one.type} {one.name} {one.marker} {'' if one.required else '?'}" for one in draft.slots]


def _words_of_data() -> set[str]:
    found: set[str] = set()
    for name in names("phrases"):
        for family in load(name).values():
            found.update(_WORD.findall(re.sub(r"\{[^}]*\}", " ", family["say"].lower())))
    rules = load("phrasing/selection")
    for rule in [*rules["rule"], *load("phrasing/clauses")["clause"]]:
        for say in rule["say"]:
            found.update(_WORD.findall(re.sub(r"\\.|<\w+>|\(\?P<\w+>", " ", say)))
    tables = load("phrasing/tables")
    for text in [
        *tables["separators"].values(),
        *tables["macros"].values(),
        *(one.get("say", "") for one in tables["condition"]),
    ]:
        found.update(_WORD.findall(re.sub(r"\\.|\(\?P<\w+>|<\w+>", " ", text)))
    for group in [*tables["say"].values(), *(one["say"] for one in tables["action"])]:
        for text in group:
            found.update(_WORD.findall(re.sub(r"\\.|\(\?P<\w+>|<\w+>", " ", text)))
    listed = [say for name in ("place", "loose_place", "content") for say in rules[name]]
    listed += [say for name in ("order", "switch") for _, say in rules[name]]
    for text in [*rules["macros"].values(), *listed]:
        found.update(_WORD.findall(re.sub(r"\\.|\(\?P<\w+>|<\w+>", " ", text)))
    for spelling in rules["types"]:
        found.update(spelling.split())
    for spelling in rules["places"]:
        found.update(spelling.split())
    return found


@dataclass(slots=True)
class _Draft:
    family: str
    words: list[tuple[frozenset[str], bool]]
    slots: list[Slot]


class _Reader:
    """Turns words of phrases into choices of plain words; the same words come again and again."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._choices: dict[str, tuple[frozenset[str], str, bool]] = {}

    def choice(self, piece: str) -> tuple[frozenset[str], str, bool]:
        """The plain words of `this|that`, the first of them, and whether they tell anything.

        What says nothing elsewhere tells something in a phrase that marks it so: `compose up!`.
        """
        known = self._choices.get(piece)
        if known is None:
            words = piece.removesuffix("!")
            plain = frozenset(self.words.plain(one.lower())[0] for one in words.split("|"))
            telling = words != piece or not plain <= self.words.noise
            known = self._choices[piece] = plain, min(plain), telling
        return known


def _draft(family: str, say: str, reader: _Reader) -> _Draft:
    draft = _Draft(family, [], [])
    say = say.replace("each line", "eachline")
    for word in reader.words.topics.get(re.split(r"[._]", family)[0], ()):
        draft.words.append((frozenset({word}), word in say.split()))
    optional = False
    before = ""
    for piece in _PIECE.finditer(say):
        kind, name, either, word = piece.groups()
        if kind:
            draft.slots.append(Slot(kind, name or kind, before, not optional))
            before = ""
        elif word or either:
            choice, before, telling = reader.choice(word or either)
            if telling and all(choice != said for said, _ in draft.words):
                draft.words.append((choice, not optional))
        else:
            optional = piece[0] == "["
    return draft


def _weights(drafts: Iterable[_Draft], words: Vocabulary) -> dict[str, float]:
    """How much a word tells: the fewer families say it, the more."""
    families: dict[str, set[str]] = defaultdict(set)
    everything = set()
    for draft in drafts:
        everything.add(draft.family)
        for choice, _ in draft.words:
            for word in choice:
                families[word].add(draft.family)
    top = math.log(len(everything) + 1)
    return {
        word: WEAK_WEIGHT
        if word in words.weak
        else max(_LEAST, min(_MOST, _MOST * math.log((len(everything) + 1) / len(found)) / top + 0.2))
        for word, found in families.items()
    }


def main() -> None:
    """Prints the index."""
    sys.stdout.write(written(fresh()))


def written(packaged: dict[str, Any]) -> str:
    """The index as its file has it: a line for each phrase and each word."""
    return _lines(packaged, deep=True) + "\n"


def _lines(table: dict[str, Any], *, deep: bool) -> str:
    parts = []
    for name, value in sorted(table.items()):
        if isinstance(value, dict):
            inner = _lines(value, deep=False) if deep else _json(value)
            parts.append(f"{_json(name)}: {inner}")
        else:
            parts.append(f"{_json(name)}: {_json(value)}")
    return "{\n" + ",\n".join(parts) + "\n}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
