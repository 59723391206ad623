"""Builders by their own files: `cmake --build`, `cargo clean`, `mvn clean`, `go generate`."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.languages.cmake_code import cmake_lines
from shellguard.parsing.nested import (
    behind_wrappers,
    compilers,
    foreign_code,
    implied_code,
    own_programs,
    wrapping,
)
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_TARGETS = ("--target", "-t")
_CMAKE_VALUES = (
    "-S",
    "-B",
    "-D",
    "-U",
    "-G",
    "-T",
    "-A",
    "-C",
    "--preset",
    "--toolchain",
    "--install-prefix",
)
_NOT_CONFIGURING = frozenset(
    (
        "-E",
        "--build",
        "--install",
        "--open",
        "--find-package",
        "--help",
        "--version",
        "--list-presets",
        "-N",
        "-P",
    )
)
_ONLY_A_PART = ("-p", "--package", "--doc", "--release", "-r", "--profile", "--target", "-n", "--dry-run")
_OF_CARGO = frozenset(
    (
        *(
            "build",
            "b",
            "check",
            "c",
            "clean",
            "doc",
            "d",
            "new",
            "init",
            "add",
            "remove",
            "run",
            "r",
            "test",
        ),
        *("t", "bench", "update", "search", "publish", "install", "uninstall", "clippy", "fmt", "package"),
        *("tree", "fetch", "metadata", "fix", "help", "version", "login", "vendor", "generate-lockfile"),
    )
)
_LABEL = re.compile(r"(?://)?([\w./-]*?)(?::([\w.-]+))?")
_SCRIPT_RULE = re.compile(r"\b(?:sh|py)_binary\(([^()]{0,2000})\)")
_GIVEN = re.compile(r"\b(name|main|srcs)\s{0,9}=\s{0,9}\[?\s{0,20}[\"']([^\"']{1,200})[\"']")
_GENERATES = re.compile(r"^//go:generate[ \t]+(.+)$", re.MULTILINE)
_MAX_SOURCES = 48
_MAX_LINES = 64
_POM_FOLDERS = re.compile(
    r"<build>(?:(?!</build>).)*?<directory>\s*([^<]+?)\s*</directory>|"
    r"<fileset>\s*<directory>\s*([^<]+?)\s*</directory>",
    re.DOTALL,
)
_EXECUTION = re.compile(r"<execution>(.{0,4000}?)</execution>", re.DOTALL)
_XML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CLEANING = frozenset(("clean", "clean:clean"))
_BUILDING = frozenset(
    (
        *("validate", "generate-sources", "process-resources", "compile", "test", "package", "verify"),
        *("integration-test", "install", "deploy", "site"),
    )
)
_POM_NAMES = {"${user.home}": "$HOME", "${project.basedir}": ".", "${basedir}": ".", "${pom.basedir}": "."}


def _else(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the program runs as a compiler, an interpreter or a wrapper."""
    if command.program == "go":
        return compilers.compiled(nester, command, stdin)
    interpreter = foreign_code.interpreter_of(command.program)
    if interpreter is not None:
        return foreign_code.foreign(nester, interpreter, command, stdin)
    wrapped = wrapping.unwrap(command.program, command.words)
    if wrapped is None:
        return own_programs.by_path(nester, command)
    return behind_wrappers.unwrapped(nester, command.program, wrapped, stdin)


