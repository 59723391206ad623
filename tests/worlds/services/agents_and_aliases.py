"""Pairs about what stands between a line and what it works on: an agent, an alias that chooses: (name, line, harmless, fatal)."""

from __future__ import annotations

VAULT = "listens vault '{}'\nvar VAULT_ADDR http://127.0.0.1:{{PORT}}"
CONSUL = "listens consul '{}'\nvar CONSUL_HTTP_ADDR 127.0.0.1:{{PORT}}"
NOMAD = "listens nomad '{}'\nvar NOMAD_ADDR http://localhost:{{PORT}}"
PROD = "kube prod-eu https://k8s.shop.example.com:6443"
KIND = "kube kind-dev https://127.0.0.1:40001"

PASSED_BY: list[tuple[str, str, str, str]] = [
    (
        "vault: a server for trying, or an agent of one elsewhere",
        "vault kv metadata delete secret/shop",
        VAULT.format("vault server -dev"),
        VAULT.format("vault agent -config=agent.hcl"),
    ),
    (
        "vault: a server for trying, or a proxy",
        "vault secrets disable shop",
        VAULT.format("vault server -dev"),
        VAULT.format("vault proxy -config=proxy.hcl"),
    ),
    (
        "consul: for trying, or a member of others",
        "consul kv delete -recurse shop/",
        CONSUL.format("consul agent -dev"),
        CONSUL.format("consul agent -config-dir=/etc/consul.d"),
    ),
    (
        "consul: for trying, or with settings that are called so",
        "consul kv delete -recurse shop/",
        CONSUL.format("consul agent -dev -ui"),
        CONSUL.format("consul agent -config-dir=/etc/consul-dev"),
    ),
    (
        "nomad: for trying, or a member of others",
        "nomad job stop -purge shop",
        NOMAD.format("nomad agent -dev-connect"),
        NOMAD.format("nomad agent -config /etc/nomad.d"),
    ),
    (
        "an alias that chooses a cluster",
        "kuse && kubectl delete deploy api",
        f"{KIND}\nalias kuse 'kubectl config use-context kind-dev'",
        f"{KIND}\nalias kuse 'kubectl config use-context prod'",
    ),
    (
        "a function that chooses a cluster",
        "kuse; kubectl delete deploy api",
        f"{KIND}\nfunction kuse '{{ kubectx kind-dev; }}'",
        f"{KIND}\nfunction kuse '{{ kubectx prod; }}'",
    ),
    (
        "a word in front of what chooses a cluster",
        "command kubectl config use-context $C && kubectl delete deploy api",
        f"{KIND}\nvar C kind-dev",
        f"{KIND}\nvar C prod",
    ),
    (
        "an alias that chooses an engine",
        "duse && docker rm -f web",
        "alias duse 'docker context use default'",
        "alias duse 'docker context use prod'",
    ),
    (
        "an alias that chooses a workspace",
        "tfw && terraform apply -auto-approve",
        "text main.tf 'terraform {}\\n'\nalias tfw 'terraform workspace select sandbox'",
        "text main.tf 'terraform {}\\n'\nalias tfw 'terraform workspace select prod'",
    ),
    (
        "a function that says where the settings are",
        "kdev; kubectl delete ns shop",
        f"{PROD}\n{KIND} dev.yaml\nfunction kdev '{{ export KUBECONFIG=dev.yaml; }}'",
        f"{KIND}\n{PROD} dev.yaml\nfunction kdev '{{ export KUBECONFIG=dev.yaml; }}'",
    ),
    (
        "a function that says where the settings are only sometimes",
        "kdev; kubectl delete ns shop",
        f"{KIND}\nfunction kdev '{{ echo dev; }}'",
        f"{KIND}\nfunction kdev '{{ if test -f x; then export KUBECONFIG=dev.yaml; fi; }}'",
    ),
    (
        "a function that says where the settings are, and goes on",
        "kdev",
        f"{PROD}\n{KIND} dev.yaml\nfunction kdev '{{ export KUBECONFIG=dev.yaml; kubectl delete ns shop; }}'",
        f"{KIND}\n{PROD} dev.yaml\nfunction kdev '{{ export KUBECONFIG=dev.yaml; kubectl delete ns shop; }}'",
    ),
    (
        "an alias that names a profile",
        "as; aws s3 rb s3://shop --force",
        "alias as 'export AWS_PROFILE=sandbox'",
        "var AWS_PROFILE sandbox\nalias as 'export AWS_PROFILE=shop'",
    ),
    (
        "an alias that reads variables",
        "as; aws s3 rb s3://shop --force",
        "var AWS_PROFILE sandbox\nalias as 'echo on'",
        "var AWS_PROFILE sandbox\nalias as 'eval $(aws-switch shop)'",
    ),
    (
        "helm: a variable goes before what is current",
        "helm uninstall shop",
        f"{PROD}\nvar HELM_KUBECONTEXT kind-dev",
        f"{KIND}\nvar HELM_KUBECONTEXT prod-eu",
    ),
    (
        "helm: a variable that kubectl does not read",
        "helm uninstall $N && kubectl get pods",
        f"{PROD}\nvar HELM_KUBECONTEXT kind-dev\nvar N '--dry-run shop'",
        f"{PROD}\nvar HELM_KUBECONTEXT kind-dev\nvar N shop",
    ),
    (
        "fly: the application that is removed, whatever the folder's is",
        "fly apps destroy $APP -y",
        "text fly.toml 'app = \"shop\"'\nvar APP shop-sandbox",
        "text fly.toml 'app = \"shop-sandbox\"'\nvar APP shop",
    ),
    (
        "fly: one application, or another one as well",
        "fly apps destroy $APP -y",
        "var APP shop-sandbox",
        "var APP 'shop-sandbox shop'",
    ),
]
