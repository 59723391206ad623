"""Another shell that a person opens by its name runs; one that may be any program, or is led elsewhere, is asked about."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

RUNS = ["zsh", "exec zsh", "fish", "zsh -l", "/bin/zsh", "exec /usr/bin/fish", "nu", "command zsh"]
ASKS = [
    "/tmp/zsh",
    "./zsh",
    "../bin/zsh",
    "/bin/../tmp/zsh",
    "/usr/bin-x/zsh",
    "~bob/zsh",
    "$DIR/zsh",
    "HOME=/tmp/x zsh",
    "XDG_CONFIG_HOME=/tmp/x fish",
    "PATH=/tmp/x:$PATH zsh",
    "ENV=/tmp/x sh",
    "sudo zsh",
    "env zsh",
    "zsh -f",
    "nu -e 'rm -rf ~/work'",
    "nu --execute 'rm -rf ~/work'",
    "nu --execute='rm -rf ~/work'",
]


@pytest.mark.parametrize("line", RUNS)
def test_a_shell_by_its_name_is_opened_unasked(line: str) -> None:
    assert judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False).decision.action is Action.ALLOW


@pytest.mark.parametrize("line", ASKS)
def test_a_shell_from_elsewhere_or_with_orders_is_asked_about(line: str) -> None:
    answer = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert answer.decision.action is Action.CONFIRM
