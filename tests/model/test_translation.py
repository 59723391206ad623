"""Asking a server: its answers and its failures, over a real connection."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.daemon.conftest import Installation
from tests.model.model_server import ModelServer, answer_text, model_server


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, server: ModelServer) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("m"))
    made.environment |= {"OPENAI_API_BASE": server.base_url, "OPENAI_API_KEY": "sk-test-0123456789abcdef"}
    made.environment["SHELLGUARD_MODEL_TIMEOUT"] = "2"
    yield made
    made.run("daemon", "stop")


def ask(installation: Installation, *words: str) -> tuple[int, dict[str, object]]:
    done = installation.run("ask", "--json", *words)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_request_becomes_a_judged_command(installation: Installation, server: ModelServer) -> None:
    server.content, server.status, server.delay, server.body = answer_text("rm -rf /"), 200, 0.0, None
    status, answer = ask(installation, "remove", "everything")
    assert status == 0
    assert answer["command"] == "rm -rf /"
    verdict = answer["verdict"]
    assert isinstance(verdict, dict)
    assert verdict["risk_level"] > 90, "the model's own opinion (10) decides nothing"


def test_secrets_do_not_reach_the_server(installation: Installation, server: ModelServer) -> None:
    server.content, server.status, server.delay, server.body = answer_text("ls"), 200, 0.0, None
    server.requests.clear()
    ask(installation, "call the api with token ghp_" + "a1B2" * 9)
    assert "a1B2a1B2" not in json.dumps(server.requests)
    assert server.requests[0]["temperature"] == 0.1
    assert server.requests[0]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param({"content": "I can't help with that."}, "no command", id="prose"),
        pytest.param({"content": ""}, "no command", id="nothing"),
        pytest.param({"content": answer_text("ls\x1b[2Jrm")}, "no command", id="an escape in the command"),
        pytest.param({"status": 401}, "refused the key", id="401"),
        pytest.param({"status": 404}, "no such model", id="404"),
        pytest.param({"status": 429}, "busy", id="429"),
        pytest.param({"status": 503}, "503", id="503"),
        pytest.param({"body": b"<html>"}, "understood", id="no JSON"),
        pytest.param({"delay": 3.0}, "did not answer", id="too slow"),
    ],
)
def test_a_server_that_misbehaves_is_told_in_words(
    installation: Installation, server: ModelServer, spoil: dict[str, object], says: str
) -> None:
    server.content, server.status, server.delay, server.body = answer_text("ls"), 200, 0.0, None
    ask(installation, "warm up")
    for name, value in spoil.items():
        setattr(server, name, value)
    status, answer = ask(installation, "list the files")
    assert status == 1
    assert answer["command"] is None
    assert says in str(answer["explanation"])
    assert answer["verdict"]["command"] == "UNPARSED"  # type: ignore[index]
    assert answer["verdict"]["risk_level"] == 100  # type: ignore[index]


def test_without_a_server_it_says_how_to_connect_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Installation(tmp_path_factory.mktemp("n"))
    done = made.run("ask", "list the files")
    made.run("daemon", "stop")
    assert done.returncode == 1
    assert "config set model.base_url" in done.stderr


def test_a_far_server_is_refused_until_it_is_allowed(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Installation(tmp_path_factory.mktemp("f"))
    made.environment["OPENAI_API_BASE"] = "https://api.example.com/v1"
    done = made.run("ask", "list the files")
    made.run("daemon", "stop")
    assert done.returncode == 1
    assert "model.allow_remote" in done.stderr
