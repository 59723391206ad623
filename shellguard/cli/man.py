"""`shellguard man [COMMAND]`: manual pages made from the commands' own parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from shellguard import __version__, exit_codes

_DESCRIPTION = (
    "An interactive shell guard: judges what a command line would do before it runs, by parsing it and by "
    "looking at what it would change, and steps in only when something would be lost."
)
_FILES = (
    ("~/.config/shellguard/config.toml", "the settings; shellguard config says more"),
    ("~/.config/shellguard/packs/*.toml", "what you know of programs; shellguard rules check"),
    ("~/.local/state/shellguard/audit/", "the record; shellguard log reads it"),
)
_STATUS = (("0", "done; of check: it would run"), ("1", "failed as can be expected"), ("2", "wrong usage"),
           ("3", "of check: it would be asked about"), ("4", "of check: it would not run"),
           ("130", "left with Ctrl-C"))  # fmt: skip


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "man",
        help="print a manual page",
        description="Prints a manual page, of a command where one is named, to show or to install.",
        epilog="example: shellguard man > ~/.local/share/man/man1/shellguard.1",
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="a command (default: all in short)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the page.

    Raises:
        ShellguardError: there is no such command.
    """
    print("\n".join(page(arguments.command)))
    return exit_codes.DONE


def page(command: str | None) -> Iterator[str]:
    """The lines of a page.

    Raises:
        ShellguardError: there is no such command.
    """
    from shellguard.cli import COMMANDS, module_of, parser_of
    from shellguard.errors import ShellguardError
    from shellguard.terminal_text import printable

    if command is None:
        yield from _overview()
        return
    if command not in COMMANDS:
        raise ShellguardError(
            f"there is no command {printable(command)}",
            hint="shellguard --help lists the commands",
            exit_code=exit_codes.USAGE,
        )
    parser = next(parsers for name, parsers in _subparsers(parser_of(module_of(command))) if name == command)
    yield from _head(f"shellguard-{command}", COMMANDS[command])
    yield from _command(parser, f"shellguard {command}")
    yield from _section("SEE ALSO", [r".BR shellguard (1)"])


def _overview() -> Iterator[str]:
    from shellguard.cli import COMMANDS, OF_THE_HOOK

    yield from _head("shellguard", "judges what a command line would do before it runs")
    yield from _section("SYNOPSIS", [r".B shellguard", r".I COMMAND", "[options]"])
    yield from _section("DESCRIPTION", [_text(_DESCRIPTION)])
    yield from _section("COMMANDS", _items((f"shellguard {name}", what) for name, what in COMMANDS.items()))
    in_a_shell = ((f"shellguard {name}", what) for name, what in OF_THE_HOOK.items())
    yield from _section("IN A GUARDED SHELL", _items(in_a_shell))
    yield from _section("EXIT STATUS", _items(_STATUS))
    yield from _section("FILES", _items(_FILES))
    yield from _section("SEE ALSO", ["shellguard COMMAND \\-\\-help; shellguard man COMMAND"])


def _head(name: str, what: str) -> Iterator[str]:
    yield f'.TH {name.upper()} 1 "" "shellguard {__version__}"'
    yield from _section("NAME", [f"{_text(name)} \\- {_text(what)}"])


def _command(parser: argparse.ArgumentParser, called: str) -> Iterator[str]:
    yield from _section("SYNOPSIS", [_usage(parser)])
    yield from _section("DESCRIPTION", [_text(parser.description or "")])
    options = [
        action for action in parser._actions
        if action.help != argparse.SUPPRESS and not isinstance(action, argparse._SubParsersAction)
    ]  # fmt: skip
    yield from _section("OPTIONS", _items((_called(action), action.help or "") for action in options))
    above = {_called(action) for action in options}
    for name, below in _subparsers(parser):
        yield from _section(f"{called} {name}", [_usage(below), ".PP", _text(below.description or "")])
        own = (action for action in below._actions if _called(action) not in above)
        yield from _items((_called(action), action.help or "") for action in own)
        yield from (".PP", *_examples(below))
    if parser.epilog:
        yield from _section("EXAMPLES", _examples(parser))


def _usage(parser: argparse.ArgumentParser) -> str:
    return _text(parser.format_usage().removeprefix("usage: "))


def _examples(parser: argparse.ArgumentParser) -> list[str]:
    """What the help ends with, each line as it is typed."""
    lines = (parser.epilog or "").removeprefix("example: ").removeprefix("examples:\n").splitlines()
    return [".nf", *(_escaped(line.strip()) for line in lines), ".fi"] if lines else []


def _subparsers(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _called(action: argparse.Action) -> str:
    names = ", ".join(action.option_strings)
    value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    if isinstance(value, tuple):
        value = " ".join(value)
    if not names and action.choices is not None:
        value = "|".join(str(choice) for choice in action.choices)
    return f"{names} {value}".strip() if action.nargs != 0 or not names else names


def _items(items: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, what in items:
        yield from (".TP", f".B {_text(name)}", _text(what.replace("%%", "%")))


def _section(heading: str, content: Iterator[str] | list[str]) -> Iterator[str]:
    yield f".SH {_text(heading)}"
    yield from content


def _text(text: str) -> str:
    """Words as roff takes them, in one line."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """A line as roff takes it: backslashes and hyphens written out, and none that begins like a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
