"""What the subcommands share: the settings, the engine, which server is meant, and a yes or a no."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shellguard.cli.check import current_folder
from shellguard.errors import ShellguardError
from shellguard.settings.layers import value_from_text
from shellguard.settings.load import load
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, state
from shellguard.vllm.api import Api
from shellguard.vllm.engine import Engine
from shellguard.vllm.finding_engine import find_engine
from shellguard.vllm.planning import PREFIX, Wish
from shellguard.vllm.probe import Machine
from shellguard.vllm.profile import DEFAULT, DEFAULT_ON_CPU, profile_names
from shellguard.vllm.server_spec import Server

_LAST_PORT = 65_535
_WAIT_FOR_OTHERS = 7_200.0
"""As long as two starts with large downloads may take."""


def settings() -> Settings:
    """The settings in force here."""
    return load(cwd=current_folder()).settings


def add_server(parser: argparse.ArgumentParser) -> None:
    """The argument that names one of the servers."""
    parser.add_argument(
        "server",
        nargs="?",
        default="",
        metavar="SERVER",
        help="its name or profile; needed where several are",
    )


def add_yes(parser: argparse.ArgumentParser) -> None:
    """The option that answers every question with yes."""
    parser.add_argument("--yes", "-y", action="store_true", help="say yes to what would be asked")


def add_wish(parser: argparse.ArgumentParser) -> None:
    """The arguments that change what a profile says."""
    parser.add_argument("--model", default="", metavar="MODEL", help="another model: of the hub, or a folder")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="change a value of the profile, such as context=8192; may be given several times",
    )
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="port on 127.0.0.1")
    parser.add_argument("--image", default="", metavar="IMAGE", help="another image than the pinned one")
    parser.add_argument("--name", default="", metavar="NAME", help="name of the server")


def wish_of(arguments: argparse.Namespace, profile: str) -> Wish:
    """What the arguments of `add_wish` ask for.

    Raises:
        ShellguardError: a change that is not KEY=VALUE.
    """
    changes: dict[str, Any] = {}
    for text in arguments.set:
        key, separator, value = text.partition("=")
        if not separator:
            raise ShellguardError("a change is written KEY=VALUE", where=text, hint="such as context=8192")
        changes[key.strip()] = value_from_text(value)
    name = arguments.name
    if name and not name.replace("-", "").replace("_", "").isalnum():
        raise ShellguardError("a server's name has letters, digits, - and _ only", where=name)
    return Wish(profile, arguments.model, changes or None, name, arguments.image, arguments.port)


def chosen_profile(named: str, whole: Settings, machine: Machine) -> tuple[str, str]:
    """The profile that is meant, and why where nobody named it."""
    if named:
        return named, ""
    if whole.vllm.profile:
        return whole.vllm.profile, "set as vllm.profile"
    if machine.gpus:
        return DEFAULT, "the default"
    return DEFAULT_ON_CPU, "the default where there is no card"


def chosen_server(engine: Engine, named: str) -> Server:
    """The server that is meant: named, or the only one.

    Raises:
        ShellguardError: there is none, or there are several and none was named.
    """
    servers = engine.servers()
    if named:
        for one in servers:
            if named in (one.name, one.profile, one.name.removeprefix(PREFIX)):
                return one
        hint = "there are: " + ", ".join(one.name for one in servers) if servers else _begin()
        raise ShellguardError(f"there is no server {printable(named)[:60]}", hint=hint)
    if len(servers) == 1:
        return servers[0]
    running = [one for one in servers if one.running]
    if len(running) == 1:
        return running[0]
    if not servers:
        raise ShellguardError("no model server was started here", hint=_begin())
    names = ", ".join(one.name for one in servers)
    raise ShellguardError("there are several servers: name one", hint=names)


def server_meant(arguments: argparse.Namespace) -> tuple[Settings, Engine, Server]:
    """The settings in force, the engine that works, and the server of `add_server`'s argument.

    Raises:
        ShellguardError: no engine works, or no server is meant.
    """
    whole = settings()
    engine = engine_in_force(whole)
    return whole, engine, chosen_server(engine, arguments.server)


def engine_in_force(whole: Settings) -> Engine:
    """The engine that works, as the settings say.

    Raises:
        ShellguardError: none does.
    """
    return find_engine(whole.vllm)


def api_of(server: Server, timeout: float = 5.0) -> Api:
    """The server's interface, with our key."""
    return Api(server.port, keys.read_key(), timeout=timeout)


@contextmanager
def in_turn(seconds: float = _WAIT_FOR_OTHERS) -> Iterator[None]:
    """Only one at a time starts, changes or takes away servers; who has to wait is told so.

    Raises:
        ShellguardError: the other did not end in time.
    """
    with state.alone(seconds, _waiting):
        yield


def agreed(question: str, *, yes: bool) -> bool:
    """Whether a person says yes; where nobody can be asked, only *yes* does.

    Raises:
        ShellguardError: nobody can be asked and *yes* was not given.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise ShellguardError(f"{question} Nobody can be asked here", hint="--yes says yes")
    try:
        answer = input(f"{question} [y/N] ")
    except EOFError:
        return False
    return answer.strip().lower() in ("y", "yes")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{printable(text)[:20]} is no port; there are 1 to {_LAST_PORT}")
    return int(text)


def _waiting() -> None:
    print("another `shellguard vllm` is at work; waiting for it", file=sys.stderr)


def _begin() -> str:
    return "start one: shellguard vllm up (profiles: " + ", ".join(profile_names()) + ")"
