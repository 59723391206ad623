from __future__ import annotations

from typing import Any

import pytest

from shellguard.vllm.checks import Fault, check_download, check_fit, check_machine, check_profile
from shellguard.vllm.fitting import GB, facts_of_shape, fit
from shellguard.vllm.flags import pinned_flags
from shellguard.vllm.model_files import ModelFacts
from shellguard.vllm.probe import Gpu, Machine
from shellguard.vllm.profile import Profile, changed, load_profile

WELL = Profile(model="Qwen/Qwen2.5-7B-Instruct", memory_share=0.9)


def card(gigabytes: float, free: float = 1.0, generation: float = 8.9, number: int = 0) -> Gpu:
    total = int(gigabytes * GB)
    return Gpu(number, "a card", total, int(total * free), "560.1", generation)


def machine(*cards: Gpu) -> Machine:
    return Machine(cards, memory=64 * GB, memory_free=60 * GB, processors=8)


def keys_of(faults: tuple[Fault, ...], weight: str) -> list[str]:
    return [fault.key for fault in faults if fault.weight == weight]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"memory_share": 0.98},
        {"context": 32_768, "sequences": 512},
        {"batched_tokens": 2048, "context": 4096},
        {"batched_tokens": 4096, "context": 4096, "chunked_prefill": False},
        {"tool_parser": "hermes"},
        {"model": "nobody/knows-it", "tool_parser": "xlam"},
        {"lora": {"mine": "/adapters/mine"}},
        {"arguments": ("--seed", "1")},
        {"arguments": ("--compilation-config.mode=3",)},
        {"device": "cpu", "dtype": "float32", "kv_space_gb": 4},
    ],
    ids=str,
)
def test_what_works_is_not_complained_about(changes: dict[str, Any]) -> None:
    assert check_profile(changed(WELL, changes, ""), pinned_flags()) == ()


@pytest.mark.parametrize(
    ("changes", "weight", "key", "works"),
    [
        (
            {"batched_tokens": 2048, "context": 4096, "chunked_prefill": False},
            "refuse",
            "batched_tokens",
            "4096",
        ),
        ({"batched_tokens": 16, "sequences": 64}, "refuse", "batched_tokens", "2048"),
        ({"memory_share": 0.99}, "refuse", "memory_share", "0.95"),
        ({"context": 65_536}, "ask", "context", "32768"),
        ({"sequences": 513}, "ask", "sequences", "512"),
        ({"tool_parser": "mistral"}, "refuse", "tool_parser", "hermes"),
        (
            {"model": "meta-llama/Llama-3.2-3B-Instruct", "tool_parser": "hermes"},
            "refuse",
            "tool_parser",
            "llama3_json",
        ),
        ({"lora": {"mine": ""}}, "refuse", "lora", '{name = "/path"}'),
        ({"trusted_code": True}, "ask", "trusted_code", "false"),
        ({"arguments": ("--swap-space", "4")}, "refuse", "arguments", ""),
        ({"arguments": ("--api-key=abc",)}, "refuse", "arguments", ""),
        ({"arguments": ("--host", "0.0.0.0")}, "refuse", "arguments", ""),
        ({"device": "cpu"}, "note", "kv_space_gb", "4"),
        ({"device": "cpu", "kv_space_gb": 2, "quantization": "fp8"}, "refuse", "quantization", '""'),
        ({"device": "cpu", "kv_space_gb": 2, "parallel": 2}, "refuse", "parallel", "1"),
    ],
    ids=str,
)
def test_each_fault_names_a_value_that_works(
    changes: dict[str, Any], weight: str, key: str, works: str
) -> None:
    faults = check_profile(changed(WELL, changes, ""), pinned_flags())
    assert [(one.weight, one.key, one.works) for one in faults] == [(weight, key, works)]
    assert works in str(faults[0])
    assert works or faults[0].hint


def test_an_option_that_was_replaced_names_what_took_its_place() -> None:
    profile = changed(WELL, {"arguments": ("--guided-decoding-backend", "x")}, "")
    assert "--structured-outputs-config" in str(check_profile(profile, pinned_flags())[0])


def test_no_option_is_refused_where_it_is_not_known_what_the_image_knows() -> None:
    profile = changed(WELL, {"arguments": ("--swap-space", "4")}, "")
    assert check_profile(profile, frozenset()) == ()


