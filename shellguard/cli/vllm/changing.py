"""A server started anew with changed values of its profile, and back where it does not come up."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shellguard.cli.vllm import bringing_up
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import lifecycle
from shellguard.vllm.api import Api
from shellguard.vllm.engine import Engine
from shellguard.vllm.planning import Wish, plan, profile_of
from shellguard.vllm.probe import machine
from shellguard.vllm.profile import Profile
from shellguard.vllm.server_spec import Server


def profile_now(server: Server) -> tuple[Profile, Wish]:
    """The profile that a server was started with, and what was asked for.

    Raises:
        ShellguardError: the profile is no more.
    """
    wish = bringing_up.remembered_wish(server.name, server.profile)
    return profile_of(wish), wish


def with_changes(wish: Wish, changes: Mapping[str, Any]) -> Wish:
    """The same wish with some values changed; a port is one of the wish's own."""
    values: dict[str, Any] = {
        key: list(value) if isinstance(value, tuple) else value for key, value in changes.items()
    }
    port = int(str(values.pop("port", 0))) or wish.port
    return replace(wish, changes={**(wish.changes or {}), **values} or None, port=port)


def start_anew(engine: Engine, server: Server, wish: Wish, whole: Settings) -> Api:
    """Ends the server, if it runs, and starts it as the wish says; waits until it answers.

    Raises:
        ShellguardError: it can't work so, or did not come up.
    """
    made = plan(wish, engine, whole.vllm, machine())
    if not server.running:
        bringing_up.show_faults(made)
    if engine.inspect(server.name) is not None:
        print(f"stopping {server.name}", file=sys.stderr)
        lifecycle.end(engine, server.name)
        made = plan(wish, engine, whole.vllm, machine())
        bringing_up.show_faults(made)
    bringing_up.fetch_image(engine, made)
    api, _ = bringing_up.bring_up(engine, made, wish, whole)
    return api


def start_or_back(engine: Engine, server: Server, wish: Wish, before: Wish, whole: Settings) -> Api:
    """As `start_anew`; where it fails and the server ran before, that one is started again.

    Raises:
        ShellguardError: it did not come up; the old one serves again, if it did before.
    """
    try:
        return start_anew(engine, server, wish, whole)
    except ShellguardError as error:
        if not server.running:
            raise
        print("it did not come up; going back", file=sys.stderr)
        start_anew(engine, server, before, whole)
        raise ShellguardError(error.what, where=error.where, hint="it serves as before") from error


def in_words(changes: Mapping[str, Any]) -> str:
    """Changes as a person writes them: `context=4096, sequences=16`."""
    return ", ".join(f"{key}={_value(value)}" for key, value in changes.items())


def _value(value: Any) -> str:
    if isinstance(value, tuple | list):
        return '"' + printable(" ".join(str(word) for word in value)) + '"'
    return str(value).lower() if isinstance(value, bool) else printable(str(value)) or '""'
