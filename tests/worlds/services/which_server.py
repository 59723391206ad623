"""Pairs about which server a tool speaks to, by what goes before what: (name, line, harmless, fatal)."""

from __future__ import annotations

SERVICE = "text ~/.pg_service.conf '[work]\\nhost={}\\ndbname=postgres\\n'\nvar PGSERVICE work"
CLIENT = "text ~/.my.cnf '[client]\\nuser=root\\nhost={}\\n'"
FAR = "db.shop.example.com"
ARGO = (
    "text ~/.config/argocd/config 'contexts:\\n- name: {0}\\n  server: {1}\\n  user: {0}\\n"
    "current-context: {0}\\nservers:\\n- server: {1}\\n'"
)
EMULATED = (
    "text ~/.config/gcloud/active_config emu\ntext ~/.config/gcloud/configurations/config_emu "
    "'[core]\\nproject = demo\\n[api_endpoint_overrides]\\n{} = http://localhost:8085/\\n'"
)
WORKSPACE = "text main.tf 'terraform {}\\n'\ntext terraform.tfstate.d/old/terraform.tfstate '{}'"
EMPTY = WORKSPACE.format("{}", '{"version": 4, "resources": []}')
FULL = WORKSPACE.format(
    "{}", '{"version": 4, "resources": [{"mode": "managed", "type": "aws_instance", "instances": [{}]}]}'
)
TAKEN_IN = "text ~/.ssh/config 'Include own\\nHost *\\n  User ann\\n'\ntext ~/.ssh/own "
BOX = (
    "'Host box\\n  HostName 127.0.0.1\\n  Port 2222\\n  User vagrant\\n"
    "  IdentityFile .vagrant/machines/default/virtualbox/private_key\\n'"
)
INVENTORIES = (
    "text own 'web ansible_host=127.0.0.1 ansible_port=2222 ansible_user=vagrant\\n'\n"
    "text shop '[web]\\nweb1.example.com\\n'"
)
SUBSCRIPTION = (
    'text ~/.azure/azureProfile.json \'{{"subscriptions": [{{"name": "{}", "isDefault": true}}]}}\''
)

