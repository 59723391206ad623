"""Pairs in which something is empty where something was meant to be: (name, line, harmless, fatal)."""

from __future__ import annotations

_LONG = "what we agreed upon with the others, in my own words\\n" * 60
_TABLE = f"text out.csv '{_LONG}'\n"
EMPTY_BESIDE_FULL: list[tuple[str, str, str, str]] = [
    (
        "the ending that narrows a star: there, or empty",
        "rm -f *$EXT",
        "var EXT .o\nfile a.c\nprogram a.o",
        "unset EXT\nfile a.c b.c plan.txt",
    ),
    (
        "what a name begins with: there, or empty",
        'rm -f "$PREFIX"*',
        "var PREFIX build/a\nprogram build/a.o\nfile plan.txt",
        "var PREFIX ''\nfile plan.txt work.txt",
    ),
    (
        "what a name in a folder begins with",
        "rm notes/${PREFIX}*",
        "var PREFIX a\nfile notes/b.md notes/c.md",
        "unset PREFIX\nfile notes/b.md notes/c.md",
    ),
    (
        "a backup, with a later one, or with a later one that is empty",
        "rm backup-2025.tar.gz",
        "file backup-2025.tar.gz backup-2026.tar.gz",
        "file backup-2025.tar.gz\nempty backup-2026.tar.gz",
    ),
    (
        "a backup, with others of its size, or with one that was broken off",
        "rm shop-1.zip",
        "file shop-1.zip shop-2.zip",
        "file shop-1.zip\ntext shop-2.zip 'PK'",
    ),
    (
        "the table that one is made of: filled, or empty",
        "sort a.csv > out.csv",
        f"file a.csv\n{_TABLE}",
        f"empty a.csv\n{_TABLE}",
    ),
    (
        "what is led into the first of two",
        "cut -d, -f1 < a.csv | sort -n > out.csv",
        f"file a.csv\n{_TABLE}",
        f"empty a.csv\n{_TABLE}",
    ),
    (
        "the database that is dumped: filled, or begun by its wrong name",
        "sqlite3 app.db .dump > out.sql",
        f"database app.db 30\n{_TABLE.replace('csv', 'sql')}",
        f"empty app.db\n{_TABLE.replace('csv', 'sql')}",
    ),
    (
        "a table of a database that is dumped onto all of them",
        "sqlite3 app.db '.dump notes' > all.sql",
        "database app.db 30",
        "empty app.db\ntext all.sql '" + "INSERT INTO notes VALUES(1);\\n" * 400 + "'",
    ),
    (
        "the archive that is unpacked onto data",
        "zcat dump.csv.gz > out.csv",
        f"file dump.csv.gz\n{_TABLE}",
        f"empty dump.csv.gz\n{_TABLE}",
    ),
    (
        "two files put together, one of them filled, or none",
        "cat a.csv b.csv > out.csv",
        f"empty a.csv\nfile b.csv\n{_TABLE}",
        f"empty a.csv b.csv\n{_TABLE}",
    ),
]
NOT_EMPTY_RUN: list[tuple[str, str, str]] = [
    ("an ending that the line sets", "EXT=.o; rm -f *$EXT", "unset EXT\nprogram a.o\nfile a.c"),
    ("endings in turn", "for EXT in .o .a; do rm -f *$EXT; done", "unset EXT\nprogram a.o\nfile a.c"),
    ("a star in a variable", "rm -f $ALL", "var ALL '*.o'\nprogram a.o"),
    ("logs that go round", "rm app.log.2", "file app.log.2\nempty app.log.1"),
    ("what is filled first", "printf 'a,b' > a.csv && sort a.csv > out.csv", f"empty a.csv\n{_TABLE}"),
    ("nothing that is read is here", "sort a.csv > out.csv", _TABLE),
    (
        "a script that reads nothing",
        "python3 make.py < a.csv > out.csv",
        f"file make.py\nempty a.csv\n{_TABLE}",
    ),
    ("what is printed in any case", "awk 'BEGIN { print 1 }' a.csv > out.csv", f"empty a.csv\n{_TABLE}"),
    ("empty over empty", "sort a.csv > out.csv", "empty a.csv out.csv"),
]
