"""What is so of the place a line would run in: rights, container, ssh, cluster, cloud, branch."""

from __future__ import annotations

import os
import re
from dataclasses import replace

from shellguard.effects.effect import Effect
from shellguard.facts.contents import text_of
from shellguard.facts.files.resolve import folder_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.machine.seat import at_own_seat, by_another_way, from_afar, hangs_on_the_seat
from shellguard.facts.services.application_environment import application_of, environment_of
from shellguard.facts.services.clouds import (
    cloud_of,
    selected_stack,
    server_on_the_line,
)
from shellguard.facts.services.clusters import cluster_of
from shellguard.facts.services.database_meant import database_of, own_port
from shellguard.facts.services.environment_names import (
    chosen_on_the_line,
    is_local,
    is_production,
    on_the_line,
    some_unnamed,
    worst,
)
from shellguard.facts.services.production_words import aimed_at
from shellguard.facts.services.redirected_clients import led_elsewhere
from shellguard.facts.services.runner_variables import given_by_runner
from shellguard.facts.telling_variables import read_for_themselves, telling_variables
from shellguard.facts.variables_set_before import changes_variables, set_within, settled
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState

_AS_ANOTHER = knowledge("families").names("as_another_user")
_CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io")


def surroundings_of(
    effects: tuple[Effect, ...], shell: ShellState, surveyor: Surveyor, script: Script | None = None
) -> dict[str, str]:
    """Only what is known and worth telling; a name that is absent is not known or not so.

    What the line itself names (`--context`, `--profile`) counts before what is set.
    """
    found: dict[str, str] = {}
    telling = read_for_themselves(effects) if changes_variables(script) else frozenset[str]()
    as_set = settled(script, shell, telling) if script is not None and telling else None
    shell = replace(as_set or shell, cwd=_folder_meant(effects, shell))
    if shell.uid == 0:
        found["root"] = "yes"
    data = load("places_surroundings")
    if hangs_on_the_seat(effects):
        if from_afar(shell):
            found |= {} if by_another_way(effects, shell) else {"ssh": "yes"}
        elif at_own_seat(shell) and not _sent_elsewhere(script):
            found["own_seat"] = "yes"
    elif any(shell.variables.get(name) for name in data["seat"]["remote"]):
        found["ssh"] = "yes"
    if _in_container():
        found["container"] = "yes"
    programs = {effect.program for effect in effects} | _leading_elsewhere(effects, script)
    if programs & set(data["kubernetes"]["programs"]):
        found |= _kubernetes(shell, script)
    found |= cloud_of(programs, shell, script)
    found |= _played_elsewhere(programs, shell, script)
    repository = surveyor.repository(shell.cwd) if "git" in programs and shell.cwd else None
    if repository is not None and repository.branch:
        found["git_branch"] = repository.branch
    found |= application_of(programs, shell, script) | database_of(programs, shell, script)
    found |= _containers(programs, shell, script)
    if _has_own_packages(effects, programs, shell, script):
        found["own_packages"] = "yes"
    workspace = _workspace(programs, shell, script)
    if workspace:
        found["workspace"] = workspace
    inside = set_inside(effects, script, shell, as_set is not None)
    told = _with_production(found | aimed_at(effects, script, shell.home) | _served_elsewhere(inside))
    told |= {} if inside else _own_server(programs, shell, script, as_set is not None)
    if told.get("production") == "no" and (
        _named_so(effects, told)
        or led_elsewhere(script, shell, set_first=as_set is not None)
        or _says_more(inside)
        or (
            _by_settings_of_another(told, script)
            and ("kube_context" in told or not server_on_the_line(programs, script))
        )
    ):
        del told["production"]
    return told


def _folder_meant(effects: tuple[Effect, ...], shell: ShellState) -> str:
    """The folder whose settings count for all effects of this machine; "" where that is not known."""
    folders = {folder_of(effect, shell) for effect in effects if not effect.host} or {shell.cwd}
    return folders.pop() if len(folders) == 1 else ""


def _own_server(
    programs: set[str], shell: ShellState, script: Script | None, set_first: bool
) -> dict[str, str]:
    """The port of this machine at which the database answers that settings name."""
    port = own_port(programs, shell, script) if script is not None else ""
    return {"database_port": port} if port and not led_elsewhere(script, shell, set_first=set_first) else {}


