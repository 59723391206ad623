"""Which repository and which work tree a command of git works on, and with which settings of the line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shellguard.facts.command_behind import PLACES
from shellguard.facts.contents import text_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git.git_command import GitCommand
from shellguard.facts.git.settings_in_line import with_settings
from shellguard.facts.repository.repository import Repository, repository_in
from shellguard.facts.variables_set_before import changes_variables, set_first
from shellguard.parsing.nested.wrapping import valued_before
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_FOLDER, _TREE = PLACES[:2]
_OPTIONS = {"--git-dir": _FOLDER, "--work-tree": _TREE}
_TAKING = valued_before("git")
_SETTINGS = "GIT_CONFIG"
_POINTER = "gitdir: "
_LONGEST_POINTER = 4096


@dataclass(slots=True)
class _Sent:
    """Where a command of git is sent: into which folder, and by what each variable or option says."""

    folder: str
    places: dict[str, str] = field(default_factory=dict)


def repositories_meant(git: GitCommand) -> list[tuple[str, Repository | None]] | None:
    """The folder that git works in, and the repository that it finds there; None where that can't be told.

    There are several where a variable of the shell leads elsewhere: programs may not get it.
    """
    if git.command is None:
        if any(git.shell.variables.get(name) for name in PLACES):
            return None
        folder = git.effect.options.get("folder", git.here)
        return [(folder, git.surveyor.repository(folder))]
    found: list[tuple[str, Repository | None]] = []
    for twin in _alike(git.command, git.script):
        each = _found_by(twin, git)
        if each is None:
            return None
        found += [one for one in each if one not in found]
    return found


def _alike(command: SimpleCommand, script: Script | None) -> list[SimpleCommand]:
    """The command in each turn in which another runs it: `ls -d */ | xargs -I{} git -C {} checkout .`."""
    if script is None or command in script.commands:
        return [command]
    there = [one for one, _ in script.walk() if one.span == command.span and one.program == command.program]
    return there or [command]


def _found_by(command: SimpleCommand, git: GitCommand) -> list[tuple[str, Repository | None]] | None:
    """What one command finds that is meant by `git`; None where that can't be told."""
    told = _sent(command, git.here)
    variables = _variables(command, git.script, git.shell)
    if told is None or variables is None:
        return None
    found: list[tuple[str, Repository | None]] = []
    for given in variables:
        one = _found(_Sent(told.folder, given | told.places), git.surveyor)
        if one is None:
            return None
        folder, repository = one
        if repository is not None:
            folder, repository = _with_work_tree(folder, with_settings(repository, command, git.script))
        found.append((folder, repository))
    return found


def _sent(command: SimpleCommand, folder: str) -> _Sent | None:
    """Where the words in front of the subcommand send git."""
    sent = _Sent(folder)
    words = iter(command.words[1:])
    for word in words:
        name, equals, _ = word.text.partition("=")
        if name in ("--namespace", "--bare", "--config-env"):
            return None
        if name in _OPTIONS or name == "-C":
            value = word.value if equals else getattr(next(words, None), "value", None)
            if value is None:
                return None
            if name == "-C":
                sent.folder = os.path.normpath(os.path.join(sent.folder, value))
            else:
                sent.places[_OPTIONS[name]] = value.partition("=")[2] if equals else value
        elif name in _TAKING and not equals:
            given = next(words, None)
            if given is None or given.text.lower().startswith("core.worktree"):
                return None
        elif not name.startswith("-"):
            break
    return sent


