"""From what was measured to the next setting to try: a table without input or output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shellguard.vllm.autonomy import acts_of
from shellguard.vllm.benchmark import Step
from shellguard.vllm.checks import MOST_SEQUENCES
from shellguard.vllm.profile import Profile

CACHE_FULL: Final = 0.9
CACHE_IDLE: Final = 0.4
MOST_PREEMPTIONS: Final = 10
MOST_SHARE: Final = 0.95
BATCHED: Final = (8192, 16384, 32768, 49152)
SEQUENCES: Final = (16, 32, 64, 128, 256, 384, 512)
GAIN: Final = 0.05
MOST_SLOWER: Final = 1.25
MOST_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What one round showed.

    Attributes:
        step: the busiest step of the benchmark.
        cache: highest share of the cache that was used, 0 to 1.
        preemptions: requests that were put off during the round.
        waiting: most requests that waited at one time.
    """

    step: Step
    cache: float = 0.0
    preemptions: float = 0.0
    waiting: float = 0.0


@dataclass(frozen=True, slots=True)
class Trial:
    """A change worth trying, and why."""

    rule: str
    why: str
    changes: tuple[tuple[str, Any], ...]


Rule = tuple[str, str, Callable[[Profile, Reading], bool], Callable[[Profile], dict[str, Any]]]


def next_change(profile: Profile, reading: Reading, tried: Sequence[Trial]) -> Trial | None:
    """The first of the table that fits, differs from the profile and was not tried; None when there is none.

    What would have to be asked about beside tuning (more cards, a long context, …) is never tried.
    """
    done = {one.changes for one in tried}
    for name, why, fits, changes in TABLE:
        if not fits(profile, reading):
            continue
        wanted = {key: value for key, value in changes(profile).items() if value != getattr(profile, key)}
        trial = Trial(name, why, tuple(sorted(wanted.items())))
        if wanted and trial.changes not in done and not acts_of(profile, wanted):
            return trial
    return None


def is_better(before: Step, after: Step) -> bool:
    """Whether a change is worth keeping: clearly more tokens a second, and nobody waits much longer."""
    if after.failed > before.failed or not after.answered:
        return False
    faster = after.tokens_a_second > before.tokens_a_second * (1 + GAIN)
    patient = after.first_token[1] <= max(before.first_token[1] * MOST_SLOWER, 0.05)
    return faster and patient


def gain(before: Step, after: Step) -> float:
    """Change of the tokens a second as a share; 0.1 for a tenth more."""
    return after.tokens_a_second / before.tokens_a_second - 1 if before.tokens_a_second > 0 else 0.0


def _raised(values: Sequence[int], now: int) -> int:
    return next((value for value in values if value > now), now)


def _lowered(values: Sequence[int], now: int) -> int:
    return next((value for value in reversed(values) if value < now), now)


def _larger_share(profile: Profile) -> dict[str, Any]:
    return {"memory_share": min(MOST_SHARE, max(profile.memory_share, round(profile.memory_share + 0.05, 2)))}


def _on_gpu(profile: Profile) -> bool:
    return profile.device == "gpu"


TABLE: Final[tuple[Rule, ...]] = (
    (
        "preemptions-share",
        "requests are put off for want of cache, and the card has memory to give",
        lambda profile, seen: (
            _on_gpu(profile) and seen.preemptions > MOST_PREEMPTIONS and profile.memory_share < MOST_SHARE
        ),
        _larger_share,
    ),
    (
        "preemptions-cpu",
        "requests are put off for want of cache",
        lambda profile, seen: not _on_gpu(profile) and seen.preemptions > MOST_PREEMPTIONS,
        lambda profile: {"kv_space_gb": (profile.kv_space_gb or 4) * 2},
    ),
    (
        "preemptions-sequences",
        "requests are put off for want of cache: fewer at once",
        lambda _, seen: seen.preemptions > MOST_PREEMPTIONS,
        lambda profile: {"sequences": _lowered(SEQUENCES, profile.sequences)},
    ),
    (
        "cache-full",
        "the cache is over 90% full: fewer at once",
        lambda _, seen: seen.cache > CACHE_FULL,
        lambda profile: {"sequences": _lowered(SEQUENCES, profile.sequences)},
    ),
    (
        "chunked-prefill",
        "long prompts hold up short answers: take them in pieces (30 to 40% more is usual)",
        lambda profile, _: profile.runner == "generate" and not profile.chunked_prefill,
        lambda _: {"chunked_prefill": True},
    ),
    (
        "prefix-caching",
        "every request begins alike, so its beginning need be read only once",
        lambda profile, _: profile.runner == "generate" and not profile.prefix_caching,
        lambda _: {"prefix_caching": True},
    ),
    (
        "graphs",
        "without graphs each step costs the card more",
        lambda profile, _: _on_gpu(profile) and profile.eager,
        lambda _: {"eager": False},
    ),
    (
        "waiting-sequences",
        "requests wait although the cache has room: more at once",
        lambda _, seen: seen.waiting > 0 and seen.cache < CACHE_FULL,
        lambda profile: {"sequences": min(MOST_SEQUENCES, _raised(SEQUENCES, profile.sequences))},
    ),
    (
        "batched-tokens",
        "more tokens together keep the card busier (50 to 70% more is usual at 32768)",
        lambda profile, seen: _on_gpu(profile) and seen.cache < CACHE_FULL,
        lambda profile: {
            "batched_tokens": _raised(BATCHED, max(profile.batched_tokens, profile.context - 1))
        },
    ),
    (
        "share",
        "a larger share of the card makes the cache larger",
        lambda profile, seen: (
            _on_gpu(profile) and seen.cache > CACHE_IDLE and profile.memory_share < MOST_SHARE
        ),
        _larger_share,
    ),
)
"""Name, why, when it fits, what it changes; the first that fits is tried first."""
