"""The settings of a folder are asked for at every line: what has changed since the last one holds at the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.settings.folder_rules import add_folder_rule
from shellguard.settings.trust import trust

PACK = '[frobctl]\nharmless = ["--list"]\n'


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    folder.mkdir(mode=0o700)
    for name in ("config", "state"):
        monkeypatch.setenv(f"SHELLGUARD_{name.upper()}_DIR", str(tmp_path / name))
    monkeypatch.setenv("SHELLGUARD_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    return folder


@pytest.fixture
def places(tmp_path: Path) -> tuple[str, str]:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    return str(tmp_path / "one"), str(tmp_path / "two")


def test_while_nothing_changes_they_are_the_same_objects(config: Path, places: tuple[str, str]) -> None:
    watch = SettingsWatch()
    before = [watch.for_folder(place)[0] for place in places]
    assert all(watch.for_folder(place)[0] is one for place, one in zip(places, before, strict=True))
    assert watch.packs() is watch.packs()


def test_the_persons_own_file_comes_changes_and_goes(config: Path, places: tuple[str, str]) -> None:
    watch = SettingsWatch()
    file = config / "config.toml"
    seen = [watch.for_folder(places[0])[0].policy.allow_up_to]
    for text in ("[policy]\nallow_up_to = 40\n", "[policy]\nallow_up_to = 3\n", None):
        file.unlink(missing_ok=True)
        if text is not None:
            file.write_text(text)
        seen.append(watch.for_folder(places[0])[0].policy.allow_up_to)
    assert seen == [50, 40, 3, 50]


def test_a_projects_file_holds_in_its_folder_once_it_is_trusted(
    config: Path, places: tuple[str, str]
) -> None:
    watch = SettingsWatch()
    for place in places:
        watch.for_folder(place)
    file = Path(places[0], ".shellguard.toml")
    file.write_text("[policy]\nallow_up_to = 20\n")
    assert [watch.for_folder(place)[0].policy.allow_up_to for place in places] == [50, 50]
    trust(file, file.read_bytes())
    assert [watch.for_folder(place)[0].policy.allow_up_to for place in places] == [20, 50]


def test_packs_that_come_and_go_hold_in_every_folder(config: Path, places: tuple[str, str]) -> None:
    watch = SettingsWatch()
    for place in places:
        watch.for_folder(place)
    (config / "packs").mkdir(mode=0o700)
    (config / "packs" / "mine.toml").write_text(PACK)
    for place in places:
        assert "+" in watch.for_folder(place)[1]
        assert watch.packs().own == ("mine.toml",)
    shutil.rmtree(config / "packs")
    for place in reversed(places):
        assert "+" not in watch.for_folder(place)[1]
        assert watch.packs().own == ()


def test_what_is_remembered_for_a_folder_holds_in_it_alone(config: Path, places: tuple[str, str]) -> None:
    watch = SettingsWatch()
    for place in places:
        watch.for_folder(place)
    add_folder_rule(places[0], "make clean")
    assert [watch.for_folder(place)[0].policy.always_allow for place in places] == [("make clean",), ()]
