"""The daemon's log of its own running, apart from the record of what was decided."""

from __future__ import annotations

import json
import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from shellguard.audit.record import timestamp
from shellguard.errors import ShellguardError
from shellguard.paths import PRIVATE_FILE, secure_dir
from shellguard.settings.model import DaemonSettings

FILE_NAME = "daemon.log"
_LARGEST = 1 << 20
_KEPT = 2
_TEXT = "%(asctime)s shellguard daemon: %(levelname)s: %(message)s"

log = logging.getLogger("shellguard.daemon")


class JsonLines(logging.Formatter):
    """One JSON object a line: `at` (UTC), `level`, `logger`, `message`; `trace` where something broke."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": timestamp(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told)


class PrivateFile(RotatingFileHandler):
    """A log file that only its owner reads; a new one is begun at a megabyte, the last two are kept."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", errors="replace")

    def _open(self):  # type: ignore[no-untyped-def] # the type that logging gives it is private
        return open(
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors=self.errors,
            opener=lambda name, flags: os.open(name, flags | os.O_NOFOLLOW, PRIVATE_FILE),
        )


def set_up(settings: DaemonSettings, state: Path, *, on_demand: bool) -> None:
    """Logs as the settings want it. A file that can't be written is told on standard error and left.

    Started on demand the daemon has no standard error that anybody sees: its file is then in *state*, the
    folder of the record, unless the settings name another.
    """
    handler: logging.Handler = logging.StreamHandler()
    name = settings.log_file or (str(state / FILE_NAME) if on_demand else "")
    problem = ""
    if name:
        try:
            if not settings.log_file:
                secure_dir(state)
            handler = PrivateFile(Path(os.path.expanduser(name)))  # noqa: PTH111 - never raises
        except (OSError, ValueError, ShellguardError) as error:
            problem = f"{name} can't be written: {error}"
    handler.setFormatter(JsonLines() if settings.log_format == "json" else logging.Formatter(_TEXT))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        if isinstance(old, PrivateFile):
            old.close()
    root.addHandler(handler)
    root.setLevel(settings.log_level.upper())
    if problem:
        log.warning("%s", problem)
