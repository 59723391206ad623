"""`shellguard vllm stop`: asks a server to end, asks again, then ends it by force."""

from __future__ import annotations

import argparse

from shellguard import exit_codes
from shellguard.cli.vllm import pointing
from shellguard.cli.vllm.choosing import add_server, chosen_server, engine_in_force, settings
from shellguard.vllm import lifecycle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    parser.add_argument("--all", action="store_true", help="all servers that were started here")
    parser.add_argument(
        "--seconds",
        type=float,
        default=lifecycle.STOP_SECONDS,
        metavar="N",
        help="how long it may take before it is ended by force (default: %(default)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Stops the server that is meant; done too when it does not run.

    Raises:
        ShellguardError: there is none, or it does not end.
    """
    whole = settings()
    engine = engine_in_force(whole)
    servers = engine.servers() if arguments.all else (chosen_server(engine, arguments.server),)
    for server in servers:
        if not server.running and server.condition != "restarting":
            print(f"{server.name} does not run")
            continue
        how = lifecycle.end(engine, server.name, max(1.0, arguments.seconds))
        print(f"{server.name}: {how}")
        if pointing.rest(server, whole):
            print("shellguard asks no model meanwhile; `shellguard vllm restart` brings both back")
    return exit_codes.DONE
