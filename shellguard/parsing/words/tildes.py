"""`~`, `~user`, `~+` and `~-` at the beginning of a word."""

from __future__ import annotations

import re

from shellguard.parsing.script import Hole, Piece
from shellguard.parsing.state.environment import Environment

_TILDE = re.compile(r"~(\+|-|[-+]?\d{1,3}|[A-Za-z_][A-Za-z0-9_.-]*)?(?=[/:]|\Z)")


def tilde(text: str, start: int, end: int, environment: Environment) -> tuple[Piece, int] | None:
    """The folder that the tilde at `start` stands for, and the place behind it; None if it is no such."""
    match = _TILDE.match(text, start, end)
    if not match:
        return None
    user = match.group(1)
    home: str | None
    if user and user[-1].isdecimal():
        home, name = _stacked(user, environment), "DIRSTACK"
        if not home:
            return None
    elif user and user not in "+-":
        home, name = ("/root" if user == "root" else None), ""
    else:
        name = {None: "HOME", "+": "PWD", "-": "OLDPWD"}[user]
        home = environment.lookup(name).text
    if home:
        return Piece(home, Hole.NONE, True, name), match.end()
    return Piece(match.group(), Hole.VARIABLE, True, name), match.end()


def _stacked(number: str, environment: Environment) -> str:
    """The folder of that number on the stack of `pushd`; "" where the line did not put one there."""
    value = environment.variables.get("DIRSTACK")
    folders = (value.elements if value is not None else None) or ()
    place = int(number.lstrip("+-"))
    if place >= len(folders):
        return ""
    return folders[-1 - place] if number[0] == "-" else folders[place]
