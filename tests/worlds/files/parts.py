"""Pairs about parts of things: what of a repository, a folder or a line is really touched."""

from __future__ import annotations

HABITS = "text ~/dotfiles/gitconfig '[user]\\n  name = ann\\n[alias]\\n  st = status\\n[core]\\n  autocrlf = input\\n'"
KEY = "-----BEGIN PRIVATE KEY-----"
OWN_PARTS: list[tuple[str, str, str, str]] = [
    (
        "two moved to one name: the first is not there, or lost by that",
        "mv jan.csv sales.csv; mv feb.csv sales.csv",
        "file jan.csv",
        "file jan.csv feb.csv",
    ),
    (
        "two moved to one name: the second is not there",
        "mv jan.md sales.md && mv feb.md sales.md",
        "file jan.md",
        "file jan.md feb.md",
    ),
    (
        "moved on and then something put over it",
        "mv a.md b.md; mv b.md c.md; mv d.md c.md",
        "file a.md",
        "file a.md d.md",
    ),
    (
        "moved into one folder one after another: other names, or the same",
        "mv a/*.md all/; mv b/*.md all/",
        "file a/1.md b/2.md\nfolder all",
        "file a/1.md b/1.md\nfolder all",
    ),
    (
        "moved into a folder that the line makes, or onto one name",
        "mkdir -p all; mv a.md all; mv b/a.md all",
        "file a.md b/c.md",
        "file a.md b/a.md",
    ),
    (
        "moved aside and written anew: nothing was there, or notes",
        "mv notes.md x.md; echo done > x.md",
        "file y.md",
        "file notes.md",
    ),
    ("a copy over what was moved", "mv notes.md x.md; cp y.md x.md", "file y.md", "file notes.md y.md"),
    (
        "cleaning without force: refused, or let by the repository's settings",
        "git clean -d",
        "repository\nfiles notes/x#.md 20",
        "repository\nfiles notes/x#.md 20\ngit config clean.requireForce false",
    ),
    (
        "cleaning without force, let by one's own settings",
        "git clean -d",
        "repository\nfiles notes/x#.md 20",
        "repository\nfiles notes/x#.md 20\ntext ~/.gitconfig '[clean]\\nrequireForce = no\\n'",
    ),
    (
        "cleaning without force, let by the line",
        "git -c clean.requireForce=false clean -d",
        "repository",
        "repository\nfiles notes/x#.md 20",
    ),
    (
        "contents of large files: none, or some",
        "rm -rf .git/lfs",
        "repository\nfolder .git/lfs/tmp",
        "repository\nfiles .git/lfs/objects/aa/bb/aabb# 5",
    ),
    (
        "the index: as the last commit, or with what is staged",
        "rm .git/index && git reset",
        "repository",
        "repository\nfile c.c\ngit add c.c\nedit c.c",
    ),
    (
        "hooks: samples alone, or one's own",
        "rm -rf .git/hooks",
        "repository\nfile .git/hooks/pre-commit.sample",
        "repository\nscript .git/hooks/pre-commit '#!/bin/sh\\nmake lint\\nmake test\\n'",
    ),
    (
        "a rebase that is not under way, or is",
        "rm -rf .git/rebase-merge",
        "repository",
        "repository\nfile .git/rebase-merge/autostash .git/rebase-merge/done",
    ),
    (
        "a blank in front of an ending: all is committed, or not",
        "rm -f * .o",
        "repository a.c b.c\nfile a.o b.o",
        "repository a.c b.c\nfile a.o b.o c.c thesis.tex",
    ),
    ("a blank in front of an ending: nothing, or a source", "rm * .bak", "repository a.c b.c", "file a.c"),
    (
        "all opened to be read: no key, or a private one",
        "chmod -R a+rX .",
        "file a.html\ntext certs/server.pem '-----BEGIN CERTIFICATE-----\\nx\\n'",
        f"file a.html\ntext certs/server.key '{KEY}\\nx\\n'\nran 'chmod 600 certs/server.key'",
    ),
    ("all opened, keys of ssh among it", "chmod -R 755 .", "file a.html", "file a.html .ssh/id_rsa"),
    (
        "all files opened that are found, keys of ssh among them",
        "find . -type f -exec chmod 644 {} +",
        "repository",
        "text .ssh/id_rsa 'k'",
    ),
    (
        "git's settings linked: habits alone, or a program",
        "ln -sf ~/dotfiles/gitconfig ~/.gitconfig",
        HABITS,
        "text ~/dotfiles/gitconfig '[user]\\n  name = ann\\n[core]\\n  sshCommand = ~/x\\n'",
    ),
    (
        "git's settings linked: an alias of git, or of the shell",
        "ln -sf ~/dotfiles/gitconfig ~/.config/git/config",
        HABITS,
        "text ~/dotfiles/gitconfig '[alias]\\n  st = !~/x\\n'",
    ),
    (
        "git's settings copied: none there, or others",
        "cp ~/dotfiles/gitconfig ~/.gitconfig",
        HABITS,
        f"{HABITS}\ntext ~/.gitconfig '[user]\\n  name = Ann\\n[alias]\\n  s = status\\n'",
    ),
]

