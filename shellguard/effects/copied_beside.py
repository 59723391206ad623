"""A copy put beside its original in the person's own home, under a longer name: nobody gets to see more."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.effects.places import path_of
from shellguard.parsing.script import Word

_COPYING = frozenset(("cp", "gcp"))
_HOLE = re.compile(r"[$`*?\[{]")
_ENDING = re.compile(r"[.~_-][\w.~-]*")
_WHOLE = re.compile(
    r"-[adinprRuvx]+|--(?:archive|backup|preserve\S*|recursive|verbose|interactive|no-clobber)"
)


def copied_beside(findings: Findings, word: Word) -> bool:
    """Whether a command only copies `word` to a name beside it (`cp ~/.netrc ~/.netrc.bak`)."""
    if findings.program not in _COPYING:
        return False
    given = [one for one in findings.command.words[1:] if not _WHOLE.fullmatch(one.text)]
    if len(given) != 2 or (word.text != given[0].text and word.text != given[1].text):
        return False
    if any(_HOLE.search(one.text) for one in given):
        return False
    source, copy = (path_of(one).rstrip("/") for one in given)
    home = findings.context.home
    own = source.startswith("~/") or (bool(home) and source.startswith(f"{home}/"))
    return own and copy.startswith(source) and _ENDING.fullmatch(copy[len(source) :]) is not None
