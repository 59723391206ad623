"""Builtins that a start file would load from a file that is not there: `enable -f FILE NAME 2>/dev/null`."""

from __future__ import annotations

import os

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of

RULE = "escape.load-builtin"


def loaded_builtin(deed: Deed) -> TargetFacts | None:
    """Nothing, where a line of one command only reads files, and none is there of which a builtin would come.

    Tools try this as they are started, for a builtin that a person may have compiled. Who types it, or does
    something else before, may bring the file first.
    """
    script = deed.script
    if len(script.commands) != 1 or deed.command.program in script.text:
        return None
    words = iter(deed.command.words[1:])
    named = next((next(words, None) for word in words if word.value == "-f"), None)
    if named is None or named.value is None or "/" not in named.value:
        return None  # without a folder the loader looks for it
    path = place_of(named.value, False, deed.folder).path
    if os.path.lexists(path):
        return None
    reason = "no such file is there to be loaded"
    return TargetFacts(path, False, "file", recovery=Recovery.NOTHING_LOST, reason=reason)