OWN_PARTS_RUN: list[tuple[str, str, str]] = [
    ("two copied to one name are still there", "cp a.md x.md; cp b.md x.md", "file a.md b.md"),
    (
        "moved away, and what comes takes the free name",
        "mv a.md tmp; mv b.md a.md; mv tmp b.md",
        "file a.md b.md",
    ),
    ("either of two is moved", "mv a.md x.md || mv b.md x.md", "file a.md b.md"),
    ("two folders: the second goes into the first", "mv a x; mv b x", "file a/1.md b/1.md"),
    ("only what git writes itself", "rm .git/gc.log", "repository\nfile .git/gc.log"),
    ("samples of hooks", "rm .git/hooks/*.sample", "repository\nfile .git/hooks/pre-commit.sample"),
    ("a submodule's repository that is gone already", "rm -rf .git/modules/lib", "repository"),
    ("keys that stay closed", "chmod -R 700 .", "file a.html .ssh/id_rsa"),
    (
        "keys that a package brings for its tests",
        "chmod -R 755 .",
        f"text node_modules/x/test/a.key '{KEY}\\nx\\n'\ntext node_modules/x/package.json '{{}}'\n"
        "text package.json '{}'",
    ),
]
OWN_PARTS_ASK: list[tuple[str, str, str]] = [
    (
        "numbers that go up by one, begun at the wrong end",
        "mv b.md b1.md; mv b1.md b2.md; mv b2.md b3.md",
        "file b.md b1.md",
    ),
    ("kept where it is, and written over", "mv -n a.md tmp; mv b.md a.md", "file a.md b.md tmp"),
    ("a stash", "rm .git/refs/stash", "repository\nedit src/a.c\ngit stash"),
    ("a submodule's repository", "rm -rf .git/modules/lib", "repository\nfile .git/modules/lib/HEAD"),
    (
        "another folder's repository",
        "rm -rf .git/hooks/x/.git",
        "repository\nfile .git/hooks/x/.git/objects/a",
    ),
]
WHOLE_ONES: list[tuple[str, str, str, str]] = [
    (
        "repositories that are looked for: none, or one",
        "find . -name .git -type d -prune -exec rm -rf {} +",
        "folder a",
        "folder a\ncd a\nrepository\ncd ..",
    ),
    (
        "the same by xargs: pushed, or not",
        "find . -type d -name .git | xargs rm -rf",
        "folder a\ncd a\nrepository\npushed\ncd ..",
        "folder a\ncd a\nrepository\ncd ..",
    ),
    ("in all folders: none, or one", "rm -rf */.git", "folder a", "folder a\ncd a\nrepository\ncd .."),
    ("that of a folder: none, or one", "rm -rf a/.git", "folder a", "folder a\ncd a\nrepository\ncd .."),
]
