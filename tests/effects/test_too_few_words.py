"""A program that is given too few words only complains; what more words may reach is judged as before."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

HERE = ShellState(cwd="/home/anna/work", home="/home/anna")


def rules(line: str) -> set[str]:
    return {effect.rule for effect in effects_of(read(line, HERE), HERE)}


@pytest.mark.parametrize(
    "line",
    [
        "mv /etc/passwd /tmp/x",
        "mv /etc/passw*",
        "mv /etc/{passwd,x}",
        "mv /etc/passwd $TO",
        "mv $(cat list)",
        "mv -t /tmp /etc/passwd",
        "mv --target-directory=/tmp /etc/passwd",
        "echo /tmp | xargs mv /etc/passwd",
        "xargs mv /etc/passwd < list",
        "parallel mv /etc/passwd ::: /tmp/x",
        "cp x /etc/passwd",
        "cp 'a b' /etc/passwd",
        "chmod -R -x /",
        "chmod -R 777 /",
        "chmod --reference=a /etc/shadow",
        "find / -exec chmod 777 {} +",
        "xargs chmod -R 777 < list",
        "fd . / -X chmod -R 777",
        "chown -R anna /etc",
        "set -- /; chmod -R 777 $1",
    ],
)
def test_words_that_suffice_or_may_come_are_judged(line: str) -> None:
    assert rules(line)


@pytest.mark.parametrize(
    "line",
    [
        "cp /etc/",
        "sudo cp -r /etc/nginx",
        "mv /etc/passwd",
        "mv -v notes.txt",
        "chmod -R 644",
        "chmod 777",
        "sudo chmod -R a-x",
        "chown -R root",
        "chown -R anna:anna",
    ],
)
def test_too_few_words_do_nothing(line: str) -> None:
    assert not rules(line)
