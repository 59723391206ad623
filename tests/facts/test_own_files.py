"""A single file of one's own may be opened to all; keys, settings and others' files are asked about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Recovery
from shellguard.facts.files import rights
from shellguard.facts.look import look
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState


def _recoveries(home: Path, line: str, uid: int) -> set[Recovery]:
    shell = ShellState(cwd=str(home / "work"), home=str(home), uid=uid)
    script = read(line, shell)
    return {
        fact.recovery
        for fact in look(effects_of(script, shell), shell, budget_ms=2000.0, script=script).targets.values()
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that others may enter."""
    monkeypatch.setattr(rights, "closed_above", lambda _: "")
    (tmp_path / "work").mkdir()
    for name in ("run.sh", ".env", "key.pem", "a.sh", "b.sh"):
        (tmp_path / "work" / name).write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    "line",
    ("chmod 777 .env", "chmod 777 key.pem", "chmod 777 a.sh b.sh", "chmod -R 777 .", "chmod 777 *.sh"),
)
def test_opening_keys_or_more_than_one_file_is_a_loss(home: Path, line: str) -> None:
    assert Recovery.NOTHING_LOST not in _recoveries(home, line, os.getuid())


def test_opening_anothers_file_is_one_too(home: Path) -> None:
    assert Recovery.NOTHING_LOST not in _recoveries(home, "chmod 777 run.sh", os.getuid() + 1)


def test_opening_one_file_of_ones_own_is_none(home: Path) -> None:
    assert Recovery.NOTHING_LOST in _recoveries(home, "chmod 777 run.sh", os.getuid())


@pytest.mark.parametrize("line", ("chmod 755 /home", "chmod 755 /", "chmod a+rx /usr/local"))
def test_the_mode_that_a_folder_has_on_any_machine_changes_nothing(home: Path, line: str) -> None:
    assert Recovery.NOTHING_LOST in _recoveries(home, line, os.getuid())


@pytest.mark.parametrize(
    "line", ("chmod -R 755 /etc", "chmod 700 /home", "chmod 777 /usr", "chmod 755 /root")
)
def test_another_mode_for_it_does(home: Path, line: str) -> None:
    assert Recovery.NOTHING_LOST not in _recoveries(home, line, os.getuid())
