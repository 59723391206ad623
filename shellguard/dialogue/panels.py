"""What a person reads when a line is not simply run. Made here, drawn by the shell.

Whole sentences, the heaviest first, no frames: they read the same in 80 columns, without colour, in a dumb
terminal and aloud.
"""

from __future__ import annotations

from shellguard.dialogue.keys import NONE, Offer
from shellguard.dialogue.style import Style, weight
from shellguard.policy.decision import Challenge
from shellguard.risk.finding import Finding
from shellguard.risk.told_apart import told_apart
from shellguard.terminal_text import columns, fitted, printable
from shellguard.verdict import Verdict

_SHOWN_AT_ONCE = 2
_SHOWN_IN_ALL = 12
_BEHIND_THE_SCORE = 7
_ROWS_OF_A_COMMAND = 4


def question(verdict: Verdict, style: Style, answers: Offer) -> str:
    """What would be lost, why, and the safer command if there is one."""
    findings = told_apart(verdict.risk.findings)
    lines = [_headline("asks before this runs", verdict, style)]
    lines += _reasons(findings[:_SHOWN_AT_ONCE], verdict.risk.reasoning, style)
    hidden = len(findings) - _SHOWN_AT_ONCE
    if hidden > 0:
        lines.append(style.faint(f"  and {hidden} more: {answers.why} says what"))
    lines += _safer(verdict, style)
    if verdict.decision.challenge is Challenge.PHRASE:
        lines += [style.faint(line) for line in style.rows(_other_answers(answers))]
    return "\n".join(lines)


def _other_answers(answers: Offer) -> str:
    says = ("", "", "edits the line", "takes the safer command", "says why", "")
    said = ((key, what) for key, what in zip(answers.keys, says, strict=True) if what)
    return f"With [Enter]: {', '.join(f'{key} {what}' for key, what in said if key != NONE)}."


def refusal(verdict: Verdict, style: Style) -> str:
    """Why the line did not run, and what to do instead."""
    lines = [_headline("did not run this", verdict, style)]
    if verdict.risk.findings:
        lines += _reasons(told_apart(verdict.risk.findings)[:_SHOWN_AT_ONCE], "", style)
    lines += _safer(verdict, style)
    lines.append(style.faint(f"  shellguard log show {verdict.id}"))
    return "\n".join(lines)


def reasons(verdict: Verdict, style: Style) -> str:
    """Everything that was found, for [w]hy."""
    lines: list[str] = []
    for finding in verdict.risk.findings[:_SHOWN_IN_ALL]:
        told = f"{finding.score:>3}  {finding.message}  ({finding.id})"
        lines += style.rows(told, hanging=_BEHIND_THE_SCORE)
    lines += style.rows(f"Confidence {round(verdict.risk.confidence * 100)}%, judged by the {_by(verdict)}.")
    if verdict.safe_alternative:
        lines += style.rows(f"The safer command: {verdict.safe_alternative.why}")
    return "\n".join(lines)


def unrecorded(problem: str, style: Style) -> str:
    """Why nothing runs while nothing can be recorded, where the settings want it so."""
    lines = [style.strong("shellguard did not run this: it can't be recorded, and audit.on_failure is deny.")]
    for text in problem.split("\n"):
        lines += style.rows(text.strip())
    return "\n".join(lines)


def unjudged_shell(program: str) -> str:
    """What a person has to know before another shell takes the keyboard; "" for no program."""
    return f"shellguard: what you type in {printable(program)} is not judged." if program else ""


def _headline(says: str, verdict: Verdict, style: Style) -> str:
    """With the risk where the risk decided, else with the person's own rule that did."""
    by = verdict.decision.by
    start = f"shellguard {says}:"
    plain = weight(verdict.risk) if by == "score" else printable(by)
    if len(start) + 1 + len(plain) < style.width:
        return f"{style.strong(start)} {style.weight(verdict.risk) if by == 'score' else plain}"
    rest = ["  " + style.weight(verdict.risk)] if by == "score" else style.rows(plain)
    return "\n".join((style.strong(start), *rest))


def _reasons(findings: tuple[Finding, ...], reasoning: str, style: Style) -> list[str]:
    texts = [finding.message for finding in findings] or [reasoning]
    return [line for text in texts if text for line in style.rows(text)]


def _safer(verdict: Verdict, style: Style) -> list[str]:
    if verdict.safe_alternative is None:
        return []
    first, *further = _changed_part(verdict.safe_alternative.command, verdict.line, style).split("\n")
    return [
        f"  safer: {style.good(printable(first))}",
        *(f"         {style.good(printable(line))}" for line in further),
    ]


def _changed_part(command: str, line: str, style: Style) -> str:
    """A command that would push the question from the screen, without what stands in the line as well."""
    most = _ROWS_OF_A_COMMAND * style.width
    if columns(printable(command)) <= most and command.count("\n") < _ROWS_OF_A_COMMAND:
        return command
    begin = command.rfind(" ", 0, _alike(command, line)) + 1
    rest, left = command[begin:], line[begin:]
    alike = _alike(rest[::-1], left[::-1])
    end = rest.find(" ", len(rest) - alike) if alike else -1
    shown = f"{'… ' if begin else ''}{rest[:end] + ' …' if end > 0 else rest}"
    return fitted(printable(shown, keep="\n"), most, pad=False)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _by(verdict: Verdict) -> str:
    return "rules" if verdict.source == "static" else verdict.source
