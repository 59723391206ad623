"""`shellguard vllm rm`: takes a server away, with its log; the model's files stay."""

from __future__ import annotations

import argparse

from shellguard import exit_codes
from shellguard.cli.vllm import pointing
from shellguard.cli.vllm.choosing import (
    add_server,
    add_yes,
    agreed,
    in_turn,
    server_meant,
)
from shellguard.vllm import lifecycle, state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    add_yes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ends and takes away one server after a yes.

    Raises:
        ShellguardError: there is none, or nobody can be asked.
    """
    whole, engine, server = server_meant(arguments)
    doing = "runs; end it and take it away" if server.running else "does not run; take it away"
    if not agreed(f"{server.name} {doing}, with its log? The model's files stay.", yes=arguments.yes):
        print("nothing changed")
        return exit_codes.FAILED
    with in_turn(30.0):
        if server.running or server.condition == "restarting":
            lifecycle.end(engine, server.name)
        engine.remove(server.name)
        state.forget(server.name)
    print(f"{server.name} is gone")
    if pointing.leave(server.port, whole):
        print("shellguard asks no model any more; the next `shellguard vllm up` changes that")
    return exit_codes.DONE
