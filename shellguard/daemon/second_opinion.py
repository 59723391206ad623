"""The model beside the rules: when it is asked about a line, how long that may take, what it may change."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from shellguard import judgement
from shellguard.audit.redaction import Redaction
from shellguard.classifier.model import packaged as learned
from shellguard.classifier.opinion import in_two_minds
from shellguard.daemon.shown_prose import reader_of
from shellguard.effects.packs.packs import Packs
from shellguard.errors import ShellguardError
from shellguard.model.allowed import addresses
from shellguard.model.cache import OpinionCache, key_of
from shellguard.model.calibration import Calibration, Calibrations
from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question, doubts, question_about
from shellguard.model.judge import MILD, Opinion, ask, raised, say
from shellguard.model.prose import fit_to_show
from shellguard.policy.decision import Action
from shellguard.settings.model import ModelSettings, Settings
from shellguard.verdict import Verdict

log = logging.getLogger("shellguard.daemon")
_MOST_UNDERWAY = 32


@dataclass(frozen=True, slots=True)
class Advice:
    """An opinion with what it is worth.

    Attributes:
        probability: of danger, calibrated; None for a model that was not calibrated.
        decides: whether it may ask on its own.
        asked_about: the rules ask about the line: a milder opinion is not repeated to the person.
    """

    opinion: Opinion
    probability: float | None = None
    decides: bool = False
    asked_about: bool = False

    def in_words(self) -> str:
        """One sentence for a person."""
        name = self.opinion.model or "the model"
        if self.asked_about and self.opinion.label in MILD:
            return f"{name} sees less danger in this than the rules do; what they found stands"
        if self.probability is None:
            worth = "it was not calibrated, so take it as advice"
        else:
            worth = f"of lines that it called so, {round(self.probability * 100)} in 100 did harm"
        return f"{name} thinks that this {self.opinion.said} ({worth})"

    def as_object(self) -> dict[str, Any]:
        """As JSON prints it."""
        return {
            "opinion": self.in_words(),
            "label": self.opinion.label,
            "danger": round(self.opinion.danger, 4),
            "probability": None if self.probability is None else round(self.probability, 4),
            "decides": self.decides,
            "model": self.opinion.model,
            "source": "cache" if self.opinion.kept else "model",
        }


class SecondOpinion:
    """One for the daemon. What it asked late is kept for the next time."""

    def __init__(self, client: ModelClient, redaction_key: bytes, folder: Path | None = None) -> None:
        self._client = client
        self._key = redaction_key
        self._underway: dict[str, asyncio.Task[Opinion]] = {}
        self.cache = OpinionCache(folder)
        self.calibrations = Calibrations(folder)

    def may_be_asked(self, settings: Settings) -> bool:
        """Whether there is a model that gives second opinions."""
        return settings.model.second_opinion and bool(addresses(settings.model))

    def wanted(self, verdict: Verdict, settings: Settings, packs: Packs) -> bool:
        """Whether a typed line waits for the model: only a doubtful one, and only for one that may decide."""
        return (
            self.may_be_asked(settings)
            and settings.mode == "guard"
            and self.calibrations.any_decides()
            and not self._all_unwell(settings.model)
            and (bool(doubts(verdict)) or _is_unclear(verdict, settings, packs))
        )

    async def considered(
        self, verdict: Verdict, settings: Settings, packs: Packs, without: asyncio.Event | None = None
    ) -> Verdict:
        """The verdict with the model's opinion, if that comes within `model.patience`. Never raises.

        Args:
            without: set when the person does not want to wait any longer.
        """
        question = self._question(verdict, packs)[0]
        opinion = self._kept(question, settings.model)
        if opinion is None:
            opinion = await self._in_time(question, settings.model, without)
        advice = self._worth(opinion) if opinion is not None else None
        if advice is None or advice.probability is None or not advice.decides:
            return verdict
        risk = raised(verdict.risk, advice.opinion, advice.probability, settings.model.asks_from)
        source = "cache" if advice.opinion.kept else "model"
        return judgement.reconsidered(verdict, risk, settings, source=source, model=advice.opinion.model)

    async def advice(self, verdict: Verdict, settings: Settings, packs: Packs) -> Advice:
        """The model's opinion for a person who asks for it.

        Raises:
            ShellguardError: nobody answers.
        """
        question = self._question(verdict, packs)[0]
        opinion = self._kept(question, settings.model)
        if opinion is None:
            opinion = await asyncio.shield(self._asked(question, settings.model))
        action = verdict.decision.observed or verdict.decision.action
        return replace(self._worth(opinion), asked_about=action is not Action.ALLOW)

    async def sentence(
        self, verdict: Verdict, settings: Settings, packs: Packs, heard: Callable[[str], None]
    ) -> str:
        """The model's words about a line, as far as they may be shown; each sentence once it is whole.

        Raises:
            ShellguardError: nobody answers.
        """
        question, clean = self._question(verdict, packs)
        reader = reader_of(verdict, packs, clean.text)
        told = ""
        text = ""

        def piece(new: str) -> None:
            nonlocal told, text
            text += new
            # The last sentence may still grow: only what stands before it is whole.
            whole = fit_to_show(_whole_sentences(text), reader)
            if whole.startswith(told) and len(whole) > len(told):
                heard(whole[len(told) :].strip())
                told = whole

        done = await say(self._client, settings.model, question, piece)
        whole = fit_to_show(done, reader)
        if whole.startswith(told) and len(whole) > len(told):
            heard(whole[len(told) :].strip())
        return whole

    async def close(self) -> None:
        for task in list(self._underway.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, ShellguardError):
                await task

    # ---- asking

    def _question(self, verdict: Verdict, packs: Packs) -> tuple[Question, Redaction]:
        clean = Redaction(self._key)
        line = clean.line(verdict.script, verdict.line)
        unknown = tuple(clean.text(name) for name in packs.unknown_programs(verdict.script))
        return question_about(verdict, line, unknown), clean

    def _kept(self, question: Question, settings: ModelSettings) -> Opinion | None:
        return self.cache.get(_key(question, settings))

    async def _in_time(
        self, question: Question, settings: ModelSettings, without: asyncio.Event | None
    ) -> Opinion | None:
        try:
            asked = self._asked(question, settings)
        except ShellguardError as error:
            log.info("no second opinion: %s", error)
            return None
        gone = asyncio.ensure_future(without.wait()) if without is not None else None
        try:
            waited_for = {asked, gone} if gone is not None else {asked}
            await asyncio.wait(waited_for, timeout=settings.patience, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if gone is not None:
                gone.cancel()
        return asked.result() if asked.done() and not asked.cancelled() and not asked.exception() else None

    def _asked(self, question: Question, settings: ModelSettings) -> asyncio.Task[Opinion]:
        """The one task that asks this; its answer is kept, however late it comes."""
        key = _key(question, settings)
        known = self._underway.get(key)
        if known is not None:
            return known
        if len(self._underway) >= _MOST_UNDERWAY:
            raise ShellguardError("the model is being asked too much at once", hint="try again in a moment")
        task = asyncio.get_running_loop().create_task(self._answer(key, question, settings))
        self._underway[key] = task
        task.add_done_callback(partial(self._done, key))
        return task

    async def _answer(self, key: str, question: Question, settings: ModelSettings) -> Opinion:
        opinion = await ask(self._client, settings, question)
        await asyncio.to_thread(self.cache.write, self.cache.put(key, opinion))
        return opinion

    def _done(self, key: str, task: asyncio.Task[Opinion]) -> None:
        self._underway.pop(key, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.info("no second opinion: %s", error)

    def _worth(self, opinion: Opinion) -> Advice:
        calibration: Calibration | None = self.calibrations.of(opinion.model)
        if calibration is None:
            return Advice(opinion)
        return Advice(opinion, calibration.probability(opinion.danger), not calibration.why_not)

    def _all_unwell(self, settings: ModelSettings) -> bool:
        known = {one["address"]: one["well"] for one in self._client.states()}
        return all(known.get(address) is False for address in addresses(settings))


def _is_unclear(verdict: Verdict, settings: Settings, packs: Packs) -> bool:
    """Whether the line would run and the embedded classifier is in two minds about it."""
    if not settings.policy.classifier or verdict.decision.action is not Action.ALLOW:
        return False
    if verdict.decision.by != "score":
        return False
    unknown = packs.unknown_programs(verdict.script)
    return in_two_minds(learned(), verdict.script, verdict.effects, unknown)


def _key(question: Question, settings: ModelSettings) -> str:
    return key_of(question, " ".join((settings.name, *addresses(settings))))


def _whole_sentences(text: str) -> str:
    ends = [text.rfind(stop) for stop in (". ", "! ", "? ", "\n")]
    return text[: max(ends) + 1]
