"""Which resources go with what a tool destroys, or forgets, as far as a state tells that lies here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.services.clouds import selected_stack, text_above
from shellguard.facts.services.held_resources import (
    Resource,
    held_by_pulumi,
    held_by_terraform,
    meant,
    told,
    with_dependents,
)
from shellguard.facts.services.infrastructure import (
    described,
    keeps_elsewhere,
    nothing_lost,
    unmissed,
    written_first,
)
from shellguard.facts.services.redirected_clients import led_by_variables
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

_OF_TERRAFORM = frozenset(("terraform", "tofu", "terragrunt"))
_BACKEND_NAME = re.compile(
    r'(?m)^[ \t]{0,40}"?backend"?[ \t]{0,9}:?[ \t]{0,9}\{?\s{0,40}(?:"type":\s{0,9})?"(\w{1,20})"'
)
_ADDRESS = re.compile(r"(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?:module|[a-z]\w*)\.[\w-]+(?:\[[^\]]*\])?")
_TOLD_BY_DATA = re.compile(r"(?:.*\.)?data\..*")
_Choice = Callable[[SimpleCommand, list[Resource]], "list[Resource] | None"]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the state lies that a command means.

    Attributes:
        own: it is that of the folder, which nothing on the line or beside it has chosen.
        elsewhere: what keeps it where that is no file here; "?" where that has no name.
    """

    file: str = ""
    own: bool = False
    elsewhere: str = ""


def destroyed(deed: Deed) -> TargetFacts | None:
    """What `terraform destroy` and its like take: how much that is, or that nobody would miss it."""
    if deed.effect.program == "pulumi":
        return _of_stack(deed)
    folder = _entered(deed)
    if deed.effect.program not in _OF_TERRAFORM or folder is None:
        return None
    if led_by_variables(deed.command, deed.shell):
        return None
    place = _place_of_state(deed.command, folder)
    found = unmissed(deed, folder, place.file) if place.own else None
    return found or _how_much(deed, place, _aimed_at)


def forgotten(deed: Deed) -> TargetFacts | None:
    """What `terraform state rm` forgets; nothing where the state that lies here does not hold it."""
    if deed.effect.program == "pulumi":
        removed = [word.text for word in deed.command.words[1:3]] == ["stack", "rm"]
        return _of_stack(deed, deed.command.words[3:]) if removed else None
    options = any(word.text.startswith("-") for word in deed.command.words[1:])
    names = [word.value or "" for word in deed.command.words[3:]]
    if options or not names or "" in names or deed.command.words[2].text != "rm":
        return None
    if led_by_variables(deed.command, deed.shell):
        return None
    place = _place_of_state(deed.command, deed.folder)
    held = held_by_terraform(place.file) if place.own and not written_first(deed) else None
    understood = all(_ADDRESS.fullmatch(name) and not _TOLD_BY_DATA.fullmatch(name) for name in names)
    readable = bool(held) and all("?" not in one.address for one in held or ())
    if held and readable and understood and not any(meant(held, name) for name in names):
        return nothing_lost(place.file, "its state holds nothing of that name")
    found = _how_much(deed, place, lambda _, every: [one for name in names for one in meant(every, name)])
    if found is None or not found.path:
        return found
    return replace(found, reason=f"{found.reason}, which go on and are known to nobody")


def _of_stack(deed: Deed, operands: tuple[Word, ...] = ()) -> TargetFacts | None:
    """What a stack of pulumi has made, where it is kept in a file of this machine."""
    data, shell = knowledge("described", "pulumi"), replace(deed.shell, cwd=deed.folder)
    file, text = text_above(deed.folder, "Pulumi.yaml")
    named = _options(deed.command, data.names("stack"))
    named += [word.value or "" for word in operands if not word.text.startswith("-")]
    stack = named[-1] if named else shell.variables.get("PULUMI_STACK") or selected_stack(shell)
    in_part = _options(deed.command, data.names("aimed") | data.names("elsewhere"))
    project = re.search(r"(?m)^name:\s{0,9}[\"']?([\w.-]+)", text)
    if (
        project is None
        or len(named) > 1
        or in_part
        or deed.command.assignments
        or not re.fullmatch(r"[\w./-]+", stack)
    ):
        return None
    url = _kept_at(text, shell)
    if not url.startswith("file://"):
        return _elsewhere("stack", url.partition("://")[0])
    kept = place_of(
        url.removeprefix("file://").replace("~", shell.home, 1), False, os.path.dirname(file)
    ).path
    name = stack.rpartition("/")[2]
    places = (f"{kept}/.pulumi/stacks/{one}{name}.json" for one in (f"{project[1]}/", ""))
    there = next((place for place in places if os.path.lexists(place)), "")
    held = held_by_pulumi(there) if there else None
    if held == []:
        return nothing_lost(there, f"the stack {name} has made nothing")
    return TargetFacts(there, reason=f"the stack {name}: {told(held)}") if held else None


