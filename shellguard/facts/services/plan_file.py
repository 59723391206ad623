"""What a plan that terraform has put into a file would destroy; `apply FILE` does it without a question."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Any

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script, SimpleCommand

RULE = "infrastructure.apply-plan"
_LONGEST = 4 << 20
_SHOWN = 3
_OUT = re.compile("--?out=")
# Fields of the messages in such a file, by their numbers.
_MODE, _CHANGES, _ADDRESS, _CHANGE, _ACTION = 17, 3, 13, 9, 1
_DESTROYING = 1
_DELETES = frozenset((5, 6, 7))
_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5


def planned(deed: Deed) -> TargetFacts | None:
    """The things with data in them that a plan destroys; None where there are none, or it can't be read."""
    command, folder = deed.command, deed.folder
    entered = next((word.value for word in command.words if word.text.startswith("-chdir=")), "-chdir=")
    operands = [word.value for word in command.words[2:] if not word.text.startswith("-")]
    name = operands[-1] if operands else None
    if not name or entered is None:
        return None
    path = place_of(name, False, os.path.join(folder, entered.partition("=")[2])).path
    made = _made_by_the_line(name, command, deed.script)
    if made is not None:
        whole = any(word.text in ("-destroy", "--destroy", "-destroy=true") for word in made.words)
        said = "the plan that the line makes destroys everything"
        return TargetFacts(path, recovery=Recovery.LOST, reason=said) if whole else None
    try:
        with zipfile.ZipFile(path) as file:
            if file.getinfo("tfplan").file_size > _LONGEST:
                return None
            fields = list(_fields(file.read("tfplan")))
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile, RuntimeError):
        return None
    data: dict[str, Any] = load("described")["terraform"]
    whole = any(number == _MODE and value == _DESTROYING for number, value in fields)
    gone = [address for number, value in fields if number == _CHANGES for address in _deleted(value)]
    real = [one for one in gone if not re.fullmatch(data["computed"], _kind(one))]
    telling = real if whole else [one for one in real if re.fullmatch(data["holding"], _kind(one))]
    if not telling:
        return None
    more = f" and {len(telling) - _SHOWN} more" if len(telling) > _SHOWN else ""
    return TargetFacts(
        path, recovery=Recovery.LOST, reason=f"the plan destroys {', '.join(telling[:_SHOWN])}{more}"
    )


def _made_by_the_line(name: str, command: SimpleCommand, script: Script) -> SimpleCommand | None:
    """The last command in front of it that puts its plan into this file: what lies there is older."""
    made = None
    for earlier in takewhile(lambda one: one is not command, script.commands):
        words = [word.text for word in earlier.words[1:]]
        outs = [word.partition("=")[2] for word in words if _OUT.match(word)]
        outs += [after for word, after in pairwise(words) if word in ("-out", "--out")]
        if earlier.program == command.program and "plan" in words and name in outs:
            made = earlier
    return made


def _kind(address: str) -> str:
    """The kind of a resource by its address (`module.a["b.c"].aws_instance.web[0]`)."""
    plain = re.sub(r"\[[^\]]*\]", "", address)
    parts = plain.split(".")
    return parts[-2] if len(parts) > 1 else ""


def _deleted(message: bytes | int) -> Iterator[str]:
    """The address of what a change takes away, if it does; of what is only read none."""
    if isinstance(message, int):
        return
    address, deletes = "", False
    for number, value in _fields(message):
        if number == _ADDRESS and isinstance(value, bytes):
            address = value.decode("utf-8", "replace")
        elif number == _CHANGE and isinstance(value, bytes):
            deletes = any(inner == _ACTION and action in _DELETES for inner, action in _fields(value))
    if deletes and not address.startswith("data."):
        yield address


def _fields(message: bytes) -> Iterator[tuple[int, bytes | int]]:
    """The fields of a message of protocol buffers. Raises ValueError or IndexError for anything else."""
    place = 0
    while place < len(message):
        key, place = _number(message, place)
        kind = key & 7
        if kind == _VARINT:
            value, place = _number(message, place)
            yield key >> 3, value
        elif kind == _BYTES:
            length, place = _number(message, place)
            if place + length > len(message):
                raise ValueError(length)
            yield key >> 3, message[place : place + length]
            place += length
        elif kind in (_FIXED_64, _FIXED_32):
            place += 8 if kind == _FIXED_64 else 4
        else:
            raise ValueError(kind)


def _number(message: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = shift = 0
    while shift < 70:
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
    raise ValueError(place)
