"""Paths as the kernel would resolve them."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.facts.files.resolve import normal

ROWS = (
    ("", ""),
    ("x", "x/"),
    (".", "x/.."),
    (".", "x/../"),
    (".", "x/..//"),
    ("..", "x/../../"),
    ("y", "x/../y/"),
    ("../y", "x/../../y"),
    (".", "link/../x/.."),
)


@pytest.mark.parametrize(("expected", "text"), ROWS)
def test_the_folder_above_is_the_one_above(tmp_path: Path, expected: str, text: str) -> None:
    here = tmp_path / "here"
    (here / "x").mkdir(parents=True)
    (here / "link").symlink_to("x")
    assert normal(f"{here}/{text}") == str((here / expected).resolve())


def test_the_root_has_nothing_above_it() -> None:
    assert normal("/../") == "/"
