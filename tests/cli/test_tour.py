"""The tour plays in a real guarded shell and names the step that goes wrong."""

from __future__ import annotations

from pathlib import Path

from shellguard.cli.init import own_command
from shellguard.rehearsal.stage import Stage
from shellguard.rehearsal.tour import STEPS, Tour
from tests.cli.conftest import Run


def test_every_step_goes_as_it_should(shellguard: Run, environment: dict[str, str], tmp_path: Path) -> None:
    ended = shellguard("tour")
    assert ended.returncode == 0, ended.stdout
    for number, step in enumerate(STEPS, 1):
        assert f"{number}. {step.title.split(':')[0]}" in ended.stdout
    assert "\x1b" not in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 82
    assert list(Path(environment["HOME"]).iterdir()) == []
    assert not (tmp_path / "state").exists()


def test_a_shell_that_observes_only_fails_the_tour() -> None:
    with Stage('mode = "observe"\n', own_command()) as stage, Tour(stage, own_command()) as tour:
        assert tour.begins()
        assert tour.play(STEPS[0]).went_well
        assert not tour.play(STEPS[1]).went_well
        folder = stage.folder
    assert not folder.exists()
