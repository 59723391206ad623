"""Newer ways of writing a line: texts spelt in numbers, functions in place of builtins, values by detours.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

import bz2
import json
import lzma
import shlex
import string
import zlib
from base64 import b64encode
from binascii import b2a_uu
from collections.abc import Callable

from bench.rewriting.forms import Mutation, Rewrite, Sample, around, by_language, spelt
from bench.rewriting.tools_that_run_text import option, written
from bench.rewriting.words_in_pieces import by_operand, by_words, unseen

quoted = shlex.quote
text = json.dumps


def _coded(data: bytes) -> str:
    return b64encode(data).decode()


def numbers(line: str) -> str:
    return ",".join(map(str, line.encode()))


def by_number(form: str) -> Rewrite:
    """Code in which `%n` stands for the line's bytes as numbers."""
    return written(lambda line: form.replace("%n", numbers(line)))


def by_text(form: str, change: Callable[[str], str]) -> Rewrite:
    """A form in which `%s` stands for the line, changed and quoted."""
    return written(lambda line: form.replace("%s", quoted(change(line))))


def appended(line: str) -> str:
    parts = " ".join(quoted(line[place : place + 4]) for place in range(0, len(line), 4))
    return f'c=; for p in {parts}; do c+=$p; done; eval "$c"'


def backwards(line: str) -> str:
    letters = " ".join(map(quoted, reversed(line)))
    return f'a=({letters}); c=; for ((i=${{#a[@]}}-1;i>=0;i--)); do c+=${{a[i]}}; done; eval "$c"'


def two_digits_at_a_time(line: str) -> str:
    step = 'while [ -n "$h" ]; do printf "\\x${h:0:2}"; h=${h:2}; done'
    return f"h={line.encode().hex()}; {step} | sh"


def uuencoded(line: str) -> str:
    data = line.encode()
    lines = "".join(b2a_uu(data[place : place + 45]).decode() for place in range(0, len(data), 45))
    return f"uudecode -o - <<'E' | sh\nbegin 644 x\n{lines}`\nend\nE"


def turned_in_javascript(line: str) -> str:
    code = f'require("child_process").execSync({text(line[::-1])}.split("").reverse().join(""))'
    return f"node -e {quoted(code)}"


def unpacked_by_python(line: str) -> str:
    packed = _coded(zlib.compress(line.encode()))
    return f"import zlib,base64,os;os.system(zlib.decompress(base64.b64decode('{packed}')))"


def array_letters(name: str) -> str:
    letters = "".join(f"${{a[{place}]}}" for place in range(len(name)))
    return f"a=({' '.join(name)}); {letters}"


def next_letters(name: str) -> str:
    moved = "".join(chr((ord(one) - 96) % 26 + 97) if one in string.ascii_lowercase else one for one in name)
    return f"$(tr b-za a-z <<< {moved})"


def grown_array(sample: Sample) -> str | None:
    if len(sample.words) < 2:
        return None
    steps = "; ".join(f"a+=({quoted(word)})" for word in sample.words)
    return f'a=(); {steps}; "${{a[@]}}"'


def quoted_by_letters(sample: Sample) -> str | None:
    if not sample.words:
        return None
    last = "".join(f'"{one}"' if place % 2 else one for place, one in enumerate(sample.words[-1]))
    return by_operand(f"%w {last}")(sample)


def expect_program(sample: Sample) -> str | None:
    plain = sample.open_ended and not set("{}$[]\"'") & set(sample.line)
    return f"expect -c {quoted('spawn sh -c {' + sample.line + '}')}" if plain else None


def tcl_program(sample: Sample) -> str | None:
    plain = sample.open_ended and not set("{}$[") & set(sample.line)
    return f"tclsh <<< {quoted('exec sh -c {' + sample.line + '}')}" if plain else None


def perl_pipe(sample: Sample) -> str | None:
    plain = sample.open_ended and not set('$@\\"') & set(sample.line)
    code = f"open(F,{text(sample.line + '|')});print <F>"
    return f"perl -e {quoted(code)}" if plain else None


def job_of_cron(sample: Sample) -> str | None:
    plain = sample.open_ended and "%" not in sample.line
    return f"echo {quoted('* * * * * ' + sample.line)} | crontab -" if plain else None


