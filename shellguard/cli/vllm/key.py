"""`shellguard vllm key`: where the key is, how old it is, and a new one."""

from __future__ import annotations

import argparse
import json

from shellguard import exit_codes
from shellguard.cli.vllm import replacing, wishes
from shellguard.cli.vllm.choosing import add_yes, agreed, in_turn, settings
from shellguard.errors import ShellguardError
from shellguard.vllm import keys
from shellguard.vllm.finding_engine import engine_named, states


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        default="show",
        choices=("show", "rotate"),
        help="show says where it is; rotate makes a new one and restarts what runs",
    )
    add_yes(parser)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Shows where the key is (never the key itself), or makes a new one.

    Raises:
        ShellguardError: others may read it, or a server did not come up with the new one.
    """
    return _rotate(arguments) if arguments.action == "rotate" else _show(as_json=arguments.json)


def _show(*, as_json: bool) -> int:
    there, age = bool(keys.read_key()), keys.age_days()
    if as_json:
        print(json.dumps({"file": str(keys.key_file()), "exists": there, "age_days": age}))
    elif not there:
        print("there is no key yet; shellguard vllm up makes one")
    else:
        print(f"{keys.key_file()} (0600), {age} days old")
        if age >= keys.DAYS:
            print(f"older than {keys.DAYS} days: shellguard vllm key rotate")
    return exit_codes.DONE


def _rotate(arguments: argparse.Namespace) -> int:
    whole = settings()
    running = [
        (engine_named(state_.name, whole.vllm), server)
        for state_ in states(whole.vllm)
        if state_.usable
        for server in engine_named(state_.name, whole.vllm).servers()
        if server.running
    ]
    names = ", ".join(server.name for _, server in running)
    if running and not agreed(f"A new key restarts {names}. Go on?", yes=arguments.yes):
        print("nothing changed")
        return exit_codes.FAILED
    with in_turn(60.0):
        keys.rotate()
        print(f"a new key is in {keys.key_file()}")
        failed = []
        for engine, server in running:
            wish = wishes.remembered(server.name, server.profile)
            try:
                replacing.start_in_place(engine, server, wish, wish, whole)
                print(f"{server.name} asks for it")
            except ShellguardError as error:
                failed.append(f"{server.name}: {error}")
    if failed:
        raise ShellguardError("not every server came up with the new key", hint="\n  ".join(failed))
    return exit_codes.DONE
