"""Settings that a tool keeps in a folder and puts into the home: which files there, or in it, go by that."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice

from shellguard.facts.contents import text_of
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
_ELSEWHERE = re.compile(r"--(?:target|dir|dotfiles|override|defer)|(?m:^\s*-[a-z]*[td])")
_ENDINGS = ("toml", "yaml", "yml", "json", "jsonc")
_LEADING = re.compile(r"sourceDir|destDir|hooks|\bscriptEnv")
_EXACT = re.compile(r"(?:[a-z]+_)*exact_")
_MADE = re.compile(r"(?:^|_)(?:run|modify|symlink|create|remove|external|encrypted)_|\.(?:tmpl|age|asc)$")
"""Names of what chezmoi runs, makes or decrypts: what it will write can't be told from the file."""


def adopted(deed: Deed) -> TargetFacts | None:
    """What is lost of the packages into which `stow --adopt` moves the files that are in the way."""
    words = [word.value for word in deed.command.words[1:]]
    known = [word for word in words if word is not None]
    if len(known) < len(words) or any(word.startswith(_OTHERWISE) for word in known):
        return None
    settings = (f"{deed.folder}/.stowrc", f"{deed.shell.home}/.stowrc")
    if deed.shell.variables.get("STOW_DIR") or any(
        _ELSEWHERE.search(text_of(one, 1 << 16)) for one in settings
    ):
        return None  # other folders than these may be meant
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
    if not os.path.isdir(source) or any(map(os.path.lexists, _further(source, home))):
        return None
    for path, inner in _files(source):
        number += 1
        parts = inner.split("/")
        if any(part.startswith(".") for part in parts):
            continue
        if number >= _MOST or any(map(_MADE.search, parts)):
            return None
        there = "/".join(_as_written(part) for part in parts)
        lost += _not_named(source, home, parts)
        if _other(path, f"{home}/{there}"):
            lost.append(f"{home}/{there}")
    return own_lost(sorted(set(lost)), "", home, deed.surveyor, nothing=_NOTHING)


def _not_named(source: str, home: str, parts: list[str]) -> list[str]:
    """What goes from a folder of the home that is to hold nothing but what the settings have."""
    depth = next((n for n, part in enumerate(parts[:-1], 1) if _EXACT.match(part)), 0)
    if not depth:
        return []
    there = "/".join([home, *(_as_written(part) for part in parts[:depth])])
    try:
        kept = {_as_written(name) for name in os.listdir("/".join([source, *parts[:depth]]))}
        return [f"{there}/{name}" for name in os.listdir(there) if name not in kept]
    except OSError:
        return []


def _further(source: str, home: str) -> list[str]:
    """Where further files say that something else is done, too: removed, run, fetched."""
    names = (".chezmoiroot", ".chezmoiremove", ".chezmoiscripts", ".chezmoiexternals")
    externals = [f".chezmoiexternal.{ending}" for ending in _ENDINGS]
    own = [f"{home}/.config/chezmoi/chezmoi.{ending}" for ending in _ENDINGS]
    told = [one for one in own if _LEADING.search(text_of(one, 1 << 16))]
    return [*(f"{source}/{name}" for name in (*names, *externals)), *told]


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
        status = os.stat(path)
        return not os.path.samefile(path, there) and not holds_same(path, status, there)
    except (OSError, ValueError):
        return False


RULES: dict[str, Callable[[Deed], TargetFacts | None]] = {
    "files.adopt-over": adopted,
    "files.settings-over": applied,
}
