"""What stands behind `return`, `break` and `exit` does not run, where these surely end the list."""

from __future__ import annotations

import pytest

from shellguard import judgement
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

NOT_REACHED = [
    "f() { echo hi; return; rm -rf ~/; }; f",
    "for i in 1 2; do break; rm -rf ~/; done",
    "for i in 1 2; do continue; rm -rf ~/; done",
    'f() { if [ -z "$1" ]; then echo usage; return 1; fi; rm -rf "build/$1"; }; f a',
]
REACHED = [
    "return; rm -rf ~/",
    "exit; rm -rf ~/",
    "break; rm -rf ~/",
    "f() { break; rm -rf ~/; }; for i in 1; do f; done",
    "f() { true && return; rm -rf ~/; }; f",
    "f() { return > /nonexistent/x; rm -rf ~/; }; f",
    "f() { return & rm -rf ~/; }; f",
    "f() { return | cat; rm -rf ~/; }; f",
    "f() { bash -c 'return; rm -rf ~/'; }; f",
    "f() { trap 'return; rm -rf ~/' EXIT; }; f",
    "enable -n return; f() { return; rm -rf ~/; }; f",
    "return() { :; }; f() { return; rm -rf ~/; }; f",
    "f() { command return 0; rm -rf ~/; }; f",
    "bash -c 'exit 0; rm -rf ~/'",
    "(trap 'rm -rf ~/' EXIT; exit 0; date)",
    "for i in 1 2; do (break; rm -rf ~/); done",
    "for i in 1 2; do if break; rm -rf ~/; then :; fi; done",
    "f() { return 0 1; rm -rf ~/; }; f",
    "for i in 1; do break 0; rm -rf ~/; done",
    "f() { return; }; f; rm -rf ~/",
    "(exit 0); rm -rf ~/",
    "f() { (return); rm -rf ~/; }; f",
    "f() { { return; }; rm -rf ~/; }; f",
    'while true; do D=~; break; D=/tmp/q; done; rm -rf "$D"',
    'f() { D=/; return; D=/tmp/x; }; f; rm -rf "$D"',
]


def _action(line: str) -> Action:
    return judgement.judge(
        line, shell=NOTHING_KNOWN, settings=Settings(), look=False, id="ending"
    ).decision.action


@pytest.mark.parametrize("line", REACHED)
def test_what_may_be_reached_is_asked_about(line: str) -> None:
    assert _action(line) is not Action.ALLOW


@pytest.mark.parametrize("line", NOT_REACHED)
def test_what_is_never_reached_is_not_asked_about(line: str) -> None:
    assert _action(line) is Action.ALLOW
