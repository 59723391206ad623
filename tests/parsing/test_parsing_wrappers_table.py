"""Every row of the wrappers' table: what it runs is seen, its own options and operands are not."""

from __future__ import annotations

from typing import Any

import pytest

from shellguard.knowledge.loading import load
from shellguard.parsing.languages.code_actions import NOT_ACTIONS, interpreters
from shellguard.parsing.nested.wrapping import valued_before
from tests.parsing.parsing_view import seen

ENTRIES = load("wrappers")["wrapper"]
# `time` alone is a word of the shell; the program of that name has a path
PROGRAMS = {"time": "/usr/bin/time"}
NAMES = [
    (PROGRAMS.get(name, name), entry)
    for entry in ENTRIES
    for name in entry["programs"]
    if not entry.get("named")
]
NAMED = [name for entry in ENTRIES if entry.get("named") for name in entry["programs"]]
FIELDS = {
    *("programs", "kind", "values", "stop", "operands", "host", "inside", "assignments", "text"),
    *("command", "words", "drop", "until", "entry", "pairs", "separator", "stdin", "privileged", "each"),
    *("splits", "elsewhere", "named", "again"),
}


def lines_of(name: str, entry: dict[str, Any]) -> list[str]:
    """The ways in which the row says that a command is given."""
    operands = ["operand"] * entry.get("operands", 0)
    last = (
        "'rm -rf /x'" if entry.get("each") else "run-shell 'rm -rf /x'" if entry.get("again") else "rm -rf /x"
    )
    lines = [
        f"{name} {option}{'' if '=' in option else ' '}'rm -rf /x'" for option in entry.get("command", ())
    ]
    lines += [f"{name} {option} rm -rf /x" for option in entry.get("words", ())]
    if entry.get("separator"):
        lines.append(f"{name} operand {entry['separator']} rm -rf /x")
    elif len(operands) < 1000:
        lines.append(" ".join([name, *operands, last]))
        lines.extend(" ".join([name, option, "value", *operands, last]) for option in entry.get("values", ()))
    return lines


@pytest.mark.parametrize(("name", "entry"), NAMES, ids=[name for name, _ in NAMES])
def test_what_a_row_says_that_it_runs_is_seen(name: str, entry: dict[str, Any]) -> None:
    lines = lines_of(name, entry)
    assert lines
    shown = {line: seen(line) for line in lines}
    assert [line for line in lines if not any(text.startswith("rm -rf /x") for text in shown[line])] == []


@pytest.mark.parametrize(("name", "entry"), NAMES, ids=[name for name, _ in NAMES])
def test_a_row_alone_runs_nothing(name: str, entry: dict[str, Any]) -> None:
    assert set(entry) <= FIELDS
    assert seen(name) == [name]
    for option in entry.get("stop", ()):
        assert not any(text.startswith("rm") for text in seen(f"{name} {option} rm -rf /x"))


@pytest.mark.parametrize("name", NAMED)
def test_the_last_word_of_a_row_that_says_so_is_the_program(name: str) -> None:
    program = name.split()[-1]
    assert f"{program} delete ns prod" in seen(f"{name} delete ns prod")
    assert seen(f"{name.split()[0]} status") == [f"{name.split()[0]} status"]


@pytest.mark.parametrize("row", load("wrappers")["before"], ids=lambda row: row["programs"][0])
def test_a_subcommand_is_found_behind_the_options_that_take_the_next_word(row: dict[str, Any]) -> None:
    with_subcommand = [(*name.partition(" "), entry) for name, entry in NAMES if " " in name]
    lines = [
        lines_of(f"{program} {option} value {subcommand}", entry)[0]
        for program, _, subcommand, entry in with_subcommand
        for option in row["options"]
        if program in row["programs"]
    ]
    assert lines
    assert [line for line in lines if not any(text.startswith("rm -rf /x") for text in seen(line))] == []


def test_packs_know_the_options_that_stand_before_the_subcommands_of_git() -> None:
    assert valued_before("git") == set(load("programs/git")["git"]["value"])
    assert not valued_before("cat")


ACTIONS = (
    *("delete", "overwrite", "write", "read", "move", "chmod", "execute", "connect", "listen", "send"),
    *("kill", "evaluate", "drop", "alter", "exit"),
)


def test_functions_of_other_languages_stand_under_known_actions() -> None:
    languages = load("wrappers_code")["language"]
    for table in languages.values():
        assert set(table) <= {*ACTIONS, *NOT_ACTIONS, "recursive"}
    assert {interpreter.language for interpreter in interpreters().values()} <= {*languages, "sql"}
