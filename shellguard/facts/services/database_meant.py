"""Which database a line means, as its address or its own words tell: one for trying, or one of production."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from glob import escape as glob_escape
from glob import glob
from itertools import pairwise

from shellguard.facts.contents import text_of
from shellguard.facts.services.database_settings import (
    meant_by_settings,
    settings_variables,
    settled,
    told_by_settings,
)
from shellguard.facts.services.environment_names import is_production, on_the_line, some_unnamed
from shellguard.facts.services.statements import reach_another, whole_databases
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_ANOTHER = "another machine"
_SOURCES = (".ts", ".js", ".cjs", ".mjs")
"""Endings of settings that are written as code, which an option may name where others name a database."""


def database_of(programs: set[str], shell: ShellState, script: Script | None) -> dict[str, str]:
    """Whether the address of a database says that it is one for trying out, or one of production."""
    data = load("places_surroundings")["database"]
    named = programs & set(data["programs"])
    if script is None:
        return {}
    if not named:
        return _by_settings(programs, shell, script)
    commands = [command for command, _ in script.walk() if command.program in named or command.assignments]
    texts = [
        re.sub(r"^--[\w-]+=(?=\S*=)", "", word.text)
        for command in commands
        for word in command.words[1:]
        if word.known
    ]
    texts += [
        one.value.text for command in commands for one in command.assignments if one.name in data["variables"]
    ]
    found: list[Mapping[int, str] | re.Match[str]] = [
        match for text in texts if (match := re.search(data["address"], text))
    ]
    found += [pairs for text in texts if (pairs := _in_pairs(text))]
    if not found and named & set(data["read_it"]):
        told = [shell.variables.get(name) or "" for name in data["variables"]]
        if not any(told) and shell.cwd:
            told = [line for line in text_of(f"{shell.cwd}/{data['file']}").splitlines() if line[:1] != "#"]
        found = [match for text in told if (match := re.search(data["address"], text))]
    if not found:
        return _by_words(named, shell, script) or _by_settings(programs, shell, script)
    hosts = [match[1] for match in found]
    if any(is_production(match[1]) or is_production(match[2]) for match in found):
        return {"environment": "production"} | _elsewhere(hosts)
    own = all(re.fullmatch(data["own_host"], match[1]) for match in found)
    trying = all(re.fullmatch(data["for_trying"], match[2]) for match in found)
    safe = own and trying and not reach_another(script, shell)
    return _environment(f"local:{found[0][2]}" if safe else "", own) | _elsewhere(hosts)


def _in_pairs(text: str) -> dict[int, str]:
    """An address written as pairs, as a match of the usual form would give it; nothing without a host."""
    if not knowledge("places_surroundings", "database").pattern("in_pairs").fullmatch(text):
        return {}
    told = dict(pair.split("=", 1) for pair in text.split())
    return {1: told["host"], 2: told.get("dbname", "")} if "host" in told else {}


def leads_away(programs: set[str], shell: ShellState, script: Script | None) -> bool:
    """Whether an address that is set, or the programs' own settings, name a server of another machine."""
    data = load("places_surroundings")["database"]
    told = [shell.variables.get(name) or "" for name in data["variables"]]
    if not any(told) and shell.cwd:
        told = [line for line in text_of(f"{shell.cwd}/{data['file']}").splitlines() if line[:1] != "#"]
    given = [] if script is None else list(_addresses_given(script, data["variables"]))
    if None in given:
        return True
    told += [text for text in given if text]
    hosts = [match[1] for text in told if (match := re.search(data["address"], text))]
    if script is not None:
        called = settled(programs, script)
        hosts += [one.host for name, command in called for one in meant_by_settings(name, command, shell)]
    return any(not re.fullmatch(f"{data['own_host']}|{data['service_host']}", host) for host in hosts)


def _addresses_given(script: Script, variables: Sequence[str]) -> Iterator[str | None]:
    """The addresses that the line itself gives to what it runs; None for one that is not known."""
    for command, _ in script.walk():
        for one in command.assignments:
            if one.name in variables:
                yield one.value.value if one.value is not None else None
        for word in command.words:
            if word.text.partition("=")[0] in variables:
                yield word.value


