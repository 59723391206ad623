"""What the names of contexts, profiles and workspaces tell, and which of them a line itself gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Connection, Nested, NestedKind, Script, SimpleCommand

_AS_ANOTHER = knowledge("families").names("as_another_user")
_IN_ITS_PLACE = frozenset(
    (NestedKind.ALIAS, NestedKind.FUNCTION, NestedKind.WRAPPER, NestedKind.SHELL, NestedKind.FILE)
)
_HANDS_ON = re.compile(r"-[A-Za-z]*E[A-Za-z]*\Z|--preserve-env")


def is_production(name: str) -> bool:
    """Whether a context, profile or workspace is called so by its name."""
    return _fits(name, "production") and not _fits(name, "not_production")


def is_local(name: str) -> bool:
    """Whether a context, profile or workspace is one for trying things out."""
    return _fits(name, "local")


def worst(names: list[str]) -> str:
    """Production before what is not known before what is for trying out."""
    return min(names, key=lambda name: (not is_production(name), is_local(name)))


def _fits(name: str, which: str) -> bool:
    return any(
        re.search(pattern, name, re.IGNORECASE) for pattern in load("places_surroundings")["names"][which]
    )


def on_the_line(
    script: Script | None,
    programs: Sequence[str],
    options: Sequence[str],
    variables: Sequence[str] = (),
    glued: Sequence[str] = (),
) -> list[str]:
    """What the commands of these programs name by an option or an assignment; "" for a value not known.

    `glued`: those of them that take a value right behind an option of one letter.
    """
    if script is None:
        return []
    commands = _of_programs(script, programs)
    found = [value for command in commands for value in _named_by(command, options, variables)]
    return found + [value for one in commands if one.program in glued for value in _glued(one, options)]


def some_unnamed(
    script: Script | None,
    programs: Sequence[str],
    options: Sequence[str],
    variables: Sequence[str] = (),
    glued: Sequence[str] = (),
) -> bool:
    """Whether a command of these programs names none, though another of the line may."""
    if script is None:
        return True
    commands = _of_programs(script, programs)
    return not commands or any(
        not list(_named_by(one, options, variables))
        and not (one.program in glued and list(_glued(one, options)))
        for one in commands
    )


def _of_programs(script: Script, programs: Sequence[str]) -> list[SimpleCommand]:
    """The commands of these programs as they run: in the place of an alias what it stands for."""
    every = (command for command, _ in script.walk() if command.program in programs)
    return [one for one in every if not any(inner.kind is NestedKind.ALIAS for inner in one.nested)]


def given_to_each(
    script: Script | None,
    programs: Sequence[str],
    variables: Sequence[str],
    options: Sequence[str] = (),
    apart: str = "",
) -> str | None:
    """The value of a variable that all commands of these programs are given on the line itself.

    In front of them or of what runs them, or as a word (`rake db:reset RAILS_ENV=test`). None where one is
    given none; "" where they differ, or a value is not known, or a word fits `apart`: then the variable
    is not all that tells. What one of the `options` says has to be the same.
    """
    found: set[str] = set()
    for command in script.commands if script is not None else ():
        chain = list(_run_by(command))
        if not any(one.program in programs for one in chain):
            continue
        values = {
            value for one in chain for value in _named_by(one, variables, () if _drops(one) else variables)
        }
        if not values:
            return None
        found |= values | {value for one in chain for value in _named_by(one, options, ())}
        if apart and any(re.search(apart, word.text) for one in chain for word in one.words):
            found.add("")
    return None if not found else found.pop() if len(found) == 1 else ""


def _drops(command: SimpleCommand) -> bool:
    """Whether a command hands on no variables that stand in front of it."""
    handing = any(_HANDS_ON.match(word.text) for word in command.words[1:])
    return command.program in _AS_ANOTHER and not handing


def _run_by(command: SimpleCommand) -> Iterator[SimpleCommand]:
    """A command, and what it runs in its place (`bundle exec rake`)."""
    yield command
    for one in command.nested:
        if one.kind is NestedKind.WRAPPER and not one.host:
            for inner in one.script.commands:
                yield from _run_by(inner)


def chosen_on_the_line(script: Script | None, kind: str) -> tuple[list[str], bool]:
    """What commands of the line choose for those behind them, "" for what is not known; whether that is sure.

    It is sure where nothing of the kind is done before, and nothing behind it runs without it (`&&`).
    """
    data = [one for one in load("places_surroundings")["chosen"] if one["kind"] == kind]
    found, first = list[str](), -1
    commands = list(_in_turn(script)) if script is not None else []
    for index, command in enumerate(commands):
        for one in data:
            said = " ".join(word.value if word.value is not None else "\0" for word in command.words[1:])
            # With a variable of its own it chooses in settings that those behind it may not read.
            chooses = command.program in one["program"] and not command.assignments
            told = re.search(one["words"], said) if chooses else None
            if told is not None:
                found.append("" if "\0" in told[1] else told[1])
                first = index if first < 0 else first
    if script is None or not found:
        return [], False
    programs = {program for one in data for program in one["program"]}
    before = any(command.program in programs for command in commands[:first])
    straight = len(commands) == len(script.commands)  # no alias or function does several things
    joined = all(one.connection is Connection.AND for one in script.commands[first + 1 :])
    return found, joined and straight and not before


def _in_turn(script: Script) -> Iterator[SimpleCommand]:
    """The commands of a line one after another, in the place of another name what it stands for."""
    for command in script.commands:
        own = [one.script for one in command.nested if _is_in_place(one, command)]
        if not any(one.commands for one in own):
            yield command
        for inner in own:
            yield from _in_turn(inner)


def _is_in_place(nested: Nested, command: SimpleCommand) -> bool:
    """Whether a command has something else done in its place, by the same user on this machine."""
    if nested.kind is NestedKind.WRAPPER and command.program in _AS_ANOTHER:
        return False
    return nested.kind in _IN_ITS_PLACE and not nested.host


def _glued(command: SimpleCommand, options: Sequence[str]) -> Iterator[str]:
    """The values that stand right behind options of one letter (`-hdb`)."""
    for word in command.words[1:]:
        if word.text[:2] in options and len(word.text) > 2 and word.text[1] != "-":
            yield word.value[2:] if word.value is not None else ""


def _named_by(command: SimpleCommand, options: Sequence[str], variables: Sequence[str]) -> Iterator[str]:
    for index, word in enumerate(command.words[1:], 1):
        name, equals, _ = word.text.partition("=")
        if name not in options:
            continue
        if equals:
            yield word.value.partition("=")[2] if word.value is not None else ""
        elif index + 1 < len(command.words):
            yield command.words[index + 1].value or ""
    for one in command.assignments:
        if one.name in variables:
            yield (one.value.value if one.value is not None else "") or ""
