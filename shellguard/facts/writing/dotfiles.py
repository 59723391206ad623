"""Settings that a tool keeps in a folder and puts into the home: which files there, or in it, go by that."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice

from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.writing.copies_over import holds_same
from shellguard.facts.writing.derived_output_names import own_lost

_FOLDER, _INTO = ("-d", "--dir"), ("-t", "--target")
_OTHERWISE = (
    "--dotfiles",
    "--ignore",
    "--override",
    "--defer",
    "-S",
    "--source",
    "-D",
    "--destination",
    "-c",
)
_NOTHING = "no file stands there in another state"
_MOST = 1_000
_ATTRIBUTES = re.compile(r"(?:(?:private|readonly|executable|exact|empty|literal)_)*")
_MADE = re.compile(r"(?:^|_)(?:run|modify|symlink|create|remove|external|encrypted)_|\.(?:tmpl|age|asc)$")
"""Names of what chezmoi runs, makes or decrypts: what it will write can't be told from the file."""


def adopted(deed: Deed) -> TargetFacts | None:
    """What is lost of the packages into which `stow --adopt` moves the files that are in the way."""
    words = [word.value for word in deed.command.words[1:]]
    known = [word for word in words if word is not None]
    if len(known) < len(words) or any(word.startswith(_OTHERWISE) for word in known):
        return None
    base, into = deed.folder, ""
    packages = []
    skip: tuple[str, ...] = ()
    for word in known:
        if skip:
            path = place_of(word, False, deed.folder).path
            base, into = (path, into) if skip == _FOLDER else (base, path)
            skip = ()
        elif word in _FOLDER or word in _INTO:
            skip = _FOLDER if word in _FOLDER else _INTO
        elif not word.startswith("-"):
            packages.append(word.rstrip("/"))
        elif "=" in word or (word[1:2] in ("d", "t") and len(word) > 2):
            return None
    into = into or base.rpartition("/")[0]
    pairs = [(path, f"{into}/{inner}") for one in packages for path, inner in _files(f"{base}/{one}")]
    lost = [path for path, there in pairs if _other(path, there)]
    return own_lost(lost, "", base, deed.surveyor, nothing=_NOTHING) if len(pairs) < _MOST else None


def applied(deed: Deed) -> TargetFacts | None:
    """What is lost of the home's files that `chezmoi apply --force` writes over."""
    words = [word.text for word in deed.command.words[1:]]
    source, home = f"{deed.shell.home}/.local/share/chezmoi", deed.shell.home
    if words[:1] != ["apply"] or any(word.startswith(_OTHERWISE) for word in words) or not home:
        return None
    lost, number = [], 0
    if not os.path.isdir(source) or os.path.exists(f"{source}/.chezmoiroot"):  # noqa: PTH110, PTH112
        return None
    for path, inner in _files(source):
        number += 1
        parts = inner.split("/")
        if any(part.startswith(".") for part in parts):
            continue
        if number >= _MOST or any(map(_MADE.search, parts)):
            return None
        there = "/".join(_as_written(part) for part in parts)
        if _other(path, f"{home}/{there}"):
            lost.append(f"{home}/{there}")
    return own_lost(lost, "", home, deed.surveyor, nothing=_NOTHING)


def _as_written(part: str) -> str:
    """What chezmoi calls a file or folder in the home."""
    rest = _ATTRIBUTES.sub("", part, count=1)
    return f".{rest.removeprefix('dot_')}" if rest.startswith("dot_") else rest


def _files(root: str) -> Iterator[tuple[str, str]]:
    """The files below a folder, and their paths in it."""
    found = (
        (f"{above}/{name}", f"{above}/{name}"[len(root) + 1 :])
        for above, _, names in os.walk(root)
        if "/.git" not in above
        for name in names
    )
    return islice(found, _MOST)


def _other(path: str, there: str) -> bool:
    """Whether another file than the one at `path` stands there, and holds something else."""
    try:
        status = os.stat(path)  # noqa: PTH116
        return not os.path.samefile(path, there) and not holds_same(path, status, there)  # noqa: PTH121
    except (OSError, ValueError):
        return False


RULES: dict[str, Callable[[Deed], TargetFacts | None]] = {
    "files.adopt-over": adopted,
    "files.settings-over": applied,
}
