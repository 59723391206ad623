"""Each known cause is found by its sample, and by nothing that is harmless or another's."""

from __future__ import annotations

import re
from typing import Any

import pytest

from shellguard.vllm.diagnosis import Cause, causes, diagnose, proposal
from shellguard.vllm.profile import Profile
from shellguard.vllm.server_spec import Server

ORDINARY = """\
INFO 11-21 08:00:00 [api_server.py:1044] vLLM API server version 0.33.0
INFO 11-21 08:00:01 [config.py:820] Chunked prefill is enabled with max_num_batched_tokens=8192.
(EngineCore pid=20) INFO 11-21 08:00:09 Loading safetensors checkpoint shards: 100% Completed | 2/2
(EngineCore pid=20) INFO 11-21 08:00:20 GPU KV cache size: 65,536 tokens
INFO:     Application startup complete.
INFO:     127.0.0.1:34658 - "POST /v1/chat/completions HTTP/1.1" 200 OK
"""
ENGINE = Profile(
    model="m/m", context=8192, sequences=256, memory_share=0.9, arguments=("--disable-log-requests",)
)


def names(cause: Cause) -> str:
    return cause.id


def test_at_least_twenty_five_causes_are_known_each_with_a_source_and_its_own_name() -> None:
    assert len(causes()) >= 25
    assert len({cause.id for cause in causes()}) == len(causes())
    for cause in causes():
        assert cause.source == "measured" or re.fullmatch(
            r"https://github\.com/[\w./-]+/(issues|pull)/\d+", cause.source
        )
        assert cause.harmless


def test_an_ordinary_log_shows_no_cause() -> None:
    assert diagnose(ORDINARY) == ()


@pytest.mark.parametrize("cause", causes(), ids=names)
def test_harmless_lines_do_not_show_the_cause(cause: Cause) -> None:
    found = {seen.id for line in cause.harmless for seen in diagnose(line)}
    assert cause.id not in found


@pytest.mark.parametrize("cause", causes(), ids=names)
def test_the_sample_shows_the_cause_and_shows_it_first(cause: Cause) -> None:
    found = diagnose(ORDINARY + cause.sample + "\n")
    assert found[0].id == cause.id
    assert found[0].line
    assert "{" not in found[0].what.replace("{}", "")
    assert "{" not in found[0].remedy
    assert found[0].source == cause.source


@pytest.mark.parametrize("cause", causes(), ids=names)
def test_a_proposal_is_a_profile_that_can_be(cause: Cause) -> None:
    found = diagnose(cause.sample)[0]
    for profile in (
        ENGINE,
        Profile(model="m/m", device="cpu", kv_space_gb=4, parallel=2, quantization="awq"),
    ):
        changed = {**profile.model_dump(), **proposal(found, profile)}
        Profile.model_validate(changed)


@pytest.mark.parametrize(
    ("name", "before", "wanted"),
    [
        ("memory.context", {"context": 32768}, {"context": 7344}),
        ("memory.context-estimated", {"context": 40960}, {"context": 37376}),
        ("memory.sampler", {"sequences": 1024}, {"sequences": 512, "memory_share": 0.85}),
        ("memory.no-cache-blocks", {"memory_share": 0.9}, {"memory_share": 0.95}),
        ("memory.no-cache-blocks", {"memory_share": 0.97}, {}),
        ("memory.gpu", {"memory_share": 0.5, "context": 128}, {}),
        ("settings.batched-tokens", {"batched_tokens": 2048}, {"batched_tokens": 32768}),
        (
            "settings.unknown-option",
            {"arguments": ("--disable-log-requests", "--seed", "1")},
            {"arguments": ("--seed", "1")},
        ),
        (
            "settings.lora-rank",
            {"arguments": ("--max-lora-rank", "16")},
            {"arguments": ("--max-lora-rank", "64")},
        ),
        ("settings.too-few-gpus", {"parallel": 16}, {"parallel": 8}),
        ("model.bfloat16", {}, {"dtype": "float16"}),
        ("model.own-code", {}, {}),
        ("gpu.driver-old", {}, {}),
        ("disk.shared-memory", {"shm_gb": 64}, {}),
        ("engine.core-died", {}, {"eager": True}),
    ],
)
def test_what_is_proposed_follows_from_the_profile(
    name: str, before: dict[str, Any], wanted: dict[str, Any]
) -> None:
    cause = next(one for one in causes() if one.id == name)
    profile = Profile.model_validate({"model": "m/m", "memory_share": 0.9, **before})
    assert proposal(diagnose(cause.sample)[0], profile) == wanted


def test_no_proposal_ever_trusts_a_models_own_code() -> None:
    assert not any("trusted_code" in cause.changes for cause in causes())


def test_what_the_engine_says_counts_too() -> None:
    server = Server("x", "docker", "exited", exit_code=137, out_of_memory=True)
    assert diagnose("", server)[0].id == "memory.out-of-memory-killed"
    refused = Server(
        "x", "docker", "created", error='could not select device driver "" with capabilities: [[gpu]]'
    )
    assert diagnose("", refused)[0].id == "gpu.no-runtime"


def test_a_server_that_was_stopped_by_force_was_not_short_of_memory() -> None:
    assert diagnose("", Server("x", "docker", "exited", exit_code=137)) == ()


def test_lines_from_outside_cannot_steer_the_terminal() -> None:
    found = diagnose("vllm: error: unrecognized arguments: --x\x1b[2J\u202e evil\x1b]0;t\x07")
    assert found[0].id == "settings.unknown-option"
    assert found[0].line.isprintable()
    assert found[0].what.isprintable()
