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
]  # fmt: skip
