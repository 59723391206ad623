"""Reads where the files of a request lie."""

from __future__ import annotations

import re

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.selection.places import MINE
from shellguard.phrasebook.selection.selection import Selection
from shellguard.phrasebook.selection.selection_rules import said, selection_rules

_FILES = (["file"], ["dir"], ["subdir"], ["symlink"])
_DEEP = {"under", "below", "beneath", "underneath", "throughout", "across", "through"}


def read_place(rest: Remainder, chosen: Selection) -> None:
    """Takes out where the files lie: `in docs`, `under my home`."""
    for one in said("place", rest):
        found = one.search(rest)
        if found is not None and _may_be_place(found, rest) and not _is_saying(found, rest):
            _note_place(found, rest, chosen)
            return


def _may_be_place(found: re.Match[str], rest: Remainder) -> bool:
    """Quoted text is a place only if it looks like one, is called one, or stands behind the files in it."""
    groups = found.groupdict()
    if groups.get("n") or groups.get("h") or found["v"][0] != "S":
        return True
    if found[0].startswith(("in ", "under ", "below ")) and rest.text[: found.start()].split()[-1:] in _FILES:
        return True
    return "/" in rest.value(found, "v") or re.search(r"\b(?:dir|subdir|path|tree)\b", found[0]) is not None


def read_loose_place(rest: Remainder, chosen: Selection) -> None:
    """Takes out a place that no preposition announces."""
    for one in said("loose_place", rest):
        found = one.search(rest)
        before = rest.text[: found.start()].split()[-1:] if found else []
        to = before in (["to"], ["into"], ["as"], ["with"], ["by"])
        if found is not None and not to and not _is_saying(found, rest):
            _note_place(found, rest, chosen)
            return


def _is_ordinary(found: re.Match[str], rest: Remainder) -> bool:
    """Whether the place is a bare word that has another meaning: `in the list`."""
    token = rest.tokens[rest.indices(*found.span("v"))[0]]
    folders = load("phrasing/vocabulary")["words"]["folders"].split()
    return token.kind == "w" and token.known and token.text.lower() not in folders


def _is_saying(found: re.Match[str], rest: Remainder) -> bool:
    """Whether the place is no name but a saying of several words: `one per line`."""
    groups = found.groupdict()
    spans = [found.span(name) for name in "vwx" if groups.get(name)]
    named = [rest.tokens[at] for span in spans for at in rest.indices(*span)]
    return any(
        token.kind == "w" and " " in token.text and token.word not in token.text.lower().split()
        for token in named
    )


def _is_alone(found: re.Match[str], rest: Remainder) -> bool:
    """Whether an `only` stood behind the place, whatever has taken it: `in this folder only older than …`."""
    after = max(rest.indices(*found.span()), default=-1) + 1
    return after < len(rest.tokens) and rest.tokens[after].text.lower() == "only"


def _note_place(found: re.Match[str], rest: Remainder, chosen: Selection) -> None:
    groups = found.groupdict()
    if not chosen.maxdepth and (found[0].endswith(" only") or _is_alone(found, rest)):
        chosen.maxdepth = 1
    if found[0].split(" ", 1)[0] in _DEEP:
        chosen.said.add("deep")
    if re.search(" and (?:below|down)$", found[0]):
        chosen.said |= {"recursive", "tree"}
    if groups.get("h"):
        chosen.paths = ["."]
        chosen.said.add("bare")
    elif found[0].split() == ["in", "project"] or found[0].split() == ["under", "project"]:
        chosen.paths = ["project"]
    elif groups.get("n") and (found["n"] not in MINE or " my " in f"{found[0]} "):
        chosen.said.add("worded")
        chosen.paths = [selection_rules().places[found["n"]]]
    elif groups.get("n"):
        chosen.paths = [rest.value(found, "n")]
    else:
        chosen.paths = [path for name in "vwx" if (path := rest.value(found, name))]
        if _is_ordinary(found, rest):
            chosen.said.add("bare")
    if (
        re.match(r"\w+ (?:and|or) \w+ ", found[0])
        or " tree" in found[0]
        or "subdir" in found[0]
        or "hierarchy" in found[0]
    ):
        chosen.said |= {"recursive", "tree"}
    if groups.get("n") and "project" in found["n"]:
        chosen.said.add("deep")
    rest.take(found)
