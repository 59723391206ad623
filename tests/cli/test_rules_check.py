"""A person's own packs: tried by `rules check`, in force once they lie in the settings folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PACK = """
[frobctl]
what = "manages frobs"
examples_run = ["frobctl list"]

[frobctl.sub.burn]
[[frobctl.sub.burn.effect]]
rule = "resources.frob-burn"
kind = "resource"
target = "name"
base = 66
message = "burns a frob for good"
examples_ask = ["frobctl burn x"]
examples_run = ["frobctl burn --help"]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "frob.toml"
    file.write_text(PACK)
    return file


def test_a_good_pack_is_fine_and_told_where_it_belongs(shellguard: Run, pack: Path, tmp_path: Path) -> None:
    done = shellguard("rules", "check", str(pack))
    assert (done.returncode, done.stderr) == (0, "")
    assert "is fine: 1 programs, 1 rules, 3 examples" in done.stdout
    assert str(tmp_path / "config" / "packs") in done.stdout


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("base = 66", "base = 166", "'base' must be a number from 0 to 100"),
        ("base = 66", "bass = 66", "unknown key 'bass'"),
        ('kind = "resource"', 'kind = "nonsense"', "nonsense"),
        ("resources.frob-burn", "burn", "is no rule id"),
        ("[frobctl]", "[frobctl", "no TOML"),
        ("base = 66", "base = 30", "runs without a question (30): frobctl burn x"),
        ('["frobctl burn --help"]', '["frobctl burn old"]', "is asked about (66"),
    ],
)
def test_a_mistake_in_a_pack_is_told(
    shellguard: Run, pack: Path, before: str, after: str, fault: str
) -> None:
    pack.write_text(PACK.replace(before, after))
    done = shellguard("rules", "check", str(pack))
    assert done.returncode == 1
    assert fault in done.stdout
    assert str(pack) in done.stdout


def test_a_pack_that_others_may_write_does_not_count(shellguard: Run, pack: Path) -> None:
    pack.chmod(0o666)
    done = shellguard("rules", "check", str(pack))
    assert done.returncode == 1
    assert "everybody may change this file" in done.stdout


def test_an_example_that_is_asked_about_anyway_is_noted(shellguard: Run, pack: Path) -> None:
    pack.write_text(PACK.replace("frobctl burn x", "frobctl burn --force --all x && mkfs.ext4 /dev/sdz9"))
    (checked,) = map(json.loads, shellguard("rules", "check", str(pack), "--json").stdout.splitlines())
    assert checked["faults"] == []
    assert any("without this pack too" in note for note in checked["notes"])


def test_a_file_that_is_not_there_is_told(shellguard: Run, tmp_path: Path) -> None:
    done = shellguard("rules", "check", str(tmp_path / "none.toml"))
    assert done.returncode == 1
    assert "can't be read" in done.stdout


def test_check_without_a_file_is_a_mistake_of_use(shellguard: Run) -> None:
    assert shellguard("rules", "check").returncode == 2


def test_own_pack_is_in_force_where_it_lies(shellguard: Run, pack: Path, tmp_path: Path) -> None:
    assert shellguard("check", "frobctl burn x").returncode == 0
    folder = tmp_path / "config" / "packs"
    folder.mkdir(parents=True)
    pack.rename(folder / "frob.toml")
    assert shellguard("check", "frobctl list").returncode == 0
    done = shellguard("check", "--json", "frobctl burn x")
    assert done.returncode == 3
    assert json.loads(done.stdout)["findings"][0]["id"] == "resources.frob-burn"
    assert "burns a frob for good" in shellguard("rules", "frobctl burn").stdout


def test_a_faulty_own_pack_is_told_and_the_others_count(shellguard: Run, pack: Path, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "packs"
    folder.mkdir(parents=True)
    pack.rename(folder / "frob.toml")
    (folder / "other.toml").write_text("[x]\nnonsense = 1\n")
    done = shellguard("check", "frobctl burn x")
    assert done.returncode == 3
    assert "unknown key 'nonsense'" in done.stderr
    assert str(folder / "other.toml") in done.stderr


def test_an_own_pack_takes_nothing_away(shellguard: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "packs"
    folder.mkdir(parents=True)
    (folder / "mkfs.toml").write_text('["mkfs.*"]\nharmless = ["/dev/sdz9"]\n')
    assert shellguard("check", "mkfs.ext4 /dev/sdz9").returncode in (3, 4)


def test_what_is_known_stands_in_a_line_of_its_own(shellguard: Run, pack: Path) -> None:
    pack.write_text("[frob]\nwaht = 'x'\n")
    said = shellguard("rules", "check", str(pack)).stdout
    assert "\\n" not in said
    assert "\n    known are aliases" in said
