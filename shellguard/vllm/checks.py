"""What is wrong with a profile on this machine before anything starts, with values that work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shellguard.vllm.fitting import GB, MOST_SHARE, Fit, cards_of, gigabytes
from shellguard.vllm.flags import unknown_flags
from shellguard.vllm.model_files import ModelFacts
from shellguard.vllm.probe import Machine
from shellguard.vllm.profile import Profile
from shellguard.vllm.tool_parsers import parser_for

MOST_CONTEXT = 32_768
MOST_SEQUENCES = 512
LARGE_DOWNLOAD = 20 * GB
_NEEDS_GENERATION = {"awq": 7.5, "gptq": 6.0, "fp8": 8.0, "bitsandbytes": 7.0, "mxfp4": 8.0}
_BFLOAT16_GENERATION = 8.0
_SLACK = 0.02
_DISK_LEFT = 2 * GB

Weight = Literal["refuse", "ask", "note"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that would go wrong.

    Attributes:
        weight: refuse (it can't work), ask (a person has to agree), note (worth knowing).
        key: of the profile or of the settings.
        what: one sentence.
        works: a value of *key* that would work; "" where a value can't mend it.
        hint: what else to do.
    """

    weight: Weight
    key: str
    what: str
    works: str = ""
    hint: str = ""

    def __str__(self) -> str:
        remedy = f"{self.key}={self.works} would work" if self.works else self.hint
        also = f"; {self.hint}" if self.works and self.hint else ""
        return f"{self.key}: {self.what}" + (f" ({remedy}{also})" if remedy else "")


def check_profile(profile: Profile, known_flags: frozenset[str]) -> tuple[Fault, ...]:
    """What is wrong whatever the machine."""
    return (*_sizes(profile), *_of_the_model(profile, known_flags))


def check_machine(
    profile: Profile, facts: ModelFacts | None, machine: Machine, taken: float = 0.0
) -> tuple[Fault, ...]:
    """What is wrong on this machine; *taken* is the memory share of our servers that run on the same card."""
    if profile.device == "cpu":
        return ()
    if not machine.gpus:
        return (
            Fault(
                "refuse",
                "device",
                machine.gpu_problem or "there is no card",
                hint="the profiles parser-cpu, dev-cpu and embeddings-cpu run on the processor",
            ),
        )
    return (
        *_cards(profile, machine),
        *_generations(profile, facts, machine),
        *_shares(profile, machine, taken),
    )


def check_context(profile: Profile, facts: ModelFacts | None) -> tuple[Fault, ...]:
    """Whether the model was trained for so long a context."""
    if facts is None or not facts.context or profile.context <= facts.context:
        return ()
    what = f"{profile.context} tokens, and the model was trained for {facts.context}"
    return (Fault("refuse", "context", what, str(facts.context)),)


def check_fit(fit: Fit, profile: Profile, smaller: tuple[str, ...] = ()) -> tuple[Fault, ...]:
    """Whether it fits, and what would; *smaller* names profiles that do."""
    if fit.fits:
        return ()
    where = (
        "of memory that is free"
        if profile.device == "cpu"
        else f"that the card gives ({profile.memory_share:g} of it)"
    )
    proposals = [words for _, words in fit.proposals]
    proposals += [f"the profile {name}" for name in smaller]
    hint = "what would fit: " + ", or ".join(proposals) if proposals else "a smaller model is needed"
    what = f"{fit.words}, more than the {gigabytes(fit.budget)} {where}"
    key = "memory" if profile.device == "cpu" else "model"
    return (Fault("refuse", key, what, hint=hint),)


def check_download(facts: ModelFacts | None, free: int | None, where: str) -> tuple[Fault, ...]:
    """Whether the model's files may be had and have room."""
    if facts is None:
        return ()
    if facts.absent:
        return (Fault("refuse", "model", "the hub has no model of this name", hint="look at its spelling"),)
    if facts.refused:
        return (
            Fault(
                "refuse",
                "model",
                "the hub does not give it out: its terms have to be accepted, or the name is wrong",
                hint="accept them on the model's page and set HF_TOKEN, or take a model without terms",
            ),
        )
    found = []
    if facts.missing and free is not None and facts.missing + _DISK_LEFT > free:
        what = f"{gigabytes(facts.missing)} are to be downloaded and {gigabytes(free)} are free in {where}"
        found.append(Fault("refuse", "vllm.cache", what, hint="shellguard config set vllm.cache FOLDER"))
    if facts.missing > LARGE_DOWNLOAD:
        found.append(Fault("ask", "model", f"{gigabytes(facts.missing)} would be downloaded"))
    return tuple(found)


