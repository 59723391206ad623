"""A link under which everybody runs a program, to a file that somebody else may put another in place of."""

from __future__ import annotations

import os
import stat

from shellguard.effects.putting_programs import LINKING
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.places import is_temporary
from shellguard.facts.files.resolve import place_of

RULES = ("persist.install-for-all",)


def open_to_others(deed: Deed) -> TargetFacts | None:
    """The facts about a link, where everybody may change what it leads to; None where nobody else may."""
    words = [word.value or "" for word in deed.command.words[1:]]
    sources = [word for word in words if word and not word.startswith("-")][:-1]
    paths = [os.path.realpath(place_of(source, False, deed.folder).path) for source in sources]
    own = deed.effect.program in LINKING and deed.command.program in LINKING
    if not own or not any(_is_open(path) or is_temporary(path, deed.shell) for path in paths):
        return None
    reason = "everybody may change what it leads to, and what others run with it"
    return TargetFacts(paths[0], True, recovery=Recovery.LOST, reason=reason, personal=1)


def _is_open(path: str) -> bool:
    """Whether everybody may write a file, or put another in its place."""
    try:
        folder = os.stat(os.path.dirname(path)).st_mode
        shared = bool(folder & stat.S_IWOTH) and not folder & stat.S_ISVTX
        return shared or bool(os.stat(path).st_mode & stat.S_IWOTH)
    except (OSError, ValueError):
        return False
