"""How much of an image is here, told from what `docker pull` and `podman pull` say line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DOCKER = re.compile(
    r"^([0-9a-f]{8,}): (Pulling fs layer|Waiting|Download complete|Pull complete|Already exists)"
)
_PODMAN = re.compile(r"^Copying blob (?:sha256:)?([0-9a-f]{8,})(.*)$")
_BAR = 24


@dataclass(slots=True)
class Pulling:
    """Layers that were named and those that are done; `read` takes the lines one by one."""

    done: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    writing: bool = False

    def read(self, line: str) -> None:
        """One line of either program; any other line changes nothing."""
        if found := _DOCKER.match(line):
            self.known.add(found[1])
            if found[2] in ("Pull complete", "Already exists"):
                self.done.add(found[1])
        elif found := _PODMAN.match(line):
            self.known.add(found[1][:12])
            if "done" in found[2] or "skipped" in found[2]:
                self.done.add(found[1][:12])
        elif line.startswith(("Copying config", "Writing manifest", "Digest:")):
            self.writing = True

    @property
    def words(self) -> str:
        """A bar and the layers; nothing counted where nothing was named."""
        if not self.known:
            return "fetching the image"
        if self.writing:
            return "writing the image"
        done, known = len(self.done), len(self.known)
        full = _BAR * done // known
        return f"fetching the image [{'#' * full}{'.' * (_BAR - full)}] {done} of {known} layers"
