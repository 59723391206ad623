"""`task`, workspaces of `npm` and included makefiles are read where what they run is named."""

from __future__ import annotations

import json

import pytest

from shellguard.parsing.nested import block_text
from shellguard.parsing.nested.taskfiles import task_commands
from shellguard.parsing.shell_state import Supplied
from tests.parsing.parsing_view import script_of, seen

TASKFILE = """
version: '3'

vars:
  PLACE: /x  # where it is put
  WHEN: {sh: date}

tasks:
  default: echo hello
  wipe:
    desc: "removes: all"
    cmds:
      - rm -rf {{.PLACE}}
  quoted:
    cmds: ["rm -rf /x", 'echo a: b']
  short: rm -rf /x
  listed:
    - echo a
    - rm -rf /x
  block:
    cmds:
      - |
        cd /
        rm -rf /x
  folded:
    cmd: >-
      rm
      -rf /x
  needing:
    deps: [tidy, wipe]
    cmds:
    - echo b
  calling:
    cmds:
      - task: wipe
        vars: {A: b}
      - cmd: echo c
        silent: true
  later:
    cmds:
      - defer: rm -rf /x
      - echo d
  "docs:wipe":
    dir: docs
    cmds: [rm -rf /x]
  computed:
    vars:
      SIZE:
        sh: rm -rf /x
    cmds: [echo {{.SIZE}}]
  given:
    cmds: ["rm -rf {{.CLI_ARGS}}"]
  tidy:
    cmds:
      - echo tidy
      # - rm -rf /x
  loop:
    cmds: [task loop]
"""
ROOT = json.dumps({"workspaces": ["packages/*", "tools/own"], "scripts": {"x": "echo root"}})
PACKAGE = json.dumps({"scripts": {"x": "rm -rf /x", "tidy": "echo tidy"}})
FILES = Supplied(
    files={
        "Taskfile.yml": TASKFILE,
        "sub/Taskfile.yml": TASKFILE,
        "other.yml": TASKFILE,
        "package.json": ROOT,
        "packages/web/package.json": PACKAGE,
        "tools/own/package.json": PACKAGE,
        "Makefile": "include rules.mk\n-include no.mk $(OWN).mk\nall: a.out\n\techo $<\n",
        "rules.mk": "D = /x\nwipe:\n\trm -rf $(D)\n%.out: %.in\n\trm -rf /$*\nx.out: y\nz.out:\n\techo own\n",
        "sub/Makefile": "include rules.mk\n",
        "sub/rules.mk": "wipe:\n\trm -rf /x\n",
    }
)

HARMLESS = [
    "task", "task default", "task tidy", "task --list", "task -n wipe", "task --dry wipe", "task nothing",
    "task add rm", "task $x", "task loop", "npm run x", "npm run tidy -w web", "npm run x -w none", "pnpm run x",
    "yarn workspace web tidy", "make z.out", "make -n wipe", "make -Cnone wipe",
]  # fmt: skip
REMOVING = [
    "task wipe", "task short", "task listed", "task block", "task folded", "task needing", "task calling",
    "task later", "task docs:wipe", "task computed", "task quoted", "task tidy wipe", "task -t other.yml wipe",
    "task --taskfile=other.yml wipe", "task -d sub wipe", "go-task wipe", "sudo task wipe", "task given -- /x",
    "npm run x -w web", "npm -w web run x", "npm --workspace=packages/web run x", "npm run x -w @me/web",
    "npm run x --workspace own", "pnpm --filter web run x", "pnpm -F web x", "yarn workspace web x",
    "yarn workspace web run x", "make wipe", "make -C sub wipe", "make -Csub wipe", "make x.out",
]  # fmt: skip


@pytest.mark.parametrize("line", HARMLESS)
def test_what_is_not_named_does_not_run(line: str) -> None:
    assert not [command for command in seen(line, FILES) if command.startswith("rm ")]


@pytest.mark.parametrize("line", REMOVING)
def test_what_is_named_runs(line: str) -> None:
    assert "rm -rf /x" in seen(line, FILES), seen(line, FILES)


def test_a_pattern_makes_what_a_target_needs() -> None:
    assert "rm -rf /a" in seen("make all", FILES)


def test_a_file_is_asked_for_only_where_a_task_is_run() -> None:
    assert "Taskfile.yml" in script_of("task wipe").needs.files
    assert "sub/Taskfile.yml" in script_of("task -d sub wipe").needs.files
    assert not script_of("task --list").needs.files
    assert (
        "packages/web/package.json"
        in script_of("npm run x -w web", Supplied(files={"package.json": ROOT})).needs.files
    )


def test_a_task_runs_in_its_folder() -> None:
    assert ("docs", "rm -rf /x") in task_commands(TASKFILE, ["docs:wipe"], {})
    assert "cd sub/docs" in seen("task -d sub docs:wipe", FILES)


def test_what_a_template_computes_is_not_known() -> None:
    assert task_commands("tasks:\n  a: rm -rf {{.B}} {{now}}\n", ["a"], {"B": "c"}) == [
        ("", "rm -rf c $(cat)")
    ]


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("a: b", {"a": "b"}),
        ("a:\n  - b\n  - c: d\n    e: f\n", {"a": ["b", {"c": "d", "e": "f"}]}),
        ("a:\n- b\nc: 'd: e'\n", {"a": ["b"], "c": "d: e"}),
        ("a: |\n  b\n   c\n\n  d\ne: f", {"a": "b\nc\n\nd", "e": "f"}),
        ("a: [b, 'c, d']\nb: {c: d}", {"a": ["b", "c, d"], "b": {"c": "d"}}),
        ("# only this", ""),
        ("- a\n- b # c", ["a", "b"]),
        ("a: {{.B}} # c", {"a": "{{.B}}"}),
    ],
)
def test_the_part_of_yaml_that_is_read(text: str, loaded: object) -> None:
    assert block_text.load(text) == loaded


@pytest.mark.parametrize(
    "text",
    ["", ":", "- " * 9000, "a:\n" * 9000, "".join(" " * n + "a:\n" for n in range(500)), "tasks: 3", "tasks:\n  a: [" + "b," * 9000,
     "{" * 9000, "tasks:\n  - a", "\t\t- a", "'" * 9000, "a: " + '"' * 9001, "a" + " " * 9000 + "x"],
)  # fmt: skip
def test_a_strange_file_is_read_all_the_same(text: str) -> None:
    block_text.load(text)
    task_commands(text, ["a"], {})
