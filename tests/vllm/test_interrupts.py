"""Ctrl-C in the middle: what ran before runs again, or goes on, and a person is told which."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from shellguard.settings.load import load
from shellguard.vllm import keys, state
from shellguard.vllm.api import Api
from tests.vllm.models import model_folder
from tests.vllm.test_care_commands import profile, up
from tests.vllm.typed_commands import Typing
from tests.waiting import wait_until


class Typed:
    """A command in a process of its own, whose words are read while it runs."""

    def __init__(self, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "shellguard", "vllm", *words],
            env=dict(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said += line

    def until(self, condition: Callable[[], bool]) -> None:
        wait_until(lambda: condition() or self._process.poll() is not None, "what it was left for")
        assert self._process.poll() is None, self.said

    def interrupt(self) -> int:
        """Ctrl-C reaches the whole group, as from a terminal."""
        os.killpg(self._process.pid, signal.SIGINT)
        status = self._process.wait(60)
        self._reader.join(10)
        assert "Traceback" not in self.said, self.said
        return status


def rows(typed: Typing) -> list[tuple[str, str, str]]:
    told = [json.loads(line) for line in typed("ps", "--json").output.splitlines()]
    return [(one["name"], one["served_name"], one["health"]) for one in told]


def wish() -> object:
    """What the server is to be changed to; nothing is noted for a moment while one takes another's place."""
    return state.recall("shellguard-small").get("wish", {}).get("changes")


def running(typed: Typing) -> bool:
    """Whether a server answers a request just now."""
    told = typed("metrics", "--json")
    return told.status == 0 and json.loads(told.output)["running"] > 0


def test_a_start_that_is_left_goes_on(typed: Typing, local: Path) -> None:
    profile(local, gate=str(local / "gate"))
    command = Typed("up", "small")
    command.until(lambda: rows(typed) == [("shellguard-small", "small", "starting")])
    assert command.interrupt() == 130
    assert "shellguard-small goes on starting" in command.said
    (local / "gate").touch()
    wait_until(lambda: rows(typed) == [("shellguard-small", "small", "ready")], "the server as it was")
    assert load().settings.model.base_url == ""
    again = typed("up", "small")
    assert (again.status, "it runs already" in again.errors) == (0, True)
    assert load().settings.model.base_url != ""


def test_a_switch_beside_the_old_server_is_taken_back(typed: Typing, local: Path, port: int) -> None:
    profile(local)
    up(typed)
    other = str(model_folder(local / "other", gate=str(local / "gate")))
    command = Typed("switch", other)
    command.until(lambda: len(rows(typed)) == 2)
    assert command.interrupt() == 130
    assert "interrupted; shellguard-small serves as before" in command.said
    assert rows(typed) == [("shellguard-small", "small", "ready")]
    assert load().settings.model.base_url == f"http://127.0.0.1:{port}/v1"


def test_a_switch_in_the_place_of_the_old_server_brings_it_back(
    typed: Typing, local: Path, port: int
) -> None:
    profile(local)
    up(typed)
    other = str(model_folder(local / "other", gate=str(local / "gate")))
    command = Typed("switch", other, "--port", str(port))
    command.until(lambda: any(served == "other" for _, served, _ in rows(typed)))
    assert command.interrupt() == 130
    assert "shellguard-small serves as before" in command.said
    assert rows(typed) == [("shellguard-small", "small", "ready")]
    assert [model.name for model in Api(port, keys.read_key()).models()] == ["small"]


def test_a_server_put_in_anothers_place_gives_it_back(typed: Typing, local: Path, port: int) -> None:
    gate = local / "gate"
    gate.touch()
    profile(local, gate=str(gate), word_seconds=0.1)
    up(typed)
    before = wish()
    gate.unlink()
    command = Typed("up", "small", "--set", "context=1024", "--yes")
    command.until(lambda: wish() == {"context": 1024})
    gate.touch()
    assert command.interrupt() == 130
    assert "going back" in command.said
    assert wish() == before
    assert [model.context for model in Api(port, keys.read_key()).models()] == [2048]


TUNE = ("tune", "--at-once", "2", "--requests", "8", "--tokens", "8", "--rounds", "1", "--yes")


def test_tuning_that_is_left_while_a_change_starts_goes_back(typed: Typing, local: Path, port: int) -> None:
    gate = local / "gate"
    gate.touch()
    profile(local, "prefix_caching = false\n", gate=str(gate), word_seconds=0.05)
    up(typed)
    before = wish()
    command = Typed(*TUNE)
    command.until(lambda: running(typed))
    gate.unlink()
    command.until(lambda: wish() == {"prefix_caching": True})
    gate.touch()
    assert command.interrupt() == 130
    assert "shellguard-small serves as before" in command.said
    assert wish() == before
    assert rows(typed) == [("shellguard-small", "small", "ready")]


def test_tuning_that_is_left_while_it_measures_a_change_goes_back(
    typed: Typing, local: Path, port: int
) -> None:
    profile(local, "prefix_caching = false\n", word_seconds=0.08)
    up(typed)
    before = wish()
    command = Typed(*TUNE)
    command.until(lambda: wish() == {"prefix_caching": True} and running(typed))
    assert command.interrupt() == 130
    assert "shellguard-small serves as before" in command.said
    assert wish() == before
    assert rows(typed) == [("shellguard-small", "small", "ready")]


def test_tuning_that_is_left_before_any_change_leaves_the_server_alone(typed: Typing, local: Path) -> None:
    profile(local, "prefix_caching = false\n", word_seconds=0.15)
    up(typed)
    started = json.loads(typed("ps", "--json").output)["started_at"]
    command = Typed(*TUNE)
    command.until(lambda: running(typed))
    assert command.interrupt() == 130
    assert "going back" not in command.said
    assert json.loads(typed("ps", "--json").output)["started_at"] == started


def test_a_benchmark_that_is_left_keeps_nothing(typed: Typing, local: Path) -> None:
    profile(local, word_seconds=0.15)
    up(typed)
    command = Typed("bench", "--at-once", "2", "--requests", "64")
    command.until(lambda: running(typed))
    assert command.interrupt() == 130
    assert json.loads(typed("metrics", "--json").output)["requests"] < 64
    assert not (local / "state" / "vllm" / "benchmarks.json").exists()


def test_a_comparison_that_is_left_takes_its_server_away(typed: Typing, local: Path) -> None:
    profile(local, gate=str(local / "gate"))
    command = Typed("compare", "small", "--lines", "2")
    command.until(lambda: "shellguard-compared" in typed("ps").output)
    assert command.interrupt() == 130
    assert rows(typed) == []


def test_a_log_that_is_followed_is_left(typed: Typing, local: Path) -> None:
    profile(local)
    up(typed)
    command = Typed("logs", "-f")
    command.until(lambda: "startup complete" in command.said)
    assert command.interrupt() == 130
    assert rows(typed) == [("shellguard-small", "small", "ready")]
