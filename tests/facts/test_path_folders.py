"""What a session's lines put into PATH lets bare names stand for files in those folders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shellguard import judgement
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.path_folders import PathFolders
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A folder with a day's data in it, and programs of somebody's own beside it."""
    (tmp_path / "bin").mkdir()
    shutil.copy("/bin/rm", tmp_path / "bin" / "tidy")
    (tmp_path / "bin" / "notes").write_text("no program")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "day.txt").write_text("a day's work\n" * 100)
    return tmp_path


def programs_after(lines: list[str], folder: Path) -> list[str]:
    folders = PathFolders()
    for line in lines:
        folders.note(read(line, ShellState(cwd=str(folder), home="/home/u")))
    return sorted(folders.programs(str(folder)))


@pytest.mark.parametrize(
    "line",
    [
        "true",
        "PATH=/usr/bin:$PATH",
        "(PATH=$PWD/bin:$PATH)",
        "PATH=$PWD/bin:$PATH true",
        "MANPATH=$PWD/bin",
        "PATH=/gone",
    ],
)
def test_a_line_that_puts_no_folder_of_ones_own_into_path_leaves_no_program(line: str, world: Path) -> None:
    assert programs_after([line], world) == []


@pytest.mark.parametrize(
    "line",
    ["PATH=$PWD/bin:$PATH", "export PATH=$PATH:$PWD/bin", "PATH=bin:$PATH", 'declare -x PATH="./bin:$PATH"'],
)
def test_programs_of_a_folder_that_a_line_put_into_path_are_known(line: str, world: Path) -> None:
    assert programs_after([line, "true"], world) == ["tidy"]


@pytest.mark.parametrize(
    ("path", "cwd"),
    [
        ("/usr/bin:/bin:/opt/tool/bin", ""),
        ("{home}/.local/bin:{home}/bin", ""),
        ("{}/.venv/bin:{}/node_modules/.bin:{}/.direnv/python/bin", ""),
        ("{}/bin", "elsewhere"),
        ("", ""),
    ],
)
def test_neither_the_systems_folders_nor_ones_own_nor_those_of_tools_are_a_projects(
    path: str, cwd: str, world: Path
) -> None:
    home = world.parent
    for name in (world / "bin").iterdir():
        for folder in (home / "bin", home / ".local/bin", world / ".venv/bin", world / "node_modules/.bin"):
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(name, folder)
    folders = PathFolders()
    folders.follow(path.replace("{home}", str(home)).replace("{}", str(world)), str(home))
    folder = str(home / cwd if cwd else world)
    assert not folders.any_for(folder)
    assert folders.programs(folder) == {}


@pytest.mark.parametrize(
    "path", ["{}/bin:/usr/bin", "/usr/bin:{}/bin", "bin", "./bin:/bin", "{}/data/../bin"]
)
def test_programs_of_a_projects_folder_in_the_path_of_the_shell_are_known(path: str, world: Path) -> None:
    folders = PathFolders()
    folders.follow(path.replace("{}", str(world)), str(world.parent))
    assert folders.any_for(f"{world}/data")
    assert folders.programs(str(world)) == {"tidy": f"{world}/bin/tidy"}


def test_a_program_of_a_folder_that_is_searched_before_is_the_one_that_runs(world: Path) -> None:
    (world / "first").mkdir()
    (world / "first" / "tidy").symlink_to("/bin/true")
    folders = PathFolders()
    folders.follow(f"{world}/first:{world}/bin", str(world.parent))
    assert folders.programs(str(world)) == {"tidy": f"{world}/first/tidy"}


def test_of_a_projects_scripts_those_of_shells_are_known(world: Path) -> None:
    first_lines = {"a": "#!/bin/sh", "b": "#!/usr/bin/env bash", "c": "echo hi", "d": "#!/usr/bin/env ruby"}
    for name, line in first_lines.items():
        (world / "bin" / name).write_text(f"{line}\n")
        (world / "bin" / name).chmod(0o755)
    folders = PathFolders()
    folders.follow(f"{world}/bin", str(world.parent))
    assert sorted(folders.programs(str(world))) == ["a", "b", "c", "tidy"]


def test_a_folder_that_is_only_called_like_an_environment_is_a_projects(world: Path) -> None:
    (world / "env").mkdir()
    (world / "bin").rename(world / "env" / "bin")
    folders = PathFolders()
    folders.follow(f"{world}/env/bin", str(world.parent))
    assert folders.programs(str(world)) == {"tidy": f"{world}/env/bin/tidy"}


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "conda-meta"])
def test_an_environment_of_pythons_is_made_by_a_tool(mark: str, world: Path) -> None:
    (world / mark).touch()
    folders = PathFolders()
    folders.follow(f"{world}/bin", str(world.parent))
    assert folders.programs(str(world)) == {}


def test_a_program_that_comes_later_is_seen(world: Path) -> None:
    folders = PathFolders()
    folders.note(read("PATH=bin:$PATH", ShellState(cwd=str(world))))
    assert "clean" not in folders.programs(str(world))
    shutil.copy("/bin/rm", world / "bin" / "clean")
    assert folders.programs(str(world))["clean"] == str(world / "bin" / "clean")


def judged(line: str, memory: SessionMemory, folder: Path) -> Action:
    shell = ShellState(cwd=str(folder), home="/home/u")
    return judgement.judge(line, shell=shell, settings=Settings(), memory=memory, id="x").decision.action


def test_a_copy_of_a_remover_is_asked_about_once_path_leads_to_it(world: Path) -> None:
    memory, line = SessionMemory(), "tidy -rf data"
    assert judged(line, memory, world) is Action.ALLOW  # there is no such program
    shell = ShellState(cwd=str(world), home="/home/u")
    memory.remember(read("PATH=$PWD/bin:$PATH", shell), (), shell)
    assert judged(line, memory, world) is Action.CONFIRM
    assert judged("tidy --version", memory, world) is Action.ALLOW


def test_on_another_machine_a_name_means_no_program_of_this_one(world: Path) -> None:
    (world / "bin" / "ls").write_text("#!/bin/sh\nrm -rf data\n")
    (world / "bin" / "ls").chmod(0o755)
    memory = SessionMemory()
    memory.folders.follow(f"{world}/bin:/usr/bin", str(world.parent))
    assert judged("ls", memory, world) is Action.CONFIRM
    for line in ("ssh host ls", "docker exec web ls", "kubectl exec web -- ls"):
        assert judged(line, memory, world) is Action.ALLOW
