"""A bash that a line opens for the person, where its start files are known not to load this guard.

Which files loaded the hook into the shell is told by the shell itself, in a variable. Only what that proves
is said: a file that was not read there may load it elsewhere.
"""

from __future__ import annotations

from shellguard.effects.code_rules import code_rules
from shellguard.effects.effect import Effect
from shellguard.effects.shell_settings import OTHER_SHELL
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Connection, NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

LOADED_BY = "SHELLGUARD_LOADED_BY"
_CHOICE = "SHELL"
_WORDS = knowledge("generic")
_SHELLS = _WORDS.names("guarded_shells")
_OPENERS = _WORDS.names("shell_openers")
_OPENS_NONE = _WORDS.names("opens_no_shell")
_OPTIONS = _WORDS.names("interactive_shell")
_LOGIN = _WORDS.names("login_shell")
_START_FILES = _WORDS.names("start_files")
_LOGIN_FILES = _WORDS.names("login_start_files")
_BEFORE = frozenset((NestedKind.WRAPPER, NestedKind.ALIAS, NestedKind.FUNCTION))


def asked_of_the_shell(script: Script) -> frozenset[str]:
    """The variables that have to be known to tell; none for a line that opens no shell."""
    opened = _opened(script)
    names = {LOADED_BY} if opened else set()
    if any(command.program in _OPENERS for command, _ in opened):
        names.add(_CHOICE)
    return frozenset(names)


def unguarded_shells(script: Script, shell: ShellState) -> tuple[Effect, ...]:
    """One effect for each shell that would be opened unguarded; pure."""
    loaded_by = shell.variables.get(LOADED_BY)
    opened = _opened(script)
    if not loaded_by or not opened:
        return ()
    files = {path.rpartition("/")[2] for path in loaded_by.split(":")}
    plain, login = bool(files & _START_FILES), bool(files & (_START_FILES | _LOGIN_FILES))
    told = code_rules()[OTHER_SHELL]
    return tuple(
        Effect(told.kind, told.id, command.program, told.message, told.base, span=command.span)
        for command, may_be_login in opened
        if not (login if may_be_login else plain) or _opens_another(command, shell)
    )


def _opens_another(command: SimpleCommand, shell: ShellState) -> bool:
    """Whether what opens the person's chosen shell opens one that is no bash."""
    if command.program not in _OPENERS or _CHOICE not in shell.variables:
        return False
    chosen = shell.variables[_CHOICE]
    # Without a choice `script` opens sh; others ask the system for it.
    return chosen.rpartition("/")[2] not in _SHELLS if chosen else command.program == "script"


def _opened(script: Script) -> list[tuple[SimpleCommand, bool]]:
    """The commands that open a shell in this terminal, and whether it may be a login shell."""
    found = []
    fed: set[int] = set()  # the scripts of functions and aliases that were called with something to read
    for command, around in script.walk():
        if _reads_else(command) or (around and id(around[-1]) in fed):
            fed.update(map(id, command.nested))
            continue
        if command.redirections:
            continue
        if command.program not in _SHELLS and command.program not in _OPENERS:
            continue
        if not all(one.kind in _BEFORE and not one.host for one in around):
            continue
        words = {word.text for word in command.words[1:]}
        if command.program in _SHELLS:
            if words <= _OPTIONS:
                found.append((command, bool(words & _LOGIN) or any(one.via == "exec" for one in around)))
        elif not any(word in _OPENS_NONE or _says_what_to_run(word, command.program) for word in words):
            found.append((command, command.program != "script"))
    return found


def _reads_else(command: SimpleCommand) -> bool:
    """Whether a command reads something else than the terminal."""
    return command.connection is Connection.PIPE or any(
        one.operator[0] == "<" and one.descriptor in (None, 0) for one in command.redirections
    )


def _says_what_to_run(word: str, program: str) -> bool:
    """Whether a word of an opener is, or may be, a command; a plain word of `script` is its file."""
    if word.startswith("--"):
        return word.startswith("--c")
    return "c" in word if word.startswith("-") else program != "script"
