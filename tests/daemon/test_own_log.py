"""The daemon's log of its own running: where and how the settings want it, private, bounded."""

from __future__ import annotations

import json
import logging
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.daemon import own_log
from shellguard.settings.model import DaemonSettings
from tests.daemon.installation import Installation


@pytest.fixture(autouse=True)
def loggers() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers, root.level = handlers, level


def test_in_the_foreground_it_goes_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_log.set_up(DaemonSettings(), tmp_path / "state", on_demand=False)
    own_log.log.warning("something is odd")
    own_log.log.info("nobody asked")
    assert "something is odd" in capsys.readouterr().err
    assert not (tmp_path / "state").exists()


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_log.set_up(DaemonSettings(log_file=str(tmp_path / "none" / "x")), tmp_path, on_demand=False)
    assert "can't be written" in capsys.readouterr().err


def test_a_daemon_comes_up_and_judges_where_nothing_can_be_kept(installation: Installation) -> None:
    shutil.rmtree(installation.state, ignore_errors=True)
    installation.state.write_text("as on a read-only home")
    assert installation.run("daemon", "start").returncode == 0
    status = installation.run("daemon", "status").stdout
    assert "recording: no: the folder can't be made" in status, status
    assert installation.run("check", "true").returncode == 0


def test_on_demand_it_lies_beside_the_record(tmp_path: Path) -> None:
    own_log.set_up(DaemonSettings(log_level="info"), tmp_path / "state", on_demand=True)
    own_log.log.info("hello")
    file = tmp_path / "state" / "daemon.log"
    assert "INFO: hello" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_json_has_one_object_a_line_also_with_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "own.log"
    own_log.set_up(DaemonSettings(log_file=str(file), log_format="json"), tmp_path, on_demand=True)
    try:
        raise RuntimeError("two\nlines")
    except RuntimeError:
        own_log.log.exception("it broke")
    (told,) = map(json.loads, file.read_text().splitlines())
    assert (told["level"], told["message"]) == ("error", "it broke")
    assert "RuntimeError: two\nlines" in told["trace"]


def test_it_does_not_grow_without_end(tmp_path: Path) -> None:
    own_log.set_up(DaemonSettings(), tmp_path, on_demand=True)
    for _ in range(400):
        own_log.log.warning("x" * 10_000)
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == ["daemon.log", "daemon.log.1", "daemon.log.2"]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 4 << 20


def test_a_daemon_obeys_its_settings(installation: Installation) -> None:
    file = installation.state.parent / "own.log"
    text = f'[daemon]\nlog_file = "{file}"\n[audit]\nhead_every = 1\nhead_file = "{file}.heads"\n'
    (installation.config / "config.toml").write_text(text)
    assert installation.run("daemon", "start").returncode == 0
    assert installation.run("daemon", "stop").returncode == 0
    assert file.exists()
    done = installation.run("log", "verify", "--expect", f"{file}.heads")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the expected head is record" in done.stdout
