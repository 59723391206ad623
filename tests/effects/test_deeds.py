"""The words that say what is done are no names of what it is done to."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read


@pytest.mark.parametrize(
    ("line", "named"),
    [
        # what looks like a deed and is a name stays
        ("systemctl stop sshd", {"sshd"}),
        ("apt-get remove python3", {"python3"}),
        ("rpm -e sudo", {"sudo"}),
        ("ifconfig eth0 down", {"eth0"}),
        ("userdel bob", {"bob"}),
        # and what is one goes
        ("ip link set eth0 down", {"eth0"}),
        ("prisma migrate reset", set()),
        ("ufw disable", set()),
        ("aws s3 rm s3://bucket --recursive", {"s3://bucket"}),
        ("aws ec2 terminate-instances --instance-ids i-1", {"i-1"}),
        ("gcloud projects delete shop", {"shop"}),
        ("az group delete -n shop -y", {"shop"}),
        ("etcdctl member remove 1", {"1"}),
        ("conda env remove -n base", {"base"}),
        ("snap remove firefox", {"firefox"}),
        ("twine upload a.whl", {"a.whl"}),
    ],
)
def test_a_target_is_what_something_is_done_to(line: str, named: set[str]) -> None:
    effects = effects_of(read(line))
    assert effects
    assert {target.text for effect in effects for target in effect.targets} == named
