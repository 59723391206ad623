"""Taking secrets out of a line before it is stored, cached, cut or sent anywhere.

Each is replaced by `‹redacted:KIND:HASH›`; the hash is keyed, so that equal secrets look equal and none can
be guessed from it without the key.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import re
from collections.abc import Iterable
from pathlib import Path

from shellguard.audit.secret_text import MARK, Secret, may_hold_secret, secrets_in
from shellguard.audit.secret_words import Hidden, clients, hidden_in, located, values_of_secret_variables
from shellguard.errors import ShellguardError
from shellguard.parsing.script import Script
from shellguard.paths import PRIVATE_FILE

_KEY_BYTES = 32
_LONG_ENOUGH = 6
_UNSHOWN = "…"


def redact(script: Script, line: str, key: bytes) -> str:
    """*line* without its secrets; *script* is what was read of it."""
    return Redaction(key).line(script, line)


def redact_text(text: str, key: bytes) -> str:
    """Any text without its secrets: by its form alone, without a parse."""
    return Redaction(key).text(text)


def for_the_eye(script: Script, texts: Iterable[str]) -> dict[str, str]:
    """By each text what of it may stand on a screen, where nobody typed it: `…` for its secrets.

    *script* is what was read of the line, with all that it runs: the texts are commands of it.
    """
    by_program, hidden = clients(), list[Hidden]()
    if any(command.program in by_program or command.assignments for command, _ in script.walk()):
        hidden = list(hidden_in(script))
    values = {*values_of_secret_variables(script)} - {""}
    shown = {}
    for text in texts:
        found = secrets_in(text, as_line=True)
        found += [secret for one in hidden for secret in located(one, text)]
        parts, done = [], 0
        for start, end, _, _ in _merged(found, text):
            parts += [text[done:start], _UNSHOWN]
            done = end
        whole = "".join((*parts, text[done:]))
        for value in values:
            whole = _replaced(whole, value, _UNSHOWN)
        shown[text] = whole
    return shown


class Redaction:
    """One line with everything that is said about it: what is secret in the line is secret in all of it."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[str, str] = {}

    def line(self, script: Script, line: str) -> str:
        """The line without its secrets, which are remembered for `text`."""
        if not self._worth_a_look(script, line):
            return line
        found = secrets_in(line, as_line=True)
        for hidden in hidden_in(script):
            found += located(hidden, line)
            self._remember(hidden.kind, hidden.value)
        for value in values_of_secret_variables(script):
            self._remember("variable", value)
        return self._without(line, found)

    def text(self, text: str) -> str:
        """A text without secrets of its own, nor those of the line."""
        if self._known:
            for secret, marker in self._known.items():
                if secret in text:
                    text = _replaced(text, secret, marker)
        found = secrets_in(text)
        return self._without(text, found) if found else text

    def marker(self, kind: str, secret: str) -> str:
        """What stands in a secret's place."""
        digest = hmac.digest(self._key, secret.encode("utf-8", "surrogatepass"), "sha256")
        return f"{MARK}{kind}:{digest[:4].hex()}›"

    def _worth_a_look(self, script: Script, line: str) -> bool:
        by_program = clients()
        return may_hold_secret(line) or any(command.program in by_program for command, _ in script.walk())

    def _remember(self, kind: str, secret: str) -> None:
        if secret.strip():
            self._known.setdefault(secret, self.marker(kind, secret))

    def _without(self, text: str, found: list[Secret]) -> str:
        parts = []
        done = 0
        for start, end, kind, value in _merged(found, text):
            parts.append(text[done:start])
            parts.append(self.marker(kind, value))
            self._remember(kind, value)
            done = end
        parts.append(text[done:])
        return "".join(parts)


def _merged(found: list[Secret], text: str) -> list[tuple[int, int, str, str]]:
    """Secrets in order, those that overlap made one (its value is then the text that it covers)."""
    merged: list[tuple[int, int, str, str]] = []
    for secret in sorted(found):
        if secret.end <= secret.start or MARK in text[secret.start : secret.end]:
            continue
        if merged and secret.start < merged[-1][1]:
            start, end, kind, _ = merged[-1]
            if secret.end > end:
                merged[-1] = (start, secret.end, kind, text[start : secret.end])
        else:
            merged.append((secret.start, secret.end, secret.kind, secret.value))
    return merged


def _replaced(text: str, secret: str, marker: str) -> str:
    """A short secret is replaced only where it stands alone, lest it be found in every word."""
    if len(secret) >= _LONG_ENOUGH:
        return text.replace(secret, marker)
    return re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", lambda _: marker, text)


def redaction_key(folder: Path) -> bytes:
    """The installation's key, made in *folder* on first use.

    Raises:
        ShellguardError: it can't be read or made.
    """
    path = folder / "redaction.key"
    try:
        with contextlib.suppress(FileNotFoundError):
            key = path.read_bytes()
            if len(key) == _KEY_BYTES:
                return key
        key = os.urandom(_KEY_BYTES)
        new = folder / f"redaction.key.{os.getpid()}"
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
        try:
            os.write(handle, key)
            os.fsync(handle)
        finally:
            os.close(handle)
        new.replace(path)
    except OSError as error:
        raise ShellguardError(
            f"the key of the record can't be kept: {error.strerror}", where=str(path)
        ) from error
    return key
