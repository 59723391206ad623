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
]
