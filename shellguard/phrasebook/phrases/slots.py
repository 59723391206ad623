"""Which values fit which kind of slot, how well, and how they are written into a command."""

from __future__ import annotations

import re
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.quoting import UnfitError, glob_words, path_word, text_word
from shellguard.phrasebook.language.tokens import Token

_NEVER_TIMES = {"branch", "commit", "user", "host", "login", "service", "container", "package", "image"}
_PATHS = {"path", "file", "dir"}
_NEVER_FILES = {"service", "branch", "container", "host", "login", "url"}
_NEVER_FOLDERS = {*_NEVER_FILES, "image", "package", "user"}
_DAYS = {"today", "yesterday", "tomorrow", "now", "tonight", "midnight", "noon"}
_HEX = re.compile(r"[0-9a-f]{6,40}|HEAD[~^\d]*|[\w./-]+[~^]\d*")
_FILE_NAME = re.compile(
    r"\.(?:log|txt|csv|tsv|json|ya?ml|md|py|js|ts|c|h|cpp|java|conf|cfg|ini|xml|html?|gz|zip|tar|pdf|jpe?g|png|bak|out"
    r"|sh|bash|rb|go|php|css|sql|db|pl|lua|toml|tgz|xz|bz2|7z|rar|svg|gif|webp|mp[34]|docx?|xlsx?|key|pem|tmp|dat"
    r"|bin|iso|deb|rpm|jar|env|lock|orig|old|patch|diff)$"
)
_NAMED_KINDS = {"user", "service", "package", "container", "image", "branch", "commit", "host", "date"}
_ALSO_TAKEN = {
    "branch": {"tag", "commit", "remote"},
    "commit": {"tag"},
    "host": {"server"},
    "package": {"command"},
    "user": {"remote"},
}
_NUMBERS, _TEXTS = {"PID", "PORT"}, {"name", "string", "pattern", "user"}
_SHORTEST_HASH = 4
_NO_PROGRAM = re.compile(r"\.(?:log|txt|csv|tsv|json|ya?ml|md|conf|cfg|ini|html?|gz|zip|tar|pdf|jpe?g|png)$")
_SOURCE = re.compile(r"\.(?:py|sh|rb|pl|php|java|cpp|rs|go|whl)$")
_HOST_NAME = re.compile(r"\.(?:com|org|net|local|lan|edu|gov|internal)$")
_INTERFACE = re.compile(r"(?:eth|wlan|enp|ens|eno|wlp|tun|tap|br|veth|docker)\d\w*|lo")
_ASSIGNED = re.compile(r"[A-Za-z_]\w*=.*")
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?(?:am|pm)|\d{1,2}:\d\d")
_LONGEST_EXTENSION = 5
_NUMBER = re.compile(r"\d{1,9}")
_MODE = re.compile(
    r"[0-7]{3,4}|[ugoa]*[+=-][rwxXst]+(?:,[ugoa]*[+=-][rwxXst]*)*|[r-][w-][xs-][r-][w-][xs-][r-][w-][xt-]"
)
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,8}(?:\.[A-Za-z0-9]{1,4})?")


@cache
def _times() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["times"].split())


@cache
def _no_services() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["no_services"].split())


@cache
def _fitting() -> dict[str, str]:
    fitting: dict[str, str] = load("phrasing/vocabulary")["fitting"]
    return fitting


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in load("phrasing/vocabulary")["nouns"].items()}


def nouns(kind: str) -> frozenset[str]:
    """Nouns that only say what the value beside them is."""
    return _nouns().get(kind, frozenset())


@cache
def never_behind(kind: str) -> frozenset[str]:
    """Prepositions behind which a bare name is none of this kind."""
    return frozenset(load("phrasing/vocabulary")["never_behind"].get(kind, "").split())


def kinds_of_noun(word: str) -> frozenset[str]:
    """The kinds of values that a noun names; none for any other word."""
    return _kinds_of_nouns().get(word, frozenset())


@cache
def _kinds_of_nouns() -> dict[str, frozenset[str]]:
    every = frozenset().union(*_nouns().values())
    return {word: frozenset(kind for kind, words in _nouns().items() if word in words) for word in every}


def kinds_for(kind: str) -> str:
    """The kinds of tokens that may fill a kind of slot, best first."""
    return _fitting().get(kind, "")


def fits(kind: str, token: Token) -> int:
    """How well a token fits a slot: 0 not at all, else the more the better."""
    order = kinds_for(kind)
    if token.kind not in order:
        return 0
    text = token.text
    if token.kind == "S" and (_stands_for_another(kind, text) or _has_blanks(kind, text)):
        return 0
    if token.kind in "NS" and _counts_something_else(kind, token):
        return 0
    if kind == "variable" and token.kind == "w" and token.known and not token.text.isupper():
        return 0
    if token.kind in "wV" and _means_no_name(kind, text):
        return 0
    if token.kind in "FP" and _names_another_file(kind, text):
        return 0
    if kind in _PATHS and _calls_no_file(kind, token):
        return 0
    if kind == "perm" and not _MODE.fullmatch(text):
        return 0
    if kind == "commit" and token.kind == "w" and not _HEX.fullmatch(text):
        return 0
    if kind == "ext" and token.kind == "w" and len(text) > _LONGEST_EXTENSION:
        return 0
    if kind == "ext" and not _EXTENSION.fullmatch(text.lstrip("*").lstrip(".")):
        return 0
    return 20 - order.index(token.kind)


