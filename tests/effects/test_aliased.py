"""What the shell's own alias stands for is judged in the place of the typed word, where bash surely expands it."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.risk.weigh import weigh

ALIASES = {"rm": "rm -i", "ll": "ls -l", "purge": "rm -rf"}
ASKS_ABOVE = 50


def score(line: str, options: frozenset[str] | None) -> int:
    shell = ShellState(cwd="/srv/demo", home="/home/ann", aliases=dict(ALIASES), options=options)
    script = read(line, shell)
    return weigh(script, effects_of(script, shell)).score


@pytest.mark.parametrize("line", ["rm thesis.tex", "rm thesis.tex; ls", "ll", "ls | wc -l && rm thesis.tex"])
def test_a_line_whose_alias_asks_by_itself_is_not_asked_about_twice(line: str) -> None:
    assert score(line, frozenset(("expand_aliases",))) <= ASKS_ABOVE


@pytest.mark.parametrize(
    "line",
    [
        "\\rm thesis.tex",
        "command rm thesis.tex",
        "sudo rm thesis.tex",
        "rm -f thesis.tex",
        "rm -rf src",
        "purge src",
        "unalias rm\nrm thesis.tex",
        "shopt -u expand_aliases\nrm thesis.tex",
        "unalias rm; eval 'rm thesis.tex'",
        "alias cp='cp -i'; rm -f thesis.tex",
    ],
)
def test_what_the_alias_does_not_soften_is_asked_about(line: str) -> None:
    assert score(line, frozenset(("expand_aliases",))) > ASKS_ABOVE


@pytest.mark.parametrize("options", [None, frozenset[str]()])
def test_without_expansion_the_typed_word_counts(options: frozenset[str] | None) -> None:
    assert score("rm thesis.tex", options) > ASKS_ABOVE
