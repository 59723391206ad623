"""The settings as the daemon sees them: by folder, read again when their files change, errors told once."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shellguard.effects.packs.packs import Packs
from shellguard.errors import ShellguardError
from shellguard.own_packs import OwnPacks, packs_folder
from shellguard.parsing.script import SimpleCommand
from shellguard.settings.folder_rules import (
    FolderRules,
    add_folder_rule,
    checked_pattern,
    folder_rules_file,
    read_folder_rules,
    rules_for,
)
from shellguard.settings.load import NO_VALUES, Loaded, user_file
from shellguard.settings.model import Settings
from shellguard.settings.reloading import MAX_FOLDERS, Files, Reloading
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict

log = logging.getLogger("shellguard.daemon")

_MEANWHILE = "until it is mended, your last good settings hold"


class SettingsWatch:
    """Never raises for what a file holds: the last good settings stay in force and the error is told."""

    def __init__(self, command_line: Mapping[str, Any] = NO_VALUES, *, keep_good: bool = True) -> None:
        self._reloading = Reloading(command_line, keep_good=keep_good)
        self._own_packs = OwnPacks()
        self._packs: Packs | None = None
        self._told: set[str] = set()
        self._notices: list[str] = []
        self._folder_rules: FolderRules = {}
        self._folder_rules_seen = 0
        self._folder_rules_error: ShellguardError | None = None
        self._folder_rules_file = folder_rules_file()
        self._rare_files = [str(packs_folder()), str(self._folder_rules_file)]
        self._plain: dict[str, tuple[Files, Settings, str]] = {}

    @property
    def current(self) -> Settings:
        return self._reloading.current().settings

    def for_folder(self, cwd: str) -> tuple[Settings, str]:
        """The settings for a folder, with what was remembered for it; and a fingerprint, packs included."""
        plain = self._plain.get(cwd)
        if plain is not None and plain[0].stand():
            return plain[1:]
        files = Files.now([*self._rare_files, *self._reloading.files(cwd)])
        settings, fingerprint = self._read_for_folder(cwd)
        if len(self._plain) >= MAX_FOLDERS or not set(self._rare_files).issubset(files.absent):
            self._plain.clear()  # the packs that were read last hold everywhere
        else:
            self._plain[cwd] = files, settings, fingerprint
        return settings, fingerprint

    def _read_for_folder(self, cwd: str) -> tuple[Settings, str]:
        loaded = self._reloading.current(cwd)
        self._note_errors(loaded)
        own = self._read_packs().fingerprint
        fingerprint = f"{loaded.fingerprint}+{own}" if own else loaded.fingerprint
        return with_allowed(loaded.settings, rules_for(cwd, self._rules())), fingerprint

    def packs(self) -> Packs:
        """What is known of programs, the person's own packs with it, as of the last `for_folder`."""
        return self._packs or self._read_packs()

    def _read_packs(self) -> Packs:
        self._packs = self._own_packs.current()
        for error in self._own_packs.errors:
            self._note(error)
        return self._packs

    @property
    def has_notice(self) -> bool:
        """Whether `take_notice` has something to tell."""
        return bool(self._notices)

    def take_notice(self) -> str:
        """What was wrong with a settings file, in words, once; "" for nothing."""
        notice, self._notices = "\n".join(self._notices), []
        return notice

    def errors(self, cwd: str) -> list[ShellguardError]:
        """All that is wrong with the sources of a folder's settings, as of the last `for_folder`."""
        found = [_with_advice(error) for error in self._reloading.current(cwd).errors]
        found += self._own_packs.errors
        return found if self._folder_rules_error is None else [*found, self._folder_rules_error]

    def remember(self, scope: str, pattern: str, cwd: str) -> Path:
        """Keeps a pattern that is not asked about again; gives back the file that holds it.

        Raises:
            ShellguardError: no such scope, no pattern, or the file can't be written.
        """
        checked_pattern(pattern)
        if scope == "folder":
            return add_folder_rule(cwd, pattern)
        if scope == "always":
            from shellguard.settings.edit import add_pattern  # its library is needed only now

            return add_pattern("policy.always_allow", pattern)
        raise ShellguardError(f"nothing can be remembered for {scope[:20]!r}")

    def _rules(self) -> FolderRules:
        file = self._folder_rules_file
        try:
            changed = file.stat().st_ctime_ns
        except OSError:
            changed = 0
        if changed != self._folder_rules_seen:
            self._folder_rules_seen = changed
            self._folder_rules_error = None
            try:
                self._folder_rules = read_folder_rules(file)
            except ShellguardError as error:
                self._folder_rules_error = error
                self._note(error)
        return self._folder_rules

    def _note_errors(self, loaded: Loaded) -> None:
        for error in loaded.errors:
            self._note(_with_advice(error))

    def _note(self, error: ShellguardError) -> None:
        text = printable(str(error), keep="\n")
        if text not in self._told:
            self._told.add(text)
            self._notices.append(f"shellguard: {text}")
            log.error("%s", text)


def _with_advice(error: ShellguardError) -> ShellguardError:
    if not error.where.startswith(str(user_file())):
        return error
    hint = "\n  ".join(filter(None, (error.hint, _MEANWHILE)))
    return ShellguardError(error.what, where=error.where, hint=hint)


def with_allowed(settings: Settings, patterns: tuple[str, ...]) -> Settings:
    """The settings with further patterns that are always allowed."""
    if not patterns:
        return settings
    allowed = (*settings.policy.always_allow, *patterns)
    return settings.model_copy(
        update={"policy": settings.policy.model_copy(update={"always_allow": allowed})}
    )


def narrowest_pattern(verdict: Verdict) -> str:
    """The pattern that allows the command behind the heaviest finding as it was written, and no other."""
    commands = [command for command in verdict.script.commands if command.words]
    span = verdict.risk.findings[0].span if verdict.risk.findings else None
    for command in commands:
        if (
            span is not None
            and command.span is not None
            and command.span.start <= span.start < command.span.end
        ):
            return _words(command)
    return _words(commands[0]) if commands else ""


def _words(command: SimpleCommand) -> str:
    return " ".join(shlex.quote(word.text) if word.known else word.text for word in command.words)
