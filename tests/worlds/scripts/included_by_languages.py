"""More ways in which code comes to what stands in other files: (name, line, harmless, fatal)."""

from __future__ import annotations

from collections.abc import Callable

from tests.worlds.scripts.included_files import KEPT, started, written

GONE = "rm -rf ~/photos"
FINE = "rm -rf build"


def pair(name: str, line: str, make: Callable[[str], str]) -> tuple[str, str, str, str]:
    """The worlds in which a command that stands in another file is harmless, and fatal."""
    return (name, line, KEPT + make(FINE), KEPT + make(GONE))


def py(command: str) -> str:
    """A module whose `go` gives that to a shell."""
    return f"import os\ndef go():\n    os.system({command!r})\n"


TAKEN_IN_ALONG: list[tuple[str, str, str, str]] = [
    pair(
        "python path given",
        "PYTHONPATH=src python scripts/job.py",
        lambda c: (
            written("scripts/job.py", "from shop.steps import go\ngo()\n")
            + written("src/shop/steps.py", py(c))
        ),
    ),
    pair(
        "python path put in by the script",
        "python scripts/job.py",
        lambda c: (
            written(
                "scripts/job.py",
                "import sys, os\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'lib'))\nimport steps\nsteps.go()\n",
            )
            + written("lib/steps.py", py(c))
        ),
    ),
    pair(
        "a class of another module",
        "python3 run.py",
        lambda c: (
            written("run.py", "from app import App\nApp('x').start()\n")
            + written(
                "app.py",
                "import subprocess\nclass App:\n    def __init__(self, name):\n        self.name = name\n    def start(self):\n        self._prepare()\n    def _prepare(self):\n        subprocess.run("
                + repr(c)
                + ", shell=True)\n",
            )
        ),
    ),
    pair(
        "a base class of another module",
        "python3 run.py",
        lambda c: (
            written(
                "run.py",
                "from base import Job\nclass Mine(Job):\n    def work(self):\n        print(1)\nMine().run()\n",
            )
            + written(
                "base.py",
                "import os\nclass Job:\n    def run(self):\n        self.clean()\n        self.work()\n    def clean(self):\n        os.system("
                + repr(c)
                + ")\n",
            )
        ),
    ),
    pair(
        "re-exported by the package",
        "python -c 'from tools import go; go()'",
        lambda c: (
            written("tools/__init__.py", "from .steps import go\n__all__ = ['go']\n")
            + written("tools/steps.py", py(c))
        ),
    ),
    pair(
        "star import",
        "python3 run.py",
        lambda c: written("run.py", "from steps import *\ngo()\n") + written("steps.py", py(c)),
    ),
    pair(
        "import within a function",
        "python3 run.py",
        lambda c: (
            written("run.py", "def main():\n    from steps import go\n    go()\nmain()\n")
            + written("steps.py", py(c))
        ),
    ),
    pair(
        "node loads a file first",
        "node -r ./setup.js app.js",
        lambda c: (
            written("app.js", "console.log(1);\n")
            + written("setup.js", f"require('child_process').execSync({c!r});\n")
        ),
    ),
    pair(
        "node with a class of another file",
        "node app.mjs",
        lambda c: (
            written("app.mjs", "import Store from './store.mjs';\nnew Store().open();\n")
            + written(
                "store.mjs",
                "import { execSync } from 'node:child_process';\nexport default class Store {\n  open() {\n    execSync("
                + repr(c)
                + ");\n  }\n}\n",
            )
        ),
    ),
    pair(
        "node index of a folder",
        "node app.js",
        lambda c: (
            written("app.js", "const { go } = require('./lib');\ngo();\n")
            + written("lib/index.js", "module.exports.go = require('./go').go;\n")
            + written(
                "lib/go.js", f"exports.go = function () {{ require('child_process').execSync({c!r}); }};\n"
            )
        ),
    ),
    pair(
        "ruby with a load path",
        "ruby -I lib bin/run.rb",
        lambda c: (
            written("bin/run.rb", "require 'shop/clean'\nShop.clean\n")
            + written("lib/shop/clean.rb", f"module Shop\n  def self.clean\n    system({c!r})\n  end\nend\n")
        ),
    ),
    pair(
        "bundle exec ruby",
        "bundle exec ruby script/tidy.rb",
        lambda c: (
            written("script/tidy.rb", "require_relative '../lib/tidy'\nTidy.new.run\n")
            + written("lib/tidy.rb", f"class Tidy\n  def run\n    `{c}`\n  end\nend\n")
        ),
    ),
    pair(
        "php artisan-like file with a class",
        "php bin/console tidy",
        lambda c: (
            written(
                "bin/console",
                "#!/usr/bin/env php\n<?php\nrequire __DIR__ . '/../src/Tidy.php';\n(new Tidy())->run();\n",
            )
            + written(
                "src/Tidy.php",
                f"<?php\nclass Tidy {{\n  public function run() {{\n    shell_exec({c!r});\n  }}\n}}\n",
            )
        ),
    ),
    pair(
        "a shell library that takes in another",
        "bash run.sh",
        lambda c: (
            written("run.sh", "source lib/all.sh\ntidy\n")
            + written("lib/all.sh", 'for f in "${BASH_SOURCE%/*}"/parts/*.sh; do\n  source "$f"\ndone\n')
            + written("lib/parts/tidy.sh", f"tidy() {{ {c}; }}\n")
        ),
    ),
    pair(
        "a shell script by its name in its folder",
        "cd scripts && ./all.sh",
        lambda c: (
            started("scripts/all.sh", "#!/bin/bash\n. ./common.sh\nmain\n")
            + written("scripts/common.sh", f"main() {{ {c.replace('build', '../build')}; }}\n")
        ),
    ),
    pair(
        "make that calls a script that imports",
        "make reset",
        lambda c: (
            written("Makefile", "reset:\n\tpython3 tools/reset.py\n")
            + written("tools/reset.py", "import steps\nsteps.go()\n")
            + written("tools/steps.py", py(c))
        ),
    ),
    pair(
        "a package script that calls make",
        "npm run reset",
        lambda c: (
            written("package.json", '{"scripts": {"reset": "make -C tools reset"}}')
            + written("tools/Makefile", "include ../mk/reset.mk\n")
            + written("mk/reset.mk", f"reset:\n\t{c.replace('build', '../build')}\n")
        ),
    ),
    pair(
        "tests in a class with setUp",
        "python -m pytest tests/test_a.py",
        lambda c: written(
            "tests/test_a.py",
            f"import os, unittest\nclass TestA(unittest.TestCase):\n    def setUp(self):\n        os.system({c!r})\n    def test_a(self):\n        pass\n",
        ),
    ),
    pair(
        "streamlit app",
        "streamlit run app.py",
        lambda c: written("app.py", "from steps import go\ngo()\n") + written("steps.py", py(c)),
    ),
    pair(
        "uvicorn app",
        "uvicorn app:main",
        lambda c: written("app.py", "from steps import go\ngo()\nmain = None\n") + written("steps.py", py(c)),
    ),
    pair(
        "flask run",
        "flask --app shop run",
        lambda c: written("shop.py", "from steps import go\ngo()\n") + written("steps.py", py(c)),
    ),
]
