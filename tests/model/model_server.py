"""A hand-written OpenAI-compatible server: answers as told, or misbehaves as told, over a real socket."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
    """`content` is what the model says; `status` and `delay` spoil it; `requests` is what it was sent."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.content = answer_text("ls")
        self.status = 200
        self.body: bytes | None = None
        self.delay = 0.0
        self.requests: list[dict[str, Any]] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"


@contextmanager
def model_server() -> Iterator[ModelServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({"object": "list", "data": [{"id": "small", "object": "model"}]})

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            told.requests.append(json.loads(self.rfile.read(length)))
            time.sleep(told.delay)
            message = {"role": "assistant", "content": told.content}
            self._send(
                {
                    "id": "1",
                    "object": "chat.completion",
                    "created": 1,
                    "model": "small",
                    "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                },
                told.status,
            )

        def _send(self, body: dict[str, Any], status: int = 200) -> None:
            data = json.dumps(body).encode() if told.body is None else told.body
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Tests print what they assert, nothing else."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told = ModelServer(server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
