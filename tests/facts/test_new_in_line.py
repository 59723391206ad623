"""What a line makes where nothing stood may go again; what lay elsewhere, or may have stood there, is asked about."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

RUN = (
    "mkdir try && cd try && cmake .. && make && cd .. && rm -rf try",
    "mkdir a b && touch a/x && rm -rf a b",
    "mkdir /opt/frob && cd /opt/frob && make && rm -rf /opt/frob",
    "git clone https://example.org/ann/frob.git && cd frob && git reset --hard v1.2",
    "git clone --depth 1 -b main https://example.org/ann/frob && cd frob && sudo make install && cd .. && rm -rf frob",
    "git clone git@example.org:ann/frob.git old && cd old && git checkout -f v1",
    "curl -o frob.pem https://example.org/frob.pem && frob import frob.pem && rm frob.pem",
    "sort names > sorted && frob load sorted && rm sorted",
    "mkdir box && cp -r src box && tar czf box.tgz box && rm -rf box",
)
ASKED = (
    "mkdir -p try && cd try && make && cd .. && rm -rf try",
    "mkdir try; cd try; make; cd ..; rm -rf try",
    "mkdir try || rm -rf try",
    "mkdir try && mv ../keep try/ && rm -rf try",
    "mkdir try && sudo mount /dev/sdb1 try && rm -rf try",
    "mkdir try && sshfs h:/srv try && rm -rf try",
    "mkdir try && rsync -a --remove-source-files keep/ try && rm -rf try",
    "mkdir try && cd / && rm -rf try",
    "mkdir try && cd try && cd - && rm -rf try",
    "mkdir try && pushd /srv && rm -rf try",
    "mkdir try && eval 'cd /srv' && rm -rf try",
    "mkdir try && rm -rf try/../keep",
    "mkdir try && tar xf x.tar -C try && rm -rf try/link/notes",
    "mkdir try && rm -rf try keep",
    "mkdir try && rm -rf $try",
    "(mkdir try && cd /srv) && rm -rf try",
    "mkdir try && cd try && rm -rf ../keep",
    "! mkdir try && rm -rf try",
    "git clone https://example.org/ann/frob && git -C ../other reset --hard v1",
    "git clone https://example.org/ann/frob && cd ../other && git reset --hard v1",
    "git clone https://example.org/ann/frob && cd frob/link && git reset --hard v1",
    "git clone https://example.org/ann/frob; cd frob; git reset --hard v1",
    "export GIT_DIR=../other/.git && git clone https://example.org/ann/frob && cd frob && git reset --hard v1",
    "git clone https://example.org/ann/frob && rm -rf frob/notes/old",
    "sort names > sorted && rm names",
    "sort names >> sorted && rm sorted",
    "mkdir /usr && rm -rf /usr",
)


@pytest.mark.parametrize("line", RUN)
def test_what_the_line_makes_may_go_again(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is Action.ALLOW, verdict.risk.reasoning


@pytest.mark.parametrize("line", ASKED)
def test_what_may_have_stood_before_is_asked_about(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is not Action.ALLOW
