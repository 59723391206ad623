"""A program that a wrapper runs in another folder does it to what lies there."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import EffectKind
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

HERE = ShellState(cwd="/w", home="/home/anna")

FOLDERS = [
    ("rm old", "/w"),
    ("env rm old", "/w"),
    ("env A=1 rm -C old", "/w"),
    ("sudo rm old", "/w"),
    ("sudo -u anna rm old", "/w"),
    ("su anna -c 'rm old'", "/w"),
    ("python3 -c 'import os; os.remove(\"old\")'", "/w"),
    ("env -C sub rm old", "/w/sub"),
    ("env -Csub rm old", "/w/sub"),
    ("env --chdir=/srv/x rm old", "/srv/x"),
    ("env -C ~ rm old", "/home/anna"),
    ("sudo -D sub env -C more rm old", "/w/sub/more"),
    ("systemd-run --user --working-directory=/srv rm old", "/srv"),
    ('env -C "$D" rm old', None),
    ("su - anna -c 'rm old'", None),
    ("sudo -i rm old", None),
    ('python3 -c \'import os; os.chdir("sub"); os.remove("old")\'', None),
]


@pytest.mark.parametrize(("line", "folder"), FOLDERS)
def test_a_deletion_is_where_it_is_run(line: str, folder: str | None) -> None:
    effects = effects_of(read(line, HERE), HERE)
    assert {effect.cwd for effect in effects if effect.kind is EffectKind.DELETE} == {folder}
