"""Which database a program means by its own settings: its host and name, or the file that it lies in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from shellguard.facts.contents import holds_nothing, text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.services.named_databases import IN_MEMORY, Meant, databases_in, path_in, values_in
from shellguard.facts.services.settings_parts import block_of, within
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_LONGEST = 64 << 10
_NAMED = re.compile(r"\{([^{}]+)\}")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_COMMENT = re.compile(r"^\s*(?:#|;|//).*$", re.MULTILINE)


def settings_variables(programs: set[str]) -> frozenset[str]:
    """The variables of a shell that say which settings these programs read."""
    found = set()
    for entry in _entries(programs):
        texts = (*entry["files"], *entry["parts"], *entry.get("overruled", ()))
        found |= {name for text in texts for one in _NAMED.findall(text) for name in one.split("|")}
        found |= {*entry.get("variables", ()), entry.get("address_variable", "")}
    return frozenset(name for name in found if _VARIABLE.fullmatch(name)) | (
        {"DJANGO_SETTINGS_MODULE"} if "manage.py" in programs or "artisan" in programs else frozenset()
    )


def settled(programs: set[str], script: Script) -> Iterator[tuple[str, SimpleCommand]]:
    """The commands of a line that read settings of these programs, each with the program that reads them."""
    for entry in _entries(programs):
        names = set(entry["programs"])
        for command, _ in script.walk():
            called = {command.program, *(word.text.rpartition("/")[2] for word in command.words[1:2])}
            if names & called:
                yield entry["programs"][0], command


def meant_by_settings(program: str, command: SimpleCommand, shell: ShellState) -> tuple[Meant, ...]:
    """The databases that the settings name, all of them; empty where that can't be told."""
    for entry in _entries({program}):
        given = None if _names_another(entry, command) else _given(program, command, shell)
        if given is None:
            return ()
        shell = given
        said = _said(entry, command, shell)
        if said is None or (said and _overruled(entry, shell)):
            return ()
        if said:
            plain = re.fullmatch(entry.get("plain_file", r"(?!)"), said[0])
            return (
                (Meant(file=path_in(said[0], shell.cwd, "")),)
                if plain
                else databases_in(said[0], "\0", shell.cwd)
            )
        found = _part(entry, command, shell)
        if found is None:
            return ()
        file, block = found
        if re.search(entry.get("by_address", r"(?!)"), block):
            return _by_environment(entry, shell, os.path.dirname(file))
        return databases_in(block, file, shell.cwd if entry["layout"] != "text" else "")
    return ()


def told_by_settings(program: str, command: SimpleCommand, shell: ShellState, which: str) -> tuple[str, ...]:
    """The hosts, or the names, in a client's own settings, whatever else a line says; "?": not known."""
    assigned = {one.name: one.value.value if one.value else "" for one in command.assignments}
    if not shell.cwd or any(assigned.get(name, "") is None for name in settings_variables({program})):
        return ("?",) if shell.cwd else ()
    shell = replace(shell, variables={**shell.variables, **assigned})
    found: list[str | None] = []
    for entry in _entries({program}):
        told = _part(entry, command, shell)
        files = _files(entry, command, shell)
        if any(_taken_over(entry, text_of(file, _LONGEST), shell) for file in files):
            return ("?",)
        chosen = any("{" in part and _filled(part, command, shell) for part in entry["parts"])
        if _overruled(entry, shell) or (chosen and (told is None or not told[1].strip())):
            return ("?",)  # it may stand in a file of the system
        values = values_in(told[1], which) if told is not None else []
        behind = _behind(entry, command, shell, which)
        found += behind if None in behind else values or behind
    return tuple(one or "?" for one in found)


def _behind(entry: dict[str, Any], command: SimpleCommand, shell: ShellState, which: str) -> list[str | None]:
    """The same in the file that counts where the others say nothing; None for what is not known."""
    name = _filled(entry["behind"], command, shell) if "behind" in entry else None
    if not name:
        return []
    text = _COMMENT.sub("", text_of(path_in(name, shell.cwd, shell.home), _LONGEST))
    if not text or _taken_over(entry, text, shell):
        return [None]
    return values_in(block_of(text, entry["layout"], entry["parts"]), which)