def _variables(
    command: SimpleCommand, script: Script | None, shell: ShellState
) -> list[dict[str, str]] | None:
    """What the variables say that send git elsewhere, each way that it may be; None where it is not known."""
    own = {one.name: one.value.value if one.value is not None else "" for one in command.assignments}
    own |= _by_env(command, script)
    if script is not None and any(
        name.startswith(_SETTINGS) for one, _ in script.walk() for name in _names_of(one)
    ):
        return None
    given = {name: value for name, value in own.items() if name in PLACES}
    if None in given.values():
        return None
    said = {name: value or "" for name, value in given.items()}
    if script is None or not _set_in(script, command):
        before = {name: value for name in PLACES if (value := shell.variables.get(name))}
        return [said, before | said] if before and not before.keys() <= said.keys() else [said]
    if not changes_variables(script):
        return None
    after = set_first(script, replace(shell, variables={}), frozenset(PLACES))
    if after is None:
        return None
    told = {name: value for name in PLACES if (value := after.variables.get(name))} | said
    kept = (name for name in PLACES if name not in after.variables)
    before = {name: value for name in kept if (value := shell.variables.get(name))}
    return [told, before | told] if before else [told]


def _by_env(command: SimpleCommand, script: Script | None) -> dict[str, str | None]:
    """What an `env` in front of the command gives it."""
    found: dict[str, str | None] = {}
    for one, _ in script.walk() if script is not None else ():
        inner = (each for nested in one.nested for each in nested.script.commands)
        if one.program == "env" and any(each is command for each in inner):
            for word in one.words[1:]:
                name, equals, _value = word.text.partition("=")
                if equals and name in PLACES:
                    found[name] = word.value.partition("=")[2] if word.value is not None else None
    return found


def _set_in(script: Script, command: SimpleCommand) -> bool:
    """Whether anything else of a line, or that it runs, gives one of the variables a value."""
    return any(name in PLACES for one, _ in script.walk() if _sets(one, command) for name in _names_of(one))


def _sets(one: SimpleCommand, command: SimpleCommand) -> bool:
    """Whether what one command sets is not looked at with the other itself."""
    if one is command:
        return False
    inner = (each for nested in one.nested for each in nested.script.commands)
    return one.program != "env" or not any(each is command for each in inner)


def _names_of(command: SimpleCommand) -> Iterator[str]:
    for one in command.assignments:
        yield one.name
    for word in command.words[1:]:
        yield word.text.partition("=")[0]


def _found(sent: _Sent, surveyor: Surveyor) -> tuple[str, Repository | None] | None:
    """The repository that git finds where it is sent; None where that can't be told."""
    folder, places = sent.folder, {name: value for name, value in sent.places.items() if value}
    if not places:
        return folder, surveyor.repository(folder)
    if not places.keys() <= {_FOLDER, _TREE}:
        return None
    tree = _placed(folder, places[_TREE]) if _TREE in places else ""
    if _FOLDER not in places:
        around = surveyor.repository(folder)
        found = repository_in(around.folder, tree, apart=True) if around is not None else None
    else:
        place = _placed(folder, places[_FOLDER])
        pointer = text_of(place, _LONGEST_POINTER).strip() if os.path.isfile(place) else ""
        if pointer.startswith(_POINTER):
            place = _placed(os.path.dirname(place), pointer.removeprefix(_POINTER))
        found = repository_in(place, tree or folder, apart=True)
        if found is not None and not tree and found.told_work_tree:
            found = replace(found, root=found.told_work_tree)
    return (_within(folder, found), found) if found is not None else None


def _with_work_tree(folder: str, repository: Repository) -> tuple[str, Repository]:
    """The same with the work tree that the settings name, those of the line among them."""
    told = repository.told_work_tree if not repository.apart else ""
    if not told or os.path.realpath(told) == os.path.realpath(repository.root):
        return folder, repository
    found = Repository(told, repository.folder, repository.common, apart=True, given=repository.given)
    return _within(folder, found), found


def _within(folder: str, repository: Repository) -> str:
    """Where git works then: at the top of the work tree, if it was called outside of it."""
    return folder if f"{folder}/".startswith(f"{repository.root.rstrip('/')}/") else repository.root


def _placed(folder: str, name: str) -> str:
    return os.path.normpath(os.path.join(folder, name))
