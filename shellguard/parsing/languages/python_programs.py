"""Functions of Python that run a line of a shell, and modules whose names are programs."""

from __future__ import annotations

SHELLS = frozenset(
    (
        *("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "invoke.run"),
        *("commands.getoutput", "delegator.run", "envoy.run", "sarge.run", "sarge.capture_stdout"),
        *("pexpect.run", "pexpect.runu", "pexpect.spawn", "pexpect.spawnu", "fabric.api.run"),
        "fabric.api.local",
    )
)
"""Functions whose first argument is a line that a shell, or what is like one, takes apart."""
_OF_PROGRAMS = ("sh.", "plumbum.cmd.")  # modules of which every name is a program: `sh.rm("x")`


def program_named(name: str) -> str:
    """The program that `sh.git` or `plumbum.cmd.git` stands for, "" where it is none."""
    for module in _OF_PROGRAMS:
        if name.startswith(module) and name.count(".") == module.count("."):
            return name.removeprefix(module).strip("_").replace("_", "-")
    return ""
