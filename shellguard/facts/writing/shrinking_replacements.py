"""Where what takes a file's place holds nothing or far less: `mv a.json.tmp a.json` after a failure."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace

from shellguard.effects.effect import EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.facts.target_in_line import TargetInLine
from shellguard.knowledge.tables import knowledge

_FAR_LESS = 2
_ALIKE = 24
_REDIRECTED, _PRINTING, _FEW_BYTES = "files.redirect-over", ("echo", "printf"), 16
_PAGES = (".html", ".htm", ".css", ".svg", ".xml")
_PUT_THERE = ("files.copy-over", "files.move-over")
_FIRST_STATES = re.compile(r"(?:^|[._-])(?:example|sample|template|dist|default)(?=[._-]|$)", re.IGNORECASE)


def put_empty(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a file that has something in it, where an empty one or a rest of it is put over it.

    So is a file that one begins with (`config.example.json`): what one has made of it since is lost.
    """
    effect, put, folder = one.effect, one.put, one.folder
    over = effect.kind is EffectKind.OVERWRITE and facts.recovery is Recovery.LOST and facts.total_bytes
    put = tuple(text for text in put if _named(text) == _named(facts.path)) if len(put) > 1 else put
    if not over or len(put) != 1 or not folder or facts.kind != "file":
        return facts
    source = place_of(put[0], False, folder).path
    try:
        status = os.stat(source)
    except (OSError, ValueError):
        return facts
    before = facts.total_bytes or 0
    less = _less(status.st_size, before, source, facts.path) if effect.rule in _PUT_THERE else ""
    less = less if status.st_size else "an empty file"
    if not less or not stat.S_ISREG(status.st_mode):
        return facts
    return replace(facts, personal=1, emptied=True, reason=f"{less} takes its place; {facts.reason}")


def _named(path: str) -> str:
    return path.rpartition("/")[2]


def _less(size: int, before: int, source: str, path: str) -> str:
    """What holds so little that it is no newer state of a file, as words; else ""."""
    first = _FIRST_STATES.search(source.rpartition("/")[2])
    if first and not _FIRST_STATES.search(path.rpartition("/")[2]):
        return "a file to begin with"
    if size * _FAR_LESS < before:
        return f"a file of {size} instead of {before} bytes"
    data = path.lower().endswith(knowledge("generic").texts("rewritten_data"))
    return "what begins otherwise" if data and not _begin_alike(source, path) else ""


def _begin_alike(source: str, path: str) -> bool:
    """Whether data begins with the same line as what it takes the place of: it is a newer state."""
    one, two = _head(source), _head(path)
    if not one or two is None:
        return False
    return one.startswith(two.partition(b"\n")[0])


def _head(path: str) -> bytes | None:
    """How a file begins; None where that can't be read, and for a pipe: to open it would wait."""
    if not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as file:
            return file.read(_ALIKE).lstrip()
    except OSError:
        return None


def words_over_page(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a page, a style or a drawing over which a person's own words are printed.

    Programs make such files anew, but nobody prints by hand what a program will make again.
    """
    effect = one.effect
    printed = effect.rule == _REDIRECTED and effect.program in _PRINTING
    if not printed or facts.recovery is not Recovery.LOST or facts.kind != "file" or facts.personal:
        return facts
    page = facts.path.lower().endswith(_PAGES) and (facts.total_bytes or 0) > _FEW_BYTES
    return replace(facts, personal=1) if page else facts
