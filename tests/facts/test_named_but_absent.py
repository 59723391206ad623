"""Names of a request that the proposed command needs and that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.facts.named_but_absent import named_but_absent
from shellguard.parsing.reading import read


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("home/shop/src", "home/photos", "home/shop/drafts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "home/shop/a.txt").touch()
    return tmp_path / "home"


def said(home: Path, command: str, request: str, cwd: str = "shop") -> tuple[str, ...]:
    return named_but_absent(read(command), request, str(home / cwd), str(home))


@pytest.mark.parametrize(
    ("command", "request_"),
    [
        ("find src -name '*.py'", "find python files in src"),
        ("mkdir -p old && mv a.txt old", "move a.txt into a new folder old"),
        ("mv a.txt b.txt", "rename a.txt to b.txt"),
        ("grep -r teh src", "search teh in src"),
        ("grep -rl -e MILK -e BEEF src", "files in src with MILK or BEEF"),
        ("rm *.tmp", "delete all tmp files"),
        ("cp -r ~/photos src/", "copy ~/photos to src"),
        ("head -n 20 a.txt", "show the first 20 lines of a.txt"),
        ("ssh web1 'cat /srv/notes'", "show /srv/notes on web1"),
        ("du -sh drafts/", "how large is drafts?"),
        ("touch new.txt", "make new.txt"),
        ("tar -czf photos.tgz src", "pack src into photos.tgz"),
        ("sort a.txt | uniq -c", "count each line of a.txt"),
    ],
)
def test_what_is_there_or_is_made_is_not_told(home: Path, command: str, request_: str) -> None:
    assert said(home, command, request_) == ()


def test_nothing_is_told_where_the_folder_is_not_known(home: Path) -> None:
    assert named_but_absent(read("ls photos"), "list photos", "", str(home)) == ()


@pytest.mark.parametrize(
    ("command", "request_", "clause"),
    [
        (
            "find photos -name '*.jpg' -delete",
            "delete the jpg files in photos",
            "there is no photos in this folder, but ../photos is",
        ),
        ("wc -l notes.txt", "count the lines of notes.txt", "there is no notes.txt in this folder"),
        ("cat src/x.py | head -n 5", "first 5 lines of src/x.py", "src/x.py is not there"),
        ("cp plan.md drafts/", "copy plan.md to drafts", "there is no plan.md in this folder"),
        ("chmod +x run.sh", "make 'run.sh' executable", "there is no run.sh in this folder"),
        ("du -sh ~/videos", "size of ~/videos", "~/videos is not there"),
    ],
)
def test_what_is_not_there_is_told_with_where_it_is(
    home: Path, command: str, request_: str, clause: str
) -> None:
    assert said(home, command, request_) == (clause,)


def test_the_home_folder_is_looked_at_from_deeper_folders(home: Path) -> None:
    assert said(home, "ls photos", "list photos", "shop/src") == (
        "there is no photos in this folder, but ~/photos is",
    )
