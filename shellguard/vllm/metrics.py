"""What a server publishes of itself: Prometheus' text read into typed values, histograms into percentiles."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shellguard.errors import ShellguardError

_LARGEST = 8_000_000
_LINE = re.compile(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?\s*\Z")
_LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"')
_ESCAPES = {"\\n": "\n", '\\"': '"', "\\\\": "\\"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of the text: untrusted names and label values, a number that may be infinite but is one."""

    name: str
    value: float
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Histogram:
    """How values are spread, as Prometheus counts them.

    Attributes:
        bounds: upper ends of the buckets, ascending; the last is infinite.
        counts: values up to each bound, cumulative.
        total: of all values.
    """

    bounds: tuple[float, ...] = ()
    counts: tuple[float, ...] = ()
    total: float = 0.0

    @property
    def count(self) -> float:
        return self.counts[-1] if self.counts else 0.0

    @property
    def mean(self) -> float | None:
        """None where nothing was counted."""
        return self.total / self.count if self.count > 0 else None

    def percentile(self, share: float) -> float | None:
        """The value that *share* (0 to 1) of all do not exceed, even within its bucket; None for no values.

        What lies above the last finite bound counts as that bound.
        """
        if self.count <= 0:
            return None
        wanted, below, lower = share * self.count, 0.0, 0.0
        for bound, upto in zip(self.bounds, self.counts, strict=True):
            if upto >= wanted and upto > below:
                return (
                    lower
                    if math.isinf(bound)
                    else lower + (bound - lower) * (wanted - below) / (upto - below)
                )
            below = upto
            lower = lower if math.isinf(bound) else bound
        return lower

    def since(self, earlier: Histogram) -> Histogram:
        """What came since an earlier reading; all of it where the server was started anew between."""
        if earlier.bounds != self.bounds or earlier.count > self.count:
            return self
        counts = tuple(max(0.0, now - then) for now, then in zip(self.counts, earlier.counts, strict=True))
        return Histogram(self.bounds, counts, max(0.0, self.total - earlier.total))


@dataclass(frozen=True, slots=True)
class Metrics:
    """One reading. Counters count from the server's start; times are in seconds, `kv_cache` is 0 to 1.

    Attributes:
        finished: requests by how they ended (stop, length, abort, …).
        first_token, between_tokens, whole: times of requests.
        memory: of the server's process, in bytes; 0 where it is not told.
    """

    model: str = ""
    running: float = 0.0
    waiting: float = 0.0
    kv_cache: float = 0.0
    preemptions: float = 0.0
    prompt_tokens: float = 0.0
    generated_tokens: float = 0.0
    prefix_queries: float = 0.0
    prefix_hits: float = 0.0
    finished: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    first_token: Histogram = Histogram()
    between_tokens: Histogram = Histogram()
    whole: Histogram = Histogram()
    memory: float = 0.0

    @property
    def requests(self) -> float:
        return sum(self.finished.values())

    @property
    def prefix_share(self) -> float | None:
        """Of the prompts' tokens that were found in the cache; None before the first."""
        return self.prefix_hits / self.prefix_queries if self.prefix_queries > 0 else None


@dataclass(frozen=True, slots=True)
class Rates:
    """What happened between two readings, a second."""

    seconds: float
    requests: float
    prompt_tokens: float
    generated_tokens: float
    preemptions: float
    first_token: Histogram
    between_tokens: Histogram
    whole: Histogram


def samples(text: str) -> Iterator[Sample]:
    """Every sample that can be read; comments and what is damaged are passed over."""
    for line in text[:_LARGEST].splitlines():
        found = None if line.startswith("#") else _LINE.match(line)
        if found is None:
            continue
        try:
            value = float(found[3])
        except ValueError:
            continue
        if not math.isnan(value):
            yield Sample(found[1], value, _labels(found[2] or ""))


