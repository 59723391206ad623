"""Fills a family's command with the values and files of a request."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from posixpath import basename

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language import quoting
from shellguard.phrasebook.language.quoting import UnfitError, path_word
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.phrases.families import Family
from shellguard.phrasebook.phrases.slots import written
from shellguard.phrasebook.selection.selection import Selection
from shellguard.phrasebook.translation import Surroundings

_SLOT = re.compile(r"\{(?P<name>[a-z_]\w*)(?::(?P<form>\w+))?(?:\|(?P<default>[^{}]*))?\}")
_SCRIPT = re.compile(r"«([^»]*)»")
_FILLED = {"file", "files", "path", "find", "date", "name", "count", "number", "port", "user", "host", "url",
           "string", "pattern", "size", "pid"}  # fmt: skip
_TRAILING = re.compile(r"(?<=\S) +$")
_NEEDS_ROOM = re.compile(r"(?:--|-e|=|:)\s*$")


@cache
def _files() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["files"].split())


def _number(text: str) -> str:
    if not text.isdecimal():
        raise UnfitError("no number")
    return text


def _plain(text: str) -> str:
    if not re.fullmatch(r"[\w.@:+/%,=^~-]+", text) or text.startswith("-"):
        raise UnfitError("not plain")
    return text


def _option_or_word(text: str) -> str:
    return text if re.fullmatch(r"-{1,2}[A-Za-z0-9][\w=.-]*", text) else _plain(text)


def _numbered(text: str) -> tuple[str, str, str]:
    """`file12.txt` as `file`, `12`, `.txt`."""
    found = re.fullmatch(r"(.*?)(\d+)((?:\.\w+)?)", text)
    if found is None:
        raise UnfitError("no number in the name")
    return found[1], found[2], found[3]


# forms for inside «…», which is quoted as a whole
_FORMS: dict[str, Callable[[str], str]] = {
    "bre": quoting.sed_pattern,
    "rep": quoting.sed_text,
    "ere": quoting.extended_pattern,
    "awk": quoting.awk_text,
    "int": _number,
    "plain": _plain,
    "raw": lambda text: text,
    "fromhome": lambda text: re.sub(r"^~(?=/|$)", "$HOME", text),
    "upper": lambda text: _plain(text).upper(),
    "blanks": lambda text: " " * min(int(_number(text)), 16),
    "slash": lambda text: text.rstrip("/") + "/",
    "bare": lambda text: text.rstrip("/"),
    "letters": lambda text: _numbered(text)[0],
    "digits": lambda text: _numbered(text)[1],
    "tail": lambda text: _numbered(text)[2],
    "next": lambda text: str(int(_number(text)) + 1),
    "noext": lambda text: re.sub(r"\.[^./]+$", "", text),
    "dotext": lambda text: re.sub(r"^.*?(\.[^./]+)?$", r"\1", basename(text)),
    "unbracketed": lambda text: _plain(text.strip("[]")),
    "words": lambda text: " ".join(_option_or_word(word) for word in text.split()),
    "key": lambda text: quoting.sed_pattern(text.partition("=")[0]),
    "set": lambda text: quoting.sed_text(text),
    "stem": lambda text: basename(text.rstrip("/")).split(".")[0],
    "base": lambda text: basename(text.rstrip("/")),
    "perms": lambda text: symbolic(text),
}


def symbolic(text: str) -> str:
    """Permissions as chmod takes them; `rwxr-xr-x` becomes 755, `rwsr-xr-x` 4755."""
    if len(text) == 9 and text[0] in "r-" and not (text[1].isalnum() or text[1] == "-"):
        raise UnfitError("no permissions")
    if re.fullmatch(r"[r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-]", text):
        usual = "".join("01"[char not in "-ST"] for char in text)
        special = "".join("01"[char in "sStT"] for char in text[2::3])
        return f"{int(special, 2) or ''}{int(usual, 2):03o}"
    return _plain(text)


def render(
    family: Family,
    values: dict[str, Token],
    types: dict[str, str],
    chosen: Selection | None,
    around: Surroundings,
) -> str:
    """The command of a family for these values; raises UnfitError when it can't say what was asked."""
    template = template_of(family, chosen, around)
    values = {name: token for name, token in values.items() if token.kind != "A"}
    for name, needed in family.data.get("needs", {}).items():
        if name in values and not re.search(needed, values[name].text, re.IGNORECASE):
            raise UnfitError("another kind of value")
    line = _filled(template, values, types, chosen, around)
    suffix = chosen.suffix() if chosen is not None else ""
    if suffix and "sed -i" in line:
        raise UnfitError("would change the file and print nothing")
    return line + suffix


def template_of(family: Family, chosen: Selection | None, around: Surroundings) -> str:
    """The form of a family's command for this system and this kind of selection."""
    data = family.data
    if chosen is not None:
        if data.get("prefer") == "glob" and only_leaves_out(chosen):
            chosen.maxdepth, chosen.mindepth = 1, int(chosen.head != "f")
        if _renames_here(data, chosen):
            chosen.maxdepth = chosen.maxdepth or 1
        return _for_files(data, chosen, around)
    if "by" in data:
        by = data["by"]
        if around.package_manager:
            if around.package_manager not in by:
                raise UnfitError("not with this package manager")
            return str(by[around.package_manager])
        return str(by["brew"] if around.system == "macos" and "brew" in by else next(iter(by.values())))
    if around.system == "macos" and "macos" in data:
        return str(data["macos"])
    run = data.get("run")
    if not run:
        raise UnfitError("only for files")
    if isinstance(run, str):
        return run
    for template in run:
        program = next(word for word in template.split() if word != "sudo")
        if program in around.programs:
            return str(template)
    return str(run[0])


