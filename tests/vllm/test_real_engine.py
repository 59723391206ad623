"""The companion on a real vLLM on the processor, as a person types it: run by `./test --model`, which installs it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.daemon.installation import Installation

PLACE = os.environ.get("SHELLGUARD_TEST_VLLM", "")
"""The folder that `.ci/model_server.sh` has filled: an environment with vLLM, and a small model."""
SECONDS = 900.0
NAME = "shellguard-small"
REQUESTS = """\
[[request]]
text = "list the files"
right = ['ls.*']
band = [0, 50]
[[request]]
text = "print the working folder"
right = ['pwd']
band = [0, 50]
"""

pytestmark = pytest.mark.skipif(not PLACE, reason="no model server is installed: ./test --model")


class Person:
    """Types `shellguard vllm` in private folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = Installation(folder)
        self._made.environment["HF_HUB_OFFLINE"] = "1"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        server = f'[vllm]\nengine = "local"\nvenv = "{PLACE}/venv"\nport = {self.port}\n'
        model = "[model]\ntimeout = 50.0\nmax_tokens = 48\n"
        (self._made.config / "config.toml").write_text(server + model)
        profiles = self._made.config / "vllm" / "profiles"
        profiles.mkdir(parents=True)
        text = f'model = "{PLACE}/model"\ndevice = "cpu"\ndtype = "float32"\neager = true\nkv_space_gb = 1\n'
        (profiles / "small.toml").write_text(text + "context = 2048\nsequences = 8\nshm_gb = 1\n")

    def model(self, name: str) -> str:
        """The same model under another name."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for file in (Path(PLACE) / "model").iterdir():
            if not (folder / file.name).exists():
                (folder / file.name).symlink_to(file.resolve())
        return str(folder)

    def types(self, *words: str, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self._made.command(*words),
            env=self._made.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
        assert "Traceback" not in done.stderr, done.stderr
        if status is not None:
            assert done.returncode == status, done.stdout + done.stderr
        return done

    def reads(self, *words: str, status: int | None = 0) -> Any:
        return json.loads(self.types(*words, "--json", status=status).stdout)

    def starts(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._made.command(*words),
            env=self._made.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@pytest.fixture(scope="module")
def someone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    person = Person(tmp_path_factory.mktemp("person"))
    yield person
    person.types("vllm", "stop", "--all", status=None)
    person.types("daemon", "stop", status=None)


@pytest.fixture
def person(someone: Person) -> Person:
    """Somebody whose server answers: brought up by the first who needs it."""
    someone.types("vllm", "up", "small", "--yes")
    return someone


def test_it_comes_up_and_says_how_fast_it_is(person: Person) -> None:
    told = person.reads("vllm", "status")
    assert (told["health"], told["asked_by_shellguard"], told["served_name"]) == ("ready", True, "model")
    assert told["version"].startswith("0.32")
    assert told["models"][0]["context"] == 2048
    assert told["baseline"]["tokens_a_second"] > 0
    assert told["baseline"]["first_token"] > 0
    again = person.types("vllm", "up", "small")
    assert "it runs already" in again.stderr


def test_its_figures_are_read(person: Person) -> None:
    found = person.reads("vllm", "metrics")
    assert found["model"] == "model"
    assert found["generated_tokens"] > 0
    assert found["finished"]["length"] + found["finished"]["stop"] > 0
    assert found["first_token"]["p50"] > 0
    assert found["between_tokens"]["p95"] > 0
    shown = person.types("vllm", "top", "--once").stdout
    for words in ("ready", "context   2,048 tokens", "at once   8 at most", "alarms    none"):
        assert words in shown


def test_it_is_measured_and_the_next_time_compared(person: Person) -> None:
    words = ("vllm", "bench", "--at-once", "1,4", "--requests", "4", "--tokens", "8")
    first = person.reads(*words)
    assert [step["answered"] for step in first["steps"]] == [4, 4]
    assert [step["tokens"] for step in first["steps"]] == [32, 32]
    assert "against 20" in person.types(*words).stdout
    verdicts = person.reads("vllm", "bench", "--at-once", "2", "--requests", "4", "--verdicts")
    assert verdicts["steps"][0]["answered"] == 4


def test_what_is_well_is_called_well(person: Person) -> None:
    assert "nothing is wrong" in person.types("vllm", "doctor").stdout


def test_shellguard_asks_it_at_once(person: Person) -> None:
    before = person.reads("vllm", "metrics")["requests"]
    answer = json.loads(person.types("ask", "--json", "frobnicate the wibbles", status=None).stdout)
    assert "can't be reached" not in answer["explanation"]
    assert person.reads("vllm", "metrics")["requests"] > before


def test_models_are_compared_and_the_report_is_written(person: Person) -> None:
    (person.folder / "requests.toml").write_text(REQUESTS)
    person.types("config", "set", "model.max_tokens", "256")  # whole answers: a cut one counts as none
    report = person.folder / "report.md"
    words = ("--set", str(person.folder / "requests.toml"), "--lines", "4", "--report", str(report))
    told = person.reads("vllm", "compare", "small", *words)
    assert [score["model"] for score in told["scores"]] == ["small"]
    assert told["failed"] == {}
    assert "| small |" in report.read_text()


def test_another_model_takes_its_place(person: Person) -> None:
    other = person.model("other")
    told = person.types("vllm", "switch", other, "--server", NAME)
    assert f"{NAME} is gone" in told.stdout
    found = person.reads("vllm", "status")
    assert (found["health"], found["served_name"], found["asked_by_shellguard"]) == ("ready", "other", True)


def test_it_is_stopped_and_shellguard_asks_nobody(person: Person) -> None:
    assert "stopped" in person.types("vllm", "stop").stdout
    assert "stopped" in person.types("vllm", "status", status=1).stdout
    with socket.socket() as one:
        assert one.connect_ex(("127.0.0.1", person.port)) != 0


def test_a_broken_setting_is_found_and_mended(someone: Person) -> None:
    someone.types("vllm", "stop", "--all", status=None)
    too_small = 'arguments=["--num-gpu-blocks-override","4"]'
    words = ("vllm", "up", "small", "--name", "broken", "--yes", "--set", too_small)
    failed = someone.types(*words, status=1)
    assert "the context does not fit into the cache" in failed.stderr
    assert "(the change: context=" in failed.stderr
    assert "--fix makes the change" in failed.stderr
    found = someone.reads("vllm", "doctor", "broken", status=1)
    assert found["causes"][0]["id"] == "memory.context-estimated"
    fits = found["changes"]["context"]
    assert 0 < fits < 2048
    someone.types("vllm", "doctor", "broken", "--fix", "--yes")
    assert someone.reads("vllm", "status", "broken")["models"][0]["context"] == fits
    someone.types("vllm", "rm", "broken", "--yes")


def test_a_start_that_is_left_goes_on_and_is_ended_by_stop(someone: Person) -> None:
    someone.types("vllm", "stop", "--all", status=None)
    starting = someone.starts("vllm", "up", "small", "--name", "left", "--yes")
    deadline = time.monotonic() + SECONDS
    while "left" not in someone.types("vllm", "ps").stdout:
        assert time.monotonic() < deadline
        assert starting.poll() is None
    starting.send_signal(signal.SIGINT)
    said, _ = starting.communicate(timeout=SECONDS)
    assert "goes on starting" in said
    assert "Traceback" not in said
    assert someone.reads("vllm", "status", "left", status=None)["health"] in ("starting", "ready")
    assert "left: " in someone.types("vllm", "stop", "left").stdout
    assert someone.reads("vllm", "status", "left", status=1)["health"] == "stopped"
    someone.types("vllm", "rm", "left", "--yes")
