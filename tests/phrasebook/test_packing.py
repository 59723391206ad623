"""Archives that leave something out; what is not named is left to other readings."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.language.packing import packed
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

NONE = [
    "zip src",
    "zip my home without videos",
    "archive old stuff except the important things",
    "compress all logs without the newest",
    "zip / without proc",
    "tar src/ and docs/ without venv/",
    "zip src without everything",
]

LINES = [
    ("zip the src folder without node_modules", "zip -r src.zip src -x '*/node_modules/*'"),
    ("zip src/ excluding tmp and .git", "zip -r src.zip src/ -x '*/tmp/*' '*/.git/*'"),
    ("zip the folder docs without the pdf files", "zip -r docs.zip docs -x '*.pdf'"),
    ("zip docs as d.zip but leave out notes.txt", "zip -r d.zip docs -x '*/notes.txt'"),
    ("zip this folder without .git", "zip -r ../site.zip . -x '.git/*' '*/.git/*'"),
    ("zip src without .env", "zip -r src.zip src -x '*/.env' '*/.env/*'"),
    ("tar this folder without a, b and c", "tar -czf ../site.tar.gz --exclude=a --exclude=b --exclude=c ."),
    ("make a tar.xz of docs without *.log", "tar -cJf docs.tar.xz --exclude='*.log' docs"),
    ("pack a and b into c.tgz without tmp", "tar -czf c.tgz --exclude=tmp a b"),
    ("tar the project excluding 'my dist' as ../p.tgz", "tar -czf ../p.tgz --exclude='my dist' ."),
]


@pytest.mark.parametrize("request_text", NONE)
def test_what_is_not_named_is_not_packed(request_text: str) -> None:
    assert packed(request_text, "site") is None


@pytest.mark.parametrize(("request_text", "line"), LINES)
def test_an_archive_leaves_out_what_is_named(request_text: str, line: str) -> None:
    found = packed(request_text, "site")
    assert found is not None
    assert found.line == line


def test_what_is_done_with_the_archive_next_names_it() -> None:
    around = Surroundings(folder="/home/ann/site", home="/home/ann", package_manager="apt")
    found = translate("zip src without tmp and copy it to ~/backup", around)
    assert found[0].command == "zip -r src.zip src -x '*/tmp/*' && cp src.zip ~/backup"
