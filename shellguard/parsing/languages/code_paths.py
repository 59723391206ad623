"""Paths that code puts together: the home by its names in each language, joined parts, opened files."""

from __future__ import annotations

import re

Token = tuple[str, str]

_QUOTED = r"\s{0,3}[\"']HOME[\"']\s{0,3}"
_HOME = (
    rf"(?:Dir\.home(?:\(\))?|ENV\[{_QUOTED}\]|ENV\.fetch\({_QUOTED}\)|process\.env\.HOME\b|process\.env\[{_QUOTED}\]"
    r"|(?:require\(\s{0,3}[\"'](?:node:)?os[\"']\s{0,3}\)\.|os\.)?homedir\(\)"
    rf"|\$_(?:SERVER|ENV)\[{_QUOTED}\]|(?:os\.|Deno\.env\.)?get(?:env)?\({_QUOTED}\)|\$ENV\{{[\"']?HOME[\"']?\}})"
)
_FILLED_IN = re.compile(rf"[#$]?\{{\s{{0,3}}{_HOME}\s{{0,3}}\}}")
_ALONE = re.compile(_HOME)
_SPREAD = re.compile(
    r"\b(?:File\.expand_path|expand_path|bsd_glob|glob)\(?\s{0,3}([\"'])(~/[^\"'*?\n]{0,200})\1\s{0,3}\)?"
)
_HINTS = ("home", "HOME")
_JOIN = frozenset(("path.join", "path.resolve", "File.join", "join", "File.expand_path"))
_OPENS = {
    "ruby": frozenset(("File.open", "File.new", "IO.open", "open")),
    "php": frozenset(("fopen", "SplFileObject")),
    "lua": frozenset(("io.open",)),
    "perl": frozenset(("IO::File.new",)),
    "javascript": frozenset(("fs.openSync", "openSync", "fs.open")),
}
_MODE = re.compile(r"([rwax])[bt+]{0,2}(?::[\w-]+)?\Z")
_ACTIONS = {"r": "read", "w": "overwrite", "a": "write", "x": "write"}
_WRITING = ("TRUNC", "WRONLY", "RDWR", "CREAT")  # how the flags end with which a file is opened to write
_FURTHEST = 40


def with_home(code: str) -> str:
    """The code with `~` for the home folder, by whatever name it asks for it."""
    if "~/" in code:
        code = _SPREAD.sub(r"\1\2\1", code)
    if not any(hint in code for hint in _HINTS):
        return code
    return _ALONE.sub(_spelt, _FILLED_IN.sub("~", code))


def _spelt(match: re.Match[str]) -> str:
    """In a text of Perl, `$ENV{HOME}/x` stands within the quotes; elsewhere the home is a text of its own."""
    following = match.string[match.end() : match.end() + 1]
    within = match.group().startswith("$ENV{") and following not in (" ", ".", ")", ";", ",")
    return "~" if within else '"~"'


def joined_paths(tokens: list[Token]) -> list[Token]:
    """`path.join("~", ".ssh", "config")` as the one text that it is."""
    if _JOIN.isdisjoint([text for _, text in tokens]):
        return tokens
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        kind, text = tokens[place]
        parts = _texts(tokens[place + 1 : place + _FURTHEST]) if text in _JOIN else []
        if parts:
            found.append(("string", '"' + "/".join(part[1:-1].rstrip("/") for part in parts) + '"'))
            place += 2 * len(parts) + 2
        else:
            found.append((kind, text))
            place += 1
    return found


def _texts(tokens: list[Token]) -> list[str]:
    """The texts in `("a", "b")`; none where something else stands among them."""
    if not tokens or tokens[0][1] != "(":
        return []
    found = []
    for place in range(1, len(tokens) - 1, 2):
        kind, text = tokens[place]
        if kind != "string" or text[:1] not in ("'", '"'):
            return []
        found.append(text)
        if tokens[place + 1][1] == ")":
            return found
        if tokens[place + 1][1] != ",":
            return []
    return []


def opening(language: str) -> frozenset[str]:
    """The functions of a language that open a file, for what their second argument says."""
    return _OPENS.get(language, frozenset())


def opened(following: list[Token]) -> str:
    """What `File.open(PATH, "a")` does to the file: write, overwrite or read."""
    depth = 0
    texts: list[str] = []
    for kind, text in following:
        if kind == "end":
            break
        depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
        if depth <= 0 and text in (")", "{"):
            break
        if text == ",":
            texts.append(text)
        elif kind == "name" and texts[-1:] == [","] and text.endswith(_WRITING):
            return "overwrite"
        elif kind == "string" and texts[-1:] == [","]:
            mode = _MODE.match(text[1:-1])
            return _ACTIONS[mode.group(1)] if mode else "read"
        elif kind == "string":
            texts.append(text)
    return "read"
