"""Requests to the daemon: the phrasebook where it is sure, else the model; whatever the model says is judged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.daemon.installation import Installation
from tests.model.model_server import ModelServer, answer_text

STRANGE = ("frobnicate", "the", "wibbles", "of", "yesterday")
"""What no phrase is about."""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, server: ModelServer) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("m"))
    made.environment |= {"OPENAI_API_BASE": server.base_url, "OPENAI_API_KEY": "sk-test-0123456789abcdef"}
    made.environment["SHELLGUARD_MODEL_TIMEOUT"] = "2"
    yield made
    made.run("daemon", "stop")


def ask(installation: Installation, *words: str) -> tuple[int, dict[str, Any]]:
    done = installation.run("ask", "--json", *words)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        pytest.param({"content": "I can't help with that."}, "no command", id="prose"),
        pytest.param({"content": ""}, "no command", id="nothing"),
        pytest.param({"content": answer_text("ls\x1b[2Jrm")}, "no command", id="an escape in the command"),
        pytest.param({"finish": "length"}, "cut off", id="cut off"),
        pytest.param(
            {"content": answer_text("frobnicate --all")}, "no program frobnicate", id="no such program"
        ),
        pytest.param({"content": answer_text("ls 'a")}, "can't read", id="a command that bash can't read"),
        pytest.param({"status": 401}, "refused the key", id="401"),
        pytest.param({"status": 503}, "503", id="503"),
        pytest.param({"body": b"<html>"}, "understood", id="no JSON"),
        pytest.param({"delay": 3.0}, "did not answer", id="too slow"),
    ],
)
def test_a_server_that_misbehaves_is_told_in_words(
    installation: Installation, server: ModelServer, told: dict[str, Any], says: str
) -> None:
    server.set(**told)
    status, answer = ask(installation, *STRANGE)
    assert status == 1
    assert answer["command"] is None
    assert says in answer["explanation"]
    assert answer["verdict"]["command"] == "UNPARSED"
    assert answer["verdict"]["risk_level"] == 100


def test_a_request_becomes_a_judged_command(installation: Installation, server: ModelServer) -> None:
    server.set(content=answer_text("cat /etc/shadow", risk_level=0))
    status, answer = ask(installation, *STRANGE)
    assert (status, answer["command"], answer["source"], answer["model"]) == (
        0,
        "cat /etc/shadow",
        "model",
        "small",
    )
    assert answer["verdict"]["risk_level"] > 20, "the model's own opinion (0) decides nothing"
    assert answer["verdict"]["args"] == ["/etc/shadow"]


def test_a_wrong_command_is_mended_in_one_more_round(installation: Installation, server: ModelServer) -> None:
    server.set(contents=[answer_text("frobnicate"), answer_text("ls -a")])
    status, answer = ask(installation, *STRANGE)
    assert (status, answer["command"]) == (0, "ls -a")
    assert "no program frobnicate" in server.requests[1]["messages"][-1]["content"]


def test_a_command_for_another_request_is_not_taken(installation: Installation, server: ModelServer) -> None:
    server.set(content=answer_text("find . -mtime +7"))
    status, answer = ask(installation, "frobnicate", "wibbles", "older", "than", "90", "days")
    assert status == 1
    assert "the 90 of the request" in answer["explanation"]


def test_a_model_may_ask_back(installation: Installation, server: ModelServer) -> None:
    server.set(content=answer_text("", question="Which wibbles?"))
    status, answer = ask(installation, *STRANGE)
    assert (status, answer["command"], answer["questions"]) == (1, None, ["Which wibbles?"])


def test_the_phrasebook_answers_first_where_it_is_sure(
    installation: Installation, server: ModelServer
) -> None:
    server.set(content=answer_text("pwd"))
    status, answer = ask(installation, "list", "the", "files")
    assert (status, answer["source"]) == (0, "phrasebook")
    assert server.requests == []


def test_without_the_model_nobody_is_asked(installation: Installation, server: ModelServer) -> None:
    server.set()
    status, answer = ask(installation, "--no-model", *STRANGE)
    assert (status, answer["command"]) == (1, None)
    assert server.requests == []


def test_secrets_do_not_reach_the_server(installation: Installation, server: ModelServer) -> None:
    server.set()
    ask(installation, "frobnicate with token ghp_" + "a1B2" * 9)
    assert "a1B2a1B2" not in json.dumps(server.requests)
    sent = server.requests[0]
    assert sent["temperature"] == 0.1
    assert sent["response_format"]["type"] == "json_schema"
    assert sent["messages"][0]["role"] == "system"
    assert "Files here" not in json.dumps(sent), "names of files are told only where that is allowed"


def test_a_command_is_explained_by_the_model_and_by_the_rules(
    installation: Installation, server: ModelServer
) -> None:
    server.set(content=json.dumps({"explanation": "It lists \x1b[31mfiles."}))
    done = installation.run("ask", "--explain", "ls -l")
    assert done.returncode == 0
    assert "It lists" in done.stdout
    assert "\x1b" not in done.stdout
    assert "decided" in done.stdout


def test_a_failed_command_is_mended_from_its_output(installation: Installation) -> None:
    done = installation.run("ask", "--no-model", "--repair", "git push", "--status", "128", "--json")
    assert json.loads(done.stdout)["command"] is None


def test_without_a_server_it_says_how_to_connect_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Installation(tmp_path_factory.mktemp("n"))
    done = made.run("ask", *STRANGE)
    made.run("daemon", "stop")
    assert done.returncode == 1
    assert "config set model.base_url" in done.stderr


def test_a_far_server_is_refused_until_it_is_allowed(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Installation(tmp_path_factory.mktemp("f"))
    made.environment["OPENAI_API_BASE"] = "https://api.example.com/v1"
    done = made.run("ask", *STRANGE)
    made.run("daemon", "stop")
    assert done.returncode == 1
    assert "model.allow_remote" in done.stderr
