"""Reads requests about the columns of a file: which columns, of which lines, and what to do with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.columns.tables import Table
from shellguard.phrasebook.language.quoting import UnfitError, awk_text, extended_pattern, path_word
from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.selection.selection_rules import pattern

_SURE = 0.97
_SURE_OF_MORE = 0.99
_PER_WORD_LEFT = 0.7
_PER_ACTION_LEFT = 0.4
_NUMERIC = re.compile(r"-?\d+(?:\.\d+)?")
_PLACES = {"first": "$1", "second": "$2", "last": "$NF"}
_PASSED = {
    "line",
    "file",
    "show",
    "value",
    "only",
    "row",
    "data",
    "string",
    "entry",
    "column",
    "just",
    "name",
    "together",
    "eachline",
    "extract",
    "get",
}
_ASKING = {"column", "csv", "second", "average", "sum", "third"}
_NO_COLUMNS = {"that", "which", "what", "this", "it", "there", "who", "they", "these", "those"}
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_SLOT = re.compile(r"\{(\w)\}")
_MORE = r"(?:(?:,| and| to| or|)(?: the)? (?P<d>N\d+|V\d+))?(?:(?:,| and|)(?: the)? (?P<e>N\d+|V\d+))?"
_MOST_CONDITIONS = 3
_MOST_COLUMNS = 20
_COLONS = {"/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow"}


def read_table(tokens: tuple[Token, ...]) -> tuple[Table, float] | None:
    """What a request wants of a file's columns, and how sure that is; None when it speaks of none."""
    words = {token.word for token in tokens}
    if tokens[0].word == "sort" and not words & {"unique", "sum", "average"}:
        return None
    if words.isdisjoint(_ASKING) and not any(token.text.endswith((".csv", ".tsv")) for token in tokens):
        return None
    if "column" in words and "all" in words and words & {"except", "but", "without"}:
        return None
    rest = Remainder(tokens)
    table = Table()
    if not _read_file(rest, table):
        return None
    try:
        _read_separator(rest, table)
        table.headed = _took(rest, "header")
        _read_group(rest, table)
        _read_conditions(rest, table)
        _read_columns(rest, table)
        if not table.columns:
            _read_named_column(rest, table)
        _read_action(rest, table)
    except UnfitError:
        return None
    if table.group and table.action == "print" and not table.columns:
        table.columns, table.group, table.action = [table.group], "", "unique"
    return (table, _certainty(rest, table)) if _makes_sense(table) else None


def _makes_sense(table: Table) -> bool:
    if table.group and table.action not in ("sum", "count", "average", "max", "min"):
        return False
    if table.action == "count":
        return bool(table.conditions or table.group)
    return bool(table.columns or (table.conditions and table.action == "print"))


def _certainty(rest: Remainder, table: Table) -> float:
    words = vocabulary()
    passed, turning = words.noise | words.weak | _PASSED, words.actions | words.against
    sure = _SURE_OF_MORE if table.conditions or table.group or len(table.columns) > 1 else _SURE
    for index in rest.left:
        token = rest.tokens[index]
        if token.kind == "w" and token.word in passed:
            continue
        turned = token.kind != "w" or token.word in turning
        sure *= _PER_ACTION_LEFT if turned else _PER_WORD_LEFT
    return sure


def _read_file(rest: Remainder, table: Table) -> bool:
    """The one file that is spoken of; false when there is none or more."""
    found = [
        index
        for index in rest.left
        if rest.tokens[index].kind in "FP" and not _NUMERIC.fullmatch(rest.tokens[index].text)
    ]
    if len(found) != 1:
        return False
    text = rest.tokens[found[0]].text
    if text.endswith((".json", ".xml", ".yaml", ".yml")):
        return False
    table.file = path_word(text)
    if text in _COLONS:
        table.separator = ":"
    if text.endswith((".csv", ".tsv")):
        table.separator = "," if text.endswith(".csv") else "\t"
    rest.drop(_with_preposition(found[0], rest))
    return True


