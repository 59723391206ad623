"""What the classifier sees of a line: its programs, options, operands, effects, connections and characters.

A feature is a short text. Learning and scoring hash it, so that the weights are a table of fixed size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shellguard.effects.effect import Effect
from shellguard.parsing.script import Script, SimpleCommand, Word

MOST_COMMANDS = 40
LONGEST_TEXT = 400
"""Characters of the text whose tokens are looked at."""
SPELLED_TEXT = 160
"""Characters of it that are looked at in threes and fours: of a name that nobody knows, its parts tell."""
_LONGEST_WORD = 60
_SHAPES = (
    ("ip", re.compile(r"\d{1,3}(\.\d{1,3}){3}")),
    ("url", re.compile(r"\w+://")),
    ("hex", re.compile(r"(\\x[0-9a-fA-F]{2}){3}|[0-9a-fA-F]{24}")),
    ("base64", re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")),
    ("mail", re.compile(r"\w@\w+\.\w")),
    ("number", re.compile(r"\d+\Z")),
    ("template", re.compile(r"[{<\[].*[}>\]]\Z")),
)
_PLACES = (
    "/etc/", "/dev/", "/tmp/", "/var/", "/usr/", "/proc/", "/sys/", "/boot/", "/home/", "/root",  # noqa: S108
    "/Library/", "~/", "$HOME", "./", "../",
)  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]+|\d+|[^\sA-Za-z0-9]")
_BLANKS = re.compile(r"\s+")


def features(script: Script, effects: Sequence[Effect]) -> frozenset[str]:
    """The features of a line that was read, with what it would do."""
    found: set[str] = set()
    for number, (command, around) in enumerate(script.walk()):
        if number >= MOST_COMMANDS:
            break
        found.update(_of_command(command))
        found.update(f"in:{nested.kind.value}:{nested.via}" for nested in around)
    found.update(_connections(script))
    found.update(f"effect:{effect.rule}" for effect in effects)
    found.update(f"kind:{effect.kind.value}" for effect in effects)
    found.update(_of_text(script.text))
    return frozenset(found)


def _of_command(command: SimpleCommand) -> Iterator[str]:
    program = command.program[:_LONGEST_WORD]
    yield f"program:{program}"
    before = program
    for index, word in enumerate(command.words[1:24]):
        text = word.text[:_LONGEST_WORD]
        if text.startswith("-"):
            name = text.split("=", 1)[0]
            yield f"option:{program}:{name}"
            yield f"option:{name}"
        else:
            if index == 0:
                yield f"first:{program}:{text}"
            yield f"word:{text}"
            for shape in _shapes(word):
                yield f"operand:{program}:{shape}"
                yield f"shape:{shape}"
            yield f"after:{before}:{text}"
        before = text.split("=", 1)[0]
    for redirection in command.redirections:
        yield f"redirection:{redirection.operator}"
        if redirection.target is not None:
            yield from (f"into:{redirection.operator}:{shape}" for shape in _shapes(redirection.target))
    for one in command.assignments:
        yield f"assigns:{one.name}"
    for nested in command.nested:
        if nested.code is not None:
            yield f"code:{nested.code.language}"
            yield from (f"call:{call.action}" for call in nested.code.calls)
            yield from (f"calls:{call.name}" for call in nested.code.calls)
        if not nested.known:
            yield "code:unknown"


def _shapes(word: Word) -> Iterator[str]:
    text = word.text[:200]
    yield from (name for name, pattern in _SHAPES if pattern.search(text))
    yield from (place for place in _PLACES if text.startswith(place))
    if not word.known:
        yield from {f"hole:{piece.hole.value}" for piece in word.pieces if piece.hole}
    if "/" in text:
        parts = [part for part in text.split("/") if part]
        yield from (f"part:{part[:30]}" for part in parts[:6])
    name, dot, ending = text.rpartition(".")
    if dot and name and 0 < len(ending) <= 5:
        yield f"ending:{ending}"


def _connections(script: Script) -> Iterator[str]:
    commands = script.commands[:MOST_COMMANDS]
    for one, other in pairwise(commands):
        yield f"joined:{one.program[:30]}{other.connection.value}{other.program[:30]}"
    yield f"commands:{min(len(commands), 8)}"


def _of_text(text: str) -> Iterator[str]:
    text = _BLANKS.sub(" ", text[:LONGEST_TEXT])
    tokens = [token[:24].lower() for token in _TOKEN.findall(text)]
    yield from (f"token:{token}" for token in tokens)
    yield from (f"pair:{one} {other}" for one, other in pairwise(tokens))
    spelled = text[:SPELLED_TEXT].lower()
    yield from (f"char:{spelled[at : at + 3]}" for at in range(len(spelled) - 2))
    yield from (f"char:{spelled[at : at + 4]}" for at in range(len(spelled) - 3))
    letters = sum(char.isalnum() for char in text)
    yield f"signs:{round(8 * (1 - letters / (len(text) or 1)))}"
    yield f"length:{min(len(text).bit_length(), 10)}"
