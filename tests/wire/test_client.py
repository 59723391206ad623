"""What the small client makes of a daemon that does not answer as it should."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.wire.client import request
from shellguard.wire.fields import VERSION, encode_field, joined

ANSWER = joined(str(VERSION), "1", "pong", encode_field('{"good": true}'))


def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> object:
    """What comes of a request that is answered so; the connection is closed behind it."""
    monkeypatch.setenv("SHELLGUARD_RUNTIME_DIR", str(tmp_path))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(tmp_path / "daemon.sock"))
        listening.listen()

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        daemon = threading.Thread(target=serve)
        daemon.start()
        try:
            return request("ping", {}, timeout=10.0)
        finally:
            daemon.join()


def test_an_answer_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(tmp_path, monkeypatch, ANSWER) == {"good": True}


@pytest.mark.parametrize("length", [0, 1, len(ANSWER) // 2, len(ANSWER) - 1])
def test_a_daemon_that_ends_over_a_request_has_not_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    assert asked(tmp_path, monkeypatch, ANSWER[:length]) is None


def test_what_the_daemon_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = joined(str(VERSION), "1", "error", encode_field("no such request"), encode_field("ask another"))
    with pytest.raises(ShellguardError, match="no such request"):
        asked(tmp_path, monkeypatch, refusal)