def cmake(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`cmake --build DIR --target X` is `make X` there, if a makefile stands there; else a script is read."""
    words = command.words
    values = [word.value for word in words]
    if values[1:2] == ["-E"] and (named := _PORTABLE.get(values[2] or "" if len(values) > 2 else "")):
        begun = tuple(literal_word(one) for one in named)
        return [nester.wrap((*begun, *words[3:]), NestedKind.WRAPPER, "cmake", Flow())]
    if (script := _cmake_script([word.text for word in words[1:]])) is not None:
        folder = script.rpartition("/")[0] or "."
        lines = cmake_lines(nester.file(literal_word(script)) or "", "." if "-P" in values else folder)
        entering = f"cd {quote(folder)} && " if folder != "." and "-P" not in values else ""
        if lines:
            return [nester.shell_text(entering + line, NestedKind.FILE, "cmake") for line in lines]
    if len(words) < 3 or values[1] != "--build" or not values[2]:
        return _else(nester, command, stdin)
    folder = values[2]
    if nester.file(literal_word(f"{folder.rstrip('/')}/Makefile")) is None:
        return []
    targets: list[str] = []
    taken = False
    for text in values[3:]:
        if text is None or text == "--":
            break
        taken = text in _TARGETS or (taken and not text.startswith("-"))
        targets.extend([text] if taken and text not in _TARGETS else [])
    if "--clean-first" in values:
        targets.insert(0, "clean")
    made = ("make", "-C", folder, *targets)
    return [nester.wrap(tuple(literal_word(one) for one in made), NestedKind.WRAPPER, "cmake", Flow())]


def _cmake_script(texts: list[str]) -> str | None:
    """The script that cmake is given, or the file of the project that it configures; else None."""
    if "-P" in texts[:-1]:
        return texts[texts.index("-P") + 1]
    if any(text in _NOT_CONFIGURING or text.startswith("--build") for text in texts):
        return None
    source, operand = "", ""
    for before, text in pairwise(("", *texts)):
        if before == "-S":
            source = text
        elif before not in _CMAKE_VALUES and not text.startswith("-"):
            operand = text
    source = source or operand or next((text[2:] for text in texts if text.startswith("-S")), "") or "."
    return f"{source.rstrip('/')}/CMakeLists.txt".removeprefix("./") if texts else None


def cargo(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What build.rs does, and what is run; `cargo clean` removes the folder that options or settings name."""
    texts = [word.text for word in command.words[1:]]
    if (alias := _cargo_alias(nester, texts)) is not None:
        words = (command.words[0], *map(literal_word, alias), *command.words[2:])
        return [nester.wrap(words, NestedKind.WRAPPER, "cargo", stdin)]
    if texts[:1] in (["run"], ["r"]):
        begun = implied_code.runs(nester, command, stdin)
        return begun + compilers.started(nester, [_main_of(texts)], command)
    if texts[:1] != ["clean"] or any(text.partition("=")[0] in _ONLY_A_PART for text in texts):
        return implied_code.runs(nester, command, stdin)
    named = [after for text, after in pairwise(texts) if text == "--target-dir"]
    named += [text.partition("=")[2] for text in texts if text.startswith("--target-dir=")]
    if not named:
        settings = [nester.file(literal_word(f".cargo/config{ending}")) for ending in (".toml", "")]
        held = _target_folder(next((text for text in settings if text), ""))
        variable = nester.environment.lookup("CARGO_TARGET_DIR").text
        named = [one for one in (variable, held) if one][:1]
    folders = [one for one in named if one.rstrip("/") not in ("target", "./target")]
    return [nester.shell_text(f"rm -rf {quote(one)}", NestedKind.FILE, "cargo") for one in folders]


def _cargo_alias(nester: ScriptFinder, texts: list[str]) -> list[str] | None:
    """The words that the project's settings give another name; None where the name is cargo's own."""
    if not texts or texts[0].startswith(("-", "+")) or texts[0] in _OF_CARGO:
        return None
    try:
        told = tomllib.loads(nester.file(literal_word(".cargo/config.toml")) or "").get("alias")
    except (ValueError, RecursionError):
        return None
    words = told.get(texts[0]) if isinstance(told, dict) else None
    words = words.split() if isinstance(words, str) else words
    known = isinstance(words, list) and all(isinstance(one, str) for one in words) and words[:1] != texts[:1]
    return [*words] if known and words else None


def bazel(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`bazel run //tools:wipe` runs the script that the rule of that name is made of."""
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    label = _LABEL.fullmatch(operands[1]) if operands[:1] == ["run"] and len(operands) > 1 else None
    found = _else(nester, command, stdin)
    if label is None:
        return found
    folder, name = label[1] or "", label[2] or (label[1] or "").rpartition("/")[2]
    place = f"{folder}/" if folder else ""
    texts = [nester.file(literal_word(f"{place}{file}")) for file in ("BUILD.bazel", "BUILD")]
    for rule in _SCRIPT_RULE.findall(next((text for text in texts if text), "")):
        said = dict(_GIVEN.findall(rule))
        if said.get("name") == name and (source := said.get("main") or said.get("srcs")):
            script = literal_word(f"{place}{source.removeprefix(':')}")
            return [*found, *own_programs.run(nester, script, "bazel", ())]
    return found


def _main_of(texts: list[str]) -> str:
    """The file with which the program begins that `cargo run` starts."""
    for option, name in pairwise(texts):
        if option in ("--bin", "--example"):
            return f"{'src/bin' if option == '--bin' else 'examples'}/{name}.rs"
    return "src/main.rs"


def _target_folder(settings: str) -> str:
    try:
        build = tomllib.loads(settings).get("build")
    except (ValueError, RecursionError):
        return ""
    found = build.get("target-dir") if isinstance(build, dict) else None
    return found if isinstance(found, str) else ""


def go(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The commands that sources name behind `//go:generate`; what a program does that is run at once."""
    texts = [word.text for word in command.words[1:]]
    if texts[:1] == ["run"]:
        package = [text for text in texts[1:] if not text.startswith("-")][:1]
        files = [text for text in texts[1:] if text.endswith(".go")]
        sources = _sources(nester, files or [one for one in package if one.startswith(".")])
        tests = [name for name in sources if name.endswith("_test.go")]
        run = [name for name in sources if name not in tests]
        return _else(nester, command, stdin) or compilers.started(nester, run, command)
    if texts[:1] != ["generate"] or "-n" in texts:
        return _else(nester, command, stdin)
    operands = [text for text in texts[1:] if not text.startswith("-")] or ["."]
    found: list[Nested] = []
    for name in _sources(nester, operands)[:_MAX_SOURCES]:
        folder = name.rpartition("/")[0]
        entering = f"cd {quote(folder)} && " if folder not in ("", ".") else ""
        lines = _GENERATES.findall(nester.file(literal_word(name)) or "")
        found.extend(nester.shell_text(entering + line, NestedKind.FILE, "go") for line in lines)
    return found[:_MAX_LINES]


def _sources(nester: ScriptFinder, operands: list[str]) -> list[str]:
    """The source files of packages that are named by their folders; `./...` is all below."""
    patterns: list[str] = []
    for one in operands:
        folder = one.removesuffix("...").rstrip("/") or "."
        if one.endswith(".go"):
            patterns.append(one)
        else:
            patterns.extend(
                f"{folder}/{below}*.go" for below in (("", "*/", "*/*/") if "..." in one else ("",))
            )
    context = nester.context
    context.globs.update(one for one in patterns if "*" in one)
    return [
        name for one in patterns for name in (context.supplied.globs.get(one, ()) if "*" in one else (one,))
    ]


def maven(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the project's file has started with a build; `mvn clean` removes what it says, too."""
    goals = {word.text for word in command.words[1:]}
    given = dict(_EXECUTED.findall("\n".join(word.text for word in command.words)))
    if given.get("executable") and any(goal.endswith(":exec") for goal in goals):
        line = f"{quote(given['executable'])} {given.get('args', '')}"
        return [nester.shell_text(line, NestedKind.SHELL, "mvn")]
    text = nester.file(literal_word("pom.xml")) if goals & _CLEANING or goals & _BUILDING else None
    if text is None:
        return _else(nester, command, stdin)
    begun = _started(nester, text, goals)
    if not goals & _CLEANING:
        return begun + _else(nester, command, stdin)
    folders = [first or second for first, second in _POM_FOLDERS.findall(text)]
    found: list[Nested] = []
    for folder in folders[:_MAX_LINES]:
        for name, value in _POM_NAMES.items():
            folder = folder.replace(name, value)
        if folder.rstrip("/") not in ("target", "./target") and not re.search(r"[^\w$./~ -]", folder):
            found.append(nester.shell_text(f'rm -rf "{folder}"', NestedKind.FILE, "mvn"))
    return begun + found + own_programs.by_path(nester, command)


def _started(nester: ScriptFinder, text: str, goals: set[str]) -> list[Nested]:
    """The programs that the build starts by itself, in the phases that the goals come to."""
    found = []
    for block in _EXECUTION.findall(_XML_COMMENT.sub("", text)):
        phase = re.search(r"<phase>\s*([\w-]+)\s*</phase>", block)
        program = re.search(r"<executable>\s*([^<\s]+)\s*</executable>", block)
        cleans = phase is not None and "clean" in phase[1]
        if program is None or not goals & (_CLEANING if cleans else _BUILDING):
            continue
        words = [program[1], *(one.strip() for one in re.findall(r"<argument>([^<]*)</argument>", block))]
        for name, value in _POM_NAMES.items():
            words = [one.replace(name, value) for one in words]
        if not any("${" in one for one in words):
            line = " ".join(quote(one) if "$HOME" not in one else f'"{one}"' for one in words)
            found.append(nester.shell_text(line, NestedKind.FILE, "mvn"))
    return found[:_MAX_LINES]


_EXECUTED = re.compile(r"(?m)^-Dexec\.(executable|args)=(.*)$")
_PORTABLE = {
    "rename": ("mv",),
    "copy": ("cp", "-r"),
    "copy_if_different": ("cp",),
    "copy_directory": ("cp", "-r"),
    "create_symlink": ("ln", "-sf"),
    "create_hardlink": ("ln", "-f"),
}
"""Of the small commands of `cmake -E` those that have other names elsewhere."""
SPECIAL = {
    "cmake": cmake,
    "cargo": cargo,
    "go": go,
    "bazel": bazel,
    "bazelisk": bazel,
    "mvn": maven,
    "mvnw": maven,
}
