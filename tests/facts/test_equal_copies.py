"""What stands elsewhere: rows of a table, members of an archive, a file beside with the same content."""

from __future__ import annotations

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery
from shellguard.facts.files.equal_copies import members, packed_beside, same_beside
from shellguard.facts.services.table_rows import table_rows, tables_emptied
from shellguard.facts.session.copies_aside import packed
from shellguard.facts.writing.notebooks import results_in
from shellguard.facts.writing.replaced_archives import packed_as
from shellguard.parsing.shell_state import ShellState


@pytest.mark.parametrize(
    "statement",
    [
        "select 1",
        "drop table a; select 1",
        "drop view a",
        "delete from a returning *, 1; x",
        "",
        "drop table",
    ],
)
def test_a_statement_that_does_more_names_no_tables(statement: str) -> None:
    assert tables_emptied(statement)[0] == []


@pytest.mark.parametrize(
    ("statement", "tables", "whole"),
    [
        ("DROP TABLE notes", ["notes"], True),
        ('drop table if exists "my notes";', ["my notes"], True),
        ("delete from a; delete from [b]", ["a", "b"], True),
        ("delete from a where id = 1", ["a"], False),
    ],
)
def test_tables_are_named_as_they_are_written(statement: str, tables: list[str], whole: bool) -> None:
    assert tables_emptied(statement) == (tables, whole)


def test_rows_are_counted_and_views_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "create table a(x); insert into a values(1),(2); create table b(x); create view v as select * from a"
        )
    found = table_rows(str(path), "drop table a")
    assert found is not None
    assert (found.recovery, found.reason) == (Recovery.LOST, "2 rows of a")
    empty = table_rows(str(path), "drop table b; drop table c")
    assert empty is not None
    assert empty.recovery is Recovery.NOTHING_LOST
    assert table_rows(str(path), "delete from v") is None
    assert table_rows(str(path), "delete from a where x = 1") is None


def test_what_is_not_written_back_yet_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table a(x)")
    (tmp_path / "a.db-wal").write_bytes(b"x")
    assert table_rows(str(path), "drop table a") is None


def test_only_another_file_with_the_same_content_holds_it(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("one")
    second.write_text("two")
    assert same_beside(str(first), first.stat(), Deadline(5000)) == ""
    second.write_text("one")
    assert same_beside(str(first), first.stat(), Deadline(5000)) == "b"
    second.unlink()
    second.hardlink_to(first)
    assert same_beside(str(first), first.stat(), Deadline(5000)) == ""


def test_an_archive_holds_a_folder_only_while_all_in_it_is_as_packed(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a").write_text("one")
    with tarfile.open(tmp_path / "letters.tgz", "w:gz") as archive:
        archive.add(folder, "letters")
    files = [(str(folder / "a"), (folder / "a").stat())]
    assert packed_beside(str(folder), files, Deadline(5000)) == "letters.tgz"
    (folder / "b").write_text("two")
    files.append((str(folder / "b"), (folder / "b").stat()))
    assert packed_beside(str(folder), files, Deadline(5000)) == ""
    assert [member.name for member in members(str(tmp_path / "letters.tgz"), Deadline(5000))] == ["letters/a"]


@pytest.mark.parametrize(
    "words", [["xzf", "a.tgz"], ["tf", "a.tgz"], ["-x", "-f", "a.tgz", "src"], ["--extract", "--file=a.tgz"]]
)
def test_unpacking_makes_no_archive(words: list[str]) -> None:
    assert packed_as(words, "/w")[0] == ""


@pytest.mark.parametrize(
    "words",
    [["czf", "a.tgz", "src"], ["-c", "-z", "-f", "a.tgz", "src"], ["-cf", "a.tgz", "src"], ["--create", "--file=a.tgz", "src"]],
)  # fmt: skip
def test_packing_names_its_archive(words: list[str]) -> None:
    assert packed_as(words, "/w") == ("a.tgz", "/w", ["src"])


def test_what_leaves_something_out_keeps_nothing() -> None:
    shell = ShellState(cwd="/w", home="/home/ann")
    assert list(packed(["czf", "a.tgz", "--exclude=x", "src"], "tar", shell)) == []
    assert list(packed(["czf", "src/a.tgz", "src"], "tar", shell)) == []
    assert list(packed(["czf", "a.tgz", "src"], "tar", shell)) == [("/w/a.tgz", "/w/src")]


def test_cells_with_results_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text('{"cells": [{"outputs": []}, {"outputs": [1]}, {"source": []}]}')
    assert results_in(str(path)) == 1
    path.write_text("[]")
    assert results_in(str(path)) is None
