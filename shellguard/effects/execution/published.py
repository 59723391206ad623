"""Installers at their project's own address: `curl -fsSL https://get.docker.com | sh`."""

from __future__ import annotations

import re
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand

_SCHEME = "https://"
# What only says how much is told and how often it is tried: nothing leads to another place or another trust.
_PLAIN = re.compile(
    r"-[fsSLq#]+|-q?O-|-o-|-nv|-4|-6|--(?:fail|silent|show-error|location|quiet|no-verbose|progress-bar"
    r"|compressed|tlsv1\.[23]|http1\.1|output-document=-|proto==https|retry=\d+)"
)
_WITH_VALUE = {
    "--proto": re.compile("=https"),
    "--retry": re.compile(r"\d+"),
    "-O": re.compile("-"),
    "-qO": re.compile("-"),
    "-o": re.compile("-"),
}
_LONGEST = 24  # words


@cache
def _addresses() -> re.Pattern[str]:
    return re.compile("|".join(load("installers")["addresses"]))


def is_published(commands: tuple[SimpleCommand, ...]) -> bool:
    """Whether all that these commands print is one installer, fetched as its project says.

    Anything more speaks against it: a second address, a proxy or a certificate that is not looked at, a
    variable, a filter behind it, an environment of its own.
    """
    if len(commands) != 1 or commands[0].nested:
        return False
    command = commands[0]
    words = command.words
    if command.program not in ("curl", "wget") or len(words) > _LONGEST or command.assignments:
        return False
    if not all(word.known for word in words) or any(one.operator == "<" for one in command.redirections):
        return False
    given = [word.text for word in words]
    if given[0] != command.program:  # behind a wrapper, or a program of that name that lies elsewhere
        return False
    addresses = []
    rest = iter(given[1:])
    for word in rest:
        value = _WITH_VALUE.get(word)
        if value is not None:
            if not value.fullmatch(next(rest, "")):
                return False
        elif not word.startswith("-"):
            addresses.append(word)
        elif not _PLAIN.fullmatch(word):
            return False
    return len(addresses) == 1 and _known(addresses[0])


def _known(address: str) -> bool:
    return address.startswith(_SCHEME) and _addresses().fullmatch(address[len(_SCHEME) :]) is not None
