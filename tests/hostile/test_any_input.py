"""Nonsense of every kind, a little of it: `bench/fuzz.py` feeds more for longer, and sees crashes of C code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz_targets import TARGETS
from bench.nonsense import Nonsense
from shellguard.effects.packs.pack_reading import read_pack
from shellguard.errors import ShellguardError
from shellguard.settings.load import load


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        scratch = tmp_path_factory.mktemp("fuzz")
        patch.setattr("bench.fuzz_targets.settings_folder", lambda: scratch)
        patch.setenv("SHELLGUARD_CONFIG_DIR", str(scratch))
        patch.setenv("SHELLGUARD_STATE_DIR", str(scratch / "state"))
        patch.setenv("SHELLGUARD_SYSTEM_CONFIG", str(scratch / "none.toml"))
        yield


@pytest.mark.parametrize("name", TARGETS)
@given(seed=st.integers(0, 1 << 32))
@settings(max_examples=25, deadline=None)
def test_nonsense_breaks_nothing(name: str, seed: int) -> None:
    target = TARGETS[name]
    target.take(target.make(Nonsense(seed)))


@pytest.mark.parametrize("value", ["['sed']", "{ a = 1 }", "3", "true"])
def test_a_preset_of_another_type_is_an_error_in_words(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELLGUARD_CONFIG_DIR", str(tmp_path))
    (tmp_path / "config.toml").write_text(f"[policy]\npreset = {value}\n")
    assert "preset" in str(load(environment={}).errors[0])


@pytest.mark.parametrize("table", [[{"effect": []}], 3, "x", [["a"]]])
def test_a_program_of_a_pack_that_is_no_table_is_an_error_in_words(table: object) -> None:
    with pytest.raises(ShellguardError):
        read_pack("mine", {"x": table})
