"""An editor of streams in files of the system: what it loses is asked about, what it only sets otherwise is not."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings


def asked(line: str) -> bool:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    return verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "sudo sed -i '/swap/!d' /etc/fstab",
        "sudo sed -i '/swap\\|ext4/d' /etc/fstab",
        "sudo sed -i '/sda/d' /etc/fstab",
        "sudo sed -i 's/swap/ext4/' /etc/fstab",
        "sudo sed -i '/swap/d;1d' /etc/fstab",
        "sudo sed -i -e '/swap/d' -e '1,5d' /etc/fstab",
        "sudo sed -i '/swap/d' /etc/crypttab",
        "sudo sed -i '/./d' /etc/mysql/my.cnf",
        "sudo sed -i '1,$d' /etc/nginx/nginx.conf",
        "sudo sed -i 's/.*//' /etc/nginx/nginx.conf",
        "sudo sed -i 's/a/b/e' /etc/nginx/nginx.conf",
        'sudo sed -i "s/$A/$B/;$C" /etc/nginx/nginx.conf',
        "sudo sed -i 's/a/b/' /etc/pam.d/sshd",
        "sudo sed -i.bak 's/a/b/' /etc/sudoers",
        "sudo sed -i 's/x/y/' /etc/systemd/system/x.service",
        "sudo sed -i 's/PermitRootLogin no/PermitRootLogin yes/' /etc/ssh/sshd_config",
        "ls /etc | xargs sudo sed -i 's/a/b/'",
        "sudo sed -n -i '/swap/d' /etc/fstab",
        "sudo sed -ni '/swap/d' /etc/fstab",
        "sudo sed -z -i '/swap/d' /etc/fstab",
        "sudo sed --quiet -i '/swap/d' /etc/fstab",
        "sudo sed -i '/[swap]/d' /etc/fstab",
        "sudo sed -i '/\\(swap\\)*/d' /etc/fstab",
        "sudo sed -i -E '/(swap)?/d' /etc/fstab",
        "sudo sed -i 's/.*[swap].*/#&/' /etc/fstab",
        "sudo sed -i 's/^.*$//' /etc/php/8.2/fpm/php.ini",
        "sudo sed -i 's/^/#/' /etc/php/8.2/fpm/php.ini",
        "sudo sed -i 's/[a-z]//g' /etc/mysql/my.cnf",
        "sudo sed -n -i 's/listen/Listen/' /etc/apache2/ports.conf",
        "sudo sed -ni 's/archive.example.com/mirror.example.org/' /etc/apt/sources.list",
    ],
)
def test_what_may_keep_a_machine_from_starting_or_let_people_in_is_asked_about(line: str) -> None:
    assert asked(line)


@pytest.mark.parametrize(
    "line",
    [
        "sed -i '/swap/d' /etc/fstab",
        "sudo sed -i '/ swap / s/^/#/' /etc/fstab",
        "sudo sed -i '/ swap / s/^\\(.*\\)$/#\\1/g' /etc/fstab",
        "sudo sed -ri 's/.*swap.*/#&/' /etc/fstab",
        "sudo sed -e '/swap/ s/^#*/#/' -i /etc/fstab",
        "sudo sed -i 's/;cgi.fix_pathinfo=1/cgi.fix_pathinfo=0/' /etc/php/8.2/fpm/php.ini",
        "sudo sed -i 's/^bind-address.*/bind-address = 0.0.0.0/' /etc/mysql/my.cnf",
        "sudo sed -i.bak 's/a/b/' /etc/adduser.conf",
        "sudo sed -i 's/^# en_US.UTF-8/en_US.UTF-8/' /etc/locale.gen",
    ],
)
def test_a_value_of_a_service_and_lines_about_swapping_are_changed_unasked(line: str) -> None:
    assert not asked(line)
