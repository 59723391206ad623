"""`make`, `just` and `npm run` are read in the files that name what they run, as a script file is."""

from __future__ import annotations

import json

import pytest

from shellguard.parsing.nested.recipes import MAX_LENGTH, just_commands, make_commands, package_scripts
from shellguard.parsing.shell_state import Supplied
from tests.parsing.parsing_view import script_of, seen

PACKAGE = json.dumps(
    {
        "scripts": {
            "wipe": "rm -rf /x",
            "prebuild": "rm -rf /x",
            "build": "tsc",
            "test": "jest",
            "postinstall": "rm -rf /x",
            "loop": "npm run loop",
            "number": 3,
        }
    }
)
MAKEFILE = """
# wipe: rm -rf /x
D := /x
all: a.o
\tcc -o a $<
wipe: tidy
\t@-rm -rf $(D)
tidy:
\techo tidy
both: wipe
by-name:
\t$(RM) -r ${D}
from-shell:
\trm -rf $(TARGET)
cut: ; rm -rf /x
loop:
\t$(MAKE) loop
"""
JUSTFILE = """
d := "/x"

default: test

test:
    cargo test

wipe: test
    @rm -rf {{ d }}

script:
    #!/usr/bin/env bash
    cd /
    rm -rf x
python:
    #!/usr/bin/env python3
    print("rm -rf /x")
"""
FILES = Supplied(
    files={
        "package.json": PACKAGE,
        "web/package.json": PACKAGE,
        "Makefile": MAKEFILE,
        "sub/Makefile": MAKEFILE,
        "other.mk": MAKEFILE,
        "justfile": JUSTFILE,
    }
)

HARMLESS = [
    "npm test", "npm run", "npm run wip", "npm run number", "npm run loop", "npm view wipe", "yarn add wipe",
    "npm exec wipe", "make", "make tidy", "make all D=/y", "make -n wipe", "make --dry-run wipe", "make wip",
    "make loop", "just", "just test", "just -n wipe", "just --list", "just python", "grep wipe Makefile",
]  # fmt: skip
REMOVING = [
    "npm run wipe", "npm run-script wipe", "yarn wipe", "yarn run wipe", "pnpm wipe", "bun run wipe",
    "npm run build", "npm install", "npm ci", "npm --prefix web run wipe", "pnpm -C web wipe",
    "sudo npm run wipe", "true && npm run wipe", "bash -c 'npm run wipe'",
    "make wipe", "make both", "make by-name", "make tidy wipe", "make cut", "make -j4 wipe", "gmake wipe",
    "make -C sub wipe", "make -f other.mk wipe", "make --file=other.mk wipe", "make from-shell TARGET=/x",
    "TARGET=/x; make from-shell", "just wipe",
]  # fmt: skip


@pytest.mark.parametrize("line", HARMLESS)
def test_other_commands_of_the_file_do_not_run(line: str) -> None:
    assert not [command for command in seen(line, FILES) if command.startswith("rm")]


@pytest.mark.parametrize("line", REMOVING)
def test_the_command_that_is_named_runs(line: str) -> None:
    assert any(command in ("rm -rf /x", "rm -f -r /x") for command in seen(line, FILES)), seen(line, FILES)


@pytest.mark.parametrize("line", ["npm run wipe", "make wipe", "just wipe", "npm install", "yarn wipe"])
def test_the_file_is_asked_for(line: str) -> None:
    assert script_of(line).needs.files & {"package.json", "Makefile", "justfile"}


@pytest.mark.parametrize("line", ["npm view x", "make --version", "make $target", "just --list", "npx wipe"])
def test_nothing_is_asked_for_where_nothing_named_runs(line: str) -> None:
    assert not script_of(line).needs.files & {"package.json", "justfile", "Makefile"}


def test_the_file_is_sought_where_the_line_has_gone() -> None:
    assert "/w/web/package.json" in script_of("cd web && npm run wipe", cwd="/w").needs.files
    assert "sub/Makefile" in script_of("make -C sub wipe", cwd="/w").needs.files


def test_each_line_of_a_recipe_begins_in_the_folder_of_the_file() -> None:
    text = "x:\n\tcd build\n\trm -rf y\n"
    assert make_commands(text, ["x"], {}) == ["cd build", "rm -rf y"]
    assert "cd sub" in seen("make -C sub x", Supplied(files={"sub/Makefile": text}))


def test_a_script_of_just_is_one_text() -> None:
    assert just_commands(JUSTFILE, "script") == ["cd /\nrm -rf x"]


def test_what_make_alone_knows_is_not_known() -> None:
    assert make_commands("x:\n\trm -rf $(wildcard *.o) $(call f,$(y))\n", ["x"], {}) == [
        "rm -rf $(cat) $(cat)"
    ]
    assert make_commands("x:\n\techo $$HOME `id` $(shell id) $@\n", ["x"], {}) == ["echo $HOME `id` `id` x"]


@pytest.mark.parametrize("text", ["", "[", "[]", "3", '{"scripts": 3}', "[" * 100_000])
def test_a_broken_package_names_no_scripts(text: str) -> None:
    assert not package_scripts(text)


@pytest.mark.parametrize(
    "text",
    ["a" + " " * 9000, "a " * 9000 + ":", ":" * 9000, "$(shell " * 3000, "x:\n\t" + "$(" * 9000, "{{" * 9000],
)
def test_a_strange_file_is_read_all_the_same(text: str) -> None:
    assert make_commands(text, ["y"], {}) == []
    assert just_commands(text, "y") == []


def test_values_that_hold_each_other_stay_within_bounds() -> None:
    text = "A=" + "$(B)" * 4000 + "\nB=" + "$(A)" * 4000 + "\nx:\n\t$(A)\n"
    assert len("".join(make_commands(text, ["x"], {}))) <= MAX_LENGTH


def test_a_file_that_runs_itself_is_read_once() -> None:
    supplied = Supplied(files={"s": "rm -rf /x\nsh s\n"})
    assert seen("sh s", supplied).count("rm -rf /x") == 1
    assert not script_of("sh s", supplied).problems
