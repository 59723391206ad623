"""Whether a program that asks other machines gives them the value of a variable, but for logging in."""

from __future__ import annotations

import re
from itertools import pairwise

from shellguard.effects.touching.kept_values import Kept, Worth, printed_within
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand, Word

_WORDS = knowledge("signs", "kept")
NEAR = _WORDS.pattern("near")
_DETOURS = _WORDS.names("detours")
_OPEN_HEADERS = _WORDS.pattern("open_headers", re.IGNORECASE)
_NO_LOGIN = _WORDS.by_name("no_login")
_CARRYING = knowledge("signs", "carrying")
ASKING = _CARRYING.names("programs")
_LOGINS = _CARRYING.names("login_options")
_URL = re.compile(r"([a-z]{2,9})://([^/?#\s\"']*)")
_MARK = "\0"
_ADDRESS = re.compile(r"(?:https?|ftp)://([^/?#@\s\"']*@)?([^/?#\s\"']*)([^\s\"']*)")
_HEADER = re.compile(r"[A-Z][\w-]+:(?!/)")
_NUMBERS = re.compile(r"(?:.*@)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d+)?")


def asks_near(commands: list[SimpleCommand]) -> bool:
    """Whether all that they ask are machines of the own network, and nothing leads elsewhere."""
    hosts = [match[2] for one in commands for match in _urls(one)]
    return bool(hosts) and all(map(NEAR.fullmatch, hosts)) and not any(map(_takes_detour, commands))


def sends_words(command: SimpleCommand, kept: Kept) -> bool:
    """Whether an asking program gives one of them to another machine, but for logging in over TLS."""
    within = kept.held(printed_within(command))
    if not (within or kept.held(command.words)) or asks_near([command]):
        return False
    far = [match for match in _urls(command) if not NEAR.fullmatch(match[2]) or _takes_detour(command)]
    clear = any(match[1] != "https" or _NUMBERS.fullmatch(match[2]) for match in far)
    for before, word in pairwise(command.words):
        held = kept.held((word,)) | (within if _is_substituted(word) else set())
        if held and (clear or not _logs_in(command.program, before, word)):
            return True
        if any(kept.names.get(name) is Worth.KEY for name in held):
            return True
    return False


def in_address(word: Word, kept: Kept) -> bool:
    """Whether one of them is a part of an address that another machine is asked by, not the login in it."""
    held = kept.held((word,))
    marked = "".join(_MARK if piece.name in held else piece.text for piece in word.pieces)
    return any(_MARK in match[2] + match[3] for match in _ADDRESS.finditer(marked))


def _is_substituted(word: Word) -> bool:
    return "$(" in word.source or "`" in word.source  # what it prints may be known


def _urls(command: SimpleCommand) -> list[re.Match[str]]:
    return [match for word in command.words for match in _URL.finditer(word.text)]


def _takes_detour(command: SimpleCommand) -> bool:
    """Whether it is told to go by another machine than the one that it names."""
    return any(word.text.partition("=")[0] in _DETOURS for word in command.words[1:])


def _logs_in(program: str, before: Word, word: Word) -> bool:
    """Whether a word is a login or a header of a request (`-H "Authorization: …"`, `X-Key:…` of httpie)."""
    own = word.text.partition("=")[0] if word.text.startswith("--") else word.text[:2]
    option = next((one for one in (before.text, own) if one in _LOGINS), "")
    if option in _NO_LOGIN.get(program, ()) or _OPEN_HEADERS.search(word.text):
        return False
    return bool(option) or _HEADER.match(word.text) is not None
