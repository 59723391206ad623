"""What a line makes where nothing stood may go again; what lay elsewhere, or may have stood there, is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.new_in_line import made_facts
from shellguard.judgement import judge
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
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
    "mkdir try && curl -fsSLo try/x.tgz https://example.org/x.tgz && tar xf try/x.tgz -C try && rm try/x.tgz && rm -rf try",
    "sort names > sorted && gzip -c sorted > sorted.gz && frob load sorted.gz && rm sorted sorted.gz",
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
    "mkdir try && git mv src try/ && rm -rf try",
    "mkdir try && git -C . worktree move ../other try/other && rm -rf try",
    "mkdir try && rename 's,^,try/,' *.odt && rm -rf try",
    "mkdir try && mmv '*' 'try/#1' && rm -rf try",
    'mkdir try && python3 -c \'import shutil; shutil.move("notes", "try")\' && rm -rf try',
    "mkdir try && zip -rm try/x.zip docs && rm -rf try",
    "mkdir try && 7z a -sdel try/x.7z docs && rm -rf try",
    "mkdir try && tar xf only.tar -C try && rm only.tar && rm -rf try",
    "mkdir try && s3fs box try && rm -rf try",
    "mkdir try && sudo mount.cifs //nas/share try && rm -rf try",
    "mkdir try && restic -r repo mount try && rm -rf try",
    "mkdir try && hdiutil attach x.dmg -mountpoint try && rm -rf try",
    "wget -nc -O big.img https://example.org/x && rm big.img",
    "curl --no-clobber -o big.img https://example.org/x && rm big.img",
)


@pytest.mark.parametrize(
    "line",
    [
        "curl -C - -o big.img https://example.org/x && rm big.img",
        "wget -c -O big.img https://example.org/x && rm big.img",
        "curl -z big.img -o big.img https://example.org/x && rm big.img",
        "curl --skip-existing -o big.img https://example.org/x && rm big.img",
    ],
)
def test_a_file_that_may_stay_as_it_was_is_not_only_written_by_the_line(line: str) -> None:
    script = read(line)
    assert not made_facts(effects_of(script), script, NOTHING_KNOWN)


@pytest.mark.parametrize("line", RUN)
def test_what_the_line_makes_may_go_again(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is Action.ALLOW, verdict.risk.reasoning


@pytest.mark.parametrize("line", ASKED)
def test_what_may_have_stood_before_is_asked_about(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert verdict.decision.action is not Action.ALLOW


UNPACKED_AGAIN = (
    "tar xf frob-1.tar.gz && cd frob-1 && ./configure && make && cd .. && rm -rf frob-1",
    "tar xf frob-1.tar.gz && cp -r frob-1/bin bin && rm -rf frob-1",
    "./unpack && rm -rf frob-1",
)
MAY_HOLD_OTHERS = (
    "tar xf frob-1.tar.gz && mv papers frob-1 && rm -rf frob-1",
    "tar xf frob-1.tar.gz && rm -rf frob-1 papers",
    "tar xf frob-1.tar.gz && rm -rf frob-1 pap*",
    "tar xf frob-1.tar.gz && cd papers && cd .. && rm -rf papers",
    "tar xf frob-1.tar.gz; cd frob-1; make; cd ..; rm -rf papers",
    "tar xf frob-1.tar.gz && cp -r papers frob-1 && rm -rf papers && rm -rf frob-1",
    "tar --remove-files -czf papers.tgz papers && rm papers.tgz",
    "rename 's/papers/frob-1/' papers && rm -rf frob-1",
    "rename papers frob-1 papers; rm -rf frob-1",
    "git mv papers frob-1 && rm -rf frob-1",
    "ln -s ~/papers frob-1 && rm -rf frob-1/*",
    'tar xf frob-1.tar.gz && cd "$OLDPWD" && rm -rf papers',
)


def _is_allowed(line: str, folder: Path) -> bool:
    (folder / "papers").mkdir()
    for number in range(60):
        (folder / f"papers/p{number}.tex").write_text("what was thought about for a day\n" * 20)
    shell = ShellState(cwd=str(folder), home=str(folder), variables={"HOME": str(folder)}, uid=1000)
    return judge(line, shell=shell, settings=Settings()).decision.action is Action.ALLOW


@pytest.mark.parametrize("line", MAY_HOLD_OTHERS)
def test_what_may_hold_what_stood_elsewhere_is_asked_about(line: str, tmp_path: Path) -> None:
    assert not _is_allowed(line, tmp_path)


@pytest.mark.parametrize("line", UNPACKED_AGAIN)
def test_what_is_not_there_before_the_line_may_go_with_it(line: str, tmp_path: Path) -> None:
    assert _is_allowed(line, tmp_path)
