"""Variables in which a program finds options or commands of its own: `MAKEFLAGS`, `TAR_OPTIONS`, `EXINIT`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from shellguard.parsing.output.flow import NO_FLOW
from shellguard.parsing.script import Nested, NestedKind
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_OPTIONS = {
    "MAKEFLAGS": ("make",),
    "GNUMAKEFLAGS": ("make",),
    "TAR_OPTIONS": ("tar", "-c"),
    "ZIPOPT": ("zip",),
    "FZF_DEFAULT_OPTS": ("fzf",),
    "TF_CLI_ARGS": ("terraform", "apply"),
    "TF_CLI_ARGS_apply": ("terraform", "apply"),
}
_TEXTS = {
    "EXINIT": ("ex", "-c"),
    "VIMINIT": ("vim", "-c"),
    "LUA_INIT": ("lua", "-e"),
}
CARRYING = frozenset((*_OPTIONS, *_TEXTS))


def carried(nester: ScriptFinder, name: str, value: str) -> list[Nested]:
    """What the program does by the value of such a variable, as if that stood among its words."""
    if name in _TEXTS:
        program, option = _TEXTS[name]
        texts = [program, value[1:]] if value.startswith("@") else [program, option, value]
    elif name in _OPTIONS and value:
        try:
            texts = [*_OPTIONS[name], *shlex.split(value)]
        except ValueError:
            return []
    else:
        return []
    words = tuple(literal_word(text) for text in texts)
    return [nester.wrap(words, NestedKind.LATER, name, NO_FLOW)]