WHICH_SERVER: list[tuple[str, str, str, str]] = [
    (
        "psql: a service goes before the variable of a host",
        "psql -c 'drop database shop_dev'",
        f"{SERVICE.format('localhost')}\nvar PGHOST {FAR}",
        f"{SERVICE.format(FAR)}\nvar PGHOST localhost",
    ),
    (
        "psql: the service names the database, too",
        "psql -c 'truncate orders'",
        "text ~/.pg_service.conf '[work]\\nhost=localhost\\ndbname=shop_dev\\n'\nvar PGSERVICE work\nvar PGDATABASE shop",
        "text ~/.pg_service.conf '[work]\\nhost=localhost\\ndbname=shop\\n'\nvar PGSERVICE work\nvar PGDATABASE shop_dev",
    ),
    (
        "psql: a service that stands in no file of one's own",
        "PGHOST=localhost psql -c 'drop database shop_dev'",
        SERVICE.format("localhost"),
        "var PGSERVICE other",
    ),
    (
        "psql: no host is this machine's own",
        "psql shop_dev -c 'truncate orders'",
        "unset PGHOST",
        f"var PGHOST {FAR}",
    ),
    (
        "mysql: the host of the settings, the database of the statement",
        "mysql -e 'drop database shop_dev'",
        CLIENT.format("127.0.0.1"),
        CLIENT.format(FAR),
    ),
    (
        "mysql: settings go before the variable of a host",
        "mysql shop_dev -e 'truncate orders'",
        f"{CLIENT.format('localhost')}\nvar MYSQL_HOST {FAR}",
        f"{CLIENT.format(FAR)}\nvar MYSQL_HOST localhost",
    ),
    (
        "psql: a database is dropped, and another one's table",
        "psql -d $D -c 'drop database if exists shop_dev' -c \"$S\"",
        "var D shop\nvar S 'create database shop_dev'",
        "var D shop\nvar S 'drop table orders'",
    ),
    (
        "psql: one of two is told where to go",
        "psql -h localhost -d a_test -c 'truncate x'; psql -d a_test -c 'truncate x'",
        "var PGHOST localhost",
        f"var PGHOST {FAR}",
    ),
    (
        "dropdb: one's own for trying, or that of a server for all",
        "dropdb shop_test",
        "var PGHOST localhost",
        "var PGHOST main.c1x2.eu-west-1.rds.amazonaws.com",
    ),
    (
        "redis: this machine's, or another one's",
        "redis-cli -u $CACHE_URL flushall",
        "var CACHE_URL redis://localhost:6379/0",
        "var CACHE_URL redis://:localhost@cache.example.com:6379/0",
    ),
    (
        "redis: a machine that one has come to",
        "redis-cli -h 127.0.0.1 flushall",
        "unset SSH_CONNECTION",
        "var SSH_CONNECTION '10.0.0.2 50000 10.0.0.3 22'",
    ),
    (
        "kafka: one broker of several",
        "kafka-topics.sh --bootstrap-server $B --delete --topic orders",
        "var B localhost:9092,127.0.0.1:9093",
        "var B localhost:9092,kafka1.example.com:9092",
    ),
    (
        "argocd: the server behind the context",
        "argocd app delete shop --cascade -y",
        ARGO.format("work", "localhost:8080"),
        ARGO.format("localhost", "argo.example.com"),
    ),
    (
        "argocd: a variable before the context",
        "argocd app delete shop --cascade -y",
        f"{ARGO.format('work', 'localhost:8080')}\nunset ARGOCD_SERVER ARGOCD_OPTS",
        f"{ARGO.format('work', 'localhost:8080')}\nvar ARGOCD_OPTS '--server argo.example.com'",
    ),
    (
        "gcloud: a service that the configuration sends to an emulator",
        "gcloud pubsub topics delete orders",
        EMULATED.format("pubsub"),
        EMULATED.format("spanner"),
    ),
    (
        "gcloud: a variable before the configuration",
        "gcloud pubsub topics delete orders",
        EMULATED.format("pubsub"),
        f"{EMULATED.format('pubsub')}\nvar CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB https://pubsub.googleapis.com/",
    ),
    (
        "terraform: a variable forces the removal of a workspace",
        "terraform workspace delete old",
        FULL,
        f"{FULL}\nvar TF_CLI_ARGS_workspace_delete -force",
    ),
    ("terraform: an empty workspace is forgotten", "terraform workspace delete -force old", EMPTY, FULL),
    (
        "terraform: the state of workspaces lies elsewhere",
        "tofu workspace delete -force old",
        EMPTY,
        EMPTY.replace("terraform {}", 'terraform {{ backend "s3" {{ }} }}'),
    ),
    (
        "terraform: variables give words to what is done",
        "terraform apply",
        "text main.tf 'terraform {}\\n'\nvar TF_CLI_ARGS_apply -compact-warnings",
        "text main.tf 'terraform {}\\n'\nvar TF_CLI_ARGS_apply '-auto-approve -destroy'",
    ),
    (
        "ssh: settings that others take in",
        "ssh box 'sudo rm -rf /srv/app'",
        f"{TAKEN_IN}{BOX}",
        f"{TAKEN_IN}'Host box\\n  HostName web1.example.com\\n  User root\\n'",
    ),
    (
        "ssh: what is taken in for another host alone",
        "ssh box 'sudo rm -rf /srv/app'",
        f"{TAKEN_IN}{BOX}",
        f"text ~/.ssh/config 'Host other\\n  Include own\\n'\ntext ~/.ssh/own {BOX}",
    ),
    (
        "ansible: an inventory that a variable names",
        "ansible web -b -m service -a 'name=nginx state=stopped'",
        f"{INVENTORIES}\nvar ANSIBLE_INVENTORY own",
        f"{INVENTORIES}\nvar ANSIBLE_INVENTORY shop",
    ),
    (
        "ansible: settings of another folder",
        "ansible web -b -m service -a 'name=nginx state=stopped'",
        f"{INVENTORIES}\ntext ansible.cfg '[defaults]\\ninventory = own\\n'",
        f"{INVENTORIES}\ntext ansible.cfg '[defaults]\\ninventory = own\\n'\n"
        "text far/ansible.cfg '[defaults]\\ninventory = ../shop\\n'\nvar ANSIBLE_CONFIG far/ansible.cfg",
    ),
    (
        "azure: names of subscriptions hold blanks",
        "az group delete -n rg1 --yes",
        SUBSCRIPTION.format("Ann sandbox"),
        SUBSCRIPTION.format("Prod sandbox EU"),
    ),
    (
        "heroku: what has to be said again is the application",
        "heroku pg:reset DATABASE --confirm $APP",
        "var APP shop-sandbox",
        "var APP shop",
    ),
    ("vercel: only what no address leads to", "vercel rm shop --yes $S", "var S --safe", "unset S"),
]
