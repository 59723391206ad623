"""What a command prepares to run at another time: traps, timers, prompts, key bindings, definitions."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested import hooks, mercurial_settings
from shellguard.parsing.nested.checked_out import goes_to
from shellguard.parsing.nested.executed_variables import (
    GIT_COMMANDS,
    STARTUP_FILES,
    is_read_by_shells,
    run_by_git,
    run_by_value,
)
from shellguard.parsing.nested.git_aliases import aliased, keep, settings_given
from shellguard.parsing.output.flow import Flow, printed_by
from shellguard.parsing.script import EMPTY, Nested, NestedKind, Script, SimpleCommand
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

# Nothing has to happen for them that the rest of the line can't bring about by itself.
_SURE_TRAPS = frozenset(("EXIT", "0", "DEBUG", "ERR", "USR1", "USR2"))
_LOCAL_OPTION = re.compile(
    r"\s*(?i:ProxyCommand|LocalCommand|RemoteCommand|KnownHostsCommand|SecurityKeyProvider|PKCS11Provider)\s*[=\s]\s*(.+)"
    r"|\s*(?i:match)\s(?:.{0,200}\s)?!?exec\s+[\"']?(.+?)[\"']?\Z",
    re.DOTALL,
)
_TYPED_ALL_DAY = frozenset(
    ("cd", "ls", "ll", "la", "cat", "echo", "less", "clear", "exit", "man", "sudo", "git")
)
CONNECTING = frozenset(("ssh", "scp", "sftp", "autossh", "sshfs", "slogin", "ssh-copy-id"))
_ARRAYS = re.compile(r"-[A-Za-z]*[aA]")
_SUBSCRIPT = re.compile(r"\w\[[^\]]*(?:\$\(|`)")
_NAME = re.compile(r"[A-Za-z_]\w*")
_SED_ADDRESS = r"(?:\d+|\$|/(?:[^/\\]|\\.)*/)"
_SED_STEP = re.compile(
    rf"[\s;{{}}]*+(?>(?:{_SED_ADDRESS}(?:,{_SED_ADDRESS})?\s*+!?)?)[\s{{]*+(?:"
    r"[sy](?P<mark>[^\w\s\\])(?:(?!(?P=mark))(?:[^\\]|\\.))*(?P=mark)(?P<new>(?:(?!(?P=mark))(?:[^\\]|\\.))*)(?P=mark)"
    r"(?P<flags>[gpiImMe0-9]*)(?:w[^\n]*)?|e[ \t]*(?P<command>[^\n]*)|[aicrRwW][^\n]*|[:btT][^;\n]*"
    r"|[^\s;{}])",
    re.DOTALL,
)
_CRON = re.compile(r"\s*(?:@\w+|(?:[\d*/,\-A-Za-z]+\s+){4}[\d*/,\-A-Za-z]+)\s+(\S.*)")
_CRON_SHELL = re.compile(
    r"(?m)^\s*(?:SHELL\s*=\s*(?![\"']?/(?:usr/)?bin/(?:ba|da|z)?sh\b)|(?:BASH_)?ENV\s*=|LD_\w+\s*=)"
)
_BINDING = re.compile(r"\s*+\"?[^\"]*\"?\s*:\s*(.*)", re.DOTALL)


def enable(_: ScriptFinder, command: SimpleCommand, __: Flow) -> list[Nested]:
    """`enable -f FILE name` loads a program into the shell."""
    words = command.words
    files = [words[index + 1] for index, word in enumerate(words[:-1]) if word.text == "-f"]
    return [Nested(NestedKind.FILE, Script(word.text), "enable", known=False) for word in files]


def mapfile(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`mapfile -C COMMAND` runs it for lines that are read, `mapfile PROMPT_COMMAND` the lines."""
    words = command.words
    found = []
    if words[-1].text == "PROMPT_COMMAND":
        text = stdin.text
        found = [Nested(NestedKind.SHELL, EMPTY, "PROMPT_COMMAND", known=False)]
        if text is not None:
            found = [nester.shell_text(text, NestedKind.SHELL, "PROMPT_COMMAND")]
    return found + [
        nester.shell_text(f'{words[index + 1].text} 0 "$REPLY"', NestedKind.SHELL, command.program)
        for index, word in enumerate(words[:-1])
        if word.text == "-C"
    ]


