"""Texts of scripts and matches of patterns are given only where that is safe and whole."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from shellguard.facts.parsing_requests import LONGEST_SCRIPT, script_text
from shellguard.facts.parsing_requests import supply as look_up
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import ShellState

supply = partial(look_up, budget_ms=2000.0)
"""What is found must not hang on how busy the machine is."""


def shell(folder: Path) -> ShellState:
    return ShellState(cwd=str(folder), options=frozenset())


def test_a_device_is_no_script() -> None:
    assert script_text("/dev/zero") is None


def test_a_pipe_is_no_script_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert script_text(str(tmp_path / "pipe")) is None


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    assert script_text(str(tmp_path)) is None


@pytest.mark.parametrize("content", [b"\x7fELF\0\0", b"x" * (LONGEST_SCRIPT + 1)])
def test_a_program_or_a_long_file_is_no_script(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    assert script_text(str(tmp_path / "x")) is None


def test_of_a_long_script_for_a_shell_is_read_what_it_may_destroy(tmp_path: Path) -> None:
    filling = b"echo step\n" * (LONGEST_SCRIPT // 10 + 1)
    (tmp_path / "x").write_bytes(b"#!/usr/bin/env bash\n" + filling + b"rm -rf notes\n")
    assert (script_text(str(tmp_path / "x")) or "").splitlines()[1:] == ["rm -rf notes"]
    (tmp_path / "y").write_bytes(b"#!/usr/bin/env python3\n" + filling + b"rm -rf notes\n")
    assert script_text(str(tmp_path / "y")) is None
    (tmp_path / "y.sh").write_bytes(filling + b"rm -rf notes\n")
    assert (script_text(str(tmp_path / "y.sh")) or "").splitlines()[1:] == ["rm -rf notes"]
    (tmp_path / "z").write_bytes(b"#!/bin/sh\nrm -rf notes\nexit\n" + bytes(LONGEST_SCRIPT))
    assert script_text(str(tmp_path / "z")) == "#!/bin/sh\nrm -rf notes\nexit\n"


def test_a_script_that_unpacks_itself_is_read_as_far_as_its_lines_go(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"#!/bin/sh\ntail -n +4 $0 | tar x\nexit\n\x1f\x8b\0\1")
    assert script_text(str(tmp_path / "x")) == "#!/bin/sh\ntail -n +4 $0 | tar x\nexit\n"
    (tmp_path / "y").write_bytes(b"\x89PNG\r\n\0\1")
    assert script_text(str(tmp_path / "y")) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="the file has to belong to root")
def test_a_file_that_the_system_has_installed_is_a_program_and_not_read(tmp_path: Path) -> None:
    installed = Path("/usr/share/shellguard-test.sh")
    link = tmp_path / "link.sh"
    link.symlink_to(installed)
    try:
        installed.write_text("echo hi\n")
        installed.chmod(0o644)
        assert script_text(str(installed)) is None
        installed.chmod(0o646)
        assert script_text(str(installed)) == "echo hi\n"
        assert script_text(str(link)) == "echo hi\n"
    finally:
        installed.unlink()


def test_what_is_not_there_is_no_script(tmp_path: Path) -> None:
    assert supply(Needs(files=frozenset({"x.sh"})), shell(tmp_path)).files == {"x.sh": None}


def test_without_a_folder_relative_names_stay_unknown() -> None:
    supplied = supply(Needs(files=frozenset({"x.sh"}), globs=frozenset({"*"})), ShellState())
    assert not supplied.files
    assert not supplied.late
    assert not supplied.globs


def test_without_time_everything_stays_unknown(tmp_path: Path) -> None:
    (tmp_path / "x.sh").write_text("ls")
    supplied = supply(Needs(files=frozenset({"x.sh"}), globs=frozenset({"*"})), shell(tmp_path), budget_ms=0)
    assert not supplied.files
    assert supplied.late == {"x.sh"}
    assert not supplied.globs


def test_what_was_late_in_an_earlier_look_is_not_once_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.sh").write_text("ls")
    needs = Needs(files=frozenset({"x.sh"}))
    earlier = supply(needs, shell(tmp_path), budget_ms=0)
    assert not supply(needs, shell(tmp_path)).beside(earlier).late


def test_files_beyond_what_is_read_for_one_line_are_not_late(tmp_path: Path) -> None:
    needs = Needs(files=frozenset(f"x{number}.sh" for number in range(100)))
    assert not supply(needs, shell(tmp_path)).late


def test_a_script_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.sh").write_text("rm -rf x\n")
    assert supply(Needs(files=frozenset({"x.sh"})), shell(tmp_path)).files == {"x.sh": "rm -rf x\n"}


def test_bytes_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "x.sh").write_bytes(b"echo \xff")
    assert script_text(str(tmp_path / "x.sh")) == "echo \ufffd"


def test_matches_are_given_as_the_pattern_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.log").touch()
    needs = Needs(globs=frozenset({"*.log", f"{tmp_path}/*.log", "*.txt"}))
    assert supply(needs, shell(tmp_path)).globs == {
        "*.log": ("a.log",),
        f"{tmp_path}/*.log": (f"{tmp_path}/a.log",),
        "*.txt": (),
    }


def test_a_link_that_is_no_other_name_for_a_program_of_the_system_is_no_script(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\x7fELF\0")
    (tmp_path / "mine").symlink_to(program)
    (tmp_path / "touch").symlink_to("/usr/bin/touch")
    (tmp_path / "gone").symlink_to("/usr/bin/nothing-of-that-name/x")
    names = {"./mine", "./touch", "./gone"}
    assert supply(Needs(files=frozenset(names)), shell(tmp_path)).files == dict.fromkeys(names)


def test_a_link_to_a_program_of_the_system_does_what_that_does(tmp_path: Path) -> None:
    program = os.path.realpath(shutil.which("touch") or "")
    (tmp_path / "mine").symlink_to(program)
    found = supply(Needs(files=frozenset({"./mine"})), shell(tmp_path)).files
    assert found == {"./mine": f'exec {program} "$@"\n'}


def test_a_copy_of_what_destroys_nothing_is_no_script(tmp_path: Path) -> None:
    shutil.copy(shutil.which("cat") or "", tmp_path / "mine")
    (tmp_path / "long").write_bytes(
        b"\x7fELF" + bytes(Path(shutil.which("truncate") or "").stat().st_size - 4)
    )
    names = {"./mine", "./long"}
    assert supply(Needs(files=frozenset(names)), shell(tmp_path)).files == dict.fromkeys(names)


def test_a_copy_of_a_program_that_destroys_does_what_that_does(tmp_path: Path) -> None:
    program = os.path.realpath(shutil.which("truncate") or "")
    shutil.copy(program, tmp_path / "mine")
    found = supply(Needs(files=frozenset({"./mine"})), shell(tmp_path)).files
    assert found == {"./mine": f'exec {program} "$@"\n'}
