"""Pairs about variables that a script, a task or its runner sets for what it does: (name, line, harmless, fatal)."""

from __future__ import annotations

KIND = "kube kind-dev https://127.0.0.1:40001"
LIVE = "kube prod-eu https://k8s.shop.example.com:6443 live.yaml"
BOTH = f"{KIND}\n{LIVE}"
FAR = "postgres://app@db.shop.example.com/shop"
DELETE = "kubectl delete ns shop"
SET = "export KUBECONFIG=live.yaml"
SQLITE = "text .env 'DATABASE_URL=sqlite:dev.db\\n'"
PRISMA = (
    "text .env 'DATABASE_URL=\"file:./dev.db\"\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = "
    '"sqlite"\\n  url = env("DATABASE_URL")\\n}\\n\''
)
RESET = "npx prisma migrate reset --force"
TERRAFORM = (
    'text terraform.tfstate \'{"version": 4, "resources": []}\'\n'
    'text main.tf \'resource "null_resource" "x" {}\\n\''
)
DESTROY = "terraform destroy -auto-approve"
COMPOSE = "text compose.yaml 'services:\\n  web:\\n    image: node:20\\n'"
PROD_COMPOSE = (
    "text prod.yaml 'services:\\n  db:\\n    image: postgres:16\\n    volumes:\\n      - d:/var/lib/postgresql/data\\n"
    "volumes:\\n  d:\\n'"
)
RAILS = (
    "script bin/rails '#!/usr/bin/env ruby\\n'\n"
    "text config/database.yml 'development:\\n  adapter: sqlite3\\n  database: db/dev.sqlite3\\n'"
)
DJANGO = (
    'text manage.py \'import os\\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\\n\'\n'
    'text shop/settings.py \'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", '
    '"NAME": "db.sqlite3"}}\\n\''
)
NPM = (
    'text package.json \'{"name": "shop", "version": "1.0.0"}\'\n'
    "text .npmrc 'registry=http://localhost:4873/\\n'"
)
FLUSH = "python manage.py flush --no-input"


def script(*lines: str) -> str:
    return "script x.sh '#!/bin/bash\\n" + "\\n".join(lines) + "\\n'"


def makefile(*lines: str) -> str:
    return "text Makefile '" + "\\n".join(lines) + "\\n'"


def scripted(before: str, world: str, *lines: str) -> tuple[str, str]:
    """The worlds in which a script does these, and in which it does `before` first."""
    return f"{world}\n{script(*lines)}", f"{world}\n{script(before, *lines)}"


def python(line: str) -> str:
    code = f'import os, subprocess\\n{line}\\nsubprocess.run(["kubectl", "delete", "ns", "shop"])\\n'
    return f"\ntext wipe.py '{code}'"


def node(line: str) -> str:
    code = f'const {{ execSync }} = require("child_process")\\n{line}\\nexecSync("{DELETE}")\\n'
    return f"\ntext wipe.js '{code}'"


RECIPE = ("wipe:", f"\t{DELETE}")
JUST = f"wipe:\\n    {DELETE}\\n"
TASK = f"tasks:\\n  wipe:\\n    cmds:\\n      - {DELETE}\\n"

