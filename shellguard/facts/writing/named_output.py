"""Files that a program writes under a name of its own making: after an address, or without an ending."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.deed import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git.question import named
from shellguard.facts.writing.downloads import downloaded_paths
from shellguard.facts.writing.put_over import is_own_under
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

RULE = "files.named-output-over"
_ENDINGS = (".gz", ".xz", ".bz2", ".zst", ".lz4", ".lzma", ".Z", ".br", ".lz")


def named_output(deed: Deed) -> TargetFacts | None:
    """What is lost under the names that the command gives its output; None where none is known."""
    written = list(_written(deed.command, deed.folder))
    if not written:
        return None
    nothing = "no file of that name is one that people write"
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
        own = survey.changed or (survey.untracked and is_own_under(rule, path))
        if own and status.st_size and not os.path.isdir(path):  # noqa: PTH112
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


def _written(command: SimpleCommand, folder: str) -> Iterator[str]:
    if command.program == "curl":
        yield from downloaded_paths(command, ShellState(cwd=folder))
        return
    for word in command.words[1:]:
        ending = next((one for one in _ENDINGS if word.text.endswith(one)), "")
        if ending and word.known:
            yield place_of(word.text.removesuffix(ending), False, folder).path