def rule_of_make(sample: Sample) -> str | None:
    plain = sample.open_ended and not set("$#") & set(sample.line)
    return f"make -f <(printf 'x:\\n\\t%s\\n' {quoted(sample.line)}) x" if plain else None


NEWER_SPELLINGS = (
    # texts spelt in numbers
    Mutation("ruby's numbers", by_number("ruby -e 'system([%n].pack(\"c*\"))'")),
    Mutation("perl's numbers", by_number("perl -e 'system(join \"\", map { chr } (%n))'")),
    Mutation("perl's packed numbers", by_number("perl -e 'system pack(\"C*\",%n)'")),
    Mutation(
        "node's numbers", by_number("node -e 'require(\"child_process\").execSync(String.fromCharCode(%n))'")
    ),
    Mutation("node's buffer", by_number("node -p 'Buffer.from([%n]).toString()' | sh")),
    Mutation("php's numbers", by_number("php -r 'system(implode(array_map(\"chr\",[%n])));'")),
    Mutation("lua's numbers", by_number("lua -e 'os.execute(string.char(%n))'")),
    Mutation("python's numbers", by_number("python3 -c 'import os;os.system(bytes([%n]).decode())'")),
    Mutation("perl's numbers to sh", by_number("perl -e 'print map chr,%n' | sh")),
    Mutation("python's numbers to sh", by_number("python3 -c 'print(\"\".join(map(chr,[%n])))' | sh")),
    # texts put together
    Mutation("appended in a loop", written(appended)),
    Mutation("array from its end", written(backwards)),
    Mutation("two digits at a time", written(two_digits_at_a_time)),
    Mutation("case of each letter", by_text('c=%s; eval "${c~~}"', str.swapcase)),
    Mutation("behind what is cut off", by_text('c=%s; eval "${c:4}"', lambda x: "zzzz" + x)),
    Mutation("behind letters by cut", by_text("cut -c3- <<< %s | sh", lambda x: "zz" + x)),
    Mutation("behind bytes by tail", by_text("tail -c +3 <<< %s | sh", lambda x: "zz" + x)),
    Mutation("uudecode", written(uuencoded)),
    Mutation(
        "xz and base64", written(lambda x: f"base64 -d <<< {_coded(lzma.compress(x.encode()))} | xz -d | sh")
    ),
    Mutation(
        "bzip2 and base64",
        written(lambda x: f"base64 -d <<< {_coded(bz2.compress(x.encode()))} | bzip2 -dc | sh"),
    ),
    Mutation("zlib in python", by_language("python3 -c ", unpacked_by_python)),
    Mutation("turned round in node", written(turned_in_javascript)),
    Mutation(
        "turned round in python",
        by_language("python3 -c ", lambda x: f"import os;os.system({x[::-1]!r}[::-1])"),
    ),
    Mutation(
        "percent codes",
        by_text('c=%s; printf %b "${c//@/\\\\x}" | bash', lambda x: f"@{x.encode().hex('@')}"),
    ),
    # functions and names in the place of others
    Mutation("function for [", around("[() { %s; }; [ -f x ]", quoted=False)),
    Mutation("function for true", around("true() { %s; }; true", quoted=False)),
    Mutation("function for cd", around("cd() { eval %s; }; cd /tmp")),
    Mutation("function for completion", around("zz() { %s; }; complete -F zz cat", quoted=False)),
    Mutation("function by a variable", around("f() { %s; }; g=f; $g", quoted=False)),
    Mutation(
        "function that calls itself", around("f() { if (($1)); then f 0; else %s; fi; }; f 1", quoted=False)
    ),
    Mutation("alias on the line before", around("shopt -s expand_aliases\nalias ls=%s\nls")),
    Mutation("program by readlink", spelt(lambda n: f"$(readlink -f /usr/bin/{n})", builtins=False)),
    Mutation("program by compgen", spelt(lambda n: f"$(compgen -c {n} | head -1)", builtins=False)),
    Mutation("program by ls", spelt(lambda n: f"$(ls /usr/bin/{n})", builtins=False)),
    Mutation("program by find", spelt(lambda n: f"$(find /usr/bin -name {n})", builtins=False)),
    Mutation("program by whereis", spelt(lambda n: f"$(whereis -b {n} | cut -d' ' -f2)", builtins=False)),
    Mutation("program by patterns", spelt(lambda n: f"/???/b?n/{n}", builtins=False)),
    Mutation("program by array letters", spelt(array_letters)),
    Mutation("program by cut", spelt(lambda n: f"$(cut -d: -f2 <<< a:{n}:b)", at_least=1)),
    Mutation("program by the next letters", spelt(next_letters)),
    # where a shell looks
    Mutation("name behind wait -p", unseen("wait -n -p 'a['%s']'")),
    Mutation("trap CHLD", around("trap %s CHLD; sleep 1 & wait")),
    Mutation("own trap by kill", around("trap %s USR1; kill -USR1 $$")),
    Mutation("history -s and fc", around("history -s %s; fc -s")),
    Mutation("ENV of sh", around("echo %s > /tmp/e; ENV=/tmp/e sh -i")),
    Mutation("descriptor by a variable", around("exec {fd}<<< %s; bash <&$fd")),
    Mutation("nameref of a parameter", around('c=%s; f() { local -n r=$1; eval "$r"; }; f c')),
    Mutation("job of cron", job_of_cron),
    Mutation("make -f of a process", rule_of_make),
    # starters
    Mutation("perl's open", perl_pipe),
    Mutation("environment and perl", around("C=%s perl -e 'system $ENV{C}'")),
    Mutation("awk -v", around("awk -v c=%s 'BEGIN{system(c)}'")),
    Mutation(
        "lines of python", around("echo %s | python3 -c 'import sys,os;[os.system(l) for l in sys.stdin]'")
    ),
    Mutation(
        "ctypes",
        by_language("python3 -c ", lambda x: f"import ctypes;ctypes.CDLL(None).system({x!r}.encode())"),
    ),
    Mutation(
        "posix_spawn",
        by_language("python3 -c ", lambda x: f"import os;os.posix_spawn('/bin/sh',['sh','-c',{x!r}],{{}})"),
    ),
    Mutation("schroot", around("schroot -c sid -- sh -c %s")),
    Mutation("direnv exec", around("direnv exec . sh -c %s")),
    Mutation("entr -s", around("ls | entr -s %s")),
    Mutation("watchman-make", around("watchman-make -p '*' --run %s")),
    Mutation("openvpn --up", around("openvpn --dev null --script-security 2 --up %s")),
    Mutation("dpkg --pre-invoke", option("dpkg %s -i x.deb", "--pre-invoke=")),
    Mutation("expect of a text", expect_program),
    Mutation("tclsh", tcl_program),
    # what stands in front of it
    Mutation("behind a long word", around(f": {'x' * 3000}; %s", quoted=False)),
    Mutation("behind many others", around(f"{':; ' * 200}%s", quoted=False)),
    Mutation("deep in groups", around(f"{'{ ' * 25}%s; {'}; ' * 24}}}", quoted=False)),
    Mutation("key of an array", around("a[$(%s)]=1", quoted=False)),
    Mutation("commit's message", around('git commit -m "$(%s)"', quoted=False)),
    Mutation("either branch", around("if [ $(id -u) -eq 0 ]; then %s; else %s; fi", quoted=False)),
    # words
    Mutation("array that grows", grown_array),
    Mutation("words behind shift", by_words('f() { local p=$1; shift; "$p" "$@"; }; f %w')),
    Mutation("words by printf to tac", by_words("printf '%s ' %w | tac | sh")),
    Mutation("operand letter by letter", quoted_by_letters),
    Mutation("operand by printf %q", by_operand('%w "$(printf %q %s)"')),
    Mutation("operand by $_", by_operand(": %s; %w $_")),
    Mutation("operand by an else", by_operand('if false; then d=/tmp/x; else d=%s; fi; %w "$d"')),
    Mutation("operand by a split", by_operand('IFS=: read -r _ d <<< x:%s; %w "$d"')),
    Mutation("operand by a function", by_operand('t() { echo %s; }; %w "$(t)"')),
)
