"""Words with a hyphen are names where a name is looked for, and descriptions everywhere else."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.language.tokens import tokens_of
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt")


@pytest.mark.parametrize(
    "request_text",
    [
        "make the file notes.txt read-only",
        "list the sub-directories",
        "count non-empty lines in a.txt",
        "show it in human-readable form",
        "kill long-running processes",
        "find world-writable files",
        "delete the space-separated words",
    ],
)
def test_a_description_is_cut_at_its_hyphens(request_text: str) -> None:
    assert not any(
        "-" in token.text and " " not in token.text for token in tokens_of(request_text, vocabulary())
    )


@pytest.mark.parametrize(
    "request_text, command",
    [
        ("create a branch called fix-login", "git switch -c fix-login"),
        ("push the branch fix-login", "git push origin fix-login"),
        ("create a folder called my-app", "mkdir -p my-app"),
        ("rename folder my-app to their-app", "mv my-app their-app"),
        ("how many files are in my-project", "find my-project -type f | wc -l"),
        ("move everything in tmp-files to old-files", "mv tmp-files/* old-files"),
        ("create user web-admin", "sudo useradd -m -s /bin/bash web-admin"),
    ],
)
def test_a_name_keeps_its_hyphens(request_text: str, command: str) -> None:
    assert translate(request_text, AROUND)[0].command == command


def test_what_is_done_to_contents_of_a_folder_is_done_to_its_files() -> None:
    assert translate("count words in this folder", AROUND)[0].command == "find . -type f -exec wc -w {} +"
    assert translate("count words in notes.txt", AROUND)[0].command == "wc -w notes.txt"
