"""What clients on the socket ask: verdicts, commands for plain language, opinions, and the record itself."""

from __future__ import annotations

from typing import Any

from shellguard.daemon import ask_requests, check_requests, record_requests
from shellguard.daemon.line_context import shell_of
from shellguard.daemon.line_judge import LineJudge
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.second_opinion import SecondOpinion
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.daemon.translator import Translator


class ClientRequests:
    """Requests of commands, which run nothing.

    Attributes:
        lines: lines that were judged for them so far.
    """

    def __init__(
        self,
        settings: SettingsWatch,
        notebook: Notebook,
        judge: LineJudge,
        translator: Translator,
        second: SecondOpinion,
    ) -> None:
        self._settings = settings
        self._notebook = notebook
        self._judge = judge
        self._translator = translator
        self._second = second
        self.lines = 0

    async def ask(self, payload: dict[str, Any]) -> dict[str, Any]:
        """One request of `shellguard ask`.

        Raises:
            KeyError, TypeError: the request has another form.
        """
        shell = shell_of(payload)
        settings, _ = self._settings.for_folder(shell.cwd)
        return await ask_requests.answer(payload, shell, settings, self._translator, self._notebook)

    async def opinion(self, payload: dict[str, Any]) -> dict[str, Any]:
        """What a model thinks of a line, for a client.

        Raises:
            ShellguardError: no model answers.
            KeyError, TypeError: the request has another form.
        """
        return await check_requests.opinion(payload, self._judge, self._settings, self._second)

    async def keep(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """What a client asks of the record itself: to prune it, to forget a line, to mark one.

        Raises:
            ShellguardError: the record can't be read or written.
            KeyError, TypeError, ValueError: the request has another form.
        """
        return await record_requests.answer(kind, payload, self._notebook)

    async def check(self, payload: dict[str, Any]) -> dict[str, Any]:
        """One verdict for `shellguard check`: a line that nobody is about to run.

        Raises:
            KeyError, TypeError: the request has another form.
        """
        self.lines += 1
        return await check_requests.answer(payload, self._judge, self._settings, self._notebook)
