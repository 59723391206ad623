"""From what a server wrote to why it fails, and to the change that mends it; the causes are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from shellguard.terminal_text import printable
from shellguard.vllm.probe import free_port
from shellguard.vllm.profile import Profile
from shellguard.vllm.server_spec import Server
from shellguard.vllm.starting import harmless

_LONGEST_LINE = 2_000
_LAST_LINES = 4_000
_SHARES: Final = (0.5, 0.7, 0.85, 0.9, 0.95)
_LEAST = {"context": 128, "sequences": 1, "batched_tokens": 128, "kv_space_gb": 1, "shm_gb": 1, "parallel": 1}
_MOST = {"shm_gb": 64, "kv_space_gb": 256}
_KILLED = 137


@dataclass(frozen=True, slots=True)
class Cause:
    """One entry of `diagnoses.toml`; see there."""

    id: str
    signs: tuple[re.Pattern[str], ...]
    what: str
    remedy: str
    changes: Mapping[str, Any]
    sample: str
    harmless: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One cause that was found.

    Attributes:
        what, remedy: sentences, safe to show.
        line: what it was found by, safe to show.
        changes: of the profile as the entry describes them; `proposal` makes values of them.
        source: a public thread or "measured".
    """

    id: str
    what: str
    remedy: str
    line: str = ""
    changes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""


@cache
def causes() -> tuple[Cause, ...]:
    """All that are known, the special before the general."""
    text = Path(__file__).with_name("diagnoses.toml").read_text(encoding="utf-8")
    return tuple(
        Cause(
            one["id"],
            tuple(re.compile(sign) for sign in one["signs"]),
            one["what"],
            one["remedy"],
            MappingProxyType(one.get("changes", {})),
            one["sample"],
            tuple(one["harmless"]),
            one["source"],
        )
        for one in tomllib.loads(text)["cause"]
    )


def diagnose(log: str, server: Server | None = None) -> tuple[Diagnosis, ...]:
    """Every cause that the log or the engine's own word shows, the likeliest first, each once."""
    lines = [line[:_LONGEST_LINE] for line in log.splitlines()[-_LAST_LINES:]]
    if server is not None:
        lines += [server.error[:_LONGEST_LINE]] if server.error else []
        if server.out_of_memory or server.exit_code == _KILLED:
            lines.append("exit code 137" if server.out_of_memory else "")
    found = []
    for cause in causes():
        seen = _seen(cause, lines)
        if seen is not None:
            found.append(seen)
    return tuple(found)


def proposal(diagnosis: Diagnosis, profile: Profile) -> dict[str, Any]:
    """The values that a profile should get; only those that differ from what it has.

    Empty where no setting can mend it, or where it already stands at its end.
    """
    values = profile.model_dump()
    found: dict[str, Any] = {}
    for key, wanted in diagnosis.changes.items():
        if (key == "memory_share" and profile.device == "cpu") or (
            key == "kv_space_gb" and profile.device == "gpu"
        ):
            continue
        value = _value(key, wanted, values[key])
        if value is not None and value != values[key]:
            found[key] = value
    context = found.get("context", profile.context)
    if "context" in found and profile.batched_tokens and not profile.chunked_prefill:
        found["batched_tokens"] = max(profile.batched_tokens, context)
    return found


def _seen(cause: Cause, lines: list[str]) -> Diagnosis | None:
    """The last line that shows the cause: the first may be of an earlier start."""
    for line in reversed(lines):
        for sign in cause.signs:
            match = sign.search(line)
            if match is None:
                continue
            groups = {name: printable(value or "")[:60] for name, value in match.groupdict().items()}
            changes = {key: _filled(value, groups) for key, value in cause.changes.items()}
            what, remedy = _filled(cause.what, groups), _filled(cause.remedy, groups)
            return Diagnosis(cause.id, what, remedy, harmless(line), MappingProxyType(changes), cause.source)
    return None


def _filled(text: Any, groups: Mapping[str, str]) -> Any:
    if not isinstance(text, str):
        return text
    for name, value in groups.items():
        text = text.replace("{" + name + "}", value)
    return text


def _value(key: str, wanted: Any, now: Any) -> Any:
    """What a key should be; None where there is nothing to propose."""
    if key == "arguments":
        return _arguments(str(wanted), tuple(now))
    if wanted == "half":
        return max(_LEAST.get(key, 1), now // 2) if now else None
    if wanted == "double":
        return min(_MOST.get(key, 1 << 40), max(1, now) * 2)
    if wanted == "lower":
        return max((share for share in _SHARES if share < now), default=None)
    if wanted == "raise":
        return min((share for share in _SHARES if share > now), default=None)
    if wanted == "free":
        return free_port((now or 8000) + 1)
    if isinstance(now, int) and not isinstance(now, bool) and isinstance(wanted, str):
        return max(_LEAST.get(key, 0), int(wanted)) if wanted.isdecimal() else None
    return wanted


def _arguments(wanted: str, now: tuple[str, ...]) -> tuple[str, ...]:
    """`with OPTION VALUE` or `without OPTION`, an option's old value going with it."""
    verb, option, *rest = wanted.split()
    if not option.startswith("--"):
        option = "--" + option.replace("_", "-")
    kept: list[str] = []
    leaving = False
    for word in now:
        if word == option or word.startswith(option + "="):
            leaving = word == option
            continue
        if leaving and not word.startswith("-"):
            continue
        leaving = False
        kept.append(word)
    return (*kept, option, *rest) if verb == "with" else tuple(kept)
