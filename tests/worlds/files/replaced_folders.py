"""Worlds: a folder goes and another one takes its name; and folders in which a database keeps its data."""

from __future__ import annotations

_SITE = "file site/index.html site/style.css\nold site/index.html site/style.css"
_DATA = "files data/a#.txt 4\ncopy data backup"
_SWAP = "rm -rf site && mv site.new site"
REPLACED: list[tuple[str, str, str, str]] = [
    (
        "a newer state of each file, or photos that are nowhere else",
        _SWAP,
        f"{_SITE}\nfile site.new/index.html site.new/style.css site.new/about.html",
        f"{_SITE}\nfile site.new/index.html site.new/style.css\nfiles site/photo#.jpg 9",
    ),
    (
        "a newer state, or one that was changed since",
        _SWAP,
        f"{_SITE}\nfile site.new/index.html site.new/style.css",
        (
            "file site/index.html site/style.css site/more.html site/about.html\n"
            "file site.new/index.html site.new/style.css site.new/more.html site.new/about.html\n"
            "old site.new/index.html site.new/style.css site.new/more.html site.new/about.html"
        ),
    ),
    (
        "the same, or what came since",
        "rm -rf data && mv backup data",
        _DATA,
        f"{_DATA}\nfiles data/new#.odt 9",
    ),
    (
        "the same, or changed since",
        "rm -rf data; cp -a backup data",
        _DATA,
        f"{_DATA}\nedit data/a0.txt data/a1.txt data/a2.txt data/a3.txt",
    ),
    ("the same, or nothing", "rm -rf data && mv backup data", _DATA, "files data/a#.txt 4\nfolder backup"),
]
REPLACED_ASK: list[tuple[str, str, str]] = [
    (
        "hardly anything is in the newer ones",
        _SWAP,
        "files site/p#.html 9\nold site/p1.html\nempty site.new/p0.html site.new/p1.html site.new/p2.html"
        "\nempty site.new/p3.html site.new/p4.html site.new/p5.html site.new/p6.html site.new/p7.html site.new/p8.html",
    ),
    (
        "documents that are newer are others",
        "rm -rf letters && mv letters.new letters",
        "folder letters letters.new\nimage letters/a.odt\nold letters/a.odt\nimage letters.new/a.odt",
    ),
    (
        "code that people write, in another state",
        "rm -rf src && mv src.new src",
        "files src/m#.py 9\nfiles src.new/m#.py 9\nold src/m0.py src/m1.py src/m2.py src/m3.py src/m4.py",
    ),
    ("it is a link to it", "rm -rf data && mv backup data", "files data/a#.txt 4\nlink backup data"),
    ("that goes as well", "rm -rf data && mv backup data && rm -rf data", _DATA),
    ("that goes first", "rm -rf data backup && mv backup data", _DATA),
    ("it gets another name", "rm -rf data && mv backup older", "files data/x#.txt 4\nfiles backup/a#.txt 4"),
    (
        "where a database keeps its data",
        "rm -rf ./pgdata",
        "file pgdata/PG_VERSION pgdata/base/1/1255 pgdata/global/pg_control",
    ),
    ("where tables lie", "rm -rf data/*", "file data/ibdata1 data/mysql/user.ibd data/shop/orders.ibd"),
]
