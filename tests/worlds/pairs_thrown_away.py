"""Pairs of what is made in passing and thrown away: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

_GO = "'// Copyright 2011 The Go Authors. All rights'"
_TOOLCHAIN = f"text ~/sdk/go/src/cmd/go/alldocs.go {_GO}\nfiles ~/sdk/go/src/fmt/#.go 30"
_CLONE = (
    f"home\nfolder sdk/go\ncd sdk/go\nrepository VERSION\ntext src/cmd/go/alldocs.go {_GO}\ncommit\npushed"
)
THROWN_AWAY: list[tuple[str, str, str, str]] = [
    (
        "a toolchain that is unpacked again, or one with a talk in it",
        "rm -rf ~/sdk/go",
        _TOOLCHAIN,
        f"{_TOOLCHAIN}\nfile ~/sdk/go/talk.odp",
    ),
    (
        "a toolchain that is unpacked again, or a clone with commits of one's own",
        "rm -rf ~/sdk/go",
        _TOOLCHAIN,
        f"{_CLONE}\nfile x.go\ncommit",
    ),
    (
        "a toolchain that is unpacked again, or a project that says with which it is built",
        "rm -rf ~/sdk/go",
        _TOOLCHAIN,
        "text ~/sdk/go/VERSION 'go1.21.0 is what we build with'\nfiles ~/sdk/go/#.go 30",
    ),
    (
        "what LaTeX wrote beside its source, or lists of books without one",
        "rm *.bbl",
        "file main.tex main.bib main.bbl",
        "files paper#.bbl 12",
    ),
    ("tries of a moment, or many of them", "rm test*.py", "file test.py", "files test#.py 9"),
    ("what a package manager keeps, or talks there", "rm -rf ~/.gradle/caches",
     "files ~/.gradle/caches/modules-2/#.bin 20", "files ~/.gradle/caches/talk#.pptx 9"),
]  # fmt: skip
