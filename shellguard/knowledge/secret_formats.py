"""How keys of services look, and private keys: texts that are secrets wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from shellguard.knowledge.loading import load


@dataclass(frozen=True, slots=True)
class Format:
    """How a provider's keys look; `hints` are texts one of which is in every match."""

    id: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def formats() -> tuple[Format, ...]:
    """The providers' formats that are known."""
    return tuple(
        Format(row["id"], tuple(row["hints"]), re.compile(row["pattern"], re.DOTALL))
        for row in load("secrets")["format"]
    )


@cache
def any_hint() -> re.Pattern[str]:
    """Found wherever one of the formats is, and seldom elsewhere."""
    return re.compile("|".join(re.escape(hint) for row in formats() for hint in row.hints))
