"""What the record teaches: what other settings would do, and which questions were needless."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pexpect
import pytest

from shellguard.audit.record import LineContext
from shellguard.audit.recorder import Recorder
from shellguard.cli import main
from shellguard.parsing.reading import read
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.verdict import Verdict

ROOT = Path(__file__).parents[2]
PUSH = "git push --force origin topic"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("STATE", "CONFIG", "RUNTIME"):
        monkeypatch.setenv(f"SHELLGUARD_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("SHELLGUARD_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "state").mkdir()
    return tmp_path


def record(
    folder: Path,
    *asked: tuple[str, str],
    action: Action = Action.CONFIRM,
    phrase: bool = False,
    cwd: str = "",
) -> None:
    """Lines that were asked about, with their answers, the oldest first; they are called a0, a1, ..."""
    challenge = (Challenge.PHRASE if phrase else Challenge.KEY) if action is Action.CONFIRM else None
    with Recorder(folder / "state" / "audit") as pen:
        for number, (line, answer) in enumerate(asked):
            risk = Risk(75, (Finding("some.rule", "does something", 75),))
            verdict = Verdict(f"a{number}", line, Decision(action, challenge), risk, script=read(line))
            pen.decided(verdict, LineContext(cwd=cwd or str(folder)))
            if answer:
                pen.answered(f"a{number}", answer, 1000)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["log", *arguments]) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def suggested(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    rows = map(json.loads, told(capsys, "suggest", "--json", *arguments).splitlines())
    return [pattern for row in rows for pattern in row["patterns"]]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param([(PUSH, "run")] * 2, id="approved too seldom"),
        pytest.param([(PUSH, "no"), *[(PUSH, "run")] * 5], id="refused once"),
        pytest.param([(PUSH, "interrupted"), *[(PUSH, "run")] * 5], id="left once"),
        pytest.param([(PUSH, "edit"), *[(PUSH, "run")] * 5], id="changed once"),
        pytest.param([(PUSH, "")] * 5, id="never answered"),
        pytest.param([("ls -la", "run")] * 5, id="runs unasked today"),
        pytest.param([("rm -rf /", "run")] * 5, id="would take what nobody may allow"),
        pytest.param([("$UNKNOWN --force /etc", "run")] * 5, id="can't be written as a pattern"),
    ],
)
def test_nothing_is_suggested(
    folders: Path, capsys: pytest.CaptureFixture[str], asked: list[tuple[str, str]]
) -> None:
    record(folders, *asked)
    assert suggested(capsys) == []
    assert told(capsys, "suggest").startswith("# nothing to suggest")


def test_what_is_typed_in_full_stays_asked_about(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(folders, *[(PUSH, "run")] * 5, phrase=True)
    assert suggested(capsys) == []


def test_a_mark_that_a_question_is_wanted_outweighs_all_approvals(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folders, *[(PUSH, "run")] * 5)
    with Recorder(folders / "state" / "audit") as pen:
        pen.event("marked", id="a1", mark="should-ask")
    assert suggested(capsys) == []
    assert "marked afterwards: should have asked" in told(capsys, "show", "a1")


def test_a_mark_as_needless_stands_for_many_approvals(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folders, (PUSH, "run"))
    assert suggested(capsys) == []
    with Recorder(folders / "state" / "audit") as pen:
        pen.event("marked", id="a0", mark="needless")
    assert suggested(capsys) == [PUSH]
    with Recorder(folders / "state" / "audit") as pen:
        pen.event("marked", id="a0", mark="none")
    assert suggested(capsys) == []


def test_what_is_always_approved_becomes_a_rule_that_can_be_pasted(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folders, *[(PUSH, "run")] * 3)
    record(folders, *[("cd /tmp && git push --force origin other", "run")] * 3, cwd="/")
    record(folders, *[("cd /tmp && git push --force origin other", "run")] * 3, cwd="/usr")
    text = told(capsys, "suggest", "--days", "0")
    everywhere, here = text.split(f"# for {folders}/config/folders.toml")
    assert tomllib.loads(here) == {str(folders): {"always_allow": [PUSH]}}
    assert tomllib.loads(everywhere)["policy"]["always_allow"] == [
        "cd /tmp",
        "git push --force origin other",
    ]
    assert "approved 6 of 6 times" in everywhere


def test_a_suggested_rule_ends_after_ninety_days(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(folders, *[(PUSH, "run")] * 3)
    record(folders, *[("cd /tmp && git push --force origin other", "run")] * 3, cwd="/")
    record(folders, *[("cd /tmp && git push --force origin other", "run")] * 3, cwd="/usr")
    until = date.today() + timedelta(days=90)
    rules = tomllib.loads(told(capsys, "suggest"))
    assert rules[str(folders)] == {"always_allow": [{"pattern": PUSH, "until": until}]}
    assert [one["until"] for one in rules["/"]["always_allow"]] == [until, until]


def test_apply_needs_somebody_to_ask(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(folders, *[(PUSH, "run")] * 3)
    assert "no terminal" in told(capsys, "suggest", "--apply", code=1)
    assert not (folders / "config").exists()


def test_nothing_changes_where_nothing_has_changed(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "0 lines judged anew; 0 would" in told(capsys, "replay")
    record(folders, (PUSH, "run"))
    record(folders, ("ls -la", ""), action=Action.ALLOW)
    out = told(capsys, "replay")
    assert "2 lines judged anew; 0 would be judged otherwise" in out
    assert "as they are today" in " ".join(out.split())


def test_lines_that_lost_a_secret_are_left_out(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(folders, ("curl -u me:hunter2hunter2 https://example.org", "run"))
    out = told(capsys, "replay")
    assert "0 lines judged anew" in out
    assert "1 line left out" in out
    assert "hunter2" not in out


@pytest.mark.parametrize("text", ["[policy]\nallow_upto = 3\n", "nonsense", None])
def test_settings_with_a_fault_are_told(
    folders: Path, capsys: pytest.CaptureFixture[str], text: str | None
) -> None:
    record(folders, (PUSH, "run"))
    file = folders / "new.toml"
    if text is not None:
        file.write_text(text)
    assert str(file) in told(capsys, "replay", "--settings", str(file), code=1)


def test_replay_shows_what_a_pack_would_change(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(folders, ("frobctl burn x", ""), ("ls -la", ""), action=Action.ALLOW)
    pack = folders / "frob.toml"
    pack.write_text(
        '[frobctl.sub.burn]\n[[frobctl.sub.burn.effect]]\nrule = "resources.frob-burn"\nkind = "resource"\n'
        'target = "name"\nbase = 66\nmessage = "burns a frob"\n'
    )
    result = json.loads(told(capsys, "replay", "--packs", str(pack), "--json"))
    assert [(change["line"], change["now"], change["cause"]) for change in result["changes"]] == [
        ("frobctl burn x", "confirm", "packs")
    ]
    assert "the packs would judge otherwise" in told(capsys, "replay", "--packs", str(pack))


def test_a_faulty_pack_is_told_before_anything_is_replayed(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folders, (PUSH, "run"))
    assert str(folders / "none.toml") in told(capsys, "replay", "--packs", str(folders / "none.toml"), code=1)


def test_replay_shows_what_is_judged_otherwise_today(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folders, ("ls -la", "run"))
    record(folders, (PUSH, ""), action=Action.ALLOW)
    result = json.loads(told(capsys, "replay", "--json"))
    assert [(change["was"], change["now"], change["cause"]) for change in result["changes"]] == [
        ("allow", "confirm", "today"),
        ("confirm", "allow", "today"),
    ]


def test_replay_shows_what_new_settings_would_change_and_no_more(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folders, (PUSH, "run"), ("echo hello", "run"))
    file = folders / "new.toml"
    file.write_text(f'[policy]\nalways_allow = ["{PUSH}"]\n')
    out = told(capsys, "replay", "--settings", str(file))
    assert "2 lines judged anew; 1 the settings would judge otherwise" in out
    assert "asks → runs" in out
    assert f"always_allow: {PUSH}" in out
    file.write_text('[policy]\nalways_deny = ["echo *"]\n')
    result = json.loads(told(capsys, "replay", "--settings", str(file), "--json"))
    assert [(change["line"], change["now"]) for change in result["changes"]] == [("echo hello", "deny")]


def test_apply_adds_what_was_agreed_to_and_only_that(folders: Path) -> None:
    record(folders, *[(PUSH, "run")] * 4, *[("git push --force origin other", "run")] * 3)
    child = pexpect.spawn(
        sys.executable, ["-P", "-m", "shellguard", "log", "suggest", "--apply"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, encoding="utf-8", timeout=30,
    )  # fmt: skip
    child.expect_exact(f"rule: {PUSH}")
    child.expect_exact("[y/N] ")
    child.sendline("y")
    child.expect_exact("[y/N] ")
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    kept = tomllib.loads((folders / "config" / "folders.toml").read_text())
    until = date.today() + timedelta(days=90)
    assert kept == {str(folders): {"always_allow": [{"pattern": PUSH, "until": until}]}}
