"""The words that the phrasebook knows, and how a word that was typed becomes one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from string import ascii_lowercase

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.index import index

_SHORTEST_TYPO, _LONGEST_TYPO = 5, 24


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words and what they stand for.

    Attributes:
        same: a word and the one it stands for.
        known: every plain word.
        numbers: words that are numbers.
        phrases: by first and second word ("" for none): its place, several words and what they stand for;
            the longest have the first places.
        noise: words that say nothing by themselves.
        weak: words that ask to be shown something, and so are never missing or too much.
        actions: words that say what is done; a translation must explain every one.
        against: words that turn a meaning round; a translation must explain every one.
        proper: names of programs and formats: as good a value as a word that is not known.
        programs: names of programs that a request may be about.
        unstemmed: no plural or past of another word.
        topics: words that may be added to every phrase of a file.
        idle: all of these together: no value of a slot.
        short: words of three letters of which two may have been swapped.
        spelt: every word in any known form, in the order of the alphabet.
        right: words that are spelt right and mean nothing here.
        common: words in the forms that everybody uses, likelier to be meant by a misspelt one than others.
        files: names of files without a dot that can be nothing else: `Makefile`, `id_rsa`.
        code_names: what looks like the name of a file, and is called in programs.
        joining: words that join others and are never a value themselves.
        linking: these and those too short to be one where no quotes are: `but`, `and`.
        dotted: names of hidden files and folders, which are no extensions.
    """

    same: dict[str, str]
    known: frozenset[str]
    numbers: dict[str, int]
    phrases: dict[str, dict[str, list[tuple[int, tuple[str, ...], tuple[str, ...]]]]]
    noise: frozenset[str]
    weak: frozenset[str]
    actions: frozenset[str]
    against: frozenset[str]
    idle: frozenset[str]
    proper: frozenset[str]
    programs: frozenset[str]
    unstemmed: frozenset[str]
    topics: dict[str, tuple[str, ...]]
    joining: frozenset[str]
    linking: frozenset[str]
    dotted: frozenset[str]
    files: frozenset[str]
    code_names: frozenset[str]
    short: frozenset[str]
    spelt: tuple[str, ...]
    common: frozenset[str]
    right: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether the word is known in some form, spelt right."""
        return word in self.same or any(form in self.same for form in _stems(word))

    def plain(self, word: str) -> tuple[str, bool, bool]:
        """The plain form, whether it is known as it stands, and whether its spelling was put right."""
        if word in self.same:
            return self.same[word], True, False
        for form in _stems(word):
            if len(form) > 2 and form in self.same and self.same[form] not in self.unstemmed:
                return self.same[form], True, False
        meant = self._misspelt(word)
        return (meant, False, True) if meant else (word, False, False)

    def _misspelt(self, word: str) -> str:
        """The plain form of what a word that is not known may have been; "" for none."""
        if word in self.right:
            return ""
        if _SHORTEST_TYPO <= len(word) <= _LONGEST_TYPO and word.isalpha():
            found = [
                one for one in _near(word, self.spelt) if one in self.same and len(one) >= _SHORTEST_TYPO - 1
            ]
            if found:
                return self.same[next((one for one in found if one in self.common), found[0])]
        if len(word) == _SHORTEST_TYPO - 1:
            for near in _swapped(word):
                if self.same.get(near) in self.actions | self.weak:
                    return self.same[near]
        if len(word) == _SHORTEST_TYPO - 2:
            for near in _swapped(word):
                if near in self.short:
                    return self.same.get(near, near)
        return ""


def _stems(word: str) -> Iterable[str]:
    """Forms without the endings of plural, past and progress."""
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def _swapped(word: str) -> Iterable[str]:
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _near(word: str, spelt: Sequence[str]) -> Iterable[str]:
    """What one wrong, missing, doubled or swapped letter may have been, likeliest first.

    A letter is only put where a word of those *spelt* begins like what stands before it.
    """
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + right[1:] for left, right in cuts if right)
    begun = list(takewhile(lambda cut: _begins(cut[0], spelt), cuts))
    yield from (left + letter + right for left, right in begun for letter in ascii_lowercase)
    yield from (left + letter + right[1:] for left, right in begun if right for letter in ascii_lowercase)


def _begins(start: str, spelt: Sequence[str]) -> bool:
    """Whether a word begins so."""
    at = bisect_left(spelt, start)
    return at < len(spelt) and spelt[at].startswith(start)


@cache
def vocabulary() -> Vocabulary:
    """The packaged vocabulary, read once."""
    return vocabulary_with(index()["words"])


def vocabulary_with(words_of_data: Iterable[str]) -> Vocabulary:
    """The vocabulary for these words of phrases and rules."""
    table = load("phrasing/vocabulary")
    same: dict[str, str] = {}
    for kind in ("noise", "weak", "actions", "against", "plain"):
        for word in table["words"][kind].split():
            same.setdefault(word, word)
    for word in words_of_data:
        same.setdefault(word, word)
    for plain, words in table["same"].items():
        same[plain] = plain
        for word in words.split():
            same[word] = plain
    for ending in ("phrases", "polite"):
        for phrase in table[ending]:
            for word in phrase.split():
                same.setdefault(word, word)
    unstemmed = frozenset(table["words"]["unstemmed"].split())
    kept = set(table["same"]) | set(table["words"]["apart"].split())
    for word in [word for word, plain in same.items() if word == plain and word not in kept]:
        stems = (stem for stem in _stems(word) if len(stem) > 2 and same.get(stem, "not") not in unstemmed)
        same[word] = next((same[stem] for stem in stems), word)
    kinds = {
        name: frozenset(table["words"][name].split()) for name in ("noise", "weak", "actions", "against")
    }
    return Vocabulary(
        same=same,
        known=frozenset(same.values()),
        numbers=table["numbers"],
        phrases=_phrases(table["phrases"] | dict.fromkeys(table["polite"], ""), same),
        proper=frozenset(table["words"]["proper"].split()),
        programs=frozenset(f"{table['words']['programs']} {table['words']['runnable']}".split()),
        unstemmed=unstemmed,
        **kinds,
        idle=frozenset().union(*kinds.values()),
        topics={name: tuple(listed.split()) for name, listed in table["topics"].items()},
        joining=frozenset(table["words"]["joining"].split()),
        linking=frozenset((table["words"]["joining"] + " " + table["words"]["linking"]).split()),
        dotted=frozenset(table["words"]["dotted"].split()),
        short=frozenset(table["words"]["short"].split()),
        spelt=tuple(sorted(same)),
        common=_common(table),
        right=frozenset(table["words"]["right"].split()),
        code_names=frozenset(table["words"]["code_names"].split()),
        files=frozenset(name for name in table["words"]["files"].split() if name[0].isupper() or "_" in name),
    )


def _common(table: dict[str, dict[str, str]]) -> frozenset[str]:
    words = table["words"]
    listed = [words["weak"], words["actions"], words["against"], words["plain"], *table["same"].values()]
    return frozenset(" ".join([*listed, *table["same"]]).split())


def _phrases(
    table: dict[str, str], same: dict[str, str]
) -> dict[str, dict[str, list[tuple[int, tuple[str, ...], tuple[str, ...]]]]]:
    found: dict[str, dict[str, list[tuple[int, tuple[str, ...], tuple[str, ...]]]]] = {}
    ranked = sorted(((tuple(phrase.split()), means) for phrase, means in table.items()), key=_shortness)
    for place, (words, means) in enumerate(ranked):
        by_second = found.setdefault(words[0], {})
        meant = tuple(same.get(word, word) for word in means.split())
        by_second.setdefault(words[1] if len(words) > 1 else "", []).append((place, words, meant))
    return found


def _shortness(entry: tuple[tuple[str, ...], str]) -> int:
    return -len(entry[0])
