"""Commands that bash or a tool puts together or runs in a roundabout way, each with one that does no harm."""

from __future__ import annotations

import pytest

from shellguard import judgement
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ORDINARY = [
    "printf -v c '%s ' ls -l ~/; $c",
    "c='ls -l'; c+=\" $D\"; $c",
    "echo 'date' | sed -n 's/x/x/;w /tmp/q.sh'; sh /tmp/q.sh",
    "echo 'ls -l ~/' | sed 's/-l/-a/w /tmp/q.sh'; bash /tmp/q.sh",
    "find /etc/hostname -fprintf /tmp/q.txt '%p\\n'; cat /tmp/q.txt",
    "echo 'BEGIN{print 1}' | awk -f /dev/stdin",
    "echo 'puts 1' | ruby /dev/stdin",
    "echo 'int main(){return 0;}' | gcc -x c /proc/self/fd/0",
    "printf 'ls\\0-l\\0/home/ann' | xargs -0 env",
    "printf 'date\\0-u' | tr '\\0' ' ' | sh",
    'f() { ls /home/ann; }; g=$(declare -f f); bash -c "$g; f"',
    "i=5; echo ${s:i:1} $((i*2))",
]
ASKED = [
    "printf -v c '%s ' rm -rf ~/; $c",
    "printf -v c '%s -rf %s' rm \"$D/\"; $c",
    "c='rm -rf'; c+=\" ${D}/\"; $c",
    "echo 'rm -rf ~/' | sed -n 's/x/x/;w /tmp/q.sh'; sh /tmp/q.sh",
    "echo 'rm -rf ~/' | sed -n '/rm/w /tmp/q.sh'; sh /tmp/q.sh",
    "echo 'ls -rf ~/' | sed 's/ls/rm/w /tmp/q.sh'; bash /tmp/q.sh",
    "find /etc/hostname -fprintf /tmp/q.sh 'rm -rf ~/\\n'; sh /tmp/q.sh",
    "find ~ -maxdepth 1 -fprintf /tmp/q.sh 'rm -rf %p\\n'; sh /tmp/q.sh",
    "echo 'BEGIN{system(\"rm -rf ~/\")}' | awk -f /dev/stdin",
    "echo 'system(\"rm -rf ~/\")' | ruby /dev/fd/0",
    "echo 'int main(){system(\"rm -rf ~/\");}' | gcc -x c /proc/self/fd/0",
    "printf 'tasks:\\n  default:\\n    cmds:\\n      - rm -rf ~/src\\n' | task -t /dev/fd/0",
    "printf '%s\\0' /home/ann /home/bob | xargs -0 rm -rf",
    "printf '%s\\0' rm -rf /home/ann | xargs -0 env",
    "printf 'rm\\0-rf\\0/home/ann' | tr '\\0' ' ' | sh",
    "x=$(printf 'rm \\0-rf /home/ann'); $x",
    "printf 'rm \\0-rf /home/ann\\n' | sh",
    "while IFS= read -r -d '' f; do rm -rf \"$f\"; done < <(printf '%s\\0' /home/ann /home/bob)",
    "printf '%s\\0' /home/ann | while IFS= read -r -d '' f; do rm -rf \"$f\"; done",
    "mapfile -d '' a < <(printf '%s\\0' rm -rf /home/ann); \"${a[@]}\"",
    "printf -v c 'rm -rf /home/ann\\0x'; $c",
    "echo -e 'rm -rf /home\\0/ann' | sh",
    "declare -f f >/dev/null || f() { rm -rf /home/ann; }; f",
    "source /dev/stdin <<< 'f() { rm -rf /home/ann; }'; f",
    'f() { rm -rf /home/ann; }; g=$(declare -f f); bash -c "$g; f"',
    "declare -a 'a=($(rm -rf /home/ann))'",
    "i='a[$(rm -rf /home/ann)]'; echo ${s:i:1}",
    "i='a[$(rm -rf /home/ann)]'; echo ${!i}",
    "test -d y || { D=/home/ann; }; rm -rf $D",
    "test -e y || if true; then c='rm -rf /home/ann'; fi; $c",
]


def _action(line: str) -> Action:
    return judgement.judge(
        line, shell=NOTHING_KNOWN, settings=Settings(), look=False, id="roundabout"
    ).decision.action


@pytest.mark.parametrize("line", ORDINARY)
def test_what_does_no_harm_runs(line: str) -> None:
    assert _action(line) is Action.ALLOW


@pytest.mark.parametrize("line", ASKED)
def test_what_would_run_is_seen(line: str) -> None:
    assert _action(line) is Action.CONFIRM
