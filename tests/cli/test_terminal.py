"""What is printed for a person ends its rows between words; what a program reads is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard import judgement
from shellguard.cli.explain import explanation
from shellguard.cli.terminal import prose, row_width
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings
from shellguard.terminal_text import columns

SENTENCE = "  the file is only here, and nothing is known that would bring it back once it is gone"


def test_a_pipe_gets_a_sentence_whole() -> None:
    assert prose(SENTENCE, None) == [SENTENCE]


def test_what_fits_stays_as_it_is() -> None:
    assert prose("   58  few   words", 40) == ["   58  few   words"]


@pytest.mark.parametrize("width", [40, 41, 60, 80])
def test_no_word_is_cut_and_none_is_lost(width: int) -> None:
    rows = prose(SENTENCE, width)
    assert all(columns(row) <= width for row in rows)
    assert " ".join(rows).split() == SENTENCE.split()
    assert all(row.startswith("    ") for row in rows[1:])


def test_a_file_has_no_width(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w") as out:
        assert row_width(out) is None


def test_an_explanation_keeps_to_the_width_and_its_commands_whole(tmp_path: Path) -> None:
    names = [f"letter-{number:02}.odt" for number in range(12)]
    for name in names:
        (tmp_path / name).write_text("Dear all")
    line = f"rm {' '.join(names)}"
    verdict = judgement.judge(line, settings=Settings(), look=True, shell=ShellState(cwd=str(tmp_path)))
    rows = explanation(verdict, width=60)
    assert f"  {line}" in rows
    weighing = rows[rows.index("would do") :]
    assert all(columns(row) <= 60 for row in weighing if not row.startswith("  safer "))
