"""Variables whose values shells and programs run by themselves: prompts, start files, pagers."""

from __future__ import annotations

import re
import shlex
from functools import lru_cache
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.nested.carried_options import CARRYING, carried
from shellguard.parsing.nested.git_aliases import in_variables
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

GIT_COMMANDS = re.compile(
    r"(?i:core\.(?:pager|editor|sshcommand|fsmonitor|askpass)|pager\.\w+|sequence\.editor|diff\.external|"
    r"core\.(?:gitproxy|alternaterefscommand)|credential\.(?:.+\.)?helper|gpg\.(?:\w+\.)?program|"
    r"(?:diff|merge|gui)tool\.\w+\.cmd|filter\.\w+\.\w+|diff\.\w+\.(?:command|textconv)|merge\.\w+\.driver|"
    r"(?:man|browser|trailer|instaweb|tar)\.(?:\w+\.)?(?:cmd|command|httpd)|interactive\.difffilter|"
    r"uploadpack\.packobjectshook|remote\..+\.(?:uploadpack|receivepack)|submodule\..+\.update|imap\.tunnel|"
    r"sendemail\.(?:\w+\.)?(?:tocmd|cccmd|headercmd|smtpserver))\Z"
)
_VARIABLES = knowledge("wrappers_code", "variables")
COMMAND_VARIABLES = _VARIABLES.names("commands")
_NAMED_COMMANDS = _VARIABLES.pattern("named")
_LINE_PUT_IN = "TEXEDIT"  # TeX puts a line's number where `%d` stands, which tells vim to delete every line
STARTUP_FILES = frozenset(("BASH_ENV", "ENV"))
PROMPTS = frozenset(("PS0", "PS1", "PS2", "PS4"))
_READ_BY_SHELLS = frozenset((*STARTUP_FILES, *COMMAND_VARIABLES, *PROMPTS, *CARRYING))
# What the variable held before and nobody knows: by now its name stands for the new value.
_ITSELF = re.compile(r"\$PROMPT_COMMAND\b|\$\{PROMPT_COMMAND(?::?[-+][^{}]*(?:\{[^{}]*\}[^{}]*)?)?\}")
_EXPORTED_FUNCTION = re.compile(r"BASH_FUNC_[^%]+%%\Z")


@lru_cache(1024)
def is_read_by_shells(name: str) -> bool:
    """Whether a shell, or a program by itself, may run what a variable of that name holds."""
    special = name.startswith(("PROMPT_COMMAND", "BASH_FUNC_", "GIT_CONFIG_"))
    return special or name in _READ_BY_SHELLS or _NAMED_COMMANDS.search(name) is not None


def holds_command(name: str) -> bool:
    """Whether programs run the value of a variable of that name."""
    return name in COMMAND_VARIABLES or _NAMED_COMMANDS.search(name) is not None


def changes_what_runs(name: str) -> bool:
    """Whether a variable of that name, given to a command, may let something else run."""
    return name == "PATH" or is_read_by_shells(name)


def assigned(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """Code in variables that the shell runs by itself."""
    declares = bool(command.words) and command.words[0].text in DECLARING
    if not (declares or command.assignments):
        return []
    values = [(item.name, item.value.text) for item in command.assignments]
    if declares:
        parts = [word.text.partition("=") for word in command.words[1:]]
        values.extend((name, value) for name, equals, value in parts if equals)
    found = [nested for name, value in values for nested in run_by_value(nester, name, value)]
    if any(name.startswith("GIT_CONFIG_") for name, _ in values):
        found += [
            one for key, value in in_variables(nester, values) for one in run_by_git(nester, key, value)
        ]
    return found


def run_by_value(nester: ScriptFinder, name: str, value: str) -> list[Nested]:
    """The code in one variable."""
    if name in CARRYING:
        return carried(nester, name, value)
    found = []
    if name in STARTUP_FILES and value:  # a shell reads the file before its script, and expands the name
        found.append(nester.file_text(literal_word(value), NestedKind.FILE, name))
        if "$(" in value or "`" in value:
            found.append(nester.shell_text(f': "{value}"', NestedKind.SHELL, name))
    if name.startswith("PROMPT_COMMAND"):
        found.extend(
            nester.shell_text(_ITSELF.sub(_nothing, text).lstrip("; "), NestedKind.SHELL, "PROMPT_COMMAND")
            for text in _prompted(nester, name, value)
        )
    elif _EXPORTED_FUNCTION.match(name):
        found.append(nester.shell_text(value.partition(")")[2], NestedKind.LATER, name[10:-2]))
    elif value and holds_command(name):
        text = value.replace("%d", "1") if name == _LINE_PUT_IN else value
        found.append(nester.shell_text(text.lstrip("|-"), NestedKind.LATER, name))  # `LESSOPEN='|cmd'`
    elif name in PROMPTS and ("$(" in value or "`" in value):
        found.append(nester.shell_text(f': "{value}"', NestedKind.SHELL, name))
    return found


def _nothing(itself: re.Match[str]) -> str:
    """What stands for the value before; `${PROMPT_COMMAND:+$PROMPT_COMMAND; }` ends its command itself."""
    return ":" if itself[0][-1] != "}" or ";" not in itself[0] else ":; "


def _prompted(nester: ScriptFinder, name: str, value: str) -> tuple[str, ...]:
    """The commands that a value of PROMPT_COMMAND holds, which may be an array."""
    if not value.startswith("("):
        return (value,)
    try:
        return nester.environment.lookup(name).elements or tuple(shlex.split(value[1:-1]))
    except ValueError:
        return ()


def run_by_git(nester: ScriptFinder, key: str, value: str) -> list[Nested]:
    """What a setting of git runs that is given for once: an alias of a shell's, a pager."""
    if key.lower().startswith("alias.") and value.startswith("!"):
        return [nester.shell_text(value[1:], NestedKind.SHELL, "git")]
    text = value.removeprefix("!")
    return [nester.shell_text(text, NestedKind.SHELL, "git")] if GIT_COMMANDS.match(key) else []
