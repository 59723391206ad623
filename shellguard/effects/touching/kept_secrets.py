"""Secrets that a line keeps in variables of its shell.

`T=$(cat TOKEN)` shows nothing and sends nothing. `curl -d "$T" http://…` does, in whichever line it stands:
what later commands do with the values stands in `secret_uses.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.effects.context import Context, Findings
from shellguard.effects.effect import Effect
from shellguard.effects.touching.kept_values import (
    FILTERS,
    MOST,
    NAME,
    PRINTING,
    Kept,
    Worth,
    held_words,
    set_anew,
    surely_done,
)
from shellguard.effects.touching.secret_requests import ASKING, sends_words
from shellguard.effects.touching.secret_uses import pipelines
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.script import Hole, NestedKind, Script, SimpleCommand, Word

KEPT = "secrets.kept-in-variable"
_READS_KEYS = "secrets.read-keys"
_LEAST = 40
_WORDS = knowledge("signs", "kept")
_WHOLE = _WORDS.names("whole")
_KEY_FILES = _WORDS.pattern("key_files")
_PLAIN = frozenset(("", "unset", "test", "[", "[[", "true", ":", "read", *DECLARING))
_WRITES = re.compile(r"(?:^|[;{}\s])w\s|[>|]\s{0,9}\"|system|input|\bgetline\b|-i\b")


def without_keeping(effects: tuple[Effect, ...], script: Script) -> tuple[Effect, ...]:
    """The effects of a line that only keeps what it reads, or logs in with it: nothing is shown by that."""
    if not any(effect.rule == _READS_KEYS for effect in effects):
        return effects
    names: dict[str, Worth] = {}
    for pipeline in pipelines(script):
        filled = _filled(pipeline[0]) if len(pipeline) == 1 else ()
        if filled:
            names.update(dict.fromkeys(filled, _worth(pipeline[0])))
            set_anew(names, pipeline[0])
        elif not _stays(pipeline, names):
            return effects
    told = Findings(SimpleCommand(), Context(), "")
    told.tell(KEPT)
    said = told.effects[0]
    return tuple(
        replace(effect, rule=KEPT, base=said.base, message=said.message)
        if names and effect.rule == _READS_KEYS
        else effect
        for effect in effects
    )


def keep(script: Script, effects: tuple[Effect, ...], names: dict[str, Worth]) -> None:
    """Notes in *names* what a line with these effects keeps, and forgets what it surely sets anew."""
    for pipeline in pipelines(script):
        command = pipeline[-1]
        set_anew(names, command, surely=surely_done(pipeline))
        read = [one for one in effects if one.rule.startswith("secrets.") and one.base >= _LEAST]
        read = [one for one in read if _reads(command, one)]
        if read and len(names) < MOST:
            hidden = any(one.rule == KEPT or one.base > _LEAST + 10 for one in read)
            names.update(dict.fromkeys(given(command), _worth(command) if hidden else Worth.SHOWN))
            set_anew(names, command)


def _worth(command: SimpleCommand) -> Worth:
    """A whole key, or a secret of other kinds."""
    inner = substituted(command) or [command]
    words = [word.text for one in inner for word in held_words(one)]
    whole = all(one.program in _WHOLE for one in inner)
    return Worth.KEY if whole and any(map(_KEY_FILES.search, words)) else Worth.HIDDEN


def given(command: SimpleCommand) -> tuple[str, ...]:
    """The names that get a value which a command of the line prints, or `read` takes."""
    if command.program == "read":
        return tuple(word.text for word in command.words[1:] if NAME.fullmatch(word.text))
    names = [one.name for one in command.assignments if _printed(one.value)] if not command.words else []
    if command.program in DECLARING:
        names = [word.prefix.partition("=")[0] for word in command.words[1:] if _printed(word)]
    return tuple(name for name in names if NAME.fullmatch(name))


def _printed(word: Word) -> bool:
    return any(piece.hole is Hole.SUBSTITUTION for piece in word.pieces)


def substituted(command: SimpleCommand) -> list[SimpleCommand]:
    """The commands whose output is a part of its words or of what it assigns."""
    inner = [nested for nested in command.nested if nested.kind is NestedKind.SUBSTITUTION]
    return [one for nested in inner for one in nested.script.commands]


def _filled(command: SimpleCommand) -> tuple[str, ...]:
    """The names that a command fills, and does nothing else: what it reads passes through filters at most."""
    if command.program == "read":
        plain = not command.nested and all(one.operator in ("<", "<<<") for one in command.redirections)
    else:
        inner = substituted(command)
        kinds = {nested.kind for nested in command.nested}
        plain = kinds == {NestedKind.SUBSTITUTION} and not command.redirections and all(map(_filters, inner))
    return given(command) if plain and "background" not in command.frames else ()


def _filters(command: SimpleCommand) -> bool:
    fed = all(one.operator == "<" for one in command.redirections)
    code = [nested for nested in command.nested if nested.kind is NestedKind.CODE]
    reads_only = len(code) == len(command.nested) and not any(one.script.commands for one in code)
    if command.nested or command.program in ("sed", "awk"):
        reads_only = reads_only and not any(_WRITES.search(word.text) for word in command.words[1:])
    return command.program in FILTERS and fed and reads_only


def _reads(command: SimpleCommand, effect: Effect) -> bool:
    """Whether it is this command that reads the secret into a variable."""
    inner = [command] if command.program == "read" else substituted(command)
    words = {word.text for one in inner for word in held_words(one)}
    programs = {one.program for one in inner}
    return effect.program in programs and (
        not effect.targets or any(target.text in words for target in effect.targets)
    )


def _stays(pipeline: tuple[SimpleCommand, ...], names: dict[str, Worth]) -> bool:
    """Whether nothing of what is kept is surely shown, handed on or written by a pipeline of the line."""
    first, rest = pipeline[0], pipeline[1:]
    if not all(map(_filters, rest)) or first.nested or first.redirections:
        return False
    kept = Kept(names)
    if first.program in ASKING:
        return not sends_words(first, kept)
    if first.program in PRINTING:
        return not (rest or kept.held_by(first))
    if first.program in _PLAIN and not rest and not _lists(first):
        set_anew(names, first)
        return True
    return False


def _lists(command: SimpleCommand) -> bool:
    """`export`, `declare -p T`: shows what variables hold."""
    words = [word.text for word in command.words[1:]]
    return command.program in DECLARING and (not words or "-p" in words)
