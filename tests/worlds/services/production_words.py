"""Pairs about where a line's words and settings point: a host, a stage, an index: (name, line, harmless, fatal)."""

from __future__ import annotations

BOOK = (
    "text wipe.yml '- hosts: all\\n  tasks:\\n  - file:\\n      path: /var/lib/shop\\n      state: absent\\n'"
)
INVENTORY = "text inventories/{}/hosts.ini '[web]\\n{}\\n'"
WEB = "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'"
PG = "typed 'docker run -d --rm --name pg -e POSTGRES_PASSWORD=x -p 55432:5432 postgres:16'"
MONGO = "typed 'docker run -d -p 27018:27017 mongo'"
MQ = "typed 'docker run -d --rm --name mq -p 15672:15672 rabbitmq:3-management'"
DESK = "var WAYLAND_DISPLAY wayland-0"
SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"

POINTED_AT: list[tuple[str, str, str, str]] = [
    (
        "a service stopped on a machine called production's, or on another",
        "ssh $HOST 'sudo systemctl stop nginx'",
        "var HOST web-dev",
        "var HOST web-prod",
    ),
    (
        "services begun on this machine, or on one of production",
        "docker compose up -d --force-recreate",
        WEB,
        f"{WEB}\nvar DOCKER_HOST ssh://deploy@prod-1.example.com",
    ),
    (
        "a folder of inventories: containers, or machines",
        "ansible-playbook -i inventories/$E wipe.yml",
        f"var E dev\n{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}",
        f"var E live\n{BOOK}\n{INVENTORY.format('live', 'web1.example.com')}",
    ),
    (
        "a folder of inventories with another one beside, or that gives its hosts further settings",
        "ansible-playbook -i inventories/dev wipe.yml",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}\n"
        "text inventories/dev/more.ini 'web1.example.com\\n'",
    ),
    (
        "hosts of a folder, and what a folder of settings says of them",
        "ansible-playbook -i inventories/dev wipe.yml",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}\n"
        "text inventories/dev/host_vars/box1.yml 'ansible_connection: ssh\\n'",
    ),
    (
        "distributions to the index for trying, or to the real one",
        "twine upload dist/*",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY testpypi",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY pypi",
    ),
    (
        "the same in front of the command, alone or with an address that counts before",
        "TWINE_REPOSITORY=testpypi twine upload dist/*",
        "file dist/shop-1.0.tar.gz",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY_URL https://upload.pypi.org/legacy/",
    ),
    (
        "an index for trying, as it is or as one's own settings have it",
        "twine upload -r $R dist/*",
        "file dist/shop-1.0.tar.gz\nvar R testpypi",
        "file dist/shop-1.0.tar.gz\nvar R company\nvar TWINE_REPOSITORY testpypi",
    ),
    (
        "an index for trying by a variable, as it is or as one's own settings have it",
        "twine upload dist/*",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY testpypi\ntext ~/.pypirc '[pypi]\\nusername = a\\n'",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY testpypi\n"
        "text ~/.pypirc '[testpypi]\\nrepository = https://pypi.acme.example/\\n'",
    ),
    (
        "a setting of the stage for developing, or of the one that people see",
        "vercel env rm API_KEY $TARGET -y",
        "var TARGET development",
        "var TARGET production",
    ),
    (
        "the database of the stack on this machine, or that of the project",
        "supabase db reset $WHERE",
        "var WHERE --local",
        "var WHERE --linked",
    ),
    (
        "jobs from a file: into which they were saved, or that holds none",
        "crontab jobs.txt",
        "typed 'crontab -l > jobs.txt'\ntext jobs.txt '0 3 * * * ./backup.sh\\n'",
        "empty jobs.txt",
    ),
    (
        "a workspace: refused while anything is in its state, or by force",
        "terraform workspace delete $HOW old",
        "unset HOW\ntext terraform.tfstate.d/old/terraform.tfstate '{\"version\": 4}'",
        "var HOW -force\ntext terraform.tfstate.d/old/terraform.tfstate '{\"version\": 4}'",
    ),
    (
        "a bucket that has to be empty, or all that is in it",
        "aws s3api $WHAT --bucket old",
        "var WHAT delete-bucket",
        "var WHAT 'delete-objects --delete file://all.json'",
    ),
    (
        "an address of a container of the session, or one in which another host counts",
        "psql $U -c 'drop table users'",
        f"{PG}\nvar U postgresql://postgres:x@localhost:55432/shop",
        f"{PG}\nvar U 'postgresql://postgres:x@localhost:55432/shop?host=db.internal'",
    ),
    (
        "an address of a container of the session, or of several hosts",
        "psql -d $U -c 'drop table users'",
        f"{PG}\nvar U postgresql://postgres:x@localhost:55432/shop",
        f"{PG}\nvar U postgresql://localhost:55432,db.example.com:5432/shop",
    ),
    (
        "an address of a container of the session, alone or with another behind it",
        "psql --dbname=$U $X -c 'drop table users'",
        f"{PG}\nvar U postgres://postgres:x@127.0.0.1:55432/shop\nunset X",
        f"{PG}\nvar U postgres://postgres:x@127.0.0.1:55432/shop\nvar X postgres://db.example.com/shop",
    ),
    (
        "an address of a container of the session, alone or with a host of its own",
        "psql $H $U -c 'drop table users'",
        f"{PG}\nvar U postgres://postgres:x@127.0.0.1:55432/shop\nunset H",
        f"{PG}\nvar U postgres://postgres:x@127.0.0.1:55432/shop\nvar H --host=db.example.com",
    ),
    (
        "documents in a container of the session, or in one of several",
        "mongosh $U --eval 'db.dropDatabase()'",
        f"{MONGO}\nvar U mongodb://localhost:27018/shop",
        f"{MONGO}\nvar U mongodb://localhost:27018,db.acme.example/shop",
    ),
    (
        "a queue of a container of the session, or of another host",
        "rabbitmqadmin $W purge queue name=orders",
        f"unset W\n{MQ}",
        f"var W --host=mq.internal\n{MQ}",
    ),
    (
        "a database server stopped before the machine, or over ssh",
        "sudo systemctl stop postgresql",
        DESK,
        SSH,
    ),
    (
        "a service of this machine, or of another one by an option",
        "sudo systemctl $H stop docker",
        f"{DESK}\nunset H",
        f"{DESK}\nvar H --host=root@web-1",
    ),
    (
        "the way in to this machine, or to another one by an option",
        "sudo systemctl $H stop sshd",
        f"{DESK}\nunset H",
        f"{DESK}\nvar H --host=root@web-1",
    ),
    (
        "this machine switched off, or another one by an option",
        "sudo systemctl $H poweroff",
        f"{DESK}\nunset H",
        f"{DESK}\nvar H --host=root@web-1",
    ),
    ("one's own engine, or that of the machine", "systemctl $W stop docker", "var W --user", "unset W"),
    (
        "a package put anew by force, in kind or in production",
        "helm upgrade --install shop ./chart --force",
        "kube kind-dev https://127.0.0.1:40123",
        "kube shop-prod https://10.20.0.1:6443",
    ),
    (
        "a secret of a server on this machine, or of a real one",
        "vault kv metadata delete secret/shop/db",
        "var VAULT_ADDR http://127.0.0.1:8200",
        "var VAULT_ADDR https://vault.acme.example:8200",
    ),
]
