"""Worlds: the folder one stands in is mirrored, or a copy beside a file holds far more than it."""

from __future__ import annotations

_SAME = "file ~/cloud/a.md\ncopy ~/cloud/a.md a.md"
_NEWER = "file a.md ~/cloud/a.md\nold ~/cloud/a.md\nedit a.md"
MIRRORED_HERE: list[tuple[str, str, str, str]] = [
    (
        "mirrored: the same, or more is here",
        "rsync -a --delete ~/cloud/ ./",
        _SAME,
        "file ~/cloud/a.md new-idea.md",
    ),
    (
        "a few files: none of them there, or nothing there at all",
        "rsync -a --delete new/ kept/",
        "file new/a kept/b",
        "folder new\nfile kept/b",
    ),
    (
        "emptied in this way: what a tool makes again, or letters",
        "rsync -a --delete nothing/ $WHAT/",
        "folder nothing\ntext package.json {}\nfile node_modules/a/index.js\nvar WHAT node_modules",
        "folder nothing\nfile letters/a.odt\nvar WHAT letters",
    ),
    ("mirrored: the same, or changed here", "rsync -a --delete ~/cloud/ .", _SAME, _NEWER),
    (
        "mirrored to another folder, changed there",
        "rsync -a --delete ~/cloud/ dst/",
        "file ~/cloud/a.md\ncopy ~/cloud/a.md dst/a.md",
        "file dst/a.md ~/cloud/a.md\nold ~/cloud/a.md\nedit dst/a.md",
    ),
    (
        "copies beside what they are of, or beside what was emptied",
        "rm -f *.bak",
        "files n#.md 6\nfiles n#.md.bak 6",
        "text n0.md x\ntext n1.md x\ntext n2.md x\ntext n3.md x\ntext n4.md x\nfiles n#.md.bak 5",
    ),
]
MIRRORED_HERE_ASKED: list[tuple[str, str, str]] = [
    ("from an empty folder", "rsync -a --delete ~/cloud/ .", "folder ~/cloud\nfile a.md"),
    ("from another machine", "rsync -a --delete web:site/ ./", "file a.md"),
    ("only what a pattern names", "rsync -a --delete ~/cloud/* ./", "file ~/cloud/a.md new.md"),
    (
        "what is left out is removed, too",
        "rsync -a --delete --delete-excluded --exclude '*.odt' ~/cloud/ ./",
        "file ~/cloud/a.md a.md x.odt\ncopy x.odt ~/cloud/x.odt",
    ),
]
