"""What several sayings about names mean together: one pattern, fewer files, or files of two kinds."""

from __future__ import annotations

import re

from shellguard.phrasebook.language.quoting import text_word
from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.selection.selection import Selection

_AGAIN = {"file", "all", "every", "the", "any", "those", "also"}
_EXTENSION = re.compile(r"\*(?:\.\w+)+$")


def join_globs(chosen: Selection, at: int, rest: Remainder, *, also: bool) -> None:
    """Makes one pattern of a name's beginning and end that were said apart: `a*` and `*.txt` are `a*.txt`.

    Patterns of other kinds are no more files but fewer: of those of the one kind, what has the other.

    Args:
        also: whether an `and` stood before the later ones: two kinds of files are both meant.
    """
    earlier, later = chosen.globs[:at], chosen.globs[at:]
    if not earlier or not later or _names_two_kinds(rest):
        return
    if len(earlier) == 1 and earlier[0].endswith("*") and all(one.startswith("*") for one in later):
        chosen.globs = [earlier[0] + one[1:] for one in later]
    elif len(later) == 1 and later[0].endswith("*") and all(one.startswith("*") for one in earlier):
        chosen.globs = [later[0] + one[1:] for one in earlier]
    elif (kind := _kind_that_narrows(chosen, earlier, later, also=also)) == "ended":
        chosen.globs = [one if one in later else f"{of}*{one[1:]}" for of in later for one in earlier]
    elif kind:
        chosen.globs = later if kind == "earlier" else earlier
        chosen.tests += _any_of(earlier if kind == "earlier" else later, nocase="nocase" in chosen.said)


def _names_two_kinds(rest: Remainder) -> bool:
    """Whether files are named twice: `all logs and the files ending in .tmp`."""
    words = [token.word for token in rest.tokens]
    return any(
        word == "and" and {"file", "one"} & set(words[at + 1 : at + 4]) - {""} and words[at + 1] in _AGAIN
        for at, word in enumerate(words)
    )


def _kind_that_narrows(chosen: Selection, earlier: list[str], later: list[str], *, also: bool) -> str:
    """Which patterns tell a part of the names that the others have; "" where both kinds are meant."""
    ends, others = all(map(_EXTENSION.match, earlier)), all(map(_EXTENSION.match, later))
    if ends and others:
        return "ended" if "ended" in chosen.said and not also else ""
    whole = not any("*" in one for one in (earlier if others else later))
    if whole and (also or not (ends or others)):
        return ""
    return "earlier" if others else "later"


def _any_of(globs: list[str], *, nocase: bool) -> list[str]:
    """The patterns as tests of find(1) of which one must hold."""
    option = "-iname" if nocase else "-name"
    words = [word for glob in globs for word in ("-o", option, text_word(glob))][1:]
    return words if len(globs) == 1 else ["'('", *words, "')'"]
