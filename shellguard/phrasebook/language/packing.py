"""Archives that leave something out: `zip src without node_modules and .git`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.quoting import UnfitError, path_word, quoted
from shellguard.phrasebook.language.shorthands import with_shorthands

_LONGEST = 300
_LISTED = re.compile(r",? (?:and|or|nor) (?:without |also )?|, ")
_PRESSED = {"tar.gz": "-czf", "tgz": "-czf", "tar.xz": "-cJf", "tar.bz2": "-cjf", "tar.zst": "--zstd -cf",
            "tar": "-cf"}  # fmt: skip
_OF_ENDING = re.compile(r"\.(?P<ending>zip|tgz|tar(?:\.(?:gz|xz|bz2|zst))?)$", re.IGNORECASE)
_FILE = re.compile(r"[^/]\.[A-Za-z]\w{0,4}$")
_ROOTS = {"/", "~", "..", "~/"}


@dataclass(frozen=True, slots=True)
class Packed:
    """The line that makes an archive, and what it makes."""

    line: str
    archive: str


def packed(request: str, folder: str) -> Packed | None:
    """The archive that a request asks for, where it says what is to be left out; None where it does not.

    Args:
        folder: the name of the folder that it was typed in.
    """
    said = " ".join(request.split())
    found = _compiled("asked").fullmatch(said) if len(said) <= _LONGEST else None
    if found is None:
        return None
    try:
        return _line(found, folder)
    except UnfitError:
        return None


def _line(found: re.Match[str], folder: str) -> Packed:
    groups = {name.rstrip("2"): text for name, text in found.groupdict().items() if text}
    sources = ["."] if "here" in groups else [_bare(one) for one in _LISTED.split(groups["what"])]
    if any(one in _ROOTS or one.lower() in _listed("unnamed") for one in sources):
        raise UnfitError("nothing that is named")
    named = _bare(groups.get("out") or groups.get("called") or "")
    ending = _ending(groups, named)
    if not named:
        if len(sources) > 1:
            raise UnfitError("an archive of several things without a name")
        first = f"../{folder}" if sources == ["."] else sources[0].rstrip("/").rsplit("/", 1)[-1]
        named = f"{first}.{ending}"
    elif not _OF_ENDING.search(named):
        named = f"{named}.{ending}"
    left_out = [_item(one) for one in _LISTED.split(groups["but"])]
    what = " ".join(map(path_word, sources))
    if ending == "zip":
        skipped = " ".join(word for one in left_out for word in _of_zip(one, here=sources == ["."]))
        return Packed(f"zip -r {path_word(named)} {what} -x {skipped}", named)
    skipped = " ".join(f"--exclude={quoted(one) if '*' in one else path_word(one)}" for one in left_out)
    return Packed(f"tar {_PRESSED[ending]} {path_word(named)} {skipped} {what}", named)


def _ending(groups: dict[str, str], named: str) -> str:
    """The kind of archive: as its name ends, or as it is called, else as the deed says."""
    ends = _OF_ENDING.search(named)
    said = ends["ending"] if ends else groups.get("kind") or groups.get("made") or groups.get("verb", "")
    lower = said.lower()
    return lower if lower == "zip" or (lower in _PRESSED and lower != "tar") or ends else "tar.gz"


def _item(text: str) -> str:
    """What is left out: a name, or a glob of names."""
    found = _compiled("item").fullmatch(text.strip())
    ending = found and (found["ending"] or found["ending2"])
    if found is None or (found["name"] or "").lower() in _listed("unnamed"):
        raise UnfitError("nothing that is named")
    return f"*.{ending.lower()}" if ending else _bare(found["name"]).rstrip("/")


def _of_zip(left_out: str, *, here: bool) -> list[str]:
    """The patterns of zip(1), whose `*` matches slashes too, for what is left out at any depth."""
    if left_out.startswith("*"):
        return [quoted(left_out)]
    dotted = left_out.startswith(".") and left_out not in _listed("hidden_folders")
    behind = [""] if _FILE.search(left_out) else ["", "/*"] if dotted else ["/*"]
    before = [""] if "/" in left_out else ["", "*/"] if here else ["*/"]
    return [quoted(f"{first}{left_out}{last}") for last in behind for first in before]


def _bare(text: str) -> str:
    return text[1:-1] if text[:1] in "\"'" and len(text) > 1 else text


@cache
def _compiled(name: str) -> re.Pattern[str]:
    table = load("phrasing/packing")
    return re.compile(with_shorthands(table[name], table["macros"]), re.IGNORECASE)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("phrasing/packing")[name].split())
