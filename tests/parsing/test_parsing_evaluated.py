"""Arithmetic reads the values of names once more, and programs go by the names of their copies."""

from __future__ import annotations

import pytest

from tests.parsing.parsing_view import script_of, seen, words

RUNS_NOTHING = [
    "read -n 3 c <<< rmdir; $c -rf /x",
    "read -t 2 c <<< rmdir; $c -rf /x",
    "x='a[$(rm -rf /x)]'; [[ x == 1 ]]",
    "x='a[$(rm -rf /x)]'; [[ x = 1 && y -eq 2 ]]",
    "x='a[$(rm -rf /x)]'; echo \"${b[@]}\" x",
    "declare -A b; x='a[$(rm -rf /x)]'; echo x",
    "n='a[$(rm -rf /x)]'; declare n",
    "declare -i n; m='a[$(rm -rf /x)]'",
    "let x; y='a[$(rm -rf /x)]'",
    "k='a[$(rm -rf /x)]'; for ((i=0;i<2;i++)); do :; done",
    "k='a[$(rm -rf /x)]'; a=([j]=1)",
    "cat /bin/rm; ./copy -rf /x",
    "cat /bin/rm >> copy; ./copy -rf /x",
    "cat notes/rm > copy; ./other -rf /x",
    "exec 3<<< 'rm -rf /x'; read -u 4 c; $c",
    "exec 3<<< 'rm -rf /x'; read -r c <&3; echo \"$c\"",
    "exec 3<<< 'rm -rf /x'",
    "exec > log <<< ''",
]
RUNS_RM = [
    "read -n2 c <<< rmdir; $c -rf /x",
    "read -rn 2 c <<< rmdir; $c -rf /x",
    "read -N 2 -r c <<< rmdir; $c -rf /x",
    "x='a[$(rm -rf /x)]'; [[ x -eq 1 ]]",
    "x='a[$(rm -rf /x)]'; [[ 3 -lt x ]]",
    "x='a[$(rm -rf /x)]'; echo ${b[x]}",
    "x='a[$(rm -rf /x)]'; echo ${#b[x]}",
    "declare -i n; n='a[$(rm -rf /x)]'",
    "declare -i n; n+='a[$(rm -rf /x)]'",
    "typeset -ri n='a[$(rm -rf /x)]'",
    "f() { local -i n; n='a[$(rm -rf /x)]'; }; f",
    "x='a[$(rm -rf /x)]'; let x",
    "x='a[$(rm -rf /x)]'; let 'y=x+1'",
    "k='a[$(rm -rf /x)]'; for ((i=k;i<2;i++)); do :; done",
    "k='a[$(rm -rf /x)]'; a=([k]=1)",
    "cat /bin/rm > copy; ./copy -rf /x",
    "cat /bin/rm > ./copy && chmod u+x ./copy && ./copy -rf /x",
    "tee copy < /usr/bin/rm > /dev/null; ./copy -rf /x",
    "dd of=copy < /bin/rm; ./copy -rf /x",
    "exec 3<<< 'rm -rf /x'; read -u 3 c; $c",
    "exec 4< <(echo rm -rf /x); read -r c <&4; $c",
    "exec <<< 'rm -rf /x'",
    "exec < <(echo rm -rf /x)",
    "exec -a ls rm -rf /x",
]


def removes(line: str) -> bool:
    return any(text in ("rm -rf /x", "/bin/rm -rf /x", "/usr/bin/rm -rf /x") for text in seen(line))


@pytest.mark.parametrize("line", RUNS_NOTHING)
def test_values_that_are_not_evaluated_do_not_run(line: str) -> None:
    assert not removes(line)


@pytest.mark.parametrize("line", RUNS_RM)
def test_values_that_are_evaluated_run(line: str) -> None:
    assert removes(line)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("declare -i k=5; k=k+1; echo $k", "6"),
        ("declare -i k=5; k+=3; echo $k", "8"),
        ("declare -i k; k=2*3; echo $k", "6"),
        ("declare -i k='3 + 4'; echo $k", "7"),
        ("declare -i k=1; unset k; k=2*3; echo $k", "2*3"),
        ('k=2*3; echo "$k"', "2*3"),
        ("f() { local -i q=4; q=q*2; r=$q; }; f; echo $r", "8"),
        ("declare -i k=4; k=; echo $k", "0"),
    ],
)
def test_integer_variables_hold_numbers_as_in_bash(line: str, value: str) -> None:
    assert words(line) == ["echo", value]


def test_hook_functions_are_seen_by_all_readers() -> None:
    assert not script_of("command_not_found_handle() { rm -rf /x; }").problems
