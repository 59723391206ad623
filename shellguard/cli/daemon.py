"""`shellguard daemon run|start|stop|status|metrics`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from typing import Any

from shellguard import exit_codes, paths
from shellguard.cli.terminal import prose, row_width
from shellguard.cli.usage import add_action
from shellguard.errors import ShellguardError
from shellguard.processes import runs
from shellguard.wire import client

STOP_SECONDS = 5.0
MANAGER_SECONDS = 10.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "daemon",
        help="the process that judges: run, start, stop, status",
        description="The process that judges for all your guarded shells. They start it when they need it, "
        "and it leaves when idle, so that there is seldom a reason to type this.",
        epilog="example: shellguard daemon status",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    run_parser = add_action(actions, "run", "serve in the foreground until stopped")
    run_parser.add_argument("--on-demand", action="store_true", help="leave when no shell needs it any more")
    run_parser.set_defaults(run=run_here)
    add_action(actions, "start", "start it in the background unless it runs").set_defaults(run=start)
    add_action(actions, "stop", "stop it; guarded shells start it again").set_defaults(run=stop)
    add_action(actions, "metrics", "what it counted, as Prometheus reads it").set_defaults(run=metrics)
    status_parser = add_action(actions, "status", "say whether it runs, and since when", "--json")
    status_parser.add_argument("--json", action="store_true", help="one JSON object")
    status_parser.set_defaults(run=status)


def run_here(arguments: argparse.Namespace) -> int:
    """Serves in this process. A second daemon leaves at once: started on demand without a word."""
    from shellguard.daemon.lean_imports import lean_imports
    from shellguard.daemon.runtime_folder import AlreadyRunningError, RuntimeFolder

    if arguments.on_demand:
        _leave_the_terminal()
    # Where the service manager listens, asking starts the daemon that is to run; a second one would take the
    # socket away. A hook can't ask by itself: it speaks through pipes, which wake nobody.
    if arguments.on_demand and client.request("ping", {}, timeout=MANAGER_SECONDS) is not None:
        return exit_codes.DONE
    try:
        runtime = RuntimeFolder()
    except AlreadyRunningError:
        if arguments.on_demand:
            return exit_codes.DONE
        raise
    # What other packages plug into pydantic has no place in a guard; looking for it takes time and memory.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"
    # Only by the one that holds the lock: it costs half a second, and sixteen shells may start at once.
    with lean_imports():
        from shellguard.daemon.main import serve

    try:
        serve(runtime, on_demand=arguments.on_demand)
    finally:
        runtime.close()
    return exit_codes.DONE


def _leave_the_terminal() -> None:
    """Ctrl-C and the closing of the terminal where it was started are not meant for what all shells share.

    A shell that reads its start-up files has no job control yet: what it starts is in its own process group.
    """
    if os.getpgrp() != os.getpid():  # else it was typed there by hand, and may be ended by hand
        os.setsid()


def start(_: argparse.Namespace) -> int:
    """Starts the daemon in the background.

    Raises:
        ShellguardError: it did not come up.
    """
    paths.secure_dir(paths.runtime_dir())
    if not client.start_daemon():
        raise ShellguardError(
            "the daemon did not come up", hint="run `shellguard daemon run` to see what it says"
        )
    print(f"shellguard's daemon runs (pid {_pid()}).")
    return exit_codes.DONE


def stop(_: argparse.Namespace) -> int:
    """Stops the daemon and waits until it is gone.

    Raises:
        ShellguardError: it is still there after a while.
    """
    answer = client.request("stop", {}, timeout=2.0)
    if answer is None:
        print("shellguard's daemon does not run.")
        return exit_codes.DONE
    deadline = time.monotonic() + STOP_SECONDS
    while runs(int(answer["pid"])):
        if time.monotonic() > deadline:
            raise ShellguardError(
                "the daemon does not stop", hint=f"end it by force: kill -9 {answer['pid']}"
            )
        time.sleep(0.02)
    print("shellguard's daemon has stopped.")
    return exit_codes.DONE


def status(arguments: argparse.Namespace) -> int:
    """Says what the daemon does; 1 when it does not run."""
    answer = client.request("status", {}, timeout=2.0)
    if arguments.json:
        print(json.dumps({"running": answer is not None, **(answer or {})}))
    elif answer is None:
        print("shellguard's daemon does not run; a guarded shell or `shellguard daemon start` starts it.")
    else:
        print("\n".join(prose(_in_words(answer), row_width(sys.stdout))))
    return exit_codes.DONE if answer is not None else exit_codes.FAILED


def metrics(_: argparse.Namespace) -> int:
    """Prints what the daemon counted since it started, in Prometheus' text format.

    Raises:
        ShellguardError: it does not run.
    """
    answer = client.request("metrics", {}, timeout=2.0)
    if answer is None:
        raise ShellguardError("shellguard's daemon does not run", hint="shellguard daemon start")
    print(answer["text"], end="")
    return exit_codes.DONE


def _in_words(answer: dict[str, Any]) -> str:
    return (
        f"shellguard's daemon {answer['version']} has run for {_long(float(answer['uptime_s']))} "
        f"(pid {answer['pid']}), "
        f"mode {answer['mode']}: {_many(answer['shells'], 'guarded shell')}, "
        f"{_many(answer['lines'], 'line')} judged, recording: {answer['recording']}."
    )


def _long(seconds: float) -> str:
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * length:
            return _many(int(seconds / length), unit)
    return _many(int(seconds), "second")


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _pid() -> int:
    answer = client.request("ping", {}, timeout=1.0)
    return int(answer["pid"]) if answer else 0
