"""Sources of software that are written down with the key they must be signed with, as vendors' guides say."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.parsing.script import SimpleCommand, Word

_SOURCE = re.compile(r"/etc/apt/sources\.list\.d/[\w.+-]+\.(?:list|sources)\Z")
_NAMES_KEY = re.compile(r"signed-by=/(?:etc/apt|usr/share)/keyrings/[\w.+-]+|^Signed-By: ?/", re.MULTILINE)
_UNSIGNED = re.compile(r"(?i)http://|trusted[=:] ?yes|allow-\w+[=:] ?yes")
_SAYS = frozenset(("echo", "printf"))


def signed_source(findings: Findings, path: str) -> bool:
    """Whether what is written to `path` is a package source over TLS that names its key.

    Only words that the line itself holds tell that: an `echo` or `printf` into the file, or a here-document.
    """
    if not _SOURCE.match(path):
        return False
    texts = [_said(command) for command in (*findings.context.upstream, findings.command)]
    text = "\n".join(texts)
    keys = len(_NAMES_KEY.findall(text))
    return keys > 0 and keys == text.count("https://") and not _UNSIGNED.search(text)


def _said(command: SimpleCommand) -> str:
    words: list[Word] = list(command.words[1:]) if command.program in _SAYS else []
    words += [one.body for one in command.redirections if one.body is not None]
    return " ".join(word.text for word in words)
