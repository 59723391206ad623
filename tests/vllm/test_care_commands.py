"""doctor, metrics, top, bench, tune and export as a person types them, on servers that really run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from shellguard.vllm import state
from shellguard.vllm.container import ContainerEngine
from tests.vllm import container_engine
from tests.vllm.models import model_folder
from tests.vllm.test_metrics import TEXT
from tests.vllm.typed_commands import Typing

TOO_LONG = (
    "ValueError: The model's max seq len (2048) is larger than the maximum number of tokens that can be stored "
    "in KV cache (640). Try increasing `gpu_memory_utilization`"
)


def profile(folders: Path, more: str = "", **told: object) -> Path:
    """The person's own profile `small`, with the model that the small server is told by."""
    model = folders / "model"
    if not model.exists():
        model_folder(model, **told)
    place = folders / "config" / "vllm" / "profiles"
    place.mkdir(parents=True, exist_ok=True)
    text = f'model = "{model}"\nserved_name = "small"\ndevice = "cpu"\ndtype = "float32"\nkv_space_gb = 1\n'
    (place / "small.toml").write_text(text + "context = 2048\nsequences = 16\n" + more)
    return model


def up(typed: Typing) -> None:
    told = typed("up", "small", "--yes")
    assert told.status == 0, told.errors