def _kept_at(project: str, shell: ShellState) -> str:
    """Where pulumi keeps its stacks, as the project's text, a variable or the last login says."""
    written = re.search(r"(?m)^[ \t]{1,20}url:[ \t]{0,9}[\"']?([^\s\"']+)", project)
    login = text_of(f"{shell.home}/.pulumi/credentials.json")
    logged_in = re.search(r'"current"\s{0,9}:\s{0,9}"([^"]*)"', login)
    return shell.variables.get("PULUMI_BACKEND_URL") or (written or logged_in or ("", ""))[1]


def _elsewhere(what: str, keeper: str) -> TargetFacts:
    by = f", by {keeper}" if keeper.isalnum() else ""
    return TargetFacts(reason=f"how much is not known here: its {what} is kept elsewhere{by}")


def _place_of_state(command: SimpleCommand, folder: str) -> _Place:
    named = next((word for word in command.words if word.text.startswith(("-state", "--state"))), None)
    if named is not None:
        return _Place(place_of((named.value or "").partition("=")[2], False, folder).path)
    begun = f"{folder}/.terraform/terraform.tfstate"
    if os.path.exists(begun) or keeps_elsewhere(folder):
        texts = [text_of(begun), *(described(folder, "*") or ())]
        kept = next((found for one in texts if (found := _BACKEND_NAME.search(one))), None)
        return _Place(elsewhere=kept[1] if kept else "?")
    workspace = text_of(f"{folder}/.terraform/environment").strip()
    if workspace in ("", "default"):
        return _Place(f"{folder}/terraform.tfstate", own=True)
    return _Place(f"{folder}/terraform.tfstate.d/{workspace}/terraform.tfstate")


def _how_much(deed: Deed, place: _Place, choice: _Choice) -> TargetFacts | None:
    """What a state names of it, as far as it lies here; said to a person, it weighs nothing."""
    if place.elsewhere:
        return _elsewhere("state", place.elsewhere)
    held = held_by_terraform(place.file) if place.file else None
    chosen = choice(deed.command, held) if held else None
    return TargetFacts(place.file, recovery=Recovery.UNKNOWN, reason=told(chosen)) if chosen else None


def _aimed_at(command: SimpleCommand, held: list[Resource]) -> list[Resource] | None:
    """What goes of a state: all of it, or what is aimed at, with all that depends on it."""
    if any(word.text.lstrip("-").startswith(("exclude", "target-file")) for word in command.words[1:]):
        return None
    aimed = _options(command, frozenset(("-target", "--target")))
    if not aimed:
        return held
    return with_dependents([one for address in aimed for one in meant(held, address)], held)


def _options(command: SimpleCommand, names: frozenset[str]) -> list[str]:
    """The values that such options of a command are given; "" for one that is not known."""
    found = []
    for word, after in pairwise((*command.words, command.words[-1])):
        name, equals, _ = word.text.partition("=")
        if name in names:
            found.append((word.value or "").partition("=")[2] if equals else after.value or "")
    return found


def _entered(deed: Deed) -> str | None:
    """The folder that a command works in; None where that is not known."""
    entered = next((word.value for word in deed.command.words if word.text.startswith("-chdir=")), "-chdir=")
    return None if entered is None else os.path.join(deed.folder, entered.partition("=")[2]).rstrip("/")
