"""What a console takes away that is small, one's own, or was made to be tried out.

`knowledge/weighed.toml` names it. It counts only where it is all that the words are about: beside a
customer, in production, or for all there is, the same words say what they always say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from shellguard.effects.wording.deeds import parts_of
from shellguard.effects.wording.weighed_words import TABLE, extent_of, verb_weight, worth_of

_TABLE = TABLE["trifling"]
_THINGS = frozenset(_TABLE["things"].split())
_ON_SCREEN = frozenset(_TABLE["on_screen"].split())
_PLACES = frozenset(_TABLE["places"].split())
_OWN = frozenset(_TABLE["own"].split())
_FORGETS = frozenset(("clear", "forget"))
_PAIRED = frozenset(_TABLE["paired"].split())
_UNPAIRS = frozenset(("forget", "unpair"))
_OVER = re.compile(_TABLE["over"])
_COMPUTED = re.compile(_TABLE["computed"])
_EMPTIES = frozenset(("purge", "clear", "flush", "empty", "prune"))
_FILES = frozenset(_TABLE["files"].split())
_ONE_FILE = re.compile(_TABLE["one_file"])
_TAKES = frozenset(("rm", "del", "delete", "remove", "trash"))
_PROGRAMS = re.compile(_TABLE["programs"])
_TRIED = re.compile(_TABLE["tried"])
_CONSOLE = re.compile(r"[-_]?(?:ctl|cli|adm|admin|tool|mgr|util|cmd|d)\Z")
_VERSION = re.compile(r"v?\d{1,2}(?:\.\d{1,3}){1,2}")
_FURTHER_VERBS = frozenset(("uninstall", "stop", "gc"))
_MOST_WORDS = 12
_FEW = 4  # words of which one is the verb
_DEED = 2  # what a verb weighs that takes something away
_THING = 2  # what a thing weighs that somebody may need


@lru_cache(maxsize=512)
def is_small(program: str) -> bool:
    """Whether a program is about small things alone, by its name."""
    return _PROGRAMS.fullmatch(program) is not None


@lru_cache(maxsize=512)
def about_small_things(program: str, texts: tuple[str, ...]) -> bool:
    """Whether all that a program nobody knows is asked to take away is a trifle."""
    if len(texts) > _MOST_WORDS:
        return False
    bare = [text.lower() for text in texts if text[:1] != "-"]
    place = next((n for n, text in enumerate(bare[:_FEW]) if _is_deed(text)), None)
    little = is_small(program)
    if place is not None and _ON_SCREEN.intersection(map(_named, bare[: place + 2])):
        return True
    if (place is None and not little) or any(_goes_far(text) for text in texts):
        return False
    if place is None or little:
        return little
    before, behind = bare[:place], bare[place + 1 :]
    if not before and behind and all(_VERSION.fullmatch(text) for text in behind):
        return True
    if any(map(_is_tried, behind)) and all(map(_is_tried, _targets(behind))):
        return True
    if before and not behind and bare[place] in _FORGETS and len(before) == 1 and _named(before[0]) in _OWN:
        return True
    if _is_over_or_again(bare[place], before, behind) and not _keeps_worth(program):
        return True
    around = (*(_named(one) for one in before), _named(bare[place]), *(_named(one) for one in behind[:1]))
    if any(one in _PLACES for one in around[: place + 1]):
        return True
    nearest = (around[place], *around[max(place - 1, 0) : place], *around[place + 1 :])
    return any(one in _THINGS for one in nearest) and not any(_is_worth(text) for text in before)


def _is_over_or_again(verb: str, before: list[str], behind: list[str]) -> bool:
    """Whether what is taken away is over, paired again or computed again, or one file of many."""
    thing = _named(before[-1]) if before else ""
    if verb in _UNPAIRS and len(before) == 1:
        return thing in _PAIRED
    if not behind:
        return False
    if verb in _TAKES and len(before) == len(behind) == 1:
        return thing in _FILES and _ONE_FILE.fullmatch(behind[0]) is not None
    if verb not in _EMPTIES or any(_is_worth(text) for text in before):
        return False
    return all(map(_OVER.fullmatch, behind)) or all(map(_COMPUTED.fullmatch, behind))


@lru_cache(maxsize=512)
def _keeps_worth(program: str) -> bool:
    """Whether a program's name says that it is about things somebody may need: `backupctl`, `order-admin`."""
    return any(worth_of(part) >= _THING for part in parts_of(_CONSOLE.sub("", program)))


def _goes_far(text: str) -> bool:
    """Whether it is said of production or of all there is, or of something that is never small."""
    parts = parts_of(text)
    if text[:1] == "-" and any(verb_weight(part) >= _DEED for part in parts):
        return True
    return extent_of([*parts, text.lower()]) or any(worth_of(part) > _THING for part in parts)


def _is_deed(text: str) -> bool:
    return any(part in _FURTHER_VERBS or verb_weight(part) >= _DEED for part in parts_of(text))


def _named(text: str) -> str:
    """What a word names: `ctx` of `contexts`, `ctx` and `delete-ctx`, the whole of `sandbox`."""
    parts = [part for part in parts_of(text) if verb_weight(part) < _DEED]
    return "-".join(parts).removesuffix("s") if parts else ""


def _is_tried(text: str) -> bool:
    return _TRIED.fullmatch(text) is not None


def _targets(behind: list[str]) -> list[str]:
    """Without the kind of thing that they are: `vm test-1`."""
    return behind[1:] if len(behind) > 1 and _is_worth(behind[0]) and not _is_tried(behind[0]) else behind


def _is_worth(text: str) -> bool:
    return any(worth_of(part) >= _THING for part in parts_of(text)) and _named(text) not in _THINGS
