"""Chooses the few phrases that are laid over a request: those that may account for it and are like it.

What the words of a request are worth to each phrase is summed up for all phrases of a page at once: a sum has
a whole number for each binary place, with a bit for every phrase. First it is seen which phrases can't
account for the request, whatever their slots would take up: for most requests few are left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from shellguard.phrasebook.book import COARSENESS, FINENESS, WORDLESS, Page
from shellguard.phrasebook.families import SLOT_WEIGHT
from shellguard.phrasebook.request import STEEPNESS, Request

_FEW = 4


class Prospects:
    """What the words of a request are worth to each phrase, summed up once for all readings of it."""

    def __init__(self) -> None:
        self._known: dict[Page, tuple[AbstractSet[str], float, list[int]]] = {}

    def able(
        self,
        among: int,
        said: AbstractSet[str],
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
        sums = self._sums(said, share, request, page, weight)
        able = 0
        for slots, mask in enumerate(page.with_slots):
            taken = request.most_taken(slots) + share * SLOT_WEIGHT * slots
            wanted = math.floor((request.weight - taken) * COARSENESS) + page.most_needed
            able |= _at_least(sums, among & mask, wanted)
        return able

    def _sums(
        self, said: AbstractSet[str], share: float, request: Request, page: Page, weight: dict[str, float]
    ) -> list[int]:
        """What at least the words *said* are worth: those of an earlier reading, and what it did not say."""
        known = self._known.get(page)
        if known is None or known[1] < share:
            words, most, sums = said, share, list(page.needed)
            more = said
        else:
            words, most, sums = known
            more = said - words
        if more:
            worth = [
                (page.led_to(word), math.ceil((request.worth(word) + (1 + most) * weight[word]) * COARSENESS))
                for word in more
            ]
            sums = _summed(sums, worth)
        if words is said:
            self._known[page] = words, most, sums
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
    said = {word for word in request.telling if word in page.by_word}
    among = page.wordless
    for word in said:
        among |= page.led_to(word)
    able = among & ~page.unfilled(request.candidates.kinds)
    able = _with_one_each(able, request.demanded, page)
    if able.bit_count() > _FEW:
        able = prospects.able(able, said, request, page, weight, least)
    if able and among.bit_count() > count:
        able = _likest(able, among, count, said, page, weight)
    return _bits(able)


def _with_one_each(among: int, demanded: Iterable[Sequence[str]], page: Page) -> int:
    """Of the phrases *among* which to choose, those with one word of each group."""
    for either in demanded:
        fitting = 0
        for word in either:
            fitting |= page.led_to(word)
        among &= fitting
    return among


def _likest(
    able: int, among: int, count: int, said: AbstractSet[str], page: Page, weight: dict[str, float]
) -> int:
    """Of the *able* phrases those that are of the *count* likest *among* all, of equals the first."""
    worth = [(page.led_to(word), round(weight[word] * FINENESS)) for word in said]
    sums = _summed(page.unlike, [*worth, (page.wordless, round(WORDLESS * FINENESS))])
    lowest = _highest(sums, among, count)
    above = _at_least(sums, among, lowest + 1)
    equal = _at_least(sums, among, lowest) & ~above
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
    for mask, number in added:
        for place in range(number.bit_length()):
            if place == len(places):
                places.append([])
            if number >> place & 1:
                places[place].append(mask)
    sums: list[int] = []
    carried: list[int] = []
    while places or carried:
        masks, carried = [*(places.pop(0) if places else ()), *carried], []
        while len(masks) > 2:
            one, other, third = masks.pop(), masks.pop(), masks.pop()
            either = one ^ other
            masks.append(either ^ third)
            carried.append((one & other) | (either & third))
        if len(masks) == 2:
            carried.append(masks[0] & masks[1])
            masks = [masks[0] ^ masks[1]]
        sums.append(masks[0] if masks else 0)
        carried = [mask for mask in carried if mask]
    return sums


def _highest(sums: Sequence[int], among: int, count: int) -> int:
    """The lowest sum of the *count* phrases with the highest, *among* which to choose."""
    certain, undecided, least = 0, among, 0
    for place in reversed(range(len(sums))):
        higher = undecided & sums[place]
        if (certain | higher).bit_count() >= count:
            undecided, least = higher, least | 1 << place
        else:
            certain |= higher
            undecided &= ~higher
    return least


def _at_least(sums: Sequence[int], among: int, least: int) -> int:
    """Of the phrases *among* which to choose, those with at least that sum."""
    if least <= 0:
        return among
    if least >> len(sums):
        return 0
    above, equal = 0, among
    for place in reversed(range(len(sums))):
        if least >> place & 1:
            equal &= sums[place]
        else:
            above |= equal & sums[place]
            equal &= ~sums[place]
        if not equal:
            break
    return above | equal


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