def _by_words(named: set[str], shell: ShellState, script: Script) -> dict[str, str]:
    """The same from options and variables that name host and database apart; both must be told."""
    data = load("places_surroundings")["database"]
    host, name = _of_client("host", named, shell, script), _of_client("name", named, shell, script)
    host = host or _of_the_system(named, shell)
    words = _by_operand(script)
    name = name if words is None else [*on_the_line(script, sorted(named), data["names"]), *words] or name
    name = whole_databases(script) or name
    if any(map(is_production, (*host, *name))):
        return {"environment": "production"} | _elsewhere(host)
    own = _is_here(named, host)
    trying = bool(name) and all(re.fullmatch(data["for_trying"], one) for one in name)
    safe = own and trying and words is not None and not reach_another(script, shell)
    return {"environment": f"local:{name[0]}"} if safe else _elsewhere(host)


def _by_operand(script: Script) -> list[str] | None:
    """The databases that clients are told by a word of its own; None where a word is not understood."""
    found = []
    for entry in load("places_surroundings")["database"]["by_operand"]:
        for command, _ in script.walk():
            if command.program not in entry["programs"]:
                continue
            words = [word.value for word in command.words[1:]]
            while words:
                word = words.pop(0)
                name, equals, _ = (word or "").partition("=")
                if word is None or (name.startswith("-") and not re.fullmatch(entry["known"], name)):
                    return None
                if not word.startswith("-") and entry.get("operands") == "host":
                    continue
                if not word.startswith("-") and re.search(r"[=/:.]", word):
                    return None  # a host may stand in it
                if not word.startswith("-"):
                    found += [] if word in entry.get("verbs", ()) else [word]
                elif not equals and name in entry["valued"]:
                    words[:1] = []
    return found


def _by_settings(programs: set[str], shell: ShellState, script: Script) -> dict[str, str]:
    """The same from the settings of the programs themselves."""
    data = knowledge("places_surroundings", "database")
    meant = [
        one for name, command in settled(programs, script) for one in meant_by_settings(name, command, shell)
    ]
    hosts = [one.host for one in meant]
    if any(is_production(one.host) or is_production(one.name) for one in meant):
        return {"environment": "production"} | _elsewhere(hosts)
    elsewhere = _of_client("host", programs, shell, script)
    own = all(data.pattern("own_host").fullmatch(host) for host in (*elsewhere, *hosts))
    told = _of_client("name", programs, shell, script)
    names = [one for one in told if not one.endswith(_SOURCES)] + [one.name for one in meant]
    trying = all(name and data.pattern("for_trying").fullmatch(name) for name in names)
    safe = meant and own and trying and not reach_another(script, shell)
    return _environment(f"local:{meant[0].name}" if safe else "", own or not meant) | _elsewhere(hosts)


def own_port(programs: set[str], shell: ShellState, script: Script) -> str:
    """The port of this machine at which all databases that settings name answer; "" where others may."""
    data = load("places_surroundings")["database"]
    called = list(settled(programs, script))
    if not called or any(programs & {*one["programs"]} for one in data["by_operand"]):
        return ""  # clients go by their words first
    telling = settings_variables(programs) | {*data["variables"]}
    if any(one.name in telling for command, _ in script.walk() for one in command.assignments):
        return ""  # it may be given to what stands in front of what reads it
    meant = [meant_by_settings(name, command, shell) for name, command in called]
    each = [one for told in meant for one in told]
    ports = {one.port for one in each}
    own = all(meant) and all(re.fullmatch(data["own_host"], one.host) for one in each)
    if not own or len(ports) != 1 or reach_another(script, shell) or leads_away(programs, shell, script):
        return ""
    addresses = [shell.variables.get(name) or "" for name in data["variables"]]
    said = {port for text in addresses for port in re.findall(r"://[^/]*:(\d+)(?:/|$)", text)}
    return ports.pop() if said <= ports else ""