def _sizes(profile: Profile) -> Iterator[Fault]:
    if profile.batched_tokens and profile.batched_tokens < profile.context and not profile.chunked_prefill:
        what = f"{profile.batched_tokens} is less than the context of {profile.context}"
        yield Fault("refuse", "batched_tokens", what, str(profile.context))
    if profile.batched_tokens and profile.batched_tokens < profile.sequences:
        what = f"{profile.batched_tokens} is less than the {profile.sequences} sequences"
        yield Fault("refuse", "batched_tokens", what, str(max(profile.sequences, 2048)))
    if profile.memory_share > MOST_SHARE:
        what = f"{profile.memory_share:g} leaves the card no room; {MOST_SHARE:g} is the most"
        yield Fault("refuse", "memory_share", what, "0.95")
    if profile.context > MOST_CONTEXT:
        yield Fault("ask", "context", f"{profile.context} tokens take much memory", str(MOST_CONTEXT))
    if profile.sequences > MOST_SEQUENCES:
        yield Fault("ask", "sequences", f"{profile.sequences} at once is much", str(MOST_SEQUENCES))
    if profile.device == "cpu":
        yield from _on_the_processor(profile)
    elif profile.kv_space_gb:
        yield Fault("note", "kv_space_gb", "counts on the processor only", "0")


def _on_the_processor(profile: Profile) -> Iterator[Fault]:
    if not profile.kv_space_gb:
        yield Fault("note", "kv_space_gb", "is not set: 4 GB are taken", "4")
    if profile.quantization in ("fp8", "bitsandbytes", "mxfp4"):
        yield Fault("refuse", "quantization", f"{profile.quantization} needs a card", '""')
    if profile.parallel > 1 or profile.gpus:
        key = "parallel" if profile.parallel > 1 else "gpus"
        yield Fault("refuse", key, "there are no cards on the processor", "1" if key == "parallel" else '""')


def _of_the_model(profile: Profile, known_flags: frozenset[str]) -> Iterator[Fault]:
    right = parser_for(profile.model)
    if profile.tool_parser and right and profile.tool_parser not in right:
        what = f"{profile.tool_parser} does not read the tool calls of {profile.model}"
        yield Fault("refuse", "tool_parser", what, right[0])
    if profile.tool_parser and profile.runner == "pooling":
        yield Fault("refuse", "tool_parser", "an embedding model calls no tools", '""')
    for name, path in profile.lora.items():
        if not name or "=" in name or not path:
            yield Fault("refuse", "lora", "each adapter is a name and a path", '{name = "/path"}')
    if profile.trusted_code:
        yield Fault("ask", "trusted_code", "the model's own program code would run", "false")
    options = {word.partition("=")[0] for word in profile.arguments}
    if "--api-key" in options:
        yield Fault("refuse", "arguments", "a key in arguments can be read by others", hint="leave it out")
    if {"--host", "--port", "--uds"} & options:
        yield Fault(
            "refuse", "arguments", "where it listens is settled: 127.0.0.1", hint="vllm.port is the port"
        )
    for flag, instead in unknown_flags(profile.arguments, known_flags):
        hint = f"today it is {instead}" if instead else "leave it out"
        yield Fault("refuse", "arguments", f"this version of vLLM does not know {flag}", hint=hint)


def _cards(profile: Profile, machine: Machine) -> Iterator[Fault]:
    there = len(machine.gpus)
    named = [] if profile.gpus in ("", "all") else profile.gpus.split(",")
    numbers = {str(card.number) for card in machine.gpus}
    if absent := [name for name in named if name not in numbers]:
        works = ",".join(sorted(numbers)[: max(1, len(named))])
        yield Fault("refuse", "gpus", f"there is no card {', '.join(absent)}", works)
    if profile.parallel > (len(named) or there):
        what = f"{profile.parallel} cards are wanted and {len(named) or there} are there"
        yield Fault("refuse", "parallel", what, str(len(named) or there))
    elif profile.parallel > 1:
        yield Fault("ask", "parallel", f"it would run on {profile.parallel} cards at once", "1")


def _generations(profile: Profile, facts: ModelFacts | None, machine: Machine) -> Iterator[Fault]:
    known = [card.generation for card in cards_of(profile, machine) if card.generation]
    oldest = min(known, default=0.0)
    kind = profile.quantization or (facts.quantization if facts else "")
    needed = _NEEDS_GENERATION.get(kind, 0.0)
    if oldest and oldest < needed:
        works = "bitsandbytes" if oldest >= _NEEDS_GENERATION["bitsandbytes"] else '""'
        what = f"{kind} needs a card of generation {needed:g}, this one is {oldest:g}"
        yield Fault("refuse", "quantization", what, works)
    if oldest and oldest < _BFLOAT16_GENERATION and profile.dtype == "bfloat16":
        what = f"bfloat16 needs a card of generation {_BFLOAT16_GENERATION:g}, this one is {oldest:g}"
        yield Fault("refuse", "dtype", what, "float16")


def _shares(profile: Profile, machine: Machine, taken: float) -> Iterator[Fault]:
    if taken and taken + profile.memory_share > MOST_SHARE:
        left = round(MOST_SHARE - taken, 2)
        works = f"{left:g}" if left >= 0.1 else ""
        what = f"with the servers that run here, {taken + profile.memory_share:.2f} of it would be taken"
        yield Fault("refuse", "memory_share", what, works, "or stop another: shellguard vllm ps")
        return
    for card in cards_of(profile, machine):
        share = card.free / card.total if card.total else 1.0
        if share + _SLACK < profile.memory_share:
            works = f"{max(0.0, share - _SLACK):.2f}"
            what = f"{profile.memory_share:g} of card {card.number} is wanted and {share:.2f} of it is free"
            yield Fault(
                "refuse", "memory_share", what, works, "or end what uses the card: nvidia-smi shows it"
            )
            return
