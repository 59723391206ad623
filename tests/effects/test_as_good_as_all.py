"""So many folders of the system at once that it is the same as the whole, however they are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

SHELL = replace(NOTHING_KNOWN, cwd="/tmp", home="/root")

NOT_ALL = (
    "rm -rf /opt/old /srv/old /mnt/old",
    "rm -rf /etc/a /usr/b /var/c",
    "rm -rf ./etc ./usr ./var",
    "rm -rf /mnt/root/etc /mnt/root/usr /mnt/root/var",
    "rm -rf /boot /etc",
    "ls /etc /usr /var",
    "rm /etc /usr /var",
)

ALL = (
    "rm -rf /*",
    "sudo rm -rf /*",
    "cd / && rm -rf *",
    "rm -rf /{bin,etc,usr,var}",
    "rm -rf /boot /etc /usr",
    'for d in /*; do rm -rf "$d"; done',
)


@pytest.mark.parametrize("look", [False, True])
@pytest.mark.parametrize("line", NOT_ALL)
def test_what_is_less_than_all_is_not_refused(line: str, look: bool) -> None:
    assert judge(line, shell=SHELL, settings=Settings(), look=look).decision.action is not Action.DENY


@pytest.mark.parametrize("look", [False, True])
@pytest.mark.parametrize("line", ALL)
def test_as_good_as_all_is_refused(line: str, look: bool) -> None:
    assert judge(line, shell=SHELL, settings=Settings(), look=look).decision.action is Action.DENY
