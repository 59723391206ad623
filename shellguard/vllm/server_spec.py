"""What a model server is to be, what one is, and what an engine says of itself: typed and frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

INSIDE_PORT: Final = 8000
MANAGED: Final = "shellguard.managed"
LABELS: Final = "shellguard."

Condition = Literal["created", "running", "restarting", "paused", "exited", "dead", "unknown"]
RestartPolicy = Literal["no", "on-failure", "unless-stopped"]


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder or file of this machine and where the server sees it."""

    host: str
    inside: str
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class ServerSpec:
    """What is to run.

    Attributes:
        name: of the container, or of the process's record; `shellguard-` and the profile's name.
        image: a pinned reference; "" for the local engine.
        model: a repository of the hub or a folder.
        served_name: how clients name the model.
        port: on 127.0.0.1 of this machine, and nowhere else.
        arguments: of `vllm serve`, after the model; never a key.
        environment: plain variables; never a key.
        secret_file: private file (0600) of `NAME=value` lines: the key, the hub's token. It reaches the
            server as a file, so that no value of it stands in arguments or in what `inspect` shows.
        gpus: "" for none, "all", or numbers with commas.
        shm_bytes: shared memory.
        labels: beside those that are made from the other fields, or in their place.
    """

    name: str
    profile: str
    image: str
    model: str
    served_name: str
    port: int
    arguments: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    secret_file: Path | None = None
    mounts: tuple[Mount, ...] = ()
    gpus: str = ""
    shm_bytes: int = 0
    labels: tuple[tuple[str, str], ...] = ()
    restart: RestartPolicy = "unless-stopped"

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with anything but the secrets' content."""
        text = json.dumps(asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def all_labels(self) -> tuple[tuple[str, str], ...]:
        """What `servers()` finds a server by, and what it is told of without asking the server."""
        own = {
            "managed": "1",
            "profile": self.profile,
            "model": self.model,
            "served-name": self.served_name,
            "port": str(self.port),
            "spec": self.fingerprint,
        }
        return tuple(({LABELS + name: value for name, value in own.items()} | dict(self.labels)).items())


@dataclass(frozen=True, slots=True)
class Server:
    """One server as the engine sees it; whether it answers is asked of its API.

    Attributes:
        engine: docker, podman or local.
        condition: the engine's word for it.
        exit_code: how it ended; None while it runs.
        started_at: seconds since the epoch; 0 when it never ran.
        restarts: how often the engine started it again.
        out_of_memory: killed by the system for want of memory.
        error: what the engine says went wrong, such as a runtime that is not there; untrusted text.
    """

    name: str
    engine: str
    condition: Condition
    image: str = ""
    exit_code: int | None = None
    started_at: float = 0.0
    restarts: int = 0
    out_of_memory: bool = False
    error: str = ""
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def running(self) -> bool:
        return self.condition == "running"

    @property
    def profile(self) -> str:
        return self.labels.get(LABELS + "profile", "")

    @property
    def model(self) -> str:
        return self.labels.get(LABELS + "model", "")

    @property
    def served_name(self) -> str:
        return self.labels.get(LABELS + "served-name", "")

    @property
    def port(self) -> int:
        """On 127.0.0.1; 0 when it is not known."""
        text = self.labels.get(LABELS + "port", "")
        return int(text) if text.isdecimal() else 0

    @property
    def memory_share(self) -> float:
        """Of a card; 0 on the processor."""
        try:
            return float(self.labels.get(LABELS + "memory-share", "0"))
        except ValueError:
            return 0.0

    @property
    def cards(self) -> str:
        """Numbers with commas, or all; "" on the processor."""
        return self.labels.get(LABELS + "cards", "")

    @property
    def fingerprint(self) -> str:
        """That of the `ServerSpec` which it was made from."""
        return self.labels.get(LABELS + "spec", "")


@dataclass(frozen=True, slots=True)
class EngineState:
    """Whether an engine can be used.

    Attributes:
        program: the path that was found; "" for none.
        usable: it is there and answers.
        rootless: it runs without root.
        gpu: containers can be given the GPU (NVIDIA's runtime, or a CDI description).
        problem: one sentence; "" when usable.
        hint: what to do about it.
    """

    name: str
    program: str = ""
    usable: bool = False
    version: str = ""
    rootless: bool = False
    gpu: bool = False
    problem: str = ""
    hint: str = ""
