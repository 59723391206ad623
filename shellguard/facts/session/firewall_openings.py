"""Ways in that lines of a session let through a firewall before it shuts what is not let in.

Only the port by which the person came in counts, and only while nothing since took a rule away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.machine.seat import ssh_port
from shellguard.facts.session.changed_targets import behind_sudo
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Connection, NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_OWN_NAMES = ("SSH_TTY", "SSH_CLIENT", "SSH_CONNECTION")


class Doors:
    """Of one session."""

    def __init__(self) -> None:
        self._open: frozenset[str] = frozenset()
        self._underway: frozenset[str] = frozenset()

    def begin(self, script: Script) -> int:
        """A line is about to run; how much of what is known it changes."""
        before = self._open
        if before and any(_is_shutting(command) for command, _ in script.walk()):
            self._open = frozenset()
        self._underway = frozenset(_opened(script.commands)) if _is_certain(script) else frozenset()
        return int(before != self._open) + len(self._underway)

    def end(self, well: bool) -> None:
        """It has ended."""
        self._open |= self._underway if well else frozenset()
        self._underway = frozenset()

    def pass_over(self) -> None:
        """Another line runs: of what was underway no end was heard."""
        self._underway = frozenset()

    def facts(
        self, effects: tuple[Effect, ...], shell: ShellState, script: Script | None
    ) -> dict[int, TargetFacts]:
        """By index of the effect: that the port by which the person came in is let through first."""
        data = _known()
        own = [index for index, one in enumerate(effects) if re.fullmatch(data["rules"], one.rule)]
        if script is None or not own or _is_elsewhere(script):
            return {}
        if any(_is_shutting(command) for command, _ in script.walk()):
            return {}
        port, known = ssh_port(shell), self._open
        if _is_certain(script):
            known |= frozenset(_opened(script.commands[:-1]))
        found = {}
        for index in own:
            by = _whose(effects[index], data)
            chains = [one.word.value for one in effects[index].targets]
            if by in data["by_chain"] and "INPUT" not in chains:
                continue  # what comes in is let in, and what goes out is shut in
            if port and f"{by} {port}" in known:
                reason = f"port {port}, by which you came in, is let through first"
                found[index] = TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)
        return found


def _whose(effect: Effect, data: dict[str, Any]) -> str:
    """Whose rules are meant by an effect, "" for others."""
    return next((str(one["by"]) for one in data["shutting"] if effect.program in one["programs"]), "")


def door_variables(effects: tuple[Effect, ...]) -> frozenset[str]:
    """The variables of a shell that tell by which port the person came in, where that decides."""
    rules = _known()["rules"]
    return frozenset(_OWN_NAMES) if any(re.fullmatch(rules, one.rule) for one in effects) else frozenset()


def _known() -> dict[str, Any]:
    found: dict[str, Any] = load("places_surroundings")["doors"]
    return found


def _is_elsewhere(script: Script) -> bool:
    """Whether something of a line runs in another place than this machine itself."""
    return any(
        one.kind is not NestedKind.WRAPPER or bool(one.host) for _, around in script.walk() for one in around
    )


def _is_certain(script: Script) -> bool:
    joined = all(one.connection in (Connection.FIRST, Connection.AND) for one in script.commands)
    return joined and not any(one.frames for one in script.commands)


def _opened(commands: tuple[SimpleCommand, ...] | list[SimpleCommand]) -> Iterator[str]:
    """By whose rules which ports are open when these commands have run."""
    for command in commands:
        inner, _ = behind_sudo(command)
        rules = [one for one in _known()["opening"] if inner.program in one["programs"]]
        if not rules or inner.assignments:
            continue
        said = " ".join(word.value if word.value is not None else "\0" for word in inner.words[1:])
        for one in rules:
            told = re.fullmatch(one["words"], said)
            if told is not None:
                named = told[1].lower()
                yield f"{one['by']} {one.get('names', {}).get(named, named)}"


def _is_shutting(command: SimpleCommand) -> bool:
    """Whether a rule may be taken away, or put in front of the others."""
    inner, _ = behind_sudo(command)
    rules = [one for one in _known()["shutting"] if inner.program in one["programs"]]
    if not rules:
        return False
    said = " ".join(word.text for word in inner.words[1:])
    return any(re.search(one["words"], said) is not None for one in rules)
