"""vLLM from a virtual environment of its own on this machine, without containers; same interface as those."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.private_files import write_whole
from shellguard.terminal_text import printable
from shellguard.vllm.command import checked, run
from shellguard.vllm.server_spec import EngineState, Server, ServerSpec

_POLL_SECONDS = 0.1
_COMES_UP_SECONDS = 10.0
_HOW = """\
python3 -m venv ~/vllm && ~/vllm/bin/pip install vllm
shellguard config set vllm.venv ~/vllm
without a card, take vLLM's build for the processor (docs.vllm.ai)"""


class LocalEngine:
    """One environment; its servers' folders lie in the state folder."""

    name = "local"

    def __init__(self, environment: str) -> None:
        self._environment = Path(environment).expanduser() if environment else None

    def ready(self) -> EngineState:
        program = self._program()
        if not program:
            where = f" in {printable(str(self._environment))}" if self._environment else ""
            return EngineState("local", problem=f"there is no vLLM{where} on this machine", hint=_HOW)
        return EngineState("local", program, usable=True, version=self._version(), rootless=True, gpu=True)

    def run(self, spec: ServerSpec) -> str:
        if self.inspect(spec.name) is not None:
            raise ShellguardError(
                "there is a server of this name already",
                where=spec.name,
                hint=f"shellguard vllm rm {spec.name}",
            )
        folder = paths.secure_dir(_root()) / spec.name
        paths.secure_dir(folder)
        told = {
            "command": self.command_for(spec)[0],
            "environment": dict(spec.environment) | _cards(spec.gpus),
            "secret_file": str(spec.secret_file or ""),
            "labels": dict(spec.all_labels),
            "restart": spec.restart,
        }
        write_whole(folder / "server.json", json.dumps(told))
        self._keep(folder)
        return spec.name

    def stop(self, name: str, seconds: float) -> None:
        self._signal(name, signal.SIGTERM)
        self._wait_for_end(name, seconds)

    def kill(self, name: str) -> None:
        state = _state(name)
        if _runs(state.get("keeper", 0), name):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(int(state["keeper"]), signal.SIGTERM)  # so that it is not started again
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(int(state["pid"]), signal.SIGKILL)
            self._wait_for_end(name, _COMES_UP_SECONDS)

    def start(self, name: str) -> None:
        found = self.inspect(name)
        if found is None:
            raise ShellguardError("there is no server of this name", where=printable(name))
        if not found.running:
            self._keep(_root() / name)

    def remove(self, name: str) -> None:
        found = self.inspect(name)
        if found is not None and found.running:
            raise ShellguardError("a server that runs can't be taken away", where=name, hint="stop it first")
        shutil.rmtree(_root() / name, ignore_errors=True)

    def inspect(self, name: str) -> Server | None:
        told = _read(_root() / name / "server.json")
        if not told:
            return None
        state = _state(name)
        condition = state.get("condition", "created")
        if condition in ("running", "restarting") and not _runs(state.get("keeper", 0), name):
            condition = "exited"
        ended = condition == "exited"
        return Server(
            name=name,
            engine="local",
            condition=condition,
            exit_code=int(state.get("exit_code") or (137 if state.get("exit_code") is None else 0))
            if ended
            else None,
            started_at=float(state.get("started_at", 0.0)),
            restarts=int(state.get("restarts", 0)),
            out_of_memory=False,
            labels=MappingProxyType({str(key): str(value) for key, value in told.get("labels", {}).items()}),
        )

    def servers(self) -> tuple[Server, ...]:
        root = _root()
        names = sorted(one.name for one in root.iterdir()) if root.is_dir() else []
        return tuple(server for name in names if (server := self.inspect(name)) is not None)

    def logs(self, name: str, tail: int) -> str:
        try:
            with (_root() / name / "server.log").open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - 1_000_000))
                lines = file.read().decode("utf-8", "replace").splitlines(keepends=True)
        except FileNotFoundError:
            return ""
        return "".join(lines[-tail:])

    def follow(self, name: str) -> Iterator[str]:
        file = _root() / name / "server.log"
        while not file.exists():
            if self._ended(name):
                return
            time.sleep(_POLL_SECONDS)
        with file.open("r", encoding="utf-8", errors="replace", newline="\n") as stream:
            partial = ""
            while True:
                ended = self._ended(name)
                read = stream.readline()
                partial += read
                if partial.endswith("\n"):
                    yield partial.rstrip("\r\n")
                    partial = ""
                elif not read and ended:
                    break
                elif not read:
                    time.sleep(_POLL_SECONDS)
        if partial:
            yield partial

    def has_image(self, reference: str) -> bool:  # noqa: ARG002 - there are no images here
        return True

    def pull(self, reference: str) -> Iterator[str]:  # noqa: ARG002
        return iter(())

    def run_quietly(self, image: str, arguments: tuple[str, ...], seconds: float) -> str:  # noqa: ARG002
        command = [str(Path(self._program()).parent / arguments[0]), *arguments[1:]]
        return checked(command, f"{printable(arguments[0])} fails", seconds=seconds)

    def command_for(self, spec: ServerSpec) -> tuple[tuple[str, ...], ...]:
        program = self._program() or "vllm"
        command = (program, "serve", spec.model, "--served-model-name", spec.served_name)
        return ((*command, "--host", "127.0.0.1", "--port", str(spec.port), *spec.arguments),)

    def _program(self) -> str:
        if self._environment is None:
            return shutil.which("vllm") or ""
        program = self._environment / "bin" / "vllm"
        return str(program) if os.access(program, os.X_OK) else ""

    def _version(self) -> str:
        """From the names of the environment's packages: asking vLLM itself takes ten seconds."""
        library = Path(self._program()).resolve().parent.parent / "lib"
        for found in sorted(library.glob("python*/site-packages/vllm-*.dist-info")):
            return found.name.removesuffix(".dist-info").partition("-")[2]
        return ""

    def _keep(self, folder: Path) -> None:
        (folder / "state.json").unlink(missing_ok=True)
        # two modules further up from this file is where `shellguard` is found, whatever the working folder
        command = [sys.executable, "-P", "-m", "shellguard.vllm.local_keeper", str(folder)]
        environment = dict(os.environ) | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment,
        )
        deadline = time.monotonic() + _COMES_UP_SECONDS
        while not _state(folder.name) and time.monotonic() < deadline:
            if process.poll() is not None and not _state(folder.name):
                raise ShellguardError("the server's keeper ended at once", where=str(folder))
            time.sleep(_POLL_SECONDS)

    def _signal(self, name: str, number: signal.Signals) -> None:
        state = _state(name)
        if _runs(state.get("keeper", 0), name):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(int(state["keeper"]), number)

    def _wait_for_end(self, name: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not self._ended(name) and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)

    def _ended(self, name: str) -> bool:
        found = self.inspect(name)
        return found is None or found.condition not in ("running", "restarting", "created")


def _root() -> Path:
    return paths.state_dir() / "vllm" / "local"


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _state(name: str) -> dict[str, Any]:
    return _read(_root() / name / "state.json")


def _runs(pid: Any, name: str) -> bool:
    """Whether the keeper lives: the process with its number is our keeper and not a later one's."""
    if not isinstance(pid, int) or pid <= 1:
        return False
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        ended = run(["ps", "-o", "command=", "-p", str(pid)]) if not Path("/proc/self").exists() else None
        return ended is not None and "shellguard.vllm.local_keeper" in ended.output
    return b"shellguard.vllm.local_keeper" in words and any(
        Path(os.fsdecode(word)).name == name for word in words[-2:] if word
    )


def _cards(gpus: str) -> dict[str, str]:
    return {} if gpus == "all" else {"CUDA_VISIBLE_DEVICES": gpus}