def _with_preposition(at: int, rest: Remainder) -> list[int]:
    """The file's token with `of`, `in the file` … before it."""
    taken = [at]
    while at - 1 in rest.left and rest.tokens[at - 1].word in ("the", "file", "a", "my", "this"):
        at -= 1
        taken.append(at)
    if at - 1 in rest.left and rest.tokens[at - 1].word in ("of", "in", "from"):
        taken.append(at - 1)
    return taken


def _read_separator(rest: Remainder, table: Table) -> None:
    said = _separator(rest)
    if said == "" and table.separator in (",", "\t"):
        table.output = " "
    elif said is not None and table.separator == ":":
        table.output = said
    elif said is not None:
        table.separator = said


def _separator(rest: Remainder) -> str | None:
    """What a request says that columns are separated by; None when it says nothing of it."""
    for one in _said("separator"):
        found = one.search(rest.text)
        if found and (text := rest.value(found, "v")):
            rest.take(found)
            return text
    for separator, one in _separators():
        if found := one.search(rest.text):
            rest.take(found)
            return separator.replace("\\t", "\t")
    return None


def _took(rest: Remainder, kind: str) -> bool:
    for one in _said(kind):
        if found := one.search(rest.text):
            rest.take(found)
            return True
    return False


def _read_group(rest: Remainder, table: Table) -> None:
    for one in _said("group"):
        if found := one.search(rest.text):
            table.group = _column(found, rest)
            rest.take(found)
            return


def _read_conditions(rest: Remainder, table: Table) -> None:
    for _ in range(_MOST_CONDITIONS):
        earliest: tuple[int, re.Match[str], str] | None = None
        for awk, one, proper in _conditions():
            found = one.search(rest.text)
            if found and proper and not _is_proper(rest.value(found, "v")):
                continue
            if found and (earliest is None or found.start() < earliest[0]):
                earliest = found.start(), found, awk
        if earliest is None:
            return
        _, found, awk = earliest
        if table.conditions and found[0].startswith("or "):
            table.joint = " || "
        table.conditions.append(_filled_condition(awk, found, rest))
        rest.take(found)


def _is_proper(value: str) -> bool:
    """Whether a value is typed as a name or a number is: `in the IT department`."""
    return bool(value) and (value[0].isupper() or value[0].isdecimal())


def _filled_condition(awk: str, found: re.Match[str], rest: Remainder) -> str:
    return _SLOT.sub(lambda slot: _part(slot[1], awk, found, rest), awk)


def _part(name: str, awk: str, found: re.Match[str], rest: Remainder) -> str:
    if name == "c":
        return _column(found, rest)
    value = rest.value(found, name)
    if "/" in awk:
        return extended_pattern(value)
    if _NUMERIC.fullmatch(value):
        return value
    if re.search("[<>]", awk):
        raise UnfitError("no number")
    return f'"{awk_text(value)}"'


def _read_columns(rest: Remainder, table: Table) -> None:
    if found := _first_columns().search(rest.text):
        count = int(rest.value(found, "n"))
        table.columns = [f"${number}" for number in range(1, min(count, _MOST_COLUMNS) + 1)]
        rest.take(found)
        return
    if found := _list_of_columns().search(rest.text):
        names = [name for name in ("c", "c2", "d", "d2", "e", "e2") if found.groupdict().get(name)]
        columns = [_place(found[name], rest.value(found, name)) for name in names]
        if " to " in found[0] and len(columns) == 2 and all(one[1:].isdecimal() for one in columns):
            first, last = (int(one[1:]) for one in columns)
            columns = [f"${number}" for number in range(first, min(last, first + _MOST_COLUMNS) + 1)]
        table.columns = columns
        rest.take(found)
        return
    while len(table.columns) < _MOST_CONDITIONS and (found := _one_column().search(rest.text)):
        table.columns.append(_column(found, rest))
        rest.take(found)


