"""Scripts that take in what stands in files beside them: (name, line, harmless, fatal)."""

from __future__ import annotations

import shlex


def written(name: str, text: str, verb: str = "text") -> str:
    """The step that makes a file with this text."""
    return f"{verb} {shlex.quote(name)} {shlex.quote(text.replace(chr(10), chr(92) + 'n'))}\n"


def started(name: str, text: str) -> str:
    """As `written`, for a text that may be started as a program."""
    return written(name, text, "script")


KEPT = "file ~/photos/a.jpg ~/photos/b.jpg thesis.odt data/rows.csv\nfile build/x.o\n"
PY_RM = 'import shutil, os\n\ndef wipe():\n    shutil.rmtree(os.path.expanduser("~/photos"))\n'
PY_OK = 'import shutil, os\n\ndef wipe():\n    shutil.rmtree("build", ignore_errors=True)\n'

TAKEN_IN: list[tuple[str, str, str, str]] = [
    (
        "python import and call",
        "python3 run.py",
        KEPT + written("run.py", "import util\nutil.wipe()\n") + written("util.py", PY_OK),
        KEPT + written("run.py", "import util\nutil.wipe()\n") + written("util.py", PY_RM),
    ),
    (
        "python from import and call in main",
        "python run.py --fast",
        KEPT
        + written(
            "run.py",
            'from util import wipe\n\ndef main():\n    print("x")\n\nif __name__ == "__main__":\n    main()\n',
        )
        + written("util.py", PY_RM),
        KEPT
        + written(
            "run.py",
            'from util import wipe\n\ndef main():\n    wipe()\n\nif __name__ == "__main__":\n    main()\n',
        )
        + written("util.py", PY_RM),
    ),
    (
        "python a def nobody calls, and code at the top",
        "python3 run.py",
        KEPT
        + written("run.py", "import util\nprint(util.VERSION)\n")
        + written("util.py", PY_RM + 'VERSION = 1\nif __name__ == "__main__":\n    wipe()\n'),
        KEPT
        + written("run.py", "import util\nprint(util.VERSION)\n")
        + written("util.py", PY_RM + "VERSION = 1\nwipe()\n"),
    ),
    (
        "python -m package",
        "python -m tools.reset",
        KEPT
        + written("tools/__init__.py", "")
        + written("tools/reset.py", 'from .util import wipe\nif __name__ == "__main__":\n    wipe()\n')
        + written("tools/util.py", PY_OK),
        KEPT
        + written("tools/__init__.py", "")
        + written("tools/reset.py", 'from .util import wipe\nif __name__ == "__main__":\n    wipe()\n')
        + written("tools/util.py", PY_RM),
    ),
    (
        "python package __init__ runs first",
        "python3 -m app",
        KEPT + written("app/__init__.py", "NAME = 'app'\n") + written("app/__main__.py", "print(1)\n"),
        KEPT
        + written("app/__init__.py", "import shutil, os\nshutil.rmtree(os.path.expanduser('~/photos'))\n")
        + written("app/__main__.py", "print(1)\n"),
    ),
    (
        "python two modules deep",
        "python3 scripts/job.py",
        KEPT
        + written("scripts/job.py", "import stepone\nstepone.go()\n")
        + written("scripts/stepone.py", "from steptwo import wipe\ndef go():\n    wipe()\n")
        + written("scripts/steptwo.py", PY_OK),
        KEPT
        + written("scripts/job.py", "import stepone\nstepone.go()\n")
        + written("scripts/stepone.py", "from steptwo import wipe\ndef go():\n    wipe()\n")
        + written("scripts/steptwo.py", PY_RM),
    ),
    (
        "python class method",
        "python3 run.py",
        KEPT
        + written("run.py", "from store import Store\ns = Store()\nprint(s.size())\n")
        + written(
            "store.py",
            'import shutil, os\nclass Store:\n    def size(self):\n        return 1\n    def reset(self):\n        shutil.rmtree(os.path.expanduser("~/photos"))\n',
        ),
        KEPT
        + written("run.py", "from store import Store\ns = Store()\ns.reset()\n")
        + written(
            "store.py",
            'import shutil, os\nclass Store:\n    def size(self):\n        return 1\n    def reset(self):\n        shutil.rmtree(os.path.expanduser("~/photos"))\n',
        ),
    ),
    (
        "python -c imports",
        "python3 -c 'import util; util.wipe()'",
        KEPT + written("util.py", PY_OK),
        KEPT + written("util.py", PY_RM),
    ),
    (
        "python function with an argument",
        "python3 run.py",
        KEPT
        + written("run.py", 'from util import clear\nclear("build")\n')
        + written("util.py", "import shutil\ndef clear(where):\n    shutil.rmtree(where)\n"),
        KEPT
        + written("run.py", 'from util import clear\nimport os\nclear(os.path.expanduser("~/photos"))\n')
        + written("util.py", "import shutil\ndef clear(where):\n    shutil.rmtree(where)\n"),
    ),
    (
        "python executable script with a module beside it",
        "./bin/release.py",
        KEPT
        + started("bin/release.py", "#!/usr/bin/env python3\nfrom steps import clean\nclean()\n")
        + written(
            "bin/steps.py", 'import subprocess\ndef clean():\n    subprocess.run(["rm", "-rf", "build"])\n'
        ),
        KEPT
        + started("bin/release.py", "#!/usr/bin/env python3\nfrom steps import clean\nclean()\n")
        + written("bin/steps.py", 'import subprocess, os\ndef clean():\n    os.system("rm -rf ~/photos")\n'),
    ),
    (
        "pytest conftest",
        "pytest -q",
        KEPT
        + written(
            "tests/conftest.py", "import pytest\n@pytest.fixture\ndef box(tmp_path):\n    return tmp_path\n"
        )
        + written("tests/test_a.py", "def test_a(box):\n    assert box\n"),
        KEPT
        + written("tests/conftest.py", 'import shutil, os\nshutil.rmtree(os.path.expanduser("~/photos"))\n')
        + written("tests/test_a.py", "def test_a():\n    assert 1\n"),
    ),
    (
        "pytest test itself",
        "pytest tests/test_store.py",
        KEPT
        + written(
            "tests/test_store.py",
            "import shutil\ndef test_wipe(tmp_path):\n    shutil.rmtree(tmp_path)\n    assert not tmp_path.exists()\n",
        ),
        KEPT
        + written(
            "tests/test_store.py",
            'import shutil, os\ndef test_wipe():\n    shutil.rmtree(os.path.expanduser("~/photos"))\n',
        ),
    ),
    (
        "node require",
        "node run.js",
        KEPT
        + written("run.js", 'const util = require("./util");\nutil.wipe();\n')
        + written(
            "util.js",
            'const fs = require("fs");\nexports.wipe = () => fs.rmSync("build", { recursive: true, force: true });\n',
        ),
        KEPT
        + written("run.js", 'const util = require("./util");\nutil.wipe();\n')
        + written(
            "util.js",
            'const fs = require("fs"), os = require("os");\nexports.wipe = () => fs.rmSync(os.homedir() + "/photos", { recursive: true, force: true });\n',
        ),
    ),
    (
        "node es import",
        "node scripts/clean.mjs",
        KEPT
        + written("scripts/clean.mjs", 'import { wipe } from "./lib/wipe.mjs";\nwipe();\n')
        + written(
            "scripts/lib/wipe.mjs",
            'import { rmSync } from "node:fs";\nexport function wipe() { rmSync("build", { recursive: true }); }\n',
        ),
        KEPT
        + written("scripts/clean.mjs", 'import { wipe } from "./lib/wipe.mjs";\nwipe();\n')
        + written(
            "scripts/lib/wipe.mjs",
            'import { rmSync } from "node:fs";\nexport function wipe() { rmSync(`${process.env.HOME}/photos`, { recursive: true }); }\n',
        ),
    ),
    (
        "npm script, then node, then a module",
        "npm run clean",
        KEPT
        + written("package.json", '{"scripts": {"clean": "node scripts/clean"}}')
        + written("scripts/clean.js", "require('./paths').remove();\n")
        + written(
            "scripts/paths.js",
            "const { execSync } = require('child_process');\nmodule.exports = { remove() { execSync('rm -rf build'); } };\n",
        ),
        KEPT
        + written("package.json", '{"scripts": {"clean": "node scripts/clean"}}')
        + written("scripts/clean.js", "require('./paths').remove();\n")
        + written(
            "scripts/paths.js",
            "const { execSync } = require('child_process');\nmodule.exports = { remove() { execSync('rm -rf ~/photos'); } };\n",
        ),
    ),
    (
        "ruby require_relative",
        "ruby run.rb",
        KEPT
        + written("run.rb", "require_relative 'lib/clean'\nClean.all\n")
        + written(
            "lib/clean.rb",
            "require 'fileutils'\nmodule Clean\n  def self.all\n    FileUtils.rm_rf('build')\n  end\nend\n",
        ),
        KEPT
        + written("run.rb", "require_relative 'lib/clean'\nClean.all\n")
        + written(
            "lib/clean.rb",
            "require 'fileutils'\nmodule Clean\n  def self.all\n    FileUtils.rm_rf(File.expand_path('~/photos'))\n  end\nend\n",
        ),
    ),
    (
        "perl require",
        "perl run.pl",
        KEPT
        + written("run.pl", 'use strict;\nrequire "./lib.pl";\nwipe();\n')
        + written("lib.pl", 'use File::Path;\nsub wipe { rmtree("build"); }\n1;\n'),
        KEPT
        + written("run.pl", 'use strict;\nrequire "./lib.pl";\nwipe();\n')
        + written("lib.pl", 'use File::Path;\nsub wipe { rmtree("$ENV{HOME}/photos"); }\n1;\n'),
    ),
    (
        "perl use lib",
        "perl bin/run.pl",
        KEPT
        + written(
            "bin/run.pl",
            'use FindBin;\nuse lib "$FindBin::Bin/../lib";\nuse Shop::Reset;\nShop::Reset::all();\n',
        )
        + written("lib/Shop/Reset.pm", 'package Shop::Reset;\nsub all { system("rm -rf build"); }\n1;\n'),
        KEPT
        + written(
            "bin/run.pl",
            'use FindBin;\nuse lib "$FindBin::Bin/../lib";\nuse Shop::Reset;\nShop::Reset::all();\n',
        )
        + written("lib/Shop/Reset.pm", 'package Shop::Reset;\nsub all { system("rm -rf ~/photos"); }\n1;\n'),
    ),
    (
        "php include",
        "php run.php",
        KEPT
        + written("run.php", "<?php\nrequire __DIR__ . '/inc/clean.php';\nclean();\n")
        + written("inc/clean.php", "<?php\nfunction clean() { system('rm -rf build'); }\n"),
        KEPT
        + written("run.php", "<?php\nrequire __DIR__ . '/inc/clean.php';\nclean();\n")
        + written("inc/clean.php", "<?php\nfunction clean() { system('rm -rf ~/photos'); }\n"),
    ),
    (
        "lua require",
        "lua run.lua",
        KEPT
        + written("run.lua", 'local u = require("util")\nu.wipe()\n')
        + written("util.lua", 'local M = {}\nfunction M.wipe() os.execute("rm -rf build") end\nreturn M\n'),
        KEPT
        + written("run.lua", 'local u = require("util")\nu.wipe()\n')
        + written(
            "util.lua", 'local M = {}\nfunction M.wipe() os.execute("rm -rf ~/photos") end\nreturn M\n'
        ),
    ),
]
