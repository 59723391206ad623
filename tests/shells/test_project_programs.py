"""What a bare name runs by the shell's own PATH is read: a project's program in front of all others."""

from __future__ import annotations

from pathlib import Path

from tests.shells.conftest import World
from tests.waiting import wait_until


def project_in(world: World) -> Path:
    project = world.work / "project"
    (project / "bin").mkdir(parents=True)
    for name, does in (("deploy", "touch FORBIDDEN"), ("ls", "touch FORBIDDEN"), ("greet", "touch fine")):
        (project / "bin" / name).write_text(f"#!/bin/sh\n{does}\n")
        (project / "bin" / name).chmod(0o755)
    return project


def test_a_projects_program_that_path_puts_first_is_read(world: World) -> None:
    project = project_in(world)
    shell = world.shell(before=f"PATH={project}/bin:$PATH; cd {project}")
    for line in ("deploy", "ls", "true; deploy"):
        shell.say(line)
    shell.say("greet")
    wait_until((project / "fine").exists, f"a program that may run; seen:\n{shell.seen}")
    assert not (project / "FORBIDDEN").exists(), shell.seen


def test_what_the_prompt_puts_into_path_counts_in_its_folder(world: World) -> None:
    project = project_in(world)
    hook = (
        "_direnv_hook() { PATH=${PATH#*/project/bin:}; "
        f"if [[ $PWD == */project ]]; then PATH={project}/bin:$PATH; fi; }}; PROMPT_COMMAND=_direnv_hook"
    )
    shell = world.shell(before=hook)
    for line in ("ls", "ls", "cd project", "ls"):
        shell.say(line)
    shell.say("greet")
    wait_until((project / "fine").exists, f"a program that may run; seen:\n{shell.seen}")
    assert not (project / "FORBIDDEN").exists(), shell.seen


def test_a_line_that_sets_up_path_is_followed(world: World) -> None:
    project = project_in(world)
    (project / "set-up").write_text(f"PATH={project}/bin:$PATH\n")
    shell = world.shell(before=f"cd {project}")
    for line in ("ls", "ls", ". ./set-up", "ls", "deploy"):
        shell.say(line)
    shell.say("greet")
    wait_until((project / "fine").exists, f"a program that may run; seen:\n{shell.seen}")
    assert not (project / "FORBIDDEN").exists(), shell.seen
