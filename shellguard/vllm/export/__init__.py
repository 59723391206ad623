"""A server as files for other tools: compose, systemd, Prometheus, Grafana, Kubernetes, Traefik.

No key ever stands in them: they name the private file, or a secret of the other tool's own.
"""