def trap(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What `trap` runs at a signal, or surely at the end of the shell."""
    words = [word for word in command.words[1:] if word.text not in ("--", "-p", "-l")]
    if len(words) < 2 or words[0].text in ("", "-") or words[0].text.isdecimal():
        return []
    surely = any(word.text.upper().removeprefix("SIG") in _SURE_TRAPS for word in words[1:])
    return [nester.shell_text(words[0].text, NestedKind.SHELL if surely else NestedKind.LATER, "trap")]


def at(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What `at` or `batch` runs later: a file, or what it reads."""
    if any(word.text in ("-l", "-d", "-r", "-c") for word in command.words[1:]):
        return []
    named = next((after for word, after in pairwise(command.words) if word.text == "-f"), None)
    if named is not None:
        text = nester.file(named)
        return [] if text is None else [nester.shell_text(text, NestedKind.LATER, command.program)]
    return nester.from_stdin(NestedKind.LATER, command.program, stdin)


def crontab(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the jobs run of a table that is put in place."""
    if any(word.text in ("-l", "-r", "-e") for word in command.words[1:]):
        return []
    operands = [
        word for before, word in pairwise(command.words) if before.text != "-u" and word.text[:1] != "-"
    ]
    handed = stdin.text if stdin.text is not None else stdin.template
    text = nester.file(operands[-1]) if operands else handed
    if not text:
        unread = stdin.piped or (operands and text is None)
        return [Nested(NestedKind.LATER, EMPTY, "crontab", known=False)] if unread else []
    if operands and _CRON_SHELL.search(text):
        return [Nested(NestedKind.LATER, EMPTY, "crontab", known=False)]
    lines = [match.group(1) for line in text.splitlines() if (match := _CRON.match(line))]
    return [nester.shell_text(line, NestedKind.LATER, "crontab") for line in lines[:64]]


def bind(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What `bind -x` runs at a key."""
    words = command.words[1:]
    found = []
    for index, word in enumerate(words[:-1]):
        if word.text == "-x":
            match = _BINDING.match(words[index + 1].text)
            if match:
                found.append(nester.shell_text(match.group(1).strip('"'), NestedKind.LATER, "bind"))
    return found


def complete(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """`-C COMMAND` and `-F FUNCTION` run for completions, `-W WORDS` expands the words."""
    texts = [after.text for word, after in pairwise(command.words) if word.text == "-C"]
    for word, after in pairwise(command.words):
        if word.text == "-W" and ("$(" in after.text or "`" in after.text):
            texts.append(f': "{after.text}"')
        elif word.text == "-F" and after.text in nester.environment.functions:
            texts.append(after.text)
    return [nester.shell_text(text, NestedKind.LATER, "complete") for text in texts]


def alias(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What an alias of the line will run; one that is typed all day counts as run later."""
    found = []
    for word in command.words[1:]:
        name, equals, value = word.text.partition("=")
        if equals:
            often = name in _TYPED_ALL_DAY
            kind = NestedKind.LATER if often else NestedKind.DEFINITION
            with nester.environment.context.in_definition(runs=often):
                found.append(nester.shell_text(value, kind, name))
    return found


def history(_: ScriptFinder, command: SimpleCommand, __: Flow) -> list[Nested]:
    """`fc` runs something that stands in the history."""
    if any(word.text.startswith("-") and "l" in word.text for word in command.words[1:]):
        return []
    return [Nested(NestedKind.SHELL, EMPTY, "fc", known=False)]


def connecting(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """`ssh -o ProxyCommand=…` and its kin run a command on this side."""
    words = command.words
    found = []
    for index, word in enumerate(words[1:], 1):
        text = word.text.removeprefix("-o") if word.text.startswith("-o") and len(word.text) > 2 else ""
        if word.text == "-o" and index + 1 < len(words):
            text = words[index + 1].text
        settings = [text] if text else []
        if word.text == "-F" and index + 1 < len(words):
            settings = (nester.file(words[index + 1]) or "").splitlines()
        matches = [match for line in settings if (match := _LOCAL_OPTION.match(line))]
        for match in matches:
            said = match.group(1) or match.group(2)
            if said.lower() != "none":
                found.append(nester.shell_text(said, NestedKind.SHELL, command.program))
        if word.text == "-S" and command.program in ("scp", "sftp") and index + 1 < len(words):
            found.append(
                nester.wrap(words[index + 1 : index + 2], NestedKind.WRAPPER, command.program, Flow())
            )
    return found


def configured(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """`git -c alias.x='!command'`, `-c core.pager=command` and their kin; `ext::command` as a place."""
    words = command.words
    found = []
    for word in words[2:]:
        if word.text.startswith("ext::"):
            text = word.text.removeprefix("ext::")
            if "% " in text:  # there a blank inside an argument is written so
                parts = re.split(r"(?<!%) ", text)
                text = " ".join(quote(part.replace("% ", " ").replace("%%", "%")) for part in parts)
            found.append(nester.shell_text(text, NestedKind.SHELL, "git"))
    operands = [word.text for word in words[1:] if not word.text.startswith("-")]
    goes_to(nester, command)
    if operands[:1] == ["config"] and len(operands) == 3:
        keep(nester, operands[1], operands[2])
        if operands[1].lower().startswith("alias.") and operands[2].startswith("!"):
            found.append(nester.shell_text(operands[2][1:], NestedKind.LATER, "git"))
        elif GIT_COMMANDS.match(operands[1]):
            found.append(nester.shell_text(operands[2].removeprefix("!"), NestedKind.LATER, "git"))
    called = aliased(nester, command)
    for key, value in settings_given(command):
        if not (called and any(key.lower() == f"alias.{word.text}".lower() for word in words)):
            found += run_by_git(nester, key, value)
    return [*found, *called] or hooks.run_by(nester, command)


_NAMING = frozenset(("test", "[", "printf"))  # they take a name behind -v


def subscripts(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """`test -v 'a[$(command)]'` and its kin: a subscript in a quoted name is expanded all the same."""
    words, program = command.words[1:], command.program
    if program in _NAMING:
        words = tuple([after for word, after in pairwise(words) if word.text == "-v"])
        if not words:
            return []
    texts = [word.text for word in words if word.known]
    shown = "".join(texts)
    if program != "let" and "[" not in shown and "=(" not in shown:
        return []
    if program == "let":
        held = nester.environment.variables
        values = [held[name].text for text in texts for name in _NAME.findall(text) if name in held]
        texts += [value for value in values if value is not None]
    elif any(_ARRAYS.match(word.text) for word in words):  # `declare -a 'a=($(command))'`
        given = [word.text.partition("=(") for word in words if word.known]
        texts += [f"a[{value}]" for _, sign, value in given if sign]
    return [
        nester.shell_text(f': "{text}"', NestedKind.SHELL, program)
        for text in texts
        if "[" in text and _SUBSCRIPT.search(text)
    ]


def printed(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`printf -v PS1 …` fills a variable that the shell runs by itself."""
    found, words = subscripts(nester, command, stdin), command.words
    if len(words) > 3 and words[1].text == "-v" and is_read_by_shells(words[2].text):
        text = printed_by("printf", words[3:])
        if text is None:
            found.append(Nested(NestedKind.SHELL, EMPTY, words[2].text, known=False))
        else:
            found += run_by_value(nester, words[2].text, text)
    return found


def reading(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`read PROMPT_COMMAND`, as `printf -v`."""
    found = subscripts(nester, command, stdin)
    for word in command.words[1:]:
        if stdin.text is not None:
            found += run_by_value(nester, word.text, stdin.text.strip())
        elif word.text == "PROMPT_COMMAND" or word.text in STARTUP_FILES:
            found.append(Nested(NestedKind.SHELL, EMPTY, word.text, known=False))
    return found


def sed(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """GNU sed's command `e` and the flag `e` of `s` run a shell."""
    words = command.words[1:]
    texts = [after.text for word, after in pairwise(words) if word.text in ("-e", "--expression")]
    texts.extend(word.text.partition("=")[2] for word in words if word.text.startswith("--expression="))
    files = [after for word, after in pairwise(words) if word.text in ("-f", "--file")]
    if not (texts or files):
        texts = [word.text for word in words if not word.text.startswith("-")][:1]
    found = []
    for text in (*texts, *(nester.file(file) or "" for file in files)):
        place = 0
        while match := _SED_STEP.match(text, place):
            place = match.end()
            if match["command"] == "":  # what runs is the line as it is by then
                found.append(Nested(NestedKind.SHELL, EMPTY, "sed", known=False))
            elif match["command"]:
                found.append(nester.shell_text(match["command"], NestedKind.SHELL, "sed"))
            elif "e" in (match["flags"] or ""):  # what runs is the line after the change
                changed = match["new"].replace("\\" + match["mark"], match["mark"])
                found.append(replace(nester.shell_text(changed, NestedKind.SHELL, "sed"), known=False))
    return found


def compgen(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`compgen -C` runs its command now."""
    return [replace(nested, kind=NestedKind.SHELL) for nested in complete(nester, command, stdin)]


SPECIAL = {
    "compgen": compgen,
    "sed": sed,
    **dict.fromkeys(("test", "[", "unset", "let", "declare", "typeset", "local"), subscripts),
    "printf": printed,
    "read": reading,
    "trap": trap,
    "at": at,
    "batch": at,
    "crontab": crontab,
    "bind": bind,
    "complete": complete,
    "alias": alias,
    "fc": history,
    "enable": enable,
    "mapfile": mapfile,
    "readarray": mapfile,
}
CONFIGURED = {"git": configured, **dict.fromkeys(("hg", "chg"), mercurial_settings.configured)}
"""By program what its settings run, which a line gives it; it may start others besides."""
