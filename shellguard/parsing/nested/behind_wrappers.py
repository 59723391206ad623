"""What runs behind a wrapper (`sudo`, `env`, `timeout`, `ssh`): its words as a command, or its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from shellguard.parsing.nested import wrapping
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, Word
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_SAME_ROOT = re.compile(r"(?:/|/\.|/proc/(?:1|self)/root)+/?\Z")
_PLACES = (NestedKind.REMOTE, NestedKind.CONTAINER)


def behind_wrapper(nester: ScriptFinder, program: str, words: tuple[Word, ...], stdin: Flow) -> list[Nested]:
    """What runs behind the options of a program; nothing where it is no wrapper, or wraps nothing."""
    wrapped = wrapping.unwrap(program, words)
    return [] if wrapped is None else unwrapped(nester, program, wrapped, stdin)


def behind_each(nester: ScriptFinder, words: tuple[Word, ...], stdin: Flow) -> list[Nested]:
    """The commands of `tmux a \\; b`, one by one."""
    program = words[0].text.rpartition("/")[2]
    return [one for part in _parts(words) for one in behind_wrapper(nester, program, part, stdin)]


def _parts(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    part = [words[0]]
    for word in (*words[1:], literal_word(";")):
        if word.text != ";":
            part.append(word)
            continue
        yield tuple(part)
        part = [words[0]]


def unwrapped(nester: ScriptFinder, program: str, wrapped: wrapping.Wrapped, stdin: Flow) -> list[Nested]:
    """What a wrapper runs, and where, and by whose rights."""
    wrapper = wrapped.wrapper
    if program == "chroot" and _SAME_ROOT.match(wrapped.place):  # no other place at all
        wrapper, wrapped = replace(wrapper, kind=NestedKind.WRAPPER), replace(wrapped, place="")
    found = _commands(nester, program, wrapped, wrapper.kind, stdin)
    host = wrapped.place if wrapper.kind in _PLACES else ""
    if not (wrapper.privileged or host):
        return found
    return [
        Nested(one.kind, one.script, one.via, wrapper.privileged, host, one.known, one.code, one.instead)
        for one in found
    ]


def _commands(
    nester: ScriptFinder, program: str, wrapped: wrapping.Wrapped, kind: NestedKind, stdin: Flow
) -> list[Nested]:
    """The words behind its options, texts that a shell reads, or what comes in."""
    if not (wrapped.texts or wrapped.words):
        return nester.from_stdin(kind, program, stdin)
    if not wrapped.texts and wrapped.wrapper.text:
        text = " ".join(word.text for word in wrapped.words)
        return [nester.shell_text(text, kind, program, stdin)]
    found = [nester.shell_text(word.text, kind, program, stdin) for word in wrapped.texts]
    if wrapped.words:
        given = tuple(wrapping.assignment(word) for word in wrapped.assignments)
        found.append(nester.wrap(wrapped.words, kind, program, stdin, assignments=given))
    return found
