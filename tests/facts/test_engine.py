"""What docker's engine is asked: only to tell, only for as long as there is time, and never more than it says."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import TargetFacts
from shellguard.facts.services.engine import RULES, told_by_engine
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from tests.worlds.engine import Engine

PRUNE = "docker volume prune -af"


def told(line: str, path: str, **variables: str) -> TargetFacts | None:
    shell = ShellState(
        cwd="/srv", home="/nonexistent", variables={"DOCKER_HOST": f"unix://{path}", **variables}
    )
    script = read(line, shell)
    effect = next(one for one in effects_of(script, shell) if one.rule in RULES)
    return told_by_engine(effect, script.commands[0], shell, Deadline(300))


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sg-") as name:  # the path of a socket must be short
        yield Path(name)


def saying(path: Path, text: bytes) -> socket.socket:
    """Something that answers every question so; nothing at all for an empty text."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()

    def answer() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            connection.recv(4096)
            if text:
                connection.sendall(text)
                connection.close()

    threading.Thread(target=answer, daemon=True).start()
    return server


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"nonsense",
        b"HTTP/1.1 500 no\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 ok\r\nContent-Length: 4\r\n\r\nnull",
        b"HTTP/1.1 200 ok\r\nContent-Length: 2\r\n\r\n[]",
        b"HTTP/1.1 200 ok\r\nContent-Length: 9999\r\n\r\n{",
        b"HTTP/1.1 200 ok\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
def test_an_engine_that_does_not_answer_as_it_should_tells_nothing(folder: Path, text: bytes) -> None:
    with saying(folder / "s", text):
        assert told(PRUNE, str(folder / "s")) is None


def test_no_socket_tells_nothing(folder: Path) -> None:
    (folder / "file").write_text("a")
    assert told(PRUNE, str(folder / "none")) is None
    assert told(PRUNE, str(folder / "file")) is None


@pytest.mark.parametrize(
    "line",
    [
        "docker --context other volume prune -af",
        "docker volume prune -af --filter label=a",
        "DOCKER_CONTEXT=other docker volume prune -af",
        "docker rm -fv $NAME",
        "docker rm -fv ../secrets",
        "docker rm -f $(docker ps -q)",
    ],
)
def test_what_may_be_meant_for_another_engine_or_more_is_not_asked_about(line: str) -> None:
    engine = Engine(())
    try:
        assert told(line, engine.path) is None
        assert engine.asked == [] or "rm" in line
    finally:
        engine.close()


def test_it_is_only_asked_and_what_it_says_counts() -> None:
    engine = Engine(("container:web:pgdata",))
    try:
        found = told(PRUNE, engine.path)
        assert found is not None and "no volume" in found.reason
        assert engine.asked and all(
            one.startswith(("/volumes?", "/containers/json?")) for one in engine.asked
        )
    finally:
        engine.close()
