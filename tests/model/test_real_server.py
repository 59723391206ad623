"""A real vLLM server on the processor, with a small model: run by `./test --model`, which installs both."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shellguard.errors import ShellguardError
from shellguard.model import judge
from shellguard.model.answer import SCHEMA
from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question
from shellguard.model.judge import Opinion
from shellguard.settings.model import ModelSettings
from tests.daemon.installation import Installation
from tests.model.record_exchanges import chat, exchange, wanted

PLACE = os.environ.get("SHELLGUARD_TEST_VLLM", "")
"""The folder that `.ci/model_server.sh` has filled: an environment with vLLM, and the model."""
KEY = "key-of-the-tests"
READY_SECONDS = 600.0

pytestmark = pytest.mark.skipif(not PLACE, reason="no model server is installed: ./test --model")


class Server:
    """vLLM on a port of its own; can be stopped and started again there."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._log = folder / "vllm.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        return f"{self.address}/v1"

    def start(self) -> None:
        environment = {
            **os.environ,
            "HF_HUB_OFFLINE": "1",
            "VLLM_NO_USAGE_STATS": "1",
            "VLLM_CPU_KVCACHE_SPACE": "1",
            "VLLM_API_KEY": KEY,
        }
        command = [
            *(f"{PLACE}/venv/bin/vllm", "serve", f"{PLACE}/model", "--served-model-name", "small"),
            *("--host", "127.0.0.1", "--port", str(self.port), "--max-model-len", "2048"),
            *("--dtype", "float32", "--enforce-eager", "--max-num-seqs", "8"),
        ]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + READY_SECONDS
        while not self.healthy():
            tail = self._log.read_text(errors="replace")[-3000:]
            assert self._process.poll() is None, f"the server ended:\n{tail}"
            assert time.monotonic() < end, f"the server is not ready:\n{tail}"
            time.sleep(0.5)

    def healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:  # while it starts it hears nothing
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(60)
            self._process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("vllm"))
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VLLM_API_KEY", KEY)


def settings(server: Server, **more: Any) -> ModelSettings:
    return ModelSettings(
        base_url=server.base_url, api_key_env="VLLM_API_KEY", **{"timeout": 240.0, "max_tokens": 48, **more}
    )


def ask(wanted_: ModelSettings, content: str) -> str:
    async def asked() -> str:
        client = ModelClient()
        try:
            messages = [{"role": "user", "content": content}]
            return (await client.complete(wanted_, messages, SCHEMA)).text
        finally:
            await client.close()

    return asyncio.run(asked())


@pytest.mark.parametrize("name", sorted(wanted("small")))
def test_it_answers_as_was_recorded(server: Server, name: str) -> None:
    method, path, body, right = wanted("small")[name]
    found = exchange(server.address, KEY, method, path, body, right)
    before = json.loads((Path(__file__).parent / "exchanges" / f"{name}.json").read_text(encoding="utf-8"))
    assert (found["status"], found["content_type"]) == (before["status"], before["content_type"])


@pytest.mark.usefixtures("key")
def test_an_answer_keeps_to_the_schema(server: Server) -> None:
    said = ask(settings(server, temperature=0.0), "list the files")
    # So small a model rarely comes to an end; what there is keeps to the schema.
    assert re.match(r'\s*\{\s*"command"\s*:\s*"', said)


def test_a_stream_ends_with_done(server: Server) -> None:
    body = chat("small", stream=True, max_tokens=16)
    found = exchange(server.address, KEY, "POST", "/v1/chat/completions", body, True)
    assert found["content_type"].startswith("text/event-stream")
    assert found["body"].rstrip().endswith("data: [DONE]")


def test_a_wrong_key_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VLLM_API_KEY", "wrong")
    with pytest.raises(ShellguardError, match="refused the key"):
        ask(settings(server, name="small"), "list the files")


@pytest.mark.usefixtures("key")
def test_a_request_that_is_too_long_is_told(server: Server) -> None:
    with pytest.raises(ShellguardError, match="too long for the model"):
        ask(settings(server), "list the files " * 3_000)


@pytest.mark.usefixtures("key")
def test_another_name_is_told(server: Server) -> None:
    with pytest.raises(ShellguardError, match="no such model"):
        ask(settings(server, name="other"), "list the files")


@pytest.mark.usefixtures("key")
def test_one_token_tells_the_likelihoods_of_the_labels(server: Server) -> None:
    async def asked() -> list[Opinion]:
        client = ModelClient()
        try:
            wanted_ = settings(server)
            return [
                await judge.ask(client, wanted_, Question(line)) for line in ("frob list", "frob wipe --all")
            ]
        finally:
            await client.close()

    for opinion in asyncio.run(asked()):
        assert opinion.form in ("logprobs", "choice")
        assert sum(opinion.shares.values()) == pytest.approx(1.0)
        assert len([share for share in opinion.shares.values() if share > 0]) > 1


@pytest.mark.usefixtures("key")
def test_its_words_come_piece_by_piece(server: Server) -> None:
    heard: list[str] = []

    async def asked() -> str:
        client = ModelClient()
        try:
            return await judge.say(client, settings(server), Question("frob wipe --all"), heard.append)
        finally:
            await client.close()

    said = asyncio.run(asked())
    assert "".join(heard) == said
    assert len(heard) > 1


def test_a_calibration_is_made_and_an_opinion_kept(server: Server, tmp_path: Path) -> None:
    made = Installation(tmp_path)
    made.environment |= {
        "OPENAI_API_BASE": server.base_url,
        "VLLM_API_KEY": KEY,
        "SHELLGUARD_MODEL_TIMEOUT": "100",
    }
    done = made.run("model", "calibrate", "--examples", "12", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["dangerous"], found["harmless"], found["decides"]) == (6, 6, False)
    first, again = (json.loads(made.run("explain", "--json", "frob wipe --all").stdout) for _ in range(2))
    made.run("daemon", "stop")
    assert (first["opinion"]["source"], again["opinion"]["source"]) == ("model", "cache")
    assert first["opinion"]["label"] == again["opinion"]["label"]


def test_a_request_goes_all_the_way(server: Server, tmp_path: Path) -> None:
    made = Installation(tmp_path)
    made.environment |= {
        "OPENAI_API_BASE": server.base_url,
        "VLLM_API_KEY": KEY,
        "SHELLGUARD_MODEL_TIMEOUT": "50",
        "SHELLGUARD_MODEL_MAX_TOKENS": "48",
    }
    done = made.run("ask", "--json", "frobnicate", "the", "wibbles", "of", "yesterday")
    made.run("daemon", "stop")
    answer = json.loads(done.stdout)
    assert answer["verdict"]["risk_level"] == 100 or answer["model"] == "small"
    assert "can't be reached" not in answer["explanation"]


@pytest.mark.usefixtures("key")
def test_a_server_that_was_stopped_is_found_again(server: Server) -> None:
    async def conversation() -> None:
        client = ModelClient()
        wanted_ = settings(server, temperature=0.0)
        messages = [{"role": "user", "content": "list the files"}]
        await client.complete(wanted_, messages, SCHEMA)
        await asyncio.to_thread(server.stop)
        with pytest.raises(ShellguardError, match="can't be reached"):
            await client.complete(wanted_, messages, SCHEMA)
        await asyncio.to_thread(server.start)
        said = await client.complete(wanted_, messages, SCHEMA)
        assert said.model == "small"
        await client.close()

    asyncio.run(conversation())
