"""What becomes of a shell that is opened anew: whether it gets as far as the lines that load the hook."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time

_MARK = "shellguard-opened"
_ASK = f'builtin printf "\\n%s:%s:\\n" {_MARK} "${{SHELLGUARD_STATUS-}}"'


def opens_guarded(bash: str, *, seconds: float = 10.0) -> bool | None:
    """Whether an interactive bash with the person's own start-up file is guarded.

    None where that can't be told: the file starts something else, ends the shell, or takes longer than that.
    """
    environment = {
        name: value for name, value in os.environ.items() if name not in ("SHELLGUARD_STATUS", "BASH_ENV")
    }
    # The hook starts no daemon twice within some seconds; here it is to start none.
    environment["__sg_started"] = str(int(time.time() * 1_000_000))
    try:
        shell = subprocess.Popen(
            [bash, "-i", "-c", _ASK],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # whatever the file starts must not reach for this terminal
        )
    except OSError:
        return None
    try:
        said, _ = shell.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(shell.pid, signal.SIGKILL)
        shell.wait()
    _, mark, rest = said.decode("utf-8", "replace").rpartition(f"\n{_MARK}:")
    if not mark:
        return None
    return rest.partition(":")[0] != ""
