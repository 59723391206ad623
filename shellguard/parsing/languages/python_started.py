"""Functions of Python that run a line of a shell, and modules whose names are programs."""

from __future__ import annotations

import ast
from collections.abc import Callable

from shellguard.parsing.script import Word
from shellguard.parsing.words.fields import literal_word

SHELLS = frozenset(
    (
        *("get_ipython.system", "get_ipython.getoutput"),
        *("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "invoke.run"),
        *("commands.getoutput", "delegator.run", "envoy.run", "sarge.run", "sarge.capture_stdout"),
        *("pexpect.run", "pexpect.runu", "pexpect.spawn", "pexpect.spawnu", "fabric.api.run"),
        *("fabric.api.local", "fabric.Connection.run", "fabric.Connection.sudo"),
    )
)
"""Functions whose first argument is a line that a shell, or what is like one, takes apart."""
_OF_PROGRAMS = ("sh.", "plumbum.cmd.")  # modules of which every name is a program: `sh.rm("x")`


def called_program(name: str, node: ast.Call, word: Callable[[ast.expr], Word]) -> tuple[Word, ...]:
    """The words of the program that a call of such a module stands for, none where it is no such call."""
    program = _program_named(name)
    words: list[str | ast.expr] | None = [program, *node.args] if program else _git_command(name, node)
    return tuple(literal_word(one) if isinstance(one, str) else word(one) for one in words or ())


def _program_named(name: str) -> str:
    """The program that `sh.git` or `plumbum.cmd.git` stands for, "" where it is none."""
    for module in _OF_PROGRAMS:
        if name.startswith(module) and name.count(".") == module.count("."):
            return name.removeprefix(module).strip("_").replace("_", "-")
    return ""


CLASSES = frozenset(("fabric.Connection", "git.Repo"))
"""Classes of which what is called on an object is known by its name."""
_REPOSITORY = "git.Repo"
_RESET = "head.reset"


def _git_command(name: str, node: ast.Call) -> list[str | ast.expr] | None:
    """The words of git that a call of GitPython stands for: `Repo().git.push("--force")`, else None."""
    if not name.startswith(f"{_REPOSITORY}."):
        return None
    done = name.removeprefix(f"{_REPOSITORY}.")
    told = {item.arg: item.value for item in node.keywords if item.arg}
    if done == _RESET:
        hard = told.get("working_tree")
        return ["git", "reset", *(["--hard"] if _is_true(hard) else []), *node.args]
    deed = done.rpartition(".")[2]
    if not (done.startswith("git.") or (done.startswith("remote") and deed == "push")):
        return None
    options = [f"--{key}" if len(key) > 1 else f"-{key}" for key, value in told.items() if _is_true(value)]
    return ["git", deed.replace("_", "-"), *(one.replace("_", "-") for one in options), *node.args]


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def mode_of(flags: ast.expr) -> str | None:
    """How `os.open(path, os.O_WRONLY | os.O_TRUNC)` opens a file; None where no flag stands there."""
    names = {one.attr for one in ast.walk(flags) if isinstance(one, ast.Attribute)}
    names |= {one.id for one in ast.walk(flags) if isinstance(one, ast.Name)}
    if names & {"O_TRUNC", "O_WRONLY", "O_RDWR"}:
        return "a" if "O_APPEND" in names else "w"
    return "r" if any(name.startswith("O_") for name in names) else None
