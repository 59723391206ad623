"""What editors, debuggers and their like run for a command of theirs: `!`, `:r !`, `shell`, `system()`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.nested import foreign_code, pickers
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import CONSOLE, EMPTY, Code, Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_COMMANDS = frozenset(
    ("-c", "--cmd", "-ex", "-iex", "--ex", "--eval-command", "-o", "-O", "--one-line", "-e")
)
_SCRIPTS = {"gdb": ("-x", "--command"), "lldb": ("-s", "--source"), "sftp": ("-b",), "lftp": ("-f",)}
"""Options that name a file of commands, by program; -S for the others."""
_TAKES = re.compile(r"[\s:]*(?P<how>luafile|pyfile|py3file|rubyfile|so(?:urce)?)!?\s+(?P<file>[\w./~-]+)")
_BY_COMMAND = {"luafile": "lua", "pyfile": "python", "py3file": "python", "rubyfile": "ruby"}
_SHORT_COMMAND = re.compile(
    r"(?:-[A-Za-z]*c|\+|--(?:cmd|(?:init-)?(?:eval-)?command|one-line)=)(.+)", re.DOTALL
)
_VALUES = frozenset(("-u", "-U", "-i", "-w", "-W", "-T", "-t", "-r", "-s", "-p"))
_FROM_INPUT = re.compile(r"-[A-Za-z]*s[A-Za-z]*\Z|-\Z")
_STEP = re.compile(
    r"[\s:]*+(?>(?:(?:sil(?:ent)?!?|unsil(?:ent)?|noa(?:utocmd)?|keepjumps|verb(?:ose)?|exe(?:cute)?)\s++[\"']?)*)"
    r"[%\d,$.;+'<>\s]*+(?:(?:r(?:ead)?|w(?:rite)?|e(?:dit)?|ter(?:minal)?|g(?:lobal)?/[^/]*/)\s*)?"
    r"(?:!|(?:(?:platform\s+)?shell|system|pipe\s*\|)\s|(?<=terminal)\s|(?<=ter)\s)\s*(?P<shell>.*)"
)
_LANGUAGE = re.compile(
    r"[\s:]*(?:(?P<python>py(?:thon)?3?x?|pyx|script)|(?P<lua>lua)|(?P<perl>perl?)|(?P<ruby>ruby?))\s+(?P<code>.+)",
    re.DOTALL,
)
_PLOTTED = re.compile(r"[\"']\s{0,3}[<|]\s{0,3}([^\"'\n]+)[\"']")  # `plot "< command"`
_MAX_LINES = 400
_ON_HOSTS = frozenset(("ftp", "sftp", "lftp"))
"""Whose commands are mostly no shell's, but are carried out on another machine."""
_ASKS_INPUT = frozenset(("ex", "ed", "red", "ftp", "sftp", "lftp", "gdb", "lldb", "gnuplot", "dc"))


def edits(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """Commands of an editor, in its options or (for `ex`, `ed` and `vim -es`) on its standard input."""
    program = command.program
    words = command.words
    texts: list[str] = []
    reads_input = program in _ASKS_INPUT
    place = 1
    while place < len(words):
        text = words[place].text
        place += 1
        attached = _SHORT_COMMAND.match(text)
        if text in _COMMANDS or (attached is None and re.fullmatch(r"-[A-Za-z]*c", text)):
            texts.extend(word.text for word in words[place : place + 1])
            place += 1
        elif attached is not None and program not in ("ed", "red"):
            texts.append(attached[1])
        elif text in _SCRIPTS.get(program, ("-S",)) and place < len(words):
            texts.extend((nester.file(words[place]) or "").splitlines())
            place += 1
        elif text in _VALUES and program not in _ASKS_INPUT and text != "-s":
            place += 1
        elif _FROM_INPUT.match(text):
            reads_input = True
    if reads_input:
        held = nester.file(stdin.file) if stdin.text is None and stdin.file is not None else stdin.text
        texts.extend((held if held is not None else stdin.template).splitlines())
    found = [nested for text in texts for nested in _step(nester, text, program)]
    if program in _ON_HOSTS and texts:
        found.append(
            Nested(NestedKind.CODE, EMPTY, program, code=Code(CONSOLE, "\n".join(texts[:_MAX_LINES])))
        )
    return found + behind_wrapper(nester, program, words, stdin)  # gdb --args


def _step(nester: ScriptFinder, text: str, program: str) -> list[Nested]:
    if program == "gnuplot" and not text.lstrip().startswith("!"):
        piped = [nester.shell_text(one, NestedKind.SHELL, program) for one in _PLOTTED.findall(text)]
        return piped + foreign_code.code_in(nester, "other", text, program)
    match = _STEP.match(text)
    if match:
        return [nester.shell_text(match["shell"].rstrip("|"), NestedKind.SHELL, program)]
    match = _TAKES.fullmatch(text)
    if match:
        held = nester.file(literal_word(match["file"])) or ""
        language = _BY_COMMAND.get(match["how"]) or ("lua" if match["file"].endswith(".lua") else "")
        if language:
            return foreign_code.code_in(nester, language, held, program)
        return [one for line in held.splitlines()[:_MAX_LINES] for one in _step(nester, line, program)]
    match = _LANGUAGE.match(text)
    if match and match.lastgroup:
        language = next(name for name in ("python", "lua", "perl", "ruby") if match[name])
        return foreign_code.code_in(nester, language, match["code"], program)
    if "(" in text:
        return foreign_code.code_in(nester, "vim", text, program)
    return []


PROGRAMS = (
    *("vim", "vi", "nvim", "view", "gvim", "vimdiff", "rvim", "rview", "vim.basic", "vim.tiny"),
    *("ex", "ed", "red", "ftp", "sftp", "lftp", "gdb", "lldb", "gnuplot", "dc", "radare2", "r2", "rizin"),
)
SPECIAL = {**dict.fromkeys(PROGRAMS, edits), **pickers.SPECIAL}
