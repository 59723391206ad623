"""What runs servers: docker, podman, or an environment on this machine; one interface for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from shellguard.vllm.server_spec import EngineState, Server, ServerSpec


class Engine(Protocol):
    """Each method raises `ShellguardError` where the engine refuses; what it said is made harmless."""

    @property
    def name(self) -> str:
        """docker, podman or local."""

    def ready(self) -> EngineState:
        """Whether it can be used; never raises."""

    def run(self, spec: ServerSpec) -> str:
        """Makes and starts a server in the background; its id. The name must be free. Pulls nothing."""

    def stop(self, name: str, seconds: float) -> None:
        """Asks it to end and waits so long; not an error when it still runs then, or is not there."""

    def kill(self, name: str) -> None:
        """Ends it at once; not an error when it does not run."""

    def start(self, name: str) -> None:
        """Starts one that was made before and has ended."""

    def remove(self, name: str) -> None:
        """Takes away one that has ended, with its log; not an error when it is not there."""

    def inspect(self, name: str) -> Server | None:
        """One server, ours or not; None when there is none of the name."""

    def servers(self) -> tuple[Server, ...]:
        """All that carry our label, by name."""

    def logs(self, name: str, tail: int) -> str:
        """The last lines that it wrote, both streams, raw: `terminal_text.printable` before showing."""

    def follow(self, name: str) -> Iterator[str]:
        """Its lines from the beginning, then those that come, until it ends or the iterator is closed."""

    def has_image(self, reference: str) -> bool:
        """Whether it need not be pulled."""

    def pull(self, reference: str) -> Iterator[str]:
        """Fetches an image and says how it goes, a line each."""

    def run_quietly(self, image: str, arguments: tuple[str, ...], seconds: float) -> str:
        """What a program of the image (or of the environment) prints, such as `vllm serve --help=all`."""

    def command_for(self, spec: ServerSpec) -> tuple[tuple[str, ...], ...]:
        """The commands that `run` would run, for showing them."""
