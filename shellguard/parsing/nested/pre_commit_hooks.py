"""What a file in YAML has run on this machine: hooks of pre-commit and lefthook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shellguard.parsing.nested import block_text
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_LINES = 64
_LINT_STAGED = (".lintstagedrc", ".lintstagedrc.json", ".lintstagedrc.yaml", ".lintstagedrc.yml")
_LEFTHOOK = ("lefthook.yml", ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml")


def pre_commit(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The hooks of the project's own file that run what is there: `language: system` or `script`."""
    texts = [word.text for word in command.words[1:]]
    if texts[:1] != ["run"] or "--help" in texts:
        return []
    loaded = block_text.load(nester.file(literal_word(".pre-commit-config.yaml")) or "")
    groups = loaded.get("repos") if isinstance(loaded, dict) else None
    wanted = [text for text in texts[1:] if not text.startswith("-")][:1]
    found: list[Nested] = []
    for group in groups if isinstance(groups, list) else []:
        hooks = group.get("hooks") if isinstance(group, dict) and group.get("repo") == "local" else None
        for hook in hooks if isinstance(hooks, list) else []:
            line = hook.get("entry") if isinstance(hook, dict) else None
            named = not wanted or (isinstance(hook, dict) and hook.get("id") in wanted)
            if isinstance(line, str) and line and named:
                found.append(nester.shell_text(line, NestedKind.FILE, "pre-commit"))
    return found[:MAX_LINES]


def lint_staged(nester: ScriptFinder, _command: SimpleCommand, _: Flow) -> list[Nested]:
    """The commands for the staged files, as the package or a file of their own says."""
    told = _in_json(nester.file(literal_word("package.json")) or "")
    own = told.get("lint-staged") if isinstance(told, dict) else None
    for name in _LINT_STAGED if not own else ():
        text = nester.file(literal_word(name)) or ""
        own = own or _in_json(text) or block_text.load(text)
    each = own.values() if isinstance(own, dict) else ()
    lines = [line for one in each for line in (one if isinstance(one, list) else [one])]
    said = [line for line in lines if isinstance(line, str)]
    return [nester.shell_text(line, NestedKind.FILE, "lint-staged") for line in said[:MAX_LINES]]


def _in_json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def lefthook(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The commands, jobs and scripts of the hook that `lefthook run` names."""
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    if operands[:1] != ["run"] or len(operands) < 2:
        return []
    texts = (nester.file(literal_word(name)) for name in _LEFTHOOK)
    loaded = block_text.load(next((text for text in texts if text), ""))
    hook = loaded.get(operands[1]) if isinstance(loaded, dict) else None
    if not isinstance(hook, dict):
        return []
    commands, jobs = hook.get("commands"), hook.get("jobs")
    listed = [
        *(commands.values() if isinstance(commands, dict) else ()),
        *(jobs if isinstance(jobs, list) else ()),
    ]
    lines = [one.get("run") for one in listed if isinstance(one, dict)]
    found = [nester.shell_text(one, NestedKind.FILE, "lefthook") for one in lines if isinstance(one, str)]
    scripts = hook.get("scripts")
    for name in scripts if isinstance(scripts, dict) else ():
        path = f".lefthook/{operands[1]}/{name}"
        found.append(nester.file_text(literal_word(path), NestedKind.FILE, "lefthook"))
    return found[:MAX_LINES]


SPECIAL = {"pre-commit": pre_commit, "lefthook": lefthook, "lint-staged": lint_staged}
