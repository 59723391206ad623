"""Pairs about what goes out of a machine or comes in: packages, plans, requests, backups, ways in: (name, line,
harmless, fatal)."""

from __future__ import annotations

SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
HERE = "https://127.0.0.1:46871"
FAR = "https://k8s.shop-eu.example.com:6443"
UNNAMED = "9f2c" * 16
BOX = (
    "text hosts 'box ansible_host=127.0.0.1 ansible_port=2222 ansible_user=vagrant "
    "ansible_ssh_private_key_file=.vagrant/machines/default/virtualbox/private_key\\n'"
)
SERVICES = (
    "text ~/.aws/config '[profile dev]\\nservices = local\\nregion = eu-west-1\\n[services local]\\n{} =\\n"
    "  endpoint_url = http://localhost:4566\\n'"
)
COMPOSE = (
    "text compose.yaml 'services:\\n  app:\\n    image: shop\\n    env_file: .env.docker\\n  db:\\n"
    "    image: postgres\\n'\ntext .env.docker 'RAILS_ENV={}\\nDATABASE_URL=postgres://postgres@{}/shop_test\\n'"
)
RELEASES = "text helmfile.yaml '{}releases:\\n- name: a\\n  chart: ./a\\n'"
ELSEWHERE = "helmDefaults:\\n  kubeContext: shop-eu\\n"
CLICKHOUSE = "typed 'docker run -d --rm -p 9000:9000 clickhouse/clickhouse-server' 0"
SEARCH = "typed 'docker run -d --rm -p 9200:9200 elasticsearch:8.15.0' 0"
QUEUES = "typed 'docker run -d --name mq{} rabbitmq:3' 0"

