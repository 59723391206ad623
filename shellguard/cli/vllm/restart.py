"""`shellguard vllm restart`: the same server again, with the profile and the key as they are now."""

from __future__ import annotations

import argparse

from shellguard import exit_codes
from shellguard.cli.vllm import bringing_up, pointing, replacing, wishes
from shellguard.cli.vllm.choosing import (
    add_server,
    add_yes,
    in_turn,
    server_meant,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    add_yes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ends the server and starts it anew; a profile that was changed since counts.

    Raises:
        ShellguardError: there is none, or it did not come up.
    """
    whole, engine, server = server_meant(arguments)
    wish = wishes.remembered(server.name, server.profile)
    with in_turn():
        ready = replacing.put_in_place(engine, server, wish, wish, whole, yes=arguments.yes)
        if ready is None:
            return exit_codes.FAILED
        pointed = pointing.wake(ready[0], whole)
    print("\n".join((*bringing_up.in_words(*ready), *([pointed] if pointed else []))))
    return exit_codes.DONE
