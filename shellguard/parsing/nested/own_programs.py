"""Files that a bare name stands for, in folders that the line or its session put into PATH.

What the system has installed is not looked for: such a name means what everybody takes it for.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested import foreign_code, origins
from shellguard.parsing.script import Assignment, Nested, NestedKind, Piece, SimpleCommand, Word
from shellguard.parsing.state.environment import ELSEWHERE, SCRIPT_FOLDER, Environment
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.values import value_of

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_FOLDERS = 8
SYSTEM_FOLDERS = ("/bin", "/usr/", "/sbin", "/lib", "/opt/", "/snap/", "/nix/")
_OF_THE_SYSTEM = ("/bin/", "/usr/", "/sbin/", "/opt/", "/snap/", "/nix/")
_NOBODY_KNOWS = "\0"
_NONE: Mapping[str, str] = {}
_HERE = ("$(pwd)", "`pwd`")
_BY_ENDING = {"py": "python3", "rb": "ruby", "pl": "perl", "js": "node", "mjs": "node", "cjs": "node"}
_ASKS_FOR_ITSELF = re.compile(r"\$\{?(?:0\b|BASH_SOURCE\b)")
_INTERPRETER = re.compile(r"#![ \t]*(?:\S*/env[ \t]+(?:-\S+[ \t]+)*)?(?:\S*/)?([\w.+-]+)")


def called_by(word: Word, text: str, environment: Environment) -> tuple[tuple[str, Word], ...]:
    """What a script knows of itself where its text asks: its own name, and the folder in which it lies."""
    if not word.known or word.text.startswith("~") or not _ASKS_FOR_ITSELF.search(text):
        return ()
    path = posixpath.normpath(posixpath.join(environment.lookup("PWD").text or "", word.text))
    folder = ((SCRIPT_FOLDER, literal_word(posixpath.dirname(path))),) if path.startswith("/") else ()
    return (("BASH_SOURCE", word), *folder)


@cache
def _builtins() -> frozenset[str]:
    return knowledge("harmless").names("builtins")


def may_be_own(name: str, environment: Environment) -> bool:
    """Whether a bare name may stand for a file in one of those folders."""
    context = environment.context
    if "PATH" not in environment.variables and name not in _programs(environment):
        return name in context.written and name not in _builtins() and bool(_put(name, environment))
    return name not in _builtins()


def _programs(environment: Environment) -> Mapping[str, str]:
    """What stands in such folders of this machine, which another one has not."""
    return _NONE if ELSEWHERE in environment.inside else environment.context.shell.programs


def _put(name: str, environment: Environment) -> str:
    """A file of that name that the line wrote into a folder from which programs are run by name; or ""."""
    written = environment.context.written.get(name)
    if written is None:
        return ""
    ends = (f"/bin/{name}", f"/sbin/{name}")
    return next((one for one in written if one.endswith(ends) and one in environment.files), "")


def folders_in(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """The folders that a value of PATH names and the system has not; as written, "." for an empty one."""
    return tuple(one for one in _named(pieces) if _NOBODY_KNOWS not in one)


def _named(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """As `folders_in`, with those of which the path is not known behind a mark."""
    entries = [""]
    for piece in pieces:
        first, *others = _shown(piece).split(":") if not _is_opaque(piece) else [_NOBODY_KNOWS + piece.text]
        entries[-1] += first
        entries.extend(others)
    found = (entry or "." for entry in entries if not entry.startswith(SYSTEM_FOLDERS))
    return tuple(dict.fromkeys(found))[:MAX_FOLDERS]


def _is_opaque(piece: Piece) -> bool:
    return bool(piece.hole) and piece.name not in ("PATH", "PWD") and piece.text not in _HERE


def _shown(piece: Piece) -> str:
    if not piece.hole:
        return piece.text
    if piece.name != "PATH":
        return "."
    return _NOBODY_KNOWS + (piece.candidates[0] if piece.candidates else "")  # `PATH+=:folder`


def _folders(environment: Environment, assignments: tuple[Assignment, ...]) -> tuple[str, ...]:
    """Where a program is looked for, beside the system's folders."""
    for item in reversed(assignments):
        if item.name == "PATH":
            return _named(item.value.pieces)
    value = environment.variables.get("PATH")
    if value is None:
        return ()
    pieces = value.pieces or tuple(Piece(text) for text in (value.choices or ())[:1])
    return _named(pieces) if pieces else ()


