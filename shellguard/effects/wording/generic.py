"""What can be told of any command by its words alone, whatever the program."""

from __future__ import annotations

from functools import lru_cache

from shellguard.effects.context import Findings, is_input
from shellguard.effects.effect import EffectKind
from shellguard.effects.execution.opened_shells import names_shell, only_asks_for_shell, shell_argument
from shellguard.effects.execution.ways_out import read_here_texts, read_ways_out
from shellguard.effects.packs.pack_model import Node
from shellguard.effects.touching.leaks import asks_with_output
from shellguard.effects.touching.named_secrets import (
    hints_at_secret,
    read_passwords_by_option,
    read_secrets,
    read_users,
)
from shellguard.effects.touching.touching import touch
from shellguard.effects.wording.deeds import DAILY_TOOLS, read_deeds
from shellguard.effects.wording.small_things import about_small_things, is_small
from shellguard.effects.wording.telling_words import read_script_name, read_task_name, read_telling_words
from shellguard.effects.wording.weighed_words import may_ask, read_weighed_words
from shellguard.effects.wording.written_text import read_written_text
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand

_WORDS = knowledge("generic")
_NAMES_ONLY = _WORDS.names("names_only")
_SHELL_IS_DATA = _WORDS.names("shell_is_data")
_NETWORK = _WORDS.pattern("code_network")
_RUNS = _WORDS.pattern("code_runs")
_HIDDEN = _WORDS.pattern("code_hidden")
_TOOLS = _WORDS.pattern("attack_tools")
_TOOL_USERS = _WORDS.names("attack_tool_users")
_ONLY_LOOK = _WORDS.names("reads_data")
_STATEMENT = _WORDS.pattern("statement")
_DROPS = _WORDS.pattern("drop_places")
_PRINTING = _WORDS.names("printing_files")
_DROPPERS = _WORDS.names("droppers")
_READ_ITSELF = frozenset((NestedKind.WRAPPER, NestedKind.SHELL, NestedKind.CODE))
_WORKING_HERE = _WORDS.names("working_here")
_ASKS_ABOUT = ("--version", "--help", "-h", "-V")
_LEAST_CODE = 24  # characters
_SHORT = 80  # words of which it is remembered what they are


def read_words(findings: Findings, node: Node | None) -> None:
    """The generic reading, beside what the program's pack says, None where it has none."""
    known = node is not None
    program = findings.program
    line = " ".join([word.text for word in findings.command.words[1:]])
    _attack_tools(findings)
    if not known and is_statement(f"{program} {line}"):
        statement(findings)
    read_written_text(findings, line)
    if findings.command.redirections:
        read_here_texts(findings)
    read_script_name(findings)
    if not line:
        return
    _drop_place(findings, line)
    read_task_name(findings, line)
    if (node is not None and node.names_only) or program in _NAMES_ONLY:
        read_passwords_by_option(findings, line)
        if program not in _NAMES_ONLY:
            read_deeds(findings, line, known=known)
        return
    nested = findings.command.nested
    # What an alias stands for has all these words behind it.
    wraps = bool(nested) and any(
        one.kind in _READ_ITSELF or (one.kind is NestedKind.ALIAS and one.known) for one in nested
    )
    ordinary_shell = node is not None and node.shell_is_ordinary
    data = ordinary_shell or program in _SHELL_IS_DATA or only_asks_for_shell(findings)
    if not data and not wraps and names_shell(line):
        shell_argument(findings)
    read_ways_out(findings, line, known=known, data=data)
    _paths(findings, line)
    _code(findings, line)
    if not (wraps or _read_through(findings)):
        # What a pack leaves out is no word on it: one that tells of a single deed may know no other.
        told = known and (bool(findings.effects or nested) or findings.idle or program in DAILY_TOOLS)
        asks = not told and may_ask(line)
        trifling = (
            not known
            and (asks or is_small(program))
            and about_small_things(program, tuple([word.text for word in findings.command.words[1:]]))
        )
        read_telling_words(findings, line, known=told, trifling=trifling)
        read_deeds(findings, line, known=told)
        if asks and not (trifling or any(nested.known for nested in findings.command.nested)):
            read_weighed_words(findings, line, known=known)


def _read_through(findings: Findings) -> bool:
    """Whether the program is a shell's script that was read, all of it, and only works on this machine."""
    scripts = [one for one in findings.command.nested if one.kind is NestedKind.FILE]
    return bool(scripts) and all(_stays_here(one) for one in findings.command.nested)


def _stays_here(nested: Nested) -> bool:
    script = nested.script
    if not nested.known or nested.code is not None or nested.host or not script.commands or script.problems:
        return False
    return all(
        (not command.words or (command.words[0].known and command.program in _WORKING_HERE))
        and all(_stays_here(one) for one in command.nested)
        for command in script.commands
    )


def _attack_tools(findings: Findings) -> None:
    """Tools of attackers: the program, its first word, or any word of what fetches or starts them."""
    words = findings.command.words
    if len(words) == 2 and words[1].text in _ASKS_ABOUT and "/" not in words[0].text:
        return
    if findings.program in _TOOL_USERS:
        looked_at = words
    else:
        looked_at = words[: 1 if findings.program in _ONLY_LOOK else 2]
    for word in looked_at:
        if _names_attack_tool(word.text) if len(word.text) < _SHORT else _TOOLS.search(word.text.lower()):
            findings.tell("execute.attack-tool")
            break


@lru_cache(maxsize=2048)
def _names_attack_tool(text: str) -> bool:
    return _TOOLS.search(text.lower()) is not None


def _drop_place(findings: Findings, line: str) -> None:
    """Data that goes to a place where it is dropped for somebody."""
    if "." not in line or not _DROPS.search(line):
        return
    sends = any(effect.kind is EffectKind.SEND for effect in findings.effects)
    if sends or (
        findings.program in _DROPPERS and (findings.context.upstream or _tells_a_file(findings.command))
    ):
        places = tuple(word for word in findings.command.words[1:] if _DROPS.search(word.text))
        findings.tell("send.to-drop-place", places)


def _tells_a_file(command: SimpleCommand) -> bool:
    """Whether what a file holds is a part of its words (`curl -d "$(cat FILE)"`)."""
    return asks_with_output(command) and any(
        one.program in _PRINTING for nested in command.nested for one in nested.script.commands
    )


def _paths(findings: Findings, line: str) -> None:
    """Secrets and lists of users among the words."""
    if hints_at_secret(line):
        read_secrets(findings)
    if findings.context.feeders and any(is_input(word) for word in findings.command.words[1:]):
        touch(findings, "read", findings.context.feeders)
    read_users(findings, line)


def is_statement(text: str) -> bool:
    """Whether a text is a statement for a database that removes or changes rows."""
    return _STATEMENT.match(text) is not None


def statement(findings: Findings) -> None:
    """Says that there is such a statement."""
    findings.tell("databases.statement")


def _code(findings: Findings, line: str) -> None:
    """Code in a word, told by what stands in it: for languages that are not read call by call too."""
    if len(line) <= _LEAST_CODE or not ("(" in line or "|&" in line):
        return
    if _NETWORK.search(line) and _RUNS.search(line):
        findings.tell("execute.reverse-shell-code")
    elif _HIDDEN.search(line):
        findings.tell("execute.hidden-code")
