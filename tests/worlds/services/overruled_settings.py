"""Pairs about evidence that something else overrules: another file, a later word, another way: (name, line, harmless,
fatal)."""

from __future__ import annotations

SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
LOOP = "var SSH_CONNECTION '127.0.0.1 50000 127.0.0.1 22'"
SHOP = "postgres://app:x@db.shop.example.com:5432/shop"
PRIVATE = 'text package.json \'{"name": "shop", "private": true}\''
OWN = 'text package.json \'{"name": "@acme/shop"}\''
NFT = (
    "text rules.nft 'table inet filter {{\\n{}\\n chain input {{\\n  type filter hook input priority 0; policy drop;\\n"
    "  ct state established accept\\n  {}\\n }}\\n}}\\n'"
)
NFT_OPEN = NFT.format("", "tcp dport 22 accept")
IPT = "text rules.v4 '*filter\\n:INPUT DROP [0:0]\\n:OUTPUT {} [0:0]\\n{}\\nCOMMIT\\n'"
IPT_OPEN = IPT.format("ACCEPT", "-A INPUT -p tcp --dport 22 -j ACCEPT")
DOOR = "typed 'sudo iptables -A INPUT -p tcp --dport 22 -j ACCEPT' 0"
ETCD = "typed 'docker run -d --rm -p 2379:2379 quay.io/coreos/etcd:v3.5.0' 0"
SEARCH = "typed 'docker run -d --rm -p 9200:9200 elasticsearch:8.15.0' 0"
STORE = "typed 'docker run -d --rm -p 6379:6379 redis:7' 0"
KAFKA = "typed 'docker run -d --name k apache/kafka:3.8.0' 0"
DOCTRINE = (
    "file bin/console\ntext .env 'APP_ENV=dev\\nDATABASE_URL=sqlite:///%kernel.project_dir%/var/data.db\\n'"
)
DROP = "docker compose run --rm app bin/rails db:drop"

STATE = '{{"version": 4, "resources": [{}]}}'
EMPTY, HOLDING = (
    STATE.format(""),
    STATE.format('{"mode": "managed", "type": "aws_db_instance", "instances": [{}]}'),
)

