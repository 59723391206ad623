"""A copy of what a tool's output would go over."""

from __future__ import annotations

from collections.abc import Iterator

from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site
from shellguard.effects.effect import Effect, TargetKind

_OVER = frozenset(("files.output-over", "files.media-over", "files.joined-over", "disk.format-file"))


def copied_first(site: Site, effects: tuple[Effect, ...]) -> Iterator[Proposal]:
    """A copy is kept under another name before something is written over a file."""
    for effect in effects:
        if effect.rule not in _OVER or effect.span != site.command.span:
            continue
        for target in effect.targets:
            name = target.word.source
            if target.kind is TargetKind.PATH and target.word.known and name and not name.startswith("-"):
                yield Proposal(
                    site.edited({}, f"cp -p -- {name} {name}.bak && "),
                    "a copy of what is there is kept first",
                    "output.backup",
                )
