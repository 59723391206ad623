"""Which server shellguard asks: given to one that comes up, taken back from one that is stopped or gone."""

from __future__ import annotations

import math

from shellguard.errors import ShellguardError
from shellguard.settings import edit
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, state
from shellguard.vllm.planning import Plan
from shellguard.vllm.server_spec import Server
from shellguard.vllm.state import Baseline

_NOTE = "asked"
_ANSWER_TOKENS = 100
"""Of a command with its explanation; what is read before it comes on top."""
_LONGEST_WAIT = 600


def address_of(port: int) -> str:
    """What `model.base_url` is for a server on this machine."""
    return f"http://127.0.0.1:{port}/v1"


def point(port: int, served_name: str) -> None:
    """Makes shellguard ask the server on this port."""
    for key, value in (
        ("model.base_url", address_of(port)),
        ("model.api_key_file", str(keys.key_file())),
        ("model.name", served_name),
    ):
        edit.set_value(key, value)


def point_at(plan: Plan, whole: Settings, *, use: bool | None, before: str = "") -> str:
    """Makes shellguard ask this server, where nothing else is set or *use* says so; what was done, in words.

    Args:
        before: the address of the server whose place it takes.
    """
    if plan.profile.runner != "generate" or use is False:
        return ""
    address = address_of(plan.spec.port)
    there = whole.model.base_url
    if there not in ("", address, before) and not use:
        return f"shellguard goes on asking {printable(there)}; --use makes it ask this server"
    point(plan.spec.port, plan.spec.served_name)
    return "shellguard asks this server from now on (shellguard config show)"


def too_slow(measured: Baseline, whole: Settings) -> str:
    """What to set where the server takes longer for an answer than shellguard waits; "" where it does not."""
    if measured.tokens_a_second <= 0:
        return ""
    takes = measured.first_token + _ANSWER_TOKENS / measured.tokens_a_second
    waits = whole.model.timeout
    if takes <= waits:
        return ""
    wanted = min(_LONGEST_WAIT, math.ceil(2 * takes))
    said = f"an answer takes it some {takes:.0f} s, and shellguard waits {waits:g} s"
    return f"{said}: shellguard config set model.timeout {wanted}"


def leave(port: int, whole: Settings) -> bool:
    """Takes a server that is no more out of the settings; True when it stood there."""
    if whole.model.base_url != address_of(port):
        return False
    left = False
    for key in ("model.base_url", "model.api_key_file", "model.name"):
        try:
            edit.unset(key)
        except ShellguardError:
            continue  # it was set elsewhere, or never
        left = left or key == "model.base_url"
    return left


def rest(server: Server, whole: Settings) -> bool:
    """As `leave`, for a server that may come back: `wake` makes shellguard ask it again."""
    left = leave(server.port, whole)
    if left:
        note_rest(server.name)
    return left


def note_rest(name: str) -> None:
    """Notes that shellguard asked this server until it was stopped."""
    state.remember(name, **{_NOTE: True})


def rests(name: str) -> bool:
    """Whether shellguard asked this server until it was stopped."""
    return state.recall(name).get(_NOTE) is True


def wake(plan: Plan, whole: Settings) -> str:
    """Makes shellguard ask a server again that rested, unless it asks another by now; words as `point_at`."""
    if not rests(plan.spec.name) or whole.model.base_url:
        return ""
    state.remember(plan.spec.name, **{_NOTE: False})
    return point_at(plan, whole, use=None)
