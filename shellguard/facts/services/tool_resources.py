"""What is lost with things that tools keep or name in ways of their own: stores, databases, processes."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.machine.processes import (
    ended,
    ends_processes,
    fed_numbers,
    no_such_group,
    no_such_user,
    nobody_here,
)
from shellguard.facts.services import compose, engine, manifests
from shellguard.facts.services.database_settings import settled_file
from shellguard.facts.services.redirected_clients import led_elsewhere, runs_first
from shellguard.facts.services.statements import taken_back
from shellguard.facts.services.tool_storage import is_stored, stored
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_OF_DOCKER = ("docker", "docker-compose")
_AMONG_OTHERS = frozenset(("nsenter", "unshare", "machinectl", "systemd-nspawn"))
_REMOVING_GROUPS = ("groupdel", "delgroup")
_OF_ANOTHER_SYSTEM = frozenset(("-R", "--root", "-P", "--prefix"))
_OF_GROUPS = ("-d", "--delete", "-a", "--add")
_USERS = frozenset(("account.remove-home", "account.remove", "account.end-sessions"))
_LOCKED = "account.lock"
_SESSIONS = "services.stop-sessions"
_OF_LOGIN = "account.change"
_LISTED = _USERS | {_OF_LOGIN, _LOCKED, _SESSIONS}
_INTERFACES = frozenset(("network.link-down", "network.interface-down", "network.address-removed"))
_ALL_INTERFACES = "/sys/class/net"
_SAID_OF_ONE = frozenset(("dev", "root", "ingress", "clsact", "parent"))
_LOGIN_SHELL = frozenset(("-s", "--shell"))


def is_by_tools(effect: Effect) -> bool:
    """Whether it may be told what is lost, though no target of the effect is a path."""
    settled = effect.kind is EffectKind.DATABASE and effect.program not in ("sqlite3", "duckdb")
    known = settled or is_stored(effect) or ends_processes(effect)
    return known or effect.rule in _LISTED | _INTERFACES | compose.RULES | manifests.RULES | engine.RULES


def by_tools(deed: Deed) -> TargetFacts | None:
    """What the tool's own places and tables tell; None where they tell nothing."""
    if taken_back(deed.command, deed.folder) and not runs_first(deed.command.program, deed.shell):
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason="it is taken back at the end")
    return _by_kind(deed)


def _by_kind(deed: Deed) -> TargetFacts | None:
    if deed.effect.rule in compose.RULES and deed.effect.program != "podman":
        found = compose.compose_volumes(deed)
        if deed.effect.rule in engine.OF_PROJECTS and (found is None or found.recovery is Recovery.UNKNOWN):
            return _of_project(deed) or found
        if found is not None or deed.effect.rule not in engine.RULES:
            return found
    if len(deed.script.commands) > 1 and not (ends_processes(deed.effect) and fed_numbers(deed.script)):
        # What is not there yet may be made, or started, by the line; what is there is lost.
        told = ended(deed) if ends_processes(deed.effect) else None
        return told if told is not None and told.recovery is Recovery.LOST else None
    if deed.effect.rule in engine.RULES and deed.effect.program == "docker":
        return None if led_elsewhere(deed.script, deed.shell) else engine.told_by_engine(deed)
    if deed.effect.rule in manifests.RULES:
        return manifests.named_things(deed)
    if deed.effect.rule in _LISTED | _INTERFACES:
        return _of_the_machine(deed)
    if ends_processes(deed.effect):
        if not _among_own_processes(deed.script):
            return None
        return ended(deed, fed_numbers(deed.script))
    if is_stored(deed.effect):
        return stored(deed)
    return (
        None
        if led_elsewhere(deed.script, deed.shell)
        else settled_file(
            deed.effect.program, deed.command, replace(_given(deed.script, deed.shell), cwd=deed.folder)
        )
    )


