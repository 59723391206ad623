"""Which kinds of file there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from shellguard.errors import ShellguardError
from shellguard.vllm.export import compose, grafana, kubernetes, prometheus, systemd, traefik
from shellguard.vllm.export.order import Files, Order

KINDS: Final[Mapping[str, Callable[[Order], Files]]] = MappingProxyType(
    {
        "compose": compose.files,
        "systemd": systemd.files,
        "prometheus": prometheus.files,
        "grafana": grafana.files,
        "kubernetes": kubernetes.files,
        "traefik": traefik.files,
    }
)


def files_of(kind: str, order: Order) -> Files:
    """The files of a kind.

    Raises:
        ShellguardError: no such kind, or one that can't hold this server.
    """
    if kind not in KINDS:
        raise ShellguardError(f"there is no export {kind[:40]}", hint="kinds: " + ", ".join(KINDS))
    if order.local and kind in ("compose", "kubernetes"):
        raise ShellguardError(
            f"{kind} runs images, and the engine here is an environment",
            hint="--engine docker exports the same profile with its image",
        )
    return KINDS[kind](order)
