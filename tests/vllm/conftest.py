from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.settings.load import load
from shellguard.settings.model import VllmSettings
from shellguard.vllm import lifecycle
from shellguard.vllm.container import ContainerEngine
from shellguard.vllm.dialects import PODMAN
from shellguard.vllm.finding_engine import find_engine
from tests.vllm import container_engine
from tests.vllm.typed_commands import Typing

FAKE = Path(__file__).with_name("fake_vllm.py")


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Folders of its own for each test, none of the environment's settings, and no hub."""
    for name in list(os.environ):
        if name.startswith(("SHELLGUARD_", "OPENAI_", "VLLM_", "HF_", "HUGGING_FACE_")):
            monkeypatch.delenv(name)
    for kind in ("config", "state", "cache", "run"):
        variable = "SHELLGUARD_RUNTIME_DIR" if kind == "run" else f"SHELLGUARD_{kind.upper()}_DIR"
        monkeypatch.setenv(variable, str(tmp_path / kind))
    monkeypatch.setenv("SHELLGUARD_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    (tmp_path / "config").mkdir()
    return tmp_path


@pytest.fixture
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def environment(folders: Path) -> Path:
    """What looks like a virtual environment with vLLM, and is the small server of the tests."""
    place = folders / "venv"
    (place / "bin").mkdir(parents=True)
    shutil.copyfile(FAKE, place / "bin" / "vllm")
    (place / "bin" / "vllm").chmod(0o755)
    (place / "lib/python3.11/site-packages/vllm-0.32.0+cpu.dist-info").mkdir(parents=True)
    return place


@pytest.fixture
def local_settings(environment: Path, port: int) -> VllmSettings:
    return VllmSettings(engine="local", venv=str(environment), port=port, start_minutes=1.0)


@pytest.fixture(scope="session")
def _podman() -> Iterator[tuple[dict[str, str], str]]:
    # not below pytest's own folder: podman mounts its storage there, and it could not be cleared away
    folder = Path(tempfile.mkdtemp(prefix="shellguard-podman-"))
    variables = container_engine.settings_in(folder)
    try:
        why = container_engine.build(folder, variables)
    except (OSError, subprocess.SubprocessError) as error:
        why = str(error)
    yield variables, why
    if shutil.which("podman"):
        whole = {**os.environ, **variables}
        for command in (["rm", "--force", "--time", "0", "--all"], ["rmi", "--force", "--all"]):
            subprocess.run(["podman", *command], env=whole, capture_output=True, check=False)
        subprocess.run(["umount", str(folder / "root/overlay")], capture_output=True, check=False)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def podman(_podman: tuple[dict[str, str], str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ContainerEngine]:
    """A real podman with the image `container_engine.IMAGE`; what a test leaves is taken away."""
    variables, why = _podman
    if why:
        pytest.skip(f"no container engine can run here: {why}")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    yield ContainerEngine(PODMAN)
    subprocess.run(["podman", "rm", "--force", "--time", "0", "--all"], capture_output=True, check=False)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typing:
    return Typing(capsys)


@pytest.fixture
def local(environment: Path, folders: Path, port: int) -> Iterator[Path]:
    """Settings for the local engine; the folder in which models may be made. What runs is ended."""
    text = f'[vllm]\nengine = "local"\nvenv = "{environment}"\nport = {port}\nstart_minutes = 1.0\n'
    (folders / "config" / "config.toml").write_text(text)
    yield folders
    engine = find_engine(load().settings.vllm)
    for server in engine.servers():
        with suppress(ShellguardError):
            lifecycle.end(engine, server.name, 3.0)
