"""Where a line ends early: `return` and its kin, and `${x:?}` of a variable that is surely empty.

At the latter bash drops the whole line that it is reading, functions and lists included, and in a subshell
the rest of that. To say so wrongly would let a line through, so whatever may have set the variable unseen
counts as set.
"""

from __future__ import annotations

import re

from shellguard.parsing.builtins import READING_IN
from shellguard.parsing.grammar.syntax import Listing, Statement
from shellguard.parsing.script import Connection, Nested, SimpleCommand, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import Value

ENDING = frozenset(("return", "exit", "break", "continue"))
_ENDING = tuple(sorted(ENDING))
_ENDS = re.compile(r"(?:return(?:[ \t]+(?:\d{1,3}|\$\?))?|exit(?:[ \t]+(?:\d{1,3}|\$\?))?|break|continue)\Z")
EMPTIED = Value(("",))  # what a plain `x=` leaves that surely ran
_APART = frozenset(("subshell", "background", "condition", "coproc"))
_READ_ELSEWHERE = frozenset(("trap", "enable", "fc", "bind", "complete", "wait", "readonly"))
_NAMING = frozenset(
    (
        *("export", "declare", "typeset", "local", "read", "mapfile", "readarray", "printf", "getopts"),
        *("let", "unset"),
    )
)
_THIS_SHELL = frozenset(("command", "builtin"))
_CHANGING = frozenset(("set", "shift", "alias", "unalias", "hash"))
_SPECIAL = frozenset(("set", "shift", "exec", "times"))  # with POSIX, `x=y set` lasts
_OTHERWISE = frozenset(("lastpipe", "expand_aliases", "localvar_inherit", "posix"))
WATCHED = _READ_ELSEWHERE | READING_IN | _NAMING | _THIS_SHELL | _SPECIAL | {"shopt"}
_LASTERS = frozenset(("declare", "typeset", "local"))  # with -r a value stays, with -n it is another's
_SIGNS = ("-", "+")
_LASTING = re.compile(r"[-+][A-Za-z]*[rngI]")


def reached(listing: Listing, frames: tuple[str, ...], environment: Environment, text: str) -> Listing:
    """The list as far as it is surely gone through: up to a `return`, `break` or `exit` of its own."""
    pipelines = listing.pipelines
    if not frames and environment.locals is None:
        return listing
    for index in range(len(pipelines) - 1):
        joined, raw = pipelines[index]
        if not isinstance(raw, Statement) or not text.startswith(_ENDING, raw.start):
            continue
        name = text[raw.start : raw.middle]
        if raw.background or (index and joined is not Connection.SEQUENCE) or name not in ENDING:
            continue
        if _ENDS.match(text[raw.start : raw.end]) and _ends_here(name, frames, environment):
            environment.context.stops += 1
            return Listing(pipelines[: index + 1])
    return listing


def _ends_here(name: str, frames: tuple[str, ...], environment: Environment) -> bool:
    """Whether a command of that name ends its list, as far as nobody made another of it."""
    if not (environment.own and environment.context.settled):
        return False
    if environment.function(name) or environment.alias(name) is not None:
        return False
    apart = max((place for place, frame in enumerate(frames) if frame in _APART), default=-1)
    if name == "exit":  # one's own shell may stay, for the sake of stopped jobs
        return "subshell" in frames
    if name == "return":
        return environment.locals is not None
    return "loop" in frames[apart + 1 :]


def stop(environment: Environment, name: str, *, unset_only: bool) -> None:
    """Note that the shell stops at `${name:?}` (`unset_only`: at `${name?}`), if that is sure."""
    context = environment.context
    if not (environment.own and environment.certain and context.settled):
        return
    if environment.references or name in environment.cased:
        return
    value = environment.variables.get(name)
    if value is not None and (value is not EMPTIED or unset_only):
        return
    before = context.shell.variables
    if name not in before:
        context.variables.add(name)
        return
    if before[name] or (unset_only and before[name] is not None):
        return
    environment.stopped = name
    context.stops += 1


def ended(environment: Environment, connection: Connection, index: int) -> str:
    """What a stop in the list's command of that index ends: the "list", a "chain" of && or, "", no more."""
    if index == 0 or connection not in (Connection.AND, Connection.OR):
        return "list"
    environment.stopped = ""  # nobody knows whether it was reached
    return "chain" if connection is Connection.AND else ""


def emptied(environment: Environment, value: Value) -> Value:
    """The value that an assignment leaves, known apart where it is empty and surely ran."""
    sure = environment.certain and not environment.joined
    return EMPTIED if sure and value.choices == ("",) and value.elements is None else value


def note_unseen(command: SimpleCommand, found: list[Nested], environment: Environment) -> None:
    """Take nothing for surely empty any more once a command may have set what the line does not tell."""
    if environment.context.settled and _sets_unseen(command, found, environment):
        environment.context.unsettle()


def _sets_unseen(command: SimpleCommand, found: list[Nested], environment: Environment) -> bool:
    words = command.words
    if not words:
        return bool(found)
    if not words[0].known:
        return True
    name = words[0].text
    if name not in WATCHED:
        return False
    if name == "local" and environment.locals is None and all(" " in item for item in environment.inside):
        return True  # in a script, outside of its functions, it is an error
    place = 0
    if command.assignments and (name in _SPECIAL or name in READING_IN or name in _NAMING):
        return True
    while (name in _THIS_SHELL or (place and name == "-p")) and place < len(words) - 1:
        place += 1
        name = words[place].text
    if name in _READ_ELSEWHERE or (place and name in _NAMING | READING_IN | _CHANGING):
        return True
    if name in READING_IN:
        return len(found) != 1 or not found[0].known
    if name in ("shopt", "set"):
        return any(
            not word.known or word.text in _OTHERWISE for word in words[place + 1 :] if name == "shopt"
        )
    return name in _NAMING and _names_unseen(name, words[place + 1 :])


def _names_unseen(name: str, operands: tuple[Word, ...]) -> bool:
    """Whether one of the operands names what is set in a way that the line does not tell."""
    lasting = name in _LASTERS
    if name == "printf" and operands and operands[0].text[:1] != "-":
        operands = operands[:1]  # behind its format nothing is an option
    for word in operands:
        if word.pieces and word.pieces[0].hole:
            return True
        if lasting and word.text[:1] in _SIGNS and _LASTING.match(word.text):
            return True
    return False
