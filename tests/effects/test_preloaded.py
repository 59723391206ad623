"""Libraries that a variable puts in front of a program's own: known helpers run, anything else is asked about."""

from __future__ import annotations

import pytest

from shellguard import judgement
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ORDINARY = [
    "LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2 ./server",
    "LD_PRELOAD=libeatmydata.so make check",
    "LD_PRELOAD=/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1 date",
    "LD_LIBRARY_PATH=$PWD/build/lib ./build/app",
]
ASKED = [
    "LD_PRELOAD=/tmp/libjemalloc.so ./server",
    "LD_PRELOAD=./libjemalloc.so sudo ls",
    "LD_PRELOAD=/usr/lib/x.so sudo ls",
    "LD_PRELOAD='libjemalloc.so /tmp/x.so' ./server",
    "ACTIONS_RUNNER_HOOK_JOB_STARTED=/tmp/h.sh ./run.sh",
    "ZDOTDIR=/dev/shm/z zsh -c true",
]


def _action(line: str) -> Action:
    return judgement.judge(
        line, shell=NOTHING_KNOWN, settings=Settings(), look=False, id="preloaded"
    ).decision.action


@pytest.mark.parametrize("line", ORDINARY)
def test_a_known_helper_is_loaded_unasked(line: str) -> None:
    assert _action(line) is Action.ALLOW


@pytest.mark.parametrize("line", ASKED)
def test_another_library_is_asked_about(line: str) -> None:
    assert _action(line) is Action.CONFIRM
