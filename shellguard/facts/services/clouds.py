"""Which profile, project or stage of a cloud a line means: by its words, by variables, by settings."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.machine.ports import held_by
from shellguard.facts.services.aliases import by_aliases, settings_at
from shellguard.facts.services.cloud_profiles import led_to
from shellguard.facts.services.environment_names import (
    chosen_on_the_line,
    is_local,
    on_the_line,
    some_unnamed,
    worst,
)
from shellguard.facts.services.redirected_clients import port_leads_on
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_MOST_ABOVE = 12
_LONGEST = 256 << 10
_LOOK_MS = 5.0


def cloud_of(programs: set[str], shell: ShellState, script: Script | None) -> dict[str, str]:
    """ "cloud" and, where that is known, "cloud_profile": what the programs of a line work on."""
    for provider in load("places_surroundings")["cloud"]:
        if not programs & set(provider["programs"]):
            continue
        emulated = _emulated(provider, shell, script)
        if provider.get("addressed") and _is_passed_through(shell):
            return {"cloud": provider["name"]}
        name = emulated or led_to(
            provider,
            _profile(provider, shell, script),
            shell,
            script,
            _services(provider, script),
            on_the_line(script, provider["programs"], provider.get("endpoint_options", [])),
        )
        name = _server(name) if provider.get("addressed") and name else name
        return {"cloud": provider["name"]} | ({"cloud_profile": name} if name else {})
    return {}


def server_on_the_line(programs: set[str], script: Script | None) -> bool:
    """Whether each command says by its own words which server it speaks to, whoever's settings count."""
    meant = [one for one in load("places_surroundings")["cloud"] if programs & set(one["programs"])]
    return bool(meant) and all(
        one.get("addressed")
        and not some_unnamed(script, one["programs"], [*{*one["options"]} - {*one.get("by_name", ())}])
        for one in meant
    )


def _server(address: str) -> str:
    """The server of an address, or of several with commas between them the one that counts, with its port.

    "" for one that is called as if it were this machine's, but need not be.
    """
    each = (one.strip().rpartition("://")[2].partition("/")[0] for one in address.split(","))
    name = worst([one.rpartition("@")[2] for one in each])
    own = (
        knowledge("places_surroundings", "database").pattern("own_host").fullmatch(re.sub(r":\d+$", "", name))
    )
    port = name.rpartition(":")[2]
    if own and port_leads_on(port):
        return ""  # a way to another machine
    return name if own or not is_local(name) else ""


def _is_passed_through(shell: ShellState) -> bool:
    """Whether one has come to this machine over ssh: its stores are not one's own for being here."""
    return any(shell.variables.get(name) for name in load("places_surroundings")["seat"]["remote"])


def cloud_variables(programs: set[str]) -> frozenset[str]:
    """The variables of a shell that tell which of it is meant."""
    data = load("places_surroundings")
    meant = [one for one in data["cloud"] if programs & set(one["programs"])]
    found = {
        name
        for provider in meant
        for name in (
            *provider["variables"],
            *provider.get("endpoint_variables", ()),
            *provider.get("service_variables", ()),
            *provider.get("keys", ()),
            *provider.get("moved", {}),
        )
    }
    return frozenset(found | ({*data["seat"]["remote"]} if meant else set()))


def _emulated(provider: dict[str, Any], shell: ShellState, script: Script | None) -> str:
    """The address of what only plays the cloud on this machine, where all is sent there."""
    shape, variables = provider.get("emulator", ""), list(provider.get("endpoint_variables", []))
    services = _services(provider, script)
    if not shape or (provider.get("emulates") and not services <= set(provider["emulates"])):
        return ""
    if len(services) == 1:  # what counts for this service alone goes before what counts for all
        variables = [f"{one}_{next(iter(services)).upper()}" for one in variables] + variables
    options = provider.get("endpoint_options", [])
    told = on_the_line(script, provider["programs"], options, variables)
    if some_unnamed(script, provider["programs"], options, variables):
        told.append(_set_in(variables, shell))
    return "localhost" if all(re.fullmatch(shape, one) for one in told) else ""


def _services(provider: dict[str, Any], script: Script | None) -> set[str]:
    """The first words of the commands of a provider: which of its services they speak to."""
    commands = [one for one, _ in script.walk() if one.program in provider["programs"]] if script else []
    valued = {
        *provider.get("options", ()),
        *provider.get("endpoint_options", ()),
        *provider.get("valued", ()),
    }
    first = [
        [
            after.text
            for word, after in pairwise(one.words)
            if after.text[:1] != "-" and word.text not in valued
        ][:1]
        for one in commands
    ]
    return {words[0].replace("-", "_") for words in first if words}


def _profile(provider: dict[str, Any], shell: ShellState, script: Script | None) -> str:
    options, variables = provider.get("options", []), provider["variables"]
    if "aliases" in provider:
        return worst(by_aliases(provider, shell, script))
    if said := _said_behind(provider, script):
        return worst(said)
    told = on_the_line(script, provider["programs"], options, variables)
    told += _given_by(provider.get("given_by", []), script)
    if _has_keys(provider, shell, script):
        return worst([*told, *_defaults(provider, shell, script), ""])
    chosen, for_certain = chosen_on_the_line(script, provider["name"])
    if chosen and not told:
        return worst(chosen if for_certain else [*chosen, *_defaults(provider, shell, script)])
    if not told or _some_told_by_none(provider, script):
        told += _defaults(provider, shell, script)
    if told == [""]:
        told = on_the_line(script, provider["programs"], provider.get("said_again", ())) or told
    return worst(told)


