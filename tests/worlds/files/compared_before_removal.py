"""Worlds: two things are compared first, in the line or before it, and one of them goes."""

from __future__ import annotations

_TWO = "files a/x#.txt 5\nold a/x0.txt\ncopy a b"
_DIFFERENT = "files a/x#.txt 5\nfiles b/x#.txt 5"
COMPARED: list[tuple[str, str, str, str]] = [
    ("compared with itself behind a link", "diff -rq a b && rm -rf a", _TWO, "files a/x#.txt 5\nlink b a"),
    (
        "a part of the other leads back",
        "diff -rq a b && rm -rf a",
        _TWO,
        "files a/s/x#.txt 5\nfolder b\nlink b/s {home}/project/a/s",
    ),
    (
        "photos and their backup",
        "diff -rq photos ~/backup/photos && rm -rf photos",
        "files photos/IMG_#.jpg 9\ncopy photos ~/backup/photos",
        "files photos/IMG_#.jpg 9\nfolder ~/backup\nlink ~/backup/photos {home}/project/photos",
    ),
    (
        "compared in a line before: something came since",
        "rm -rf a",
        f"{_TWO}\nran 'diff -rq a b'",
        f"{_TWO}\nran 'diff -rq a b'\nfile a/new.txt",
    ),
    (
        "compared in a line before: they differ",
        "rm -rf a",
        f"{_TWO}\nran 'diff -r a b'",
        f"{_DIFFERENT}\nran 'diff -rq a b'",
    ),
    (
        "compared in a line before: it ends well whatever differs",
        "rm -rf b",
        f"{_TWO}\nran 'diff -r a b && echo same'",
        f"{_DIFFERENT}\nran 'diff -rq a b || true'",
    ),
    (
        "compared in a line before: a part of the other went since",
        "rm -rf a",
        f"{_TWO}\nran 'diff -r a b'",
        f"{_TWO}\nran 'diff -r a b'\nran 'rm b/x1.txt'",
    ),
    (
        "compared in a line before: the other went since",
        "rm -rf b",
        f"{_TWO}\nran 'diff -r a b'",
        f"{_TWO}\nran 'diff -rq a b'\nremove a",
    ),
]
COMPARED_ASK: list[tuple[str, str, str]] = [
    ("both go", "diff -rq a b && rm -rf a b", _TWO),
    ("both go, compared before", "rm -rf a b", f"{_TWO}\nran 'diff -rq a b'"),
    ("it goes where they differ", "diff -rq a b || rm -rf a", _DIFFERENT),
    ("it goes whatever was found", "diff -rq a b; rm -rf a", _DIFFERENT),
    ("folders in them are not compared", "diff -q a b && rm -rf a", "files a/s/x#.txt 5\nfolder b/s"),
    ("blanks are not compared", "diff -rqw a b && rm -rf a", "text a/x.txt 'a  b'\ntext b/x.txt 'a b'"),
    ("some files are not compared", "diff -rq -x '*.txt' a b && rm -rf a", "files a/x#.txt 5\nfolder b"),
    (
        "something is put in behind it",
        "diff -rq a b && cp ~/only.txt a/ && rm -rf a",
        f"{_TWO}\nfile ~/only.txt",
    ),
    ("another command decides", "diff -rq a b | cat && rm -rf a", _DIFFERENT),
    ("the other is in a folder for temporary files", "diff -rq a /tmp/b && rm -rf a", "files a/x#.txt 5"),
    ("a home", "diff -rq ~ /mnt/old && rm -rf ~", _TWO),
]
COMPARED_RUN: list[tuple[str, str, str]] = [
    ("said to nobody", "diff -r a b > /dev/null && rm -rf a", _TWO),
    ("all that it holds", "diff -rq a b && rm -rf a/*", _TWO),
    ("a file", "cmp a/x1.txt b/x1.txt && rm a/x1.txt", _TWO),
]
