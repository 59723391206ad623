"""The environment that the tasks of a web application run against (`RAILS_ENV`, `APP_ENV`)."""

from __future__ import annotations

import re

from shellguard.facts.contents import text_of
from shellguard.facts.services.database_meant import leads_away
from shellguard.facts.services.environment_names import (
    given_to_each,
    is_local,
    is_production,
    on_the_line,
)
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState


def application_of(programs: set[str], shell: ShellState, script: Script | None) -> dict[str, str]:
    """The environment of a web application; one for trying out only where no address leads away from it."""
    told = environment_of(programs, shell, script)
    if not told or is_production(told["environment"]) or not leads_away(programs, shell, script):
        return told
    return {}


def environment_of(programs: set[str], shell: ShellState, script: Script | None) -> dict[str, str]:
    """What the tasks of a web application run against, by the variable of its framework."""
    data = load("places_surroundings")["environment"]
    if not programs & set(data["programs"]):
        return {}
    given = given_to_each(script, data["programs"], data["variables"], data["options"], data["apart"])
    if given is not None and not programs & set(data["by_address"]):
        away = is_local(given) and programs & set(data["read_it"]) and _elsewhere_by_file(given, shell)
        return {"environment": given.rpartition(".settings.")[2]} if given and not away else {}
    name = given or next((value for one in data["variables"] if (value := shell.variables.get(one))), "")
    if is_local(name) and programs & set(data["read_it"]) and _elsewhere_by_file(name, shell):
        return {}
    if not name and shell.cwd and programs & set(data["read_it"]):
        file = data["own_file"]
        named = file["program"] in programs
        own = on_the_line(script, file["run_by"], file["options"]) if named else []
        if len(set(own)) > 1 or "" in own:
            return {}
        told = re.search(data["named"], _read_by_it(own[0] if own else "", shell))
        name = told[1] if told else own[0] if own and _stands_alone(own[0], shell) else ""
        if is_local(name) and _elsewhere_by_file(own[0] if own else "", shell):
            return {}  # for trying by its name, but it uses a database of another machine
        if any(text_of(f"{shell.cwd}/{one}") for one in data["instead"]):
            return {}
    if programs & set(data["by_address"]) and not is_production(name):
        return {}
    return {"environment": name.rpartition(".settings.")[2]} if name else {}


def _read_by_it(stage: str, shell: ShellState) -> str:
    """The file of variables that is read in a stage: its own where there is one."""
    if not shell.cwd:
        return ""
    path = f"{shell.cwd}/{load('places_surroundings')['environment']['file']}"
    return (text_of(f"{path}.{stage}") if stage and "/" not in stage else "") or text_of(path)


def _stands_alone(stage: str, shell: ShellState) -> bool:
    """Whether a stage has a file of variables of its own."""
    return bool(stage) and bool(
        text_of(f"{shell.cwd}/{load('places_surroundings')['environment']['file']}.{stage}")
    )


def _elsewhere_by_file(stage: str, shell: ShellState) -> bool:
    """Whether a database of another machine is used, by that file or by what counts before it."""
    data = load("places_surroundings")["environment"]
    told = ((shell.variables.get(name) or "", own) for name, own in data["host_variables"].items())
    if any(not re.fullmatch(own, value) for value, own in told):
        return True
    return re.search(data["host"], _read_by_it(stage, shell)) is not None
