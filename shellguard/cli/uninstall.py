"""`shellguard uninstall`: takes out what `setup` put in, and nothing else."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import time
from pathlib import Path

from shellguard import exit_codes, paths
from shellguard.cli.setup import agreed, home, show_change
from shellguard.errors import ShellguardError
from shellguard.setup import completion_file, startup_files, text_file, units
from shellguard.setup.hook_copy import hook_copy
from shellguard.terminal_text import printable
from shellguard.wire import client

_IN_STATE = ("audit", "crashes", "trusted.json", "config.last-good.toml")
_IN_CONFIG = ("config.toml", "folders.toml", "packs")
_STOP_SECONDS = 5.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "uninstall",
        help="take out what setup put in",
        description="Takes the marked block out of your start-up files, the hook, the completions and "
        "the systemd units away, and stops the daemon. Settings and the record stay, unless you add --purge.",
        epilog="example: shellguard uninstall",
    )
    parser.add_argument("--yes", action="store_true", help="do it without being asked")
    parser.add_argument("--purge", action="store_true", help="remove the record and your settings too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows, asks, takes out.

    Raises:
        ShellguardError: nobody to ask, or a file that can't be read, written or removed.
    """
    changes = startup_files.changes_to_leave(home())
    completions = completion_file.completion_file(home())
    own = [hook_copy()] if hook_copy().exists() else []
    own += [completions] if completion_file.is_written(completions) else []
    files = own + list(units.installed())
    kept = _kept_things() if arguments.purge else []
    if not (changes or files or kept):
        print("nothing of shellguard's setup is there")
        return exit_codes.DONE
    for change in changes:
        show_change(change)
    for path in (*files, *kept):
        print(f"  {printable(str(path))} (is removed)")
    if not arguments.yes and not agreed("\nTake this out?"):
        print("nothing was changed")
        return exit_codes.FAILED
    if kept and not arguments.yes and not agreed("The record can't be brought back. Remove it, too?"):
        kept = []
        print("the record and the settings stay")
    _take_out(changes, own)
    _stop_daemon()
    _purge(kept)
    print("Taken out.")
    print("Shells that are open stay guarded until they end, or you type: shellguard off")
    if not kept and paths.state_dir().is_dir():
        print(f"The record is kept in {printable(str(paths.state_dir()))}.")
    return exit_codes.DONE


def _take_out(changes: tuple[startup_files.Change, ...], own: list[Path]) -> None:
    for change in changes:
        startup_files.apply(change)
    for file in own:
        text_file.remove(file)
    if units.installed():
        units.remove()


def _kept_things() -> list[Path]:
    """What a purge removes: what shellguard itself keeps in its folders, by name, and nothing beside it."""
    state, config = paths.state_dir(), paths.config_dir()
    candidates = [state / name for name in _IN_STATE] + [config / name for name in _IN_CONFIG]
    return [path for path in candidates if path.exists()]


def _purge(things: list[Path]) -> None:
    for thing in things:
        try:
            if thing.is_dir() and not thing.is_symlink():
                shutil.rmtree(thing)
            else:
                thing.unlink()
        except OSError as error:
            raise ShellguardError(f"this can't be removed: {error.strerror}", where=str(thing)) from error
    for folder in (paths.state_dir(), paths.config_dir()):
        with contextlib.suppress(OSError):  # something else is kept there, or it is gone
            folder.rmdir()


def _stop_daemon() -> None:
    """Stops it and waits until it has written its last record."""
    if client.request("stop", {}, timeout=2.0) is None:
        return
    end = time.monotonic() + _STOP_SECONDS
    while (paths.runtime_dir() / "daemon.pid").exists() and time.monotonic() < end:
        time.sleep(0.02)
