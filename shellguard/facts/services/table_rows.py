"""How many rows the tables of a database in a file have: those that a statement would take, or all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.question import counted, named

if TYPE_CHECKING:
    from sqlite3 import Connection

_Answer = TypeVar("_Answer")

_NAME = r"(?:\"([^\"]+)\"|`([^`]+)`|\[([^\]]+)\]|(\w+))"
_STATEMENT = re.compile(
    rf"\s*(?:drop\s+table\s+(?:if\s+exists\s+)?|delete\s+from\s+){_NAME}(\s+where\s.*)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_IN_PASSING = re.compile(
    r"(?i)\s*(?:begin|commit|end)(?:\s+transaction)?\s*|\s*vacuum\s*|\s*pragma\s+foreign_keys\s*=\s*\w+\s*"
)
_MOST_TABLES = 16
_MOST_ROWS = 10_000
_LONGEST = 2_000
_SECONDS = 0.02


def tables_emptied(statement: str) -> tuple[list[str], bool]:
    """The tables that some SQL drops or empties, and whether each as a whole; none where it does more."""
    found, whole = [], True
    for one in statement[:_LONGEST].split(";") if len(statement) <= _LONGEST else ():
        if not one.strip() or _IN_PASSING.fullmatch(one):
            continue
        match = _STATEMENT.fullmatch(one)
        if match is None:
            return [], False
        found.append(next(name for name in match.groups()[:4] if name))
        whole = whole and match[5] is None
    return found[:_MOST_TABLES], whole


def table_rows(path: str, statement: str) -> TargetFacts | None:
    """What such a text takes from the database at `path`; None where that can't be told."""
    tables, whole = tables_emptied(statement)
    if not tables or os.path.exists(f"{path}-wal"):
        return None
    rows = [_rows(path, table) for table in tables]
    if None in rows:
        return None
    number = sum(one or 0 for one in rows)
    if not number:
        reason = f"{', '.join(tables)}: there is no such table, or it has no row"
        return TargetFacts(path, True, "file", recovery=Recovery.NOTHING_LOST, reason=reason)
    if not whole:
        return None
    reason = f"{_number(number)} of {', '.join(map(_plain, tables))}"
    return TargetFacts(path, True, "file", recovery=Recovery.LOST, reason=reason)


def rows_held(path: str, deadline: Deadline) -> str:
    """Which tables of a database in a file hold most rows, as a clause; "" where that can't be told."""

    def asked(database: Connection) -> dict[str, int]:
        listed = "select name from sqlite_master where type = 'table' and name not glob 'sqlite_*' limit ?"
        tables = [str(row[0]) for row in database.execute(listed, (_MOST_TABLES,))]
        return {table: _rows_in(database, table) or 0 for table in tables if not deadline.expired}

    held = _answered(path, asked) if not os.path.exists(f"{path}-wal") else None
    fullest = sorted((held or {}).items(), key=lambda one: -one[1])
    return named([f"{_number(rows)} of {_plain(table)}" for table, rows in fullest if rows])


def _number(rows: int) -> str:
    return f"{'at least ' if rows >= _MOST_ROWS else ''}{counted(rows, 'row')}"


def _plain(table: str) -> str:
    return table if re.fullmatch(r"[\w-]{1,64}", table) else "?"


def _rows(path: str, table: str) -> int | None:
    """How many rows a plain table has, up to a bound; 0 where there is none; None where it can't be read."""
    return _answered(path, lambda database: _rows_in(database, table))


def _rows_in(database: Connection, table: str) -> int | None:
    asked = "select sql from sqlite_master where type = 'table' and name = ? collate nocase"
    made = database.execute(asked, (table,)).fetchone()
    if made is None:
        views = "select count(*) from sqlite_master where name = ? collate nocase"
        return None if database.execute(views, (table,)).fetchone()[0] else 0
    if not str(made[0]).lower().startswith("create table"):
        return None
    quoted = '"' + table.replace('"', '""') + '"'
    limited = f"select count(*) from (select 1 from {quoted} limit {_MOST_ROWS})"  # noqa: S608
    return int(database.execute(limited).fetchone()[0])


def _answered(path: str, ask: Callable[[Connection], _Answer]) -> _Answer | None:
    """What a database in a file answers, which is only read; None where it can't be."""
    import sqlite3  # seldom needed, and not small

    try:
        database = sqlite3.connect(f"file:{quote(path)}?mode=ro&immutable=1", uri=True, timeout=_SECONDS)
    except sqlite3.Error:
        return None
    try:
        return ask(database)
    except (sqlite3.Error, ValueError, TypeError):
        return None
    finally:
        database.close()