def _stands_for_another(kind: str, text: str) -> bool:
    """Whether a text stands for a name of another kind that is yet to be put in: BRANCH is no commit."""
    if text in _NUMBERS and kind in _TEXTS:
        return True
    noun = _stand_in_nouns().get(text, "")
    if not noun or kind not in _NAMED_KINDS:
        return False
    return noun not in nouns(kind) | _ALSO_TAKEN.get(kind, set())


def _has_blanks(kind: str, text: str) -> bool:
    """Whether a text has blanks, as no name of such a kind has."""
    return kind in _NAMED_KINDS - {"commit", "date"} and re.search(r"\s", text) is not None


@cache
def _stand_in_nouns() -> dict[str, str]:
    """The noun for which each text stands that is to be replaced by a name."""
    table: dict[str, str] = load("phrasing/vocabulary")["stand_ins"]
    return {text.split()[1]: noun for noun, text in table.items()}


def _calls_no_file(kind: str, token: Token) -> bool:
    """Whether several plain words are no path, or a place or a number no file."""
    if token.kind == "S" and not token.known:
        return True
    return kind == "file" and (
        token.text in (".", "..", "~", "/") or (token.kind == "S" and token.text.isdigit())
    )


def _counts_something_else(kind: str, token: Token) -> bool:
    """Whether a number is none that a slot takes: no whole one, or of `two` branches, which is no name."""
    if token.kind == "S":
        return kind in ("port", "pid") and token.text != kind.upper()
    if kind in ("branch", "commit"):
        return bool(token.word) or (kind == "commit" and len(token.text) < _SHORTEST_HASH)
    return kind in ("port", "count", "pid") and not _NUMBER.fullmatch(token.text)


def _means_no_name(kind: str, text: str) -> bool:
    """Whether a word is no machine but an interface, a day, or what sets a variable."""
    if kind in _PATHS and (text.lower() in _DAYS or _ASSIGNED.fullmatch(text)):
        return True
    if kind == "service" and text.lower() in _no_services():
        return True
    if kind == "package" and text.lower() in load("phrasing/vocabulary")["systems"]:
        return text.lower() != "bash"
    if kind == "host" and _INTERFACE.fullmatch(text):
        return True
    return kind in _NEVER_TIMES and (text.lower() in _times() or _CLOCK.fullmatch(text.lower()) is not None)


def _names_another_file(kind: str, text: str) -> bool:
    """Whether the name of a file is no host and no page, a host no file, or a file that is no program."""
    if text in (".", "..", "~", "/") and kind in _NEVER_FOLDERS:
        return True
    if kind in _NEVER_FILES:
        return _FILE_NAME.search(text) is not None
    if kind == "file":
        return _HOST_NAME.search(text) is not None
    if kind == "package" and _SOURCE.search(text):
        return True
    return kind in ("command", "package") and _NO_PROGRAM.search(text) is not None


def fits_of(token: Token) -> dict[str, int]:
    """The kinds of slots that a token fits, and how well."""
    return {kind: fit for kind in _kinds_by_letter().get(token.kind, ()) if (fit := fits(kind, token))}


@cache
def _kinds_by_letter() -> dict[str, tuple[str, ...]]:
    """The kinds of slots that a kind of token may fill."""
    letters = set("".join(_fitting().values()))
    return {
        letter: tuple(kind for kind, order in _fitting().items() if letter in order) for letter in letters
    }


@cache
def _sites() -> dict[str, str]:
    sites: dict[str, str] = load("phrasing/vocabulary")["sites"]
    return sites


@cache
def _signs() -> dict[str, str]:
    signs: dict[str, str] = load("phrasing/vocabulary")["signs"]
    return signs


def signed(values: dict[str, Token], types: dict[str, str]) -> dict[str, Token]:
    """The values with signs in place of their names where a text is meant: `semicolon` is `;`."""
    return {
        name: Token("S", "", _signs()[token.text.lower()])
        if token.kind == "w" and types.get(name) in ("string", "pattern") and token.text.lower() in _signs()
        else token
        for name, token in values.items()
    }


def written(kind: str, token: Token) -> str:
    """A value as one word of the shell (globs of paths stay globs)."""
    text = token.text
    if kind == "ext" and token.kind == "w" and token.known and token.word == text.lower().removesuffix("s"):
        return token.word
    if kind == "ext":
        return text.lstrip("*").lstrip(".").lower()
    if kind == "size" or token.kind == "Z":
        return text.removesuffix("c").replace("k", "K")
    if kind == "host" and token.kind == "w":
        text = _sites().get(text.lower(), text)
    if kind == "variable":
        name = text.strip("${}")
        if not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise UnfitError("no variable's name")
        return name
    if kind in _PATHS or (token.kind in "PF" and kind != "string"):
        if token.kind == "G":
            return glob_words(text)
        return path_word(text)
    if text.startswith("-") and kind not in ("string", "pattern"):
        raise UnfitError("a value that would be an option")
    return text_word(text)
