"""The labelled lines that the classifier learns from and is measured on; also as if programs were unknown."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from shellguard.classifier import model
from shellguard.classifier.features import features
from shellguard.classifier.opinion import may_speak, parts_unknown
from shellguard.effects.derive import effects_of
from shellguard.effects.packs.packs import Packs, nodes_below, packaged, proved_programs
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

FOLDS = 6
ASKS_ABOVE = 50
ALWAYS_KNOWN = frozenset(
    (
        "bash", "sh", "zsh", "dash", "ksh", "sudo", "su", "doas", "env", "xargs", "eval", "exec", "nohup",
        "time", "cd", "echo", "[", "test", "export", "ssh", "source", ".", "python", "python3", "perl",
        "ruby", "node", "php",
    )
)  # fmt: skip
"""What runs other programs or stands in every second line is never left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled line: its features as buckets, what the rules say, and where it comes from.

    Attributes:
        programs: names of the programs in it.
        unread: it could not be read in full.
        speaks: the classifier may speak of it, if the rules let it run.
        parts: the features of what the programs are asked for that nobody knows, each by itself.
    """

    line: str
    danger: bool
    split: str
    source: str
    score: int
    buckets: tuple[int, ...]
    programs: frozenset[str] = frozenset()
    unread: bool = False
    speaks: bool = False
    parts: tuple[tuple[int, ...], ...] = ()

    @property
    def may_be_heard(self) -> bool:
        """Whether the classifier would be asked about it."""
        return self.speaks and self.score <= ASKS_ABOVE


def corpus(folder: Path) -> list[Row]:
    """The labelled lines of both files."""
    found = []
    for name, danger in (("dangerous", True), ("ordinary", False)):
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                found.append(_row(entry["cmd"], danger, entry["split"], entry["source"]))
    return found


def pack_examples() -> list[Row]:
    """The packs' own examples: ordinary lines with destructive verbs are hardly in the corpora."""
    found, seen = [], set()
    for node in proved_programs().values():
        if id(node) in seen:
            continue
        seen.add(id(node))
        for level in nodes_below(node):
            found += [_row(line, True, "train", "packs") for line in level.examples.ask]
            found += [_row(line, False, "train", "packs") for line in level.examples.run]
    return found


def fold_of_source(one: Row) -> int:
    """Sources are left out whole; the letters after a colon are kinds of one source."""
    source = one.source if one.source.startswith("project:") else one.source.split(":")[0]
    return zlib.crc32(source.encode()) % FOLDS


def folds_of_programs(one: Row) -> frozenset[int]:
    """The folds with whose programs the line would be one with a program that nobody knows."""
    return frozenset(_fold_of_program(name) for name in one.programs - ALWAYS_KNOWN)


def as_if_unknown(rows: Sequence[Row], fold: int) -> Iterator[Row]:
    """The rows that name a program of the fold, as they would be if no pack knew the programs of the fold."""
    known = packaged().programs
    packs = Packs({name: node for name, node in known.items() if not _is_left_out(name, fold)})
    for one in rows:
        left_out = {name for name in one.programs if _is_left_out(name, fold)}
        if left_out:
            found = _row(one.line, one.danger, one.split, one.source, packs, frozenset(left_out))
            yield replace(found, programs=one.programs)


def _row(
    line: str,
    danger: bool,
    split: str,
    source: str,
    packs: Packs | None = None,
    left_out: frozenset[str] = frozenset(),
) -> Row:
    script = read(line)
    effects = effects_of(script, packs=packs)
    unknown = left_out.union((packs or packaged()).unknown_programs(script))
    return Row(
        line,
        danger,
        split,
        source,
        weigh(script, effects).score,
        _buckets(line, packs),
        frozenset(command.program for command, _ in script.walk() if command.words),
        bool(script.problems),
        may_speak(effects, unknown, unread=bool(script.problems)),
        tuple(_buckets(part, packs) for part in parts_unknown(script, unknown)),
    )


def _buckets(line: str, packs: Packs | None) -> tuple[int, ...]:
    script = read(line)
    seen = features(script, effects_of(script, packs=packs))
    return tuple(sorted({model.bucket_of(one) for one in seen}))


def _is_left_out(name: str, fold: int) -> bool:
    return name not in ALWAYS_KNOWN and _fold_of_program(name) == fold


@cache
def _fold_of_program(name: str) -> int:
    node = packaged().of(name)
    return zlib.crc32((node.name if node is not None else name).encode("utf-8", "replace")) % FOLDS
