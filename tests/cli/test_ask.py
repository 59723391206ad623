"""`shellguard ask`: requests from arguments and standard input, one or many, with and without a daemon."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.daemon.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "installed")
    yield made
    made.run("daemon", "stop")


def ask(made: Installation, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return made.run("ask", *arguments, stdin=stdin)


def batch(made: Installation, *lines: str) -> list[dict[str, Any]]:
    done = ask(made, "--batch", "--no-model", stdin="\n".join(lines) + "\n")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1 is no JSON object: Expecting"),
        ("[]", "an object with id and request"),
        ('{"id": 1}', "must be texts"),
        ('{"id": 1, "request": 7}', "must be texts"),
        ('{"id": 1, "request": "list files", "cwd": "here"}', "absolute"),
    ],
)
def test_what_is_no_request_is_answered_with_an_error(
    installation: Installation, line: str, says: str
) -> None:
    (answer,) = batch(installation, line)
    assert says in answer["error"]


def test_no_request_is_wrong_usage(installation: Installation) -> None:
    done = ask(installation)
    assert done.returncode == 2
    assert "there is no request" in done.stderr


def test_a_request_that_nobody_understands_has_no_command_and_the_highest_risk(
    installation: Installation,
) -> None:
    (answer,) = batch(installation, '{"id": "x", "request": "frobnicate the wibbles"}')
    assert (answer["id"], answer["command"], answer["source"]) == ("x", None, "fallback")
    assert answer["verdict"]["risk_level"] == 100
    assert "config set model.base_url" in answer["explanation"]


def test_requests_are_answered_in_order_with_judged_commands(
    installation: Installation, tmp_path: Path
) -> None:
    (tmp_path / "old.log").write_text("x")
    found = batch(
        installation,
        json.dumps({"id": 1, "request": "list the files in the current directory", "cwd": str(tmp_path)}),
        "",
        json.dumps({"id": 2, "request": "delete all log files", "cwd": str(tmp_path)}),
    )
    assert [answer["id"] for answer in found] == [1, 2]
    first, second = found
    assert first["command"].startswith("ls")
    assert first["verdict"]["command"] == "ls"
    assert second["source"] == "phrasebook"
    assert second["verdict"]["risk_level"] > first["verdict"]["risk_level"]
    assert (tmp_path / "old.log").exists()


def test_what_the_request_names_and_is_not_there_is_told(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "photos").mkdir()
    told = [
        batch(installation, json.dumps({"id": 1, "request": "delete jpg files in photos", "cwd": str(place)}))
        for place in (tmp_path, tmp_path / "shop")
    ]
    assert [answer["absent"] for (answer,) in told] == [
        [],
        ["there is no photos in this folder, but ../photos is"],
    ]


def test_a_request_comes_on_standard_input_too(installation: Installation) -> None:
    done = ask(installation, "--no-model", "--json", stdin="list the files in the current directory\n")
    assert json.loads(done.stdout)["command"].startswith("ls")


def test_what_a_failed_program_said_is_read_as_data(installation: Installation) -> None:
    said = (
        "fatal: The current branch main has no upstream branch.\n\n    git push --set-upstream origin main\n"
    )
    done = ask(installation, "--no-model", "--repair", "git push", "--status", "128", stdin=said)
    assert done.stdout.splitlines()[0] == "git push --set-upstream origin main"


def test_a_command_to_explain_may_stand_without_quotes(installation: Installation) -> None:
    done = ask(installation, "--no-model", "--explain", "tar", "xf", "a.tar")
    assert done.stdout.splitlines()[1] == "  tar xf a.tar"


def test_a_command_is_explained_without_a_model(installation: Installation) -> None:
    done = ask(installation, "--no-model", "--explain", "ls -l")
    assert done.returncode == 0
    assert "it would run" in done.stdout


def test_a_checked_line_says_of_what_kind_it_is(installation: Installation) -> None:
    kinds = {}
    for line in ("ls -l", "find big files in my home", "gti status"):
        done = installation.run("check", "--json", line)
        kinds[line] = json.loads(done.stdout)["kind"]
    assert kinds == {"ls -l": "command", "find big files in my home": "sentence", "gti status": "misspelt"}
