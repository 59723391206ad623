"""Pairs of what a line writes down before it throws it away: patches, tables. (name, line, harmless, fatal)."""

from __future__ import annotations

_EDIT = "repository\nedit src/a.c"
_STAGED = f"{_EDIT}\ngit add -A"
_PICTURE = "repository\nimage logo.png\ncommit\nimage logo.png"
DIFFED: list[tuple[str, str, str, str]] = [
    ("a patch of text, or of pictures", "git diff > w.patch && git checkout .", _EDIT, _PICTURE),
    ("a patch of what is unstaged, or not of what is staged", "git diff > ../w.patch && git reset --hard", _EDIT,
     _STAGED),
    ("a patch against the last commit", "git diff HEAD > ../w.patch && git reset --hard", _STAGED, _PICTURE),
    ("a patch beside, or in the place of a file of git's", "git diff > w.patch && git restore .", _EDIT,
     "repository w.patch src/a.c\nedit src/a.c"),
    ("pictures that are told to be none", "git diff > w.patch && git checkout -- src/a.c", _EDIT,
     "text .gitattributes '*.c -diff'\nrepository\nedit src/a.c"),
    ("a patch in the middle of a merge", "git diff > ../w.patch && git reset --hard", _EDIT,
     "repository\ngit checkout -q -b topic\ntext src/a.c one\ncommit\ngit checkout -q main\ntext src/a.c two\ncommit"
     "\ngit_stops merge topic\ntext src/a.c 'one and two by hand'"),
    ("a patch that is cleaned away, or nothing to clean", "git diff > w.patch && git checkout . && git clean -fd",
     "repository", _EDIT),
    ("a patch that is removed at once", "git diff > w.patch && git checkout . && rm -f ./w.patch", "repository",
     _EDIT),
    ("a stash with what is ignored", "git stash --all; git stash clear", "repository",
     "text .gitignore 'data/'\nrepository\nfiles data/x#.csv 9"),
    ("rules to ignore that the line itself adds", "echo '*.md' >> .gitignore && git clean -fdX", "repository",
     "repository\nfiles notes#.md 9"),
]  # fmt: skip
DIFFED_ASK = [
    ("a patch of a part", "git diff src > w.patch && git checkout .", _EDIT),
    ("no patch but a table", "git diff --stat > w.patch && git checkout .", _EDIT),
    ("a patch to nowhere", "git diff > /dev/null && git checkout .", _EDIT),
    ("a patch that may fail", "git diff > no/such/w.patch; git checkout .", _EDIT),
    ("jobs by the clock that go with their table", "crontab -l > t && crontab -r && rm t", "repository"),
]
DIFFED_RUN = [
    ("a patch outside, and cleaned", "git diff > ../w.patch && git checkout . && git clean -fd", _EDIT),
    ("jobs by the clock whose table stays", "crontab -l > t && crontab -r", "repository"),
]
