"""A daemon that nobody can find any more leaves: it would keep the record from the one that is started next."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from shellguard.daemon.runtime_folder import RuntimeFolder
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation
from tests.waiting import wait_until


def ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except OSError:
        return True


def test_a_file_of_a_shell_that_goes_is_no_reason_to_leave(client: Installation) -> None:
    shell = HandMadeShell(client)
    (client.runtime / f"{shell.session}.text").touch()
    (client.runtime / f"{shell.session}.text").unlink()
    (client.runtime / "said-1").touch()
    (client.runtime / "said-1").rename(client.runtime / "said-2")
    assert shell.line("true").type == "allow"
    pid = client.pid
    shell.close()
    wait_until(lambda: not shell.reply_pipe.exists(), "the shell's end")
    assert not ended(pid)


@pytest.mark.parametrize("name", ["daemon.pid", "control", "daemon.lock", ""])
def test_once_it_can_not_be_found_it_leaves_and_the_next_one_records(client: Installation, name: str) -> None:
    shell = HandMadeShell(client)
    assert shell.line("true").type == "allow"
    first = client.pid
    if name:
        (client.runtime / name).unlink()
    else:
        shutil.rmtree(client.runtime, ignore_errors=True)  # as it leaves it removes what is its own, too
    wait_until(lambda: ended(first), "the end of a daemon that nobody finds")
    client.start_daemon()
    assert client.pid != first
    later = HandMadeShell(client)
    assert later.line("true again").type == "allow"
    status = json.loads(client.run("daemon", "status", "--json").stdout)
    later.close()
    shell.close()
    assert status["recording"] == "yes"


def test_what_another_daemon_has_put_there_meanwhile_stays(tmp_path: Path) -> None:
    first = RuntimeFolder(tmp_path / "run")
    first.announce()
    shutil.rmtree(tmp_path / "run")
    second = RuntimeFolder(tmp_path / "run")
    second.make_fifo("control")
    second.announce()
    assert not first.is_found()
    first.close()
    assert second.is_found()
    assert (tmp_path / "run" / "daemon.pid").read_text() == f"{os.getpid()}\n"
    second.close()