def read(text: str) -> Metrics:
    """The values that matter here, of all engines together (the fullest cache counts).

    Raises:
        ShellguardError: there is nothing of vLLM in the text.
    """
    by_name = _by_name(text)

    def total(*names: str) -> float:
        """Of the first name that is there."""
        return next((sum(one.value for one in by_name[name]) for name in names if name in by_name), 0.0)

    cache = next(
        (by_name[name] for name in ("kv_cache_usage_perc", "gpu_cache_usage_perc") if name in by_name), []
    )
    running = by_name.get("num_requests_running", [])
    return Metrics(
        model=next((one.labels["model_name"] for one in running if "model_name" in one.labels), ""),
        running=total("num_requests_running"),
        waiting=total("num_requests_waiting"),
        kv_cache=max((one.value for one in cache), default=0.0),
        preemptions=total("num_preemptions_total"),
        prompt_tokens=total("prompt_tokens_total"),
        generated_tokens=total("generation_tokens_total"),
        prefix_queries=total("prefix_cache_queries_total", "gpu_prefix_cache_queries_total"),
        prefix_hits=total("prefix_cache_hits_total", "gpu_prefix_cache_hits_total"),
        finished=_finished(by_name),
        first_token=_histogram(by_name, "time_to_first_token_seconds"),
        between_tokens=_histogram(by_name, "inter_token_latency_seconds", "time_per_output_token_seconds"),
        whole=_histogram(by_name, "e2e_request_latency_seconds"),
        memory=total("process_resident_memory_bytes"),
    )


def _by_name(text: str) -> dict[str, list[Sample]]:
    found: dict[str, list[Sample]] = {}
    ours = False
    for sample in samples(text):
        ours = ours or sample.name.startswith("vllm:")
        found.setdefault(sample.name.removeprefix("vllm:"), []).append(sample)
    if not ours:
        raise ShellguardError(
            "the server publishes no figures of vLLM",
            hint="it may have been started with --disable-log-stats",
        )
    return found


def _finished(by_name: Mapping[str, list[Sample]]) -> Mapping[str, float]:
    """How many requests ended for each reason."""
    found: dict[str, float] = {}
    for sample in by_name.get("request_success_total", []):
        reason = sample.labels.get("finished_reason", "")
        found[reason] = found.get(reason, 0.0) + sample.value
    return MappingProxyType(found)


def between(before: Metrics, after: Metrics, seconds: float) -> Rates:
    """What happened from one reading to the next; a server that was started anew counts from nothing."""
    seconds = max(seconds, 1e-9)
    anew = after.prompt_tokens < before.prompt_tokens or after.requests < before.requests
    start = Metrics() if anew else before
    return Rates(
        seconds,
        max(0.0, after.requests - start.requests) / seconds,
        max(0.0, after.prompt_tokens - start.prompt_tokens) / seconds,
        max(0.0, after.generated_tokens - start.generated_tokens) / seconds,
        max(0.0, after.preemptions - start.preemptions) / seconds,
        after.first_token.since(start.first_token),
        after.between_tokens.since(start.between_tokens),
        after.whole.since(start.whole),
    )


def _histogram(by_name: Mapping[str, list[Sample]], *names: str) -> Histogram:
    """Of the first name that is there, its engines put together."""
    for name in names:
        counts: dict[float, float] = {}
        for sample in by_name.get(name + "_bucket", []):
            try:
                bound = float(sample.labels.get("le", ""))
            except ValueError:
                continue
            if not math.isnan(bound):
                counts[bound] = counts.get(bound, 0.0) + sample.value
        if counts:
            bounds = tuple(sorted(counts))
            total = sum(sample.value for sample in by_name.get(name + "_sum", []))
            return Histogram(bounds, _ascending(counts[bound] for bound in bounds), total)
    return Histogram()


def _ascending(values: Iterator[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in values:
        found.append(max(value, found[-1] if found else 0.0))
    return tuple(found)


def _labels(text: str) -> Mapping[str, str]:
    return MappingProxyType(
        {
            name: re.sub(r"\\[n\"\\]", lambda one: _ESCAPES[one[0]], value)
            for name, value in _LABEL.findall(text)
        }
    )
