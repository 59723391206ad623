"""Chooses the few phrases that are laid over a request: those that are likest to it and that it can fill.

What the words of a request are worth to each phrase is summed up for all phrases of a page at once: a sum has
a whole number for each binary place, with a bit for every phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from shellguard.phrasebook.phrases.book import FINENESS, Page
from shellguard.phrasebook.phrases.request import Request

_PLACES = 16
"""Binary places of a sum: enough for all words of the longest request."""


class Prospects:
    """How like each phrase is to a request, carried on from one reading of it to the next.

    Readings of the same request share most of their words: only what one says more or less is reckoned.
    """

    def __init__(self) -> None:
        self._known: dict[Page, tuple[frozenset[str], list[int]]] = {}

    def likeness(self, said: Mapping[str, int], page: Page, weight: dict[str, float]) -> list[int]:
        """How like each phrase is to a reading: the former sums, and what has changed since."""
        words = frozenset(said)
        former, sums = self._known.get(page, (frozenset(), []))
        gone, come = former - words, words - former
        if not sums or len(gone) + len(come) >= len(words):
            gone, come, sums = frozenset(), words, list(page.unlike)
        if gone:
            sums = _less(sums, _summed((), [(page.led_to(word), _worth(weight[word])) for word in gone]))
        if come:
            sums = _summed(sums, [(said[word], _worth(weight[word])) for word in come])
        self._known[page] = words, sums
        return sums


def _worth(weight: float) -> int:
    return round(weight * FINENESS)


def best_phrases(
    request: Request, page: Page, weight: dict[str, float], count: int, prospects: Prospects
) -> list[int]:
    """Those phrases of a page that a request can fill, of the *count* likest to it.

    Args:
        weight: how much a word tells.
        prospects: what other readings of the request have shown.
    """
    said = {word: mask for word in request.telling if (mask := page.led_to(word))}
    among = page.wordless
    for mask in said.values():
        among |= mask
    able = among & ~page.unfilled(request.candidates.kinds)
    able = _with_one_each(able, request.demanded, page)
    if able and among.bit_count() > count:
        able = _likest(able, among, count, prospects.likeness(said, page, weight))
    return _bits(able)


def _with_one_each(among: int, demanded: Iterable[Sequence[str]], page: Page) -> int:
    """Of the phrases *among* which to choose, those with one word of each group."""
    for either in demanded:
        fitting = 0
        for word in either:
            fitting |= page.led_to(word)
        among &= fitting
    return among


def _likest(able: int, among: int, count: int, sums: Sequence[int]) -> int:
    """Of the *able* phrases those that are of the *count* likest *among* all, of equals the first."""
    above, equal = 0, among
    for one in reversed(sums):
        higher = equal & one
        if (above | higher).bit_count() >= count:
            equal = higher
        else:
            above |= higher
            equal &= ~higher
    if not able & equal:
        return able & above
    return able & (above | _first(equal, count - above.bit_count()))


def _first(mask: int, count: int) -> int:
    """The *count* lowest bits of a mask."""
    found = 0
    for _ in range(count):
        found |= (mask ^ found) & -(mask ^ found)
    return found


def _summed(starts: Iterable[int], added: Iterable[tuple[int, int]]) -> list[int]:
    """The sums of all phrases, place by place: what they start with, and what is added to some of them."""
    places = [[start] for start in starts]
    places += [[] for _ in range(len(places), _PLACES)]
    for mask, number in added:
        for place in _ones(number):
            places[place].append(mask)
    sums: list[int] = []
    carried: list[int] = []
    for masks in places:
        ones = iter(masks + carried)
        carried = []
        summed = next(ones, 0)
        for one in ones:
            other = next(ones, 0)
            either = summed ^ one
            if carry := (summed & one) | (either & other):
                carried.append(carry)
            summed = either ^ other
        sums.append(summed)
    while sums and not sums[-1]:
        sums.pop()
    return sums


@cache
def _ones(number: int) -> tuple[int, ...]:
    """The binary places at which a number has a one."""
    return tuple(place for place in range(number.bit_length()) if number >> place & 1)


def _less(sums: Sequence[int], taken: Sequence[int]) -> list[int]:
    """The sums of all phrases less what is taken off them, place by place; never more than they have."""
    found, borrowed = [], 0
    for place, one in enumerate(sums):
        other = taken[place] if place < len(taken) else 0
        either = other ^ borrowed
        found.append(one ^ either)
        borrowed = (other & borrowed) | (either & ~one)
    return found


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
