"""What a command would do to what: typed, frozen, without an opinion about how bad that is."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from shellguard.parsing.records import record
from shellguard.parsing.script import Span, Word

RUNNING = " (running)"
THROWN_AWAY = " (thrown away)"


class EffectKind(StrEnum):
    """The kinds of change that matter to a person; the names are stable (`--json`)."""

    DELETE = "delete"  # files go
    OVERWRITE = "overwrite"  # contents are lost under new ones
    WRITE = "write"  # something is created or appended
    MOVE = "move"
    PERMIT = "permit"  # permissions, owners, attributes
    DISK = "disk"  # devices, partitions, file systems
    EXECUTE = "execute"  # runs code that is not in the line (downloaded, decoded, unknown)
    REVEAL = "reveal"  # shows or copies a secret
    SEND = "send"  # data leaves the machine
    LISTEN = "listen"  # opens this machine (reverse shells, tunnels, listeners)
    PERSIST = "persist"  # writes where something runs later
    KILL = "kill"
    SERVICE = "service"
    BOOT = "boot"  # shutdown, reboot, kernel, boot loader
    NETWORK = "network"  # firewall, routes, interfaces
    ACCOUNT = "account"
    PACKAGE = "package"
    HISTORY = "history"  # version control: commits, branches, uncommitted work
    PUBLISH = "publish"  # changes something that others see
    RESOURCE = "resource"  # clusters, clouds, containers, volumes
    DATABASE = "database"
    EXHAUST = "exhaust"  # fork bombs, filling a disk
    CONCEAL = "conceal"  # logs, shell history, auditing
    GUARD = "guard"  # shellguard itself, or another guard
    ESCAPE = "escape"  # leads to a shell or to other rights
    CONFUSE = "confuse"  # text that looks like something else
    UNKNOWN = "unknown"  # a program nobody knows, with telling words


class TargetKind(StrEnum):
    """What sort of thing a target is, which tells how it can be looked at."""

    PATH = "path"
    DEVICE = "device"
    URL = "url"
    HOST = "host"
    PROCESS = "process"
    NAME = "name"  # a package, user, service, branch, table, resource
    CODE = "code"
    OTHER = "other"


@record
class Target:
    """What an effect is done to."""

    kind: TargetKind
    word: Word

    @property
    def text(self) -> str:
        return self.word.text


@record
class Effect:
    """One thing that a command would do.

    Attributes:
        rule: stable id of the knowledge that said so (`files.remove-recursive`, `git.reset-hard`).
        message: one sentence for a person, without the target's details.
        base: where the rule's risk starts, 0-100; facts move it.
        recursive, force: as the options of the command say.
        conditional: it may not happen (after ||, in an untaken branch, in a function that is only defined).
        privileged: it runs with root's rights (sudo, or a root shell where that matters).
        host: the machine it happens on, "" for this one.
        inside: by what it gets into a container or another root, "" for none; ends with RUNNING where that
            was there before and may hold data, with THROWN_AWAY where nothing of it stays or reaches outside.
        certain: False where a hole decides whether or to what it happens.
        floor: the score never falls below this, whatever the facts.
        cwd: the folder that relative targets are relative to; None when a `cd` made it unknown.
        by: the command that does it, as a file, an alias or a function has it; "" where the line shows it.
        options: further facts for alternatives and facts, such as {"ref": "HEAD~3"}.
    """

    kind: EffectKind
    rule: str
    program: str
    message: str
    base: int
    targets: tuple[Target, ...] = ()
    recursive: bool = False
    force: bool = False
    conditional: bool = False
    privileged: bool = False
    host: str = ""
    inside: str = ""
    certain: bool = True
    floor: int = 0
    cwd: str | None = ""
    span: Span | None = None
    by: str = ""
    options: dict[str, str] = field(default_factory=dict, hash=False)
