"""Patterns that a person allowed in one folder and below, for a time or for good; `/` stands for everywhere.

They are kept apart from the main settings file:

    ["/home/me/project"]
    always_allow = ["make clean", { pattern = "rm -r build", until = 2027-02-19 }]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomli_w

from shellguard import paths
from shellguard.errors import ShellguardError, reason_of
from shellguard.policy.pattern_words import PatternError
from shellguard.policy.patterns import compile_pattern
from shellguard.private_files import read_own, write_whole
from shellguard.settings.layers import MAX_FILE_BYTES
from shellguard.toml_text import toml_tables

FILE_NAME = "folders.toml"
EVERYWHERE = "/"
_FORM = '["/the/folder"] and below it always_allow = ["make clean", { pattern = "…", until = 2027-01-31 }]'


@dataclass(frozen=True, slots=True)
class FolderRule:
    """A pattern that is allowed in a folder; `until` is the last day on which it holds, None for ever."""

    pattern: str
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Whether it still counts."""
        return self.until is None or today <= self.until

    @property
    def as_toml(self) -> str | dict[str, Any]:
        """As it stands in the file: the pattern alone, or with its last day."""
        return self.pattern if self.until is None else {"pattern": self.pattern, "until": self.until}


FolderRules = dict[str, tuple[FolderRule, ...]]


def checked_pattern(text: str) -> str:
    """The pattern, if it is one.

    Raises:
        ShellguardError: it is empty or can't be read.
    """
    try:
        compile_pattern(text)
    except PatternError as error:
        raise ShellguardError(f"this is no pattern: {error}", where=text[:80]) from error
    return text


def folder_rules_file() -> Path:
    """Where these rules are, whether or not there are any."""
    return paths.config_dir() / FILE_NAME


def read_folder_rules(file: Path) -> FolderRules:
    """Rules by folder; empty where there is no file.

    Raises:
        ShellguardError: the file can't be read, could be changed by others, or has another form.
    """
    try:
        content = read_own(file, MAX_FILE_BYTES)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ShellguardError(
            f"the folders' rules can't be read: {reason_of(error)}", where=str(file)
        ) from error
    rules: FolderRules = {}
    for folder, table in toml_tables(
        content, called="the file of the folders' rules", where=str(file)
    ).items():
        given = table.get("always_allow") if isinstance(table, dict) else None
        if not isinstance(given, list):
            raise _misshapen(file, folder)
        rules[folder] = tuple(_rule(one, file, folder) for one in given)
    return rules


def _rule(given: object, file: Path, folder: str) -> FolderRule:
    if isinstance(given, str):
        return FolderRule(checked_pattern(given))
    if isinstance(given, dict) and given.keys() == {"pattern", "until"}:
        pattern, until = given["pattern"], given["until"]
        if isinstance(pattern, str) and isinstance(until, date):
            day = until.date() if isinstance(until, datetime) else until
            return FolderRule(checked_pattern(pattern), day)
    raise _misshapen(file, folder)


def _misshapen(file: Path, folder: str) -> ShellguardError:
    return ShellguardError("a folder's rules are no list of patterns", where=f"{file}, {folder}", hint=_FORM)


def rules_for(folder: str, rules: FolderRules, today: date | None = None) -> tuple[str, ...]:
    """The patterns that hold today in a folder, which are those of the folders that it lies in too."""
    if not rules or not folder.startswith("/"):
        return ()
    day, here = today or date.today(), Path(folder)
    return tuple(
        rule.pattern
        for place in (here, *here.parents)
        for rule in rules.get(str(place), ())
        if rule.holds(day)
    )


def add_folder_rule(folder: str, pattern: str, until: date | None = None) -> Path:
    """Remembers a pattern for a folder; the same pattern again gets the new day.

    Raises:
        ShellguardError: no pattern, no absolute folder, or the file can't be read or written.
    """
    if not folder.startswith("/"):
        raise ShellguardError("the shell's folder is not known", where=folder)
    file = folder_rules_file()
    rules = read_folder_rules(file)
    new = FolderRule(checked_pattern(pattern), until)
    rules[folder] = (*(one for one in rules.get(folder, ()) if one.pattern != pattern), new)
    content = {place: {"always_allow": [rule.as_toml for rule in kept]} for place, kept in rules.items()}
    write_whole(file, tomli_w.dumps(content))
    return file
