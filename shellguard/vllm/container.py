"""Docker and podman through their command lines; what differs between the two is a small dialect each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm import launch
from shellguard.vllm.command import Ended, checked, lines_of, run
from shellguard.vllm.server_spec import (
    INSIDE_PORT,
    MANAGED,
    Condition,
    EngineState,
    Mount,
    Server,
    ServerSpec,
)

LAUNCHER = "/run/shellguard/launch.py"
_CONDITIONS: Mapping[str, Condition] = {name: name for name in get_args(Condition)} | {
    "stopped": "exited",
    "configured": "created",
    "initialized": "created",
    "removing": "dead",
    "stopping": "running",
}
_NO_SUCH = ("no such", "no container with")
_IN_USE = ("already in use", "is already allocated", "address already in use")
_SELINUX = Path("/sys/fs/selinux/enforce")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one of the two does its own way.

    Attributes:
        state: an engine's state from what `info` prints as JSON.
        gpu_arguments: how a container is given GPUs ("all", or numbers with commas).
        silent: what is said when the program is there but does not answer, and what to do then.
        installing: how a person comes by it.
    """

    name: str
    state: Callable[[str, Mapping[str, Any]], EngineState]
    gpu_arguments: Callable[[str], tuple[str, ...]]
    silent: tuple[str, str]
    installing: str


class ContainerEngine:
    """One of the two, found on the path."""

    def __init__(self, dialect: Dialect, program: str = "") -> None:
        self._dialect = dialect
        self._program = program or shutil.which(dialect.name) or ""

    @property
    def name(self) -> str:
        return self._dialect.name

    def ready(self) -> EngineState:
        if not self._program:
            return EngineState(
                self.name, problem=f"{self.name} is not installed", hint=self._dialect.installing
            )
        try:
            ended = run([self._program, "info", "--format", "{{json .}}"], seconds=20.0)
            told = json.loads(ended.output) if ended.status == 0 else None
        except (ShellguardError, ValueError, RecursionError) as error:
            ended, told = Ended(1, "", str(error)), None
        if not isinstance(told, dict) or told.get("ServerErrors"):
            problem, hint = self._dialect.silent
            errors = told.get("ServerErrors") if isinstance(told, dict) else None
            said = printable(str(errors[0])) if isinstance(errors, list) and errors else ended.complaint
            return EngineState(self.name, self._program, problem=f"{problem}: {said[:300]}", hint=hint)
        return self._dialect.state(self._program, told)

    def run(self, spec: ServerSpec) -> str:
        ended = run(self.command_for(spec)[0], seconds=120.0)
        if ended.status == 0:
            return ended.output.strip().splitlines()[-1] if ended.output.strip() else spec.name
        said = ended.complaint
        where, hint = "", ""
        if "name" in said.lower() and "in use" in said.lower():
            where, hint = spec.name, f"take it away: shellguard vllm rm {spec.name}"
        elif any(word in said for word in _IN_USE):
            where, hint = f"port {spec.port}", "another port: shellguard config set vllm.port NUMBER"
        elif "gpu" in said.lower() or "nvidia.com" in said:
            hint = "install the NVIDIA container toolkit, or take a profile for the processor (parser-cpu)"
        raise ShellguardError(f"{self.name} can't start the server: {said}", where=where, hint=hint)

    def stop(self, name: str, seconds: float) -> None:
        self._harmless("stop", "-t", str(max(1, round(seconds))), name, seconds=seconds + 60)

    def kill(self, name: str) -> None:
        self._harmless("kill", name)

    def start(self, name: str) -> None:
        checked([self._program, "start", name], f"{self.name} can't start {printable(name)}", seconds=120)

    def remove(self, name: str) -> None:
        # by force: podman starts again what has just died, and says that it runs
        self._harmless("rm", "--force", "--volumes", name, seconds=90)

    def inspect(self, name: str) -> Server | None:
        ended = run([self._program, "container", "inspect", name])
        if ended.status != 0:
            if any(word in ended.errors.lower() for word in _NO_SUCH):
                return None
            raise ShellguardError(f"{self.name} can't say what {printable(name)} does: {ended.complaint}")
        found = _objects(ended.output)
        return _server(self.name, found[0]) if found else None

    def servers(self) -> tuple[Server, ...]:
        listing = [self._program, "ps", "--all", "--filter", f"label={MANAGED}=1", "--format", "{{.Names}}"]
        names = checked(listing, f"{self.name} can't list containers").split()
        if not names:
            return ()
        ended = run([self._program, "container", "inspect", *names])
        servers = [_server(self.name, one) for one in _objects(ended.output)]
        return tuple(sorted(servers, key=lambda one: one.name))

    def logs(self, name: str, tail: int) -> str:
        ended = run([self._program, "logs", "--tail", str(tail), name])
        return ended.output + ended.errors

    def follow(self, name: str) -> Iterator[str]:
        return lines_of([self._program, "logs", "--follow", name], f"the log of {printable(name)}")

    def has_image(self, reference: str) -> bool:
        return run([self._program, "image", "inspect", "--format", "{{.Id}}", reference]).status == 0

    def pull(self, reference: str) -> Iterator[str]:
        return lines_of([self._program, "pull", reference], f"{printable(reference)} can't be pulled")

    def run_quietly(self, image: str, arguments: tuple[str, ...], seconds: float) -> str:
        command = [self._program, "run", "--rm", "--pull", "never", "--network", "none"]
        command += ["--entrypoint", arguments[0], image, *arguments[1:]]
        return checked(command, f"{printable(arguments[0])} in {printable(image)} fails", seconds=seconds)

    def command_for(self, spec: ServerSpec) -> tuple[tuple[str, ...], ...]:
        command = [self._program or self.name, "run", "--detach", "--pull", "never", "--name", spec.name]
        command += ["--init", "--restart", spec.restart, "--security-opt", "no-new-privileges"]
        if _SELINUX.exists():  # labels would have to be written onto the person's own cache of models
            command += ["--security-opt", "label=disable"]
        command += ["--publish", f"127.0.0.1:{spec.port}:{INSIDE_PORT}"]
        for name, value in spec.all_labels:
            command += ["--label", f"{name}={value}"]
        for name, value in spec.environment:
            command += ["--env", f"{name}={value}"]
        if spec.shm_bytes:
            command += ["--shm-size", f"{spec.shm_bytes}b"]
        for mount in (*spec.mounts, *_secret_mounts(spec)):
            command += ["--mount", _mount_text(mount)]
        command += self._dialect.gpu_arguments(spec.gpus) if spec.gpus else ()
        command += ["--entrypoint", "python3" if spec.secret_file else "vllm", spec.image]
        command += [LAUNCHER] if spec.secret_file else ["serve"]
        command += [spec.model, "--served-model-name", spec.served_name]
        command += ["--host", "0.0.0.0", "--port", str(INSIDE_PORT), *spec.arguments]  # noqa: S104
        return (tuple(command),)

    def _harmless(self, *arguments: str, seconds: float = 60.0) -> None:
        """Runs what may find its work done already."""
        ended = run([self._program, *arguments], seconds=seconds)
        said = ended.errors.lower()
        done = any(word in said for word in (*_NO_SUCH, "is not running", "not running", "can only kill"))
        if ended.status != 0 and not done:
            raise ShellguardError(f"{self.name} {arguments[0]} fails: {ended.complaint}")


