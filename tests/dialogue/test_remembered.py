"""What is told once a pattern is kept: where it holds, where it stands, how far it goes."""

from __future__ import annotations

import pytest

from shellguard.dialogue.remembered import remembered
from shellguard.dialogue.style import Style

PLAIN = Style()


def test_what_fits_one_command_alone_is_not_said_to_reach_further() -> None:
    assert remembered("rm -rf docs", "shell", PLAIN) == "  Not asked again in this shell: rm -rf docs"


def test_a_file_that_keeps_it_is_named() -> None:
    said = remembered("rm -rf docs", "folder", PLAIN, file="~/.config/shellguard/folders.toml")
    assert said.splitlines() == [
        "  Not asked again in this folder: rm -rf docs",
        "  kept in ~/.config/shellguard/folders.toml",
    ]


def test_a_star_is_told_with_the_risk_that_it_reaches_to() -> None:
    said = remembered("rm -rf *", "always", PLAIN, unasked_below=95)
    assert "runs unasked, too, up to a risk of 94 of 100" in said


def test_a_star_under_which_nothing_is_denied_has_no_limit() -> None:
    said = remembered("rm -rf *", "always", PLAIN, unasked_below=101)
    assert "runs unasked, too." in said
    assert "risk" not in said


def test_a_line_that_does_more_is_said_to_be_asked_about_again() -> None:
    said = remembered("rm -rf docs", "always", PLAIN, covers=False)
    assert "asked about again" in said


@pytest.mark.parametrize("width", [40, 80])
def test_no_word_is_cut_at_the_window_s_end(width: int) -> None:
    said = remembered(
        "git push --force *",
        "always",
        Style(width=width),
        file="~/.config/shellguard/f.toml",
        unasked_below=95,
    )
    assert all(len(line) < width for line in said.splitlines())


def test_a_pattern_does_not_steer_the_terminal() -> None:
    assert "\x1b" not in remembered("rm \x1b[2J", "shell", PLAIN)
