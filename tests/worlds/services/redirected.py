"""Worlds with a line that leads elsewhere: (name, line, steps)."""

from __future__ import annotations

LED_ELSEWHERE: list[tuple[str, str, str]] = [
    (
        "use-context on the line",
        "kubectl config use-context shop-eu && kubectl delete ns x",
        "text ~/.kube/config 'apiVersion: v1\\nkind: Config\\ncurrent-context: dev\\ncontexts:\\n- context:\\n    cluster: c\\n    user: u\\n  name: dev\\n- context:\\n    cluster: d\\n    user: u\\n  name: shop-eu\\n'\ntyped 'kubectl create ns x' 0",
    ),
    (
        "kubectx on the line",
        "kubectx shop-eu && kubectl delete ns x",
        "text ~/.kube/config 'apiVersion: v1\\nkind: Config\\ncurrent-context: dev\\ncontexts:\\n- context:\\n    cluster: c\\n    user: u\\n  name: dev\\n- context:\\n    cluster: d\\n    user: u\\n  name: shop-eu\\n'\ntyped 'kubectl create ns x' 0",
    ),
    (
        "export on the line pg",
        "export PGHOST=db.example.com; dropdb trial",
        "typed 'createdb trial' 0",
    ),
    (
        "env in front pg",
        "env PGHOST=db.example.com dropdb trial",
        "typed 'createdb trial' 0",
    ),
    (
        "assigned in front pg",
        "PGHOST=db.example.com dropdb trial",
        "typed 'createdb trial' 0",
    ),
    (
        "assigned alone pg",
        "PGHOST=db.example.com; dropdb trial",
        "typed 'createdb trial' 0\nvar PGHOST localhost",
    ),
    (
        "sudo with assignment",
        "sudo PGHOST=db.example.com dropdb trial",
        "typed 'sudo createdb trial' 0",
    ),
    (
        "bash -c behind assignment",
        "PGHOST=db.example.com bash -c 'dropdb trial'",
        "typed 'createdb trial' 0",
    ),
    (
        "source on the line",
        "source prod.env && dropdb trial",
        "text prod.env 'export PGHOST=db.example.com\\n'\ntyped 'createdb trial' 0",
    ),
    (
        "made where export, then unset",
        "dropdb trial",
        "typed 'export PGHOST=db.example.com && createdb trial && unset PGHOST' 0",
    ),
    (
        "aws-vault",
        "aws-vault exec live -- aws cloudformation delete-stack --stack-name shop",
        "typed 'aws cloudformation create-stack --stack-name shop --template-body file://t.yml' 0",
    ),
    (
        "doppler run",
        "doppler run -- dropdb trial",
        "typed 'createdb trial' 0",
    ),
    (
        "dotenv",
        "dotenv -e .env.x -- dropdb trial",
        "typed 'createdb trial' 0",
    ),
    (
        "env kubeconfig",
        "env KUBECONFIG=other.yaml kubectl delete ns x",
        "text ~/.kube/config 'apiVersion: v1\\nkind: Config\\ncurrent-context: dev\\ncontexts:\\n- context:\\n    cluster: c\\n    user: u\\n  name: dev\\n- context:\\n    cluster: d\\n    user: u\\n  name: shop-eu\\n'\ntyped 'kubectl create ns x' 0",
    ),
    (
        "docker context use on the line",
        "docker context use far && docker rm -fv pg",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
    ),
    (
        "COCKROACH_URL",
        "cockroach sql -e 'drop database trial'",
        "typed \"cockroach sql -e 'create database trial'\" 0\nvar COCKROACH_URL postgres://db.example.com/",
    ),
    (
        "kubeconfig file changed",
        "kubectl --kubeconfig kc delete ns x",
        "text kc 'apiVersion: v1\\nkind: Config\\ncurrent-context: dev\\ncontexts:\\n- context:\\n    cluster: c\\n    user: u\\n  name: dev\\n- context:\\n    cluster: d\\n    user: u\\n  name: shop-eu\\n'\ntyped 'kubectl --kubeconfig kc create ns x' 0\ntext kc 'apiVersion: v1\\nkind: Config\\ncurrent-context: dev\\ncontexts:\\n- context:\\n    cluster: c\\n    user: u\\n  name: dev\\n- context:\\n    cluster: d\\n    user: u\\n  name: shop-eu\\n# other\\n'",
    ),
    (
        "gcloud other config changed",
        "gcloud compute instances delete web --zone a --quiet",
        "text ~/.config/gcloud/active_config work\ntext ~/.config/gcloud/configurations/config_work '[core]\\nproject = one\\n'\ntyped 'gcloud compute instances create web --zone a' 0\ntext ~/.config/gcloud/configurations/config_work '[core]\\nproject = another\\n'",
    ),
    (
        "gcloud config set on the line",
        "gcloud config set project other && gcloud compute instances delete web --zone a --quiet",
        "typed 'gcloud compute instances create web --zone a' 0",
    ),
    (
        "lxc remote switched",
        "lxc delete -f web",
        "text ~/.config/lxc/config.yml 'default-remote: local\\n'\ntyped 'lxc launch ubuntu web' 0\ntext ~/.config/lxc/config.yml 'default-remote: server\\n'",
    ),
    (
        "zfs: moved into",
        "zfs destroy -r tank/new",
        "typed 'zfs create tank/new' 0\ntyped 'mv /tank/old/photos /tank/new/' 0",
    ),
    (
        "exec reaches by address",
        "docker exec pg psql postgres://app@db.example.com/shop -c 'drop table users'",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
    ),
    (
        "exec reaches redis",
        "docker exec pg redis-cli -h db.example.com flushall",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
    ),
    (
        "exec kubectl",
        "docker exec tools kubectl delete ns shop",
        "typed 'docker run -d --name tools alpine/k8s sleep 999' 0",
    ),
    (
        "exec aws",
        "docker exec tools aws s3 rb s3://shop-data --force",
        "typed 'docker run -d --name tools amazon/aws-cli sleep 999' 0",
    ),
    (
        "exec terraform",
        "docker exec tools terraform destroy -auto-approve",
        "typed 'docker run -d --name tools hashicorp/terraform sleep 999' 0",
    ),
    (
        "exec -e",
        "docker exec -e PGHOST=db.example.com pg psql -c 'drop table users'",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
    ),
    (
        "exec git push",
        "docker exec tools git push --force origin main",
        "typed 'docker run -d --name tools alpine/git sleep 999' 0",
    ),
    (
        "port published elsewhere only",
        "psql -h localhost -p 5433 -c 'drop table users'",
        "typed 'docker run -d --name t -p 10.0.0.5:5433:5432 postgres:16' 0",
    ),
]
