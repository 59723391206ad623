"""Scripts of a package that this line names and then runs: `npm pkg set scripts.x=… && npm run x`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shellguard.parsing import wrapping
from shellguard.parsing.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_RUN = frozenset(("run", "run-script", "rum", "urn"))
_NAMED = frozenset(("test", "t", "tst", "start", "stop", "restart", "install", "i", "ci", "publish", "pack"))
_SHORT = {"t": "test", "tst": "test", "i": "install", "ci": "install"}
_OWN = "package.json scripts."  # no file has such a name


def scripts(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What `npm` and its kin run: scripts that were set in this line, else what they wrap."""
    program = command.program
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    if operands[:2] == ["pkg", "set"]:
        return _set(nester, program, [item.partition("=")[::2] for item in operands[2:]])
    if operands[:1] == ["set-script"] and len(operands) > 2:
        return _set(nester, program, [(f"scripts.{operands[1]}", operands[2])])
    found = _ran(nester, program, operands)
    if found:
        return found
    wrapped = wrapping.unwrap(program, command.words)
    return [] if wrapped is None else nester.unwrapped(program, wrapped, stdin)


def _set(nester: ScriptFinder, program: str, pairs: list[tuple[str, str]]) -> list[Nested]:
    found = []
    for key, text in pairs:
        name = key.removeprefix("scripts.").strip("[]'\"")
        if key.startswith("scripts") and name and text:
            nester.environment.write(_OWN + name, text)
            found.append(nester.shell_text(text, NestedKind.LATER, program))
    return found


def _ran(nester: ScriptFinder, program: str, operands: list[str]) -> list[Nested]:
    """The script that is run, with what is run before and after it."""
    if not operands:
        return []
    direct = operands[0] in _NAMED or program != "npm"
    name = operands[1] if operands[0] in _RUN and len(operands) > 1 else operands[0] if direct else ""
    name = _SHORT.get(name, name)
    texts = [nester.environment.written(f"{_OWN}{before}{name}") for before in ("pre", "", "post") if name]
    return [nester.shell_text(text, NestedKind.SHELL, program) for text in texts if text]


SPECIAL = dict.fromkeys(("npm", "pnpm", "yarn", "bun"), scripts)
