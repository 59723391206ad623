"""Packaged tables, as Python keeps them beside its compiled modules, say what their files say."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import pytest

from shellguard.knowledge import loading

FOLDER = Path(loading.__file__).resolve().parent
FILES = sorted(FOLDER.rglob("*.toml"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it has compiled."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def test_no_table_is_named_as_a_module_is() -> None:
    assert [file.name for file in FILES if file.with_suffix(".py").exists()] == []


def test_what_is_kept_is_what_the_files_say(kept: Path) -> None:
    for file in FILES:
        name = str(file.relative_to(FOLDER).with_suffix(""))
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        assert loading.read(name) == said, name
        assert loading.read(name) == said, name
    assert len(list((kept / FOLDER.relative_to("/")).rglob("*.pyc"))) == len(FILES)


def test_a_file_that_has_changed_is_read_anew(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading.resources, "files", lambda _: tmp_path)
    file = tmp_path / "tried.toml"
    for number in range(2):
        file.write_text(f"value = {number}\n")
        os.utime(file, (1_700_000_000 + number, 1_700_000_000 + number))
        assert loading.read("tried") == {"value": number}
    assert list(kept.rglob("*.pyc"))


def test_where_nothing_can_be_kept_all_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocking = tmp_path / "kept"
    blocking.write_text("a file where the folder would be")
    monkeypatch.setattr(sys, "pycache_prefix", str(blocking))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert loading.read("rules") == loading.load("rules")


def test_spoilt_ones_are_made_again(kept: Path) -> None:
    said = loading.read("rules")
    files = [*kept.rglob("*.pyc")]
    assert files
    for file in files:
        file.write_bytes(b"no code at all")
    assert loading.read("rules") == said


def test_of_one_that_was_not_written_to_its_end_the_file_itself_is_read(kept: Path) -> None:
    said = loading.read("rules")
    files = [*kept.rglob("*.pyc")]
    assert files
    for file in files:
        whole = file.read_bytes()
        for length in (0, 10, 16, 20, len(whole) // 2, len(whole) - 1):
            file.write_bytes(whole[:length])
            assert loading.read("rules") == said
