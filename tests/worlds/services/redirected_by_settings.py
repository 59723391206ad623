"""Worlds of services with a line that leads elsewhere: (name, line, steps)."""

from __future__ import annotations

LED_FROM_SETTINGS: list[tuple[str, str, str]] = [
    (
        "ssh box: synced folder",
        "ssh box 'rm -rf /vagrant/src'",
        "text ~/.ssh/config 'Host box\\n  HostName 127.0.0.1\\n  User vagrant\\n  Port 2222\\n  IdentityFile /w/.vagrant/machines/default/virtualbox/private_key\\n'",
    ),
    (
        "ssh box: all, with the synced folder",
        "ssh box 'sudo rm -rf /vagrant'",
        "text ~/.ssh/config 'Host box\\n  HostName 127.0.0.1\\n  User vagrant\\n  Port 2222\\n  IdentityFile /w/.vagrant/machines/default/virtualbox/private_key\\n'",
    ),
    (
        "ssh box: database elsewhere",
        "ssh box \"psql -h db.example.com -c 'drop database shop'\"",
        "text ~/.ssh/config 'Host box\\n  HostName 127.0.0.1\\n  User vagrant\\n  Port 2222\\n  IdentityFile /w/.vagrant/machines/default/virtualbox/private_key\\n'",
    ),
    (
        "ssh box: further ssh",
        "ssh box 'ssh db.example.com rm -rf /srv/data'",
        "text ~/.ssh/config 'Host box\\n  HostName 127.0.0.1\\n  User vagrant\\n  Port 2222\\n  IdentityFile /w/.vagrant/machines/default/virtualbox/private_key\\n'",
    ),
    (
        "ssh box: kubectl",
        "ssh box 'kubectl delete ns shop'",
        "text ~/.ssh/config 'Host box\\n  HostName 127.0.0.1\\n  User vagrant\\n  Port 2222\\n  IdentityFile /w/.vagrant/machines/default/virtualbox/private_key\\n'",
    ),
    (
        "ansible: synced folder",
        "ansible all -i inv.ini -b -a 'rm -rf /vagrant'",
        "text inv.ini '[web]\\nb1 ansible_host=192.168.56.10 ansible_user=vagrant\\n'",
    ),
    (
        "ansible: delegate in group_vars beside the playbook",
        "ansible-playbook -i inv.ini wipe.yml",
        "text inv.ini '[web]\\nb1 ansible_host=192.168.56.10 ansible_user=vagrant\\n'\ntext group_vars/web.yml 'ansible_host: db.example.com\\n'\ntext wipe.yml '- hosts: web\\n  tasks:\\n    - file: path=/srv/data state=absent\\n'",
    ),
    (
        "ansible: second inventory",
        "ansible all -i inv.ini -i live.ini -b -a 'rm -rf /srv/data'",
        "text inv.ini '[web]\\nb1 ansible_host=192.168.56.10 ansible_user=vagrant\\n'\ntext live.ini 'db.example.com\\n'",
    ),
    (
        "ansible: folder of inventories",
        "ansible all -i invs -b -a 'rm -rf /srv/data'",
        "text invs/a.ini 'b1 ansible_host=192.168.56.10 ansible_user=vagrant\\n'\ntext invs/b.ini 'db.example.com\\n'",
    ),
    (
        "ansible: mixed",
        "ansible all -i inv.ini -b -a 'rm -rf /srv/data'",
        "text inv.ini '[web]\\nb1 ansible_host=192.168.56.10 ansible_user=vagrant\\ndb.example.com\\n'",
    ),
    (
        "ansible: remote user on the line, other key",
        "ansible all -u root -i inv.ini -b -a 'rm -rf /srv/data'",
        "text inv.ini '[web]\\nb1 ansible_host=10.1.1.1\\n'",
    ),
    (
        "kubectl exec psql elsewhere",
        "kubectl exec web -- psql -h db.example.com -c 'drop database shop'",
        "cluster minikube",
    ),
    (
        "kubectl exec redis elsewhere",
        "kubectl exec web -- redis-cli -h db.example.com flushall",
        "cluster minikube",
    ),
    (
        "kubectl exec on context named on the line",
        "kubectl --context shop-eu exec web -- rm -rf /data",
        "cluster minikube",
    ),
    (
        "kube server on the line",
        "kubectl --server https://10.0.0.4:6443 delete ns shop",
        "cluster minikube",
    ),
    (
        "KUBECONFIG with several files",
        "kubectl delete ns shop",
        "cluster minikube\ntext other 'current-context: shop-eu\\n'\nvar KUBECONFIG {here}/other:{home}/.kube/config",
    ),
    (
        "alias env file",
        "KUBECONFIG=other kubectl delete ns shop",
        "cluster minikube\ntext other 'current-context: shop-eu\\n'",
    ),
    (
        "export before",
        "export KUBECONFIG=other; kubectl delete ns shop",
        "cluster minikube\ntext other 'current-context: shop-eu\\n'",
    ),
    (
        "export and",
        "export KUBECONFIG=other && kubectl delete ns shop",
        "cluster minikube\ntext other 'current-context: shop-eu\\n'",
    ),
    (
        "assign then",
        "KUBECONFIG=other; kubectl delete ns shop",
        "cluster minikube\ntext other 'current-context: shop-eu\\n'\nvar KUBECONFIG {home}/.kube/config",
    ),
    (
        "source first",
        "source e && kubectl delete ns shop",
        "cluster minikube\ntext e 'export KUBECONFIG=other\\n'\ntext other 'current-context: shop-eu\\n'",
    ),
    (
        "ssh in front",
        "ssh shop-eu kubectl delete ns shop",
        "cluster minikube",
    ),
    (
        "use-context fails over",
        "kubectl config use-context minikube; kubectl delete ns shop",
        "cluster shop-eu",
    ),
    (
        "choose local later",
        "kubectl delete ns shop && kubectl config use-context minikube",
        "cluster shop-eu",
    ),
    (
        "subshell chooses",
        "(kubectl config use-context minikube) || kubectl delete ns shop",
        "cluster shop-eu",
    ),
    (
        "in other KUBECONFIG",
        "KUBECONFIG=x kubectl config use-context minikube && kubectl delete ns shop",
        "cluster shop-eu",
    ),
    (
        "kubectl config use-context --kubeconfig",
        "kubectl --kubeconfig x config use-context minikube && kubectl delete ns shop",
        "cluster shop-eu",
    ),
    (
        "localhost by ssh -L",
        "kubectl delete ns shop",
        "listens ssh\nkube_at",
    ),
    (
        "address with ?host=",
        "psql 'postgres://me@localhost/shop_dev?host=db.example.com' -c 'drop table users'",
        "",
    ),
    (
        "PGHOSTADDR",
        "psql -h localhost -d shop_dev -c 'drop table users'",
        "var PGHOSTADDR 10.1.2.3",
    ),
    (
        "tunnel ssh",
        "psql -h localhost -p $PORT -d shop_dev -c 'drop table users'",
        "listens ssh",
    ),
    (
        "tunnel ssh by address",
        "psql postgres://me@localhost:$PORT/shop_dev -c 'drop table users'",
        "listens ssh",
    ),
    (
        "tunnel kubectl",
        "mysql -h 127.0.0.1 -P $PORT -D shop_dev -e 'drop table users'",
        "listens kubectl",
    ),
    (
        "tunnel proxy",
        "psql -h localhost -p $PORT -d shop_dev -c 'drop table users'",
        "listens cloud-sql-proxy",
    ),
    (
        "compose: other project",
        "docker compose -p main down -v",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'",
    ),
    (
        "compose: named by other projects",
        "docker compose down -v",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n    volumes: [\"up:/uploads\"]\\nvolumes:\\n  up:\\n    name: shared_uploads\\n'",
    ),
    (
        "compose: psql of another db than for tests",
        "docker compose exec db psql -U app shop -c 'drop table users'",
        "text compose.yaml 'services:\\n  db:\\n    image: postgres:16\\n    volumes: [\"data:/var/lib/postgresql/data\"]\\n    environment:\\n      RAILS_ENV: test\\n  web:\\n    image: shop\\n    environment:\\n      RAILS_ENV: test\\nvolumes:\\n  data: {}\\n'",
    ),
    (
        "compose: -h in a service for tests",
        "docker compose exec web psql -h db.example.com shop -c 'drop table users'",
        "text compose.yaml 'services:\\n  db:\\n    image: postgres:16\\n    volumes: [\"data:/var/lib/postgresql/data\"]\\n    environment:\\n      RAILS_ENV: test\\n  web:\\n    image: shop\\n    environment:\\n      RAILS_ENV: test\\nvolumes:\\n  data: {}\\n'",
    ),
    (
        "compose: address in a service for tests",
        "docker compose exec web rails db:drop DATABASE_URL=postgres://db.example.com/shop",
        "text compose.yaml 'services:\\n  db:\\n    image: postgres:16\\n    volumes: [\"data:/var/lib/postgresql/data\"]\\n    environment:\\n      RAILS_ENV: test\\n  web:\\n    image: shop\\n    environment:\\n      RAILS_ENV: test\\nvolumes:\\n  data: {}\\n'",
    ),
    (
        "compose: env leads elsewhere",
        "docker compose exec -e DATABASE_URL=postgres://db.example.com/shop web rails db:drop",
        "text compose.yaml 'services:\\n  db:\\n    image: postgres:16\\n    volumes: [\"data:/var/lib/postgresql/data\"]\\n    environment:\\n      RAILS_ENV: test\\n  web:\\n    image: shop\\n    environment:\\n      RAILS_ENV: test\\nvolumes:\\n  data: {}\\n'",
    ),
    (
        "compose: COMPOSE_PROJECT in dotenv",
        "docker volume rm shop_data",
        "text .env 'COMPOSE_PROJECT_NAME=other\\n'\ntext compose.yaml 'name: shop\\nservices:\\n  web:\\n    image: nginx\\n    volumes: [\"data:/app/node_modules\"]\\nvolumes:\\n  data: {}\\n'",
    ),
    (
        "compose: volume of another project without prefix",
        "docker volume rm data",
        "text compose.yaml 'name: shop\\nservices:\\n  web:\\n    image: nginx\\n    volumes: [\"data:/app/node_modules\"]\\nvolumes:\\n  data: {}\\n'",
    ),
    (
        "compose: rm volume far engine",
        "docker --context far volume rm shop_data",
        "text compose.yaml 'name: shop\\nservices:\\n  web:\\n    image: nginx\\n    volumes: [\"data:/app/node_modules\"]\\nvolumes:\\n  data: {}\\n'",
    ),
    (
        "engine: sudo leads to root's engine",
        "sudo docker volume prune -a -f",
        "docker",
    ),
    (
        "engine: sudo system prune",
        "sudo docker system prune -a --volumes -f",
        "docker",
    ),
    (
        "engine: DOCKER_CONTEXT goes, env on line",
        "DOCKER_HOST=ssh://db.example.com docker volume prune -a -f",
        "docker",
    ),
    (
        "engine: export on the line",
        "export DOCKER_HOST=ssh://db.example.com && docker volume prune -a -f",
        "docker",
    ),
    (
        "engine: unset on the line",
        "unset DOCKER_HOST; docker volume prune -a -f",
        "docker",
    ),
    (
        "engine: env -u",
        "env -u DOCKER_HOST docker volume prune -a -f",
        "docker",
    ),
    (
        "engine: env -i",
        "env -i docker volume prune -a -f",
        "docker",
    ),
    (
        "engine: ssh in front",
        "ssh shop-eu docker volume prune -a -f",
        "docker",
    ),
    (
        "engine: podman in its place",
        "podman volume prune -f",
        "docker\nfile ~/.local/share/containers/storage/volumes/db/_data/a",
    ),
    (
        "engine: volume rm through bash -c with var",
        "DOCKER_HOST=ssh://db.example.com bash -c 'docker volume prune -a -f'",
        "docker",
    ),
    (
        "terraform: init first",
        "terraform init && terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'\ntext backend.tf \'terraform {\\n  backend "s3" {\\n    bucket = "state"\\n  }\\n}\\n\'',
    ),
    (
        "terraform: backend known only in the files",
        "terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'\ntext backend.tf \'terraform {\\n  backend "s3" {\\n    bucket = "state"\\n  }\\n}\\n\'',
    ),
    (
        "terraform: TF_WORKSPACE",
        "terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'\nvar TF_WORKSPACE eu',
    ),
    (
        "terraform: TF_WORKSPACE on the line",
        "TF_WORKSPACE=eu terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'',
    ),
    (
        "terraform: select on the line",
        "terraform workspace select eu && terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'',
    ),
    (
        "terraform: TF_DATA_DIR",
        "terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'\nvar TF_DATA_DIR /w/tf\n',
    ),
    (
        "terraform: TF_CLI_ARGS",
        "TF_CLI_ARGS_destroy=-state=eu.tfstate terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'',
    ),
    (
        "terraform: -state",
        "terraform destroy -auto-approve -state=eu.tfstate",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'',
    ),
    (
        "terraform: cd first",
        "cd eu && terraform destroy -auto-approve",
        'text terraform.tfstate \'{"version": 4, "resources": []}\'\ntext main.tf \'resource "aws_s3_bucket" "b" {\\n  bucket = "shop-data"\\n}\\n\'\ntext eu/main.tf x',
    ),
    (
        "aws: profile of endpoint, but the line names another",
        "aws --profile eu s3 rb s3://shop-data --force",
        "text ~/.aws/config '[default]\\nendpoint_url = http://localhost:4566\\n[profile eu]\\nregion = eu-west-1\\n'",
    ),
    (
        "aws: AWS_PROFILE beats default",
        "aws s3 rb s3://shop-data --force",
        "text ~/.aws/config '[default]\\nendpoint_url = http://localhost:4566\\n[profile eu]\\nregion = eu-west-1\\n'\nvar AWS_PROFILE eu",
    ),
    (
        "aws: endpoint ignored",
        "aws s3 rb s3://shop-data --force",
        "var AWS_ENDPOINT_URL http://localhost:4566\nvar AWS_IGNORE_CONFIGURED_ENDPOINT_URLS true",
    ),
    (
        "aws: endpoint behind a tunnel",
        "aws --endpoint-url http://localhost:$PORT s3 rb s3://shop-data --force",
        "listens ssh",
    ),
    (
        "aws: unset on the line",
        "unset AWS_ENDPOINT_URL; aws s3 rb s3://shop-data --force",
        "var AWS_ENDPOINT_URL http://localhost:4566",
    ),
    (
        "aws: env -u",
        "env -u AWS_ENDPOINT_URL aws s3 rb s3://shop-data --force",
        "var AWS_ENDPOINT_URL http://localhost:4566",
    ),
    (
        "minio: alias",
        "mc rb --force main/shop-data",
        'text ~/.mc/config.json \'{"aliases": {"main": {"url": "https://s3.example.com"}, "local": {"url": "http://localhost:9000"}}}\'',
    ),
    (
        "minio: MC_HOST goes before the file",
        "mc rb --force local/shop-data",
        'text ~/.mc/config.json \'{"aliases": {"local": {"url": "http://localhost:9000"}}}\'\nvar MC_HOST_local https://k:s@s3.example.com',
    ),
    (
        "minio: config dir on the line",
        "mc --config-dir /w/mc rb --force local/shop-data",
        'text ~/.mc/config.json \'{"aliases": {"local": {"url": "http://localhost:9000"}}}\'',
    ),
    (
        "kafka: tunnel",
        "kafka-topics.sh --bootstrap-server localhost:$PORT --delete --topic orders",
        "listens ssh",
    ),
    (
        "vault: tunnel",
        "vault secrets disable secret/",
        "listens ssh\nvar VAULT_ADDR http://127.0.0.1:{PORT}",
    ),
    (
        "pm2 of another user",
        "sudo pm2 delete all",
        "folder ~/.pm2/pids",
    ),
    (
        "pm2 of another home",
        "PM2_HOME=/srv/pm2 pm2 delete all",
        "folder ~/.pm2/pids",
    ),
]
