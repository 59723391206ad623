"""Worlds: a copy keeps what goes, or leads back to it, lies in what a tool makes, goes too, or says nothing."""

from __future__ import annotations

_INNER = "files thesis/s/ch#.tex 9"
_T = "files thesis/ch#.tex 9"
_DOCS = "files docs/a#.md 9\ncopy docs backup"
_PHOTO = "file IMG_0042.jpg\ncopy IMG_0042.jpg ~/Pictures/IMG_0042.jpg"
_DATA = "file ~/data.csv\n"
_TWO = "file a/plan.md b/plan.md\nfolder flat"
_OTHERS = "file a/plan.md b/work.md\nfolder flat"
_ENV = "files ~/env/lib/m#.py 30\nfile ~/env/conda-meta/history ~/env/bin/python ~/env/share/x.html"
_CMAKE = "text ~/sub/CMakeCache.txt '# This is the CMakeCache file.'\n"
_SAME = "file ~/cloud/a.md\ncopy ~/cloud/a.md dst/a.md"
_COPIED = f"{_DATA}copy ~/data.csv ~/Documents/x/data.csv"
HOLLOW: list[tuple[str, str, str, str]] = [
    (
        "a copy beside, or one with a part that leads back",
        "rm -rf thesis",
        f"{_INNER}\ncopy thesis thesis.bak",
        f"{_INNER}\nfolder thesis.bak\nlink thesis.bak/s {{home}}/project/thesis/s",
    ),
    (
        "a copy among backups, or one with a part that leads back",
        "rm -rf thesis",
        f"{_INNER}\ncopy thesis backup/thesis",
        f"{_INNER}\nfolder backup/thesis\nlink backup/thesis/s {{home}}/project/thesis/s",
    ),
    (
        "the next of a row, or one with a part that leads back",
        "rm -rf run-1",
        "files run-1/s/ch#.tex 9\ncopy run-1 run-2",
        "files run-1/s/ch#.tex 9\nfolder run-2\nlink run-2/s {home}/project/run-1/s",
    ),
    (
        "a copy in a folder, or deep in an environment",
        "rm ../data.csv",
        _COPIED,
        f"{_DATA}file ~/requirements.txt\ntext ~/venv/pyvenv.cfg 'home = /usr/bin'\ncopy ~/data.csv ~/venv/lib/data.csv",
    ),
    (
        "a copy in a folder, or deep in what is built",
        "rm ../data.csv",
        _COPIED,
        f"{_DATA}text ~/o/CMakeCache.txt '# This is the CMakeCache file.'\ncopy ~/data.csv ~/o/x/data.csv",
    ),
    (
        "a copy in a folder, or in a package",
        "rm ../data.csv",
        _COPIED,
        f"{_DATA}file ~/package.json\ncopy ~/data.csv ~/node_modules/x/data.csv",
    ),
    (
        "what the copy is of, or a link to the copy",
        "rm -f *.bak",
        "file a.md b.md\ncopy a.md a.md.bak\ncopy b.md b.md.bak",
        "file a.md.bak b.md.bak\nlink a.md a.md.bak\nlink b.md b.md.bak",
    ),
    (
        "one of two, or the other by a second command",
        "rm -rf docs; rm -rf $X",
        f"{_DOCS}\nvar X no",
        f"{_DOCS}\nvar X backup",
    ),
    (
        "one of two, or the other in a further turn",
        'for d in docs $X; do rm -rf "$d"; done',
        f"{_DOCS}\nvar X no",
        f"{_DOCS}\nvar X backup",
    ),
    (
        "mirrored: the same, or what was emptied",
        "rsync -a --delete ~/cloud/ dst/",
        _SAME,
        "file dst/a.md\nempty ~/cloud/a.md",
    ),
    (
        "mirrored: the same, or a link to what it is put over",
        "rsync -a --delete ~/cloud/ dst/",
        _SAME,
        "file dst/a.md\nfolder ~/cloud\nlink ~/cloud/a.md {home}/project/dst/a.md",
    ),
    (
        "copied one after another, and gone: the names differ, or one copy takes the place of the other",
        "cp a/* flat/ && cp b/* flat/ && rm -rf a b",
        _OTHERS,
        _TWO,
    ),
    (
        "a loop that reads what is found",
        'find . -name "*.md" | while read -r f; do mv "$f" flat/; done',
        _OTHERS,
        _TWO,
    ),
    ("moved by fd one by one", "fd -e md -x mv {} flat/", _OTHERS, _TWO),
    ("moved by fd, by a part of the name", "fd plan -x mv {} flat/", _OTHERS, _TWO),
    ("an environment, or letters in it", "rm -rf ~/env", _ENV, f"{_ENV}\nfiles ~/env/share/thesis/ch#.odt 9"),
    ("an environment, or notebooks in it", "rm -rf ~/env", _ENV, f"{_ENV}\nfiles ~/env/etc/mine/n#.ipynb 9"),
    (
        "what cmake made, or sources among which it was started",
        "rm -rf ~/sub",
        f"{_CMAKE}file ~/sub/Makefile ~/sub/a.o ~/sub/CMakeFiles/x.c",
        f"{_CMAKE}file ~/sub/main.cpp ~/sub/util.cpp ~/sub/util.h",
    ),
    (
        "mirrored: the same, or a link to nothing",
        "rsync -a --delete ~/cloud/ dst/",
        _SAME,
        "file dst/a.md\nfolder ~/cloud\nlink ~/cloud/a.md {home}/gone/a.md",
    ),
]
HOLLOW_ASKED: list[tuple[str, str, str]] = [
    ("copied with all in them onto each other", "cp -r a/. flat/ && cp -r b/. flat/ && rm -rf a b", _TWO),
    ("mirrored onto each other", "rsync -a a/ flat/ && rsync -a b/ flat && rm -rf a b", _TWO),
    (
        "the copy is mirrored away",
        "rm IMG_0042.jpg; rsync -a --delete ~/cloud/ ~/Pictures/",
        f"{_PHOTO}\nfile ~/cloud/x.jpg",
    ),
    ("the copy is emptied", "truncate -s 0 ~/Pictures/IMG_0042.jpg; rm IMG_0042.jpg", _PHOTO),
    ("the copy is moved into what goes", "mv backup docs/ && rm -rf docs", _DOCS),
    ("the copy is found and removed", "rm IMG_0042.jpg; find ~/Pictures -name 'IMG_*' -delete", _PHOTO),
    ("the copy goes when the shell ends", "trap 'rm -rf backup' EXIT; rm -rf docs", _DOCS),
    ("the copy goes in another shell", "bash -c 'rm -rf docs'; bash -c 'rm -rf backup'", _DOCS),
    ("the copy is cleaned away", "rm -rf docs; git clean -fdx", f"repository README\n{_DOCS}"),
    (
        "shredded under one of two names",
        "shred -u IMG_0042.jpg",
        "file ~/Pictures/IMG_0042.jpg\nnames ~/Pictures/IMG_0042.jpg IMG_0042.jpg",
    ),
    (
        "a copy without the history",
        "rm -rf thesis",
        f"{_T}\ncopy thesis ~/Documents/thesis\nfile thesis/.git/HEAD",
    ),
]
