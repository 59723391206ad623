"""What a model's answers are worth: the arithmetic, the file, and the command that measures it."""

from __future__ import annotations

import json
import random
import signal
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shellguard.cli.model_calibration import marked, of_packs
from shellguard.effects.packs.packs import Packs, proved_programs
from shellguard.errors import ShellguardError
from shellguard.model.calibration import (
    Calibration,
    Calibrations,
    Labelled,
    area_under_curve,
    bins,
    expected_error,
    fitted,
    held_out,
    isotonic,
)
from shellguard.model.judge import prompt_version
from shellguard.model.reliability import as_svg, in_terminal
from tests.daemon.installation import Installation
from tests.model.model_server import ModelServer
from tests.waiting import wait_until


def answers(count: int = 200, noise: float = 0.0) -> list[Labelled]:
    """Dangers between 0.2 and 0.4 that tell lines apart, as a model may give them that is far too calm."""
    chance = random.Random(7)
    found = []
    for number in range(count):
        dangerous = number % 2 == 0
        raw = 0.2 + 0.1 * chance.random() + 0.1 * (dangerous if chance.random() >= noise else not dangerous)
        found.append((raw, dangerous))
    return found


# ---- the arithmetic


def test_violators_are_pooled_and_the_points_ascend() -> None:
    points = isotonic([(0.1, False), (0.2, True), (0.3, False), (0.4, True), (0.5, True)])
    assert [raw for raw, _ in points] == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert [share for _, share in points] == sorted(share for _, share in points)
    assert points[1][1] == points[2][1]


def test_few_lines_prove_nothing() -> None:
    points = isotonic([(0.1, False), (0.9, True)])
    assert points == ((0.1, 0.25), (0.9, 0.75))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(0.1, False), (0.9, True)], 1.0),
        ([(0.9, False), (0.1, True)], 0.0),
        ([(0.5, False), (0.5, True)], 0.5),
        ([(0.5, True)], 0.5),
        ([(0.1, False), (0.3, True), (0.2, False), (0.2, True)], 0.875),
    ],
)
def test_area_under_the_curve(given: list[Labelled], expected: float) -> None:
    assert area_under_curve(given) == pytest.approx(expected)


def test_expected_error_is_the_distance_of_said_and_seen() -> None:
    assert expected_error([(0.95, True)] * 19 + [(0.95, False)]) == pytest.approx(0.0, abs=1e-9)
    assert expected_error([(0.95, False)] * 10) == pytest.approx(0.95)
    assert expected_error([]) == 0.0


def test_all_of_the_range_has_a_bin() -> None:
    assert [one.count for one in bins([(0.0, False), (0.999, True), (1.0, True)])] == [1, 2]


def test_calibrated_answers_are_nearer_to_the_truth_on_lines_not_learned_on() -> None:
    found = fitted("small", answers(noise=0.1))
    assert found.error_after < 0.1 < found.error_before
    assert found.why_not == ""
    assert found.probability(0.21) < 0.3 < 0.7 < found.probability(0.39)


def test_outside_of_what_was_seen_the_ends_hold() -> None:
    found = fitted("small", answers())
    assert found.probability(0.0) == found.points[0][1]
    assert found.probability(1.0) == found.points[-1][1]


def test_between_two_points_lies_a_straight_line() -> None:
    one = Calibration("m", "p", ((0.2, 0.1), (0.4, 0.5)), 1, 1, 1.0, 0.0, 0.0, 0.0)
    assert one.probability(0.3) == pytest.approx(0.3)


def test_folds_leave_no_line_out() -> None:
    given = answers(53)
    assert sorted(label for _, label in held_out(given)) == sorted(label for _, label in given)


