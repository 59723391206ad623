"""Which names say that the value beside them is secret (`DB_PASSWORD`, `--client-secret`, `apiKey`)."""

from __future__ import annotations

import math
import re
from collections import Counter
from enum import Enum
from functools import lru_cache

from shellguard.knowledge.tables import knowledge

_NAMES = knowledge("secrets", "names")
_LAST = _NAMES.names("last")
_ENDINGS = _NAMES.texts("endings")
_BEFORE_KEY = _NAMES.names("before_key")
_QUALIFIERS = _NAMES.names("qualifiers")
_NOT_SECRET = _NAMES.names("not_secret")
_WEAK = _NAMES.names("weak")
_PARTS = re.compile(r"[_.\-\[\]]+|(?<=[a-z0-9])(?=[A-Z])")
_SHORTEST_CHANCE = 20
_LEAST_ENTROPY = 3.3


class Name(Enum):
    """What a name says of its value."""

    NOTHING = 0
    WEAK = 1  # secret if the value looks like chance
    STRONG = 2


@lru_cache(maxsize=1024)
def what_name_says(name: str) -> Name:
    """Judges a variable, option, field or header by its name."""
    plain = name.strip("-_.").lower()
    if plain in _NOT_SECRET or plain.replace("_", "-") in _NOT_SECRET:
        # PWD is the shell's own; `pwd` beside a value is somebody's password
        return Name.STRONG if plain == "pwd" and name.strip("-") != "PWD" else Name.NOTHING
    parts = [part.lower() for part in _PARTS.split(name) if part]
    while len(parts) > 1 and (parts[-1] in _QUALIFIERS or parts[-1].isdecimal()):
        parts.pop()
    if not parts:
        return Name.NOTHING
    last = parts[-1]
    if last in _LAST or (len(last) > 5 and last not in _NOT_SECRET and last.endswith(_ENDINGS)):
        return Name.STRONG
    if last == "key" and len(parts) > 1 and parts[-2] in _BEFORE_KEY:
        return Name.STRONG
    return Name.WEAK if last in _WEAK else Name.NOTHING


def is_glued_option(name: str) -> bool:
    """Whether a name after a single dash is a one-letter option with its value (`-ppasswd`)."""
    return name.startswith("-") and not name.startswith("--") and name[2:] in _LAST and name[1:] not in _LAST


def looks_like_chance(value: str) -> bool:
    """Whether a value is long and mixed enough to be a key rather than a word, a path or a number."""
    if len(value) < _SHORTEST_CHANCE or not any(c.isdecimal() for c in value) or value.count("/") > 3:
        return False
    if not any(c.isalpha() for c in value) or not re.fullmatch(r"[A-Za-z0-9+/=_.~-]+", value):
        return False
    total = len(value)
    entropy = -sum(n / total * math.log2(n / total) for n in Counter(value).values())
    return entropy >= _LEAST_ENTROPY
