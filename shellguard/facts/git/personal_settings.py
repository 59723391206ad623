"""Settings of git that a person puts into their home and that start nothing: names, colours, habits."""

from __future__ import annotations

import re

from shellguard.effects.putting_programs import COPYING, INSTALLING, LINKING
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import place_of

_PUTTING = COPYING | LINKING | INSTALLING
_SETTINGS = (".gitconfig", ".config/git/config")
_LONGEST = 64 << 10
_SECTION = re.compile(r"\[\s*([\w.-]+)(?:\s+\"[^\"]*\")?\s*\]")
_KEY = re.compile(r"([A-Za-z][\w-]*)\s*(?:=\s*(.*))?")
_LEADS_ON = re.compile(r"!|^\"?\s*-|\bconfig\b|--exec|--upload-pack|\s-x\b")
"""Aliases that may start a program: `-c core.pager=x log`, `fetch --upload-pack=x`."""
_ANY = frozenset(
    ("user", "color", "push", "pull", "rebase", "fetch", "advice", "rerere", "help", "column", "log")
)
_SOME = {
    "core": frozenset(
        (
            "autocrlf",
            "eol",
            "quotepath",
            "abbrev",
            "whitespace",
            "excludesfile",
            "ignorecase",
            "filemode",
            "safecrlf",
        )
    ),
    "init": frozenset(("defaultbranch",)),
    "merge": frozenset(("conflictstyle", "ff", "log", "stat")),
    "diff": frozenset(("algorithm", "colormoved", "renames", "mnemonicprefix", "context")),
    "commit": frozenset(("gpgsign", "verbose", "cleanup")),
    "branch": frozenset(("autosetupmerge", "autosetuprebase", "sort")),
    "status": frozenset(("short", "branch", "showuntrackedfiles")),
}
"""Keys by which git starts no program and goes nowhere else, whatever stands behind them."""


def own_settings(deed: Deed) -> TargetFacts | None:
    """What it means to put a file of one's own home there as settings; None where it is not known."""
    operands = [word.value for word in deed.command.words[1:] if not word.text.startswith("-")]
    if deed.command.program not in _PUTTING or len(operands) != 2 or None in operands or not deed.shell.home:
        return None
    source, there = (place_of(text or "", False, deed.folder).path for text in operands)
    if there not in [f"{deed.shell.home}/{name}" for name in _SETTINGS] or not contains(
        deed.shell.home, source
    ):
        return None
    text = text_of(source, _LONGEST)
    if len(deed.effect.targets) != 1 or not text or not _starts_nothing(text):
        return None
    reason = "settings of your own that start nothing"
    return TargetFacts(path=there, recovery=Recovery.NOTHING_LOST, reason=reason)


def _starts_nothing(text: str) -> bool:
    """Whether all that stands in settings is known to start no program; what can't be read is not."""
    section = ""
    for line in text.splitlines():
        said = line.strip()
        if not said or said[0] in "#;":
            continue
        if heading := _SECTION.fullmatch(said):
            section = heading[1].lower()
            continue
        entry = _KEY.fullmatch(said)
        if entry is None or said.endswith("\\"):
            return False
        key, value = entry[1].lower(), entry[2] or ""
        harmless = (
            section in _ANY
            or key in _SOME.get(section, ())
            or (section == "alias" and not _LEADS_ON.search(value))
        )
        if not harmless:
            return False
    return True
