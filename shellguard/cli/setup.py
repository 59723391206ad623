"""`shellguard setup`: has every interactive bash load the hook, after having shown what that changes."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from pathlib import Path

from shellguard import exit_codes
from shellguard.cli.completions import completions_for
from shellguard.cli.init import own_command
from shellguard.cli.shell import guarding_hook
from shellguard.cli.terminal import emphasised, may_color
from shellguard.errors import ShellguardError
from shellguard.setup import completion_file, startup_files, units
from shellguard.setup.bash_program import find_bash
from shellguard.setup.hook_copy import hook_copy, write_hook
from shellguard.setup.opening import opens_guarded
from shellguard.terminal_text import printable
from shellguard.wire import client

TRY_OUT = """
Try it, in half a minute:
  1. open a new terminal, or type here: exec bash
  2. type:  cd "$(mktemp -d)" && mkdir photos && seq 99999 >photos/one.jpg
     it runs as always
  3. type:  rm -rf photos
     the guard asks; Enter leaves it, and the photos are still there
  4. type:  shellguard log
     what was asked and answered
`shellguard doctor` proves that it blocks.
`shellguard off` switches one shell off.
`shellguard uninstall` takes out what was put in."""
"""What a person may try afterwards; each line to be typed follows `type:`."""
NOT_REACHED = """\
But a new bash does not load it: ~/.bashrc leaves off before its last lines (a `return`, perhaps).
  Move the block from `# >>> shellguard >>>` to `# <<< shellguard <<<` to the file's beginning."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "setup",
        help="guard every interactive bash of yours",
        description="Shows which lines go into which file, asks, and writes them: a marked block that loads "
        "the hook. Run it again after an upgrade; it changes only what differs.",
        epilog="example: shellguard setup --yes",
    )
    parser.add_argument("--yes", action="store_true", help="write without being asked")
    parser.add_argument(
        "--no-units", action="store_true", help="leave systemd out: the hook starts the daemon by itself"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows, asks, writes.

    Raises:
        ShellguardError: no bash that can be guarded, nobody to ask, or a file that can't be read or written.
    """
    bash = find_bash()
    hook = guarding_hook()
    changes = [change for change in startup_files.changes_to_load(hook_copy(), home()) if change.needed]
    why_no_units = "" if not arguments.no_units else "you chose so"
    why_no_units = why_no_units or units.why_not()
    print(f"shellguard guards bash {bash.version} ({bash.path}) by these files:\n")
    completions = completion_file.completion_file(home())
    _show(changes, completions, why_no_units)
    if not arguments.yes and not agreed("Write this?"):
        print("nothing was changed")
        return exit_codes.FAILED
    write_hook(hook)
    if completion_file.may_write(completions):
        completion_file.write(completions, completions_for("bash"))
    for change in changes:
        startup_files.apply(change)
    if not why_no_units:
        units.install(own_command())
    daemon = _renew_daemon()
    print(emphasised("Done.", "1;32", may_color(sys.stdout)) + (f" {daemon}" if daemon else ""))
    if opens_guarded(bash.path) is False:
        print(emphasised(NOT_REACHED, "1;31", may_color(sys.stdout)))
    if other := other_login_shell():
        print(
            f"Your login shell is {printable(other)}, which is not guarded: only bash is. Type `bash` there."
        )
    print(TRY_OUT)
    return exit_codes.DONE


def home() -> Path:
    """The person's home folder.

    Raises:
        ShellguardError: it is not known.
    """
    try:
        found = Path.home()
    except RuntimeError as error:
        raise ShellguardError("your home folder is not known", hint="set HOME") from error
    if not found.is_absolute() or not found.is_dir():
        raise ShellguardError("your home folder is not there", where=str(found), hint="set HOME")
    return found


def other_login_shell() -> str:
    """The person's login shell where it is no bash, else ""."""
    shell = os.environ.get("SHELL", "")
    return "" if os.path.basename(shell) in ("", "bash", "rbash", "sh") else shell  # noqa: PTH119 - text only


def agreed(question: str) -> bool:
    """Asks on the terminal.

    Raises:
        ShellguardError: nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise ShellguardError("nobody can be asked here", hint="look at the lines, then add --yes")
    print(f"{question} [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def show_change(change: startup_files.Change) -> None:
    """Prints what becomes of a file: the lines that come and go, with their numbers."""
    color = may_color(sys.stdout)
    what = "(new file)" if change.before is None else "(is removed)" if change.after is None else ""
    print(f"  {printable(str(change.path))} {what}".rstrip())
    before, after = (
        (content or b"").decode("utf-8", "surrogateescape").splitlines()
        for content in (change.before, change.after)
    )
    number = 0
    for line in difflib.ndiff(before, after):
        sign, text = line[:1], printable(line[2:])
        number += sign in " +"
        if sign == "+":
            print(emphasised(f"    {number:>4} + {text}", "32", color))
        elif sign == "-":
            print(emphasised(f"         - {text}", "31", color))
    print()


def _show(changes: list[startup_files.Change], completions: Path, why_no_units: str) -> None:
    for change in changes:
        show_change(change)
    if not changes:
        print("  your start-up files load it already; nothing changes in them\n")
    print(f"  {printable(str(hook_copy()))}\n    the hook itself, for this version\n")
    print(f"  {printable(str(completions))}")
    what = "Tab completes shellguard's own commands, by bash-completion"
    print(f"    {what if completion_file.may_write(completions) else 'your own completions stay'}\n")
    if why_no_units:
        print("  no systemd units: the hook starts the daemon when a shell needs it")
        print(f"    ({why_no_units})\n")
    else:
        for name in units.NAMES:
            print(f"  {printable(str(units.folder() / name))}")
        print("    systemd starts the daemon when a shell needs it\n")


def _renew_daemon() -> str:
    """A daemon of an older version would go on judging as it did: it is ended, shells start the new one."""
    from shellguard import __version__

    status = client.request("status", {}, timeout=2.0)
    if status is None or status.get("version") == __version__:
        return ""
    client.request("stop", {}, timeout=2.0)
    return "The daemon of the older version was stopped; the next line starts the new one."
