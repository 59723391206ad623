from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.settings.model import VllmSettings
from shellguard.vllm import lifecycle
from shellguard.vllm.api import Api
from shellguard.vllm.engine import Engine
from shellguard.vllm.finding_engine import find_engine
from shellguard.vllm.local import LocalEngine
from shellguard.vllm.server_spec import ServerSpec
from tests.vllm.models import model_folder
from tests.waiting import wait_until


@pytest.fixture
def engine(local_settings: VllmSettings) -> Engine:
    return find_engine(local_settings)


def spec(folders: Path, port: int, **told: object) -> ServerSpec:
    model = str(model_folder(folders / "model", **told))
    return ServerSpec("one", "p", "", model, "small", port, restart="no")


def test_an_environment_with_vllm_is_told_with_its_version(engine: Engine) -> None:
    state = engine.ready()
    assert state.usable
    assert state.version == "0.32.0+cpu"


def test_an_environment_without_vllm_is_told_with_what_to_do(tmp_path: Path) -> None:
    state = LocalEngine(str(tmp_path)).ready()
    assert not state.usable
    assert "pip install vllm" in state.hint


def test_a_server_comes_up_ends_and_leaves_nothing(engine: Engine, folders: Path, port: int) -> None:
    made = spec(folders, port)
    lifecycle.launch(engine, made)
    lifecycle.wait_until_ready(engine, "one", Api(port), 30.0, lambda *_: None)
    found = engine.inspect("one")
    assert found is not None
    assert (found.running, found.port, found.served_name, found.profile) == (True, port, "small", "p")
    assert found.fingerprint == made.fingerprint
    assert engine.servers() == (found,)
    with pytest.raises(ShellguardError, match="already"):
        engine.run(made)
    with pytest.raises(ShellguardError, match="runs"):
        engine.remove("one")
    assert lifecycle.end(engine, "one", 10.0) == "stopped"
    ended = engine.inspect("one")
    assert ended is not None
    assert ended.condition == "exited"
    assert "startup complete" in engine.logs("one", 5)
    engine.remove("one")
    assert engine.servers() == ()


def test_a_server_that_ignores_the_first_word_is_asked_again(
    engine: Engine, folders: Path, port: int
) -> None:
    lifecycle.launch(engine, spec(folders, port, ignore_term=1))
    wait_until(Api(port).health, "a server that answers")
    assert lifecycle.end(engine, "one", 1.0) == "stopped when asked again"


def test_a_server_that_ignores_every_word_is_killed(engine: Engine, folders: Path, port: int) -> None:
    lifecycle.launch(engine, spec(folders, port, ignore_term=99))
    wait_until(Api(port).health, "a server that answers")
    assert lifecycle.end(engine, "one", 0.5) == "killed"
    assert not Api(port).health()


def test_a_start_that_fails_is_told_by_its_cause(engine: Engine, folders: Path, port: int) -> None:
    lifecycle.launch(engine, spec(folders, port, delay=0, fail="ValueError: it is too \x1b[2J long", exit=3))
    with pytest.raises(lifecycle.StartError) as raised:
        lifecycle.wait_until_ready(engine, "one", Api(port), 30.0, lambda *_: None)
    assert "status 3" in raised.value.what
    assert "ValueError: it is too \\x1b[2J long" in raised.value.what
    assert "loading" not in raised.value.what


def test_a_start_that_takes_too_long_says_how_far_it_came(engine: Engine, folders: Path, port: int) -> None:
    lifecycle.launch(engine, spec(folders, port, delay=60, lines=["Starting to load model x"]))
    with pytest.raises(lifecycle.StartError, match="loading the weights"):
        lifecycle.wait_until_ready(engine, "one", Api(port), 1.0, lambda *_: None)
    found = engine.inspect("one")
    assert found is not None
    assert found.running
    engine.kill("one")


def test_a_server_that_dies_after_it_has_served_is_started_again(
    engine: Engine, folders: Path, port: int
) -> None:
    made = replace(spec(folders, port, delay=0, die_after=0.3), restart="unless-stopped")
    lifecycle.launch(engine, made)

    def restarted() -> bool:
        found = engine.inspect("one")
        return found is not None and found.restarts > 0

    wait_until(restarted, "a server that was started again")
    lifecycle.end(engine, "one", 5.0)


def test_a_keeper_that_was_killed_counts_as_ended(engine: Engine, folders: Path, port: int) -> None:
    import json

    lifecycle.launch(engine, spec(folders, port))
    wait_until(Api(port).health, "a server that answers")
    state = json.loads((folders / "state/vllm/local/one/state.json").read_text())
    os.kill(state["keeper"], signal.SIGKILL)
    wait_until(lambda: engine.inspect("one").condition == "exited", "its end")  # type: ignore[union-attr]
    os.killpg(state["pid"], signal.SIGKILL)


def test_secrets_stand_in_no_argument_and_no_record(engine: Engine, folders: Path, port: int) -> None:
    secrets = folders / "secrets"
    secrets.write_text("# ours\nVLLM_API_KEY=very-secret\n")
    lifecycle.launch(engine, replace(spec(folders, port), secret_file=secrets))
    wait_until(Api(port).health, "a server that answers")
    assert Api(port, "very-secret").guarded()
    kept = (folders / "state/vllm/local/one/server.json").read_text()
    assert "very-secret" not in kept
    assert "very-secret" not in " ".join(engine.command_for(spec(folders / "x", port))[0])
    lifecycle.end(engine, "one", 5.0)
