"""`shellguard try`: what would have been asked about in a history; nothing is run, stored or sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shellguard.cli.try_patterns import narrowest
from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import PolicySettings, Settings

ORDINARY = [
    "ls -la",
    "cd src",
    "git status",
    "git commit -m 'never rm -rf / again'",
    "make test",
    "vim notes.md",
]
KNOWN_HOME = ShellState(home="/home/me")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history"


def test_a_history_of_ordinary_lines_has_nothing_to_ask_about(shellguard: Any, history: Path) -> None:
    history.write_text("\n".join(ORDINARY * 200))
    ended = shellguard("try", str(history))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "of 1 200 lines, none would have been asked about" in ended.stdout


def test_an_empty_history_says_so(shellguard: Any, history: Path) -> None:
    history.write_text("")
    assert "there are no lines in it" in shellguard("try", str(history)).stdout


def test_without_a_history_it_says_where_it_looked(shellguard: Any) -> None:
    ended = shellguard("try", more={"HISTFILE": ""})
    assert ended.returncode == 1
    assert ended.stderr.startswith("shellguard: there is no history to judge")
    assert ".bash_history" in ended.stderr


def test_dangerous_lines_are_counted_as_often_as_they_were_typed(shellguard: Any, history: Path) -> None:
    history.write_text("\n".join([*ORDINARY, "git reset --hard", "ls", "git reset --hard", "rm -rf /"]))
    said = shellguard("try", str(history)).stdout
    assert "of 10 lines, 3 would have been asked about, 1 of them denied" in said
    assert "git reset --hard   × 2" in said
    assert 'fine?  always_allow = ["git reset --hard"]' in said


def test_it_says_that_folders_are_not_known_and_that_nothing_was_kept(
    shellguard: Any, history: Path, tmp_path: Path
) -> None:
    history.write_text("ls\n")
    said = " ".join(shellguard("try", str(history)).stdout.split())
    assert "does not say in which folder a line ran" in said
    assert "Nothing was run, nothing was stored, nothing has left this machine." in said
    assert not (tmp_path / "state").exists()
    assert not (tmp_path / "run").exists()
    assert not (tmp_path / "config").exists()


def test_every_history_of_the_person_is_judged(shellguard: Any, environment: dict[str, str]) -> None:
    home = Path(environment["HOME"])
    (home / ".bash_history").write_text("#1700000000\ngit reset --hard\n")
    (home / ".zsh_history").write_text(": 1700000000:0;ls\n")
    (home / ".local/share/fish").mkdir(parents=True)
    (home / ".local/share/fish/fish_history").write_text("- cmd: git clean -fdx\n  when: 1700000000\n")
    more = {"HISTFILE": "", "XDG_DATA_HOME": ""}
    found = json.loads(shellguard("try", "--json", more=more).stdout)
    assert [one["shell"] for one in found["histories"]] == ["bash", "zsh", "fish"]
    assert (found["lines"], found["asked"], found["folders"]) == (3, 2, "unknown")
    assert {line["line"] for group in found["groups"] for line in group["lines"]} == {
        "git reset --hard",
        "git clean -fdx",
    }
    assert "~/.bash_history (bash)" in shellguard("try", more=more).stdout


def test_home_is_known_and_nothing_of_it_is_touched(shellguard: Any, history: Path) -> None:
    history.write_text("rm -rf ~\nrm -rf $HOME/\n")
    found = json.loads(shellguard("try", "--json", str(history), more={"HOME": "/home/me"}).stdout)
    assert found["asked"] == 2
    assert all("your home folder" in line["reasoning"] for line in found["groups"][0]["lines"])


def test_a_secret_is_shown_nowhere(shellguard: Any, history: Path) -> None:
    secret = "hunter2-hunter2-hunter2"
    history.write_text(f"mysql -u root --password={secret} -e 'DROP DATABASE shop'\n")
    for arguments in (("try",), ("try", "--json"), ("try", "--all")):
        ended = shellguard(*arguments, str(history))
        assert "DROP DATABASE shop" in ended.stdout
        assert secret not in ended.stdout + ended.stderr
        assert "always_allow = " not in ended.stdout


def test_nobody_is_advised_to_allow_what_has_to_be_typed(shellguard: Any, history: Path) -> None:
    history.write_text("dropdb shop\ngit reset --hard\n")
    said = shellguard("try", str(history)).stdout
    assert "dropdb shop" in said
    assert [line.split("=")[1].strip() for line in said.splitlines() if "fine?" in line] == [
        '["git reset --hard"]'
    ]


def test_what_would_steer_the_terminal_is_written_out(shellguard: Any, history: Path) -> None:
    history.write_bytes(b"rm -rf ~/a\x1b[2J\xff\n")
    ended = shellguard("try", str(history))
    assert "\x1b" not in ended.stdout
    assert "\\x1b" in ended.stdout


def test_few_lines_of_a_rule_are_shown_unless_all_are_wanted(shellguard: Any, history: Path) -> None:
    history.write_text("".join(f"git push --force origin topic-{number}\n" for number in range(9)))
    assert "… and 6 more (--all shows them)" in shellguard("try", str(history)).stdout
    said = shellguard("try", "--all", str(history)).stdout
    assert "more (--all" not in said
    assert said.count("  git push --force origin topic-") == 9


def test_settings_that_only_observe_still_tell_what_would_be_asked(shellguard: Any, history: Path) -> None:
    history.write_text("git reset --hard\n")
    found = json.loads(shellguard("try", "--json", str(history), more={"SHELLGUARD_MODE": "observe"}).stdout)
    assert found["asked"] == 1


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("rm -rf /; x=1 y=2", id="an assignment can't be allowed"),
        pytest.param("if true; then rm -rf build", id="not read in full"),
        pytest.param("X=1 git reset --hard", id="a variable before the command"),
        pytest.param("shellguard off", id="the guard itself"),
        pytest.param("rm *", id="a star would stand for any words"),
        pytest.param("git checkout *", id="a star would stand for any branch"),
        pytest.param("rm -rf ? build", id="a question mark would stand for any word"),
    ],
)
def test_no_pattern_is_named_where_none_would_help(line: str) -> None:
    assert narrowest(judge(line, shell=KNOWN_HOME, settings=Settings(), look=False)) == ()


@pytest.mark.parametrize(
    ("line", "patterns"),
    [
        ("git reset --hard", ("git reset --hard",)),
        ("cd x && git reset --hard", ("cd x", "git reset --hard")),
        ("sudo git reset --hard", ("sudo git reset --hard",)),
        ("rm -rf 'my photos'", ("rm -rf 'my photos'",)),
        ("rm -rf photos/*", ("rm -rf photos/*",)),
        ("cat a > /etc/hosts", ("cat a > /etc/hosts",)),
        ('rm -rf "$D/"*', ("rm -rf $D/*",)),
    ],
)
def test_the_patterns_that_are_named_let_the_line_run_and_none_is_needless(
    line: str, patterns: tuple[str, ...]
) -> None:
    verdict = judge(line, shell=KNOWN_HOME, settings=Settings(), look=False)
    assert verdict.decision.action is not Action.ALLOW
    assert narrowest(verdict) == patterns
    settings = Settings(policy=PolicySettings(always_allow=patterns))
    again = judge(line, shell=KNOWN_HOME, settings=settings, look=False)
    assert again.decision.action is Action.ALLOW
    other = judge("git push --force", shell=KNOWN_HOME, settings=settings, look=False)
    assert other.decision.action is not Action.ALLOW
