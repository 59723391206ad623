"""What notebooks hold besides what was written into them: results of their cells."""

from __future__ import annotations

import json
import os

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.git.question import counted, named

RULE = "files.results-stripped"
_NEW = "jupytext"
"""Writes a notebook beside the text that it is given."""
_MOST = 40
_LARGEST = 4 << 20


def results_stripped(deed: Deed) -> TargetFacts | None:
    """The results that go with the notebooks that a command names; None where that can't be told."""
    folder = deed.folder
    lost: list[str] = []
    number = 0
    for word in deed.command.words[1:]:
        text = f"{word.text.rpartition('.')[0]}.ipynb" if deed.command.program == _NEW else word.text
        if word.text.startswith("-") or not text.endswith(".ipynb") or text == ".ipynb":
            continue
        path = place_of(text, False, folder).path if word.known else ""
        if not path or number >= _MOST:
            return None
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            continue
        survey = deed.surveyor.file(path, status)
        cells = results_in(path) if survey.changed + survey.untracked else 0
        if cells is None:
            return None
        number += cells
        lost += [word.text] * (cells > 0)
    if not lost:
        reason = "they hold no results, or git has them as they are"
        return TargetFacts(folder, True, recovery=Recovery.NOTHING_LOST, reason=reason)
    reason = f"results of {counted(number, 'cell')} in {named(lost)}"
    return TargetFacts(
        folder, True, "file", len(lost), recovery=Recovery.LOST, reason=reason, personal=len(lost)
    )


def results_in(path: str) -> int | None:
    """How many cells of a notebook have results; None where it can't be read."""
    try:
        cells = json.loads(text_of(path, _LARGEST) or "null")["cells"]
        return sum(1 for cell in cells if cell.get("outputs"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
