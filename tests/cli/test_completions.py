"""Completions are loaded by their shells and know every command."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shellguard.cli import COMMANDS
from tests.cli.conftest import Run

COMPLETE = """
source "$1"
shift
read -r _ _ _ _ function _ < <(complete -p shellguard)
COMP_WORDS=(shellguard "$@") COMP_CWORD=$#
"$function" shellguard "${!#}" ''
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def complete(shellguard: Run, tmp_path: Path):  # type: ignore[no-untyped-def]
    file = tmp_path / "completions.bash"
    file.write_text(shellguard("completions", "bash").stdout)

    def completed(*words: str) -> set[str]:
        ended = subprocess.run(
            ["bash", "--norc", "-c", COMPLETE, "bash", str(file), *words],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=20,
        )
        assert ended.stderr == ""
        return set(ended.stdout.split())

    return completed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["nothing-like-this"], set()),
        (["da"], {"daemon"}),
        (["daemon", "st"], {"start", "stop", "status"}),
        (["completions", ""], {"bash", "zsh", "fish"}),
        (["o"], {"on", "off"}),
        (["uninstall", "--p"], {"--purge"}),
    ],
)
def test_bash_completes(complete, words: list[str], expected: set[str]) -> None:  # type: ignore[no-untyped-def]
    assert complete(*words) == expected


def test_every_command_is_known(complete) -> None:  # type: ignore[no-untyped-def]
    assert set(COMMANDS) | {"on", "off"} <= complete("")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_can_read_theirs(shellguard: Run, tmp_path: Path, shell: str) -> None:
    text = shellguard("completions", shell).stdout
    assert "uninstall" in text
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    (tmp_path / "file").write_text(text)
    assert subprocess.run([shell, "-n", str(tmp_path / "file")], capture_output=True).stderr == b""
