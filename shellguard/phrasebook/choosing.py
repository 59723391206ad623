"""Chooses the few phrases that are laid over a request: those that may account for it and are like it.

What the words of a request are worth to each phrase is summed up for all phrases of a page at once: a sum has
a whole number for each binary place, with a bit for every phrase. First it is seen which phrases can't
account for the request, whatever their slots would take up: for most requests few are left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import zip_longest

from shellguard.phrasebook.book import COARSENESS, FINENESS, Page
from shellguard.phrasebook.families import SLOT_WEIGHT
from shellguard.phrasebook.request import STEEPNESS, Request

_FEW = 4
_PLACES = 16
"""Binary places of a sum: enough for all words of the longest request."""


class Prospects:
    """What the words of a request are worth to each phrase, carried on from one reading of it to the next.

    Readings of the same request share most of their words: only what one says more or less is reckoned.
    """

    def __init__(self) -> None:
        self._worth: dict[str, int] = {}
        self._share = 0.0
        self._known: dict[tuple[Page, bool], tuple[dict[str, int], list[int]]] = {}

    def able(
        self,
        among: int,
        said: Mapping[str, int],
        request: Request,
        page: Page,
        weight: dict[str, float],
        least: float,
    ) -> int:
        """Of the phrases *among* which to choose, those that may account for a reading so far.

        What a phrase lacks and what it leaves unexplained may together be no more than a share of what it
        says. It lacks the words that it needs less those that are said; it leaves what nothing explains less
        these words and the most that its slots can take up.
        """
        share = least ** (-1 / STEEPNESS) - 1
        sums = self._sums(page, said, self._worths(said, share, request, weight), ranking=False)
        wanted = [
            math.floor((request.weight - taken - share * SLOT_WEIGHT * slots) * COARSENESS) + page.most_needed
            for slots, taken in enumerate(request.most_taken(len(page.with_slots)))
        ]
        return _at_least(sums, among, _spread(wanted, page.with_slots))

    def likeness(self, said: Mapping[str, int], page: Page, weight: dict[str, float]) -> list[int]:
        """How like a reading each phrase is."""
        worth = {word: round(weight[word] * FINENESS) for word in said}
        return self._sums(page, said, worth, ranking=True)

    def _worths(
        self, said: Iterable[str], share: float, request: Request, weight: dict[str, float]
    ) -> dict[str, int]:
        """What each word *said* is worth at most, in this reading and all that follow it."""
        if share > self._share:
            self._share = share
            self._worth.clear()
        known = self._worth
        for word in said:
            if word not in known:
                most = request.worth(word) + (1 + self._share) * weight[word]
                known[word] = math.ceil(most * COARSENESS)
        return known

    def _sums(
        self, page: Page, said: Mapping[str, int], worth: Mapping[str, int], *, ranking: bool
    ) -> list[int]:
        """What the words *said* are worth to each phrase: the former sums, and what has changed since."""
        words = {word: worth[word] for word in said}
        former, sums = self._known.get((page, ranking), ({}, []))
        gone = [entry for entry in former.items() if words.get(entry[0]) != entry[1]]
        come = [entry for entry in words.items() if former.get(entry[0]) != entry[1]]
        if not sums or len(gone) + len(come) >= len(words):
            gone, come = [], list(words.items())
            sums = list(page.unlike if ranking else page.needed)
        if gone:
            sums = _less(sums, _summed((), [(page.led_to(word), number) for word, number in gone]))
        if come:
            sums = _summed(sums, [(said[word], number) for word, number in come])
        self._known[page, ranking] = words, sums
        return sums


def best_phrases(
    request: Request, page: Page, weight: dict[str, float], count: int, *, least: float, prospects: Prospects
) -> list[int]:
    """The phrases that may account for a request so far that it is of use.

    Args:
        weight: how much a word tells.
        count: of so many that are likest to the request.
        least: the confidence below which a phrase is of no use.
        prospects: what other readings of the request have shown.
    """
    said = {word: mask for word in request.telling if (mask := page.led_to(word))}
    among = page.wordless
    for mask in said.values():
        among |= mask
    able = among & ~page.unfilled(request.candidates.kinds)
    able = _with_one_each(able, request.demanded, page)
    if able.bit_count() > _FEW:
        able = prospects.able(able, said, request, page, weight, least)
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


def _spread(numbers: Iterable[int], masks: Sequence[int]) -> list[int]:
    """Place by place what number each phrase has of those that are given for each mask; nothing below 0."""
    places = [0] * _PLACES
    for number, mask in zip(numbers, masks, strict=True):
        for place in _ones(max(number, 0)):
            places[place] |= mask
    return places


def _at_least(sums: Sequence[int], among: int, least: Sequence[int]) -> int:
    """Of the phrases *among* which to choose, those whose sums reach the least that each must have."""
    found = among
    for one, other in zip_longest(sums, least, fillvalue=0):
        found = one ^ ((one ^ found) & ~(one ^ other))
    return among & found


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
