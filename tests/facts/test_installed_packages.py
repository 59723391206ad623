"""Packages that are not there are nothing to remove; those that are count as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.facts.machine import installed_packages
from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "info"
    folder.mkdir()
    for name in ("bash", "libc6:amd64", "ufw", "mysql-server-8.0", "redis-server"):
        (folder / f"{name}.list").touch()
    status = tmp_path / "status"
    status.write_text(
        "Package: exim4\nProvides: mail-transport-agent, snort (= 4.9)\nDescription: Provides: nginx\n"
    )
    monkeypatch.setattr(installed_packages, "_FOLDER", str(folder))
    monkeypatch.setattr(installed_packages, "_STATUS", str(status))


def _is_allowed(line: str, folder: Path) -> bool:
    shell = ShellState(cwd=str(folder), home=str(folder), uid=1000)
    return judge(line, shell=shell, settings=Settings()).decision.action is Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "apt purge mysql-server",
        "sudo apt remove auditd",
        "sudo DEBIAN_FRONTEND=noninteractive apt-get remove -y --purge postgresql-15 nginx",
        "dpkg -P auditd",
        "sudo apt-get purge 'postgresql*'",
        "sudo apt-get purge -y apache2 && sudo apt-get install -y nginx",
    ],
)
def test_packages_that_are_not_there_are_nothing_to_remove(line: str, tmp_path: Path) -> None:
    assert _is_allowed(line, tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "sudo apt remove ufw",
        "apt-get purge -y auditd ufw",
        "dpkg -P ufw",
        "apt purge 'mysql*'",
        "apt purge 'mysql-server.*'",
        "apt purge 'redis?server'",
        "apt purge redis-server",
        "apt autoremove --purge mysql-server",
        "apt purge -o APT::Get::AutomaticRemove=true mysql-server",
        "APT_CONFIG=x apt purge mysql-server",
        "apt purge auditd ufw+",
        "dpkg --root=/mnt -P auditd",
        "dpkg -P --force-all auditd ufw",
        'apt purge mysql-server "$MORE"',
        "ssh web1 sudo apt purge mysql-server",
        "docker exec web apt purge mysql-server",
        "sudo apt remove snort",
        "sudo apt purge auditd mail-transport-agent",
        "chroot /mnt apt purge mysql-server",
        "aptitude purge mysql-server",
        "dnf remove auditd",
    ],
)
def test_a_package_that_is_there_or_may_be_is_asked_about(line: str, tmp_path: Path) -> None:
    assert not _is_allowed(line, tmp_path)


def test_where_no_package_is_listed_nothing_is_known_of_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / "empty", tmp_path / "absent"):
        monkeypatch.setattr(installed_packages, "_FOLDER", str(folder))
        assert not _is_allowed("sudo apt remove auditd", tmp_path)
        folder.mkdir(exist_ok=True)
        assert not _is_allowed("sudo apt remove auditd", tmp_path)
