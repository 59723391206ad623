"""Pairs about what settings of this moment tell: contexts, profiles, variables: (name, line, harmless, fatal)."""

from __future__ import annotations

_LONG = "what we agreed upon with the others, in my own words\\n" * 60
CURRENT_SETTINGS: list[tuple[str, str, str, str]] = [
    (
        "helm uninstall by the current context",
        "helm uninstall shop",
        "kube dev https://127.0.0.1:6443",
        "kube prod https://api.prod.example.com",
    ),
    (
        "kubectl delete -f by a namespace",
        "kubectl delete -f k8s/",
        "kube kind-dev https://127.0.0.1:6443\nfile k8s/a.yaml",
        "kube prod-eu https://api.prod.example.com\nfile k8s/a.yaml",
    ),
    (
        "KUBECONFIG leads elsewhere",
        "kubectl delete pvc --all",
        "kube minikube https://192.168.49.2:8443",
        "kube minikube https://192.168.49.2:8443\n"
        "kube live https://api.prod.example.com ~/live.yaml\n"
        "var KUBECONFIG {home}/live.yaml",
    ),
    (
        "kubectl scale to nothing",
        "kubectl scale deploy --all --replicas=0",
        "kube docker-desktop https://kubernetes.docker.internal:6443",
        "kube production https://api.prod.example.com",
    ),
    (
        "drain of a node",
        "kubectl drain node1 --ignore-daemonsets --delete-emptydir-data",
        "kube kind-dev https://127.0.0.1:6443",
        "kube production https://api.prod.example.com",
    ),
    (
        "a database by its variable",
        "psql \"$DATABASE_URL\" -c 'drop schema public cascade'",
        "var DATABASE_URL postgres://u:p@localhost:5432/app_test",
        "var DATABASE_URL postgres://u:p@db.prod.example.com:5432/app",
    ),
    (
        "a service file of libpq",
        "psql service=shop -c 'truncate orders'",
        "text ~/.pg_service.conf '[shop]\\nhost=localhost\\ndbname=shop_dev\\n'",
        "text ~/.pg_service.conf '[shop]\\nhost=db.prod.example.com\\ndbname=shop\\n'",
    ),
    (
        "PGHOST set in the shell",
        "dropdb app_test",
        "folder x",
        "var PGHOST db.prod.example.com",
    ),
    (
        "mysql by ~/.my.cnf",
        "mysql -e 'drop table sessions' app_dev",
        "text ~/.my.cnf '[client]\\nhost=127.0.0.1\\n'",
        "text ~/.my.cnf '[client]\\nhost=db.prod.example.com\\n'",
    ),
    (
        "laravel migrate:fresh by .env",
        "php artisan migrate:fresh --seed",
        "file artisan\ntext .env 'APP_ENV=local\\nDB_HOST=127.0.0.1\\nDB_DATABASE=app\\n'",
        "file artisan\ntext .env 'APP_ENV=production\\nDB_HOST=db.example.com\\nDB_DATABASE=app\\n'",
    ),
    (
        "alembic downgrade by its ini",
        "alembic downgrade base",
        "text alembic.ini '[alembic]\\nsqlalchemy.url = sqlite:///dev.db\\n'",
        "text alembic.ini '[alembic]\\nsqlalchemy.url = postgresql://u:p@db.prod.example.com/app\\n'",
    ),
    (
        "knex by NODE_ENV",
        "npx knex migrate:rollback --all",
        'text knexfile.js \'module.exports = { development: { client: "sqlite3", connection: { filen'
        'ame: "dev.db" } } }\'\n'
        "file package.json",
        'text knexfile.js \'module.exports = { production: { client: "pg", connection: "postgres://u'
        ":p@db.prod.example.com/app\" } }'\n"
        "var NODE_ENV production\n"
        "file package.json",
    ),
    (
        "terraform destroy: no state, or a database",
        "terraform destroy -auto-approve",
        "text main.tf 'x = 1'\ntext terraform.tfstate '{\"version\": 4, \"resources\": []}'",
        "text main.tf 'x = 1'\n"
        'text terraform.tfstate \'{"version": 4, "terraform_version": "1.5.0", "resources": [{"mode"'
        ': "managed", "type": "aws_db_instance", "name": "main", "instances": [{"attributes": {"id"'
        ': "db1"}}]}]}\'',
    ),
    (
        "terraform workspace",
        "terraform workspace delete -force old",
        "folder terraform.tfstate.d/old",
        'text terraform.tfstate.d/old/terraform.tfstate \'{"version": 4, "terraform_version": "1.5.0'
        '", "resources": [{"mode": "managed", "type": "aws_db_instance", "name": "main", "instances'
        '": [{"attributes": {"id": "db1"}}]}]}\'',
    ),
    (
        "rm of a terraform folder: providers, or the state",
        "rm -rf .terraform*",
        "file main.tf .terraform/providers/x .terraform.lock.hcl",
        "file main.tf\n"
        'text .terraform/terraform.tfstate \'{"version": 4, "terraform_version": "1.5.0", "resources'
        '": [{"mode": "managed", "type": "aws_db_instance", "name": "main", "instances": [{"attribu'
        'tes": {"id": "db1"}}]}]}\'\n'
        'text .terraform.tfstate \'{"version": 4, "terraform_version": "1.5.0", "resources": [{"mode'
        '": "managed", "type": "aws_db_instance", "name": "main", "instances": [{"attributes": {"id'
        '": "db1"}}]}]}\'',
    ),
    (
        "a saved plan applied",
        "terraform apply plan.out",
        "text main.tf 'x = 1'\nplan plan.out normal 1:null_resource.a",
        "text main.tf 'x = 1'\nplan plan.out destroy 5:aws_db_instance.main",
    ),
    (
        "aws by profile",
        "aws ec2 terminate-instances --instance-ids i-0abc",
        "var AWS_ENDPOINT_URL http://localhost:4566",
        "var AWS_PROFILE prod\ntext ~/.aws/config '[profile prod]\\nregion = eu-west-1\\n'",
    ),
    (
        "compose down by its project",
        "docker compose rm -fsv",
        "text docker-compose.yml 'services:\\n  web:\\n    image: nginx\\n'\ndocker image:x",
        "text docker-compose.yml 'services:\\n  db:\\n    image: postgres\\n'\n"
        "docker container:project_db:f3a9c1",
    ),
    (
        "a volume by name: not there, or there",
        "docker volume rm app_pgdata",
        "docker container:web",
        "docker volume:app_pgdata",
    ),
    (
        "image prune of all: from a registry, or built here",
        "docker image prune -af",
        "docker container:web",
        "docker image:mine",
    ),
    (
        "npm publish: a try's name, or a public one",
        "npm publish",
        'text package.json \'{"name": "x", "version": "1.0.0", "private": true}\'',
        'text package.json \'{"name": "x", "version": "1.0.0"}\'\ntext .env \'NPM_TOKEN=abcdefghij\'',
    ),
    (
        "sqlite by file: test, or the real",
        "sqlite3 app.db 'drop table notes'",
        "database app.db 0",
        "database app.db 400",
    ),
    (
        "sqlite restored over",
        "sqlite3 app.db '.restore old.db'",
        "database old.db 3",
        "database old.db 3\ndatabase app.db 400",
    ),
    (
        "wal removed: none open, or with rows in it",
        "rm app.db-wal",
        "database app.db 3\nempty app.db-wal",
        ("database app.db 3\ntext app.db-wal '" + _LONG + "'"),
    ),
    (
        "a disk image attached",
        "qemu-img create -f qcow2 vm.qcow2 20G",
        "folder x",
        "image vm.qcow2",
    ),
    (
        "mkfs onto a file",
        "mkfs.ext4 -F disk.img",
        "hollow disk.img",
        "image disk.img",
    ),
    (
        "dd of a file onto an image",
        "dd if=new.img of=card.img conv=notrunc",
        "file new.img\nhollow card.img",
        "file new.img\nimage card.img",
    ),
    (
        "virsh/vagrant destroy by its folder",
        "vagrant destroy -f",
        "file Vagrantfile",
        "file Vagrantfile\ntext .vagrant/machines/default/virtualbox/id 'abc-def'",
    ),
    (
        "kubectl delete: local cluster, or production",
        "kubectl delete ns web",
        "text ~/.kube/config 'apiVersion: v1\\nkind: Config\\nclusters:\\n- cluster:\\n    server: http"
        "s://127.0.0.1:6443\\n  name: kind-dev\\n- cluster:\\n    server: https://k8s.prod.example.com"
        "\\n  name: prod\\ncontexts:\\n- context:\\n    cluster: kind-dev\\n    user: a\\n  name: kind-de"
        "v\\n- context:\\n    cluster: prod\\n    user: b\\n  name: prod\\ncurrent-context: kind-dev\\n'",
        "text ~/.kube/config 'apiVersion: v1\\nkind: Config\\nclusters:\\n- cluster:\\n    server: http"
        "s://127.0.0.1:6443\\n  name: kind-dev\\n- cluster:\\n    server: https://k8s.prod.example.com"
        "\\n  name: prod\\ncontexts:\\n- context:\\n    cluster: kind-dev\\n    user: a\\n  name: kind-de"
        "v\\n- context:\\n    cluster: prod\\n    user: b\\n  name: prod\\ncurrent-context: prod\\n'",
    ),
    (
        "aws profile by settings",
        "aws s3 rm s3://site-assets --recursive",
        "var AWS_ENDPOINT_URL http://localhost:4566",
        "text ~/.aws/config '[default]\\nregion = eu-west-1\\n'",
    ),
    (
        "rails db:drop by database.yml",
        "bin/rails db:drop",
        "file Gemfile bin/rails\n"
        "text config/database.yml 'development:\\n  adapter: sqlite3\\n  database: db/dev.sqlite3\\n'",
        "file Gemfile bin/rails\n"
        "var RAILS_ENV production\n"
        "text config/database.yml 'production:\\n  adapter: postgresql\\n  host: db.prod.example.com\\"
        "n  database: shop\\n'",
    ),
    (
        "redis flushed: own, or another's",
        "redis-cli -u $REDIS_URL flushall",
        "var REDIS_URL redis://localhost:6379/0",
        "var REDIS_URL redis://cache.prod.example.com:6379/0",
    ),
    (
        "a workspace of the shell, or another that a value says the line names before the command",
        "TF_WORKSPACE=$W terraform destroy -auto-approve",
        "var TF_WORKSPACE sandbox\nvar W sandbox\nfile main.tf",
        "var TF_WORKSPACE sandbox\nvar W prod\nfile main.tf",
    ),
    (
        "a stack by the variable that counts before the selected one",
        "pulumi destroy --yes",
        "var PULUMI_STACK sandbox\ntext Pulumi.yaml 'name: web\\n'",
        "var PULUMI_STACK prod\ntext Pulumi.yaml 'name: web\\n'",
    ),
]
