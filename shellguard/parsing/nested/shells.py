"""Shells that read a text: `sh -c TEXT`, `sh FILE`, `… | sh`, `eval`, `source`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.grammar.crude import crude_commands
from shellguard.parsing.nested import foreign_code, own_programs, shell_dialects, wrapping
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.output.flow import Flow, printed_texts
from shellguard.parsing.script import Hole, Nested, NestedKind, Script, SimpleCommand, Word
from shellguard.parsing.state.shell_start import ShellStart
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

SHELLS = frozenset(
    (
        *("sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "rbash", "csh", "tcsh", "bash.exe"),
        *("nu", "elvish", "osh", "ysh", "lksh", "oksh", "posh", "yash", "xonsh", "pdksh", "loksh", "hush"),
        *("sash", "ion", "murex", "es", "rc", "bosh", "ksh93", "rksh", "rzsh", "bash-static", "zsh-static"),
    )
)
_ALIKE = frozenset(("sh", "bash", "dash", "ash", "rbash", "bash.exe", "posh", "bash-static"))
_OTHERS = SHELLS - _ALIKE
_PLAINER = frozenset(("sh", "dash", "ash", "posh"))
_UNKNOWN_TO_THEM = re.compile(r"\b(?:declare|typeset|mapfile|readarray|printf[ \t]+-v)\b|(?<!\$)\(\(|\w\+=")
_NAMED_FIRST = re.compile(r"#![^\n]*?[/ ]([\w.-]+)(?:[ \t]+-[^\n]*)?(?:\n|\Z)")
_SHELL_VALUES = frozenset(("-o", "+o", "-O", "+O", "--rcfile", "--init-file"))
_SHELL_FILES = frozenset(("--rcfile", "--init-file"))
_STDIN_FILES = knowledge("families").names("stdin_files")
_HOMES = ("~", "$HOME", "${HOME}")
_MAX_CANDIDATES = 8
_MAX_FILES = 16
_BRINGS = re.compile(
    r"\b(?:curl|wget|aria2c|fetch|git|hg|svn|scp|rsync|sftp|ftp|tar|unzip|7z|cpio|aws|gsutil|gh|docker|base64)\b"
)
_PUTS = re.compile(
    r"\b(?:cp|mv|ln|install|tee|dd|sed|awk|perl|python[\d.]*|ruby|node|php|patch|make|ninja|npm|just|touch|echo|printf"
    r"|eval|source|read|function|sudo|cat|base|open|zip|chattr|mount)\b|<<|\(\)"
)
"""What a typed line may put a file's text by, or hide that in."""
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/[1-9]\d{0,3}")
_HEADER = re.compile(r"\s*(?:function\s+)?([^\s(){}]+)\s*(?:\(\s*\))?\s*(?=[{(]|\w)")
_CAT = re.compile(r"\$\(\s*(?:cat\s+(?:--\s+)?|<\s*)([\"']?)([^\s'\"$`*?;|&()<>]+)\1\s*\)")
_MAX_WORDS = 64
_TERMINALS = ("/dev/tty", "/dev/pts/", "/dev/null", "/dev/console", "/dev/fd/")


def is_alike(via: str, text: str) -> bool:
    """Whether a text is read as bash and dash do, not by a shell with a language of its own."""
    named = _NAMED_FIRST.match(text)
    shells = {via.rpartition("/")[2], named[1] if named else ""}
    if not _PLAINER.isdisjoint(shells) and _UNKNOWN_TO_THEM.search(text):
        return False
    return _OTHERS.isdisjoint(shells)


def over_a_program(found: Nested) -> Nested:
    """The call of a function of the shell's own, which runs in the place of a program of that name.

    Only where all that it runs is known: else the program's own harm counts as well.
    """
    commands = [command for command, _ in found.script.walk()]
    known = all(command.words[0].known for command in commands if command.words)
    read = all(one.known for command in commands for one in command.nested)
    return replace(found, instead=True) if known and read and not found.script.problems else found


