"""Keeping what SQL drops, and counting what it changes, before it does so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site

_SQL_TABLE = re.compile(
    r"\b(?:drop\s+table|truncate(?:\s+table)?)\s+(?:if\s+exists\s+)?[\"`]?([\w.]+)", re.IGNORECASE
)
_SQL_BASE = re.compile(r"\bdrop\s+(?:database|schema)\s+(?:if\s+exists\s+)?[\"`]?([\w-]+)", re.IGNORECASE)
_SQL_ROWS = re.compile(r"\s*(delete\s+from|update)\s+([\w.`\"]+)(.*)", re.IGNORECASE | re.DOTALL)


def dump_before_drop(site: Site) -> Iterator[Proposal]:
    """SQL that drops: a dump first; SQL that changes all rows: count them, or roll back."""
    program = site.command.program
    if program not in ("psql", "mysql", "mariadb", "sqlite3"):
        return
    for index, word in enumerate(site.words[1:], 1):
        table, base, rows = (
            _SQL_TABLE.search(word.text),
            _SQL_BASE.search(word.text),
            _SQL_ROWS.match(word.text),
        )
        several = table is not None and _names_more(word.text, table.end())
        dump = _dump(site, table[1] if table and not several else "", base[1] if base else "")
        if (table or base) and dump:
            what = "a copy of the database" if program == "sqlite3" else "a dump of it"
            kept = f"{site.in_front()}{dump} && "
            yield Proposal(site.edited({}, kept), f"{what} is kept first", "sql.dump-first")
        if rows and "'" not in word.text and not re.search(r";\s*\S", word.text):
            count = " ".join(["'select count(*) from", f"{rows[2]}{_condition(rows[3])}'"])
            yield Proposal(site.edited({index: count}), "it tells how many rows that are", "sql.count-first")


def _names_more(text: str, end: int) -> bool:
    """Whether statements change more than the table whose name ends there."""
    return re.search(r";\s*\S|^\s*,", text[end:]) is not None or ";" in text[:end]


def _condition(rest: str) -> str:
    found = re.search(r"\bwhere\b.*", rest.rstrip().removesuffix(";"), re.IGNORECASE | re.DOTALL)
    return f" {found[0]}" if found else ""


def _dump(site: Site, table: str, base: str) -> str:
    """The command that keeps a table or a database, with the same server and user; "" for none."""
    program = site.command.program
    shared, operands = _connection(site)
    if program == "sqlite3":
        return f"cp -p -- {operands[0]} {operands[0]}.bak" if operands else ""
    name = base or (operands[0] if operands else "")
    if not (table or base) and not re.fullmatch(r"[\w-]+", name):
        return ""
    file = f"{table or name}.dump.sql"
    if program == "psql":
        what = [f"-t {table}"] if table else []
        return " ".join(["pg_dump", *shared, *what, f"-f {file}", *([name] if name else [])])
    if not name:
        return ""
    return " ".join(["mysqldump", *shared, name, *([table] if table else []), f"--result-file={file}"])


def _connection(site: Site) -> tuple[list[str], list[str]]:
    """The options that say which server and who, and the operands."""
    shared: list[str] = []
    operands: list[str] = []
    words = list(site.words[1:])
    while words:
        word = words.pop(0)
        if word.text in ("-h", "-U", "-u", "-P", "--host", "--user", "--username", "--port") or (
            word.text == "-p" and site.command.program == "psql"
        ):
            shared += [word.source, words.pop(0).source] if words else []
        elif re.match(r"-[hUuPp]\S|--(?:host|user|username|port)=", word.text) or word.text == "-p":
            shared.append(word.source)
        elif word.text in ("-d", "-D", "--dbname", "--database"):
            operands += [words.pop(0).source] if words else []
        elif word.text in ("-c", "-e", "--command", "--execute", "-f", "--file", "-o", "-v"):
            words = words[1:]
        elif not word.text.startswith("-"):
            operands.append(word.source)
    return shared, operands