@pytest.mark.parametrize("given", [[], [(0.5, True)], [(0.5, False)] * 9])
def test_without_both_kinds_there_is_nothing_to_learn(given: list[Labelled]) -> None:
    with pytest.raises(ShellguardError, match="dangerous and harmless lines are needed"):
        fitted("small", given)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (answers(40), "too few lines"),
        ([(0.0, number % 2 == 0) for number in range(200)], "too badly"),
        ([(1.0, number % 2 == 0) for number in range(200)], "too badly"),
        (answers(noise=0.5), "too badly"),
    ],
    ids=["few", "safe to everything", "critical to everything", "guesses"],
)
def test_who_can_not_tell_lines_apart_decides_nothing(given: list[Labelled], says: str) -> None:
    assert says in fitted("small", given).why_not


# ---- the plot


def test_the_plot_is_sound_and_names_are_only_text() -> None:
    root = ElementTree.fromstring(as_svg(bins(answers()), bins(held_out(answers())), "<script>&"))
    assert [one.tag for one in root.iter() if "script" in one.tag] == []
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) > 3


def test_in_a_terminal_every_range_has_a_bar() -> None:
    lines = in_terminal(bins([(0.05, False), (0.95, True)]), plain=True)
    assert lines[1].split() == ["0.05", "0.00", "1", "|"]
    assert lines[2].count("#") >= 38


# ---- the file


def test_it_is_kept_by_model_and_private(tmp_path: Path) -> None:
    kept = Calibrations(tmp_path / "model")
    kept.keep(fitted("small", answers()))
    kept.keep(fitted("large", answers(noise=0.1)))
    kept.keep(replace(fitted("small", answers()), at=9.0))
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    again = Calibrations(tmp_path / "model")
    assert set(again.all()) == {"small", "large"}
    assert again.of("small") == replace(fitted("small", answers()), at=9.0)
    assert again.of("other") is None
    assert again.any_decides()


def test_for_another_prompt_it_holds_no_longer(tmp_path: Path) -> None:
    kept = Calibrations(tmp_path)
    kept.keep(replace(fitted("small", answers()), prompt="older"))
    assert kept.of("small") is None
    assert not kept.any_decides()
    assert prompt_version() != "older"


def test_what_is_forgotten_is_gone_for_others_too(tmp_path: Path) -> None:
    kept, other = Calibrations(tmp_path), Calibrations(tmp_path)
    kept.keep(fitted("small", answers()))
    assert other.any_decides()
    assert kept.forget("large") == []
    assert kept.forget() == ["small"]
    assert not other.any_decides()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"v": 2, "models": []}',
        '{"v": 1, "models": [{"model": "small"}]}',
        '{"v": 1, "models": [{"model": "small", "prompt": "p", "points": [[0.5, 0.9], [0.6, 0.1]], "dangerous": 90,'
        ' "harmless": 90, "auc": 1, "error_before": 0, "error_after": 0, "at": 1}]}',
    ],
)
def test_a_broken_file_lets_nobody_decide(tmp_path: Path, content: str) -> None:
    kept = Calibrations(tmp_path)
    kept.path.write_text(content)
    assert kept.all() == {}
    assert not kept.any_decides()
    assert str(kept.path) in kept.fault
    kept.path.unlink()
    assert kept.all() == {}
    assert kept.fault == ""


def test_a_file_that_others_could_write_lets_nobody_decide(tmp_path: Path) -> None:
    kept = Calibrations(tmp_path)
    kept.keep(fitted("small", answers()))
    kept.path.chmod(0o646)
    assert not Calibrations(tmp_path).any_decides()


# ---- the lines, and the command


def test_the_packs_examples_are_of_both_kinds_and_the_same_each_time() -> None:
    packs = Packs(proved_programs())
    found = of_packs(packs, 60)
    assert sum(one.dangerous for one in found) == 30
    assert len({one.line for one in found}) == 60
    assert found == of_packs(packs, 60)


def test_without_a_log_nothing_is_marked(tmp_path: Path) -> None:
    assert list(marked(tmp_path / "none")) == []


@pytest.fixture
def installation(tmp_path: Path, server: ModelServer) -> Iterator[Installation]:
    made = Installation(tmp_path)
    made.environment |= {"OPENAI_API_BASE": server.base_url, "SHELLGUARD_MODEL_TIMEOUT": "10"}
    yield made
    made.run("daemon", "stop")


