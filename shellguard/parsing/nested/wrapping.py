"""What stands behind a wrapper's own options, by `knowledge/wrappers.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Assignment, NestedKind, Word
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_.%-]*=")
_KINDS = {
    "wrapper": NestedKind.WRAPPER,
    "remote": NestedKind.REMOTE,
    "container": NestedKind.CONTAINER,
    "later": NestedKind.LATER,
}


@dataclass(frozen=True, slots=True)
class Wrapper:
    """One entry of the table; see the head of the file for the fields."""

    subcommand: tuple[str, ...]
    kind: NestedKind
    values: frozenset[str]
    before: frozenset[str]
    stop: frozenset[str]
    command: frozenset[str]
    words: frozenset[str]
    drop: frozenset[str]
    until: frozenset[str]
    entry: frozenset[str]
    pairs: frozenset[str]
    operands: int
    host: int | None
    inside: int | None
    assignments: bool
    text: bool
    again: bool
    each: bool
    separator: str
    privileged: bool
    stdin: bool
    splits: bool
    named: bool
    elsewhere: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What a wrapper runs: the words of a command, or text for a shell.

    Attributes:
        words: the command's words; empty when `texts` says it.
        texts: words whose value a shell reads.
        place: the host or container that was named, or "".
        assignments: NAME=value words before the command.
    """

    wrapper: Wrapper
    words: tuple[Word, ...] = ()
    texts: tuple[Word, ...] = ()
    place: str = ""
    assignments: tuple[Word, ...] = ()


_Shared = dict[frozenset[str], frozenset[str]]


def _wrapper(
    entry: dict[str, Any], subcommand: tuple[str, ...], before: frozenset[str], shared: _Shared
) -> Wrapper:
    """`shared` holds one set for all that are equal: many programs take the same options."""

    def several(key: str) -> frozenset[str]:
        found = frozenset(entry.get(key, ()))
        return shared.setdefault(found, found)

    return Wrapper(
        subcommand,
        _KINDS[entry.get("kind", "wrapper")],
        several("values"),
        before,
        several("stop"),
        several("command"),
        several("words"),
        several("drop"),
        several("until"),
        several("entry"),
        several("pairs"),
        entry.get("operands", 0),
        entry.get("host"),
        entry.get("inside"),
        entry.get("assignments", False),
        entry.get("text", False),
        entry.get("again", False),
        entry.get("each", False),
        entry.get("separator", ""),
        entry.get("privileged", False),
        entry.get("stdin", False),
        entry.get("splits", False),
        entry.get("named", False),
        re.compile(entry["elsewhere"]) if "elsewhere" in entry else None,
    )


_APPLET = "--coreutils-prog="
_PLAIN = _wrapper({}, (), frozenset(), {})


@cache
def valued_before(program: str) -> frozenset[str]:
    """The options in front of a program's subcommand that take the next word as their value."""
    rows = knowledge("wrappers").rows("before")
    return frozenset(
        option for row in rows if program in row.names("programs") for option in row.texts("options")
    )


@cache
def table() -> dict[str, tuple[Wrapper, ...]]:
    """Wrappers by program, those with more subcommand words first."""
    found: dict[str, list[Wrapper]] = {}
    shared: _Shared = {}
    for entry in load("wrappers")["wrapper"]:
        for name in entry["programs"]:
            program, *subcommand = name.split()
            found.setdefault(program, []).append(
                _wrapper(entry, tuple(subcommand), valued_before(program), shared)
            )
    return {
        program: tuple(sorted(entries, key=lambda entry: -len(entry.subcommand)))
        for program, entries in found.items()
    }


def unwrap(program: str, words: tuple[Word, ...]) -> Wrapped | None:
    """What `words` (the program first) would run, None if the program runs none of them."""
    if program == "coreutils" and (renamed := _by_another_name(program, words)):
        return renamed
    wrappers = table().get(program, ())
    texts = {word.text for word in words} if len(wrappers) > 1 else ()
    for wrapper in wrappers:
        if texts and wrapper.subcommand and wrapper.subcommand[0] not in texts:
            continue
        start = _after_subcommand(wrapper, words)
        if start:
            return _Walk(wrapper, words, start - wrapper.named).wrapped()
    return _by_another_name(program, words)


