"""Text that looks like something else: look-alike letters, bidirectional marks, escapes, imitated hosts."""

from __future__ import annotations

import re
import unicodedata

from shellguard.effects.code_rules import code_rules
from shellguard.effects.effect import Effect, Target
from shellguard.knowledge import loading
from shellguard.parsing.script import Piece, Word

_TABLE = loading.load("lookalikes")
_BIDI = frozenset(chr(int(code, 16)) for code in _TABLE["bidirectional"])
_INVISIBLE = frozenset(chr(int(code, 16)) for code in _TABLE["invisible"])
_SKELETON = str.maketrans({key: value for value, keys in _TABLE["letters"].items() for key in keys})
_HOSTS: tuple[str, ...] = tuple(_TABLE["hosts"])
_SWAPS = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s"})
_SKELETONS = tuple((known, known.translate(_SWAPS)) for known in _HOSTS)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
_URL_HOST = re.compile(r"(?:https?|ftp|ssh|git)://([^\s/'\"?#<>|;&]+)|git@([\w.-]+):", re.IGNORECASE)
_KEYS_BEFORE = ("http.", "credential.")
_WORD = re.compile(r"[^\s;|&<>()'\"`=]+")
_PROGRAM_PLACE = re.compile(r"(?:^|[;&|(]\s*|\bsudo\s+)([^\s;|&<>()'\"`=]+)")


def of_text(text: str) -> tuple[Effect, ...]:
    """The effects on the reader: what the text hides or imitates. Nothing for plain ASCII without hosts."""
    found: list[Effect] = []
    if not text.isascii():
        found.extend(_hidden(text))
    if _CONTROL.search(text):
        found.append(_effect("confuse.control"))
    if "://" in text or "git@" in text:
        found.extend(_hosts(text))
    return tuple(found)


def _effect(rule: str, what: str = "") -> Effect:
    told = code_rules()[rule]
    targets = (Target(told.target, Word(what, (Piece(what),))),) if what else ()
    return Effect(told.kind, told.id, "", told.message, told.base, targets)


def _hidden(text: str) -> list[Effect]:
    found = []
    if any(char in _BIDI for char in text):
        found.append(_effect("confuse.bidirectional"))
    if _has_invisible(text):
        found.append(_effect("confuse.invisible"))
    for match in _PROGRAM_PLACE.finditer(text):
        name = match.group(1)
        if not name.isascii() and _mixed(name) and name.translate(_SKELETON).isascii():
            found.append(_effect("confuse.program", name))
            break
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not ("/" in word or word.startswith("-")) or "://" in word:
            continue
        if _mixed(word) and word.translate(_SKELETON).isascii():
            found.append(_effect("confuse.look-alike", word))
            break
    return found


def _has_invisible(text: str) -> bool:
    """An invisible character between plain ones (those within emoji and joined scripts are ordinary)."""
    for index, char in enumerate(text):
        if char in _INVISIBLE:
            near = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
            if any(one.isascii() for one in near):
                return True
    return False


def _mixed(word: str) -> bool:
    """Latin letters beside letters of another script that look like them."""
    latin = any(char.isascii() and char.isalpha() for char in word)
    return latin and any(char.translate(_SKELETON) != char for char in word if not char.isascii())


def _hosts(text: str) -> list[Effect]:
    for match in _URL_HOST.finditer(text):
        whole = match.group(1) or match.group(2)
        user, at, host = whole.rpartition("@")
        host = host.split(":", 1)[0].lower().rstrip(".")
        if text[: match.start()].endswith(_KEYS_BEFORE) and text[match.end() : match.end() + 1] != "/":
            host = host.rpartition(".")[0]  # `git config http.https://HOST.proxy …`
        if at and "." in user.split(":", 1)[0]:
            return [_effect("confuse.host-in-user", whole)]
        if not host.isascii() or "xn--" in host:
            shown = unicodedata.normalize("NFKC", host).translate(_SKELETON)
            if not host.isascii() and shown.isascii():
                return [_effect("confuse.host", host)]
            if "xn--" in host:
                return [_effect("confuse.host-encoded", host)]
        elif _imitates(host):
            return [_effect("confuse.host-imitated", host)]
    return []


def _imitates(host: str) -> bool:
    if any(host == known or host.endswith("." + known) for known in _HOSTS):
        return False
    labels = host.split(".")
    tail = ".".join(labels[-2:])
    skeleton = tail.translate(_SWAPS).replace("rn", "m").replace("vv", "w")
    if any(skeleton == plain or f".{known}." in f".{host}." for known, plain in _SKELETONS):
        return True
    return any(len(known) > 8 and tail != known and _one_edit(tail, known) for known in _HOSTS)


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter was added, left out, changed, or two neighbours were swapped."""
    if abs(len(one) - len(other)) > 1 or one == other or one.rsplit(".", 1)[-1] != other.rsplit(".", 1)[-1]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, wanted = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == wanted
    return rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:] or swapped
