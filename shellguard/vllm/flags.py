"""Which options `vllm serve` knows: of the pinned version as data, of any other image asked once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.private_files import write_whole
from shellguard.vllm.engine import Engine

PINNED_VERSION = "0.33.0"
PINNED_IMAGE = f"docker.io/vllm/vllm-openai:v{PINNED_VERSION}"
PINNED_CPU_IMAGE = f"docker.io/vllm/vllm-openai-cpu:v{PINNED_VERSION}"
_KNOWN_VERSIONS = ("0.32.0", PINNED_VERSION)
_HELP_SECONDS = 120.0
_FEWEST = 50
_OPTION = re.compile(r"(?<![\w-])--[a-zA-Z][\w.-]*")

REPLACED = {
    "--disable-log-requests": "the default; --enable-log-requests turns it on",
    "--guided-decoding-backend": "--structured-outputs-config",
    "--lora-path": "--lora-modules NAME=PATH",
    "--swap-space": "",
    "--task": "--runner pooling --convert embed (or --runner generate)",
    "--max-seq-len": "--max-model-len",
    "--use-v2-block-manager": "",
    "--num-scheduler-steps": "",
}


@cache
def pinned_flags() -> frozenset[str]:
    """The options of the version that we pin."""
    text = Path(__file__).with_name("flags.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line.startswith("--"))


def flags_of(engine: Engine, image: str, version: str = "") -> frozenset[str]:
    """The options that an image knows; empty where it can't be told.

    What another image answers is kept: to ask it takes some 15 seconds.

    Args:
        version: of the local environment, where it is known.
    """
    if image in (PINNED_IMAGE, PINNED_CPU_IMAGE) or version.partition("+")[0] in _KNOWN_VERSIONS:
        return pinned_flags()
    name = hashlib.sha256((image or version).encode()).hexdigest()[:16]
    file = paths.cache_dir() / "vllm" / f"flags-{name}"
    return _kept(file) or _asked(engine, image, file)


def _kept(file: Path) -> frozenset[str]:
    try:
        return frozenset(file.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError):  # not asked yet, or damaged: it is asked
        return frozenset()


def _asked(engine: Engine, image: str, file: Path) -> frozenset[str]:
    try:
        said = engine.run_quietly(image, ("vllm", "serve", "--help=all"), _HELP_SECONDS)
    except ShellguardError:
        return frozenset()
    found = frozenset(_OPTION.findall(said))
    if len(found) < _FEWEST:
        return frozenset()
    write_whole(file, "\n".join(sorted(found)))
    return found


def unknown_flags(arguments: Iterable[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Options that are not among the known ones, each with what takes its place."""
    for word in arguments:
        flag = word.partition("=")[0]
        # `--compilation-config.mode` is a part of an option that is known
        if flag.startswith("--") and known and flag not in known and flag.partition(".")[0] not in known:
            yield flag, REPLACED.get(flag, "")
