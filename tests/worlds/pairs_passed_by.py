"""Pairs about what stands between a line and what it works on: an agent, an alias that chooses: (name, line, harmless, fatal)."""

from __future__ import annotations

VAULT = "listens vault '{}'\nvar VAULT_ADDR http://127.0.0.1:{{PORT}}"
CONSUL = "listens consul '{}'\nvar CONSUL_HTTP_ADDR 127.0.0.1:{{PORT}}"
NOMAD = "listens nomad '{}'\nvar NOMAD_ADDR http://localhost:{{PORT}}"
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
]
