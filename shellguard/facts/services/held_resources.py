"""What a file holds of infrastructure that tools have made: which resources, and which of these keep data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.git.question import counted, named
from shellguard.knowledge.tables import knowledge

_LONGEST = 2 << 20
_KIND = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NAME = re.compile(r"[\w-]{1,64}")
_MODULES = re.compile(r"(?:module\.[\w-]{1,64}(?:\[[^\]]{0,200}\])?\.?){1,9}")
_KEY = re.compile(r"\[[^\]]*\]")
_PLAIN_KEY = re.compile(r"\[\"?[\w.-]{1,40}\"?\]")
_OF_ITSELF = ("pulumi:pulumi:", "pulumi:providers:")


@dataclass(frozen=True, slots=True)
class Resource:
    """What one tool has made.

    Attributes:
        address: by what the tool knows it, safe to show. number: how many there are of it.
        holds_data: it keeps what does not come back when it is made again.
        needs: the addresses, without keys, of what it depends on.
    """

    address: str
    kind: str
    number: int = 1
    holds_data: bool = False
    needs: frozenset[str] = frozenset()

    @property
    def bare(self) -> str:
        """The address without keys, as others depend on it."""
        return _KEY.sub("", self.address)


def held_by_terraform(file: str) -> list[Resource] | None:
    """The resources that a state of terraform manages; None where it can't be read as one."""
    state = _json(file)
    listed = state.get("resources") if isinstance(state, dict) and "version" in state else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return None
    holding = knowledge("described", "terraform").pattern("holding")
    found = []
    for one in listed:
        if one.get("mode") == "data":
            continue
        kind, name = (_plain(one.get(key), shape) for key, shape in (("type", _KIND), ("name", _NAME)))
        instances = [each for each in one.get("instances") or [{}] if isinstance(each, dict)]
        needs = {str(need) for each in instances for need in each.get("dependencies") or ()}
        address = f"{_modules(one.get('module'))}{kind}.{name}"
        holds = holding.fullmatch(kind) is not None
        found.append(Resource(address, kind, len(instances), holds, frozenset(map(_without_keys, needs))))
    return found


def held_by_pulumi(file: str) -> list[Resource] | None:
    """The resources that a stack of pulumi has made, as it is kept in a file; None where it can't be read."""
    whole = _json(file)
    latest = _table(_table(_table(whole).get("checkpoint")).get("latest"))
    listed = latest.get("resources", [] if latest else None)
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return None
    holding = knowledge("described", "pulumi").pattern("holding")
    found = []
    for one in listed:
        kind = str(one.get("type") or "?")
        if kind.startswith(_OF_ITSELF) or not one.get("custom") or one.get("external"):
            continue
        name = _plain(str(one.get("urn") or "").rpartition("::")[2], _NAME)
        found.append(Resource(name, kind, holds_data=holding.search(kind) is not None))
    return found


def told(resources: Iterable[Resource]) -> str:
    """How many there are, and which of them a person would miss most."""
    every = list(resources)
    number = sum(one.number for one in every)
    if keeping := [one.address for one in every if one.holds_data]:
        return f"{counted(number, 'resource')}, with data in {named(keeping)}"
    return f"{counted(number, 'resource')}: {named([one.address for one in every])}"


def meant(resources: list[Resource], address: str) -> list[Resource]:
    """Those that an address stands for: one resource, some of its instances, or all of a module."""
    bare = _without_keys(address)
    found = [one for one in resources if one.bare == bare or one.bare.startswith(f"{bare}.")]
    single = address.endswith("]") and not bare.rpartition(".")[0].endswith("module") and "." in bare
    if single and len(found) == 1 and found[0].bare == bare:
        one = found[0]
        return [Resource(one.address, one.kind, 1, one.holds_data, one.needs)]
    return found


def with_dependents(chosen: list[Resource], resources: list[Resource]) -> list[Resource]:
    """These, and all that can't stay without them."""
    found, waiting = list(chosen), {one.bare for one in chosen}
    while waiting:
        further = [one for one in resources if one not in found and not one.needs.isdisjoint(waiting)]
        found += [one for one in further if one.bare not in {each.bare for each in chosen}]
        waiting = {one.bare for one in further} - waiting
        resources = [one for one in resources if one not in further]
    return found


def _json(file: str) -> Any:
    try:
        return json.loads(text_of(file, _LONGEST) or "null")
    except (ValueError, RecursionError):
        return None


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plain(value: object, shape: re.Pattern[str]) -> str:
    """A name out of a file, where it is one: it is shown to a person."""
    return value if isinstance(value, str) and shape.fullmatch(value) else "?"


def _modules(value: object) -> str:
    if not isinstance(value, str) or not _MODULES.fullmatch(value):
        return ""
    return f"{_KEY.sub(lambda key: key[0] if _PLAIN_KEY.fullmatch(key[0]) else '[…]', value)}."


def _without_keys(address: str) -> str:
    return _KEY.sub("", address)
