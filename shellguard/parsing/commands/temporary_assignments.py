"""Assignments that hold for a while: before a command, as in `D=/srv f`, or in a function, by `local`."""

from __future__ import annotations

from shellguard.parsing.script import Assignment
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import Value
from shellguard.parsing.words.values import longer, value_of

Lent = dict[str, Value | None]


def lend(assignments: tuple[Assignment, ...], environment: Environment) -> Lent:
    """Give the variables these values; what they had before, None where the line had not said it."""
    before: Lent = {}
    now = dict(environment.variables)
    for item in assignments:
        if not item.name.isidentifier():
            continue
        before.setdefault(item.name, now.get(item.name))
        value = value_of(item.value, item.name)
        if item.append:
            value = longer(item.name, environment.lookup(item.name), value)
        now[item.name] = value
    if before:
        _take(now, environment)
    return before


def give_back(lent: Lent, environment: Environment) -> None:
    """Let the variables be what they were: also what the command itself assigned to them is gone."""
    variables = dict(environment.variables)
    for name, value in lent.items():
        if value is None:
            variables.pop(name, None)
        else:
            variables[name] = value
    _take(variables, environment)


def _take(variables: dict[str, Value], environment: Environment) -> None:
    environment.variables = variables
    environment.owned = variables, environment.owned[1]
    environment.touch()


def is_void(name: str, environment: Environment) -> bool:
    """Whether this is `local` where no function is: an error, and the variable stays as it was."""
    return name == "local" and environment.locals is None and environment.own and not environment.inside
