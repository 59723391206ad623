"""What a person reads when a request became a command, became a question, or became nothing."""

from __future__ import annotations

from shellguard.dialogue.style import Style, weight
from shellguard.errors import ShellguardError
from shellguard.policy.decision import Action
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict

_REASONS = 2


def proposal(
    explanation: str,
    verdict: Verdict,
    style: Style,
    *,
    number: int = 1,
    of: int = 1,
    notes: tuple[str, ...] = (),
) -> str:
    """What a proposed command does and how risky it is; the command itself goes into the edit buffer.

    Args:
        number: which of the candidates it is, from 1.
        notes: what was assumed, and who could not be asked.
    """
    which = f" {number} of {of}" if of > 1 else ""
    reasons: list[str] = []
    if verdict.decision.action is not Action.ALLOW:
        found = [finding.message for finding in verdict.risk.findings[:_REASONS]]
        reasons = found or [verdict.risk.reasoning]
    # Where nobody explained it in words fit to be shown, the reasons would stand there twice.
    said = [] if reasons and explanation == verdict.risk.reasoning else [explanation]
    lines = [_headline(which, verdict, style)]
    for text in (*said, *reasons):
        lines += style.rows(text)
    for note in notes:
        lines += style.rows(note)
    lines.append(_keys(style, another=of > 1))
    return "\n".join(lines)


def did_you_mean(wrong: str, command: str, style: Style, *, program: str = "") -> str:
    """A near command for a misspelt one; `program` is whose subcommand is wrong, "" when it is itself."""
    missing = f"{printable(program)} has no" if program else "there is no"
    said = style.strong(f"shellguard: {missing} {printable(wrong)}; did you mean")
    return f"{said} {style.good(printable(command))}{style.strong('?')}\n{_keys(style)}"


def asks_back(questions: tuple[str, ...], style: Style) -> str:
    """What has to be known first, where a wrong guess would destroy something."""
    lines = [style.strong("shellguard asks first, as a wrong guess would do harm:")]
    for question in questions:
        lines += style.rows(question)
    lines.append(style.faint("  answer behind your line, or anew: ? …"))
    return "\n".join(lines)


def not_translated(problem: ShellguardError | None, style: Style) -> str:
    """Why a request became no command, and what to do."""
    what = str(problem) if problem else "nobody understood the request"
    lines = [style.strong("shellguard has no command for this:")]
    for text in what.split("\n"):
        lines += style.rows(text.strip())
    lines.append(style.faint("  [Esc] takes your line for a command"))
    return "\n".join(lines)


def no_other(style: Style) -> str:
    """Another command is asked for, and there is none."""
    lines = [style.strong("shellguard has no other command for this")]
    lines += style.rows("say what is to be different, as in: ? only the PDFs")
    return "\n".join(lines)


def nothing_failed(style: Style) -> str:
    """`??` without a line before it."""
    return style.strong("shellguard: nothing has run in this shell that could be mended.")


def waiting(model: str) -> str:
    """While the model thinks."""
    return f"shellguard: asking {printable(model) or 'the model'} …"


def impatient() -> str:
    """Once it has taken long."""
    return "  still waiting: any key goes on without the model"


def _headline(which: str, verdict: Verdict, style: Style) -> str:
    """In two lines where the window is too narrow for one."""
    plain = f"shellguard proposes{which} ({weight(verdict.risk)}):"
    if len(plain) < style.width:
        return f"{style.strong('shellguard proposes')}{which} ({style.weight(verdict.risk)}):"
    return f"{style.strong('shellguard proposes')}{which}:\n  {style.weight(verdict.risk)}"


def _keys(style: Style, *, another: bool = False) -> str:
    """What the keys do now, none of them cut in two at the window's end."""
    keys = ["[Enter] has it judged", *(["[Alt-Enter] another"] if another else []), "[Esc] your line back"]
    rows = [f"  {keys[0]}"]
    for key in keys[1:]:
        if len(rows[-1]) + 2 + len(key) < style.width:
            rows[-1] += f"  {key}"
        else:
            rows.append(f"  {key}")
    return "\n".join(style.faint(row) for row in rows)