def _has_own_packages(
    effects: tuple[Effect, ...], programs: set[str], shell: ShellState, script: Script | None
) -> bool:
    """Whether packages are those of an environment apart, which is made again from a list."""
    packages = load("places_surroundings")["packages"]
    every = any(effect.rule in packages["every"] for effect in effects) and script is not None
    handed = {command.program for command, _ in script.walk()} if every and script is not None else set()
    listed = bool(handed) and handed <= {*packages["programs"], *packages["between"]}
    return (listed or not programs.isdisjoint(packages["programs"])) and any(
        re.search(packages["apart"], path)
        and (not listed or any(os.path.exists(f"{path}/{sign}") for sign in packages["signs"]))
        for path in [shell.variables.get(one) or "" for one in packages["variables"]]
    )


def set_inside(
    effects: tuple[Effect, ...], script: Script | None, shell: ShellState, known: bool = False
) -> dict[str, str | None]:
    """What is set within something that a line runs, of the variables that tell where it goes.

    `known`: what the line itself sets is told already.
    """
    if script is None or not any(command.nested for command in script.commands):
        return {}
    telling = telling_variables(effects)
    return given_by_runner(script, shell, telling) | set_within(script, telling, known)


def _says_more(given: dict[str, str | None]) -> bool:
    """Whether variables of what a line runs may lead elsewhere: all but a stage that is for trying."""
    data = load("places_surroundings")
    stages, trying = data["environment"]["variables"], data["database"]["for_trying"]
    return any(name not in stages or not re.fullmatch(trying, value or "") for name, value in given.items())


def _served_elsewhere(given: dict[str, str | None]) -> dict[str, str]:
    """The server of another machine that variables of clients name inside of what a line runs."""
    data = knowledge("places_surroundings", "database")
    hosts = [given[name] for name in data.by_name("host_variables") if name in given]
    other = [one for one in hosts if one is None or not data.pattern("own_host").fullmatch(one)]
    return {"database_host": other[0] or "another machine"} if other else {}


def _played_elsewhere(programs: set[str], shell: ShellState, script: Script | None) -> dict[str, str]:
    """The server of another machine to which tools are sent that else work on a cloud played on this one."""
    data = load("places_surroundings")["played"]
    if not programs & {*data["programs"]}:
        return {}
    told = on_the_line(script, data["programs"], data["options"], data["variables"])
    told += [value for name in data["variables"] if (value := shell.variables.get(name))]
    other = next((one for one in told if not re.fullmatch(data["own"], one)), "")
    return {"database_host": other.rpartition("://")[2].partition("/")[0] or "?"} if other else {}


def _by_settings_of_another(told: dict[str, str], script: Script | None) -> bool:
    """Whether a cluster or an account is told by the settings of this user, where another one's count."""
    if script is None or told.keys().isdisjoint(("kube_context", "cloud_profile")):
        return False
    return any(command.program in _AS_ANOTHER for command, _ in script.walk())


def _named_so(effects: tuple[Effect, ...], told: dict[str, str]) -> bool:
    """Whether something in an account of a cloud is called production's, whatever the account is called."""
    if told.get("cloud_profile", "localhost").startswith("localhost"):
        return False
    return any(is_production(target.text) for effect in effects for target in effect.targets)


def _sent_elsewhere(script: Script | None) -> bool:
    """Whether a command does what it does to another machine than that before which one sits."""
    data = knowledge("places_surroundings", "seat")
    commands = [command for command, _ in script.walk()] if script is not None else []
    words = [word.text for one in commands if one.program in data.names("sent_by") for word in one.words[1:]]
    return any(
        word.partition("=")[0] in data.names("sent_to") or word[:2] in data.names("sent_to") for word in words
    )


def _leading_elsewhere(effects: tuple[Effect, ...], script: Script | None) -> set[str]:
    """The programs by which a line gets to where some of its effects take place (`kubectl exec`)."""
    if script is None or not any(effect.host for effect in effects):
        return set()
    return {command.program for command in script.commands if any(one.host for one in command.nested)}


