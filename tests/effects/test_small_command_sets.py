"""Small commands under other names, programs that a build is told to start, and what a container is given."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.risk.weigh import weigh
from shellguard.settings.model import Settings

SHELL = ShellState(home="/home/me", cwd="/home/me/project")
RUN = [
    "cmake -E rename a.o b.o",
    "cmake -E create_symlink lib.so.1 lib.so",
    "cmake -E copy_directory assets build/assets",
    "cmake -E make_directory build",
    "mvn exec:exec -Dexec.executable=java -Dexec.args='-version'",
    "mvn -Dexec.executable=rm package",  # nothing of that is run by such a goal
    "docker run --rm -it alpine rm -rf /data",
    "docker run --rm -itw /work alpine rm -rf /work/out",
]
ASK = [
    "cmake -E create_symlink /dev/null ~/.bashrc",
    "cmake -E copy /dev/null ~/.ssh/id_rsa",
    "mvn exec:exec -Dexec.executable=rm -Dexec.args='-rf /home/me/Documents'",
    "docker run --rm -vpgdata:/data alpine rm -rf /data",
    "docker run --rm -itv pgdata:/data alpine rm -rf /data",
    "docker run -itv /home:/h alpine rm -rf /h",
]


def score(line: str) -> int:
    script = read(line, SHELL)
    return weigh(script, effects_of(script, SHELL)).score


@pytest.mark.parametrize("line", RUN)
def test_what_they_do_within_a_project_or_a_container_runs(line: str) -> None:
    assert score(line) <= Settings().policy.allow_up_to


@pytest.mark.parametrize("line", ASK)
def test_what_they_do_to_what_is_kept_is_asked_about(line: str) -> None:
    assert score(line) > Settings().policy.allow_up_to
