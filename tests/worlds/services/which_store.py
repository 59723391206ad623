"""Pairs about stores and databases by their clients' own words, contexts and aliases: (name, line, harmless, fatal)."""

from __future__ import annotations

FAR = "db.shop.example.com"
CONTEXT = (
    "text ~/.config/nats/context.txt {0}\n"
    'text ~/.config/nats/context/{0}.json \'{{"url": "nats://{1}:4222"}}\''
)
REMOTE = "text ~/.config/rclone/rclone.conf '[box]\\ntype = {}\\n{}\\n'"
MINIO = REMOTE.format("s3", "provider = Minio\\nendpoint = http://localhost:9000")
ENDPOINT = "text config.yaml 'version: 3\\nendpoint: http://{}:8080\\n'"
SETTINGS = (
    "text manage.py 'import os\\n'\ntext shop/dev.py "
    '\'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\\n\'\n'
    "text shop/live.py "
    '\'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db.example.com", "NAME": "a"}}\\n\''
)
TWO = (
    "text ~/.kube/config 'clusters:\\n- cluster:\\n    server: https://127.0.0.1:41233\\n  name: kind-dev\\n"
    "- cluster:\\n    server: https://34.90.11.2\\n  name: gke\\ncontexts:\\n- context:\\n    cluster: kind-dev\\n"
    "  name: kind-dev\\n- context:\\n    cluster: gke\\n  name: gke\\ncurrent-context: {}\\n'"
)
IN_CLUSTER = (
    'text terraform.tfstate \'{{"version": 4, "resources": [{{"mode": "managed", "type": "kubernetes_namespace", '
    '"instances": [{{}}]}}]}}\'\ntext main.tf \'provider "kubernetes" {{\\n  config_path = "~/.kube/config"\\n'
    '  config_context = "{}"\\n}}\\n\''
)
ALEMBIC = "text alembic.ini '[alembic]\\nscript_location = db/steps\\nsqlalchemy.url = postgresql://localhost/a_dev\\n'"
SEQUELIZE = (
    'text config/config.json \'{"test": {"dialect": "sqlite", "storage": ":memory:"}, '
    '"live": {"dialect": "postgres", "host": "db.example.com", "database": "a"}}\''
)

