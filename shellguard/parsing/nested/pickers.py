"""`fzf` and its kin: the commands of their previews and key bindings."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_ACTION = re.compile(
    r"\b(?:execute(?:-silent)?|become|reload(?:-sync)?|preview|transform(?:-[a-z]+)*)"
    r"(?:\((?P<round>.*?)\)(?=[,+]|\Z)|\[(?P<square>.*?)\](?=[,+]|\Z)|:(?P<rest>.*))",
    re.DOTALL,
)


def picker(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """Commands in `--preview` and `--bind key:execute(…)`."""
    words = command.words
    found = behind_wrapper(nester, command.program, words, stdin)
    bound = [after.text for word, after in pairwise(words) if word.text == "--bind"]
    bound += [word.text.partition("=")[2] for word in words if word.text.startswith("--bind=")]
    for text in bound:
        for match in _ACTION.finditer(text):
            inside = match["round"] or match["square"] or match["rest"] or ""
            found.append(nester.shell_text(inside, NestedKind.LATER, command.program))
    return found


SPECIAL = dict.fromkeys(("fzf", "sk", "fzf-tmux"), picker)
