"""What the documents name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shellguard.settings.edit import check_text

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md",
             *(f"docs/{file.name}" for file in sorted((ROOT / "docs").glob("*.md")))]  # fmt: skip
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_NAMED = re.compile(r"`((?:tests|bench|docs|\.ci)/[\w./-]+\.(?:py|md|sh))`")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_and_named_files_are_there(document: str) -> None:
    text = (ROOT / document).read_text()
    linked = [(ROOT / document).parent / link for link in _LINK.findall(_CODE.sub("", text))]
    named = [ROOT / name for name in _NAMED.findall(text)]
    assert [str(path) for path in linked + named if not path.exists()] == []


def test_every_promise_names_what_shows_it() -> None:
    rows = [line for line in (ROOT / "docs/promises.md").read_text().splitlines() if line.startswith("| ")][
        2:
    ]
    assert len(rows) > 30
    assert [row for row in rows if not _NAMED.search(row)] == []


def test_the_settings_in_the_readme_are_faultless() -> None:
    examples = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert examples
    for example in examples:
        check_text(example, "README.md")
