"""Files that a program writes under a name of its own making: after an address, or without an ending."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.rebuilt import is_by_hand
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git.question import named
from shellguard.facts.writing.copies_over import is_own_under
from shellguard.facts.writing.downloads import downloaded_paths
from shellguard.facts.writing.pieces import SPLITTING, pieces_of_others
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

RULE = "files.named-output-over"
BY_SED = "files.sed-write"
_ENDINGS = (".gz", ".xz", ".bz2", ".zst", ".lz4", ".lzma", ".Z", ".br", ".lz")
_ANY = ""  # no rule: what is given is somebody's own by what it was told by
_PACKING = {
    "gzip": ".gz",
    "pigz": ".gz",
    "bzip2": ".bz2",
    "xz": ".xz",
    "zstd": ".zst",
    "lz4": ".lz4",
    "lzip": ".lz",
    "brotli": ".br",
}
_SED_WRITES = re.compile(r"(?:^|[/|,#;}\dgp])w\s+([^;}\n]+)")
_UNPACKS = re.compile(r"-[a-zA-Z0-9]*d[a-zA-Z0-9]*|--decompress|--uncompress")


def named_output(deed: Deed) -> TargetFacts | None:
    """What is lost under the names that the command gives its output; None where none is known."""
    nothing = "no file of that name is one that people write"
    if deed.command.program in _PACKING and not _unpacks(deed.command):
        packed = list(_packed(deed.command, deed.folder))
        return own_lost(packed, _ANY, deed.folder, deed.surveyor, nothing=nothing)
    if deed.command.program in SPLITTING:
        others = pieces_of_others(deed.command, deed.folder)
        nothing = "it has no other file's pieces there"
        return None if others is None else own_lost(others, _ANY, deed.folder, deed.surveyor, nothing=nothing)
    written = list(_written(deed.command, deed.folder))
    if not written:
        return None
    return own_lost(written, RULE, deed.folder, deed.surveyor, nothing=nothing)


def own_lost(
    paths: Iterable[str], rule: str, folder: str, surveyor: Surveyor, *, nothing: str
) -> TargetFacts:
    """What is lost with these files: those that people write and git does not have as they are.

    `folder` is named where it is more than one, `nothing` says why where it is none.
    """
    lost: list[str] = []
    total = 0
    for path in paths:
        try:
            status = os.lstat(path)
        except (OSError, ValueError):
            continue
        survey = surveyor.file(path, status)
        own = survey.changed or (survey.untracked and (rule == _ANY or is_own_under(rule, path)))
        if own and status.st_size and not os.path.isdir(path):
            lost.append(path)
            total += status.st_size
    if not lost:
        return TargetFacts(folder, True, recovery=Recovery.NOTHING_LOST, reason=nothing)
    names = named([path.rpartition("/")[2] for path in lost])
    return TargetFacts(
        lost[0] if len(lost) == 1 else folder,
        True,
        "file",
        files=len(lost),
        total_bytes=total,
        recovery=Recovery.LOST,
        reason=f"{names}, which nothing brings back",
        irreplaceable=len(lost),
        personal=len(lost),
    )


def _unpacks(command: SimpleCommand) -> bool:
    return any(_UNPACKS.fullmatch(word.text) for word in command.words[1:])


def _packed(command: SimpleCommand, folder: str) -> Iterator[str]:
    """The names that smaller files get, where a newer file has it: an older one is made anew."""
    for word in command.words[1:]:
        path = place_of(word.text, False, folder).path if word.known else ""
        to = f"{path}{_PACKING[command.program]}"
        if not path or word.text.startswith("-") or not is_by_hand(path):
            continue
        try:
            if os.stat(to).st_mtime_ns >= os.stat(path).st_mtime_ns:
                yield to
        except OSError:
            continue


def _written(command: SimpleCommand, folder: str) -> Iterator[str]:
    if command.program == "curl":
        yield from downloaded_paths(command, ShellState(cwd=folder))
        return
    if command.program == "sed":
        said = (name for word in command.words[1:] for name in _SED_WRITES.findall(word.value or ""))
        yield from (place_of(name.strip(), False, folder).path for name in said)
        return
    for word in command.words[1:]:
        ending = next((one for one in _ENDINGS if word.text.endswith(one)), "")
        if ending and word.known:
            yield place_of(word.text.removesuffix(ending), False, folder).path
