"""Safer commands for a line that is asked about. They are only proposed: judgement weighs them again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from shellguard.alternatives.builders import built_for
from shellguard.alternatives.kept_first import copied_first
from shellguard.alternatives.kinds import proposals_for
from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.redirected import copy_first
from shellguard.alternatives.site import Site, sites
from shellguard.effects.effect import Effect
from shellguard.facts.fact import Facts
from shellguard.parsing.script import Script, Span
from shellguard.parsing.shell_state import ShellState
from shellguard.risk.finding import Risk

__all__ = ["Proposal", "propose"]

MOST = 8
_LONGEST = 4096
_ASIDE = re.compile(r"(?:cp -p|mv) -- ")


def propose(
    script: Script,
    effects: tuple[Effect, ...],
    facts: Facts,
    risk: Risk,
    shell: ShellState,
    *,
    most: int = MOST,
) -> tuple[Proposal, ...]:
    """At most `most` whole lines that do what was wanted with less at stake, the most fitting first.

    Programs whose effects weigh most come first.
    """
    if len(script.text) > _LONGEST:  # too long to be read in a panel
        return ()
    weights, places = _weights(effects, risk)
    ordered = sorted(
        sites(script),
        key=lambda site: -places.get(site.command.span, weights.get(site.command.program, 0)),
    )
    found: dict[str, Proposal] = {}
    for proposal in chain(_each(ordered, effects, facts, shell), copy_first(script)):
        line = proposal.command
        if line.strip() and line != script.text and not _many_in_one(line):
            found.setdefault(line, proposal)
        if len(found) == most:
            break
    return tuple(found.values())


def _each(
    ordered: list[Site], effects: tuple[Effect, ...], facts: Facts, shell: ShellState
) -> Iterator[Proposal]:
    for site in ordered:
        yield from built_for(site, effects, facts, shell)
        yield from copied_first(site, effects, facts)
        yield from proposals_for(site)


def _many_in_one(line: str) -> bool:
    """Whether it puts what a pattern matches aside under one name: with more than one match that fails."""
    for begun in _ASIDE.finditer(line):
        both, suffix, _ = line[begun.end() :].partition(".bak")
        name = both[: len(both) // 2]
        if suffix and both == f"{name} {name}" and any(char in name for char in "*?[{"):
            return True
    return False


def _weights(effects: tuple[Effect, ...], risk: Risk) -> tuple[dict[str, int], dict[Span | None, int]]:
    """What the gravest finding amounts to, by program and by the command's place in the line."""
    weights: dict[str, int] = {}
    places: dict[Span | None, int] = {}
    for finding in risk.findings:
        if 0 <= finding.effect_index < len(effects):
            effect = effects[finding.effect_index]
            weights[effect.program] = max(weights.get(effect.program, 0), finding.score)
            places[effect.span] = max(places.get(effect.span, 0), finding.score)
    return weights, places
