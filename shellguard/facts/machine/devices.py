"""What a device is: a disk, how big, removable or not, mounted where; or one that nothing is lost on."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import DEVICE, harmless_device
from shellguard.facts.machine.mounts import Mounts

_SECTOR = 512
_MOUNTED = "disk.mount-device"
_DEVICES = "/dev/"


def device_facts(
    facts: TargetFacts,
    status: os.stat_result,
    mounts: Mounts,
    rule: str = "",
    blocks: Path = Path("/sys/class/block"),
) -> TargetFacts:
    """Adds what the kernel tells of a device, to which `rule` is done; `blocks` is where it tells it."""
    if harmless_device(facts.path):
        return replace(
            facts, protected="", recovery=Recovery.NOTHING_LOST, reason="a device that keeps nothing"
        )
    if not stat.S_ISBLK(status.st_mode):
        named = facts.path.startswith(_DEVICES)  # the places tell of these, but for those that people share
        return replace(facts, protected=facts.protected or ("" if named else DEVICE))
    name = Path(facts.path).name
    described = blocks / name
    size = _number(described / "size")
    removable = _number(described / "removable") or _number(described.resolve().parent / "removable")
    used = [mount.point for mount in mounts.of_source(facts.path)]
    if rule == _MOUNTED and is_free(facts.path, mounts):
        reason = "it is mounted nowhere, and this is no container"
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=reason)
    kind = "a removable disk" if removable else "a disk"
    where = f", mounted at {', '.join(used[:3])}" if used else ""
    return replace(
        facts,
        total_bytes=size * _SECTOR if size is not None else None,
        mount=f"{facts.path} (removable)" if removable else facts.mount,
        recovery=Recovery.LOST,
        reason=f"{kind}{where}",
        protected=f"{kind} ({name}){where}",
    )


def is_free(device: str, mounts: Mounts) -> bool:
    """Whether a device is mounted nowhere, on a machine whose own root lies on a disk that is seen here.

    In a container the disks of the machine around it are mounted nowhere either, and none of one's business.
    """
    root = mounts.at("/")
    real = os.path.realpath(device)
    used = any(os.path.realpath(one.source) == real for one in mounts.table if one.source.startswith("/dev/"))
    return root is not None and root.source.startswith("/dev/") and os.path.exists(root.source) and not used


def _number(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