def _given(program: str, command: SimpleCommand, shell: ShellState) -> ShellState | None:
    """The shell with what stands in front of a command; None where that is not known."""
    assigned = {one.name: one.value.value if one.value else "" for one in command.assignments}
    if not shell.cwd or None in assigned.values() or not assigned.keys() <= settings_variables({program}):
        return None
    return replace(shell, variables={**shell.variables, **assigned})


def _part(entry: dict[str, Any], command: SimpleCommand, shell: ShellState) -> tuple[str, str] | None:
    """The file of settings that counts, and what of it does; None where there is none."""
    file = next((path for path in _files(entry, command, shell) if os.path.isfile(path)), "")
    if not file or _overruled(entry, shell):
        return None
    text = _COMMENT.sub("", text_of(file, _LONGEST))
    if _taken_over(entry, text, shell):
        return None
    parts = [_filled(part, command, shell) for part in entry["parts"]]
    if None in parts:
        return None
    return file, within(entry, block_of(text, entry["layout"], [part for part in parts if part]))


def _taken_over(entry: dict[str, Any], text: str, shell: ShellState) -> bool:
    """Whether settings take in others, or name the place of code that decides."""
    name, file, pattern = entry.get("decided_in", ("", "", ""))
    place = re.search(rf"(?m)^{name}\s*=\s*(\S+)", text) if name else None
    folder = place[1].replace("%(here)s", ".") if place else ""
    code = text_of(path_in(f"{folder}/{file}", shell.cwd, shell.home), _LONGEST) if folder else ""
    return bool(re.search(entry.get("further", r"(?!)"), text) or (pattern and re.search(pattern, code)))


def _said(entry: dict[str, Any], command: SimpleCommand, shell: ShellState) -> list[str] | None:
    """The address that an option, a variable or the folder's own variables give; None: not known."""
    named: set[str | None] = set()
    for word, after in pairwise((*command.words, *command.words[-1:])):
        option, equals, value = word.text.partition("=")
        if option in entry.get("options", ()):
            named.add((value if word.known else None) if equals else after.value)
    if named:
        told = named.pop()
        return [told] if told and not named else None
    said = [known for name in entry.get("variables", ()) if (known := shell.variables.get(name))]
    for name in entry.get("dotenv", ()) if not said else ():
        found = re.findall(
            rf"(?m)^(?:export\s+)?{name}\s*=\s*[\"']?([^\"'\s#]+)", text_of(f"{shell.cwd}/.env", _LONGEST)
        )
        if len(set(found)) > 1:
            return None  # some take the first of them, some the last
        said += found[:1]
    return said


def _by_environment(entry: dict[str, Any], shell: ShellState, beside: str) -> tuple[Meant, ...]:
    """The database whose address a variable holds, of the shell or of the folder's own file.

    `beside`: the folder of the settings, where paths of databases begin for those that say so.
    """
    name = entry["address_variable"]
    found = re.search(
        rf"(?m)^(?:export\s+)?{name}=[\"']?([^\"'\s#]+)", text_of(f"{shell.cwd}/.env", _LONGEST)
    )
    told = shell.variables.get(name) or (found[1] if found else "")
    return databases_in(told, "\0", beside if entry.get("files_beside") else shell.cwd)


def settled_file(program: str, command: SimpleCommand, shell: ShellState) -> TargetFacts | None:
    """What is lost with the database in a file that the settings name; None where they name none."""
    meant = meant_by_settings(program, command, shell)
    if not meant or not all(one.file for one in meant):
        return None
    held = [_in_file(one.file) for one in meant]
    return next((one for one in held if one.recovery is not Recovery.NOTHING_LOST), held[0])


