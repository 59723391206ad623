"""`doctor` proves blocking, and says so when there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_shell_whose_guard_never_came_on_is_not_called_blocking(
    shellguard: Run, environment: dict[str, str]
) -> None:
    (Path(environment["HOME"]) / ".bashrc").write_text("__sg_do() { :; }\nreadonly -f __sg_do\n")
    ended = shellguard("doctor", "--json")
    assert ended.returncode == 1
    report = json.loads(ended.stdout)
    assert report["proof"]["blocks"] is False
    assert {trial["key"]: trial["seen"] for trial in report["proof"]["trials"]}["Enter"] == (
        "the forbidden line ran"
    )


@pytest.mark.parametrize("bashrc", ["", "set -o vi\n", "PS1='two\\nlines> '\ntrap 'echo bye' EXIT\n"])
def test_a_guarded_shell_is_proved_by_every_key(
    shellguard: Run, environment: dict[str, str], tmp_path: Path, bashrc: str
) -> None:
    home = Path(environment["HOME"])
    (home / ".bashrc").write_text(bashrc)
    ended = shellguard("doctor", "--json")
    assert ended.returncode == 0, ended.stdout
    report = json.loads(ended.stdout)
    assert [(trial["key"], trial["blocked"]) for trial in report["proof"]["trials"]] == [
        ("Enter", True),
        ("C-j", True),
        ("C-o", True),
        ("paste", True),
    ]
    assert report["proof"]["with_own_bashrc"] is True
    assert report["proof"]["round_trip_us"] > 0
    assert ("vi mode" in report["tools"]) == ("vi" in bashrc)
    # nothing of the person's was touched: no record, no history, no daemon
    assert [path.name for path in home.iterdir()] == [".bashrc"]
    assert not (tmp_path / "state").exists()
    assert report["daemon"]["running"] is False


def test_a_start_up_file_that_leads_elsewhere_is_left_out(
    shellguard: Run, environment: dict[str, str]
) -> None:
    (Path(environment["HOME"]) / ".bashrc").write_text("exec sleep 0\n")
    ended = shellguard("doctor")
    assert ended.returncode == 0
    assert "A guarded shell blocks (without a ~/.bashrc)." in ended.stdout


def test_other_tools_are_named(shellguard: Run, environment: dict[str, str]) -> None:
    (Path(environment["HOME"]) / ".bashrc").write_text(
        "BLE_VERSION=0.4.0\n_direnv_hook() { :; }\nbash_preexec_imported=defined\ntrap : DEBUG\n"
    )
    tools = json.loads(shellguard("doctor", "--json").stdout)["tools"]
    assert tools == {"bash-preexec": "", "ble.sh": "0.4.0", "direnv": "", "DEBUG trap": ""}
