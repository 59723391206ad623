"""`shellguard vllm up`: checks, starts a server, waits for it, and lets shellguard ask it."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from dataclasses import asdict, replace

from shellguard import exit_codes
from shellguard.cli.vllm import bringing_up, pointing, replacing, wishes
from shellguard.cli.vllm.choosing import (
    add_wish,
    add_yes,
    agreed,
    chosen_profile,
    engine_in_force,
    in_turn,
    settings,
    wish_of,
)
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, state
from shellguard.vllm.api import Api
from shellguard.vllm.engine import Engine
from shellguard.vllm.planning import Plan, Wish, plan
from shellguard.vllm.probe import machine
from shellguard.vllm.profile import profile_names


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", nargs="?", default="", metavar="PROFILE", help=", ".join(profile_names()))
    add_wish(parser)
    add_yes(parser)
    parser.add_argument("--dry-run", action="store_true", help="show what would run, with what is wrong")
    parser.add_argument("--no-wait", action="store_true", help="do not wait until it answers")
    parser.add_argument(
        "--use",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="let shellguard ask it, whatever is set now; or not",
    )
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Starts a server unless the same one runs.

    Raises:
        ShellguardError: it can't be started, with all that stands in the way, or it did not come up.
    """
    whole, here = settings(), machine()
    engine = engine_in_force(whole)
    name, why = chosen_profile(arguments.profile, whole, here)
    wish = _of_the_one_that_runs(engine, wish_of(arguments, name))
    if arguments.dry_run:
        return _show(engine, plan(wish, engine, whole.vllm, here), as_json=arguments.json)
    if why and not arguments.json:
        print(f"profile {name} ({why}), engine {engine.name}", file=sys.stderr)
    with in_turn():
        return _start(arguments, engine, wish, plan(wish, engine, whole.vllm, here), whole)


def _of_the_one_that_runs(engine: Engine, wish: Wish) -> Wish:
    """A server of this profile that was switched to has another name and port: that one is meant."""
    if wish.name:
        return wish
    running = [one for one in engine.servers() if one.running and one.profile == wish.profile]
    if len(running) != 1 or running[0].name == wish.server_name:
        return wish
    return replace(wish, name=running[0].name, port=wish.port or running[0].port)


def _start(arguments: argparse.Namespace, engine: Engine, wish: Wish, made: Plan, whole: Settings) -> int:
    found = engine.inspect(made.spec.name)
    running = found if found is not None and found.running else None
    if running is not None and running.fingerprint == made.spec.fingerprint:
        api, measured = bringing_up.wait_and_measure(engine, made, keys.make_key(), whole)
        print("it runs already", file=sys.stderr)
        return _done(arguments, made, api, measured, whole)
    if running is not None:
        question = f"{made.spec.name} runs with other settings. Put this one in its place?"
        if not agreed(question, yes=arguments.yes):
            return exit_codes.FAILED
        replacing.refuse_what_stays(made)
    else:
        bringing_up.show_faults(made)
    if not bringing_up.ask_first(made, yes=arguments.yes):
        return exit_codes.FAILED
    bringing_up.fetch_image(engine, made)
    if running is not None:
        before = wishes.remembered(running.name, running.profile)
        made, api, measured = replacing.start_in_place(engine, running, wish, before, whole)
    elif arguments.no_wait:
        bringing_up.start(engine, made, wish)
        again = f"`shellguard vllm up {wish.profile}` once more lets shellguard ask it"
        print(f"{made.spec.name} starts: `shellguard vllm status` says how far it is; {again}")
        return exit_codes.DONE
    else:
        try:
            api, measured = bringing_up.bring_up(engine, made, wish, whole)
        except KeyboardInterrupt:
            bringing_up.say_what_goes_on(engine, made.spec.name)
            raise
    return _done(arguments, made, api, measured, whole)


def _done(
    arguments: argparse.Namespace, made: Plan, api: Api, measured: state.Baseline, whole: Settings
) -> int:
    pointed = pointing.point_at(made, whole, use=arguments.use)
    if arguments.json:
        baseline = asdict(measured)
        print(json.dumps({"name": made.spec.name, "url": f"{api.address}/v1", "baseline": baseline}))
        return exit_codes.DONE
    slow = pointing.too_slow(measured, whole) if pointed else ""
    for line in (*bringing_up.in_words(made, api, measured), pointed, slow):
        if line:
            print(line)
    return exit_codes.DONE


def _show(engine: Engine, made: Plan, *, as_json: bool) -> int:
    commands = engine.command_for(made.spec)
    if as_json:
        faults = [asdict(fault) for fault in made.faults]
        told = {"engine": engine.name, "commands": commands, "faults": faults, "pulls": made.pulls}
        told["fit"] = asdict(made.fit) if made.fit else None
        print(json.dumps(told))
        return exit_codes.FAILED if made.refusals else exit_codes.DONE
    if made.pulls:
        print(f"would fetch {printable(made.spec.image)}")
    if made.fit is not None:
        print(f"needs {made.fit.words}")
    for command in commands:
        print(printable(shlex.join(command)))
    for fault in made.faults:
        print(f"{fault.weight}: {printable(str(fault))}")
    return exit_codes.FAILED if made.refusals else exit_codes.DONE
