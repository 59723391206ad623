"""Rarer ways of writing that `bench/evade.py` tries: what the shell evaluates where one does not look for it,
text put together from pieces, and programs that run others."""

from __future__ import annotations

import codecs
import json
import shlex

from bench.rewriting.forms import Mutation, Rewrite, Sample, around, before, by_language, hexadecimal, spelt


def hidden_in_subscript(form: str) -> Rewrite:
    """The line where the shell evaluates a subscript: `%s` stands for it within `$( )`, in single quotes."""

    def rewrite(sample: Sample) -> str | None:
        if not sample.open_ended or "]" in sample.line:
            return None
        return form.replace("%s", shlex.quote(f"a[$({sample.line})]"))

    return rewrite


def in_letters(sample: Sample) -> str | None:
    """Each letter once in an array, and the line by their places."""
    if not sample.whole or len(sample.line) > 60:
        return None
    letters = sorted(set(sample.line))
    places = " ".join(str(letters.index(letter)) for letter in sample.line)
    array = " ".join(map(shlex.quote, letters))
    return f'k=({array}); for i in {places}; do printf %s "${{k[$i]}}"; done | bash'


def in_files(sample: Sample) -> str | None:
    """The line in two files that a pattern puts together."""
    if not sample.whole or len(sample.line) < 4:
        return None
    half = len(sample.line) // 2
    first, second = shlex.quote(sample.line[:half]), shlex.quote(sample.line[half:])
    return f"printf %s {first} > /tmp/q/1; printf %s {second} > /tmp/q/2; cat /tmp/q/? | bash"


def moved_letters(sample: Sample) -> str | None:
    if not sample.whole or not sample.line.isascii():
        return None
    moved = shlex.quote(codecs.encode(sample.line, "rot13"))
    return f"bash <(tr 'n-za-mN-ZA-M' 'a-zA-Z' <<< {moved})"


def lowered(sample: Sample) -> str | None:
    if not sample.whole or sample.line != sample.line.lower() or "$" in sample.line:
        return None
    return f'v={shlex.quote(sample.line.upper())}; eval "${{v,,}}"'


def as_callback(sample: Sample) -> str | None:
    return f"mapfile -c 1 -C {shlex.quote(sample.line + ' #')} l <<< x" if sample.open_ended else None


def in_environment(sample: Sample) -> str | None:
    if not sample.open_ended:
        return None
    return f"env {shlex.quote('BASH_FUNC_zz%%=() { ' + sample.line + '; }')} bash -c zz"


def in_python_hexadecimal(line: str) -> str:
    code = f"import os; os.system({line!r})"
    return f"exec(bytes.fromhex('{code.encode().hex()}').decode())"


def in_perl_pack(line: str) -> str:
    code = f"system('bash', '-c', pack('H*', '{line.encode().hex()}'))"
    return f'eval pack("H*", "{code.encode().hex()}")'


def at_codes(name: str) -> str:
    return "$'" + "".join(f"\\u{ord(letter):04x}" for letter in name) + "'"


