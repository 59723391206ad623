"""Worlds: files are joined or packed into one first, and then all that a pattern fits goes."""

from __future__ import annotations

_PARTS = "files part_# 4"
_LETTERS = "folder w\ncd w\nfiles letter#.odt 4"
JOINED: list[tuple[str, str, str, str]] = [
    (
        "joined into what the pattern fits",
        "cat part_* > $WHOLE && rm part_*",
        f"{_PARTS}\nvar WHOLE whole.bin",
        f"{_PARTS}\nvar WHOLE part_all",
    ),
    (
        "joined where nothing lasts",
        "cat part_* > $WHOLE && rm part_*",
        f"{_PARTS}\nvar WHOLE whole.bin",
        f"{_PARTS}\nvar WHOLE /tmp/whole.bin",
    ),
    (
        "joined onto what is there",
        "cat part_* > whole.bin && rm part_*",
        _PARTS,
        f"{_PARTS}\nfile whole.bin\nold whole.bin",
    ),
    (
        "texts, or photos that have one end each",
        "cat part_* > whole.bin && rm part_*",
        _PARTS,
        "image part_1.jpg\nimage part_2.jpg\nimage part_3.jpg\nimage part_4.jpg",
    ),
    (
        "packed beside, or among what goes",
        "zip $ALL *.odt && rm *",
        f"{_LETTERS}\nvar ALL ../all.zip",
        f"{_LETTERS}\nvar ALL all.zip",
    ),
    (
        "a copy of another name, or one that goes along",
        "cp letter.odt $COPY && rm *.odt",
        "folder w\ncd w\nimage letter.odt\nvar COPY kept.bak",
        "folder w\ncd w\nimage letter.odt\nvar COPY letter-2.odt",
    ),
]
JOINED_ASK: list[tuple[str, str, str]] = [
    ("packed among what goes", "tar cf all.tar * && rm *", _LETTERS),
    ("joined into one of them", "cat *.csv > all.csv && rm *.csv", "files a#.csv 5"),
    ("less is written than there is", "cat -s part_* > whole.bin && rm part_*", _PARTS),
    ("only its head is written", "cat part_* | head > whole.bin && rm part_*", _PARTS),
    ("it is emptied again", "cat part_* > whole.bin && : > whole.bin && rm part_*", _PARTS),
    ("it is put where nothing lasts", "cat part_* > whole.bin && mv whole.bin /tmp/ && rm part_*", _PARTS),
    ("it goes as well", "cat part_* > whole.bin && rm whole.bin part_*", _PARTS),
    ("nothing keeps it", "cat part_* > /dev/null && rm part_*", _PARTS),
]
JOINED_RUN: list[tuple[str, str, str]] = [
    ("packed in a folder above", "tar cf ../all.tar * && rm *", _LETTERS),
    ("a pattern that does not fit the archive", "zip all.zip *.odt && rm *.odt", _LETTERS),
    ("a folder stays without -r", "cp *.odt kept/ && rm *.odt", f"{_LETTERS}\nfolder kept"),
    ("joined behind what is there", "cat part_* >> whole.bin && rm -f part_*", _PARTS),
]
_PHOTOS = "files photos/a#.jpg 5"
REMOVED_AS_PACKED_RUN: list[tuple[str, str, str]] = [
    ("options behind the archive", "tar czf x.tgz --remove-files docs", "files docs/a#.odt 3"),
    ("names of the same files beside", "cp -al photos photos2 && rm -rf photos", _PHOTOS),
]
REMOVED_AS_PACKED_ASK: list[tuple[str, str, str]] = [
    ("the archive goes as well", "tar czf x.tgz --remove-files docs && rm x.tgz", "files docs/a#.odt 5"),
    ("the archive is where nothing lasts", "tar czf /tmp/x.tgz --remove-files docs", "files docs/a#.odt 5"),
    ("the content goes, not the name", "cp -l a.odt b.odt && shred -u a.odt", "image a.odt"),
    (
        "links to what goes",
        "cp -s a.odt c.odt && rm a.odt b.odt d.odt e.odt",
        "image a.odt\nfiles b.odt/x# 3",
    ),
]
WITHOUT_COMMITS: list[tuple[str, str, str, str]] = [
    (
        "begun, or its branch was removed",
        "rm -rf .git",
        "git init -q",
        "repository\ngit checkout --orphan x\ngit branch -D main",
    ),
    (
        "added, or added and removed since",
        "rm -rf .git",
        "git init -q\nfile a.txt\ngit add -A",
        "git init -q\nfile a.txt\ngit add -A\nremove a.txt",
    ),
]
