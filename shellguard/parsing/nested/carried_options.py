"""Variables in which a program finds options or commands of its own: `MAKEFLAGS`, `TAR_OPTIONS`, `EXINIT`."""

from __future__ import annotations

import shlex
from itertools import takewhile
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.output.flow import NO_FLOW, Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_VARIABLES = knowledge("wrappers_code", "variables")
_OPTIONS = _VARIABLES.by_name("options")
_TEXTS = _VARIABLES.by_name("texts")
_IN_THE_SHELL = {
    "terraform": ("TF_CLI_ARGS", "TF_CLI_ARGS_{}"),
    "tofu": ("TF_CLI_ARGS", "TF_CLI_ARGS_{}"),
    "argocd": ("ARGOCD_OPTS",),
}
"""Variables of the shell with further words, which stand behind those that say what is done (`{}`)."""
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


def by_the_shell(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The same command with the words that variables of the shell give to it."""
    words = [word for word in command.words if not word.text.startswith("-chdir")]
    said = list(takewhile(lambda word: word.known and word.text[:1] != "-", words[1:]))
    done = "_".join(word.text for word in said[:2])
    names = [one.format(done) for one in _IN_THE_SHELL[command.program]]
    names += [one.format(said[0].text) for one in _IN_THE_SHELL[command.program] if len(said) > 1]
    given = [text for name in dict.fromkeys(names) for text in _given(nester, command, name)]
    if not given or {*given} <= {word.text for word in words}:
        return []
    most = min(len(said), 2)
    further = tuple(literal_word(text) for text in given)
    whole = (*words[: 1 + most], *further, *words[1 + most :])
    return [nester.wrap(whole, NestedKind.WRAPPER, command.program, stdin)]


def _given(nester: ScriptFinder, command: SimpleCommand, name: str) -> list[str]:
    """The words in one variable, in front of the command or of the shell."""
    said = [one.value for one in command.assignments if one.name == name]
    text = (said[-1].text if said[-1] else "") if said else nester.environment.lookup(name).text
    try:
        return shlex.split(text or "")
    except ValueError:
        return []


SPECIAL = dict.fromkeys(_IN_THE_SHELL, by_the_shell)
