"""Files that a makefile says it writes: targets, and what stands behind `>` or `-o` in its recipes."""

from __future__ import annotations

import re

from shellguard.facts.contents import text_of

_NAMES = ("GNUmakefile", "makefile", "Makefile")
_LONGEST = 64 << 10
_TARGETS = re.compile(r"(?m)^([^\s#:=][^#:=\n]*?)\s*::?(?!=)")
_WRITTEN = re.compile(r"(?:>>?|\s-o)\s*[\"']?([\w./+-]+)")
_SPECIAL = re.compile(r"[$%*?]")


def makefile_outputs(folder: str) -> frozenset[str]:
    """Names, without their folders, of the files that the makefile in `folder` writes; none without one."""
    for name in _NAMES:
        text = text_of(f"{folder.rstrip('/')}/{name}", _LONGEST)
        if text:
            break
    else:
        return frozenset()
    targets = (word for found in _TARGETS.findall(text) for word in found.split())
    written = (*targets, *_WRITTEN.findall(text))
    return frozenset(one.rpartition("/")[2] for one in written if not _SPECIAL.search(one))
