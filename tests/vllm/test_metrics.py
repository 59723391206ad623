"""What a server publishes, read into values; damaged text is passed over."""

from __future__ import annotations

import math

import pytest

from shellguard.errors import ShellguardError
from shellguard.vllm.metrics import Histogram, Metrics, between, read, samples

TEXT = """\
# HELP vllm:num_requests_running Number of requests
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="parser"} 3.0
vllm:num_requests_running{engine="1",model_name="parser"} 2.0
vllm:num_requests_waiting{engine="0",model_name="parser"} 7
vllm:kv_cache_usage_perc{engine="0",model_name="parser"} 0.25
vllm:kv_cache_usage_perc{engine="1",model_name="parser"} 0.5
vllm:num_preemptions_total{engine="0"} 4
vllm:prompt_tokens_total{engine="0"} 1000
vllm:generation_tokens_total{engine="0"} 500
vllm:prefix_cache_queries_total{engine="0"} 1000
vllm:prefix_cache_hits_total{engine="0"} 600
vllm:request_success_total{engine="0",finished_reason="stop"} 10
vllm:request_success_total{engine="0",finished_reason="length"} 2
vllm:time_to_first_token_seconds_bucket{engine="0",le="0.1"} 5
vllm:time_to_first_token_seconds_bucket{engine="0",le="0.2"} 10
vllm:time_to_first_token_seconds_bucket{engine="0",le="+Inf"} 12
vllm:time_to_first_token_seconds_sum{engine="0"} 1.8
vllm:time_to_first_token_seconds_count{engine="0"} 12
process_resident_memory_bytes 2.5e+09
"""


@pytest.mark.parametrize(
    "line",
    ["", "# TYPE a b", "no value", 'a{b="c" 1', "a nan", "a one", "1a 2", "{} 3", "a\x00b 1 2 3 4", 'x{le="'],
)
def test_what_is_no_sample_is_passed_over(line: str) -> None:
    assert list(samples(line)) == []


def test_text_without_anything_of_vllm_is_refused() -> None:
    with pytest.raises(ShellguardError, match="no figures of vLLM"):
        read("process_resident_memory_bytes 1\n")


def test_escaped_labels_are_read() -> None:
    (one,) = samples('a{b="c\\"d\\\\e\\nf",g=""} 1e3 1700000000')
    assert (one.name, dict(one.labels), one.value) == ("a", {"b": 'c"d\\e\nf', "g": ""}, 1000.0)


def test_values_of_several_engines_are_put_together() -> None:
    found = read(TEXT)
    assert (found.running, found.waiting, found.kv_cache, found.preemptions) == (5, 7, 0.5, 4)
    assert (found.model, found.requests, found.memory) == ("parser", 12, 2.5e9)
    assert dict(found.finished) == {"stop": 10, "length": 2}
    assert found.prefix_share == pytest.approx(0.6)


def test_older_names_of_figures_are_read() -> None:
    found = read('vllm:gpu_cache_usage_perc 0.9\nvllm:time_per_output_token_seconds_bucket{le="+Inf"} 1\n')
    assert found.kv_cache == 0.9
    assert found.between_tokens.count == 1


@pytest.mark.parametrize(
    ("share", "wanted"), [(0.0, 0.0), (0.25, 0.06), (0.5, 0.12), (0.8, 0.192), (0.99, 0.2), (1.0, 0.2)]
)
def test_percentiles_lie_within_their_bucket(share: float, wanted: float) -> None:
    assert read(TEXT).first_token.percentile(share) == pytest.approx(wanted)


def test_an_empty_histogram_has_no_percentile_and_no_mean() -> None:
    for empty in (Histogram(), Histogram((1.0, math.inf), (0.0, 0.0), 0.0)):
        assert empty.percentile(0.5) is None
        assert empty.mean is None


def test_what_happened_between_two_readings_is_a_second() -> None:
    before = read(TEXT)
    after = read(
        TEXT.replace("} 500", "} 700")
        .replace('"stop"} 10', '"stop"} 20')
        .replace('le="0.1"} 5', 'le="0.1"} 9')
        .replace('le="0.2"} 10', 'le="0.2"} 14')
        .replace('+Inf"} 12', '+Inf"} 16')
    )
    rates = between(before, after, 2.0)
    assert (rates.generated_tokens, rates.requests) == (100, 5)
    assert rates.first_token.counts == (4, 4, 4)


def test_a_server_that_was_started_anew_counts_from_nothing() -> None:
    rates = between(read(TEXT), Metrics(prompt_tokens=10, generated_tokens=4), 2.0)
    assert (rates.prompt_tokens, rates.generated_tokens) == (5, 2)


def test_counts_that_fall_within_a_histogram_do_no_harm() -> None:
    found = read(
        'vllm:e2e_request_latency_seconds_bucket{le="1"} 5\nvllm:e2e_request_latency_seconds_bucket{le="+Inf"} 3\n'
    )
    assert found.whole.counts == (5, 5)
