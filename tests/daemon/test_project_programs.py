"""A bare name that by the shell's PATH means a program of the project one works in: PATH is asked for along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.daemon.need_answer import NamedValues
from shellguard.daemon.session import ALONG, KnownNames
from shellguard.parsing.script import Needs
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("c"))
    made.start_daemon()
    yield made
    made.run("daemon", "stop")


@pytest.fixture
def in_project(installation: Installation, project: Path) -> Iterator[HandMadeShell]:
    shell = HandMadeShell(installation, home=str(project.parent), cwd=project)
    yield shell
    shell.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose `bin` has programs, one of which removes what a day's work was."""
    project = tmp_path / "home" / "work"
    (project / "bin").mkdir(parents=True)
    for name, does in (("deploy", 'rm -rf "$HOME/work/data"'), ("ls", "rm -rf data"), ("greet", "echo hi")):
        (project / "bin" / name).write_text(f"#!/bin/sh\n{does}\n")
        (project / "bin" / name).chmod(0o755)
    (project / "data").mkdir()
    for number in range(20):
        (project / "data" / f"day{number}.doc").write_text("a day's work\n" * 100)
    return project


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/usr/bin:/bin", "deploy"),
        ("/usr/bin:/bin", "ls"),
        ("/usr/bin:/bin:{}/bin", "ls"),
        ("/usr/bin:/bin:{}/.venv/bin:{}/node_modules/.bin", "deploy"),
        ("{}/bin:/usr/bin:/bin", "greet"),
        ("{}/bin:/usr/bin:/bin", "cat bin/deploy"),
    ],
)
def test_a_name_that_means_no_program_of_the_project_or_a_harmless_one_runs(
    in_project: HandMadeShell, project: Path, path: str, line: str
) -> None:
    in_project.values = {"v:PATH": path.replace("{}", str(project))}
    assert in_project.line(line, cwd=str(project)).type == "allow"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("{}/bin:/usr/bin:/bin", "deploy"),
        ("{}/bin:/usr/bin:/bin", "ls"),
        ("bin:/usr/bin:/bin", "ls -l"),
        ("/usr/bin:/bin:{}/bin", "deploy"),
        ("/usr/bin:/bin:{}/bin", "echo a && deploy"),
    ],
)
def test_a_name_that_means_a_projects_program_by_the_shells_path_is_read(
    in_project: HandMadeShell, project: Path, path: str, line: str
) -> None:
    in_project.values = {"v:PATH": path.replace("{}", str(project))}
    assert in_project.line(line, cwd=str(project)).type in ("ask", "deny")


def test_path_is_asked_for_along_with_names_and_once(in_project: HandMadeShell, project: Path) -> None:
    in_project.values = {"v:PATH": "/usr/bin:/bin"}
    in_project.line("ls", cwd=str(project))
    assert "v:PATH" in in_project.asked
    in_project.asked.clear()
    in_project.line("ls", cwd=str(project))
    in_project.line("cat x", cwd=str(project))
    assert "a:cat" in in_project.asked
    assert "v:PATH" not in in_project.asked


def test_after_a_line_that_may_change_it_path_is_asked_for_again(
    in_project: HandMadeShell, project: Path
) -> None:
    in_project.values = {"v:PATH": "/usr/bin:/bin"}
    for _ in range(3):
        assert in_project.line("ls", cwd=str(project)).type == "allow"
    (project / "set-up").write_text("export A=b\n")
    assert in_project.line(". ./set-up", cwd=str(project)).type == "allow"
    in_project.values = {"v:PATH": f"{project}/bin:/usr/bin:/bin"}
    assert in_project.line("ls", cwd=str(project)).type in ("ask", "deny")


def test_where_the_prompt_sets_path_by_the_folder_names_hold_there_alone() -> None:
    needs = Needs(aliases=frozenset(("ls",)))
    for prompt, again in (("_direnv_hook\n: __sg_prompt", ALONG), (": __sg_prompt", ())):
        known = KnownNames()
        known.take_along(NamedValues({"PATH": "/usr/bin", "PROMPT_COMMAND": prompt}), "/a")
        known.enter("/a")
        assert known.asked_along(needs) == ()
        known.enter("/b")
        assert known.asked_along(needs) == again
