"""A file for `docker compose`, the older `docker-compose`, and `podman-compose`."""

from __future__ import annotations

from typing import Any

from shellguard.vllm.export.order import (
    ENTRY,
    PROBE,
    SECRETS_INSIDE,
    START_SECONDS,
    STOP_SECONDS,
    Files,
    Order,
)
from shellguard.vllm.export.yaml_text import as_yaml
from shellguard.vllm.server_spec import INSIDE_PORT


def files(order: Order) -> Files:
    """`compose.yaml`."""
    spec = order.spec
    service: dict[str, Any] = {
        "image": spec.image,
        "container_name": order.name,
        "entrypoint": ["/bin/sh", "-c", _escaped(ENTRY), "vllm"],
        "command": [_escaped(word) for word in order.words],
        "init": True,
        "ports": [f"127.0.0.1:{spec.port}:{INSIDE_PORT}"],
        "environment": {name: _escaped(value) for name, value in spec.environment},
        "volumes": [
            {
                "type": "bind",
                "source": _escaped(mount.host),
                "target": mount.inside,
                "read_only": mount.read_only,
            }
            for mount in spec.mounts
        ],
        "shm_size": f"{spec.shm_bytes}b",
        "restart": spec.restart,
        "stop_grace_period": f"{STOP_SECONDS}s",
        "security_opt": ["no-new-privileges:true"],
        "labels": {name: _escaped(value) for name, value in order.labels.items()},
        "healthcheck": {
            "test": ["CMD", *PROBE],
            "interval": "30s",
            "timeout": "10s",
            "retries": 3,
            "start_period": f"{START_SECONDS}s",
        },
    }
    if spec.gpus:
        device: dict[str, Any] = {"driver": "nvidia", "capabilities": ["gpu"]}
        device |= {"count": "all"} if spec.gpus == "all" else {"device_ids": spec.gpus.split(",")}
        service["deploy"] = {"resources": {"reservations": {"devices": [device]}}}
    tree: dict[str, Any] = {"services": {order.name: service}}
    if spec.secret_file is not None:
        service["secrets"] = [{"source": "vllm", "target": SECRETS_INSIDE}]
        tree["secrets"] = {"vllm": {"file": _escaped(str(spec.secret_file))}}
    comment = "docker compose up -d; the key stays in the file that `secrets` names (0600)"
    return {"compose.yaml": as_yaml(tree, comment=comment)}


def _escaped(text: str) -> str:
    """`$` begins a variable in a compose file."""
    return text.replace("$", "$$")
