"""A checkout makes its environment with a Python that is new enough, or says what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "environment.sh"


def python_found(folder: Path, named: str = "") -> subprocess.CompletedProcess[str]:
    """What is chosen where *folder* holds all programs that there are, and PYTHON names one."""
    return subprocess.run(
        ["/bin/sh", "-c", '. "$0"; shellguard_python', str(SCRIPT)],
        env={"PATH": str(folder), "PYTHON": named},
        capture_output=True,
        text=True,
        check=False,
    )


def program(folder: Path, name: str, *, new_enough: bool) -> Path:
    """A stand-in for a Python, which says of itself only whether it is new enough."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {0 if new_enough else 1}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("old", [(), ("python3",), ("python3", "python3.11")])
def test_no_python_or_only_old_ones_are_told_with_what_to_do(tmp_path: Path, old: tuple[str, ...]) -> None:
    for name in old:
        program(tmp_path, name, new_enough=False)
    found = python_found(tmp_path)
    assert found.returncode == 1
    assert found.stdout == ""
    assert "Python 3.11 or later" in found.stderr
    assert "apt-get install python3" in found.stderr
    assert "PYTHON=" in found.stderr


def test_a_newer_one_beside_an_old_one_is_taken(tmp_path: Path) -> None:
    program(tmp_path, "python3", new_enough=False)
    newer = program(tmp_path, "python3.12", new_enough=True)
    assert python_found(tmp_path).stdout == f"{newer}\n"


def test_the_one_that_is_named_goes_before_all_others(tmp_path: Path) -> None:
    program(tmp_path, "python3", new_enough=True)
    (tmp_path / "apart").mkdir()
    named = program(tmp_path / "apart", "python", new_enough=True)
    assert python_found(tmp_path, str(named)).stdout == f"{named}\n"
