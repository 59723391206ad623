"""`shellguard shell`: this process becomes a guarded interactive bash."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from shellguard import exit_codes, paths, private_files
from shellguard.cli.init import filled_in, own_command, whole
from shellguard.cli.this_process import differing_settings, said_of_differing
from shellguard.errors import ShellguardError
from shellguard.setup.bash_program import find_bash
from shellguard.setup.rc_file import rc_text
from shellguard.wire import client

_RC_NAME = "shell.bashrc"
_WELCOME = """\
This bash is guarded: it asks before something would be lost, nothing else.
  shellguard tour shows that in scratch folders; Ctrl-D leaves the shell."""
"""Said where nothing was ever recorded: else a first shell looks as if nothing had happened."""
_WITHOUT_THE_GUARD = ("-l", "--login", "--norc", "--rcfile", "--init-file", "--posix")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "shell",
        help="open a guarded bash",
        description="Opens a guarded interactive bash. Your own ~/.bashrc is loaded first. Ctrl-D leaves it.",
        epilog="example: shellguard shell -O autocd",
        usage="shellguard shell [--help] [BASH-ARGUMENT ...]",
        # every word is bash's own, also one that looks like an option
        add_help=False,
        prefix_chars="\0",
    )
    parser.add_argument(
        "bash_arguments",
        nargs=argparse.REMAINDER,
        metavar="BASH-ARGUMENT",
        help="options for bash, as for `bash -i`",
    )
    parser.set_defaults(run=run, print_help=parser.print_help)


def run(arguments: argparse.Namespace) -> int:
    """Replaces this process by bash; gives nothing back but by an exception.

    Raises:
        ShellguardError: no terminal, no bash that can be guarded, or an option that leaves the guard out.
    """
    options = arguments.bash_arguments
    if options in (["-h"], ["--help"]):
        arguments.print_help()
        return exit_codes.DONE
    _refuse_unguarded(options)
    if not sys.stdin.isatty():
        raise ShellguardError(
            "a shell needs a terminal, and the input is none",
            hint="`shellguard tour` shows one without; `shellguard check LINE` judges a line",
        )
    bash = find_bash()
    rc = write_rc(rc_text(guarding_hook()))
    if not (paths.state_dir() / "audit").exists():
        print(_WELCOME, file=sys.stderr, flush=True)
    environment = dict(os.environ)
    coming = start_daemon_unless_it_runs()
    if coming is not None:
        environment["SHELLGUARD_COMING"] = str(coming)
    become(bash.path, ["--rcfile", str(rc), *_long_first(options), "-i"], environment)
    return exit_codes.FAILED


def guarding_hook() -> str:
    """The hook of this installation, as one text with everything filled in."""
    return filled_in(whole(paths.hook_file("bash")), own_command())


def write_rc(text: str, name: str = _RC_NAME) -> Path:
    """The start-up file in the runtime folder, written only when it differs.

    Raises:
        ShellguardError: the folder belongs to somebody else, or can't be written.
    """
    file = paths.secure_dir(paths.runtime_dir()) / name
    try:
        if file.read_text(encoding="utf-8") == text:
            return file
    except (OSError, UnicodeDecodeError):
        file.unlink(missing_ok=True)
    private_files.write_whole(file, text)
    return file


def start_daemon_unless_it_runs() -> int | None:
    """Starts a daemon that is nobody's child and does not wait for it; None when one answers already."""
    answer = client.request("ping", {}, timeout=1.0)
    if answer is not None:
        if differing := differing_settings(answer):
            print(f"shellguard: {said_of_differing(differing)}", file=sys.stderr, flush=True)
        return None
    reading, writing = os.pipe()
    middle = os.fork()
    if middle == 0:
        # No exception may leave this process: it would go on as a second copy of its parent.
        try:
            os.setsid()
            _start_and_tell(writing)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        pid = said.read()
    os.waitpid(middle, 0)
    return int(pid) if pid else None


def _start_and_tell(writing: int) -> None:
    import subprocess

    started = subprocess.Popen(
        [*own_command(), "daemon", "run", "--on-demand"],
        env=client.daemon_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
    os.write(writing, str(started.pid).encode())


def become(program: str, words: list[str], environment: dict[str, str]) -> None:
    """Replaces this process. What Python ignores of signals, the shell and its children must not.

    Raises:
        ShellguardError: the program can't be run.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execve(program, [os.path.basename(program), *words], environment)  # noqa: S606, PTH119 - text only
    except OSError as error:
        raise ShellguardError(f"bash can't be started: {error.strerror}", where=program) from error


def _refuse_unguarded(options: list[str]) -> None:
    """bash reads the file only as an interactive shell that is no login shell and not in POSIX mode."""
    takes_value = False
    for option in options:
        if takes_value:
            takes_value = False
        elif option in _WITHOUT_THE_GUARD:
            raise ShellguardError(
                f"with {option} bash would not load the guard",
                hint="a guarded shell loads ~/.bashrc, then the hook",
            )
        elif option.startswith("--"):
            continue
        elif option[:1] not in "-+" or option == "-":
            raise ShellguardError(
                "a guarded shell is interactive: it runs no file",
                where=option,
                hint="use bash itself for that",
            )
        elif "c" in option or "l" in option:
            raise ShellguardError(
                f"a guarded shell is interactive: {option} is not for it", hint="use bash itself for that"
            )
        else:
            takes_value = option[-1] in "oO"
    if "POSIXLY_CORRECT" in os.environ:
        raise ShellguardError("with POSIXLY_CORRECT set bash would not load the guard", hint="unset it first")


def _long_first(options: list[str]) -> list[str]:
    """bash takes its long options only before the short ones."""
    return [word for word in options if word.startswith("--")] + [
        word for word in options if not word.startswith("--")
    ]
