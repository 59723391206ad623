"""Which project files a person has agreed to: by their content, so a change has to be agreed to again."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.private_files import write_whole

VERSION = 1


def trust_file() -> Path:
    """Where it is kept what was agreed to."""
    return paths.state_dir() / "trusted.json"


def digest(content: bytes) -> str:
    """What stands for a content in the record of trust: any change of it gives another."""
    return hashlib.sha256(content).hexdigest()


def is_trusted(file: Path, content: bytes) -> bool:
    """Whether this file with exactly this content was agreed to. An unreadable record trusts nothing."""
    try:
        return _read().get(str(file.absolute())) == digest(content)
    except ShellguardError:
        return False


def trust(file: Path, content: bytes) -> None:
    """Agrees to a project file as it is now."""
    known = _read()
    known[str(file.absolute())] = digest(content)
    _write(known)


def revoke(file: Path) -> bool:
    """Takes the agreement back; False when there was none."""
    known = _read()
    gone = known.pop(str(file.absolute()), None)
    if gone is not None:
        _write(known)
    return gone is not None


def trusted() -> dict[str, str]:
    """Every agreed file with its content's hash."""
    return _read()


def _read() -> dict[str, str]:
    file = trust_file()
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        return {str(path): str(value) for path, value in record["files"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ShellguardError(
            "the list of trusted files can't be read", where=str(file), hint="remove it and trust them again"
        ) from error


def _write(known: dict[str, str]) -> None:
    paths.secure_dir(paths.state_dir())
    record = {"v": VERSION, "changed": int(time.time()), "files": dict(sorted(known.items()))}
    write_whole(trust_file(), json.dumps(record, indent=1) + "\n")
