"""One daemon for a user: started without a race, private, gone without a trace."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from shellguard.audit.keeping import Retention
from shellguard.daemon.desk import Desk
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.server import Server
from shellguard.daemon.settings_watch import SettingsWatch
from tests.daemon.installation import Installation
from tests.waiting import wait_until


def test_status_says_that_nothing_runs(installation: Installation) -> None:
    done = installation.run("daemon", "status")
    assert done.returncode == 1
    assert "does not run" in done.stdout
    assert json.loads(installation.run("daemon", "status", "--json").stdout) == {"running": False}


def test_it_starts_tells_and_stops(installation: Installation) -> None:
    assert installation.run("daemon", "start").returncode == 0
    told = json.loads(installation.run("daemon", "status", "--json").stdout)
    assert told["running"] is True
    assert told["pid"] == installation.pid
    assert installation.run("daemon", "stop").returncode == 0
    left = {file.name for file in installation.runtime.iterdir()}
    assert left == {"daemon.lock", "away-rules"}


def test_what_people_are_shown_of_it_holds_no_value_of_a_variable(installation: Installation) -> None:
    given = {
        "SHELLGUARD_MODEL_API_KEY": "hunter2",
        "SHELLGUARD_MODEL_BASE_URL": "http://me:hunter2@localhost",
    }
    assert installation.run("daemon", "start", **given).returncode == 0
    shown = [installation.run(*words, "--json").stdout for words in (("daemon", "status"), ("doctor",))]
    assert ["SHELLGUARD_MODEL_BASE_URL" in one for one in shown] == [False, True]  # told as one that differs
    assert [one for one in shown if "hunter2" in one] == []


def test_what_a_project_sets_for_python_and_the_linker_does_not_reach_it(
    installation: Installation, tmp_path: Path
) -> None:
    set_by_a_project = {
        "PYTHONSTARTUP": f"{tmp_path}/startup.py",
        "PYTHONWARNINGS": "default",
        "LD_LIBRARY_PATH": str(tmp_path),
        "BASH_ENV": f"{tmp_path}/env",
    }
    package = installation.environment.get("PYTHONPATH", "")
    given = {**set_by_a_project, "PYTHONPATH": f"{tmp_path}{os.pathsep}{package}"}
    assert installation.run("daemon", "start", **given).returncode == 0
    environ = Path(f"/proc/{installation.pid}/environ").read_bytes().split(b"\0")
    assert [one for one in environ if one.split(b"=")[0].decode() in set_by_a_project] == []
    assert [one for one in environ if str(tmp_path).encode() in one and one.startswith(b"PYTHON")] == []


def test_starting_twice_keeps_the_first(installation: Installation) -> None:
    installation.run("daemon", "start")
    first = installation.pid
    assert installation.run("daemon", "start").returncode == 0
    assert installation.pid == first


def test_a_second_one_in_the_foreground_is_refused_in_words(client: Installation) -> None:
    done = client.run("daemon", "run")
    assert done.returncode == 1
    assert "runs already" in done.stderr
    assert "Traceback" not in done.stderr


def test_sixteen_at_once_start_one(installation: Installation) -> None:
    starting = [
        subprocess.Popen(installation.command("daemon", "run", "--on-demand"), env=installation.environment)
        for _ in range(16)
    ]
    wait_until((installation.runtime / "daemon.pid").exists, "the one that won")
    wait_until(lambda: sum(process.poll() is None for process in starting) == 1, "fifteen that left")
    left = [process for process in starting if process.poll() is None]
    assert left[0].pid == installation.pid
    assert {process.returncode for process in starting if process is not left[0]} == {0}
    left[0].terminate()
    assert left[0].wait(60) == 0


def test_only_the_user_may_reach_it(client: Installation) -> None:
    assert stat.S_IMODE(client.runtime.stat().st_mode) == 0o700
    for name in ("daemon.sock", "control"):
        assert stat.S_IMODE((client.runtime / name).stat().st_mode) & 0o077 == 0


def test_it_comes_back_after_kill_9(client: Installation) -> None:
    killed = client.pid
    os.kill(killed, signal.SIGKILL)
    assert client.run("daemon", "start").returncode == 0
    assert client.pid != killed


def test_it_leaves_when_nobody_needs_it(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in installation.environment.items():
        monkeypatch.setenv(name, value)
    runtime = RuntimeFolder()
    desk = Desk(runtime, SettingsWatch(), Notebook(installation.state / "audit", Retention()))
    asyncio.run(asyncio.wait_for(Server(runtime, desk, idle_seconds=lambda: 0.2).run(), 30))
    runtime.close()
    left = {file.name for file in installation.runtime.iterdir()}
    assert left == {"daemon.lock", "away-rules"}


def test_it_stays_beside_a_shell_and_leaves_after_it(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in installation.environment.items():
        monkeypatch.setenv(name, value)
    runtime = RuntimeFolder()
    desk = Desk(runtime, SettingsWatch(), Notebook(installation.state / "audit", Retention()))
    server = Server(runtime, desk, idle_seconds=lambda: 2.0)
    shell = subprocess.Popen(["sleep", "100"])

    async def shell_comes_and_goes() -> None:
        running = asyncio.ensure_future(server.run())
        while not (installation.runtime / "daemon.pid").exists():  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.01)
        hello = f"1\x1f0\x1fhello\x1fs1\x1fbash 5.2\x1f{shell.pid}\x1f1\x1f\x1f/\x1fxterm:\n"
        (installation.runtime / "control").write_text(hello)
        while not server.session_count:  # noqa: ASYNC110 - nor does a count
            await asyncio.sleep(0.01)
        await asyncio.sleep(2.5)
        assert not running.done()
        shell.kill()
        await asyncio.wait_for(running, 30)

    try:
        asyncio.run(shell_comes_and_goes())
    finally:
        shell.kill()
        shell.wait()
        runtime.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(lambda folder: folder.symlink_to("/tmp"), "is a link", id="a link"),
        pytest.param(lambda folder: folder.write_text(""), "something else", id="a file"),
        pytest.param(
            lambda folder: (folder.mkdir(), folder.chmod(0o777)), "others may write", id="open to all"
        ),
    ],
)
def test_a_folder_that_is_not_ours_is_refused(installation: Installation, spoil: object, says: str) -> None:
    assert callable(spoil)
    spoil(installation.runtime)
    done = installation.run("daemon", "run")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that belongs to somebody else")
def test_a_folder_of_somebody_else_is_refused(installation: Installation) -> None:
    installation.runtime.mkdir(mode=0o700)
    os.chown(installation.runtime, 12345, 12345)
    done = installation.run("daemon", "start")
    assert done.returncode == 1
    assert "belongs to user 12345" in done.stderr


def test_a_path_too_long_for_a_socket_is_told(installation: Installation, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 120)
    done = installation.run("daemon", "start", SHELLGUARD_RUNTIME_DIR=str(long))
    assert done.returncode == 1
    assert "longer than 107 bytes" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(b"\n", id="an empty line"),
        pytest.param(b"GET / HTTP/1.1\r\n", id="another protocol"),
        pytest.param(b"1\x1f1\x1fcheck\x1f{\n", id="broken JSON"),
        pytest.param(b"1\x1f1\x1fcheck\x1f[]\n", id="another type"),
        pytest.param(b"1\x1f1\x1fcheck\x1f{}\n", id="no line"),
        pytest.param(b"1\x1f1\x1fnonsense\x1f{}\n", id="an unknown request"),
        pytest.param(b'1\x1f1\x1fcheck\x1f{"line": "a\0b"}\n', id="a NUL"),
        pytest.param(b"\xff\xfe\n", id="no UTF-8"),
    ],
)
def test_a_bad_request_is_answered_and_harms_nobody(client: Installation, request_bytes: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(client.runtime / "daemon.sock"))
        connection.sendall(request_bytes)
        assert b"error" in connection.recv(65536)
    assert json.loads(client.run("check", "--json", "ls").stdout)["decision"] == "allow"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("x" * 1_000_000, id="a megabyte"),
        pytest.param("(" * 10_000, id="ten thousand brackets"),
        pytest.param("$(" * 10_000 + ")" * 10_000, id="ten thousand substitutions"),
        pytest.param("rm \udcff\udcfe", id="no UTF-8"),
        pytest.param("", id="nothing"),
    ],
)
def test_any_line_gets_a_verdict(client: Installation, line: str) -> None:
    from shellguard.wire.client import request_verdict

    verdict = request_verdict({"line": line, "cwd": "/"}, timeout=20)
    assert verdict is not None
    assert verdict["decision"] in ("allow", "confirm", "deny")
