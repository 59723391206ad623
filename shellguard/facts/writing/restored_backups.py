"""What a backup that is unpacked where one stands would write over: work of which nothing else is known."""

from __future__ import annotations

import os
import stat
from itertools import pairwise

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.losses import recovery_of
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of

RULE = "backups.put-into-folder"


def put_back(deed: Deed) -> TargetFacts | None:
    """The first place that is written over and holds what does not come back; None where there is none."""
    for name in _places(deed):
        path = place_of(name, False, deed.folder).path if name else ""
        try:
            status = os.lstat(path)
        except (OSError, ValueError):
            continue
        is_folder = stat.S_ISDIR(status.st_mode)
        survey = deed.surveyor.folder(path) if is_folder else deed.surveyor.file(path, status)
        recovery, reason = recovery_of(survey, deed.deadline)
        if recovery is Recovery.LOST and (survey.changed or survey.untracked):
            kind = "folder" if is_folder else "file"
            return TargetFacts(path, True, kind, recovery=recovery, reason=reason)
    return None


def _places(deed: Deed) -> list[str | None]:
    """What is written over: the folder that is named, or what is named of a backup, else this folder."""
    words = deed.command.words
    for word, after in pairwise(words):
        name, equals, _ = word.text.partition("=")
        if name in ("--target", "-t"):
            return [(word.value or "").partition("=")[2] if equals else after.value]
    operands = [word.value for word in words[1:] if not word.text.startswith("-")]
    if "restore" in operands:
        return [operands[-1]] if len(operands) - operands.index("restore") > 2 else []
    named = operands[operands.index("extract") + 2 :] if "extract" in operands else operands[1:]
    return [f"./{name}" if name else None for name in named] or ["."]
