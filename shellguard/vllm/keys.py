"""The key that the server asks for: made here, kept in a private file, renewed."""

from __future__ import annotations

import os
import secrets
import stat
import time
from pathlib import Path

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.private_files import write_whole

DAYS = 90
_VARIABLE = "VLLM_API_KEY"
_TOKENS = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
_BYTES = 32
_DAY_SECONDS = 86_400


def folder() -> Path:
    """Where the companion keeps what it has to remember (0700)."""
    root = paths.secure_dir(paths.state_dir())
    return paths.secure_dir(root / "vllm")


def key_file() -> Path:
    """The key and nothing else (0600): what `model.api_key_file` names."""
    return folder() / "key"


def secret_file() -> Path:
    """The same key as `NAME=value` for the server, with the hub's token where there is one (0600)."""
    return folder() / "secrets"


def make_key() -> str:
    """The key that is there, or a new one; the server's file is written anew each time.

    Raises:
        ShellguardError: others may read it, or it can't be written.
    """
    key = read_key() or _new()
    _write_secrets(key)
    return key


def rotate() -> str:
    """A new key in the place of the old; servers take it up when they are started again."""
    key = _new()
    _write_secrets(key)
    return key


def read_key() -> str:
    """The key, or "" where there is none.

    Raises:
        ShellguardError: others may read the file.
    """
    file = key_file()
    try:
        seen = file.lstat()
        text = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ShellguardError(f"the key can't be read: {error.strerror}", where=str(file)) from error
    if stat.S_ISLNK(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o077:
        raise ShellguardError(
            "the file with the key may be read by others",
            where=str(file),
            hint="`shellguard vllm key rotate` makes a new one",
        )
    return text


def age_days() -> int:
    """Days since the key was made; 0 where there is none."""
    try:
        return max(0, int((time.time() - key_file().stat().st_mtime) / _DAY_SECONDS))
    except OSError:
        return 0


def hub_token() -> str:
    """The hub's token: from the environment, else where the hub's own program keeps it; "" for none."""
    for name in _TOKENS:
        if value := os.environ.get(name, "").strip():
            return value
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    try:
        return (home / "token").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _new() -> str:
    key = "sg-" + secrets.token_urlsafe(_BYTES)
    key_file().unlink(missing_ok=True)
    write_whole(key_file(), key + "\n")
    return key


def _write_secrets(key: str) -> None:
    lines = [f"{_VARIABLE}={key}"]
    if token := hub_token():
        lines.append(f"HF_TOKEN={token}")
    text = "\n".join(lines) + "\n"
    file = secret_file()
    try:
        if file.read_text(encoding="utf-8") == text:
            return
    except (OSError, UnicodeDecodeError):
        file.unlink(missing_ok=True)
    write_whole(file, text)
