"""A program is taken for what it is, whichever of its names is typed."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.program_name import SAME_PROGRAM, program_name
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

HARMLESS = [
    "gls -l | gsort | ghead -n 3",
    "gsed -n 1p notes.txt",
    "gfind . -name '*.c' -print",
    "bfs . -type d",
    "fdfind main src",
    "gdate +%F",
    "gmake -n install",
]
AS_ANOTHER = [
    "dd if=/dev/zero of=/dev/sda",
    "find ~/src -type f -delete",
    "find ~ -name '*.c' -fprint ~/.bashrc",
    "shred -u ~/notes.md",
    "truncate -s 0 ~/notes.md",
    "find ~/src | xargs rm -rf",
    "env -C / rm -rf etc",
    "sed -i 1d /etc/passwd",
    "echo ~/src | tee /etc/passwd",
    "tail -n 1 x | base64 -d | sh",
]


def _score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", HARMLESS)
def test_other_names_of_harmless_programs_are_not_asked_about(line: str) -> None:
    assert _score(line) <= 50


@pytest.mark.parametrize("line", AS_ANOTHER)
def test_by_another_name_a_line_is_judged_as_by_the_usual_one(line: str) -> None:
    others = {name: other for other, name in SAME_PROGRAM.items() if other.startswith("g")}
    renamed = " ".join(others.get(word, word) for word in line.split(" "))
    assert renamed != line
    assert _score(renamed) == _score(line) > 50


def test_no_name_leads_over_another_one() -> None:
    assert SAME_PROGRAM.keys().isdisjoint(SAME_PROGRAM.values())
    assert program_name("/opt/homebrew/bin/gsed") == "sed"
    assert program_name("./sed") == "sed"
    assert program_name("gsettings") == "gsettings"
