"""Puts the daemon together and runs it; imported only by the process that holds the lock."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
from pathlib import Path

from shellguard import judgement, paths
from shellguard.audit.elsewhere import Elsewhere, HeadFile, Journal, Sink, Syslog
from shellguard.audit.keeping import Retention
from shellguard.daemon import own_log
from shellguard.daemon.desk import Desk
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.server import Server
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.parsing import reading
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import AuditSettings


def serve(runtime: RuntimeFolder, *, on_demand: bool) -> None:
    """Serves until stopped, or with *on_demand* until no shell has needed it for a while."""
    os.chdir("/")
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="shellguard daemon: %(levelname)s: %(message)s")
    asyncio.run(_serve(runtime, on_demand))


def elsewhere(audit: AuditSettings) -> Elsewhere:
    """Where else the record's head and its decisions go, as the settings want it when the daemon starts."""
    file = Path(os.path.expanduser(audit.head_file))  # noqa: PTH111 - never raises
    heads: Sink = HeadFile(file) if audit.head_file else Journal()
    forward = {"no": None, "journald": Journal(), "syslog": Syslog()}[audit.forward]
    return Elsewhere(audit.head_every, heads, forward)


async def _serve(runtime: RuntimeFolder, on_demand: bool) -> None:
    settings = SettingsWatch()
    own_log.set_up(settings.current.daemon, paths.state_dir(), on_demand=on_demand)
    # The first judgement reads the knowledge; it must not be a person's first line that waits for it.
    reading.warm()
    judgement.judge("rm -rf /tmp/x; ls | sort", shell=ShellState(cwd="/"), settings=settings.current)
    # What is loaded now stays for ever: going through it at every collection would cost lines their time.
    gc.collect()
    gc.freeze()
    audit = settings.current.audit
    retention = Retention(days=audit.retention_days, megabytes=audit.max_mb)
    notebook = Notebook(paths.state_dir() / "audit", retention, elsewhere(audit))
    desk = Desk(runtime, settings, notebook)
    minutes = settings.current.daemon.idle_minutes
    idle = minutes * 60.0 if on_demand and minutes else None
    await Server(runtime, desk, idle_seconds=idle).run()
