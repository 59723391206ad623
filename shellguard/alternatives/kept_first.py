"""A copy of what a tool's output would go over."""

from __future__ import annotations

from collections.abc import Iterator

from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site
from shellguard.effects.effect import Effect, TargetKind
from shellguard.facts.fact import Facts, Recovery

_OVER = frozenset(
    ("files.output-over", "files.media-over", "files.joined-over", "files.dd-over", "disk.format-file")
)


def copied_first(site: Site, effects: tuple[Effect, ...], facts: Facts) -> Iterator[Proposal]:
    """A copy of each is kept under another name before something is written over files."""
    names: list[str] = []
    for index, effect in enumerate(effects):
        if effect.rule not in _OVER or effect.span != site.command.span:
            continue
        for place, target in enumerate(effect.targets):
            found = facts.targets.get((index, place))
            if found is not None and found.recovery is Recovery.NOTHING_LOST:
                continue
            name = target.word.source.removeprefix("of=")
            if (
                target.kind is not TargetKind.PATH
                or not target.word.known
                or not name
                or name.startswith("-")
            ):
                return  # what it holds would not be kept
            names += [] if name in names else [name]
    if names:
        kept = "".join(f"cp -p -- {name} {name}.bak && " for name in names)
        why = "a copy of what is there is kept first"
        yield Proposal(site.edited({}, kept), why, "output.backup")
