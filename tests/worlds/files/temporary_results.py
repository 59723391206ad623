"""Pairs of what is made in passing and thrown away: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

_GO = "'// Copyright 2011 The Go Authors. All rights'"
_TOOLCHAIN = f"text ~/sdk/go/src/cmd/go/alldocs.go {_GO}\nfiles ~/sdk/go/src/fmt/#.go 30"
_CLONE = (
    f"home\nfolder sdk/go\ncd sdk/go\nrepository VERSION\ntext src/cmd/go/alldocs.go {_GO}\ncommit\npushed"
)
_NOTE = "repository\nran 'echo one line > note.txt'"
_IGNORING = "repository\ntext .gitignore '*.dat'\ncommit"
_LOOP = "ran 'for i in 1 2 3 4 5 6; do echo $i > g$i.txt; done'"
_PARTS = "text data.csv 'a\\nb\\nc\\nd\\ne\\nf\\ng\\nh'\nran 'split -l 1 data.csv part_'"
_KEPT_WHILE = "files x#.tmp 9"
_RENAMED = (
    "files note#.txt 5\nold note0.txt note1.txt note2.txt note3.txt note4.txt\n"
    "ran 'for i in 0 1 2 3 4; do mv note$i.txt n$i.tmp; done'"
)
THROWN_AWAY: list[tuple[str, str, str, str]] = [
    ("as a program wrote them, or moved to such names", "rm -f *.tmp", _KEPT_WHILE, _RENAMED),
    ("a program's, or tables that were to be", "rm *.tmp", _KEPT_WHILE, "files x#.csv.tmp 5"),
    ("small ones, or large ones", "rm *.tmp", _KEPT_WHILE, "image a.tmp\nimage b.tmp\nimage c.tmp\nimage d.tmp"),
    ("a few, or hundreds", "rm *.tmp", _KEPT_WHILE, "files x#.tmp 200"),
    (
        "searched for, or with what holds pictures",
        "find . -name '*.tmp' -delete",
        _KEPT_WHILE,
        "files photo#.jpg.tmp 6",
    ),
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
    (
        "a database for tests by the line, or by what counts before it",
        "RAILS_ENV=test rails db:drop",
        "file Gemfile config/application.rb",
        "file Gemfile config/application.rb\nvar DATABASE_URL postgres://db.example.org/shop",
    ),
    (
        "a database for tests, or a file that leads to another machine",
        "RAILS_ENV=test bundle exec rake db:drop db:create",
        "file Gemfile",
        "file Gemfile\ntext .env DATABASE_URL=postgres://db.example.org/shop",
    ),
    (
        "settings for tests that stay here, or lead to another machine",
        "RAILS_ENV=test bin/rails db:reset",
        "text config/database.yml 'test:\\n  host: localhost\\n  database: shop_test\\n'",
        "text config/database.yml 'development:\\n  host: localhost\\n  database: shop_dev\\n"
        "test:\\n  host: db.example.org\\n  database: shop\\n'",
    ),
    (
        "a variable for tests, alone or with an address of another machine",
        "rails db:drop",
        "file Gemfile\nvar RAILS_ENV test",
        "file Gemfile\nvar RAILS_ENV test\nvar DATABASE_URL postgres://db.example.org/shop",
    ),
    (
        "logs of a few runs though a folder could be meant, or of hundreds",
        "rm -rf *.log",
        "files run#.log 12",
        "files run#.log 150",
    ),
    (
        "a plugin that was cloned, or one with changes of one's own",
        "rm -rf ~/.vim/plugged/demo",
        "folder ~/.vim/plugged/demo\ncd ../.vim/plugged/demo\nrepository plugin/a.vim\npushed\ncd ../../../project",
        "folder ~/.vim/plugged/demo\ncd ../.vim/plugged/demo\nrepository plugin/a.vim\npushed"
        "\nedit plugin/a.vim\ncd ../../../project",
    ),
    (
        "packages that are fetched again, or many of which nobody knows whence",
        "rm *.deb",
        "file tool_1.deb",
        "files own#.deb 12",
    ),
    # files that git does not know, and the session does
    ("empty files, or one that is not", "git clean -fd", "repository\nempty a.txt sub/b.txt",
     "repository\nempty a.txt\nfile b.txt"),
    ("a file that a line made, or that was changed since", "git clean -f", _NOTE, f"{_NOTE}\nedit note.txt"),
    ("a file that a line made, or that was there before", "git clean -fd", _NOTE,
     "repository\nfile note.txt\nran 'echo one line > note.txt'"),
    ("a folder that lines made, or one with a file by hand", "git clean -fd",
     "repository\nran 'mkdir t'\nran 'echo a > t/a.txt'",
     "repository\nran 'mkdir t'\nran 'echo a > t/a.txt'\nfile t/b.txt"),
    ("a copy of what lies elsewhere, or of what is cleaned as well", "git clean -f",
     "repository\nfile ../plan.md\nran 'cp ../plan.md plan2.md'",
     "repository\nfile plan.md\nran 'cp plan.md plan2.md'"),
    ("a copy of what lies elsewhere, or of what was changed there", "git clean -f",
     "repository\nfile ../plan.md\nran 'cp ../plan.md plan2.md'",
     "repository\nfile ../plan.md\nran 'cp ../plan.md plan2.md'\nedit ../plan.md"),
    ("a file that a line made, or settings with a key", "git clean -fx", _NOTE,
     "repository\nran 'echo KEY=1 > .env'"),
    ("what is ignored and a line made, or was there", "git clean -fdX", f"{_IGNORING}\nran 'echo 1 > a.dat'",
     f"{_IGNORING}\nfile a.dat"),
    ("a file that a line made, or one that was brought here", "git clean -f", _NOTE,
     "repository\nfile ../plan.md\nran 'mv ../plan.md .'"),
    # what a line makes by number
    ("files of a loop, or changed since", "rm g*.txt", _LOOP, f"{_LOOP}\nedit g1.txt g2.txt g3.txt g4.txt"),
    ("files of a loop, or with more of that name", "rm g*.txt", _LOOP, f"{_LOOP}\nfile g7.txt g8.txt g9.txt ga.txt"),
    ("parts of what still stands, or more of that name", "rm part_*", _PARTS,
     f"{_PARTS}\nfile part_a part_b part_c part_notes.txt"),
    ("parts of what still stands, or of what goes as well", "rm part_*", _PARTS,
     f"{_PARTS}\nran 'mv data.csv ../whole.csv'\nran 'split -l 4 ../whole.csv half_'\nedit part_aa part_ab part_ac part_ad"),
    ("parts of what still stands, or of before", "rm part_*", _PARTS, f"files part_# 6\n{_PARTS}"),
]  # fmt: skip
