"""Plain language at a shell's prompt: what is taken for it, the talk about it, and misspelt commands."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import secrets
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from shellguard.daemon.answer import Answer, Candidate
from shellguard.daemon.line_judge import AskShell, LineJudge
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.session import Session
from shellguard.daemon.talk import Talk
from shellguard.daemon.translator import FOR_A_MODEL, Request, Translator
from shellguard.dialogue import proposals
from shellguard.dialogue.style import Style
from shellguard.effects.packs.packs import programs
from shellguard.errors import ShellguardError
from shellguard.facts.request_context import operands_exist, own_subcommands
from shellguard.knowledge.tables import knowledge
from shellguard.model.allowed import addresses
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.recognising.misspelling import subcommands
from shellguard.recognising.recognise import Kind, Recognition, first_word, recognise, shell_words
from shellguard.recognising.sentence import LONGEST, is_sentence, quick_hint
from shellguard.settings.model import Settings
from shellguard.wire.frames import Frame

KEY, ASK, AS_TYPED = "key", "ask", "as-typed"
_NAME = re.compile(r"[A-Za-z][\w.+:'’-]*")
_MARKED = re.compile(r"\s*\?\s+(?P<request>\S.*)", re.DOTALL)
_REPAIR = re.compile(r"\s*\?\?\s*(?P<request>.*)", re.DOTALL)
_LONGEST_COMMENT = 160
_WAIT_SECONDS = 0.1
_HARMLESS_UP_TO = 50

Proceed = Callable[[ShellState], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be no command, with all that its answer needs."""

    session: Session
    frame_id: str
    accepted: str
    text: str
    shell: ShellState
    settings: Settings
    style: Style
    ask_shell: AskShell
    proceed: Proceed