WHICH_STORE: list[tuple[str, str, str, str]] = [
    (
        "clickhouse: this machine's, or another one's",
        "clickhouse-client -h $H -d shop_test -q 'truncate table events'",
        "var H localhost",
        "var H ch1.example.com",
    ),
    (
        "clickhouse: settings of one's own name a server",
        "clickhouse-client -d shop_test -q 'truncate table events'",
        "unset H",
        "text ~/.clickhouse-client/config.xml '<config><host>ch1.example.com</host></config>\\n<host>ch1</host>\\n'",
    ),
    (
        "cassandra: the server is an operand",
        "cqlsh $H -e 'drop keyspace shop_test'",
        "var H 127.0.0.1",
        "var H cassandra1.example.com",
    ),
    (
        "cassandra: the server is a variable",
        "cqlsh -e 'drop keyspace shop_test'",
        "var CQLSH_HOST localhost\nvar PGHOST db.example.com",
        "var CQLSH_HOST cassandra1.example.com\nvar PGHOST localhost",
    ),
    (
        "mongosh: a host, and a database for trying",
        "mongosh --host $H shop_dev --eval 'db.users.deleteMany({})'",
        "var H localhost",
        "var H mongo1.example.com",
    ),
    (
        "mongosh: nothing said is this machine",
        "mongosh $D --eval 'db.dropDatabase()'",
        "var D shop_test",
        "var D mongo1.example.com/shop_test",
    ),
    (
        "psql: an address in pairs",
        "psql \"host=$H dbname=shop_dev\" -c 'truncate orders'",
        "var H localhost",
        f"var H localhost,{FAR}",
    ),
    (
        "psql: an address in pairs that hides another",
        "psql \"$W\" -c 'truncate orders'",
        "var W 'host=localhost dbname=shop_dev'",
        "var W 'host=localhost hostaddr=10.1.2.3 dbname=shop_dev'",
    ),
    (
        "mysql: a host right behind its option",
        "mysql -h$H shop_test -e 'delete from orders'",
        f"var H 127.0.0.1\ntext ~/.my.cnf '[client]\\nhost={FAR}\\n'",
        f"var H {FAR}\ntext ~/.my.cnf '[client]\\nhost=127.0.0.1\\n'",
    ),
    (
        "a database for trying, dropped by a statement on another machine",
        "psql -h $H -c 'drop database shop_test'",
        "var H localhost",
        f"var H {FAR}",
    ),
    (
        "duckdb: a file that is not there",
        "duckdb app.duckdb 'drop table t'",
        "file README",
        "file app.duckdb",
    ),
    (
        "duckdb: another file is opened beside it",
        'duckdb -c "$S" app.duckdb',
        "var S 'drop table t'\nfile other.duckdb",
        "var S \"attach 'other.duckdb' as o; drop table o.t\"\nfile other.duckdb",
    ),
    (
        "nats: what a context stands for",
        "nats stream purge ORDERS -f",
        CONTEXT.format("work", "localhost"),
        CONTEXT.format("local", "nats.example.com"),
    ),
    (
        "nats: a variable before the context",
        "nats stream purge ORDERS -f",
        CONTEXT.format("work", "localhost"),
        f"{CONTEXT.format('work', 'localhost')}\nvar NATS_URL nats://nats.example.com:4222",
    ),
    (
        "nats: a context that is not there",
        "nats --context $C stream purge ORDERS -f",
        f"{CONTEXT.format('work', 'localhost')}\nvar C work",
        f"{CONTEXT.format('work', 'localhost')}\nvar C local",
    ),
    (
        "nats: a port that leads on",
        "nats stream purge ORDERS -f",
        "listens nats-server\nvar NATS_URL nats://localhost:{PORT}",
        "listens ssh\nvar NATS_URL nats://localhost:{PORT}",
    ),
    (
        "rclone: what a remote stands for",
        "rclone purge box:uploads",
        MINIO,
        REMOTE.format("s3", "provider = AWS"),
    ),
    (
        "rclone: a remote that is a folder",
        "rclone purge box:uploads",
        MINIO,
        REMOTE.format("local", "host = localhost"),
    ),
    (
        "rclone: a variable before the remote's settings",
        "rclone purge box:uploads",
        MINIO,
        f"{MINIO}\nvar RCLONE_CONFIG_BOX_ENDPOINT https://s3.example.com",
    ),
    (
        "rclone: other settings",
        "rclone purge box:uploads $W",
        f"{MINIO}\nunset W",
        f"{MINIO}\nvar W --config=live.conf",
    ),
    (
        "rpk: brokers",
        "rpk topic delete orders",
        "var RPK_BROKERS localhost:9092",
        "var RPK_BROKERS redpanda.example.com:9092",
    ),
    (
        "rpk: a word before the variable",
        "rpk topic delete orders $W",
        "var RPK_BROKERS localhost:9092\nunset W",
        "var RPK_BROKERS localhost:9092\nvar W '-X brokers=redpanda.example.com:9092'",
    ),
    (
        "hasura: the endpoint of the folder",
        "hasura metadata clear",
        ENDPOINT.format("localhost"),
        ENDPOINT.format("graphql.example.com"),
    ),
    (
        "hasura: the folder's variables before its settings",
        "hasura metadata clear",
        ENDPOINT.format("localhost"),
        f"{ENDPOINT.format('localhost')}\ntext .env 'HASURA_GRAPHQL_ENDPOINT=https://graphql.example.com\\n'",
    ),
    (
        "vault: a server that is called local, but is not this machine",
        "vault kv metadata delete secret/app",
        "var VAULT_ADDR http://127.0.0.1:8200",
        "var VAULT_ADDR https://vault.local:8200",
    ),
    (
        "django: settings that the line names",
        "python manage.py flush --noinput --settings=$S",
        f"{SETTINGS}\nvar S shop.dev\nvar DJANGO_SETTINGS_MODULE shop.live",
        f"{SETTINGS}\nvar S shop.live\nvar DJANGO_SETTINGS_MODULE shop.dev",
    ),
    (
        "gpasswd: nobody is taken out of a group",
        "sudo gpasswd -d $U sudo",
        "var U nosuchuser",
        "var U root",
    ),
    (
        "systemctl: another user's services",
        "systemctl --user $M stop app.service",
        "unset M",
        "var M '-M root@'",
    ),
    (
        "aws: what an alias stands for",
        "aws dynamodb delete-table --table-name orders",
        "alias aws 'aws --endpoint-url http://localhost:8000'",
        "alias aws 'aws --endpoint-url https://dynamodb.eu-west-1.amazonaws.com'",
    ),
    (
        "kubectl: an alias names the context",
        "kubectl delete namespace shop",
        f"{TWO.format('gke')}\nalias kubectl 'kubectl --context kind-dev'",
        f"{TWO.format('kind-dev')}\nalias kubectl 'kubectl --context gke'",
    ),
    (
        "terraform: a cluster of this machine, by its context",
        "terraform destroy -auto-approve",
        f"{IN_CLUSTER.format('kind-dev')}\n{TWO.format('gke')}",
        f"{IN_CLUSTER.format('gke')}\n{TWO.format('kind-dev')}",
    ),
    (
        "terraform: a variable names another cluster",
        "terraform destroy -auto-approve",
        f"{IN_CLUSTER.format('kind-dev')}\n{TWO.format('gke')}",
        f"{IN_CLUSTER.format('kind-dev')}\n{TWO.format('gke')}\nvar KUBE_HOST https://34.90.11.2",
    ),
    (
        "terraform: a cluster, and what is run as it ends",
        "terraform destroy -auto-approve",
        f"{IN_CLUSTER.format('kind-dev')}\n{TWO.format('gke')}",
        f'{IN_CLUSTER.format("kind-dev")}\n{TWO.format("gke")}\ntext b.tf \'resource "null_resource" "b" {{\\n'
        '  provisioner "local-exec" {{\\n    when = destroy\\n    command = "./end.sh"\\n  }}\\n}}\\n\'',
    ),
    (
        "wrangler: a stage that is there to be broken",
        "wrangler delete --env $E",
        "var E sandbox",
        "var E production",
    ),
    (
        "wrangler: the number of a store says more than a stage",
        "wrangler kv key delete k --env sandbox $W",
        "unset W",
        "var W --namespace-id=0f2ac74b498b48028cb68387c421e279",
    ),
    (
        "wrangler: a store on this machine",
        "wrangler kv key delete --binding=KV x $W",
        "var W --local",
        "unset W",
    ),
    (
        "mysql: settings that take in others",
        "mysql -e 'drop database shop_dev'",
        "text ~/.my.cnf '[client]\\nuser=root\\n'",
        "text ~/.my.cnf '[client]\\nuser=root\\n!includedir ~/conf\\n'",
    ),
    (
        "mysql: a path of logging in that can't be read",
        "mysql -e 'drop database shop_dev'",
        "file README",
        "file ~/.mylogin.cnf",
    ),
    (
        "mysql: settings that the line names",
        "mysql --defaults-file=$F -e 'drop database shop_dev'",
        "text a.cnf '[client]\\nhost=localhost\\n'\nvar F a.cnf",
        "text b.cnf '[client]\\nhost=db.example.com\\n'\nvar F b.cnf",
    ),
    (
        "alembic: code in the folder that its settings name",
        "alembic downgrade base",
        f"{ALEMBIC}\ntext db/steps/env.py 'run_migrations_online()\\n'",
        f'{ALEMBIC}\ntext db/steps/env.py \'config.set_main_option("sqlalchemy.url", os.environ["DB"])\\n\'',
    ),
    (
        "sequelize: a database in memory, or a server's",
        "npx sequelize-cli db:drop --env $E",
        f"{SEQUELIZE}\nvar E test",
        f"{SEQUELIZE}\nvar E live",
    ),
    (
        "just: what a task does says more than its name",
        "just wipe",
        "text justfile 'wipe:\\n  dropdb -h localhost shop_dev\\n'",
        "text justfile 'wipe:\\n  dropdb -h db.example.com shop\\n'",
    ),
    (
        "redis: another user, but a server that the line names",
        "sudo redis-cli -h $H flushall",
        "var H localhost",
        "var H 10.0.3.4",
    ),
    (
        "vault: another user, whose variables are not handed on",
        "sudo vault kv metadata delete $W secret/app",
        "var W -address=http://127.0.0.1:8200",
        "unset W\nvar VAULT_ADDR http://127.0.0.1:8200",
    ),
]
