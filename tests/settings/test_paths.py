"""The folders: one rule for the runtime folder, and nothing of somebody else's is ever used."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

import pytest

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.runtime_place import of_another_home

BASH = os.environ.get("SHELLGUARD_TEST_BASH", "bash")
FOLDER_RULE = Path(__file__).parents[2] / "shell" / "bash" / "folder.bash"


def test_runtime_dir_of_another_owner_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SHELLGUARD_RUNTIME_DIR", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/proc/1" if os.geteuid() else str(tmp_path / "absent"))
    assert paths.runtime_dir() == Path(f"/tmp/shellguard-{os.geteuid()}")


@pytest.mark.parametrize("value", ["", "relative/run", "/nonexistent/run", "/etc/hostname\0x"])
def test_runtime_dir_falls_back_where_the_session_folder_is_unusable(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.delenv("SHELLGUARD_RUNTIME_DIR", raising=False)
    environment = {"XDG_RUNTIME_DIR": value}
    monkeypatch.setattr(paths.os, "environ", environment)
    assert paths.runtime_dir() == Path(f"/tmp/shellguard-{os.geteuid()}")


def test_runtime_dir_is_below_a_good_session_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SHELLGUARD_RUNTIME_DIR", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert paths.runtime_dir() == tmp_path / "shellguard"


OWN_HOME = pwd.getpwuid(os.getuid()).pw_dir
OTHER_HOMES = ("/tmp/x", "/tmp/x/", "/tmp/\u00fcn\u00ef", "/a b'c", "/a*[b]", "/nowhere/$HOME", "/\n")


@pytest.mark.parametrize("home", ["", "/", OWN_HOME, f"{OWN_HOME}/", *OTHER_HOMES])
def test_the_hook_looks_where_the_daemon_is(home: str, tmp_path: Path) -> None:
    environment = {"HOME": home, "XDG_RUNTIME_DIR": str(tmp_path), "LANG": "C.UTF-8"}
    told = subprocess.run(
        [BASH, "-c", f"source {FOLDER_RULE}; __sg_runtime_dir; printf %s \"$__sg_dir\""],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths.os, "environ", environment)
        assert told == str(paths.runtime_dir())
    assert (told == f"{tmp_path}/shellguard") is (home not in OTHER_HOMES)


@pytest.mark.parametrize(
    ("home", "chosen", "another"),
    [(OWN_HOME, "", False), ("", "", False), ("/tmp/x", "/run/mine", False), ("/tmp/x", "", True)],
)
def test_a_home_is_another_unless_it_is_the_password_files_or_the_folder_was_chosen(
    monkeypatch: pytest.MonkeyPatch, home: str, chosen: str, another: bool
) -> None:
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("SHELLGUARD_RUNTIME_DIR", chosen)
    assert of_another_home() is another


def test_homes_have_daemons_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHELLGUARD_RUNTIME_DIR", raising=False)
    folders = set()
    for home in OTHER_HOMES:
        monkeypatch.setenv("HOME", home)
        folders.add(paths.runtime_dir())
    assert len(folders) == len({home.rstrip("/") for home in OTHER_HOMES})


@pytest.mark.parametrize(
    ("variable", "function"),
    [
        ("SHELLGUARD_RUNTIME_DIR", paths.runtime_dir),
        ("SHELLGUARD_CONFIG_DIR", paths.config_dir),
        ("SHELLGUARD_STATE_DIR", paths.state_dir),
        ("SHELLGUARD_CACHE_DIR", paths.cache_dir),
    ],
)
def test_named_folder_wins_and_must_be_absolute(
    monkeypatch: pytest.MonkeyPatch, variable: str, function: object
) -> None:
    assert callable(function)
    monkeypatch.setenv(variable, "relative")
    with pytest.raises(ShellguardError, match="absolute"):
        function()
    monkeypatch.setenv(variable, "/somewhere/else")
    assert function() == Path("/somewhere/else")


def test_config_and_state_follow_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SHELLGUARD_CONFIG_DIR", "SHELLGUARD_STATE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    assert paths.config_dir() == tmp_path / "c" / "shellguard"
    assert paths.state_dir() == tmp_path / "s" / "shellguard"


def test_secure_dir_refuses_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(ShellguardError, match="link"):
        paths.secure_dir(tmp_path / "link")


def test_secure_dir_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ShellguardError, match="something else"):
        paths.secure_dir(tmp_path / "file")


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o1777])
def test_secure_dir_refuses_what_others_may_write(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(ShellguardError, match="others may write"):
        paths.secure_dir(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_secure_dir_refuses_somebody_elses(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o700)
    os.chown(folder, 4242, -1)
    with pytest.raises(ShellguardError, match="belongs to user 4242"):
        paths.secure_dir(folder)


def test_secure_dir_makes_it_private(tmp_path: Path) -> None:
    made = paths.secure_dir(tmp_path / "a" / "b")
    assert made.stat().st_mode & 0o777 == 0o700
    made.chmod(0o755)
    assert paths.secure_dir(made).stat().st_mode & 0o777 == 0o700


def test_hook_file_of_an_unknown_shell_is_refused() -> None:
    with pytest.raises(ShellguardError, match="no hook for tcsh"):
        paths.hook_file("tcsh")
