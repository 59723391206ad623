from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from shellguard.settings.model import VllmSettings
from shellguard.vllm.api import Api, ApiError
from shellguard.vllm.finding_engine import find_engine
from shellguard.vllm.lifecycle import end, launch, proofs, wait_until_ready
from shellguard.vllm.server_spec import ServerSpec
from tests.vllm.models import model_folder

MESSAGES = [{"role": "user", "content": "count"}]


@pytest.fixture
def api(local_settings: VllmSettings, folders: Path) -> Iterator[Api]:
    engine = find_engine(local_settings)
    secrets = folders / "secrets"
    secrets.write_text("VLLM_API_KEY=a-key\n")
    model = str(model_folder(folders / "model", delay=0.1))
    spec = ServerSpec("one", "p", "", model, "small", local_settings.port, secret_file=secrets, restart="no")
    launch(engine, spec)
    asked = Api(local_settings.port, "a-key")
    try:
        wait_until_ready(engine, "one", asked, 30.0, lambda *_: None)
        yield asked
    finally:
        end(engine, "one", 5.0)


def test_a_server_is_asked_for_all_that_it_has(api: Api, local_settings: VllmSettings) -> None:
    assert api.health()
    assert api.version() == "0.32.0"
    assert [(one.name, one.context) for one in api.models()] == [("small", 2048)]
    assert "vllm:num_requests_running" in api.metrics()
    whole = api.chat("small", MESSAGES, max_tokens=3)
    assert (whole.text, whole.tokens, whole.finish) == ("one two three", 3, "stop")
    streamed = api.stream("small", MESSAGES, max_tokens=3)
    assert (streamed.text.split(), streamed.tokens, streamed.finish) == (["one", "two", "three"], 3, "stop")
    assert 0 < streamed.first_token <= streamed.seconds
    assert api.guarded()
    assert [proof.holds for proof in proofs(api, "small")] == [True] * 4
    with pytest.raises(ApiError) as refused:
        Api(local_settings.port, "another").models()
    assert refused.value.status == 401
    with pytest.raises(ApiError, match="does not exist"):
        api.chat("nobody", MESSAGES)
    with pytest.raises(ApiError, match="does not exist"):
        api.stream("nobody", MESSAGES)
    assert [proof.holds for proof in proofs(Api(local_settings.port, "another"), "small")] == [True, False]


def test_where_nothing_listens_it_is_said_in_words(port: int) -> None:
    api = Api(port)
    assert not api.health()
    with pytest.raises(ApiError, match="does not answer") as raised:
        api.models()
    assert raised.value.status == 0


@contextmanager
def answering(body: bytes, status: int = 200) -> Iterator[Api]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield Api(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b'{"version": 3}', b"[" * 100_000])
def test_what_is_no_vllm_is_told_from_one(body: bytes) -> None:
    with answering(body) as api, pytest.raises(ApiError):
        api.version()


@pytest.mark.parametrize("body", [b"{}", b'{"data": {}}', b'{"data": [1, null]}'])
def test_a_list_of_models_may_be_odd(body: bytes) -> None:
    with answering(body) as api:
        assert api.models() == ()


@pytest.mark.parametrize("body", [b"{}", b'{"choices": []}', b'{"choices": [3], "usage": 4}'])
def test_a_chat_without_an_answer_is_empty(body: bytes) -> None:
    with answering(body) as api:
        assert api.chat("m", MESSAGES).text == ""


@pytest.mark.parametrize(
    "body",
    [
        b'{"error": "too \\u001b[2J many"}',
        b'{"error": {"message": "too \\u001b[2J many"}}',
        b'{"detail": "too \\u001b[2J many"}',
        b"too \x1b[2J many",
    ],
)
def test_a_refusal_in_any_shape_is_told_and_made_harmless(body: bytes) -> None:
    with answering(body, 500) as api, pytest.raises(ApiError) as raised:
        api.chat("m", MESSAGES)
    assert "too \\x1b[2J many" in str(raised.value)
    assert raised.value.status == 500


def test_a_stream_that_is_no_stream_is_an_error() -> None:
    with answering(b"data: {not json\n\n") as api, pytest.raises(ApiError):
        api.stream("m", MESSAGES)
    with answering(json.dumps({"choices": []}).encode()) as api:
        assert api.stream("m", MESSAGES).text == ""
