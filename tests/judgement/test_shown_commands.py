"""A question names the command that a function or an alias runs: without its secrets, and no longer than a line."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings

SECRET = "Winter7Tq4"
SHORT = "q7Z"
HOLDING = [
    f"mysql -uroot -p{SECRET} -e 'drop database shop'",
    f"mysql -uroot -p{SHORT} -e 'drop database shop'",
    f"curl -u admin:{SECRET} -X DELETE https://api.example.org/v1/users",
    f"curl -H 'Authorization: Bearer {SECRET}' -X DELETE https://api.example.org/v1/users",
    f"redis-cli -a {SECRET} flushall",
    f"P_TOKEN={SECRET}; rm -rf ~/work --token=$P_TOKEN",
    f"docker run -e DB_PASSWORD={SECRET} -v /:/h alpine rm -rf /h/home",
    f"helm uninstall shop --set password={SECRET}",
    f"mongo mongodb://root:{SECRET}@db/x --eval 'db.dropDatabase()'",
]


def messages(text: str, name: str = "go") -> list[str]:
    shell = ShellState(home="/home/me", functions={name: f"{{ {text}; }}"}, variables={"HOME": "/home/me"})
    return [one.message for one in judge(name, shell=shell, settings=Settings(), look=False).risk.findings]


@pytest.mark.parametrize("text", HOLDING)
def test_a_secret_of_a_function_stands_in_no_question(text: str) -> None:
    found = messages(text)
    assert any("by " in one for one in found)
    assert not [one for one in found if SECRET in one or SHORT in one]


def test_what_is_no_secret_is_shown_as_it_is_written() -> None:
    assert any("by psql -c 'drop database shop'" in one for one in messages("psql -c 'drop database shop'"))


def test_a_shown_command_steers_no_terminal_and_ends() -> None:
    for found in messages("rm -rf ~/work/\x1b[2J\u202e" + " ~/work/long" * 99):
        assert found.isprintable()
        assert len(found.rpartition("by ")[2]) < 100