def shouting(content: str) -> dict[str, float]:
    """Calls dangerous what the packs' dangerous examples often hold."""
    bad = sum(
        sign in content
        for sign in ("-rf", "force", "delete", "destroy", "/etc", "/dev", "drop", "http", "-f ")
    )
    danger = min(0.1 + 0.3 * bad, 0.9)
    return {"D": danger, "A": 1 - danger}


def test_a_model_is_calibrated_told_of_and_forgotten(
    installation: Installation, server: ModelServer, tmp_path: Path
) -> None:
    server.set(likelihoods=shouting)
    plot = tmp_path / "plot.svg"
    done = installation.run("model", "calibrate", "--examples", "80", "--plot", str(plot))
    assert done.returncode == 0, done.stderr
    assert "tells them apart" in done.stdout
    assert "expected calibration error" in done.stdout
    assert plot.read_text().startswith("<svg")
    told = json.loads(installation.run("model", "status", "--json").stdout)
    assert told["servers"][0]["model"] == "small"
    assert told["calibrated"]["small"]["dangerous"] == 40
    gone = json.loads(installation.run("model", "forget", "--json").stdout)
    assert gone == {"calibrations": ["small"], "opinions": 0}
    assert json.loads(installation.run("model", "status", "--json").stdout)["calibrated"] == {}


def test_a_model_that_calls_all_alike_only_advises(installation: Installation, server: ModelServer) -> None:
    server.set(likelihoods=lambda _: {"A": 1.0})
    done = installation.run("model", "calibrate", "--examples", "80", "--json")
    assert json.loads(done.stdout)["decides"] is False
    assert "only advises" in installation.run("model", "calibrate", "--examples", "80", "--dry-run").stdout


def test_a_server_that_does_not_answer_is_told(installation: Installation, server: ModelServer) -> None:
    server.set(status=503)
    for action in ("calibrate", "test"):
        done = installation.run("model", action)
        assert done.returncode == 1
        assert "503" in done.stderr


def test_a_test_says_how_it_answers(installation: Installation, server: ModelServer) -> None:
    server.set(likelihoods=shouting)
    done = installation.run("model", "test")
    assert done.returncode == 0, done.stderr
    assert "likelihoods of one token" in done.stdout
    assert "First words after" in done.stdout
    assert "tells the two apart" in done.stdout


def test_without_a_server_it_says_how_to_connect_one(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    assert "config set model.base_url" in made.run("model", "status").stdout
    broken = Calibrations(made.state / "model")
    broken.path.parent.mkdir(parents=True)
    broken.path.write_text("{")
    told = made.run("model", "status")
    assert "No calibration counts:" in told.stdout
    assert told.stderr == ""
    assert "config set model.base_url" in made.run("model", "test").stderr


def begun(installation: Installation, server: ModelServer) -> subprocess.Popen[str]:
    """A long calibration that has been answered some times."""
    server.set(likelihoods=shouting, delay=0.02)
    running = subprocess.Popen(
        installation.command("model", "calibrate", "--examples", "2000"),
        env=installation.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: len(server.requests) > 40, "answers")
    return running


def test_a_server_that_dies_in_the_middle_is_not_waited_for(
    installation: Installation, server: ModelServer
) -> None:
    running = begun(installation, server)
    server.status = 503
    out, told = running.communicate(timeout=60)
    assert (running.returncode, out) == (1, "")
    assert "stopped answering after" in told
    assert "nothing was kept" in told
    assert not Calibrations(installation.state / "model").all()


def test_an_interrupt_ends_it_and_keeps_nothing(installation: Installation, server: ModelServer) -> None:
    running = begun(installation, server)
    running.send_signal(signal.SIGINT)
    out, told = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert "nothing was kept" in told
    assert "Traceback" not in told
    assert not Calibrations(installation.state / "model").all()
