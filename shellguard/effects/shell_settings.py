"""Settings of the interactive shell that keep its record or this guard from working."""

from __future__ import annotations

from shellguard.effects.context import Findings
from shellguard.effects.execution.execution import SHELLS
from shellguard.effects.programs import has_input
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.nested.wrapping import assignment
from shellguard.parsing.script import Assignment, NestedKind

OTHER_SHELL = "guard.other-shell"
_WORDS = knowledge("generic")
_PROMPT = _WORDS.names("prompt_variables")
_HOOK = "__sg_"
_OWN = (_HOOK, "SHELLGUARD_")
_STARTING = frozenset(("daemon", "shell"))  # what these start judges further lines
_PLACES = frozenset(("XDG_CONFIG_HOME", "XDG_STATE_HOME"))
_WORDS_OF_THE_HOOK = frozenset(("builtin", "local", "return", "break", "continue"))
_RECORD = _WORDS.by_name("record_variables")
_NO_STARTUP = _WORDS.names("without_startup")
_SHELLS = SHELLS | _WORDS.names("foreign_shells")
_GUARDED = _WORDS.names("guarded_shells")
_INTERACTIVE = _WORDS.names("interactive_shell")
_FOLDERS = _WORDS.names("program_folders")
_PLAIN_WRAPPERS = frozenset(("exec", "command", "builtin"))
_BEFORE = frozenset((NestedKind.WRAPPER, NestedKind.ALIAS, NestedKind.FUNCTION))


def read_settings(findings: Findings) -> None:
    """Assignments, bare or by `export` and its kin, and shells that are started without their start files."""
    command = findings.command
    if not command.words:
        for one in command.assignments:
            _assigned(findings, one)
    elif command.program in _SHELLS:
        _unguarded_shell(findings)
    elif command.program in DECLARING:
        for word in command.words[1:]:
            name, equals, _ = word.text.partition("=")
            if equals and name in _PROMPT:
                _assigned(findings, assignment(word))


def _assigned(findings: Findings, one: Assignment) -> None:
    text = one.value.text
    if one.name in _PROMPT and not one.append and not _keeps_what_was(one):
        findings.tell("guard.prompt-variable", (one.value,))
    elif one.name in _RECORD and text in _RECORD[one.name]:
        findings.tell("logs.history-variable", (one.value,))


def _keeps_what_was(one: Assignment) -> bool:
    """Whether the variable's value goes into its new one, known (with what the hook put there) or not."""
    text = one.value.text
    return one.name in text or (_HOOK in text and _HOOK not in one.value.source)


def _unguarded_shell(findings: Findings) -> None:
    words = [word.text for word in findings.command.words[1:]]
    without_startup = all(word.startswith("-") for word in words) and bool(_NO_STARTUP & set(words))
    other = findings.command.program not in _GUARDED and _INTERACTIVE.issuperset(words)
    if without_startup:
        findings.tell("guard.unguarded-shell")
    elif other and _takes_over(findings):
        findings.tell(OTHER_SHELL if _is_plainly_opened(findings) else "guard.unguarded-shell")


def _is_plainly_opened(findings: Findings) -> bool:
    """Whether a person opens it by its name, as themselves; other programs that start one are a way out.

    One that lies elsewhere than programs do, or that is given variables (`HOME=/tmp/x zsh`), may be any.
    """
    led = {one.via for one in findings.context.around if one.kind is NestedKind.WRAPPER}
    folder, slash, _ = findings.command.words[0].text.rpartition("/")
    own_way = bool(findings.command.assignments) or (slash and folder not in _FOLDERS)
    return not findings.context.privileged and not own_way and led <= _PLAIN_WRAPPERS


def _takes_over(findings: Findings) -> bool:
    """Whether a shell that is started without a script gets the terminal of this one."""
    context = findings.context
    here = not context.host and not context.inside
    return here and _BEFORE.issuperset(one.kind for one in context.around) and not has_input(findings)


def read_own_names(findings: Findings) -> None:
    """Variables and functions of the hook itself, set or defined anew."""
    command = findings.command
    named = command.words and command.words[0].text.startswith(_OWN)
    if not (named or command.definition or command.assignments):
        return
    if command.definition in _WORDS_OF_THE_HOOK:
        findings.tell("guard.hook-variable")
    names = [command.definition] if command.definition else []
    names += [one.name for one in command.assignments]
    if command.words:
        names.append(command.words[0].text)
    starts = command.program == "shellguard" and any(word.text in _STARTING for word in command.words[1:2])
    if not [name for name in names if name.startswith(_OWN) or (starts and name in _PLACES)]:
        return
    own_setting = any(name.startswith("SHELLGUARD_") or name in _PLACES for name in names)
    if own_setting and (starts or command.program != "shellguard"):
        findings.tell("guard.own-setting-assigned")
    if any(name.startswith(_HOOK) for name in names):
        findings.tell("guard.hook-variable")
