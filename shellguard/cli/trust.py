"""`shellguard trust`: agree to a project's settings after having seen them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from shellguard import exit_codes
from shellguard.errors import ShellguardError
from shellguard.settings import trust
from shellguard.settings.layers import text_layer
from shellguard.settings.load import load
from shellguard.settings.project import FILE_NAME, find_project_file, tightened
from shellguard.terminal_text import printable


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "trust",
        help="agree to a project's settings",
        description=f"Shows a project's {FILE_NAME} and lets you agree to it as it is. It can only make the "
        "guard tighter, and every change to it has to be agreed to again.",
        epilog="example: shellguard trust ~/project",
    )
    parser.add_argument("folder", nargs="?", default=".", metavar="DIR", help="the project (default: here)")
    parser.add_argument("--yes", action="store_true", help="agree without being asked")
    parser.add_argument("--revoke", action="store_true", help="take the agreement back")
    parser.add_argument("--list", action="store_true", help="list what was agreed to")
    parser.add_argument("--json", action="store_true", help="with --list: print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Agrees, takes back or lists.

    Raises:
        ShellguardError: no project file, one that sets what a project may not, or nobody to ask.
    """
    if arguments.list:
        known = trust.trusted()
        print(
            json.dumps(known) if arguments.json else "\n".join(map(printable, known)) or "nothing is trusted"
        )
        return exit_codes.DONE
    file = _project_file(arguments.folder)
    if arguments.revoke:
        if not trust.revoke(file):
            raise ShellguardError("this file was not trusted", where=str(file))
        print(f"no longer trusted: {printable(str(file))}")
        return exit_codes.DONE
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ShellguardError(f"the file can't be read: {error.strerror}", where=str(file)) from error
    _refuse_loosening(content, file)
    print(f"{printable(str(file))}:\n")
    print(printable(content.decode("utf-8", "surrogateescape"), keep="\n\t"))
    if not arguments.yes and not _agreed():
        print("not trusted")
        return exit_codes.FAILED
    trust.trust(file, content)
    print("trusted, as it is now")
    return exit_codes.DONE


def _project_file(folder: str) -> Path:
    given = os.path.abspath(folder)  # noqa: PTH100 - found again under the name that a shell has for it
    path = Path(given).parent if Path(given).name == FILE_NAME else Path(given)
    if not path.is_dir():
        raise ShellguardError("there is no such folder", where=str(path))
    found = find_project_file(str(path))
    if found is None:
        hint = "a project that has one brings rules of its own; it needs none"
        raise ShellguardError(f"there is no {FILE_NAME} here or above", where=given, hint=hint)
    return found


def _refuse_loosening(content: bytes, file: Path) -> None:
    layer = text_layer("project", content, str(file))
    _, errors = tightened(layer, load().settings)
    if errors:
        raise errors[0]


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise ShellguardError("nobody can be asked here", hint="look at the file, then add --yes")
    print("Trust this file as it is? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
