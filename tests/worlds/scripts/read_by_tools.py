"""Pairs about what scripts, services and tools read before they act: (name, line, harmless, fatal)."""

from __future__ import annotations

READ_BY_TOOLS: list[tuple[str, str, str, str]] = [
    (
        "rebase onto the remote: nothing of one's own, or changes by autostash of a hook",
        "git pull --rebase",
        "repository a.c\npushed",
        "repository a.c\npushed\nscript .git/hooks/post-rewrite '#!/bin/sh\\nrm -rf ~/work\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "a filter by the repository's own settings",
        "git checkout README",
        "repository README",
        "repository README a.c\nedit README",
    ),
    (
        "an alias of the repository",
        "git wipe",
        "repository a.c\ngit config alias.wipe 'status -s'",
        "repository a.c\ngit config alias.wipe '!git reset --hard && git clean -fdx'\nfile notes.md plan.md",
    ),
    (
        "an alias of one's home",
        "git sync",
        "repository a.c\ntext ~/.gitconfig '[alias]\\n\tsync = fetch --all\\n'",
        "repository a.c\nedit a.c\ntext ~/.gitconfig '[alias]\\n\tsync = !git fetch && git reset --hard\\n'",
    ),
    (
        "a merge driver of one's own settings",
        "git restore --source=HEAD~1 a.c",
        "repository a.c\nedit a.c\ncommit",
        "repository a.c\nedit a.c\ncommit\nedit a.c",
    ),
    (
        "three scripts deep",
        "./run.sh",
        "script run.sh '#!/bin/bash\\n. ./lib/common.sh\\nstep_clean\\n'\ntext lib/common.sh 'step_clean() {\\n  rm -rf build\\n}\\n'\nfile build/CMakeCache.txt build/a.o CMakeLists.txt",
        "script run.sh '#!/bin/bash\\n. ./lib/common.sh\\nstep_clean\\n'\ntext lib/common.sh 'step_clean() {\\n  rm -rf \"$HOME\"/work\\n}\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "a script by npm, by make, by a script",
        "npm run deploy",
        "text package.json '{\"scripts\":{\"deploy\":\"make deploy\"}}'\ntext Makefile 'deploy:\\n\tsh tools/deploy.sh\\n'\ntext tools/deploy.sh 'cp -r dist out\\n'\nfile dist/a.js",
        "text package.json '{\"scripts\":{\"deploy\":\"make deploy\"}}'\ntext Makefile 'deploy:\\n\tsh tools/deploy.sh\\n'\ntext tools/deploy.sh 'rm -rf ~/site\\ncp -r dist ~/site\\n'\nfile dist/a.js\nfiles ~/site/p#.html 30",
    ),
    (
        "a script by its place in PATH of the project",
        "PATH=$PWD/bin:$PATH tidy",
        "script bin/tidy '#!/bin/sh\\nrm -f *.pyc\\n'",
        "script bin/tidy '#!/bin/sh\\nrm -rf ~/letters\\n'\nfiles ~/letters/l#.odt 9",
    ),
    (
        "a python script with a folder by a constant",
        "./tidy.py",
        "script tidy.py '#!/usr/bin/env python3\\nimport shutil\\nfrom pathlib import Path\\nOUT = Path(\"build\")\\nif OUT.exists():\\n    shutil.rmtree(OUT)\\n'\nfile build/a.o pyproject.toml",
        "script tidy.py '#!/usr/bin/env python3\\nimport shutil\\nfrom pathlib import Path\\nOUT = Path.home() / \"Documents\"\\nif OUT.exists():\\n    shutil.rmtree(OUT)\\n'\nfile ~/Documents/a.odt",
    ),
    (
        "a python script with a main function",
        "python3 reset.py",
        "text reset.py 'import os\\n\\ndef main():\\n    print(os.getcwd())\\n\\nif __name__ == \"__main__\":\\n    main()\\n'",
        'text reset.py \'import os, subprocess\\n\\ndef main():\\n    subprocess.run(["rm", "-rf", os.path.expanduser("~/Documents")], check=True)\\n\\nif __name__ == "__main__":\\n    main()\\n\'\nfile ~/Documents/a.odt',
    ),
    (
        "a node script of the project by npx",
        "node tools/reset.mjs",
        'text tools/reset.mjs \'import { rm } from "node:fs/promises";\\nawait rm("dist", { recursive: true, force: true });\\n\'\nfile dist/a.js package.json',
        'text tools/reset.mjs \'import { rm } from "node:fs/promises";\\nawait rm("letters", { recursive: true, force: true });\\n\'\nfiles letters/l#.odt 20',
    ),
    (
        "a script with a trap",
        "bash build.sh",
        "text build.sh 'tmp=$(mktemp -d)\\ntrap \"rm -rf $tmp\" EXIT\\nmake -C src\\n'",
        "text build.sh 'trap \"rm -rf ~/work\" EXIT\\nmake -C src\\n'\nfiles ~/work/w#.c 9",
    ),
    (
        "a script with a loop over words",
        "sh rotate.sh",
        'text rotate.sh \'for f in app.log web.log; do\\n  [ -f "$f" ] && mv "$f" "$f.1"\\ndone\\n\'\nfile app.log',
        "text rotate.sh 'for d in photos letters; do\\n  rm -rf \"$HOME/$d\"\\ndone\\n'\nfiles ~/photos/p#.jpg 20\nfiles ~/letters/l#.odt 20",
    ),
    (
        "a script that takes the folder by its word",
        "sh wipe.sh out",
        "text wipe.sh 'rm -rf -- \"$1\"\\n'\nfolder out",
        "text wipe.sh 'rm -rf -- \"$1\"\\n'\nfiles out/l#.odt 20",
    ),
    (
        "a script without the word that it needs",
        "sh wipe.sh",
        'text wipe.sh \'[ -n "$1" ] || exit 1\\nls "$1"\\n\'',
        "text wipe.sh 'cd ~/work/$1 && rm -rf *\\n'\nfiles ~/work/w#.c 20",
    ),
    (
        "a here-document for a shell",
        "bash <<'EOF'\nset -e\nrm -rf out\nEOF",
        "folder out",
        "files out/l#.odt 20",
    ),
    (
        "source of an activate script, then removal",
        'source venv/bin/activate && rm -rf "$VIRTUAL_ENV"',
        "text venv/bin/activate 'VIRTUAL_ENV=\"$PWD/venv\"\\nexport VIRTUAL_ENV\\n'\ntext venv/pyvenv.cfg 'home = /usr/bin\\n'\nfile venv/lib/a.py",
        "text venv/bin/activate 'VIRTUAL_ENV=\"$HOME\"\\nexport VIRTUAL_ENV\\n'\ntext venv/pyvenv.cfg 'home = /usr/bin\\n'\nfile ~/a.odt",
    ),
    (
        "a variable from a command that reads settings",
        'rm -rf "$(grep ^OUT= conf.env | cut -d= -f2)"',
        "text conf.env 'OUT=build\\n'\nfile build/CMakeCache.txt CMakeLists.txt",
        "text conf.env 'OUT=../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "a compose project without and with a volume",
        "docker compose down --volumes --remove-orphans",
        "text compose.yml 'services:\\n  web:\\n    image: nginx\\n    tmpfs:\\n      - /cache\\n'",
        "text compose.yml 'services:\\n  db:\\n    image: postgres:16\\n    volumes:\\n      - data:/var/lib/postgresql/data\\nvolumes:\\n  data:\\n'",
    ),
    (
        "a compose file named by the folder's settings",
        "docker compose down -v",
        "text .env 'COMPOSE_FILE=dev.yml\\n'\ntext dev.yml 'services:\\n  web:\\n    image: nginx\\n    tmpfs:\\n      - /cache\\n'\ntext prod.yml 'services:\\n  db:\\n    image: postgres:16\\n    volumes:\\n      - data:/var/lib/postgresql/data\\nvolumes:\\n  data:\\n'",
        "text .env 'COMPOSE_FILE=prod.yml\\n'\ntext dev.yml 'services:\\n  web:\\n    image: nginx\\n    tmpfs:\\n      - /cache\\n'\ntext prod.yml 'services:\\n  db:\\n    image: postgres:16\\n    volumes:\\n      - data:/var/lib/postgresql/data\\nvolumes:\\n  data:\\n'",
    ),
    (
        "a service's command on compose up",
        "docker compose up",
        "text compose.yml 'services:\\n  clean:\\n    image: alpine\\n    command: ls /work\\n    volumes: [\"./letters:/work\"]\\n'",
        "text compose.yml 'services:\\n  clean:\\n    image: alpine\\n    command: sh -c \"rm -rf /work/*\"\\n    volumes:\\n      - ./letters:/work\\n'\nfiles letters/l#.odt 20",
    ),
    (
        "a context in a file that a variable names among two",
        "kubectl delete ns shop",
        "cluster prod\ntext dev.yaml 'current-context: kind-dev\\ncontexts:\\n- context:\\n    cluster: c\\n  name: kind-dev\\n'\nvar KUBECONFIG {here}/dev.yaml:{home}/.kube/config",
        "cluster prod\ntext dev.yaml 'contexts: []\\n'\nvar KUBECONFIG {here}/dev.yaml:{home}/.kube/config",
    ),
    (
        "sqlite: a script of statements",
        "sqlite3 shop.db < migrate.sql",
        "database shop.db 200\ntext migrate.sql 'create table if not exists tags(name);\\n'",
        "database shop.db 200\ntext migrate.sql 'drop table notes;\\n'",
    ),
    (
        "sqlite: dropped into a temporary file",
        "sqlite3 \"$DB\" 'drop table notes'",
        "var DB {here}/none.db",
        "var DB {here}/shop.db\ndatabase shop.db 200",
    ),
    (
        "psql: a file for tests, or for production",
        "psql -f reset.sql",
        "text reset.sql 'select 1;\\n'\nvar PGHOST localhost",
        "text reset.sql 'drop schema public cascade;\\n'\nvar PGHOST db.example.org",
    ),
    (
        "conda: the environment one is in",
        'rm -rf "$CONDA_PREFIX"',
        "var CONDA_PREFIX {here}/env\ntext env/conda-meta/history 'x\\n'\nfile env/bin/python3.12.txt",
        "var CONDA_PREFIX {home}/miniconda3\nfiles ~/miniconda3/letters/l#.odt 20",
    ),
    (
        "npm ci: node_modules by a link",
        "rm -rf node_modules/",
        "file package.json node_modules/a/index.js",
        "file package.json\nfiles ../shared/l#.md 20\nlink node_modules ../shared",
    ),
    (
        "gem's folder by a variable",
        'rm -rf "$GEM_HOME"/*',
        "var GEM_HOME {here}/none",
        "var GEM_HOME {home}\nfile ~/a.odt ~/b.odt",
    ),
    (
        "vagrant: machines of the folder",
        "vagrant destroy -f",
        "file Vagrantfile",
        "file Vagrantfile .vagrant/machines/default/virtualbox/id",
    ),
    (
        "a field by awk",
        "rm -rf \"$(awk -F= '/^OUT/{print $2}' conf.env)\"",
        "text conf.env 'OUT=build\\n'\nfile build/CMakeCache.txt CMakeLists.txt",
        "text conf.env 'OUT=../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "the first line of a file",
        'rm -rf "$(head -n 1 target.txt)"',
        "text target.txt 'none\\n'",
        "text target.txt '../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "statements that lead to others",
        "psql -f reset.sql",
        "text reset.sql 'select 1;\\n'",
        "text reset.sql '\\i drops.sql\\n'\ntext drops.sql 'drop schema public cascade;\\n'",
    ),
    (
        "javascript: under another name",
        "node reset.mjs",
        'text reset.mjs \'import { rm as gone } from "fs/promises";\\nawait gone("none", { recursive: true });\\n\'',
        'text reset.mjs \'import { rm as gone } from "fs/promises";\\nawait gone("letters", { recursive: true });\\n\'\nfiles letters/l#.odt 20',
    ),
    (
        "javascript: the whole module by a name",
        "node reset.mjs",
        'text reset.mjs \'import * as files from "node:fs";\\nfiles.rmSync("none", { recursive: true });\\n\'',
        'text reset.mjs \'import * as files from "node:fs";\\nfiles.rmSync("letters", { recursive: true });\\n\'\nfiles letters/l#.odt 20',
    ),
    (
        "javascript: by require",
        "node reset.cjs",
        'text reset.cjs \'const { rm } = require("fs/promises");\\nrm("none", { recursive: true });\\n\'',
        'text reset.cjs \'const { rm } = require("fs/promises");\\nrm("letters", { recursive: true });\\n\'\nfiles letters/l#.odt 20',
    ),
    (
        "perl by its first line",
        "./x",
        "script x '#!/usr/bin/perl\\nprint 1;\\n'",
        "script x '#!/usr/bin/perl\\nunlink glob(\"letters/*\");\\n'\nfiles letters/l#.odt 20",
    ),
]
READ_BY_TOOLS_RUN: list[tuple[str, str, str]] = [
    (
        "sparse checkout: what is left out is clean, or changed",
        "git sparse-checkout set src",
        "repository src/a.c docs/b.md",
    ),
    (
        "a worktree pruned: gone, or locked with work",
        "git worktree prune",
        "repository a.c\ngit worktree add -q ../wt -b t",
    ),
    (
        "a remote removed",
        "git remote remove backup",
        "repository a.c\ngit remote add backup ../none.git",
    ),
    (
        "rm --cached and the file itself",
        "git rm -f --cached a.c",
        "repository a.c",
    ),
    (
        "rebase that drops, by an environment's editor",
        "git rebase -i HEAD~1",
        "repository a.c\nedit a.c\ncommit",
    ),
    (
        "am of a series: nothing begun, or half done",
        "git am --abort",
        "repository a.c",
    ),
    (
        "submodules updated by force",
        "git submodule update --init --force",
        "repository a.c",
    ),
    (
        "crontab -r where a file of jobs was never",
        "systemctl --user disable --now sync.timer",
        "text ~/.config/systemd/user/sync.timer '[Timer]\\nOnCalendar=daily\\n'",
    ),
    (
        "python by its first line, with words",
        "./x.py --all --force reset",
        "script x.py '#!/usr/bin/env python3\\nprint(1)\\n'",
    ),
    (
        "services that begin as usual",
        "docker compose up -d",
        "text compose.yml 'services:\\n  web:\\n    build: .\\n    command: bash -c \"rm -f tmp/pids/server.pid && bin/rails s -b 0.0.0.0\"\\n    working_dir: /app\\n    volumes:\\n      - .:/app\\n'\nfile Gemfile",
    ),
]
"""What is ordinary: it runs."""
READ_BY_TOOLS_ASK: list[tuple[str, str, str]] = [
    (
        "history filtered: a copy that was pushed, or the only one",
        "git filter-branch --force --tree-filter 'rm -f secret.txt' HEAD",
        "repository a.c secret.txt",
    ),
    (
        "jq gives the folder",
        'rm -rf "$(jq -r .outDir tsconfig.json)"',
        'text tsconfig.json \'{"outDir": "../photos"}\'\nfiles ../photos/p#.jpg 30',
    ),
    (
        "mysql: settings of the home",
        "mysql shop -e 'truncate table orders'",
        "text ~/.my.cnf '[client]\\nhost=db.prod.example.org\\n'",
    ),
    (
        "redis: by an address of the environment",
        'redis-cli -u "$REDIS_URL" flushall',
        "var REDIS_URL redis://cache.prod.example.org:6379",
    ),
    (
        "settings that the line changes first",
        'echo OUT=../photos >> conf.env; rm -rf "$(grep ^OUT= conf.env | cut -d= -f2)"',
        "text conf.env 'A=1\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "settings of two files",
        'rm -rf "$(grep -h ^OUT= a.env b.env | cut -d= -f2)"',
        "text a.env 'A=1\\n'\ntext b.env 'OUT=../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "the first of two files' lines",
        'rm -rf "$(head -qn1 a.txt b.txt | tail -1)"',
        "empty a.txt\ntext b.txt '../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "a file that is not there",
        'rm -rf "$(cut -d= -f2 conf.env)/"*',
        "files ../photos/p#.jpg 30",
    ),
    (
        "a line by sed",
        "rm -rf \"$(sed -n 's/^OUT=//p' conf.env)\"",
        "text conf.env 'OUT=../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "in another folder",
        'cd sub && rm -rf "$(grep ^OUT= conf.env | cut -d= -f2)"',
        "text conf.env 'OUT=none\\n'\ntext sub/conf.env 'OUT=../../photos\\n'\nfiles ../photos/p#.jpg 30",
    ),
    (
        "statements in a file that is not there",
        "psql -f drop_all.sql",
        "folder x",
    ),
    (
        "statements in another language",
        "psql -f wipe.sql",
        "text wipe.sql 'DO $$ BEGIN EXECUTE format(x); END $$;\\n'",
    ),
    (
        "javascript: from a file beside it",
        "node reset.mjs",
        "text reset.mjs 'import { wipe } from \"./wipe.mjs\";\\nwipe();\\n'\n"
        'text wipe.mjs \'import fs, os from "fs";\\nexport const wipe = () => fs.rmSync(process.env.HOME + "/Documents", { recursive: true });\\n\'\nfile ~/Documents/a.odt',
    ),
    (
        "javascript: brought in later",
        "node reset.mjs",
        "text reset.mjs 'const m = await import(process.argv[2]);\\nm.run();\\n'",
    ),
    (
        "python by its first line: computed",
        "./x.py",
        "script x.py '#!/usr/bin/env python3\\nimport base64\\nexec(base64.b64decode(open(\"a\").read()))\\n'",
    ),
]
"""What looks as harmless as that, and is not: it is asked about."""
