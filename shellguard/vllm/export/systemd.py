"""A unit for systemd: of a person's own (`systemctl --user`) or of the machine."""

from __future__ import annotations

from shellguard.vllm.export.order import ENTRY, SECRETS_INSIDE, START_SECONDS, STOP_SECONDS, Files, Order
from shellguard.vllm.server_spec import INSIDE_PORT


def files(order: Order) -> Files:
    """One unit, called as the server."""
    own = _local(order) if order.local else _container(order)
    lines = [
        "[Unit]",
        f"Description=Model server {_plain(order.spec.served_name)} (vLLM)",
        "After=network-online.target",
        "Wants=network-online.target",
        "StartLimitIntervalSec=600",
        "StartLimitBurst=3",
        "",
        "[Service]",
        "Type=exec",
        *own,
        "Restart=on-failure",
        "RestartSec=10",
        f"TimeoutStartSec={START_SECONDS}",
        f"TimeoutStopSec={STOP_SECONDS + 30}",
        "",
        "[Install]",
        "WantedBy=default.target",
    ]
    return {f"{order.name}.service": "\n".join(lines) + "\n"}


def _container(order: Order) -> list[str]:
    """Run in the foreground, so that systemd sees how it ends."""
    spec, program = order.spec, order.program
    words = [program, "run", "--rm", "--name", order.name, "--init", "--security-opt", "no-new-privileges"]
    words += ["--publish", f"127.0.0.1:{spec.port}:{INSIDE_PORT}"]
    for name, value in order.labels.items():
        words += ["--label", f"{name}={value}"]
    for name, value in spec.environment:
        words += ["--env", f"{name}={value}"]
    words += ["--shm-size", f"{spec.shm_bytes}b"] if spec.shm_bytes else []
    for mount in spec.mounts:
        read_only = ",readonly" if mount.read_only else ""
        words += ["--mount", f"type=bind,source={mount.host},target={mount.inside}{read_only}"]
    if spec.secret_file is not None:
        words += ["--mount", f"type=bind,source={spec.secret_file},target={SECRETS_INSIDE},readonly"]
    words += _cards(order)
    words += ["--entrypoint", "/bin/sh", spec.image, "-c", ENTRY, "vllm", *order.words]
    return [
        f"ExecStartPre=-{_command([program, 'rm', '--force', order.name])}",
        f"ExecStart={_command(words)}",
        f"ExecStop={_command([program, 'stop', '-t', str(STOP_SECONDS), order.name])}",
    ]


def _local(order: Order) -> list[str]:
    spec = order.spec
    lines = [f"Environment={_quoted(f'{name}={value}')}" for name, value in spec.environment]
    if spec.secret_file is not None:
        lines.append(f"EnvironmentFile={_plain(str(spec.secret_file))}")
    words = [order.program, "serve", spec.model, "--served-model-name", spec.served_name]
    words += ["--host", "127.0.0.1", "--port", str(spec.port), *spec.arguments]
    return [*lines, f"ExecStart={_command(words)}", "KillMode=mixed", "NoNewPrivileges=yes"]


def _cards(order: Order) -> list[str]:
    gpus = order.spec.gpus
    if not gpus:
        return []
    if order.program.endswith("podman"):
        names = ["all"] if gpus == "all" else gpus.split(",")
        return [word for name in names for word in ("--device", f"nvidia.com/gpu={name}")]
    return ["--gpus", "all" if gpus == "all" else f'"device={gpus}"']


def _command(words: list[str]) -> str:
    """As systemd reads a command: `$` and `%` doubled, words quoted where they have to be."""
    return " ".join(_quoted(word.replace("$", "$$")) for word in words)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if word and all(one.isalnum() or one in "-_./:=,@+$%" for one in word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _plain(text: str) -> str:
    """For a setting that is no command: one line, nothing to be filled in."""
    return " ".join(text.split()).replace("%", "%%")
