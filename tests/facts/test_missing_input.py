"""A command whose input is not there does not start, and nothing that it would write over is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Recovery
from shellguard.facts.look import look
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState


def _lost(line: str, folder: Path) -> bool:
    shell = ShellState(cwd=str(folder), home=str(folder))
    script = read(line, shell)
    effects = effects_of(script)
    facts = look(effects, shell, script=script)
    over = [number for number, effect in enumerate(effects) if effect.rule == "files.redirect-over"]
    assert over
    found = [facts.targets.get((number, 0)) for number in over]
    return any(one is None or one.recovery is not Recovery.NOTHING_LOST for one in found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kept").write_text("work\n")
    (tmp_path / "there").write_text("x\n")
    return tmp_path


@pytest.mark.parametrize("line", ["frob <name> kept", "frob <name> kept; ls", "frob < name > kept"])
def test_nothing_is_lost_where_what_it_reads_is_not_there(line: str, folder: Path) -> None:
    assert not _lost(line, folder)


@pytest.mark.parametrize(
    "line",
    [
        "frob <there> kept",
        "frob > kept < name",
        "touch name; frob <name> kept",
        "frob $(touch name) <name> kept",
        "frob <name> kept | touch name",
        "frob <name> kept & touch name",
        "frob < /dev/tcp/localhost/1 > kept",
        "frob <$NAME> kept",
    ],
)
def test_what_may_be_there_may_be_read(line: str, folder: Path) -> None:
    assert _lost(line, folder)
