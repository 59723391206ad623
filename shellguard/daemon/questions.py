"""What a question holds for the shell, and what is kept of an answer that shall not be asked for again."""

from __future__ import annotations

from shellguard import judgement, paths
from shellguard.daemon.session import Asked, Session
from shellguard.daemon.settings_watch import SettingsWatch, narrowest_pattern, with_allowed
from shellguard.dialogue import panels
from shellguard.dialogue.keys import Keys, offer
from shellguard.dialogue.remembered import remembered
from shellguard.dialogue.style import Style
from shellguard.errors import ShellguardError
from shellguard.policy.decide import covers
from shellguard.policy.patterns import compile_pattern
from shellguard.settings.folder_rules import checked_pattern
from shellguard.settings.model import Settings
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
    told = [line.strip().removeprefix("shellguard: ") for line in notice.split("\n")]
    text = "\n".join(
        (panels.question(verdict, drawn, answers), *(row for line in told for row in drawn.rows(line)))
    )
    why = panels.reasons(verdict, drawn)
    keys = answers.keys + (MORE if more and buffer else "")
    return (verdict.id, text, verdict.decision.phrase, safer, keys, answers.label, why)


def remember(
    session: Session, settings: SettingsWatch, scope: str, pattern: str, asked: Asked
) -> tuple[bool, str]:
    """Keeps a pattern for the shell, the folder or always; whether it did, and what to tell the person."""
    cwd = asked.shell.cwd
    file = ""
    try:
        _check_that_it_fits(pattern, asked.verdict)
        if scope == "shell":
            session.rules.append(pattern)
            if _is_production(asked.verdict):
                session.rules_of_production.add(pattern)
        else:
            file = paths.shown(settings.remember(scope, pattern, cwd))
    except ShellguardError as error:
        drawn = style(session, settings.for_folder(cwd)[0])
        said = f"Not remembered: {error}".split("\n")
        return False, "\n".join(row for line in said for row in drawn.rows(line))
    here = with_allowed(settings.for_folder(cwd)[0], tuple(session.rules))
    return True, remembered(
        pattern,
        scope,
        style(session, here),
        file=file,
        unasked_below=None if compile_pattern(pattern).exact else here.policy.deny_from,
        covers=covers(here.policy, asked.verdict.script),
    )


def asked_in_production(session: Session, verdict: Verdict, settings: Settings) -> Verdict:
    """The verdict without what this shell keeps for elsewhere, where production is meant now.

    Who says "not again in this shell" of a command means the cluster, cloud or database of that moment; the
    same words reach another one once a context, a profile or a variable has changed.
    """
    kept = [one for one in session.rules if one not in session.rules_of_production]
    if not kept or verdict.decision.overrides is None or not _is_production(verdict):
        return verdict
    own = settings.policy.always_allow[: -len(session.rules)]
    firm = settings.policy.model_copy(update={"always_allow": (*own, *session.rules_of_production)})
    return judgement.decided_by(verdict, settings.model_copy(update={"policy": firm}))


def _is_production(verdict: Verdict) -> bool:
    return verdict.facts.surroundings.get("production") == "yes"


def _check_that_it_fits(pattern: str, verdict: Verdict) -> None:
    """Who keeps a pattern means the line that is asked about: one that speaks of nothing in it is a slip."""
    fitting = compile_pattern(checked_pattern(pattern))
    if pattern == narrowest_pattern(verdict):
        return
    if not any(fitting.permits(command) for command, _ in verdict.script.walk()):
        raise ShellguardError("no command of this line fits that")


def choice(text: str) -> str:
    """What a person chose, as the record names it; anything else is a no."""
    return text if text in ("run", "no", "edit", "safer") else "no"
