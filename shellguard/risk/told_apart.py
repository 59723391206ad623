"""What of the findings a person is told: the heaviest, and what else matters and is not said already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shellguard.parsing.script import Span
from shellguard.risk.finding import Finding

_ASKED_ABOUT = 51  # what weighs less would have run without a question, and is no reason for one

_ONE_OF_A_KIND = frozenset(("guard", "execute"))  # said once of a command, where no more is named


@dataclass(slots=True)
class _Told:
    """What was told so far, by the command that does it, and all of what is done to what."""

    effects: dict[Span | None, set[str]] = field(default_factory=dict)
    targets: dict[Span | None, set[str]] = field(default_factory=dict)
    done: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)

    def tell(self, finding: Finding) -> None:
        self.effects.setdefault(finding.span, set()).add(finding.effect)
        self.targets.setdefault(finding.span, set()).update(finding.targets)
        self.done.add((finding.effect, finding.targets))

    def says(self, finding: Finding) -> bool:
        """Whether the same command does it to nothing else, names none, or a secret shown is sent anyway."""
        named, effects = finding.targets, self.effects.get(finding.span, ())
        if finding.effect in effects and (
            finding.effect == "database" or (not named and finding.effect in _ONE_OF_A_KIND)
        ):
            return True
        if named and self.targets.get(finding.span, set()).issuperset(named):
            return True
        alike = {"reveal": ("reveal", "send")}.get(finding.effect, (finding.effect,))
        return bool(named) and any((effect, named) in self.done for effect in alike)


def told_apart(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The heaviest finding, and what else would be asked about and is not said already."""
    told: list[Finding] = []
    before = _Told()
    for finding in findings:
        if not told or (finding.score >= _ASKED_ABOUT and not before.says(finding)):
            told.append(finding)
            before.tell(finding)
    return tuple(told)
