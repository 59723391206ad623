"""A copy beside its original that is only kept brings nothing new; one under a name that counts is asked about."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ASKS = [
    "sudo cp /etc/netplan/60-lan /etc/netplan/60-lan.yaml",
    "sudo cp /etc/systemd/system/sync /etc/systemd/system/sync.service",
    "sudo cp /etc/modprobe.d/sound /etc/modprobe.d/sound.conf",
    "sudo cp /etc/fail2ban/jail.conf /etc/fail2ban/jail.local",
    "sudo cp /etc/network/interfaces.bak /etc/network/interfaces",
    "sudo cp /tmp/interfaces /etc/network/interfaces.bak",
    "sudo cp -s /etc/cron.d/sync /etc/cron.d/sync.bak",
    "sudo cp /etc/cron.d/sync /etc/cron.d/sync.bak /tmp/x /etc/cron.d/",
    "sudo cp /etc/samba/smb.conf /etc/samba/../cron.d/sync.bak",
    "sudo cp $NEW /etc/samba/smb.conf.bak",
    "sudo mv /etc/network/interfaces /etc/network/interfaces.bak",
    "sudo cp /etc/shadow /etc/shadow.bak",
    "sudo cp /etc/pam.d/sshd /etc/pam.d/sshd.bak-login",
    "sudo cp /etc/pam.d/su /etc/pam.d/su-old",
    "sudo cp /etc/cron.daily/sync /etc/cron.daily/sync-old",
    "sudo cp /etc/cron.d/sync /etc/cron.d/sync_bak",
    "sudo cp /etc/init.d/sync /etc/init.d/sync-copy",
]
RUNS = [
    "sudo cp /etc/network/interfaces /etc/network/interfaces.bak",
    "sudo cp /etc/network/interfaces{,.old}",
    "sudo cp -p /etc/samba/smb.conf /etc/samba/smb.conf_orig",
    "sudo cp /etc/netplan/60-lan.yaml /etc/netplan/60-lan.yaml.2031-05-04",
    "sudo cp -a /etc/systemd/system/sync.service /etc/systemd/system/sync.service.save",
    "sudo cp /etc/modprobe.d/sound.conf /etc/modprobe.d/sound.conf.backup",
    "sudo cp /etc/crontab /etc/crontab.bak2",
    "sudo cp /etc/pam.d/sshd /etc/pam.d/sshd~",
    "sudo cp /etc/cron.d/sync /etc/cron.d/sync.bak",
    "cp ~/.ssh/authorized_keys ~/.ssh/authorized_keys.bak",
]


@pytest.mark.parametrize("line", ASKS)
def test_what_is_more_than_kept_asks(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize("line", RUNS)
def test_what_is_only_kept_beside_its_original_runs(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is Action.ALLOW
