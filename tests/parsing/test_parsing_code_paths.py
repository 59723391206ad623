"""Paths that code puts together: the home folder by any of its names, joined parts, files opened to be written."""

from __future__ import annotations

import pytest

from shellguard.parsing.languages.code_paths import with_home
from tests.parsing.parsing_view import calls

ONLY_READS = [
    "ruby -e 'puts File.open(\"a.txt\").read'",
    "ruby -e 'puts Dir.home'",
    'lua -e \'for l in io.open("a.txt","r"):lines() do print(l) end\'',
    'php -r \'$f=fopen("a.txt","rb"); echo fgets($f);\'',
    "node -e 'console.log(require(\"os\").homedir())'",
    "python3 -c 'import os; print(os.environ[\"PATH\"])'",
    "python3 -c 'from pathlib import Path; print(Path.home())'",
]
WRITES = [
    (
        "python3 -c \"from pathlib import Path; [p.open('a').write('x') for p in (Path.home()/'.bashrc',)]\"",
        "write",
        "~/.bashrc",
    ),
    ('ruby -e \'File.open(Dir.home+"/.zlogin","a"){|f| f.puts 1}\'', "write", "~/.zlogin"),
    ('ruby -e \'File.open("out.txt","w"){|f| f.puts 1}\'', "overwrite", "out.txt"),
    ('ruby -e \'File.write("#{ENV["HOME"]}/.netrc", "x")\'', "overwrite", "~/.netrc"),
    ('ruby -e \'File.write(File.join(Dir.home, ".ssh", "config"), "x")\'', "overwrite", "~/.ssh/config"),
    ("perl -e 'open(F,\">>$ENV{HOME}/.profile\"); print F 1'", "write", "~/.profile"),
    ('perl -e \'open(my $f,">>","$ENV{HOME}/.ssh/config"); print $f 1\'', "write", "~/.ssh/config"),
    ('php -r \'$f=fopen(getenv("HOME")."/.netrc","w"); fwrite($f,"x");\'', "overwrite", "~/.netrc"),
    ('lua -e \'io.open(os.getenv("HOME").."/.profile","a"):write("x")\'', "write", "~/.profile"),
    ('node -e \'fs.appendFileSync(process.env.HOME+"/.profile","x")\'', "write", "~/.profile"),
    ("node -e 'fs.appendFileSync(`${process.env.HOME}/.profile`,\"x\")'", "write", "~/.profile"),
    (
        'node -e \'fs.writeFileSync(path.join(require("os").homedir(), ".ssh", "config"), 1)\'',
        "overwrite",
        "~/.ssh/config",
    ),
    (
        "python3 -c \"from pathlib import Path; open(Path.home()/'.zlogin','a').write('x')\"",
        "write",
        "~/.zlogin",
    ),
    (
        "python3 -c \"import os; open(os.environ['HOME']+'/.profile','a').write('x')\"",
        "write",
        "~/.profile",
    ),
    (
        "python3 -c \"import os; open(os.path.join(os.getenv('HOME'),'.x'),'w')\"",
        "overwrite",
        "~/.x",
    ),
]
READS = [
    (
        "python3 -c \"import glob; print([open(f).read() for f in glob.glob('a/*.txt')])\"",
        "a/*.txt",
    ),
    (
        "python3 -c \"import glob,os\nfor f in glob.glob(os.path.expanduser('~/.ssh/*')): print(open(f).read())\"",
        "~/.ssh/*",
    ),
    (
        "python3 -c \"from pathlib import Path; print((Path.home()/'.ssh'/'id_rsa').read_text())\"",
        "~/.ssh/id_rsa",
    ),
    (
        "python3 -c \"from pathlib import Path; p=Path.home()/'.netrc'; print(p.read_text())\"",
        "~/.netrc",
    ),
    ("node -e 'fs.readFileSync(os.homedir()+\"/.netrc\")'", "~/.netrc"),
]


@pytest.mark.parametrize("line", ONLY_READS)
def test_what_only_reads_or_asks_for_the_home_writes_nothing(line: str) -> None:
    assert not {call.action for call in calls(line)} & {"write", "overwrite", "delete"}


@pytest.mark.parametrize(("line", "action", "path"), WRITES)
def test_the_file_that_code_opens_is_found(line: str, action: str, path: str) -> None:
    assert (action, path) in [(call.action, call.arguments[0].text) for call in calls(line) if call.arguments]


@pytest.mark.parametrize(("line", "path"), READS)
def test_the_file_that_code_reads_is_found(line: str, path: str) -> None:
    assert ("read", path) in [(call.action, call.arguments[0].text) for call in calls(line) if call.arguments]


def test_code_that_names_no_home_stays_as_it_is() -> None:
    code = "puts ENV['PATH'].split(':')"
    assert with_home(code) == code
