"""The arithmetic of a benchmark, what is kept of it, and a run against a server that speaks vLLM's way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shellguard.vllm import keys
from shellguard.vllm.benchmark import (
    Result,
    Step,
    Trial,
    compared,
    keep,
    last,
    long_answers,
    percentile,
    summed_up,
    verdicts,
)


@pytest.mark.parametrize(
    ("values", "share", "wanted"),
    [
        ((), 0.5, 0.0),
        ((3.0,), 0.99, 3.0),
        ((1.0, 2.0, 3.0, 4.0), 0.5, 2.0),
        ((4.0, 3.0, 2.0, 1.0), 0.95, 4.0),
        (tuple(float(n) for n in range(1, 101)), 0.95, 95.0),
        (tuple(float(n) for n in range(1, 101)), 0.99, 99.0),
        ((1.0, 2.0), 0.0, 1.0),
    ],
)
def test_percentiles_are_values_that_were_measured(
    values: tuple[float, ...], share: float, wanted: float
) -> None:
    assert percentile(values, share) == wanted


def test_requests_that_failed_count_as_failed_and_for_no_speed() -> None:
    trials = [Trial(0.1, 1.0, 10), Trial(0.2, 2.0, 20), Trial(0.0, 0.0, 0, "refused")]
    found = summed_up(3, trials, 2.0)
    assert (found.answered, found.failed, found.tokens, found.error) == (2, 1, 30, "refused")
    assert (found.requests_a_second, found.tokens_a_second) == (1.0, 15.0)
    assert found.first_token == (0.1, 0.2, 0.2)


def test_a_step_that_nobody_answered_has_no_speed() -> None:
    found = summed_up(1, [Trial(0.0, 0.0, 0, "no")], 0.0)
    assert (found.tokens_a_second, found.requests_a_second, found.whole) == (0.0, 0.0, (0.0, 0.0, 0.0))


def result(speed: int, at: float = 1.0, server: str = "one", first: float = 0.1) -> Result:
    step = Step(4, 10, 0, 1.0, speed, (first, first, first), (1.0, 1.0, 1.0))
    return Result(server, "m/m", "tokens", (step,), at)


@pytest.mark.parametrize(("now", "words"), [(105, None), (80, False), (130, True)])
def test_a_tenth_is_noise_and_more_is_better_or_worse(now: int, words: bool | None) -> None:
    speed, wait = compared(result(100), result(now))
    assert speed.better is words
    assert wait.better is None


def test_a_shorter_wait_is_better() -> None:
    assert compared(result(100), result(100, first=0.05))[1].better is True


def test_other_steps_are_not_compared() -> None:
    other = Result("one", "m/m", "tokens", (Step(8, 1, 0, 1.0, 1, (0.1,) * 3, (0.1,) * 3),), 1.0)
    assert compared(result(100), other) == ()


def test_the_newest_of_a_server_and_kind_is_kept_and_read_again() -> None:
    assert last("one", "tokens") is None
    keep(result(1))
    keep(result(2))
    keep(result(3, server="two"))
    assert last("one", "tokens") == result(2)
    assert last("one", "verdicts") is None


def test_only_so_many_are_kept_in_a_private_file() -> None:
    for number in range(30):
        keep(result(number))
    file = keys.folder() / "benchmarks.json"
    assert len(json.loads(file.read_text(encoding="utf-8"))) == 20
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '[{"server": "one", "workload": "tokens"}]', "null"])
def test_a_damaged_record_is_no_record(text: str, folders: Path) -> None:
    (keys.folder() / "benchmarks.json").write_text(text, encoding="utf-8")
    assert last("one", "tokens") is None
    keep(result(5))
    assert last("one", "tokens") == result(5)


def test_requests_differ_so_that_no_cache_answers() -> None:
    for work in (long_answers(10), verdicts()):
        assert work.messages(1) != work.messages(2)
        assert work.messages(1) == work.messages(1)
