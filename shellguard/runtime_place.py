"""Where the socket and the pipes are, as text: all that the small client needs of the places.

It imports next to nothing: the small client starts with every `check`.
"""

from __future__ import annotations

import os
import pwd

from shellguard.errors import ShellguardError

VARIABLE = "SHELLGUARD_RUNTIME_DIR"


def runtime_folder() -> str:
    """The folder of the socket and the FIFOs; not created here.

    The bash hook computes the same without a fork, so the rule is short:
    `$SHELLGUARD_RUNTIME_DIR` if it is set; else `$XDG_RUNTIME_DIR/shellguard` if that is an absolute path to
    a folder owned by the effective user and writable (`[[ $d == /* && -d $d && -O $d && -w $d ]]`: after
    `sudo -s` it often is somebody else's); else `/tmp/shellguard-EUID`. Behind the last two stands a mark of
    `$HOME` where that is not the home of the password file: settings and records lie below it.

    Raises:
        ShellguardError: the folder that was chosen is no absolute path.
    """
    chosen = os.environ.get(VARIABLE, "")
    if chosen:
        if not chosen.startswith("/"):
            raise ShellguardError(f"{VARIABLE} must be an absolute path", where=chosen)
        return chosen
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if session.startswith("/") and _own_and_writable(session):
        return f"{session.rstrip('/')}/shellguard{_home_mark()}"
    # the name can be taken by others: paths.secure_dir refuses what is not ours
    return f"/tmp/shellguard-{os.geteuid()}{_home_mark()}"  # noqa: S108


def of_another_home() -> bool:
    """Whether the folder is that of a home which is not the password file's, such as a trial's."""
    return not os.environ.get(VARIABLE) and bool(_home_mark())


def _home_mark() -> str:
    """What tells the daemon of another home from the usual one; "" for the home of the password file."""
    home = os.environ.get("HOME", "").rstrip("/")
    if not home or home == _home_of_the_password_file():
        return ""
    mark = 5381
    for byte in os.fsencode(home):  # Bernstein's hash, which bash can compute
        mark = (mark * 33 + byte) & 0xFFFFFFFF
    return f"-{mark:08x}"


def _home_of_the_password_file() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:  # a container's user that has no entry
        return ""


def _own_and_writable(folder: str) -> bool:
    try:
        found = os.stat(f"{folder}/.")  # noqa: PTH116 - and so it must be a folder
    except (OSError, ValueError):
        return False
    own = found.st_uid == os.geteuid()
    return own and os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
