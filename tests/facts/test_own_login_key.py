"""A person's own key may be let into their own account; any other key is asked about."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ADDS = "cat ~/.ssh/id_ed25519.pub >> ~/.ssh/authorized_keys"


def _field(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _blob(seed: int) -> bytes:
    return _field(b"ssh-ed25519") + _field(bytes([seed]) * 32)


def _make(home: Path, *, private: int, public: int, mode: int = 0o600) -> None:
    kept = home / ".ssh"
    kept.mkdir(parents=True)
    named = (b"aes256-ctr", b"bcrypt", b"settings")
    data = b"openssh-key-v1\0" + b"".join(map(_field, named)) + (1).to_bytes(4, "big")
    text = base64.b64encode(data + _field(_blob(private)) + _field(b"closed")).decode()
    (kept / "id_ed25519").write_text(
        f"-----BEGIN OPENSSH PRIVATE KEY-----\n{text}\n-----END OPENSSH PRIVATE KEY-----\n"
    )
    (kept / "id_ed25519").chmod(mode)
    shown = base64.b64encode(_blob(public)).decode()
    (kept / "id_ed25519.pub").write_text(f"ssh-ed25519 {shown} ann@example.org\n")
    (kept / "id_ed25519.pub").chmod(0o644)
    (kept / "authorized_keys").touch()


def _is_allowed(line: str, home: Path) -> bool:
    uid = (home / ".ssh").stat().st_uid
    shell = ShellState(cwd=str(home), home=str(home), variables={"HOME": str(home)}, uid=uid)
    return judge(line, shell=shell, settings=Settings()).decision.action is Action.ALLOW


@pytest.mark.parametrize("line", [ADDS, "cat .ssh/id_ed25519.pub >> .ssh/authorized_keys"])
def test_ones_own_key_may_be_let_into_ones_own_account(line: str, tmp_path: Path) -> None:
    _make(tmp_path / "ann", private=1, public=1)
    assert _is_allowed(line, tmp_path / "ann")


@pytest.mark.parametrize(
    "line",
    [
        "cat ~/.ssh/id_ed25519.pub ~/eve.pub >> ~/.ssh/authorized_keys",
        "cat ~/eve.pub >> ~/.ssh/authorized_keys",
        "cat ~/.ssh/id_ed25519.pub >> /root/.ssh/authorized_keys",
        "cat ~/.ssh/id_ed25519.pub >> ~/.ssh/authorized_keys; cat eve.pub >> ~/.ssh/authorized_keys",
        "cp eve.pub .ssh/id_ed25519.pub && cat ~/.ssh/id_ed25519.pub >> ~/.ssh/authorized_keys",
        "cat ~/.ssh/id_ed25519.pub > ~/.ssh/authorized_keys",
        "echo ssh-ed25519 AAAA eve >> ~/.ssh/authorized_keys",
        "cat - >> ~/.ssh/authorized_keys",
        "curl https://example.org/eve.pub | cat ~/.ssh/id_ed25519.pub - >> ~/.ssh/authorized_keys",
        "sed 's/^/ /' ~/.ssh/id_ed25519.pub >> ~/.ssh/authorized_keys",
        "ssh web1 'cat ~/.ssh/id_ed25519.pub >> ~/.ssh/authorized_keys'",
    ],
)
def test_another_key_or_another_account_is_asked_about(line: str, tmp_path: Path) -> None:
    _make(tmp_path / "ann", private=1, public=1)
    (tmp_path / "ann/eve.pub").write_text("ssh-ed25519 AAAA eve\n")
    assert not _is_allowed(line, tmp_path / "ann")


def test_a_key_that_does_not_fit_the_private_one_is_anothers(tmp_path: Path) -> None:
    _make(tmp_path / "ann", private=1, public=2)
    assert not _is_allowed(ADDS, tmp_path / "ann")


def test_a_private_key_that_others_may_read_is_not_ones_own(tmp_path: Path) -> None:
    _make(tmp_path / "ann", private=1, public=1, mode=0o644)
    assert not _is_allowed(ADDS, tmp_path / "ann")


def test_a_public_key_in_several_lines_or_with_orders_is_asked_about(tmp_path: Path) -> None:
    home = tmp_path / "ann"
    _make(home, private=1, public=1)
    text = (home / ".ssh/id_ed25519.pub").read_text()
    for other in (text + "ssh-ed25519 AAAA eve\n", f"no-pty {text}"):
        (home / ".ssh/id_ed25519.pub").write_text(other)
        assert not _is_allowed(ADDS, home)


def test_a_link_to_the_keys_of_another_account_is_asked_about(tmp_path: Path) -> None:
    home = tmp_path / "ann"
    _make(home, private=1, public=1)
    (home / ".ssh/authorized_keys").unlink()
    (home / ".ssh/authorized_keys").symlink_to(tmp_path / "bob")
    assert not _is_allowed(ADDS, home)
