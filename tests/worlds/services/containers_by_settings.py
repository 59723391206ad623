"""Pairs about which server a tool's own settings, or a key, lead to: (name, line, harmless, fatal)."""

from __future__ import annotations

POSTGRES = "typed 'docker run -d --rm -p %s:5432 postgres:16'\n"
MYSQL = "typed 'docker run -d --rm -p %s:3306 mysql:8'\n"
FLYWAY = "text flyway.conf 'flyway.url=jdbc:postgresql://%s/shop\\n'\n"
RAILS = "text config/database.yml 'development:\\n  adapter: postgresql\\n  host: localhost\\n%s  database: shop\\n'\n"
WORDPRESS = (
    "text wp-config.php \"<?php define('DB_NAME', 'site'); define('DB_HOST', '%s');\\n"
    "require_once ABSPATH . 'wp-settings.php';\\n\"\n"
)
SEQUELIZE = 'text config/config.json \'{"development": {"dialect": "mysql", "host": "127.0.0.1", "database": "shop"}}\'\n'
CLOUDS = "text clouds.yaml 'clouds:\\n  try:\\n    auth:\\n      auth_url: http://%s/identity\\n'\nvar OS_CLOUD try"

BY_SETTINGS_AND_KEYS: list[tuple[str, str, str, str]] = [
    (
        "a container of the session by an address, or another machine",
        "flyway clean",
        POSTGRES % 5432 + FLYWAY % "localhost:5432",
        POSTGRES % 5432 + FLYWAY % "db.shop.example.com:5432",
    ),
    (
        "a container of the session by an address, or at another port",
        "flyway clean",
        POSTGRES % 5433 + FLYWAY % "localhost:5433",
        POSTGRES % 5433 + FLYWAY % "localhost:5432",
    ),
    (
        "a container of the session, or one that is there no more",
        "flyway clean",
        POSTGRES % 5432 + FLYWAY % "localhost",
        "typed 'docker run -d --rm --name db -p 5432:5432 postgres:16'\n"
        "typed 'docker rm -f db'\n" + FLYWAY % "localhost",
    ),
    (
        "a container of the session, or one that keeps a volume",
        "flyway clean",
        POSTGRES % 5432 + FLYWAY % "localhost",
        "typed 'docker run -d --rm -v shop:/var/lib/postgresql/data -p 5432:5432 postgres:16'\n"
        + FLYWAY % "localhost",
    ),
    (
        "a container at the usual port, or at that of the settings",
        "bin/rails db:reset",
        POSTGRES % 5432 + RAILS % "",
        POSTGRES % 5432 + RAILS % "  port: 5440\\n",
    ),
    (
        "settings alone, or a variable that counts before them",
        "bin/rails db:reset",
        POSTGRES % 5432 + RAILS % "",
        POSTGRES % 5432 + RAILS % "" + "var DATABASE_URL postgres://app@db.shop.example.com/shop",
    ),
    (
        "settings alone, or a variable on the line",
        "$WITH bundle exec rake db:reset",
        POSTGRES % 5432 + RAILS % "" + "var WITH ''",
        POSTGRES % 5432 + RAILS % "" + "var WITH 'env DATABASE_URL=postgres://app@localhost:5433/shop'",
    ),
    (
        "by the kind of database, or with settings of its own for others",
        "npx sequelize-cli db:drop",
        MYSQL % 3306 + SEQUELIZE,
        MYSQL % 3306 + SEQUELIZE + "file .sequelizerc",
    ),
    (
        "a site's own settings: a container, or a server",
        "wp db reset --yes",
        MYSQL % 3307 + WORDPRESS % "127.0.0.1:3307",
        MYSQL % 3307 + WORDPRESS % "10.2.0.9:3307",
    ),
    (
        "a site's own settings: a container by its number, or what a name of this machine leads to by a file",
        "wp db reset --yes",
        MYSQL % 3306 + WORDPRESS % "127.0.0.1",
        MYSQL % 3306 + WORDPRESS % "localhost",
    ),
    (
        "a host that is named, or a server that is reached by a file",
        "bin/rails db:reset",
        POSTGRES % 5432 + RAILS % "",
        POSTGRES % 5432
        + "text config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop\\n'",
    ),
    (
        "by the number of this machine, or a name that leads to a file",
        "dbmate drop",
        MYSQL % 3306 + "text .env 'DATABASE_URL=mysql://a@127.0.0.1:3306/shop\\n'",
        MYSQL % 3306 + "text .env 'DATABASE_URL=mysql://a@localhost:3306/shop\\n'",
    ),
    (
        "this site, or one by an alias",
        "wp $SITE db reset --yes",
        MYSQL % 3307 + WORDPRESS % "127.0.0.1:3307" + "var SITE --quiet",
        MYSQL % 3307 + WORDPRESS % "127.0.0.1:3307" + "var SITE @live",
    ),
    (
        "this site, or another folder's by settings",
        "wp db reset --yes",
        MYSQL % 3307 + WORDPRESS % "127.0.0.1:3307",
        MYSQL % 3307 + WORDPRESS % "127.0.0.1:3307" + "text wp-cli.yml 'path: /srv/shop\\n'",
    ),
    (
        "keyspaces: in a container, or where settings lead",
        "cqlsh -e 'DROP KEYSPACE shop'",
        "typed 'docker run -d --rm -p 9042:9042 cassandra:4'",
        "typed 'docker run -d --rm -p 9042:9042 cassandra:4'\n"
        "text ~/.cassandra/cqlshrc '[connection]\\nhostname = cass1.example.com\\n'",
    ),
    (
        "keyspaces: in a container, or of a server that is named",
        "cqlsh $SERVER -e 'DROP KEYSPACE shop'",
        "typed 'docker run -d --rm -p 9042:9042 cassandra:4'\nvar SERVER localhost",
        "typed 'docker run -d --rm -p 9042:9042 cassandra:4'\nvar SERVER cass1",
    ),
    (
        "measurements: in a container, or of another server",
        "influx bucket delete --name metrics",
        "typed 'docker run -d --rm -p 8086:8086 influxdb:2'",
        "typed 'docker run -d --rm -p 8086:8086 influxdb:2'\nvar INFLUX_HOST https://influx.example.com",
    ),
    (
        "a database: in a container, or of another server",
        "sqlcmd -Q 'DROP DATABASE shop'",
        "typed 'docker run -d --rm -p 1433:1433 mcr.microsoft.com/mssql/server:2022-latest'",
        "typed 'docker run -d --rm -p 1433:1433 mcr.microsoft.com/mssql/server:2022-latest'\nvar SQLCMDSERVER sql1",
    ),
    (
        "money: for trying, or real",
        "stripe customers delete cus_123 --confirm",
        "var STRIPE_API_KEY sk_test_4eC39HqLyjWDarjtT1",
        "var STRIPE_API_KEY sk_live_4eC39HqLyjWDarjtT1",
    ),
    (
        "money: for trying, or real by an option",
        "stripe customers delete cus_123 --api-key $KEY",
        "var KEY rk_test_4eC39HqLyjWDarjtT1",
        "var KEY rk_live_4eC39HqLyjWDarjtT1\nvar STRIPE_API_KEY sk_test_4eC39HqLyjWDarjtT1",
    ),
    (
        "a cloud by its settings: on this machine, or another",
        "openstack server delete web-1",
        CLOUDS % "127.0.0.1",
        CLOUDS % "keystone.example.com:5000",
    ),
    (
        "a cloud by its settings, or others",
        "openstack server delete web-1",
        CLOUDS % "127.0.0.1",
        CLOUDS % "127.0.0.1" + "\nvar OS_CLIENT_CONFIG_FILE /etc/openstack/shop.yaml",
    ),
    (
        "workflows: of a cluster for trying, or by a server",
        "argo delete --all",
        "kube kind-try https://127.0.0.1:6443",
        "kube kind-try https://127.0.0.1:6443\nvar ARGO_SERVER argo.shop.example.com:2746",
    ),
    (
        "the network of a cluster: for trying, or another",
        "cilium uninstall",
        "kube kind-try https://127.0.0.1:6443",
        "kube shop-eu https://api.shop.example.com",
    ),
    (
        "a cluster by a file: made so, or changed since",
        "eksctl delete cluster -f cluster.yaml",
        "text cluster.yaml 'kind: ClusterConfig\\nmetadata:\\n  name: try\\n'\n"
        "typed 'eksctl create cluster -f cluster.yaml'",
        "text cluster.yaml 'kind: ClusterConfig\\nmetadata:\\n  name: try\\n'\n"
        "typed 'eksctl create cluster -f cluster.yaml'\n"
        "text cluster.yaml 'kind: ClusterConfig\\nmetadata:\\n  name: shop-eu\\n'",
    ),
    (
        "a cluster: made by the session, or in another store",
        "kops delete cluster --name try.k8s.local --yes",
        "typed 'kops create cluster --name try.k8s.local --zones eu-west-1a'",
        "typed 'kops create cluster --name try.k8s.local --zones eu-west-1a'\nvar KOPS_STATE_STORE s3://shop",
    ),
]

