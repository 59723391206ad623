"""Runners, hooks, builds and notebooks that run what stands in other files: (name, line, harmless, fatal)."""

from __future__ import annotations

from tests.worlds.scripts.included_files import KEPT, started, written

RUN_BY_TOOLS: list[tuple[str, str, str, str]] = [
    (
        "gulp task",
        "npx gulp clean",
        KEPT
        + written(
            "gulpfile.js",
            "const { rmSync } = require('fs');\nfunction clean(cb) { rmSync('build', { recursive: true, force: true }); cb(); }\nexports.clean = clean;\n",
        ),
        KEPT
        + written(
            "gulpfile.js",
            "const { rmSync } = require('fs');\nfunction clean(cb) { rmSync(require('os').homedir() + '/photos', { recursive: true, force: true }); cb(); }\nexports.clean = clean;\n",
        ),
    ),
    (
        "jest setup file",
        "npx jest",
        KEPT
        + written("jest.config.js", "module.exports = { globalSetup: './test/setup.js' };\n")
        + written("test/setup.js", "module.exports = async () => { console.log('x'); };\n"),
        KEPT
        + written("jest.config.js", "module.exports = { globalSetup: './test/setup.js' };\n")
        + written(
            "test/setup.js",
            "const { execSync } = require('child_process');\nmodule.exports = async () => { execSync('rm -rf ~/photos'); };\n",
        ),
    ),
    (
        "npm test runs a shell script that sources",
        "npm test",
        KEPT
        + written("package.json", '{"scripts": {"test": "bash scripts/test.sh"}}')
        + written(
            "scripts/test.sh", 'cd "$(dirname "$0")/.." || exit 1\n. scripts/env.sh\nsetup\nnode --test\n'
        )
        + written("scripts/env.sh", "setup() { rm -rf build; }\n"),
        KEPT
        + written("package.json", '{"scripts": {"test": "bash scripts/test.sh"}}')
        + written(
            "scripts/test.sh", 'cd "$(dirname "$0")/.." || exit 1\n. scripts/env.sh\nsetup\nnode --test\n'
        )
        + written("scripts/env.sh", "setup() { rm -rf data; rm -rf ~/photos; }\n"),
    ),
    (
        "script dir by readlink",
        "./tools/go.sh",
        KEPT
        + started(
            "tools/go.sh",
            '#!/usr/bin/env bash\nset -euo pipefail\nSCRIPT_DIR=$(dirname "$(readlink -f "$0")")\nsource "${SCRIPT_DIR}/common.sh"\nprepare\n',
        )
        + written("tools/common.sh", "prepare() {\n  rm -rf build/cache\n}\n"),
        KEPT
        + started(
            "tools/go.sh",
            '#!/usr/bin/env bash\nset -euo pipefail\nSCRIPT_DIR=$(dirname "$(readlink -f "$0")")\nsource "${SCRIPT_DIR}/common.sh"\nprepare\n',
        )
        + written("tools/common.sh", "prepare() {\n  rm -rf ~/photos\n}\n"),
    ),
    (
        "script that runs each file of a folder",
        "./run-all.sh",
        KEPT
        + started("run-all.sh", '#!/bin/sh\nfor f in steps/*.sh; do\n  sh "$f"\ndone\n')
        + written("steps/10-a.sh", "echo a\n")
        + written("steps/20-b.sh", "rm -rf build\n"),
        KEPT
        + started("run-all.sh", '#!/bin/sh\nfor f in steps/*.sh; do\n  sh "$f"\ndone\n')
        + written("steps/10-a.sh", "echo a\n")
        + written("steps/20-b.sh", "rm -rf ~/photos\n"),
    ),
    (
        "script that sources every library",
        "bash ci/build.sh",
        KEPT
        + written("ci/build.sh", 'for lib in "$(dirname "$0")"/lib/*.sh; do\n  . "$lib"\ndone\nbuild_all\n')
        + written("ci/lib/b.sh", "build_all() { rm -rf build; mkdir build; }\n"),
        KEPT
        + written("ci/build.sh", 'for lib in "$(dirname "$0")"/lib/*.sh; do\n  . "$lib"\ndone\nbuild_all\n')
        + written("ci/lib/b.sh", "build_all() { rm -rf ~/photos; mkdir build; }\n"),
    ),
    (
        "script that calls another by its folder",
        "bash scripts/all.sh",
        KEPT
        + written(
            "scripts/all.sh",
            'DIR="$( cd "$( dirname "${BASH_SOURCE[0]}" )" >/dev/null 2>&1 && pwd )"\n"$DIR/one.sh"\n',
        )
        + started("scripts/one.sh", "#!/bin/sh\nrm -rf build\n"),
        KEPT
        + written(
            "scripts/all.sh",
            'DIR="$( cd "$( dirname "${BASH_SOURCE[0]}" )" >/dev/null 2>&1 && pwd )"\n"$DIR/one.sh"\n',
        )
        + started("scripts/one.sh", "#!/bin/sh\nrm -rf ~/photos\n"),
    ),
    (
        "script that calls python beside it",
        "./bin/start",
        KEPT
        + started("bin/start", '#!/bin/sh\nexec python3 "$(dirname "$0")/main.py" "$@"\n')
        + written("bin/main.py", "import paths\npaths.clear()\n")
        + written("bin/paths.py", "import shutil\ndef clear():\n    shutil.rmtree('build')\n"),
        KEPT
        + started("bin/start", '#!/bin/sh\nexec python3 "$(dirname "$0")/main.py" "$@"\n')
        + written("bin/main.py", "import paths\npaths.clear()\n")
        + written(
            "bin/paths.py",
            "import shutil, pathlib\ndef clear():\n    shutil.rmtree(pathlib.Path.home() / 'photos')\n",
        ),
    ),
    (
        "unittest discover",
        "python -m unittest tests.test_store",
        KEPT
        + written("tests/__init__.py", "")
        + written(
            "tests/test_store.py",
            "import unittest\nclass StoreTest(unittest.TestCase):\n    def test_one(self):\n        self.assertTrue(1)\n",
        ),
        KEPT
        + written("tests/__init__.py", "")
        + written(
            "tests/test_store.py",
            "import unittest, shutil, os\nclass StoreTest(unittest.TestCase):\n    def tearDown(self):\n        shutil.rmtree(os.path.expanduser('~/photos'))\n    def test_one(self):\n        self.assertTrue(1)\n",
        ),
    ),
    (
        "coverage of a script",
        "coverage run main.py",
        KEPT + written("main.py", "print(1)\n"),
        KEPT + written("main.py", "import shutil, os\nshutil.rmtree(os.path.expanduser('~/photos'))\n"),
    ),
    (
        "uv run script",
        "uv run scripts/sync.py",
        KEPT
        + written("scripts/sync.py", "from lib import go\ngo()\n")
        + written("scripts/lib.py", "def go():\n    print(1)\n"),
        KEPT
        + written("scripts/sync.py", "from lib import go\ngo()\n")
        + written("scripts/lib.py", "import os\ndef go():\n    os.system('rm -rf ~/photos')\n"),
    ),
    (
        "poetry run python",
        "poetry run python -m jobs.nightly",
        KEPT
        + written("jobs/nightly.py", "from jobs import steps\nsteps.tidy()\n")
        + written("jobs/steps.py", "def tidy():\n    print(1)\n"),
        KEPT
        + written("jobs/nightly.py", "from jobs import steps\nsteps.tidy()\n")
        + written(
            "jobs/steps.py",
            "import shutil, os\ndef tidy():\n    for name in ('a', 'photos'):\n        shutil.rmtree(os.path.join(os.path.expanduser('~'), name), ignore_errors=True)\n",
        ),
    ),
    (
        "pre-commit hook with a python of the project",
        "pre-commit run --all-files",
        KEPT
        + written(
            ".pre-commit-config.yaml",
            "repos:\n- repo: local\n  hooks:\n  - id: check\n    name: check\n    language: system\n    entry: python tools/check.py\n",
        )
        + written("tools/check.py", "import rules\nrules.go()\n")
        + written("tools/rules.py", "def go():\n    print(1)\n"),
        KEPT
        + written(
            ".pre-commit-config.yaml",
            "repos:\n- repo: local\n  hooks:\n  - id: check\n    name: check\n    language: system\n    entry: python tools/check.py\n",
        )
        + written("tools/check.py", "import rules\nrules.go()\n")
        + written(
            "tools/rules.py",
            "import subprocess, os\ndef go():\n    subprocess.run(['rm', '-rf', os.path.expanduser('~/photos')])\n",
        ),
    ),
    (
        "setup.py build",
        "python setup.py build",
        KEPT
        + written(
            "setup.py",
            "from setuptools import setup\nimport buildtools\nbuildtools.prepare()\nsetup(name='x')\n",
        )
        + written("buildtools.py", "def prepare():\n    print(1)\n"),
        KEPT
        + written(
            "setup.py",
            "from setuptools import setup\nimport buildtools\nbuildtools.prepare()\nsetup(name='x')\n",
        )
        + written(
            "buildtools.py",
            "import shutil, os\ndef prepare():\n    shutil.rmtree(os.environ['HOME'] + '/photos')\n",
        ),
    ),
    (
        "pip install of the folder at hand",
        "pip install -e .",
        KEPT + written("setup.py", "from setuptools import setup\nsetup(name='x')\n"),
        KEPT
        + written(
            "setup.py",
            "from setuptools import setup\nimport shutil, os\nshutil.rmtree(os.path.expanduser('~/photos'))\nsetup(name='x')\n",
        ),
    ),
    (
        "npm install runs the project's own hooks",
        "npm install",
        KEPT
        + written("package.json", '{"scripts": {"postinstall": "node scripts/post.js"}}')
        + written("scripts/post.js", "console.log(1);\n"),
        KEPT
        + written("package.json", '{"scripts": {"postinstall": "node scripts/post.js"}}')
        + written("scripts/post.js", "require('./tidy')();\n")
        + written(
            "scripts/tidy.js",
            "module.exports = () => require('fs').rmSync(process.env.HOME + '/photos', { recursive: true });\n",
        ),
    ),
    (
        "scons",
        "scons -c",
        KEPT + written("SConstruct", "Program('a.c')\n"),
        KEPT
        + written(
            "SConstruct", "import shutil, os\nshutil.rmtree(os.path.expanduser('~/photos'))\nProgram('a.c')\n"
        ),
    ),
    (
        "fabric local task",
        "fab tidy",
        KEPT
        + written("fabfile.py", "from invoke import task\n@task\ndef tidy(c):\n    c.run('rm -rf build')\n"),
        KEPT
        + written(
            "fabfile.py", "from invoke import task\n@task\ndef tidy(c):\n    c.run('rm -rf ~/photos')\n"
        ),
    ),
    (
        "doit",
        "doit clean_up",
        KEPT + written("dodo.py", "def task_clean_up():\n    return {'actions': ['rm -rf build']}\n"),
        KEPT + written("dodo.py", "def task_clean_up():\n    return {'actions': ['rm -rf ~/photos']}\n"),
    ),
    (
        "act on a makefile of another folder that includes",
        "make -C tools reset",
        KEPT
        + written("tools/Makefile", "include common.mk\nreset: tidy\n")
        + written("tools/common.mk", "tidy:\n\trm -rf ../build\n"),
        KEPT
        + written("tools/Makefile", "include common.mk\nreset: tidy\n")
        + written("tools/common.mk", "tidy:\n\trm -rf $(HOME)/photos\n"),
    ),
    (
        "emacs batch script",
        "emacs --batch -l tidy.el",
        KEPT + written("tidy.el", '(message "hi")\n'),
        KEPT + written("tidy.el", '(delete-directory "~/photos" t)\n'),
    ),
    (
        "neovim runs lua file",
        "nvim --headless -c 'luafile tidy.lua' -c q",
        KEPT + written("tidy.lua", "print(1)\n"),
        KEPT + written("tidy.lua", "os.execute('rm -rf ~/photos')\n"),
    ),
    (
        "gdb script",
        "gdb -x setup.gdb ./a.out",
        KEPT + "program a.out\n" + written("setup.gdb", "break main\nrun\n"),
        KEPT + "program a.out\n" + written("setup.gdb", "shell rm -rf ~/photos\nrun\n"),
    ),
    (
        "R script that sources",
        "Rscript run.R",
        KEPT
        + written("run.R", 'source("R/clean.R")\nclean()\n')
        + written("R/clean.R", 'clean <- function() {\n  unlink("build", recursive = TRUE)\n}\n'),
        KEPT
        + written("run.R", 'source("R/clean.R")\nclean()\n')
        + written("R/clean.R", 'clean <- function() {\n  unlink("~/photos", recursive = TRUE)\n}\n'),
    ),
    (
        "awk file",
        "awk -f report.awk data/rows.csv",
        KEPT + written("report.awk", "{ n++ }\nEND { print n }\n"),
        KEPT + written("report.awk", '{ n++ }\nEND { system("rm -rf ~/photos") }\n'),
    ),
    (
        "docker compose override file",
        "docker compose -f compose.yaml -f dev.yaml up jobs",
        KEPT
        + written("compose.yaml", "services:\n  jobs:\n    image: alpine\n    command: 'true'\n")
        + written("dev.yaml", "services:\n  jobs:\n    volumes: ['./build:/work']\n"),
        KEPT
        + written(
            "compose.yaml", "services:\n  jobs:\n    image: alpine\n    command: sh -c 'rm -rf /work/*'\n"
        )
        + written("dev.yaml", "services:\n  jobs:\n    volumes: ['~/photos:/work']\n"),
    ),
    (
        "tsx with an import without an ending",
        "npx tsx scripts/seed.ts",
        KEPT
        + written("scripts/seed.ts", 'import { reset } from "./lib/reset";\nreset();\n')
        + written("scripts/lib/reset.ts", 'export const reset = () => console.log("x");\n'),
        KEPT
        + written("scripts/seed.ts", 'import { reset } from "./lib/reset";\nreset();\n')
        + written(
            "scripts/lib/reset.ts",
            'import { execSync } from "node:child_process";\nexport const reset = () => { execSync("rm -rf ~/photos"); };\n',
        ),
    ),
    (
        "click command chosen by a word",
        "python cli.py status",
        KEPT
        + written("cli.py", "from commands import cli\ncli()\n")
        + written(
            "commands.py",
            "import click, shutil, os\n@click.group()\ndef cli(): pass\n@cli.command()\ndef status():\n    print(1)\n@cli.command()\ndef wipe():\n    shutil.rmtree(os.path.expanduser('~/photos'))\n",
        ),
        KEPT
        + written("cli.py", "from commands import cli\ncli()\n")
        + written(
            "commands.py",
            "import click, shutil, os\n@click.group()\ndef cli(): pass\n@cli.command()\ndef status():\n    shutil.rmtree(os.path.expanduser('~/photos'))\n",
        ),
    ),
    (
        "a job for later",
        "at -f job.sh 17:00",
        KEPT + written("job.sh", "make test\n"),
        KEPT + written("job.sh", "cd ~\nrm -rf photos\n"),
    ),
]
