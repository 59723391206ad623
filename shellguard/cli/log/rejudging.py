"""Judging recorded lines once more: in the folder where they were typed, with the facts of today."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shellguard import judgement
from shellguard.audit.query import Entry
from shellguard.audit.secret_text import MARK
from shellguard.daemon.settings_watch import with_allowed
from shellguard.effects.packs.packs import Packs
from shellguard.errors import ShellguardError
from shellguard.own_packs import OwnPacks, read_own_pack
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.complaints import complaints
from shellguard.settings.folder_rules import folder_rules_file, read_folder_rules, rules_for
from shellguard.settings.layers import file_layer, nested
from shellguard.settings.model import Settings
from shellguard.settings.reloading import Reloading
from shellguard.verdict import Verdict

SettingsFor = Callable[[str], Settings]
"""The settings for a folder."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What lines are judged by: the settings for each folder, and what is known of programs."""

    settings: SettingsFor
    packs: Packs


TODAY = (
    "Folders are those of then. Files, git and mounts are looked at as they are today; variables, aliases and"
    " functions of the shell of then are not known."
)


def in_force() -> Grounds:
    """The person's own settings by folder, with what was remembered for it, and the packs.

    Raises:
        ShellguardError: what was remembered for folders, or a pack, can't be read.
    """
    reloading = Reloading(keep_good=False)
    remembered = read_folder_rules(folder_rules_file())

    def by_folder(cwd: str) -> Settings:
        return with_allowed(reloading.current(cwd).settings, rules_for(cwd, remembered))

    return Grounds(by_folder, packs_in_force())


def settings_from(file: Path) -> SettingsFor:
    """The settings of one file over the defaults, and nothing else.

    Raises:
        ShellguardError: it is not there, or has a fault.
    """
    if not file.is_file():
        raise ShellguardError("there is no such settings file", where=str(file))
    layer = file_layer("user", file)
    try:
        settings = Settings.model_validate(nested(layer.values))
    except ValidationError as error:
        raise complaints(error, layer, layer.values)[0][1] from error
    return lambda _: settings


def is_whole(entry: Entry) -> bool:
    """Whether the line stands in the record as it was typed: no secret taken out, nothing cut off."""
    line = entry.record.get("line")
    return isinstance(line, str) and MARK not in line and not entry.record.get("cut")


def proposed(present: Grounds, settings_file: str, pack_files: Sequence[str]) -> Grounds:
    """What would be judged by with other settings in the place of the present ones, and with further packs.

    Raises:
        ShellguardError: a file is not there, or has a fault.
    """
    settings = settings_from(Path(settings_file)) if settings_file else present.settings
    packs = present.packs
    if pack_files:
        packs = packs.and_own({file: read_own_pack(Path(file)) for file in pack_files})
    return Grounds(settings, packs)


def packs_in_force() -> Packs:
    """The packaged packs with the person's own.

    Raises:
        ShellguardError: one of them has a mistake.
    """
    own = OwnPacks()
    packs = own.current()
    for error in own.errors:
        raise error
    return packs


def judged_anew(entry: Entry, grounds: Grounds) -> Verdict:
    """The verdict of today on a recorded line; nothing is run."""
    # a stage that breaks is told in the verdict; its traceback is for the daemon's log
    logging.getLogger("shellguard").addHandler(logging.NullHandler())
    cwd = str(entry.record.get("cwd", ""))
    shell = ShellState(cwd=cwd, home=os.environ.get("HOME", ""))
    return judgement.judge(
        str(entry.record["line"]), shell=shell, settings=grounds.settings(cwd), packs=grounds.packs
    )


def meant(verdict: Verdict) -> Action:
    """What the judgement amounts to, also where the mode only observes."""
    return verdict.decision.observed or verdict.decision.action


def was_meant(record: dict[str, Any]) -> str:
    """The same of a recorded judgement."""
    return str(record.get("observed") or record.get("decision"))
