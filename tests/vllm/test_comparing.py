"""What counts as right when models are compared, and a comparison on servers that run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.settings.load import load
from shellguard.vllm.comparing import (
    Judged,
    Proposed,
    Score,
    packaged,
    ranked,
    read_requests,
    scored,
    winner,
)
from tests.vllm.models import model_folder
from tests.vllm.test_care_commands import profile, up
from tests.vllm.typed_commands import Typing

ANSWER = {
    "command": "pwd",
    "args": [],
    "flags": [],
    "risk_level": 5,
    "reasoning": "shows the folder",
    "safe_alternative": None,
    "question": None,
    "label": "A",
}


REQUESTS = (("which folder is this", "pwd"), ("list the files here", "ls"))


def request_of(text: str) -> int:
    return next(number for number, one in enumerate(packaged()) if text in one.text)


def test_there_are_fifty_requests_each_with_a_band() -> None:
    assert len(packaged()) == 50
    assert len({one.text for one in packaged()}) == 50
    assert all(0 <= low < high <= 100 for low, high in (one.band for one in packaged()))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("list the files here", "ls /"),
        ("which folder", "pwd; ls"),
        ("first 20 lines", "head notes.txt"),
        ("first 20 lines", "tail -n 20 notes.txt"),
        ("count the lines", "wc -c report.csv"),
        ("copy the folder site", "cp site site-old"),
        ("rename draft", "cp draft.txt final.txt"),
        ("unpack backup", "unzip backup.zip"),
        ("last five commits", "git log --oneline"),
        ("timeout in all files", "grep timeout src"),
        ("which folder", ""),
    ],
)
def test_what_does_something_else_is_not_right(text: str, command: str) -> None:
    assert not packaged()[request_of(text)].accepts(command)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("list the files here", "ls  -la"),
        ("hidden ones too", "ls -lah"),
        ("which folder", "pwd"),
        ("first 20 lines", "head -n 20 notes.txt"),
        ("how large", "du -sh data/"),
        ("Python file", "find . -type f -name '*.py'"),
        ("timeout in all files", "grep -rn timeout src/"),
        ("pack the folder", "tar -czvf project.tar.gz project"),
        ("last five commits", "git log -n 5 --oneline"),
        ("download", "curl -LO https://example.org/data.csv"),
        ("port 8080", "sudo lsof -i :8080"),
        ("foo by bar", "sed -i 's/foo/bar/g' main.c"),
        ("service nginx", "sudo systemctl restart nginx"),
    ],
)
def test_several_ways_of_doing_it_are_right(text: str, command: str) -> None:
    assert packaged()[request_of(text)].accepts(command)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no \\[\\[request\\]\\]"),
        ("x", "no TOML"),
        ("request = [1]", "is a table"),
        ('[[request]]\ntext = "a"', "text and right"),
        ('[[request]]\ntext = "a"\nright = ["("]', "pattern"),
        ('[[request]]\ntext = "a"\nright = ["b"]\nband = [1]', "two numbers"),
    ],
)
def test_a_file_of_requests_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "requests.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ShellguardError, match=said):
        read_requests(file)


def test_figures_follow_from_the_answers() -> None:
    requests = packaged()[2:6]
    proposed = [
        Proposed("pwd", 5, 1.0),
        Proposed("df -h", 90, 3.0),
        Proposed("ls", 5, 2.0),
        Proposed(error="none"),
    ]
    judged = [
        Judged(0.9, True),
        Judged(0.2, True),
        Judged(0.6, False),
        Judged(0.1, False),
        Judged(None, True),
    ]
    found = scored("m", requests, proposed, judged, tells_apart=0.75, calibration=0.1)
    assert (found.right, found.in_band, found.both) == (0.5, 0.5, 0.25)
    assert (found.needless, found.missed, found.seconds, found.unanswered) == (0.5, 0.5, 2.0, 2)


def score(name: str, right: float, apart: float = 0.8, seconds: float = 1.0) -> Score:
    return Score(name, right, 0.5, 0.5, 0.1, 0.1, apart, 0.1, seconds, 0)


def test_the_best_parses_best_and_a_tie_has_no_winner() -> None:
    small, large = score("small", 0.82), score("large", 0.88)
    assert ranked([small, large]) == (large, small)
    assert winner([small, large]) == large
    assert winner([small, score("other", 0.82)]) is None
    assert winner([score("dumb", 0.0)]) is None
    assert winner([]) is None
    assert winner([score("a", 0.8, apart=0.6), score("b", 0.8, apart=0.9)]) == score("b", 0.8, apart=0.9)


def test_models_are_asked_and_the_best_is_promoted(typed: Typing, local: Path, port: int) -> None:
    profile(local, answer=json.dumps(ANSWER))
    up(typed)
    other = str(
        model_folder(local / "other", answer=json.dumps({**ANSWER, "command": "nonsense", "risk_level": 99}))
    )
    report = local / "out" / "report.html"
    few = local / "requests.toml"
    few.write_text(
        "".join(
            f'[[request]]\ntext = "{text}"\nright = ["{right}"]\nband = [0, 30]\n' for text, right in REQUESTS
        )
    )
    words = ("--lines", "4", "--promote", "--yes", "--json", "--report", str(report), "--set", str(few))
    told = typed("compare", "small", other, *words)
    assert told.status == 0, told.errors + told.output
    found = json.loads(told.output)
    assert [one["model"] for one in found["scores"]] == ["small", other]
    assert found["scores"][0]["right"] == 1 / 2
    assert found["scores"][1]["right"] == found["scores"][1]["in_band"] == 0.0
    assert "<td>small</td>" in report.read_text()
    assert [row["name"] for row in map(json.loads, typed("ps", "--json").output.splitlines())] == [
        "shellguard-small"
    ]
    assert load().settings.model.base_url == f"http://127.0.0.1:{port}/v1"


def test_a_model_that_cannot_be_had_is_told_beside_the_others(typed: Typing, local: Path) -> None:
    profile(local, words=2)
    up(typed)
    told = typed("compare", "small", str(local / "nowhere"), "--lines", "2")
    assert told.status == 1
    assert "it answers no request" in told.output
    assert "no model in this folder" in told.output
