"""A hand-written OpenAI-compatible server: answers as told, or misbehaves as told, over a real socket."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def answer_text(command: str, **more: Any) -> str:
    fields = {
        "command": command,
        "args": [],
        "flags": [],
        "risk_level": 10,
        "reasoning": "it does what was asked",
        "safe_alternative": None,
    }
    return json.dumps(fields | more)


class ModelServer:
    """`content` is what the model says; the others spoil it; `requests` is what it was sent.

    Attributes:
        contents: what it says to the first requests, before `content`.
        status: HTTP status of chat answers.
        body: the whole body in the place of a chat completion.
        delay: seconds before it answers; a chat's body is sent in `pieces` with `pause` seconds in between.
        formats: the kinds of `response_format` that it takes; None for all.
        key: the only key that it lets in; "" for any.
        likelihoods: how likely each token is, by what is asked last; None for a server that tells none.
        words: what it says in a stream, piece by piece.
        most_logprobs: more of them are refused.
    """

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.set()

    def set(self, **told: Any) -> None:
        """Well-behaved but for what is told."""
        self.content = answer_text("ls")
        self.contents: list[str] = []
        self.status = 200
        self.body: bytes | None = None
        self.delay = 0.0
        self.pieces, self.pause = 1, 0.0
        self.formats: tuple[str, ...] | None = None
        self.finish = "stop"
        self.key = ""
        self.likelihoods: Callable[[str], dict[str, float]] | None = None
        self.words: tuple[str, ...] = ("It lists ", "files.")
        self.most_logprobs = 20
        self.requests: list[dict[str, Any]] = []
        for name, value in told.items():
            assert hasattr(self, name)
            setattr(self, name, value)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"


class _Server(ThreadingHTTPServer):
    """As many may knock at once as at a real server; the library's five turn some away."""

    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    told: ModelServer

    def do_GET(self) -> None:
        if self._refused():
            return
        self._send(json.dumps({"object": "list", "data": [{"id": "small", "object": "model"}]}).encode())

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        request = json.loads(self.rfile.read(length))
        if self._refused():
            return
        self.told.requests.append(request)
        # Before it waits: what it is told meanwhile is for others.
        content = self.told.contents.pop(0) if self.told.contents else self.told.content
        time.sleep(self.told.delay)
        form = request.get("response_format", {}).get("type", "text")
        if self.told.formats is not None and form not in self.told.formats:
            message = f"response_format {form} is not supported"
            self._send(json.dumps({"error": {"message": message}}).encode(), 400)
            return
        if request.get("top_logprobs", 0) > self.told.most_logprobs:
            self._send(json.dumps({"error": {"message": "top_logprobs is too many"}}).encode(), 400)
            return
        if request.get("stream") and self.told.body is None and self.told.status == 200:
            self._stream()
            return
        likely = None
        if request.get("logprobs") and self.told.likelihoods is not None:
            likely = self.told.likelihoods(request["messages"][-1]["content"])
            content = max(likely, key=lambda token: likely[token])
        self._send(
            _completion(content, self.told.finish, likely) if self.told.body is None else self.told.body,
            self.told.status,
            spoilt=True,
        )

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):  # the client has had enough
            for word in self.told.words:
                self.wfile.write(_chunk({"content": word}, None))
                self.wfile.flush()
                time.sleep(self.told.pause)
            self.wfile.write(_chunk({}, self.told.finish) + b"data: [DONE]\n\n")
        self.close_connection = True

    def _refused(self) -> bool:
        if self.told.key and self.headers["Authorization"] != f"Bearer {self.told.key}":
            self._send(b'{"error": "Unauthorized"}', 401)
            return True
        return False

    def _send(self, data: bytes, status: int = 200, *, spoilt: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        size = -(-len(data) // (self.told.pieces if spoilt else 1)) or 1
        with suppress(OSError):  # the client has had enough
            for start in range(0, len(data), size):
                self.wfile.write(data[start : start + size])
                self.wfile.flush()
                time.sleep(self.told.pause if spoilt else 0)

    def log_message(self, *_: Any) -> None:
        """Tests print what they assert, nothing else."""


@contextmanager
def model_server() -> Iterator[ModelServer]:
    class Handler(_Handler):
        pass

    server = _Server(("127.0.0.1", 0), Handler)
    told = Handler.told = ModelServer(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _completion(content: str, finish: str, likely: dict[str, float] | None = None) -> bytes:
    message = {"role": "assistant", "content": content}
    choice: dict[str, Any] = {"index": 0, "finish_reason": finish, "message": message}
    if likely is not None:
        tokens = [{"token": one, "logprob": math.log(share or 1e-9)} for one, share in likely.items()]
        choice["logprobs"] = {"content": [{"token": content, "logprob": 0.0, "top_logprobs": tokens}]}
    whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "small", "choices": [choice]}
    return json.dumps(whole).encode()


def _chunk(delta: dict[str, Any], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    whole = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "small",
        "choices": [choice],
    }
    return b"data: " + json.dumps(whole).encode() + b"\n\n"
