from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.vllm import keys


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_there_is_no_key_before_one_is_made() -> None:
    assert keys.read_key() == ""
    assert keys.age_days() == 0


def test_a_key_is_made_once_and_is_nobody_elses_business() -> None:
    key = keys.make_key()
    assert len(key) > 32
    assert keys.make_key() == key
    assert keys.read_key() == key
    assert mode(keys.key_file()) == mode(keys.secret_file()) == 0o600
    assert mode(keys.folder()) == 0o700
    assert keys.secret_file().read_text() == f"VLLM_API_KEY={key}\n"


def test_a_new_key_takes_the_place_of_the_old() -> None:
    old = keys.make_key()
    new = keys.rotate()
    assert new != old
    assert keys.read_key() == new
    assert old not in keys.secret_file().read_text()


def test_the_hubs_token_goes_along_and_is_taken_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    keys.make_key()
    assert "HF_TOKEN=hf_secret\n" in keys.secret_file().read_text()
    monkeypatch.delenv("HF_TOKEN")
    keys.make_key()
    assert "hf_secret" not in keys.secret_file().read_text()


def test_the_hubs_token_is_found_where_its_own_program_keeps_it(folders: Path) -> None:
    assert keys.hub_token() == ""
    (folders / "hub").mkdir()
    (folders / "hub" / "token").write_text("hf_kept\n")
    assert keys.hub_token() == "hf_kept"


def test_a_key_that_others_may_read_is_refused() -> None:
    keys.make_key()
    keys.key_file().chmod(0o644)
    with pytest.raises(ShellguardError, match="read by others"):
        keys.read_key()


def test_an_old_key_is_told_by_its_age() -> None:
    keys.make_key()
    then = keys.key_file().stat().st_mtime - 91 * 86_400
    os.utime(keys.key_file(), (then, then))
    assert keys.age_days() == 91
