"""The answer to a shell's line: judged, recorded, replied to."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import replace

from shellguard.audit.record import LineContext
from shellguard.daemon import questions
from shellguard.daemon.language import AS_TYPED, Language, Line
from shellguard.daemon.line_context import (
    flags_of,
    may_redefine,
    private_file,
    real_cwd,
    record_context,
    shell_left_to,
    text_of,
    was_let_through,
)
from shellguard.daemon.line_judge import AskShell, LineJudge
from shellguard.daemon.need_answer import NamedValues, read_answer
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.requests_underway import RequestsUnderway
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.second_opinion import SecondOpinion
from shellguard.daemon.session import Asked, Session
from shellguard.daemon.settings_watch import SettingsWatch, with_allowed
from shellguard.daemon.thinking_aloud import ThinkingAloud
from shellguard.daemon.translator import Translator
from shellguard.dialogue import panels
from shellguard.dialogue.style import Style
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from shellguard.wire.frames import LET_THROUGH, Frame

_FRONT_DOOR, _REST_OF_PASTE = "key", "paste"
_AS_IT_STANDS = "v"  # with `more`: no history is expanded in the next line


class LineAnswers:
    """Most lines are answered at once, without a task; what asks, looks or thinks takes one.

    Attributes:
        count: lines that were answered so far.
    """

    def __init__(
        self,
        runtime: RuntimeFolder,
        settings: SettingsWatch,
        notebook: Notebook,
        judge: LineJudge,
        translator: Translator,
        second: SecondOpinion,
        underway: RequestsUnderway,
        *,
        follow_settings: Callable[[], None],
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._notebook = notebook
        self._judge = judge
        self._language = Language(judge, translator, notebook)
        self._second = second
        self._aloud = ThinkingAloud(second)
        self._underway = underway
        self._follow_settings = follow_settings
        self._noticed = ""
        self.count = 0

    def answer(self, session: Session, frame: Frame) -> None:
        """Answers a line, at once or by a task that has begun when this returns."""
        if not self._again(session, frame):
            self._line(session, frame)

    def _again(self, session: Session, frame: Frame) -> bool:
        """Answers a line that was let through before and would be again; False for any other."""
        begin = time.perf_counter()
        line, cwd = frame.field(5)[1:], frame.field(4)
        if not frame.field(7) or session.talk is not None or session.rules or line not in session.repeats:
            return False
        cwd = real_cwd(session, cwd)
        session.known.enter(cwd)
        if session.memory.folders.any_for(cwd):
            return False
        settings, _ = self._settings.for_folder(cwd)
        repeat = session.repeats.find(line, session.basis_for(cwd, settings, self._settings.packs()))
        if repeat is None or self._notebook.has_news or self._settings.has_notice:
            return False
        self.count += 1
        session.request = ""
        session.allowed_text = line
        session.memory.pass_over(cwd)
        identity = os.urandom(6).hex()
        took_ms = (time.perf_counter() - begin) * 1000
        goes_first = repeat.goes_first and settings.audit.on_failure != "deny"
        if goes_first:
            self._let_through_short(session, frame, identity)
            _let_it_go_on()
        self._notebook.let_through_again(repeat.record, identity, took_ms, runs=goes_first)
        if not goes_first:
            if self._notebook.problem:
                verdict = replace(repeat.verdict, id=identity)
                self._release(session, frame, verdict, session.state(cwd, {}), _FRONT_DOOR)
            else:
                self._let_through_short(session, frame, identity)
                _let_it_go_on()
        self._notebook.metrics.decided(repeat.verdict, took_ms)
        return True

    def _let_through_short(self, session: Session, frame: Frame, identity: str) -> None:
        session.short = (frame.id, identity)
        session.send(Frame(frame.id, LET_THROUGH))

    def _line(self, session: Session, frame: Frame) -> None:
        accepted, prompt, _, options, cwd, text = (frame.field(index) for index in range(6))
        self.count += 1
        session.set_options(options)
        if frame.field(6):
            self._notebook.gap(frame.field(6), session.info.session)
        line = text_of(self._runtime, session, text)
        if line is None:
            said = "shellguard: the line could not be read; nothing ran."
            session.send(Frame(frame.id, "deny", ("", said)))
            return
        cwd = real_cwd(session, cwd)
        session.known.enter(cwd)
        shell = session.state(cwd, {})
        settings, fingerprint = self._settings.for_folder(shell.cwd)
        if settings.mode == "off" or (accepted == _REST_OF_PASTE and was_let_through(session, line)):
            self._follow_settings()
            session.send(Frame(frame.id, "allow", ("", "", "")))
            return
        basis = session.basis_for(shell.cwd, settings, self._settings.packs())
        session.basis = None
        settings = with_allowed(settings, tuple(session.rules))
        if self._language.concerns(session, accepted, prompt, line, settings):
            self._underway.begin(
                session, frame, self._in_words(session, frame, line, shell, settings, fingerprint)
            )
            return
        session.request = self._language.request_behind(session, line)
        accepted = _FRONT_DOOR if accepted == AS_TYPED else accepted
        context = record_context(session, shell, accepted, prompt, fingerprint)
        identity = os.urandom(6).hex()
        # Most lines are judged here, without a task and without another round of the event loop.
        verdict = self._judge.at_once(line, shell, settings, identity=identity, memory=session.memory)
        if verdict is not None and not self._second.wanted(verdict, settings, self._settings.packs()):
            session.basis = basis
            if self._may_go_first(frame, verdict, settings, context):
                self._go_first(session, frame, verdict, shell, context)
            else:
                self._reply(session, frame, verdict, shell, context)
        else:
            judging = self._judged(session, frame, line, shell, settings, identity, context)
            self._underway.begin(session, frame, judging)

    def _may_go_first(self, frame: Frame, verdict: Verdict, settings: Settings, context: LineContext) -> bool:
        """Whether a line that was judged at once may run before it is recorded, and nothing has to be told.

        A program of which nothing is known could end the daemon before. What keeps a line from being recorded
        is told with the next.
        """
        return (
            bool(frame.field(7))
            and verdict.decision.action is Action.ALLOW
            and settings.audit.on_failure != "deny"
            and context.settings == self._noticed
            and not (self._notebook.has_news or self._settings.has_notice)
            and not (verdict.script.unfinished or verdict.script.unread or flags_of(verdict))
            and not self._settings.packs().unknown_programs(verdict.script)
        )

    def _go_first(
        self, session: Session, frame: Frame, verdict: Verdict, shell: ShellState, context: LineContext
    ) -> None:
        sees_it_before, began = session.memory.looks_before(verdict.script), time.time()
        if sees_it_before:
            self.let_through(session, verdict, shell)
        self._let_through_short(session, frame, verdict.id)
        _let_it_go_on()
        try:
            self._notebook.decided(verdict, context, runs=True)
        finally:  # it runs, whatever became of its record
            if not sees_it_before:
                self.let_through(session, verdict, shell, began)
        self._keep(session, verdict, shell, goes_first=True)
        self._notebook.metrics.decided(verdict)

    async def _judged(
        self,
        session: Session,
        frame: Frame,
        line: str,
        shell: ShellState,
        settings: Settings,
        identity: str,
        context: LineContext,
    ) -> None:
        verdict, shell = await self._judge.judge(
            line,
            shell,
            settings,
            identity=identity,
            memory=session.memory,
            ask_shell=self._asker(session, frame.id, shell.cwd),
        )
        verdict = questions.asked_in_production(session, verdict, settings)
        packs = self._settings.packs()
        if self._second.wanted(verdict, settings, packs):
            verdict = await self._aloud.considered(session, frame.id, verdict, settings, packs)
        self._reply(session, frame, verdict, shell, context)

    async def _in_words(
        self,
        session: Session,
        frame: Frame,
        text: str,
        shell: ShellState,
        settings: Settings,
        fingerprint: str,
    ) -> None:
        """Answers a line that may be plain language, or judges it like any other where it is not."""

        async def judged(shell: ShellState) -> None:
            session.request = self._language.request_behind(session, text)
            context = record_context(session, shell, _FRONT_DOOR, "1", fingerprint)
            await self._judged(session, frame, text, shell, settings, secrets.token_hex(6), context)

        asking = self._asker(session, frame.id, shell.cwd)
        style = self._style(session)
        line = Line(session, frame.id, frame.field(0), text, shell, settings, style, asking, judged)
        await self._language.answer(line)

    def _reply(
        self, session: Session, frame: Frame, verdict: Verdict, shell: ShellState, context: LineContext
    ) -> None:
        if verdict.script.unfinished and context.accepted.startswith(_FRONT_DOOR):
            session.send(Frame(frame.id, "more", (_AS_IT_STANDS,) if verdict.script.open_text else ()))
            return
        if context.settings != self._noticed:
            self._noticed = context.settings
            self._follow_settings()
        self._notebook.decided(verdict, context)
        self._release(session, frame, verdict, shell, context.accepted)
        self._notebook.metrics.decided(verdict)

    def _release(
        self, session: Session, frame: Frame, verdict: Verdict, shell: ShellState, accepted: str
    ) -> None:
        """Tells the shell what was recorded."""
        problem, news = self._notebook.problem, self._settings.take_notice()
        if news:
            self._notebook.degraded(news)
        if problem and self._settings.current.audit.on_failure == "deny":
            said = panels.unrecorded(problem, self._style(session))
            session.send(Frame(frame.id, "deny", (verdict.id, said)))
            return
        match verdict.decision.action:
            case Action.ALLOW:
                self.let_through(session, verdict, shell)
                told = panels.unjudged_shell(shell_left_to(verdict))
                notice = "\n".join(filter(None, (told, self._notebook.news(), news)))
                flags = flags_of(verdict)
                if frame.field(7) and not flags and not notice:
                    self._let_through_short(session, frame, verdict.id)
                    _let_it_go_on()
                    self._keep(session, verdict, shell)
                else:
                    session.send(Frame(frame.id, "allow", (verdict.id, flags, notice)))
            case Action.CONFIRM:
                session.asked = Asked(verdict, shell, told=problem)
                buffer = accepted.startswith(_FRONT_DOOR)
                notice = "\n".join(filter(None, (problem, news)))
                more = self._second.may_be_asked(self._settings.current)
                fields = questions.fields(session, verdict, self._settings.current, notice, buffer, more=more)
                session.send(Frame(frame.id, "ask", fields))
            case Action.DENY:
                said = panels.refusal(verdict, self._style(session))
                text = "\n".join(filter(None, (said, problem, news)))
                session.send(Frame(frame.id, "deny", (verdict.id, text)))

    def _keep(
        self, session: Session, verdict: Verdict, shell: ShellState, *, goes_first: bool = False
    ) -> None:
        before = session.basis
        if before is not None and not self._notebook.problem:  # else the last record is another line's
            now = session.basis_for(before.cwd, before.settings, before.packs)
            if now.deeds == before.deeds and now.names[0] == before.names[0] and shell.cwd == now.cwd:
                last = self._notebook.last_decided
                session.repeats.keep(verdict, shell, last, now, goes_first=goes_first)

    def _style(self, session: Session) -> Style:
        return questions.style(session, self._settings.current)

    def let_through(
        self, session: Session, verdict: Verdict, shell: ShellState, began: float | None = None
    ) -> None:
        """Remembers what a line that runs does to its shell. `began`: when, if it runs already."""
        session.allowed_text = verdict.line
        session.memory.remember(verdict.script, verdict.effects, shell, began)
        if may_redefine(verdict, shell):
            session.known.forget()

    def _asker(self, session: Session, frame_id: str, folder: str) -> AskShell:
        async def ask(needs: Needs, more: tuple[str, ...] = ()) -> NamedValues | None:
            along = session.known.asked_along(needs)
            reply = await session.ask_names(frame_id, needs, (*more, *along))
            if reply is None:
                return None
            answer = read_answer(reply.fields, private_file(self._runtime, session, "need"))
            session.known.take(answer)
            if along:
                session.take_path(answer, needs, folder)
            return answer

        return lambda needs, more=(): asyncio.ensure_future(ask(needs, more))


def _let_it_go_on() -> None:
    """Lets a shell run that has its answer.

    The kernel may have woken it on this very processor, where it would wait for what is left to do here.
    """
    os.sched_yield()
