"""Pairs about scripts, however they are started: (name, line, harmless, fatal)."""

from __future__ import annotations

STARTED: list[tuple[str, str, str, str]] = [
    (
        "a script by an absolute path below home",
        "~/bin/nightly",
        "script ~/bin/nightly '#!/bin/sh\\necho ok >> ~/nightly.log\\n'",
        "script ~/bin/nightly '#!/bin/sh\\nrm -rf ~/Documents\\n'\nfile ~/Documents/a.odt",
    ),
    (
        "sudo and a script",
        "sudo ./setup.sh",
        "script setup.sh '#!/bin/sh\\nmkdir -p /opt/tool\\n'",
        "script setup.sh '#!/bin/sh\\nrm -rf /opt /srv\\n'",
    ),
    (
        "env and a script",
        "env MODE=fast ./go.sh",
        "script go.sh '#!/bin/sh\\nmake -j4\\n'",
        "script go.sh '#!/bin/sh\\n[ \"$MODE\" = fast ] && rm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "nohup in the background",
        "nohup ./job.sh > job.out 2>&1 &",
        "script job.sh '#!/bin/sh\\nsleep 5\\n'",
        "script job.sh '#!/bin/sh\\nrm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "time and a script",
        "time bash bench.sh",
        "text bench.sh 'for i in 1 2 3; do true; done\\n'",
        "text bench.sh 'rm -rf ../work\\n'\nfiles ../work/w#.c 20",
    ),
    (
        "a script under watch",
        "watch -n 5 ./poll.sh",
        "script poll.sh '#!/bin/sh\\ndate\\n'",
        "script poll.sh '#!/bin/sh\\nrm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "a script with a dry run by default",
        "bash sweep.sh",
        "text sweep.sh 'DRY=echo\\n$DRY rm -rf \"$HOME\"/work\\n'\nfiles ~/work/w#.c 9",
        "text sweep.sh 'DRY=\\n$DRY rm -rf \"$HOME\"/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "a script that asks for a condition",
        "bash maybe.sh",
        "text maybe.sh 'if false; then\\n  echo no\\nfi\\n'",
        'text maybe.sh \'if [ -d "$HOME/work" ]; then\\n  rm -rf "$HOME/work"\\nfi\\n\'\nfiles ~/work/w#.c 9',
    ),
    (
        "an exported function of a file",
        ". lib.sh; wipe out",
        "text lib.sh 'wipe() { echo \"$1\"; }\\n'",
        "text lib.sh 'wipe() { rm -rf \"$HOME/$1\"; }\\n'\nfiles ~/out/w#.c 20",
    ),
    (
        "an awk program of a file",
        "awk -f run.awk list.txt",
        "text run.awk '{ print $1 }\\n'\ntext list.txt 'a\\n'",
        "text run.awk '{ system(\"rm -rf ../photos\") }\\n'\ntext list.txt 'a\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "a Makefile of another name",
        "make -f build.mk clean",
        "text build.mk 'clean:\\n\trm -f *.o\\n'\nfile a.c a.o",
        "text build.mk 'clean:\\n\trm -rf ../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "a pattern rule",
        "make clean-web",
        "text Makefile 'clean-%:\\n\trm -rf build/$*\\n'\nfile a.c build/web/a.o",
        "text Makefile 'clean-%:\\n\trm -rf ../$*\\n'\nfiles ../web/p#.html 30",
    ),
    (
        "make in a folder below by a recursive call",
        "make clean",
        "text Makefile 'SUBDIRS = lib\\nclean:\\n\tfor d in $(SUBDIRS); do $(MAKE) -C $$d clean; done\\n'\ntext lib/Makefile 'clean:\\n\trm -f *.o\\n'\nfile lib/a.c lib/a.o",
        "text Makefile 'SUBDIRS = lib\\nclean:\\n\tfor d in $(SUBDIRS); do $(MAKE) -C $$d clean; done\\n'\ntext lib/Makefile 'clean:\\n\trm -rf ../../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "npm script by a workspace",
        "npm run clean --workspace web",
        'text package.json \'{"workspaces":["packages/*"]}\'\ntext packages/web/package.json \'{"name":"web","scripts":{"clean":"rm -rf dist"}}\'\nfile packages/web/dist/a.js',
        'text package.json \'{"workspaces":["packages/*"]}\'\ntext packages/web/package.json \'{"name":"web","scripts":{"clean":"rm -rf ../../letters"}}\'\nfiles letters/l#.odt 20',
    ),
    (
        "poetry's poe",
        "poetry run poe clean",
        "text pyproject.toml '[tool.poe.tasks]\\nclean = \"rm -rf build\"\\n'\nfile build/a.o",
        "text pyproject.toml '[tool.poe.tasks]\\nclean = \"rm -rf ../photos\"\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "uv and a script",
        "uv run tools/reset.py",
        "text tools/reset.py 'print(1)\\n'\nfile pyproject.toml",
        "text tools/reset.py 'import shutil, os\\nshutil.rmtree(os.path.expanduser(\"~/Documents\"))\\n'\nfile pyproject.toml ~/Documents/a.odt",
    ),
    (
        "tsx and a script",
        "npx tsx scripts/seed.ts",
        "text scripts/seed.ts 'console.log(1);\\n'\nfile package.json",
        'text scripts/seed.ts \'import { rmSync } from "node:fs";\\nrmSync("../photos", { recursive: true });\\n\'\nfile package.json\nfiles ../photos/p#.jpg 30',
    ),
    (
        "php artisan's own, by composer",
        "composer run-script fresh",
        'text composer.json \'{"scripts":{"fresh":"@php -v"}}\'',
        'text composer.json \'{"scripts":{"fresh":["@clear"],"clear":"rm -rf ~/Documents"}}\'\nfile ~/Documents/a.odt',
    ),
    (
        "git bisect by a script",
        "git bisect run ./test.sh",
        "repository a.c\nscript test.sh '#!/bin/sh\\nmake test\\n'",
        "repository a.c\nscript test.sh '#!/bin/sh\\nrm -rf ~/work; make test\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "a rebase that runs",
        "git rebase -x ./check.sh HEAD~1",
        "repository a.c\nedit a.c\ncommit\nscript check.sh '#!/bin/sh\\ntrue\\n'",
        "repository a.c\nedit a.c\ncommit\nscript check.sh '#!/bin/sh\\nrm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "entr and a script",
        "ls *.c | entr ./build.sh",
        "file a.c\nscript build.sh '#!/bin/sh\\ncc a.c\\n'",
        "file a.c\nscript build.sh '#!/bin/sh\\nrm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "parallel and a script",
        "parallel ./one.sh ::: a b",
        "script one.sh '#!/bin/sh\\necho \"$1\"\\n'",
        "script one.sh '#!/bin/sh\\nrm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "a script by ssh's local command",
        "timeout 30 ./probe.sh",
        "script probe.sh '#!/bin/sh\\nping -c1 localhost\\n'",
        "script probe.sh '#!/bin/sh\\nrm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "earthly, by a Makefile default",
        "make -j4",
        "text Makefile '.PHONY: all\\nall: a.o\\na.o: a.c\\n\tcc -c a.c\\n'\nfile a.c",
        "text Makefile '.PHONY: all\\nall: fresh\\nfresh:\\n\trm -rf ../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
]
STARTED_RUN: list[tuple[str, str, str]] = [
    (
        "a sed script of a file",
        "sed -i -f fix.sed notes.md",
        "repository notes.md\ntext fix.sed 's/a/b/\\n'",
    ),
    (
        "pytest with a conftest that clears",
        "python -m unittest tests.test_a",
        "text tests/test_a.py 'import unittest\\n'",
    ),
    (
        "a Dockerfile is built: nothing here",
        "docker build -t x .",
        "text Dockerfile 'FROM alpine\\nRUN rm -rf /var/cache/*\\n'",
    ),
    (
        "git with an editor of the environment",
        "git commit --amend",
        "repository a.c\nvar EDITOR vim",
    ),
]
"""What is ordinary: it runs."""
