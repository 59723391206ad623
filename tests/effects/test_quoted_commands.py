"""Commands in texts of other shells and languages, in variables, and behind programs that nobody knows."""

from __future__ import annotations

import pytest

from shellguard import judgement
from shellguard.effects.packs.packs import packaged
from shellguard.effects.quoted_commands import commands_behind
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ORDINARY = [
    "frobnicate --run 'ls -la'",
    "frobnicate 'remove the old files'",
    "echo 'rm -rf /srv'",
    "grep -rn 'rm -rf /srv' .",
    "elixir -e 'IO.puts(\"rm -rf /srv\")'",
    "scala -e 'println(\"rm -rf /srv\")'",
    'rust-script -e \'println!("{}", "rm -rf /srv")\'',
    "hy -c '(print (+ 1 2))'",
    "janet -e '(print \"hi\")'",
    "bb '(println (slurp \"bb.edn\"))'",
    "mix run priv/seeds.exs",
    "mix eval 'IO.puts(1)'",
    "dotnet fsi <<< 'printfn \"%d\" 1;;'",
    "kotlinc hello.kt -include-runtime -d hello.jar",
    "gawk -i inplace -v x=1 '{print}' notes.txt",
    "python3 -c 'import sh; print(sh.git(\"status\"))'",
    "python3 -c 'from plumbum.cmd import ls; print(ls(\"-l\"))'",
    "python3 -c 'import invoke; invoke.run(\"ls\")'",
    "sqlite3 x.db '.once |less' 'select 1'",
    "fish -c 'for f in *.txt; echo $f; end'",
    "fish -c 'function w; ls $argv; end; w -l'",
    "zsh -c 'for f (*.txt) echo $f'",
    "zsh -c 'a=(ls -l); $a'",
    "tcsh -c 'set a = (ls -l); $a'",
    "nu -c 'ls | where size > 1mb'",
    "xonsh -c 'print(1 + 1)'",
    'a=([1]=-l [0]=ls); "${a[@]}"',
]
SAID = [
    "frobnicate --message 'rm -rf /srv is what it said'",
    "frobnicate -m 'rm -rf /srv'",
    "frobnicate --title='dd if=/dev/zero of=/dev/sda'",
]
ASKED = [
    "frobnicate --run 'rm -rf /srv'",
    "frobnicate --hook='rm -rf /srv'",
    "frobnicate -e 'go %sh{rm -rf /srv}'",
    "rexx -e \"'rm -rf /srv'\"",
    "scala -e 'import sys.process._; \"rm -rf /srv\".!'",
    "scala-cli -e 'os.remove.all(os.root / \"srv\")'",
    "kotlinc -e 'java.io.File(\"/srv\").deleteRecursively()'",
    'rust-script -e \'std::process::Command::new("rm").args(["-rf", "/srv"]).status()\'',
    "v -e 'os.rmdir_all(\"/srv\")!'",
    "nim --eval:'rmDir(\"/srv\")'",
    "mix run -e 'File.rm_rf(\"/srv\")'",
    "erl -noshell -eval 'file:del_dir_r(\"/srv\"), halt().'",
    "csharp -e 'System.IO.Directory.Delete(\"/srv\", true);'",
    "dotnet fsi <<< 'System.IO.Directory.Delete(\"/srv\", true);;'",
    "jshell - <<< 'java.nio.file.Files.delete(java.nio.file.Path.of(\"/etc/passwd\"))'",
    'emacs --batch --eval \'(write-region "" nil "/etc/passwd")\'',
    "hy -c '(import os) (os.system \"rm -rf /srv\")'",
    'janet -e \'(os/execute ["rm" "-rf" "/srv"] :p)\'',
    "bb '(shell \"rm -rf /srv\")'",
    "ecl -eval '(ext:system \"rm -rf /srv\")'",
    'luajit -e \'require("ffi").C.system("rm -rf /srv")\'',
    'tarantool -e \'require("fio").rmtree("/srv")\'',
    "gawk -l filefuncs 'BEGIN { system(\"rm -rf /srv\") }'",
    'matlab -batch \'rmdir("/srv", "s")\'',
    "sage -c 'import os; os.system(\"rm -rf /srv\")'",
    "lldb -b -o 'script import shutil; shutil.rmtree(\"/srv\")'",
    "sqlite3 x.db '.once |rm -rf /srv'",
    "psql -c '\\o |rm -rf /srv'",
    "npx zx -e 'await $`rm -rf /srv`'",
    'python3 -c \'import sh; sh.rm("-rf", "/srv")\'',
    'python3 -c \'from plumbum.cmd import rm; rm("-rf", "/srv")\'',
    "python3 -c 'import pexpect; pexpect.run(\"rm -rf /srv\")'",
    "fish -c 'function w; command rm $argv; end; w -rf /srv'",
    "fish -c 'for d in (ls /); rm -rf /$d; end'",
    "fish <<< 'if true; rm -rf /srv; end'",
    "zsh -c '=rm -rf /srv'",
    "zsh -c 'a=(rm -rf /srv); $a'",
    "zsh -c 'for f (/srv/*) rm -rf $f'",
    "zsh -c 'zmodload zsh/files; zf_rm -rf /srv'",
    "tcsh -c 'set a = (rm -rf /srv); $a'",
    "nu -c '^rm -rf /srv'",
    "xonsh -c 'import shutil; shutil.rmtree(\"/srv\")'",
    'a=([5]=/srv [2]=-rf [0]=rm); "${a[@]}"',
]


def _asked(line: str) -> bool:
    verdict = judgement.judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False, id="quoted")
    return verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize("line", ORDINARY)
def test_an_ordinary_text_runs(line: str) -> None:
    assert not _asked(line)


@pytest.mark.parametrize("line", SAID)
def test_what_is_only_said_is_no_command(line: str) -> None:
    assert commands_behind(read(line).commands[0], packaged()) == []


@pytest.mark.parametrize("line", ASKED)
def test_a_command_in_a_text_is_asked_about(line: str) -> None:
    assert _asked(line)
