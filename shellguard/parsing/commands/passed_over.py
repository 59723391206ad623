"""Clauses of a `case`, branches of an `if` that do not run: a script called with `status` does not `reset`.

To say so wrongly would let a line through. So only what this shell was given as operands, or what it assigned
itself, counts as known, where each run of the command is read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

from shellguard.parsing.grammar.syntax import Compound, Listing, RawWord
from shellguard.parsing.script import Connection
from shellguard.parsing.state.environment import MOVING, Environment
from shellguard.parsing.words.fields import glob_pattern
from shellguard.parsing.words.patterns import compiled

if TYPE_CHECKING:
    from shellguard.parsing.commands.command_reader import CommandReader
    from shellguard.parsing.state.value import Value

_NAMED = r"(?:[1-9]|[A-Za-z_][A-Za-z0-9_]*)"
_VALUE = rf"(?P<quote>\"?)\$(?:(?P<bare>{_NAMED})|\{{(?P<braced>{_NAMED})(?::?-[\w./-]*)?\}})(?P=quote)"
_SUBJECT = re.compile(rf"{_VALUE}\Z")
_EXPANDED = re.compile(r"[$`~]|[?*+@!]\(")
_TEST = re.compile(
    rf"(?:(?P<double>\[\[)|\[|test)\s+(?:-(?P<sign>[zn])\s+(?P<tested>{_VALUE})|"
    rf"(?P<left>{_VALUE.replace('quote', 'mark').replace('bare', 'name').replace('braced', 'inner')})"
    r"\s+(?P<operator>==?|!=)\s+(?P<end>[\"']?)(?P<right>[\w./:-]+)(?P=end))(?:\s+\]\]?)?\Z"
)
_TESTS = ("test", "[")  # and `[[`
_JOINED = (Connection.AND, Connection.OR)
_PLAIN = re.compile(r"[\w./:@+,= -]*\Z")  # in others a builder may put something first: `{{args}}`
_WORD = re.compile(r"[\w./:-]+\Z")
# The shell itself sets them.
_SHELLS_OWN = re.compile(r"BASH\w*|COMP_\w+|READLINE_\w+|(?:DIR|HIST|OPT|GROUP|FUNC)[A-Z]+")
_OPTIONS_GIVEN = ("BASH_ENV", "BASHOPTS", "SHELLOPTS")  # what runs first, and what the shell does otherwise
_OF_OPERANDS = ("shift", "set")
_CLASS = re.compile(r"\[\^|\[[.=]")  # dash takes the first as it stands


def has_no_operands(environment: Environment) -> bool:
    """Whether this is no script and no function: nothing is passed over there, and nobody will call it."""
    return environment.positional is None and environment.began is not None


def parts(raw: Compound, reader: CommandReader) -> Container[int]:
    """The places, in `raw.parts`, of the lists of an `if` or a `case` that surely do not run."""
    passed = _branches(raw, reader) if raw.kind == "if" else _clauses(raw, reader)
    reader.environment.context.stops += bool(passed)
    return passed


def may_be_decided(listing: Listing, index: int, text: str) -> bool:
    """Whether what stands behind the `&&` at that place depends on one comparison before it."""
    connection, before = listing.pipelines[index - 1]
    if not before.commands or connection in _JOINED:
        return False
    return text.startswith(_TESTS, before.commands[0].start)


def behind(listing: Listing, index: int, reader: CommandReader) -> int:
    """The place of what comes next in the list; `index` is that of what stands behind the `&&`."""
    if _holds(Listing(listing.pipelines[index - 1 : index]), reader) is not False:
        return index
    reader.environment.context.stops += 1
    while index < len(listing.pipelines) and listing.pipelines[index][0] is Connection.AND:
        index += 1
    return index


def _clauses(raw: Compound, reader: CommandReader) -> set[int]:
    passed: set[int] = set()
    subject = _value(raw.words[0], reader)
    if subject is None:
        return passed
    begin, chosen = 1, False
    for index, end in enumerate(raw.limits):
        fits = [_fits(word, subject, reader) for word in raw.words[begin:end]]
        if chosen or not any(may for may, _ in fits):
            passed.add(index)
        chosen = chosen or any(surely for _, surely in fits)
        begin = end
    return passed


def _branches(raw: Compound, reader: CommandReader) -> set[int]:
    """The conditions are gone through as long as they only compare: others may change what is compared."""
    for index in range(0, len(raw.parts) - 1, 2):
        holds = _holds(raw.parts[index][1], reader)
        if holds is None:
            return set(range(1, index, 2))
        if holds:
            return {*range(1, index, 2), *range(index + 2, len(raw.parts))}
    return set(range(1, len(raw.parts) - len(raw.parts) % 2, 2))


def _holds(condition: Listing, reader: CommandReader) -> bool | None:
    """Whether a list of comparisons holds, None where that is not known or it does more."""
    holds: bool | None = None
    if any(name in reader.environment.functions for name in _TESTS):
        return None
    for connection, pipeline in condition.pipelines:
        found = _TEST.match(reader.text[pipeline.commands[0].start : pipeline.commands[-1].end])
        one = _compared(found, pipeline.commands[0].start, reader) if found else None
        one = one is not pipeline.negated if one is not None else None
        if one is None or pipeline.background or (holds is not None and connection not in _JOINED):
            return None
        holds = one if holds is None else (holds and one) if connection is Connection.AND else (holds or one)
    return holds


def _compared(found: re.Match[str], start: int, reader: CommandReader) -> bool | None:
    side = "tested" if found["sign"] else "left"
    raw = RawWord(start + found.start(side), start + found.end(side))
    value = _value(raw, reader)
    if value is None or not (found["double"] or found[side][0] == '"' or _stays(value, reader)):
        return None
    if found["sign"]:
        holds = bool(value) is (found["sign"] == "n")
        return None if holds and found["double"] else holds
    if value != found["right"] and value.lower() == found["right"].lower():
        return None  # with nocasematch they are the same
    holds = (value == found["right"]) is (found["operator"] != "!=")
    return None if holds and (found["double"] or found["operator"] == "==") else holds  # dash knows neither


def _stays(value: str, reader: CommandReader) -> bool:
    """Whether a value is one word where no quotes are around it."""
    return _WORD.match(value) is not None and "IFS" not in reader.environment.variables


def _value(raw: RawWord, reader: CommandReader) -> str | None:
    """What stands in a parameter, if this shell surely has that."""
    environment = reader.environment
    found, context = _SUBJECT.match(reader.text[raw.start : raw.end]), environment.context
    if found is None or environment.references or not context.settled:
        return None
    if any(name in environment.variables for name in _OPTIONS_GIVEN):
        return None
    if any(name in environment.functions for name in _OF_OPERANDS):
        return None
    if environment.began is None or environment.positional is None:
        context.compared += 1
        return None
    name = found["bare"] or found["braced"]
    if not name.isdecimal() and not _is_assigned(name, environment, environment.began):
        return None
    value = reader.single_or_hole(raw.start, raw.end).value
    return value if value is not None and _PLAIN.match(value) else None


def _is_assigned(name: str, environment: Environment, began: Mapping[str, Value]) -> bool:
    """Whether a variable holds what this shell gave it, as it was given."""
    value = environment.variables.get(name)
    if value is None or value.elements is not None:
        return False
    if value is began.get(name) or value is environment.supposed.get(name):
        return False
    return not (name in environment.cased or name in MOVING or _SHELLS_OWN.fullmatch(name))


def _fits(raw: RawWord, subject: str, reader: CommandReader) -> tuple[bool, bool]:
    """Whether a pattern may fit, whatever the shell's options are, and whether it surely does."""
    text = reader.text[raw.start : raw.end]
    if _EXPANDED.search(text) or _CLASS.search(text):
        return True, False
    pattern = compiled(glob_pattern(reader.single_or_hole(raw.start, raw.end)))
    if pattern is None:
        return True, False
    surely = pattern.fullmatch(subject) is not None
    may = surely or re.compile(pattern.pattern, pattern.flags | re.IGNORECASE).fullmatch(subject) is not None
    return may, surely
