"""What a line does with the values of variables that an earlier one filled from a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from shellguard.effects.context import Context, Findings, plain_word
from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.effects.touching.kept_values import PRINTING, Kept, held_words, printed_within
from shellguard.effects.touching.leaks import carrier
from shellguard.effects.touching.secret_requests import ASKING, NEAR, asks_near, in_address, sends_words
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import WRITING, Code, NestedKind, Script, SimpleCommand, Word

_SHOWN = "secrets.kept-shown"
_OPENED = "secrets.kept-opened"
_SENT = 66
_WORDS = knowledge("signs", "kept")
_RESOLVING = _WORDS.names("resolving")
_VIEWING = _WORDS.names("viewing")
_OPENING = _WORDS.names("opening")
_STORING = _WORDS.names("storing")
_OPEN = _WORDS.pattern("open_places")
_PUBLISHING = _WORDS.any_of("publishing")
_SENDING = frozenset((EffectKind.SEND, EffectKind.LISTEN))
_NOT_NOW = (NestedKind.SUBSTITUTION, NestedKind.PROCESS, NestedKind.DEFINITION)
_PRINTS = re.compile(r"\bprint|console\.log|\bputs\b|\bsay\b|\becho\b|\.write\b")
_LOGS_IN = re.compile(r"(?i)authorization|\bheaders\b|\bauth\s{0,4}=|bearer")
_TERMINAL = re.compile(r"/dev/(?:tty|stdout|stderr|fd/[12])|/proc/self/fd/[12]")


def uses(script: Script, kept: Kept, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """What a line with these effects does with their values that shows them, or gives them to others."""
    sending = {one.program for one in effects if one.kind in _SENDING}
    kept = kept.within(script)
    return tuple(
        effect
        for inner, around in _scripts(script)
        for pipeline in pipelines(inner)
        for effect in _used(pipeline, kept, sending, inside=around)
    )


def pipelines(script: Script) -> Iterator[tuple[SimpleCommand, ...]]:
    """The commands of a script, those of one pipeline together."""
    for _, commands in groupby(script.commands, key=lambda command: command.pipeline):
        yield tuple(commands)


def _used(
    pipeline: tuple[SimpleCommand, ...], kept: Kept, sending: set[str], *, inside: bool
) -> list[Effect]:
    findings = Findings(pipeline[0], Context(), pipeline[-1].program)
    within = [word for one in pipeline for word in printed_within(one)]
    held = sorted({name for one in pipeline for name in kept.held_by(one)} | kept.held(within))
    words = tuple(plain_word(f"${name}") for name in held)
    if not words:
        return []
    if leaves(pipeline, kept, sending):
        findings.tell("send.secret", words, base=_SENT)
    elif any(_opens(one) for one in pipeline):
        findings.tell(_OPENED, words)
    elif not inside and _shows(pipeline, kept) and any(kept.names[name] for name in held):
        findings.tell(_SHOWN, words)
    return [replace(one, targets=tuple(map(_no_path, one.targets))) for one in findings.effects]


def _no_path(target: Target) -> Target:
    """A variable is no file that could be looked for."""
    return replace(target, kind=TargetKind.OTHER)


def _scripts(script: Script) -> Iterator[tuple[Script, bool]]:
    """The script and what is nested in it on this machine, and whether what it prints goes elsewhere."""
    stack = [(script, False)]
    while stack:
        inner, nested = stack.pop()
        yield inner, nested
        stack += [
            (one.script, nested or one.kind in _NOT_NOW)
            for command in inner.commands
            for one in command.nested
            if not one.host
        ]


def leaves(pipeline: tuple[SimpleCommand, ...], kept: Kept, sending: set[str]) -> bool:
    """Whether a value goes to another machine: as a word, or by what is piped or redirected in."""
    asks = [one for one in pipeline if one.program in ASKING]
    if any(sends_words(one, kept) for one in asks):
        return True
    fed = [word for one in pipeline for word in (_body(one) if one in asks else held_words(one))]
    given = {name for one in pipeline if one not in asks for name in kept.held_by(one)}
    if not (given or kept.held([*fed, *_within(pipeline)])):
        return False
    if asks:
        return not asks_near(asks) and (bool(sending & ASKING) or bool(carrier(pipeline)))
    return any(_tells(one, kept) or _takes_along(one, sending) for one in pipeline)


def _within(pipeline: tuple[SimpleCommand, ...]) -> list[Word]:
    """What is handed over in files made for it (`scp <(echo $T) …`)."""
    return [
        word for one in pipeline if one.words and one.program not in ASKING for word in printed_within(one)
    ]


def _tells(command: SimpleCommand, kept: Kept) -> bool:
    """Whether its own words, or code among them, ask or tell another machine with a value."""
    if any(_is_stored_there(nested.script) for nested in command.nested if nested.host):
        return True
    said = " ".join(word.text for word in command.words)
    if _PUBLISHING.match(f"{command.program}{said[len(command.words[0].text) :]}" if command.words else ""):
        return True
    if not kept.held(command.words):
        return False
    shells = [nested for nested in command.nested if nested.kind is NestedKind.SHELL]
    asks = any(one.program in ASKING for nested in shells for one in nested.script.commands)
    if command.program in _RESOLVING or asks or any(in_address(word, kept) for word in command.words):
        return True
    return any(_asks_by_code(nested.code) for nested in command.nested if nested.code is not None)


def _asks_by_code(code: Code) -> bool:
    if "://" in code.text:
        return "http://" in code.text or not _LOGS_IN.search(code.text)
    return any(call.action in ("connect", "send") for call in code.calls)


def _is_stored_there(script: Script) -> bool:
    """Whether all that another machine does with it is to write or show it."""
    return bool(script.commands) and all(one.program in _STORING for one in script.commands)


def _takes_along(command: SimpleCommand, sending: set[str]) -> bool:
    """Whether it sends what it is given to a machine that is not of this network."""
    if any(text.startswith(("/dev/tcp/", "/dev/udp/")) for text in _written(command)):
        return True
    hosts = [word.text for word in command.words[1:] if "." in word.text or word.text == "localhost"]
    return command.program in sending and not any(map(NEAR.fullmatch, hosts))


def _body(command: SimpleCommand) -> list[Word]:
    return [
        word
        for one in command.redirections
        if one.operator[:2] == "<<"
        for word in (one.target, one.body)
        if word is not None
    ]


def _opens(command: SimpleCommand) -> bool:
    """Whether it writes where others read."""
    written = _written(command)
    if command.program == "tee":
        written += [word.text for word in command.words[1:]]
    return command.program in _OPENING or any(_OPEN.match(text) for text in written)


def _written(command: SimpleCommand) -> list[str]:
    into = (*WRITING, "<>")
    return [
        one.target.text for one in command.redirections if one.operator in into and one.target is not None
    ]


def _shows(pipeline: tuple[SimpleCommand, ...], kept: Kept) -> bool:
    """Whether it prints to the terminal what it is given."""
    first, *rest = pipeline
    if any(not _TERMINAL.match(text) for one in pipeline for text in _written(one)):
        return False
    asked = bool(kept.held_by(first) - kept.held(held_words(first)))
    prints = first.program in PRINTING and not any(word.text == "-v" for word in first.words[1:2])
    printed = prints or asked or _is_printed_by_code(first, kept)
    return printed and all(one.program in _VIEWING for one in rest)


def _is_printed_by_code(command: SimpleCommand, kept: Kept) -> bool:
    """`perl -e 'print $ENV{T}'`: code in the line that names the variable, and prints."""
    codes = any(nested.kind is NestedKind.CODE for nested in command.nested)
    return codes and any(_PRINTS.search(word.text) and kept.held((word,)) for word in held_words(command)[1:])
