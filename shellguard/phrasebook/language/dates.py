"""Reads dates that a request says in words: `March 5, 2024`, `the 5th of March 2024`, `since march 5`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shellguard.phrasebook.language.tokens import Token

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_SHORT = 3
_MONTHS = {name: at for at, long in enumerate(_NAMES, 1) for name in (long, long[:_SHORT])}
_DIGITS_OF_YEAR = 4
_DURING = {"in", "from", "during", "of"}
_FROM_OR_TO = {"since", "before", "after", "until", "than"}
_AT = {"on", "since", "before", "after", "until", "than", "between", "and", "from", "to", "the", "dated"}
_MOST_DAYS = 31


def with_dates(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each date in words as one token of kind D; one without its year is of this one.

    A month with its year is its first day, behind the word `monthof` where the whole of it is meant."""
    if not any(_month(tokens, at) for at in range(len(tokens))):
        return tuple(tokens)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        length, day = _date_at(tokens, at)
        before = tokens[at - 1].word if at else ""
        first = _first_of_month(tokens, at) if day is None and before in _DURING | _FROM_OR_TO else None
        if first is not None:
            found += [Token("w", "monthof", "monthof")] if before in _DURING else []
            found.append(Token("D", "", first.isoformat()))
            at += 2
        elif day is None and (short := _without_year(tokens, at)):
            found.append(Token("D", "", short[1]))
            at += short[0]
        elif day is None:
            found.append(tokens[at])
            at += 1
        else:
            found.append(Token("D", "", day.isoformat()))
            at += length
    return tuple(found)


def _without_year(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """How many tokens a date without its year has, and the date as date(1) reads it; None for none."""
    if not at or tokens[at - 1].word not in _AT:
        return None
    if month := _month(tokens, at):
        day, length = _number(tokens, at + 1), 2
    else:
        day = _number(tokens, at)
        behind = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word == "of" else at + 1
        month, length = _month(tokens, behind), behind + 1 - at
    if not (month and 0 < day <= _MOST_DAYS) or len(str(_number(tokens, at + length))) == _DIGITS_OF_YEAR:
        return None
    return length, f"{_NAMES[month - 1][:_SHORT].capitalize()} {day}"


def _first_of_month(tokens: Sequence[Token], at: int) -> date | None:
    """The first day of a month that is said with its year: `in March 2024`."""
    month, year = _month(tokens, at), _number(tokens, at + 1)
    return date(year, month, 1) if month and len(str(year)) == _DIGITS_OF_YEAR else None


def _date_at(tokens: Sequence[Token], at: int) -> tuple[int, date | None]:
    """How many tokens a date that begins here has, and the date."""
    month = _month(tokens, at)
    if month:
        day, year, length = _number(tokens, at + 1), _number(tokens, at + 2), 3
    else:
        day = _number(tokens, at)
        behind = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word == "of" else at + 1
        month, year = _month(tokens, behind), _number(tokens, behind + 1)
        length = behind + 2 - at
    if not (month and day and len(str(year)) == _DIGITS_OF_YEAR):
        return 0, None
    try:
        return length, date(year, month, day)
    except ValueError:
        return 0, None


def _month(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens) or tokens[at].kind != "w":
        return 0
    return _MONTHS.get(tokens[at].text.lower(), 0)


def _number(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens) or tokens[at].kind != "N" or not tokens[at].text.isdecimal():
        return 0
    return int(tokens[at].text)
