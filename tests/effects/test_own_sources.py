"""One more source of the distribution itself at the end of its own list, and what only looks like that."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ASKS = [
    'echo "deb http://archive.ubuntu.com/ubuntu noble main" | sudo tee /etc/apt/sources.list',
    'echo "deb http://archive.ubuntu.com/ubuntu noble main" > /etc/apt/sources.list',
    'echo "deb [trusted=yes] http://archive.ubuntu.com/ubuntu noble main" >> /etc/apt/sources.list',
    'echo "deb http://apt.example.net/ubuntu noble main" >> /etc/apt/sources.list',
    'echo "deb http://archive.ubuntu.com.example.net/ubuntu noble main" >> /etc/apt/sources.list',
    'echo "deb http://archive.ubuntu.com/ubuntu $NAME main" >> /etc/apt/sources.list',
    'echo "deb http://archive.ubuntu.com/ubuntu noble main" | cat - mine | sudo tee -a /etc/apt/sources.list',
    'echo "deb http://deb.debian.org/debian sid main" | cat - mine | sudo tee /etc/apt/sources.list.d/sid.list',
    r'printf "# x\ndeb http://apt.example.net/ubuntu noble main\n" >> /etc/apt/sources.list',
    'echo "deb http://http.kali.org/kali kali-rolling main" >> /etc/apt/sources.list',
    "cat mine >> /etc/apt/sources.list",
    "echo 'deb https://ftp.postgresql.org/pub/else/apt jammy main' | sudo tee /etc/apt/sources.list.d/else.list",
    'echo "# $MORE" >> /etc/apt/sources.list',
    "echo '# mine\ndeb http://apt.example.net/ubuntu noble main' | sudo tee -a /etc/apt/sources.list",
    "echo $'# mine\\ndeb http://apt.example.net/ubuntu noble main' >> /etc/apt/sources.list",
    "echo 'deb http://deb.debian.org/debian sid main' | sudo tee -a /etc/apt/sources.list",
    "sudo wget -O /etc/yum.repos.d/jenkins.repo http://pkg.jenkins.io/redhat-stable/jenkins.repo",
    "sudo wget -O /etc/yum.repos.d/jenkins.repo https://pkg.jenkins.io.example.net/redhat-stable/jenkins.repo",
    "sudo wget --no-check-certificate -O /etc/yum.repos.d/jenkins.repo https://pkg.jenkins.io/jenkins.repo",
    "sudo curl -o /etc/yum.repos.d/fedora.repo https://pkg.jenkins.io/redhat-stable/jenkins.repo",
    "sudo curl -x http://203.0.113.9 -o /etc/yum.repos.d/d.repo https://download.docker.com/linux/centos/docker-ce.repo",
    "sudo CURL_CA_BUNDLE=ca.pem curl -o /etc/yum.repos.d/d.repo https://download.docker.com/linux/centos/docker-ce.repo",
    "https_proxy=http://203.0.113.9 curl -o /etc/yum.repos.d/d.repo https://download.docker.com/linux/centos/docker-ce.repo",
]
RUNS = [
    'echo "deb http://archive.ubuntu.com/ubuntu noble-backports main" | sudo tee -a /etc/apt/sources.list',
    "sudo sh -c 'echo \"deb http://archive.ubuntu.com/ubuntu noble main universe\" >> /etc/apt/sources.list'",
    'echo "deb-src http://de.archive.ubuntu.com/ubuntu $(lsb_release -cs) main" >> /etc/apt/sources.list',
    'echo "deb http://deb.debian.org/debian bookworm-backports main" | sudo tee -a /etc/apt/sources.list',
    "sudo sh -c 'echo \"deb https://ftp.postgresql.org/pub/pgadmin/pgadmin4/apt/jammy pgadmin4 main\" > /etc/apt/sources.list.d/pgadmin4.list'",
    'echo "# sources of our own below" | sudo tee -a /etc/apt/sources.list',
    "sudo wget -O /etc/yum.repos.d/jenkins.repo https://pkg.jenkins.io/redhat-stable/jenkins.repo",
    "sudo curl -fsSL -o /etc/yum.repos.d/docker-ce.repo https://download.docker.com/linux/centos/docker-ce.repo",
]


@pytest.mark.parametrize("line", ASKS)
def test_other_sources_and_lists_written_anew_ask(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize("line", RUNS)
def test_one_more_source_of_the_distribution_runs(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is Action.ALLOW