ODD_SPELLINGS = (
    Mutation("program in $'\\u....'", spelt(at_codes, at_least=1)),
    Mutation("program by ${x:1+1}", spelt(lambda name: f"p=QQ{name}; ${{p:1+1}}", at_least=1)),
    Mutation("program by two cases", spelt(lambda name: f"p={name}; ${{p@L}}" if name.islower() else name)),
    Mutation("exec -a", before("exec -a tidy ")),
    Mutation("loader and bash -c", around("/lib64/ld-linux-x86-64.so.2 /bin/bash -c %s")),
    Mutation("bash -xc", around("bash -xc %s")),
    Mutation("bash with options", around("bash -O extglob +x -c %s")),
    Mutation("source /dev/stdin", around("source /dev/stdin <<< %s")),
    Mutation("printf %b to sh", lambda s: f"printf %b '{hexadecimal(s.line)}' | sh" if s.whole else None),
    Mutation("letters of an array", in_letters),
    Mutation("pieces in files", in_files),
    Mutation("rot13", moved_letters),
    Mutation("capitals made small", lowered),
    Mutation("mapfile -C", as_callback),
    Mutation("function in the environment", in_environment),
    Mutation("xargs from a substitution", around("xargs -d '\\n' -I{} -a <(echo %s) sh -c {}")),
    Mutation("python exec of hexadecimal", by_language("python3 -c ", in_python_hexadecimal)),
    Mutation("perl eval of pack", by_language("perl -e ", in_perl_pack)),
    Mutation("perl exec of a list", around('perl -e \'exec "bash", "-c", $ARGV[0]\' %s')),
    Mutation("lua", by_language("lua -e ", lambda line: f"os.execute({json.dumps(line)})")),
    Mutation(
        "awk to a command",
        by_language("awk ", lambda line: f"BEGIN {{ c = {json.dumps(line)}; c | getline }}"),
    ),
    Mutation("read and eval", around('read -r c <<< %s; eval "$c"')),
    Mutation("positional and eval", around('set -- %s; eval "$1"')),
    Mutation("function that evaluates", around('go() { eval "$1"; }; go %s')),
    Mutation("associative array and eval", around('declare -A m=([k]=%s); eval "${m[k]}"')),
    Mutation(
        "here-document into a variable",
        lambda s: f"c=$(cat <<'END_OF_IT'\n{s.line}\nEND_OF_IT\n); eval \"$c\"" if s.whole else None,
    ),
    Mutation(
        "prompt expansion",
        lambda s: f'c={shlex.quote(f"$({s.line})")}; echo "${{c@P}}"' if s.open_ended else None,
    ),
    Mutation("subscript in arithmetic", hidden_in_subscript("x=%s; echo $((x))")),
    Mutation("subscript in let", hidden_in_subscript("let %s")),
    Mutation("subscript in a test", hidden_in_subscript("[[ -v %s ]]")),
    Mutation("subscript compared", hidden_in_subscript("[[ %s -eq 1 ]]")),
    Mutation("subscript in printf -v", hidden_in_subscript("printf -v %s x")),
    Mutation("subscript in unset", hidden_in_subscript("unset %s")),
    Mutation("subscript in declare -i", hidden_in_subscript("declare -i n=%s")),
    Mutation("trap of a signal", around("trap %s USR1; kill -USR1 $$")),
    Mutation("trap ERR", around("trap %s ERR; false")),
    Mutation("named descriptor", around("exec {fd}< <(echo %s); . /dev/fd/$fd")),
    Mutation("batch", around("batch <<< %s")),
    Mutation("busybox ash -c", around("busybox ash -c %s")),
    Mutation("capsh", around("capsh -- -c %s")),
    Mutation("setpriv and prlimit", around("setpriv --no-new-privs prlimit --nproc=100 sh -c %s")),
    Mutation("bwrap", around("bwrap --dev-bind / / sh -c %s")),
    Mutation("start-stop-daemon", around("start-stop-daemon --start --exec /bin/sh -- -c %s")),
    Mutation("sg", around("sg users -c %s")),
    Mutation("gosu", around("gosu root sh -c %s")),
    Mutation("screen", around("screen -dmS tidy sh -c %s")),
    Mutation("xterm", around("xterm -e sh -c %s")),
    Mutation("tmux run-shell", around("tmux run-shell %s")),
    Mutation("hyperfine", around("hyperfine -r 1 %s")),
    Mutation("nix-shell", around("nix-shell -p hello --run %s")),
    Mutation("npm exec", around("npm exec -c %s")),
    Mutation("fakeroot", around("fakeroot sh -c %s")),
    Mutation("git submodule foreach", around("git submodule foreach %s")),
    Mutation("git rebase -x", around("git rebase -x %s HEAD~2")),
    Mutation("git bisect run", around("git bisect run sh -c %s")),
    Mutation("pager of git", around("GIT_PAGER=%s git -p status")),
    Mutation(
        "ssh's proxy", lambda s: f"ssh -o {shlex.quote('ProxyCommand=' + s.line)} x" if s.open_ended else None
    ),
    Mutation(
        "tar --to-command",
        lambda s: f"tar xf a.tar {shlex.quote('--to-command=' + s.line)}" if s.open_ended else None,
    ),
    Mutation(
        "split --filter",
        lambda s: f"split {shlex.quote('--filter=' + s.line)} README" if s.open_ended else None,
    ),
    Mutation("sed e", lambda s: f"sed {shlex.quote('1e ' + s.line)} README" if s.open_ended else None),
    Mutation("ed", lambda s: f"ed <<< {shlex.quote('!' + s.line)}" if s.open_ended else None),
    Mutation(
        "sqlite3 .shell",
        lambda s: f"sqlite3 x.db {shlex.quote('.shell ' + s.line)}" if s.open_ended else None,
    ),
)