def shell(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`sh -c TEXT`, `sh FILE`, `… | sh`."""
    alone = _alone(nester, command) if len(command.words) == 3 else None
    return _started(nester, command, stdin) if alone is None else [alone]


def _started(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """As `shell`, whatever its options are."""
    program, words = command.program, command.words
    place, from_stdin, wants_text = 1, False, False
    started: list[Nested] = []
    while place < len(words):
        text = words[place].text
        if len(text) < 2 or text[0] not in "-+":
            place += text == "-"  # it ends the options, as `--` does
            break
        place += 1
        if text == "-c":
            wants_text = True
            continue
        if text == "--":
            break
        name, equals, _ = text.partition("=")
        if name in _SHELL_FILES and (equals or place < len(words)):
            file = wrapping.behind(words[place - 1], len(name) + 1) if equals else words[place]
            started.append(nester.file_text(file, NestedKind.FILE, program))
        if text in _SHELL_VALUES:
            place += 1
        elif not text.startswith("--"):
            wants_text = wants_text or ("c" in text[1:] and text[0] == "-")
            from_stdin = from_stdin or "s" in text[1:]
            place += sum(letter in "oO" for letter in text[1:])  # `-euo pipefail`
    rest = words[place:]
    if wants_text:
        return started + (_given_text(nester, command, rest, stdin) if rest else [])
    if rest and not from_stdin and rest[0].text not in _STDIN_FILES:
        file = _opened(command, rest[0]) or own_programs.script_named(rest[0], nester.environment)
        return started + (_written_for(nester, program, file) or _read_files(nester, file, program, rest[1:]))
    if stdin.text and shell_dialects.is_other(program):
        stdin = replace(stdin, text=shell_dialects.as_bash(program, stdin.text))
    positional = rest if from_stdin else rest[1:]
    fed = nester.from_stdin(NestedKind.SHELL, program, stdin, positional)
    return started + [one for nested in fed for one in _as_other(nester, program, nested)]


def _given_text(
    nester: ScriptFinder, command: SimpleCommand, rest: tuple[Word, ...], stdin: Flow
) -> list[Nested]:
    """What the text behind `-c` runs, the first of these words."""
    program = command.program
    if rest[0].pieces[:1] and rest[0].pieces[0].hole is Hole.INPUT:
        return [Nested(NestedKind.SHELL, Script(rest[0].text), program, known=False)]
    found = nester.shell_text(
        shell_dialects.as_bash(program, _held_by_file(nester, rest[0]) or rest[0].text),
        NestedKind.SHELL,
        program,
        stdin,
        ShellStart(
            _parameters(rest, program),
            rest[1] if len(rest) > 1 else None,
            tuple([(item.name, item.value) for item in command.assignments]),
        ),
    )
    return _as_other(nester, program, found)


def _written_for(nester: ScriptFinder, program: str, file: Word) -> list[Nested]:
    """A script of another shell than bash that the line itself wrote; nothing where it is none."""
    written = nester.environment.written(file.text) if shell_dialects.is_other(program) else None
    if written is None:
        return []
    text = shell_dialects.as_bash(program, written)
    return _as_other(nester, program, nester.shell_text(text, NestedKind.FILE, program))


def _as_other(nester: ScriptFinder, program: str, nested: Nested) -> list[Nested]:
    """A text that another shell than bash reads: what is no grammar of bash may well run there."""
    script = nested.script
    if not shell_dialects.is_other(program):
        return [nested]
    if script.problems:
        start = min(problem.span.start if problem.span else 0 for problem in script.problems)
        commands = (*script.commands, *crude_commands(script.text[start:], start))
        nested = replace(nested, script=replace(script, commands=commands))
    if program != "xonsh":
        return [nested]
    return [nested, *foreign_code.code_in(nester, "python", script.text, program)]


def printed_file(nester: ScriptFinder, command: SimpleCommand) -> tuple[Word, ...]:
    """The words of a command that begins with `$(cat FILE)`, where the file can be read."""
    held = None if command.words[0].pieces[0].quoted else _held_by_file(nester, command.words[0])
    return (*map(literal_word, (held or "").split()[:_MAX_WORDS]), *command.words[1:]) if held else ()


def _held_by_file(nester: ScriptFinder, word: Word) -> str | None:
    """The text that `$(cat FILE)` or `$(<FILE)` gives to a shell, where the file can be read."""
    match = _CAT.fullmatch(word.text) if word.pieces[0].hole is Hole.SUBSTITUTION else None
    return nester.file(literal_word(match[2])) if match else None


def _parameters(rest: tuple[Word, ...], program: str) -> tuple[Word, ...]:
    """The parameters of `sh -c TEXT NAME …`; where `{}` stands for the name, more of the same may follow."""
    named = rest[1:2]
    if program == "fish":  # no name there
        return rest[2:] if named and named[0].text == "--" else rest[1:]
    several = len(rest) == 2 and any(piece.hole is Hole.INPUT for piece in named[0].pieces)
    return named if several else rest[2:]


def _alone(nester: ScriptFinder, command: SimpleCommand) -> Nested | None:
    """The text of `sh -c TEXT`, if that is one command which only runs its program."""
    _, option, operand = command.words
    text = operand.value
    if option.text != "-c" or command.assignments or not text or text[0] in "-+":
        return None
    if shell_dialects.is_other(command.program):
        return None
    return nester.alone(text, NestedKind.SHELL, command.program)


def _evaluate(nester: ScriptFinder, command: SimpleCommand, _stdin: Flow) -> list[Nested]:
    words = [word for word in command.words[1:] if word.text != "--"]
    if not words:
        return []
    choices = words[0].pieces[0].candidates if len(words) == 1 and len(words[0].pieces) == 1 else ()
    held = _held_by_file(nester, words[0]) if len(words) == 1 and not choices else None
    alone = len(words) == 1 and not held and words[0].pieces[0].hole is Hole.SUBSTITUTION
    said = printed_texts(command.nested[0].script) if alone and len(command.nested) == 1 else []
    texts = (*choices, *said)[:_MAX_CANDIDATES] or (held or " ".join(word.text for word in words),)
    return [nester.same_shell_text(text, NestedKind.SHELL, "eval") for text in texts]


def _source(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    words = [word for word in command.words[1:] if word.text != "--"]
    if not words:
        return []
    if words[0].text in _STDIN_FILES:
        return nester.from_stdin(NestedKind.SHELL, "source", stdin, same_shell=True)
    opened = _opened(command, words[0])
    if opened is not None:
        return [nester.file_text(opened, NestedKind.SHELL, "source", same_shell=True)]
    file = own_programs.script_named(words[0], nester.environment)
    return _read_files(nester, file, "source", tuple(words[1:]))


def _read_files(
    nester: ScriptFinder, file: Word, via: str, positional: tuple[Word, ...] = ()
) -> list[Nested]:
    """The file that a shell reads, or those that a loop of a script gives to it one by one."""
    choices = _choices(file)
    same = via == "source"
    if not (0 < len(choices) <= _MAX_FILES and _brings_nothing(nester)):
        kind = NestedKind.FILE if file.known or _below_home(file) else NestedKind.SHELL
        return [nester.file_text(file, kind, via, same_shell=same, positional=positional)]
    if same:
        return [
            nester.file_text(literal_word(one), NestedKind.FILE, via, same_shell=True, positional=positional)
            for one in choices
        ]
    started = [(literal_word(via), literal_word(one), *positional) for one in choices]
    return [nester.wrap(words, NestedKind.WRAPPER, via, Flow()) for words in started]


def _choices(file: Word) -> tuple[str, ...]:
    """The names that a word may stand for, where one variable in it takes one value after another."""
    open_ones = [piece for piece in file.pieces if piece.hole is not Hole.NONE]
    if len(open_ones) != 1:
        return ()
    return tuple(
        "".join(value if piece is open_ones[0] else piece.text for piece in file.pieces)
        for value in open_ones[0].candidates
    )


def _below_home(file: Word) -> bool:
    """`~/bin/x.sh` where the home folder is not known: a file that the line names, as any other."""
    first, rest = file.pieces[0], file.pieces[1:]
    home = first.hole is Hole.VARIABLE and first.text in _HOMES
    return home and bool(rest) and rest[0].text[:1] == "/" and all(one.hole is Hole.NONE for one in rest)


def _brings_nothing(nester: ScriptFinder) -> bool:
    """Whether the line, or the script file that is read, brings no further files: a loop's are there now."""
    origin, line = nester.environment.origin, nester.context.text
    text = nester.file(literal_word(origin)) if origin else None if _PUTS.search(line) else line
    return text is not None and _BRINGS.search(text) is None


def _opened(command: SimpleCommand, word: Word) -> Word | None:
    """What the command itself opens for the descriptor that a path names, where that is no known text."""
    match = _DESCRIPTOR.fullmatch(word.text)
    for redirection in command.redirections if match else ():
        target = redirection.target
        if str(redirection.descriptor) == word.text.rpartition("/")[2] and target is not None:
            return None if target.known else target
    return None


def _replaced(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`exec CMD`; `exec < FILE` lets the shell itself read what comes next from there."""
    if len(command.words) > 1:
        return behind_wrapper(nester, "exec", command.words, stdin)
    read = any(one.operator[0] == "<" and one.descriptor in (None, 0) for one in command.redirections)
    if not read or (stdin.file is not None and stdin.file.text.startswith(_TERMINALS)):
        return []
    return nester.from_stdin(NestedKind.SHELL, "exec", stdin)


def body(name: str, text: str) -> str:
    """The body of a function, without the name that stands before it where a shell printed it."""
    if text[:1] == "{":
        return text
    header = _HEADER.match(text)
    return text[header.end() :] if header and header[1] == name else text


def _run_parts(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The programs of a folder, those that the line itself wrote or else those that are there."""
    folder = command.words[-1].text.rstrip("/").removeprefix("./")
    written = [name for name in nester.environment.files if name.startswith(f"{folder}/")]
    if not written and command.words[-1].known:
        nester.context.globs.add(f"{folder}/*")
        written = list(nester.context.supplied.globs.get(f"{folder}/*", ()))
    return [
        nester.file_text(literal_word(name), NestedKind.FILE, "run-parts") for name in written[:_MAX_FILES]
    ]


SPECIAL = {
    "eval": _evaluate,
    "exec": _replaced,
    "source": _source,
    ".": _source,
    "run-parts": _run_parts,
}
