"""Whether a model fits: its weights and one whole context of keys and values against the memory there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shellguard.vllm.model_files import ModelFacts
from shellguard.vllm.probe import Gpu, Machine
from shellguard.vllm.profile import Profile

GB = 1_000_000_000
Offer = Callable[[dict[str, object], str], None]
_WORKING = {"gpu": 1.5 * GB, "cpu": 2.8 * GB}
"""Beside weights and cache: the driver's context and the largest step; on the processor, three processes."""
_WIDTH = {"float32": 4, "auto": 2, "bfloat16": 2, "float16": 2}
_QUARTER = 0.28
"""Four bits a weight with its scales, against sixteen."""
SHORTEST_CONTEXT = 2_048
MOST_SHARE = 0.98


@dataclass(frozen=True, slots=True)
class Fit:
    """Bytes, on each card (or in the machine's memory).

    Attributes:
        weights, cache, working: what one server needs; *cache* for one request of the whole context.
        budget: what it may take; 0 when it is not known.
        requests: how many whole contexts fit at once; 0 when it does not fit.
        proposals: what would fit, best first, as a change of the profile and words for it.
    """

    weights: float
    cache: float
    working: float
    budget: float
    requests: int
    proposals: tuple[tuple[Mapping[str, object], str], ...] = ()

    @property
    def needed(self) -> float:
        return self.weights + self.cache + self.working

    @property
    def fits(self) -> bool:
        return self.budget == 0 or self.needed <= self.budget

    @property
    def words(self) -> str:
        """One line: what is needed of what there is."""
        parts = f"{gigabytes(self.weights)} weights + {gigabytes(self.cache)} for one context"
        return f"{parts} + {gigabytes(self.working)} working space = {gigabytes(self.needed)}"


def gigabytes(size: float) -> str:
    """Such as `8.1 GB`."""
    return f"{size / GB:.1f} GB"


def facts_of_shape(profile: Profile) -> ModelFacts | None:
    """What the profile itself says of its model."""
    shape = profile.shape
    if shape is None:
        return None
    return ModelFacts(
        "profile",
        weights=int(shape.weights_gb * GB),
        missing=int(shape.weights_gb * GB),
        parameters=int(shape.parameters_b * GB),
        layers=shape.layers,
        kv_heads=shape.kv_heads,
        head_dim=shape.head_dim,
        context=shape.context,
        quantization=profile.quantization,
    )


def fit(profile: Profile, facts: ModelFacts, machine: Machine) -> Fit:
    """Reckons one profile against one machine."""
    budget = budget_of(profile, machine)
    reckoned = _reckon(profile, facts, budget)
    if reckoned.fits:
        return reckoned
    return Fit(
        reckoned.weights,
        reckoned.cache,
        reckoned.working,
        budget,
        0,
        tuple(_proposals(profile, facts, machine, reckoned)),
    )


def budget_of(profile: Profile, machine: Machine) -> float:
    """Bytes that the server may take on each card, or in memory."""
    if profile.device == "cpu":
        return float(machine.memory_free or 0)
    cards = cards_of(profile, machine)
    return min((card.total * profile.memory_share for card in cards), default=0.0)


def cards_of(profile: Profile, machine: Machine) -> list[Gpu]:
    """The cards that it would run on; all where none are named."""
    names = profile.cards.split(",")
    chosen = [card for card in machine.gpus if str(card.number) in names]
    return chosen if profile.cards not in ("", "all") else list(machine.gpus)


def _reckon(profile: Profile, facts: ModelFacts, budget: float) -> Fit:
    width = _WIDTH[profile.dtype]
    weights = float(facts.weights)
    if profile.quantization in ("fp8", "bitsandbytes") and not facts.quantization:
        weights *= 0.55 if profile.quantization == "fp8" else _QUARTER
    elif profile.dtype == "float32" and not facts.quantization:
        weights = max(weights, 4.0 * facts.parameters)
    weights /= profile.parallel
    one = facts.cache_bytes(profile.context, width) / profile.parallel
    if profile.runner == "pooling":
        one = 0.0
    working = _WORKING[profile.device]
    if profile.device == "cpu":
        cache = max(one, float(profile.kv_space_gb or 4) * (1 << 30))
        return Fit(weights, cache, working, budget, int(cache / one) if one else profile.sequences)
    left = budget - weights - working
    requests = profile.sequences if not one else max(0, int(left / one))
    return Fit(weights, one, working, budget, requests)


def _proposals(
    profile: Profile, facts: ModelFacts, machine: Machine, now: Fit
) -> list[tuple[Mapping[str, object], str]]:
    found: list[tuple[Mapping[str, object], str]] = []

    def offer(changes: dict[str, object], words: str) -> None:
        tried = profile.model_copy(update=changes)
        if _reckon(tried, facts, budget_of(tried, machine)).fits:
            found.append((changes, words))

    if profile.device == "gpu" and profile.memory_share < 0.95:
        offer({"memory_share": 0.95}, "a memory share of 0.95 (memory_share=0.95)")
    if context := _context_that_fits(profile, now):
        offer({"context": context, "batched_tokens": 0}, f"a context of {context} (context={context})")
    if profile.device == "gpu":
        _offer_for_cards(profile, facts, machine, offer)
    elif profile.kv_space_gb > 1:
        offer({"kv_space_gb": 1}, "a cache of 1 GB (kv_space_gb=1)")
    return found


def _offer_for_cards(profile: Profile, facts: ModelFacts, machine: Machine, offer: Offer) -> None:
    if not facts.quantization and not profile.quantization:
        offer({"quantization": "fp8"}, "weights of 8 bits (quantization=fp8)")
        offer({"quantization": "bitsandbytes"}, "weights of 4 bits (quantization=bitsandbytes)")
        offer(
            {"quantization": "bitsandbytes", "memory_share": 0.95, "context": SHORTEST_CONTEXT},
            "all three: weights of 4 bits, a memory share of 0.95, a context of 2048",
        )
    cards = profile.parallel * 2
    if cards <= len(machine.gpus):
        offer({"parallel": cards, "gpus": ""}, f"{cards} cards together (parallel={cards})")


def _context_that_fits(profile: Profile, now: Fit) -> int:
    """The longest power of two below the one that is asked for; 0 where none of use fits."""
    left = now.budget - now.weights - now.working
    per_token = now.cache / profile.context
    if profile.device == "cpu" or left <= 0 or per_token <= 0:
        return 0
    context = 1 << (int(left / per_token).bit_length() - 1)
    return context if SHORTEST_CONTEXT <= context < profile.context else 0
