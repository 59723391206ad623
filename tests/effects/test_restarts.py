"""What is taken down and brought up again in one line, and what stays down."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ASKS = [
    "nmcli networking off",
    "nmcli networking off; nmcli radio all on",
    "nmcli networking off || nmcli networking on",
    "nmcli networking off & nmcli networking on",
    "nmcli networking off; sleep 60; nmcli networking on",
    "nmcli networking on && nmcli networking off",
    "nmcli networking off; echo nmcli networking on",
    "nmcli networking off | nmcli networking on",
    "if false; then nmcli networking off; nmcli networking on; fi; nmcli networking off",
    "nmcli connection down $A; nmcli connection up $B",
    "nmcli connection down eth0 && nmcli connection up wlan0",
    "sudo ip link set eth0 down && sudo ip link set eth0 up",
    "sudo systemctl stop sshd",
    "sudo systemctl stop sshd; sudo systemctl start nginx",
    "pkexec systemctl stop sshd",
    "sudo systemctl stop NetworkManager; sudo systemctl disable NetworkManager",
    "sudo systemctl stop NetworkManager; systemctl --user start NetworkManager",
    "sudo systemctl stop 'ssh*'; sudo systemctl start 'ssh*'",
]
RUNS = [
    "nmcli networking off; nmcli networking on",
    "nmcli networking off && nmcli networking on",
    "nmcli radio wifi off && nmcli radio wifi on",
    "sudo nmcli con down 'Home 5G' && sudo nmcli con up 'Home 5G'",
    "sudo systemctl stop NetworkManager; sudo systemctl start NetworkManager",
    "run0 systemctl stop NetworkManager; run0 systemctl start NetworkManager",
    "sudo service networking stop && sudo service networking start",
]


@pytest.mark.parametrize("line", ASKS)
def test_what_stays_down_asks(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize("line", RUNS)
def test_a_restart_in_two_words_runs(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is Action.ALLOW