def _by_another_name(program: str, words: tuple[Word, ...]) -> Wrapped | None:
    """Programs that are named otherwise: `git-core/git-push …`, `nix run x#bash -- …`."""
    first = words[0].text
    if program == "coreutils" and len(words) > 1 and words[1].text.startswith(_APPLET):
        return Wrapped(_PLAIN, (literal_word(words[1].text[len(_APPLET) :]), *words[2:]))
    if program.startswith("git-") and "git-core/" in first:
        return Wrapped(_PLAIN, (literal_word("git"), literal_word(program[4:]), *words[1:]))
    texts = [word.text for word in words] if program == "nix" else []
    if "run" in texts and "--" in texts:
        named = next((text for text in texts[texts.index("run") :] if "#" in text), "")
        rest = words[texts.index("--") + 1 :]
        return Wrapped(_PLAIN, (literal_word(re.split(r"[#.]", named)[-1]), *rest)) if named else None
    return None


def _after_subcommand(wrapper: Wrapper, words: tuple[Word, ...]) -> int:
    """The place after the subcommand, 0 if another one stands there."""
    place = 1
    for name in wrapper.subcommand:
        while place < len(words) and words[place].text.startswith("-") and words[place].text != name:
            place += 2 if words[place].text in wrapper.before else 1
        if place >= len(words) or words[place].text != name:
            return 0
        place += 1
    return place


