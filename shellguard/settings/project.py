"""A project's own settings: `.shellguard.toml` in the folder or above it; it can only make things tighter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.settings.layers import Layer
from shellguard.settings.model import Settings

FILE_NAME = ".shellguard.toml"
MAX_LEVELS = 64
MAX_PROJECT_BYTES = 1_000_000
_THRESHOLDS = ("policy.allow_up_to", "policy.phrase_from", "policy.deny_from")
_LISTS = ("policy.always_confirm", "policy.always_deny")
_TIGHTNESS = {
    "mode": ("off", "observe", "guard"),
    "policy.preset": ("balanced", "strict", "paranoid"),
}


def find_project_file(folder: str) -> Path | None:
    """The nearest `.shellguard.toml`, from the folder upwards; None where there is none."""
    if not folder.startswith("/"):
        return None
    here = Path(folder)
    for candidate in (here, *here.parents)[:MAX_LEVELS]:
        file = candidate / FILE_NAME
        try:
            if file.is_file():
                return file
        except OSError:  # of this folder nothing can be seen; those above it still count
            continue
    return None


def tightened(layer: Layer, before: Settings) -> tuple[Layer, list[ShellguardError]]:
    """The part of a project's settings that makes them tighter than before, and what was refused."""
    values: dict[str, Any] = {}
    errors: list[ShellguardError] = []
    for key, value in layer.values.items():
        if key in _LISTS:
            values[key] = value
        elif key in _THRESHOLDS and isinstance(value, int):
            values[key] = min(value, getattr(before.policy, key.rpartition(".")[2]))
        elif key in _TIGHTNESS and value in _TIGHTNESS[key]:
            now = before.mode if key == "mode" else before.policy.preset
            values[key] = max(value, now, key=_TIGHTNESS[key].index)
        else:
            errors.append(
                ShellguardError(
                    f"a project may not set {key}",
                    where=layer.place_of(key),
                    hint="it may only tighten: thresholds, always_confirm, always_deny, mode, preset",
                )
            )
    return Layer(layer.name, values, layer.places, layer.source), errors
