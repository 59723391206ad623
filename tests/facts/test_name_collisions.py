"""Files put into one folder one after another: what is lost where their names are equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Two photos of the same name in different folders, two of another that are equal, one name taken."""
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "a.jpg").write_text(f"a photo of {year}\n" * 20)
        (tmp_path / year / "same.png").write_text("the same picture\n" * 20)
    (tmp_path / "flat").mkdir()
    (tmp_path / "2023" / "b.gif").write_text("another picture\n" * 20)
    (tmp_path / "flat" / "b.gif").write_text("a picture of one's own\n" * 20)
    return tmp_path


def judged(line: str, folder: Path) -> Verdict:
    shell = ShellState(cwd=str(folder), home="/home/u", options=frozenset())
    return judge(line, shell=shell, settings=Settings())


@pytest.mark.parametrize(
    "line",
    [
        "find . -name '*.png' -exec mv {} flat/ \\;",
        "find . -name '*.jpg' -exec cp {} flat/ \\;",
        "find . -name '*.jpg' -exec mv -n {} flat/ \\;",
        "find 2023 -name '*.jpg' -exec mv {} flat/ \\;",
        "find . -name '*.jpg' -exec mv -t flat {} +",  # mv itself refuses the second of the same name
        "mv 2023/*.jpg 2024/*.jpg flat/",
        'for f in 2023/*.jpg; do mv "$f" flat/; done',
        'for f in */*.png; do mv "$f" flat/; done',
        'for f in */*.jpg; do cp "$f" flat/; done',
        'mkdir new; for f in 2023/*; do mv "$f" new; done',
    ],
)
def test_what_keeps_its_name_or_is_equal_is_not_lost(line: str, world: Path) -> None:
    verdict = judged(line, world)
    assert verdict.decision.action is Action.ALLOW, verdict.risk.reasoning


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("find . -name '*.jpg' -exec mv {} flat/ \\;", "a.jpg"),
        ("find 2023 2024 -type f -name 'a*' -print0 | xargs -0 -I{} mv {} flat", "a.jpg"),
        ('for f in */*.jpg; do mv "$f" flat/; done', "a.jpg"),
        ("find 2023 -type f -exec cp {} flat/ \\;", "b.gif"),
        ('for f in 2023/*; do cp "$f" flat/; done', "b.gif"),
        ('for f in 2023/*; do mv "$f" new; done', "b.gif"),
    ],
)
def test_of_those_with_the_same_name_all_but_the_last_are_told_as_lost(
    line: str, lost: str, world: Path
) -> None:
    verdict = judged(line, world)
    assert verdict.decision.action is not Action.ALLOW, verdict.risk.reasoning
    assert lost in verdict.risk.reasoning


def test_files_that_a_list_names_are_not_said_to_be_all_different(world: Path) -> None:
    verdict = judged("cat list | xargs -I{} mv {} flat/", world)
    assert "no two of them" not in verdict.risk.reasoning
