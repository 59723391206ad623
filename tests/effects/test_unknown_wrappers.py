"""A whole destructive command behind a program that nobody knows is taken for what that program runs."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

HARMLESS = [
    "somerunner ls -la /srv",
    "somerunner -- make test",
    "somerunner explain dd",
    "somerunner install rm-improved",
    "somerunner service restart web",
    "echo dropdb shop",
    "somerunner git push",
    "somerunner tar xzf a.tgz",
    "somerunner notes about dropdb shop",
]
HARMFUL = [
    "somerunner dropdb shop",
    "somerunner -v dd if=/dev/zero of=/dev/sda",
    "somerunner -- mkfs.ext4 /dev/sdb1",
    "somerunner rm -rf /srv/data",
    "somerunner terraform destroy -auto-approve",
]
OPEN_FOLDERS = [
    "PYTHONPATH=/tmp python3 app.py",
    "RUBYLIB=/var/tmp/ rake",
    "NODE_PATH=/dev/shm/lib node app.js",
    "LD_LIBRARY_PATH=lib:/tmp/.x ./tool",
]
OWN_FOLDERS = [
    "PYTHONPATH=/tmp/build/lib pytest",
    "LD_LIBRARY_PATH=/tmp/install/lib ./tool",
    "NODE_PATH=./node_modules node app.js",
    "PYTHONPATH=src:tests pytest",
]


def _worst(line: str) -> int:
    return max((effect.base for effect in effects_of(read(line))), default=0)


@pytest.mark.parametrize("line", HARMLESS)
def test_other_words_behind_an_unknown_program_are_only_words(line: str) -> None:
    assert _worst(line) <= 50


@pytest.mark.parametrize("line", HARMFUL)
def test_a_grave_command_behind_an_unknown_program_counts(line: str) -> None:
    assert _worst(line) >= 60


@pytest.mark.parametrize("line", OWN_FOLDERS)
def test_code_may_be_loaded_from_a_folder_of_ones_own(line: str) -> None:
    assert _worst(line) <= 50


@pytest.mark.parametrize("line", OPEN_FOLDERS)
def test_code_is_not_loaded_unasked_from_where_anybody_may_write(line: str) -> None:
    assert _worst(line) > 50