COMMANDS = [["doctor"], ["metrics"], ["top", "--once"], ["bench"], ["tune"]]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_without_an_engine_it_is_named_what_is_missing(
    typed: Typing, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    told = typed(*words)
    assert told.status == 1
    assert "docker is not installed" in told.errors


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_without_a_server_it_is_said_how_to_start_one(typed: Typing, local: Path, words: list[str]) -> None:
    told = typed(*words)
    assert told.status == 1
    assert "shellguard vllm up" in told.errors


def test_a_server_that_is_well_is_called_well(typed: Typing, local: Path) -> None:
    profile(local)
    up(typed)
    told = typed("doctor")
    assert (told.status, "nothing is wrong" in told.output) == (0, True), told.output
    found = json.loads(typed("doctor", "--json").output)
    assert (found["health"], found["causes"], found["changes"]) == ("ready", [], {})
    assert typed("doctor", "--fix", "--yes").status == 0


def test_figures_are_shown_in_words_as_json_and_as_they_are(typed: Typing, local: Path) -> None:
    profile(local, metrics=TEXT)
    up(typed)
    assert "put off    4 requests" in typed("metrics").output
    found = json.loads(typed("metrics", "--json").output)
    assert (found["running"], found["first_token"]["p50"], found["whole"]["p50"]) == (
        5,
        pytest.approx(0.12),
        None,
    )
    assert "vllm:num_requests_running{" in typed("metrics", "--raw").output
    shown = typed("top", "--once").output
    for name in ("engine", "performance", "batching", "resources", "alarms    none"):
        assert name in shown


def test_a_server_under_too_much_load_is_told_to_serve_fewer(typed: Typing, local: Path) -> None:
    profile(
        local, metrics=TEXT.replace("} 0.5", "} 0.97").replace('total{engine="0"} 4', 'total{engine="0"} 40')
    )
    up(typed)
    told = typed("doctor")
    assert told.status == 1
    assert "40 requests were put off" in told.output
    assert "the change: sequences=8" in told.output
    fixed = typed("doctor", "--fix", "--yes")
    assert fixed.status == 0, fixed.errors
    assert state.recall("shellguard-small")["wish"]["changes"] == {"sequences": 8}


def test_a_broken_setting_is_found_and_mended(typed: Typing, local: Path, environment: Path) -> None:
    profile(local, fail=TOO_LONG)
    told = typed("up", "small", "--yes")
    assert told.status == 1
    told = typed("doctor")
    assert told.status == 1
    assert "does not fit into the cache, which has room for 640" in told.output
    assert "the change: context=640" in told.output
    assert "https://github.com/vllm-project/vllm/issues/2418" in told.output
    assert "loading" not in told.output
    assert "Resolved architecture" in typed("doctor", "--lines", "7").output
    found = json.loads(typed("doctor", "--json").output)
    assert found["changes"] == {"context": 640}
    assert found["causes"][0]["id"] == "memory.context"
    (local / "model" / "fake.json").write_text("{}")
    fixed = typed("doctor", "--fix", "--yes")
    assert fixed.status == 0, fixed.errors
    status = json.loads(typed("status", "--json").output)
    assert [model["context"] for model in status["models"]] == [640]
    assert typed("doctor").status == 0


def test_without_a_yes_nothing_is_changed(typed: Typing, local: Path) -> None:
    profile(local, fail=TOO_LONG)
    typed("up", "small", "--yes")
    told = typed("doctor", "--fix")
    assert told.status == 1
    assert "--yes says yes" in told.errors
    assert state.recall("shellguard-small")["wish"]["changes"] == {}


def test_what_no_setting_mends_is_told_and_not_tried(typed: Typing, local: Path) -> None:
    profile(local, fail="RuntimeError: The NVIDIA driver on your system is too old (found version 12080).")
    typed("up", "small", "--yes")
    told = typed("doctor", "--fix", "--yes")
    assert told.status == 1
    assert "shellguard never touches drivers" in told.output
    assert "no setting mends this" in told.errors


def test_an_unknown_failure_shows_the_last_lines_made_harmless(typed: Typing, local: Path) -> None:
    profile(local, fail="strange \x1b[2J ending")
    typed("up", "small", "--yes")
    told = typed("doctor")
    assert told.status == 1
    assert "strange \\x1b[2J ending" in told.output
    assert "\x1b" not in told.output


def test_a_benchmark_is_kept_and_the_next_is_compared(typed: Typing, local: Path) -> None:
    profile(local)
    up(typed)
    words = ("bench", "--at-once", "1,4", "--requests", "8", "--tokens", "4")
    told = typed(*words)
    assert told.status == 0, told.errors
    assert "the first of its kind" in told.output
    assert " 50/95/99" in told.output
    assert max(len(line) for line in told.output.splitlines()[1:] if "against" not in line) < 80
    told = typed(*words)
    assert "against 20" in told.output
    assert "4 at once: tokens a second" in told.output
    found = json.loads(typed(*words, "--verdicts", "--no-keep", "--json").output)
    assert [step["answered"] for step in found["steps"]] == [8, 8]
    assert (found["workload"], found["changes"]) == ("verdicts", [])


@pytest.mark.parametrize("steps", ["", "x", "0", "1,-2", "1,100000"])
def test_steps_that_are_no_numbers_are_refused(typed: Typing, local: Path, steps: str) -> None:
    told = typed("bench", "--at-once", steps)
    assert told.status == 1
    assert "steps are numbers" in told.errors


def test_tuning_says_what_it_would_try(typed: Typing, local: Path) -> None:
    profile(local, "prefix_caching = false\n")
    up(typed)
    told = typed("tune", "--dry-run", "--at-once", "2", "--tokens", "4")
    assert told.status == 0, told.errors
    assert "try prefix_caching=true" in told.output


TUNE = ("tune", "--at-once", "2", "--requests", "4", "--tokens", "8", "--rounds", "1")


def test_tuning_leaves_what_is_no_faster(typed: Typing, local: Path) -> None:
    profile(local, "prefix_caching = false\n", word_seconds=0.02, faster_with="--no-enable-prefix-caching")
    up(typed)
    told = typed(*TUNE, "--yes")
    assert told.status == 0, told.errors
    assert "prefix_caching=true: " in told.output
    assert "no gain" in told.output
    assert "serves as before" in told.output
    assert state.recall("shellguard-small")["wish"]["changes"] == {}
    assert typed("status").status == 0


def test_tuning_keeps_what_is_faster_after_a_yes(typed: Typing, local: Path) -> None:
    profile(local, "prefix_caching = false\n", word_seconds=0.02, faster_with="--enable-prefix-caching")
    up(typed)
    told = typed(*TUNE, "--yes")
    assert told.status == 0, told.errors
    assert "the best: prefix_caching=true: +" in told.output
    assert "with the change" in told.output
    assert state.recall("shellguard-small")["wish"]["changes"] == {"prefix_caching": True}
    assert typed("status").status == 0


def test_without_a_yes_nothing_is_tuned(typed: Typing, local: Path) -> None:
    profile(local, "prefix_caching = false\n")
    up(typed)
    told = typed(*TUNE)
    assert told.status == 1
    assert "--yes says yes" in told.errors
    assert typed("status").status == 0


def test_a_server_that_was_stopped_is_not_called_broken(typed: Typing, local: Path) -> None:
    profile(local)
    up(typed)
    assert typed("stop").status == 0
    told = typed("doctor")
    assert told.status == 1
    assert "it was stopped" in told.output
    assert typed("doctor", "--fix", "--yes").status == 0
    assert typed("doctor").status == 0


def test_a_profile_is_exported_without_an_engine(
    typed: Typing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    told = typed("export", "compose", "parser")
    assert told.status == 0
    assert "shellguard-parser" in yaml.safe_load(told.output)["services"]
    told = typed("export", "prometheus", "parser", "--out", str(tmp_path / "out"))
    assert told.status == 0
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["prometheus.yml", "vllm-alerts.yml"]
    told = typed("export", "prometheus", "parser", "--out", str(tmp_path / "out"))
    assert told.status == 1
    assert "there already" in told.errors


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compose", "no-such"), "no server or profile"),
        (("traefik", "parser", "--host", "a b`)"), "letters, digits"),
        (("compose", "parser", "--engine", "local"), "runs images"),
    ],
)
def test_what_cannot_be_exported_is_told(typed: Typing, words: tuple[str, ...], said: str) -> None:
    told = typed("export", *words)
    assert told.status == 1
    assert said in told.errors


def test_in_a_real_container_a_broken_setting_is_found_and_mended(
    typed: Typing, podman: ContainerEngine, folders: Path, port: int
) -> None:
    settings = (
        f'[vllm]\nengine = "podman"\nimage = "{container_engine.IMAGE}"\nport = {port}\nstart_minutes = 1.0\n'
    )
    (folders / "config" / "config.toml").write_text(settings)
    profile(folders, fail=TOO_LONG)
    assert typed("up", "small", "--yes").status == 1
    told = typed("doctor")
    assert "the change: context=640" in told.output
    (folders / "model" / "fake.json").write_text("{}")
    fixed = typed("doctor", "--fix", "--yes")
    assert fixed.status == 0, fixed.errors
    assert "nothing is wrong" in typed("doctor").output
