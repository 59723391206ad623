"""What of a line, or beside the settings, leads elsewhere than they say: nothing is one's own then."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.machine.ports import passed_on
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_LOOK_MS = 5.0


def led_elsewhere(script: Script | None, shell: ShellState, *, set_first: bool = False) -> bool:
    """Whether a line may work on something else than the settings of the folder and the shell tell.

    `set_first`: the shell is as those commands of the line leave it that change its variables.
    """
    if script is None:
        return False
    data = load("places_surroundings")["led"]
    if any(shell.variables.get(name) for name in data["variables"]) or _beside(shell, script):
        return True
    if any(_leads_on(one, data) for one in shell.variables.values() if one):
        return True
    commands = [command for command, _ in script.walk()]
    if _counts(commands, shell, data) or any(runs_first(one.program, shell) for one in commands):
        return True
    several = len(script.commands) > 1 and not set_first
    if not set_first and any(_reads_variables(command, data) for command in script.commands):
        return True
    if any(_gives(command, data, several) for command in script.commands):
        return True
    if any(_gives_address(command, data) for command in commands) or _opens_way(commands, data):
        return True
    return any(_names(command, data) or _by_tunnel(command, data, shell) for command in commands)


def led_by_variables(command: SimpleCommand, shell: ShellState) -> bool:
    """Whether a variable sends a command to another folder than its own, or gives it further words."""
    moved: list[str] = load("places_surroundings")["led"]["moved_by"].get(command.program, [])
    return bool(command.assignments) or any(shell.variables.get(name) for name in moved)


def _gives(command: SimpleCommand, data: dict[str, Any], several: bool) -> bool:
    """Whether a command gives other variables to what runs behind it or by it."""
    if several and (command.program in data["changing"] or (command.assignments and not command.words)):
        return True
    if command.assignments and command.program in data["shells"]:
        return True
    said = " ".join(word.text for word in command.words)
    return re.match(data["giving"], said) is not None


def _gives_address(command: SimpleCommand, data: dict[str, Any]) -> bool:
    """Whether a command is given a variable that counts before what names a server."""
    return not _given_names(command).isdisjoint(data["variables"])


def _given_names(command: SimpleCommand) -> set[str]:
    """The variables that a command is given on the line, in front of it or as a word of what runs it."""
    given = {one.name for one in command.assignments}
    return given | {word.text.partition("=")[0] for word in command.words[1:] if "=" in word.text}


def _counts(commands: list[SimpleCommand], shell: ShellState, data: dict[str, Any]) -> bool:
    """Whether a variable that is not looked into says more of where a line goes, or moves its settings."""
    programs = {command.program for command in commands}
    giving = [command for command in commands if command.program not in data["changing"]]
    moving = _moving(programs, data)
    if any(not moving.isdisjoint(_given_names(command)) for command in giving):
        return True
    return any(shell.variables.get(name) for one in programs for name in data["counting"].get(one, ()))


def _moving(programs: set[str], data: dict[str, Any]) -> set[str]:
    """The variables that put something else in the place of programs' settings, or count beside."""
    moved = (
        one["moved"]
        for one in load("places_surroundings")["cloud"]
        if programs & {*one["programs"]} and "moved" in one
    )
    counting = (data["counting"].get(one, ()) for one in programs)
    return {"HOME", "XDG_CONFIG_HOME"}.union(*moved, *counting)


def runs_first(program: str, shell: ShellState) -> bool:
    """Whether a file that a client runs before all else leads to another server, or to another file."""
    return any(
        re.search(one["leading"], text_of(file.replace("~", shell.home, 1)))
        for one in load("places_surroundings")["runs_first"]
        if program in one["programs"] and shell.home
        for file in one["files"]
    )


def _opens_way(commands: list[SimpleCommand], data: dict[str, Any]) -> bool:
    """Whether a line opens a way to another machine for what speaks to a port of this one."""
    speaking = any(command.program in data["by_port"] for command in commands)
    words = {word.text for command in commands for word in command.words[1:]} if speaking else set()
    return any(re.match(data["opening"], word) for word in words) or any(
        speaking and re.fullmatch(data["ways"], command.program) for command in commands
    )


def _reads_variables(command: SimpleCommand, data: dict[str, Any]) -> bool:
    """Whether a command reads variables from a file for what it runs."""
    return re.match(data["giving_by_file"], " ".join(word.text for word in command.words)) is not None


def _names(command: SimpleCommand, data: dict[str, Any]) -> bool:
    """Whether words of a command name other settings, or another host within an address."""
    options: list[str] = data["options"].get(command.program, [])
    for program in data["options"]:
        if any(word.text.rpartition("/")[2] == program for word in command.words[1:3]):
            options = [*options, *data["options"][program]]
    words = [word.text for word in command.words[1:]]
    named = any(word.partition("=")[0] in options for word in words)
    return named or any(re.search(data["within_address"], word) for word in words)


def _by_tunnel(command: SimpleCommand, data: dict[str, Any], shell: ShellState) -> bool:
    """Whether a port of this machine that a command speaks to may lead to another one."""
    if command.program not in data["by_port"]:
        return False
    if any(_leads_on(word.text, data) for word in command.words):
        return True
    words = command.words
    ports = [after.text for word, after in pairwise(words) if word.text in ("-p", "-P", "--port")]
    ports += [word.text.partition("=")[2] for word in words if word.text.startswith("--port=")]
    ports += [word.text[2:] for word in words if re.match(r"-[pP]\d", word.text)]
    for name in data["port_variables"] if not ports else ():
        ports += [shell.variables.get(name) or ""]
    usual = data["usual_port"].get(command.program, "")
    return any(map(port_leads_on, ports if any(ports) else [usual]))


def _leads_on(text: str, data: dict[str, Any]) -> bool:
    """Whether an address in a text is a port of this machine that may lead to another one."""
    return any(port_leads_on(port) for port in re.findall(data["port"], text))


def port_leads_on(port: str) -> bool:
    """Whether a port of this machine may lead to another one."""
    if not port.isdecimal() or len(port) > 5:
        return False
    return passed_on(int(port), _LOOK_MS) is not False


def _beside(shell: ShellState, script: Script) -> bool:
    """Whether a file that counts before the folder's own settings names a server elsewhere."""
    data = load("places_surroundings")["led"]
    called = {word.text.rpartition("/")[2] for command, _ in script.walk() for word in command.words[:3]}
    if not shell.cwd or called.isdisjoint(data["reading"]):
        return False
    texts = [text_of(f"{shell.cwd}/{name}") for name in (*data["beside"], ".env")]
    described = "".join(text_of(f"{shell.cwd}/{name}") for name in data["naming"])
    for name in re.findall(data["named_in"], described) if "prisma" in called else ():
        if not any(re.search(rf"(?m)^(?:export\s+)?{name}\s*=", text) for text in texts):
            return True  # by a variable that is not looked at
    del texts[-1]
    known = load("places_surroundings")["database"]
    found = [match for text in texts for match in re.finditer(known["address"], text)]
    return any(not re.fullmatch(known["own_host"], match[1]) for match in found)
