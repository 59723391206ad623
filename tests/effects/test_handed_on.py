"""What is handed on in another way is the same deed: processes by a pipe, functions by their text, one task."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51

RUNS = [
    # processes that are found
    "pgrep -f gunicorn | xargs -r kill",
    "ps aux | grep node | grep -v grep | awk '{print $2}' | xargs kill -9",
    "pgrep sshd | xargs kill -HUP",
    "pgrep sshd | xargs ps -fp",
    "pgrep firefox | xargs -I{} cat /proc/{}/status",
    "lsof -ti :3000 | xargs kill",
    "docker ps -q -f name=web | xargs docker stop",
    "docker ps -aq -f status=exited | xargs docker rm",
    "kill -HUP $(cat /var/run/rsyslogd.pid)",
    # functions
    "f() { echo hi; }; eval \"$(declare -f f | sed 's/f/g/')\"; g",
    "eval \"$(declare -f deactivate | sed 's/deactivate/_old/')\"",
    'f() { rm -rf /srv; }; x=$(declare -f f); echo "$x"',
    # one task of ansible
    "ansible web -m file -a 'path=/srv/app mode=0755 recurse=yes state=directory'",
    "ansible web -C -m file -a 'path=/etc mode=0777 recurse=yes'",
    "ansible web -m iptables -a 'chain=INPUT flush=no'",
    # files that are found
    "find . -name '*.gz' -exec sh -c 'zcat \"$1\" > \"${1%.gz}\"' _ {} \\;",
    "find . -name '*.md' -exec sh -c 'pandoc {} > {}.html' \\;",
    "find / -name x -exec sh -c 'wc -l {} >> counts.txt' \\;",
    # said, not done
    "parallel --dry-run tar -xf {} -C / ::: a b",
    "find . | parallel --dryrun rm -rf",
]
ASKS = [
    "pgrep sshd | xargs kill",
    "pgrep -x postgres | xargs -r kill -9",
    "ps -ef | grep sshd | awk '{print $2}' | xargs kill",
    "ps -eo pid,comm | awk '/mysqld/ {print $1}' | head -1 | xargs kill -9",
    "pgrep ssh-agent | xargs -n1 gcore",
    "pgrep sshd | while read p; do kill $p; done",
    "docker ps -aq | xargs docker rm -f",
    "kill -STOP $(cat /run/auditd.pid)",
    "pkill -F /run/auditd.pid",
    'f() { rm -rf /srv; }; eval "$(declare -f f | sed 1s/f/g/)"; g',
    'f() { rm -rf /srv; }; x=$(typeset -f f); eval "${x/f/g}"; g',
    "f() { rm -rf /srv; }; eval \"$(declare -f f | tail -n +2 | sed '1s/^/g () /')\"; g",
    "ansible all -m file -a 'path=/etc state=directory mode=0777 recurse=yes'",
    "ansible all -m ansible.builtin.file -a 'path=/usr owner=nobody recurse=true'",
    "ansible all --module-name=iptables -a flush=yes",
    "ansible db -mfilesystem -a 'dev=/dev/sdb fstype=ext4 force=yes'",
    "parallel rm -rf {} ::: /srv --dry-run",
    "parallel --tagstring --dry-run rm -rf {} ::: /srv",
    "find /srv -type f -exec sh -c ': > {}' \\;",
    "find /srv -type f -exec sh -c 'echo x > \"$1\"' _ {} \\;",
    "find / -name '*.php' -exec sh -c 'cat /tmp/b >> {}' \\;",
]


def score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", RUNS)
def test_what_is_handed_on_and_harmless_is_not_asked_about(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize("line", ASKS)
def test_what_is_handed_on_is_asked_about_as_if_it_stood_there(line: str) -> None:
    assert score(line) >= ASKED
