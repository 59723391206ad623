"""All rules in one list, from packs, places and code: for `shellguard rules` and `docs/rules.md`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from shellguard.effects.code_rules import code_rules
from shellguard.effects.effect import EffectKind
from shellguard.effects.packs.messages import plain
from shellguard.effects.packs.pack_model import Examples, Node
from shellguard.effects.packs.packs import Packs, proved_programs
from shellguard.effects.packs.places import all_places
from shellguard.effects.wording.deeds import Deed, all_deeds
from shellguard.effects.wording.signs import Sign, all_signs


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as people see it.

    Attributes:
        id: stable name, `family.what-it-does`.
        kind: the kind of effect.
        base: where its risk starts, 0-100.
        message: what would happen, as a clause.
        about: the program with its subcommand, the place, or "any command".
        examples: lines that are asked about, and lines that run; those of the whole program or place.
    """

    id: str
    kind: EffectKind
    base: int
    message: str
    about: str
    examples: Examples

    @property
    def family(self) -> str:
        return self.id.partition(".")[0]


@cache
def all_rules() -> tuple[RuleEntry, ...]:
    """Every rule that comes with the program, sorted by id and by what it is about."""
    return rules_of(Packs(proved_programs()))


def rules_of(packs: Packs) -> tuple[RuleEntry, ...]:
    """The same with what these packs say of programs."""
    found: dict[tuple[str, str], RuleEntry] = {}
    for entry in (*_from_code(), *_from_signs(), *_from_places(), *_from_programs(packs)):
        found.setdefault((entry.id, entry.about), entry)
    return tuple(sorted(found.values(), key=lambda entry: (entry.id, entry.about)))


def _from_code() -> list[RuleEntry]:
    return [
        RuleEntry(rule.id, rule.kind, rule.base, rule.message, "any command", rule.examples)
        for rule in code_rules().values()
    ]


def _from_signs() -> list[RuleEntry]:
    signs: tuple[Sign | Deed, ...] = (*all_signs(), *all_deeds())
    return [
        RuleEntry(
            sign.rule,
            sign.kind,
            sign.base,
            sign.message,
            "any command: what its text gives away",
            sign.examples,
        )
        for sign in signs
    ]


def _from_places() -> list[RuleEntry]:
    return [
        RuleEntry(reaction.rule, reaction.kind, reaction.base, reaction.message, place.what, place.examples)
        for place in all_places().values()
        for reaction in place.reactions.values()
    ]


def _from_programs(packs: Packs) -> list[RuleEntry]:
    found: list[RuleEntry] = []
    seen: set[int] = set()
    for name, node in packs.programs.items():
        if id(node) not in seen and name == node.name:
            seen.add(id(node))
            _below(node, name, found)
    return found


def _below(node: Node, path: str, found: list[RuleEntry]) -> None:
    found.extend(
        RuleEntry(rule.rule, rule.kind, rule.base, plain(rule.message), path, node.examples)
        for rule in node.rules
    )
    seen: set[int] = set()
    for sub in (*node.subs.values(), *(wild for _, wild in node.wild_subs)):
        if id(sub) not in seen:
            seen.add(id(sub))
            _below(sub, f"{path} {sub.name}", found)


_HEAD = """# Rules

Made from the packs by `python -m shellguard.effects.rules_page`; do not edit. The base is where a
rule's risk starts, without
knowing anything of the world; what is found out moves it (`shellguard/risk/weights.py`).
Lines that score above 50 are asked about, from 95 they are refused.
"""


_COLUMNS = "| rule | about | base | what would happen | for example |\n|---|---|---|---|---|\n"


def page() -> str:
    """`docs/rules.md`: all rules as tables, one a family."""
    families: dict[str, list[RuleEntry]] = {}
    for entry in all_rules():
        families.setdefault(entry.family, []).append(entry)
    parts = [_HEAD]
    for family, entries in sorted(families.items()):
        parts.append(f"\n## {family}\n\n{_COLUMNS}")
        parts.extend(_row(entry) for entry in entries)
    return "".join(parts)


def _row(entry: RuleEntry) -> str:
    example = next(iter(entry.examples.ask or entry.examples.run), "")
    shown = (
        "".join(char if char.isprintable() else "·" for char in example).replace("|", "\\|").replace("`", "'")
    )
    cells = (f"`{entry.id}`", entry.about, str(entry.base), entry.message, f"`{shown}`" if shown else "")
    return f"| {' | '.join(cells)} |\n"
