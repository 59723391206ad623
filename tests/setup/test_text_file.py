"""A person's own file is changed as a whole, on file systems that know less than usual too."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.setup import text_file


def refusing(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's answer to who asks for extended attributes."""

    def listxattr(path: object) -> list[str]:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(os, "listxattr", listxattr)


def test_a_file_system_without_attributes_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(errno.ENOTSUP, monkeypatch)
    file = tmp_path / ".bashrc"
    file.write_bytes(b"old\n")
    file.chmod(0o600)
    text_file.rewrite(file, b"new\n")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new\n", 0o600)
    assert list(tmp_path.iterdir()) == [file]


def test_where_attributes_cannot_be_read_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(errno.EIO, monkeypatch)
    file = tmp_path / ".bashrc"
    file.write_bytes(b"old\n")
    with pytest.raises(ShellguardError):
        text_file.rewrite(file, b"new\n")
    assert file.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [file]
