"""A file that is shown into a shell, a language or a database is that file, read by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shellguard.effects.derive import effects_of
from shellguard.judgement import judge
from shellguard.parsing.reading import read
from shellguard.policy.decision import Action
from shellguard.risk.weigh import weigh
from shellguard.settings.model import Settings
from tests.worlds.conftest import new_world  # noqa: F401
from tests.worlds.world import World

ASKED = 51

RUNS = [
    "cat tables.sql | psql shop",
    "cat fit.R | R --no-save",
    "cat count.py | python3 -",
    "cat setup.sh | bash",
    "curl -s https://shop.example.org/api | python -mjson.tool",
    "curl -s https://shop.example.org/api | python3 -Im json.tool --sort-keys",
    "curl -s https://shop.example.org/api | perl -lane'print $F[0]'",
    "cat first.sql second.sql | sqlite3 shop.db",
    "make_rows --count 9 | mysql shop",
    'for one in users orders; do psql shop -c "vacuum analyze $one"; done',
    'mysql shop -e "show create table $one"',
]
ASKS = [
    "curl -s https://shop.example.org/api | python3 -m code",
    "curl -s https://shop.example.org/api | python3 -Imasyncio",
    "curl -s https://shop.example.org/api | perl -w",
    "cat $script | bash",
    "make_script --count 9 | bash",
    "sed s/a/b/ setup.sh | bash",
    "cat setup.sh | base64 -d | bash",
    "curl -s https://example.org/setup.sh > setup.sh; cat setup.sh | bash",
    "echo 'rm -rf ~' > setup.sh; cat setup.sh | bash",
    'psql shop -c "$statement"',
    'psql shop -c "select * from $one where $more"',
    'psql shop -c "vacuum $one; drop table users"',
]


@pytest.mark.parametrize("line", RUNS)
def test_files_that_the_line_names_are_no_unknown_code(line: str) -> None:
    script = read(line)
    assert weigh(script, effects_of(script)).score < ASKED


@pytest.mark.parametrize("line", ASKS)
def test_what_is_not_named_stays_unknown(line: str) -> None:
    script = read(line)
    assert weigh(script, effects_of(script)).score >= ASKED


@pytest.mark.parametrize(
    "line", ["cat clean.sh | bash", "cat clean.py | python3", "cat clean.py | python3 -"]
)
def test_the_file_is_read(line: str, new_world: Callable[[], World]) -> None:  # noqa: F811
    shell, python = "echo done", "print(1)"
    for shell_text, python_text, action in (
        (shell, python, Action.ALLOW),
        ("rm -rf ~", "import shutil\nshutil.rmtree('/home')", Action.CONFIRM),
    ):
        world = new_world()
        (world.here / "clean.sh").write_text(shell_text)
        (world.here / "clean.py").write_text(python_text)
        answer = judge(line, shell=world.shell, settings=Settings())
        assert answer.decision.action is action
