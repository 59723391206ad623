"""What `shellguard check` wants of the daemon: the verdict on a line that nobody is about to run."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace
from functools import partial
from typing import Any

from shellguard import judgement
from shellguard.audit.record import LineContext
from shellguard.daemon.line_context import shell_of
from shellguard.daemon.line_judge import AskShell, LineJudge
from shellguard.daemon.line_kind import LineKinds
from shellguard.daemon.need_answer import NamedValues
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.second_opinion import SecondOpinion
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.parsing.script import Needs
from shellguard.terminal_text import printable
from shellguard.verdict_json import verdict_object

_KINDS = LineKinds()


async def answer(
    payload: dict[str, Any], judge: LineJudge, settings: SettingsWatch, notebook: Notebook
) -> dict[str, Any]:
    """The verdict as JSON prints it, and in `complaints` what is wrong with the settings that it was made by.

    Raises:
        KeyError, TypeError: the request has another form.
    """
    line, shell = str(payload["line"]), shell_of(payload)
    environment = {str(name): str(value) for name, value in dict(payload.get("environment") or {}).items()}
    judged = partial(
        judge.judge,
        line,
        settings=settings.for_folder(shell.cwd)[0],
        identity=str(payload.get("id") or secrets.token_hex(6)),
        ask_shell=_of_environment(environment),
        looks=bool(payload.get("look", True)),
    )
    verdict, shell = await judged(shell=shell)
    # A variable that was not handed on may be one of the client's shell's own, or be missing.
    missing = judgement.missing_names(verdict, shell, environment) if "environment" in payload else {}
    if missing:
        again, _ = await judged(shell=replace(shell, variables={**shell.variables, **missing}))
        verdict = judgement.worse(verdict, again)
    if payload.get("record"):
        notebook.decided(verdict, LineContext(cwd=shell.cwd, accepted="check"))
        notebook.metrics.decided(verdict)
    told = verdict_object(replace(verdict, kind=_KINDS.kind(line, shell.cwd)))
    complaints = [printable(str(one), keep="\n") for one in settings.errors(shell.cwd)]
    if payload.get("record") and notebook.fault:
        complaints.append(f"this is not recorded: {notebook.fault}")
    return {**told, "complaints": complaints}


def _of_environment(environment: dict[str, str]) -> AskShell:
    """Answers what a line turns out to need with the client's environment: there is no shell to be asked."""

    def ask(needs: Needs, more: tuple[str, ...] = ()) -> asyncio.Future[NamedValues | None]:  # noqa: ARG001
        told = {name: environment[name] for name in needs.variables if name in environment}
        answer: asyncio.Future[NamedValues | None] = asyncio.get_running_loop().create_future()
        answer.set_result(NamedValues(variables={**told}))
        return answer

    return ask


async def opinion(
    payload: dict[str, Any], judge: LineJudge, settings: SettingsWatch, second: SecondOpinion
) -> dict[str, Any]:
    """What a model thinks of a line, and its words where they are wanted.

    Raises:
        ShellguardError: no model answers.
        KeyError, TypeError: the request has another form.
    """
    line, shell = str(payload["line"]), shell_of(payload)
    wanted = settings.for_folder(shell.cwd)[0]
    verdict, shell = await judge.judge(line, shell, wanted, identity=secrets.token_hex(6))
    packs = settings.packs()
    advice = await second.advice(verdict, wanted, packs)
    said = await second.sentence(verdict, wanted, packs, lambda _: None) if payload.get("say") else ""
    return {**advice.as_object(), "sentence": said}
