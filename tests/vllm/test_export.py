"""Exported files are read by the tools that they are for, and hold no key."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shellguard.errors import ShellguardError
from shellguard.vllm.export.kinds import KINDS, files_of
from shellguard.vllm.export.order import ENTRY, SECRETS_INSIDE, Order
from shellguard.vllm.export.prometheus import ALERTS
from shellguard.vllm.export.yaml_text import as_yaml
from shellguard.vllm.profile import arguments_of, environment_of, load_profile
from shellguard.vllm.server_spec import Mount, ServerSpec

KEY = "sg-very-secret-indeed"
EVIL = 'a "b" $HOME ${X} %h \\ `c` #d: {e}'


@pytest.fixture
def order(tmp_path: Path) -> Order:
    profile = load_profile("parser")
    secrets = tmp_path / "secrets"
    secrets.write_text(f"VLLM_API_KEY={KEY}\n", encoding="utf-8")
    spec = ServerSpec(
        name="shellguard-parser",
        profile="parser",
        image="docker.io/vllm/vllm-openai:v0.33.0",
        model=profile.model,
        served_name="parser",
        port=8000,
        arguments=arguments_of(profile),
        environment=(*environment_of(profile), ("HF_HOME", "/root/.cache/huggingface")),
        secret_file=secrets,
        mounts=(Mount(str(tmp_path), "/root/.cache/huggingface"),),
        gpus="0,1",
        shm_bytes=4 << 30,
    )
    return Order(spec, profile, program="/usr/bin/env")


def tree(order: Order, kind: str, name: str = "") -> Any:
    files = files_of(kind, order)
    return yaml.safe_load(files[name or next(iter(files))])


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"there is no {name} here")
    return found


def says(*command: str, cwd: Path | None = None) -> str:
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=cwd)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout + ended.stderr


def written(folder: Path, files: Any) -> list[str]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in files]


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_stands_in_a_file(kind: str, order: Order) -> None:
    files = files_of(kind, order)
    assert files
    assert [name for name, text in files.items() if KEY in text] == []


@pytest.mark.parametrize("kind", ["compose", "kubernetes"])
def test_an_environment_is_not_exported_as_an_image(kind: str, order: Order) -> None:
    with pytest.raises(ShellguardError, match="runs images"):
        files_of(kind, replace(order, local=True))


def test_a_folder_of_this_machine_is_not_exported_to_a_cluster(order: Order) -> None:
    away = replace(order, profile=order.profile.model_copy(update={"model": "/home/me/model"}))
    with pytest.raises(ShellguardError, match="not seen in a cluster"):
        files_of("kubernetes", away)


def test_an_unknown_kind_names_the_known(order: Order) -> None:
    with pytest.raises(ShellguardError, match="kinds: compose"):
        files_of("helm", order)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=12),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
        max_leaves=12,
    )
)
def test_yaml_reads_back_as_what_was_written(value: Any) -> None:
    assert yaml.safe_load(as_yaml(value)) == value


def test_compose_publishes_on_this_machine_only_and_takes_the_key_from_a_file(order: Order) -> None:
    found = tree(order, "compose")
    service = found["services"]["shellguard-parser"]
    assert service["ports"] == ["127.0.0.1:8000:8000"]
    assert service["secrets"] == [{"source": "vllm", "target": "/run/secrets/vllm"}]
    assert found["secrets"]["vllm"]["file"] == str(order.spec.secret_file)
    assert service["deploy"]["resources"]["reservations"]["devices"][0]["device_ids"] == ["0", "1"]
    assert service["restart"] == "unless-stopped"
    assert "--max-model-len" in service["command"]


def test_the_key_reaches_the_server_as_a_variable_and_its_words_as_they_are(
    order: Order, tmp_path: Path
) -> None:
    program = tmp_path / "vllm"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$VLLM_API_KEY" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    entry = ENTRY.replace(SECRETS_INSIDE, str(order.spec.secret_file))
    ended = subprocess.run(
        ["/bin/sh", "-c", entry, "vllm", "a b", "$HOME", "--x"],
        capture_output=True,
        text=True,
        timeout=30,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        check=True,
    )
    assert ended.stdout.splitlines() == [KEY, "serve", "a b", "$HOME", "--x"]


def test_compose_fills_in_no_variable(order: Order) -> None:
    spec = replace(order.spec, arguments=(EVIL,))
    service = tree(replace(order, spec=spec), "compose")["services"]["shellguard-parser"]
    assert service["command"][-1] == EVIL.replace("$", "$$")


def compose() -> list[str]:
    """The program that reads compose files: docker's own part, or the older one that stands alone."""
    docker = shutil.which("docker")
    if docker and not subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        return [docker, "compose"]
    return [tool("docker-compose")]


@pytest.mark.parametrize("gpus", ["", "all", "0,1"])
def test_docker_compose_reads_the_file(order: Order, tmp_path: Path, gpus: str) -> None:
    spec = replace(order.spec, gpus=gpus, arguments=(*order.spec.arguments, EVIL))
    (name,) = written(tmp_path, files_of("compose", replace(order, spec=spec)))
    read = yaml.safe_load(says(*compose(), "-f", name, "config"))
    service = read["services"]["shellguard-parser"]
    assert service["command"][-1].replace("$$", "$") == EVIL


