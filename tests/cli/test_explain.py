"""`shellguard explain` says each step so that a person can follow it."""

from __future__ import annotations

import pytest

from shellguard.cli.explain import explanation
from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import PolicySettings, Settings

SHELL = ShellState(home="/home/me")


def said(line: str, settings: Settings | None = None) -> list[str]:
    verdict = judge(line, shell=SHELL, settings=settings or Settings(), look=False)
    return explanation(verdict)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("ls -la", "  ls -la", id="a plain line as it is"),
        pytest.param(
            "git commit -m 'two words'", "  git commit -m 'two words'", id="one word stays one word"
        ),
        pytest.param("touch ''", "  touch ''", id="an empty word is seen"),
        pytest.param("make >log 2>&1", "  make > log 2>&1", id="redirections with their descriptors"),
        pytest.param("sudo cat x", "    by sudo, as root: cat x", id="what another program runs"),
        pytest.param("ssh web1 uptime", "    on web1, by ssh: uptime", id="what another machine runs"),
        pytest.param("echo $D", "  only your shell knows the value of D", id="an unknown variable"),
        pytest.param(
            "ls", "  only your shell knows whether ls is an alias or a function there", id="an unknown name"
        ),
        pytest.param("sudo tar cf x y", "  tar: archives", id="what a program is for"),
        pytest.param("frob x", "  frob: not known, so that only its words tell", id="a program nobody knows"),
        pytest.param("ls", "  allow: it would run, because of its score", id="the decision in words"),
        pytest.param(
            "git reset --hard", "  confirm: it would be asked about, because of its score", id="a question"
        ),
        pytest.param("rm -rf /", "  deny: it would not run, because of its score", id="a refusal"),
    ],
)
def test_each_step_is_in_words_that_a_person_knows(line: str, expected: str) -> None:
    assert expected in said(line)


def test_a_setting_that_decided_is_named() -> None:
    settings = Settings(policy=PolicySettings(always_deny=("ls *",)))
    assert "  deny: it would not run, because of always_deny: ls *" in said("ls -la", settings)


def test_every_way_a_line_can_be_decided_has_its_words() -> None:
    from shellguard.cli.explain import _OUTCOMES

    assert set(_OUTCOMES) == set(Action)


def test_no_step_says_the_same_twice() -> None:
    lines = said("git push --force origin main && git reset --hard HEAD~3")
    looked = lines[lines.index("looked at") : lines.index("weighed")]
    assert len(looked) == len(set(looked))
