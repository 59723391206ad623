"""The connection to model servers: what they do wrong is told in words, and others are asked meanwhile."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shellguard.errors import ShellguardError
from shellguard.model.allowed import is_near
from shellguard.model.answer import SCHEMA
from shellguard.model.client import ModelClient
from shellguard.model.completion import Completion
from shellguard.model.failures import message_in
from shellguard.model.key import NO_KEY, KeyRing
from shellguard.settings.model import ModelSettings
from tests.model.model_server import ModelServer, answer_text, model_server

ASKED = [{"role": "user", "content": "list the files"}]


@pytest.fixture(scope="module")
def second() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


def nobody() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def ask(settings: ModelSettings, times: int = 1) -> Completion:
    async def asked() -> Completion:
        client = ModelClient()
        try:
            for _ in range(times - 1):
                await client.complete(settings, ASKED, SCHEMA)
            return await client.complete(settings, ASKED, SCHEMA)
        finally:
            await client.close()

    return asyncio.run(asked())


def settings(*addresses: str, **more: Any) -> ModelSettings:
    first, *others = addresses
    return ModelSettings(base_url=first, base_urls=tuple(others), **{"timeout": 2.0, **more})


@pytest.mark.parametrize(
    ("told", "says"),
    [
        pytest.param({"status": 401, "body": b'{"error": "Unauthorized"}'}, "refused the key", id="401"),
        pytest.param({"status": 403, "body": b""}, "refused the key", id="403"),
        pytest.param(
            {"status": 404, "body": b'{"error": {"message": "no model x"}}'},
            "no such model: no model x",
            id="404",
        ),
        pytest.param(
            {"status": 404, "body": b'{"detail": "Not Found"}'}, "Not Found", id="a route that is not there"
        ),
        pytest.param({"status": 429, "body": b"{}"}, "busy", id="429"),
        pytest.param({"status": 500, "body": b'{"error": "boom"}'}, "answered 500: boom", id="500"),
        pytest.param({"status": 503, "body": b"<html>"}, "answered 503", id="503 with HTML"),
        pytest.param(
            {"status": 400, "body": b'{"error": {"message": "maximum context length is 2048"}}'},
            "too long for the model",
            id="a context that is too short",
        ),
        pytest.param({"body": b"<html><body>hello</body></html>"}, "could not be understood", id="HTML"),
        pytest.param({"body": b""}, "could not be understood", id="an empty body"),
        pytest.param({"body": b'{"choices": []}'}, "could not be understood", id="no choices"),
        pytest.param(
            {"body": b'{"choices": [{"message": {"content": 7}}]}'}, "understood", id="another schema"
        ),
        pytest.param({"body": b"[" * 200_000}, "could not be understood", id="deep nesting"),
        pytest.param(
            {"body": b'{"x": "' + b"a" * 10_000_000 + b'"}'}, "longer than a megabyte", id="ten megabytes"
        ),
        pytest.param({"delay": 1.5, "settings": 0.5}, "did not answer within", id="it hangs"),
        pytest.param(
            {"pieces": 50, "pause": 0.1, "settings": 0.5}, "did not answer within", id="it trickles"
        ),
    ],
)
def test_a_failure_is_told_in_words(server: ModelServer, told: dict[str, Any], says: str) -> None:
    seconds = told.get("settings", 10.0)  # a busy machine is no failure that is told
    server.set(**{name: value for name, value in told.items() if name != "settings"})
    with pytest.raises(ShellguardError) as raised:
        ask(settings(server.base_url, timeout=seconds))
    assert says in str(raised.value)
    assert all(letter.isprintable() or letter == "\n" for letter in str(raised.value))


def test_nobody_listening_is_told(server: ModelServer) -> None:
    with pytest.raises(ShellguardError, match="can't be reached"):
        ask(settings(nobody()))


def test_no_address_says_how_to_connect() -> None:
    with pytest.raises(ShellguardError, match="no model is connected"):
        ask(ModelSettings())


@pytest.mark.parametrize("host", ["api.example.com", "8.8.8.8", "[2001:4860::1]"])
def test_a_far_server_is_refused_with_a_list_of_what_it_would_be_told(host: str) -> None:
    with pytest.raises(ShellguardError) as raised:
        ask(settings(f"http://{host}:8000/v1"))
    said = str(raised.value)
    assert "allow_remote" in said
    for told in ("what you ask", "git branch", "folder's name"):
        assert told in said
    assert "names of the files" not in said


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "gpu-box", "a.local"]
)
def test_a_near_server_may_be_asked(host: str) -> None:
    assert is_near(host)


def test_an_answer_comes_with_the_model_and_a_schema(server: ModelServer) -> None:
    server.set()
    said = ask(settings(server.base_url), times=2)
    assert (said.text, said.model) == (answer_text("ls"), "small")
    assert [request["response_format"]["type"] for request in server.requests] == ["json_schema"] * 2


@pytest.mark.parametrize(
    ("formats", "asked"),
    [
        pytest.param(("json_object",), ["json_schema", "json_object", "json_object"], id="an object only"),
        pytest.param(("text",), ["json_schema", "json_object", "text", "text"], id="no format at all"),
    ],
)
def test_a_form_that_a_server_does_not_take_is_not_tried_again(
    server: ModelServer, formats: tuple[str, ...], asked: list[str]
) -> None:
    server.set(formats=formats)
    ask(settings(server.base_url), times=2)
    assert [request.get("response_format", {}).get("type", "text") for request in server.requests] == asked


def test_an_answer_that_ended_early_says_so(server: ModelServer) -> None:
    server.set(finish="length")
    assert ask(settings(server.base_url)).cut


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"status": 500}, id="500"),
        pytest.param({"status": 429}, id="429"),
        pytest.param({"delay": 3.0}, id="it hangs"),
        pytest.param({"body": b"<html>"}, id="HTML"),
    ],
)
def test_another_server_answers_within_the_same_time(
    server: ModelServer, second: ModelServer, told: dict[str, Any]
) -> None:
    server.set(**told)
    second.set(content=answer_text("pwd"))
    said = ask(settings(server.base_url, second.base_url))
    assert said.where == second.base_url
    assert said.text == answer_text("pwd")


def test_a_server_that_failed_is_asked_last_and_first_again_once_it_is_well(second: ModelServer) -> None:
    async def conversation() -> list[str]:
        client = ModelClient()
        with model_server() as first:
            wanted = settings(first.base_url, second.base_url)
            first.set(status=503)
            second.set()
            where = [(await client.complete(wanted, ASKED, SCHEMA)).where for _ in range(2)]
            asked = len(first.requests)
            first.set()
            for _ in range(200):
                if client.states()[0]["well"]:
                    break
                await asyncio.sleep(0.1)
            where.append((await client.complete(wanted, ASKED, SCHEMA)).where)
            await client.close()
            assert asked == 1, "the second request went to the well one at once"
            return [{first.base_url: "first", second.base_url: "second"}[one] for one in where]

    assert asyncio.run(conversation()) == ["second", "second", "first"]


def test_a_server_that_is_named_no_more_is_let_go_of(server: ModelServer) -> None:
    server.set()

    async def conversation() -> list[str]:
        client = ModelClient()
        wanted = settings(server.base_url)
        with pytest.raises(ShellguardError):
            await client.complete(settings(nobody()), ASKED, SCHEMA)
        await client.complete(wanted, ASKED, SCHEMA)
        await asyncio.sleep(0)
        left = [task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        assert not left, "how it is asked about in the background"
        told = [one["address"] for one in client.states()]
        await client.close()
        return told

    assert asyncio.run(conversation()) == [server.base_url]


def test_a_wrong_key_is_told_and_the_right_one_is_taken(server: ModelServer, tmp_path: Path) -> None:
    server.set(key="right")
    file = tmp_path / "key"
    file.write_text("wrong\n")
    file.chmod(0o600)
    with pytest.raises(ShellguardError, match="refused the key"):
        ask(settings(server.base_url, api_key_file=str(file)))
    file.write_text("right\n")
    assert ask(settings(server.base_url, api_key_file=str(file))).model == "small"


def test_a_key_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("secret")
    file.chmod(0o644)
    with pytest.raises(ShellguardError, match="may be read by others") as raised:
        KeyRing().key(settings("http://localhost/v1", api_key_file=str(file)))
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("command", ["false", "printf 'one two'", "printf ''", "exit 3"])
def test_a_command_that_prints_no_key_is_told(command: str) -> None:
    with pytest.raises(ShellguardError):
        KeyRing().key(settings("http://localhost/v1", api_key_command=command))


def test_where_keys_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "VLLM_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    wanted = settings("http://localhost/v1")
    assert KeyRing().key(wanted) == NO_KEY
    monkeypatch.setenv("VLLM_API_KEY", "of vllm".replace(" ", "-"))
    assert KeyRing().key(wanted) == "of-vllm"
    monkeypatch.setenv("OPENAI_API_KEY", "of-openai")
    assert KeyRing().key(wanted) == "of-openai"
    assert KeyRing().key(settings("http://localhost/v1", api_key_command="printf of-command")) == "of-command"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", ""),
        ("<html>", ""),
        ("[]", ""),
        ("7", ""),
        ('{"error": {"message": "one"}}', "one"),
        ('{"error": "two"}', "two"),
        ('{"detail": "three"}', "three"),
        ('{"detail": [{"msg": "four"}]}', "four"),
        ('{"message": "fi\\u001b[2Jve"}', "fi [2Jve"),
        ('{"error": "' + "x" * 500 + '"}', "x" * 200),
    ],
)
def test_every_shape_of_error_is_read(body: str, message: str) -> None:
    assert message_in(body) == message


def test_the_key_is_in_no_text_of_the_client(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-nobody-sees-this")
    server.set(status=500, body=b"{}")
    with pytest.raises(ShellguardError) as raised:
        ask(settings(server.base_url))
    assert "sk-nobody" not in str(raised.value) + repr(raised.value)
    assert os.environ["OPENAI_API_KEY"] not in str(settings(server.base_url))
