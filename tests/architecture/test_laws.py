"""The laws of the house: imports go one way, thinking does no I/O, files and functions stay short."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "shellguard"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

GROUND = {"errors", "exit_codes", "terminal_text", "toml_text", "knowledge", "__init__"}
MAY_IMPORT = {
    "errors": {"exit_codes"},
    "exit_codes": set(),
    "terminal_text": set(),
    "knowledge": {"errors"},
    "runtime_place": {"errors"},
    "paths": {"errors", "runtime_place"},
    "private_files": {"errors"},
    "own_variables": set(),
    "toml_text": {"errors"},
    "processes": set(),
    "parsing": GROUND,
    "recognising": GROUND,
    "phrasebook": GROUND,
    "effects": GROUND | {"parsing"},
    "facts": GROUND | {"paths", "parsing", "effects"},
    "risk": GROUND | {"parsing", "effects", "facts"},
    "classifier": GROUND | {"parsing", "effects", "facts", "risk"},
    "policy": GROUND | {"parsing", "effects", "facts", "risk"},
    "alternatives": GROUND | {"parsing", "effects", "facts", "risk"},
    "own_packs": GROUND | {"paths", "private_files", "effects", "parsing"},
    "settings": GROUND | {"paths", "private_files", "own_variables", "policy", "parsing"},
    "understanding": GROUND | {"parsing", "effects"},
    "verdict": GROUND | {"parsing", "effects", "facts", "risk", "policy"},
    "verdict_json": GROUND | {"parsing", "effects", "facts", "risk", "policy", "verdict"},
    "dialogue": GROUND | {"parsing", "effects", "facts", "risk", "policy", "verdict"},
    "audit": GROUND | {"paths", "private_files", "parsing", "effects", "facts", "risk", "policy", "verdict"},
    "model": GROUND
    | {"paths", "private_files", "settings", "parsing", "effects", "facts", "risk", "policy", "verdict"},
    "wire": GROUND | {"runtime_place", "paths", "private_files"},
    "setup": GROUND | {"paths", "private_files"},
    "history": GROUND | {"parsing"},
    "rehearsal": GROUND | {"paths", "setup", "processes"},
    "vllm": GROUND | {"paths", "private_files", "settings"},
}
FOLDERS_IN_ORDER = {
    "parsing": ("grammar", "state", "words", "languages", "output", "nested", "commands", "readers"),
    "effects": ("packs", "names", "touching", "execution", "wording"),
    "phrasebook": ("language", "selection", "columns", "phrases", "matching", "writing"),
    "facts": (
        "repository",
        "files",
        "pipelines",
        "git",
        "machine",
        "writing",
        "loops",
        "session",
        "services",
    ),
}
"""Folders of a stage: each may import what stands before it, and the stage's own modules beside them."""
SEE_EVERYTHING = {"judgement", "daemon", "cli", "__main__"}
MAKES_DOCUMENTATION = {
    "effects/rules_page.py",
    "parsing/reading_page.py",
    "risk/weights_page.py",
}  # run by hand, not on the way of a line
THINKING = (
    "parsing",
    "recognising",
    "phrasebook",
    "effects",
    "risk",
    "classifier",
    "policy",
    "alternatives",
    "dialogue",
)
# not `time`: weighing takes the moment as an argument, and asks the clock only where none is given
OUTSIDE = {"os", "io", "pathlib", "subprocess", "socket", "shutil", "tempfile", "glob", "random", "asyncio"}
INPUT_AND_OUTPUT = {"open", "print", "input", "eval", "exec"}


def part_of(file: Path) -> str:
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """Names of imported modules, without those that only the type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            module = node.module or ""
            yield from (
                (f"{module}.{alias.name}" for alias in node.names) if module == "shellguard" else (module,)
            )
        else:
            yield from imported(node)


def name_of(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


THINKERS = [file for file in FILES if part_of(file) in THINKING and name_of(file) not in MAKES_DOCUMENTATION]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def strays(file: Path) -> set[str]:
    """What a file imports against the flow."""
    part = part_of(file)
    if part in SEE_EVERYTHING or part == "__init__":
        return set()
    seen = {name.split(".")[1] for name in imported(tree_of(file)) if name.startswith("shellguard.")}
    if part not in MAY_IMPORT:
        return {f"{part} has no place in the flow yet"}
    return seen - {part} - MAY_IMPORT[part] - {"__version__"}


def broken_by(law: Callable[[Path], object], files: list[Path] = FILES) -> dict[str, object]:
    """What a law has to say against each file, where it has."""
    assert len(files) > 50
    return {name_of(file): said for file in files if (said := law(file))}


def test_imports_go_one_way() -> None:
    assert broken_by(strays) == {}


def folder_of(part: str, name: str) -> str:
    """The folder within a stage that a module's name (`shellguard.facts.git.lost_work`) leads to."""
    pieces = name.split(".")
    return pieces[2] if pieces[1:2] == [part] and len(pieces) > 3 else ""


