"""What a question holds for the shell, and what is kept of an answer that shall not be asked for again."""

from __future__ import annotations

from shellguard import paths
from shellguard.daemon.session import Asked, Session
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.dialogue import panels
from shellguard.dialogue.keys import Keys, offer
from shellguard.dialogue.remembered import remembered
from shellguard.dialogue.style import Style
from shellguard.errors import ShellguardError
from shellguard.policy.patterns import compile_pattern
from shellguard.settings.folder_rules import checked_pattern
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict

MORE = "+"
"""Behind the six keys: `why` is worth a request."""


def style(session: Session, settings: Settings) -> Style:
    """How a shell's texts are drawn."""
    wish = settings.dialogue.color
    return Style(color=session.info.color if wish == "auto" else wish == "always", width=session.width)


def fields(
    session: Session, verdict: Verdict, settings: Settings, notice: str, buffer: bool, *, more: bool = False
) -> tuple[str, ...]:
    """The fields of `ask`.

    Args:
        buffer: there is an edit buffer that the line can go back to.
        more: a model can say more when the person asks why.
    """
    drawn = style(session, settings)
    safer = verdict.safe_alternative.command if verdict.safe_alternative else ""
    answers = offer(
        Keys(**settings.dialogue.keys.model_dump()), buffer=buffer, safer=bool(safer), width=drawn.width
    )
    text = "\n".join(filter(None, (panels.question(verdict, drawn, answers), notice)))
    why = panels.reasons(verdict, drawn)
    keys = answers.keys + (MORE if more and buffer else "")
    return (verdict.id, text, verdict.decision.phrase, safer, keys, answers.label, why)


def remember(session: Session, settings: SettingsWatch, scope: str, pattern: str, asked: Asked) -> str:
    """Keeps a pattern for the shell, the folder or always; gives back what to tell the person."""
    file = ""
    try:
        if scope == "shell":
            session.rules.append(checked_pattern(pattern))
        else:
            file = paths.shown(settings.remember(scope, pattern, asked.shell.cwd))
    except ShellguardError as error:
        return printable(f"  Not remembered: {error}", keep="\n")
    here, _ = settings.for_folder(asked.shell.cwd)
    further = None if compile_pattern(pattern).exact else here.policy.deny_from
    return remembered(pattern, scope, style(session, here), file=file, unasked_below=further)


def choice(text: str) -> str:
    """What a person chose, as the record names it; anything else is a no."""
    return text if text in ("run", "no", "edit", "safer") else "no"
