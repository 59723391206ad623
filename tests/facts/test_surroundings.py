"""Where a line would run: cluster, cloud, container, rights."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.services.environment_names import is_local, is_production
from shellguard.facts.surroundings import surroundings_of
from shellguard.facts.telling_variables import telling_variables
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

CONFIG = """\
apiVersion: v1
clusters:
- cluster: {server: https://127.0.0.1:1}
  name: prod
contexts:
- context:
    cluster: prod
    namespace: shop
  name: prod-eu
- context:
    cluster: kind
  name: kind-dev
current-context: %s
kind: Config
"""


def around(home: Path, program: str, line: str = "", **more: object) -> dict[str, str]:
    shell = ShellState(cwd=str(home), home=str(home), **more)  # type: ignore[arg-type]
    rule = "boot.shutdown" if program == "reboot" else "x"
    effects = (Effect(EffectKind.RESOURCE, rule, program, "m", 60),)
    script = read(line, shell) if line else None
    found = surroundings_of(effects, shell, Surveyor(Deadline(1000)), script)
    found.pop("container", None)
    return found


@pytest.mark.parametrize(
    "name", ["nonprod", "non-prod", "pre-prod", "product", "reproduction-x", "prodigy", "dev", "preprod-1"]
)
def test_other_names_are_not_production(name: str) -> None:
    assert not is_production(name)


@pytest.mark.parametrize(
    "name", ["prod", "prod-eu", "shop_production", "eu.live", "arn:aws:eks:eu:1:cluster/prod", "PRD-1"]
)
def test_names_of_production_are_known(name: str) -> None:
    assert is_production(name)


@pytest.mark.parametrize(
    "name", ["shop", "shop-dev", "staging", "test_2", "default", "cluster-1", "developers", "kindergarten"]
)
def test_other_names_are_not_for_trying_out(name: str) -> None:
    assert not is_local(name)


@pytest.mark.parametrize("name", ["kind-dev", "minikube", "docker-desktop", "k3d-x", "shop-sandbox", "local"])
def test_names_for_trying_out_are_known(name: str) -> None:
    assert is_local(name)


def test_nothing_is_said_where_nothing_is_known(tmp_path: Path) -> None:
    assert around(tmp_path, "kubectl") == {}
    assert around(tmp_path, "rm", uid=1000) == {}


@pytest.mark.parametrize("text", ["", "current-context:", "\0\0", "current-context: ''", "- " * 5000])
def test_a_broken_configuration_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / ".kube").mkdir()
    (tmp_path / ".kube/config").write_text(text)
    assert around(tmp_path, "kubectl") == {}


def test_the_context_of_the_cluster_is_told(tmp_path: Path) -> None:
    (tmp_path / ".kube").mkdir()
    (tmp_path / ".kube/config").write_text(CONFIG % "prod-eu")
    assert around(tmp_path, "kubectl") == {
        "kube_context": "prod-eu",
        "kube_namespace": "shop",
        "kube_here": "yes",
        "production": "yes",
    }
    (tmp_path / ".kube/config").write_text(CONFIG % '"kind-dev"')
    assert around(tmp_path, "helm") == {"kube_context": "kind-dev", "production": "no"}
    assert around(tmp_path, "rm") == {}


@pytest.mark.parametrize(
    ("line", "production"),
    [
        ("kubectl --context kind-dev get pods", "no"),
        ("kubectl -n shop get pods", "no"),
        ("kubectl --context=prod-eu get pods", "yes"),
        ("kubectl --context prod get pods", "yes"),
        ("kubectl --context kind-dev get pods; kubectl --context prod get pods", "yes"),
        ("kubectl --context kind-dev get pods; kubectl --context shop-eu get pods", None),
        ("kubectl --context $X get pods", None),
        ("kubectl --kubeconfig ~/nowhere get pods", None),
        ("KUBECONFIG=~/nowhere kubectl get pods", None),
        ("helm --kube-context prod list", "yes"),
    ],
)
def test_what_the_line_names_counts_before_what_is_set(
    tmp_path: Path, line: str, production: str | None
) -> None:
    (tmp_path / ".kube").mkdir()
    (tmp_path / ".kube/config").write_text(CONFIG % "kind-dev")
    assert around(tmp_path, "kubectl", line).get("production") == production


def test_a_profile_on_the_line_counts_before_the_variable(tmp_path: Path) -> None:
    set_to = {"AWS_PROFILE": "sandbox"}
    assert around(tmp_path, "aws", "aws s3 ls", variables=set_to)["production"] == "no"
    told = around(tmp_path, "aws", "aws --profile production s3 ls", variables=set_to)
    assert told["production"] == "yes"


def test_a_namespace_does_not_make_a_local_cluster_a_shared_one(tmp_path: Path) -> None:
    (tmp_path / ".kube").mkdir()
    own = CONFIG.replace("    cluster: kind\n", "    cluster: kind\n    namespace: shop\n")
    (tmp_path / ".kube/config").write_text(own % "kind-dev")
    assert around(tmp_path, "kubectl")["production"] == "no"


def test_the_variable_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_text(CONFIG % "kind-dev")
    told = around(tmp_path, "kubectl", variables={"KUBECONFIG": f"none:{tmp_path}/other"})
    assert told["kube_context"] == "kind-dev"


def test_the_profile_of_the_cloud_is_told(tmp_path: Path) -> None:
    assert around(tmp_path, "aws") == {"cloud": "aws"}
    told = around(tmp_path, "aws", variables={"AWS_PROFILE": "production"})
    assert told == {"cloud": "aws", "cloud_profile": "production", "production": "yes"}
    (tmp_path / ".config/gcloud").mkdir(parents=True)
    (tmp_path / ".config/gcloud/active_config").write_text("sandbox\n")
    assert around(tmp_path, "gcloud") == {"cloud": "gcloud", "cloud_profile": "sandbox", "production": "no"}


def test_rights_and_distance_are_told(tmp_path: Path) -> None:
    assert around(tmp_path, "rm", uid=0, variables={"SSH_TTY": "/dev/pts/1"}) == {"root": "yes", "ssh": "yes"}


SEATS = [
    ({}, False),
    ({"DISPLAY": "localhost:10.0"}, False),
    ({"DISPLAY": ":12"}, False),
    ({"XDG_SEAT": "seat0", "SSH_CONNECTION": "a"}, False),
    ({"XDG_SEAT": "seat0"}, True),
    ({"WAYLAND_DISPLAY": "wayland-0"}, True),
    ({"DISPLAY": ":0"}, True),
]


@pytest.mark.parametrize(("variables", "own"), SEATS)
def test_the_machines_own_seat_is_told(tmp_path: Path, variables: dict[str, str], own: bool) -> None:
    assert around(tmp_path, "reboot", variables=variables).get("own_seat") == ("yes" if own else None)


def test_variables_that_tell_of_a_place_are_named_for_those_whom_they_concern() -> None:
    def named(program: str, rule: str) -> frozenset[str]:
        return telling_variables((Effect(EffectKind.RESOURCE, rule, program, "m", 60),))

    assert named("rm", "files.remove") == frozenset()
    assert "AWS_PROFILE" in named("aws", "x.y")
    assert named("kubectl", "x.y") >= {"KUBECONFIG", "SSH_CONNECTION", "SSH_TTY", "HELM_KUBECONTEXT"}
    assert named("tofu", "x.y") >= {"TF_WORKSPACE", "TF_DATA_DIR", "AWS_PROFILE"}
    assert {"SSH_CONNECTION", "XDG_SEAT"} <= named("reboot", "boot.shutdown")


def test_the_workspace_is_told(tmp_path: Path) -> None:
    (tmp_path / ".terraform").mkdir()
    (tmp_path / ".terraform/environment").write_text("production")
    assert around(tmp_path, "terraform") == {"workspace": "production", "production": "yes"}
