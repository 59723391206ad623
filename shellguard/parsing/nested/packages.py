"""Scripts of a package: those that this line names, `npm pkg set scripts.x=…`, and those of its file."""

from __future__ import annotations

import fnmatch
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested import block_text, foreign_code
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.recipes import package_scripts, package_workspaces
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

ANYHOW: frozenset[str] = frozenset()
_RUN = frozenset(("run", "run-script", "rum", "urn"))
_NAMED = frozenset(
    ("test", "t", "tst", "start", "stop", "restart", "install", "i", "ci", "publish", "pack", "version")
)
_SHORT = {"t": "test", "tst": "test", "i": "install", "ci": "install"}
_FOLDERS = frozenset(("--prefix", "-C", "--dir", "--cwd"))
_EVERYWHERE = {
    "npm": frozenset(("--workspaces", "-ws", "--ws")),
    "pnpm": frozenset(("-r", "--recursive")),
    "turbo": ANYHOW,
    "lerna": ANYHOW,
}
"""Options by which a script runs in every workspace; these programs run it so whatever their options."""
_WORKSPACES = frozenset(("-w", "--workspace", "--filter", "-F"))
_RUNNERS = frozenset(("npm", "yarn", "pnpm", "bun", "node"))
_MAX_PLACES = 16
_CODE = (".js", ".ts", ".mjs", ".cjs", ".mts", ".jsx", ".tsx")
_BEFORE = (["workspaces", "foreach"], ["workspaces"], ["recursive"], ["multi"])
_OWN = "package.json scripts."  # no file has such a name
_OF_PACKAGES = frozenset(
    ("install", "i", "ci", "publish", "pack", "version")
)  # what stands behind these is no script's
_ONLY_BEHIND_DASHES = frozenset(("npm", "turbo", "lerna"))


