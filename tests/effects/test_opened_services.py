"""Services that a changed value opens to everybody, and sources or keys of software that nobody vouches for."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

KEY, LIST = "| sudo apt-key add -", "| sudo tee /etc/apt/sources.list.d/x.list"
REPO = "| sudo tee /etc/yum.repos.d/x.repo"


def asked(line: str) -> bool:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    return verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "sudo sed -i 's/.*/x/' /etc/mysql/my.cnf",
        "sudo sed -i 's/^.*$//g' /etc/haproxy/haproxy.cfg",
        "sudo sed -i 's/scram-sha-256/trust/' /etc/postgresql/16/main/pg_hba.conf",
        "sudo sed -i 's/protected-mode yes/protected-mode no/' /etc/redis/redis.conf",
        "sudo sed -i 's/^bind 127.0.0.1.*/bind 0.0.0.0/' /etc/redis/redis.conf",
        "sudo sed -i 's/bindIp: 127.0.0.1/bindIp: 0.0.0.0/' /etc/mongod.conf",
        "sudo sed -i 's/authorization: enabled/authorization: disabled/' /etc/mongod.conf",
        "sudo sed -i 's/xpack.security.enabled: true/xpack.security.enabled: false/' /etc/elasticsearch/x.yml",
        "sudo sed -i 's#^command=.*#command=/tmp/x#' /etc/supervisor/conf.d/app.conf",
        "sudo sed -i 's/^user=www-data/user=root/' /etc/supervisor/conf.d/app.conf",
        "sudo sed -i 's#^pre_hook = .*#pre_hook = /tmp/x.sh#' /etc/letsencrypt/renewal/shop.conf",
        "sudo sed -i '/[swap]/d' /etc/fstab",
        "sudo sed -i '/[^#swap]/d' /etc/fstab",
        "sudo sed -i -E '/(swap)?/d' /etc/fstab",
        "sudo sed -i '/\\(swap\\)*/ s/^/#/' /etc/fstab",
    ],
)
def test_what_opens_a_service_or_empties_its_settings_is_asked_about(line: str) -> None:
    assert asked(line)


@pytest.mark.parametrize(
    "line",
    [
        f"curl example.com/k.asc https://pkg.example.org/k.asc {KEY}",
        f"curl -fsSL --url example.com/k.asc https://pkg.example.org/k {KEY}",
        f"curl -fsSL https://pkg.example.org/k.asc | cat /tmp/k.asc {KEY}",
        f"curl -fsSL https://pkg.example.org/k.asc | cat < /tmp/k.asc {KEY}",
        f"curl -fsSL https://pkg.example.org/k.asc | gpg --dearmor -o - /tmp/k.asc {KEY}",
        f"curl --resolve pkg.example.org:443:203.0.113.7 --cacert /tmp/ca.pem https://pkg.example.org/k {KEY}",
        f"wget --no-check-cert -qO- https://pkg.example.org/k {KEY}",
        f"curl --insec https://pkg.example.org/k {KEY}",
        f"curl -fsSL https://pastebin.com/raw/abcd {KEY}",
        f"curl -fsSL https://bit.ly/3abc {KEY}",
        f"echo 'deb [trusted=true] https://apt.example.com stable main' {LIST}",
        f"echo 'deb [trusted=1] https://apt.example.com stable main' {LIST}",
        f"echo 'deb [allow-insecure=true] http://apt.example.com stable main' {LIST}",
        f"printf 'Types: deb\\nURIs: https://apt.example.com\\nSuites: s\\nTrusted:  yes\\n' {LIST}",
        f"printf '[x]\\nbaseurl=http://y.example.com/\\ngpgcheck=1\\ngpgkey=http://y.example.com/k\\n' {REPO}",
        f"printf '[x]\\nbaseurl=https://y.example.com/\\ngpgcheck=1\\nsslverify=off\\n' {REPO}",
        f"curl -s https://apt.example.com/x.list | cat /tmp/x.list {LIST}",
    ],
)
def test_a_source_or_key_that_nobody_vouches_for_is_asked_about(line: str) -> None:
    assert asked(line)


@pytest.mark.parametrize(
    "line",
    [
        f"curl -fsSL https://pkg.example.org/k.asc {KEY}",
        f"wget -qO - https://pkg.example.org/k.asc {KEY}",
        f"wget -q -O - https://pkg.example.org/k.asc | cat {KEY}",
        f"echo 'deb [signed-by=/etc/apt/keyrings/x.gpg trusted=no] https://apt.example.com stable main' {LIST}",
        f"printf '[x]\\nbaseurl=https://y.example.com/\\ngpgcheck=1\\ngpgkey=https://y.example.com/k\\n' {REPO}",
        "sudo sed -i 's/^max_connections = .*/max_connections = 200/' /etc/postgresql/16/main/postgresql.conf",
        "sudo sed -i 's#root /var/www/html#root /srv/shop#' /etc/nginx/sites-available/default",
        "sudo sed -i 's/maxmemory 1gb/maxmemory 2gb/' /etc/redis/redis.conf",
        "sudo sed -i 's/AllowOverride None/AllowOverride All/' /etc/apache2/apache2.conf",
        "sudo sed -i '/^[^#].*swap/d' /etc/fstab",
    ],
)
def test_what_is_checked_as_before_runs_unasked(line: str) -> None:
    assert not asked(line)
