"""How a command explains itself: examples that can be typed as they stand, and wrong usage in words that help."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shellguard import exit_codes
from shellguard.cli import COMMANDS, main, module_of, parser_of
from shellguard.settings.layers import SECTIONS


def parsers_below(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield below
                yield from parsers_below(below)


def examples() -> Iterator[tuple[str, str]]:
    """Every command with each of its examples."""
    for name in COMMANDS:
        for parser in parsers_below(parser_of(module_of(name))):
            for line in (parser.epilog or "").splitlines():
                _, found, words = line.partition("shellguard ")
                if found and not line.startswith("profiles"):
                    yield parser.prog, words.split("  ")[0].rstrip(')"')


def test_every_command_and_action_has_an_example() -> None:
    told = {prog for prog, _ in examples()}
    there = {one.prog for name in COMMANDS for one in parsers_below(parser_of(module_of(name)))}
    assert len(there) > 50
    assert there - told == set()


@pytest.mark.parametrize(("prog", "words"), list(examples()))
def test_an_example_is_what_its_command_takes(prog: str, words: str) -> None:
    typed = shlex.split(words.partition(" > ")[0])
    parser_of(module_of(typed[0])).parse_args(typed)
    assert f"shellguard {words}".startswith(prog)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_example_is_broken_into_two_lines(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    parser = next(parsers_below(parser_of(module_of(name))))
    assert (parser.epilog or "").rstrip() in parser.format_help()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("check", "ls", "-la"), "shellguard check: unrecognized arguments: -la\n  a line is one argument, in quotes"),
        (("explain", "ls", "-la"), "shellguard explain: unrecognized"),
        (("log", "show", "a", "b"), "shellguard log show: unrecognized arguments: b"),
        (("vllm", "up", "dev", "x"), "shellguard vllm up: unrecognized arguments: x"),
        (("vllm", "up", "--port", "99999"), "99999 is no port"),
        (("daemon", "again"), "shellguard daemon: again is none of run, start, stop"),
        (("daemon", "statsu"), "did you mean shellguard daemon status?"),
        (("log", "export", "--format", "cvs"), "--format: cvs is none of jsonl, csv\n  did you mean csv?"),
        (("log", "--last", "none"), "must be a whole number from 1 to"),
        (("log", "--status", "bad"), "a status is a number from 0 to 255, or failed"),
        (("log", "--kind", "bad"), "there are remembered, marked"),
        (("log", "--answer", "maybe"), "there are run, no, edit"),
        (("log", "--regex", "["), "not a regular expression"),
        (("log", "--since", "2h", "--until", "3h"), "--since 2h is not before --until 3h"),
        (("ask", "--explain", ""), "there is no command"),
        (("check", "--no\x1b[2Jway", "ls"), "unrecognized arguments: --no"),
        (("log", "--limit", "3"), "shellguard log: unrecognized arguments: --limit\n  did you mean --last?"),
        (("log", "--frob", "3"), "unrecognized arguments: --frob\n  shellguard log --help"),
        (("log", "stats", "--sinc", "2h", "--jsn"), "unrecognized arguments: --jsn\n  did you mean --json?"),
        (("explain", "--frob"), "shellguard explain: unrecognized arguments: --frob\n  a line is one argument"),
        (("init", "--frob"), "shellguard init: unrecognized arguments: --frob"),
        (("init",), "shellguard init: the following arguments are required"),
        (("check", "--jsno", "ls"), "unrecognized arguments: --jsno\n  did you mean --json?"),
        (("log", "--last=3", "nonsense"), "nonsense is none of show, stats"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_by_the_command_that_it_was_meant_for(
    typed: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == exit_codes.USAGE
    said = capsys.readouterr()
    assert says in said.err
    assert "usage:" not in said.err
    assert "\x1b" not in said.err
    assert said.out == ""


@pytest.mark.parametrize("section", SECTIONS)
def test_a_table_of_settings_is_told_with_what_it_holds(
    shellguard: Any, tmp_path: Path, section: str
) -> None:
    ended = shellguard("config", "get", section)
    assert ended.returncode == exit_codes.FAILED
    assert f"{section} is a table of settings\n  {section} has " in ended.stderr
