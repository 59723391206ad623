"""Pairs about services of compose that are given the whole machine, or only watch it."""

from __future__ import annotations


def _service(*volumes: str, also: str = "") -> str:
    listed = "".join(f"    - {one}\\n" for one in volumes)
    return f"text compose.yaml 'services:\\n  watch:\\n    image: watch:2\\n{also}    volumes:\\n{listed}'"


_BIND = "type: bind\\n      source: /\\n      target: /host"
MOUNTED: list[tuple[str, str, str, str]] = [
    (
        "all files of the machine, to read or to write",
        "docker compose up -d",
        _service("/:/host:ro,rslave", "/sys:/sys:ro"),
        _service("/:/host"),
    ),
    (
        "the same told at length",
        "docker compose up -d",
        _service(f"{_BIND}\\n      read_only: true"),
        _service(_BIND),
    ),
    (
        "the engine's socket, or all files of the machine",
        "docker-compose up",
        _service("/var/run/docker.sock:/var/run/docker.sock", "./data:/data"),
        _service("/:/rootfs:rw"),
    ),
    (
        "the engine's socket, or a folder that is called like one",
        "docker compose up -d",
        _service("/run/podman/podman.sock:/s", also="    command: rm -rf /s\\n"),
        _service("/home/all.sock:/s", also="    command: rm -rf /s\\n"),
    ),
    (
        "a folder of the machine, or all of it by way of that folder",
        "docker compose up -d",
        _service("/srv/shop:/host"),
        _service("/srv/..:/host"),
    ),
    (
        "a command with the machine to read, or to write",
        "docker compose up",
        _service("/:/host:ro", also="    command: --path.rootfs=/host\\n"),
        _service("/:/host:rshared", also="    command: --path.rootfs=/host\\n"),
    ),
]