def scripts(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What `npm` and its kin run: scripts that were set in this line, else what they wrap."""
    program = command.program
    operands, workspace = _operands(program, [word.text for word in command.words[1:]])
    if operands[:2] == ["pkg", "set"]:
        return _set(nester, program, [item.partition("=")[::2] for item in operands[2:]])
    if operands[:1] == ["set-script"] and len(operands) > 2:
        return _set(nester, program, [(f"scripts.{operands[1]}", operands[2])])
    found = _ran(nester, program, operands) or _of_file(nester, command, operands, workspace)
    found = found or _code(nester, command, operands, stdin)
    if found:
        return found
    return behind_wrapper(nester, program, command.words, stdin)


def _code(nester: ScriptFinder, command: SimpleCommand, operands: list[str], stdin: Flow) -> list[Nested]:
    """What `bun -e CODE`, `bun FILE.ts` and `bun run FILE.ts` run."""
    interpreter = foreign_code.interpreter_of(command.program) if command.program == "bun" else None
    if interpreter is None:
        return []
    named = operands[1:] if operands[:1] == ["run"] else operands
    given = any(word.text in interpreter.text for word in command.words[1:])
    if not (given or (named and named[0].endswith(_CODE))):
        return []
    words = tuple(word for word in command.words if word.text != "run")
    return foreign_code.foreign(nester, interpreter, replace(command, words=words), stdin)


def _operands(program: str, words: list[str]) -> tuple[list[str], str]:
    """The operands, and the workspace that is named before, behind or among them."""
    operands: list[str] = []
    workspace = taken = ""
    for word in words:
        name, equals, value = word.partition("=")
        if taken:
            workspace, taken = word, ""
        elif name in _WORKSPACES and not (program == "pnpm" and name == "-w"):  # there it is the root
            workspace, taken = value, "" if equals else name
        elif not word.startswith("-"):
            operands.append(word)
    if program == "yarn" and operands[:1] == ["workspace"] and len(operands) > 2:
        operands, workspace = operands[2:], operands[1]
    return operands, workspace


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
    name = _name(program, operands)
    texts = [nester.environment.written(f"{_OWN}{before}{name}") for before in ("pre", "", "post") if name]
    return [nester.shell_text(text, NestedKind.SHELL, program) for text in texts if text]


def _name(program: str, operands: list[str]) -> str:
    """The script that is run, "" for none."""
    if not operands:
        return ""
    if operands == ["version"]:
        return ""  # it only tells which one
    direct = operands[0] in _NAMED or program != "npm"
    name = operands[1] if operands[0] in _RUN and len(operands) > 1 else operands[0] if direct else ""
    return _SHORT.get(name, name)


def _of_file(
    nester: ScriptFinder, command: SimpleCommand, operands: list[str], workspace: str
) -> list[Nested]:
    """The same by the package.json that is there, or by that of a workspace."""
    program, folder = command.program, ""
    for word, after in pairwise(command.words):
        if word.text in _FOLDERS:
            folder = after.text.rstrip("/") + "/"
            operands = [one for one in operands if one != after.text]
    name = _name(program, operands)
    marker = f"{program} {folder} {workspace} {name}"
    environment = nester.environment
    inside = environment.inside
    text = nester.file(literal_word(f"{folder}package.json")) if name and marker not in inside else None
    if text is not None and _everywhere(command, operands, workspace):
        environment.inside = inside | {marker}
        said = _without(operands)
        found = _in_each(nester, folder, text, _name(program, said), command, _handed(command, said))
        environment.inside = inside
        return found
    if workspace and name and marker not in inside:
        folder, text = _of_workspace(nester, folder, text, workspace)
    if text is None:
        return []
    scripts = package_scripts(text)
    environment.inside = inside | {marker}
    entering = f"cd {quote(folder)} && " if folder else ""
    handed = {name: _handed(command, operands)}
    found = [
        nester.shell_text(f"{entering}{scripts[one]}{handed.get(one, '')}", NestedKind.FILE, program)
        for one in (f"pre{name}", name, f"post{name}")
        if one in scripts
    ]
    environment.inside = inside
    return found


def _handed(command: SimpleCommand, operands: list[str]) -> str:
    """The words behind the script's name that it is given, each behind a blank: `npm run clean -- data`."""
    named = operands[1:2] if operands[:1] and operands[0] in _RUN else operands[:1]
    texts = [word.text for word in command.words]
    if not named or named[0] in _OF_PACKAGES or named[0] not in texts:
        return ""
    behind = command.words[texts.index(named[0]) + 1 :]
    dashes = next((number for number, word in enumerate(behind) if word.text == "--"), len(behind))
    before = behind[:dashes]
    if command.program in _ONLY_BEHIND_DASHES:
        taken = set(operands[1:]) if command.program == "npm" else ANYHOW
        before = tuple(word for word in before if word.text in taken)
    given = (*before, *behind[dashes + 1 :])
    return "".join(f" {quote(word.text) if word.known else word.source}" for word in given)


def _everywhere(command: SimpleCommand, operands: list[str], workspace: str) -> bool:
    """Whether a script is to run in all workspaces, or in all that a pattern fits."""
    options = _EVERYWHERE.get(command.program)
    given = any(options is not None and word.text in options for word in command.words[1:])
    return given or options is ANYHOW or "*" in workspace or operands != _without(operands)


def _without(operands: list[str]) -> list[str]:
    """The operands behind those that only say that all workspaces are meant."""
    return next((operands[len(one) :] for one in _BEFORE if operands[: len(one)] == one), operands)


def _in_each(
    nester: ScriptFinder, folder: str, root: str, name: str, command: SimpleCommand, handed: str
) -> list[Nested]:
    """The script of this name of every workspace."""
    found: list[Nested] = []
    context = nester.context
    for pattern in _listed(nester, folder, root)[:_MAX_PLACES] if name else ():
        files = f"{folder}{pattern.removeprefix('./').rstrip('/').replace('**', '*')}/package.json"
        context.globs.update([files] if "*" in files else [])
        for file in context.supplied.globs.get(files, ()) if "*" in files else (files,):
            scripts = package_scripts(nester.file(literal_word(file)) or "{}")
            entering = f"cd {quote(file.rpartition('/')[0])} && "
            names = [one for one in (f"pre{name}", name, f"post{name}") if one in scripts]
            lines = {one: entering + scripts[one] + (handed if one == name else "") for one in names}
            found += [nester.shell_text(lines[one], NestedKind.FILE, command.program) for one in names]
    return found


def _listed(nester: ScriptFinder, folder: str, root: str | None) -> list[str]:
    """The patterns of folders that hold workspaces."""
    listed = list(package_workspaces(root or ""))
    packages = (
        block_text.load(nester.file(literal_word(f"{folder}pnpm-workspace.yaml")) or "") if not listed else ""
    )
    named = packages.get("packages") if isinstance(packages, dict) else None
    return listed + [one for one in named or () if isinstance(one, str) and not one.startswith("!")]


def _of_workspace(
    nester: ScriptFinder, folder: str, root: str | None, workspace: str
) -> tuple[str, str | None]:
    """The folder of a workspace that is named by its name or its path, and its package.json."""
    short = workspace.strip("./").rpartition("/")[2]
    listed = _listed(nester, folder, root)
    places = [pattern.rstrip("/").removesuffix("/**").removesuffix("/*") for pattern in listed[:_MAX_PLACES]]
    tried = [workspace.strip("/"), *(f"{place}/{short}" for place in places), *places]
    for place in dict.fromkeys(one.removeprefix("./") for one in tried if "*" not in one and "@" not in one):
        text = nester.file(literal_word(f"{folder}{place}/package.json"))
        if text is not None and place.rpartition("/")[2] == short:
            return f"{folder}{place}/", text
    return folder, None


def several(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`run-s clean build:*`, `concurrently npm:serve`: scripts of the package, named one after another."""
    names: list[str] = []
    for word in command.words[1:]:
        kind, colon, name = word.text.partition(":")
        if command.program != "concurrently":
            names += [] if word.text.startswith("-") else [word.text]
        elif colon and kind in _RUNNERS:
            names.append(name)
    scripts = package_scripts(nester.file(literal_word("package.json")) or "{}") if names else {}
    parted = (name.partition(" ") for name in names)
    named = (
        f"npm run {quote(one)} {given}".rstrip()
        for name, _, given in parted
        for one in (fnmatch.filter(scripts, name) or [name])
    )
    lines = [*dict.fromkeys(named)]
    found = [nester.shell_text(one, NestedKind.FILE, command.program) for one in lines[:_MAX_PLACES]]
    if command.program == "concurrently":
        found += behind_wrapper(nester, command.program, command.words, stdin)
    return found


def by_node(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`node --run NAME` is `npm run NAME`."""
    words = command.words
    place = next((n for n, word in enumerate(words[:-1]) if word.text == "--run"), 0)
    if not place:
        return []
    npm = (literal_word("npm"), literal_word("run"), *words[place + 1 :])
    return [nester.wrap(npm, NestedKind.WRAPPER, "node", stdin)]


SPECIAL = (
    {"node": by_node}
    | dict.fromkeys(("npm", "pnpm", "yarn", "bun", "turbo", "lerna"), scripts)
    | dict.fromkeys(("run-s", "run-p", "npm-run-all", "npm-run-all2", "concurrently"), several)
)