class _Walk:
    """One walk over a wrapper's options and operands."""

    def __init__(self, wrapper: Wrapper, words: tuple[Word, ...], start: int) -> None:
        self.wrapper = wrapper
        self.words = words
        self.place = start
        self.operands: list[Word] = []
        self.texts: list[Word] = []
        self.assignments: list[Word] = []
        self.entry: tuple[Word, ...] = ()

    def wrapped(self) -> Wrapped | None:
        wrapper, words = self.wrapper, self.words
        while self.place < len(words):
            word = words[self.place]
            text = word.text
            if text in wrapper.words or (wrapper.separator and text == wrapper.separator):
                return self._result(self._until_end(self.place + 1))
            if text == "--":
                self.place += 1
                if len(self.operands) >= wrapper.operands:
                    break
            elif text.startswith("-") and len(text) > 1:
                if text in wrapper.stop:
                    return None
                if wrapper.elsewhere is not None and wrapper.elsewhere.fullmatch(text):
                    self.wrapper = wrapper = replace(wrapper, kind=NestedKind.CONTAINER, elsewhere=None)
                self._option(text)
            elif wrapper.assignments and self._assigns(text):
                self.assignments.append(word)
                self.place += 1
            elif len(self.operands) < wrapper.operands or wrapper.separator:
                self.operands.append(word)
                self.place += 1
            else:
                break
        return self._result(self._until_end(self.place))

    def _assigns(self, text: str) -> bool:
        """Whether a word is an assignment before the command, and not a whole text of one."""
        whole = self.wrapper.words and self.place == len(self.words) - 1
        return text == "-" or (not whole and _ASSIGNMENT.match(text) is not None)

    def _option(self, text: str) -> None:
        """Step over an option and its value; keep the value if a shell reads it."""
        wrapper, words = self.wrapper, self.words
        name, equals, _ = text.partition("=")
        following = words[self.place + 1] if self.place + 1 < len(words) else None
        bundled = (len(text) > 2 and text[1] != "-" and not equals and f"-{text[-1]}") or ""
        if name in wrapper.entry and (equals or following is not None):
            value = behind(words[self.place], len(name) + 1) if equals else following
            self.entry = (value,) if value is not None and value.text else ()
            self.place += 1 if equals else 2
        elif text in wrapper.command or (bundled in wrapper.command and text[:2] not in wrapper.values):
            if following is not None:
                self.texts.append(following)
            self.place += 2
        elif attached := next(
            (item for item in wrapper.command if "=" in item and text.startswith(item)), ""
        ):
            self.texts.append(behind(words[self.place], len(attached)))
            self.place += 1
        elif equals and name in wrapper.command:
            self.texts.append(behind(words[self.place], len(name) + 1))
            self.place += 1
        elif text in wrapper.pairs:
            self.place += 3
        elif text in wrapper.values or (
            bundled in wrapper.values and text[:2] not in wrapper.values | wrapper.command and text[0] == "-"
        ):
            self.place += 2
        else:
            if text[:2] in wrapper.command and text[1] != "-":
                self.texts.append(behind(words[self.place], 2))
            self.place += 1

    def _until_end(self, start: int) -> tuple[Word, ...]:
        ends = self.wrapper.until | (frozenset((";", "+")) if self.wrapper.words else frozenset())
        for index in range(start, len(self.words)):
            if self.words[index].text in ends:
                return self.words[start:index]
        return self.words[start:]

    def _result(self, rest: tuple[Word, ...]) -> Wrapped | None:
        wrapper = self.wrapper
        number = wrapper.host if wrapper.host is not None else wrapper.inside
        place = self.operands[number].text if number is not None and number < len(self.operands) else ""
        first = self.entry or (_started_by(place) if wrapper.inside is not None else ())
        rest = (*first, *(word for word in rest if word.text not in wrapper.drop))
        if self.texts and wrapper.splits:
            return Wrapped(wrapper, (), (_split(self.texts[-1], rest),), place, tuple(self.assignments))
        if self.texts:
            return Wrapped(wrapper, (), tuple(self.texts), place, tuple(self.assignments))
        if not rest and not wrapper.stdin:
            return None
        if wrapper.each:
            return Wrapped(wrapper, (), rest, place, tuple(self.assignments))
        if wrapper.again:
            return Wrapped(wrapper, (), tuple(_once_more(self.words[0], rest)), place)
        if wrapper.words and len(rest) == 1 and " " in rest[0].text:
            return Wrapped(wrapper, (), rest, place, tuple(self.assignments))  # `xterm -e 'make test'`
        return Wrapped(wrapper, rest, (), place, tuple(self.assignments))


def _started_by(image: str) -> tuple[Word, ...]:
    """The program that an image starts by itself, where all know which."""
    name = "/".join(image.partition("@")[0].split("/")[-2:])
    program = load("wrappers")["images"].get(name.partition(":")[0])
    return (literal_word(program),) if program else ()


def _once_more(program: Word, words: tuple[Word, ...]) -> Iterator[Word]:
    """Texts with commands of a program itself: one in several words, or several of one word each."""
    if " " in words[0].text:
        yield from (literal_word(f"{program.text} {word.text}") for word in words)
    else:
        yield literal_word(" ".join((program.text, *(quote(word.text) for word in words))))


def _split(text: Word, rest: tuple[Word, ...]) -> Word:
    """The text of `env -S`, in which `\\_` is a blank, with the words behind it."""
    words = [quote(word.text) if word.known else word.text for word in rest]
    return literal_word(" ".join([text.text.replace("\\_", " "), *words]))


def assignment(word: Word) -> Assignment:
    """`NAME=value` as the assignment that it is for the command behind it."""
    name = word.text.partition("=")[0]
    return Assignment(name, behind(word, len(name) + 1))


def behind(word: Word, count: int) -> Word:
    """The word without its first `count` characters, which are known."""
    pieces = list(word.pieces)
    while pieces and count:
        first = pieces[0]
        if len(first.text) <= count:
            count -= len(first.text)
            pieces.pop(0)
        else:
            pieces[0] = type(first)(first.text[count:], first.hole, first.quoted, first.name)
            count = 0
    return Word(word.source, tuple(pieces), word.span)
