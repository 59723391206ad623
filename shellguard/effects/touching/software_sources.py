"""Sources of software, and keys they are signed with, that are added as vendors' guides say."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.effects.touching.vendor_addresses import only_address
from shellguard.knowledge import loading
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand, Word

_SOURCE = re.compile(
    r"""(?x) /etc/apt/sources\.list\.d/ (?!ubuntu|debian|raspi|system|official-) [\w.+-]+ \.(?:list|sources)
      | /etc/(?:yum\.repos\.d|zypp/repos\.d)/
        (?!(?i:fedora|redhat|cent|rocky|alma|oracle|amzn)) [\w.+-]+ \.repo"""
)
_ADDRESS = re.compile(r"[a-z+]+://[^\s'\"\]\\]*")
_NAMED = re.compile(r"(?:https://(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/$]|\Z)|file:///etc/pki/)")
_VENDOR = re.compile(
    r"https?://(?:[a-z]{2}\.)?(?:" + "|".join(loading.load("installers")["sources"]["hosts"]) + r")(?:/|\Z)"
)
_KEY = re.compile(
    r"(?i)signed-by=/(?:etc/apt|usr/share)/keyrings/[\w.+-]+(?=[\s\]\\]|\Z)|^Signed-By: ?/"
    r"|(?:\b|\\n)gpgkey\s*=",
    re.MULTILINE,
)
_UNCHECKED = re.compile(
    r"(?i)(?:\b|\\n)(?:trusted|allow-\w+)\s*[=:](?!\s*(?:no|false|without|off|disable|0)\b)"
    r"|(?:(?<!repo_)gpgcheck|sslverify)\s*=(?!\s*(?:1|yes|true|on)\b)|gpgkey\s*=\s*(?:http|ftp):"
)
_SECTION = re.compile(r"(?m)(?:^|\\n)\s*deb(?:-src)? |^Types: |(?:\b|\\n)gpgcheck\s*=\s*1")
_MAIN = "/etc/apt/sources.list"
# One source of the distribution itself, for a named release, or a line that says nothing.
_ADDED = re.compile(
    r"deb(?:-src)?[ \t]+https?://(?:[a-z]{2}\.)?(?:"
    + "|".join(loading.load("installers")["sources"]["own"])
    + r")/[\w/]*[ \t]+(?!(?:sid|unstable|testing|experimental)\b)"
    r"(?:[a-z]+|\$\(lsb_release -(?:cs|sc)\))(?:-[a-z]+)*"
    r"(?:[ \t]+[a-z-]+)+|#[\w \t:/.,-]*"
)
_FETCHERS = frozenset(("curl", "wget"))
_OPENLY = re.compile(
    r"(?i)(?:http|ftp)://|(?:[\w-]+\.)+[a-z]{2,}/\w"
)  # curl takes http where no scheme is told
_SAYS = frozenset(("echo", "printf"))

_FILTERS = {
    "cat": re.compile("-?"),
    "tee": re.compile(".*"),
    "gpg": re.compile(r"(?:(?:--dearmou?r|--yes|--batch|--no-tty|-o \S+|--output[= ]\S+)(?: |\Z))*-?"),
}
_VOUCHED = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?/")
_DROPS = knowledge("generic").pattern("drop_places")
_ANYBODYS = knowledge("generic").pattern("anybodys_places")


def known_source(findings: Findings, path: str) -> bool:
    """Whether what is written to `path` is a further package source over TLS that names its packages' key.

    Of a distribution or a vendor that many use it need be no more than a source whose packages are checked.
    Only words that the line itself holds tell that: an `echo` or `printf` into the file, or a here-document;
    or it is fetched from such a vendor as it is.
    """
    main = path == _MAIN and _adds(findings)
    if not main and not _SOURCE.fullmatch(path):
        return False
    led = (
        findings.context.upstream or findings.command.assignments
    )  # to other certificates, or through another machine
    address = "" if led else only_address(findings.command.words, path)
    if address and _VENDOR.match(f"https://{address}"):
        return True
    commands = (*findings.context.upstream, findings.command)
    if not all(_holds_its_text(one) for one in findings.context.upstream):
        return False
    text = "\n".join(_said(command) for command in commands)
    if main:
        return _ADDED.fullmatch(text.strip()) is not None
    addresses = _ADDRESS.findall(text)
    vendors = bool(addresses) and all(map(_VENDOR.match, addresses))
    named = bool(addresses) and all(_NAMED.match(one) or _VENDOR.match(one) for one in addresses)
    keys, sources = len(_KEY.findall(text)), len(_SECTION.findall(text))
    return named and (0 < sources <= keys or (vendors and sources > 0)) and not _UNCHECKED.search(text)


def _adds(findings: Findings) -> bool:
    """Whether something is put to the end of one file, by a redirection or by tee."""
    command = findings.command
    into = [one.operator for one in command.redirections if one.target is not None]
    words = [word.text for word in command.words[1:]]
    if command.program == "tee":
        return bool({"-a", "--append"}.intersection(words)) and ">" not in into
    return into == [">>"]


def fetched_openly(findings: Findings) -> bool:
    """Whether what is put down here was fetched over a connection that anybody on the way can change."""
    commands = (*findings.context.upstream, findings.command)
    fetched = [word for one in commands if one.program in _FETCHERS for word in one.words[1:]]
    return any(map(_OPENLY.match, (word.text for word in fetched)))


def vouched(commands: tuple[SimpleCommand, ...]) -> bool:
    """Whether what comes out of these commands was fetched, as it is, over TLS from a machine with a name.

    One address alone, with nothing that leads to another place or another trust; filters behind it read
    only what it gives.
    """
    if not commands or any(command.assignments for command in commands):
        return False
    if any(one.operator == "<" for command in commands for one in command.redirections):
        return False
    address = only_address(commands[0].words, "-")
    filtered = all(_passes(command) for command in commands[1:])
    named = _VOUCHED.match(address) is not None and not _ANYBODYS.match(address)
    return filtered and named and not _DROPS.search(f"/{address}")


def _passes(command: SimpleCommand) -> bool:
    """Whether a program gives on what it is given, and nothing else."""
    shape = _FILTERS.get(command.program)
    words = " ".join(word.text for word in command.words[1:])
    return shape is not None and shape.fullmatch(words) is not None


def _holds_its_text(command: SimpleCommand) -> bool:
    """Whether all that a command gives on stands in the line, or was piped to it."""
    return command.program in _SAYS or all(word.text.startswith("-") for word in command.words[1:])


def _said(command: SimpleCommand) -> str:
    words: list[Word] = list(command.words[1:]) if command.program in _SAYS else []
    words += [one.body for one in command.redirections if one.body is not None]
    return " ".join(word.text for word in words)
