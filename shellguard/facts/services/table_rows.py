"""Which tables of a database in a file a statement would empty or drop, and how many rows these have."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.question import counted

_NAME = r"(?:\"([^\"]+)\"|`([^`]+)`|\[([^\]]+)\]|(\w+))"
_STATEMENT = re.compile(
    rf"\s*(?:drop\s+table\s+(?:if\s+exists\s+)?|delete\s+from\s+){_NAME}(\s+where\s.*)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_MOST_TABLES = 16
_MOST_ROWS = 10_000
_LONGEST = 2_000
_SECONDS = 0.02


def tables_emptied(statement: str) -> tuple[list[str], bool]:
    """The tables that some SQL drops or empties, and whether each as a whole; none where it does more."""
    found, whole = [], True
    for one in statement[:_LONGEST].split(";") if len(statement) <= _LONGEST else ():
        if not one.strip():
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
    least = "at least " if number >= _MOST_ROWS else ""
    reason = f"{least}{counted(number, 'row')} of {', '.join(tables)}"
    return TargetFacts(path, True, "file", recovery=Recovery.LOST, reason=reason)


def _rows(path: str, table: str) -> int | None:
    """How many rows a plain table has, up to a bound; 0 where there is none; None where it can't be read."""
    import sqlite3  # seldom needed, and not small

    address = f"file:{quote(path)}?mode=ro&immutable=1"
    try:
        database = sqlite3.connect(address, uri=True, timeout=_SECONDS)
    except sqlite3.Error:
        return None
    try:
        asked = "select sql from sqlite_master where type = 'table' and name = ? collate nocase"
        made = database.execute(asked, (table,)).fetchone()
        if made is None:
            views = "select count(*) from sqlite_master where name = ? collate nocase"
            return None if database.execute(views, (table,)).fetchone()[0] else 0
        if not str(made[0]).lower().startswith("create table"):
            return None
        named = '"' + table.replace('"', '""') + '"'
        limited = f"select count(*) from (select 1 from {named} limit {_MOST_ROWS})"  # noqa: S608
        return int(database.execute(limited).fetchone()[0])
    except (sqlite3.Error, ValueError, TypeError):
        return None
    finally:
        database.close()