def backward(file: Path) -> set[str]:
    """What a module in a folder of its stage imports of folders that come later."""
    part, own = part_of(file), folder_of(part_of(file), module_of(file))
    if not own:
        return set()
    order = FOLDERS_IN_ORDER[part]
    later = order[order.index(own) + 1 :]
    return {name for name in imported(tree_of(file)) if folder_of(part, name) in later}


@pytest.mark.parametrize("part", FOLDERS_IN_ORDER)
def test_folders_of_a_stage_build_on_one_another_one_way(part: str) -> None:
    files = [file for file in FILES if part_of(file) == part]
    found = {folder for file in files if (folder := folder_of(part, module_of(file)))}
    assert found == set(FOLDERS_IN_ORDER[part])
    assert broken_by(backward, files) == {}


def all_imported(tree: ast.AST) -> Iterator[str]:
    """Names of modules and of what is taken from them, those that only the type checker reads too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield node.module


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {module_of(file): file for file in FILES}
    left = {}
    for name, file in modules.items():
        # a package's own file is not asked for by who takes a module from it
        seen = set(all_imported(tree_of(file)))
        packages = {other.rpartition(".")[0] for other in seen if other in modules}
        left[name] = {other for other in seen if other in modules} - packages - {name}
    while free := [name for name, seen in left.items() if not seen & left.keys()]:
        for name in free:
            del left[name]
    assert sorted(left) == []


def dealings(file: Path) -> set[str]:
    """What a file has to do with the world outside."""
    tree = tree_of(file)
    calls = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return {name.split(".")[0] for name in imported(tree)} & OUTSIDE | calls & INPUT_AND_OUTPUT


def test_thinking_does_no_input_or_output() -> None:
    assert broken_by(dealings, THINKERS) == {}


def test_files_stay_short() -> None:
    lines = {name_of(file): file.read_text(encoding="utf-8").count("\n") for file in FILES}
    assert {name: number for name, number in lines.items() if number >= LONGEST_FILE} == {}


def long_functions(file: Path) -> dict[str, int]:
    return {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 >= LONGEST_FUNCTION
    }


def test_functions_stay_short() -> None:
    assert broken_by(long_functions) == {}


CALLED_BY_NAME = ("visit_", "__", "source_to_code", "_check_value")
"""How names begin that a library calls: of tree walkers, of importers, and Python's own."""


def defined(tree: ast.Module) -> Iterator[str]:
    """Functions, classes and constants of a file, without those that a decorator hands to somebody."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            handed_over = node.decorator_list and isinstance(node.decorator_list[0], ast.Call)
            if not handed_over and not node.name.startswith(CALLED_BY_NAME):
                yield node.name
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        constants = (inner for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name))
        yield from (one.id for one in constants if not one.id.startswith(CALLED_BY_NAME))


def asked_for(tree: ast.Module) -> Iterator[str]:
    """Names that a file takes the value of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr


def test_nothing_is_defined_that_nobody_uses() -> None:
    used = {name for file in FILES for name in asked_for(tree_of(file))}
    assert broken_by(lambda file: set(defined(tree_of(file))) - used) == {}


MOST_ARGUMENTS = 7
"""More by place are a value that lacks a name. Records whose `__init__` is written out for speed may have more."""


def by_place(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    named = [one.arg for one in function.args.posonlyargs + function.args.args]
    return [name for name in named if name not in ("self", "cls")]


def long_calls(file: Path) -> dict[str, int]:
    return {
        node.name: len(by_place(node))
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name != "__init__"
        and len(by_place(node)) > MOST_ARGUMENTS
    }


def test_functions_take_few_arguments_by_place() -> None:
    assert broken_by(long_calls) == {}


FOR_THE_COMMAND_LINE = {"add_parser", "add_arguments"}
"""Each command has these; `cli` says what they are for."""


def untold(file: Path) -> list[str]:
    """What stands at the top of a module for others, and the module itself, without a word on what it is for."""
    tree = tree_of(file)
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and node.name not in FOR_THE_COMMAND_LINE
    ]
    nameless = [] if ast.get_docstring(tree) or not tree.body else ["the module"]
    return nameless + [node.name for node in public if not ast.get_docstring(node)]


def test_what_others_use_says_what_it_is_for() -> None:
    assert broken_by(untold) == {}


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "helpers", "manager", "core", "misc", "common"}
    assert broken_by(lambda file: drawers & set(file.stem.split("_"))) == {}


def repeated_groups(file: Path) -> list[str]:
    return re.findall(r"\)(?:[*+?]|\{\d*,?\d*\})\+", file.read_text())


def test_possessive_repeats_are_of_one_character() -> None:
    """Python before 3.11.5 matches those of groups wrongly (python/cpython issues 100061 and 106052)."""
    assert broken_by(repeated_groups, [*FILES, *sorted(PACKAGE.rglob("*.toml"))]) == {}