OVERRULED: list[tuple[str, str, str, str]] = [
    (
        "terraform: the state that lies here, or another that the line puts there",
        "st && terraform destroy -auto-approve",
        f"text terraform.tfstate '{EMPTY}'\ntext prod.tfstate '{HOLDING}'\nalias st 'ls *.tfstate'",
        f"text terraform.tfstate '{EMPTY}'\ntext prod.tfstate '{HOLDING}'\nalias st 'cp prod.tfstate terraform.tfstate'",
    ),
    (
        "podman: the storage of one's own, or of other settings",
        "podman volume rm db",
        "folder ~/.local/share/containers/storage/volumes/db/_data",
        "folder ~/.local/share/containers/storage/volumes/db/_data\nvar CONTAINERS_STORAGE_CONF /srv/storage.conf",
    ),
    ("npm: workspaces in .npmrc", "npm publish", PRIVATE, f"{PRIVATE}\ntext .npmrc 'workspaces=true\\n'"),
    ("npm: workspaces by variable", "npm publish", PRIVATE, f"{PRIVATE}\nvar npm_config_workspaces true"),
    (
        "npm: the registry of a scope in the home counts before the option",
        "npm publish --registry http://localhost:4873",
        OWN,
        f"{OWN}\ntext ~/.npmrc '@acme:registry=https://npm.pkg.github.com\\n'",
    ),
    (
        "npm: unpublish of a scope",
        "npm unpublish @acme/shop@1.0.0 --force",
        "text .npmrc 'registry=http://localhost:4873/\\n'",
        "text .npmrc 'registry=http://localhost:4873/\\n'\ntext ~/.npmrc '@acme:registry=https://npm.pkg.github.com\\n'",
    ),
    (
        "yarn berry reads no .npmrc",
        "yarn npm publish",
        f"{OWN}\ntext .yarnrc.yml 'npmPublishRegistry: http://localhost:4873\\n'",
        f"{OWN}\ntext .npmrc 'registry=http://localhost:4873/\\n'\ntext .yarnrc.yml 'nodeLinker: node-modules\\n'",
    ),
    (
        "bun: bunfig",
        "bun publish",
        f"{OWN}\ntext .npmrc 'registry=http://localhost:4873/\\n'",
        f"{OWN}\ntext .npmrc 'registry=http://localhost:4873/\\n'\n"
        "text bunfig.toml '[install]\\nregistry = \"https://registry.npmjs.org\"\\n'",
    ),
    (
        "cargo -pNAME",
        "cargo publish $P",
        "text Cargo.toml '[package]\\nname = \"shop\"\\npublish = false\\n'\nunset P",
        "text Cargo.toml '[package]\\nname = \"shop\"\\npublish = false\\n'\nvar P -ptool",
    ),
    (
        "pnpm: a folder that is published in place of this one",
        "pnpm publish",
        'text package.json \'{"name": "shop", "private": true}\'',
        'text package.json \'{"name": "shop", "private": true, "publishConfig": {"directory": "dist"}}\'',
    ),
    (
        "cargo: members that the workspace means by itself",
        "cargo publish",
        "text Cargo.toml '[package]\\nname = \"shop\"\\npublish = false\\n'",
        'text Cargo.toml \'[workspace]\\ndefault-members = ["tool"]\\n[package]\\nname = "shop"\\n'
        "publish = false\\n'",
    ),
    (
        "a queue of one broker, or of those that it has joined",
        "docker exec mq rabbitmqctl delete_queue orders",
        "typed 'docker run -d --name mq rabbitmq:3' 0",
        "typed 'docker run -d --name mq rabbitmq:3' 0\n"
        "typed 'docker exec mq rabbitmqctl join_cluster rabbit@shop' 0",
    ),
    (
        "what is unpacked and told of",
        "borg extract --list /srv/borg::monday",
        "folder x",
        "files docs/a#.odt 9",
    ),
    (
        "uv: an index with its own address is only meant by its name",
        "uv publish",
        "var UV_PUBLISH_URL http://localhost:8080/",
        'text pyproject.toml \'[[tool.uv.index]]\\nname = "local"\\nurl = "http://localhost:8080/simple"\\n'
        'publish-url = "http://localhost:8080/"\\n\'',
    ),
    (
        "a release with data under another kind",
        "terraform apply tfplan",
        "plan tfplan normal 5:aws_iam_role.a",
        "plan tfplan normal 5:aws_lightsail_database.main",
    ),
    (
        "a stream of data",
        "terraform apply tfplan",
        "plan tfplan normal 5:aws_lambda_function.a",
        "plan tfplan normal 6:aws_kinesis_stream.orders",
    ),
    (
        "answers shut",
        "sudo iptables -P $CHAIN DROP",
        f"{SSH}\n{DOOR}\nvar CHAIN INPUT",
        f"{SSH}\n{DOOR}\nvar CHAIN OUTPUT",
    ),
    (
        "all rules taken away by another program",
        "sudo iptables -P INPUT DROP",
        f"{SSH}\n{DOOR}",
        f"{SSH}\n{DOOR}\ntyped 'sudo nft flush ruleset' 0",
    ),
    (
        "rules restored by a service",
        "sudo iptables -P INPUT DROP",
        f"{SSH}\n{DOOR}",
        f"{SSH}\n{DOOR}\ntyped 'sudo systemctl restart netfilter-persistent' 0",
    ),
    (
        "came in through something on this machine",
        "sudo ufw enable",
        f"{SSH}\ntyped 'sudo ufw allow ssh' 0",
        f"{LOOP}\ntyped 'sudo ufw allow ssh' 0",
    ),
    (
        "tailscale without an interface of its own",
        "sudo tailscale down",
        "var SSH_CONNECTION '192.168.1.20 50000 192.168.1.4 22'",
        LOOP,
    ),
    (
        "tailscale: what tmux remembers",
        "sudo tailscale down",
        "var SSH_CONNECTION '192.168.1.20 50000 192.168.1.4 22'",
        "var SSH_CONNECTION '192.168.1.20 50000 192.168.1.4 22'\nvar TMUX /tmp/tmux-1000/default,1,0",
    ),
    (
        "nft: answers shut",
        "sudo nft -f rules.nft",
        f"{SSH}\n{NFT_OPEN}",
        f"{SSH}\n"
        + NFT.format(
            " chain output {\\n  type filter hook output priority 0; policy drop;\\n }", "tcp dport 22 accept"
        ),
    ),
    (
        "nft: udp",
        "sudo nft -f rules.nft",
        f"{SSH}\n{NFT_OPEN}",
        f"{SSH}\n" + NFT.format("", "udp dport 22 accept"),
    ),
    (
        "nft: a jump to what drops",
        "sudo nft -f rules.nft",
        f"{SSH}\n{NFT_OPEN}",
        f"{SSH}\ntext rules.nft 'table inet filter {{\\n chain guard {{\\n  tcp dport 443 accept\\n  drop\\n }}\\n"
        " chain input {{\\n  type filter hook input priority 0; policy accept;\\n  jump guard\\n }}\\n}}\\n'".replace(
            "{{", "{"
        ).replace("}}", "}"),
    ),
    (
        "nft: to another address",
        "sudo nft -f rules.nft",
        f"{SSH}\n{NFT_OPEN}",
        f"{SSH}\n" + NFT.format("", "ip daddr 192.168.1.4 tcp dport 22 accept"),
    ),
    (
        "nft: dropped before it comes in",
        "sudo nft -f rules.nft",
        f"{SSH}\n{NFT_OPEN}",
        f"{SSH}\n"
        + NFT.format(
            " chain pre {\\n  type filter hook prerouting priority -300;\\n  tcp dport 22 drop\\n }",
            "tcp dport 22 accept",
        ),
    ),
    (
        "nft: rules taken away, and the last word stays",
        "sudo nft -f rules.nft",
        f"{SSH}\ntext rules.nft 'add table inet shop\\nadd chain inet shop a\\n'",
        f"{SSH}\ntext rules.nft 'flush table inet filter\\ntable inet filter {{\\n chain input {{\\n"
        "  tcp dport 443 accept\\n }}\\n}}\\n'".replace("{{", "{").replace("}}", "}"),
    ),
    (
        "restored: answers shut",
        "sudo iptables-restore rules.v4",
        f"{SSH}\n{IPT_OPEN}",
        f"{SSH}\n" + IPT.format("DROP", "-A INPUT -p tcp --dport 22 -j ACCEPT"),
    ),
    (
        "restored: udp",
        "sudo iptables-restore rules.v4",
        f"{SSH}\n{IPT_OPEN}",
        f"{SSH}\n" + IPT.format("ACCEPT", "-A INPUT -p udp --dport 22 -j ACCEPT"),
    ),
    (
        "restored: for some",
        "sudo iptables-restore rules.v4",
        f"{SSH}\n{IPT_OPEN}",
        f"{SSH}\n"
        + IPT.format(
            "ACCEPT", "-A INPUT -p tcp -m iprange --src-range 10.0.0.1-10.0.0.9 -m tcp --dport 22 -j ACCEPT"
        ),
    ),
    (
        "restored: for some, in long words",
        "sudo iptables-restore rules.v4",
        f"{SSH}\n{IPT_OPEN}",
        f"{SSH}\n" + IPT.format("ACCEPT", "-A INPUT --source 10.0.0.0/8 -p tcp --dport 22 -j ACCEPT"),
    ),
    (
        "restored: a chain that shuts comes first",
        "sudo iptables-restore rules.v4",
        f"{SSH}\n{IPT_OPEN}",
        f"{SSH}\n"
        + IPT.format(
            "ACCEPT",
            ":GUARD - [0:0]\\n-A INPUT -j GUARD\\n-A INPUT -p tcp --dport 22 -j ACCEPT\\n-A GUARD -j DROP",
        ),
    ),
    (
        "an interface by another name of it",
        "sudo ip link set $IF down",
        f"{SSH}\nvar IF nosuch0",
        f"{SSH}\nvar IF enp0s31f6",
    ),
    (
        "migrate: the later word counts",
        "migrate -path m -database sqlite3://dev.db $D down -all",
        "unset D",
        f"var D '-database {SHOP}'",
    ),
    (
        "dbmate: two lines of the file",
        "dbmate drop",
        "text .env 'DATABASE_URL=sqlite:dev.db\\n'",
        f"text .env 'DATABASE_URL=sqlite:dev.db\\nDATABASE_URL={SHOP}\\n'",
    ),
    (
        "dbmate: a variable that is not handed on",
        "dbmate drop",
        f"text .env 'DATABASE_URL={SHOP}\\n'\nvar DATABASE_URL sqlite:dev.db\ntyped 'export DATABASE_URL' 0",
        f"text .env 'DATABASE_URL={SHOP}\\n'\ntyped 'DATABASE_URL=sqlite:dev.db' 0",
    ),
    (
        "doctrine: the file of another environment",
        "php bin/console doctrine:database:drop --force",
        DOCTRINE,
        f"{DOCTRINE}\nvar APP_ENV staging\ntext .env.staging 'DATABASE_URL={SHOP}\\n'",
    ),
    (
        "doctrine: the settings name another variable",
        "php bin/console doctrine:schema:drop --force --full-database",
        DOCTRINE
        + "\ntext config/packages/doctrine.yaml 'doctrine:\\n  dbal:\\n    url: \"%env(resolve:DATABASE_URL)%\"\\n'",
        DOCTRINE
        + "\ntext config/packages/doctrine.yaml 'doctrine:\\n  dbal:\\n    url: \"%env(resolve:MAIN_URL)%\"\\n'",
    ),
    (
        "django: other settings by an option",
        "python manage.py flush --no-input $S",
        "var DJANGO_SETTINGS_MODULE shop.test\nempty manage.py\nunset S\ntext shop/test.py "
        '\'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\\n\'',
        "var DJANGO_SETTINGS_MODULE shop.test\nempty manage.py\nvar S --settings=shop.live\ntext shop/test.py "
        '\'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\\n\'',
    ),
    (
        "liquibase: another file of settings",
        "liquibase $F drop-all",
        "text liquibase.properties 'url: jdbc:h2:mem:test\\n'\nunset F",
        "text liquibase.properties 'url: jdbc:h2:mem:test\\n'\nvar F --defaults-file=live.properties",
    ),
    (
        "flyway: another file of settings",
        "flyway $F clean",
        "text flyway.conf 'flyway.url=jdbc:h2:mem:test\\n'\nunset F",
        "text flyway.conf 'flyway.url=jdbc:h2:mem:test\\n'\nvar F -configFiles=live.conf",
    ),
    (
        "redis: a host behind the address",
        "redis-cli -u redis://localhost:6379 $H flushall",
        f"{STORE}\nunset H",
        f"{STORE}\nvar H '-h cache.shop.example.com'",
    ),
    (
        "curl: a proxy in one word",
        "curl $X -X DELETE http://localhost:9200/orders",
        f"{SEARCH}\nvar X -s",
        f"{SEARCH}\nvar X -xproxy.shop.example.com:3128",
    ),
    (
        "curl: a proxy in a bundle",
        "curl $X -X DELETE http://localhost:9200/orders",
        f"{SEARCH}\nvar X -s",
        f"{SEARCH}\nvar X '-sx proxy.shop.example.com:3128'",
    ),
    (
        "curl: settings elsewhere",
        "curl -X DELETE http://localhost:9200/orders",
        SEARCH,
        f"{SEARCH}\nvar CURL_HOME /srv/curl",
    ),
    (
        "curl: settings by the desktop's rules",
        "curl -X DELETE http://localhost:9200/orders",
        SEARCH,
        f"{SEARCH}\ntext ~/.config/curlrc 'proxy = proxy.shop.example.com:3128\\n'",
    ),
    (
        "etcd: a tunnel since",
        'etcdctl del "" --prefix',
        ETCD,
        f"{ETCD}\ntyped 'docker kill $(docker ps -lq)' 0\ntyped 'ssh -fNL 2379:etcd.shop.example.com:2379 bastion' 0",
    ),
    (
        "etcd: a port of a cluster since",
        'etcdctl del "" --prefix',
        ETCD,
        f"{ETCD}\ntyped 'docker stop $(docker ps -lq)' 0\ntyped 'docker start etcd' 0",
    ),
    (
        "kafka's program in a container, with another broker",
        "docker exec k kafka-topics.sh --bootstrap-server $B --delete --topic orders",
        f"{KAFKA}\nvar B localhost:9092",
        f"{KAFKA}\nvar B kafka.shop.example.com:9092",
    ),
    (
        "redpanda's program in a container, elsewhere",
        "docker exec rp rpk topic delete orders $H",
        "typed 'docker run -d --name rp redpandadata/redpanda' 0\nunset H",
        "typed 'docker run -d --name rp redpandadata/redpanda' 0\nvar H '-X brokers=kafka.shop.example.com:9092'",
    ),
    (
        "a container with a variable of the line",
        "docker exec $E mq rabbitmqctl reset",
        "typed 'docker run -d --name mq rabbitmq:3' 0\nvar E -t",
        "typed 'docker run -d --name mq rabbitmq:3' 0\nvar E '-e RABBITMQ_NODENAME=rabbit@shop'",
    ),
]
