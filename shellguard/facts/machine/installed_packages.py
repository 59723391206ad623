"""Packages that a command removes and that are not there: `apt purge ufw` where no ufw is installed."""

from __future__ import annotations

import os
import re
from functools import partial

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.parsing.script import NestedKind

RULES = frozenset(
    {
        "guard.named",
        "guard.remove",
        "packages.remove",
        "packages.remove-by-force",
        "packages.remove-data",
        "packages.remove-many-needed",
        "packages.remove-needed",
    }
)
_FOLDER = "/var/lib/dpkg/info"
_STATUS = "/var/lib/dpkg/status"
_LONGEST_STATUS = 16 << 20
_PROVIDES = re.compile(r"^Provides: (.*)$", re.MULTILINE)
_LISTED = ".list"
"""dpkg keeps a list of files of each package that is there, or of which settings are left."""

_VERBS = {
    "apt": frozenset(("remove", "purge")),
    "apt-get": frozenset(("remove", "purge")),
    "dpkg": frozenset(("-r", "--remove", "-P", "--purge")),
}
_WITHOUT_WEIGHT = re.compile(r"-[yqV]{1,4}|--yes|--assume-yes|--quiet|--purge|--show-progress|-f")
_OFFERED = {"apt": _WITHOUT_WEIGHT, "apt-get": _WITHOUT_WEIGHT, "dpkg": re.compile(r"(?!)")}
_SETTINGS = frozenset(("DEBIAN_FRONTEND",))
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*[a-z0-9]")
_PATTERN = re.compile(r"([a-z0-9][a-z0-9-]{2,})[a-z0-9-][.+*?][a-z0-9.+*?-]*(?<![+-])")
"""apt takes a name with such signs for an expression where no package has it: all that begins so counts."""


def not_installed(deed: Deed) -> TargetFacts | None:
    """The facts about packages none of which is there; None where one is, or that can't be told."""
    names = _removed(deed)
    if not names or not _on_this_system(deed):
        return None
    try:
        listed = [one[: -len(_LISTED)] for one in os.listdir(_FOLDER) if one.endswith(_LISTED)]
    except OSError:
        return None
    there = {one.partition(":")[0] for one in listed}
    if not there or any(map(partial(_is_met, there), names)) or not _provided().isdisjoint(names):
        return None
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=f"not installed: {', '.join(names)}")


def _removed(deed: Deed) -> list[str]:
    """The names that a plain command removes; none where it may do more, or something else."""
    verbs = _VERBS.get(deed.command.program)
    words = [word.value for word in deed.command.words[1:]]
    if verbs is None or any(word is None for word in words) or deed.command.redirections:
        return []
    if any(one.name not in _SETTINGS for one in deed.command.assignments):
        return []
    known = [word for word in words if word is not None]
    offered = _OFFERED[deed.command.program]
    left = [word for word in known if not offered.fullmatch(word)]
    if not left or left[0] not in verbs:
        return []
    names = left[1:]
    return names if all(_NAME.fullmatch(one) or _PATTERN.fullmatch(one) for one in names) else []


def _on_this_system(deed: Deed) -> bool:
    """Whether nothing that the line runs stands in another root, container or machine."""
    around = [one for _, nests in deed.script.walk() for one in nests]
    return all(one.kind is NestedKind.WRAPPER and not one.host for one in around)


def _provided() -> set[str]:
    """The names that others stand for: apt removes the one package that provides what is named."""
    texts = _PROVIDES.findall(text_of(_STATUS, _LONGEST_STATUS))
    return {one.split()[0].partition(":")[0] for text in texts for one in text.split(",") if one.strip()}


def _is_met(there: set[str], name: str) -> bool:
    pattern = _PATTERN.fullmatch(name)
    return name in there or (pattern is not None and any(pattern[1] in one for one in there))
