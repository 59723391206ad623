"""Text patterns for the hook: never narrower than the pattern for a line that names things as they are."""

from __future__ import annotations

import subprocess

import pytest

from shellguard.policy.away_rules import FIELD, away_rules

SCRIPT = 'text=" $1 "; shift; for glob in "$@"; do [[ $text == $glob ]] || exit 1; done'

# pattern, line, whether the rule speaks of the line
LINES = [
    ("touch *secret*", "touch a", False),
    ("touch *secret*", "cat secret", False),
    ("touch *secret*", "detouch secret", False),
    ("touch *secret*", "touch-all secret", False),
    ("git push --force *", "git push origin", False),
    ("kubectl delete *", "kubectl get pods", False),
    ("> */etc/*", "cat /etc/hosts", False),
    ("docker rm -f *", "docker rm x", False),
    ("touch *secret*", "touch my-secret.txt", True),
    ("touch *secret*", "true; /usr/bin/touch x secret", True),
    ("git push --force *", "git push origin --force", True),
    ("git push --force *", "git push --forc", True),
    ("docker rm -f *", "docker rm -vf x", True),
    ("> */etc/*", "echo x >/etc/hosts", True),
    ("echo 'two  words'", "echo two words", True),
    ("run [x]$y", "run [x]$y", True),
    ("kubectl delete *", "a | kubectl delete ns x", True),
    ("mk* *", "mkfs x", True),
]


@pytest.mark.parametrize(("pattern", "line", "speaks"), LINES)
def test_bash_finds_what_the_pattern_names(pattern: str, line: str, speaks: bool) -> None:
    (rule,) = away_rules("guard", [pattern], []).splitlines()[1:]
    action, shown, *globs = rule.split(FIELD)
    assert (action, shown) == ("deny", pattern)
    done = subprocess.run(["bash", "-c", SCRIPT, "bash", line, *globs], check=False)
    assert (done.returncode == 0) is speaks


def test_what_denies_stands_before_what_asks() -> None:
    text = away_rules("observe", ["touch b"], ["touch a"])
    assert [line.split(FIELD)[0] for line in text.splitlines()] == ["observe", "deny", "confirm"]


@pytest.mark.parametrize("pattern", ["echo 'a\nb'", "echo 'a\x1fb'"])
def test_a_pattern_stays_in_its_line_and_its_fields(pattern: str) -> None:
    rule = away_rules("guard", [pattern], []).splitlines()
    assert len(rule) == 2
    assert len(rule[1].split(FIELD)) == 4
