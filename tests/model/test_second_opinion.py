"""A doubtful line at a shell: how long it waits for the model, and what a person who asks why is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shellguard.model.calibration import Calibration, Calibrations
from shellguard.model.judge import prompt_version
from shellguard.wire.frames import Frame
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation
from tests.model.model_server import ModelServer
from tests.waiting import wait_until

DECIDES = Calibration("small", prompt_version(), ((0.0, 0.01), (1.0, 0.99)), 90, 90, 0.95, 0.1, 0.05, 1.0)
DANGEROUS = {"E": 0.9, "A": 0.1}


def installed(folder: Path, server: ModelServer) -> Installation:
    made = Installation(folder)
    made.environment |= {
        "OPENAI_API_BASE": server.base_url,
        "SHELLGUARD_MODEL_TIMEOUT": "10",
        "SHELLGUARD_MODEL_PATIENCE": "8",
        "SHELLGUARD_CACHE_DIR": str(folder / "cache"),
    }
    return made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, server: ModelServer) -> Iterator[Installation]:
    """A daemon for those tests that leave the server well."""
    made = installed(tmp_path_factory.mktemp("o"), server)
    made.start_daemon()
    yield made
    made.run("daemon", "stop")


@pytest.fixture
def alone(tmp_path: Path, server: ModelServer) -> Iterator[Installation]:
    made = installed(tmp_path, server)
    yield made
    made.run("daemon", "stop")


@pytest.fixture
def shell(shared: Installation) -> Iterator[HandMadeShell]:
    made = HandMadeShell(shared)
    yield made
    made.close()


@pytest.fixture
def calibrated(shared: Installation) -> Iterator[None]:
    kept = Calibrations(shared.state / "model")
    kept.keep(DECIDES)
    yield
    kept.forget()


def heard(shell: HandMadeShell, text: str, *, without: bool = False) -> list[Frame]:
    """Everything that a shell hears about a line; *without*: it presses a key as soon as that is of use."""
    shell.sequence += 1
    shell.send("line", "key", "1", "", "", "/tmp", "=" + text)
    return conversation(shell, without=without)


def conversation(shell: HandMadeShell, *, without: bool = False) -> list[Frame]:
    frames: list[Frame] = []
    while not frames or frames[-1].type in ("wait", "need"):
        frame = shell.receive()
        if frame.id != str(shell.sequence):
            continue
        frames.append(frame)
        if frame.type == "need":
            shell.send("need-answer", *frame.field(0).split())
        if frame.type == "wait" and frame.field(1) == "key" and without:
            shell.send("without")
    return frames


@pytest.mark.usefixtures("calibrated")
def test_a_doubtful_line_is_asked_about_because_of_the_model(
    shell: HandMadeShell, server: ModelServer
) -> None:
    server.set(likelihoods=lambda _: DANGEROUS)
    last = heard(shell, "frobctl uninstall first")[-1]
    assert last.type == "ask"
    assert "the model thinks" in " ".join(last.field(1).split())


@pytest.mark.usefixtures("calibrated")
def test_a_line_that_the_model_finds_harmless_runs(shell: HandMadeShell, server: ModelServer) -> None:
    server.set(likelihoods=lambda _: {"A": 0.9, "E": 0.1})
    assert heard(shell, "frobctl uninstall second")[-1].type == "allow"
    assert len(server.requests) == 1


@pytest.mark.usefixtures("calibrated")
@pytest.mark.parametrize("line", ["ls", "git status", "frobctl list", "rm -rf /"])
def test_a_line_that_the_rules_understand_is_not_told(
    shell: HandMadeShell, server: ModelServer, line: str
) -> None:
    server.set(likelihoods=lambda _: DANGEROUS)
    heard(shell, line)
    assert server.requests == []


def test_a_model_that_was_not_calibrated_is_not_waited_for(shell: HandMadeShell, server: ModelServer) -> None:
    server.set(likelihoods=lambda _: DANGEROUS)
    assert heard(shell, "frobctl uninstall thing")[-1].type == "allow"
    assert server.requests == []


@pytest.mark.usefixtures("calibrated")
def test_any_key_goes_on_and_the_late_answer_is_kept(
    shell: HandMadeShell, server: ModelServer, shared: Installation
) -> None:
    server.set(likelihoods=lambda _: DANGEROUS, delay=1.0)
    frames = heard(shell, "frobctl uninstall third", without=True)
    assert frames[-1].type == "allow"
    assert "any key" in next(frame for frame in frames if frame.field(1) == "key").field(0)
    cache = Path(shared.environment["SHELLGUARD_CACHE_DIR"]) / "model" / "opinions.json"
    before = cache.stat().st_mtime_ns if cache.exists() else 0
    wait_until(lambda: cache.exists() and cache.stat().st_mtime_ns > before, "the late answer")
    server.set(status=503)
    assert heard(shell, "frobctl  delete 'third'")[-1].type == "ask"
    assert server.requests == []


def test_a_slow_model_holds_a_line_up_no_longer_than_patience(
    alone: Installation, server: ModelServer
) -> None:
    alone.environment["SHELLGUARD_MODEL_PATIENCE"] = "0.3"
    Calibrations(alone.state / "model").keep(DECIDES)
    alone.start_daemon()
    shell = HandMadeShell(alone)
    server.set(likelihoods=lambda _: DANGEROUS, delay=3.0)
    assert heard(shell, "frobctl uninstall thing")[-1].type == "allow"
    cache = Path(alone.environment["SHELLGUARD_CACHE_DIR"]) / "model" / "opinions.json"
    assert not cache.exists(), "it answered before the model did"
    server.set(status=500)
    assert heard(shell, "frobctl uninstall other")[-1].type == "allow"
    asked = heard(shell, "rm -rf ~/x /srv")[-1]
    assert "No second opinion" in why(shell, asked.field(0))[-1].field(0)
    shell.close()


@pytest.mark.usefixtures("calibrated")
@pytest.mark.parametrize("told", [{"body": b"<html>"}, {"content": "no label"}])
def test_a_model_that_misbehaves_changes_nothing(
    shell: HandMadeShell, server: ModelServer, told: dict[str, object]
) -> None:
    server.set(**told)
    assert heard(shell, "frobctl uninstall fourth")[-1].type == "allow"


def test_an_older_calibration_decides_nothing(
    shared: Installation, shell: HandMadeShell, server: ModelServer
) -> None:
    Calibrations(shared.state / "model").keep(replace(DECIDES, prompt="older"))
    server.set(likelihoods=lambda _: DANGEROUS)
    assert heard(shell, "frobctl uninstall thing")[-1].type == "allow"


# ---- why


def why(shell: HandMadeShell, identity: str, *, without: bool = False) -> list[Frame]:
    shell.sequence += 1
    shell.send("why", identity)
    return conversation(shell, without=without)


def test_who_asks_why_hears_the_opinion_and_then_the_words(shell: HandMadeShell, server: ModelServer) -> None:
    server.set(
        likelihoods=lambda _: DANGEROUS, words=("It removes ", "all. It is ", "safe. It can ", "take long.")
    )
    asked = heard(shell, "rm -rf ~/y /srv")[-1]
    assert asked.type == "ask"
    assert asked.field(4)[6:] == "+"
    frames = why(shell, asked.field(0))
    assert [frame.type for frame in frames[-1:]] == ["why"]
    said = " ".join(" ".join(frame.field(0).split()) for frame in frames)
    assert "can't be undone" in said
    assert "take it as advice" in said
    assert "It removes all." in said
    assert "It is safe" not in said


def test_any_key_ends_the_wait_for_words(shell: HandMadeShell, server: ModelServer) -> None:
    asked = heard(shell, "rm -rf ~/x /srv")[-1]
    server.set(likelihoods=lambda _: DANGEROUS, delay=3.0)
    assert why(shell, asked.field(0), without=True)[-1].type == "why"


def test_why_of_another_question_is_unknown(shell: HandMadeShell, server: ModelServer) -> None:
    server.set()
    heard(shell, "rm -rf ~/x /srv")
    assert why(shell, "other")[-1].type == "unknown"
    assert server.requests == []


# ---- clients


def test_explain_tells_the_opinion_apart_from_what_is_certain(
    shared: Installation, server: ModelServer
) -> None:
    server.set(likelihoods=lambda _: DANGEROUS, words=("It is safe. ", "It deletes a thing."))
    done = shared.run("explain", "frobctl uninstall thing")
    certain, _, opinion = done.stdout.partition("second opinion")
    assert "decided" in certain
    assert "small thinks" in opinion
    assert "> It deletes a thing." in opinion
    assert "It is safe" not in opinion
    answer = json.loads(shared.run("explain", "--json", "frobctl uninstall thing").stdout)
    assert (answer["decision"], answer["opinion"]["label"], answer["opinion"]["decides"]) == (
        "allow",
        "E",
        False,
    )


def test_explain_does_without(alone: Installation, server: ModelServer) -> None:
    server.set(status=503)
    assert "second opinion" not in alone.run("explain", "--no-model", "ls").stdout
    done = alone.run("explain", "ls")
    assert done.returncode == 0
    assert "none:" in done.stdout


def test_careful_advice_asks_the_larger_model_with_its_own_settings(
    shared: Installation, server: ModelServer
) -> None:
    advice = {
        "recommendation": "run",
        "reasons": ["It deletes a thing."] * 3,
        "checks": [{"step": "Look at it", "command": "ls"}] * 5,
        "risks": [{"risk": "It is gone", "answer": "Make a copy"}],
        "instead": None,
    }
    server.set(content=json.dumps(advice))
    done = shared.run("explain", "--deep", "rm -rf /srv", "--set", "model.deep=large")
    assert done.returncode == 0, done.stderr
    assert "check first: so say the rules; small was less careful" in done.stdout
    sent = server.requests[-1]
    assert (sent["model"], sent["temperature"], sent["max_tokens"]) == ("large", 0.2, 800)


@pytest.mark.parametrize(
    "told", [{"content": "{}"}, {"content": "run it"}, {"finish": "length"}, {"status": 401}]
)
def test_what_is_no_advice_is_told(
    shared: Installation, server: ModelServer, told: dict[str, object]
) -> None:
    server.set(**told)
    done = shared.run("explain", "--deep", "rm -rf /srv")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "shellguard:" in done.stderr
