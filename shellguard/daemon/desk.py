"""The desk where the messages of shells arrive; those of clients are handed on from the socket."""

from __future__ import annotations

import logging
import os
import secrets
from typing import Any

from shellguard.daemon import questions
from shellguard.daemon.client_requests import ClientRequests
from shellguard.daemon.line_answers import LineAnswers
from shellguard.daemon.line_judge import LineJudge
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.requests_underway import RequestsUnderway
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.second_opinion import SecondOpinion
from shellguard.daemon.session import Session
from shellguard.daemon.settings_watch import SettingsWatch, narrowest_pattern
from shellguard.daemon.standing_orders import StandingOrders
from shellguard.daemon.thinking_aloud import ThinkingAloud
from shellguard.daemon.translator import Translator
from shellguard.wire.frames import Frame

log = logging.getLogger("shellguard.daemon")


class Desk:
    """Everything between a request and its reply; one line at a time for each shell."""

    def __init__(
        self, runtime: RuntimeFolder, settings: SettingsWatch, notebook: Notebook, *, on_demand: bool = False
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._notebook = notebook
        self._orders = StandingOrders(runtime, notebook, on_demand=on_demand)
        self._judge = judge = LineJudge(settings.packs, notebook.degraded)
        self._translator = translator = Translator(judge)
        second = SecondOpinion(translator.client, secrets.token_bytes(32))
        self._aloud = ThinkingAloud(second)
        self._underway = RequestsUnderway()
        self._lines = LineAnswers(
            runtime, settings, notebook, judge, translator, second, self._underway,
            follow_settings=self._follow_settings,
        )  # fmt: skip
        self.clients = ClientRequests(settings, notebook, judge, translator, second)

    # ---- life

    def started(self) -> None:
        """The daemon serves: it is recorded, settings come into force, what is slow at first is begun."""
        self._notebook.event("daemon-started", pid=os.getpid())
        self._follow_settings()
        self._underway.keep(self._translator.warm(self._settings.current))
        self._judge.warm()

    def _follow_settings(self) -> None:
        self._notebook.noticed(self._settings.current, self._settings.packs())
        self._orders.follow(self._settings.current)

    def stopped(self) -> None:
        """The daemon serves no more: nothing is recorded after this."""
        self._judge.close()
        self._notebook.event("daemon-stopped", pid=os.getpid())
        self._notebook.close()

    def welcome(self, session: Session) -> None:
        """A shell is guarded from now on."""
        self._notebook.event("shell-started", session=session.info.session, shell=session.info.shell)

    def unguarded(self, shell: str, why: str) -> None:
        """A shell said that it can not be guarded."""
        self._notebook.event("shell-unguarded", shell=shell, why=why)

    def farewell(self, session: Session) -> None:
        """A shell is gone, perhaps with a question that nobody answered."""
        self._settle(session)
        self._notebook.event("shell-ended", session=session.info.session)

    def status(self) -> dict[str, Any]:
        """What `shellguard daemon status` tells, but for what the server knows."""
        return {
            "lines": self._lines.count + self.clients.lines,
            "recording": f"no: {self._notebook.fault}" if self._notebook.fault else "yes",
            "mode": self._settings.current.mode,
        }

    # ---- messages of a shell

    def take(self, session: Session, frame: Frame) -> None:
        """A message of a shell; what has another form than the hook writes is dropped."""
        match frame.type:
            case "line":
                self._settle(session)
                finished = session.named(frame.field(2))
                session.ended(finished)
                self._lines.answer(session, frame)
                # The shell has its answer by now, where it did not take a task.
                self._notebook.finished(finished)
            case "need-answer":
                session.take_answer(frame)
            case "answer":
                self._underway.begin(session, frame, self._answer(session, frame))
            case "why":
                self._underway.begin(session, frame, self._aloud.why(session, frame, self._settings))
            case "pattern":
                self._underway.begin(session, frame, self._pattern(session, frame))
            case "without":
                if session.without is not None:
                    session.without.set()
            case "event":
                self._notebook.event(_event_kind(frame.field(0)), session=session.info.session)
                session.send(Frame(frame.id, "ok", ("",)))
            case _:
                log.warning("shell %s sent %r, which is unknown here", session.info.session, frame.type[:40])

    def _settle(self, session: Session) -> None:
        """What is underway or was never answered was left with Ctrl-C, or its shell is gone."""
        self._underway.leave(session)
        if session.asked is not None:
            self._notebook.answered(session.asked.verdict.id, "interrupted", 0)
            session.asked = None

    # ---- answers to a question

    async def _answer(self, session: Session, frame: Frame) -> None:
        identity, choice, waited, pattern = (frame.field(index) for index in range(4))
        asked = session.asked
        if asked is None or asked.verdict.id != identity:
            session.send(Frame(frame.id, "unknown", ("",)))
            return
        if choice.startswith("remember-"):
            scope = choice.removeprefix("remember-")
            kept, said = questions.remember(session, self._settings, scope, pattern, asked)
            if kept:
                self._notebook.remembered(identity, choice, pattern)
            # What could not be kept was answered with nothing yet: the question stands again.
            session.send(Frame(frame.id, "ok" if kept else "unkept", (said,)))
            return
        session.asked = None
        self._notebook.answered(
            identity, questions.choice(choice), float(waited) if waited.isdecimal() else 0.0
        )
        if choice == "run":
            self._lines.let_through(session, asked.verdict, asked.shell)
        problem = self._notebook.problem
        session.send(Frame(frame.id, "ok", (problem if problem != asked.told else "",)))

    async def _pattern(self, session: Session, frame: Frame) -> None:
        asked = session.asked
        if asked is None or asked.verdict.id != frame.field(0):
            session.send(Frame(frame.id, "unknown", ("",)))
            return
        session.send(Frame(frame.id, "pattern", (narrowest_pattern(asked.verdict),)))


def _event_kind(text: str) -> str:
    return text if text in ("hook-on", "hook-off") else "hook-event"
