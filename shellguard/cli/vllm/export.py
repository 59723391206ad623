"""`shellguard vllm export`: a server as files for other tools."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from shellguard import exit_codes
from shellguard.cli.vllm import wishes
from shellguard.cli.vllm.choosing import add_wish, chosen_profile, settings, wish_of
from shellguard.errors import ShellguardError
from shellguard.private_files import write_whole
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm.export.kinds import KINDS, files_of
from shellguard.vllm.export.order import Order
from shellguard.vllm.planning import PREFIX, profile_of, spec_of
from shellguard.vllm.probe import machine
from shellguard.vllm.profile import profile_names


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=tuple(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("server", nargs="?", default="", metavar="SERVER|PROFILE", help="which one")
    parser.add_argument("--out", default="", metavar="FOLDER", help="write all files there")
    parser.add_argument("--host", default="llm.example.org", metavar="NAME", help="name seen from outside")
    parser.add_argument("--engine", choices=("docker", "podman", "local"), default="", help="what runs it")
    add_wish(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints the main file, or writes all of them. Starts nothing, and needs no engine.

    Raises:
        ShellguardError: no such profile, the kind can't hold it, or a file of the name is there already.
    """
    whole = settings()
    files = files_of(arguments.kind, _order(arguments, whole))
    if not arguments.out:
        main, *others = files
        print(files[main], end="")
        if others:
            print(f"# --out FOLDER writes {main} and {', '.join(others)}", file=sys.stderr)
        return exit_codes.DONE
    folder = Path(arguments.out)
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise ShellguardError(
            "the file is there already", where=str(folder / there[0]), hint="remove it first"
        )
    for name, text in files.items():
        write_whole(folder / name, text)
        print(printable(str(folder / name)))
    return exit_codes.DONE


def _order(arguments: argparse.Namespace, whole: Settings) -> Order:
    named = arguments.server
    if named and named not in profile_names():
        wish = wishes.remembered(
            named if named.startswith(PREFIX) else PREFIX + named, named.removeprefix(PREFIX)
        )
        if wish.profile not in profile_names():
            raise ShellguardError(
                f"there is no server or profile {printable(named)[:60]}", hint=", ".join(profile_names())
            )
    else:
        wish = wish_of(arguments, chosen_profile(named, whole, machine())[0])
    engine = arguments.engine or (whole.vllm.engine if whole.vllm.engine != "auto" else _found())
    profile = profile_of(wish)
    spec = spec_of(wish, profile, engine, whole.vllm)
    program = shutil.which(engine) or f"/usr/bin/{engine}"
    if engine == "local":
        program = str(Path(whole.vllm.venv).expanduser() / "bin" / "vllm") if whole.vllm.venv else "vllm"
    return Order(spec, profile, program=program, local=engine == "local", host=_host(arguments.host))


def _found() -> str:
    return next((name for name in ("docker", "podman") if shutil.which(name)), "docker")


def _host(name: str) -> str:
    if not name or not all(one.isalnum() or one in ".-" for one in name) or not name.isascii():
        raise ShellguardError("a host's name has letters, digits, - and . only", where=printable(name)[:60])
    return name
