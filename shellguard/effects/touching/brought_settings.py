"""Settings of a service that a person brings as files: whether others stood there is looked at, not asked."""

from __future__ import annotations

import posixpath
import re
from functools import cache

from shellguard.effects.context import Findings
from shellguard.effects.putting_programs import COPYING, INSTALLING, MOVING
from shellguard.knowledge.tables import knowledge

_BRINGING = COPYING | MOVING | INSTALLING
_OPTIONS = re.compile(
    r"-[abdfinpruvDRT]+|-[mog]|--(?:archive|force|interactive|preserve\S*|recursive|update|verbose)"
)
_VALUE_BEFORE = frozenset(("-m", "-o", "-g"))
_INTO = "/*"
_LEAST = 2


@cache
def _places() -> re.Pattern[str]:
    """Where services are set up that run nothing by their settings as root."""
    data = knowledge("setups")
    either = data.any_of("service_settings").pattern, data.any_of("brought_settings").pattern
    return re.compile("|".join(either))


@cache
def _names() -> re.Pattern[str]:
    return knowledge("setups").pattern("brought_names")


@cache
def _running() -> re.Pattern[str]:
    return knowledge("setups").pattern("brought_running")


@cache
def _opening() -> re.Pattern[str]:
    return knowledge("setups").pattern("service_opening")


def brings_settings(findings: Findings, path: str) -> bool:
    """Whether `path` gets files that by their names and places are settings of one service, and no code.

    What anybody may have put into a folder for temporary files is something else, and so is a name that says
    who is let in.
    """
    if findings.program not in _BRINGING:
        return False
    words = [word.text for word in findings.command.words[1:]]
    given = [one for before, one in zip(("", *words), words, strict=False) if before not in _VALUE_BEFORE]
    operands = [one for one in given if one[:1] != "-"]
    if len(operands) < _LEAST or not all(_OPTIONS.fullmatch(one) for one in given if one[:1] == "-"):
        return False
    into = f"{path.removesuffix(_INTO)}/"
    within = f"{into}x" if path.endswith(_INTO) else path
    runs = any(_running().search(one) for one in (within, *(f"{into}{one}" for one in operands[:-1])))
    if runs or _places().fullmatch(within) is None or any(map(_opening().search, (path, *operands))):
        return False
    return all(_is_own(one, findings) for one in operands[:-1])


def _is_own(operand: str, findings: Findings) -> bool:
    """Whether a file is called like settings, and lies where only the person, or root, has put it."""
    folder, home = findings.context.cwd, findings.context.home
    path = posixpath.join(folder, operand) if folder and operand[:1] != "~" else operand
    others = bool(home) and path.startswith("/home/") and not f"{path}/".startswith(f"{home}/")
    return not others and all(map(_names().fullmatch, (operand, path)))
