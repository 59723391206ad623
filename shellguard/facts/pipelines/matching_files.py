"""The names of files that hold something: `grep -rl OLD . | xargs sed -i …`."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.name_pattern import fits
from shellguard.facts.pipelines.expressions import expression_of

_LETTERS = frozenset("rRlLiwEFZIsHh")
_MOST_FILES = 2_000
_MOST_BYTES = 8 << 20
_INCLUDES, _PASSES = "--include=", "--exclude-dir="


def files_holding(program: str, words: list[str], folder: str, deadline: Deadline) -> str | None:
    """What `grep -l` or `-L` prints, the files in no order; None where it asks for more than is known."""
    letters = "".join(word[1:] for word in words if word.startswith("-") and word[1:2] != "-")
    long = [word for word in words if word.startswith("--")]
    operands = [word for word in words if not word.startswith("-")]
    if len({"l", "L"} & {*letters}) != 1 or not set(letters) <= _LETTERS - {"R"} or not operands:
        return None
    if not all(word.startswith((_INCLUDES, _PASSES)) for word in long):
        return None
    expression = expression_of(program, letters, operands[:1])
    if expression is None:
        return None
    names = [word.removeprefix(_INCLUDES) for word in long if word.startswith(_INCLUDES)]
    passed = {word.removeprefix(_PASSES) for word in long if word.startswith(_PASSES)}
    roots, walk = operands[1:] or (["."] if "r" in letters else []), Walk()
    out, read, seen = list[str](), 0, 0
    for name, path in _files(roots, "r" in letters, folder, passed, walk, deadline):
        if names and not any(fits(name.rpartition("/")[2], one) for one in names):
            continue
        seen += 1
        try:
            data = Path(path).read_bytes() if read < _MOST_BYTES else b""
        except OSError:
            continue
        read += len(data)
        if seen > _MOST_FILES or read >= _MOST_BYTES or deadline.expired:
            return None
        lines = data.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n") if data else []
        binary = "I" in letters and b"\0" in data
        if (not binary and any(expression.search(line) for line in lines)) is ("l" in letters):
            out.append(name if operands[1:] else name.removeprefix("./"))
    ends = "\0" if "Z" in letters else "\n"
    return "".join(f"{name}{ends}" for name in out) if walk.complete else None


def _files(
    roots: list[str], below: bool, folder: str, passed: set[str], walk: Walk, deadline: Deadline
) -> Iterator[tuple[str, str]]:
    """The files by the names that grep gives them, and where they are."""
    for root in roots:
        place = place_of(root, False, folder).path
        if os.path.isfile(place):
            yield root, place
            continue
        skip = set[str]()
        for entry, status in entries(place, deadline, walk, skip) if below else ():
            if stat.S_ISDIR(status.st_mode) and entry.name in passed:
                skip.add(entry.path)
            if stat.S_ISREG(status.st_mode):
                yield f"{root.rstrip('/')}{entry.path[len(place) :]}", entry.path
