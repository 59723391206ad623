"""Pairs about what other machines are told by files, names and requests: (name, line, harmless, fatal)."""

from __future__ import annotations

NAMED = "text ~/.ssh/config 'Host web\\n  HostName %s\\n'\n"
BUILT = "file build/a build/b\n"
SEARCH = "typed 'docker run -d --rm -p 9200:9200 opensearchproject/opensearch:2'\n"
MONGO = "typed 'docker run -d --rm -p 27017:27017 mongo:7'\n"

TOLD_ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "commands in a file: sent and listed, or all removed",
        "sftp -b cmds web",
        "text cmds 'put a\\nls /srv/app\\n'\nfile a",
        "text cmds 'cd /srv/app\\nrm *\\nrmdir /srv/app\\n'",
    ),
    (
        "commands in a file: one old copy, or a folder with all in it",
        "sftp web < cmds",
        "text cmds 'rm /srv/app/old.tar\\n'",
        "text cmds 'rm -r /srv/app\\n'",
    ),
    (
        "commands in a file: fetched, or removed",
        "lftp -f cmds",
        "text cmds 'open web.example.com\\nget a\\nbye\\n'",
        "text cmds 'open web.example.com\\nrm -r /srv/app\\nbye\\n'",
    ),
    (
        "mirrored onto a host for trying, or of production by ssh's settings",
        "rsync -a --delete build/ web:/srv/app/",
        BUILT + NAMED % "staging-web-1.example.com",
        BUILT + NAMED % "prod-web-1.example.com",
    ),
    (
        "mirrored by a user's name: for trying, or of production by ssh's settings",
        "rsync -a --delete build/ deploy@web:/srv/app/",
        BUILT + NAMED % "staging-web-1.example.com",
        BUILT + NAMED % "prod-web-1.example.com",
    ),
    (
        "mirrored onto a host for trying, or of production by a part of ssh's settings for that name",
        "rsync -a --delete build/ web:/srv/app/",
        BUILT + NAMED % "staging-web-1.example.com",
        BUILT + "text ~/.ssh/config 'Match originalhost web\\n  HostName prod-web-1.example.com\\n'",
    ),
    (
        "mirrored by one's own settings of ssh, or by those that the line names",
        'rsync -a --delete -e "ssh $S" build/ web:/srv/app/',
        BUILT + NAMED % "staging-1.example.com" + "var S -4",
        BUILT
        + NAMED % "staging-1.example.com"
        + "text conf 'Host web\\n  HostName prod-1.example.com\\n'\nvar S '-F ./conf'",
    ),
    (
        "mirrored to a host by its name, or by an address that a variable gives",
        "rsync -a --delete build/ web:/srv/app/",
        BUILT + "var RSYNC_RSH 'ssh -o HostName=staging-1.example.com'",
        BUILT + "var RSYNC_RSH 'ssh -o HostName=prod-1.example.com'",
    ),
    (
        "an index by a request: of a container of the session, or of a server",
        "wget --method=DELETE -qO- $ES/orders",
        SEARCH + "var ES http://localhost:9200",
        SEARCH + "var ES https://es.example.com",
    ),
    (
        "an index by a request: of a container, or through a proxy",
        "wget --method=DELETE -qO- http://localhost:9200/orders",
        SEARCH,
        SEARCH + "var http_proxy http://proxy.example.com:3128",
    ),
    (
        "put back over what is there: in a container, or a server of one's own",
        "mongorestore --drop dump/",
        MONGO + "folder dump/try",
        "folder dump/try",
    ),
    (
        "put back over what is there: in a container, or by an address",
        "mongorestore --drop $WHERE dump/",
        MONGO + "folder dump/try\nvar WHERE '--port 27017'",
        MONGO + "folder dump/try\nvar WHERE --uri=mongodb://db.example.com/shop",
    ),
    (
        "put back over what is there: in a container, or where settings say",
        "mongorestore --drop $WHERE dump/",
        MONGO + "folder dump/try\nvar WHERE ''",
        MONGO + "folder dump/try\nvar WHERE --config=shop.yml",
    ),
    (
        "an application of a server: looked at, or destroyed",
        "ssh dokku@paas.example.com $WHAT web --force",
        "var WHAT apps:report",
        "var WHAT apps:destroy",
    ),
]

