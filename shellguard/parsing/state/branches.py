"""What variables, functions and files hold after branches and loops that may have run or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from shellguard.parsing.grammar.syntax import WORDS_ONLY, Compound, Listing, Simple
from shellguard.parsing.records import record
from shellguard.parsing.script import Connection, Hole, Piece
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value

MAX_CHOICES = 8
ALTERNATIVES = frozenset(("branch", "case"))  # frames of which at most one runs


_AND = Connection.AND  # an attribute of an enumeration takes long to look up
_JOINING = (_AND, Connection.OR)
_MOVING = frozenset(("PWD", "OLDPWD", "PATH"))  # of these the last that was said is followed


class Chain:
    """What stands behind `&&` may not run: what it changes may be as it was, if the line says how that was.

    Within the chain it holds. Nothing is copied: a table is replaced before it is changed.
    """

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self._stamp, self._positional = environment.stamp, environment.positional
        self._variables, self._functions = environment.variables, environment.functions
        environment.owned = (None, None)

    def end(self) -> None:
        """Behind the chain."""
        environment = self.environment
        if environment.stamp == self._stamp:
            return
        if environment.positional is not self._positional:
            environment.positional = None
            environment.touch()
        earlier, now = self._variables, environment.variables
        for name in earlier if now is not earlier else ():
            before, left = earlier[name], now.get(name, UNSET)
            if left is not before and left != before and name not in _MOVING:
                environment.assign(name, _either(name, [left, before]))
        if now is not earlier and len(now) > len(earlier):
            fresh = {name: value for name, value in now.items() if name not in earlier}
            environment.supposed = {**environment.supposed, **fresh}
        if environment.functions is not self._functions:
            merged = _either_text(self._functions, [environment.functions], exhaustive=False)
            environment.functions = dict(cast("Mapping[str, str]", merged))
            environment.owned = (None, None)
            environment.touch()


def turning(listing: Listing, first: int, chained: bool) -> int:
    """The place behind `first` where what stands behind `&&` begins, or where it ends."""
    pipelines = listing.pipelines
    for index in range(first + 1, len(pipelines)):
        connection = pipelines[index][0]
        if connection is _AND if not chained else connection not in _JOINING:
            return index
    return len(pipelines)


class Branches:
    """Each alternative begins with the variables from before; afterwards they may be what any one left.

    Nothing is copied before an alternative changes it: most change nothing.
    """

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.outcomes: list[_Tables] = []
        self._before = _NOTHING
        self._entered = (0, 0)
        self._positional = environment.positional

    def enter(self) -> None:
        environment = self.environment
        now = environment.stamp, environment.context.writes
        if not self.outcomes or self._entered != now:
            self._before, self._entered = _tables_of(environment), now
        environment.owned = (None, None)

    def leave(self) -> None:
        environment = self.environment
        if self._entered == (environment.stamp, environment.context.writes):
            self.outcomes.append(self._before)
            return
        self.outcomes.append(_tables_of(environment))
        _become(environment, self._before)
        environment.touch()

    def parameters(self) -> None:
        """Nobody knows the positional parameters where a branch or a loop may have changed them."""
        environment = self.environment
        if environment.positional is not self._positional:
            environment.positional = None
            environment.touch()

    def merge(self, exhaustive: bool) -> None:
        """Let each variable that an alternative changed be what it may be; `exhaustive`: one of them ran."""
        outcomes, before = self.outcomes, self._before
        self.parameters()
        if all(outcome is before for outcome in outcomes):
            return
        environment = self.environment
        merged = _Tables(
            before.variables,
            _either_text(before.functions, [one.functions for one in outcomes], exhaustive),
            _either_text(before.aliases, [one.aliases for one in outcomes], exhaustive),
            _either_text(before.files, [one.files for one in outcomes], exhaustive),
        )
        if merged != before:
            _become(environment, merged)
            environment.context.writes += 1
            environment.touch()
        known = before.variables
        changed = {
            name
            for outcome in outcomes
            if outcome.variables is not known
            for name, value in outcome.variables.items()
            if known.get(name) is not value and known.get(name) != value
        }
        for name in sorted(changed):
            values = [one.variables[name] for one in outcomes if name in one.variables]
            if not exhaustive or len(values) < len(outcomes):
                values.append(environment.lookup(name))
            environment.assign(name, _either(name, values))


@record
class _Tables:
    """What an environment holds; none of it is changed in place from here on."""

    variables: dict[str, Value]
    functions: Mapping[str, str | None]
    aliases: Mapping[str, str | None]
    files: Mapping[str, str | None]


_NOTHING = _Tables({}, {}, {}, {})  # before an alternative is entered


def _tables_of(environment: Environment) -> _Tables:
    files = dict(environment.files)  # all shells of a line see and change the same
    return _Tables(environment.variables, environment.functions, environment.aliases, files)


def _become(environment: Environment, tables: _Tables) -> None:
    environment.variables = tables.variables
    environment.functions = cast("dict[str, str]", tables.functions)
    environment.aliases = cast("Mapping[str, str]", tables.aliases)
    environment.owned = (None, None)
    files = environment.files
    files.clear()
    files.update(tables.files)


def _either_text(
    before: Mapping[str, str | None], outcomes: list[Mapping[str, str | None]], exhaustive: bool
) -> Mapping[str, str | None]:
    """Functions, aliases or written files: each holds what the branches left, one after another."""
    if all(outcome is before or outcome == before for outcome in outcomes):
        return before
    merged = dict(before)
    for name in sorted({name for outcome in outcomes for name in outcome}):
        texts = [outcome[name] for outcome in outcomes if name in outcome]
        if not exhaustive and name in before:
            texts.append(before[name])
        known = dict.fromkeys(text for text in texts if text is not None)
        merged[name] = "\n".join(known) if known else None
    return merged


def _either(name: str, values: list[Value]) -> Value:
    if all(value == values[0] for value in values):
        return values[0]
    grew = _longest(values)
    if grew is not None:
        return grew
    choices: list[str] = []
    whole = True
    for value in values:
        if value.choices is None or value.elements is not None:
            whole = False
            choices.extend(value.pieces[0].candidates if len(value.pieces) == 1 else ())
        else:
            choices.extend(value.choices or ("",))
    distinct = tuple(dict.fromkeys(choices))
    led = [value for value in values if value.pieces] if name == "PATH" else []
    if led:  # where one of them leads is looked, too
        return led[0]
    if not whole:  # nobody knows all that it may be, but some of it
        said = tuple(choice for choice in distinct if choice)[:MAX_CHOICES]
        return (
            Value(None, pieces=(Piece(f"${name}", Hole.VARIABLE, False, name, False, said),))
            if said
            else UNKNOWN
        )
    if distinct == ("",):
        return UNSET
    return Value(distinct) if len(distinct) <= MAX_CHOICES else UNKNOWN


def _longest(values: list[Value]) -> Value | None:
    """Of an array to which a loop or a branch added, what it is in the end; None where it may be another."""
    arrays = [value for value in values if value.elements is not None]
    if not arrays or any(value.keys for value in arrays):
        return None
    longest = max(arrays, key=lambda value: len(value.elements or ()))
    texts = longest.elements or ()
    begins = all(texts[: len(value.elements or ())] == value.elements for value in arrays)
    return longest if begins and all(value in arrays or value == UNSET for value in values) else None


def is_exhaustive(raw: Compound) -> bool:
    """Whether one of the alternatives runs for certain: an `if` with `else`."""
    frames = [frame for frame, _ in raw.parts] if raw.kind == "if" else []
    return frames.count("branch") > frames.count("condition")


def forget(raw: Compound, environment: Environment) -> None:
    """After a loop its assignments may have happened any number of times."""
    for _, listing in raw.parts:
        for _, pipeline in listing.pipelines:
            for command in () if isinstance(pipeline, WORDS_ONLY) else pipeline.commands:
                for item in command.assignments if isinstance(command, Simple) else ():
                    environment.assign(item.name.split("[", 1)[0], UNKNOWN)
