"""Which of the safer commands is shown: each is judged like any line."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.alternatives.propose import Proposal, propose
from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.command_behind import command_of
from shellguard.facts.fact import Facts, TargetFacts
from shellguard.facts.files.rights import closed_to_others
from shellguard.facts.kept_before import kept_facts
from shellguard.facts.refined import only_renamed
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, ShellState, Supplied
from shellguard.policy.decide import decide
from shellguard.policy.decision import Action
from shellguard.risk.finding import Risk
from shellguard.risk.weigh import weigh
from shellguard.settings.model import Settings
from shellguard.understanding import Understanding, understand
from shellguard.verdict import SafeAlternative

_GUARDED = re.compile(r"\$\{(\w+)(?::?\?)?\}")
MAX_PROPOSALS = 4
LIGHT = 20  # an effect of no account, such as a copy under a new name
LEAST_GAIN = 8  # how much lower a proposal is that is itself asked about
MAX_REREAD = 600  # characters of proposals that are judged again: a person waits meanwhile


def safer_command(
    understood: Understanding,
    facts: Facts,
    risk: Risk,
    settings: Settings,
    shell: ShellState,
    supplied: Supplied = NOTHING_SUPPLIED,
) -> SafeAlternative | None:
    """The first proposal that would simply run, else the lowest; each is judged like any line.

    `supplied` is what was read for the line itself: a script that it runs does the same in a proposal.
    """
    proposals = propose(understood.script, understood.effects, facts, risk, shell)
    kinds = {effect.kind for effect in understood.effects}
    if EffectKind.OVERWRITE in kinds:
        # to add to a file is less than to replace it; to put another in its place is the same
        kinds |= {EffectKind.WRITE, EffectKind.MOVE}
    if EffectKind.DELETE in kinds:
        kinds |= {EffectKind.MOVE}  # to put aside is less than to delete
    kept: list[tuple[int, Proposal]] = []
    most = max(1, min(MAX_PROPOSALS, MAX_REREAD // (len(understood.line) + 1)))
    for proposal in proposals[:most]:
        other = understand(proposal.command, shell, supplied, understood.packs)
        added = {one.kind for one in other.effects if one.base > LIGHT} - kinds
        if other.failed or other.script.problems or added:
            continue
        known = _facts_of_the_same_targets(other, understood.effects, facts, shell)
        weight = weigh(other.script, other.effects, known, shell)
        action = decide(weight, other.script, other.effects, settings.policy).action
        most_asked = risk.score - (0 if action is Action.ALLOW else LEAST_GAIN)
        if weight.score >= risk.score or weight.score > most_asked or action is Action.DENY:
            continue
        if proposal.meant:
            return SafeAlternative(proposal.command, proposal.why, weight.score)
        kept.append((weight.score, proposal))
        if action is Action.ALLOW:
            break  # it would simply run: no need to judge the others
    if not kept:
        return None
    score, best = min(kept, key=lambda one: one[0])
    return SafeAlternative(best.command, best.why, score)


def _facts_of_the_same_targets(
    other: Understanding, original: tuple[Effect, ...], facts: Facts, shell: ShellState
) -> Facts:
    """What was found out about a target holds for it in another command too; the rest stays unknown.

    What the other command keeps first is known by its words.
    """
    effects = other.effects
    known: dict[tuple[str | None, str], TargetFacts] = {}
    for (index, number), found in facts.targets.items():
        if number >= 0:
            known[original[index].cwd, _unguarded(original[index].targets[number].text)] = found
    targets = {
        (index, number): only_renamed(
            closed_to_others(
                known[effect.cwd, _unguarded(target.text)], effect, command_of(effect, other.script)
            ),
            effect,
            effects,
            shell,
        )
        for index, effect in enumerate(effects)
        for number, target in enumerate(effect.targets)
        if (effect.cwd, _unguarded(target.text)) in known
    }
    whole = {original[index].rule: found for (index, number), found in facts.targets.items() if number < 0}
    targets |= {(index, -1): kept for index, kept in kept_facts(effects, other.script, whole).items()}
    return replace(facts, targets=targets, remembered={})


def _unguarded(text: str) -> str:
    """The text in which `${x:?}` is what it is where `x` has a value: `$x`."""
    return _GUARDED.sub(r"$\1", text) if "${" in text else text