def _read_action(rest: Remainder, table: Table) -> None:
    for name, sayings in _actions():
        for one in sayings:
            if found := one.search(rest.text):
                table.action = name
                rest.take(found)
                return


def _read_named_column(rest: Remainder, table: Table) -> None:
    """`the amount column`, `sum of amount`, `average price`: a column by what its header calls it."""
    for one in _said("named"):
        found = one.search(rest.text)
        if found is None:
            continue
        names = [name for group in "vwx" if (name := rest.value(found, group))]
        if _NO_COLUMNS.intersection(name.lower() for name in names):
            continue
        if names and all(map(_NAME.fullmatch, names)):
            table.columns = [f'$c["{awk_text(name.lower())}"]' for name in names]
            taken = [
                at
                for group in "vwx"
                if group in found.re.groupindex
                for at in rest.indices(*found.span(group))
            ]
            rest.drop(taken)
            return


def _column(found: re.Match[str], rest: Remainder) -> str:
    groups = found.groupdict()
    for name in ("c", "c2", "c22"):
        if groups.get(name):
            return _place(groups[name], rest.value(found, name))
    raise UnfitError("no column")


def _place(piece: str, typed: str) -> str:
    if piece in _PLACES:
        return _PLACES[piece]
    if typed.lower() in _NO_COLUMNS:
        raise UnfitError("no name of a column")
    if _NAME.fullmatch(typed) and not typed.isdecimal():
        return f'$c["{awk_text(typed.lower())}"]'
    number = typed.strip("${}")
    if not number.isdecimal() or number == "0":
        raise UnfitError("no column")
    return f"${int(number)}"


def _filled(say: str) -> str:
    macros: dict[str, str] = load("phrasing/tables")["macros"]
    for _ in range(3):
        for name, text in macros.items():
            say = say.replace(f"<{name}>", text)
    return say


def every_table_saying() -> Iterator[str]:
    """What requests about columns are searched for, as patterns that are still to be compiled."""
    tables = load("phrasing/tables")
    for sayings in tables["say"].values():
        yield from map(_filled, sayings)
    yield from tables["separators"].values()
    yield from map(_condition, tables["condition"])
    yield from (say for one in tables["action"] for say in one["say"])
    yield from (_columns_listed(), _filled("<col>"))


def _condition(one: dict[str, str]) -> str:
    """A condition's pattern: `whole`, or behind a column what it must be."""
    if "whole" in one:
        return _filled(one["whole"])
    return _filled(f"(?:<link>(?:<col>|(?:the )?(?P<c><cell>|<name>))|<col>) {one['say']}")


@cache
def _said(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(_filled(say)) for say in load("phrasing/tables")["say"][kind])


@cache
def _separators() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one, pattern(say)) for one, say in load("phrasing/tables")["separators"].items())


@cache
def _conditions() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Each condition in awk's words, by what it is found, and whether only for what is typed as a name."""
    return tuple(
        (one["awk"], pattern(_condition(one)), "proper" in one)
        for one in load("phrasing/tables")["condition"]
    )


@cache
def _list_of_columns() -> re.Pattern[str]:
    return pattern(_columns_listed())


def _columns_listed() -> str:
    plain = r"(?:<the>(?:column|row) (?:number )?(?P<c>N\d+|V\d+)" + _MORE + ")"
    ordinal = r"(?P<c>N\d+|first|second|V\d+)(?:,| and| to|)(?: the)? (?P<d>N\d+|second|last)"
    before = f"(?:<the>{ordinal}(?:,? and(?: the)? (?P<e>N\\d+|last))? column)"
    return f"{plain}|{before}"


@cache
def _first_columns() -> re.Pattern[str]:
    return pattern(r"<the>first (?P<n>N\d+) column")


@cache
def _one_column() -> re.Pattern[str]:
    return pattern(_filled("<col>"))


@cache
def _actions() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    return tuple(
        (one["name"], tuple(pattern(say) for say in one["say"])) for one in load("phrasing/tables")["action"]
    )
