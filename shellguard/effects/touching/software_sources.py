"""Sources of software, and keys they are signed with, that are added as vendors' guides say."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.knowledge import loading
from shellguard.parsing.script import SimpleCommand, Word

_SOURCE = re.compile(
    r"""(?x) /etc/apt/sources\.list\.d/ (?!ubuntu|debian|raspi|system|official-) [\w.+-]+ \.(?:list|sources)
      | /etc/(?:yum\.repos\.d|zypp/repos\.d)/
        (?!(?i:fedora|redhat|cent|rocky|alma|oracle|amzn)) [\w.+-]+ \.repo"""
)
_ADDRESS = re.compile(r"[a-z+]+://[^\s'\"\]\\]*")
_NAMED = re.compile(r"(?:https://(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/$]|\Z)|file:///etc/pki/)")
_KEY = re.compile(
    r"(?i)signed-by=/(?:etc/apt|usr/share)/keyrings/[\w.+-]+(?=[\s\]\\]|\Z)|^Signed-By: ?/"
    r"|(?:\b|\\n)gpgkey\s*=",
    re.MULTILINE,
)
_UNCHECKED = re.compile(
    r"(?i)trusted[=:] ?yes|allow-\w+[=:] ?yes|(?:(?<!repo_)gpgcheck|sslverify)\s*=\s*(?:0|no|false)"
)
_SECTION = re.compile(r"(?m)(?:^|\\n)\s*deb(?:-src)? |^Types: |(?:\b|\\n)gpgcheck\s*=\s*1")
_SAYS = frozenset(("echo", "printf"))

_DOWNLOADERS = frozenset(("curl", "wget"))
_PASSING = frozenset(("cat", "tee", "gpg", "sudo"))
_VOUCHED = re.compile(r"https://(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?/")
_OVERLOOKS = re.compile(r"-[A-Za-z]*k[A-Za-z]*|--insecure|--proxy-insecure|--no-check-certificate|--no-hsts")
_DROPS = re.compile(loading.load("generic")["drop_places"])


def known_source(findings: Findings, path: str) -> bool:
    """Whether what is written to `path` is a further package source over TLS that names its packages' key.

    Only words that the line itself holds tell that: an `echo` or `printf` into the file, or a here-document.
    """
    if not _SOURCE.fullmatch(path):
        return False
    commands = (*findings.context.upstream, findings.command)
    text = "\n".join(_said(command) for command in commands)
    addresses = _ADDRESS.findall(text)
    named = bool(addresses) and all(_NAMED.match(one) for one in addresses)
    keys, sources = len(_KEY.findall(text)), len(_SECTION.findall(text))
    return named and 0 < sources <= keys and not _UNCHECKED.search(text)


def vouched(commands: tuple[SimpleCommand, ...]) -> bool:
    """Whether what comes out of these commands was fetched, as it is, over TLS from machines with a name."""
    fetching = [command for command in commands if command.program in _DOWNLOADERS]
    if not fetching or any(command.program not in _DOWNLOADERS | _PASSING for command in commands):
        return False
    words = [word.text for command in fetching for word in command.words[1:]]
    addresses = [text for text in words if "://" in text]
    return (
        bool(addresses)
        and all(_VOUCHED.match(text) and not _DROPS.search(text) for text in addresses)
        and not any(map(_OVERLOOKS.fullmatch, words))
    )


def _said(command: SimpleCommand) -> str:
    words: list[Word] = list(command.words[1:]) if command.program in _SAYS else []
    words += [one.body for one in command.redirections if one.body is not None]
    return " ".join(word.text for word in words)
