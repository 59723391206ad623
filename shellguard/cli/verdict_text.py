"""A verdict in words, made from its JSON form so that the small client needs nothing else."""

from __future__ import annotations

import sys

from shellguard.cli.terminal import by_level, emphasised, may_color, prose, row_width
from shellguard.terminal_text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_FINDINGS = 6
_SAYS = {
    ("allow", None): "runs",
    ("confirm", "key"): "asks",
    ("confirm", "phrase"): "asks for a phrase",
    ("deny", None): "does not run",
}


def verdict_lines(verdict: dict[str, Any]) -> list[str]:
    """What would be done, how risky it is, why, and what would be safer."""
    color, width = may_color(sys.stdout), row_width(sys.stdout)
    says = _SAYS.get((verdict["decision"], verdict["challenge"]), verdict["decision"])
    level = "critical" if verdict["decision"] == "deny" else verdict["level"]
    head = by_level(f"{verdict['decision']}: {says}", level, color)
    lines = [f"{head} (risk {verdict['risk_level']} of 100, {verdict['level']})"]
    lines += prose(f"  {printable(verdict['reasoning'])}", width)
    messages = dict.fromkeys(printable(finding["message"]) for finding in verdict["findings"])
    shown = [text for text in messages if text not in verdict["reasoning"]][:MAX_FINDINGS]
    lines += [row for text in shown for row in prose(f"  - {text}", width)]
    if verdict.get("observed"):
        lines.append(f"  outside observe mode: {verdict['observed']}")
    if verdict.get("phrase"):
        lines.append(f"  to run it, one would have to type: {printable(verdict['phrase'])}")
    alternative = verdict["safe_alternative"]
    if alternative:
        command = emphasised(printable(alternative["command"]), "32", color)
        lines.append(f"  safer (risk {alternative['risk_level']}): {command}")
        lines += prose(f"    {printable(alternative['why'])}", width)
    return lines
