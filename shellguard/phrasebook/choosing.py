"""Chooses the few phrases that are laid over a request: those whose words it shares, summed up all at once.

Each word has a bit for every phrase that it leads to. The sums of weights stand in slices, one whole number
for each binary place with a bit for every phrase: a word is added to thousands of phrases in a few steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shellguard.phrasebook.families import FINENESS, SHARE, WORDLESS, Book

_SLICES = 20


def best_phrases(
    words: Iterable[str], pages: Book, count: int, *, demanded: Iterable[Sequence[str]] = (), files: bool
) -> list[int]:
    """The phrases that share telling words with a request, the likeliest first.

    Args:
        words: the plain words of the request, each once.
        demanded: words of which a phrase must have one each, or it is none of the best.
        files: whether phrases about sets of files are wanted, or all others.
    """
    found = [(pages.led_to(word), pages.weight[word]) for word in words if word in pages.by_word]
    slices = list(pages.slices) + [0] * (_SLICES - len(pages.slices))
    any_of = 0
    for mask, weight in found:
        any_of |= mask
        _add(slices, mask, round(weight * FINENESS))
    if files:
        any_of |= pages.wordless
        _add(slices, pages.wordless, round(WORDLESS * FINENESS))
    near = _highest(slices, any_of & (pages.files if files else ~pages.files), count, len(found) + 2)
    allowed = _with_one_each(near, demanded, pages)
    if near.bit_count() <= count:
        near = allowed
    ranked = sorted((_key(at, found, pages, files=files), at) for at in _bits(near)) if allowed else []
    return [at for _, at in ranked[:count] if allowed >> at & 1]


def _with_one_each(among: int, demanded: Iterable[Sequence[str]], pages: Book) -> int:
    """Of the phrases *among* which to choose, those with one word of each group."""
    for either in demanded:
        fitting = 0
        for word in either:
            fitting |= pages.led_to(word) if word in pages.by_word else 0
        among &= fitting
    return among


def _key(at: int, found: Sequence[tuple[int, float]], pages: Book, *, files: bool) -> float:
    """How little a phrase is like the request: exactly, rounded so that the order of words plays no part."""
    bit = 1 << at
    score = WORDLESS if files and pages.wordless & bit else 0.0
    for mask, weight in found:
        if mask & bit:
            score += weight
    return round(SHARE * pages.totals[at] - score, 9)


def _add(slices: list[int], mask: int, number: int) -> None:
    """Adds a number to the sums of all phrases in the mask."""
    carry = 0
    for place in range(_SLICES):
        here = mask if number >> place & 1 else 0
        if not (here or carry):
            if not number >> place:
                return
            continue
        before = slices[place]
        either = before ^ here
        slices[place] = either ^ carry
        carry = (before & here) | (carry & either)


def _highest(slices: Sequence[int], among: int, count: int, margin: int) -> int:
    """Of the phrases *among* which to choose, the *count* with the highest sums and all within the margin."""
    if among.bit_count() <= count:
        return among
    certain, undecided, least = 0, among, 0
    for place in reversed(range(_SLICES)):
        higher = undecided & slices[place]
        if (certain | higher).bit_count() >= count:
            undecided, least = higher, least | 1 << place
        else:
            certain |= higher
            undecided &= ~higher
    return _at_least(slices, among, max(0, least - margin))


def _at_least(slices: Sequence[int], among: int, least: int) -> int:
    above, equal = 0, among
    for place in reversed(range(_SLICES)):
        if least >> place & 1:
            equal &= slices[place]
        else:
            above |= equal & slices[place]
            equal &= ~slices[place]
    return above | equal


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
