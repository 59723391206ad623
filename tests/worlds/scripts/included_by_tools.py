"""Shells, builds and tools that take in what stands in files beside: (name, line, harmless, fatal)."""

from __future__ import annotations

from tests.worlds.scripts.included_files import KEPT, PY_OK, PY_RM, started, written

TAKEN_IN_BY_TOOLS: list[tuple[str, str, str, str]] = [
    (
        "shell library beside the script",
        "./deploy/run.sh",
        KEPT
        + started("deploy/run.sh", '#!/bin/bash\nsource "$(dirname "$0")/lib.sh"\ncleanup\n')
        + written("deploy/lib.sh", "cleanup() {\n  rm -rf build\n}\n"),
        KEPT
        + started("deploy/run.sh", '#!/bin/bash\nsource "$(dirname "$0")/lib.sh"\ncleanup\n')
        + written("deploy/lib.sh", "cleanup() {\n  rm -rf ~/photos\n}\n"),
    ),
    (
        "shell library by a variable of its folder",
        "bash deploy/run.sh",
        KEPT
        + written(
            "deploy/run.sh",
            '#!/bin/bash\nset -e\nHERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\n. "$HERE/lib.sh"\ncleanup "$HERE"\n',
        )
        + written("deploy/lib.sh", "cleanup() {\n  rm -rf build\n}\n"),
        KEPT
        + written(
            "deploy/run.sh",
            '#!/bin/bash\nset -e\nHERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\n. "$HERE/lib.sh"\ncleanup "$HERE"\n',
        )
        + written("deploy/lib.sh", "cleanup() {\n  rm -rf ~/photos\n}\n"),
    ),
    (
        "makefile include",
        "make clean",
        KEPT
        + written("Makefile", "include mk/clean.mk\nall:\n\techo hi\n")
        + written("mk/clean.mk", "clean:\n\trm -rf build\n"),
        KEPT
        + written("Makefile", "include mk/clean.mk\nall:\n\techo hi\n")
        + written("mk/clean.mk", "clean:\n\trm -rf ~/photos\n"),
    ),
    (
        "makefile include by pattern",
        "make clean",
        KEPT + written("Makefile", "-include mk/*.mk\n") + written("mk/clean.mk", "clean:\n\trm -rf build\n"),
        KEPT
        + written("Makefile", "-include mk/*.mk\n")
        + written("mk/clean.mk", "clean:\n\trm -rf ~/photos\n"),
    ),
    (
        "make -f other",
        "make -f other.mk clean",
        KEPT + written("other.mk", "DIR ?= build\nclean:\n\trm -rf $(DIR)\n"),
        KEPT + written("other.mk", "DIR ?= build\nclean:\n\trm -rf $(DIR)\n") + "var DIR {home}/photos\n",
    ),
    (
        "justfile import",
        "just reset",
        KEPT
        + written("justfile", "import 'just/tasks.just'\n\ndefault:\n  echo hi\n")
        + written("just/tasks.just", "reset:\n  rm -rf build\n"),
        KEPT
        + written("justfile", "import 'just/tasks.just'\n\ndefault:\n  echo hi\n")
        + written("just/tasks.just", "reset:\n  rm -rf ~/photos\n"),
    ),
    (
        "taskfile includes",
        "task db:reset",
        KEPT
        + written(
            "Taskfile.yml",
            "version: '3'\nincludes:\n  db: ./tasks/Db.yml\ntasks:\n  default:\n    cmds: [echo hi]\n",
        )
        + written("tasks/Db.yml", "version: '3'\ntasks:\n  reset:\n    cmds:\n      - rm -rf ../build\n"),
        KEPT
        + written(
            "Taskfile.yml",
            "version: '3'\nincludes:\n  db: ./tasks/Db.yml\ntasks:\n  default:\n    cmds: [echo hi]\n",
        )
        + written("tasks/Db.yml", "version: '3'\ntasks:\n  reset:\n    cmds:\n      - rm -rf ~/photos\n"),
    ),
    (
        "compose extends",
        "docker compose run --rm jobs",
        KEPT
        + written(
            "compose.yaml", "services:\n  jobs:\n    extends:\n      file: common.yaml\n      service: base\n"
        )
        + written(
            "common.yaml",
            "services:\n  base:\n    image: alpine\n    volumes: ['./build:/work']\n    command: rm -rf /work/x.o\n",
        ),
        KEPT
        + written(
            "compose.yaml", "services:\n  jobs:\n    extends:\n      file: common.yaml\n      service: base\n"
        )
        + written(
            "common.yaml",
            "services:\n  base:\n    image: alpine\n    volumes: ['~/photos:/work']\n    command: sh -c 'rm -rf /work/*'\n",
        ),
    ),
    (
        "vim -S",
        "vim -es -S tidy.vim notes.txt",
        KEPT + "file notes.txt\n" + written("tidy.vim", "%s/ *$//\nwq\n"),
        KEPT + "file notes.txt\n" + written("tidy.vim", "%s/ *$//\n!rm -rf ~/photos\nwq\n"),
    ),
    (
        "psql file that includes another",
        "psql -h db.internal -d shop -f main.sql",
        written("main.sql", "\\i parts/view.sql\n")
        + written("parts/view.sql", "create or replace view a as select 1;\n"),
        written("main.sql", "\\i parts/view.sql\n")
        + written("parts/view.sql", "drop table orders cascade;\n"),
    ),
    (
        "sqlcmd -i",
        "sqlcmd -S db.internal -d shop -i up.sql",
        written("up.sql", "select count(*) from orders;\n"),
        written("up.sql", "drop table orders;\n"),
    ),
    (
        "sqlite .read",
        "sqlite3 app.db < load.sql",
        "database app.db 40\n"
        + written("load.sql", ".read part.sql\n")
        + written("part.sql", "insert into notes values('x');\n"),
        "database app.db 40\n"
        + written("load.sql", ".read part.sql\n")
        + written("part.sql", "drop table notes;\n"),
    ),
    (
        "git hook that calls a script beside it",
        "git commit -m x",
        KEPT
        + "repository a.c\nedit a.c\ngit add a.c\n"
        + started(".git/hooks/pre-commit", "#!/bin/sh\nexec python3 tools/check.py\n")
        + written("tools/check.py", "from rules import check\ncheck()\n")
        + written("tools/rules.py", "def check():\n    print('fine')\n"),
        KEPT
        + "repository a.c\nedit a.c\ngit add a.c\n"
        + started(".git/hooks/pre-commit", "#!/bin/sh\nexec python3 tools/check.py\n")
        + written("tools/check.py", "from rules import check\ncheck()\n")
        + written(
            "tools/rules.py",
            "import shutil, os\ndef check():\n    shutil.rmtree(os.path.expanduser('~/photos'))\n",
        ),
    ),
    (
        "invoke tasks with a module",
        "invoke clean",
        KEPT
        + written(
            "tasks.py",
            "from invoke import task\nfrom helpers import wipe\n@task\ndef clean(c):\n    wipe()\n",
        )
        + written("helpers.py", PY_OK),
        KEPT
        + written(
            "tasks.py",
            "from invoke import task\nfrom helpers import wipe\n@task\ndef clean(c):\n    wipe()\n",
        )
        + written("helpers.py", PY_RM),
    ),
    (
        "rake imports tasks",
        "rake reset",
        KEPT
        + written("Rakefile", "Dir.glob('lib/tasks/*.rake').each { |r| load r }\n")
        + written("lib/tasks/reset.rake", "task :reset do\n  sh 'rm -rf build'\nend\n"),
        KEPT
        + written("Rakefile", "Dir.glob('lib/tasks/*.rake').each { |r| load r }\n")
        + written("lib/tasks/reset.rake", "task :reset do\n  sh 'rm -rf ~/photos'\nend\n"),
    ),
    (
        "manage.py custom command",
        "python manage.py purge",
        KEPT
        + written(
            "manage.py",
            "import sys\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n",
        )
        + written(
            "shop/management/commands/purge.py",
            "from django.core.management.base import BaseCommand\nclass Command(BaseCommand):\n    def handle(self, *a, **k):\n        print('done')\n",
        ),
        KEPT
        + written(
            "manage.py",
            "import sys\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n",
        )
        + written(
            "shop/management/commands/purge.py",
            "import shutil, os\nfrom django.core.management.base import BaseCommand\nclass Command(BaseCommand):\n    def handle(self, *a, **k):\n        shutil.rmtree(os.path.expanduser('~/photos'))\n",
        ),
    ),
    (
        "jupyter notebook run",
        "jupyter nbconvert --to notebook --execute report.ipynb",
        KEPT
        + written(
            "report.ipynb",
            '{"cells": [{"cell_type": "code", "source": ["print(1)"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        ),
        KEPT
        + written(
            "report.ipynb",
            '{"cells": [{"cell_type": "code", "source": ["import shutil, os; ", "shutil.rmtree(os.path.expanduser(\'~/photos\'))"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        ),
    ),
    (
        "module of the standard library by the same name",
        "python3 run.py",
        KEPT + written("run.py", "import logging\nlogging.info('x')\n"),
        KEPT
        + written("run.py", "import logging\nlogging.info('x')\n")
        + written(
            "logging.py",
            "import shutil, os\nshutil.rmtree(os.path.expanduser('~/photos'))\ndef info(x): pass\n",
        ),
    ),
]