def found(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """What runs where the command's bare name stands for such a file; empty where none is known."""
    first, environment = command.words[0], nester.environment
    name = first.text
    if not (command.assignments or may_be_own(name, environment)):
        return []
    if "/" in name or name in _builtins():
        return []
    word = _placed(first, environment, command.assignments)
    return [] if word is None else run(nester, word, name, command.words[1:])


def led(environment: Environment, command: SimpleCommand) -> Environment | None:
    """The shell as what a command runs finds it where it is given a PATH; None where it is given none."""
    given = [item.value for item in command.assignments if item.name == "PATH"]
    if not given or command.words[0].text in _builtins():
        return None
    environment = environment.copy()
    environment.assign("PATH", value_of(given[-1], "PATH"))
    return environment


def script_named(word: Word, environment: Environment) -> Word:
    """The file that `bash NAME` and `source NAME` read, which shells look for in PATH, too."""
    name = word.text
    if not word.known or "/" in name or name in environment.files or not may_be_own(name, environment):
        return word
    return _placed(word, environment, ()) or word


def _placed(word: Word, environment: Environment, assignments: tuple[Assignment, ...]) -> Word | None:
    """The file that a bare name stands for, if one is known."""
    named = [f"{folder.rstrip('/')}/{word.text}" for folder in _folders(environment, assignments)]
    known = _programs(environment).get(word.text)
    for one in (*named, known) if known else named:
        path = _path(one, environment)
        if path:
            return Word(word.source, (Piece(path),), word.span)
    put = _put(word.text, environment)
    return Word(word.source, (Piece(put),), word.span) if put else None


def _path(path: str, environment: Environment) -> str:
    """The path as it is known: of a file that the line wrote, or one whose text was supplied; else ""."""
    folder = environment.variables.get("PWD")
    base = (folder.text if folder is not None else environment.context.shell.cwd) or ""
    spelled = [path, path.removeprefix("./")]
    if base and path.startswith(f"{base}/"):
        spelled.append(path.removeprefix(f"{base}/"))
    elif base and not path.startswith("/"):
        spelled.append(f"{base}/{spelled[-1]}")
    for one in spelled:
        if one in environment.files:
            return one if "/" in one else f"./{one}"
    if path.startswith(_NOBODY_KNOWS):
        known = path.removeprefix(_NOBODY_KNOWS)
        return known if known in environment.files else ""
    place = environment.located(path)
    supplied = environment.context.supplied.files
    if place is None or place not in supplied:
        if place is not None:
            environment.context.files.add(place)
        return ""
    return path if supplied[place] is not None else ""


def by_path(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """What a program that is called by its path runs, where it is not one of the system's."""
    name = command.words[0]
    if "/" not in name.text or name.text.startswith(_OF_THE_SYSTEM):
        return []
    return run(nester, name, command.program, command.words[1:])


def run(nester: ScriptFinder, word: Word, name: str, positional: tuple[Word, ...]) -> list[Nested]:
    """The file as its first line says: a script of a shell, or code of another language."""
    text = nester.file(word)
    match = _INTERPRETER.match(text or "")
    started = match[1] if match else _BY_ENDING.get(word.text.rpartition(".")[2], "")
    interpreter = foreign_code.interpreter_of(started) if started else None
    if text is not None and interpreter is not None:
        origin = origins.Origin(handed=positional)
        found = foreign_code.code_of(nester, interpreter.language, word, name, origin=origin)
        if match:
            return found
        # started by itself, it is a shell's after all
        return [*found, nester.file_text(word, NestedKind.FILE, name, positional=positional)]
    return [nester.file_text(word, NestedKind.FILE, name, positional=positional)]
