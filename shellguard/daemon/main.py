"""Puts the daemon together and runs it; imported only by the process that holds the lock."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import resource

from shellguard import judgement, paths
from shellguard.daemon import large_pages, own_log
from shellguard.daemon.desk import Desk
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.prompt_loop import PromptLoop
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.server import Server
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.daemon.standing_orders import elsewhere, retention
from shellguard.parsing import reading
from shellguard.parsing.shell_state import ShellState
from shellguard.runtime_place import of_another_home

COLLECT_AFTER = 50_000
"""New objects after which the youngest are looked through for circles: more than a line of 10 kB makes."""

_OPEN_FILES = 4096
"""Enough for the most shells: two pipes and a process watched for each."""

_TRIAL_MINUTES = 2
"""Without a shell, in a home that is not the password file's: each trial in a new one leaves one behind."""


def serve(runtime: RuntimeFolder, *, on_demand: bool) -> None:
    """Serves until stopped, or with *on_demand* until no shell has needed it for a while."""
    os.chdir("/")
    os.umask(0o077)
    _allow_open_files()
    logging.basicConfig(level=logging.WARNING, format="shellguard daemon: %(levelname)s: %(message)s")
    with asyncio.Runner(loop_factory=PromptLoop) as runner:
        runner.run(_serve(runtime, on_demand))


def _allow_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def _serve(runtime: RuntimeFolder, on_demand: bool) -> None:
    settings = SettingsWatch()
    own_log.set_up(settings.current.daemon, paths.state_dir(), on_demand=on_demand)
    # The first judgement reads the knowledge; it must not be a person's first line that waits for it.
    reading.warm()
    judgement.judge("rm -rf /tmp/x; ls | sort", shell=ShellState(cwd="/"), settings=settings.current)
    # What is loaded now stays for ever: going through it at every collection would cost lines their time.
    # A long line makes tens of thousands of values, none of which refer to each other in a circle.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    large_pages.gather_apart()
    audit = settings.current.audit
    notebook = Notebook(paths.state_dir() / "audit", retention(audit), elsewhere(audit))
    desk = Desk(runtime, settings, notebook, on_demand=on_demand)

    def idle_seconds() -> float | None:
        minutes = settings.current.daemon.idle_minutes
        if of_another_home():
            minutes = min(minutes, _TRIAL_MINUTES)
        return minutes * 60.0 if on_demand and minutes else None

    await Server(runtime, desk, idle_seconds=idle_seconds).run()