@pytest.mark.parametrize("local", [False, True])
def test_systemd_finds_no_fault_in_the_unit(order: Order, tmp_path: Path, local: bool) -> None:
    spec = replace(order.spec, arguments=(*order.spec.arguments, EVIL))
    (name,) = written(tmp_path, files_of("systemd", replace(order, spec=spec, local=local)))
    ended = subprocess.run(
        [tool("systemd-analyze"), "verify", "--user", "--man=no", "--recursive-errors=no", name],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
    )
    faults = [line for line in ended.stderr.splitlines() if "shellguard-parser.service" in line]
    assert faults == [], ended.stderr


def test_the_unit_publishes_on_this_machine_only(order: Order) -> None:
    (text,) = files_of("systemd", order).values()
    assert "--publish 127.0.0.1:8000:8000" in text
    assert '\\"device=0,1\\"' in text
    (text,) = files_of("systemd", replace(order, program="podman")).values()
    assert "nvidia.com/gpu=1" in text


def test_prometheus_scrapes_every_fifteen_seconds_and_raises_the_alarms(order: Order) -> None:
    found = tree(order, "prometheus")
    assert found["global"]["scrape_interval"] == "15s"
    assert found["scrape_configs"][0]["static_configs"][0]["targets"] == ["127.0.0.1:8000"]
    rules = tree(order, "prometheus", "vllm-alerts.yml")["groups"][0]["rules"]
    by_name = {rule["alert"]: rule["expr"] for rule in rules}
    assert "kv_cache_usage_perc) > 0.9" in by_name["VllmCacheNearlyFull"]
    assert by_name["VllmPreemptions"].endswith("> 10")


def test_promtool_finds_no_fault(order: Order, tmp_path: Path) -> None:
    promtool = tool("promtool")
    main, rules = written(tmp_path, files_of("prometheus", order))
    says(promtool, "check", "config", main)
    says(promtool, "check", "rules", rules)


def test_the_dashboard_has_the_panels_that_matter(order: Order) -> None:
    board = json.loads(files_of("grafana", order)["vllm-dashboard.json"])
    queries = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    for name in (
        "request_success_total",
        "kv_cache_usage_perc",
        "time_to_first_token_seconds_bucket",
        "inter_token_latency_seconds_bucket",
        "e2e_request_latency_seconds_bucket",
        "num_preemptions_total",
    ):
        assert name in queries
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places)
    assert all(place["x"] + place["w"] <= 24 for place in (panel["gridPos"] for panel in board["panels"]))


def test_grafanas_own_alarms_are_those_of_prometheus(order: Order) -> None:
    found = tree(order, "grafana", "vllm-grafana-alerts.yaml")
    assert [rule["title"] for rule in found["groups"][0]["rules"]] == [alert[0] for alert in ALERTS]


def objects(order: Order) -> dict[str, Any]:
    (text,) = files_of("kubernetes", order).values()
    return {one["kind"]: one for one in yaml.safe_load_all(text)}


def test_kubernetes_keeps_two_to_sixteen_copies_at_seventy_percent(order: Order) -> None:
    found = objects(order)
    assert set(found) == {"PersistentVolumeClaim", "Deployment", "Service", "HorizontalPodAutoscaler"}
    spec = found["HorizontalPodAutoscaler"]["spec"]
    assert (spec["minReplicas"], spec["maxReplicas"]) == (2, 16)
    assert spec["metrics"][0]["resource"]["target"] == {"type": "Utilization", "averageUtilization": 70}
    assert found["Service"]["spec"]["type"] == "ClusterIP"


def test_a_copy_has_its_card_its_claim_and_its_key_from_a_secret(order: Order) -> None:
    pod = objects(order)["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert container["resources"]["limits"]["nvidia.com/gpu"] == "1"
    assert {volume["name"] for volume in pod["volumes"]} == {one["name"] for one in container["volumeMounts"]}
    assert pod["volumes"][2]["secret"]["secretName"] == "shellguard-parser"


def test_kubectl_reads_the_objects(order: Order, tmp_path: Path) -> None:
    kubectl = tool("kubectl")
    (name,) = written(tmp_path, files_of("kubernetes", order))
    (tmp_path / "kustomization.yaml").write_text(as_yaml({"resources": [Path(name).name]}), encoding="utf-8")
    built = says(kubectl, "kustomize", str(tmp_path))
    assert {one["kind"] for one in yaml.safe_load_all(built)} == set(objects(order))
    typed = says(kubectl, "label", "--local", "-o", "json", "-f", name, "checked=yes")
    assert '"kind": "HorizontalPodAutoscaler"' in typed


def test_traefik_lets_only_the_guarded_paths_through(order: Order) -> None:
    http = tree(order, "traefik")["http"]
    router = http["routers"]["shellguard-parser"]
    assert "PathPrefix(`/v1`)" in router["rule"]
    assert router["tls"]
    assert set(router["middlewares"]) == set(http["middlewares"])
    assert http["middlewares"]["shellguard-parser-who"]["basicAuth"]["removeHeader"] is True
    key = http["middlewares"]["shellguard-parser-key"]["headers"]["customRequestHeaders"]["Authorization"]
    assert key == "Bearer {{ env `VLLM_API_KEY` }}"


def test_names_are_fit_for_hosts_and_objects(order: Order) -> None:
    odd = replace(order, spec=replace(order.spec, name="Own_Server/ü "))
    assert odd.name == "own-server"
