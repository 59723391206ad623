"""What Prometheus reads, and when it raises an alarm."""

from __future__ import annotations

from typing import Any, Final

from shellguard.vllm.export.order import Files, Order
from shellguard.vllm.export.yaml_text import as_yaml

SCRAPE_SECONDS: Final = 15
CACHE_FULL: Final = 0.9
MOST_PREEMPTIONS: Final = 10
SLOW_FIRST_TOKEN: Final = 2.0
JOB: Final = "vllm"


def files(order: Order) -> Files:
    """`prometheus.yml` and the file of alerts that it names."""
    tree = {
        "global": {"scrape_interval": f"{SCRAPE_SECONDS}s", "evaluation_interval": f"{SCRAPE_SECONDS}s"},
        "rule_files": ["vllm-alerts.yml"],
        "scrape_configs": [
            {
                "job_name": JOB,
                "metrics_path": "/metrics",
                "static_configs": [
                    {"targets": [f"127.0.0.1:{order.spec.port}"], "labels": {"server": order.name}}
                ],
            }
        ],
    }
    rules = {"groups": [{"name": "vllm", "rules": [_rule(*one) for one in ALERTS]}]}
    comment = "The server publishes its figures on the port of its interface, without a key."
    return {"prometheus.yml": as_yaml(tree, comment=comment), "vllm-alerts.yml": as_yaml(rules)}


ALERTS: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    (
        "VllmCacheNearlyFull",
        f"max by (server) (vllm:kv_cache_usage_perc) > {CACHE_FULL}",
        "5m",
        "warning",
        "The cache is over 90% full: serve fewer requests at once, or give it more memory.",
    ),
    (
        "VllmPreemptions",
        f"sum by (server) (increase(vllm:num_preemptions_total[5m])) > {MOST_PREEMPTIONS}",
        "0m",
        "warning",
        "More than 10 requests were put off in five minutes: raise the memory share, or serve fewer.",
    ),
    (
        "VllmDown",
        f'up{{job="{JOB}"}} == 0',
        "2m",
        "critical",
        "The server does not answer: shellguard vllm doctor says why.",
    ),
    (
        "VllmSlowFirstToken",
        "histogram_quantile(0.95, sum by (server, le) (rate(vllm:time_to_first_token_seconds_bucket[5m])))"
        f" > {SLOW_FIRST_TOKEN:g}",
        "5m",
        "warning",
        "One request in twenty waits over two seconds for its first token.",
    ),
    (
        "VllmQueue",
        "sum by (server) (vllm:num_requests_waiting) > 20",
        "5m",
        "warning",
        "Requests wait for others: more copies, or shellguard vllm tune.",
    ),
)
"""Name, expression, how long it has to hold, severity, what it means."""


def _rule(name: str, expression: str, held: str, severity: str, meaning: str) -> dict[str, Any]:
    return {
        "alert": name,
        "expr": expression,
        "for": held,
        "labels": {"severity": severity},
        "annotations": {"summary": meaning},
    }
