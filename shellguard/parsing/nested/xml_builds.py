"""Builds described in XML: `ant NAME` by its build.xml, `dotnet clean` by the targets of its projects."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested import compilers
from shellguard.parsing.nested.recipes import MAX_COMMANDS
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_LONGEST, _MOST_PROJECTS = 200_000, 4
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"<target\b([^>]{0,800}?)(?:/>|>(.*?)</target>)", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<(\w+)\b([^<>]{0,800})>")
_ATTRIBUTE = re.compile(r"([\w.]+)\s{0,9}=\s{0,9}(?:\"([^\"]{0,400})\"|'([^']{0,400})')")
_PROPERTY = re.compile(r"\$\{([\w.-]+)\}|\$\((\w+)\)")
_REMOVED = {"delete": ("dir", "file"), "removedir": ("directories",)}
_PLACES = {"basedir": ".", "user.home": "$HOME", "MSBuildProjectDirectory": ".", "ProjectDir": "."}
_TAKING = frozenset(("-f", "-file", "-buildfile", "-lib", "-logger", "-listener", "-propertyfile"))
_ONLY_SHOWN = frozenset(("-p", "-projecthelp", "-h", "-help", "-version", "--help", "-?"))
_ASSIGNED = re.compile(r"(?m)^[ \t]*([\w.-]+)[ \t]*[=:][ \t]*([^\n\\]*)$")
_WITHIN = re.compile(r"<delete\b[^<>]{0,400}(?<!/)>(.{0,4000}?)</delete>", re.DOTALL)
_WHOLE = re.compile(r"<(?:fileset|dirset)\b([^<>]{0,400})/>")
_PARTS = {"includes", "excludes", "includesfile", "excludesfile", "casesensitive"}
_FILES = frozenset(("-f", "-file", "-buildfile"))
_PATH = re.compile(r"(?:\$HOME)?[^$\"`\\*@%()]+")


def ant(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What the named targets of ant, and those that they need, delete and start."""
    words = [word.text for word in command.words[1:]]
    if not _ONLY_SHOWN.isdisjoint(words):
        return []
    file, names, skip = "build.xml", list[str](), ""
    for text in words:
        if skip:
            file, skip = text if skip in _FILES else file, ""
        elif text in _TAKING:
            skip = text
        elif not text.startswith("-"):
            names.append(text)
    text = _text(nester, file)
    project = re.search(r"<project\b([^>]{0,800})>", text)
    told = _attributes(project[1]) if project else {}
    usual, folder = told.get("default", ""), posixpath.dirname(file)
    folder = posixpath.normpath(posixpath.join(folder, told.get("basedir", ".")))
    targets = {_attributes(head).get("name", ""): (head, body) for head, body in _TARGET.findall(text)}
    waiting, seen = names or [usual], dict[str, None]()
    while waiting:
        name = waiting.pop()
        if name in targets and name not in seen:
            seen[name] = None
            waiting += re.findall(r"[^,\s]+", _attributes(targets[name][0]).get("depends", ""))
            waiting += re.findall(r"<antcall\b[^>]{0,400}?\btarget=\"([^\"]{1,100})\"", targets[name][1])
    given = dict(one[2:].partition("=")[::2] for one in words if one.startswith("-D"))
    properties = _properties(text, _from_files(nester, text, folder) | given)
    return _nested(nester, [targets[name][1] for name in seen], properties, "ant", folder)


def _from_files(nester: ScriptFinder, text: str, folder: str) -> dict[str, str]:
    """The properties that a build reads from files: they are mostly named before those it sets itself."""
    found: dict[str, str] = {}
    for told in map(_attributes, re.findall(r"<property\b([^<>]{0,800})>", text)):
        path = posixpath.join(folder, told["file"].replace("${basedir}/", "")) if told.get("file") else ""
        for name, value in _ASSIGNED.findall(nester.file(literal_word(path)) or "" if path else ""):
            found.setdefault(name, value.strip())
    return found


