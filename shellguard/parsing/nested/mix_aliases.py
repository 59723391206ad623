"""`mix NAME`, where the project's own file says what that is: `reset: ["ecto.drop", "cmd rm -rf priv/x"]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.recipes import MAX_COMMANDS
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_LONGEST = 64_000
_NAME = re.compile(r"[a-z][\w.]{0,60}")
_GIVEN = r"""(?m)(?:^|[\[{,(])\s{0,40}"?NAME"?(?::|\s{0,9}=>)\s{0,20}(\[[^\]]{0,2000}\]|"[^"\n]{0,400}")"""
_TEXT = re.compile(r"\"((?:[^\"\\\n]|\\.){1,400})\"")
_COMMENT = re.compile(r"(?m)^\s*#.*$")


def mix(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The tasks and commands that an alias of this name stands for, else what mix wraps."""
    operands = [word.value for word in command.words[1:] if not word.text.startswith("-")]
    name = operands[0] if operands else None
    inside, marker = nester.environment.inside, f"mix {name}"
    text = nester.file(literal_word("mix.exs")) if name and _NAME.fullmatch(name) else None
    if name and text and marker not in inside and "aliases" in text:
        given = re.search(_GIVEN.replace("NAME", re.escape(name)), _COMMENT.sub("", text[:_LONGEST]))
        if given is not None:
            nester.environment.inside = inside | {marker}
            tasks = [one.replace('\\"', '"') for one in _TEXT.findall(given[1])]
            lines = [one[4:] if one.startswith("cmd ") else f"mix {one}" for one in tasks]
            found = [nester.shell_text(one, NestedKind.FILE, "mix") for one in lines[:MAX_COMMANDS]]
            nester.environment.inside = inside
            return found
    return behind_wrapper(nester, "mix", command.words, stdin)


SPECIAL = {"mix": mix}
