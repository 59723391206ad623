"""The command line: finds the module of a subcommand, runs it, and is the one place that catches errors."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module

from shellguard import __version__, exit_codes
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:  # what the small client does not need is imported where it is used
    import argparse
    from collections.abc import Sequence
    from types import ModuleType

COMMANDS = {
    "shell": "open a guarded bash",
    "check": "judge a line without running it",
    "ask": "plain language to a command",
    "explain": "say in words how a line is judged",
    "try": "what it would have asked about in your history",
    "log": "what was decided and how it ended",
    "init": "print the hook for a shell",
    "daemon": "the process that judges: run, start, stop, status",
    "rules": "list the rules, or show one",
    "model": "the connected model: status, test, calibrate, forget",
    "config": "show and change settings",
    "trust": "agree to a project's settings",
    "setup": "guard every interactive bash of yours",
    "uninstall": "take out what setup put in",
    "doctor": "prove that a guarded shell blocks",
    "vllm": "run, watch and tune a model server of your own",
    "tour": "a short tour in a real guarded shell",
    "completions": "print completions for a shell",
    "man": "print a manual page",
}
"""Each is a module of this package with `add_parser(subparsers)`; only the one asked for is imported."""

OF_THE_HOOK = {"off": "leave this shell unguarded", "on": "guard this shell again"}
"""What the hook's own function does, in the guarded shell that it is typed in."""

_MODULES = {"try": "try_history"}  # a word of Python's own names no module

_CAN_NOT_WRITE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_INTRODUCTION = """\
example:  shellguard check 'rm -rf ~/photos'

shellguard judges what a command line would do before an interactive shell runs it.

commands:
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives back how it ended (`shellguard.exit_codes`); no exception leaves it."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _let_streams_take_anything()
    try:
        status = _status_of(arguments)
        sys.stdout.flush()
    except ShellguardError as error:
        _complain(f"shellguard: {printable(str(error), keep=chr(10))}")
        return error.exit_code
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return exit_codes.DONE
    except OSError as error:
        if error.errno not in _CAN_NOT_WRITE:
            return _crashed(error, arguments)
        _let_go_of_stdout()
        _complain(f"shellguard: the output can't be written: {error.strerror}")
        return exit_codes.FAILED
    except Exception as error:  # noqa: BLE001 - the outermost place: it is reported, and a person sees one line
        return _crashed(error, arguments)
    return status


def _status_of(arguments: list[str]) -> int:
    try:
        return _dispatch(arguments)
    except SystemExit as ended:  # argparse ends so, for help and for wrong usage
        return ended.code if isinstance(ended.code, int) else exit_codes.USAGE


def _crashed(error: Exception, arguments: list[str]) -> int:
    from shellguard.cli.crash import report

    _complain(report(error, arguments[0] if arguments else ""))
    return exit_codes.FAILED


def _dispatch(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "--help"
    if name in ("-h", "--help", "help"):
        print(overview())
        return exit_codes.DONE
    if name in ("-V", "--version"):
        print(f"shellguard {__version__}")
        return exit_codes.DONE
    if name not in COMMANDS:
        _complain(_unknown(name))
        return exit_codes.USAGE
    module = module_of(name)
    status = module.at_once(arguments[1:]) if hasattr(module, "at_once") else None
    if status is not None:
        return int(status)
    parsed = parser_of(module).parse_args(arguments)
    run = getattr(parsed, "run", None) or module.run
    return int(run(parsed))


def module_of(name: str) -> ModuleType:
    """The module of a command of `COMMANDS`."""
    return import_module(f"shellguard.cli.{_MODULES.get(name, name)}")


def parser_of(module: ModuleType) -> argparse.ArgumentParser:
    """The parser with the one subcommand of a module."""
    from shellguard.cli.usage import Parser

    parser = Parser(prog="shellguard")
    module.add_parser(parser.add_subparsers(metavar="COMMAND"))
    return parser


def overview() -> str:
    """The short help: an example first, then the commands."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name.ljust(width)}  {what}" for name, what in COMMANDS.items()]
    in_a_shell = [f"  {name.ljust(width)}  {what}" for name, what in OF_THE_HOOK.items()]
    more = "shellguard COMMAND --help says more, shellguard --version which this is."
    lines += ["", "in a guarded shell also:", *in_a_shell, "", more]
    return _INTRODUCTION + "\n".join(lines)


def _unknown(name: str) -> str:
    from shellguard.cli.usage import meant_instead

    return f"shellguard: there is no command {printable(name)[:60]}\n  {meant_instead(name, COMMANDS)}"


def _let_streams_take_anything() -> None:
    """What the terminal's character set lacks is written out; a closed stream swallows all, or is empty."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """Nobody reads any more: keeps the interpreter from complaining about it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None


def _complain(text: str) -> None:
    from shellguard.cli.terminal import prose, row_width

    width = row_width(sys.stderr)
    try:
        print("\n".join(row for line in text.split("\n") for row in prose(line, width)), file=sys.stderr)
    except OSError:
        return
