"""One server in the place of another of the same name or port, and back where it does not come up."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from shellguard.cli.vllm import bringing_up
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings
from shellguard.vllm import lifecycle
from shellguard.vllm.api import Api
from shellguard.vllm.engine import Engine
from shellguard.vllm.planning import Plan, Wish, plan
from shellguard.vllm.probe import machine
from shellguard.vllm.server_spec import Server
from shellguard.vllm.state import Baseline

_COMES_BACK = ("memory_share", "memory", "port")
_MEMORY_COMES_BACK_SECONDS = 8.0

Ready = tuple[Plan, Api, Baseline]


def refuse_what_stays(made: Plan) -> None:
    """Refuses what would stand in the way even without the server that runs now.

    Raises:
        ShellguardError: something can't work.
    """
    lasting = tuple(
        fault for fault in made.faults if fault.weight != "refuse" or fault.key not in _COMES_BACK
    )
    bringing_up.show_faults(replace(made, faults=lasting))


def plan_after_end(wish: Wish, engine: Engine, whole: Settings) -> Plan:
    """What would be started in the place of a server that has just ended: its memory comes back by and by."""
    deadline = time.monotonic() + _MEMORY_COMES_BACK_SECONDS
    while True:
        made = plan(wish, engine, whole.vllm, machine())
        waits = any(fault.key in _COMES_BACK for fault in made.refusals)
        if not waits or time.monotonic() > deadline:
            return made
        time.sleep(0.5)


def put_in_place(
    engine: Engine, server: Server, wish: Wish, before: Wish, whole: Settings, *, yes: bool
) -> Ready | None:
    """Checks, asks and fetches while the old server still serves, then as `start_in_place`.

    None when a person does not agree; nothing has changed then.

    Raises:
        ShellguardError: it can't work, or as `start_in_place`.
    """
    made = plan(wish, engine, whole.vllm, machine())
    refuse_what_stays(made)
    if not bringing_up.ask_first(made, yes=yes):
        return None
    bringing_up.fetch_image(engine, made)
    return start_in_place(engine, server, wish, before, whole)


def start_in_place(engine: Engine, server: Server, wish: Wish, before: Wish, whole: Settings) -> Ready:
    """Ends a server and starts what is wished; where that fails, starts what ran *before* once more.

    The questions have been asked and the image is here. Ctrl-C takes the same way back.

    Raises:
        ShellguardError: it did not come up; the one from before serves again, if it ran.
    """
    try:
        if engine.inspect(server.name) is not None:
            print(f"{'stopping' if server.running else 'starting'} {server.name}", file=sys.stderr)
            lifecycle.end(engine, server.name)
        made = plan_after_end(wish, engine, whole)
        bringing_up.show_faults(made)
        return (made, *bringing_up.bring_up(engine, made, wish, whole))
    except (ShellguardError, KeyboardInterrupt) as error:
        if not server.running or wish == before:
            if isinstance(error, KeyboardInterrupt):
                bringing_up.say_what_goes_on(engine, server.name)
            raise
        bring_back(engine, server, before, whole, interrupted=isinstance(error, KeyboardInterrupt))
        if isinstance(error, KeyboardInterrupt):
            raise
        hint = f"{server.name} serves as before"
        raise ShellguardError(error.what, where=error.where, hint=hint) from error


def bring_back(
    engine: Engine, server: Server, before: Wish, whole: Settings, *, interrupted: bool = False
) -> None:
    """Starts a server as it was.

    Raises:
        ShellguardError: not even that comes up.
    """
    why = "interrupted" if interrupted else "it did not come up"
    print(f"{why}; going back to {server.name} as it was", file=sys.stderr)
    found = engine.inspect(server.name)
    if found is not None and found.running:
        lifecycle.end(engine, server.name, 5.0)
    engine.remove(server.name)
    try:
        bringing_up.bring_up(engine, plan_after_end(before, engine, whole), before, whole)
    except KeyboardInterrupt:
        bringing_up.say_what_goes_on(engine, server.name)
        raise
    if interrupted:
        print(f"{server.name} serves as before", file=sys.stderr)
