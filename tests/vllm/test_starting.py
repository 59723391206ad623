from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.vllm.starting import PHASES, Progress, after, cause, harmless

LOG = Path(__file__).parent / "logs" / "start_on_cpu.log"


def phases_of(lines: list[str]) -> list[str]:
    progress, seen = Progress(), []
    for line in lines:
        progress = after(progress, line)
        if progress.phase not in seen:
            seen.append(progress.phase)
    return seen


def test_a_real_start_goes_through_its_phases_in_order() -> None:
    seen = phases_of(LOG.read_text(encoding="utf-8").splitlines())
    assert seen == ["begins", "configures", "loads", "warms", "serves"]


@pytest.mark.parametrize(
    ("line", "phase"),
    [
        ("(Worker pid=3) INFO 11-21 07:43:23 [x.py:1] Available RAM: 21.49 GiB.", "begins"),
        ("model-00001-of-00002.safetensors:  37%|███▋      | 1.8G/4.9G [00:20<00:30, 98MB/s]", "downloads"),
        ("Loading safetensors checkpoint shards:  50% Completed | 1/2 [00:01<00:01,  1.2s/it]", "loads"),
        ("INFO 01-01 00:00:00 [backends.py:1] torch.compile takes 12.3 s in total", "compiles"),
        ("Capturing CUDA graphs (mixed prefill-decode, PIECEWISE):  42%|████ | 28/67", "captures"),
        ("INFO:     Application startup complete.", "serves"),
    ],
)
def test_a_line_tells_the_phase(line: str, phase: str) -> None:
    progress = after(Progress(), line)
    assert progress.phase == phase
    assert progress.words.startswith(PHASES[progress.phase])
    assert ("%" in line and phase != "begins") == (progress.percent is not None)


def test_a_phase_is_never_left_backwards() -> None:
    progress = after(Progress(), "INFO:     Application startup complete.")
    assert after(progress, "Loading safetensors checkpoint shards:   0% Completed").phase == "serves"


def test_a_line_of_the_log_steers_no_terminal() -> None:
    assert (
        harmless("INFO 11-21 07:43:33 [a.py:1] \x1b]0;title\x07\x1b[2Jhello")
        == "\\x1b]0;title\\x07\\x1b[2Jhello"
    )


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ("INFO all is well\n", ""),
        ("an error was avoided\n", ""),
        ("torch.OutOfMemoryError: CUDA out of memory.\n", "torch.OutOfMemoryError: CUDA out of memory."),
        (
            "ValueError: the context is too long\nRuntimeError: Engine core initialization failed. See root cause\n",
            "ValueError: the context is too long",
        ),
        (
            "vllm: error: unrecognized arguments: --swap-space 4\n",
            "vllm: error: unrecognized arguments: --swap-space 4",
        ),
        (
            "(EngineCore pid=9) ERROR 01-01 00:00:00 [core.py:9] OSError: no such model\n",
            "OSError: no such model",
        ),
    ],
)
def test_the_cause_is_the_last_error_that_says_something(log: str, found: str) -> None:
    assert cause(log) == found
