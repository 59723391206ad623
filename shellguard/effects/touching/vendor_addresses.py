"""What comes from its project's own address: `curl -fsSL https://get.docker.com | sh`."""

from __future__ import annotations

import re
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand, Word

_SCHEME = "https://"
# What only says how much is told and how often it is tried: nothing leads to another place or another trust.
_PLAIN = re.compile(
    r"-[fsSLq#]+|-q?O-|-o-|-nv|-4|-6|--(?:fail|silent|show-error|location|quiet|no-verbose|progress-bar"
    r"|compressed|tlsv1\.[23]|http1\.1|output-document=-|proto==https|retry=\d+)"
)
_WITH_VALUE = {"--proto": re.compile("=https"), "--retry": re.compile(r"\d+")}
_INTO = re.compile(r"-[fsSLq]*o|-q?O|--output|--output-document")
_BY_NAME = re.compile(r"-[fsSLq]*O|--remote-name")
_ANYWHERE = ""
_LONGEST = 24  # words
_FETCHERS = ("curl", "wget")
_BUILD = r"(?:(?!\.\.)[\w./-]|\$\(uname -[sm]\)|`uname -[sm]`)+"
_VERSION = r"(?:latest/download|download/v?[\d.]+(?:-rc\.?\d+)?)"
_FOLDERS = ("/usr/local/bin/", "/usr/bin/", "/usr/local/sbin/")


@cache
def _installers() -> re.Pattern[str]:
    return knowledge("installers").any_of("addresses")


@cache
def _releases() -> dict[str, re.Pattern[str]]:
    """By the name of each tool."""
    table: dict[str, str] = load("installers")["releases"]
    return {
        name: re.compile(address.replace("{build}", _BUILD).replace("{version}", _VERSION))
        for name, address in table.items()
    }


def is_published(commands: tuple[SimpleCommand, ...]) -> bool:
    """Whether all that these commands print is one installer, fetched as its project says.

    Anything more speaks against it: a second address, a proxy or a certificate that is not looked at, a
    variable, a filter behind it, an environment of its own.
    """
    if len(commands) != 1 or commands[0].nested or not _fetches(commands[0].words):
        return False
    command = commands[0]
    if command.assignments or any(one.operator == "<" for one in command.redirections):
        return False
    if not all(word.known for word in command.words):
        return False
    address = only_address(command.words, "-")
    return bool(address) and _installers().fullmatch(address) is not None


def keeps_installer(command: SimpleCommand) -> bool:
    """Whether what is fetched, to be looked at or run later, is such an installer, or a tool's release."""
    plain = not command.assignments and not command.redirections and not command.nested
    if not plain or not _fetches(command.words) or not all(word.known for word in command.words):
        return False
    address = only_address(command.words, _ANYWHERE)
    known = (_installers(), *_releases().values()) if address else ()
    return any(one.fullmatch(address) for one in known)


def _fetches(words: tuple[Word, ...]) -> bool:
    return bool(words) and words[0].text in _FETCHERS


def is_release(words: tuple[Word, ...], path: str) -> bool:
    """Whether a tool is fetched from where its project releases it, to be a program under its own name."""
    folder, slash, name = path.rpartition("/")
    release = _releases().get(name) if folder + slash in _FOLDERS else None
    if release is None or not all(word.known for word in words if not word.text.startswith(_SCHEME)):
        return False
    address = only_address(words, path)
    return bool(address) and release.fullmatch(address) is not None


def only_address(words: tuple[Word, ...], into: str) -> str:
    """The one address that curl or wget fetches into `into`, without its scheme; "" if it does any more."""
    given = [word.text for word in words]
    if not given or given[0] not in _FETCHERS or len(given) > _LONGEST:
        return ""
    addresses = []
    rest = iter(given[1:])
    for word in rest:
        if given[0] == "curl" and into == _ANYWHERE and _BY_NAME.fullmatch(word):
            continue
        if _INTO.fullmatch(word):
            place = next(rest, "")
            if into not in (_ANYWHERE, place):
                return ""
        elif word in _WITH_VALUE:
            if not _WITH_VALUE[word].fullmatch(next(rest, "")):
                return ""
        elif not word.startswith("-"):
            addresses.append(word)
        elif not _PLAIN.fullmatch(word):
            return ""
    only = addresses[0] if len(addresses) == 1 else ""
    return only[len(_SCHEME) :] if only.startswith(_SCHEME) else ""