def _in_file(path: str) -> TargetFacts:
    if path.rpartition("/")[2] == IN_MEMORY:
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason="it is in memory only")
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return TargetFacts(
            path, exists=False, recovery=Recovery.NOTHING_LOST, reason="there is no such database"
        )
    except (OSError, ValueError):
        return TargetFacts(path)
    nothing = holds_nothing(path, status)
    if nothing:
        return TargetFacts(path, exists=True, recovery=Recovery.NOTHING_LOST, reason=nothing)
    name = path.rpartition("/")[2]
    return TargetFacts(
        path,
        exists=True,
        kind="file",
        files=1,
        total_bytes=status.st_size,
        reason=f"all of it lies in {name}",
    )


def _entries(programs: set[str]) -> list[dict[str, Any]]:
    return [one for one in load("database_settings")["settings"] if programs & set(one["programs"])]


def _names_another(entry: dict[str, Any], command: SimpleCommand) -> bool:
    """Whether a word of the line may name a database of its own."""
    words = [word.text for word in command.words[1:]]
    if any(word.partition("=")[0] in entry.get("apart", ()) for word in words):
        return True
    if any(re.match(entry.get("elsewhere", r"(?!)"), word) for word in words):
        return True
    given = any("://" in word for word in words)
    if given and not any(word.partition("=")[0] in entry.get("options", ()) for word in words):
        return True
    valued = entry.get("without_operands")
    if valued is None:
        return False
    return any(
        not word.text.startswith(("-", "service=")) and before.text not in valued
        for before, word in pairwise(command.words)
    )


def _files(entry: dict[str, Any], command: SimpleCommand, shell: ShellState) -> Iterator[str]:
    for text in entry["files"]:
        if text == "{django}":
            yield from _django(command, shell)
            continue
        name = _filled(text, command, shell)
        if name is not None:
            yield path_in(name, shell.cwd, shell.home)
        if name is not None and text.startswith("{option:"):
            return  # what the line names counts, whether it is there or not


def _django(command: SimpleCommand, shell: ShellState) -> Iterator[str]:
    """The module of settings that the line, the variable or `manage.py` names, as a file."""
    found = re.search(
        load("database_settings")["values"]["django_module"], text_of(f"{shell.cwd}/manage.py", _LONGEST)
    )
    module = _value_of("option:--settings", command, shell) or shell.variables.get("DJANGO_SETTINGS_MODULE")
    module = module or (found[1] if found else "")
    if module:
        path = f"{shell.cwd}/{module.replace('.', '/')}"
        yield f"{path}.py"
        yield f"{path}/__init__.py"


def _overruled(entry: dict[str, Any], shell: ShellState) -> bool:
    for name, pattern in entry.get("overruled", {}).items():
        name = _NAMED.sub(lambda one: shell.variables.get(one[1]) or "", name)
        path = path_in(name, shell.cwd, shell.home)
        if os.path.exists(path) and (not pattern or re.search(pattern, text_of(path, _LONGEST))):
            return True
    return False


def _filled(text: str, command: SimpleCommand, shell: ShellState) -> str | None:
    """A text with what stands for its braces; None where none of a brace's names is known."""
    unknown = False

    def known(found: re.Match[str]) -> str:
        nonlocal unknown
        for name in found[1].split("|"):
            value = _value_of(name, command, shell)
            if value:
                return value
        unknown = True
        return ""

    filled = _NAMED.sub(known, text)
    return None if unknown else filled


def _value_of(name: str, command: SimpleCommand, shell: ShellState) -> str:
    kind, colon, what = name.partition(":")
    if colon and kind == "word":
        words = [word.value or "" for word in command.words[1:]]
        return next((w.removeprefix(what).split()[0] for w in words if w.startswith(what) and w != what), "")
    if colon and kind == "option":
        for word, after in pairwise((*command.words, *command.words[-1:])):
            option, equals, value = word.text.partition("=")
            if option == what:
                return value if equals else after.value or ""
        return ""
    return (shell.variables.get(name) or "") if _VARIABLE.fullmatch(name) else name