def _secret_mounts(spec: ServerSpec) -> tuple[Mount, ...]:
    if spec.secret_file is None:
        return ()
    own = str(Path(launch.__file__).resolve())
    return (Mount(str(spec.secret_file), launch.SECRETS, True), Mount(own, LAUNCHER, True))


def _mount_text(mount: Mount) -> str:
    if "," in mount.host + mount.inside:
        raise ShellguardError(
            "a folder with a comma in its name can't be mounted", where=printable(mount.host)
        )
    return f"type=bind,source={mount.host},target={mount.inside}" + (",readonly" if mount.read_only else "")


def _objects(text: str) -> list[Mapping[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _server(engine: str, told: Mapping[str, Any]) -> Server:
    state, config = _table(told, "State"), _table(told, "Config")
    condition = _CONDITIONS.get(str(state.get("Status", "")).lower(), "unknown")
    ended = condition in ("exited", "dead")
    labels = {str(name): str(value) for name, value in _table(config, "Labels").items()}
    return Server(
        name=str(told.get("Name", "")).lstrip("/"),
        engine=engine,
        condition=condition,
        image=str(told.get("ImageName") or config.get("Image") or ""),
        exit_code=int(state.get("ExitCode") or 0) if ended else None,
        started_at=_moment(state.get("StartedAt")),
        restarts=int(told.get("RestartCount") or 0),
        out_of_memory=bool(state.get("OOMKilled")),
        error=str(state.get("Error") or ""),
        labels=MappingProxyType(labels),
    )


def _table(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = told.get(name)
    return value if isinstance(value, dict) else {}


def _moment(text: Any) -> float:
    """Seconds since the epoch of `2026-01-31T10:11:12.123456789+01:00`; 0 for the zero of Go."""
    if not isinstance(text, str) or text.startswith("0001"):
        return 0.0
    head, dot, rest = text.partition(".")
    digits = len(rest) - len(rest.lstrip("0123456789"))
    try:
        return datetime.fromisoformat(head + dot + rest[: min(digits, 6)] + rest[digits:]).timestamp()
    except ValueError:
        return 0.0
