"""`shellguard vllm restart`: the same server again, with the profile and the key as they are now."""

from __future__ import annotations

import argparse
import sys

from shellguard import exit_codes
from shellguard.cli.vllm import bringing_up, replacing
from shellguard.cli.vllm.choosing import add_server, add_yes, chosen_server, engine_in_force, settings
from shellguard.vllm import state
from shellguard.vllm.planning import plan
from shellguard.vllm.probe import machine

_WAIT_FOR_OTHERS = 7_200.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    add_yes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ends the server and starts it anew; a profile that was changed since counts.

    Raises:
        ShellguardError: there is none, or it did not come up.
    """
    whole = settings()
    engine = engine_in_force(whole)
    server = chosen_server(engine, arguments.server)
    wish = bringing_up.remembered_wish(server.name, server.profile)
    with state.alone(_WAIT_FOR_OTHERS):
        made = plan(wish, engine, whole.vllm, machine())
        replacing.refuse_what_stays(made)
        if not bringing_up.ask_first(made, yes=arguments.yes):
            return exit_codes.FAILED
        bringing_up.fetch_image(engine, made)
        print(f"stopping {server.name}" if server.running else f"starting {server.name}", file=sys.stderr)
        made, api, measured = replacing.start_in_place(engine, server, wish, wish, whole)
    print("\n".join(bringing_up.in_words(made, measured, api)))
    return exit_codes.DONE
