"""What a real vLLM server was recorded to answer, replayed over a real socket."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from shellguard.errors import ShellguardError
from shellguard.model.answer import SCHEMA, read_translation
from shellguard.model.client import ModelClient
from shellguard.model.completion import Completion
from shellguard.settings.model import ModelSettings

FOLDER = Path(__file__).parent / "exchanges"
ASKED = [{"role": "user", "content": "list the files"}]


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@contextmanager
def replaying(*names: str) -> Iterator[str]:
    """A server that answers chats with these exchanges in turn, and lists its models as recorded."""
    left = [recorded(name) for name in names]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(recorded("models"))

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._send(left.pop(0) if len(left) > 1 else left[0])

        def _send(self, exchange: dict[str, Any]) -> None:
            data = exchange["body"].encode()
            self.send_response(exchange["status"])
            self.send_header("Content-Type", exchange["content_type"])
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Tests print what they assert, nothing else."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask(address: str) -> Completion:
    async def asked() -> Completion:
        client = ModelClient()
        try:
            return await client.complete(ModelSettings(base_url=address), ASKED, SCHEMA)
        finally:
            await client.close()

    return asyncio.run(asked())


def test_an_answer_has_the_form_that_was_asked_for() -> None:
    with replaying("translation") as address:
        said = ask(address)
    assert said.model == "smollm2"
    assert not said.cut
    assert read_translation(said.text) is not None


def test_an_answer_that_was_cut_off_says_so() -> None:
    with replaying("translation_cut") as address:
        said = ask(address)
    assert said.cut
    assert read_translation(said.text) is None


def test_plain_text_is_no_command() -> None:
    with replaying("plain_text") as address:
        assert read_translation(ask(address).text) is None


def test_a_schema_that_the_server_refuses_is_left_out_the_next_time() -> None:
    with replaying("bad_schema", "translation") as address:
        assert read_translation(ask(address).text) is not None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("wrong_key", "refused the key"),
        ("unknown_model", "no such model: The model `nope` does not exist"),
        ("no_such_route", "Not Found"),
        ("context_too_long", "too long for the model"),
        ("too_many_tokens", "context is too short"),
        ("stream", "could not be understood"),
    ],
)
def test_what_a_real_server_refuses_is_told_in_words(name: str, says: str) -> None:
    with replaying(name) as address, pytest.raises(ShellguardError, match=says):
        ask(address)


def test_health_is_an_empty_yes_and_the_models_are_guarded() -> None:
    health, models, refused = recorded("health"), recorded("models"), recorded("models_wrong_key")
    assert (health["status"], health["body"]) == (200, "")
    assert json.loads(models["body"])["data"][0]["max_model_len"] == 2048
    assert (refused["status"], json.loads(refused["body"])) == (401, {"error": "Unauthorized"})