def _given(script: Script, shell: ShellState) -> ShellState:
    """The shell with the variables that stand in front of commands of a line."""
    named = (one for command, _ in script.walk() if command.words for one in command.assignments)
    given = {one.name: one.value.value for one in named if one.value is not None and one.value.known}
    return replace(shell, variables={**shell.variables, **given}) if given else shell


def _among_own_processes(script: Script) -> bool:
    """Whether the processes that a line may end are those that are seen from here."""
    return not any(command.program in _AMONG_OTHERS for command, _ in script.walk())


def _of_project(deed: Deed) -> TargetFacts | None:
    """What docker's engine says of the services of a project that are taken down."""
    project = compose.project_name(deed.command, deed.folder, deed.shell)
    named = compose.own_names(deed.command, deed.folder, deed.shell)
    if deed.effect.program not in _OF_DOCKER or not project or named is None:
        return None
    if len(deed.script.commands) > 1 or led_elsewhere(deed.script, deed.shell):
        return None
    return engine.told_by_engine(deed, (project, *named))


def _of_the_machine(deed: Deed) -> TargetFacts | None:
    """What this machine's own lists tell of users, login shells and interfaces."""
    if deed.effect.rule == _SESSIONS:
        names = [target.word.value or "" for target in deed.effect.targets]
        elsewhere = any(
            word.text.startswith(("-H", "--host", "-M", "--machine")) for word in deed.command.words
        )
        gone = not elsewhere and nobody_here([one for one in names if one != "stop"], deed.deadline)
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason="nothing of theirs runs") if gone else None
    if deed.effect.rule in _INTERFACES:
        return _no_such_interface(deed.effect, deed.command)
    return (
        _no_such_shell(deed.command) if deed.effect.rule == _OF_LOGIN else _nobody(deed.effect, deed.command)
    )


def _no_such_interface(effect: Effect, command: SimpleCommand) -> TargetFacts | None:
    """An interface that is not there is neither taken down nor removed."""
    words = [target.word.value or "" for target in effect.targets]
    names = [word for word in words if word not in _SAID_OF_ONE]
    elsewhere = any(word.text in ("-n", "-netns", "netns", "group") for word in command.words)
    if elsewhere or len(names) != 1 or not re.fullmatch(r"(?!(?:en|wl|ww)[a-z])[\w.-]{1,15}", names[0]):
        return None  # a name by the place of a card may be a second one of an interface, which is not listed
    if not os.path.isdir(_ALL_INTERFACES) or os.path.lexists(f"{_ALL_INTERFACES}/{names[0]}"):
        return None
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason="there is no such interface")


def _nobody(effect: Effect, command: SimpleCommand) -> TargetFacts | None:
    """A user, or a group, that is removed but is not there."""
    names = [target.word.value or "" for target in effect.targets]
    if command.program == "gpasswd":  # what stands last is a group
        names = [after.value or "" for word, after in pairwise(command.words) if word.text in _OF_GROUPS]
    if any(word.text.partition("=")[0] in _OF_ANOTHER_SYSTEM for word in command.words[1:]):
        return None  # whose users are not those of this one
    groups = command.program in _REMOVING_GROUPS or any(word.text == "--group" for word in command.words)
    if not names or not all(name and (no_such_group if groups else no_such_user)(name) for name in names):
        return None
    reason = "there is no such group" if groups else "there is no such user"
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


def _no_such_shell(command: SimpleCommand) -> TargetFacts | None:
    """A program that is to be run at login, but is not there: nobody gets in any more."""
    words = [word.value for word in command.words]
    if any(name in _OF_ANOTHER_SYSTEM for name in words):
        return None
    for before, word in pairwise(words):
        option, equals, value = (word or "").partition("=")
        shell = value if equals and option == "--shell" else word if before in _LOGIN_SHELL else None
        if shell and shell.startswith("/") and not os.access(shell, os.X_OK):
            return TargetFacts(shell, recovery=Recovery.LOST, reason="there is no such program")
    return None
