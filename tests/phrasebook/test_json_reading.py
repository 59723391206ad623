"""What requests want of a JSON file, and when they want nothing of what is in it."""

from __future__ import annotations

import shlex

import pytest

from shellguard.phrasebook.columns.json_reading import compiled, every_json_saying, json_asked

# a file by its name, its lines, its place: nothing that jq(1) would know
OF_THE_FILE = [
    "show the contents of parts.json",
    "count the lines in parts.json",
    "print the first 3 lines of parts.json",
    "show the size of parts.json",
    "copy parts.json to old.json",
    "delete parts.json",
    "find parts.json",
    "show the permissions of parts.json",
    "get the value of name in parts.yaml",
]

ASKED = [
    ("get the value of name in parts.json", "jq -r .name parts.json"),
    ("print the labels of all boxes in parts.json with jq", "jq -r '(.boxes? // .)[].label' parts.json"),
    ("how many boxes are in parts.json?", "jq -r '(.boxes? // .) | length' parts.json"),
    (
        "list boxes with a weight over 5 in parts.json",
        "jq '(.boxes? // .)[] | select(.weight > 5)' parts.json",
    ),
    ("sort parts.json by weight", "jq 'sort_by(.weight)' parts.json"),
    ("show all labels in parts.json", "jq -r '.. | objects | .label // .labels[]?' parts.json"),
    (
        "set port to 81 in app.json",
        "jq '.port = 81' app.json > app.json.tmp && mv app.json.tmp app.json",
    ),
]


@pytest.mark.parametrize("request_text", OF_THE_FILE)
def test_a_request_about_the_file_itself_is_none_about_its_json(request_text: str) -> None:
    assert json_asked(request_text) is None


@pytest.mark.parametrize(("request_text", "command"), ASKED)
def test_a_request_about_keys_becomes_a_jq_line(request_text: str, command: str) -> None:
    asked = json_asked(request_text)
    assert asked is not None
    assert asked.command == command


def test_a_value_of_a_request_stays_one_word_of_the_line() -> None:
    asked = json_asked('list boxes where label is "a\'; touch x" in parts.json')
    assert asked is not None
    assert len(shlex.split(asked.command)) == 3


def test_every_packaged_saying_compiles() -> None:
    assert all(compiled(say).pattern for say in every_json_saying())
