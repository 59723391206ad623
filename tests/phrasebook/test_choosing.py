"""The few phrases that are tried are those that a plain sum over all would choose, and no search is passed over."""

from __future__ import annotations

import re

import pytest

from shellguard.phrasebook.language.needed_pieces import needed_pieces
from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.language.tokens import tokens_of
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.matching.choosing import Prospects, best_phrases
from shellguard.phrasebook.matching.matching import match
from shellguard.phrasebook.phrases.book import FINENESS, SHARE, WORDLESS, Page, book
from shellguard.phrasebook.phrases.families import MOST_SLOTS
from shellguard.phrasebook.phrases.request import Request
from shellguard.phrasebook.selection.selection_rules import (
    labelled,
    narrow,
    pattern,
    patterns,
    selection_rules,
)

REQUESTS = (
    "delete log files older than 30 days in the build folder",
    "show the ten largest files with their sizes, newest first",
    "replace foo by bar in every text file that contains baz but not in vendor",
    "kill the process on port 8080",
    "count the lines of all python files",
)
TRIED = 18
LEAST = 0.55


def _by_plain_sums(words: list[str], page: Page) -> set[int]:
    wordless = round(WORDLESS * FINENESS)
    scores = dict.fromkeys((at for at in range(len(page)) if page.wordless >> at & 1), wordless)
    for word in words:
        for at in map(int, page.by_word.get(word, "").split()):
            scores[at] = scores.get(at, 0) + round(book().weight[word] * FINENESS)
    totals = {at: round(sum(weight for _, weight, _ in page[at].parts), 6) for at in scores}
    ranked = sorted((round(SHARE * totals[at] * FINENESS) - score, at) for at, score in scores.items())
    return {at for _, at in ranked[:TRIED]}


@pytest.mark.parametrize("page", [book().about_files, book().others])
@pytest.mark.parametrize("text", REQUESTS)
def test_of_the_likest_phrases_none_is_ruled_out_that_accounts_for_the_request(text: str, page: Page) -> None:
    whole, words = book(), vocabulary()
    request = Request(tokens_of(text, words), words, whole)
    likest = _by_plain_sums(request.telling, page)
    chosen = best_phrases(request, page, whole.weight, TRIED, Prospects())
    assert set(chosen) <= likest
    for at in likest:
        found = match(page[at], request, words, 0.0)
        assert at in chosen or found is None or found.confidence < LEAST, page[at]
        likely = match(page[at], request, words, LEAST)
        assert found is None or found.confidence < LEAST or likely == found, page[at]


@pytest.mark.parametrize("page", [book().about_files, book().others])
def test_no_phrase_has_more_slots_than_are_reckoned_with(page: Page) -> None:
    assert max(len(page[at].slots) for at in range(len(page))) <= MOST_SLOTS


@pytest.mark.parametrize("text", REQUESTS)
def test_nothing_is_passed_over_that_a_search_would_find(text: str) -> None:
    rest = Remainder(tokens_of(text, vocabulary()))
    narrow(rest)
    sayings = [
        one
        for rule in (
            *selection_rules().first,
            *selection_rules().before_place.among(-1),
            *selection_rules().after_place.among(-1),
        )
        for one in rule.sayings
    ]
    sayings += [one for table in ("place", "loose_place", "content") for one in patterns(table)]
    sayings += [one for table in ("order", "switch") for _, one in labelled(table)]
    for one in sayings:
        found = one.mark & rest.possible and one.search(rest)
        assert bool(found) == bool(pattern(one.say).search(rest.text)), one.say


@pytest.mark.parametrize(
    ("say", "text"),
    [
        (r"(?:and )?delete (?:all )?(?P<v>[PF]\d+)", "delete P3"),
        (r"(?:modif(?:y|ied)|change) since", "modify since"),
        (r"a|bc", "bc"),
        (r"(?:old )*file", "file"),
        (r"x?y*", ""),
    ],
)
def test_what_a_pattern_needs_stands_in_what_it_is_found_in(say: str, text: str) -> None:
    assert re.search(say, text)
    assert all(any(piece in text for piece in either) for either in needed_pieces(say))
