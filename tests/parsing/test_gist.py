"""What a script that is too long to be read may destroy."""

from __future__ import annotations

import time

import pytest

from shellguard.parsing.nested.gist import gist
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState, Supplied

_FILLING = "".join(f'if [ -n "$a{n}" ]; then\n  echo "step {n}"\nfi\n' for n in range(2_500))


def commands(text: str) -> list[str]:
    """All but how it begins."""
    return gist(text).splitlines()[1:]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "echo rm -rf notes\n",
        "# rm -rf notes\n",
        "echo 'rm -rf notes'\n",
        "cat > x <<EOF\nrm -rf notes\nEOF\n",
        "cat > x <<-'END'\n\trm -rf notes\n\tEND\n",
        'rm -rf "$1/notes"\n',
        'rm -rf "$unknown"\n',
        'rm -rf "$(dirname x)"\n',
        "rm -rf `dirname x`\n",
        "d=notes\nread -r d\nrm -rf $d\n",
        'd=notes\nfor d in a b; do rm -rf "$d"; done\n',
        'd=$(mktemp -d)\nrm -rf "$d"\n',
        'd=notes\nd=$(mktemp -d)\nrm -rf "$d"\n',
        "confirm -f notes\n",
        "echo /bin/rm -rf notes\n",
        "ls /srv/bin/rm -rf notes\n",
        "cd build\n",
    ],
)
def test_what_does_not_destroy_or_is_not_known_is_left_out(text: str) -> None:
    assert not commands(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rm -rf notes\n", ["rm -rf notes"]),
        ("if x; then rm -rf notes; fi\n", ["rm -rf notes"]),
        ("x && \\rm -rf notes\n", ["\\rm -rf notes"]),
        ("/bin/rm -rf notes\n", ["/bin/rm -rf notes"]),
        ("sudo nice /usr/bin/rm -rf notes\n", ["sudo nice /usr/bin/rm -rf notes"]),
        ("! env rm -rf notes || exit\n", ["env rm -rf notes"]),
        ("x && sudo rm -rf \\\n  notes\n", ["sudo rm -rf    notes"]),
        ("f() { rm -rf notes; }\n", ["rm -rf notes"]),
        ("rm -rf notes # of old\n", ["rm -rf notes"]),
        ("a=1\nd=notes\nrm -rf $d/x\n", ["d=notes", "rm -rf $d/x"]),
        ('b=~/x\nd=$b/notes\nrm -rf "$d"\n', ["b=~/x", "d=$b/notes", 'rm -rf "$d"']),
        ('rm -rf "$HOME/notes"\n', ['rm -rf "$HOME/notes"']),
        ("cd src && rm -rf notes\n", ["cd src", "rm -rf notes"]),
        ("(cd src && rm -rf notes)\nrm x\n", ["( cd src; rm -rf notes )", "rm x"]),
        ('cd "$1"\nrm -rf notes\n', ['cd "$__elsewhere"', "rm -rf notes"]),
        ("pushd a\npopd\nrm x\n", ["pushd a", 'cd "$__elsewhere"', "rm x"]),
        ("cat > x <<EOF\nrm a\nEOF\nrm b\n", ["rm b"]),
    ],
)
def test_what_destroys_is_found_with_what_it_is_given(text: str, found: list[str]) -> None:
    assert commands(text) == found


def test_many_values_do_not_hide_what_comes_behind_them() -> None:
    values = "".join(f"v{number}={number}\n" for number in range(3_000))
    assert commands(f"{values}rm -rf notes\n") == ["rm -rf notes"]


@pytest.mark.parametrize(
    "text", ["rm '" * 20_000, "rm $(" * 20_000, "x=" * 40_000, "<<A\n" * 20_000, " " * 80_000]
)
def test_no_text_takes_long(text: str) -> None:
    begin = time.process_time()
    gist(text)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("line", ["bash long.sh", "./long.sh", "source long.sh", "sh -x ./long.sh now"])
@pytest.mark.parametrize(("last", "programs"), [("rm -rf notes\n", {"rm"}), ("echo done\n", set())])
def test_a_script_that_is_too_long_is_read_for_what_it_may_destroy(
    line: str, last: str, programs: set[str]
) -> None:
    shell = ShellState(cwd="/w", home="/home/u", options=frozenset())
    name = "/w/long.sh" if "/w/long.sh" in read(line, shell).needs.files else "long.sh"
    supplied = Supplied(
        {},
        dict.fromkeys((name, "./long.sh", "/w/long.sh", "long.sh"), f"#!/bin/bash\n{_FILLING}{last}"),
        frozenset(),
    )
    found = {command.program for command, _ in read(line, shell, supplied).walk()}
    assert found & {"rm", "echo"} == programs
