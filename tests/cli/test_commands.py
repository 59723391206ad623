"""The commands around the judgement: wiring, errors, and what each prints."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shellguard import exit_codes
from shellguard.cli import COMMANDS, main, module_of, overview, parser_of
from shellguard.cli.init import filled_in


class InputThatRaises:
    """Standard input from which nothing can be read."""

    def __init__(self, error: BaseException) -> None:
        self.buffer = self
        self._error = error

    def read(self) -> bytes:
        raise self._error


def test_an_unknown_command_ends_with_2_and_names_the_nearest(shellguard: Any) -> None:
    ended = shellguard("chek", "ls")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "did you mean check?" in ended.stderr


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("status", "shellguard daemon status"),
        ("replay", "did you mean shellguard log replay?"),
        ("off", "the guarded shell that they are typed in"),
        ("observe", "config set mode observe"),
        ("frobnicate", "--help lists the commands"),
    ],
)
def test_what_is_to_be_typed_instead_is_said(
    name: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name]) == exit_codes.USAGE
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nonexistent", "shellguard rules lists them all"),
        ("files.remove-recursiv", "did you mean files.remove-recursive?"),
    ],
)
def test_only_a_rule_that_is_called_alike_is_named(
    name: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["rules", name])
    assert says in capsys.readouterr().err


def test_what_is_named_as_the_right_command_is_one() -> None:
    from shellguard.cli.usage import _ELSEWHERE

    assert not set(_ELSEWHERE) & set(COMMANDS)
    for text in _ELSEWHERE.values():
        for said in text.split("shellguard ")[1:]:
            assert said.split()[0].rstrip(",;") in COMMANDS


@pytest.mark.parametrize("name", ["config", "daemon", "model"])
def test_a_command_without_its_action_lists_the_actions(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name]) == exit_codes.USAGE
    said = capsys.readouterr().err
    assert "name one of these" in said
    assert "  -h, --help" in said


def test_without_arguments_help_begins_with_an_example(shellguard: Any) -> None:
    ended = shellguard()
    assert ended.returncode == 0
    assert ended.stdout.startswith("example:  shellguard check")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser_of(module_of(name))
    assert main([name, "--help"]) == exit_codes.DONE
    assert name in capsys.readouterr().out
    assert name in overview()


def test_an_unexpected_error_leaves_a_private_report_and_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHELLGUARD_STATE_DIR", str(tmp_path / "state"))

    monkeypatch.setattr("sys.stdin", InputThatRaises(ZeroDivisionError("by \x1b[2J nothing")))
    assert main(["check", "--set", "model.name=secret-argument", "-"]) == exit_codes.FAILED
    said = capsys.readouterr().err
    (report,) = (tmp_path / "state" / "crashes").iterdir()
    assert str(report) in said
    assert "Traceback" not in said
    assert "\x1b" not in said
    assert report.stat().st_mode & 0o777 == 0o600
    assert "ZeroDivisionError" in report.read_text()
    assert "secret-argument" not in report.read_text()


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", InputThatRaises(KeyboardInterrupt()))
    assert main(["check", "-"]) == exit_codes.INTERRUPTED


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_init_of_a_shell_without_a_hook_is_told(shellguard: Any, shell: str) -> None:
    ended = shellguard("init", shell)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert f"the hook for {shell} is not there yet" in ended.stderr


def test_the_command_in_the_hook_is_quoted() -> None:
    text = filled_in("c=(@SHELLGUARD_COMMAND@) v=@SHELLGUARD_VERSION@", ["/a b/$(x)", "-m"])
    assert shlex.split(text)[0] == "c=(/a b/$(x)"


def test_init_bash_prints_a_hook_that_bash_reads_and_whose_command_works(
    shellguard: Any, environment: dict[str, str]
) -> None:
    hook = shellguard("init", "bash").stdout
    assert "@SHELLGUARD" not in hook
    checked = subprocess.run(["bash", "-n"], input=hook, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    (command,) = (line for line in hook.splitlines() if line.startswith("__sg_command=("))
    bare = {name: value for name, value in environment.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        ["bash", "-c", f'{command}; "${{__sg_command[@]}}" --version'],
        capture_output=True,
        text=True,
        check=False,
        env=bare,
        cwd="/",
    )
    assert ended.stdout.startswith("shellguard ")


def test_explain_says_every_step_and_ends_with_0(shellguard: Any) -> None:
    ended = shellguard("explain", "sudo rm -rf / && ls")
    assert ended.returncode == 0
    headings = [line for line in ended.stdout.splitlines() if not line.startswith(" ")]
    assert headings == ["read", "would do", "looked at", "weighed", "decided"]
    assert "by sudo, as root: rm -rf /" in ended.stdout
    assert "\x1b" not in shellguard("explain", "echo '\x1b[2J'").stdout


def test_explain_as_json_is_the_verdict(shellguard: Any) -> None:
    assert json.loads(shellguard("explain", "--json", "ls").stdout)["decision"] == "allow"


def test_rules_are_listed_and_shown(shellguard: Any) -> None:
    listed = [json.loads(line) for line in shellguard("rules", "--json").stdout.splitlines()]
    ids = [rule["id"] for rule in listed]
    assert "files.remove-recursive" in ids
    shown = shellguard("rules", "files.remove-recursive")
    assert "asks:" in shown.stdout
    unknown = shellguard("rules", "files.remove-recursiv")
    assert unknown.returncode == 1
    assert "did you mean files.remove-recursive?" in unknown.stderr


def test_config_sets_gets_shows_and_unsets(shellguard: Any, tmp_path: Path) -> None:
    file = tmp_path / "config" / "config.toml"
    assert shellguard("config", "path").stdout.strip() == str(file)
    assert shellguard("config", "set", "policy.preset", "strict").returncode == 0
    assert shellguard("config", "set", "model.name", "7").returncode == 0
    assert shellguard("config", "get", "policy.preset").stdout == "strict\n"
    assert shellguard("config", "get", "model.name").stdout == "7\n"
    shown = shellguard("config", "show", "--origin")
    assert f"user ({file}:2)" in shown.stdout
    assert json.loads(shellguard("config", "show", "--json").stdout)["policy.preset"] == "strict"
    assert shellguard("config", "unset", "policy.preset").returncode == 0
    assert shellguard("config", "get", "policy.preset").stdout == "balanced\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("set", "policy.alow_up_to", "3"), "did you mean policy.allow_up_to?"),
        (("set", "policy.allow_up_to", "99"), "less than phrase_from"),
        (("set", "mode", "loose"), "'guard', 'observe' or 'off'"),
        (("get", "nonsense"), "no setting nonsense"),
        (("unset", "mode"), "not set there"),
    ],
)
def test_config_refuses_what_does_not_fit_and_writes_nothing(
    shellguard: Any, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    ended = shellguard("config", *arguments)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert says in ended.stderr
    assert not (tmp_path / "config" / "config.toml").exists()


@pytest.mark.parametrize("arguments", [("set", "policy.deny_from", "90"), ("unset", "policy.deny_from")])
@pytest.mark.parametrize(
    ("text", "says"),
    [("policy = 3\n", "policy is no table there"), ("[polcy\n", "the settings file is no TOML: Exp")],
)
def test_a_file_that_can_not_be_changed_is_told_with_its_place(
    shellguard: Any, tmp_path: Path, arguments: tuple[str, ...], text: str, says: str
) -> None:
    file = tmp_path / "config" / "config.toml"
    file.parent.mkdir()
    file.write_text(text)
    ended = shellguard("config", *arguments)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert f"{says}" in ended.stderr
    assert f"({file})\n  `shellguard config edit` opens it" in ended.stderr
    assert file.read_text() == text


def test_a_file_that_can_not_be_written_is_told_with_its_place(shellguard: Any, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("")
    ended = shellguard("config", "set", "mode", "guard")
    assert ended.returncode == 1
    assert str(tmp_path / "config" / "config.toml") in ended.stderr


def test_a_closed_stream_is_an_empty_one(environment: dict[str, str], tmp_path: Path) -> None:
    for words, status in (("check -", 0), ("check --batch", 0), ("ask", 2), ("config edit", 1)):
        ended = subprocess.run(
            ["/bin/sh", "-c", f"{sys.executable} -P -m shellguard {words} <&-"],
            env=environment | {"VISUAL": "", "EDITOR": ""}, cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ended.returncode == status, ended.stderr
        assert "unexpected" not in ended.stderr


def test_an_editor_of_nobody_s_choice_is_not_started_without_a_terminal(shellguard: Any) -> None:
    ended = shellguard("config", "edit", more={"EDITOR": "", "VISUAL": ""})
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "needs a terminal" in ended.stderr


@pytest.mark.parametrize(
    ("editor", "says"),
    [
        ("false", "nothing changed: the editor ended with 1 (false)"),
        ("rm", "can't be read"),
        ("/nonexistent/vi", "can't be started"),
        ("'open", "can't be started"),
    ],
)
def test_an_editor_that_fails_is_told(shellguard: Any, tmp_path: Path, editor: str, says: str) -> None:
    ended = shellguard("config", "edit", more={"EDITOR": editor, "VISUAL": ""})
    assert (ended.returncode, ended.stdout) == (1, "")
    assert says in ended.stderr
    assert not (tmp_path / "config" / "config.toml").exists()


def test_config_edit_keeps_the_file_when_the_draft_is_faulty(shellguard: Any, tmp_path: Path) -> None:
    file = tmp_path / "config" / "config.toml"
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "$NEW" > "$1"\n')
    editor.chmod(0o755)
    edited = {"EDITOR": str(editor), "VISUAL": ""}
    assert shellguard("config", "edit", more=edited | {"NEW": "mode = 'off'"}).returncode == 0
    assert file.read_text() == "mode = 'off'\n"
    ended = shellguard("config", "edit", more=edited | {"NEW": "mode = 'x'", "TMPDIR": str(tmp_path)})
    assert ended.returncode == 1
    assert file.read_text() == "mode = 'off'\n"
    (draft,) = tmp_path.glob("shellguard-*.toml")
    assert str(draft) in ended.stderr


def test_config_schema_is_a_json_schema(shellguard: Any) -> None:
    assert "PolicySettings" in json.loads(shellguard("config", "schema").stdout)["$defs"]


def test_the_starting_text_of_the_settings_is_faultless() -> None:
    from shellguard.cli.config import starting_text
    from shellguard.settings.edit import check_text

    check_text(starting_text(), "x")
    uncommented = "\n".join(
        line.removeprefix("# ") if " = " in line else line for line in starting_text().splitlines()[1:]
    )
    check_text(uncommented, "x")


def test_trust_refuses_without_an_answer_and_what_loosens(shellguard: Any, tmp_path: Path) -> None:
    assert "no .shellguard.toml" in shellguard("trust").stderr
    file = tmp_path / ".shellguard.toml"
    file.write_text("[policy]\nalways_allow = ['rm *']\n")
    ended = shellguard("trust", "--yes")
    assert ended.returncode == 1
    assert "may not set policy.always_allow" in ended.stderr
    file.write_text("[policy]\nalways_deny = ['ls *']\n")
    assert "--yes" in shellguard("trust").stderr
    assert shellguard("check", "ls x").returncode == 0


def test_trust_puts_a_project_in_force_and_takes_it_back(shellguard: Any, tmp_path: Path) -> None:
    (tmp_path / ".shellguard.toml").write_text("[policy]\nalways_deny = ['ls *']\n")
    assert shellguard("trust", "--yes").returncode == 0
    assert shellguard("check", "ls x").returncode == 4
    assert str(tmp_path) in shellguard("trust", "--list", "--json").stdout
    assert shellguard("trust", "--revoke").returncode == 0
    assert shellguard("check", "ls x").returncode == 0


def test_explain_shows_how_a_line_is_read(shellguard: Any) -> None:
    ended = shellguard("explain", "--parse", "sudo rm -rf x > log; echo '\x1b[2J'")
    assert ended.returncode == 0
    assert "sudo" in ended.stdout
    assert "rm" in ended.stdout
    assert "\x1b" not in ended.stdout
