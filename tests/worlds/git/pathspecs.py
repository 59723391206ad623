"""Pairs where git reads a path in its own way, by a pattern or a sign: (name, line, harmless, fatal)."""

from __future__ import annotations

NOTES = "repository\nfiles notes/n#.md 30"
EDITED = "repository a.txt b.txt\nedit a.txt b.txt"
COMMITTED = "repository a.txt b.txt"

PATHSPECS: list[tuple[str, str, str, str]] = [
    (
        "cleaning by a pattern that others do not fit",
        "git clean -f '*.md'",
        "repository\ntext plan.txt 'a day of work'",
        "repository\ntext plan.md 'a day of work'",
    ),
    (
        "cleaning by a pattern below a folder",
        "git clean -fd 'notes/*.md'",
        "repository\nfiles notes/n#.txt 30",
        "repository\nfiles notes/a/n#.md 30",
    ),
    (
        "cleaning by a pattern that a folder fits",
        "git clean -fd 'n?tes'",
        "repository\nfiles papers/n#.txt 30",
        "repository\nfiles notes/n#.txt 30",
    ),
    (
        "cleaning by a class of characters",
        "git clean -fd '[[:lower:]]*.md'",
        "repository",
        "repository\nfiles n#.md 30",
    ),
    (
        "cleaning from the top",
        "git clean -fd :/",
        "repository\nfolder sub\ncd sub",
        f"{NOTES}\nfolder sub\ncd sub",
    ),
    ("cleaning by a pattern from the top", "git clean -fd ':/*.md'", "repository", NOTES),
    ("cleaning by a name in any case", "git clean -fd ':(icase)NOTES'", "repository", NOTES),
    (
        "cleaning by a name in any case, said before",
        "git --icase-pathspecs clean -fd NOTES",
        "repository",
        NOTES,
    ),
    ("cleaning all but a folder", "git clean -fd . ':!notes'", NOTES, "repository\nfiles papers/n#.md 30"),
    ("cleaning, saying only what is left", "git clean -fd ':!other'", "repository", NOTES),
    (
        "what is left stands in a folder that git goes over as one",
        "git clean -fd . ':!notes/deep'",
        "repository notes/a\nfiles notes/deep/n#.md 30",
        "repository\nfiles notes/deep/n#.md 30",
    ),
    (
        "a sign that is none where paths are taken as they stand",
        "git --literal-pathspecs clean -fd . ':!notes'",
        "repository",
        NOTES,
    ),
    ("restoring from the top", "git restore :/", COMMITTED, EDITED),
    (
        "restoring from the top, in a subfolder",
        "git checkout -- :/",
        f"{COMMITTED}\nfolder sub\ncd sub",
        f"{EDITED}\nfolder sub\ncd sub",
    ),
    ("restoring by a pattern with signs", "git restore ':(glob)**/*.txt'", COMMITTED, EDITED),
    (
        "restoring all but some",
        "git checkout -- . ':!a.txt'",
        "repository a.txt b.txt\nedit a.txt",
        EDITED,
    ),
    (
        "removing by a pattern what is only staged",
        "git rm -rf '*.txt'",
        COMMITTED,
        f"{EDITED}\ngit add -A",
    ),
    ("removing from the top", "git rm -rf :/", COMMITTED, EDITED),
    (
        "git restore of both, said in full",
        "git restore --staged --worktree a.py",
        "repository a.py",
        "repository a.py\nedit a.py",
    ),
    (
        "git restore of both, by letters",
        "git restore -WS a.py",
        "repository a.py",
        "repository a.py\nedit a.py",
    ),
    (
        "git restore of both, by a pattern",
        "git restore -S -W '*.py'",
        "repository a.py",
        "repository a.py\nedit a.py",
    ),
]