MACHINES: list[tuple[dict[str, Any], Machine, float, list[str]]] = [
    ({}, machine(card(24)), 0.0, []),
    ({"memory_share": 0.4}, machine(card(24)), 0.5, []),
    ({"parallel": 1, "gpus": "1"}, machine(card(24), card(24, number=1)), 0.0, []),
    ({"quantization": "awq"}, machine(card(16, generation=7.5)), 0.0, []),
    ({}, machine(), 0.0, ["device"]),
    ({"gpus": "3"}, machine(card(24)), 0.0, ["gpus"]),
    ({"parallel": 2}, machine(card(24)), 0.0, ["parallel"]),
    ({"quantization": "awq"}, machine(card(16, generation=7.0)), 0.0, ["quantization"]),
    ({"quantization": "fp8"}, machine(card(16, generation=7.5)), 0.0, ["quantization"]),
    ({"dtype": "bfloat16"}, machine(card(16, generation=7.5)), 0.0, ["dtype"]),
    ({}, machine(card(24, free=0.5)), 0.0, ["memory_share"]),
    ({"memory_share": 0.6}, machine(card(24)), 0.5, ["memory_share"]),
]


@pytest.mark.parametrize(("changes", "here", "taken", "refused"), MACHINES, ids=str)
def test_a_card_is_asked_for_no_more_than_it_has(
    changes: dict[str, Any], here: Machine, taken: float, refused: list[str]
) -> None:
    faults = check_machine(changed(WELL, changes, ""), None, here, taken)
    assert keys_of(faults, "refuse") == refused


def test_a_share_of_what_is_left_is_proposed() -> None:
    fault = check_machine(WELL, None, machine(card(24, free=0.5)))[0]
    assert 0.4 < float(fault.works) < 0.5
    assert not check_machine(
        changed(WELL, {"memory_share": float(fault.works)}, ""), None, machine(card(24, free=0.5))
    )


FITS = [
    ("parser", 16, True),
    ("parser", 8, False),
    ("po", 24, True),
    ("po", 16, False),
    ("architect", 32, True),
    ("architect", 16, False),
    ("dev", 16, False),
    ("dev-small", 16, True),
    ("embeddings", 16, True),
]


@pytest.mark.parametrize(("name", "gigabytes", "fits"), FITS, ids=str)
def test_profiles_fit_the_cards_that_they_say(name: str, gigabytes: float, fits: bool) -> None:
    profile = load_profile(name)
    facts = facts_of_shape(profile)
    assert facts is not None
    assert fit(profile, facts, machine(card(gigabytes))).fits is fits


@pytest.mark.parametrize(("name", "gigabytes", "fits"), [row for row in FITS if not row[2]], ids=str)
def test_what_is_proposed_does_fit(name: str, gigabytes: float, fits: bool) -> None:
    profile, here = load_profile(name), machine(card(gigabytes))
    facts = facts_of_shape(profile)
    assert facts is not None
    for changes, _ in fit(profile, facts, here).proposals:
        assert fit(changed(profile, dict(changes), ""), facts, here).fits


def test_a_model_that_is_too_large_is_answered_by_smaller_profiles() -> None:
    profile, here = load_profile("architect"), machine(card(16))
    facts = facts_of_shape(profile)
    assert facts is not None
    said = str(check_fit(fit(profile, facts, here), profile, ("parser",))[0])
    assert "19.4 GB" in said
    assert "the profile parser" in said


DOWNLOADS: list[tuple[ModelFacts | None, int | None, list[tuple[str, str]]]] = [
    (None, 1, []),
    (ModelFacts("cache", weights=8 * GB), 1, []),
    (ModelFacts("hub", weights=8 * GB, missing=8 * GB), 100 * GB, []),
    (ModelFacts("hub", weights=8 * GB, missing=8 * GB), None, []),
    (ModelFacts("hub", weights=8 * GB, missing=8 * GB), 9 * GB, [("refuse", "vllm.cache")]),
    (ModelFacts("hub", weights=30 * GB, missing=30 * GB), 100 * GB, [("ask", "model")]),
    (ModelFacts("hub", refused=True), 100 * GB, [("refuse", "model")]),
    (ModelFacts("hub", absent=True), 100 * GB, [("refuse", "model")]),
]


@pytest.mark.parametrize(("facts", "free", "expected"), DOWNLOADS, ids=str)
def test_a_download_needs_leave_and_room(
    facts: ModelFacts | None, free: int | None, expected: list[tuple[str, str]]
) -> None:
    assert [(one.weight, one.key) for one in check_download(facts, free, "/cache")] == expected
