"""`shellguard vllm switch`: another model or profile instead of the one that runs, and back if it fails."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from shellguard import exit_codes
from shellguard.cli.vllm import bringing_up, pointing, replacing, wishes
from shellguard.cli.vllm.choosing import (
    add_wish,
    add_yes,
    in_turn,
    server_meant,
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
    whole, engine, old = server_meant(arguments)
    if arguments.to in profile_names():
        wish = wish_of(arguments, arguments.to)
    else:
        arguments.model = arguments.model or arguments.to
        wish = wish_of(arguments, old.profile)
    with in_turn():
        return _switch(arguments, engine, old, wish, whole)


def _switch(arguments: argparse.Namespace, engine: Engine, old: Server, wish: Wish, whole: Settings) -> int:
    beside = replace(
        wish, name=wish.name or _free_name(engine, wish), port=wish.port or free_port(old.port + 1)
    )
    made = plan(beside, engine, whole.vllm, machine())
    room = old.running and not made.refusals
    chosen = beside if room else replace(beside, port=wish.port or old.port)
    if not room:
        made = plan(chosen, engine, whole.vllm, machine())
        replacing.refuse_what_stays(made)
    if not bringing_up.ask_first(made, yes=arguments.yes):
        return exit_codes.FAILED
    bringing_up.fetch_image(engine, made)
    said = "the old server serves until the new one does" if room else "there is no room for both"
    print(said, file=sys.stderr)
    try:
        if not room:
            lifecycle.end(engine, old.name)
            made = replacing.plan_after_end(chosen, engine, whole)
            bringing_up.show_faults(made)
        api, measured = bringing_up.bring_up(engine, made, chosen, whole)
    except (ShellguardError, KeyboardInterrupt) as error:
        interrupted = isinstance(error, KeyboardInterrupt)
        _back(engine, made, old, whole, was_ended=not room and old.running, interrupted=interrupted)
        if isinstance(error, KeyboardInterrupt):
            raise
        hint = f"{old.name} serves as before" if old.running else f"{old.name} is as it was"
        raise ShellguardError(error.what, where=error.where, hint=hint) from error
    pointed = pointing.point_at(made, whole, use=None, before=pointing.address_of(old.port))
    lifecycle.end(engine, old.name)
    engine.remove(old.name)
    state.forget(old.name)
    for line in (*bringing_up.in_words(made, api, measured), pointed, f"{old.name} is gone"):
        if line:
            print(line)
    return exit_codes.DONE


def _back(
    engine: Engine, made: Plan, old: Server, whole: Settings, *, was_ended: bool, interrupted: bool
) -> None:
    """Takes the failed server away and makes the old one serve again."""
    if engine.inspect(made.spec.name) is not None:
        lifecycle.end(engine, made.spec.name, 5.0)
        engine.remove(made.spec.name)
        state.forget(made.spec.name)
    if was_ended:
        wish = wishes.remembered(old.name, old.profile)
        replacing.bring_back(engine, old, wish, whole, interrupted=interrupted)
    elif interrupted and old.running:
        print(f"interrupted; {old.name} serves as before", file=sys.stderr)


def _free_name(engine: Engine, wish: Wish) -> str:
    """The profile's name, or the same with a number where that is taken."""
    taken = {server.name for server in engine.servers()}
    names = (wish.server_name, *(f"{wish.server_name}-{number}" for number in range(2, 100)))
    return next(name for name in names if name not in taken)
