"""`shellguard vllm top`: what a server does now, on the whole screen; --once prints it."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import time

from shellguard import exit_codes
from shellguard.cli.vllm.choosing import add_server, api_of, chosen_server, engine_in_force, settings
from shellguard.cli.vllm.wishes import profile_now
from shellguard.errors import ShellguardError
from shellguard.vllm.api import Api
from shellguard.vllm.metrics import read
from shellguard.vllm.probe import Machine, machine
from shellguard.vllm.server_spec import Server
from shellguard.vllm.top import About, History, screen

_LEAST_SECONDS = 0.2
_MACHINE_EVERY = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    parser.add_argument(
        "--seconds", type=float, default=1.0, metavar="N", help="between readings (default: 1)"
    )
    parser.add_argument("--once", action="store_true", help="print two readings' worth and end")


def run(arguments: argparse.Namespace) -> int:
    """Shows the panels until it is left.

    Raises:
        ShellguardError: there is no server, or (with --once) it does not answer.
    """
    server = chosen_server(engine_in_force(settings()), arguments.server)
    view = View(server, max(_LEAST_SECONDS, arguments.seconds))
    if arguments.once or not (sys.stdin.isatty() and sys.stdout.isatty()):
        view.read()
        time.sleep(view.seconds)
        view.read()
        size = shutil.get_terminal_size()
        print("\n".join(line.rstrip() for line in view.lines(size.columns, size.lines)))
        return exit_codes.DONE if view.history.answered else exit_codes.FAILED
    asyncio.run(_live(view))
    return exit_codes.DONE


class View:
    """The readings of one server and how they are shown."""

    def __init__(self, server: Server, seconds: float) -> None:
        self.seconds = seconds
        self.history = History()
        self._api = api_of(server, timeout=max(1.0, seconds))
        self._about = _about(server, self._api)
        self._machine = machine()
        self._read_at = 0.0
        self._plain = not _draws()

    def read(self) -> None:
        """One reading; what goes wrong is shown, not raised."""
        now = time.monotonic()
        try:
            self.history.add(read(self._api.metrics()), now - self._read_at)
        except ShellguardError as error:
            self.history.miss(error.what)
        self._read_at = now
        if self.history.readings % _MACHINE_EVERY == 0:
            self._machine = machine()

    def lines(self, width: int, height: int) -> list[str]:
        """The screen as text."""
        found: Machine = self._machine
        return screen(self._about, self.history, found, width, height, plain=self._plain)


def _about(server: Server, api: Api) -> About:
    version, context, sequences = "", 0, 0
    try:
        version = api.version()
        context = next((model.context for model in api.models()), 0)
    except ShellguardError:
        version = ""  # it does not answer yet: the panels say so
    try:
        profile, _ = profile_now(server)
        context, sequences = context or profile.context, profile.sequences
    except ShellguardError:
        sequences = 0  # its profile is gone; what the server says is shown
    return About(server.name, server.model, server.engine, version, context, sequences)


def _draws() -> bool:
    encoding = (sys.stdout.encoding or "").lower()
    return "utf" in encoding and os.environ.get("TERM", "dumb") != "dumb"


async def _live(view: View) -> None:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import Layout, Window
    from prompt_toolkit.layout.controls import FormattedTextControl

    keys = KeyBindings()
    soon = asyncio.Event()

    @keys.add("q")
    @keys.add("c-c")
    @keys.add("escape")
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit()

    @keys.add("space")
    def _now(event: KeyPressEvent) -> None:
        soon.set()
        event.app.invalidate()

    def text() -> str:
        size = application.output.get_size()
        return "\n".join(view.lines(size.columns, size.rows))

    window = Window(FormattedTextControl(text), wrap_lines=False, always_hide_cursor=True)
    application: Application[None] = Application(Layout(window), key_bindings=keys, full_screen=True)

    async def readings() -> None:
        while True:
            await asyncio.to_thread(view.read)
            application.invalidate()
            soon.clear()
            try:
                await asyncio.wait_for(soon.wait(), view.seconds)
            except TimeoutError:
                continue

    task = asyncio.create_task(readings())
    try:
        await application.run_async()
    finally:
        task.cancel()
