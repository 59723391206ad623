"""Who tells which of a model's sentences about a line may be shown to a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from shellguard import judgement
from shellguard.effects.packs.packs import Packs, programs
from shellguard.model.doubt import doubts
from shellguard.model.judge import instructions
from shellguard.model.prose import Reader
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.risk.finding import Level
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict

_NOWHERE = ShellState(home="/root")
_LONGEST = 300


def reader_of(verdict: Verdict, packs: Packs, clean: Callable[[str], str]) -> Reader:
    """The reader for prose about a verdict's line.

    Args:
        clean: takes secrets out of a text.
    """
    action = verdict.decision.observed or verdict.decision.action
    doubtful = (
        action is not Action.ALLOW
        or verdict.risk.level is not Level.SAFE
        or bool(doubts(verdict))
        or bool(packs.unknown_programs(verdict.script))
    )
    return _reader(verdict.line, packs, clean, doubtful=doubtful)


def reader_of_request(request: str, packs: Packs, clean: Callable[[str], str]) -> Reader:
    """The reader for what a model says to a request before there is a command."""
    return _reader(request, packs, clean, doubtful=True)


def _reader(line: str, packs: Packs, clean: Callable[[str], str], *, doubtful: bool) -> Reader:
    # The defaults, whatever the person lets run: it is about what a stranger's text puts before them.
    strict = Settings()

    def asks(command: str) -> bool:
        judged = judgement.judge(command[:_LONGEST], shell=_NOWHERE, settings=strict, look=False, packs=packs)
        return judged.decision.action is not Action.ALLOW

    return Reader(line, doubtful, _names(), judgement.destroyers(), asks, clean, instructions())


@cache
def _names() -> frozenset[str]:
    return frozenset(programs()) | judgement.destroyers()
