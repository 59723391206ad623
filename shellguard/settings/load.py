"""Puts the settings together from all their sources and says where each value comes from.

From weak to strong: default, preset, system, user, project (which only tightens, and only when trusted),
environment, command line. The lists of patterns add up; every other key is taken from the strongest source.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.policy.presets import PRESETS
from shellguard.settings import last_good, trust
from shellguard.settings.complaints import complaints
from shellguard.settings.layers import Layer, environment_layer, file_layer, nested, text_layer
from shellguard.settings.model import Settings, key_names
from shellguard.settings.project import MAX_PROJECT_BYTES, find_project_file, tightened

LISTS = ("policy.always_allow", "policy.always_confirm", "policy.always_deny")
NO_VALUES: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: the source's name and the place in it ("" for a default)."""

    layer: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.layer} ({self.place})" if self.place else self.layer


@dataclass(frozen=True)
class Loaded:
    """The settings in force.

    Attributes:
        origins: by key with dots; a list may have several, weakest first.
        errors: what was wrong; the values concerned are not in force, the last good ones are.
        untrusted: a project file that waits for `shellguard trust`.
    """

    settings: Settings
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    errors: tuple[ShellguardError, ...] = ()
    untrusted: Path | None = None

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with any value in force; the record keeps them."""
        return hashlib.sha256(self.settings.model_dump_json().encode()).hexdigest()[:12]


def user_file() -> Path:
    """Where the person's own settings are, whether or not there are any."""
    return paths.config_dir() / "config.toml"


def load(
    *,
    command_line: Mapping[str, Any] = NO_VALUES,
    environment: Mapping[str, str] | None = None,
    cwd: str = "",
    keep_good: bool = False,
) -> Loaded:
    """Reads all sources; never raises for what stands in them.

    Args:
        command_line: values by key with dots.
        environment: os.environ unless given.
        cwd: an absolute folder whose project file counts; "" for no project.
        keep_good: remember a faultless user file, to fall back on when it is broken later (the daemon does).
    """
    merge = _Merge()
    merge.read(lambda: file_layer("system", paths.system_config_file()))
    _user_layer(merge, keep_good)
    _project_layer(merge, cwd)
    merge.read(lambda: environment_layer(os.environ if environment is None else environment))
    merge.add(Layer("command line", dict(command_line), dict.fromkeys(command_line, "--set")))
    return merge.loaded()


def _user_layer(merge: _Merge, keep_good: bool) -> None:
    faults = len(merge.errors)
    before = merge.copy()
    merge.read(lambda: file_layer("user", user_file()))
    if len(merge.errors) == faults:
        if keep_good:
            merge.noting(lambda: last_good.remember(user_file()))
        return
    recalled = last_good.recall()
    if recalled is not None:
        before.errors = merge.errors
        merge.take(before)
        merge.read(lambda: text_layer("user", recalled, f"last good copy of {user_file()}"))


def _project_layer(merge: _Merge, cwd: str) -> None:
    file = find_project_file(cwd) if cwd else None
    if file is None:
        return
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_PROJECT_BYTES + 1)
    except OSError as error:
        merge.errors.append(
            ShellguardError(f"the project's file can't be read: {error.strerror}", where=str(file))
        )
        return
    if len(content) > MAX_PROJECT_BYTES:
        merge.errors.append(
            ShellguardError(f"the project's file is longer than {MAX_PROJECT_BYTES} bytes", where=str(file))
        )
        return
    if not trust.is_trusted(file, content):
        merge.untrusted = file
        return

    def read() -> Layer:
        layer, refused = tightened(text_layer("project", content, str(file)), merge.settings)
        merge.errors.extend(refused)
        return layer

    merge.read(read)


class _Merge:
    """Lays sources over each other, each checked as it comes; faulty keys are left out and told."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, tuple[Origin, ...]] = {}
        self.errors: list[ShellguardError] = []
        self.settings = Settings()
        self.untrusted: Path | None = None

    def copy(self) -> _Merge:
        other = _Merge()
        other.take(self)
        return other

    def take(self, other: _Merge) -> None:
        self.values, self.origins = dict(other.values), dict(other.origins)
        self.errors, self.settings = list(other.errors), other.settings

    def read(self, source: Callable[[], Layer]) -> None:
        self.noting(lambda: self.add(source()))

    def noting(self, act: Callable[[], None]) -> None:
        """Does something whose failure is told, but must not keep the rest from being read."""
        try:
            act()
        except ShellguardError as error:
            self.errors.append(error)

    def add(self, layer: Layer) -> None:
        self.errors.extend(layer.faults)
        values = dict(layer.values)
        while values:
            merged = self._over(values)
            try:
                self.settings = Settings.model_validate(nested(merged))
            except ValidationError as error:
                faulty = complaints(error, layer, values)
                self.errors.extend(complaint for _, complaint in faulty)
                gone = {key for keys, _ in faulty for key in keys}
                values = {key: value for key, value in values.items() if key not in gone}
            else:
                self._keep(layer, values, merged)
                return

    def _over(self, values: Mapping[str, Any]) -> dict[str, Any]:
        merged = {**self.values, **values}
        for key in LISTS:
            before, after = self.values.get(key), values.get(key)
            if isinstance(before, list) and isinstance(after, list):
                merged[key] = [*before, *after]
        return merged

    def _keep(self, layer: Layer, values: Mapping[str, Any], merged: dict[str, Any]) -> None:
        for key in values:
            origin = Origin(layer.name, layer.place_of(key))
            before = self.origins.get(key, ()) if key in LISTS else ()
            self.origins[key] = (*before, origin)
        self.values = merged

    def loaded(self) -> Loaded:
        preset = self.settings.policy.preset
        from_preset = (
            {f"policy.{name}" for name in PRESETS[preset].thresholds} if preset != "balanced" else set()
        )
        origins = {
            key: self.origins.get(key)
            or ((Origin("preset", preset),) if key in from_preset else (Origin("default"),))
            for key in key_names()
        }
        return Loaded(self.settings, origins, tuple(self.errors), self.untrusted)
