"""Worlds with a server that seems to be this machine's, where it is another one's: (name, line, steps)."""

from __future__ import annotations

LED_PAST_ALONE: list[tuple[str, str, str]] = [
    (
        "redis: words of the line lead elsewhere",
        "nsenter -t 99 -n redis-cli -h localhost flushall",
        "unset PGHOST",
    ),
    (
        "redis: words of the line lead elsewhere",
        "sudo nsenter -t 99 -n redis-cli -h localhost flushall",
        "unset PGHOST",
    ),
    (
        "redis: words of the line lead elsewhere",
        "pdsh -w web[1-9] redis-cli -h localhost flushall",
        "unset PGHOST",
    ),
    (
        "redis: words of the line lead elsewhere",
        "parallel-ssh -H web1 'redis-cli -h localhost flushall'",
        "unset PGHOST",
    ),
    (
        "redis: words of the line lead elsewhere",
        "proxychains redis-cli -h localhost flushall",
        "unset PGHOST",
    ),
    (
        "redis: words of the line lead elsewhere",
        "proxychains4 -q redis-cli -h localhost flushall",
        "unset PGHOST",
    ),
    (
        "redis: words of the line lead elsewhere",
        "systemd-run --machine=shop redis-cli -h localhost flushall",
        "unset PGHOST",
    ),
    (
        "etcd: words of the line lead elsewhere",
        "sudo -i etcdctl --endpoints=https://127.0.0.1:2379 --cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/server.crt --key /etc/kubernetes/pki/etcd/server.key del --prefix /registry",
        "var ETCDCTL_ENDPOINTS 127.0.0.1:2379",
    ),
    (
        "argocd: settings or variables lead elsewhere",
        "argocd app delete shop --cascade -y",
        "text ~/.config/argocd/config 'contexts:\\n- server: argo.example.com\\n  name: localhost\\n  user: localhost\\ncurrent-context: localhost\\n'",
    ),
    (
        "argocd: settings or variables lead elsewhere",
        "argocd app delete shop --cascade -y",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'\nvar XDG_CONFIG_HOME {home}/.eu\ntext ~/.eu/argocd/config 'contexts:\\n- name: eu\\n  server: argo.example.com\\n  user: eu\\ncurrent-context: eu\\n'",
    ),
    (
        "argocd: words of the line lead elsewhere",
        "argocd --config eu app delete shop --cascade -y",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'",
    ),
    (
        "argocd: words of the line lead elsewhere",
        "argocd app delete shop --cascade -y --core",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'",
    ),
    (
        "argocd: words of the line lead elsewhere",
        "argocd app delete shop --cascade -y --port-forward --port-forward-namespace argocd",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'",
    ),
    (
        "argocd: words of the line lead elsewhere",
        "argocd context eu && argocd app delete shop --cascade -y",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'",
    ),
    (
        "argocd: words of the line lead elsewhere",
        "argocd login argo.example.com && argocd app delete shop --cascade -y",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'",
    ),
    (
        "argocd: words of the line lead elsewhere",
        "sudo argocd --argocd-context work app delete shop --cascade -y",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'",
    ),
    (
        "argocd: words of the line lead elsewhere",
        "XDG_CONFIG_HOME=eu argocd app delete shop --cascade -y",
        "text ~/.config/argocd/config 'contexts:\\n- name: work\\n  server: localhost:8080\\n  user: work\\ncurrent-context: work\\nservers:\\n- server: localhost:8080\\n'",
    ),
    (
        "influx: words of the line lead elsewhere",
        "influx bucket delete -n shop --configs-path eu",
        "var INFLUX_HOST http://localhost:8086",
    ),
    (
        "influx active: settings or variables lead elsewhere",
        "influx bucket delete -n shop",
        "var INFLUX_HOST http://localhost:8086\nvar INFLUX_ACTIVE_CONFIG eu",
    ),
    (
        "rabbit: words of the line lead elsewhere",
        "rabbitmqadmin -H localhost --base-uri https://mq.example.com/api delete queue name=orders",
        "text ~/.rabbitmqadmin.conf '[default]\\nhostname = localhost\\n[eu]\\nhostname = mq.example.com\\n'",
    ),
    (
        "rpk: words of the line lead elsewhere",
        "rpk -Xbrokers=kafka1.example.com:9092 topic delete orders",
        "var RPK_BROKERS localhost:9092",
    ),
    (
        "hasura: words of the line lead elsewhere",
        "cd ../eu && hasura migrate apply --down all --database-name default",
        "text config.yaml 'version: 3\\nendpoint: http://localhost:8080\\n'",
    ),
    (
        "nats: settings or variables lead elsewhere",
        "nats stream rm ORDERS -f",
        'text ~/.config/nats/context.txt work\ntext ~/.config/nats/context/work.json \'{"url": "nats://localhost:4222", "socks_proxy": "socks5://bastion:1080"}\'',
    ),
    (
        "nats: settings or variables lead elsewhere",
        "nats stream rm ORDERS -f",
        "text ~/.config/nats/context.txt localhost",
    ),
    (
        "nats: settings or variables lead elsewhere",
        "nats stream rm ORDERS -f",
        'text ~/.config/nats/context.txt localhost\ntext ~/.config/nats/context/localhost.json \'{"servers": "nats.example.com"}\'',
    ),
    (
        "nats: words of the line lead elsewhere",
        "nats context select eu && nats stream rm ORDERS -f",
        'text ~/.config/nats/context.txt work\ntext ~/.config/nats/context/work.json \'{"url": "nats://localhost:4222"}\'',
    ),
    (
        "nats: words of the line lead elsewhere",
        "XDG_CONFIG_HOME=eu nats stream rm ORDERS -f",
        'text ~/.config/nats/context.txt work\ntext ~/.config/nats/context/work.json \'{"url": "nats://localhost:4222"}\'',
    ),
    (
        "vault: settings or variables lead elsewhere",
        "vault kv metadata delete secret/shop",
        "var VAULT_ADDR http://127.0.0.1:8200\nvar VAULT_PROXY_ADDR https://vault.example.com",
    ),
    (
        "vault: words of the line lead elsewhere",
        "VAULT_AGENT_ADDR=https://vault.example.com vault kv metadata delete secret/shop",
        "var VAULT_ADDR http://127.0.0.1:8200",
    ),
    (
        "nomad: words of the line lead elsewhere",
        "NOMAD_REGION=eu nomad job stop -purge shop",
        "var NOMAD_ADDR http://127.0.0.1:4646",
    ),
    (
        "s3cmd: settings or variables lead elsewhere",
        "s3cmd del --recursive --force s3://shop",
        "text ~/.s3cfg '[default]\\nhost_base = localhost:9000\\nhost_bucket = localhost:9000\\n'\nvar S3CMD_CONFIG eu.cfg\ntext eu.cfg 'host_base = s3.amazonaws.com\\n'",
    ),
    (
        "s3cmd: settings or variables lead elsewhere",
        "s3cmd del --recursive --force s3://shop",
        "text ~/.s3cfg '[default]\\nhost_base = localhost:9000\\nhost_bucket = localhost:9000\\n'\ntext ~/.s3cfg '[default]\\nhost_base = localhost:9000\\nhost_base = s3.amazonaws.com\\n'",
    ),
    (
        "s3cmd: words of the line lead elsewhere",
        "s3cmd -c eu.cfg del --recursive --force s3://shop",
        "text ~/.s3cfg '[default]\\nhost_base = localhost:9000\\nhost_bucket = localhost:9000\\n'",
    ),
    (
        "s3cmd: words of the line lead elsewhere",
        "s3cmd --config=eu.cfg del --recursive --force s3://shop",
        "text ~/.s3cfg '[default]\\nhost_base = localhost:9000\\nhost_bucket = localhost:9000\\n'",
    ),
    (
        "s3cmd: words of the line lead elsewhere",
        "s3cmd --host-bucket='%(bucket)s.s3.amazonaws.com' del --recursive --force s3://shop",
        "text ~/.s3cfg '[default]\\nhost_base = localhost:9000\\nhost_bucket = localhost:9000\\n'",
    ),
    (
        "mc: words of the line lead elsewhere",
        "mc --config-dir eu rb --force shop/uploads",
        'text ~/.mc/config.json \'{"version": "10", "aliases": {"shop": {"url": "http://localhost:9000"}, "far": {"url": "https://s3.example.com"}}}\'',
    ),
    (
        "mc: words of the line lead elsewhere",
        "MC_CONFIG_DIR=eu mc rb --force shop/uploads",
        'text ~/.mc/config.json \'{"version": "10", "aliases": {"shop": {"url": "http://localhost:9000"}, "far": {"url": "https://s3.example.com"}}}\'',
    ),
    (
        "rclone: settings or variables lead elsewhere",
        "rclone purge shop:uploads",
        "text ~/.config/rclone/rclone.conf '[shop]\\ntype = s3\\nendpoint = http://localhost:9000\\n[far]\\ntype = s3\\nendpoint = https://s3.example.com\\n'\nvar RCLONE_S3_ENDPOINT https://s3.example.com",
    ),
    (
        "rclone: settings or variables lead elsewhere",
        "rclone purge shop:uploads",
        "text ~/.config/rclone/rclone.conf '[shop]\\ntype = s3\\nendpoint = http://localhost:9000\\n[far]\\ntype = s3\\nendpoint = https://s3.example.com\\n'\nvar XDG_CONFIG_HOME eu\ntext eu/rclone/rclone.conf '[shop]\\ntype = s3\\n'",
    ),
    (
        "rclone: words of the line lead elsewhere",
        "RCLONE_CONFIG=eu.conf rclone purge shop:uploads",
        "text ~/.config/rclone/rclone.conf '[shop]\\ntype = s3\\nendpoint = http://localhost:9000\\n[far]\\ntype = s3\\nendpoint = https://s3.example.com\\n'",
    ),
    (
        "rclone: words of the line lead elsewhere",
        "RCLONE_S3_ENDPOINT=https://s3.example.com rclone purge shop:uploads",
        "text ~/.config/rclone/rclone.conf '[shop]\\ntype = s3\\nendpoint = http://localhost:9000\\n[far]\\ntype = s3\\nendpoint = https://s3.example.com\\n'",
    ),
    (
        "rclone: words of the line lead elsewhere",
        "XDG_CONFIG_HOME=eu rclone purge shop:uploads",
        "text ~/.config/rclone/rclone.conf '[shop]\\ntype = s3\\nendpoint = http://localhost:9000\\n[far]\\ntype = s3\\nendpoint = https://s3.example.com\\n'",
    ),
    (
        "gcloud: words of the line lead elsewhere",
        "HOME=/srv/eu gcloud pubsub topics delete orders",
        "text ~/.config/gcloud/active_config emu\ntext ~/.config/gcloud/configurations/config_emu '[core]\\nproject = demo\\n[api_endpoint_overrides]\\npubsub = http://localhost:8085/\\n'",
    ),
    (
        "gcloud: words of the line lead elsewhere",
        "CLOUDSDK_CONFIG=eu gcloud pubsub topics delete orders",
        "text ~/.config/gcloud/active_config emu\ntext ~/.config/gcloud/configurations/config_emu '[core]\\nproject = demo\\n[api_endpoint_overrides]\\npubsub = http://localhost:8085/\\n'",
    ),
    (
        "psql: settings or variables lead elsewhere",
        "psql shop_dev -c 'truncate orders'",
        "var PSQLRC eu.rc\ntext eu.rc '\\c shop'",
    ),
    (
        "psql: words of the line lead elsewhere",
        "psql -h /cloudsql/shop:eu:main shop_dev -c 'truncate orders'",
        "unset PGHOST",
    ),
    (
        "psql: words of the line lead elsewhere",
        "dropdb --maintenance-db 'service=eu' shop_test",
        "unset PGHOST",
    ),
    (
        "psql: words of the line lead elsewhere",
        "proxychains psql -h localhost shop_dev -c 'truncate orders'",
        "unset PGHOST",
    ),
    (
        "mysql: settings or variables lead elsewhere",
        "mysql shop_dev -e 'truncate orders'",
        "text ~/.my.cnf '[client-server]\\nhost=db.shop.example.com\\n'",
    ),
    (
        "mysql: settings or variables lead elsewhere",
        "mysql shop_dev -e 'truncate orders'",
        "text ~/.my.cnf '[clienteu]\\nhost=db.shop.example.com\\n'\nvar MYSQL_GROUP_SUFFIX eu",
    ),
    (
        "mysql: settings or variables lead elsewhere",
        "mysql shop_dev -e 'truncate orders'",
        "var MYSQL_UNIX_PORT /cloudsql/shop",
    ),
    (
        "mysql: settings or variables lead elsewhere",
        "mysql shop_dev -e 'truncate orders'",
        "text ~/.my.cnf '[client]\\nsocket=/cloudsql/shop\\n'",
    ),
    (
        "mysql: settings or variables lead elsewhere",
        "mysql shop_dev -e 'truncate orders'",
        "var MYSQL_TEST_LOGIN_FILE eu.cnf\nfile eu.cnf",
    ),
    (
        "clickhouse: settings or variables lead elsewhere",
        "clickhouse-client -d shop_test -q 'truncate table orders'",
        "text clickhouse-client.xml '<config><host>db.shop.example.com</host></config>'",
    ),
    (
        "clickhouse: settings or variables lead elsewhere",
        "clickhouse-client -d shop_test -q 'truncate table orders'",
        "text clickhouse-client.yaml 'host: db.shop.example.com\\n'",
    ),
    (
        "cqlsh: settings or variables lead elsewhere",
        "cqlsh -e 'drop keyspace shop_test'",
        "text ~/.cassandra/cqlshrc '[connection]\\nhostname = db.shop.example.com\\n'",
    ),
    (
        "alembic: settings or variables lead elsewhere",
        "alembic downgrade base",
        "text alembic.ini '[alembic]\\nsqlalchemy.url = postgresql:///shop_dev\\n'\nvar PGSERVICE eu",
    ),
    (
        "files: words of the line lead elsewhere",
        "sqlite3 -init in.sql dev.db 'drop table notes'",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "sqlite3 dev.db 'drop table x' '.output real.csv' 'select 1'",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "sqlite3 dev.db \"drop table x; select writefile('real.csv', '')\"",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "duckdb md:shop -c 'drop table orders'",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "duckdb dev.duckdb \"drop table x; copy (select 1) to 'real.csv'\"",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "sqlite3 dev.db < at.sql",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "sqlite3 dev.db 'drop table notes' < at.sql",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "duckdb dev.duckdb 'drop table notes' < at.sql",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "files: words of the line lead elsewhere",
        "duckdb dev.duckdb < at.sql",
        "database real.db 40\nfile real.csv\nempty dev.db\nempty dev.duckdb\ntext in.sql '.open real.db\\n'\ntext at.sql 'attach \"real.db\" as r; drop table r.notes;\\n'",
    ),
    (
        "tofu: words of the line lead elsewhere",
        "TF_DATA_DIR=eu tofu workspace delete -force old",
        "text main.tf 'terraform {}\\n'\ntext terraform.tfstate.d/old/terraform.tfstate '{\"version\": 4, \"resources\": []}'",
    ),
    (
        "tofu: words of the line lead elsewhere",
        "env TF_DATA_DIR=eu tofu workspace delete -force old",
        "text main.tf 'terraform {}\\n'\ntext terraform.tfstate.d/old/terraform.tfstate '{\"version\": 4, \"resources\": []}'",
    ),
    (
        "ssh: words of the line lead elsewhere",
        "ssh bastion ssh box 'sudo rm -rf /srv/app'",
        "text ~/.ssh/config 'Host box\\n  HostName 127.0.0.1\\n  Port 22022\\n  User vagrant\\n  IdentityFile .vagrant/machines/default/virtualbox/private_key\\n'",
    ),
    (
        "ansible: settings or variables lead elsewhere",
        "ansible web -b -m service -a 'name=nginx state=stopped'",
        "text own 'web ansible_host=127.0.0.1 ansible_port=22022 ansible_user=vagrant\\n'\nvar ANSIBLE_INVENTORY own\nvar ANSIBLE_SSH_ARGS '-F eu.conf'",
    ),
    (
        "ansible: settings or variables lead elsewhere",
        "ansible web -b -m service -a 'name=nginx state=stopped'",
        "text own 'web ansible_host=127.0.0.1 ansible_port=22022 ansible_user=vagrant\\n'\nvar ANSIBLE_INVENTORY own\nvar ANSIBLE_SSH_COMMON_ARGS '-J bastion'",
    ),
    (
        "ansible: settings or variables lead elsewhere",
        "ansible web -b -m service -a 'name=nginx state=stopped'",
        "text own 'web ansible_host=127.0.0.1 ansible_port=22022 ansible_user=vagrant\\n'\nvar ANSIBLE_INVENTORY own\ntext ~/.ssh/config 'Host 127.0.0.1\\n  HostName web1.example.com\\n'",
    ),
    (
        "ansible: settings or variables lead elsewhere",
        "ansible web -b -m service -a 'name=nginx state=stopped'",
        "text own 'web ansible_host=127.0.0.1 ansible_port=22022 ansible_user=vagrant\\n'\nvar ANSIBLE_INVENTORY own\ntext ansible.cfg '[ssh_connection]\\nssh_args = -F eu.conf\\n'",
    ),
    (
        "ansible: settings or variables lead elsewhere",
        "ansible web -b -m service -a 'name=nginx state=stopped'",
        "text own \"web ansible_host=127.0.0.1 ansible_port=22022 ansible_user=vagrant ansible_ssh_common_args='-J bastion'\\n\"\nvar ANSIBLE_INVENTORY own",
    ),
    (
        "ansible: words of the line lead elsewhere",
        "ansible web -b -m service -a 'name=nginx state=stopped' --ssh-common-args='-J bastion'",
        "text own 'web ansible_host=127.0.0.1 ansible_port=22022 ansible_user=vagrant\\n'\nvar ANSIBLE_INVENTORY own",
    ),
    (
        "ansible: words of the line lead elsewhere",
        "ansible web -b -m service -a 'name=nginx state=stopped' --ssh-extra-args '-F eu'",
        "text own 'web ansible_host=127.0.0.1 ansible_port=22022 ansible_user=vagrant\\n'\nvar ANSIBLE_INVENTORY own",
    ),
]
