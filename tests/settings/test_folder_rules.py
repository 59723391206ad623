"""Rules of one folder: where they hold, until when, and what a faulty file says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.settings.folder_rules import FolderRule, add_folder_rule, read_folder_rules, rules_for

DAY = date(2027, 1, 31)
RULES = {
    "/home/me": (FolderRule("make clean"), FolderRule("rm -r build", DAY)),
    "/": (FolderRule("ls *", DAY),),
}


@pytest.mark.parametrize(
    ("folder", "today", "patterns"),
    [
        ("", DAY, ()),
        ("relative", DAY, ()),
        ("/home/you", date(2027, 2, 1), ()),
        ("/home/mesa", DAY, ("ls *",)),
        ("/home/me", date(2027, 2, 1), ("make clean",)),
        ("/home/me/project", DAY, ("make clean", "rm -r build", "ls *")),
    ],
)
def test_a_rule_holds_in_its_folder_and_below_until_its_last_day(
    folder: str, today: date, patterns: tuple[str, ...]
) -> None:
    assert rules_for(folder, RULES, today) == patterns


@pytest.mark.parametrize(
    "text",
    [
        "[a",
        '["/x"]\nalways_allow = "make"\n',
        '["/x"]\nalways_allow = [3]\n',
        '["/x"]\nalways_allow = [{ pattern = "make" }]\n',
        '["/x"]\nalways_allow = [{ pattern = "make", until = "soon" }]\n',
        '["/x"]\nalways_allow = [{ pattern = "make", until = 2027-01-31, more = 1 }]\n',
        '["/x"]\nalways_allow = [""]\n',
    ],
)
def test_a_faulty_file_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "folders.toml"
    file.write_text(text)
    with pytest.raises(ShellguardError):
        read_folder_rules(file)


def test_what_was_added_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELLGUARD_CONFIG_DIR", str(tmp_path))
    add_folder_rule("/x", "make clean")
    add_folder_rule("/x", "rm -r build", DAY)
    file = add_folder_rule("/x", "make clean", DAY)
    assert read_folder_rules(file) == {"/x": (FolderRule("rm -r build", DAY), FolderRule("make clean", DAY))}
