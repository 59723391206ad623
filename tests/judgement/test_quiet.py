"""What people do all day is not asked about; what stands beside it and loses something is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Facts
from shellguard.judgement import judge
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
from shellguard.policy.decision import Action
from shellguard.risk.weigh import weigh
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict

PLAIN = Settings()


def blind(line: str) -> Verdict:
    return judge(line, shell=NOTHING_KNOWN, settings=PLAIN)


@pytest.mark.parametrize(
    "line",
    [
        "sudo cp mine /etc/fstab",
        "cp /etc/cron.d/job /etc/cron.d/job_b",
        "sudo cp /etc/shadow /etc/shadow_old",
        "sudo vim /etc/shadow",
        "cat /etc/wpa_supplicant/wpa_supplicant.conf",
        "sudo rm /etc/apt/sources.list",
        "sudo rm /etc/apt/sources.list.d/ubuntu.sources",
        "sudo pacman -Rc --noconfirm gtk3",
        "do-release-upgrade -f DistUpgradeViewNonInteractive",
        "sudo unzip tool.zip -d /usr/bin",
        "docker container rm -fv db",
        "sudo adduser eve sudo",
        "cp -r ~/.ssh /tmp/x",
        "cp ~/.netrc /tmp/n",
    ],
)
def test_neighbours_of_the_ordinary_are_asked_about(line: str) -> None:
    assert blind(line).decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "sudo cp /etc/fstab /etc/fstab_old",
        "sudo cp /etc/ssh/sshd_config{,.bak}",
        "sudo nano /etc/wpa_supplicant/wpa_supplicant.conf",
        "sudo rm /etc/apt/sources.list.d/vendor.list",
        "sudo pacman -Rc gtk3",
        "sudo do-release-upgrade",
        "sudo unzip tool.zip -d /usr/local/bin",
        "docker container rm -f web db cache queue",
        "sudo adduser guest sambashare",
        "sudo wg-quick down wg0",
        "cp -r ~/.ssh ~/.ssh.bak",
        "cp ~/.netrc ~/.netrc.bak",
        "rm .notes.txt.swo",
    ],
)
def test_the_ordinary_runs_although_nothing_is_looked_at(line: str) -> None:
    assert blind(line).decision.action is Action.ALLOW


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a repository, a program that was built, and files of all sorts."""
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh/id_ed25519").write_text("a key\n")
    (tmp_path / ".bash_history").write_text("ls\n" * 90)
    (tmp_path / "film.cut").write_bytes(b"\x00" * 90_000)
    (tmp_path / "word").write_text("22\n")
    (tmp_path / "poem").write_text("a line of it\n" * 40)
    (tmp_path / "album/summer").mkdir(parents=True)
    for number in range(20):
        (tmp_path / f"album/summer/{number}.jpg").write_bytes(b"\xff\xd8" + b"\x01" * 4_000)
    (tmp_path / "free").mkdir()
    (tmp_path / "code").mkdir()
    for words in ("init -q", "config user.name n", "config user.email n@example.org"):
        subprocess.run(["git", *words.split()], cwd=tmp_path / "code", check=True)
    (tmp_path / "code/a.c").write_text("int a;\n")
    subprocess.run(["git", "add", "."], cwd=tmp_path / "code", check=True)
    subprocess.run(["git", "commit", "-qm", "one"], cwd=tmp_path / "code", check=True)
    return tmp_path


def seen(line: str, home: Path) -> Verdict:
    return judge(line, shell=ShellState(cwd=str(home), home=str(home), uid=1000), settings=PLAIN, look=True)


@pytest.mark.parametrize(
    "line",
    [
        "rm -rf album",
        "rm -rf code/.git",
        "mv code/.git free/",
        "cp -r code/.git code/.git",
        "mv .bash_history /dev/null",
        "chmod 000 .bash_history",
        "cp .ssh/id_ed25519 free/",
        "date > poem",
        "cp word poem",
    ],
)
def test_a_loss_is_asked_about_in_the_same_home(line: str, home: Path) -> None:
    assert seen(line, home).decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "rm -rf film.cut",
        "rm -r word",
        "mv code/.git code/.git.old",
        "cp -r code/.git free/.git",
        "chmod +x .bash_history",
        "cp ~/.ssh/id_ed25519 ~/.ssh/id_ed25519.bak",
        "date > word",
    ],
)
def test_what_loses_nothing_runs_in_a_home(line: str, home: Path) -> None:
    assert seen(line, home).decision.action is Action.ALLOW


@pytest.mark.parametrize(("container", "asked"), [("yes", True), ("", False)])
def test_a_disk_of_the_machine_is_mounted_unasked_unless_from_within_a_container(
    container: str, asked: bool
) -> None:
    script = read("sudo mount /dev/sda4 /media/data")
    around = {"container": container} if container else {}
    risk = weigh(script, effects_of(script), Facts(surroundings=around, looked=True))
    assert (risk.score > 50) is asked
