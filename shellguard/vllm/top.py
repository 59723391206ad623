"""Four panels of what a server does now, for a terminal: engine, performance, batching, resources."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from shellguard.terminal_text import columns, fitted, printable
from shellguard.vllm.metrics import Histogram, Metrics, Rates, between
from shellguard.vllm.probe import Machine

KEPT: Final = 120
_BARS: Final = "▁▂▃▄▅▆▇█"
_PLAIN_BARS: Final = "_.-=+*#@"
_LEAST_WIDTH: Final = 40
_SHARES: Final = ((0.5, "50"), (0.95, "95"), (0.99, "99"))


@dataclass(frozen=True, slots=True)
class About:
    """What does not change while one looks: all of it untrusted but the engine's name."""

    server: str
    model: str
    engine: str
    version: str = ""
    context: int = 0
    sequences: int = 0


@dataclass(slots=True)
class History:
    """The readings so far, the newest last."""

    tokens: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    requests: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    running: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    cache: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    last: Metrics | None = None
    rates: Rates | None = None
    problem: str = ""
    peak: float = 0.0
    readings: int = 0
    answered: int = 0

    def add(self, found: Metrics, seconds: float) -> None:
        """Takes a reading that came *seconds* after the one before."""
        self.readings += 1
        self.answered += 1
        self.problem = ""
        if self.last is not None:
            self.rates = between(self.last, found, seconds)
            self.tokens.append(self.rates.generated_tokens)
            self.requests.append(self.rates.requests)
            self.peak = max(self.peak, self.rates.generated_tokens)
        self.running.append(found.running)
        self.cache.append(found.kv_cache)
        self.last = found

    def miss(self, problem: str) -> None:
        """Notes that no reading could be had."""
        self.readings += 1
        self.problem = problem


def sparkline(values: Iterable[float], width: int, *, plain: bool = False, most: float = 0.0) -> str:
    """The newest values as bars, *width* columns at most; *most* is the height of the highest bar."""
    bars = _PLAIN_BARS if plain else _BARS
    shown = list(values)[-width:] if width > 0 else []
    top = most or max(shown, default=0.0)
    if top <= 0:
        return bars[0] * len(shown)
    return "".join(
        bars[min(len(bars) - 1, int(max(0.0, value) / top * (len(bars) - 1) + 0.5))] for value in shown
    )


