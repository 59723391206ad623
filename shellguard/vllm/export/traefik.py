"""A way in from outside through Traefik: a name, a password, limits, and only the guarded paths."""

from __future__ import annotations

from typing import Final

from shellguard.vllm.export.order import Files, Order
from shellguard.vllm.export.yaml_text import as_yaml

REQUESTS_A_SECOND: Final = 10
AT_ONCE: Final = 8
LARGEST_REQUEST: Final = 2_000_000


def files(order: Order) -> Files:
    """A dynamic configuration for Traefik's file provider."""
    name = order.name
    router = {
        "rule": f"Host(`{order.host}`) && PathPrefix(`/v1`)",
        "entryPoints": ["websecure"],
        "middlewares": [f"{name}-{one}" for one in ("who", "often", "at-once", "size", "key")],
        "service": name,
        "tls": {"certResolver": "letsencrypt"},
    }
    health = {"path": "/health", "interval": "30s", "timeout": "10s"}
    server = {"servers": [{"url": f"http://127.0.0.1:{order.spec.port}"}], "healthCheck": health}
    key = "{{ env `VLLM_API_KEY` }}"
    tree = {
        "http": {
            "routers": {name: router},
            "services": {name: {"loadBalancer": server}},
            "middlewares": {
                f"{name}-who": {"basicAuth": {"usersFile": "/etc/traefik/vllm-users", "removeHeader": True}},
                f"{name}-often": {
                    "rateLimit": {"average": REQUESTS_A_SECOND, "burst": 2 * REQUESTS_A_SECOND}
                },
                f"{name}-at-once": {"inFlightReq": {"amount": AT_ONCE}},
                f"{name}-size": {"buffering": {"maxRequestBodyBytes": LARGEST_REQUEST}},
                f"{name}-key": {"headers": {"customRequestHeaders": {"Authorization": f"Bearer {key}"}}},
            },
        }
    }
    comment = (
        "Put it into the folder of Traefik's file provider. Only /v1 is let through: the server's\n"
        "other paths ask for no key. Who may come in: /etc/traefik/vllm-users (htpasswd -B). The\n"
        "server's key comes from Traefik's own environment (VLLM_API_KEY) and stands in no file."
    )
    text = as_yaml(tree, comment=comment)
    return {"traefik-vllm.yaml": text}
