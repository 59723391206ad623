"""How fast a server is under load: steps of requests at once, percentiles, the last time to compare with."""

from __future__ import annotations

import json
import math
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any, Final

from shellguard.private_files import write_whole
from shellguard.vllm.api import Api, ApiError
from shellguard.vllm.keys import folder

STEPS: Final = (1, 4, 16, 32)
SHARES: Final = (0.5, 0.95, 0.99)
_MOST_KEPT = 20
_VERSION = 1
_NOISE = 0.1


@dataclass(frozen=True, slots=True)
class Workload:
    """What is asked.

    Attributes:
        name: tokens (long answers) or verdicts (one label each).
        messages: of a request by its number; they differ, so that no cache answers for the server.
        more: what goes into the request beside.
    """

    name: str
    messages: Callable[[int], Sequence[Mapping[str, str]]]
    max_tokens: int
    more: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Trial:
    """One request: seconds to the first token and to the end, tokens; *error*: "" when it was answered."""

    first_token: float
    seconds: float
    tokens: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """All requests with so many at once; times in seconds, percentiles by their share."""

    at_once: int
    answered: int
    failed: int
    wall: float
    tokens: int
    first_token: tuple[float, ...]
    whole: tuple[float, ...]
    error: str = ""

    @property
    def requests_a_second(self) -> float:
        return self.answered / self.wall if self.wall > 0 else 0.0

    @property
    def tokens_a_second(self) -> float:
        return self.tokens / self.wall if self.wall > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """One benchmark of one server, as it is kept."""

    server: str
    model: str
    workload: str
    steps: tuple[Step, ...]
    at: float

    @property
    def best(self) -> Step | None:
        """The step with the most tokens a second."""
        return max(self.steps, key=lambda one: one.tokens_a_second, default=None)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure now and before; *share* is the change, 0.1 for a tenth more; *better* is None in the noise."""

    name: str
    before: float
    now: float
    share: float
    better: bool | None


def long_answers(tokens: int) -> Workload:
    """Requests that are answered at length."""

    def messages(number: int) -> Sequence[Mapping[str, str]]:
        text = (
            f"Request {number}: describe in detail how the files of project {number} could be put in order."
        )
        return ({"role": "user", "content": text},)

    return Workload("tokens", messages, tokens, MappingProxyType({"ignore_eos": True}))


def verdicts() -> Workload:
    """Short questions with one label as the answer, as the guard asks them."""

    def messages(number: int) -> Sequence[Mapping[str, str]]:
        rule = "Say how much harm the command could do: one letter from A (none) to E (can't be undone)."
        line = f"cp -r notes{number} backup{number}"
        return ({"role": "system", "content": rule}, {"role": "user", "content": line})

    return Workload("verdicts", messages, 1, MappingProxyType({"logprobs": True, "top_logprobs": 5}))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that *share* of all do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def run_step(
    api: Api,
    model: str,
    work: Workload,
    at_once: int,
    requests: int,
    *,
    first: int = 0,
    timeout: float = 300.0,
) -> Step:
    """Asks so many requests, so many at once. A request that fails is counted; it does not end the step.

    Ctrl-C ends it at once: what is still asked then is dropped.
    """

    def ask(number: int) -> Trial:
        try:
            found = api.stream(
                model, work.messages(first + number), max_tokens=work.max_tokens, timeout=timeout, **work.more
            )
        except ApiError as error:
            return Trial(0.0, 0.0, 0, str(error.what))
        return Trial(found.first_token, found.seconds, found.tokens)

    began = time.monotonic()
    trials = _asked(ask, requests, at_once)
    return summed_up(at_once, trials, time.monotonic() - began)


def _asked(ask: Callable[[int], Trial], requests: int, at_once: int) -> list[Trial]:
    """Not a pool of the standard library: that one waits for all of its work, even after Ctrl-C."""
    trials: list[Trial] = []
    broken: list[Exception] = []
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()

    def work_off() -> None:
        try:
            while True:
                trials.append(ask(waiting.get_nowait()))
        except queue.Empty:
            return
        except Exception as error:  # noqa: BLE001 - raised again by the thread that waits
            broken.append(error)

    for number in range(requests):
        waiting.put(number)
    threads = [threading.Thread(target=work_off, daemon=True) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except KeyboardInterrupt:
        with suppress(queue.Empty):
            while True:
                waiting.get_nowait()
        raise
    if broken:
        raise broken[0]
    return trials


def summed_up(at_once: int, trials: Sequence[Trial], wall: float) -> Step:
    """A step's figures from its requests."""
    good = [trial for trial in trials if not trial.error]
    return Step(
        at_once,
        len(good),
        len(trials) - len(good),
        wall,
        sum(trial.tokens for trial in good),
        tuple(percentile([trial.first_token for trial in good], share) for share in SHARES),
        tuple(percentile([trial.seconds for trial in good], share) for share in SHARES),
        next((trial.error for trial in trials if trial.error), ""),
    )


def compared(before: Result, now: Result) -> tuple[Change, ...]:
    """What changed since the last time, for steps that both have; a tenth is noise."""
    earlier = {step.at_once: step for step in before.steps}
    found: list[Change] = []
    for step in now.steps:
        old = earlier.get(step.at_once)
        if old is None or not old.answered or not step.answered:
            continue
        for name, was, is_now, more_is_better in (
            ("tokens a second", old.tokens_a_second, step.tokens_a_second, True),
            ("first token, 95 of 100", old.first_token[1], step.first_token[1], False),
        ):
            share = (is_now - was) / was if was > 0 else 0.0
            better = None if abs(share) <= _NOISE else (share > 0) == more_is_better
            found.append(Change(f"{step.at_once} at once: {name}", was, is_now, share, better))
    return tuple(found)


def keep(result: Result) -> None:
    """Adds a result to those of its server; the oldest goes.

    Raises:
        ShellguardError: it can't be written.
    """
    kept = [*_kept(), {"v": _VERSION, **asdict(result)}][-_MOST_KEPT:]
    write_whole(folder() / "benchmarks.json", json.dumps(kept))


def last(server: str, workload: str) -> Result | None:
    """The newest result of a server; None where there is none, or what is there can't be read."""
    for told in reversed(_kept()):
        if told.get("server") == server and told.get("workload") == workload:
            try:
                return _result(told)
            except (KeyError, TypeError):
                continue
    return None


def _kept() -> list[dict[str, Any]]:
    try:
        found = json.loads((folder() / "benchmarks.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _result(told: Mapping[str, Any]) -> Result:
    steps = tuple(
        Step(**{**one, "first_token": tuple(one["first_token"]), "whole": tuple(one["whole"])})
        for one in told["steps"]
    )
    return Result(told["server"], told["model"], told["workload"], steps, float(told["at"]))


class Watch:
    """Reads something again and again beside a step, until it is left; errors are passed over."""

    def __init__(self, look: Callable[[], None], seconds: float = 0.5) -> None:
        self._look, self._seconds, self._done = look, seconds, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join(timeout=10.0)

    def _run(self) -> None:
        while not self._done.wait(self._seconds):
            try:
                self._look()
            except ApiError:
                continue  # a server under load may leave a question out; the next is soon
