"""What a shell hears while the model thinks, and what its person is told when they ask why."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

from shellguard.daemon import questions
from shellguard.daemon.overdue import WAIT_AFTER_SECONDS
from shellguard.daemon.second_opinion import SecondOpinion
from shellguard.daemon.session import Session
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.dialogue import opinions
from shellguard.effects.packs.packs import Packs
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from shellguard.wire.frames import Frame


class ThinkingAloud:
    """Says `wait` with words, so that any key goes on without the model."""

    def __init__(self, second: SecondOpinion) -> None:
        self._second = second

    async def considered(
        self, session: Session, frame_id: str, verdict: Verdict, settings: Settings, packs: Packs
    ) -> Verdict:
        """The verdict on a doubtful line with the model's opinion, if that comes in time."""
        with self._waiting(session, frame_id, settings) as without:
            return await self._second.considered(verdict, settings, packs, without)

    async def why(self, session: Session, frame: Frame, watch: SettingsWatch) -> None:
        """Answers `why`: what the model thinks, then its words, a sentence at a time."""
        asked = session.asked
        if asked is None or asked.verdict.id != frame.field(0):
            session.send(Frame(frame.id, "unknown", ("",)))
            return
        settings = watch.for_folder(asked.shell.cwd)[0]
        with self._waiting(session, frame.id, settings) as without:
            telling = asyncio.ensure_future(
                self._tell(session, frame.id, asked.verdict, settings, watch.packs())
            )
            gone = asyncio.ensure_future(without.wait())
            try:
                await asyncio.wait((telling, gone), return_when=asyncio.FIRST_COMPLETED)
                said = telling.result() if telling.done() else ""
            except ShellguardError as error:
                said = opinions.no_opinion(error.what, questions.style(session, settings))
            finally:
                gone.cancel()
                telling.cancel()
        session.send(Frame(frame.id, "why", (said,)))

    async def _tell(
        self, session: Session, frame_id: str, verdict: Verdict, settings: Settings, packs: Packs
    ) -> str:
        style = questions.style(session, settings)
        advice = await self._second.advice(verdict, settings, packs)
        session.send(Frame(frame_id, "wait", (opinions.opinion(advice.in_words(), style), "key")))

        def heard(sentence: str) -> None:
            session.send(Frame(frame_id, "wait", (opinions.words(sentence, style), "key")))

        with contextlib.suppress(ShellguardError):  # its opinion is told already; words are an extra
            await self._second.sentence(verdict, settings, packs, heard)
        return ""

    @contextlib.contextmanager
    def _waiting(self, session: Session, frame_id: str, settings: Settings) -> Iterator[asyncio.Event]:
        without = session.without = asyncio.Event()
        notice = Frame(frame_id, "wait", (opinions.waiting(settings.model.name), "key"))
        timer = asyncio.get_running_loop().call_later(WAIT_AFTER_SECONDS, session.send, notice)
        try:
            yield without
        finally:
            timer.cancel()
            if session.without is without:
                session.without = None
