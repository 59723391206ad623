"""What a link leads to: something that the person or root keeps, or what anybody may put in its place."""

from __future__ import annotations

import posixpath
import re
from itertools import islice

from shellguard.effects.context import Findings
from shellguard.effects.packs.places import path_of

_OPEN = re.compile(r"/*(?:private/)?(?:tmp|var/tmp|dev/shm|run/user/\d+|Users/Shared)(?:/|$)")
_HERE = re.compile(r"\$(?:PWD|\{PWD\}|\(pwd\))(?=/)")
_HOME = re.compile(r"(?:~|\$HOME|\$\{HOME\})(?=/)")
_HOLE = re.compile(r"[$`*?\[{~]")
_MOST = 64


def links_to_own(findings: Findings) -> bool:
    """Whether all that is linked is named, and lies where not everybody may write."""
    cwd, home = findings.context.cwd or "", findings.context.home
    words = islice((word for word in findings.command.words[1:] if word.text[:1] != "-"), _MOST)
    sources = [_HOME.sub(home or "/home/-", _HERE.sub(cwd, path_of(word), 1), 1) for word in words][:-1]
    for source in sources:
        whole = posixpath.normpath(posixpath.join("" if findings.context.entered else cwd, source))
        if _HOLE.search(source) or whole[:1] != "/":
            return False
        if _OPEN.match(whole) and not (home and whole.startswith(f"{home}/")):
            return False
    return bool(sources)
