"""What is tried next follows from the figures alone."""

from __future__ import annotations

from typing import Any

import pytest

from shellguard.vllm.benchmark import Step
from shellguard.vllm.profile import Profile
from shellguard.vllm.tune import TABLE, Reading, Trial, gain, is_better, next_change


def step(speed: float = 100.0, first: float = 0.1, failed: int = 0, answered: int = 10) -> Step:
    return Step(32, answered, failed, 1.0, round(speed), (first, first, first), (1.0, 1.0, 1.0))


def profile(**values: Any) -> Profile:
    return Profile.model_validate(
        {"model": "m/m", "context": 4096, "sequences": 32, "batched_tokens": 8192, **values}
    )


QUIET = Reading(step())


@pytest.mark.parametrize(
    ("values", "reading"),
    [
        ({"batched_tokens": 49152}, QUIET),
        ({"device": "cpu", "eager": True}, QUIET),
        ({"device": "cpu"}, Reading(step(), cache=0.5)),
        ({"batched_tokens": 49152, "memory_share": 0.95}, Reading(step(), cache=0.8)),
        ({"sequences": 512, "batched_tokens": 49152}, Reading(step(), waiting=9)),
    ],
)
def test_where_nothing_points_at_a_setting_nothing_is_tried(values: dict[str, Any], reading: Reading) -> None:
    assert next_change(profile(**values), reading, ()) is None


@pytest.mark.parametrize(
    ("values", "reading", "wanted"),
    [
        ({}, Reading(step(), preemptions=11), {"memory_share": 0.95}),
        ({"memory_share": 0.95}, Reading(step(), preemptions=11), {"sequences": 16}),
        ({"device": "cpu", "kv_space_gb": 4}, Reading(step(), preemptions=11), {"kv_space_gb": 8}),
        ({}, Reading(step(), cache=0.95), {"sequences": 16}),
        ({"chunked_prefill": False}, QUIET, {"chunked_prefill": True}),
        ({"prefix_caching": False}, QUIET, {"prefix_caching": True}),
        ({"eager": True}, QUIET, {"eager": False}),
        ({}, Reading(step(), waiting=3), {"sequences": 64}),
        ({}, QUIET, {"batched_tokens": 16384}),
        ({"batched_tokens": 0}, QUIET, {"batched_tokens": 8192}),
        ({"batched_tokens": 49152}, Reading(step(), cache=0.6), {"memory_share": 0.95}),
    ],
)
def test_the_figures_point_at_a_setting(
    values: dict[str, Any], reading: Reading, wanted: dict[str, Any]
) -> None:
    found = next_change(profile(**values), reading, ())
    assert found is not None
    assert dict(found.changes) == wanted


def test_what_was_tried_is_not_tried_again() -> None:
    tried: list[Trial] = []
    while (
        found := next_change(profile(eager=True, prefix_caching=False), Reading(step(), waiting=1), tried)
    ) is not None:
        assert found.changes not in {one.changes for one in tried}
        tried.append(found)
    assert [one.rule for one in tried] == ["prefix-caching", "graphs", "waiting-sequences", "batched-tokens"]


def test_every_change_of_the_table_makes_a_profile_that_can_be() -> None:
    for _, why, _, changes in TABLE:
        assert why
        for one in (
            profile(),
            profile(device="cpu"),
            profile(sequences=512, memory_share=0.98, batched_tokens=49152),
        ):
            Profile.model_validate({**one.model_dump(), **changes(one)})


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        (step(100), step(104), False),
        (step(100), step(90), False),
        (step(100), step(150, failed=1), False),
        (step(100), step(150, answered=0), False),
        (step(100, first=0.1), step(150, first=0.2), False),
        (step(100, first=0.1), step(150, first=0.12), True),
        (step(100, first=0.01), step(150, first=0.04), True),
        (step(100), step(110), True),
    ],
)
def test_better_is_clearly_faster_with_nobody_waiting_much_longer(
    before: Step, after: Step, better: bool
) -> None:
    assert is_better(before, after) is better


def test_a_gain_is_a_share_of_the_speed_before() -> None:
    assert gain(step(100), step(150)) == pytest.approx(0.5)
    assert gain(step(0), step(150)) == 0.0
