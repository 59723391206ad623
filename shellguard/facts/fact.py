"""What is so in this world about the targets of a line's effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from shellguard.parsing.records import record


class Recovery(StrEnum):
    """How what would be lost comes back."""

    UNKNOWN = "unknown"
    NOTHING_LOST = "nothing lost"  # the target does not exist or the line would do nothing
    REBUILT = "rebuilt"  # a tool makes it again (evidence beside it, not its name alone)
    TRACKED = "tracked"  # clean under version control
    KEPT = "kept"  # a copy of it is kept: an earlier command makes one, or it is one of what stands
    TEMPORARY = "temporary"  # in a folder for temporary files
    LOST = "lost"


@record
class TargetFacts:
    """One target, looked at. `None` is "not known", never "no".

    Attributes:
        path: the absolute path that the target resolves to; "" when it is no path or not known.
        exists: whether it is there.
        kind: file, folder, link, device, mount, socket, or "".
        files: how many files it holds, as counted within the budget.
        counted_all: False when the budget ended the count: there are at least so many.
        total_bytes: their size, likewise.
        newest: seconds since the epoch of the newest change in it.
        recovery: whether and how it comes back.
        reason: one clause for a person ("tracked by git, clean"; "3 files that git does not know").
        protected: why it must not be lost or changed ("the root of the file system", "your home folder"), "".
        mount: a mount point in or above it that is removable or on the network, "".
        resolves_to: where a link leads out to, "".
        irreplaceable: how many of its files neither git nor a tool brings back, as far as counted.
        personal: how many of these are a person's own work: changed since the last commit, of kinds that
            people make (photos, documents), or, where a file is written over, all but a tool's output.
        authored: how many of these are of kinds that people write: text, code, pictures, data.
        records: how many of these are of what programs write down as they run (`a.log`).
        changed: how many of its files git knows and hold changes that are not committed.
        commits: how many commits go with it that nothing else leads to.
        emptied: what would take its place is an empty file.
        idle: True where the command that does it has no turn at all, whatever stands in the file system.
    """

    path: str = ""
    exists: bool | None = None
    kind: str = ""
    files: int | None = None
    counted_all: bool = True
    total_bytes: int | None = None
    newest: float | None = None
    recovery: Recovery = Recovery.UNKNOWN
    reason: str = ""
    protected: str = ""
    mount: str = ""
    resolves_to: str = ""
    irreplaceable: int | None = None
    personal: int = 0
    authored: int = 0
    records: int = 0
    changed: int = 0
    commits: int = 0
    emptied: bool = False
    idle: bool = False


@record
class Facts:
    """All that was found out for one line.

    Attributes:
        targets: by (index of the effect, index of its target); (index of the effect, -1) is about the effect
            as a whole, where no single target tells it (the uncommitted work that `git reset --hard` takes).
        surroundings: what is so of the place: "production" ("yes", or "no" where the
            names tell that it is for trying out), "kube_context", "kube_namespace",
            "kube_here", "kube_far" ("yes": the cluster runs on this machine, or on another), "cloud",
            "cloud_profile", "workspace", "environment" (of an application), "git_branch", "ssh", "container",
            "root" ("yes"), "database_port" (of this machine, at which the database answers that is meant).
        remembered: by index of the effect: what the session knows of its targets ("downloaded 3 lines ago").
        elsewhere: by index of the effect: why another folder may have been meant; weighs nothing.
        looked: False when nothing was or could be looked at (`--batch` without a folder, a disk that hangs).
        ended_early: the budget ended before all was seen, or any of it.
        elapsed_ms: how long looking took.
    """

    targets: Mapping[tuple[int, int], TargetFacts] = field(default_factory=dict)
    surroundings: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[int, str] = field(default_factory=dict)
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    looked: bool = False
    ended_early: bool = False
    elapsed_ms: float = 0.0


NO_FACTS = Facts()
NOT_SEEN = Facts(ended_early=True)
"""Of a line that could not be looked at in time."""
