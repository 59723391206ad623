"""`shellguard vllm logs`: what a server wrote, made harmless for the terminal."""

from __future__ import annotations

import argparse

from shellguard import exit_codes
from shellguard.cli.usage import whole_number
from shellguard.cli.vllm.choosing import add_server, chosen_server, engine_in_force, settings
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    parser.add_argument("--follow", "-f", action="store_true", help="show what it writes from now on, too")
    parser.add_argument(
        "--tail", "-n", type=whole_number(1), default=100, metavar="N", help="last lines (default: 100)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Prints the last lines of the log, or all of it and what comes.

    Raises:
        ShellguardError: there is no such server.
    """
    engine = engine_in_force(settings())
    server = chosen_server(engine, arguments.server)
    if arguments.tail < 1:
        raise ShellguardError("--tail takes a number from 1 on")
    if arguments.follow:
        for line in engine.follow(server.name):
            print(printable(line, keep="\t"), flush=True)
        return exit_codes.DONE
    for line in engine.logs(server.name, arguments.tail).splitlines():
        print(printable(line, keep="\t"))
    return exit_codes.DONE
