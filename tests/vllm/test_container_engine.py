"""The container engine against a real podman, and against a docker whose service does not run."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.vllm import lifecycle
from shellguard.vllm.api import Api
from shellguard.vllm.container import ContainerEngine
from shellguard.vllm.dialects import DOCKER, PODMAN
from shellguard.vllm.server_spec import Mount, ServerSpec
from tests.vllm.container_engine import IMAGE
from tests.vllm.models import model_folder


def spec(folders: Path, port: int, **told: object) -> ServerSpec:
    secrets = folders / "secrets"
    secrets.write_text("VLLM_API_KEY=very-secret\n")
    secrets.chmod(0o600)
    model = Mount(str(model_folder(folders / "model", **told)), "/model", True)
    return ServerSpec(
        "sg-one", "p", IMAGE, "/model", "small", port, secret_file=secrets, mounts=(model,), shm_bytes=1 << 26
    )


def test_a_server_comes_up_in_a_container_and_ends(podman: ContainerEngine, folders: Path, port: int) -> None:
    state = podman.ready()
    assert (state.usable, state.version.count(".")) == (True, 2)
    assert podman.has_image(IMAGE)
    made = spec(folders, port, delay=0.2)
    lifecycle.launch(podman, made)
    seen: list[str] = []
    api = Api(port, "very-secret")
    lifecycle.wait_until_ready(podman, "sg-one", api, 60.0, lambda progress, _: seen.append(progress.phase))
    assert api.guarded()
    assert api.models()[0].name == "small"
    found = podman.inspect("sg-one")
    assert found is not None
    assert (found.running, found.port, found.image, found.exit_code) == (True, port, IMAGE, None)
    assert found.fingerprint == made.fingerprint
    assert found.started_at > 1_700_000_000
    assert podman.servers() == (found,)
    inspected = subprocess.run(["podman", "inspect", "sg-one"], capture_output=True, text=True, check=True)
    assert "very-secret" not in inspected.stdout
    assert "127.0.0.1" in inspected.stdout
    assert lifecycle.end(podman, "sg-one", 10.0) == "stopped"
    assert "startup complete" in podman.logs("sg-one", 100)
    assert "startup complete" in "\n".join(podman.follow("sg-one"))
    podman.remove("sg-one")
    assert podman.inspect("sg-one") is None
    assert podman.servers() == ()
    for again in (podman.remove, podman.kill):
        again("sg-one")
    podman.stop("sg-one", 1.0)


def test_a_start_that_fails_in_a_container_is_told_and_not_tried_for_ever(
    podman: ContainerEngine, folders: Path, port: int
) -> None:
    fails = "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB"
    lifecycle.launch(podman, spec(folders, port, delay=0, fail=fails))
    with pytest.raises(lifecycle.StartError, match="CUDA out of memory"):
        lifecycle.wait_until_ready(podman, "sg-one", Api(port), 60.0, lambda *_: None)
    found = podman.inspect("sg-one")
    assert found is not None
    assert not found.running


def test_what_podman_refuses_is_told_in_its_words(podman: ContainerEngine, folders: Path, port: int) -> None:
    made = spec(folders, port)
    with pytest.raises(ShellguardError, match="podman can't start"):
        podman.run(replace(made, image="localhost/not-there:1"))
    podman.remove("sg-one")
    with pytest.raises(ShellguardError, match="can't start"):
        podman.start("nobody")
    assert podman.inspect("nobody") is None
    assert not podman.has_image("localhost/not-there:1")
    assert "usage" not in podman.run_quietly(IMAGE, ("vllm", "serve", "--help=all"), 60.0)


def test_a_program_that_is_not_there_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    for dialect in (DOCKER, PODMAN):
        state = ContainerEngine(dialect).ready()
        assert not state.usable
        assert "not installed" in state.problem
        assert "install" in state.hint


def test_a_service_that_does_not_answer_is_told_with_what_to_do(folders: Path) -> None:
    program = folders / "docker"
    program.write_text('#!/bin/sh\necho \'{"ServerErrors":["Cannot connect \\u001b[2J to it"]}\'\n')
    program.chmod(0o755)
    state = ContainerEngine(DOCKER, str(program)).ready()
    assert not state.usable
    assert "Cannot connect \\x1b[2J to it" in state.problem
    assert "systemctl start docker" in state.hint


PLAIN = ServerSpec("sg-one", "p", "image:1", "a/b", "small", 8000)


def test_the_port_is_published_on_this_machine_only() -> None:
    command = ContainerEngine(DOCKER, "docker").command_for(PLAIN)[0]
    assert command[command.index("--publish") + 1] == "127.0.0.1:8000:8000"
    assert command[-2:] == ("--port", "8000")
    assert command[: command.index("image:1")][-2:] == ("--entrypoint", "vllm")


@pytest.mark.parametrize(
    ("engine", "gpus", "words"),
    [
        ("docker", "", ()),
        ("docker", "all", ("--gpus", "all")),
        ("docker", "0,1", ("--gpus", '"device=0,1"')),
        ("podman", "all", ("--device", "nvidia.com/gpu=all")),
        ("podman", "0,1", ("--device", "nvidia.com/gpu=0", "--device", "nvidia.com/gpu=1")),
    ],
)
def test_each_engine_is_told_of_cards_in_its_own_way(engine: str, gpus: str, words: tuple[str, ...]) -> None:
    dialect = DOCKER if engine == "docker" else PODMAN
    command = ContainerEngine(dialect, engine).command_for(replace(PLAIN, gpus=gpus))[0]
    told = command[command.index("--publish") : command.index("--entrypoint")]
    assert words == tuple(word for word in told if word in words)
    assert ("gpu" in " ".join(told)) == bool(gpus)


def test_a_folder_with_a_comma_is_refused() -> None:
    with pytest.raises(ShellguardError, match="comma"):
        ContainerEngine(DOCKER, "docker").command_for(replace(PLAIN, mounts=(Mount("/a,b", "/c"),)))


def test_a_fingerprint_changes_with_what_would_run() -> None:
    assert PLAIN.fingerprint == replace(PLAIN).fingerprint
    assert PLAIN.fingerprint != replace(PLAIN, arguments=("--seed", "1")).fingerprint