class Language:
    """One for the daemon."""

    def __init__(self, judge: LineJudge, translator: Translator, notebook: Notebook) -> None:
        self._judge = judge
        self._translator = translator
        self._notebook = notebook
        self._names = shell_words() | self._translator.programs(os.environ.get("PATH", ""))

    def concerns(self, session: Session, accepted: str, prompt: str, line: str, settings: Settings) -> bool:
        """Whether a line may be no command, so that it is worth a closer look; microseconds for most."""
        if accepted == ASK:
            return True
        if accepted != KEY or prompt != "1" or len(line) > LONGEST:
            return False
        if line.lstrip()[:1] == "?":
            return bool(_MARKED.fullmatch(line) or _REPAIR.fullmatch(line))
        talk = session.talk
        if talk is not None and talk.revision(line):
            return True
        wanted = settings.dialogue
        if not (wanted.sentences or wanted.misspellings) or settings.mode != "guard" or "\n" in line:
            return False
        first = first_word(line)
        known = session.known
        if first in self._names or known.types.get(first) in ("file", "builtin"):
            return (quick_hint(line) and is_sentence(line, names_command=True)) or self._unknown_word(line)
        if (
            known.types.get(first) in ("function", "keyword")
            or known.aliases.get(first)
            or known.functions.get(first)
        ):
            return False
        return _NAME.fullmatch(first) is not None

    def request_behind(self, session: Session, line: str) -> str:
        """The request that a line came from, where it did; the conversation ends with any other line."""
        talk = session.talk
        if talk is None:
            return ""
        if not talk.is_proposal(line):
            session.talk = None
            return ""
        talk.command = line
        return talk.request

    async def answer(self, line: Line) -> None:
        """Recognises a line and answers it; hands it on where it is a command."""
        session, text = line.session, line.text
        talk = session.talk
        if line.accepted == ASK and talk is not None and talk.is_offered(text):
            if len(talk.candidates) > 1:
                talk.step()
                self._propose(line, talk)
            else:
                line.session.send(Frame(line.frame_id, "deny", ("", proposals.no_other(line.style), "keep")))
            return
        if repair := (_REPAIR.fullmatch(text) if not _MARKED.fullmatch(text) else None):
            await self._repair(line, repair["request"].strip())
            return
        kind = "key" if line.accepted == ASK else "marked"
        if talk is not None and (behind := talk.revision(text)):
            await self._ask(line, Request(behind, talk.said), kind)
            return
        if request := _marked(text) or (text if line.accepted == ASK else ""):
            await self._translate(line, request, kind)
            return
        shell, recognition = await self._recognise(line)
        if recognition.kind is Kind.SENTENCE and line.settings.dialogue.sentences:
            await self._translate(line, text.strip(), "sentence")
        elif recognition.kind is Kind.MISSPELT and line.settings.dialogue.misspellings:
            await self._mean(line, recognition, shell)
        else:
            await line.proceed(line.shell)

    # ---- recognising

    async def _recognise(self, line: Line) -> tuple[ShellState, Recognition]:
        text, shell = line.text, line.shell
        first = first_word(text)
        names = frozenset[str]()
        if first in self._names:
            # Only what would be taken for something else is worth asking the shell about.
            kind = "file"
            if recognise(text, kind, tuple, _none).kind is Kind.COMMAND and not self._unknown_word(text):
                return shell, recognise(text, "keyword", tuple, _none)
        answer = await line.ask_shell(Needs(types=frozenset((first,)), aliases=frozenset((first,))), ())
        if answer is None:
            return shell, recognise(text, "keyword", tuple, _none)
        kind = answer.types.get(first, "")
        alias = answer.aliases.get(first)
        if kind == "alias" and alias and first_word(alias) == first:
            kind = "file"
        if not kind and first not in programs():
            listed = await line.ask_shell(Needs(), ("l:names",))
            names = self._names | self._translator.programs("") | (listed.listed if listed else frozenset())
        elif not kind:
            kind = "program"
        if kind == "file" and await asyncio.to_thread(operands_exist, text, shell.cwd):
            return shell, recognise(text, "keyword", tuple, _none)
        own = frozenset[str]()
        if kind == "file" and self._unknown_word(text):
            own = await asyncio.to_thread(own_subcommands, first, shell.cwd, self._translator.programs(""))
        return shell, recognise(text, kind, lambda: names, lambda _program: own)

    def _unknown_word(self, text: str) -> bool:
        """Whether the second word is no known subcommand of the first."""
        words = text.split(None, 2)
        known = subcommands(words[0]) if len(words) > 1 else frozenset()
        return bool(known) and words[1] not in known and not words[1].startswith("-")

    async def _mean(self, line: Line, recognition: Recognition, shell: ShellState) -> None:
        """Proposes the first near command that does no harm; without one the line is judged as it stands."""
        for near in recognition.near:
            if first_word(near) in _destroyers():
                continue
            verdict, _ = await self._judge.judge(near, shell, line.settings, identity=secrets.token_hex(6))
            if verdict.decision.action is Action.ALLOW and verdict.risk.score <= _HARMLESS_UP_TO:
                self._notebook.translated(
                    verdict.id, line.text, near, line.session.info.session, how="misspelt", source="near"
                )
                first = first_word(line.text)
                program = "" if recognition.wrong == first else first
                said = proposals.did_you_mean(recognition.wrong, near, line.style, program=program)
                line.session.send(Frame(line.frame_id, "replace", (verdict.id, near, said, "")))
                return
        await line.proceed(line.shell)

    # ---- translating

    async def _translate(self, line: Line, request: str, kind: str) -> None:
        talk = line.session.talk
        earlier = talk.said if talk is not None and talk.continues(request) else ()
        await self._ask(line, Request(request, earlier), kind)

    async def _repair(self, line: Line, wish: str) -> None:
        failed, status = line.session.last_line, line.session.last_status
        if not failed:
            said = proposals.nothing_failed(line.style)
            line.session.send(Frame(line.frame_id, "deny", ("", said, "keep")))
            return
        wanted = wish or f"mend the command that failed: {failed}"
        await self._ask(line, Request(wanted, failed=failed, status=status or 1), "repair")

    async def _ask(self, line: Line, request: Request, kind: str) -> None:
        session = line.session
        without = session.without = asyncio.Event()
        with self._waiting(line):
            answer = await self._translator.answer(
                request, line.shell, line.settings, path=os.environ.get("PATH", ""), without=without
            )
        session.without = None
        first = answer.candidates[0] if answer.candidates else None
        self._notebook.translated(
            answer.id,
            request.text,
            answer.command,
            session.info.session,
            how=kind,
            source=first.source if first else "fallback",
            risk=first.verdict.risk.score if first else 100,
        )
        if not answer.command:
            self._no_command(line, request, answer)
            return
        whole = answer.whole or request.text
        session.talk = Talk(whole, request.earlier, answer.id, answer.candidates, answer.note)
        session.talk.comment = self._comment(line, whole, kind)
        self._propose(line, session.talk)

    def _no_command(self, line: Line, request: Request, answer: Answer) -> None:
        if answer.questions:
            line.session.talk = Talk(request.text, request.earlier, answer.id, answer.candidates, asking=True)
            said = proposals.asks_back(answer.questions, line.style)
        else:
            said = proposals.not_translated(_news(answer.problem, line.session), line.style)
        line.session.send(Frame(line.frame_id, "deny", (answer.id, said, "keep")))

    def _propose(self, line: Line, talk: Talk) -> None:
        one = talk.current
        notes = tuple(filter(None, (*one.absent, _assumed(one.questions), _said(one), talk.note)))
        said = proposals.proposal(
            one.explanation,
            one.verdict,
            line.style,
            number=talk.place + 1,
            of=len(talk.candidates),
            notes=notes,
        )
        comment = "" if "\n" in one.command else talk.comment
        line.session.send(Frame(line.frame_id, "replace", (talk.id, one.command, said, comment)))

    def _comment(self, line: Line, request: str, kind: str) -> str:
        """What stands behind the command in the history; "" where that would not be a comment."""
        options = line.session.options or frozenset()
        if kind == "repair" or not line.settings.dialogue.request_in_history:
            return ""
        if "interactive_comments" not in options:
            return ""
        words = "".join(letter if letter.isprintable() and letter not in "!\\" else " " for letter in request)
        return " ".join(words.split())[:_LONGEST_COMMENT]

    @contextlib.contextmanager
    def _waiting(self, line: Line) -> Iterator[None]:
        """Says `wait` once it can be noticed, and after a while that nobody has to."""
        loop = asyncio.get_running_loop()
        model = line.settings.model
        asked = proposals.waiting(model.name) if addresses(model) else ""
        send, identity = line.session.send, line.frame_id
        timers = [loop.call_later(_WAIT_SECONDS, send, Frame(identity, "wait", (asked,)))]
        if addresses(model):
            later = Frame(identity, "wait", (proposals.impatient(), "key"))
            timers.append(loop.call_later(max(model.patience, _WAIT_SECONDS), send, later))
        try:
            yield
        finally:
            for timer in timers:
                timer.cancel()


def _marked(text: str) -> str:
    found = _MARKED.fullmatch(text)
    return found["request"].strip() if found else ""


def _news(problem: ShellguardError | None, session: Session) -> ShellguardError | None:
    """What is wrong; how to connect a model only once in a shell."""
    if problem is None or FOR_A_MODEL not in problem.hint:
        return problem
    if not session.told_of_models:
        session.told_of_models = True
        return problem
    return ShellguardError(problem.what, where=problem.where, hint=problem.hint.partition(FOR_A_MODEL)[0])


def _assumed(questions: tuple[str, ...]) -> str:
    return f"assumed: {'; '.join(questions)}" if questions else ""


def _said(one: Candidate) -> str:
    if one.source == "model":
        return f"from {one.model or 'the model'}; look before you run it"
    return ""


def _none(_program: str) -> tuple[str, ...]:
    return ()


def _destroyers() -> frozenset[str]:
    return knowledge("destroyers").names("names")
