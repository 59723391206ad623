"""A history that its file has is not forgotten: what people have run at each prompt is not asked about."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

RUNS = [
    "history -a; history -c; history -r",
    "history -a && history -c",
    "history -n; history -w; history -c; history -r",
    'PROMPT_COMMAND="history -a; history -c; history -r; $PROMPT_COMMAND"',
    "history -a\nhistory -c\nhistory -r",
]
ASKS = [
    "history -c",
    "history -c; history -w",
    "history -c; history -a",
    "history -a /tmp/typed; history -c",
    "HISTFILE=/tmp/typed history -a; history -c",
    "history -a || history -c",
    "if false; then history -a; fi; history -c",
    "history -a; history -c; history -c",
    "history -a; history -cw",
    "history -a; rm ~/.bash_history; history -c",
    "history -a; unset HISTFILE; history -c",
]


def action(line: str) -> Action:
    return judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False).decision.action


@pytest.mark.parametrize("line", RUNS)
def test_what_is_put_into_its_file_first_may_be_forgotten(line: str) -> None:
    assert action(line) is Action.ALLOW


@pytest.mark.parametrize("line", ASKS)
def test_what_no_file_has_is_not_forgotten_unasked(line: str) -> None:
    assert action(line) is not Action.ALLOW
