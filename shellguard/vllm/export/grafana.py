"""A dashboard for Grafana (import it, or provision it), with the alerts of `prometheus` as its thresholds."""

from __future__ import annotations

import json
from typing import Any, Final

from shellguard.vllm.export.order import Files, Order
from shellguard.vllm.export.prometheus import ALERTS, CACHE_FULL, MOST_PREEMPTIONS, SCRAPE_SECONDS
from shellguard.vllm.export.yaml_text import as_yaml

_SCHEMA: Final = 39
_SOURCE: Final = {"type": "prometheus", "uid": "${source}"}
_WHERE: Final = '{server=~"$server"}'
_SHARES: Final = (0.5, 0.95, 0.99)
_COLUMNS, _WIDTH, _HEIGHT = 3, 8, 8


def files(order: Order) -> Files:
    """The dashboard, and its alerts for Grafana's own alarm (of `provisioning/alerting`)."""
    panels = [_panel(number, *one) for number, one in enumerate(_PANELS)]
    board = {
        "title": "vLLM",
        "uid": "shellguard-vllm",
        "tags": ["vllm", "shellguard"],
        "schemaVersion": _SCHEMA,
        "version": 1,
        "editable": True,
        "refresh": f"{SCRAPE_SECONDS}s",
        "time": {"from": "now-1h", "to": "now"},
        "timezone": "browser",
        "templating": {"list": [_source_choice(), _server_choice()]},
        "panels": panels,
    }
    rules = [_alert(*one) for one in ALERTS]
    group = {"orgId": 1, "name": "vllm", "folder": "vLLM", "interval": "1m", "rules": rules}
    comment = f"For {order.name}. Put your Prometheus' uid in the place of PROMETHEUS."
    alerts = as_yaml({"apiVersion": 1, "groups": [group]}, comment=comment)
    return {"vllm-dashboard.json": json.dumps(board, indent=2) + "\n", "vllm-grafana-alerts.yaml": alerts}


def _shares_of(name: str) -> tuple[tuple[str, str], ...]:
    rate = f"sum by (le) (rate(vllm:{name}_seconds_bucket{_WHERE}[5m]))"
    return tuple((f"histogram_quantile({share:g}, {rate})", f"{share:.0%}") for share in _SHARES)


def _rate(name: str, span: str = "1m") -> str:
    return f"sum(rate(vllm:{name}{_WHERE}[{span}]))"


_PANELS: Final[tuple[tuple[str, str, str, tuple[tuple[str, str], ...], float | None], ...]] = (
    ("Requests a second", "timeseries", "reqps", ((_rate("request_success_total"), "finished"),), None),
    (
        "Cache used",
        "gauge",
        "percentunit",
        ((f"max(vllm:kv_cache_usage_perc{_WHERE})", "cache"),),
        CACHE_FULL,
    ),
    ("Time to first token", "timeseries", "s", _shares_of("time_to_first_token"), None),
    (
        "Throughput",
        "timeseries",
        "short",
        (
            (_rate("request_success_total", "5m"), "requests a second"),
            (_rate("generation_tokens_total", "5m"), "tokens a second"),
            (_rate("prompt_tokens_total", "5m"), "prompt tokens a second"),
        ),
        None,
    ),
    ("Time between tokens", "timeseries", "s", _shares_of("inter_token_latency"), None),
    ("Whole request", "timeseries", "s", _shares_of("e2e_request_latency"), None),
    (
        "Preemptions in five minutes",
        "timeseries",
        "short",
        ((f"sum(increase(vllm:num_preemptions_total{_WHERE}[5m]))", "put off"),),
        float(MOST_PREEMPTIONS),
    ),
    (
        "Running and waiting",
        "timeseries",
        "short",
        (
            (f"sum(vllm:num_requests_running{_WHERE})", "running"),
            (f"sum(vllm:num_requests_waiting{_WHERE})", "waiting"),
        ),
        None,
    ),
    (
        "Found in the prefix cache",
        "timeseries",
        "percentunit",
        (
            (
                f"{_rate('prefix_cache_hits_total', '5m')} / {_rate('prefix_cache_queries_total', '5m')}",
                "found",
            ),
        ),
        None,
    ),
    ("Servers that answer", "stat", "short", ((f"sum(up{_WHERE})", "up"),), None),
)


def _panel(
    number: int, title: str, kind: str, unit: str, queries: tuple[tuple[str, str], ...], limit: float | None
) -> dict[str, Any]:
    row, column = divmod(number, _COLUMNS)
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    steps += [{"color": "red", "value": limit}] if limit is not None else []
    defaults: dict[str, Any] = {"unit": unit, "thresholds": {"mode": "absolute", "steps": steps}}
    if kind == "gauge":
        defaults |= {"min": 0, "max": 1}
    if limit is not None and kind == "timeseries":
        defaults["custom"] = {"thresholdsStyle": {"mode": "line"}}
    return {
        "id": number + 1,
        "title": title,
        "type": kind,
        "datasource": _SOURCE,
        "gridPos": {"x": column * _WIDTH, "y": row * _HEIGHT, "w": _WIDTH, "h": _HEIGHT},
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + place), "datasource": _SOURCE, "expr": query, "legendFormat": legend}
            for place, (query, legend) in enumerate(queries)
        ],
    }


def _source_choice() -> dict[str, Any]:
    return {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}


def _server_choice() -> dict[str, Any]:
    query = "label_values(vllm:num_requests_running, server)"
    return {
        "name": "server",
        "label": "Server",
        "type": "query",
        "datasource": _SOURCE,
        "definition": query,
        "query": {"query": query, "refId": "servers"},
        "includeAll": True,
        "allValue": ".*",
        "multi": True,
        "current": {"text": "All", "value": "$__all"},
        "refresh": 2,
    }


def _alert(name: str, expression: str, held: str, severity: str, meaning: str) -> dict[str, Any]:
    model = {"refId": "A", "expr": expression, "instant": True}
    return {
        "uid": name.lower(),
        "title": name,
        "condition": "A",
        "for": held,
        "noDataState": "OK",
        "execErrState": "Error",
        "labels": {"severity": severity},
        "annotations": {"summary": meaning},
        "data": [
            {
                "refId": "A",
                "datasourceUid": "PROMETHEUS",
                "relativeTimeRange": {"from": 600, "to": 0},
                "model": model,
            }
        ],
    }
