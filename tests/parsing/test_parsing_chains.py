"""What stands behind `&&`, in a branch or in a loop may not have run: then the earlier value still holds."""

from __future__ import annotations

import pytest

from tests.parsing.parsing_view import script_of, words


def choices(line: str) -> set[str]:
    """What the last word of the line may be, as far as the line says."""
    word = script_of(line).commands[-1].words[-1]
    if word.known:
        return {word.text}
    return {choice for piece in word.pieces for choice in piece.candidates}


@pytest.mark.parametrize(
    "line",
    [
        "d=new && ls $d",
        "d=old; d=new; true && ls a; ls $d",
        "d=old; test -e q && ls a && ls b; d=new; ls $d",
        "test -e q && d=new; ls $d",
        "d=old; test -e q && d=new && ls $d",
        "d=old; test -e q && d=x; d=new; ls $d",
        "set -- new; test -e q && ls a; ls $1",
        "set -- new; if test -e q; then ls a; fi; ls $1",
        "set -- a new; shift; for i in 1 2; do ls a; done; ls $1",
        "d=old; test -e q && { d=new; ls $d; }",
        "f() { shift && ls $1; }; f a new; ls new",
    ],
)
def test_what_surely_ran_is_all_that_holds(line: str) -> None:
    assert words(line)[-1] in ("new", "{") or choices(line) == {"new"}


@pytest.mark.parametrize(
    "line",
    [
        "d=old; test -e q && d=new; ls $d",
        "d=old; test -e q && ls a && d=new; ls $d",
        "d=old; test -e q && export d=new; ls $d",
        'd=old; test -e q && declare "d=new"; ls $d',
        "d=old; test -e q && read d <<< new; ls $d",
        "d=old; test -e q && printf -v d new; ls $d",
        "d=old; f() { d=new; }; test -e q && f; ls $d",
        "d=old; f() { test -e q && d=new; }; f; ls $d",
        "d=old; test -e q && { d=new; }; ls $d",
        "d=old; test -e q && d=new || ls a; ls $d",
        "d=old; { test -e q && d=new; }; ls $d",
        "d=old; test -e q && d=new\nls $d",
    ],
)
def test_what_may_not_have_run_leaves_both(line: str) -> None:
    assert choices(line) == {"old", "new"}


@pytest.mark.parametrize(
    ("line", "seen_there"),
    [
        ("d=old; f() { local d; ls $d; }; f", set()),
        ("d=old; f() { declare c d; ls $d; }; f", set()),
        ("d=old; f() { local d; d=new; ls $d; }; f", {"new"}),
        ("d=old; f() { local d=new; local d; ls $d; }; f", {"new"}),
        ("d=old; f() { declare -g d; ls $d; }; f", {"old"}),
        ("d=old; f() { export d; ls $d; }; f", {"old"}),
        ("f() { for d; do ls $d; done; }; f old new", {"old", "new"}),
        ("set -- old; for d do ls $d; done", {"old"}),
    ],
)
def test_a_variable_of_a_function_or_a_loop_is_what_it_is_there(line: str, seen_there: set[str]) -> None:
    word = [command for command, _ in script_of(line).walk() if command.program == "ls"][-1].words[-1]
    found = {word.text} if word.known else {one for piece in word.pieces for one in piece.candidates}
    assert found == seen_there


def test_a_variable_of_a_function_is_the_callers_again_behind_it() -> None:
    assert words("d=old; f() { local d; }; f; ls $d")[-1] == "old"


@pytest.mark.parametrize(
    "line",
    [
        'set -- old; test -e q && set -- new; ls "$1"',
        'set -- old new; test -e q && shift; ls "$1"',
        'set -- old new; test -e q || shift; ls "$1"',
        'set -- old new; if test -e q; then shift; fi; ls "$1"',
        'set -- old; if test -e q; then set -- new; else ls a; fi; ls "$1"',
        'set -- old; case x in y) set -- new;; esac; ls "$1"',
        'set -- old new; while test -e q; do shift; done; ls "$1"',
        'set -- old; for i in $(cat l); do set -- new; done; ls "$1"',
        'set -- old; while read x; do set -- new; done < l; ls "$1"',
    ],
)
def test_parameters_that_may_be_others_are_not_known(line: str) -> None:
    assert not script_of(line).commands[-1].words[-1].known
