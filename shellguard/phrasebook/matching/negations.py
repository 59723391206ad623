"""Whether a `not` of a request turns round what it turns round in a phrase: `merged but not main`."""

from __future__ import annotations

from collections.abc import Mapping

from shellguard.phrasebook.phrases.families import Phrase
from shellguard.phrasebook.phrases.request import Request
from shellguard.phrasebook.phrases.token_facts import Role

_TURNING = frozenset({"not", "no", "without", "never", "except"})
_PASSED = (Role.NOISE, Role.PLEA)


def turns_another(
    phrase: Phrase, request: Request, used: Mapping[int, str], filled: Mapping[str, int]
) -> bool:
    """Whether a phrase that has such a word was laid over a request that puts it before something else."""
    for place, (choice, _, _) in enumerate(phrase.parts):
        if choice.isdisjoint(_TURNING):
            continue
        at = next((at for at, kind in used.items() if not kind and request.tokens[at].word in choice), -1)
        if at < 0:
            continue
        behind = [filled[slot.name] for slot in phrase.slots if slot.marker in choice and slot.name in filled]
        follows = _following(request, at)
        if behind:
            if follows not in behind:
                return True
            continue
        goes_on = place + 1 < len(phrase.parts) and follows >= 0
        if goes_on and not _says(request, follows, phrase.parts[place + 1][0]):
            return True
    return False


def _following(request: Request, at: int) -> int:
    """The next token that says something, -1 for none."""
    for following in range(at + 1, len(request.tokens)):
        if request.facts[following].role not in _PASSED:
            return following
    return -1


def _says(request: Request, at: int, choice: frozenset[str]) -> bool:
    """Whether a token is one of these words, or one that is as good."""
    return any(at in request.places.get(word, ()) for word in choice)
