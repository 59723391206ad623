"""What starts itself without end is told from functions that come to an end."""

from __future__ import annotations

import pytest

from shellguard.effects.execution.fork_bombs import is_fork_bomb

ENDS = [
    "fact() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(fact $(($1 - 1))) )); fi; }; fact 5",
    'walk() { for f in "$1"/*; do [ -d "$f" ] && $(walk "$f"); done; }; walk .',
    "serve() { ./server & }; serve",
    "f() { g & }; f",
    "f() { (cd src && make); }; f",
    "retry() { curl x || retry & }; retry",
    "log() { echo $(date) $1; }; log start",
    "f() { f-helper & }; f",
]
ENDLESS = [
    ":(){ :|:& };:",
    ":(){ echo $(:);}; :",
    "f(){ f & f; }; f",
    "bomb() { $(bomb); }; bomb",
    "b(){ (b) & }; b",
    "f() { `f`; }\nf",
]


@pytest.mark.parametrize("line", ENDS)
def test_a_function_that_ends_is_none(line: str) -> None:
    assert not is_fork_bomb(line)


@pytest.mark.parametrize("line", ENDLESS)
def test_a_function_that_starts_itself_whatever_it_is_given_is_one(line: str) -> None:
    assert is_fork_bomb(line)
