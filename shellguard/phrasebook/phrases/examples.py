"""The packaged examples of requests with their commands, and those that resemble a request."""

from __future__ import annotations

from functools import cache

from shellguard.phrasebook.language.tokens import tokens_of
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.phrases.book import book
from shellguard.phrasebook.translation import Example


def nearest(request: str, count: int) -> tuple[Example, ...]:
    """The packaged examples that resemble a request most, nearest first."""
    words = vocabulary()
    wanted = {token.word or token.kind for token in tokens_of(request, words)} - words.noise
    scored = []
    for at, (said, example) in enumerate(_examples()):
        shared = len(wanted & said)
        if shared:
            scored.append((-shared / (len(wanted | said) or 1), at, example))
    return tuple(example for _, _, example in sorted(scored)[:count])


@cache
def _examples() -> tuple[tuple[frozenset[str], Example], ...]:
    words = vocabulary()
    found = []
    for family in book().families.values():
        for line in family.written.get("examples", "").splitlines():
            request, _, command = line.partition(" => ")
            if command:
                said = {token.word or token.kind for token in tokens_of(request, words)}
                found.append((frozenset(said - words.noise), Example(request.strip(), command.strip())))
    return tuple(found)
