"""Pairs about what the session made: still as it was made from what stands, or more: (name, line, harmless, fatal)."""

from __future__ import annotations

PHOTOS = "files photos/#.jpg 12"
COPY = f"{PHOTOS}\nran 'cp -r photos copy'"
LETTER = "file letter.odt\nran 'cp letter.odt letter.bak.odt'"
ARCHIVE = (
    "files thesis/#.odt 12\nold thesis/0.odt thesis/1.odt thesis/2.odt thesis/3.odt thesis/4.odt thesis/5.odt\n"
    "old thesis/6.odt thesis/7.odt thesis/8.odt thesis/9.odt thesis/10.odt thesis/11.odt\n"
    "git init -q\nran 'tar -czf t.tgz thesis'\nran 'rm -r thesis'"
)
UNPACKED = f"{ARCHIVE}\nran 'tar xf t.tgz'"
INTO = f"{ARCHIVE}\nfolder into\nran 'tar -x -f t.tgz -C into'"
CLONED = "folder ../lib\ncd ../lib\nrepository\ncd ../project\nran 'git clone -q ../lib lib'"
MADE: list[tuple[str, str, str, str]] = [
    ("a copied folder, or one with a photo more", "rm -rf copy", COPY, f"{COPY}\nfile copy/new.jpg"),
    ("a copied folder, or one worked on since", "rm -rf copy", COPY, f"{COPY}\nedit copy/3.jpg"),
    ("a copied folder whose origin stands or is gone", "rm -rf copy", COPY, f"{COPY}\nran 'rm -r photos'"),
    ("a copied folder whose origin lacks a file", "rm -rf copy", COPY, f"{COPY}\nran 'rm photos/3.jpg'"),
    ("a copied folder whose origin was worked on", "rm -rf copy", COPY, f"{COPY}\nedit photos/3.jpg"),
    (
        "a folder copied into another, or one that was there before",
        "rm -rf copies/photos",
        f"folder copies\n{PHOTOS}\nran 'cp -a photos copies'",
        f"files copies/photos/x#.jpg 12\n{PHOTOS}\nran 'cp -a photos copies'",
    ),
    ("a copied letter, or one written further", "rm -f *.bak.odt", LETTER, f"{LETTER}\nedit letter.bak.odt"),
    ("the state before the change, kept beside", "rm letter.bak.odt", LETTER, f"{LETTER}\nedit letter.odt"),
    (
        "a copy that was made, or not made over another",
        "rm letter.bak.odt",
        LETTER,
        "file letter.odt\ntext letter.bak.odt 'quite another letter, a long one'\n"
        "ran 'cp -n letter.odt letter.bak.odt'",
    ),
    ("what was unpacked, or worked on since", "rm -rf thesis", UNPACKED, f"{UNPACKED}\nedit thesis/3.odt"),
    ("what was unpacked, with something new", "rm -rf thesis", UNPACKED, f"{UNPACKED}\nfile thesis/x.odt"),
    ("what was unpacked, its archive gone", "rm -rf thesis", UNPACKED, f"{UNPACKED}\nran 'rm t.tgz'"),
    (
        "what was unpacked, its archive made anew",
        "rm -rf thesis",
        UNPACKED,
        f"{UNPACKED}\nran 'echo nothing > t.tgz'",
    ),
    ("unpacked into a folder, or with work beside it", "rm -rf into", INTO, f"{INTO}\nfile into/mine.odt"),
    (
        "a clone without, or with commits of one's own",
        "rm -rf lib",
        CLONED,
        f"{CLONED}\ncd lib\nfile mine.c\ncommit\ncd ..",
    ),
    ("a clone without, or with changes", "rm -rf lib", CLONED, f"{CLONED}\nedit lib/src/a.c"),
    (
        "a folder that was made and left empty, or filled",
        "rm -r scratch",
        "ran 'mkdir scratch'",
        "ran 'mkdir scratch'\nfiles scratch/#.odt 12",
    ),
    (
        "a folder that was made and filled with copies, or with letters",
        "rm -r scratch",
        f"{PHOTOS}\nran 'mkdir scratch'\nran 'cp photos/1.jpg photos/2.jpg scratch/'\nempty scratch/done",
        "ran 'mkdir scratch'\nfiles scratch/#.odt 12",
    ),
    (
        "copies of one folder, or of what a program may have changed meanwhile",
        "rm -rf copy",
        COPY,
        f"{PHOTOS}\nran 'cp -r photos copy; touch -d yesterday copy/3.jpg; echo more >> copy/3.jpg'",
    ),
]
