"""What is mounted where, read from the kernel's own table without touching the mounts themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shellguard.effects.effect import Effect
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import place_of
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, Span
from shellguard.parsing.shell_state import ShellState

_KNOWN = knowledge("places", "file_systems")
NETWORK_TYPES = _KNOWN.names("network")
REMOVABLE_PLACES = _KNOWN.texts("removable")
_MOUNTING = _KNOWN.names("mounting")
_ESCAPE = re.compile(r"\\([0-7]{3})")
_LONGEST_TABLE = 2_000


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the table: where, which type, from what (`/dev/sda1`, `server:/export`)."""

    point: str
    type: str
    source: str = ""
    root: str = "/"
    read_only: bool = False

    @property
    def network(self) -> bool:
        return self.type in NETWORK_TYPES

    @property
    def removable(self) -> bool:
        return f"{self.point}/".startswith(REMOVABLE_PLACES) and self.source.startswith("/dev/")

    @property
    def description(self) -> str:
        """What a person should know of it, or "" for an ordinary local file system."""
        if self.network:
            return f"{self.point} (network, {self.type} from {self.source})"
        if self.removable:
            return f"{self.point} (removable, {self.source})"
        return ""


@dataclass(frozen=True)
class Mounts:
    """The table of mounts."""

    table: tuple[Mount, ...] = ()

    @cached_property
    def _by_point(self) -> dict[str, Mount]:
        return {mount.point: mount for mount in self.table}

    def at(self, path: str) -> Mount | None:
        """The mount whose mount point is `path` itself."""
        return self._by_point.get(path)

    def over(self, path: str) -> Mount | None:
        """The mount that `path` (absolute, normal) lies on."""
        while True:
            found = self._by_point.get(path)
            if found is not None or path == "/":
                return found
            path = path.rpartition("/")[0] or "/"

    def below(self, path: str) -> tuple[Mount, ...]:
        """Mounts whose mount points lie strictly below `path`."""
        prefix = path.rstrip("/") + "/"
        return tuple(m for m in self.table if m.point.startswith(prefix) and m.point != prefix)

    def of_source(self, device: str) -> tuple[Mount, ...]:
        """Where a device (`/dev/sda1`), or a partition of it, is mounted."""
        partition = re.compile(re.escape(device) + r"(p?\d+)?\Z")
        return tuple(mount for mount in self.table if partition.match(mount.source))


def parse_mountinfo(lines: Iterable[str]) -> Mounts:
    """Reads lines of /proc/self/mountinfo; lines of another form are left out."""
    table = []
    for line in lines:
        before, separator, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if not separator or len(fields) < 6 or len(rest) < 2:
            continue
        table.append(
            Mount(
                point=_unescaped(fields[4]),
                type=rest[0],
                source=_unescaped(rest[1]),
                root=_unescaped(fields[3]),
                read_only="ro" in fields[5].split(","),
            )
        )
        if len(table) >= _LONGEST_TABLE:
            break
    return Mounts(tuple(table))


def read_mounts(file: Path = Path("/proc/self/mountinfo")) -> Mounts:
    """The mounts that this process sees; none where the kernel offers no such table."""
    try:
        with file.open(encoding="utf-8", errors="surrogateescape") as lines:
            return parse_mountinfo(lines)
    except OSError:
        return Mounts()


def mounted_by(script: Script | None, shell: ShellState) -> tuple[tuple[str, Span], ...]:
    """The folders at which a line mounts something itself, and where in it."""
    if script is None or len(script.commands) < 2:
        return ()
    found = []
    for command, around in script.walk():
        mounts = command.program in _MOUNTING and len(command.words) > 1 and command.words[-1].known
        if mounts and command.span is not None and not any(one.host for one in around):
            path = place_of(command.words[-1].text, False, shell.cwd).path
            found += [(path, command.span)] if path not in ("", "/") else []
    return tuple(found)


def mounted_first(facts: TargetFacts, effect: Effect, mounted: tuple[tuple[str, Span], ...]) -> TargetFacts:
    """The facts about a target, none of which hold where the line itself mounts something above it first."""
    for path, span in mounted:
        if effect.span is not None and span.end <= effect.span.start and contains(path, facts.path):
            reason = f"the line itself mounts something at {path} first"
            return TargetFacts(facts.path, protected=facts.protected, mount=facts.mount, reason=reason)
    return facts


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 8)), text) if "\\" in text else text
