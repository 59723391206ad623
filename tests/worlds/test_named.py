"""What a question names out of files: how many resources, which things of a cluster, whose rows."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from shellguard.judgement import judge
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from tests.worlds.world import World


def resource(address: str, *needs: str, module: str = "", number: int = 1) -> dict[str, object]:
    kind, _, name = address.partition(".")
    instances = [{"index_key": place, "dependencies": [*needs]} for place in range(number)]
    own = {"module": module} if module else {}
    return {**own, "mode": "managed", "type": kind, "name": name, "instances": instances}


def state(*resources: dict[str, object], file: str = "terraform.tfstate") -> str:
    return (
        f"text {file} '{json.dumps({'version': 4, 'terraform_version': '1.9.0', 'resources': resources})}'\n"
    )


def stack(*kinds: str, file: str = "state/.pulumi/stacks/shop/dev.json") -> str:
    made = [
        {"urn": f"urn:pulumi:dev::shop::{kind}::n{place}", "custom": True, "type": kind}
        for place, kind in enumerate(kinds)
    ]
    return f"text {file} '{json.dumps({'version': 3, 'checkpoint': {'latest': {'resources': made}}})}'\n"


def thing(kind: str, name: str, space: str = "") -> str:
    named = f"metadata:\\n  labels:\\n    name: x\\n  name: {name}\\n"
    return f"kind: {kind}\\n{named}{f'  namespace: {space}' if space else ''}\\n---\\n"


NETWORK, WEB = resource("aws_vpc.main"), resource("aws_instance.web", "aws_vpc.main", number=3)
BASE = resource("aws_db_instance.main", "aws_vpc.main")
READ_ONLY = {"mode": "data", "type": "aws_ami", "name": "a", "instances": [{}]}
PROJECT = "text Pulumi.yaml 'name: shop\\nruntime: python\\nbackend:\\n  url: file://./state\\n'\n"
SHOP = thing("Namespace", "shop") + thing("Deployment", "web", "shop") + thing("Service", "web", "shop")
PART = thing("StatefulSet", "db") + thing("ConfigMap", "settings")
ROWS = (
    "sql app.db 'create table t(a); create table u(a); insert into t values(1),(2); insert into u values(3)'"
)

NAMED: list[tuple[str, str, str, tuple[str, ...]]] = [
    (
        "resources are counted, those with data named",
        "terraform destroy",
        state(NETWORK, WEB, BASE, READ_ONLY),
        ("(5 resources, with data in aws_db_instance.main)",),
    ),
    (
        "without data the first few are named",
        "tofu apply -destroy",
        state(NETWORK, WEB),
        ("(4 resources: aws_vpc.main, aws_instance.web)",),
    ),
    (
        "what is aimed at goes with what depends on it",
        "terraform destroy -target=aws_vpc.main",
        state(NETWORK, WEB, BASE, resource("aws_s3_bucket.logs")),
        ("(5 resources, with data in aws_db_instance.main)",),
    ),
    (
        "and with nothing else",
        "terraform destroy -target aws_instance.web",
        state(NETWORK, WEB, BASE),
        ("(3 resources: aws_instance.web)",),
    ),
    (
        "in another folder",
        "terraform -chdir=infra destroy",
        state(BASE, file="infra/terraform.tfstate"),
        ("(1 resource, with data in aws_db_instance.main)",),
    ),
    (
        "in a workspace",
        "terraform destroy",
        f"text .terraform/environment eu\n{state(BASE, file='terraform.tfstate.d/eu/terraform.tfstate')}",
        ("(1 resource, with data in aws_db_instance.main)",),
    ),
    (
        "the state that the line names",
        "terraform destroy -state=eu.tfstate",
        state(NETWORK) + state(BASE, file="eu.tfstate"),
        ("with data in aws_db_instance.main",),
    ),
    (
        "a state kept elsewhere is not known here",
        "terraform destroy",
        "text main.tf 'terraform {\\n  backend \"s3\" {\\n  }\\n}'\n" + state(NETWORK),
        ("(how much is not known here: its state is kept elsewhere, by s3)",),
    ),
    (
        "what is forgotten goes on",
        "terraform state rm module.db",
        state(NETWORK, resource("aws_db_instance.main", module="module.db")),
        ("1 resource, with data in module.db.aws_db_instance.main, which go on and are known to nobody",),
    ),
    (
        "a state that is removed is told by what it holds",
        "rm terraform.tfstate",
        state(NETWORK, BASE),
        ("the state of 2 resources, with data in aws_db_instance.main",),
    ),
    (
        "a stack that lies here",
        "pulumi destroy -s dev",
        PROJECT + stack("pulumi:pulumi:Stack", "aws:ec2/instance:Instance", "aws:rds/instance:Instance"),
        ("the stack dev: 2 resources, with data in n2",),
    ),
    (
        "a stack kept elsewhere",
        "pulumi destroy -s dev",
        "text Pulumi.yaml 'name: shop\\nbackend:\\n  url: s3://states\\n'",
        ("how much is not known here: its stack is kept elsewhere, by s3",),
    ),
    (
        "what a manifest holds, what takes most along first",
        "kubectl delete -f all.yaml",
        f"cluster staging\ntext all.yaml '{thing('Service', 'a') + SHOP}'",
        ("Namespace shop with everything in it, Service a, Deployment web, Service web)",),
    ),
    (
        "in production it is named, too",
        "kubectl delete -f web.yaml",
        f"cluster production\ntext web.yaml '{thing('Deployment', 'web')}'",
        ("(Deployment web; in production)",),
    ),
    (
        "of a folder of kustomize",
        "kubectl delete -k .",
        f"cluster live\ntext db.yaml '{PART}'\ntext kustomization.yaml 'namePrefix: a-\\nresources:\\n- db.yaml\\n'",
        ("StatefulSet a-db, ConfigMap a-settings",),
    ),
    (
        "folders in a folder",
        "kubectl delete -R -f k8s",
        f"cluster live\ntext k8s/a.yaml '{thing('Service', 'a')}'\ntext k8s/b/c.yaml '{SHOP}'",
        ("Namespace shop with everything in it, Service a",),
    ),
    (
        "packages by their names",
        "helmfile destroy",
        "text helmfile.yaml 'releases:\\n- name: shop\\n  chart: ./shop\\n- name: db\\n  chart: x/postgresql\\n'",
        ("(2 packages: shop, db)",),
    ),
    (
        "a stack is forgotten with what it made",
        "pulumi stack rm dev --force",
        PROJECT + stack("aws:s3/bucket:Bucket"),
        ("the stack dev: 1 resource, with data in n0",),
    ),
    (
        "machines by their names",
        "vagrant destroy -f",
        "file Vagrantfile .vagrant/machines/db/libvirt/id .vagrant/machines/web/libvirt/id",
        ("(2 machines: db, web)",),
    ),
    ("rows of a database that is removed", "rm app.db", ROWS, ("2 rows of t, 1 row of u;",)),
    (
        "rows that a file of statements takes",
        "sqlite3 app.db < drop.sql",
        f"{ROWS}\ntext drop.sql 'begin; drop table t; commit;'",
        ("(2 rows of t)",),
    ),
]

QUIET: list[tuple[str, str, str]] = [
    ("a state in which nothing stands", "terraform destroy", state()),
    ("only what is read", "terraform state rm aws_vpc.other", state(NETWORK)),
    ("a stack that has made nothing", "pulumi destroy -s dev", PROJECT + stack("pulumi:pulumi:Stack")),
    ("an empty stack is forgotten", "pulumi stack rm dev -y", PROJECT + stack("pulumi:pulumi:Stack")),
    (
        "folders in a folder",
        "kubectl delete -R -f k8s",
        f"cluster minikube\ntext k8s/a/b.yaml '{thing('Service', 'a')}'",
    ),
    ("a table without a row", "sqlite3 app.db <<< 'drop table v'", f"{ROWS}\nsql app.db 'create table v(a)'"),
]

UNNAMED: list[tuple[str, str, str]] = [
    ("a name that is none", "terraform destroy", state(resource("aws_vpc.main\\u001b[2J"))),
    (
        "a key that may be anything",
        "terraform destroy",
        state(resource("a.b", module='module.x["pw: s3cr3t"]')),
    ),
    (
        "a thing without a plain name",
        "kubectl delete -f a.yaml",
        "text a.yaml 'kind: Widget\\nmetadata:\\n  name: s3cr3t x\\n'",
    ),
    (
        "packages that a template names",
        "helmfile destroy",
        "text helmfile.yaml 'releases:\\n- name: {{ s3cr3t }}\\n  chart: ./shop\\n'",
    ),
    ("a part that is left out", "tofu destroy -exclude=aws_db_instance.main", state(NETWORK, BASE)),
    (
        "statements that another file precedes",
        "sqlite3 -init a.sql app.db < drop.sql",
        f"{ROWS}\ntext drop.sql 'drop table t;'\nfile a.sql",
    ),
]


@pytest.mark.parametrize(("name", "line", "steps"), QUIET, ids=[one[0] for one in QUIET])
def test_nothing_to_lose_is_not_asked_about(
    name: str, line: str, steps: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    assert judge(line, shell=world.shell, settings=Settings()).decision.action is Action.ALLOW


@pytest.mark.parametrize(("name", "line", "steps"), UNNAMED, ids=[one[0] for one in UNNAMED])
def test_what_is_not_known_or_no_plain_name_is_not_shown(
    name: str, line: str, steps: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    answer = judge(line, shell=world.shell, settings=Settings())
    assert answer.decision.action is Action.CONFIRM
    said = answer.risk.reasoning
    assert said.isprintable()
    assert not any(word in said for word in ("s3cr3t", "[2J", "with data", "2 rows"))


@pytest.mark.parametrize(("name", "line", "steps", "words"), NAMED, ids=[one[0] for one in NAMED])
def test_a_question_names_what_the_files_tell(
    name: str, line: str, steps: str, words: tuple[str, ...], new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    answer = judge(line, shell=world.shell, settings=Settings())
    assert answer.decision.action is Action.CONFIRM
    assert [word for word in words if word not in answer.risk.reasoning] == [], answer.risk.reasoning


def test_a_namespace_weighs_more_than_what_is_applied_again(new_world: Callable[[], World]) -> None:
    scores = []
    for text in (thing("ConfigMap", "a") + thing("Deployment", "a"), SHOP):
        world = new_world()
        world.make(f"cluster live\ntext a.yaml '{text}'")
        scores.append(judge("kubectl delete -f a.yaml", shell=world.shell, settings=Settings()).risk.score)
    assert scores[0] < scores[1] - 10
