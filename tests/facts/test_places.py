"""Protected places, by the examples of the data and by where the shell stands."""

from __future__ import annotations

import pytest

from shellguard.facts.files.places import named_place, passing_place, protected_place, temporary_folder
from shellguard.knowledge.loading import load
from shellguard.parsing.shell_state import ShellState

ENTRIES = load("places")["place"]
HOLDS = [(path, entry["why"]) for entry in ENTRIES for path in entry.get("holds", ())]
NOT = [(path, entry["why"]) for entry in ENTRIES for path in entry.get("not", ())]
ANN = ShellState(cwd="/home/ann/demo", home="/home/ann")


def test_every_entry_has_examples() -> None:
    assert [entry["paths"] for entry in ENTRIES if not entry.get("not")] == []
    assert [entry["paths"] for entry in ENTRIES if entry["why"] and not entry.get("holds")] == []


@pytest.mark.parametrize(("path", "why"), NOT)
def test_a_place_does_not_reach_further(path: str, why: str) -> None:
    assert named_place(path, "/home/bob") == "" if not why else named_place(path, "/home/bob") != why


@pytest.mark.parametrize(("path", "why"), HOLDS)
def test_a_place_is_protected(path: str, why: str) -> None:
    assert named_place(path, "/home/bob") == why


@pytest.mark.parametrize(
    "path", ["/home/ann/demo/build", "/home/ann/demo/.git/index.lock", "/home/ann/demo/.gitignore"]
)
def test_ordinary_paths_are_not_protected(path: str) -> None:
    assert protected_place(path, "", ANN) == ""


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/home/ann", "your home folder"),
        ("/home/bob", "somebody's whole home folder"),
        ("/home/ann/.ssh/id_rsa", "your keys"),
        ("/home/ann/demo", "the folder you are in"),
        ("/home/ann/demo/.git", "the history of a git repository"),
        ("/home/ann/demo/.git/objects/ab", "the history of a git repository"),
    ],
)
def test_places_of_the_person_are_protected(path: str, why: str) -> None:
    assert protected_place(path, "", ANN) == why


def test_a_folder_above_is_protected_when_it_goes() -> None:
    deep = ShellState(cwd="/srv/a/b/c", home="/home/ann")
    assert protected_place("/srv/a", "", deep) == "a folder above the one you are in"
    assert protected_place("/srv/a", "", deep, goes=False) == ""


@pytest.mark.parametrize("pattern", ["*.log", "a*", "[ab]", "sub*/x"])
def test_a_pattern_that_chooses_is_not_everything(pattern: str) -> None:
    assert protected_place("/home/ann", pattern, ANN) == ""


@pytest.mark.parametrize("pattern", ["*", ".*", "**", "*/", "*/x", ".[!.]*"])
def test_everything_in_a_protected_place_is_protected(pattern: str) -> None:
    assert protected_place("/home/ann", pattern, ANN) == "everything in your home folder"


def test_the_home_of_root_is_its_home() -> None:
    root = ShellState(cwd="/root/x", home="/root")
    assert protected_place("/root", "", root) == "your home folder"
    assert protected_place("/root/x/y", "", root) == ""


@pytest.mark.parametrize("path", ["/tmp", "/home/ann/tmp/x", "/tmpx/y", "/var/tmpfile"])
def test_what_is_not_below_a_temporary_folder_is_not_temporary(path: str) -> None:
    assert temporary_folder(path, ANN) == ""


def test_a_folder_that_is_worked_in_is_not_temporary() -> None:
    assert temporary_folder("/tmp/job/data", ShellState(cwd="/tmp/job", home="/home/ann")) == ""
    assert temporary_folder("/tmp/job/data", ShellState(cwd="/srv", home="/tmp/job/home")) == ""


def test_what_lies_below_a_temporary_folder_is_temporary() -> None:
    assert temporary_folder("/tmp/x/y", ANN) == "/tmp"
    told = ShellState(cwd="/srv", home="/home/ann", variables={"TMPDIR": "/scratch/ann"})
    assert temporary_folder("/scratch/ann/x", told) == "/scratch/ann"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/.cache", ""),
        ("/home/ann/cache/x", ""),
        ("/home/ann/.cache/pip", "cache"),
        ("/home/ann/.npm/_cacache/x", "cache"),
        ("/home/ann/.local/share/Trash/files/x", "trash"),
    ],
)
def test_caches_and_the_trash_are_known(path: str, kind: str) -> None:
    assert passing_place(path, ANN) == kind
