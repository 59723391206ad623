"""Opinions that a model gave before, by what was asked: bounded, private, on disk."""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.model.doubt import Question
from shellguard.model.judge import LABELS, Opinion, prompt_version
from shellguard.model.labels import FORMS
from shellguard.parsing.reading import read
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.private_files import write_whole

log = logging.getLogger("shellguard.daemon")
MOST = 2_000
KEPT_SECONDS = 30 * 86_400.0
_VERSION = 1
_LARGEST_FILE = 4_000_000
_MOST_COMMANDS = 200
_UNREADABLE = (-1, -1, -1)


def key_of(question: Question, model: str) -> str:
    """The same for lines that read alike, told alike, asked alike; nothing can be read out of it.

    Blanks and quotes make no difference where they make none to bash. A line that holds what may be a
    comment, or can't be read in full, is known by its text: a comment can talk a model round.
    """
    script = read(question.line)
    by_text = bool(script.problems) or "#" in question.line
    shape: Any = question.line if by_text else _shape(script, [_MOST_COMMANDS])
    whole = json.dumps([shape, question.known, model, prompt_version()], ensure_ascii=True)
    return hashlib.sha256(whole.encode("ascii")).hexdigest()[:40]


def _shape(script: Script, left: list[int]) -> Any:
    found: list[Any] = []
    for command in script.commands:
        left[0] -= 1
        if left[0] < 0:
            return [*found, script.text]
        found.append(_of_command(command, left))
    return found


def _of_command(command: SimpleCommand, left: list[int]) -> Any:
    return [
        command.connection.value,
        [[word.text, word.known] for word in command.words],
        [[one.name, one.value.text, one.append] for one in command.assignments],
        [
            [one.operator, one.descriptor, one.target and one.target.text, one.body and one.body.text]
            for one in command.redirections
        ],
        command.frames,
        command.definition,
        [
            [
                nested.kind.value,
                nested.via,
                nested.privileged,
                nested.host,
                nested.known,
                nested.code and nested.code.text,
                _shape(nested.script, left) if nested.script.commands else nested.script.text,
            ]
            for nested in command.nested
        ],
    ]


class OpinionCache:
    """One file; read again when somebody else has changed or removed it. Never raises."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._seen: tuple[int, int, int] | None = _UNREADABLE
        self._known: OrderedDict[str, dict[str, Any]] = OrderedDict()

    @property
    def path(self) -> Path:
        return (self._folder or paths.cache_dir() / "model") / "opinions.json"

    def __len__(self) -> int:
        self._follow()
        return len(self._known)

    def get(self, key: str) -> Opinion | None:
        """The opinion kept for a key, if it is not too old."""
        self._follow()
        found = self._known.get(key)
        if found is None or not 0 <= time.time() - found["at"] < KEPT_SECONDS:
            return None
        self._known.move_to_end(key)
        return Opinion(found["shares"], found["model"], found["form"], kept=True)

    def put(self, key: str, opinion: Opinion) -> str:
        """Keeps an opinion; gives back what the file has to hold, for `write`."""
        self._follow()
        self._known[key] = {
            "shares": {label: round(share, 6) for label, share in opinion.shares.items()},
            "model": opinion.model,
            "form": opinion.form,
            "at": int(time.time()),
        }
        self._known.move_to_end(key)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return json.dumps({"v": _VERSION, "opinions": self._known})

    def write(self, content: str) -> None:
        """Writes the file, which may take a moment."""
        try:
            paths.secure_dir(self.path.parent)
            write_whole(self.path, content)
            self._seen = _signature(self.path)
        except ShellguardError as error:
            log.warning("an opinion could not be kept: %s", error)

    def forget(self) -> int:
        """Removes all; how many there were.

        Raises:
            ShellguardError: the file can't be removed.
        """
        count = len(self)
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise ShellguardError(
                f"the kept opinions can't be removed: {error.strerror}", where=str(self.path)
            ) from error
        self._known.clear()
        return count

    def _follow(self) -> None:
        now = _signature(self.path)
        if now == self._seen:
            return
        self._seen = now
        self._known = OrderedDict(_read(self.path)) if now is not None else OrderedDict()


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """What is sound in the file; nothing of one that others could have written."""
    try:
        with path.open("rb") as file:
            seen = os.fstat(file.fileno())
            if seen.st_uid != os.geteuid() or seen.st_mode & 0o022 or seen.st_size > _LARGEST_FILE:
                log.warning("the kept opinions are left alone: %s is not private", path)
                return {}
            found = json.loads(file.read())
        given = found["opinions"] if found["v"] == _VERSION else {}
        return {key: one for key, one in list(given.items())[-MOST:] if _is_sound(one)}
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        log.warning("the kept opinions can't be read: %s", type(error).__name__)
        return {}


def _is_sound(one: Any) -> bool:
    if not isinstance(one, dict) or one.get("form") not in FORMS or not isinstance(one.get("model"), str):
        return False
    shares, at = one.get("shares"), one.get("at")
    return (
        isinstance(at, int | float)
        and isinstance(shares, dict)
        and set(shares) == set(LABELS)
        and all(isinstance(share, int | float) and 0 <= share <= 1 for share in shares.values())
        and math.isclose(sum(shares.values()), 1.0, abs_tol=0.01)
    )
