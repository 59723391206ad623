"""Whether a program of a phone is the one built in this folder: what it keeps there is for trying it."""

from __future__ import annotations

import re

from shellguard.effects.effect import Effect
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

RULE = "phones.app-data-clear"


def own_app(effect: Effect, command: SimpleCommand, folder: str, shell: ShellState) -> TargetFacts | None:
    """Nothing that would be missed, where the folder's own build gives the program that name."""
    del effect, shell
    data = load("described")["phones"]
    words = [word.value for word in command.words]
    name = words[-1] if words else None
    if not name or re.fullmatch(data["name"], name) is None:
        return None
    for file in data["files"]:
        for own in re.findall(data["given"], text_of(f"{folder}/{file}")):
            if name == own or (name.startswith(f"{own}.") and name.rpartition(".")[2] in data["variants"]):
                reason = f"{name} is the program that is built here"
                return TargetFacts(f"{folder}/{file}", True, recovery=Recovery.NOTHING_LOST, reason=reason)
    return None
