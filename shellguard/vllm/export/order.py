"""What is to be exported, and the parts that several kinds of file share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shellguard.vllm.profile import Profile
from shellguard.vllm.server_spec import INSIDE_PORT, ServerSpec

SECRETS_INSIDE: Final = "/run/secrets/vllm"
CACHE_INSIDE: Final = "/root/.cache/huggingface"
ENTRY: Final = f'set -a; . {SECRETS_INSIDE}; set +a; exec vllm serve "$@"'
"""Run by `sh -c` in the container: the key comes from a file, so that `inspect` does not show it."""
PROBE: Final = (
    "python3",
    "-c",
    f"import urllib.request; urllib.request.urlopen('http://127.0.0.1:{INSIDE_PORT}/health', timeout=10)",
)
START_SECONDS: Final = 1800
STOP_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Order:
    """One server to be exported.

    Attributes:
        program: path or name of docker or podman, or the `vllm` of an environment where *local*.
        host: the name under which others reach it through a proxy.
    """

    spec: ServerSpec
    profile: Profile
    program: str = "docker"
    local: bool = False
    host: str = "llm.example.org"

    @property
    def name(self) -> str:
        """Fit for a host, a service and an object: small letters, digits and `-`."""
        kept = "".join(one if one.isalnum() and one.isascii() else "-" for one in self.spec.name.lower())
        return kept.strip("-")[:50] or "vllm"

    @property
    def words(self) -> tuple[str, ...]:
        """What `vllm serve` is told inside a container."""
        served = ("--served-model-name", self.spec.served_name)
        listening = ("--host", "0.0.0.0", "--port", str(INSIDE_PORT))  # noqa: S104 - inside the container
        return (self.spec.model, *served, *listening, *self.spec.arguments)

    @property
    def labels(self) -> Mapping[str, str]:
        return dict(self.spec.all_labels)


def gigabytes(size: int) -> int:
    """Whole gibibytes, at least one."""
    return max(1, -(-size // (1 << 30)))


Files = Mapping[str, str]
"""Names of files and what stands in them; the first is the main one."""