def screen(
    about: About, history: History, machine: Machine, width: int, height: int, *, plain: bool = False
) -> list[str]:
    """*height* lines of at most *width* columns: two panels beside each other twice, a title and keys."""
    width = max(width, _LEAST_WIDTH)
    half = (width - 1) // 2
    rows = max(3, (height - 2) // 2)
    panels = (
        _panel("engine", _engine(about, history), half, rows, plain),
        _panel("performance", _performance(history, half - 4, plain), width - half - 1, rows, plain),
        _panel("batching", _batching(history, half - 4, plain), half, rows, plain),
        _panel("resources", _resources(history, machine, plain), width - half - 1, rows, plain),
    )
    title = f" shellguard vllm top: {printable(about.server)} "
    state = (
        f" {printable(history.problem)[:60]} " if history.problem else " ready " if history.last else " … "
    )
    room = max(0, width - columns(state))
    lines = [fitted(title, room) + state]
    for left, right in (panels[:2], panels[2:]):
        lines += [f"{one} {other}" for one, other in zip(left, right, strict=True)]
    lines += [""] * (height - 1 - len(lines))
    return [fitted(line, width, pad=False) for line in [*lines[: height - 1], " q leave   space read now"]]


def _panel(name: str, body: Sequence[str], width: int, rows: int, plain: bool) -> list[str]:
    across, down, corners = ("-", "|", "++++") if plain else ("─", "│", "┌┐└┘")
    head = fitted(f"{across} {name} ", width - 2, pad=False)
    lines = [corners[0] + head + across * (width - 2 - columns(head)) + corners[1]]
    inside = [*body, *([""] * rows)][: max(0, rows - 2)]
    lines += [f"{down} {fitted(line, width - 4)} {down}" for line in inside]
    return [*lines, corners[2] + across * (width - 2) + corners[3]]


def _engine(about: About, history: History) -> list[str]:
    share = history.answered / history.readings if history.readings else 0.0
    return [
        f"model     {printable(about.model)}",
        f"engine    {about.engine}" + (f", vLLM {printable(about.version)}" if about.version else ""),
        f"context   {about.context:,} tokens" if about.context else "context   unknown",
        f"at once   {about.sequences} at most" if about.sequences else "at once   unknown",
        f"answers   {share:.1%} of {history.readings} readings",
        "alarms    " + (", ".join(alarms(history)) or "none"),
    ]


def alarms(history: History) -> tuple[str, ...]:
    """What is wrong now, in a few words each."""
    found = []
    if history.problem:
        found.append("does not answer")
    if history.last is not None and history.last.kv_cache > 0.9:
        found.append("cache >90%")
    if history.rates is not None and history.rates.preemptions > 0:
        found.append("puts requests off")
    if history.last is not None and history.last.waiting > 20:
        found.append("long queue")
    return tuple(found)


def _performance(history: History, width: int, plain: bool) -> list[str]:
    rates, last = history.rates, history.last
    speed = rates.generated_tokens if rates else 0.0
    lines = [
        f"tokens/s   {speed:,.0f} now, {history.peak:,.0f} at most",
        sparkline(history.tokens, width, plain=plain),
        f"requests/s {rates.requests if rates else 0.0:,.1f}",
    ]
    if last is not None:
        lines.append(f"{'ms':<12}" + "".join(f"{name:>7}" for _, name in _SHARES))
        for name, recent, whole in (
            ("first token", rates.first_token if rates else None, last.first_token),
            ("each token", rates.between_tokens if rates else None, last.between_tokens),
            ("whole", rates.whole if rates else None, last.whole),
        ):
            lines.append(f"{name:<12}{_times(recent if recent is not None and recent.count else whole)}")
    return lines


def _times(spread: Histogram) -> str:
    values = [spread.percentile(share) for share, _ in _SHARES]
    return "".join(f"{value * 1000:>7,.0f}" if value is not None else f"{'-':>7}" for value in values)


def _batching(history: History, width: int, plain: bool) -> list[str]:
    last, rates = history.last or Metrics(), history.rates
    found = last.prefix_share
    return [
        f"running   {last.running:.0f}",
        sparkline(history.running, width, plain=plain),
        f"waiting   {last.waiting:.0f}",
        f"put off   {last.preemptions:.0f} in all" + (f", {rates.preemptions:.1f}/s now" if rates else ""),
        "repeated  " + (f"{found:.0%} of prompts cached" if found is not None else "unknown"),
        f"finished  {last.requests:,.0f} ({_ends(last)})",
    ]


def _ends(last: Metrics) -> str:
    return ", ".join(f"{printable(how)} {count:,.0f}" for how, count in last.finished.items() if count)


def _resources(history: History, machine: Machine, plain: bool) -> list[str]:
    last = history.last or Metrics()
    lines = [f"cache     {last.kv_cache:.0%} {_bar(last.kv_cache, 20, plain)}"]
    lines.append("          " + sparkline(history.cache, 24, plain=plain, most=1.0))
    for gpu in machine.gpus[:3]:
        used = 1 - gpu.free / gpu.total if gpu.total else 0.0
        lines.append(f"card {gpu.number}    {used:.0%} of {gpu.total / 1e9:.0f} GB  {gpu.name}")
    if not machine.gpus:
        lines.append("card      none")
    if last.memory:
        lines.append(f"process   {last.memory / 1e9:.1f} GB")
    if machine.memory and machine.memory_free is not None:
        lines.append(f"memory    {machine.memory_free / 1e9:.0f} of {machine.memory / 1e9:.0f} GB free")
    return lines


def _bar(share: float, width: int, plain: bool) -> str:
    full = round(max(0.0, min(1.0, share)) * width)
    return ("#" * full + "." * (width - full)) if plain else ("█" * full + "░" * (width - full))