def _environment(name: str, own: bool) -> dict[str, str]:
    """What is known of the database; one of another machine counts before a name for trying things out."""
    return {"environment": name or _ANOTHER} if name or not own else {}


def _elsewhere(hosts: list[str]) -> dict[str, str]:
    """The server of another machine that is meant."""
    own = load("places_surroundings")["database"]["own_host"]
    host = next((one for one in hosts if not re.fullmatch(own, one) and not one.startswith("/")), "")
    return {"database_host": host} if host else {}


def _of_client(which: str, named: set[str], shell: ShellState, script: Script) -> list[str]:
    """The hosts, or names, that words say, else a client's own settings, else variables, as clients go."""
    data = load("places_surroundings")["database"]
    programs, options, variables = sorted(named), data[f"{which}s"], _variables(which, named)
    words = [one or "?" for one in on_the_line(script, programs, options, (), data["glued"])]
    servers = _servers(script) if which == "host" else []
    if servers or (words and not some_unnamed(script, programs, options, (), data["glued"])):
        return words + servers
    clients = [one for one in settled(named, script) if one[0] in data["settings_first"]]
    by_each = [told_by_settings(name, command, shell, which) for name, command in clients]
    by_settings = [one for told in by_each for one in told]
    if by_each and all(by_each):
        return words + by_settings
    given = words + [one or "?" for one in on_the_line(script, programs, (), variables)]
    if not given or some_unnamed(script, programs, options, variables, data["glued"]):
        given += [value for name in variables if (value := shell.variables.get(name))]
    return given + by_settings


def _variables(which: str, named: set[str]) -> list[str]:
    """The variables that tell the clients of a line; all of them where one is none that is known."""
    told: dict[str, list[str]] = load("places_surroundings")["database"][f"{which}_variables"]
    known = {program for programs in told.values() for program in programs}
    return [name for name, programs in told.items() if not named <= known or named & {*programs}]


def _servers(script: Script) -> list[str]:
    """The servers that clients are told by their first operand; none where one of them is told none so."""
    found: list[str] = []
    for entry in load("places_surroundings")["database"]["by_operand"]:
        commands = [one for one, _ in script.walk() if one.program in entry["programs"]]
        for command in commands if entry.get("operands") == "host" else ():
            pairs = pairwise(command.words)
            told = [w for before, w in pairs if w.text[:1] != "-" and before.text not in entry["valued"]]
            if not told:
                return []
            found.append(told[0].value or "?")
    return found


def _is_here(named: set[str], hosts: list[str]) -> bool:
    """Whether all servers are on this machine; clients that are told none speak to its own."""
    data = load("places_surroundings")["database"]
    if not hosts:
        return named <= {*data["here_by_default"]}
    return all(re.fullmatch(data["own_host"], one) or _is_own_folder(one) for one in hosts)


def _is_own_folder(path: str) -> bool:
    """Whether a server of this machine has its socket in a folder: it keeps a lock beside that.

    A way to another machine keeps none; where nothing is, nobody answers.
    """
    if not path.startswith("/") or ":" in path:
        return False
    sockets = [one for one in glob(f"{glob_escape(path)}/.s.PGSQL.*") if not one.endswith(".lock")]
    return all(os.path.lexists(f"{one}.lock") for one in sockets)


def _of_the_system(named: set[str], shell: ShellState) -> list[str]:
    """The servers that settings name which a client reads where nothing else does; "?" for one not known."""
    found = load("places_surroundings")["database"]["of_the_system"]
    files = [
        file
        for one in found
        if named & {*one["programs"]}
        for pattern in one["files"]
        for file in glob(_place(pattern, shell))
    ]
    named_there = (
        re.findall(r"(?m)(?:^\s*host(?:name)?\s*[=:]|<host(?:name)?>)\s*([\w.:-]*)", text_of(file))
        for file in files
    )
    return [host or "?" for hosts in named_there for host in hosts]


def _place(pattern: str, shell: ShellState) -> str:
    if pattern.startswith("./"):
        return f"{glob_escape(shell.cwd or '/')}{pattern[1:]}"
    return pattern.replace("~", glob_escape(shell.home or "~"), 1)
