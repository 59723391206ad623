"""The tree that `explain --parse` shows, and the page that is made from the tables."""

from __future__ import annotations

from pathlib import Path

from shellguard.parsing.reading import read
from shellguard.parsing.reading_page import page
from shellguard.parsing.tree import draw

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reading.md"


def test_the_tree_shows_commands_and_what_runs_inside_them() -> None:
    drawn = draw(read("sudo sh -c 'rm -rf \"$D\"' | tee f"))
    assert "wrapper by sudo with other rights" in drawn
    assert "shell by sh" in drawn
    assert "rm -rf ‹variable $D›" in drawn
    assert "not known: variables: D" in drawn


def test_the_tree_never_steers_the_terminal() -> None:
    drawn = draw(read("echo '\x1b[2J\u202e' $'\\e[1m' \udcff"))
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn


def test_a_tree_of_many_commands_ends() -> None:
    assert len(draw(read("ls;" * 5000)).splitlines()) < 1000


def test_the_page_is_that_of_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "python -m shellguard.parsing.reading_page > docs/reading.md"
    )
