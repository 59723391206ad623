"""What looks like an addition, a fresh start or a trifle, and is another matter because of what lies there."""

from __future__ import annotations

COMPUTED = 'resource "random_id" "b" {\\n  byte_length = 4\\n}\\n'
WRITTEN = 'resource "local_file" "a" {\\n  filename = "${path.module}/notes.md"\\n  content  = random_id.b.hex\\n}\\n'
SYSTEM = WRITTEN.replace("${path.module}/notes.md", "/etc/hosts")
NEEDS_IT = 'all: (clean "src")\\nclean dir="out":\\n    rm -rf {{dir}}\\n'
USUAL = NEEDS_IT.replace('(clean "src")', "clean")
WORK = "repository src/a.c\nedit src/a.c"

LESS_PLAIN = [
    (
        "a file that terraform writes stands there already",
        "terraform apply -auto-approve",
        f"text main.tf '{COMPUTED}{WRITTEN}'",
        f"text main.tf '{COMPUTED}{WRITTEN}'\nfile notes.md",
    ),
    (
        "a file that terraform writes is the system's",
        "tofu apply -auto-approve",
        f"text main.tf '{COMPUTED}'",
        f"text main.tf '{COMPUTED}{SYSTEM}'",
    ),
    (
        "the environment whose packages all go is not there any more",
        "pip freeze | xargs pip uninstall -y",
        "text .venv/pyvenv.cfg 'home = /usr/bin'\nvar VIRTUAL_ENV {here}/.venv",
        "var VIRTUAL_ENV {here}/.venv",
    ),
    (
        "jobs that stop halfway are named by how they begin",
        "kill %apt",
        "did 'sleep 100 &'\ndid 'apt list --upgradable'",
        "did 'apt-get dist-upgrade -y &'\ndid 'sleep 100 &'",
    ),
    (
        "jobs that stop halfway are named by a part",
        "kill '%?upgrade'",
        "did 'sleep 100 &'",
        "did 'sudo apt-get dist-upgrade -y &'",
    ),
    (
        "the job before the latest stops halfway",
        "kill %-",
        "did 'sleep 100 &'\ndid 'sleep 9 &'",
        "did 'sudo apt-get dist-upgrade -y &'\ndid 'sleep 9 &'",
    ),
    (
        "one of all jobs stops halfway",
        "kill $(jobs -p)",
        "did 'sleep 100 &'\ndid 'sleep 9 &'",
        "did 'sudo apt-get dist-upgrade -y &'\ndid 'sleep 9 &'",
    ),
    (
        "a job that stops halfway was started before something else in its line",
        "kill %1",
        "did 'sleep 100 & echo started'",
        "did 'sudo apt-get dist-upgrade -y & echo started'",
    ),
    (
        "a job that stops halfway was started with a remark",
        "kill %1",
        "did 'sleep 100 & # waits'",
        "did 'sudo apt-get dist-upgrade -y & # runs'",
    ),
    (
        "a recipe hands another one a word that is not its usual one",
        "just all",
        f"{WORK}\ntext justfile '{USUAL}'",
        f"{WORK}\ntext justfile '{NEEDS_IT}'",
    ),
    (
        "a recipe by its second name is given a word",
        "just c src",
        f"{WORK}\ntext justfile 'alias c := build\\nbuild dir=\"out\":\\n    ls {{{{dir}}}}\\n'",
        f"{WORK}\ntext justfile 'alias c := clean\\nclean dir=\"out\":\\n    rm -rf {{{{dir}}}}\\n'",
    ),
    (
        "a variable of a recipe is set before its name",
        "just --set dir src clean",
        f"{WORK}\ntext justfile 'dir := \"out\"\\nclean:\\n    ls {{{{dir}}}}\\n'",
        f"{WORK}\ntext justfile 'dir := \"out\"\\nclean:\\n    rm -rf {{{{dir}}}}\\n'",
    ),
    (
        "a recipe with a shell of its own is given a word",
        "just clean src",
        f"{WORK}\ntext justfile 'clean dir:\\n    #!/usr/bin/env bash\\n    ls {{{{dir}}}}\\n'",
        f"{WORK}\ntext justfile 'clean dir:\\n    #!/usr/bin/env bash\\n    rm -rf {{{{dir}}}}\\n'",
    ),
    (
        "a recipe of the folder below is given a word",
        "just sub/clean src",
        "text sub/justfile 'clean dir=\"out\":\\n    rm -rf {{dir}}\\n'\nfile src/a",
        "text sub/justfile 'clean dir=\"out\":\\n    rm -rf {{dir}}\\n'\nfiles sub/src/#.c 60",
    ),
]
