"""Which values fit which kind of slot, how well, and how they are written into a command."""

from __future__ import annotations

import re

from shellguard.phrasebook.quoting import Unfit, glob_words, path_word, text_word
from shellguard.phrasebook.tokens import Token

# kinds of tokens (tokens.py) that fit, best first; "w" is a bare word
FITTING = {
    "path": "PFVSGXw", "file": "FPVSGXw", "dir": "PVSFw", "files": "A", "port": "N", "count": "N", "number": "NZ",
    "host": "FILVUSw", "url": "UFIV", "login": "LFIVw", "user": "wSVL", "pid": "NV", "name": "wSFVXPG",
    "string": "SwFVGXPNIDULZ", "pattern": "SGwFVXPNIUL", "perm": "NM", "size": "Z", "date": "DSN", "ext": "XwGS",
    "branch": "wPFSVN", "commit": "wNSVF", "package": "wFSVP", "service": "wFSVL", "container": "wSFV",
    "image": "wFPSV", "glob": "GX", "variable": "Vw", "command": "SPFw", "key": "wSFV", "address": "IFVU",
}  # fmt: skip
_PATHS = {"path", "file", "dir"}
_HEX = re.compile(r"[0-9a-f]{6,40}|HEAD[~^\d]*|[\w./-]+[~^]\d*")
_NUMBER = re.compile(r"\d{1,9}")
_MODE = re.compile(r"[0-7]{3,4}|[ugoa]*[+=-][rwxXst]+|[r-][w-][xs-][r-][w-][xs-][r-][w-][xt-]")
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,8}(?:\.[A-Za-z0-9]{1,4})?")

# nouns that only say what the value beside them is
NOUNS = {
    "path": {"file", "dir", "path", "call", "name", "subdir", "symlink", "link", "script", "archive", "new"},
    "string": {"string", "word", "pattern", "character", "line", "message", "call", "name", "value", "regex", "contain"},
    "host": {"host", "computer", "domain", "address", "ip", "site", "website", "call", "name"},
    "name": {"name", "call", "new", "session", "value"}, "user": {"user", "call", "name", "account", "owner", "group", "person"},
    "perm": {"permission", "to"}, "service": {"service", "unit"}, "package": {"package", "program", "module", "library", "tool"},
    "container": {"container", "call", "name"}, "image": {"image", "call", "name"}, "branch": {"branch", "call", "name", "git"},
    "commit": {"commit", "hash", "id"}, "ext": {"extension", "file", "format", "image"}, "port": {"port", "number", "tcp"},
    "pid": {"process", "pid", "id", "number"}, "count": {"number"}, "url": {"url", "page", "site", "website", "link", "file", "address"},
    "variable": {"variable", "environment"}, "command": {"command", "script", "program"}, "date": {"date"},
}  # fmt: skip
NOUNS["file"] = NOUNS["dir"] = NOUNS["path"]
NOUNS["pattern"] = NOUNS["string"]


def fits(kind: str, token: Token) -> int:
    """How well a token fits a slot: 0 not at all, else the more the better."""
    order = FITTING.get(kind, "")
    if token.kind not in order:
        return 0
    text = token.text
    if kind in ("port", "count", "pid") and token.kind == "N" and not _NUMBER.fullmatch(text):
        return 0
    if kind == "perm" and not _MODE.fullmatch(text):
        return 0
    if kind == "commit" and token.kind == "w" and not _HEX.fullmatch(text):
        return 0
    if kind == "ext" and not _EXTENSION.fullmatch(text.lstrip("*").lstrip(".")):
        return 0
    if (
        token.kind == "S"
        and kind in ("user", "host", "service", "container", "branch")
        and re.search(r"\s", text)
    ):
        return 0
    return 20 - order.index(token.kind)


def written(kind: str, token: Token) -> str:
    """A value as one word of the shell (globs of paths stay globs)."""
    text = token.text
    if kind == "ext":
        return text.lstrip("*").lstrip(".").lower()
    if kind == "size" or token.kind == "Z":
        return text
    if kind == "variable":
        name = text.strip("${}")
        if not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise Unfit("no variable's name")
        return name
    if kind in _PATHS or (token.kind in "PF" and kind != "string"):
        if token.kind == "G":
            return glob_words(text)
        return path_word(text)
    if text.startswith("-") and kind not in ("string", "pattern"):
        raise Unfit("a value that would be an option")
    return text_word(text)