def _for_files(data: dict[str, object], chosen: Selection, around: Surroundings) -> str:
    macos = around.system == "macos"
    each = str(data.get("each_macos", data.get("each", "")) if macos else data.get("each", ""))
    plain = str(data.get("plain_macos", data.get("plain", "")) if macos else data.get("plain", ""))
    run = str(data.get("macos", data.get("run", "")) if macos else data.get("run", ""))
    if plain == "@grep":
        named = bool(chosen.paths) and all(map(is_file, chosen.paths))
        plain = "grep {i}{pattern} {files}" if named else "grep {i}-rn {pattern} {files}"
    if chosen.single:
        if data.get("single") is False:
            raise UnfitError("needs more than a name")
        if "one" in data and len(chosen.paths) == 1 and not macos:
            return str(data["one"])
        if each and all(map(is_file, chosen.paths)):
            return _each(each, "{files}")
        return plain or _each(each, "{files}") or run
    if data.get("single") is True:
        raise UnfitError("needs one file")
    if chosen.is_ranked and not data.get("lists"):
        if not each or data.get("ranks") is False or (chosen.order == "name" and not chosen.limit):
            raise UnfitError("in no order")
        return "{ranked} | xargs -d '\\n' " + _each_by_xargs(each)
    if (data.get("prefer") == "glob" or not run + each) and chosen.by_glob and (plain or each):
        return _each(each, "{files}") or plain
    if run:
        return run
    if not each:
        raise UnfitError("only for named files")
    return "{find} -exec " + (f"{each} ';'" if "{}" in each else each + " {} +")


def _renames_here(data: dict[str, object], chosen: Selection) -> bool:
    """Whether files of this folder get other names: not those of the folders below it."""
    here = chosen.paths == ["."] and not chosen.said & {"recursive", "deep", "tree"}
    return here and not chosen.single and " mv " in str(data.get("run", ""))


def only_leaves_out(chosen: Selection) -> bool:
    """Whether all in one folder is meant but some names: `all files except a.txt`."""
    left_out = (
        bool(chosen.tests)
        and all(word == "!" for word in chosen.tests[::3])
        and chosen.tests[1::3] == ["-name"] * (len(chosen.tests) // 3)
    )
    return left_out and not chosen.maxdepth and not chosen.said & {"recursive", "deep", "tree"}


def is_file(path: str) -> bool:
    """Whether a path is named as a file is: with a dot in its last part, or as files are by custom."""
    name = path.rsplit("/", 1)[-1]
    return "." in name.lstrip(".") or name in _files()


def is_folder(path: str) -> bool:
    """Whether a path can only be a folder, or is named as folders are by custom."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return path.endswith("/") or last in ("", ".", "..", "~") or last.lower() in _folders()


@cache
def _folders() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["folders"].split())


def _each(each: str, files: str) -> str:
    if not each:
        return ""
    return each.replace("{}", files) if "{}" in each else f"{each} {files}"


def _each_by_xargs(each: str) -> str:
    return f"-I{{}} {each}" if "{}" in each else each


def _filled(
    template: str,
    values: dict[str, Token],
    types: dict[str, str],
    chosen: Selection | None,
    around: Surroundings,
) -> str:
    def scripted(section: re.Match[str]) -> str:
        return quoting.quoted(_SLOT.sub(lambda slot: _inside(slot, values), section[1]))

    pieces = []
    at = 0
    for section in _SCRIPT.finditer(template):
        pieces.append(_words(template[at : section.start()], values, types, chosen, around))
        pieces.append(scripted(section))
        at = section.end()
    pieces.append(_words(template[at:], values, types, chosen, around))
    line = "".join(pieces)
    return _TRAILING.sub("", line) if line.endswith((" ", "\n")) else line


def _inside(slot: re.Match[str], values: dict[str, Token]) -> str:
    if slot["name"] in values:
        return _FORMS[slot["form"] or "raw"](values[slot["name"]].text)
    if slot["default"] is None:
        return slot[0]
    return slot["default"]


def _words(
    text: str, values: dict[str, Token], types: dict[str, str], chosen: Selection | None, around: Surroundings
) -> str:
    def one(slot: re.Match[str]) -> str:
        name = slot["name"]
        if name in values:
            token = values[name]
            if slot["form"]:
                formed = _FORMS[slot["form"]](token.text)
                if slot["form"] == "words":
                    return formed
                return quoting.path_word(formed) if formed else ""
            word = written(types[name], token)
            if word.startswith("-") and not _NEEDS_ROOM.search(text[: slot.start()]):
                raise UnfitError("a value that would be an option")
            return word
        special = _special(name, slot["form"] or "", chosen, around)
        if special is not None:
            return special
        if slot["default"] is None and name in _FILLED:
            raise UnfitError("no file was named")
        return slot["default"] if slot["default"] is not None else slot[0]

    return _SLOT.sub(one, text)


def _special(name: str, form: str, chosen: Selection | None, around: Surroundings) -> str | None:
    if name == "branch":
        return path_word(around.branch or "main")
    if name == "folder":
        return quoting.text_word(basename(around.folder.rstrip("/")) or "archive")
    if chosen is None:
        return None
    match name:
        case "find":
            return chosen.find(around.system, kind=form or None)
        case "ranked":
            return chosen.ranked(around.system, bare=True)
        case "i":
            return "-i " if "nocase" in chosen.said else ""
        case "place":
            return chosen.places()
        case "files" if chosen.single:
            return " ".join(path_word(path) for path in chosen.paths)
        case "files":
            return chosen.by_glob or _unfit()
        case "stem":
            return quoting.text_word(basename((chosen.paths or ["."])[0].rstrip("/")).strip(".") or "archive")
    return None


def _unfit() -> str:
    raise UnfitError("files that no name stands for")
