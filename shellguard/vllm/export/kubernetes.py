"""Objects for Kubernetes: claim, deployment, service, autoscaler. The secret is made by hand, once."""

from __future__ import annotations

from typing import Any, Final

from shellguard.errors import ShellguardError
from shellguard.vllm.export.order import (
    CACHE_INSIDE,
    ENTRY,
    START_SECONDS,
    STOP_SECONDS,
    Files,
    Order,
    gigabytes,
)
from shellguard.vllm.export.yaml_text import as_yaml
from shellguard.vllm.server_spec import INSIDE_PORT

LEAST_COPIES: Final = 2
MOST_COPIES: Final = 16
BUSY_PERCENT: Final = 70
_DISK_GIB: Final = 100
_SECRETS_FOLDER: Final = "/run/secrets"
_PROBE_SECONDS: Final = 10


def files(order: Order) -> Files:
    """One file with all objects.

    Raises:
        ShellguardError: the model is a folder of this machine, which a cluster does not see.
    """
    if order.profile.model.startswith(("/", "~", ".")):
        raise ShellguardError(
            "a folder of this machine is not seen in a cluster",
            where=order.profile.model,
            hint="name a model of the hub, or put the folder into the claim by hand",
        )
    comment = (
        "First, once, the key (it stands in no file of yours but this private one):\n"
        f"  kubectl create secret generic {order.name} --from-file=vllm={order.spec.secret_file or 'FILE'}\n"
        "The claim is shared by all copies: its storage class has to allow ReadWriteMany.\n"
        "The autoscaler needs metrics-server."
    )
    objects = (_claim(order), _deployment(order), _service(order), _autoscaler(order))
    return {"kubernetes.yaml": as_yaml(*objects, comment=comment)}


def _claim(order: Order) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": _metadata(order, "-models"),
        "spec": {
            "accessModes": ["ReadWriteMany"],
            "resources": {"requests": {"storage": f"{_DISK_GIB}Gi"}},
        },
    }


def _deployment(order: Order) -> dict[str, Any]:
    pod = {
        "terminationGracePeriodSeconds": STOP_SECONDS,
        "automountServiceAccountToken": False,
        "containers": [_container(order)],
        "volumes": [
            {"name": "models", "persistentVolumeClaim": {"claimName": f"{order.name}-models"}},
            {
                "name": "shm",
                "emptyDir": {"medium": "Memory", "sizeLimit": f"{gigabytes(order.spec.shm_bytes)}Gi"},
            },
            {"name": "secrets", "secret": {"secretName": order.name, "defaultMode": 0o400}},
        ],
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": _metadata(order),
        "spec": {
            "selector": {"matchLabels": _names(order)},
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}},
            "template": {"metadata": {"labels": _names(order)}, "spec": pod},
        },
    }


def _container(order: Order) -> dict[str, Any]:
    requests: dict[str, Any] = {"cpu": "2", "memory": f"{gigabytes(order.spec.shm_bytes) + 12}Gi"}
    limits = {"memory": requests["memory"]}
    if order.profile.device == "gpu":
        limits["nvidia.com/gpu"] = str(order.profile.parallel)
    health = {"httpGet": {"path": "/health", "port": "api"}, "timeoutSeconds": _PROBE_SECONDS}
    return {
        "name": "vllm",
        "image": order.spec.image,
        "command": ["/bin/sh", "-c", ENTRY.replace("$(", "$$("), "vllm"],
        "args": [word.replace("$(", "$$(") for word in order.words],
        "env": [{"name": name, "value": value} for name, value in order.spec.environment],
        "ports": [{"name": "api", "containerPort": INSIDE_PORT}],
        "resources": {"requests": requests, "limits": limits},
        "volumeMounts": [
            {"name": "models", "mountPath": CACHE_INSIDE},
            {"name": "shm", "mountPath": "/dev/shm"},  # noqa: S108 - of the container
            {"name": "secrets", "mountPath": _SECRETS_FOLDER, "readOnly": True},
        ],
        "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
        "startupProbe": {**health, "periodSeconds": 10, "failureThreshold": START_SECONDS // 10},
        "readinessProbe": {**health, "periodSeconds": 10, "failureThreshold": 3},
        "livenessProbe": {**health, "periodSeconds": 30, "failureThreshold": 3},
    }


def _service(order: Order) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": _metadata(order),
        "spec": {
            "type": "ClusterIP",
            "selector": _names(order),
            "ports": [{"name": "api", "port": INSIDE_PORT, "targetPort": "api"}],
        },
    }


def _autoscaler(order: Order) -> dict[str, Any]:
    busy = {"type": "Utilization", "averageUtilization": BUSY_PERCENT}
    return {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": _metadata(order),
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": order.name},
            "minReplicas": LEAST_COPIES,
            "maxReplicas": MOST_COPIES,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": busy}}],
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 600}},
        },
    }


def _names(order: Order) -> dict[str, str]:
    return {"app.kubernetes.io/name": "vllm", "app.kubernetes.io/instance": order.name}


def _metadata(order: Order, ending: str = "") -> dict[str, Any]:
    return {"name": order.name + ending, "labels": _names(order)}
