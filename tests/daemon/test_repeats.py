"""Lines that were let through before, typed again: answered in short, recorded each time, judged when need be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.wire.frames import LET_THROUGH
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    made.start_daemon()
    yield made
    made.run("daemon", "stop")


def kind(shell: HandMadeShell, line: str) -> str:
    """The type of the answer to a line that may be answered in short; twice before, so that it is a repeat."""
    return shell.line(line, short=True).type.strip()


def let_through_twice(shell: HandMadeShell, line: str) -> None:
    assert [kind(shell, line), kind(shell, line)] == [LET_THROUGH, LET_THROUGH]


def records(installation: Installation, shell: HandMadeShell) -> list[dict[str, object]]:
    installation.run("daemon", "stop")
    found = []
    for file in sorted((installation.state / "audit").glob("*.jsonl")):
        found += [json.loads(line) for line in file.read_text().splitlines()]
    return [one for one in found if one.get("session") == shell.session or one["kind"] == "finished"]


def test_settings_that_have_changed_count_for_a_repeat(
    installation: Installation, shell: HandMadeShell
) -> None:
    let_through_twice(shell, "true again")
    (installation.config / "config.toml").write_text('[policy]\nalways_deny = ["true *"]\n')
    assert kind(shell, "true again") == "deny"


def test_an_alias_that_was_made_meanwhile_counts_for_a_repeat(shell: HandMadeShell) -> None:
    let_through_twice(shell, "mytool again")
    shell.line("alias mytool='echo'")
    shell.values = {"a:mytool": "shred -u /etc/passwd;"}
    assert kind(shell, "mytool again") in ("ask", "deny")


def test_a_download_that_came_meanwhile_counts_for_a_repeat(shell: HandMadeShell, tmp_path: Path) -> None:
    let_through_twice(shell, "./fetched now")
    shell.line("curl -o fetched https://example.org/fetched")
    assert kind(shell, "./fetched now") == "ask"


def test_a_script_is_read_each_time(shell: HandMadeShell, tmp_path: Path) -> None:
    script = tmp_path / "script.sh"
    script.write_text("echo done\n")
    let_through_twice(shell, f"bash {script}")
    script.write_text("mkfs.ext4 /dev/sda1\n")
    assert kind(shell, f"bash {script}") in ("ask", "deny")


def test_past_the_front_door_or_from_an_older_hook_the_answer_is_long(shell: HandMadeShell) -> None:
    let_through_twice(shell, "true again")
    assert shell.line("true again").type == "allow"
    assert shell.line("true again", accepted="gate").type == "allow"


def test_a_line_that_sets_traps_or_keys_is_answered_at_length(shell: HandMadeShell) -> None:
    assert [kind(shell, "trap"), kind(shell, "trap")] == ["allow", "allow"]


def test_each_repeat_has_a_record_of_its_own_and_its_end(
    installation: Installation, shell: HandMadeShell
) -> None:
    for _ in range(3):
        shell.line("true again", short=True)
    shell.line("true last", short=True, finished=f"@{shell.sequence}:7:12")
    shell.line("true very last", short=True, finished="@999:3:1")
    found = records(installation, shell)
    decided = [one for one in found if one.get("line") == "true again"]
    assert len(decided) == 3
    assert len({one["id"] for one in decided}) == 3
    assert len({one["salt"] for one in decided}) == 3
    finished = [one for one in found if one["kind"] == "finished"]
    assert [(one["id"], one["status"]) for one in finished] == [(decided[2]["id"], 7)]
    assert installation.run("log", "verify").returncode == 0


def test_a_line_that_was_not_recorded_is_never_recorded_as_another(
    installation: Installation, shell: HandMadeShell
) -> None:
    (installation.config / "config.toml").write_text('[policy]\nalways_confirm = ["touch asked"]\n')
    let_through_twice(shell, "true recorded")
    audit = installation.state / "audit"
    shutil.rmtree(audit)
    audit.touch()
    assert kind(shell, "touch asked") == "ask"  # its record is put on the disk, where the folder is missed
    assert [kind(shell, "true first"), kind(shell, "true second")] == ["allow", LET_THROUGH]
    audit.unlink()
    audit.mkdir(mode=0o700)
    shell.line("true third")
    let_through_twice(shell, "true second")
    lines = [one["line"] for one in records(installation, shell) if one["kind"] == "decided"]
    assert lines == ["true third", "true second", "true second"]
