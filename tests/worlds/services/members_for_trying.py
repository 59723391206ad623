"""Worlds: agents for trying that join others, and variables that are set in between."""

from __future__ import annotations

JOINED: list[tuple[str, str, str, str]] = [
    (
        "vault: a folder named so",
        "vault secrets disable shop",
        ("listens vault 'vault server -dev'\nvar VAULT_ADDR http://127.0.0.1:{PORT}"),
        ("listens vault 'vault server -config=/srv/vault -dev.hcl'\nvar VAULT_ADDR http://127.0.0.1:{PORT}"),
    ),
    (
        "consul: dev that joins others",
        "consul kv delete -recurse shop/",
        ("listens consul 'consul agent -dev'\nvar CONSUL_HTTP_ADDR 127.0.0.1:{PORT}"),
        (
            "listens consul 'consul agent -dev -retry-join=consul.shop.example.com'\n"
            "var CONSUL_HTTP_ADDR 127.0.0.1:{PORT}"
        ),
    ),
    (
        "script: default assigned",
        "./x.sh",
        (
            "kube kind-dev https://127.0.0.1:40001\n"
            "kube prod-eu https://k8s.shop.example.com:6443 live.yaml\n"
            "script x.sh '#!/bin/bash\\nkubectl delete ns shop\\n'"
        ),
        (
            "kube kind-dev https://127.0.0.1:40001\n"
            "kube prod-eu https://k8s.shop.example.com:6443 live.yaml\n"
            "script x.sh '#!/bin/bash\\n: ${KUBECONFIG:=live.yaml}\\nexport "
            "KUBECONFIG\\nkubectl delete ns shop\\n'"
        ),
    ),
]
JOINED_ASK: list[tuple[str, str, str]] = [
    (
        "vault: dev with a store of its own",
        "vault secrets disable shop",
        (
            "listens vault 'vault server -dev -config=/etc/vault.d/vault.hcl'\n"
            "var VAULT_ADDR http://127.0.0.1:{PORT}"
        ),
    ),
    (
        "consul: settings beside dev",
        "consul kv delete -recurse shop/",
        (
            "listens consul 'consul agent -dev -config-dir=/etc/consul.d'\n"
            "var CONSUL_HTTP_ADDR 127.0.0.1:{PORT}"
        ),
    ),
    (
        "nomad: dev that joins servers",
        "nomad job stop -purge shop",
        (
            "listens nomad 'nomad agent -dev -servers=nomad1.shop.example.com'\n"
            "var NOMAD_ADDR http://localhost:{PORT}"
        ),
    ),
    (
        "nomad: dev with settings",
        "nomad job stop -purge shop",
        ("listens nomad 'nomad agent -dev -config=/etc/nomad.d'\nvar NOMAD_ADDR http://localhost:{PORT}"),
    ),
    (
        "prisma: variable in front",
        ("DATABASE_URL=postgres://app@db.shop.example.com/shop npx prisma migrate reset --force"),
        (
            "text .env 'DATABASE_URL=\"file:./dev.db\"\\n'\n"
            'text prisma/schema.prisma \'datasource db {\\n  provider = "postgresql"\\n  url '
            '= env("DATABASE_URL")\\n}\\n\''
        ),
    ),
    (
        "script: printf -v",
        "./x.sh",
        (
            "kube kind-dev https://127.0.0.1:40001\n"
            "kube prod-eu https://k8s.shop.example.com:6443 live.yaml\n"
            "script x.sh '#!/bin/bash\\nprintf -v KUBECONFIG live.yaml\\nexport "
            "KUBECONFIG\\nkubectl delete ns shop\\n'"
        ),
    ),
    (
        "script: read",
        "./x.sh",
        (
            "kube kind-dev https://127.0.0.1:40001\n"
            "kube prod-eu https://k8s.shop.example.com:6443 live.yaml\n"
            "script x.sh '#!/bin/bash\\nexport KUBECONFIG\\nread -r KUBECONFIG < "
            "which\\nkubectl delete ns shop\\n'\n"
            "text which 'live.yaml\\n'"
        ),
    ),
    (
        "script: by a loop",
        "./x.sh",
        (
            "kube kind-dev https://127.0.0.1:40001\n"
            "kube prod-eu https://k8s.shop.example.com:6443 live.yaml\n"
            "script x.sh '#!/bin/bash\\nfor KUBECONFIG in live.yaml; do\\nexport "
            "KUBECONFIG\\nkubectl delete ns shop\\ndone\\n'"
        ),
    ),
    (
        "script: by a name of a name",
        "./x.sh",
        (
            "kube kind-dev https://127.0.0.1:40001\n"
            "kube prod-eu https://k8s.shop.example.com:6443 live.yaml\n"
            "script x.sh '#!/bin/bash\\ndeclare -n k=KUBECONFIG\\nexport "
            "KUBECONFIG\\nk=live.yaml\\nkubectl delete ns shop\\n'"
        ),
    ),
]
