"""Requests in plain language: the phrasebook where it is sure, else the model; what comes back is judged."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import TypeVar

from shellguard.audit.redaction import Redaction
from shellguard.daemon.answer import Answer, Candidate
from shellguard.daemon.known_options import options_in_packs
from shellguard.daemon.line_judge import LineJudge
from shellguard.daemon.shown_prose import reader_of, reader_of_request
from shellguard.effects.packs.packs import packaged
from shellguard.errors import ShellguardError
from shellguard.facts import request_context
from shellguard.facts.hanging_looks import InTime
from shellguard.facts.machine.executables import Listing, listed
from shellguard.facts.machine.help_options import HelpOptions
from shellguard.facts.named_but_absent import named_but_absent
from shellguard.model.allowed import HOW_TO_CONNECT, addresses
from shellguard.model.checking import problems
from shellguard.model.client import ModelClient
from shellguard.model.prose import fit_to_show
from shellguard.model.translate import Asked, Place, explain, translate
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.phrasebook.phrases.examples import nearest
from shellguard.phrasebook.translate import translate as by_phrases
from shellguard.phrasebook.translation import Surroundings
from shellguard.phrasebook.translation import Translation as Phrase
from shellguard.phrasebook.warming import warm_slowly
from shellguard.recognising.recognise import shell_words
from shellguard.recognising.repair import repairs
from shellguard.recognising.revising import answered, revised
from shellguard.settings.model import ModelSettings, Settings
from shellguard.verdict import Verdict

SURE = 0.75
"""From this confidence on the phrasebook's answer is taken without asking a model."""
LEAST = 0.45
"""Below this one it is no answer."""
FOR_A_MODEL = "; for a model, "
"""Between what is to be done about a request and how a model is connected."""
_HARMFUL = 71
_MOST = 3
_LOOK_SECONDS = 0.15
_NOTHING_SEEN: tuple[frozenset[str], str | None] = (frozenset(), None)
_WARM_AFTER_SECONDS = 2.0
_BETWEEN_STEPS = 0.02
_EXAMPLES = 3
_MODEL_CONFIDENCE = 0.7
T = TypeVar("T")
_KEY = secrets.token_bytes(32)
_CLEAN = Redaction(_KEY)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for.

    Attributes:
        earlier: the requests and commands that it changes, oldest first.
        failed: the command that is to be repaired, with its status and what it printed.
    """

    text: str
    earlier: tuple[tuple[str, str], ...] = ()
    failed: str = ""
    status: int = 0
    output: str = ""


class Translator:
    """Never raises: what went wrong is part of the answer."""

    def __init__(self, judge: LineJudge) -> None:
        self._judge = judge
        self.client = ModelClient()
        self._help = HelpOptions()
        self._looks = InTime()
        self._programs: Listing | None = None
        self._was_asked = asyncio.Event()

    async def answer(
        self,
        request: Request,
        shell: ShellState,
        settings: Settings,
        *,
        path: str,
        name: str = "",
        use_model: bool = True,
        without: asyncio.Event | None = None,
    ) -> Answer:
        """Translates and judges a request.

        Args:
            path: the PATH of the shell.
            without: set when the person does not want to wait for the model any longer.
        """
        identity = name or secrets.token_hex(6)
        names = await asyncio.to_thread(self.programs, path)
        known, whole = await asyncio.to_thread(self._by_rules, request, shell, names)
        sure = [one for one in known if one.confidence >= SURE]
        note, problem, found = "", None, list(known)
        model_wanted = use_model and bool(addresses(settings.model))
        if not sure and model_wanted:
            try:
                said = await self._by_model(request, shell, settings.model, names, without)
                found = [said, *known]
            except ShellguardError as error:
                problem = error
                note = f"{error.what}; this is the phrasebook's guess"
        elif not sure:
            note = "a guess without a model" if known else ""
        answer = await self._judged(identity, request, found, shell, settings, note, problem)
        self._was_asked.set()
        return replace(answer, whole=whole)

    async def explain(self, line: str, shell: ShellState, settings: Settings) -> tuple[str, str]:
        """What a model says that a line does, and the model's name.

        Raises:
            ShellguardError: nobody answers.
        """
        names = await asyncio.to_thread(self.programs, "")
        place = await asyncio.to_thread(_place, shell.cwd, names, settings.model)
        verdict, _ = await self._judge.judge(line, shell, settings, identity=secrets.token_hex(6))
        clean = Redaction(_KEY)
        said, model = await explain(self.client, settings.model, clean.line(verdict.script, line), place)
        fit = await asyncio.to_thread(fit_to_show, said, reader_of(verdict, packaged(), clean.text))
        if not fit:
            raise ShellguardError("what the model said is not fit to be shown", where=model)
        return fit, model

    async def warm(self, settings: Settings) -> None:
        """Gets the model's client ready, not before the first shells have been served; and the phrasebook.

        Who never asks in plain language is spared its memory: the first request reads it (0.1 s).
        What others need is prepared in small steps, so that no line that is judged waits for them.
        """
        await asyncio.sleep(_WARM_AFTER_SECONDS)
        if addresses(settings.model):
            await asyncio.to_thread(import_module, "openai")
            await self.client.warm(settings.model)
        await self._was_asked.wait()
        for step in warm_slowly():
            await asyncio.to_thread(step)
            await asyncio.sleep(_BETWEEN_STEPS)

    def programs(self, path: str) -> frozenset[str]:
        """The names that a PATH leads to; those of the last one for ""."""
        if path or self._programs is None:
            self._programs = listed(path, self._programs)
        return self._programs.names

    async def close(self) -> None:
        await self.client.close()

    # ---- who answers

    def _by_rules(
        self, request: Request, shell: ShellState, names: frozenset[str]
    ) -> tuple[list[_Found], str]:
        """What is proposed, and the reading of the request that led to it."""
        if request.failed:
            listing = partial(_listing, shell.cwd)
            said = "may be what was meant"
            mended = repairs(request.failed, request.status, request.output, listing)
            return [_Found(line, said, SURE, "repair") for line in mended], request.text
        entries, branch = self._looks.look(
            shell.cwd, partial(_nearby, shell.cwd), _NOTHING_SEEN, _LOOK_SECONDS
        )
        surroundings = Surroundings(
            folder=shell.cwd,
            home=shell.home,
            package_manager=request_context.package_manager(),
            programs=names | shell_words() if names else Surroundings().programs,
            branch=branch,
            entries=entries,
        )
        best: dict[str, Phrase] = {}
        whole, *_ = texts = _texts(request)
        for text in texts:
            for one in by_phrases(text, surroundings):
                if one.command not in best or best[one.command].confidence < one.confidence:
                    best[one.command] = one
            if any(one.confidence >= LEAST for one in best.values()):
                whole = text
                break
        ordered = sorted(best.values(), key=lambda one: -one.confidence)
        return [
            _Found(one.command, one.explanation, one.confidence, "phrasebook", one.questions)
            for one in ordered
            if one.confidence >= LEAST
        ], whole

    async def _by_model(
        self,
        request: Request,
        shell: ShellState,
        settings: ModelSettings,
        names: frozenset[str],
        without: asyncio.Event | None,
    ) -> _Found:
        place = await asyncio.to_thread(_place, shell.cwd, names, settings)
        clean = Redaction(_KEY)
        earlier = tuple((clean.text(text), _command(command, clean)) for text, command in request.earlier)
        asked = Asked(
            clean.text(request.text),
            earlier,
            _command(request.failed, clean),
            request.status,
            clean.text(request.output),
            tuple((one.request, one.command) for one in nearest(request.text, _EXAMPLES)),
        )
        exists: Container[str] = (
            names | shell_words() | {name for name, body in shell.functions.items() if body}
        )
        # What an earlier request named may be just what this one takes away.
        wanted = "" if request.earlier or request.failed else asked.request

        def wrong(command: str) -> Iterator[str]:
            return problems(command, wanted, exists, self._help.of, options_in_packs)

        work = asyncio.ensure_future(translate(self.client, settings, asked, place, wrong))
        said, model = await _unless(work, without)
        reader = reader_of_request(asked.request, packaged(), Redaction(_KEY).text)
        question = await asyncio.to_thread(fit_to_show, said.question, reader)
        if said.question and not said.command and not question:
            raise ShellguardError("what the model asks is not fit to be shown", where=model)
        questions = (question,) if question else ()
        return _Found(said.command, said.reasoning, _MODEL_CONFIDENCE, "model", questions, model)

    async def _judged(
        self,
        identity: str,
        request: Request,
        found: list[_Found],
        shell: ShellState,
        settings: Settings,
        note: str,
        problem: ShellguardError | None,
    ) -> Answer:
        if found and not found[0].command:
            return Answer(identity, request.text, questions=found[0].questions)
        candidates: list[Candidate] = []
        for one in found:
            if one.command and one.command not in [done.command for done in candidates]:
                verdict, _ = await self._judge.judge(one.command, shell, settings, identity=identity)
                judged = await asyncio.to_thread(one.judged, verdict)
                absent = await asyncio.to_thread(
                    named_but_absent, verdict.script, request.text, shell.cwd, shell.home
                )
                candidates.append(replace(judged, absent=absent))
            if len(candidates) == _MOST:
                break
        if not candidates:
            return Answer(identity, request.text, problem=problem or _not_understood(request, settings))
        first = candidates[0]
        unsure = first.confidence < SURE and first.questions
        asks = first.questions if unsure and first.verdict.risk.score >= _HARMFUL else ()
        return Answer(identity, request.text, tuple(candidates), asks, note=note)


@dataclass(frozen=True, slots=True)
class _Found:
    """A command that somebody proposed, not judged yet."""

    command: str
    explanation: str
    confidence: float
    source: str
    questions: tuple[str, ...] = ()
    model: str = ""

    def judged(self, verdict: Verdict) -> Candidate:
        said = self.explanation
        if self.source == "model":  # it may have been talked round by what it read
            said = fit_to_show(said, reader_of(verdict, packaged(), Redaction(_KEY).text))
        return Candidate(
            self.command,
            said or verdict.risk.reasoning or "what it does is not said",
            self.confidence,
            self.source,
            verdict,
            self.questions,
            self.model,
        )


async def _unless(work: asyncio.Future[T], without: asyncio.Event | None) -> T:
    """What *work* gives.

    Raises:
        ShellguardError: the person did not want to wait for it.
    """
    if without is None:
        return await work
    gone = asyncio.ensure_future(without.wait())
    try:
        await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        raise ShellguardError(
            "the model was not waited for", hint="say it in other words, or wait a little longer"
        )
    finally:
        gone.cancel()
        if not work.done():
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work


def _command(line: str, clean: Redaction) -> str:
    """A command line without its secrets: where they stand in it tells more than what they look like."""
    return clean.text(clean.line(read(line), line)) if line else ""


def _texts(request: Request) -> tuple[str, ...]:
    """The readings of a request, the likeliest first: one that changes an earlier one is read with it."""
    if not request.earlier:
        return (request.text,)
    before, command = request.earlier[-1]
    asked_about = () if command else answered(before, request.text)
    changed = revised(before, request.text)
    return (*asked_about, *changed, f"{before}, {request.text}", f"{before} {request.text}")


def _not_understood(request: Request, settings: Settings) -> ShellguardError:
    connect = "" if addresses(settings.model) else f"{FOR_A_MODEL}{HOW_TO_CONNECT}"
    if request.failed:
        said = "write the command itself, or say what it was to do, as in: ?? show hidden files"
        return ShellguardError("nothing is known that would mend this", hint=f"{said}{connect}")
    said = "say it in other words, or write the command itself"
    return ShellguardError("the request was not understood", hint=f"{said}{connect}")


def _place(folder: str, names: frozenset[str], settings: ModelSettings) -> Place:
    return Place(
        system=request_context.system(),
        package_manager=request_context.package_manager(),
        programs=request_context.likely_programs(names),
        folder=_CLEAN.text(PurePath(folder).name) if folder else "",
        branch=_CLEAN.text(request_context.branch(folder) or ""),
        files=tuple(map(_CLEAN.text, request_context.listing(folder, 40))) if settings.share_listing else (),
    )


def _nearby(folder: str) -> tuple[frozenset[str], str | None]:
    """The names in a folder and its git branch."""
    return frozenset(_listing(folder, "")), request_context.branch(folder)


def _listing(cwd: str, folder: str) -> tuple[str, ...]:
    return request_context.listing(folder if folder.startswith("/") else f"{cwd}/{folder}" if folder else cwd)