def _with_production(found: dict[str, str]) -> dict[str, str]:
    """Says "production": "yes" or "no" where the names of context, profile or workspace tell."""
    names = [
        found[key]
        for key in (
            "kube_context",
            "kube_namespace",
            "cloud_profile",
            "docker_context",
            "workspace",
            "environment",
            "aimed_at",
        )
        if key in found
    ]
    if any(is_production(name) for name in names):
        found["production"] = "yes"
        return found
    # A namespace is anybody's to name: only the cluster itself tells that it is for trying out.
    whole = [name for name in names if name != found.get("kube_namespace")]
    here = found.get("kube_context") if found.get("kube_here") else None
    if whole and not found.get("kube_far") and all(is_local(name) or name == here for name in whole):
        found["production"] = "no"
    return found


def _in_container() -> bool:
    return any(os.path.exists(mark) for mark in _CONTAINER_MARKS)


def _kubernetes(shell: ShellState, script: Script | None) -> dict[str, str]:
    cluster = cluster_of(shell, script)
    told = {"kube_context": cluster.context, "kube_namespace": cluster.namespace if cluster.context else ""}
    told["kube_here"] = "yes" if cluster.here else ""
    told["kube_far"] = "yes" if cluster.far else ""
    return {name: value for name, value in told.items() if value}


def told_by_the_line(effects: tuple[Effect, ...], script: Script | None) -> dict[str, str]:
    """What the line alone says of where it runs, for lines of which nothing else is known; nothing where it
    gives other variables, too: an address of a database may be among them.
    """
    known = load("places_surroundings")["environment"]["variables"]
    given = (one.name for command, _ in script.walk() for one in command.assignments) if script else ()
    if any(name not in known for name in given):
        return {}
    found = environment_of({effect.program for effect in effects}, NOTHING_KNOWN, script)
    return _with_production(found) if found else {}


def _containers(programs: set[str], shell: ShellState, script: Script | None) -> dict[str, str]:
    """Which machine's containers are meant, where its name says that it is production or to be broken."""
    data = load("places_surroundings")["containers"]
    if not programs & set(data["programs"]):
        return {}
    told = on_the_line(script, data["programs"], data["options"], data["variables"])
    chosen, for_certain = chosen_on_the_line(script, "containers")
    told += chosen
    if some_unnamed(script, data["programs"], data["options"], data["variables"]) and not for_certain:
        default = [value for name in data["variables"] if (value := shell.variables.get(name))]
        match = re.search(data["pattern"], text_of(f"{shell.home}/{data['file']}")) if shell.home else None
        told += default or [match[1] if match else ""]
    name = worst(told) if told else ""
    telling = is_production(name) or re.search(data["to_be_broken"], name)
    return {"docker_context": name} if telling else {}


def _workspace(programs: set[str], shell: ShellState, script: Script | None) -> str:
    data = load("places_surroundings")["workspace"]
    if not programs & set(data["programs"]) or not shell.cwd:
        return ""
    told = on_the_line(script, data["by_option"], data["options"])
    if told:
        return worst(told)
    stacked = bool(programs & set(data["by_option"]))
    variables = data["stack_variables"] if stacked else data["variables"]
    named = next((value for name in variables if (value := shell.variables.get(name))), "")
    lines = (command.assignments for command, _ in script.walk()) if script else ()
    given = [one.value.text for assigned in lines for one in assigned if one.name in variables]
    if any(map(is_production, given)):  # of another it is not known whether it counts for all
        named = worst(given)
    entered = on_the_line(script, data["programs"], ["-chdir"])
    folder = os.path.join(shell.cwd, entered[0]) if entered else shell.cwd
    values = on_the_line(script, data["programs"], data["values"])
    beside = [value for name in data["beside"] if (value := shell.variables.get(name))]
    beside += on_the_line(script, data["programs"], data["given"], data["beside"])
    beside = [value.rpartition("=")[2].strip("\"'") for value in beside]
    if any(is_production(value.rpartition("/")[2]) for value in (*values, *beside)):
        return worst([value.rpartition("/")[2] for value in (*values, *beside)])
    chosen, for_certain = chosen_on_the_line(script, "workspace")
    if stacked:
        now = named or selected_stack(replace(shell, cwd=folder))
    else:
        now = named or text_of(f"{folder}/.terraform/environment").strip()
    return worst(chosen if for_certain and not named else [*chosen, now]) if chosen else now
