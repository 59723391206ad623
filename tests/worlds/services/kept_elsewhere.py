"""Pairs where what seems to be nothing is kept, or told, in another place: (name, line, harmless, fatal)."""

from __future__ import annotations

HERE = "https://127.0.0.1:46871"
BUILT = "text compose.yaml 'services:\\n  db:\\n    build: ./db\\n'\ntext db/Dockerfile '{}\\n'"
COMPUTED = 'text terraform.tfstate \'{"version": 4, "resources": [{"mode": "managed", "type": "null_resource", "name": "a"}]}\''
EMPTY_STATE = 'text terraform.tfstate \'{"version": 4, "resources": []}\''
YML = "text config/database.yml 'test:\\n  adapter: postgresql\\n  host: {}\\n  database: shop_test\\n'"
SANDBOX = "text .terraform/environment sandbox\nfile main.tf"

HELD_ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "an image that is built here: of a program, or of a store",
        "docker compose down -v",
        BUILT.format("FROM node:20"),
        BUILT.format("FROM postgres:16"),
    ),
    (
        "an image that is built here: without a volume, or with one",
        "docker compose down -v",
        BUILT.format("FROM alpine\\nRUN apk add git"),
        BUILT.format("FROM alpine\\nVOLUME /data"),
    ),
    (
        "an image that is built here, or from a file that is not known",
        "docker compose down -v",
        BUILT.format("FROM python:3.12"),
        "text compose.yaml 'services:\\n  db:\\n    build: https://git.example.com/db.git\\n'",
    ),
    (
        "an image that keeps data in a volume that nobody named",
        "docker compose down -v",
        "text compose.yaml 'services:\\n  app:\\n    image: nginx\\n'",
        "text compose.yaml 'services:\\n  app:\\n    image: vaultwarden/server\\n'",
    ),
    (
        "what is only computed, or what runs a command as it ends",
        "terraform destroy -auto-approve",
        f'text main.tf \'resource "null_resource" "a" {{\\n}}\\n\'\n{COMPUTED}',
        'text main.tf \'resource "null_resource" "a" {\\n  provisioner "local-exec" {\\n    when = destroy\\n'
        f'    command = "./wipe.sh"\\n  }}\\n}}\\n\'\n{COMPUTED}',
    ),
    (
        "no resource here, or settings in another folder by a variable",
        "terraform destroy -auto-approve",
        f"file main.tf\n{EMPTY_STATE}",
        f"file main.tf\n{EMPTY_STATE}\nvar TF_DATA_DIR /srv/tf",
    ),
    (
        "a workspace for trying out, alone or with production's profile",
        "terraform destroy -auto-approve",
        SANDBOX,
        f"{SANDBOX}\nvar AWS_PROFILE prod-admin",
    ),
    (
        "the same by a value of the line",
        "terraform destroy -auto-approve -var $V",
        f"{SANDBOX}\nvar V env=sandbox",
        f"{SANDBOX}\nvar V env=production",
    ),
    (
        "no machine here, or those of another place by a variable",
        "vagrant destroy -f",
        "file Vagrantfile",
        "file Vagrantfile\nvar VAGRANT_DOTFILE_PATH /srv/vagrant",
    ),
    (
        "no machine here, or those of another folder",
        "vagrant destroy -f",
        "file Vagrantfile",
        "file Vagrantfile\nvar VAGRANT_CWD /srv/shop",
    ),
    (
        "tests with a database here, or elsewhere",
        "bin/rails db:drop",
        f"file bin/rails\nvar RAILS_ENV test\n{YML.format('localhost')}",
        f"file bin/rails\nvar RAILS_ENV test\n{YML.format('db.example.com')}",
    ),
    (
        "tests with an address in the folder's file: here, or elsewhere",
        "npx prisma migrate reset --force",
        "var NODE_ENV test\nfile prisma/schema.prisma\ntext .env 'DATABASE_URL=postgres://me@localhost/shop_test\\n'",
        "var NODE_ENV test\nfile prisma/schema.prisma\ntext .env 'DATABASE_URL=postgres://me@db.example.com/shop\\n'",
    ),
    (
        "tests with a variable that says where: here, or elsewhere",
        "bin/rails db:drop",
        "file bin/rails\nvar RAILS_ENV test\nvar DATABASE_URL postgres://me@localhost/shop_test",
        "file bin/rails\nvar RAILS_ENV test\nvar DATABASE_URL postgres://me@db.example.com/shop",
    ),
    (
        "no such process, or a group of them beside",
        "kill -TERM -- $G 999999",
        "unset G",
        "var G -1",
    ),
    (
        "images that come from a registry, or one's own",
        "docker image prune -af",
        "docker",
        "docker image:shop",
    ),
]
