"""What of the findings a person is told: the heaviest, and what else matters and is not said already."""

from __future__ import annotations

from collections.abc import Sequence

from shellguard.risk.finding import Finding

_ASKED_ABOUT = 51  # what weighs less would have run without a question, and is no reason for one

_ONE_OF_A_KIND = frozenset(("guard", "execute"))  # said once of a command, where no more is named


def told_apart(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The heaviest finding, and what else would be asked about and is not said already."""
    told: list[Finding] = []
    for finding in findings:
        if not told or (finding.score >= _ASKED_ABOUT and not _said_already(finding, told)):
            told.append(finding)
    return tuple(told)


def _said_already(finding: Finding, told: list[Finding]) -> bool:
    """Whether the same command does it to nothing else, names none, or a secret shown is sent anyway."""
    named = set(finding.targets)
    here = [one for one in told if one.span == finding.span]
    if finding.effect == "database" and any(one.effect == "database" for one in here):
        return True
    if not named and finding.effect in _ONE_OF_A_KIND and any(one.effect == finding.effect for one in here):
        return True
    if named and named <= {target for one in here for target in one.targets}:
        return True
    alike = {"reveal": ("reveal", "send")}.get(finding.effect, (finding.effect,))
    return any(one.effect in alike and one.targets == finding.targets and named for one in told)