def dotnet(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What projects of .NET do besides, where they are built, cleaned or published."""
    words = [word.text for word in command.words[1:]]
    asked = words[0].lower() if words and not words[0].startswith("-") else ""
    if command.program == "msbuild":
        told = [word.partition(":")[2] for word in words if word.lower().startswith(("-t:", "/t:"))]
        asked = (told or ["build"])[0].lower()
    if asked not in ("build", "clean", "publish", "rebuild", "run", "test"):
        return []
    named = [word for word in words if word.endswith("proj")]
    patterns = [] if named else ["*.csproj", "*.fsproj", "*.vbproj", "Directory.Build.targets"]
    nester.context.globs.update(one for one in patterns if "*" in one)
    for one in patterns:
        named += nester.context.supplied.globs.get(one, ()) if "*" in one else (one,)
    found: list[Nested] = []
    for file in named[:_MOST_PROJECTS]:
        text = _text(nester, file)
        bodies = [body for head, body in _TARGET.findall(text) if _hangs_on(_attributes(head), asked)]
        found += _nested(nester, bodies, _properties(text), command.program)
    return found + (_started(nester, command) if asked == "run" else [])


def _started(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """What the program does that `dotnet run` starts, as far as the file tells with which it begins."""
    texts = [word.text for word in command.words]
    project = next((after for word, after in pairwise(texts) if word in ("-p", "--project")), "")
    folder = posixpath.dirname(project) if project.endswith("proj") else project
    return compilers.started(nester, [posixpath.join(folder, "Program.cs")], command)


def _hangs_on(target: dict[str, str], asked: str) -> bool:
    """Whether a target runs with what is asked for, before or behind it."""
    told = (
        f"{target.get('aftertargets', '')};{target.get('beforetargets', '')};{target.get('name', '')}".lower()
    )
    with_it = {asked, f"core{asked}", f"before{asked}", f"after{asked}"}
    if asked in ("publish", "run", "test", "rebuild"):
        with_it |= {"build", "corebuild", "beforebuild", "afterbuild", "prebuildevent", "postbuildevent"}
    return not with_it.isdisjoint(one.strip() for one in told.split(";"))


def _nested(
    nester: ScriptFinder, bodies: list[str], properties: dict[str, str], via: str, folder: str = "."
) -> list[Nested]:
    entering = f"cd {quote(folder)} && " if folder != "." else ""
    lines = dict.fromkeys(entering + line for body in bodies for line in _lines(body, properties))
    return [nester.shell_text(line, NestedKind.FILE, via) for line in list(lines)[:MAX_COMMANDS]]


def _lines(body: str, properties: dict[str, str]) -> Iterator[str]:
    """The commands of a shell that do what the elements of a target say."""
    for inner in _WITHIN.findall(body):
        for told in map(_attributes, _WHOLE.findall(inner)):
            filled = _filled(told.get("dir", ""), properties)
            if filled and not _PARTS & told.keys() and _PATH.fullmatch(filled):
                yield f'rm -rf "{filled}"'
    for place in _ELEMENT.finditer(body):
        name, told = place[1].lower(), _attributes(place[2])
        for key in _REMOVED.get(name, ()):
            for path in told.get(key, "").split(";"):
                filled = _filled(path.strip(), properties)
                if filled and _PATH.fullmatch(filled):
                    yield f'rm -rf "{filled}"'
        if name == "exec" and "command" in told:
            yield _filled(told["command"], properties).replace("&quot;", '"').replace("&amp;", "&")
        elif name == "exec" and "executable" in told:
            inner = body[place.end() :].partition("</exec>")[0] if not place[2].rstrip().endswith("/") else ""
            given = [_attributes(one) for one in re.findall(r"<arg\b([^>]{0,400})>", inner)]
            values = [one.get("value") or one.get("file", "") for one in given]
            lines = " ".join(one["line"] for one in given if "line" in one)
            words = " ".join(quote(_filled(one, properties)) for one in (told["executable"], *values) if one)
            yield f"{words} {_filled(lines, properties)}".strip()


def _attributes(text: str) -> dict[str, str]:
    return {key.lower(): first or second for key, first, second in _ATTRIBUTE.findall(text)}


def _properties(text: str, given: dict[str, str] | None = None) -> dict[str, str]:
    """The properties that a file sets to what is known: `<property name="x" value="y"/>`, `<Out>y</Out>`."""
    found = {**_PLACES, **(given or {})}
    for told in map(_attributes, re.findall(r"<property\b([^<>]{0,800})>", text)):
        if "name" in told:
            found.setdefault(told["name"], told.get("value") or told.get("location", ""))
    for name, value in re.findall(r"<(\w+)>([^<>\n]{1,200})</\1>", text):
        found.setdefault(name, value.strip())
    return found


def _filled(text: str, properties: dict[str, str]) -> str:
    for _ in range(4):
        text = _PROPERTY.sub(lambda hole: properties.get(hole[1] or hole[2], hole[0]), text)
    return text.replace("\\", "/")


def _text(nester: ScriptFinder, file: str) -> str:
    return _COMMENT.sub("", (nester.file(literal_word(file)) or "")[:_LONGEST])


SPECIAL = {"ant": ant, "dotnet": dotnet, "msbuild": dotnet}
