"""Where docker and podman differ: what `info` tells, and how a container is given the GPU."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shellguard.vllm.container import Dialect
from shellguard.vllm.server_spec import EngineState

_CDI_FOLDERS = (Path("/etc/cdi"), Path("/var/run/cdi"), Path("/run/cdi"))


def _docker_state(program: str, told: Mapping[str, Any]) -> EngineState:
    runtimes = told.get("Runtimes")
    options = told.get("SecurityOptions")
    return EngineState(
        "docker",
        program,
        usable=True,
        version=str(told.get("ServerVersion", "")),
        rootless=isinstance(options, list) and "name=rootless" in options,
        gpu=(isinstance(runtimes, dict) and "nvidia" in runtimes) or _described_gpu(),
    )


def _podman_state(program: str, told: Mapping[str, Any]) -> EngineState:
    version, host = told.get("version"), told.get("host")
    security = host.get("security") if isinstance(host, dict) else None
    return EngineState(
        "podman",
        program,
        usable=True,
        version=str(version.get("Version", "")) if isinstance(version, dict) else "",
        rootless=bool(security.get("rootless")) if isinstance(security, dict) else os.geteuid() != 0,
        gpu=_described_gpu(),
    )


def _described_gpu() -> bool:
    """Whether the NVIDIA toolkit has described the cards for containers (CDI)."""
    return any(file.name.startswith("nvidia") for folder in _CDI_FOLDERS for file in folder.glob("*.*"))


def _docker_gpus(gpus: str) -> tuple[str, ...]:
    # the value is read as comma-separated fields, so a list of cards has to be quoted in it
    return ("--gpus", "all" if gpus == "all" else f'"device={gpus}"')


def _podman_gpus(gpus: str) -> tuple[str, ...]:
    names = ["all"] if gpus == "all" else gpus.split(",")
    return tuple(word for name in names for word in ("--device", f"nvidia.com/gpu={name}"))


DOCKER = Dialect(
    "docker",
    _docker_state,
    _docker_gpus,
    (
        "docker's service does not answer",
        "start it (systemctl start docker), or join its group (usermod -aG docker NAME),\n"
        "or use podman: shellguard config set vllm.engine podman",
    ),
    "install docker.io (Debian, Ubuntu) or moby-engine (Fedora)",
)
PODMAN = Dialect(
    "podman",
    _podman_state,
    _podman_gpus,
    ("podman does not work here", "`podman info` shows why"),
    "install the package podman; it needs no service and no root",
)
