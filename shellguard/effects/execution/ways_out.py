"""Ways from any program to a shell, to foreign code, or to a file that it writes, by its words alone."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings, plain_word
from shellguard.effects.touching.touching import touch
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import NestedKind, Redirection, SimpleCommand, Word

_SHELL_BY_NAME = "escape.shell-by-name"
_WORDS = knowledge("generic")
SHELL_CALL = _WORDS.pattern("shell_call")
_WAY_OUT = _WORDS.pattern("way_out")
_RUNNING = _WORDS.pattern("running_options")
_LOADING = _WORDS.pattern("loading_options")
_LIBRARY = _WORDS.pattern("library_options")
_LOADS_BY_TRADE = _WORDS.names("loads_by_trade")
_OUTPUTS = _WORDS.names("output_options")
_OTHER_MEANING = _WORDS.names("other_meaning")
_LOADING_VARIABLES = _WORDS.names("loading_variables")
_PATH_VARIABLES = _WORDS.names("path_variables")
_SHOWN_IN_TRACES = _WORDS.pattern("shown_in_traces")
_ANYBODYS_PATH = _WORDS.pattern("anybodys_path")
_OPEN_FOLDER = _WORDS.pattern("open_folder")
_READS_DATA = _WORDS.names("reads_data") | _WORDS.names("shells")
_LIKE_OPTION = re.compile(r"(?:.*/)?--[a-z][\w-]*(?:[= ]|$)|--")
_STARTS_PROGRAMS = _WORDS.pattern("options_that_start_programs")
_UNDERSTOOD = frozenset((NestedKind.WRAPPER, NestedKind.SHELL, NestedKind.REMOTE, NestedKind.CONTAINER))
_AS_ROOT = knowledge("families").names("as_root")
_ANYBODYS = _WORDS.texts("anybodys_folders")
_PROTECTED = (
    "/etc/",
    "/usr/",
    "/bin/",
    "/root/",
    "/boot/",
    "/lib",
    "/.",
    "~",
    "$HOME",
    "authorized_keys",
    "/cron",
)


def read_ways_out(findings: Findings, line: str, *, known: bool, data: bool) -> None:
    """`line`: the words after the program. `data`: a shell's name among them is only text."""
    if not data and "sh" in line:
        running = not known and not _is_understood(findings) and _RUNNING.search(line)
        if running or _starts_shell(findings) or SHELL_CALL.search(line):
            findings.tell(_SHELL_BY_NAME)
    if ".so" in line and findings.program not in _LOADS_BY_TRADE and _LIBRARY.search(line):
        findings.tell("execute.named-library")
    if "/" in line or "~" in line:
        if any(part in line for part in _ANYBODYS) and _LOADING.search(line):
            findings.tell("execute.from-anybodys-folder")
        if findings.program not in _OTHER_MEANING and any(part in line for part in _PROTECTED):
            _outputs(findings)


def _is_understood(findings: Findings) -> bool:
    """Whether what it starts is read and judged by itself."""
    return any(one.kind in _UNDERSTOOD for one in findings.command.nested)


def says_way_out(text: str) -> bool:
    """Whether one of the text's lines is a pager's or a client's way out to a shell."""
    return "sh" in text and any(_WAY_OUT.search(part) for part in text.splitlines())


def from_anybody(name: str, value: str, findings: Findings) -> bool:
    """Whether a variable makes a program load code from where anybody may write, or run it at each line."""
    if name == "PS4":
        return ("$(" in value or "`" in value) and not _SHOWN_IN_TRACES.search(value)
    if name in _LOADING_VARIABLES:
        return _ANYBODYS_PATH.search(value) is not None
    if value in (".", "./", "..") and name != "PATH":
        return name in _PATH_VARIABLES and findings.program in _AS_ROOT
    if name in _PATH_VARIABLES and name != "PATH" and _OPEN_FOLDER.search(value):
        return True
    as_root = findings.program in _AS_ROOT or findings.context.privileged
    return as_root and name in _PATH_VARIABLES and _ANYBODYS_PATH.search(value) is not None


def read_here_texts(findings: Findings) -> None:
    """Texts that a program reads as if they were typed, and files that are named as its options."""
    for one in findings.command.redirections:
        if one.body is not None and findings.program not in _READS_DATA and says_way_out(one.body.text):
            findings.tell(_SHELL_BY_NAME)
        if _is_named_like_option(one) and not _closes_blank(findings.command, one):
            findings.tell("escape.file-named-like-option", (one.target,) if one.target else ())


def _is_named_like_option(one: Redirection) -> bool:
    return one.target is not None and ">" in one.operator and _LIKE_OPTION.match(one.target.text) is not None


def _closes_blank(command: SimpleCommand, closing: Redirection) -> bool:
    """Whether it ends a blank to be filled in, as in documentation: `--size <size in GB> --name x`."""
    if closing.span is None or closing.target is None or closing.operator != ">":
        return False
    if _STARTS_PROGRAMS.search(closing.target.text):
        return False
    start = closing.span.start
    before = [one for one in command.redirections if one.span is not None and one.span.start < start]
    opens = any(one.operator == "<" and one.target is not None for one in before)
    spans = [*(one.span for one in before), *(word.span for word in command.words)]
    return opens and any(span is not None and span.end == start for span in spans)


def _starts_shell(findings: Findings) -> bool:
    return any("sh" in word.text and _WAY_OUT.search(word.text) for word in findings.command.words[1:])


def _outputs(findings: Findings) -> None:
    """Files that an option like `--output` names; a pack that says so too is joined with it."""
    words = findings.command.words
    named: list[Word] = []
    for index, word in enumerate(words[1:], 1):
        text = word.text
        if text in _OUTPUTS and index + 1 < len(words):
            named.append(words[index + 1])
        elif "=" in text and text.partition("=")[0] in _OUTPUTS:
            named.append(plain_word(text.partition("=")[2]))
    paths = tuple(word for word in named if any(part in word.text for part in _PROTECTED))
    if paths:
        touch(findings, "write", paths)
