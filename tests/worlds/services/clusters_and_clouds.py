"""Pairs about clusters and clouds: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

KIND, PRODUCTION = "cluster kind-dev", "cluster prod-eu-1"
PLACES: list[tuple[str, str, str, str]] = [
    ("a namespace on kind or on production", "kubectl delete ns shop", KIND, PRODUCTION),
    ("pods on minikube or on production", "kubectl delete pods --all", "cluster minikube", PRODUCTION),
    (
        "a deployment on docker-desktop or on production",
        "kubectl delete deployment web",
        "cluster docker-desktop",
        "cluster gke_shop_production",
    ),
    ("scaling down on kind or on production", "kubectl scale deployment web --replicas=0", KIND, PRODUCTION),
    ("deleting what a file names on kind or on production", "kubectl delete -f web.yaml", KIND, PRODUCTION),
    (
        "draining a node on k3d or on production",
        "kubectl drain node-1 --ignore-daemonsets",
        "cluster k3d-test",
        PRODUCTION,
    ),
    ("a release on kind or on production", "helm uninstall shop", KIND, PRODUCTION),
    ("volumes on kind or on production", "kubectl delete pvc data", KIND, PRODUCTION),
    (
        "one pod on kind or on production by namespace",
        "kubectl delete pod web",
        KIND,
        "cluster main-cluster production",
    ),
    (
        "a workspace for trying or production",
        "terraform destroy -auto-approve",
        "var TF_WORKSPACE sandbox\nfile main.tf",
        "var TF_WORKSPACE production\nfile main.tf",
    ),
    (
        "instances of a sandbox or of production",
        "aws ec2 terminate-instances --instance-ids i-1",
        "var AWS_PROFILE sandbox",
        "var AWS_PROFILE production",
    ),
    (
        "a bucket of a sandbox or of production",
        "aws s3 rm s3://shop --recursive",
        "var AWS_PROFILE sandbox",
        "var AWS_PROFILE production",
    ),
    (
        "a machine of a test project or of production",
        "gcloud compute instances delete web --quiet",
        "var CLOUDSDK_CORE_PROJECT shop-sandbox",
        "var CLOUDSDK_CORE_PROJECT shop-prod",
    ),
    (
        "another configuration file for kubectl",
        "kubectl delete ns shop",
        f"{PRODUCTION}\ntext kind.yaml 'current-context: kind-dev\\n'\nvar KUBECONFIG {{here}}/kind.yaml",
        PRODUCTION,
    ),
]
