"""Secrets that a line keeps in variables of its shell, and what later commands do with their values.

`T=$(cat TOKEN)` shows nothing and sends nothing. `curl -d "$T" http://…` does, in whichever line it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from shellguard.effects.context import Context, Findings, plain_word
from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.effects.touching.leaks import carrier
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.script import Hole, NestedKind, Redirection, Script, SimpleCommand, Word

KEPT = "secrets.kept-in-variable"
_SHOWN = "secrets.kept-shown"
_OPENED = "secrets.kept-opened"
_READS_KEYS = "secrets.read-keys"
_LEAST = 40
_SENT = 66
_WORDS = knowledge("signs", "kept")
_FILTERS = _WORDS.names("filters")
_RESOLVING = _WORDS.names("resolving")
_OPEN = _WORDS.pattern("open_places")
_NEAR = _WORDS.pattern("near")
_CARRYING = knowledge("signs", "carrying")
_ASKING = _CARRYING.names("programs")
_LOGINS = _CARRYING.names("login_options")
_PLAIN = frozenset(("", "unset", "test", "[", "[[", "true", ":", "read", *DECLARING))
_PRINTING = frozenset(("echo", "printf", "cat", "print"))
_SENDING = frozenset((EffectKind.SEND, EffectKind.LISTEN))
_NAME = re.compile(r"(?!PS[0-4]$|PROMPT)[A-Za-z_]\w*")
_PART = re.compile(r"\$\{(?:#|\w+:\d+:\d\}|\w+: -\d\}|\w+:?\+)")
"""Its length, a few characters of it, or only whether it is set."""
_URL = re.compile(r"(https?)://([^/\s\"']*)")
_HEADER = re.compile(r"[A-Z][\w-]+:(?!/)")
_MOST = 64


def without_keeping(effects: tuple[Effect, ...], script: Script) -> tuple[Effect, ...]:
    """The effects of a line that only keeps what it reads, or logs in with it: nothing is shown by that."""
    if not any(effect.rule == _READS_KEYS for effect in effects):
        return effects
    names: set[str] = set()
    for pipeline in _pipelines(script):
        filled = _filled(pipeline[0]) if len(pipeline) == 1 else ()
        if filled:
            names.update(filled)
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


def kept_by(command: SimpleCommand, effects: tuple[Effect, ...], names: dict[str, bool]) -> None:
    """Notes in *names* what a command of a line with these effects keeps, and forgets what it sets anew.

    Args:
        names: of each whether a person would have been asked before its value is shown.
    """
    set_anew(names, command)
    read = [one for one in effects if one.rule.startswith("secrets.") and one.base >= _LEAST]
    read = [one for one in read if _reads(command, one)]
    if read and len(names) < _MOST:
        grave = any(one.rule == KEPT or one.base > _LEAST + 10 for one in read)
        names.update(dict.fromkeys(given(command), grave))


def meets(script: Script, names: dict[str, bool]) -> bool:
    """Whether a line uses the value of one of them."""
    return any(_named(_held(command), names) for command, _ in script.walk())


def uses(script: Script, names: dict[str, bool], effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """What a line with these effects does with their values that shows them, or gives them to others."""
    sending = {one.program for one in effects if one.kind in _SENDING}
    return tuple(
        effect
        for inner, around in _scripts(script)
        for pipeline in _pipelines(inner)
        for effect in _used(pipeline, names, sending, inside=around)
    )


def _used(
    pipeline: tuple[SimpleCommand, ...], names: dict[str, bool], sending: set[str], *, inside: bool
) -> list[Effect]:
    findings = Findings(pipeline[0], Context(), pipeline[-1].program)
    held = sorted(_named([word for one in pipeline for word in _held(one)], names))
    words = tuple(plain_word(f"${name}") for name in held)
    if not words:
        return []
    if leaves(pipeline, names, sending):
        findings.tell("send.secret", words, base=_SENT)
    elif any(_opened(one) for one in pipeline):
        findings.tell(_OPENED, words)
    elif not inside and _shows(pipeline) and any(names[name] for name in held):
        findings.tell(_SHOWN, words)
    return [replace(one, targets=tuple(map(_no_path, one.targets))) for one in findings.effects]


def _no_path(target: Target) -> Target:
    """A variable is no file that could be looked for."""
    return replace(target, kind=TargetKind.OTHER)


def _scripts(script: Script) -> Iterator[tuple[Script, bool]]:
    """The script and what is nested in it on this machine, and whether it is nested."""
    stack = [(script, False)]
    while stack:
        inner, nested = stack.pop()
        yield inner, nested
        stack += [(one.script, True) for command in inner.commands for one in command.nested if not one.host]


def _pipelines(script: Script) -> Iterator[tuple[SimpleCommand, ...]]:
    for _, commands in groupby(script.commands, key=lambda command: command.pipeline):
        yield tuple(commands)


def given(command: SimpleCommand) -> tuple[str, ...]:
    """The names that get a value which a command of the line prints, or `read` takes."""
    if command.program == "read":
        return tuple(word.text for word in command.words[1:] if _NAME.fullmatch(word.text))
    names = [one.name for one in command.assignments if _printed(one.value)] if not command.words else []
    if command.program in DECLARING:
        names = [word.prefix.partition("=")[0] for word in command.words[1:] if _printed(word)]
    return tuple(name for name in names if _NAME.fullmatch(name))


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
    given = all(one.operator == "<" for one in command.redirections)
    return command.program in _FILTERS and given and not command.nested


def _reads(command: SimpleCommand, effect: Effect) -> bool:
    """Whether it is this command that reads the secret into a variable."""
    inner = [command] if command.program == "read" else substituted(command)
    words = {word.text for one in inner for word in _held(one)}
    programs = {one.program for one in inner}
    return effect.program in programs and (
        not effect.targets or any(target.text in words for target in effect.targets)
    )


def set_anew(names: dict[str, bool], command: SimpleCommand) -> None:
    """Forgets what gets another value, and notes what gets that of another (`A=$T`)."""
    given = [(one.name, [one.value]) for one in command.assignments] if not command.words else []
    if command.program in DECLARING:
        given = [(word.text.partition("=")[0], [word]) for word in command.words[1:] if "=" in word.text]
    elif command.program in ("unset", "read"):
        given = [(word.text, []) for word in command.words[1:]]
    printed = [word for one in substituted(command) for word in _held(one)]
    for name, words in given:
        holds = _named((*words, *printed), names)
        grave = any(names[one] for one in holds)
        names.pop(name, None)
        if holds and len(names) < _MOST:
            names[name] = grave


def _held(command: SimpleCommand) -> list[Word]:
    """Its words, what is redirected into it and where it writes."""
    redirected = [word for one in command.redirections for word in (one.target, one.body) if word is not None]
    return [*command.words, *redirected, *[one.value for one in command.assignments]]


def _named(words: Iterable[Word], names: Iterable[str]) -> set[str]:
    """Which of the variables give their value to these words."""
    return {
        piece.name
        for word in words
        for piece in word.pieces
        if piece.name and piece.name in names and not _PART.match(piece.text)
    }


def _stays(pipeline: tuple[SimpleCommand, ...], names: set[str]) -> bool:
    """Whether nothing of what is kept is surely shown, handed on or written by a pipeline of the line."""
    first, rest = pipeline[0], pipeline[1:]
    if not all(map(_filters, rest)) or first.nested or first.redirections:
        return False
    if first.program in _ASKING:
        return not _sent_words(first, names)
    if first.program in _PLAIN and not rest and not _lists(first):
        names.update(one.name for one in first.assignments if _named((one.value,), names))
        return True
    return False


def _lists(command: SimpleCommand) -> bool:
    """`export`, `declare -p T`: shows what variables hold."""
    words = [word.text for word in command.words[1:]]
    return command.program in DECLARING and (not words or "-p" in words)


def _sent_words(command: SimpleCommand, names: Iterable[str]) -> bool:
    """Whether an asking program gives one of them to another machine, but for logging in over TLS."""
    urls = [match for word in command.words for match in _URL.finditer(word.text)]
    near = bool(urls) and all(_NEAR.match(match[2]) for match in urls)
    clear = any(match[1] == "http" and not _NEAR.match(match[2]) for match in urls)
    for before, word in pairwise(command.words):
        if _named((word,), names) and not near and (clear or not _logs_in(before, word)):
            return True
    return False


def _logs_in(before: Word, word: Word) -> bool:
    """Whether a word is a login or a header of a request (`-H "Authorization: …"`, `X-Key:…` of httpie)."""
    option = word.text.partition("=")[0] if word.text.startswith("--") else word.text[:2]
    return before.text in _LOGINS or option in _LOGINS or _HEADER.match(word.text) is not None


def leaves(pipeline: tuple[SimpleCommand, ...], names: Iterable[str], sending: set[str]) -> bool:
    """Whether a value goes to another machine: as a word, or by what is piped or redirected in."""
    asks = [one for one in pipeline if one.program in _ASKING]
    if any(_sent_words(one, names) for one in asks):
        return True
    fed = [word for one in pipeline for word in (_body(one) if one in asks else _held(one))]
    if not _named(fed, names):
        return False
    if asks:
        urls = [match for one in asks for word in one.words for match in _URL.finditer(word.text)]
        near = bool(urls) and all(_NEAR.match(match[2]) for match in urls)
        return not near and (bool(sending & _ASKING) or bool(carrier(pipeline)))
    return any(_tells(one, names) or _takes_along(one, sending) for one in pipeline)


def _tells(command: SimpleCommand, names: Iterable[str]) -> bool:
    """Whether its own words, or code among them, ask another machine with a value."""
    if not _named(command.words, names):
        return False
    inner = [nested for nested in command.nested if nested.kind in (NestedKind.SHELL, NestedKind.CODE)]
    asks = any(one.program in _ASKING for nested in inner for one in nested.script.commands)
    return (
        command.program in _RESOLVING or asks or (bool(inner) and any("://" in w.text for w in command.words))
    )


def _takes_along(command: SimpleCommand, sending: set[str]) -> bool:
    """Whether it sends what it is given to a machine that is not of this network."""
    written = [one.target.text for one in command.redirections if _writes(one) and one.target is not None]
    if any(text.startswith(("/dev/tcp/", "/dev/udp/")) for text in written):
        return True
    hosts = [word.text for word in command.words[1:] if "." in word.text or word.text == "localhost"]
    return command.program in sending and not any(map(_NEAR.match, hosts))


def _body(command: SimpleCommand) -> list[Word]:
    return [
        word
        for one in command.redirections
        if one.operator[:2] == "<<"
        for word in (one.target, one.body)
        if word is not None
    ]


def _opened(command: SimpleCommand) -> bool:
    """Whether it writes where others read."""
    written = [one.target.text for one in command.redirections if _writes(one) and one.target is not None]
    if command.program == "tee":
        written += [word.text for word in command.words[1:]]
    return any(_OPEN.match(text) for text in written)


def _writes(redirection: Redirection) -> bool:
    return redirection.operator[:1] in (">", "&") or redirection.operator == "<>"


def _shows(pipeline: tuple[SimpleCommand, ...]) -> bool:
    """Whether it prints to the terminal what it is given."""
    only = pipeline[0]
    return len(pipeline) == 1 and only.program in _PRINTING and not any(map(_writes, only.redirections))
