"""`shellguard vllm switch`: another model or profile instead of the one that runs, and back if it fails."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from shellguard import exit_codes
from shellguard.cli.vllm import bringing_up, replacing
from shellguard.cli.vllm.choosing import (
    add_wish,
    add_yes,
    chosen_server,
    engine_in_force,
    settings,
    wish_of,
)
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings
from shellguard.vllm import lifecycle, state
from shellguard.vllm.engine import Engine
from shellguard.vllm.planning import Plan, Wish, plan
from shellguard.vllm.probe import free_port, machine
from shellguard.vllm.profile import profile_names
from shellguard.vllm.server_spec import Server

_WAIT_FOR_OTHERS = 7_200.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to", metavar="MODEL|PROFILE", help="a profile, a model of the hub, or a folder")
    parser.add_argument("--server", default="", metavar="SERVER", help="which one, where several run")
    add_wish(parser)
    add_yes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Starts the new server beside the old one where memory allows, else in its place.

    Raises:
        ShellguardError: the new one can't work or did not come up; the old one then serves as before.
    """
    whole = settings()
    engine = engine_in_force(whole)
    old = chosen_server(engine, arguments.server)
    if arguments.to in profile_names():
        wish = wish_of(arguments, arguments.to)
    else:
        arguments.model = arguments.model or arguments.to
        wish = wish_of(arguments, old.profile)
    with state.alone(_WAIT_FOR_OTHERS):
        return _switch(arguments, engine, old, wish, whole)


def _switch(arguments: argparse.Namespace, engine: Engine, old: Server, wish: Wish, whole: Settings) -> int:
    beside = replace(
        wish, name=wish.name or _free_name(engine, wish), port=wish.port or free_port(old.port + 1)
    )
    made = plan(beside, engine, whole.vllm, machine())
    room = old.running and not made.refusals
    if not room:
        made = plan(replace(beside, port=wish.port or old.port), engine, whole.vllm, machine())
        replacing.refuse_what_stays(made)
    if not bringing_up.ask_first(made, yes=arguments.yes):
        return exit_codes.FAILED
    bringing_up.fetch_image(engine, made)
    chosen = beside if room else replace(beside, port=wish.port or old.port)
    print(
        "the old server serves until the new one does" if room else "there is no room for both",
        file=sys.stderr,
    )
    if not room:
        lifecycle.end(engine, old.name)
    try:
        if not room:
            made = replacing.plan_after_end(chosen, engine, whole)
            bringing_up.show_faults(made)
        api, measured = bringing_up.bring_up(engine, made, chosen, whole)
    except (ShellguardError, KeyboardInterrupt) as error:
        _back(engine, made, old, whole, was_ended=not room)
        if isinstance(error, KeyboardInterrupt):
            raise
        hint = f"{old.name} serves as before"
        raise ShellguardError(error.what, where=error.where, hint=hint) from error
    pointed = bringing_up.point_daemon(made, whole, use=None, before=f"http://127.0.0.1:{old.port}/v1")
    lifecycle.end(engine, old.name)
    engine.remove(old.name)
    state.forget(old.name)
    for line in (*bringing_up.in_words(made, measured, api), pointed, f"{old.name} is gone"):
        if line:
            print(line)
    return exit_codes.DONE


def _back(engine: Engine, made: Plan, old: Server, whole: Settings, *, was_ended: bool) -> None:
    """Takes the failed server away and makes the old one serve again."""
    print("it did not come up; going back", file=sys.stderr)
    if engine.inspect(made.spec.name) is not None:
        lifecycle.end(engine, made.spec.name, 5.0)
        engine.remove(made.spec.name)
        state.forget(made.spec.name)
    if was_ended:
        wish = bringing_up.remembered_wish(old.name, old.profile)
        bringing_up.bring_up(engine, replacing.plan_after_end(wish, engine, whole), wish, whole)


def _free_name(engine: Engine, wish: Wish) -> str:
    """The profile's name, or the same with a number where that is taken."""
    taken = {server.name for server in engine.servers()}
    names = (wish.server_name, *(f"{wish.server_name}-{number}" for number in range(2, 100)))
    return next(name for name in names if name not in taken)