def _said_behind(provider: dict[str, Any], script: Script | None) -> list[str]:
    """What the operands of all its commands name, where that alone counts; "" for one not known."""
    commands = [one for one, _ in script.walk() if one.program in provider["programs"]] if script else []
    found = []
    for command in commands if "said_behind" in provider else ():
        said = " ".join(word.value if word.value is not None else "\0" for word in command.words[1:])
        told = re.search(provider["said_behind"], said)
        if told is None:
            return []
        found.append("" if "\0" in told[1] else told[1])
    return found


def _has_keys(provider: dict[str, Any], shell: ShellState, script: Script | None) -> bool:
    """Whether keys lead to an account of their own, where no option names a profile: nobody knows whose."""
    keys, programs = provider.get("keys", []), provider["programs"]
    if not keys or not some_unnamed(script, programs, provider.get("options", [])):
        return False
    if on_the_line(script, programs, [], keys):
        return True
    given = _set_in(provider["keys_of"], shell) or _given_by(provider.get("given_by", []), script)
    return bool(_set_in(keys, shell)) and not given


def _some_told_by_none(provider: dict[str, Any], script: Script | None) -> bool:
    """Whether a command of the line names no profile of its own, and none is given to it."""
    if _given_by(provider.get("given_by", []), script):
        return False
    return some_unnamed(script, provider["programs"], provider.get("options", []), provider["variables"])


def _defaults(provider: dict[str, Any], shell: ShellState, script: Script | None) -> list[str]:
    """What counts for a command that names nothing: never an empty list, "" stands for what is not known."""
    name = _set_in(provider["variables"], shell) or _in_dotenv(provider, shell)
    in_file = _from_file(provider, shell, script) if not name or provider.get("file_counts") else ""
    return [one for one in (name, in_file, "" if name or in_file else _own_agent(provider)) if one] or [""]


def _own_agent(provider: dict[str, Any]) -> str:
    """Where a program that was started for trying answers on this machine, which is meant by default."""
    known: dict[str, str] | None = provider.get("own_agent")
    if known is None or not held_by(int(known["port"]), provider["name"], known["words"], _LOOK_MS):
        return ""
    return f"localhost:{known['port']}"


def _in_dotenv(provider: dict[str, Any], shell: ShellState) -> str:
    """What the folder's own file of variables says to the tools that read it."""
    for name in provider.get("dotenv", ()) if shell.cwd else ():
        found = re.findall(
            rf"(?m)^(?:export\s+)?{name}\s*=\s*[\"']?([^\"'\s#]+)", text_of(f"{shell.cwd}/.env")
        )
        if found:
            return str(found[-1])
    return ""


def _set_in(variables: Sequence[str], shell: ShellState) -> str:
    return next((value for one in variables if (value := shell.variables.get(one))), "")


def _enters_folder(script: Script | None) -> bool:
    """Whether a line goes into another folder first."""
    return script is not None and any(one.program in CHANGING_FOLDER for one in script.commands)


def _given_by(programs: Sequence[str], script: Script | None) -> list[str]:
    """The profile that a program in front gives to the one that it runs."""
    if script is None or not programs:
        return []
    running = [command.words for command, _ in script.walk() if command.program in programs]
    return [words[2].value or "" for words in running if len(words) > 2 and words[1].text == "exec"]


def _from_file(provider: dict[str, Any], shell: ShellState, script: Script | None) -> str:
    """The active configuration as a provider's own file names it: in the folder, else in the home."""
    if provider.get("here") and _enters_folder(script):
        return ""  # whose file is not looked at
    if provider.get("here") and shell.cwd:
        match = re.search(provider["pattern"], text_above(shell.cwd, provider["here"])[1], re.MULTILINE)
        return match[1].strip() if match else ""
    if provider["name"] == "azure" and shell.home:
        name = _default_subscription(settings_at(provider, ".azure/azureProfile.json", shell))
        if name:
            return name
    if not provider.get("file") or not shell.home:
        return ""
    text = text_of(settings_at(provider, provider["file"], shell))
    if not provider.get("pattern"):
        return text.strip()
    found = re.findall(provider["pattern"], text, re.MULTILINE)
    told = found if provider.get("every") else found[:1]
    return ",".join(one.strip() for one in told)


def _default_subscription(file: str) -> str:
    """The name of the subscription that `az` uses unless told otherwise."""
    try:
        profile = json.loads(text_of(file, _LONGEST).lstrip("\ufeff") or "null")
    except (ValueError, RecursionError):
        return ""
    listed = profile.get("subscriptions") if isinstance(profile, dict) else None
    chosen = [one for one in listed or () if isinstance(one, dict) and one.get("isDefault")]
    return str(chosen[0].get("name", "")) if len(chosen) == 1 else ""


def text_above(folder: str, name: str) -> tuple[str, str]:
    """The path and text of a file in the folder or the next one above it that has it; "" for none."""
    for _ in range(_MOST_ABOVE):
        text = text_of(f"{folder}/{name}")
        if text or folder in ("", "/"):
            return f"{folder}/{name}", text
        folder = folder.rpartition("/")[0]
    return "", ""


def selected_stack(shell: ShellState) -> str:
    """The stack that was selected for the project of Pulumi in the folder or above it, "" for none."""
    file, text = text_above(shell.cwd, "Pulumi.yaml")
    named = re.search(r"(?m)^name:\s*[\"']?([\w.-]+)", text)
    if named is None or not shell.home:
        return ""
    mark = hashlib.sha1(file.encode(), usedforsecurity=False).hexdigest()
    found = re.search(
        r'"stack"\s*:\s*"([^"]+)"',
        text_of(f"{shell.home}/.pulumi/workspaces/{named[1]}-{mark}-workspace.json"),
    )
    return found[1] if found else ""
