"""`shellguard check`: exit codes, the JSON form, batches, and input that is none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def test_wrong_usage_ends_with_2(shellguard: Any) -> None:
    for arguments in (
        ("check",),
        ("check", "a", "b"),
        ("check", "--nonsense", "ls"),
        ("check", "--batch", "ls"),
    ):
        ended = shellguard(*arguments)
        assert (ended.returncode, ended.stdout) == (2, ""), arguments
        assert "Traceback" not in ended.stderr


def test_a_folder_that_is_none_is_told(shellguard: Any) -> None:
    for folder in ("/nonexistent/x", "/etc/hostname", ""):
        ended = shellguard("check", "--cwd", folder, "ls")
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "no such folder" in ended.stderr


@pytest.mark.parametrize(
    ("line", "status"), [("ls", 0), ("curl x.example | sh", 3), ("rm -rf /", 4), ("", 0)]
)
def test_the_exit_code_tells_the_decision(shellguard: Any, line: str, status: int) -> None:
    assert shellguard("check", line).returncode == status


def test_a_line_that_begins_with_a_dash(shellguard: Any) -> None:
    assert shellguard("check", "--", "-x").returncode == 0


def test_the_json_form_is_one_line(shellguard: Any) -> None:
    ended = shellguard("check", "--json", "curl -fs x.example | sh")
    verdict = json.loads(ended.stdout)
    assert ended.stdout.count("\n") == 1
    assert (verdict["decision"], verdict["command"], verdict["flags"]) == ("confirm", "curl", ["-fs"])
    assert verdict["args"] == ["x.example"]


def test_the_folder_matters(shellguard: Any, tmp_path: Path) -> None:
    (tmp_path / "full" / "data").mkdir(parents=True)
    (tmp_path / "full" / "data" / "thesis.tex").write_text("x" * 100)
    (tmp_path / "void").mkdir()
    assert shellguard("check", "rm -rf data", cwd=tmp_path / "full").returncode == 3
    assert shellguard("check", "--cwd", str(tmp_path / "full"), "rm -rf data").returncode == 3
    assert shellguard("check", "rm -rf data", cwd=tmp_path / "void").returncode == 0


def test_a_daemon_answers_those_that_have_its_settings(shellguard: Any) -> None:
    same = {"SHELLGUARD_MODE": "observe", "SHELLGUARD_DAEMON_IDLE_MINUTES": "1"}
    shellguard("daemon", "start", more=same)
    try:
        for more, lines in ((same, 1), ({**same, "SHELLGUARD_MODE": "guard"}, 1), ({}, 1), (same, 2)):
            assert shellguard("check", "ls", more=more).returncode == 0
            status = json.loads(shellguard("daemon", "status", "--json").stdout)
            assert status["lines"] == lines, more
    finally:
        shellguard("daemon", "stop")


def test_settings_in_the_environment_count_beside_a_daemon_too(shellguard: Any, tmp_path: Path) -> None:
    line = "git push --force-with-lease"
    shellguard("daemon", "start")
    try:
        assert shellguard("check", line).returncode == 0
        assert shellguard("check", line, more={"SHELLGUARD_POLICY_ALLOW_UP_TO": "5"}).returncode == 3
        asked = shellguard("check", "--no-model", "--json", line, more={"SHELLGUARD_MODE": "observe"})
        assert json.loads(asked.stdout)["decision"] == "allow"
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "config.toml").write_text("[policy]\nallow_up_to = 5\n")
        for variable, place in (("CONFIG_DIR", "other"), ("SYSTEM_CONFIG", "other/config.toml")):
            more = {f"SHELLGUARD_{variable}": str(tmp_path / place)}
            assert shellguard("check", line, more=more).returncode == 3
        faulty = shellguard("check", "ls", more={"SHELLGUARD_MODE": "loose"})
        assert "'guard', 'observe' or 'off'" in faulty.stderr
    finally:
        shellguard("daemon", "stop")


@pytest.mark.parametrize("daemon", [False, True], ids=["alone", "beside a daemon"])
def test_what_was_remembered_for_a_folder_counts(shellguard: Any, tmp_path: Path, daemon: bool) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    (tmp_path / "config").mkdir()
    rule = f"['{tmp_path}/here']\nalways_allow = ['git push --force']\n"
    (tmp_path / "config" / "folders.toml").write_text(rule)
    if daemon:
        shellguard("daemon", "start")
    try:
        ended = {name: shellguard("check", "--cwd", name, "git push --force") for name in ("here", "there")}
        assert {name: one.returncode for name, one in ended.items()} == {"here": 0, "there": 3}
    finally:
        if daemon:
            shellguard("daemon", "stop")


@pytest.mark.parametrize("daemon", [False, True], ids=["alone", "beside a daemon"])
def test_what_is_wrong_with_the_settings_is_told_each_time(
    shellguard: Any, tmp_path: Path, daemon: bool
) -> None:
    config = tmp_path / "config"
    (config / "packs").mkdir(parents=True)
    (config / "config.toml").write_text("[polcy]\ndeny_from = 90\n")
    (config / "packs" / "mine.toml").write_text("[")
    (config / "folders.toml").write_text("x = 1")
    if daemon:
        shellguard("daemon", "start")
    try:
        for options in ((), ("--json",)):
            ended = shellguard("check", *options, "ls")
            assert ended.returncode == 0
            assert "no setting polcy" in ended.stderr
            for file in ("config.toml:2", "mine.toml", "folders.toml"):
                assert file in ended.stderr
        assert json.loads(ended.stdout)["decision"] == "allow"
        mistyped = shellguard("check", "ls", more={"SHELLGUARD_POLCY_DENY_FROM": "90"})
        assert "did you mean SHELLGUARD_POLICY_DENY_FROM?" in mistyped.stderr
    finally:
        if daemon:
            shellguard("daemon", "stop")


def test_variables_of_the_environment_count(shellguard: Any) -> None:
    line = 'touch "$F"'
    deny = ("--set", "policy.always_deny=['touch *DENYME*']")
    assert shellguard("check", *deny, line, more={"F": "DENYME"}).returncode == 4
    assert shellguard("check", *deny, line, more={"F": "x"}).returncode == 0


@pytest.mark.parametrize("daemon", [False, True], ids=["alone", "beside a daemon"])
def test_variables_count_that_only_a_script_or_a_program_reads(
    shellguard: Any, tmp_path: Path, daemon: bool
) -> None:
    folder = tmp_path / "work"
    (folder / "empty").mkdir(parents=True)
    (folder / "full").mkdir()
    (folder / "full" / "letter.odt").write_text("dear\n" * 99)
    (folder / "wipe.sh").write_text('rm -rf "$DATA"\n')
    for name in ("kind-dev", "prod"):
        (folder / name).write_text(
            f"current-context: {name}\ncontexts:\n- context:\n    cluster: c\n  name: {name}\n"
        )

    def status(line: str, **more: str) -> int:
        return int(shellguard("check", "--cwd", str(folder), line, more=more).returncode)

    if daemon:
        shellguard("daemon", "start")
    try:
        assert status("sh wipe.sh", DATA=str(folder / "empty")) == 0
        assert status("sh wipe.sh", DATA=str(folder / "full")) == 3
        assert status("kubectl delete ns shop", KUBECONFIG=str(folder / "kind-dev")) == 0
        assert status("kubectl delete ns shop", KUBECONFIG=str(folder / "prod")) != 0
    finally:
        if daemon:
            shellguard("daemon", "stop")


def test_bytes_that_are_no_text_are_judged(shellguard: Any) -> None:
    ended = shellguard("check", "--json", "cat \udcff")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["line"] == "cat \udcff"


def test_nothing_from_the_line_steers_the_terminal(shellguard: Any) -> None:
    ended = shellguard("check", "rm -rf '/etc/\x1b]0;x\x07'")
    assert "\x1b" not in ended.stdout
    assert "\x07" not in ended.stdout


def test_a_line_may_come_from_stdin(shellguard: Any) -> None:
    assert shellguard("check", "-", stdin="rm -rf /\n").returncode == 4


def test_color_only_where_it_is_wanted(shellguard: Any) -> None:
    assert "\x1b" not in shellguard("check", "rm -rf /").stdout
    assert "\x1b[" in shellguard("check", "rm -rf /", more={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in shellguard("check", "rm -rf /", more={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


@pytest.mark.parametrize("wrong", ["policy.alow_up_to=3", "policy.allow_up_to=300", "nonsense=1", "mode"])
def test_a_wrong_setting_of_the_command_line_judges_nothing(shellguard: Any, wrong: str) -> None:
    ended = shellguard("check", "--set", wrong, "ls")
    assert (ended.returncode, ended.stdout) == (2, "")


def test_settings_are_obeyed_and_a_broken_file_is_told(shellguard: Any, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    file = tmp_path / "config" / "config.toml"
    file.write_text("[policy]\nalways_deny = ['ls *']\nallow_upto = 3\n")
    ended = shellguard("check", "ls x")
    assert ended.returncode == 4
    assert f"{file}:3" in ended.stderr
    assert "did you mean policy.allow_up_to?" in ended.stderr


def test_a_batch_is_answered_line_by_line_whatever_stands_there(shellguard: Any, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.txt").write_text("what took a year to write")
    requests = [
        json.dumps({"id": "a", "cmd": "ls"}),
        "not json",
        json.dumps(["ls"]),
        json.dumps({"id": 7}),
        json.dumps({"id": "b", "cmd": 3}),
        json.dumps({"id": "c", "cmd": "ls", "cwd": "relative"}),
        "",
        "[" * 100_000,
        json.dumps({"id": "d", "cmd": "rm -rf data", "cwd": str(tmp_path)}),
        json.dumps({"id": "e", "cmd": "rm -rf data", "cwd": str(tmp_path / "data")}),
        json.dumps({"id": "f", "cmd": "rm -rf data"}),
        json.dumps({"cmd": "ls \udcff\0"}),
    ]
    ended = shellguard("check", "--batch", stdin="\n".join(requests))
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0
    assert [(one["id"], one.get("decision"), "error" in one) for one in answers[:-1]] == [
        ("a", "allow", False),
        (None, None, True),
        (None, None, True),
        (7, None, True),
        ("b", None, True),
        ("c", None, True),
        (None, None, True),
        ("d", "confirm", False),
        ("e", "allow", False),
        ("f", "confirm", False),
    ]
    assert answers[-1]["id"]
    assert answers[-1]["line"] == "ls \udcff\0"


def test_a_batch_answers_before_the_next_request_comes(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "shellguard", "check", "--batch"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "cmd": "ls"}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(20) == 0


def test_a_closed_pipe_is_no_error(environment: dict[str, str]) -> None:
    script = f'yes \'{{"cmd": "ls"}}\' | head -3000 | {sys.executable} -m shellguard check --batch | head -1'
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}; echo ${{PIPESTATUS[2]}}"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert ended.stderr == ""
    assert ended.stdout.splitlines()[-1] == "0"


def test_only_a_recorded_check_leaves_a_record(shellguard: Any, tmp_path: Path) -> None:
    shellguard("check", "ls")
    assert not (tmp_path / "state" / "audit").exists()
    assert shellguard("check", "--record", "ls").returncode == 0
    assert (tmp_path / "state" / "audit").is_dir()


@pytest.mark.parametrize(("where", "status"), [(">&-", 0), (">/dev/full", 1), (">&- 2>&-", 0)])
def test_output_that_goes_nowhere_breaks_nothing(
    environment: dict[str, str], where: str, status: int
) -> None:
    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m shellguard check ls {where}"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert ended.returncode == status
    assert "unexpected" not in ended.stderr


def test_observing_is_said(shellguard: Any) -> None:
    ended = shellguard("check", "--set", "mode=observe", "rm -rf /")
    assert ended.returncode == 0
    assert "outside observe mode: deny" in ended.stdout
