"""The alternatives of a `find`: `-name keep -o -exec rm {} +` acts on all that has another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shellguard.knowledge.tables import knowledge

OR = knowledge("families", "find").names("alternatives")
_RUNS = ("-exec", "-ok")
ACTIONS = knowledge("families", "find").texts("actions")


def takes_other_names(texts: Sequence[str], by_name: frozenset[str]) -> bool:
    """Whether one of several alternatives hands on, or does something with, what has any name.

    Where none of them says what is done, what fits any of them is handed on.
    """
    if OR.isdisjoint(texts):
        return False
    found = list(_alternatives(texts))
    acting = [one for one in found if any(text.startswith(ACTIONS) for text in one)]
    return any(by_name.isdisjoint(one) for one in acting or found)


def _alternatives(texts: Sequence[str]) -> Iterator[list[str]]:
    """The tests and actions of each, without the words of a command that is run; in brackets they are one."""
    one, depth, run = list[str](), 0, False
    for before, text in zip(("", *texts), texts, strict=False):
        if run:
            run = text != ";" and (before, text) != ("{}", "+")
            continue
        depth += (text == "(") - (text == ")")
        if text in OR and not depth:
            yield one
            one = []
            continue
        one.append(text)
        run = text.startswith(_RUNS)
    yield one
