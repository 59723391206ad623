"""`shellguard check`: one line or many, judged and not run.

With a warm daemon this imports nothing heavy: the verdict comes as JSON and is printed from it.
"""

from __future__ import annotations

import json
import os
import sys

from shellguard import exit_codes
from shellguard.errors import ShellguardError
from shellguard.own_variables import that_judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

DAEMON_SECONDS = 3.0
MAX_NAMES = 512
LONGEST_VALUE = 4096
_EXIT = {"allow": exit_codes.DONE, "confirm": exit_codes.CONFIRM, "deny": exit_codes.DENY}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "check",
        help="judge a line without running it",
        description="Judges a line without running it. "
        "Exits with 0 (it would run), 3 (it would be asked about) or 4 (it would not run).",
        epilog="example: shellguard check --json 'git push --force'",
    )
    parser.add_argument("line", nargs="?", metavar="LINE", help="the line, as one argument; - reads stdin")
    parser.add_argument("--json", action="store_true", help="print the whole verdict as one JSON object")
    parser.add_argument(
        "--batch",
        action="store_true",
        help='read {"id", "cmd", "cwd"} objects from stdin, one a line, and answer each with a verdict',
    )
    parser.add_argument("--cwd", metavar="DIR", help="judge as if in this folder (default: the current one)")
    parser.add_argument("--no-model", action="store_true", help="ask no model for a second opinion")
    parser.add_argument("--record", action="store_true", help="keep the verdict in the log")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="a setting for this check only"
    )
    parser.set_defaults(run=run)


def at_once(arguments: list[str]) -> int | None:
    """A line, with `--json` or without, and a warm daemon: what most callers want. None for all else.

    Reading any other arguments takes longer than the question, so that it is left to `run`.
    """
    *options, line = arguments or [""]
    if not set(options) <= {"--json", "--no-model"} or not line or line.startswith("-"):
        return None
    verdict = _of_daemon(line, current_folder(), record=False)
    return _told(verdict, "--json" in options) if verdict is not None else None


def run(arguments: argparse.Namespace) -> int:
    """Judges; see `add_parser` for the exit codes.

    Raises:
        ShellguardError: no line, or a folder that is none.
    """
    cwd = folder_named(arguments.cwd)
    if arguments.batch:
        from shellguard.cli.batch import answer_all

        if arguments.line is not None:
            raise ShellguardError("--batch reads its lines from stdin", exit_code=exit_codes.USAGE)
        return answer_all(sys.stdin.buffer, sys.stdout, cwd or "", arguments)
    line = _line(arguments.line)
    return _told(_verdict(line, cwd or current_folder(), arguments), arguments.json)


def _told(verdict: dict[str, Any], as_json: bool) -> int:
    if as_json:
        print(json.dumps(verdict))
    else:
        from shellguard.cli.verdict_text import verdict_lines

        print("\n".join(verdict_lines(verdict)))
    return _EXIT[verdict["decision"]]


def _verdict(line: str, cwd: str, arguments: argparse.Namespace) -> dict[str, Any]:
    if not arguments.set:
        answer = _of_daemon(line, cwd, record=arguments.record)
        if answer is not None:
            return answer
    from shellguard.cli.in_process import Judge

    with Judge(arguments.set, record=arguments.record) as judge:
        return judge.verdict(line, cwd, home=os.environ.get("HOME", ""), environment=environment())


def _of_daemon(line: str, cwd: str, *, record: bool) -> dict[str, Any] | None:
    """The verdict of a daemon that has the settings of this process, or None; it may complain on stderr."""
    from shellguard.wire import client

    home = os.environ.get("HOME", "")
    payload = {
        "line": line,
        "cwd": cwd,
        "home": home,
        "environment": environment(),
        "settings": that_judge(os.environ),
        "record": record,
    }
    verdict = client.request_verdict(payload, timeout=DAEMON_SECONDS)
    for complaint in verdict.pop("complaints", ()) if verdict else ():
        print(f"shellguard: {complaint}", file=sys.stderr)
    return verdict


def environment() -> dict[str, str]:
    """The variables that a line may need: scripts read others than it names, programs their own."""
    found = {name: value for name, value in os.environ.items() if len(value) <= LONGEST_VALUE}
    return dict(list(found.items())[:MAX_NAMES])


def _line(given: str | None) -> str:
    if given is None:
        raise ShellguardError(
            "there is no line to check", hint="shellguard check 'rm -rf build'", exit_code=exit_codes.USAGE
        )
    if given == "-":
        return sys.stdin.buffer.read().decode("utf-8", "surrogateescape").removesuffix("\n")
    return given


def folder_named(given: str | None) -> str | None:
    """The folder of `--cwd` as an absolute path, its links kept; None where none was named.

    Raises:
        ShellguardError: there is no such folder.
    """
    if given is None:
        return None
    folder = os.path.abspath(given)  # noqa: PTH100 - a shell's folder keeps its links
    if not given or not os.path.isdir(folder):  # noqa: PTH112 - "" is a script's variable that is not set
        raise ShellguardError("there is no such folder", where=given or "it is named by an empty word")
    return folder


def current_folder() -> str:
    """The shell's own name of its folder where it is that folder; "" when the folder is gone."""
    try:
        actual = os.getcwd()  # noqa: PTH109
        named = os.environ.get("PWD", "")
        return named if named.startswith("/") and os.path.samefile(named, actual) else actual  # noqa: PTH121
    except OSError:
        return ""
