"""The subcommands as a person types them, on servers that really run (the local engine, a small server)."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path

import pytest

from shellguard.cli import main
from shellguard.settings import edit
from shellguard.settings.load import load
from shellguard.vllm import keys, state
from shellguard.vllm.api import Api
from shellguard.vllm.container import ContainerEngine
from tests.vllm.container_engine import IMAGE
from tests.vllm.models import model_folder
from tests.vllm.typed_commands import Typing


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.mark.parametrize(
    "words",
    [["up"], ["status"], ["stop"], ["restart"], ["logs"], ["ps"], ["switch", "parser"], ["upgrade"], ["rm"]],
    ids=lambda words: words[0],
)
@pytest.mark.usefixtures("nothing")
def test_without_an_engine_every_command_names_what_is_missing(typed: Typing, words: list[str]) -> None:
    told = typed(*words)
    assert told.status == 1
    for name in ("docker is not installed", "podman is not installed", "no vLLM", "pip install vllm"):
        assert name in told.errors


@pytest.mark.usefixtures("nothing")
def test_without_an_engine_the_overview_and_the_profiles_are_still_shown(typed: Typing) -> None:
    told = typed()
    assert told.status == 0
    assert "next: make one of the engines work" in told.output
    assert "parser-cpu" in typed("models").output
    assert json.loads(typed("--json").output)["servers"] == []


def test_without_a_server_it_is_said_how_to_start_one(typed: Typing, local: Path) -> None:
    for words in (["status"], ["stop"], ["restart"], ["logs"], ["rm"], ["switch", "x"], ["upgrade"]):
        told = typed(*words)
        assert told.status == 1
        assert "shellguard vllm up" in told.errors
    assert "shellguard vllm up" in typed("ps").output
    assert "next: shellguard vllm up" in typed().output


def test_a_server_comes_up_is_asked_and_ends(typed: Typing, local: Path, port: int) -> None:
    model = str(model_folder(local / "small", delay=0.1))
    dry = typed("up", "parser-cpu", "--model", model, "--dry-run")
    assert dry.status == 0
    assert f"vllm serve {model} --served-model-name small --host 127.0.0.1 --port {port}" in dry.output
    assert keys.read_key() == ""
    up = typed("up", "parser-cpu", "--model", model)
    assert (up.status, "tokens a second" in up.output) == (0, True)
    assert keys.read_key() not in up.output + up.errors
    asked = load().settings.model
    assert (asked.base_url, asked.name) == (f"http://127.0.0.1:{port}/v1", "small")
    assert asked.api_key_file == str(keys.key_file())
    before = state.baseline("shellguard-parser-cpu")
    again = typed("up", "parser-cpu", "--model", model)
    assert (again.status, "it runs already" in again.errors) == (0, True)
    assert state.baseline("shellguard-parser-cpu") == before
    status = json.loads(typed("status", "--json").output)
    assert (status["health"], status["version"], status["asked_by_shellguard"]) == ("ready", "0.32.0", True)
    assert "shellguard asks it" in typed("status").output
    assert "ready" in typed("ps").output
    assert f"served now: small ({model}" in typed("models").output
    assert "startup complete" in typed("logs", "-n", "100").output
    other = typed("up", "parser-cpu", "--model", model, "--set", "context=1024")
    assert (other.status, "--yes" in other.errors) == (1, True)
    refused = typed("rm")
    assert (refused.status, "--yes" in refused.errors) == (1, True)
    assert "stopped" in typed("stop").output
    assert typed("status").status == 1
    assert "does not run" in typed("stop").output
    assert typed("restart").status == 0
    assert typed("rm", "--yes").status == 0
    assert load().settings.model.base_url == ""
    assert not Api(port).health()


def test_a_server_that_is_stopped_is_asked_no_more_until_it_is_back(
    typed: Typing, local: Path, port: int
) -> None:
    assert typed("up", "parser-cpu", "--model", str(model_folder(local / "m", delay=0.1))).status == 0
    told = typed("stop")
    assert "shellguard asks no model meanwhile" in told.output
    asked = load().settings.model
    assert (asked.base_url, asked.api_key_file, asked.name) == ("", "", "")
    assert "shellguard asks no model" not in typed("stop").output
    assert "shellguard asks this server" in typed("restart").output
    assert load().settings.model.base_url == f"http://127.0.0.1:{port}/v1"
    assert "shellguard asks this server" not in typed("restart").output


def test_a_start_that_nobody_waits_for_is_taken_up_by_the_next(typed: Typing, local: Path, port: int) -> None:
    model = str(model_folder(local / "m", delay=0.1))
    told = typed("up", "parser-cpu", "--model", model, "--no-wait")
    assert (told.status, "shellguard vllm up parser-cpu" in told.output) == (0, True)
    assert load().settings.model.base_url == ""
    again = typed("up", "parser-cpu", "--model", model)
    assert (again.status, "it runs already" in again.errors) == (0, True)
    assert state.baseline("shellguard-parser-cpu") is not None
    assert load().settings.model.base_url == f"http://127.0.0.1:{port}/v1"


def test_a_server_that_was_not_asked_is_not_asked_when_it_is_back(typed: Typing, local: Path) -> None:
    model = str(model_folder(local / "m", delay=0.1))
    assert typed("up", "parser-cpu", "--model", model, "--no-use").status == 0
    assert "shellguard" not in typed("stop").output.replace("shellguard-parser-cpu", "")
    assert typed("restart").status == 0
    assert load().settings.model.base_url == ""


def test_an_address_that_was_set_meanwhile_is_kept(typed: Typing, local: Path) -> None:
    assert typed("up", "parser-cpu", "--model", str(model_folder(local / "m", delay=0.1))).status == 0
    typed("stop")
    edit.set_value("model.base_url", "http://127.0.0.1:1/v1")
    assert typed("restart").status == 0
    assert load().settings.model.base_url == "http://127.0.0.1:1/v1"


def test_a_server_slower_than_shellguard_waits_is_told_with_what_to_set(typed: Typing, local: Path) -> None:
    quick = str(model_folder(local / "quick", delay=0.1))
    assert "model.timeout" not in typed("up", "parser-cpu", "--model", quick).output
    slow = str(model_folder(local / "slow", delay=0.1, word_seconds=0.1))
    told = typed("up", "parser-cpu", "--model", slow, "--yes")
    assert "shellguard waits 5 s: shellguard config set model.timeout" in told.output


def test_a_switch_keeps_the_old_server_until_the_new_one_serves(
    typed: Typing, local: Path, port: int
) -> None:
    first = str(model_folder(local / "first", delay=0.1))
    second = str(model_folder(local / "second", delay=0.1))
    bad = str(model_folder(local / "bad", delay=0.1, fail="ValueError: no such architecture"))
    assert typed("up", "parser-cpu", "--model", first).status == 0
    failed = typed("switch", bad)
    assert failed.status == 1
    assert "no such architecture" in failed.errors
    assert "serves as before" in failed.errors
    assert [model.name for model in Api(port, keys.read_key()).models()] == ["first"]
    switched = typed("switch", second)
    assert switched.status == 0
    assert not Api(port).health()
    rows = [json.loads(line) for line in typed("ps", "--json").output.splitlines()]
    assert [(row["served_name"], row["health"]) for row in rows] == [("second", "ready")]
    assert load().settings.model.base_url == f"http://127.0.0.1:{rows[0]['port']}/v1"
    again = typed("up", "parser-cpu", "--model", second)
    assert "it runs already" in again.errors


def test_what_fails_in_the_place_of_another_gives_the_place_back(
    typed: Typing, local: Path, port: int
) -> None:
    good = str(model_folder(local / "good", delay=0.1))
    bad = str(model_folder(local / "bad", delay=0.1, fail="ValueError: no such architecture"))
    assert typed("up", "parser-cpu", "--model", good).status == 0
    told = typed("up", "parser-cpu", "--model", bad, "--yes")
    assert told.status == 1
    assert "no such architecture" in told.errors
    assert "serves as before" in told.errors
    assert [model.name for model in Api(port, keys.read_key()).models()] == ["good"]
    assert typed("status").status == 0


def test_an_environment_is_upgraded_by_its_own_means(typed: Typing, local: Path) -> None:
    assert typed("up", "parser-cpu", "--model", str(model_folder(local / "m", delay=0.1))).status == 0
    assert "pip install -U vllm" in typed("upgrade").errors


def test_a_container_is_upgraded_and_comes_back_where_that_fails(
    typed: Typing, podman: ContainerEngine, folders: Path, port: int
) -> None:
    text = f'[vllm]\nengine = "podman"\nimage = "{IMAGE}"\nport = {port}\nstart_minutes = 1.0\n'
    (folders / "config" / "config.toml").write_text(text)
    newer = "localhost/shellguard-test-vllm:2"
    subprocess.run(["podman", "tag", IMAGE, newer], check=True, capture_output=True)
    assert typed("up", "parser-cpu", "--model", str(model_folder(folders / "m", delay=0.1))).status == 0
    assert "already" in typed("upgrade").output
    assert typed("upgrade", "--to", newer).status == 0
    assert [server.image for server in podman.servers()] == [newer]
    bad = "localhost/shellguard-test-vllm:bad"
    subprocess.run(["podman", "create", "--name", "bad", IMAGE], check=True, capture_output=True)
    says = 'ENV FAKE_VLLM={"delay":0,"fail":"ValueError:fails"}'
    subprocess.run(["podman", "commit", "--change", says, "bad", bad], check=True, capture_output=True)
    failed = typed("upgrade", "--to", bad)
    assert failed.status == 1
    assert "ValueError:fails" in failed.errors
    assert "serves as before" in failed.errors
    assert [server.image for server in podman.servers()] == [newer]
    assert Api(port, keys.read_key()).models()
    assert typed("stop").status == 0


def test_where_there_is_no_room_for_both_the_old_one_comes_back(
    typed: Typing, local: Path, port: int
) -> None:
    first = str(model_folder(local / "first", delay=0.1))
    bad = str(model_folder(local / "bad", delay=0.1, fail="ValueError: no such architecture"))
    assert typed("up", "parser-cpu", "--model", first).status == 0
    failed = typed("switch", bad, "--port", str(port))
    assert failed.status == 1
    assert "no room for both" in failed.errors
    assert [model.name for model in Api(port, keys.read_key()).models()] == ["first"]


def test_two_at_once_start_one_server(typed: Typing, local: Path) -> None:
    model = str(model_folder(local / "small", delay=0.3))
    ended: list[int] = []
    threads = [
        threading.Thread(target=lambda: ended.append(main(["vllm", "up", "parser-cpu", "--model", model])))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert ended == [0, 0]
    assert len(typed("ps", "--json").output.splitlines()) == 1


def test_a_new_key_is_taken_up_by_what_runs(typed: Typing, local: Path, port: int) -> None:
    assert typed("up", "parser-cpu", "--model", str(model_folder(local / "small", delay=0.1))).status == 0
    old = keys.read_key()
    asked = typed("key", "rotate")
    assert (asked.status, keys.read_key()) == (1, old)
    assert typed("key", "rotate", "--yes").status == 0
    assert keys.read_key() != old
    assert Api(port, keys.read_key()).models()
    assert Api(port, keys.read_key()).guarded()
    shown = typed("key")
    assert str(keys.key_file()) in shown.output
    assert keys.read_key() not in shown.output


def test_a_start_that_fails_is_told_by_its_cause_and_a_remedy(typed: Typing, local: Path) -> None:
    fails = "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB"
    model = str(model_folder(local / "large", delay=0.1, fail=fails))
    told = typed("up", "parser-cpu", "--model", model)
    assert told.status == 1
    assert "the card's memory is not enough (the change: context=1024)" in told.errors
    assert "shellguard vllm doctor shellguard-parser-cpu --fix makes the change" in told.errors
    assert "CUDA out of memory" not in told.errors
    assert "Traceback" not in told.errors
    assert "failed" in typed("status").output


def test_an_address_that_somebody_set_stays_set(typed: Typing, local: Path, port: int) -> None:
    with (local / "config" / "config.toml").open("a") as file:
        file.write('[model]\nbase_url = "http://127.0.0.1:1/v1"\n')
    model = str(model_folder(local / "small", delay=0.1))
    told = typed("up", "parser-cpu", "--model", model)
    assert "--use" in told.output
    assert load().settings.model.base_url == "http://127.0.0.1:1/v1"
    assert typed("up", "parser-cpu", "--model", model, "--use").status == 0
    assert load().settings.model.base_url == f"http://127.0.0.1:{port}/v1"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pasrer"], "did you mean parser?"),
        (["parser-cpu", "--set", "contxt=5"], "did you mean context?"),
        (["parser-cpu", "--set", "context"], "KEY=VALUE"),
        (["parser-cpu", "--set", "memory_share=much"], "memory_share"),
        (["parser-cpu", "--model", "/nowhere"], "no model in this folder"),
        (["parser-cpu", "--name", "../x"], "letters"),
        (["parser"], "parser-cpu"),
        (["parser-cpu", "--set", 'arguments=["--swap-space"]'], "--swap-space"),
    ],
    ids=str,
)
def test_what_can_not_work_is_refused_before_anything_starts(
    typed: Typing, local: Path, words: list[str], said: str
) -> None:
    told = typed("up", *words)
    assert told.status == 1
    assert said in told.errors
    assert typed("ps", "--json").output == ""


def test_a_log_steers_no_terminal(typed: Typing, local: Path) -> None:
    model = str(model_folder(local / "small", delay=0, lines=["\x1b]0;title\x07 loading"]))
    assert typed("up", "parser-cpu", "--model", model).status == 0
    assert "\\x1b]0;title\\x07 loading" in typed("logs").output
    assert "\x1b" not in typed("logs").output
