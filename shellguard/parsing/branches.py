"""What variables, functions and files hold after branches and loops that may have run or not."""

from __future__ import annotations

from shellguard.parsing.environment import UNKNOWN, UNSET, Environment, Value
from shellguard.parsing.script import Hole, Piece
from shellguard.parsing.syntax import Compound, Simple

MAX_CHOICES = 8
ALTERNATIVES = frozenset(("branch", "case"))  # frames of which at most one runs


class Branches:
    """Each alternative begins with the variables from before; afterwards they may be what any one left."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.before: dict[str, Value] = {}
        self.outcomes: list[dict[str, Value]] = []
        self._texts = [_Texts(environment, table) for table in ("functions", "aliases", "files")]

    def enter(self) -> None:
        self.before = dict(self.environment.variables)
        for texts in self._texts:
            texts.enter()

    def leave(self) -> None:
        self.outcomes.append(self.environment.variables)
        self.environment.variables = dict(self.before)
        for texts in self._texts:
            texts.leave()
        self.environment.touch()

    def merge(self, exhaustive: bool) -> None:
        """Let each variable that an alternative changed be what it may be; `exhaustive`: one of them ran."""
        changed_texts = [texts.merge(exhaustive) for texts in self._texts]
        if any(changed_texts):
            self.environment.context.writes += 1
            self.environment.touch()
        before = self.before
        changed = {
            name
            for outcome in self.outcomes
            for name, value in outcome.items()
            if before.get(name) is not value and before.get(name) != value
        }
        for name in sorted(changed):
            values = [outcome[name] for outcome in self.outcomes if name in outcome]
            if not exhaustive or len(values) < len(self.outcomes):
                values.append(self.environment.lookup(name))
            self.environment.assign(name, _either(name, values))


class _Texts:
    """Functions, aliases or written files by name: after branches one holds all that it may hold."""

    def __init__(self, environment: Environment, table: str) -> None:
        self.environment = environment
        self.table = table
        self.before: dict[str, str | None] = {}
        self.outcomes: list[dict[str, str | None]] = []

    def enter(self) -> None:
        self.before = dict(getattr(self.environment, self.table))

    def leave(self) -> None:
        self.outcomes.append(dict(getattr(self.environment, self.table)))
        self._become(self.before)

    def merge(self, exhaustive: bool) -> bool:
        """Let each text be all that one of the branches left, one after another; whether any changed."""
        merged = dict(self.before)
        for name in sorted({name for outcome in self.outcomes for name in outcome}):
            texts = [outcome[name] for outcome in self.outcomes if name in outcome]
            if not exhaustive and name in self.before:
                texts.append(self.before[name])
            known = dict.fromkeys(text for text in texts if text is not None)
            merged[name] = "\n".join(known) if known else None
        changed = merged != self.before
        self._become(merged)
        return changed

    def _become(self, texts: dict[str, str | None]) -> None:
        if self.table != "files":
            setattr(self.environment, self.table, texts)
            return
        files = self.environment.files  # all shells of a line see the same
        files.clear()
        files.update(texts)


def _either(name: str, values: list[Value]) -> Value:
    if all(value == values[0] for value in values):
        return values[0]
    choices: list[str] = []
    whole = True
    for value in values:
        if value.choices is None or value.elements is not None:
            whole = False
        else:
            choices.extend(value.choices or ("",))
    distinct = tuple(dict.fromkeys(choices))
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


def is_exhaustive(raw: Compound) -> bool:
    """Whether one of the alternatives runs for certain: an `if` with `else`."""
    frames = [frame for frame, _ in raw.parts]
    return raw.kind == "if" and frames.count("branch") > frames.count("condition")


def forget(raw: Compound, environment: Environment) -> None:
    """After a loop its assignments may have happened any number of times."""
    for _, listing in raw.parts:
        for _, pipeline in listing.pipelines:
            for command in pipeline.commands:
                for item in command.assignments if isinstance(command, Simple) else ():
                    environment.assign(item.name.split("[", 1)[0], UNKNOWN)
