"""What of a model's prose may be shown to a person: no secrets, no commands of its own, no false reassurance.

A model can be talked round by what it reads, so its sentences are taken one by one. One that calls a line
harmless which the rules do not call so, or that holds a command which would be asked about, is left out; and
whatever the line, one that speaks in our name, tells how to answer our question, asks for a secret or leads
to an address that the line does not hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from shellguard.knowledge import loading
from shellguard.terminal_text import printable

LONGEST = 1_200
_MOST_SENTENCES = 12
_MOST_COMMANDS = 12
_LONG_ENOUGH = 20
_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+|\n+|(?<=[。！？])")
_WORDS = loading.load("reassurance")
_CLAIMS = re.compile(
    rf"\b(?:{'|'.join(_WORDS['words'])})\b|{'|'.join(_WORDS['roots'])}",
    re.IGNORECASE,
)
_DENIED = re.compile(rf"\b(?:{'|'.join(_WORDS['denied'])})\b", re.IGNORECASE)
_STEERS = re.compile("|".join(_WORDS["steering"]), re.IGNORECASE)
_OUR_NAME = re.compile(_WORDS["own_name"], re.IGNORECASE)
_SECRET = re.compile(rf"\b(?:{'|'.join(_WORDS['secrets'])})\b", re.IGNORECASE)
_ASKS = re.compile("|".join(_WORDS["asking"]), re.IGNORECASE)
_ADDRESS = re.compile(r"\b\w+://[^\s`'\"]+|\bwww\.[\w.-]+|[\w.+-]+@[\w-]+\.[\w.-]+")
_QUOTED = re.compile(r"`+([^`]+)`+|\"([^\"]{2,})\"|'([^']{2,})'|«([^»]+)»|“([^”]+)”")
_WORD = re.compile(r"[\w./+-]+")
_OPERAND = re.compile(r"-{1,2}\w|.*[/*$|;&<>=]|\d")


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of the line that the prose is about, and who can tell.

    Attributes:
        line: the line; what it says itself may be said.
        doubtful: it is not one that the rules understand and let run.
        programs: names of programs; many are words of English too.
        destroyers: those that destroy without an option or a path.
        asks: whether a command would be asked about or refused.
        clean: takes secrets out of a text.
        instructions: what the model was told about how to answer; small ones say it again.
    """

    line: str
    doubtful: bool
    programs: Container[str]
    destroyers: Container[str]
    asks: Callable[[str], bool]
    clean: Callable[[str], str]
    instructions: str = ""


def fit_to_show(text: str, reader: Reader) -> str:
    """The sentences of a text that may be shown; "" for none. Printable, on one line."""
    text = reader.clean(text[: 4 * LONGEST])
    sentences = [" ".join(one.split()) for one in _SENTENCE.split(text)][:_MOST_SENTENCES]
    shown = " ".join(printable(one) for one in sentences if one and _fit(one, reader))
    return shown[:LONGEST]


def _fit(sentence: str, reader: Reader) -> bool:
    plain = _plain(sentence)
    if len(plain) >= _LONG_ENOUGH and plain in reader.instructions:
        return False
    if _steers(plain, reader.line):
        return False
    if reader.doubtful and _CLAIMS.search(_DENIED.sub(" ", plain)):
        return False
    return not any(reader.asks(command) for command in _commands(plain, reader))


def _steers(sentence: str, line: str) -> bool:
    """Whether it would lead a person somewhere instead of describing the line."""
    if _STEERS.search(sentence) or (_SECRET.search(sentence) and _ASKS.search(sentence)):
        return True
    if _OUR_NAME.search(sentence) and not _OUR_NAME.search(line):
        return True
    return any(found.group().rstrip(".,;:)") not in line for found in _ADDRESS.finditer(sentence))


def _plain(text: str) -> str:
    """As a person would read it: letters of other widths and invisible characters make no difference."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'")
    return "".join(one for one in folded if unicodedata.category(one) not in ("Cf", "Cc") or one in "\n\t ")


def _commands(sentence: str, reader: Reader) -> Iterator[str]:
    """What could be copied from a sentence and run, without what the line itself says."""
    given = 0
    for quoted in _QUOTED.finditer(sentence):
        command = next(filter(None, quoted.groups())).strip()
        if command not in reader.line:
            yield command
            given += 1
    for word in _WORD.finditer(sentence):
        name = word.group().rstrip(".").rsplit("/", 1)[-1]
        if given > _MOST_COMMANDS:
            return
        tail = sentence[word.start() :].strip("`'\"«»“” ").rstrip(".!?…。")
        if name not in reader.destroyers and not any(map(_OPERAND.match, tail.split()[1:])):
            continue
        if name in reader.programs and _is_new(tail, name, reader.line):
            yield tail
            given += 1


def _is_new(tail: str, program: str, line: str) -> bool:
    """Whether it says more than the line: another program, or what stands in no word of the line."""
    if program not in _WORD.findall(line) and program not in line:
        return True
    return any(_OPERAND.match(word) and word.strip(".,;:()`'\"") not in line for word in tail.split()[1:])
