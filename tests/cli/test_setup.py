"""`setup` and `uninstall`: everything is shown and asked, and what came goes again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.shells.terminal import Terminal

BASHRC = "alias ll='ls -l'"


@pytest.fixture
def home(environment: dict[str, str]) -> Path:
    home = Path(environment["HOME"])
    (home / ".bashrc").write_text(BASHRC)
    (home / ".profile").write_text("PATH=$PATH:~/bin\n")
    return home


def contents(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_nothing_is_written_when_nobody_can_be_asked(shellguard: Run, home: Path) -> None:
    before = contents(home)
    ended = shellguard("setup")
    assert ended.returncode == 1
    assert "add --yes" in ended.stderr
    assert str(home / ".bashrc") in ended.stdout
    assert contents(home) == before


def test_nothing_is_written_after_a_no(environment: dict[str, str], home: Path, tmp_path: Path) -> None:
    before = contents(home)
    terminal = Terminal([sys.executable, "-m", "shellguard", "setup"], environment, tmp_path)
    terminal.wait_for("Write this? [y/N]")
    terminal.say("")
    terminal.wait_for("nothing was changed")
    terminal.close()
    assert contents(home) == before


def test_a_broken_block_stops_it_before_anything_is_written(shellguard: Run, home: Path) -> None:
    (home / ".profile").write_text("# >>> shellguard >>>\n")
    before = contents(home)
    ended = shellguard("setup", "--yes")
    assert ended.returncode == 1
    assert f"{home}/.profile, line 1" in ended.stderr
    assert contents(home) == before


def test_every_written_line_was_shown(shellguard: Run, home: Path) -> None:
    shown = shellguard("setup", "--yes").stdout
    for name in (".bashrc", ".profile"):
        written = (home / name).read_text()
        block = written[written.index("# >>> shellguard") :].splitlines()
        assert len(block) == 8
        assert [line for line in block if f"+ {line}" not in shown] == []


def test_interactive_shells_are_guarded_then_and_not_after_uninstall(
    shellguard: Run, environment: dict[str, str], home: Path
) -> None:
    before = contents(home)

    def status(*options: str) -> str:
        words = ["bash", *options, "-i", "-c", 'echo "${SHELLGUARD_STATUS-none}"']
        return subprocess.run(
            words, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30
        ).stdout.strip()

    assert (status(), status("-l")) == ("none", "none")
    assert shellguard("setup", "--yes").returncode == 0
    shellguard("daemon", "start")  # else each shell would start one, which could come up after the test
    assert (status(), status("-l")) == ("on", "on")
    assert shellguard("uninstall", "--yes").returncode == 0
    assert (status(), status("-l")) == ("none", "none")
    assert contents(home) == before
    assert shellguard("daemon", "status").returncode == 1


def test_again_changes_nothing_but_an_old_hook(shellguard: Run, home: Path, tmp_path: Path) -> None:
    shellguard("setup", "--yes")
    hook = tmp_path / "state" / "hook.bash"
    before, text = contents(home), hook.read_text()
    hook.write_text("an older one")
    ended = shellguard("setup", "--yes")
    assert "nothing changes in them" in ended.stdout
    assert contents(home) == before
    assert hook.read_text() == text


def test_completions_of_ones_own_stay(shellguard: Run, home: Path) -> None:
    file = home / ".local/share/bash-completion/completions/shellguard"
    file.parent.mkdir(parents=True)
    file.write_text("complete -W 'check log' shellguard\n")
    before = contents(home)
    assert "your own completions stay" in shellguard("setup", "--yes", "--no-units").stdout
    shellguard("uninstall", "--yes")
    assert contents(home) == before


def test_of_several_folders_for_completions_the_first_gets_them(shellguard: Run, home: Path) -> None:
    folders = {"BASH_COMPLETION_USER_DIR": f"{home / 'mine'}:{home / 'shared'}"}
    shellguard("setup", "--yes", "--no-units", more=folders)
    assert (home / "mine/completions/shellguard").is_file()
    shellguard("uninstall", "--yes", more=folders)
    assert not (home / "mine/completions/shellguard").exists()


def test_tab_completes_its_commands_after_setup(shellguard: Run, home: Path) -> None:
    shellguard("setup", "--yes", "--no-units")
    file = home / ".local/share/bash-completion/completions/shellguard"
    ended = subprocess.run(
        ["bash", "--norc", "-c", 'source "$1" && complete -p shellguard', "bash", str(file)],
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert ended.stderr == ""
    assert ended.stdout.endswith("shellguard\n")


def test_the_record_stays_unless_it_is_purged(shellguard: Run, home: Path, tmp_path: Path) -> None:
    shellguard("setup", "--yes")
    shellguard("check", "--record", "ls")
    (tmp_path / "state" / "of somebody else").write_text("x")
    record = tmp_path / "state" / "audit"
    assert record.is_dir()
    shellguard("uninstall", "--yes")
    assert record.is_dir()
    shellguard("uninstall", "--yes", "--purge")
    assert not record.exists()
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["of somebody else"]


def test_uninstalling_nothing_is_said(shellguard: Run, home: Path) -> None:
    ended = shellguard("uninstall")
    assert (ended.returncode, ended.stdout) == (0, "nothing of shellguard's setup is there\n")


def test_it_says_when_a_start_up_file_leaves_before_the_block(shellguard: Run, home: Path) -> None:
    (home / ".bashrc").write_text("true\n")
    assert "does not load it" not in shellguard("setup", "--yes", "--no-units").stdout
    shellguard("uninstall", "--yes")
    (home / ".bashrc").write_text("true\nreturn\n")
    assert "does not load it" in shellguard("setup", "--yes", "--no-units").stdout
    (home / ".bashrc").write_text("exit\n")
    assert "does not load it" not in shellguard("setup", "--yes", "--no-units").stdout


def test_a_login_shell_that_is_not_guarded_is_named(
    shellguard: Run, home: Path, environment: dict[str, str]
) -> None:
    environment["SHELL"] = "/bin/bash"
    assert "login shell" not in shellguard("setup", "--yes", "--no-units").stdout
    environment["SHELL"] = "/usr/bin/zsh"
    assert "Your login shell is /usr/bin/zsh" in shellguard("setup", "--yes", "--no-units").stdout


def test_a_link_that_leads_nowhere_is_left_as_it_was(shellguard: Run, home: Path) -> None:
    (home / "dotfiles").mkdir()
    (home / ".bashrc").unlink(missing_ok=True)
    (home / ".bashrc").symlink_to("dotfiles/bashrc")
    assert shellguard("setup", "--yes", "--no-units").returncode == 0
    assert (home / "dotfiles" / "bashrc").is_file()
    assert shellguard("uninstall", "--yes").returncode == 0
    assert (home / ".bashrc").is_symlink()
    assert not (home / "dotfiles" / "bashrc").exists()
