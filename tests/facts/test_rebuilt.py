"""What a tool makes again is told by evidence, never by a name alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery
from shellguard.facts.files.losses import recovery_of
from shellguard.facts.files.rebuilt import file_evidence, folder_evidence
from shellguard.facts.files.survey import Surveyor
from shellguard.knowledge.loading import load

FOLDERS = load("rebuilt")["folder"]
BY_NEIGHBOUR = [
    (name.replace("*", "x"), beside.replace("*", "x"), entry)
    for entry in FOLDERS
    for name in entry["names"]
    for beside in entry.get("beside", ())
]
BY_CONTENT = [
    (name.replace("*", "x"), inside.replace("*", "x"), entry.get("also", ()))
    for entry in FOLDERS
    for name in entry["names"]
    for inside in entry.get("inside", ())
]


def fill(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def recovery(folder: Path) -> Recovery:
    return recovery_of(Surveyor(Deadline(5000)).folder(str(folder)), Deadline(5000))[0]


@pytest.mark.parametrize(
    "name", sorted({n.replace("*", "x") for e in FOLDERS for n in e["names"] if e.get("beside") != ["*"]})
)
def test_a_name_alone_is_no_evidence(tmp_path: Path, name: str) -> None:
    fill(tmp_path, f"{name}/notes.md")
    assert recovery(tmp_path / name) is Recovery.LOST or name.startswith(".")
    if name != "__pycache__" and not name.startswith("."):
        assert folder_evidence(str(tmp_path / name)) is None


@pytest.mark.parametrize("inside", ["photo.heic", "letter.docx", "keys.kdbx", "a/b/thesis.odt"])
def test_one_personal_file_speaks_against_a_mixed_folder(tmp_path: Path, inside: str) -> None:
    fill(tmp_path, "package.json", *[f"build/{number}.js" for number in range(30)], f"build/{inside}")
    assert recovery(tmp_path / "build") is Recovery.LOST


def test_mostly_pictures_speak_against_a_mixed_folder(tmp_path: Path) -> None:
    fill(tmp_path, "package.json", "build/a.js", *[f"build/{number}.jpg" for number in range(3)])
    assert recovery(tmp_path / "build") is Recovery.LOST


@pytest.mark.parametrize(("beside", "inside"), [("package.json", "a.tar.gz"), ("pyproject.toml", "a.jpg"),
                                                ("pyproject.toml", "a.docx")])  # fmt: skip
def test_what_no_packager_makes_speaks_against_its_folder(tmp_path: Path, beside: str, inside: str) -> None:
    fill(tmp_path, beside, f"dist/{inside}")
    assert recovery(tmp_path / "dist") is Recovery.LOST


def test_packages_are_what_a_packager_makes(tmp_path: Path) -> None:
    fill(tmp_path, "pyproject.toml", "dist/a-1.0.tar.gz", "dist/a-1.0-py3-none-any.whl")
    assert recovery(tmp_path / "dist") is Recovery.REBUILT


def test_a_false_mark_is_no_evidence(tmp_path: Path) -> None:
    fill(tmp_path, "x/CACHEDIR.TAG", "x/a")
    assert recovery(tmp_path / "x") is Recovery.LOST


def test_foreign_files_speak_against_compiled_python(tmp_path: Path) -> None:
    fill(tmp_path, "__pycache__/a.pyc", "__pycache__/notes.txt")
    assert recovery(tmp_path / "__pycache__") is Recovery.LOST


@pytest.mark.parametrize("name", ["a.o", "a.class", "a.pdf", "a.log"])
def test_a_file_without_its_source_is_not_rebuilt(tmp_path: Path, name: str) -> None:
    fill(tmp_path, name)
    assert file_evidence(str(tmp_path / name)) is None


@pytest.mark.parametrize(("name", "beside", "entry"), BY_NEIGHBOUR)
def test_a_manifest_beside_is_evidence(tmp_path: Path, name: str, beside: str, entry: dict[str, Any]) -> None:
    made = f"made{entry.get('only', ['.bin'])[0]}"
    if entry.get("echo"):
        beside, made = "x.ipynb", f"x{entry['echo']}.ipynb"
    if entry.get("parts"):
        made = f"{entry['parts'][0].rstrip('*')}/x"
    manifest = os.path.normpath(Path(name).parent / beside) if beside.startswith("../") else beside
    fill(tmp_path, manifest, *(f"{one}/x" for one in entry.get("also", ())), f"{name}/{made}")
    assert recovery(tmp_path / name) is Recovery.REBUILT


@pytest.mark.parametrize(
    "manifest", ["package.json", "pyproject.toml", "setup.py", "CMakeLists.txt", "go.mod"]
)
def test_sources_in_lib_are_not_rebuilt(tmp_path: Path, manifest: str) -> None:
    fill(tmp_path, manifest, "lib/a.js", "lib/b.py")
    assert recovery(tmp_path / "lib") is Recovery.LOST


def test_what_a_page_serves_as_it_is_is_not_rebuilt(tmp_path: Path) -> None:
    fill(tmp_path, "package.json", "src/a.js", "public/index.html", "public/logo.svg")
    assert recovery(tmp_path / "public") is Recovery.LOST


def test_a_folder_above_its_packages_is_rebuilt_while_it_holds_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path, "go/pkg/mod/a/x.go")
    assert recovery(tmp_path / "go") is Recovery.REBUILT
    fill(tmp_path, "go/src/me/x.go")
    assert recovery(tmp_path / "go") is Recovery.LOST


@pytest.mark.parametrize("inside", ["logo.svg", "manifest.json", "photo.jpg"])
def test_what_a_page_serves_below_public_is_not_rebuilt(tmp_path: Path, inside: str) -> None:
    fill(tmp_path, "Gemfile", "config/routes.rb", f"public/assets/{inside}")
    assert recovery(tmp_path / "public/assets") is Recovery.LOST


@pytest.mark.parametrize(("name", "inside", "also"), BY_CONTENT)
def test_a_tool_s_own_file_inside_is_evidence(
    tmp_path: Path, name: str, inside: str, also: tuple[str, ...]
) -> None:
    fill(tmp_path, *also, f"{name}/{inside}/x" if inside == "meson-info" else f"{name}/{inside}")
    assert recovery(tmp_path / name) is Recovery.REBUILT


def test_some_pictures_do_not_speak_against_a_built_site(tmp_path: Path) -> None:
    fill(tmp_path, "package.json", "dist/logo.png", *[f"dist/{number}.js" for number in range(9)])
    assert recovery(tmp_path / "dist") is Recovery.REBUILT


def test_a_marked_cache_of_any_name_is_rebuilt(tmp_path: Path) -> None:
    fill(tmp_path, "x/a")
    (tmp_path / "x/CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert recovery(tmp_path / "x") is Recovery.REBUILT


@pytest.mark.parametrize(
    ("name", "source"), [("a.o", "a.c"), ("a.pdf", "a.tex"), ("A.class", "A.java"), ("m.pyc", "m.py")]
)
def test_a_file_beside_its_source_is_rebuilt(tmp_path: Path, name: str, source: str) -> None:
    fill(tmp_path, name, source)
    assert file_evidence(str(tmp_path / name)) is not None
