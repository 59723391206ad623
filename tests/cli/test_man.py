"""Manual pages are made from the commands, whole, and as groff takes them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from shellguard.cli import COMMANDS
from shellguard.cli.man import page
from shellguard.errors import ShellguardError


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_every_command_has_a_page_that_groff_takes(command: str | None) -> None:
    text = "\n".join(page(command))
    assert text.startswith(".TH SHELLGUARD")
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    made = subprocess.run(
        ["groff", "-man", "-Tascii", "-ww", "-P-cbou"], input=text, capture_output=True, text=True, timeout=20
    )
    assert made.stderr == ""
    assert "NAME" in made.stdout
    if command is None:
        assert all(f"shellguard {name}" in made.stdout for name in COMMANDS)


def test_options_stand_in_the_page_of_their_command() -> None:
    assert "\\-\\-batch" in "\n".join(page("check"))
    assert "shellguard daemon status" in "\n".join(page("daemon"))


def test_what_holds_for_a_command_is_told_once_and_each_action_has_its_example() -> None:
    text = "\n".join(page("log"))
    assert text.count(".B \\-\\-since TIME") == 1
    assert "shellguard log prune \\-\\-days 365" in text
    assert "shellguard vllm          " in "\n".join(page("vllm"))


def test_an_unknown_command_is_an_error_in_words() -> None:
    with pytest.raises(ShellguardError, match="no command"):
        list(page("nothing-like-this"))
