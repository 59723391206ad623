"""Rights and names that change: where nobody gains by it, and where somebody may."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.rights import closed_above
from shellguard.facts.look import look
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState


def seen(line: str, home: Path) -> list[TargetFacts]:
    shell = ShellState(cwd=str(home), home=str(home), uid=os.getuid(), options=frozenset())
    script = read(line, shell)
    return list(look(effects_of(script, shell), shell, budget_ms=5000, script=script).targets.values())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / ".ssh").mkdir()
    for name in (".ssh/id_ed25519", "run.sh", ".vimrc", ".bashrc"):
        (tmp_path / name).write_text("x = 1\n")
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "chmod 644 ~/.ssh/id_ed25519",
        "chmod 660 ~/.ssh/id_ed25519",
        "chmod go+r ~/.ssh/id_ed25519",
        "chmod 000 ~/.ssh/id_ed25519",
        "chmod -R 600 ~/.ssh",
        "chown me ~/.ssh/id_ed25519",
        "chmod 600 /etc/passwd",
    ],
)
def test_a_key_that_is_not_just_closed_to_others_stays_protected(line: str, home: Path) -> None:
    assert any(fact.protected for fact in seen(line, home))


@pytest.mark.parametrize("mode", ["600", "0600", "400", "700", "640", "go-rwx", "go=", "u=rw,go="])
def test_a_key_may_be_closed_to_others(mode: str, home: Path) -> None:
    facts = seen(f"chmod {mode} ~/.ssh/id_ed25519", home)
    assert facts
    assert not any(fact.protected for fact in facts)
    assert all(fact.recovery is Recovery.NOTHING_LOST for fact in facts)


def test_what_everybody_may_reach_is_told_from_what_is_closed(home: Path) -> None:
    home.chmod(0o700)
    assert closed_above(f"{home}/run.sh") == str(home)
    assert closed_above("/usr/bin/env") == ""
    assert closed_above("/nowhere/at/all") == ""
    facts = seen("chmod 777 run.sh", home)
    assert any(fact.recovery is Recovery.NOTHING_LOST for fact in facts)


@pytest.mark.parametrize(
    "line", ["mv .vimrc /tmp/x", "mv .vimrc .config.old", "mv .ssh .ssh.old", "mv .bashrc .vimrc /tmp"]
)
def test_what_goes_elsewhere_stays_protected(line: str, home: Path) -> None:
    assert any(fact.protected for fact in seen(line, home))


@pytest.mark.parametrize("line", ["mv .vimrc .vimrc.old", "mv ~/.bashrc ~/.bashrc.bak", "mv .vimrc .vimrc~"])
def test_a_file_put_aside_beside_itself_is_not_lost(line: str, home: Path) -> None:
    assert not any(fact.protected for fact in seen(line, home))


@pytest.mark.parametrize("mode", ["x+", "rx", "a+e", "samba/"])
def test_chmod_stops_at_what_are_no_rights(mode: str, home: Path) -> None:
    assert all(fact.recovery is Recovery.NOTHING_LOST for fact in seen(f"chmod {mode} ~/.bashrc", home))


@pytest.mark.parametrize(
    "line", ["chmod a+w ~/.bashrc", "chmod 777 ~/.bashrc", "mv x ~/.bashrc && chmod 666 ~/.bashrc"]
)
def test_rights_that_change_stay_a_change(line: str, home: Path) -> None:
    (home / ".bashrc").chmod(0o666 if "mv" in line else 0o644)
    facts = [fact for fact in seen(line, home) if fact.path.endswith(".bashrc")]
    assert any(fact.protected for fact in facts)


@pytest.mark.parametrize("mode", ["666", "0666", "a+w", "+rw", "-x", "u+w,go+w", "u=rw"])
def test_rights_that_it_has_already_are_no_change(mode: str, home: Path) -> None:
    (home / ".bashrc").chmod(0o666)
    assert not any(fact.protected for fact in seen(f"chmod {mode} ~/.bashrc", home))


@pytest.mark.parametrize("folder", [True, False])
def test_a_file_that_lies_where_homes_lie_is_no_home(folder: bool, tmp_path: Path) -> None:
    place = tmp_path / "ann"
    place.mkdir() if folder else place.write_text("x = 1\n")
    shell = ShellState(cwd=str(tmp_path), home=str(place), uid=os.getuid(), options=frozenset())
    script = read("chmod 640 ann", shell)
    facts = look(effects_of(script, shell), shell, budget_ms=5000, script=script).targets.values()
    assert any(fact.protected for fact in facts) is folder


def own_start_script() -> str:
    folder = Path("/etc/init.d")
    found = (
        [one for one in folder.glob("*") if one.is_file() and not one.is_symlink()] if folder.is_dir() else []
    )
    kept = [one for one in found if one.stat().st_uid == 0 and not one.stat().st_mode & 0o022]
    if not kept:
        pytest.skip("nothing that root keeps starts with this machine")
    return str(kept[0])


@pytest.mark.parametrize("change", ["chmod +x", "chmod 755", "chown root:root", "chown root"])
def test_what_root_keeps_may_run_when_the_machine_starts(change: str, home: Path) -> None:
    facts = seen(f"sudo {change} {own_start_script()}", home)
    assert facts
    assert all(one.recovery is Recovery.NOTHING_LOST for one in facts)


@pytest.mark.parametrize(
    "change", ["chmod 777", "chmod g+w", "chmod 4755", "chmod a+rwx", "chown ann", "chown ann:root"]
)
def test_what_starts_with_the_machine_is_not_handed_to_others(change: str, home: Path) -> None:
    facts = seen(f"sudo {change} {own_start_script()}", home)
    assert any(one.recovery is not Recovery.NOTHING_LOST for one in facts)


@pytest.mark.parametrize(
    "line",
    [
        "sudo chmod a+w /usr/lib/libx.a",
        "sudo chmod u+s /usr/lib/x/run",
        "sudo chmod go+w /usr/share/x/run.sh",
        "sudo chmod u+w /etc/sudoers",
        "sudo chmod -R u+w /usr/lib",
        "sudo chmod u-x /usr/lib/x/run",
    ],
)
def test_rights_of_a_part_of_the_system_stay_what_they_are(line: str, home: Path) -> None:
    assert any(fact.protected for fact in seen(line, home))


@pytest.mark.parametrize("line", ["chmod u+w /usr/lib/libx.a", "sudo chmod -v u+rx /usr/lib/x/run"])
def test_the_owner_of_a_part_of_the_system_may_get_rights(line: str, home: Path) -> None:
    assert not any(fact.protected for fact in seen(line, home))


def test_what_is_moved_over_a_folder_of_the_system_is_looked_at(home: Path) -> None:
    (home / "tmp").mkdir()
    assert any(fact.recovery is not Recovery.NOTHING_LOST for fact in seen("mv tmp /", home))


def test_what_gets_a_new_name_in_the_root_loses_nothing(home: Path) -> None:
    assert {fact.recovery for fact in seen("mv run.sh /", home)} == {Recovery.NOTHING_LOST}
