"""What archives, databases and images hold: read from their bytes, whatever these are."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.contents import holds_nothing
from shellguard.facts.look import look
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState


def nothing_in(path: Path) -> bool:
    return bool(holds_nothing(str(path), path.stat()))


@pytest.mark.parametrize(
    "content",
    (
        b"text",
        b"SQLite format 3\0",
        b"SQLite format 3\0" + bytes(84),
        b"SQLite format 3\0" + b"\1\0" * 42,
        b"SQLite format 3\0\x10\0" + bytes(82) + b"\x05" + bytes(8000),
        b"SQLite format 3\0\2\0" + b"\x0d" * 4000,
    ),
)
def test_what_is_no_whole_database_is_not_said_to_hold_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    assert not nothing_in(tmp_path / "a.db")


def test_a_database_holds_something_from_its_first_row_on(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table a(x, y unique)")
        database.commit()
        assert nothing_in(path)
        database.execute("insert into a values(1, 2)")
        database.commit()
    assert not nothing_in(path)


def test_rows_that_are_not_yet_in_the_file_itself_count(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table a(x)")
        database.commit()
        database.execute("pragma journal_mode=wal")
        database.execute("insert into a values(1)")
        database.commit()
        assert not nothing_in(path)


def test_a_large_file_holds_nothing_only_while_nothing_was_written(tmp_path: Path) -> None:
    path = tmp_path / "disk.img"
    with path.open("wb") as file:
        file.truncate(4 << 20)
    assert nothing_in(path)
    with path.open("r+b") as file:
        file.seek(3 << 20)
        file.write(b"a letter")
    assert not nothing_in(path)


def told(here: Path, line: str) -> str:
    shell = ShellState(cwd=str(here), home=str(here), uid=1000)
    script = read(line, shell)
    effects = effects_of(script, shell)
    facts = look(effects, shell, budget_ms=2000.0, script=script)
    return " ".join(
        facts.targets[index, -1].reason for index, _ in enumerate(effects) if (index, -1) in facts.targets
    )


@pytest.mark.parametrize(
    "content", (b"", b"PK\3\4", b"\x1f\x8b", b"\x1f\x8b\x08" + bytes(40), b"letters" * 200)
)
def test_of_a_broken_archive_nothing_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_text("mine")
    (tmp_path / "t.tar").write_bytes(content)
    (tmp_path / "t.zip").write_bytes(content)
    assert "another state" not in told(tmp_path, "tar xf t.tar") + told(tmp_path, "unzip -o t.zip")


def test_what_an_archive_would_put_outside_is_not_looked_at(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "letter.odt").write_text("mine")
    with zipfile.ZipFile(inner / "t.zip", "w") as archive:
        archive.writestr("../letter.odt", "another")
    assert "another state" not in told(inner, "unzip -o t.zip")


def test_only_the_members_that_are_named_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_text("mine")
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("a.odt", "another")
        archive.writestr("b.odt", "another")
    assert "another state" in told(tmp_path, "unzip -o t.zip a.odt")
    assert "another state" not in told(tmp_path, "unzip -o t.zip b.odt")
