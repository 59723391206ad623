"""`shellguard ask REQUEST`: plain language to a command, judged and not run."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from shellguard import exit_codes
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.wire import client

ASK_SECONDS = 60.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "ask",
        help="plain language to a command",
        description="Asks the connected model for a command, judges it and prints it; nothing is run.",
        epilog="example: shellguard ask delete log files older than 30 days",
    )
    parser.add_argument("request", nargs="*", help="the request; read from standard input if there is none")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--cwd", metavar="DIR", help="the folder that is meant; the current one by default")
    parser.add_argument("--record", action="store_true", help="keep it in the log")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the command.

    Raises:
        ShellguardError: no request, no daemon, or nobody who could translate it.
    """
    request = " ".join(arguments.request) or ("" if sys.stdin.isatty() else sys.stdin.read()).strip()
    if not request:
        raise ShellguardError(
            "there is no request", hint="shellguard ask REQUEST", exit_code=exit_codes.USAGE
        )
    if not client.start_daemon():
        raise ShellguardError("the daemon did not come up", hint="run `shellguard daemon run` to see why")
    payload = {
        "request": request,
        "cwd": arguments.cwd or str(Path.cwd()),
        "home": os.environ.get("HOME", ""),
        "variables": dict(os.environ),
        "record": arguments.record,
    }
    answer = client.request("ask", payload, timeout=ASK_SECONDS)
    if answer is None:
        raise ShellguardError("the daemon gave no answer")
    if arguments.json:
        print(json.dumps(answer))
        return exit_codes.DONE if answer["command"] else exit_codes.FAILED
    return _in_words(answer)


def _in_words(answer: dict[str, Any]) -> int:
    if not answer["command"]:
        raise ShellguardError(printable(str(answer["explanation"]), keep="\n"))
    verdict = answer["verdict"]
    print(printable(answer["command"], keep="\n"))
    print(f"  {printable(answer['explanation'])}")
    print(f"  risk {verdict['risk_level']} of 100 ({verdict['level']}): {verdict['decision']}")
    return exit_codes.DONE
