"""What a loop does to databases and the like counts by the names that it goes through, where all are known."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

_NINE = " ".join(f"shop_test{number}" for number in range(9))


def action(line: str) -> Action:
    shell = ShellState(variables={"BOTH": "shop_test users_test", "ONE_REAL": "shop_test users"})
    return judge(line, shell=shell, settings=Settings(), look=False).decision.action


@pytest.mark.parametrize(
    "line",
    [
        "for d in shop users; do dropdb $d; done",
        "for d in shop_test users; do dropdb $d; done",
        "for d in $ONE_REAL; do dropdb --if-exists $d; done",
        "for d in $(cat names); do dropdb $d; done",
        'for d in "$@"; do dropdb $d; done',
        "for d in shop_test users_test; do dropdb $d$SUFFIX; done",
        f"for d in {_NINE} users; do dropdb $d; done",
        "for d in shop_test users_test; do rm -rf /srv/$d; done",
    ],
)
def test_a_name_that_is_not_for_trying_or_not_known_is_asked_about(line: str) -> None:
    assert action(line) is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "for d in shop_test users_test; do dropdb $d; done",
        "for d in $BOTH; do dropdb --if-exists $d; done",
        "for d in shop users; do dropdb ${d}_test; done",
        "for d in a_test b_test; do mysqladmin drop $d; done",
    ],
)
def test_names_that_are_all_for_trying_run(line: str) -> None:
    assert action(line) is Action.ALLOW
