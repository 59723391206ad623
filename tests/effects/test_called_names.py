"""Functions that one-liners call by names they put together: what can be computed is read, the rest is asked about."""

from __future__ import annotations

import pytest

from shellguard import judgement
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

ORDINARY = [
    'php -r \'("str"."len")("abc");\'',
    'php -r \'$f="str"."toupper"; echo $f("abc");\'',
    'php -r \'$m="b"; (new A)->$m("hi");\'',
    'php -r \'print_r(array_map("trim", [" a "]));\'',
    "php -r 'usort($a, \"strcmp\"); call_user_func($callback, 1);'",
    'php -r \'$c = fn($x) => $x . "b"; echo $c("a");\'',
    "lua -e 'local t={a=1}; print(t[\"a\"])'",
    'lua -e \'print(string["up".."per"]("x"))\'',
    "pwsh -c \"[scriptblock]::Create('Get-Date').Invoke()\"",
    "pwsh -c \"& ('Get'+'-Date')\"",
    "pwsh -c \"& 'C:\\Program Files\\x\\y.exe' -v && Get-Date\"",
    "pwsh -c \"'{0}-{1}' -f 'a','b'\"",
    "node -e \"const k='PATH'; console.log(process.env[k])\"",
    "node -e \"for (const m of ['log','info']) console[m](1)\"",
    "node -e \"const e='click'; target['on'+e](1)\"",
    "node -e \"eval('1+1')\"",
    "ruby -e 'puts [3,1].send(:sort).inspect'",
    "ruby -e 'puts %w[a b].map(&method(:Integer)) rescue 1'",
    'perl -e \'sub hi { print "hi\\n" } &{"hi"}()\'',
    "perl -e 'my %h=(a=>sub{print 1}); $h{a}->()'",
    "Rscript -e 'do.call(\"rbind\", list(1,2))'",
    "Rscript -e 'sapply(1:3, \"sqrt\")'",
    "julia -e 'println(getfield(Base, Symbol(\"pi\")))'",
    "bun -e 'console.log(1)'",
    "python3 -c \"import subprocess as s; s.run('ls -l'.split())\"",
    "python3 -c \"import os; list(map(os.path.basename,['a/b']))\"",
    "pwsh -c '[IO.File]::ReadAllText(\"a.txt\")'",
    "deno run - <<< 'console.log(1)'",
]
ASKED = [
    'php -r \'("sys"."tem")("rm -rf ~/");\'',
    'php -r \'$f="sys"."tem"; $f("rm -rf ~/");\'',
    'php -r \'$a="sys"; $b="tem"; $c=$a.$b; $c("rm -rf ~/");\'',
    'php -r \'call_user_func("sy"."stem", "rm -rf ~/");\'',
    'php -r \'array_map("un"."link", glob("/home/*/*"));\'',
    'php -r \'call_user_func(strrev("metsys"), base64_decode("cm0gLXJmIH4v"));\'',
    'php -r \'$f=str_replace("x","","sxystxem"); $f("rm -rf ~/");\'',
    "php -r '$_GET[0]($_GET[1]);'",
    'lua -e \'_G["o".."s"]["exe".."cute"]("rm -rf ~/")\'',
    'lua -e \'local f=string.reverse("etucexe"); os[f]("rm -rf ~/")\'',
    "pwsh -c \"[scriptblock]::Create('Remove-Item -Recurse -Force ~').Invoke()\"",
    'pwsh -c "& (gcm Remove-It*) -Recurse -Force ~"',
    "pwsh -c \"& ('Remove'+'-Item') -Recurse -Force ~\"",
    "pwsh -c \"& ('{1}{0}' -f '-Item','Remove') -Recurse -Force ~\"",
    "pwsh -c \"\\$c='Remove'+'-Item'; & \\$c -Recurse -Force ~\"",
    "node -e \"const f='rm'+'Sync'; require('fs')[f]('/home/ann',{recursive:true})\"",
    "node -e \"const a=process.argv[1]; require('child_process')['ex'+a]('id')\"",
    "ruby -e 'method(:system).call(\"rm -rf ~/\")'",
    'ruby -e \'x="sys"+"tem"; send(x, "rm -rf ~/")\'',
    'perl -e \'my $f="CORE::"."unlink"; &$f(glob("~/*"))\'',
    'Rscript -e \'do.call("sys" %+% "tem", list("rm -rf ~/"))\'',
    'Rscript -e \'do.call(paste0("sys","tem"), list("rm -rf ~/"))\'',
    'Rscript -e \'do.call("unlink", list("~", recursive=TRUE))\'',
    'julia -e \'getfield(Base, Symbol("r"*"m"))(homedir(), recursive=true)\'',
    "bun -e 'await Bun.$`rm -rf ${process.env.HOME}`'",
    'bun -e \'require("fs").rmSync(require("os").homedir(),{recursive:true})\'',
    "node -e \"const cp=require('child_process'); const m=cp.execSync; m('rm -rf /home/ann')\"",
    "node -e \"require('fs').promises.rm('/home/ann',{recursive:true})\"",
    'php -r \'(new ReflectionFunction("system"))->invoke("rm -rf /home/ann");\'',
    'php -r \'preg_replace_callback("/.*/", "system", "rm -rf /home/ann");\'',
    "python3 -c \"import subprocess as s; s.run('rm -rf /home/ann'.split())\"",
    "python3 -c \"import shutil; d={'x':shutil.rmtree}; d['x']('/home/ann')\"",
    "python3 -c \"import functools,os; functools.partial(os.system,'rm -rf /home/ann')()\"",
    "python3 -c \"import os; list(map(os.system,['rm -rf /home/ann']))\"",
    "python3 -c \"import operator,os; operator.methodcaller('system','rm -rf /home/ann')(os)\"",
    "lua -e 'local x=os.execute; x(\"rm -rf /home/ann\")'",
    'lua -e \'require("lfs").rmdir("/home/ann")\'',
    "pwsh -c '[IO.Directory]::Delete(\"/home/ann\",$true)'",
    "deno run -A - <<< 'Deno.removeSync(\"/home/ann\",{recursive:true})'",
]


def _action(line: str) -> Action:
    return judgement.judge(
        line, shell=NOTHING_KNOWN, settings=Settings(), look=False, id="called"
    ).decision.action


@pytest.mark.parametrize("line", ORDINARY)
def test_a_harmless_function_by_another_name_runs(line: str) -> None:
    assert _action(line) is Action.ALLOW


@pytest.mark.parametrize("line", ASKED)
def test_a_function_is_known_by_whatever_name_it_is_called(line: str) -> None:
    assert _action(line) is Action.CONFIRM
