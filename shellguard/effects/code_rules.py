"""Rules that look at more than one program: when they speak is code, what they say `knowledge/rules.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.packs.pack_model import Examples
from shellguard.errors import ShellguardError
from shellguard.knowledge import loading


@dataclass(frozen=True, slots=True)
class CodeRule:
    """One of these rules.

    Attributes:
        id: stable name, `family.what-it-does`.
        base: where its risk starts, 0-100. floor: the score never falls below this.
        message: what would happen, as a clause.
        target: what kind of thing it is done to.
    """

    id: str
    kind: EffectKind
    base: int
    message: str
    target: TargetKind
    floor: int
    examples: Examples


@cache
def code_rules() -> Mapping[str, CodeRule]:
    """All of them by id, in the order of the file. Raises ShellguardError for one that is not complete."""
    return MappingProxyType({name: rule_of(name, table) for name, table in loading.read("rules").items()})


def rule_of(name: str, table: Mapping[str, object]) -> CodeRule:
    """One row of the file. Raises ShellguardError for one that is not complete."""

    def texts(key: str) -> tuple[str, ...]:
        found = table.get(key, ())
        return tuple(found) if isinstance(found, list) else ()

    try:
        return CodeRule(
            id=name,
            kind=EffectKind(str(table["kind"])),
            base=int(str(table["base"])),
            message=str(table["message"]),
            target=TargetKind(str(table.get("target", "path"))),
            floor=int(str(table.get("floor", 0))),
            examples=Examples(texts("examples_ask"), texts("examples_run")),
        )
    except (KeyError, ValueError) as error:
        raise ShellguardError(f"a rule is not complete: {error}", where=f"rules: {name}") from error
