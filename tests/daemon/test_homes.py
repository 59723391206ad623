"""Two homes of one person, such as a trial beside one's own: each has its settings, its record and its daemon."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from shellguard import exit_codes
from tests import ready_command

Shellguard = Callable[..., tuple[int, str]]


@pytest.fixture
def shellguard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shellguard]:
    """The command as one types it in a home; both homes share the session's folder."""
    folder = tmp_path_factory.mktemp("h")  # the path of a socket has to be short

    def run(home: str, *arguments: str) -> tuple[int, str]:
        (folder / home).mkdir(exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / home),
            "XDG_RUNTIME_DIR": str(folder),
        }
        done = ready_command.run(arguments, env=environment, cwd=folder)
        return done.returncode, done.stdout

    yield run
    for home in ("one", "other"):
        run(home, "daemon", "stop")


def test_a_home_has_its_settings_and_its_record(shellguard: Shellguard) -> None:
    shellguard("one", "config", "set", "policy.always_deny", '["touch DENYME"]')
    for home in ("one", "other"):
        assert shellguard(home, "daemon", "start")[0] == exit_codes.DONE
    found = [shellguard(home, "check", "touch DENYME")[0] for home in ("one", "other")]
    assert found == [exit_codes.DENY, exit_codes.DONE]
    for home in ("one", "other"):
        assert shellguard(home, "log")[1].count("daemon-started") == 1
