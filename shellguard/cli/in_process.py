"""Judging without a daemon, for one command."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Any, Self

from shellguard import exit_codes, judgement, paths
from shellguard.daemon.line_kind import LineKinds
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.errors import ShellguardError
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.layers import value_from_text
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict
from shellguard.verdict_json import verdict_object


class Judge:
    """Judges lines with the settings as they are found; complains about them once, on stderr.

    Args:
        assignments: settings of the command line, each `KEY=VALUE`.
        record: whether verdicts are kept in the log.

    Raises:
        ShellguardError: an assignment that is none; with *record*, a record that another process writes.
    """

    def __init__(self, assignments: Sequence[str] = (), *, record: bool = False) -> None:
        # A stage that breaks is told in the verdict; its traceback is for the daemon's log.
        logging.getLogger("shellguard").addHandler(logging.NullHandler())
        self._settings = SettingsWatch(command_line(assignments), keep_good=False)
        self._kinds = LineKinds()
        self._told: set[str] = set()
        self._closing = ExitStack()
        self._recorder = None
        if record:
            from shellguard.audit.recorder import Recorder

            self._recorder = self._closing.enter_context(Recorder(paths.state_dir() / "audit"))

    def judge(
        self,
        line: str,
        cwd: str,
        *,
        home: str = "",
        environment: Mapping[str, str] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> Verdict:
        """The verdict on a line in a folder; "" for one that is not known: then nothing is looked at."""
        settings, fingerprint = self._settings.for_folder(cwd)
        for error in self._settings.errors(cwd):
            if error.where == "--set":  # nothing is judged by other settings than those that were asked for
                raise ShellguardError(
                    error.what, where=error.where, hint=error.hint, exit_code=exit_codes.USAGE
                )
            text = printable(str(error), keep="\n")
            if text not in self._told:
                self._told.add(text)
                print(f"shellguard: {text}", file=sys.stderr)
        judge = partial(
            judgement.judge,
            line,
            settings=settings,
            look=bool(cwd),
            id=id,
            packs=self._settings.packs(),
            environment=environment,
            unhurried=True,
        )
        shell = ShellState(cwd=cwd, home=home)
        verdict = judge(shell=shell)
        # A variable that was not handed on may be one of the shell's own, or be missing.
        missing = judgement.missing_names(verdict, shell, environment) if environment is not None else {}
        if missing:
            verdict = judgement.worse(verdict, judge(shell=replace(shell, variables=missing)))
        verdict = replace(verdict, kind=self._kinds.kind(line, cwd))
        if self._recorder is not None:
            from shellguard.audit.record import LineContext

            context = LineContext(cwd=cwd, accepted="check", settings=fingerprint)
            self._recorder.decided(verdict, context)
        return verdict

    def verdict(
        self,
        line: str,
        cwd: str,
        *,
        home: str = "",
        environment: Mapping[str, str] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> dict[str, Any]:
        """The same as an object of JSON values."""
        return verdict_object(self.judge(line, cwd, home=home, environment=environment, id=id))

    def settings(self, cwd: str) -> Settings:
        """The settings for a folder."""
        return self._settings.for_folder(cwd)[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()


def command_line(assignments: Sequence[str]) -> dict[str, Any]:
    """Settings given as `KEY=VALUE`.

    Raises:
        ShellguardError: one has no `=`.
    """
    values: dict[str, Any] = {}
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if not equals:
            raise ShellguardError(
                f"{printable(assignment)} is no KEY=VALUE",
                hint="as in: --set policy.allow_up_to=30",
                exit_code=exit_codes.USAGE,
            )
        values[key] = value_from_text(value)
    return values
