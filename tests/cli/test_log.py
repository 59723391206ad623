"""`shellguard log` shows the record as it is, to people and to programs."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shellguard.audit.query import entries
from shellguard.audit.record import LineContext
from shellguard.audit.recorder import Recorder
from shellguard.audit.segments import segments_in
from shellguard.audit.verify import Problem, Verification
from shellguard.cli import main
from shellguard.cli.log.output import Paint
from shellguard.cli.log.rows import table_row
from shellguard.cli.log.verifying import _said
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.terminal_text import columns
from shellguard.verdict import Verdict

ROOT = Path(__file__).parents[2]
NOON = 1_795_262_400.0  # 2026-11-21T12:00:00Z


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHELLGUARD_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("SHELLGUARD_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("SHELLGUARD_RUNTIME_DIR", str(tmp_path / "run"))
    for name in ("NO_COLOR", "FORCE_COLOR", "PAGER", "SHELLGUARD_PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


def write(folder: Path) -> None:
    with Recorder(folder / "audit", clock=lambda: NOON) as pen:
        pen.decided(_verdict("plain", "ls -la"), LineContext(cwd="/home/me"))
        pen.finished("plain", 0, 12)
        risky = Finding("git.push-force", "rewrites what others have", 75, "publish", 0, ("origin",))
        pen.decided(
            _verdict("risky", "git push --force", Action.CONFIRM, 75, risky), LineContext(cwd="/home/me")
        )
        pen.answered("risky", "run", 2300)
        pen.finished("risky", 1, 3400)
        pen.decided(_verdict("evil", "echo \x1b[2J\u202e\n\ttwo"), LineContext())
        pen.decided(_verdict("doom", "rm -rf /", Action.DENY, 100), LineContext())
        pen.event("hook-off", session="s1")


def _verdict(
    name: str, line: str, action: Action = Action.ALLOW, score: int = 5, *findings: Finding
) -> Verdict:
    challenge = Challenge.KEY if action is Action.CONFIRM else None
    return Verdict(name, line, Decision(action, challenge), Risk(score, findings), elapsed_ms=0.5)


def shown(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["log", *arguments]) == code
    return capsys.readouterr().out


def test_nothing_recorded_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == ""
    assert shown(capsys, "--json") == ""
    assert shown(capsys, "stats") == "no lines\n"
    assert shown(capsys, "timeline") == "no lines\n"
    assert shown(capsys, "export") == ""
    assert main(["log", "show"]) == 1
    assert "no line was asked about or denied yet" in capsys.readouterr().err


def test_a_record_that_is_not_there_is_not_called_good(
    surroundings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "verify"]) == 1
    assert "nothing has been recorded yet" in capsys.readouterr().err
    (surroundings / "audit").write_text("")
    for command in ("", "verify", "stats", "export"):
        assert main(["log", *filter(None, [command])]) == 1
        assert "Not a directory" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", "stats", "timeline", "export", "suggest"])
@pytest.mark.parametrize("junk", [b"{\n", b"\xff\x00\n", b"[" * 20_000 + b"\n", b'"text"\n'])
def test_what_can_not_be_read_of_a_record_is_told(
    surroundings: Path, capsys: pytest.CaptureFixture[str], command: str, junk: bytes
) -> None:
    write(surroundings)
    (segment,) = segments_in(surroundings / "audit")
    with segment.path.open("ab") as file:
        file.write(junk)
    assert main(["log", *filter(None, [command])]) == 0
    assert "passed over what is no record in 1 line: `shellguard log verify`" in capsys.readouterr().err
    assert main(["log", "verify"]) == 1
    assert "this is no record" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--since", "whenever"], 2),
        (["--regex", "("], 2),
        (["--last", "0"], 2),
        (["--last", "9" * 30], 2),
        (["--since", "9" * 400 + "h"], 2),
        (["--until", "9999-12-31T12:00+00:00"], 0),
        (["suggest", "--days", "9" * 11], 2),
        (["suggest", "--days", "-5"], 2),
        (["prune", "--megabytes", "-1"], 2),
        (["show", "nobody"], 1),
        (["prune"], 2),
        (["forget", "nobody"], 1),
        (["nonsense"], 2),
    ],
)
def test_wrong_use_is_told_in_words(
    surroundings: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    write(surroundings)
    assert main(["log", *arguments]) == code
    assert "unexpected" not in capsys.readouterr().err


def test_a_pipe_gets_fields_between_tabs_and_no_control_character(
    surroundings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(surroundings)
    rows = [line.split("\t") for line in shown(capsys).splitlines()]
    assert [row[1] for row in rows] == ["", "doom", "evil", "risky", "plain"]
    assert {len(row) for row in rows} == {9}
    assert rows[3][2:7] == ["confirm", "run", "75", "1", "3400"]
    assert rows[3][0] == "2026-11-21T13:00:00.000+01:00"
    assert rows[2][8] == "echo \\x1b[2J\\u202e\\n\\ttwo"


def test_filters_stand_before_and_behind_a_subcommand(
    surroundings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(surroundings)
    assert "risky" in shown(capsys, "--decision", "confirm,deny", "--last", "5")
    assert "plain" not in shown(capsys, "--decision", "confirm,deny")
    before = shown(capsys, "--decision", "confirm", "stats", "--json")
    assert before == shown(capsys, "stats", "--decision", "confirm", "--json")
    assert json.loads(before)["lines"] == 1


def test_json_gathers_a_line_in_one_object(surroundings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(surroundings)
    (row,) = map(json.loads, shown(capsys, "--rule", "git.*", "--json").splitlines())
    assert (row["line"], row["answer"], row["status"], row["duration_ms"]) == (
        "git push --force",
        "run",
        1,
        3400,
    )
    assert row["findings"][0]["id"] == "git.push-force"


def test_show_tells_the_judgement_step_by_step(
    surroundings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(surroundings)
    told = shown(capsys, "show", "ris")
    for part in (
        "git push --force",
        "rewrites what others have",
        "75 of 100, high",
        "answered run after 2.3s",
    ):
        assert part in told
    assert "\x1b" not in shown(capsys, "show", "evil")
    assert json.loads(shown(capsys, "show", "risky", "--json"))["id"] == "risky"
    assert json.loads(shown(capsys, "show", "--json"))["id"] == "doom"


def test_stats_and_timeline_draw_with_and_without_colour(
    surroundings: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(surroundings)
    assert "1 question; 1 line ended with an error" in shown(capsys, "stats")
    assert "2026-11-21 13:00" in shown(capsys, "timeline")
    assert "1 asked, 1 denied" in shown(capsys, "timeline")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in shown(capsys, "stats")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in shown(capsys, "stats") + shown(capsys, "timeline")


@pytest.mark.parametrize("width", [40, 80, 100, 200])
def test_a_row_fits_the_terminal_and_names_the_id(surroundings: Path, width: int) -> None:
    write(surroundings)
    found = list(entries(surroundings / "audit"))
    assert "risky" in {entry.record.get("id") for entry in found}
    for entry in found:
        row = table_row(entry, Paint(False), width)
        assert columns(row) <= width
        assert row.isprintable()
        assert str(entry.record.get("id", "")) in row
        if entry.record.get("id") == "risky":
            assert "asked: run" in row
            assert ("!1" in row) is (width >= 60)
            assert "git push" in row


@pytest.mark.parametrize(
    ("words", "said"), [("--status 1", "git push"), ("--status 77", "nothing that was recorded fits this")]
)
def test_on_a_terminal_even_nothing_is_said(surroundings: Path, words: str, said: str) -> None:
    write(surroundings)
    line = f"{sys.executable} -P -m shellguard log {words}"
    environment = {**os.environ, "SHELLGUARD_PAGER": "cat", "NO_COLOR": "1"}
    done = subprocess.run(
        ["script", "-qec", line, "/dev/null"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert said in done.stdout


def test_verify_fails_for_a_record_that_was_changed(
    surroundings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(surroundings)
    head = json.loads(shown(capsys, "verify", "--json"))["head"]
    assert "the expected head is record 8" in shown(capsys, "verify", "--expect", head)
    assert "can't show" in shown(capsys, "verify")
    (segment,) = segments_in(surroundings / "audit")
    segment.path.write_bytes(segment.path.read_bytes().replace(b"push --force", b"push"))
    assert "line 4, record 3: this record was changed" in shown(capsys, "verify", code=1)
    assert not json.loads(shown(capsys, "verify", "--json", code=1))["good"]


@pytest.mark.parametrize(
    ("problems", "says"),
    [
        ([], "records 0 to 2 were pruned"),
        (
            [Problem("000003-2026-11-22.jsonl", 1, 3, "older records are gone")],
            "records 0 to 2 are not there",
        ),
    ],
)
def test_what_is_gone_without_a_pruning_is_not_called_pruned(problems: list[Problem], says: str) -> None:
    found = Verification(records=5, segments=1, first_n=3, problems=problems)
    assert [line for line in _said(found, Paint(False)) if line.startswith("records 0")] == [says]


def test_forget_and_prune_need_the_pen(surroundings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(surroundings)
    with Recorder(surroundings / "audit"):
        assert main(["log", "forget", "risky"]) == 1
        assert "shellguard daemon status" in capsys.readouterr().err
    assert "3 records blanked" in shown(capsys, "forget", "risky")
    assert "push" not in shown(capsys)
    assert "good" in shown(capsys, "verify")
    assert "0 segments dropped" in shown(capsys, "prune", "--days", "30")


def test_exports_can_be_read_back(surroundings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(surroundings)
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "export", "--format", "csv"))))
    assert [row["id"] for row in rows] == ["", "doom", "evil", "risky", "plain"]
    assert rows[2]["line"] == "echo \x1b[2J\u202e\n\ttwo"
    assert rows[3]["rules"] == "git.push-force"
    exported = [json.loads(line) for line in shown(capsys, "export").splitlines()]
    assert {row["v"] for row in exported} == {1}


class _Page(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "onload", "onclick")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_is_one_private_page_that_fetches_and_runs_nothing(
    surroundings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Recorder(surroundings / "audit", clock=lambda: NOON) as pen:
        line = "rm -rf '<script>alert(1)</script>' \x1b[2J\u202e"
        pen.decided(_verdict("x", line, Action.DENY, 100, Finding("a<b>", '&lt; "it"', 100)), LineContext())
    file = surroundings / "report.html"
    shown(capsys, "report", "--html", str(file))
    parsed = _Page()
    text = file.read_text(encoding="utf-8")
    parsed.feed(text)
    assert file.stat().st_mode & 0o777 == 0o600
    assert "script" not in parsed.tags
    assert parsed.links == []
    assert parsed.tags.count("rect") == 3
    assert "<script>alert(1)</script>" in parsed.text
    assert "http://" not in text.replace("http-equiv", "")
    assert text.replace("\n", "").isprintable()
    assert main(["log", "report", "--html", str(surroundings / "none" / "x.html")]) == 1


def test_a_reader_that_stops_early_is_no_error(surroundings: Path) -> None:
    with Recorder(surroundings / "audit") as pen:
        for number in range(5000):
            pen.decided(_verdict(f"id{number}", "echo " + "x" * 100), LineContext())
    script = f"{sys.executable} -m shellguard log | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_follow_shows_what_comes(surroundings: Path) -> None:
    write(surroundings)
    process = subprocess.Popen(
        [sys.executable, "-m", "shellguard", "log", "--follow", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    seen = ""
    with Recorder(surroundings / "audit") as pen:
        for number in range(600):  # until the reader has found the end of the record
            pen.decided(_verdict(f"new{number}", "ls"), LineContext())
            os.set_blocking(process.stdout.fileno(), False)
            seen = process.stdout.readline()
            if seen:
                break
            time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert json.loads(seen)["id"].startswith("new")
    assert process.returncode == 130


@pytest.mark.parametrize("wrong", [("--decision", "ask"), ("--level", "grave"), ("--source", "me,static")])
def test_a_word_that_no_record_can_hold_is_told(
    wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", *wrong]) == 2
    assert "there are" in capsys.readouterr().err


def test_another_record_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "--folder", str(tmp_path / "nowhere")]) == 1
    assert "there is no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "x", ""])
def test_how_many_is_a_number_from_1_on(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "--last", number]) == 2
    assert "_count" not in capsys.readouterr().err
