"""The hook as `init bash` prints it: one text, the same definitions as its parts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shellguard import paths
from shellguard.cli.init import filled_in, whole

HOOK = paths.hook_file("bash")


def definitions(folder: Path, hook: Path) -> str:
    """All functions and settled variables of a bash that has loaded the hook without switching it on."""
    hook.write_text(re.sub(r"(?m)^\s*__sg_do$", ":", hook.read_text()))
    script = f"source {hook}; declare -f; declare -p __sg_usual_keys __sg_usual_answers __sg_destroyers"
    done = subprocess.run(
        ["bash", "--norc", "-i", "-c", script],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "SHELLGUARD_RUNTIME_DIR": str(folder / "none")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.replace("__sg_do;", ":;")


@pytest.fixture
def rendered() -> str:
    return filled_in(whole(HOOK), ["shellguard"])


def test_nothing_is_left_to_be_sourced_or_filled_in(rendered: str) -> None:
    assert "/bash/" not in rendered
    assert "@SHELLGUARD" not in rendered


def test_the_head_that_says_what_it_does_stays(rendered: str) -> None:
    head = HOOK.read_text().partition("\n\n")[0]
    assert "The contract" in head
    assert rendered.startswith(head)


def test_without_its_comments_it_defines_the_same(tmp_path: Path, rendered: str) -> None:
    shutil.copytree(HOOK.parent, tmp_path / "parts")
    (tmp_path / "one.bash").write_text(rendered)
    in_parts = definitions(tmp_path, tmp_path / "parts" / HOOK.name)
    assert "__sg_enter ()" in in_parts
    assert definitions(tmp_path, tmp_path / "one.bash") == in_parts
