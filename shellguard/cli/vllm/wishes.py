"""What a server was asked to be: noted at its start, read again to start the same or nearly the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shellguard.terminal_text import printable
from shellguard.vllm import state
from shellguard.vllm.planning import Wish, profile_of
from shellguard.vllm.profile import Profile
from shellguard.vllm.server_spec import Server


def as_data(wish: Wish) -> dict[str, object]:
    """What was asked for, to ask for the same again."""
    return {
        "profile": wish.profile,
        "model": wish.model,
        "changes": dict(wish.changes or {}),
        "name": wish.name,
        "image": wish.image,
        "port": wish.port,
    }


def remembered(name: str, profile: str) -> Wish:
    """What a server was started with; its profile alone where nothing is noted."""
    noted = state.recall(name).get("wish")
    if not isinstance(noted, dict):
        return Wish(profile, name=name)
    changes = noted.get("changes")
    return Wish(
        str(noted.get("profile") or profile),
        str(noted.get("model", "")),
        changes if isinstance(changes, dict) and changes else None,
        name,
        str(noted.get("image", "")),
        int(noted.get("port") or 0),
    )


def profile_now(server: Server) -> tuple[Profile, Wish]:
    """The profile that a server was started with, and what was asked for.

    Raises:
        ShellguardError: the profile is no more.
    """
    wish = remembered(server.name, server.profile)
    return profile_of(wish), wish


def with_changes(wish: Wish, changes: Mapping[str, Any]) -> Wish:
    """The same wish with some values changed; a port is one of the wish's own."""
    values: dict[str, Any] = {
        key: list(value) if isinstance(value, tuple) else value for key, value in changes.items()
    }
    port = int(str(values.pop("port", 0))) or wish.port
    return replace(wish, changes={**(wish.changes or {}), **values} or None, port=port)


def in_words(changes: Mapping[str, Any]) -> str:
    """Changes as a person writes them: `context=4096, sequences=16`."""
    return ", ".join(f"{key}={_value(value)}" for key, value in changes.items())


def _value(value: Any) -> str:
    if isinstance(value, tuple | list):
        return '"' + printable(" ".join(str(word) for word in value)) + '"'
    return str(value).lower() if isinstance(value, bool) else printable(str(value)) or '""'
