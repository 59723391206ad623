"""Permissions written out as `ls -l` shows them keep their special bits when they become a number."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.writing.rendering import symbolic


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("rwxr-xr-x", "755"),
        ("rw-r--r--", "644"),
        ("rwsr-xr-x", "4755"),
        ("rwxr-sr-x", "2755"),
        ("rwxrwxrwt", "1777"),
        ("rwSr--r-T", "5644"),  # special bits without the right to execute
        ("u+rwx", "u+rwx"),
    ],
)
def test_permissions_become_a_number(written: str, number: str) -> None:
    assert symbolic(written) == number
