"""`gradle NAME`: what the tasks that are named remove and start, as the build's own file says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shellguard.parsing.nested import own_programs
from shellguard.parsing.nested.recipes import MAX_COMMANDS, MAX_LENGTH
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_FILES = ("build.gradle", "build.gradle.kts")
_TAKING = frozenset(
    ("-b", "--build-file", "-p", "--project-dir", "-x", "--exclude-task", "-g", "-I", "--tests")
)
_ONLY_SHOWN = frozenset(("-m", "--dry-run", "-h", "--help", "--version", "-v", "tasks", "help"))
_HEAD = r"""(?mx)^[ \t]*(?:
    (?:task[ \t]+|task\(|tasks\.|val[ \t]+|def[ \t]+)?['"]?NAME['"]?
  | tasks\.(?:register|named|create|getByName)\b[^\n{]{0,40}?\(['"]NAME['"]
  | val[ \t]+NAME[ \t]+by\b
)(?![\w-])[^\n{}]{0,120}\{"""
_DELETED = re.compile(r"\bdelete\b[ \t]*\(?([^\n]{0,400})")
_STARTED = re.compile(r"\b(?:commandLine|executable)\b[ \t]*[=(]?[ \t]*([^\n]{0,400})")
_NEEDED = re.compile(r"\b(?:dependsOn|finalizedBy)\b[ \t]*[=(]?[ \t]*([^\n]{0,200})")
_TEXT = re.compile(r"\"([^\"\n]{1,200})\"|'([^'\n]{1,200})'")
_RUN_AT_ONCE = re.compile(r"(?m)^(?:project\.)?exec[ \t]*\{([^{}]{0,800})\}")
_DELETED_AT_ONCE = re.compile(r"(?m)^(?:project\.)?delete[ \t]*\(?([^\n{}]{0,400})")
_NAMES = (
    (re.compile(r"\$\{?(?:rootProject\.|project\.)?(?:projectDir|rootDir)\}?"), "."),
    (
        re.compile(r"\$\{?(?:rootProject\.|project\.)?(?:buildDir|layout\.buildDirectory(?:\.get\(\))?)\}?"),
        "build",
    ),
    (re.compile(r"\$\{System\.(?:getProperty\([\"']user\.home[\"']\)|getenv\([\"']HOME[\"']\))\}"), "$HOME"),
)
_NAMING = ("-b", "--build-file")
_MADE = re.compile(r"""\b(?:task[ \t(]+|tasks\.(?:register|create)\b[^\n{]{0,40}?\()['"]?([A-Za-z]\w*)""")
_PLACED = re.compile(
    r"(?m)^[ \t]*(?:project\.)?(?:buildDir[ \t]*=|layout\.buildDirectory(?:\.set\(|[ \t]*=))([^\n]{0,200})"
)
_USUAL = re.compile(r"(?i)\.?(?:.*build.*|out|output|target|dist|bin|gradle|gen|generated|tmp)")
_BUILT = re.compile(r"(?:\./)?build/?")
_PLAIN = re.compile(r"(?:\$HOME)?[^$\"`\\]+")
_COMMENT = re.compile(r"(?m)^\s*//[^\n]*$|/\*.*?\*/", re.DOTALL)


def gradle(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What the named tasks, and those that they need, say of files to delete and programs to start."""
    folder, names, skip = "", list[str](), ""
    files: tuple[str, ...] = _FILES
    for word in command.words[1:]:
        text = word.value
        if text is None or text in _ONLY_SHOWN:
            return []
        if skip:
            folder = text if skip in ("-p", "--project-dir") else folder
            files = (text,) if skip in _NAMING else files
            skip = ""
        elif text in _TAKING:
            skip = text
        elif not text.startswith("-"):
            names.append(text.lstrip(":").replace(":", "/"))
    found: list[Nested] = []
    for name in names:
        inner, _slash, task = name.rpartition("/")
        place = "/".join(part for part in (folder.rstrip("/"), inner) if part)
        text = _read(nester, place, files)
        task = _meant(text, task)
        lines = list(dict.fromkeys((*_at_once(text), *_lines(text, task, set())))) if text else []
        entering = f"cd {quote(place)} && " if place else ""
        found += [nester.shell_text(entering + one, NestedKind.FILE, "gradle") for one in lines]
    return found[:MAX_COMMANDS] + own_programs.by_path(nester, command)


def _meant(text: str, task: str) -> str:
    """The task that a name stands for: gradle takes the beginnings of its words (`wD` for `wipeData`)."""
    names = dict.fromkeys(_MADE.findall(text)) if re.fullmatch(r"[A-Za-z]{1,60}", task) else {}
    parts = re.findall(r"[A-Z]?[a-z]*", task)
    fitting = [name for name in names if re.fullmatch("[a-z0-9]*".join(parts) + r"\w*", name)]
    return fitting[0] if task not in names and len(fitting) == 1 else task


def _read(nester: ScriptFinder, folder: str, files: tuple[str, ...]) -> str:
    for name in files:
        text = nester.file(literal_word(f"{folder}/{name}" if folder else name))
        if text is not None:
            return _COMMENT.sub("", text[:MAX_LENGTH])
    return ""


def _lines(text: str, task: str, seen: set[str]) -> Iterator[str]:
    """The commands of a shell that do what a task says."""
    if task in seen or not re.fullmatch(r"[\w-]{1,60}", task):
        return
    seen.add(task)
    yield from _build_folders(text) if task == "clean" else ()
    for body in _bodies(text, task):
        for needed in _NEEDED.findall(body):
            for one in _texts(needed) or re.findall(r"[\w-]+", needed)[:4]:
                yield from _lines(text, one.lstrip(":"), seen)
        for deleted in _DELETED.findall(body):
            own = re.search(r"\bbuildDir(?:ectory)?\b", deleted) is not None and '"' not in deleted
            if own and task != "clean":
                yield 'rm -rf "build"'
            for one in _texts(deleted):
                if (path := _path(one)) and not _BUILT.fullmatch(path):
                    yield f'rm -rf "{path}"'
        for started in _STARTED.findall(body):
            if words := _texts(started):
                yield " ".join(quote(word) for word in words)


def _at_once(text: str) -> Iterator[str]:
    """The commands that a build's file runs while it is read, whatever task is asked for."""
    for told in _RUN_AT_ONCE.findall(text):
        if words := _texts(" ".join(_STARTED.findall(told))):
            yield " ".join(quote(word) for word in words)
    for told in _DELETED_AT_ONCE.findall(text):
        yield from (f'rm -rf "{path}"' for one in _texts(told) if (path := _path(one)))


def _build_folders(text: str) -> Iterator[str]:
    """What `clean` deletes where the build goes into another folder than `build`."""
    for told in _PLACED.findall(text):
        for one in _texts(told):
            if (path := _path(one)) and not _USUAL.fullmatch(path.rstrip("/").rpartition("/")[2]):
                yield f'rm -rf "{path}"'


def _bodies(text: str, task: str) -> Iterator[str]:
    """What stands between the braces behind each mention of a task."""
    for head in re.finditer(_HEAD.replace("NAME", re.escape(task)), text):
        depth, place = 1, head.end()
        while depth and place < len(text):
            depth += (text[place] == "{") - (text[place] == "}")
            place += 1
        yield text[head.start() : place]


def _texts(code: str) -> list[str]:
    return [first or second for first, second in _TEXT.findall(code)]


def _path(text: str) -> str:
    """A path as a shell writes it; "" for one that hangs on names of the build."""
    for name, value in _NAMES:
        text = name.sub(value, text)
    return text if _PLAIN.fullmatch(text) else ""


SPECIAL = {"gradle": gradle, "gradlew": gradle}
