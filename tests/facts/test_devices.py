"""Which devices are protected, by their name and by what the kernel says that they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import DEVICE
from shellguard.facts.machine.devices import device_facts
from shellguard.facts.machine.mounts import read_mounts
from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings


def _found(path: str, protected: str) -> TargetFacts:
    facts = TargetFacts(path=path, exists=True, kind="device", protected=protected)
    return device_facts(facts, Path("/dev/null").stat(), read_mounts())


def test_a_device_that_swallows_what_it_is_given_is_not_protected() -> None:
    assert _found("/dev/null", DEVICE).recovery is Recovery.NOTHING_LOST


def test_a_device_is_protected_by_its_name() -> None:
    assert _found("/dev/mem", DEVICE).protected == DEVICE


def test_a_device_that_people_are_let_use_is_not() -> None:
    assert _found("/dev/kvm", "").protected == ""


def test_a_device_below_another_root_is_protected_whatever_its_name() -> None:
    assert _found("/srv/box/dev/kvm", "").protected == DEVICE


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("sudo chmod 666 /dev/kvm", Action.ALLOW),
        ("sudo chown root:kvm /dev/kvm", Action.ALLOW),
        ("sudo chmod 660 /dev/net/tun", Action.ALLOW),
        ("sudo chmod 666 /dev/mem", Action.CONFIRM),
        ("sudo chmod u+s /dev/kvm", Action.CONFIRM),
    ],
)
def test_rights_of_shared_devices_are_given_unasked_whether_they_are_there_or_not(
    line: str, action: Action, tmp_path: Path
) -> None:
    shell = ShellState(cwd=str(tmp_path), home=str(tmp_path), uid=1000)
    assert judge(line, shell=shell, settings=Settings()).decision.action is action
