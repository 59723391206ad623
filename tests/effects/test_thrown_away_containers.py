"""What a container takes with it that is thrown away is nobody's loss; what reaches out of it is."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51

WITHIN = [
    "docker run --rm alpine chmod 777 /tmp/x",
    "docker run --rm -it ubuntu:24.04 bash -c 'apt-get update && chmod -R 777 /opt'",
    "podman run -w /x --rm fedora chown -R 1000 /opt",
    "docker run --rm alpine adduser -D bob",
    "docker run --rm alpine sh -c 'echo x > /etc/passwd; cat /etc/passwd'",
]
REACHES_OUT = [
    "docker run alpine chmod -R 777 /opt",
    'docker run --rm -v "$PWD":/w alpine chmod -R 777 /w',
    "docker run --rm --mount type=bind,src=/srv,dst=/w alpine chmod 777 /w",
    "docker run --rm --volumes-from db alpine rm -rf /var/lib/mysql",
    "docker run --rm --privileged alpine chmod -R 777 /opt",
    "docker run --rm --pid=host alpine chmod -R 777 /proc/1/root/opt",
    "docker run --rm --use-api-socket alpine chmod -R 777 /opt",
    "kubectl run x --rm -it --image=alpine --overrides='{}' -- rm -rf /host",
    "docker compose run --rm web chmod -R 777 storage",
    "docker exec web chmod -R 777 /opt",
    "docker run --rm alpine cat /etc/shadow",
    "docker run --rm alpine rm -rf /",
]


def score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", WITHIN)
def test_nothing_that_stays_within_is_asked_about(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize("line", REACHES_OUT)
def test_what_stays_or_reaches_outside_is_asked_about(line: str) -> None:
    assert score(line) >= ASKED
