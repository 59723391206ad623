"""What surrounds a line: where it is typed, what came before it, and what it may change in its shell."""

from __future__ import annotations

import logging
import os
from typing import Any

from shellguard.audit.record import LineContext
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.session import Session
from shellguard.effects.shell_settings import OTHER_SHELL
from shellguard.parsing.shell_state import ShellState
from shellguard.verdict import Verdict
from shellguard.wire.frames import decode_field

log = logging.getLogger("shellguard.daemon")


def shell_of(payload: dict[str, Any]) -> ShellState:
    """The shell that a client of the socket describes: `variables`, `home`, `cwd`."""
    variables = {str(name): str(value) for name, value in dict(payload.get("variables") or {}).items()}
    home, cwd = str(payload.get("home") or ""), str(payload.get("cwd") or "")
    return ShellState(cwd=cwd, home=home, variables=variables)


def record_context(
    session: Session, shell: ShellState, accepted: str, prompt: str, fingerprint: str
) -> LineContext:
    """Where the line was typed, for its record."""
    return LineContext(
        session=session.info.session,
        shell=session.info.shell,
        ssh="ssh" if session.info.ssh else "",
        cwd=shell.cwd,
        pid=session.info.pid,
        accepted=f"{accepted}{prompt}" if prompt == "2" else accepted,
        settings=fingerprint,
        request=session.request,
    )


def private_file(runtime: RuntimeFolder, session: Session, kind: str) -> bytes:
    """What a shell left in its file for a long line or an answer, then removed; empty for none."""
    try:
        return runtime.read_private(f"{session.info.session}.{kind}")
    except FileNotFoundError:
        return b""
    except OSError as error:
        log.warning("a file of shell %s can't be read: %s", session.info.session, error)
        return b""


def text_of(runtime: RuntimeFolder, session: Session, text: str) -> str | None:
    """The text of a line, from the frame or, when it is long, from a file; None when that fails."""
    if text.startswith("="):
        return text[1:]
    content = private_file(runtime, session, "text")
    return decode_field(content.decode("utf-8", "surrogateescape")) if content else None


def real_cwd(session: Session, said: str) -> str:
    """The folder that the kernel knows, where it can be seen and is not what the shell calls it."""
    try:
        actual = os.readlink(f"/proc/{session.info.pid}/cwd")  # noqa: PTH115 - at every line
    except OSError:
        return said
    return said if actual == said or os.path.realpath(said) == actual else actual


def was_let_through(session: Session, line: str) -> bool:
    """A pasted block is judged whole at the front door; the gate then sees its commands one by one.

    bash rewrites a command of several lines for its history, so blanks and semicolons do not count.
    """
    wanted = _squeezed(line)
    return bool(wanted) and wanted in _squeezed(session.allowed_text)


def _squeezed(text: str) -> str:
    return "".join(text.replace(";", " ").split())


_REDEFINING = frozenset(
    {"alias", "unalias", "unset", "source", ".", "eval", "declare", "typeset", "hash", "export"}
    | {"shopt", "set", "enable", "builtin", "exec", "trap", "bind"}
    | {"direnv", "mise"}  # what they set is set at the next prompt
)


def may_redefine(verdict: Verdict, shell: ShellState) -> bool:
    """Whether the line may change what names stand for; then they are asked for again."""
    for command, _ in verdict.script.walk():
        if command.definition or (not command.words and command.assignments):
            return True
        program = command.words[0].text if command.words else ""
        if program in _REDEFINING or shell.types.get(program, "file") not in ("file", "builtin"):
            return True
    return bool(verdict.script.problems)


def flags_of(verdict: Verdict) -> str:
    """What else the hook does: look at keys (`b`) or traps (`t`) afterwards, tell a notice before (`n`)."""
    programs = {command.program for command, _ in verdict.script.walk()}
    loads = bool(programs & {"source", ".", "eval", "exec"})
    keys = "b" * (loads or not programs.isdisjoint({"bind", "set"}))
    return keys + "t" * (loads or "trap" in programs) + "n" * bool(shell_left_to(verdict))


def shell_left_to(verdict: Verdict) -> str:
    """The program of an unguarded shell that an allowed line opens; "" for none."""
    found = (one for one in verdict.effects if one.rule == OTHER_SHELL)
    return next((one.program for one in found), "")
