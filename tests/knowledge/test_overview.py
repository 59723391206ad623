"""The overview of the knowledge names each file, and each file says truly which module reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shellguard.knowledge import loading

PACKAGE = Path(loading.__file__).resolve().parents[1]
FILES = sorted((PACKAGE / "knowledge").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_stands_in_the_overview(file: Path) -> None:
    assert f"`{file.name}`" in (PACKAGE / "knowledge/README.md").read_text()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_modules_that_a_file_names_read_it(file: Path) -> None:
    head = file.read_text().partition("\n\n")[0].replace("\n# ", " ")
    named = re.search(r"Read by ((?:shellguard[\w.]*\w(?:, | and )?)+)", head)
    for module in re.findall(r"shellguard[\w.]*\w", named[1]) if named else ():
        code = PACKAGE.joinpath(*module.split(".")[1:]).with_suffix(".py").read_text()
        assert f'("{file.stem}"' in code, module