SET_WITHIN: list[tuple[str, str, str, str]] = [
    ("a script that says where the settings are", "./x.sh", *scripted(SET, BOTH, DELETE)),
    ("a script that chooses a cluster", "./x.sh", *scripted("kubectl config use-context prod", BOTH, DELETE)),
    (
        "a script that says whose account",
        "./x.sh",
        *scripted("export AWS_PROFILE=shop", "var AWS_PROFILE sandbox", "aws s3 rb s3://shop --force"),
    ),
    (
        "a script that says which server",
        "./x.sh",
        *scripted("export VAULT_ADDR=https://vault.shop.example.com", "var VAULT_ADDR http://127.0.0.1:8200",
                  "vault kv metadata delete secret/shop"),
    ),
    (
        "a script that reads a file of variables",
        "./x.sh",
        f"{script('source .env', 'export PGHOST', 'dropdb shop_test')}\ntext .env 'PGHOST=localhost\\n'",
        f"{script('source .env', 'export PGHOST', 'dropdb shop_test')}\ntext .env 'PGHOST=db.example.com\\n'",
    ),
    ("a variable in front of a script", "PGHOST=$H ./x.sh",
     f"{script('dropdb shop_test')}\nvar H localhost", f"{script('dropdb shop_test')}\nvar H db.example.com"),
    ("a variable that env gives to a script", "env PGHOST=$H ./x.sh",
     f"{script('dropdb shop_test')}\nvar H localhost", f"{script('dropdb shop_test')}\nvar H db.example.com"),
    ("a shell of its own", "bash -c \"$S\"",
     f"{BOTH}\nvar S '{DELETE}'", f"{BOTH}\nvar S '{SET}; {DELETE}'"),
    ("make: a variable that is handed on", "make wipe",
     f"{BOTH}\n{makefile(*RECIPE)}", f"{BOTH}\n{makefile('export KUBECONFIG = live.yaml', *RECIPE)}"),
    ("make: a variable on the line", "make wipe $W",
     f"{BOTH}\n{makefile(*RECIPE)}\nvar W -s", f"{BOTH}\n{makefile(*RECIPE)}\nvar W KUBECONFIG=live.yaml"),
    ("make: a file of variables", "make wipe",
     f"{BOTH}\n{makefile('include .env', 'export', *RECIPE)}\ntext .env 'PORT=1\\n'",
     f"{BOTH}\n{makefile('include .env', 'export', *RECIPE)}\ntext .env 'KUBECONFIG=live.yaml\\n'"),
    ("just: a variable that is handed on", "just wipe",
     f"{BOTH}\ntext justfile '{JUST}'", f"{BOTH}\ntext justfile 'export KUBECONFIG := \"live.yaml\"\\n{JUST}'"),
    ("just: a file of variables, read or not", "just wipe",
     f"{BOTH}\ntext justfile '{JUST}'\ntext .env 'KUBECONFIG=live.yaml\\n'",
     f"{BOTH}\ntext justfile 'set dotenv-load\\n{JUST}'\ntext .env 'KUBECONFIG=live.yaml\\n'"),
    ("just: the server by a file of variables", "just reset",
     "text justfile 'set dotenv-load\\nreset:\\n    dropdb shop_test\\n'\ntext .env 'PGHOST=localhost\\n'",
     "text justfile 'set dotenv-load\\nreset:\\n    dropdb shop_test\\n'\ntext .env 'PGHOST=db.example.com\\n'"),
    ("task: variables of all tasks", "task wipe",
     f"{BOTH}\ntext Taskfile.yml 'version: 3\\n{TASK}'",
     f"{BOTH}\ntext Taskfile.yml 'version: 3\\nenv:\\n  KUBECONFIG: live.yaml\\n{TASK}'"),
    ("mise: variables of the folder", "mise run wipe",
     f"{BOTH}\ntext mise.toml '[tasks.wipe]\\nrun = \"{DELETE}\"\\n'",
     f"{BOTH}\ntext mise.toml '[env]\\nKUBECONFIG = \"live.yaml\"\\n[tasks.wipe]\\nrun = \"{DELETE}\"\\n'"),
    ("npm: a variable in a script of the package", "npm run wipe",
     f"{BOTH}\ntext package.json '{{\"scripts\": {{\"wipe\": \"{DELETE}\"}}}}'",
     f"{BOTH}\ntext package.json '{{\"scripts\": {{\"wipe\": \"{SET} && {DELETE}\"}}}}'"),
    (
        "python: a variable of its environment, read or set",
        "python wipe.py",
        BOTH + python('print(os.environ["KUBECONFIG"])'),
        BOTH + python('os.environ["KUBECONFIG"] = "live.yaml"'),
    ),
    (
        "node: a variable of its environment, read or set",
        "node wipe.js",
        BOTH + node("console.log(process.env.KUBECONFIG)"),
        BOTH + node('process.env.KUBECONFIG = "live.yaml"'),
    ),
    # what settings tell of what is lost
    ("a file that is not there, or the database that a script means", "./x.sh",
     *scripted(f"export DATABASE_URL={FAR}", SQLITE, "dbmate drop")),
    ("prisma in a script", "./x.sh", *scripted(f"export DATABASE_URL={FAR}", PRISMA, RESET)),
    ("prisma behind make", "make reset",
     f"{PRISMA}\n{makefile('reset:', f'{chr(9)}{RESET}')}",
     f"{PRISMA}\n{makefile(f'export DATABASE_URL = {FAR}', 'reset:', f'{chr(9)}{RESET}')}"),
    ("a workspace that a script means", "./x.sh", *scripted("export TF_WORKSPACE=prod", TERRAFORM, DESTROY)),
    ("a workspace that a script chooses", "./x.sh",
     *scripted("terraform workspace select prod", TERRAFORM, DESTROY)),
    ("a state that a script brings", "./x.sh",
     *scripted("terraform init -backend-config=prod.hcl", TERRAFORM, DESTROY)),
    ("a folder that a script goes to", "./x.sh",
     *scripted("cd ../other", f"{TERRAFORM}\ntext ../other/terraform.tfstate '{{\"version\": 4, \"resources\": "
               '[{"mode": "managed", "type": "aws_instance", "instances": [{}]}]}\'', DESTROY)),
    ("services of another file", "./x.sh",
     *scripted("export COMPOSE_FILE=prod.yaml", f"{COMPOSE}\n{PROD_COMPOSE}", "docker compose down -v")),
    ("an engine that a script means", "./x.sh",
     *scripted("export DOCKER_HOST=ssh://root@prod.example.com", "docker image:x", "docker volume prune -af")),
    ("an engine that a script chooses", "./x.sh",
     *scripted("docker context use prod", "docker image:x", "docker volume prune -af")),
    ("rails: an address that a script gives", "./x.sh",
     *scripted(f"export DATABASE_URL={FAR}", RAILS, "bin/rails db:drop")),
    ("rails: the environment that a script means", "./x.sh",
     *scripted("export RAILS_ENV=production", RAILS, "bin/rails db:drop")),
    ("django: the settings that a script means", "./x.sh",
     *scripted("export DJANGO_SETTINGS_MODULE=shop.live", DJANGO, FLUSH)),
    (
        "the registry that a script means",
        "./x.sh",
        *scripted("export npm_config_registry=https://registry.npmjs.org/", NPM, "npm publish"),
    ),
    (
        "the index that a script means",
        "./x.sh",
        *scripted(
            "export TWINE_REPOSITORY=pypi",
            "file dist/a-1.tar.gz\nvar TWINE_REPOSITORY testpypi",
            "twine upload dist/*",
        ),
    ),
]  # fmt: skip
