"""What is said beside a command names the files that it is about, and claims nothing that it can't say."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt")


@pytest.mark.parametrize(
    "request_text",
    ["find files with inode number 77", "find files changed in May 2023", "find files newer than a.txt"],
)
def test_what_has_no_words_here_is_not_told_in_part(request_text: str) -> None:
    assert translate(request_text, AROUND)[0].explanation == "lists the files"


@pytest.mark.parametrize(
    ("request_text", "said"),
    [
        ("show the ten largest files", "lists the 10 largest files"),
        ("show the smallest file in src", "lists the smallest file in src"),
        ("find all pdf files older than 30 days in ~/docs",
         "lists the files called *.pdf, changed more than 30 days ago, in ~/docs"),
        ("delete log files older than 2 weeks",
         "deletes the files called *.log, changed more than 14 days ago"),
        ("delete all but the newest 5 logs", "deletes the files called *.log, but not the 5 newest"),
        ("delete empty folders in attic", "deletes the empty folders in attic"),
        ("count the python files in src but not in tests",
         "counts the files called *.py, in src, outside of tests"),
        ("find files changed today", "lists the files changed today"),
        ("find hidden files in attic", "lists the hidden files in attic"),
        ("find files owned by ann with permission 600", "lists the files of ann, with the permissions 600"),
        ("find jpg and png files larger than 3MB", "lists the files called *.jpg or *.png, larger than 3M"),
        ("list files by size", "lists the files, the largest first"),
        ("find all files containing TODO but not FIXME",
         "lists the files with 'TODO' but not 'FIXME' in them"),
        ("copy a.txt to b.txt", "copies a.txt"),
        ("who owns a.txt", "shows who owns a.txt"),
    ],
)  # fmt: skip
def test_the_files_are_told_as_they_were_asked_for(request_text: str, said: str) -> None:
    assert translate(request_text, AROUND)[0].explanation == said