SENT_OUT: list[tuple[str, str, str, str]] = [
    # what is given to everybody
    (
        "a package that may not be published, or may",
        "npm publish",
        'text package.json \'{"name": "shop", "private": true}\'',
        'text package.json \'{"name": "shop", "version": "1.0.0"}\'',
    ),
    (
        "the package of the folder, or one of those below it",
        "npm publish $W",
        'text package.json \'{"name": "shop", "private": true}\'\nunset W',
        'text package.json \'{"name": "shop", "private": true}\'\nvar W --workspace=tool',
    ),
    (
        "to a registry of this machine, or through a tunnel",
        "npm publish --registry http://localhost:$PORT",
        "listens verdaccio\ntext package.json '{}'",
        "listens ssh\ntext package.json '{}'",
    ),
    (
        "a word names the registry of this machine, and the package itself another",
        "pnpm publish --registry http://localhost:4873",
        "text package.json '{}'",
        'text package.json \'{"publishConfig": {"registry": "https://registry.npmjs.org"}}\'',
    ),
    (
        "a crate that may not be published, or may",
        "cargo publish",
        "text Cargo.toml '[package]\\nname = \"shop\"\\npublish = false\\n'",
        "text Cargo.toml '[package]\\nname = \"shop\"\\n[badges]\\npublish = false\\n'",
    ),
    (
        "to an index of this machine, or to the world's",
        "twine upload dist/*",
        "file dist/a.whl\nvar TWINE_REPOSITORY_URL http://localhost:8080/",
        "file dist/a.whl\nvar TWINE_REPOSITORY_URL https://upload.pypi.org/legacy/",
    ),
    # where packages come from
    (
        "from an index that all trust, or from a machine without a name",
        "pip install -r requirements.txt",
        "text requirements.txt '--index-url https://pypi.org/simple\\nflask==3.0\\n'",
        "text requirements.txt '--index-url http://203.0.113.7/simple\\nflask==3.0\\n'",
    ),
    (
        "a list that a list names",
        "uv pip install -r dev.txt",
        "text dev.txt '-r base.txt\\npytest\\n'\ntext base.txt 'flask\\n'",
        "text dev.txt '-r base.txt\\npytest\\n'\ntext base.txt 'flask @ http://pkgs.example.org/flask.whl\\n'",
    ),
    (
        "a registry of one's own network, or an open one of the world's",
        "npm ci",
        "text .npmrc 'registry=http://nexus.corp:8081/npm/\\n'",
        "text .npmrc 'registry=http://npm.example.org/\\n'",
    ),
    # what a plan does
    (
        "a plan that the line itself makes anew, of another file or of the one that is applied",
        "terraform plan -destroy -out=old && terraform apply tfplan",
        "plan tfplan normal 1:aws_instance.web",
        "plan tfplan destroy 5:aws_instance.web",
    ),
    (
        "a plan that the line makes to destroy, whatever lies there",
        "terraform plan -destroy -out tfplan; terraform $A tfplan",
        "var A show\nplan tfplan normal 1:aws_instance.web",
        "var A apply\nplan tfplan normal 1:aws_instance.web",
    ),
    (
        "a plan that makes something, or one that destroys it all",
        "terraform apply tfplan",
        "plan tfplan normal 1:aws_instance.web 6:null_resource.a",
        "plan tfplan destroy 5:aws_instance.web",
    ),
    (
        "a plan that replaces what runs, or a database",
        "tofu apply -input=false plan.out",
        "plan plan.out normal 6:aws_ecs_task_definition.web 5:aws_db_subnet_group.main",
        "plan plan.out normal 3:aws_instance.web '7:module.db[\"a.b\"].aws_db_instance.main[0]'",
    ),
    (
        "a plan of another folder",
        "terraform -chdir=infra apply tfplan",
        "folder infra\nplan tfplan destroy 5:aws_s3_bucket.a\nplan infra/tfplan normal 1:aws_s3_bucket.a",
        "folder infra\nplan infra/tfplan normal 5:aws_s3_bucket.a",
    ),
    # clusters and clouds by files of the folder
    (
        "what is destroyed where the settings say, or where the file itself does",
        "helmfile destroy",
        f"kube kind-dev {HERE}\n{RELEASES.format('')}",
        f"kube kind-dev {HERE}\n{RELEASES.format(ELSEWHERE)}",
    ),
    (
        "an application of a controller, whatever cluster kubectl knows",
        "argocd app delete shop --yes $DRY",
        f"kube kind-dev {HERE}\nvar DRY --help",
        f"kube kind-dev {HERE}\nunset DRY",
    ),
    (
        "a service of a profile that is played here, or another one",
        "aws s3 rb s3://media --force --profile dev",
        SERVICES.format("s3"),
        SERVICES.format("dynamodb"),
    ),
    (
        "an address for the service before that for all",
        "aws dynamodb delete-table --table-name orders --profile dev",
        SERVICES.format("dynamodb"),
        SERVICES.format("dynamodb").replace("localhost:4566", "dynamodb.eu-west-1.amazonaws.com"),
    ),
    (
        "services stopped on boxes of one's own, or on machines of a shop",
        "ansible all -i hosts -b -m service -a 'name=postgresql state=stopped'",
        BOX,
        "text hosts 'db1.shop.example.com\\n'",
    ),
    (
        "variables of a service from a file: for tests, or of production",
        "docker compose run --rm app bin/rails db:drop",
        COMPOSE.format("test", "db"),
        COMPOSE.format("production", "db"),
    ),
    (
        "for tests by its name, with a database of the project or another machine's",
        "docker compose run --rm app bin/rails db:drop",
        COMPOSE.format("test", "db"),
        COMPOSE.format("test", "db.shop.example.com"),
    ),
    (
        "containers by a filter: without a volume of their own, or with one",
        "docker rm -fv $(docker ps -aq --filter name=it-)",
        "docker ended:it-web",
        f"docker container:it-db:{UNNAMED}",
    ),
    # what a session started
    (
        "keys of a container of the session, or of another machine",
        'etcdctl del "" --prefix',
        "typed 'docker run -d --rm -p 2379:2379 quay.io/coreos/etcd:v3.5.0' 0",
        "typed 'docker run -d --rm -p 2379:2379 quay.io/coreos/etcd:v3.5.0' 0\n"
        "var ETCDCTL_ENDPOINTS https://etcd.shop.example.com:2379",
    ),
    (
        "a store of the session, or where the client's settings lead",
        "clickhouse-client -q 'DROP TABLE events'",
        CLICKHOUSE,
        f"{CLICKHOUSE}\ntext ~/.clickhouse-client/config.xml '<config><host>ch.example.com</host></config>'",
    ),
    (
        "queues of a container of the session, or of one with a volume",
        "docker exec mq rabbitmqctl reset",
        QUEUES.format(""),
        QUEUES.format(" -v mq:/var/lib/rabbitmq"),
    ),
    (
        "queues of the container itself, or of a node that the line names",
        "docker exec mq rabbitmqctl $N reset",
        f"{QUEUES.format('')}\nunset N",
        f"{QUEUES.format('')}\nvar N --node=rabbit@shop",
    ),
    (
        "an index by a request to a container of the session, or to what was there before",
        "curl -X DELETE localhost:9200/orders",
        SEARCH,
        SEARCH.replace("9200:", "9201:"),
    ),
    (
        "a request that goes through somebody else's hands",
        "curl -s -XDELETE 'http://localhost:9200/_all'",
        SEARCH,
        f"{SEARCH}\nvar http_proxy http://proxy.example.com:3128",
    ),
    (
        "a port that one's own server has, or a database",
        "npx kill-port $PORT",
        "listens node",
        "listens postgres",
    ),
    # ways in
    (
        "a login shell that is there, or is not",
        "chsh -s $SH",
        "var SH /bin/bash",
        "var SH /usr/bin/nosuchshell",
    ),
    (
        "the firewall on: with a door for ssh, or without",
        "sudo ufw enable",
        f"{SSH}\ntyped 'sudo ufw allow OpenSSH' 0",
        f"{SSH}\ntyped 'sudo ufw allow 80/tcp' 0",
    ),
    (
        "a door for ssh, or for the port by which one came in",
        "sudo ufw --force enable",
        f"{SSH}\ntyped 'sudo ufw allow 22/tcp' 0",
        f"{SSH.replace(' 22', ' 2222')}\ntyped 'sudo ufw allow 22/tcp' 0",
    ),
    (
        "a door that stays, or was shut again",
        "sudo ufw enable",
        f"{SSH}\ntyped 'sudo ufw allow ssh' 0\ntyped 'sudo ufw status' 0",
        f"{SSH}\ntyped 'sudo ufw allow ssh' 0\ntyped 'sudo ufw --force reset' 0",
    ),
    (
        "a door in the same line, whether it worked or not",
        "sudo ufw allow $WHAT && sudo ufw enable",
        f"{SSH}\nvar WHAT ssh",
        f"{SSH}\nvar WHAT 8080",
    ),
    (
        "the rules' last word, with a rule for ssh or without",
        "sudo iptables -P INPUT DROP",
        f"{SSH}\ntyped 'sudo iptables -A INPUT -p tcp --dport 22 -j ACCEPT' 0",
        f"{SSH}\ntyped 'sudo iptables -A INPUT -p tcp --dport 22 -j ACCEPT' 0\ntyped 'sudo iptables -F' 0",
    ),
    (
        "a private network that one did not come by, or did",
        "sudo tailscale down",
        "var SSH_CONNECTION '192.168.1.20 50000 192.168.1.4 22'",
        "var SSH_CONNECTION '100.101.2.3 50000 192.168.1.4 22'",
    ),
    # backups
    (
        "unpacked where nothing is, or over work",
        "borg extract /srv/borg::monday",
        "folder x",
        "repository a.md\nedit a.md",
    ),
    (
        "one part of a backup, of which nothing is there, or work",
        "borg extract /srv/borg::monday docs",
        "files a#.odt 9",
        "files docs/a#.odt 9",
    ),
    (
        "put back into a new folder, or over work",
        "restic -r /srv/r restore latest --target $T",
        "files docs/a#.odt 9\nvar T {here}/restored",
        "files docs/a#.odt 9\nvar T {here}",
    ),
    (
        "backups in a folder of this machine: none, or some",
        "duplicity remove-all-but-n-full 1 --force file://$B",
        "folder ~/b\nvar B {home}/b",
        "files ~/b/full.vol#.difftar.gpg 9\nvar B {home}/b",
    ),
]
