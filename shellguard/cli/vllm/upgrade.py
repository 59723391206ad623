"""`shellguard vllm upgrade`: the same server with another image, and back to the old one if that fails."""

from __future__ import annotations

import argparse
from dataclasses import replace

from shellguard import exit_codes
from shellguard.cli.vllm import bringing_up, replacing, wishes
from shellguard.cli.vllm.choosing import (
    add_server,
    add_yes,
    in_turn,
    server_meant,
)
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm.flags import PINNED_CPU_IMAGE, PINNED_IMAGE
from shellguard.vllm.planning import profile_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    parser.add_argument("--to", default="", metavar="IMAGE", help="the image (default: the one pinned here)")
    add_yes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Fetches the image first, so that the server is away only while it starts.

    Raises:
        ShellguardError: there is nothing to upgrade, or the new one did not come up and the old one is back.
    """
    whole, engine, server = server_meant(arguments)
    if engine.name == "local":
        raise ShellguardError(
            "the local engine has no image: its virtual environment is upgraded by its own pip",
            hint=f"{whole.vllm.venv or 'VENV'}/bin/pip install -U vllm, then: shellguard vllm restart",
        )
    before = wishes.remembered(server.name, server.profile)
    pinned = PINNED_CPU_IMAGE if profile_of(before).device == "cpu" else PINNED_IMAGE
    image = arguments.to or whole.vllm.image or pinned
    if image == server.image:
        print(f"{server.name} runs {printable(image)} already")
        return exit_codes.DONE
    with in_turn():
        new, old = replace(before, image=image), replace(before, image=server.image)
        ready = replacing.put_in_place(engine, server, new, old, whole, yes=arguments.yes)
    if ready is None:
        return exit_codes.FAILED
    print("\n".join(bringing_up.in_words(*ready)))
    return exit_codes.DONE