POSTGRES = "typed 'docker run -d --rm -p 5432:5432 postgres:16'\n"
CACHE = "typed 'docker run -d --rm -p 6379:6379 redis:7'\n"

BY_OTHER_CLIENTS: list[tuple[str, str, str, str]] = [
    (
        "names and values in one word: a container of the session, or another machine",
        "psql \"host=$H dbname=try\" -c 'drop table a'",
        POSTGRES + "var H localhost",
        POSTGRES + "var H db.example.com",
    ),
    (
        "names and values in one word: that port, or another",
        "psql \"$WHERE dbname=try\" -c 'drop table a'",
        POSTGRES + "var WHERE 'host=127.0.0.1 port=5432'",
        POSTGRES + "var WHERE 'host=127.0.0.1 port=5433'",
    ),
    (
        "names and values in one word, or an address that counts before the name",
        "psql \"host=localhost $MORE\" -c 'drop table a'",
        POSTGRES + "var MORE dbname=try",
        POSTGRES + "var MORE hostaddr=203.0.113.20",
    ),
    (
        "by an address: a container, or another machine",
        "usql $U -c 'drop table orders'",
        POSTGRES + "var U postgres://a@localhost:5432/shop",
        POSTGRES + "var U postgres://a@db.example.com:5432/shop",
    ),
    (
        "by an address: a container, or one with another host in it",
        "echo 'drop table orders;' | pgcli $U",
        POSTGRES + "var U postgres://a@localhost:5432/shop?sslmode=disable",
        POSTGRES + "var U postgres://a@localhost:5432/shop?host=db.example.com",
    ),
    (
        "by a host: a container, or another machine",
        "mycli -h $H -e 'drop database shop'",
        "typed 'docker run -d --rm -p 3306:3306 mysql:8'\nvar H 127.0.0.1",
        "typed 'docker run -d --rm -p 3306:3306 mysql:8'\nvar H db.example.com",
    ),
    (
        "a node started for trying, or an address by a variable",
        "cockroach sql -e 'drop database shop cascade'",
        "typed 'docker run -d --rm -p 26257:26257 cockroachdb/cockroach start-single-node --insecure'",
        "typed 'docker run -d --rm -p 26257:26257 cockroachdb/cockroach start-single-node --insecure'\n"
        "var COCKROACH_URL postgresql://app@crdb.example.com:26257/shop",
    ),
    (
        "settings of services: in a container, or on another machine",
        "zkCli.sh -server $Z deleteall /brokers",
        "typed 'docker run -d --rm -p 2181:2181 zookeeper:3.9'\nvar Z localhost:2181",
        "typed 'docker run -d --rm -p 2181:2181 zookeeper:3.9'\nvar Z zk1.example.com:2181",
    ),
    (
        "tasks that wait: in a container, or by settings",
        "rq empty --all $WHERE",
        CACHE + "var WHERE ''",
        CACHE + "var WHERE '--config shop.settings'",
    ),
    (
        "an index by a request: in a container, or of a server",
        "http DELETE $U",
        "typed 'docker run -d --rm -p 9200:9200 elasticsearch:8.11.0'\nvar U localhost:9200/orders",
        "typed 'docker run -d --rm -p 9200:9200 elasticsearch:8.11.0'\nvar U es.example.com:9200/orders",
    ),
    (
        "tables for measuring: in a database for that, or in production's",
        "pgbench -i $D",
        "var D bench",
        "var D shop_production",
    ),
    (
        "a role: made by this session, or another",
        "psql -c 'drop role try7'",
        "typed 'createuser try7'",
        "typed 'createuser try8'",
    ),
    (
        "a bucket with all in it: made by this session, or only listed",
        "gsutil -m rm -r gs://try-712",
        "typed 'gsutil mb gs://try-712'",
        "typed 'gsutil ls gs://try-712'",
    ),
    (
        "an alias: with a cluster for trying, or of production",
        "kp delete deploy --all",
        "kube kind-try https://127.0.0.1:6443\nalias kp 'kubectl --context kind-try'",
        "kube kind-try https://127.0.0.1:6443\nalias kp 'kubectl --context prod-eu'",
    ),
    (
        "an alias: of a cluster's tool, or of a program that nobody knows",
        "kp delete deploy --all",
        "kube kind-try https://127.0.0.1:6443\nalias kp kubectl",
        "kube kind-try https://127.0.0.1:6443\nalias kp frobctl",
    ),
]
