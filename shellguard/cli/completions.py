"""`shellguard completions SHELL`: completions made from the commands' own parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from shellguard import exit_codes

SHELLS = ("bash", "zsh", "fish")
_PLACES = {
    "bash": "~/.local/share/bash-completion/completions/shellguard",
    "zsh": "~/.zfunc/_shellguard",
    "fish": "~/.config/fish/completions/shellguard.fish",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "completions",
        help="print completions for a shell",
        description="Prints completions for a shell, made from the commands themselves.",
        epilog="examples:"
        + "".join(f"\n  shellguard completions {shell} > {place}" for shell, place in _PLACES.items()),
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell that is meant")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the completions."""
    print(completions_for(arguments.shell))
    return exit_codes.DONE


def completions_for(shell: str) -> str:
    """The text of the completions for one of `SHELLS`."""
    import shtab

    parser = _all_commands()
    for action in _actions(parser):
        if action.metavar in ("DIR", "FILE"):
            kind = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE
            action.complete = kind  # type: ignore[attr-defined]
    return str(shtab.complete(parser, shell=shell))


def _all_commands() -> argparse.ArgumentParser:
    from shellguard.cli import COMMANDS, OF_THE_HOOK, module_of

    parser = argparse.ArgumentParser(prog="shellguard")
    parser.add_argument("-V", "--version", action="store_true", help="print the version")
    subparsers = parser.add_subparsers(metavar="COMMAND")
    for name in COMMANDS:
        module_of(name).add_parser(subparsers)
    for name, meaning in OF_THE_HOOK.items():
        subparsers.add_parser(name, help=meaning, description=meaning)
    return parser


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every option and operand, of subcommands too."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)
