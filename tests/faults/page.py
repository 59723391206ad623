"""docs/faults.md, made from the rows that the tests of this folder run: `python -m tests.faults.page`."""

from __future__ import annotations

from tests.faults.broken import BROKEN, Broken
from tests.faults.faults import ASKED, FAULTS, Fault

_HEAD = """\
# What happens when something fails

Made from `tests/faults`, which runs the real hook and the real daemon under each of these faults. In every row a
line that the settings deny does not run, what was recorded before is still there and its chain is whole, the
shell has a working prompt, and the daemon judges again by itself once the fault is over.

| fault | an ordinary line meanwhile | the person sees | recorded meanwhile |
| --- | --- | --- | --- |
"""
_TAIL = """
A line over which the daemon ends, or that it has said `wait` to, is always asked about (`tests/shells`,
`test_daemon_lost.py`). Lines that nobody could record are told as a count and two times once there is a daemon
again, never as text. A model server that refuses, hangs, sends errors or nonsense: `tests/model`.

A clock that stands in 1970 or in 2231 changes nothing (Linux lets none be set beyond 2232, and Python itself counts
none beyond 2262), nor does a shell that may start no process (`ulimit -u 1`) or take no more memory (`ulimit -v`).
A shell that may write nothing into files (`ulimit -f 0`) and has a trap of its own for INT or DEBUG, or binds keys
anew, ends once the hook looks at these; the line that sets such a limit is asked about, and says so.

## Would the tests notice?

`bench/broken.py` breaks a copy of the project on purpose and runs the tests that have to fail then.

| broken on purpose | noticed by |
| --- | --- |
"""


def page() -> str:
    return _HEAD + "".join(_row(fault) for fault in FAULTS) + _TAIL + "".join(map(_broken_row, BROKEN))


def _broken_row(broken: Broken) -> str:
    tests = (name.rpartition("::")[2].removeprefix("test_").replace("_", " ") for name in broken.tests)
    return f"| {broken.what} | {', '.join(tests)} |\n"


def _row(fault: Fault) -> str:
    meanwhile = "is asked about" if fault.ordinary == ASKED else "runs"
    sees = f"“… {fault.sees} …”, once" if fault.sees else "nothing"
    return f"| {fault.what} | {meanwhile} | {sees} | {'yes' if fault.recorded else 'no'} |\n"


if __name__ == "__main__":
    print(page(), end="")
