"""What settings of Mercurial run that a line gives it: `hg --config alias.x='!…' x`, hooks, pagers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_OPTION = "--config"
_RUN = re.compile(
    r"(?i:hooks\.[\w.-]+|ui\.(?:ssh|editor|merge|askusername|remotecmd)|pager\.pager|extdiff\.cmd\.\w+"
    r"|merge-tools\.[\w.-]+\.executable|tortoisehg\.editor|(?:en|de)code\..+)\Z"
)
_CODE = re.compile(r"(?i)python:")
_FILTER = re.compile(r"(?:pipe|tempfile):\s*")
_ALIAS = "alias."


def settings_of(command: SimpleCommand) -> list[tuple[str, str]]:
    """The settings that a command of Mercurial is given, one by one."""
    texts = [after.text for word, after in pairwise(command.words) if word.text == _OPTION]
    texts += [
        word.text.partition("=")[2] for word in command.words[1:] if word.text.startswith(f"{_OPTION}=")
    ]
    return [(name.strip(), value.strip()) for name, _, value in (one.partition("=") for one in texts)]


def configured(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """What such settings run; an alias counts where it is called, and may name one of its commands."""
    called = {word.text for word in command.words[1:]}
    found = []
    for name, value in settings_of(command):
        if name.startswith(_ALIAS) and name.removeprefix(_ALIAS) in called:
            alias = name.removeprefix(_ALIAS)
            place = next(n for n, word in enumerate(command.words) if n and word.text == alias)
            behind = " ".join(quote(word.text) for word in command.words[place + 1 :])
            text = value[1:] if value.startswith("!") else f"hg {value} {behind}"
            found.append(nester.shell_text(text, NestedKind.SHELL, "hg"))
        elif _RUN.match(name) and value and not _CODE.match(value):
            found.append(nester.shell_text(_FILTER.sub("", value, count=1), NestedKind.SHELL, "hg"))
    return found
