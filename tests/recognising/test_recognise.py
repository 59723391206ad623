"""A misspelt command has a near one among what exists; a missing or known one has none."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from shellguard.recognising.misspelling import distance
from shellguard.recognising.recognise import Kind, recognise

NAMES = frozenset(
    ("git", "ls", "cd", "grep", "docker", "python", "rm", "ln", "vim", "systemctl", "unusually", "dir", "df")
)


def names() -> Iterable[str]:
    return NAMES


def own(_program: str) -> Iterable[str]:
    return ("stats", "lg")


@pytest.mark.parametrize(
    ("line", "first"),
    [
        pytest.param("git status", "file", id="right"),
        pytest.param("git lg", "file", id="an alias of the person's own"),
        pytest.param("git stats", "file", id="an alias that is near a subcommand"),
        pytest.param("gti status", "function", id="a function of that name"),
        pytest.param("gti status", "alias", id="an alias of that name"),
        pytest.param("dig example.com", "", id="a program that is missing, near another"),
        pytest.param("fd x", "", id="another"),
        pytest.param("zzzz x", "", id="near nothing"),
        pytest.param("cog x", "", id="a short word near an unusual name"),
        pytest.param("./gti status", "", id="a path"),
        pytest.param("$gti status", "", id="a variable"),
        pytest.param("foo status", "file", id="a program without known subcommands"),
        pytest.param("git -C x stauts", "file", id="an option in between"),
    ],
)
def test_these_are_commands(line: str, first: str) -> None:
    assert recognise(line, first, names, own).kind is Kind.COMMAND


@pytest.mark.parametrize(
    ("line", "first", "near"),
    [
        pytest.param("gti status", "", "git status", id="two letters swapped"),
        pytest.param("sl -la", "", "ls -la", id="a short one swapped"),
        pytest.param("grpe -r foo .", "", "grep -r foo .", id="swapped inside"),
        pytest.param("dokcer ps", "", "docker ps", id="docker"),
        pytest.param("pyton x.py", "", "python x.py", id="a letter left out"),
        pytest.param("gitt log", "", "git log", id="a letter twice"),
        pytest.param("unusualy x", "", "unusually x", id="a long unusual one"),
        pytest.param("git stauts", "file", "git status", id="a subcommand"),
        pytest.param("git  comit -m 'a  b'", "file", "git  commit -m 'a  b'", id="the rest stays as it is"),
        pytest.param("systemctl staus nginx", "file", "systemctl status nginx", id="systemctl"),
    ],
)
def test_these_are_misspelt(line: str, first: str, near: str) -> None:
    found = recognise(line, first, names, own)
    assert found.kind is Kind.MISSPELT
    assert found.near[0] == near


def test_a_sentence_is_not_misspelt() -> None:
    assert recognise("lsit the files in my home", "", names, own).kind is Kind.SENTENCE


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "abd", 1),
        ("abcd", "badc", 2),
    ],
)
def test_the_distance_counts_slips(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 3) == edits
    assert distance(other, one, 3) == edits


def test_a_distance_beyond_the_limit_is_not_counted_on() -> None:
    assert distance("abcdefgh", "zyxwvuts", 2) == 3
