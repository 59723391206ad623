"""`shellguard init SHELL`: prints the hook, with the way back to this command filled in."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from pathlib import Path

from shellguard import __version__, exit_codes, paths
from shellguard.errors import ShellguardError

_COMMENTS_AND_INDENTATION = re.compile(r"^[ \t]*#.*\n|^[ \t]+|^\n", re.MULTILINE)
_PART = re.compile(r'^source "\$__sg_source/(?P<part>bash/[a-z]+\.bash)"\n', re.MULTILINE)
SHELLS = ("bash", "zsh", "fish")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "init",
        help="print the hook for a shell",
        description="Prints the hook for a shell, to be loaded at the end of its start-up file.",
        epilog='example, in ~/.bashrc: eval "$(shellguard init bash)"',
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell that is meant")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the hook.

    Raises:
        ShellguardError: there is none for this shell yet.
    """
    if arguments.shell != "bash":
        raise ShellguardError(
            f"the hook for {arguments.shell} is not there yet", hint="bash 4.4 and later is guarded today"
        )
    print(filled_in(whole(paths.hook_file(arguments.shell)), own_command()), end="")
    return exit_codes.DONE


def whole(hook: Path) -> str:
    """The hook as one text: each line that sources one of its parts is replaced by that part.

    Of its comments only the head stays, which says what it does: bash reads every character of it at each
    shell's start.
    """

    def part(found: re.Match[str]) -> str:
        return (hook.parent / found["part"]).read_text(encoding="utf-8")

    head, _, body = hook.read_text(encoding="utf-8").partition("\n\n")
    return f"{head}\n\n{_COMMENTS_AND_INDENTATION.sub('', _PART.sub(part, body))}"


def filled_in(hook: str, command: list[str]) -> str:
    """The hook with the command, quoted for the shell, and the version in their places."""
    quoted = " ".join(shlex.quote(word) for word in command)
    return hook.replace("@SHELLGUARD_COMMAND@", quoted).replace(
        "@SHELLGUARD_VERSION@", shlex.quote(__version__)
    )


def own_command() -> list[str]:
    """How this very installation is called from anywhere, as absolute words."""
    called = Path(sys.argv[0])
    if called.name == "shellguard" and called.is_file() and os.access(called, os.X_OK):
        return [os.path.abspath(called)]  # noqa: PTH100 - a link to the command stays one
    module = [sys.executable, "-P", "-m", "shellguard"]
    package_folder = str(Path(__file__).resolve().parents[2])
    if package_folder in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        return ["/usr/bin/env", f"PYTHONPATH={package_folder}", *module]
    return module
