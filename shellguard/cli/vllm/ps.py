"""`shellguard vllm ps`: all servers that were started here, whichever engine runs them."""

from __future__ import annotations

import argparse
import json

from shellguard import exit_codes
from shellguard.cli.vllm.choosing import settings
from shellguard.cli.vllm.serving import health_of, row_of, since
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm.finding_engine import engine_named, find_engine, states


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object a line"
    )


def run(arguments: argparse.Namespace) -> int:
    """Lists the servers of every engine that works.

    Raises:
        ShellguardError: no engine works.
    """
    whole = settings()
    usable = [state.name for state in states(whole.vllm) if state.usable]
    if not usable:
        find_engine(whole.vllm)
    rows = []
    for name in usable:
        engine = engine_named(name, whole.vllm)
        try:
            rows += [(server, *health_of(server, engine)) for server in engine.servers()]
        except ShellguardError as error:
            print(printable(str(error)))
    if arguments.json:
        for server, health, why in rows:
            print(json.dumps({**row_of(server), "health": health, "why": why}))
        return exit_codes.DONE
    if not rows:
        print("no model server was started here; shellguard vllm up starts one")
        return exit_codes.DONE
    table = [("NAME", "HEALTH", "PORT", "SINCE", "ENGINE", "MODEL")]
    table += [
        (one.name, health, str(one.port), since(one.started_at), one.engine, printable(one.model))
        for one, health, _ in rows
    ]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    return exit_codes.DONE
