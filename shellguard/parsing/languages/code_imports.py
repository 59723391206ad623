"""Files beside it that code of any language takes in: `require("./x")`, `require_relative`, `include`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from shellguard.parsing.languages import python_imports
from shellguard.parsing.languages.python_imports import MAX_IMPORTS, Place, place_of

MAX_FILES = 24
MAX_TRIED = 240
MAX_TEXT = 100_000
Finder = Callable[[str], str | None]
Texts = dict[str, tuple[Place, str]]
_ENDINGS = {
    "javascript": ("", ".js", ".mjs", ".cjs", ".ts", "/index.js", "/index.ts"),
    "ruby": (".rb", ""),
    "perl": ("",),
    "php": ("",),
    "lua": (".lua", "/init.lua"),
    "r": ("",),
    "tcl": ("",),
}
_BY_NAME = {
    "py": "python",
    **dict.fromkeys(("js", "mjs", "cjs", "ts"), "javascript"),
    **dict.fromkeys(("rb", "rake"), "ruby"),
    **dict.fromkeys(("pl", "pm"), "perl"),
    "php": "php",
    "lua": "lua",
    "R": "r",
    "r": "r",
    "tcl": "tcl",
}
_FIRST_LINE = re.compile(r"#![^\n]{0,80}?\b(python|node|ruby|perl|php|lua|Rscript|tclsh)[\d.]*\b")
_BY_PROGRAM = {"node": "javascript", "Rscript": "r", "tclsh": "tcl"}
_SHAPES = {
    "javascript": re.compile(
        r"""^[ \t]*(?:import|export)\s[^;"'`()]{0,400}?\bfrom\s*["'](?P<from>\.{1,2}/[\w@./-]+)["'][ \t]*;?
        |^[ \t]*import\s*["'](?P<plain>\.{1,2}/[\w@./-]+)["'][ \t]*;?
        |\b(?:require|import)\(\s*(?:["'`](?P<called>\.{1,2}(?:/[\w@./-]*)?)["'`]
            |path\.(?:join|resolve)\(\s*__dirname\s*,\s*(?P<parts>["'][^()\n]{1,120}["'])\s*\))\s*\)""",
        re.VERBOSE | re.MULTILINE,
    ),
    "ruby": re.compile(
        r"""\brequire_relative[ (]+["'](?P<from>[\w./-]+)["']\)?
        |\b(?:require|load)[ (]+["'](?P<here>[\w./-]+)["']\)?
        |\bload[ (]+File\.(?:join|expand_path)\(\s*(?:__dir__\s*,\s*)?["'](?P<called>[\w./-]+)["']
            (?:\s*,\s*__dir__)?\s*\)\)?""",
        re.VERBOSE,
    ),
    "perl": re.compile(
        r"""\b(?:require|do)[ (]+["'](?P<here>\.{0,2}/?[\w./-]+\.p[lmh])["']\)?
        |\b(?:require|do)[ (]+["']\$(?:FindBin::)?(?:Real)?Bin/(?P<from>[\w./-]+)["']\)?
        |^[ \t]*use\s+(?P<module>[A-Z]\w*(?:::\w+)*)\b""",
        re.VERBOSE | re.MULTILINE,
    ),
    "php": re.compile(
        r"""\b(?:include|require)(?:_once)?\s*\(?\s*(?:__DIR__|dirname\(\s*__FILE__\s*\))\s*\.\s*
            ["']/?(?P<from>[\w./-]+)["']\s*\)?
        |\b(?:include|require)(?:_once)?\s*\(?\s*["'](?P<here>[\w./-]+)["']\s*\)?""",
        re.VERBOSE,
    ),
    "lua": re.compile(
        r"""\brequire\s*\(?\s*["'](?P<module>[\w./-]+)["']\s*\)?
        |\b(?:dofile|loadfile)\s*\(?\s*["'](?P<here>[\w./-]+)["']\s*\)?""",
        re.VERBOSE,
    ),
    "r": re.compile(r"""\b(?:sys\.)?source\(\s*["'](?P<here>[\w./-]+\.[rR])["'][^()\n]{0,60}\)"""),
    "tcl": re.compile(
        r"""\bsource\s+(?:\[file\ join\ \[file\ dirname\ \[info\ script\]\]\ (?P<from>[\w./-]+)\]
        |(?P<here>[\w./-]+\.tcl))""",
        re.VERBOSE,
    ),
}
_ROOTS = {
    "perl": re.compile(
        r"""\buse\s+lib\s+["'](?P<bin>\$(?:FindBin::)?(?:Real)?Bin/)?(?P<root>[\w./-]+)["']"""
    ),
    "ruby": re.compile(
        r"""(?:\$LOAD_PATH|\$:)[^\n]{0,40}?["'](?P<root>[\w./-]+)["'](?P<bin>\s*,\s*__(?:FILE__|dir__))?"""
    ),
}
_PACKAGED = ("vendor/", "node_modules/", "site-packages/")


def language_of(path: str, text: str) -> str:
    """The language of a file of code, "" where neither its name nor its first line says it."""
    known = _BY_NAME.get(path.rpartition("/")[2].rpartition(".")[2] if "." in path else "")
    if known:
        return known
    match = _FIRST_LINE.match(text)
    return _BY_PROGRAM.get(match[1], match[1]) if match else ""


def start_of(language: str, path: str, text: str, *, here: bool = False) -> Place:
    """The place of a script in that language."""
    if language == "python":
        return place_of(path, text, here=here)
    return Place(path, tuple(_roots(language, path, text)))


def imported(language: str, text: str, place: Place) -> Iterator[tuple[str, ...]]:
    """Groups of files, the first of which that is there is taken in; in the order in which they stand."""
    if language == "python":
        yield from python_imports.imports(text, place)
        return
    shape = _SHAPES.get(language)
    seen: set[tuple[str, ...]] = set()
    for number, match in enumerate(shape.finditer(text) if shape else ()):
        if number >= MAX_IMPORTS:
            return
        group = _group(language, match, place)
        if group and group not in seen:
            seen.add(group)
            yield group


def taken_in(
    language: str, start: Place, text: str, find: Finder, deeper: Finder | None = None
) -> tuple[Texts, dict[str, set[str]]]:
    """The files that a script takes in, and those that these do, by their paths; and which take in each.

    Args:
        deeper: finds what is taken in by others than the script; as `find` unless given.
    """
    found: Texts = {}
    takers: dict[str, set[str]] = {}
    waiting, tried, size = [(start, text)], set[str](), 0
    while waiting:
        place, inside = waiting.pop(0)
        for group in imported(language, inside, place):
            for name in group:
                if name not in found and name != start.path:
                    if len(found) >= MAX_FILES or len(tried) >= MAX_TRIED or size > MAX_TEXT:
                        break
                    tried.add(name)
                    seek = find if deeper is None or place.path == start.path else deeper
                    held = seek(name)
                    if held is None:
                        continue
                    found[name] = (Place(name, start.roots), held)
                    size += len(held)
                    waiting.append(found[name])
                takers.setdefault(name, set()).add(place.path)
                break
    return found, takers


def without_taken(language: str, text: str, place: Place, known: frozenset[str]) -> str:
    """The code without what takes in files of which it is known whether they are there."""
    shape = _SHAPES.get(language)
    if shape is None:
        return text

    def left(match: re.Match[str]) -> str:
        group = _group(language, match, place)
        if not group or not known.intersection(group):
            return match[0]
        return "(0)" if match[0].endswith(")") and language == "javascript" else ""

    return shape.sub(left, text)


def _roots(language: str, path: str, text: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    if language == "lua":
        yield from dict.fromkeys(("", folder))
    shape = _ROOTS.get(language)
    for match in shape.finditer(text) if shape else ():
        base = folder if match["bin"] else ""
        root = match["root"]
        if "FILE" in (match["bin"] or ""):  # from the file itself: `..` is its folder
            root = root.removeprefix("../")
        yield _plain(posixpath.join(base, root))


def _group(language: str, match: re.Match[str], place: Place) -> tuple[str, ...]:
    """The files that one statement may take in; none for what is installed."""
    told = {name: value for name, value in match.groupdict().items() if value}
    endings = _ENDINGS[language]
    if "parts" in told:
        named = [posixpath.join(place.folder, *re.findall(r"[\w./-]+", told["parts"]))]
    elif "from" in told or "plain" in told or "called" in told:
        named = [posixpath.join(place.folder, next(iter(told.values())))]
    elif "module" in told:
        name = told["module"].replace("::", "/") if language == "perl" else told["module"].replace(".", "/")
        endings = (".pm",) if language == "perl" else endings
        named = [posixpath.join(root, name) for root in place.roots]
    else:
        name = told["here"]
        near = name.startswith(".") or language != "ruby"
        folders = ("", place.folder) if near else place.roots
        named = [posixpath.join(folder, name) for folder in dict.fromkeys(folders)]
    plain = [_plain(one) for one in named]
    if any(part in one for one in plain for part in _PACKAGED):
        return ()
    return tuple(one + ending for one in plain for ending in endings if one + ending != place.path)


def _plain(path: str) -> str:
    found = posixpath.normpath(path)
    return "" if found == "." else found