TRY = "text config/database.yml 'development:\\n  adapter: postgresql\\n  host: localhost\\n  database: shop_test\\n'\n"
OTHER = (
    "text other/config/database.yml 'development:\\n  adapter: postgresql\\n  host: db.example.com\\n"
    "  database: shop\\n'\n"
)

_BUILT = "text compose.yaml 'services:\\n  web:\\n    build: ./web\\n'"
IMAGES_GO: list[tuple[str, str, str, str]] = [
    (
        "images that a registry has, or nobody knows where from",
        "docker compose down --rmi all",
        "text compose.yaml 'services:\\n  web:\\n    image: caddy\\n'",
        "file a",
    ),
    (
        "an image that is built here, or nothing to build it by",
        "docker-compose down --rmi all",
        f"{_BUILT}\ntext web/Dockerfile 'FROM scratch'",
        f"{_BUILT}\nfolder web",
    ),
    (
        "an image of a registry, or one that is named for this machine alone",
        "docker compose down --rmi all",
        "text compose.yaml 'services:\\n  web:\\n    image: example.org/web\\n'",
        "text compose.yaml 'services:\\n  web:\\n    image: localhost/web\\n'",
    ),
    (
        "the images, or volumes besides",
        "docker compose down --rmi all -v",
        "text compose.yaml 'services:\\n  web:\\n    image: caddy\\n'",
        'text compose.yaml \'services:\\n  db:\\n    image: mysql\\n    volumes: ["kept:/var/lib/mysql"]\\n'
        "volumes:\\n  kept: {}\\n'",
    ),
]
ENTERED_FIRST: list[tuple[str, str, str, str]] = [
    (
        "the folder that is entered first: this one, or one with another server",
        "cd $D && bin/rails db:reset",
        POSTGRES % 5432 + RAILS % "" + "var D .",
        POSTGRES % 5432 + RAILS % "" + OTHER + "var D other",
    ),
    (
        "the folder that is entered first: a database for trying, or one of another machine",
        "cd $D && bin/rails db:reset",
        TRY + "var D .",
        TRY + OTHER + "var D other",
    ),
    (
        "a script that stays here, or enters another folder",
        "./reset.sh",
        POSTGRES % 5432 + RAILS % "" + "script reset.sh '#!/bin/sh\\nbin/rails db:reset\\n'",
        POSTGRES % 5432
        + RAILS % ""
        + OTHER
        + "script reset.sh '#!/bin/sh\\ncd other\\nbin/rails db:reset\\n'",
    ),
    (
        "clouds of this folder, or of that which is entered first",
        "cd $D && openstack server delete web",
        CLOUDS % "127.0.0.1" + "\nvar D .",
        CLOUDS % "127.0.0.1" + "\nvar D other\ntext other/clouds.yaml "
        "'clouds:\\n  try:\\n    auth:\\n      auth_url: http://keystone.example.com/identity\\n'",
    ),
    (
        "money: for trying, or real whatever the key",
        "stripe customers delete cus_1 $HOW",
        "var STRIPE_API_KEY sk_test_abc\nvar HOW ''",
        "var STRIPE_API_KEY sk_test_abc\nvar HOW --live",
    ),
]
