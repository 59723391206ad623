"""Where the modules stand that Python code imports from beside it; what is installed stands elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from shellguard.parsing.records import record

_LINE = (
    r"^[ \t]*(?:from[ \t]+(?P<module>\.*[\w.]*)[ \t]+import[ \t]*(?P<names>\([^)]{0,2000}\)|[^\n#;]{1,400})"
    r"|import[ \t]+(?P<plain>[\w., \t]{1,400}))"
)
_IMPORT = re.compile(_LINE, re.MULTILINE)
_BEHIND = re.compile(rf"{_LINE}|[;:][ \t]*import[ \t]+(?P<behind>[\w., \t]{{1,400}})", re.MULTILINE)
_ROOT = re.compile(r"sys\.path\.(?:insert|append)\([^\n]{0,160}")
_TEXT = re.compile(r"""["']([\w./-]{1,80})["']""")
_UP = re.compile(r"\bdirname\(|\.parent\b")
_NAME = re.compile(r"\w+")
MAX_IMPORTS = 40
MAX_PARTS = 5


@record
class Place:
    """Where a module stands.

    Attributes:
        path: its file.
        roots: the folders in which modules are looked for by their whole names, "" for the one one is in.
    """

    path: str
    roots: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.path)


def place_of(path: str, text: str, *, here: bool = False) -> Place:
    """The place of a script; `here` where modules are looked for in the folder that one is in, as by `-m`."""
    folder = posixpath.dirname(path)
    roots = [""] if here else [folder]
    for match in _ROOT.finditer(text):
        above = folder
        for _ in range(max(len(_UP.findall(match[0])) - 1, 0)):
            above = _above(above)
        below = _TEXT.findall(match[0].partition(",")[2] or match[0])
        roots.append(_plain(posixpath.join(above, *below)))
    parts = folder.split("/")
    for count, part in enumerate(parts):  # a package that is imported by its whole name from within
        if part.isidentifier() and re.search(rf"(?m)^[ \t]*(?:from|import)[ \t]+{part}\b", text):
            roots.append("/".join(parts[:count]))
    return Place(path, tuple(dict.fromkeys(roots))[:MAX_PARTS])


def _plain(folder: str) -> str:
    found = posixpath.normpath(folder)
    return "" if found == "." else found


def _above(folder: str) -> str:
    return _plain(posixpath.join(folder, ".."))


def imports(text: str, place: Place) -> Iterator[tuple[str, ...]]:
    """Groups of files, the first of which that is there is imported; in the order in which they stand."""
    seen: dict[tuple[str, ...], None] = {}
    shape = _BEHIND if "; import" in text or ": import" in text or ";import" in text else _IMPORT
    for number, match in enumerate(shape.finditer(text)):
        if number >= MAX_IMPORTS:
            return
        plain = match["plain"] or (match["behind"] if shape is _BEHIND else None)
        names = [part.split()[0] for part in (plain or "").split(",") if part.split()]
        if match["module"]:
            names = [match["module"]]
            held = match["names"].strip("() \n").split(",")
            taken = [part.split()[0] for part in held if _NAME.match(part.strip())]
            base = match["module"]
            names += [base + ("" if base.endswith(".") else ".") + name for name in taken[:MAX_PARTS]]
        for name in names:
            for group in files_of(name, place):
                if group not in seen:
                    seen[group] = None
                    yield group


def files_of(dotted: str, place: Place) -> list[tuple[str, ...]]:
    """The files that importing a name runs, packages first: a group of those that it may be for each part."""
    level = len(dotted) - len(dotted.lstrip("."))
    parts = [part for part in dotted.lstrip(".").split(".") if part][:MAX_PARTS]
    if level:
        folder = place.folder
        for _ in range(level - 1):
            folder = _above(folder)
        roots: tuple[str, ...] = (folder,)
    else:
        roots = place.roots
    if not parts:
        return [(posixpath.join(roots[0], "__init__.py"),)]
    below = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    above = [f"{root}/" if root and root != "/" else root for root in roots]
    return [
        tuple([f"{root}{name}{ending}" for root in above for ending in ("/__init__.py", ".py")])
        for name in below
    ]
