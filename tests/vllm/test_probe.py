from __future__ import annotations

import socket
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.vllm.probe import cache_folder, free_disk, free_port, machine, port_is_free

ONE = "0, NVIDIA GeForce RTX 4090, 24564, 23000, 560.35.03, 8.9"


def with_program(place: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    program = place / "bin" / "nvidia-smi"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")


def test_without_the_driver_it_is_said_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    here = machine()
    assert here.gpus == ()
    assert "nvidia-smi is not found" in here.gpu_problem
    assert here.memory
    assert here.processors >= 1


def test_cards_are_read_with_their_memory_and_generation(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_program(folders, monkeypatch, f"echo '{ONE}'; echo '1, A \033[2J card, 81559, 81000, 560.1, [N/A]'")
    first, second = machine().gpus
    assert (first.number, first.name, first.generation) == (0, "NVIDIA GeForce RTX 4090", 8.9)
    assert (first.total, first.free) == (24564 << 20, 23000 << 20)
    assert second.generation == 0.0
    assert "\x1b" not in second.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("echo 'NVIDIA-SMI has failed: driver/library version mismatch' >&2; exit 18", "version mismatch"),
        ("true", "names no card"),
        ("echo 'No devices were found'", "names no card"),
        ("echo '0, MIG, [N/A], [N/A], 560.1, 9.0'", "names no card"),
    ],
)
def test_a_driver_that_does_not_answer_is_told(
    folders: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    with_program(folders, monkeypatch, text)
    here = machine()
    assert here.gpus == ()
    assert said in here.gpu_problem


def test_a_port_that_is_taken_is_told_from_a_free_one(port: int) -> None:
    assert port_is_free(port)
    with socket.socket() as one:
        one.bind(("127.0.0.1", port))
        one.listen()
        assert not port_is_free(port)
        assert free_port(port) > port
    with pytest.raises(ShellguardError):
        free_port(70_000)


def test_room_is_known_for_a_folder_that_is_not_there_yet(folders: Path) -> None:
    assert free_disk(folders / "a" / "b")
    assert cache_folder("/else/where") == Path("/else/where")
    assert cache_folder() == folders / "hub"
