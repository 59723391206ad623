"""Whom a folder is given or opened to: the service whose data it holds, readers of a home; and who only seems so."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

SHELL = ShellState(cwd="", home="/home/ann")


def action(line: str) -> Action:
    return judge(line, shell=SHELL, settings=Settings()).decision.action


@pytest.mark.parametrize(
    "line",
    [
        "sudo chown -R www-data:www-data /etc",
        "sudo chown -R www-data:www-data /var",
        "sudo chown -R www-data:www-data /var/lib/mysql",
        "sudo chown -R mallory:mallory /var/lib/postgresql",
        "sudo chown -R postgres:mallory /var/lib/postgresql",
        "sudo chown -R redis:redis /var/lib/etcd",
        "sudo chown -R www-data:www-data /var/www/../../etc",
        "sudo chown -R mysql:mysql /var/lib/mysql /etc",
        "sudo chmod -R 777 /var/lib/mysql",
        "sudo rm -rf /var/www",
        "sudo chmod -R 777 /var/www",
        "sudo chmod -R 755 /var/www /etc",
        "sudo chown -R root:root /home/ann",
        "sudo chown -R bob:bob /home/ann",
        "sudo chown -R ann:ann /home/ann/../bob",
        "sudo chown -R ann:ann /home",
        "sudo chown -R prometheus:prometheus /etc",
        "sudo chown redis:redis /etc/redis /etc/shadow",
        "sudo chown -RL ann:ann /home/ann",
        "sudo chown -R -H prometheus: /etc/prometheus",
    ],
)
def test_what_is_not_the_services_own_is_asked_about(line: str) -> None:
    assert action(line) is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "sudo chown -R www-data:www-data /var/www",
        "sudo chown -R www-data: /var/www/html",
        "sudo chown -R nginx /usr/share/nginx/html/",
        "sudo chown -R mysql:mysql /var/lib/mysql",
        "sudo chown -R postgres.postgres /var/lib/pgsql/data",
        "sudo chown -R grafana:grafana /var/lib/grafana",
        "sudo chown -R grafana:grafana /var/log/grafana",
        "sudo chown munge: /etc/munge/munge.key",
        "sudo chown -R prometheus:prometheus /etc/prometheus",
        "sudo chown -R ann:ann /home/ann",
        "sudo chown jenkins: /home/jenkins/",
        "sudo chmod -R 755 /var/www",
        "sudo chown -R ann:www-data /srv/www",
        "sudo chown -R tomcat:tomcat /opt/tomcat",
    ],
)
def test_a_service_may_be_given_its_own(line: str) -> None:
    assert action(line) is Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "chmod 777 /home/ann",
        "chmod 775 ~",
        "chmod 000 ~",
        "chmod -R 755 /home/ann",
        "sudo chmod 4755 /home/ann",
        "chmod 755 /etc/sudoers.d",
        "chmod 644 /home/ann",
        "sudo chmod 775 /usr",
    ],
)
def test_a_home_stays_its_owners(line: str) -> None:
    assert action(line) is not Action.ALLOW


@pytest.mark.parametrize(
    "line", ["chmod 755 /home/ann", "chmod 711 ~", "sudo chmod o+x /home/bob", "chmod go-rx ~"]
)
def test_a_home_may_be_entered(line: str) -> None:
    assert action(line) is Action.ALLOW
