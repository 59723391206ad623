"""Lines kept in further codes and languages, and programs named in further ways.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

import base64
import codecs
import gzip
import json
import shlex
from collections.abc import Callable

from bench.rewriting.forms import Mutation, around, before, by_language, hexadecimal, octal, spelt
from bench.rewriting.texts_in_numbers import by_text
from bench.rewriting.tools_that_run_text import option, written
from bench.rewriting.words_in_pieces import by_words

quoted = shlex.quote
text = json.dumps


def _coded(line: str) -> str:
    return base64.b64encode(line.encode()).decode()


def _printed(form: str, change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda line: form.replace("%s", change(line))


def _codes(line: str) -> str:
    return " ".join(str(one) for one in line.encode())


_TEXTS = (
    ("printf octal", "printf '%s' | sh", octal),
    ("echo -e", "echo -e '%s' | bash", hexadecimal),
    ("echo -ne octal", "echo -ne '%s' | bash", lambda x: "".join(f"\\0{one:03o}" for one in x.encode())),
    ("$'octal' to bash", "bash <<< $'%s'", octal),
    ("base64 --decode", "base64 --decode <<< %s | sh", _coded),
    ("base64 -di", "echo %s | base64 -di | bash", _coded),
    ("base64 of busybox", "echo %s | busybox base64 -d | sh", _coded),
    ("base64 of a here-document", "base64 -d <<E | bash\n%s\nE", _coded),
    ("base64 to a file", "echo %s | base64 -d > a; sh a", _coded),
    ("base64 in a variable", 'c=%s; eval "$(base64 -d <<< "$c")"', _coded),
    ("base64 to source", "source <(base64 -d <<< %s)", _coded),
    (
        "base64 of basenc",
        "basenc --base64url -d <<< %s | sh",
        lambda x: base64.urlsafe_b64encode(x.encode()).decode(),
    ),
    ("base64 of python -m", "python3 -m base64 -d <<< %s | sh", _coded),
    ("base64 of perl", "perl -MMIME::Base64 -e 'print decode_base64(\"%s\")' | sh", _coded),
    ("base64 of perl to system", "perl -MMIME::Base64 -e 'system decode_base64(\"%s\")'", _coded),
    ("base64 of ruby", "ruby -rbase64 -e 'puts Base64.decode64(\"%s\")' | sh", _coded),
    ("base64 of node", 'node -p \'Buffer.from("%s", "base64").toString()\' | sh', _coded),
    ("base64 of node's atob", "node -e 'child_process.execSync(atob(\"%s\"))'", _coded),
    ("base64 of php", "php -r 'system(base64_decode(\"%s\"));'", _coded),
    ("base64 of jq", "jq -Rr @base64d <<< %s | sh", _coded),
    ("base64 of openssl enc", "openssl enc -base64 -d -A <<< %s | bash", _coded),
    (
        "base64 of python's codecs",
        'python3 -c \'import codecs,os; os.system(codecs.decode(b"%s", "base64").decode())\'',
        _coded,
    ),
    (
        "base85 of python",
        'python3 -c \'import base64,os; os.system(base64.b85decode(r"""%s""").decode())\'',
        lambda x: base64.b85encode(x.encode()).decode(),
    ),
    ("hex of xxd -p", "xxd -p -r <<< %s | sh", lambda x: x.encode().hex()),
    ("hex of perl", 'perl -e \'print pack "H*", "%s"\' | sh', lambda x: x.encode().hex()),
    ("hex of perl's chr", "echo %s | perl -pe 's/(..)/chr hex $1/ge' | sh", lambda x: x.encode().hex()),
    ("hex of python", "python3 -c 'print(bytes.fromhex(\"%s\").decode())' | sh", lambda x: x.encode().hex()),
    (
        "hex of node",
        'node -e \'child_process.execSync(Buffer.from("%s", "hex").toString())\'',
        lambda x: x.encode().hex(),
    ),
    ("hex of php", "php -r 'passthru(hex2bin(\"%s\"));'", lambda x: x.encode().hex()),
    ("hex of ruby", 'ruby -e \'system ["%s"].pack("H*")\'', lambda x: x.encode().hex()),
    ("hex of sed and printf", "printf \"$(sed 's/../\\\\x&/g' <<< %s)\" | sh", lambda x: x.encode().hex()),
    ("hex of a loop", 'for h in %s; do printf "\\x$h"; done | sh', lambda x: x.encode().hex(" ")),
    ("hex of sqlite", "sqlite3 :memory: \"select cast(x'%s' as text)\" | sh", lambda x: x.encode().hex()),
    ("hex of mysql", "mysql -Ne 'select 0x%s' | sh", lambda x: x.encode().hex()),
    ("codes of awk", 'awk \'BEGIN{n=split("%s",a," "); for(i=1;i<=n;i++) printf "%c",a[i]}\' | sh', _codes),
    ("codes of a loop", 'for n in %s; do printf "\\\\$(printf %03o $n)"; done | sh', _codes),
    ("codes of sqlite", "sqlite3 :memory: 'select char(%s)' | sh", lambda x: ",".join(_codes(x).split())),
    ("codes of dc", "dc -e '%s' | sh", lambda x: "".join(f"{one}P" for one in x.encode())),
    ("codes of tcl", "tclsh <<< 'puts [join [lmap c {%s} {format %c $c}] \"\"]' | sh", _codes),
    (
        "zstd",
        "base64 -d <<< %s | gzip -dc | bash",
        lambda x: base64.b64encode(gzip.compress(x.encode(), mtime=0)).decode(),
    ),
    (
        "zcat",
        "zcat <(base64 -d <<< %s) | sh",
        lambda x: base64.b64encode(gzip.compress(x.encode(), mtime=0)).decode(),
    ),
    (
        "gzip of python",
        "python3 -c 'import gzip,base64,os; os.system(gzip.decompress(base64.b64decode(\"%s\")))'",
        lambda x: base64.b64encode(gzip.compress(x.encode(), mtime=0)).decode(),
    ),
)

_QUOTED_TEXTS = (
    ("rev of rev", "rev <<< %s | rev | rev | sh", lambda x: x[::-1]),
    ("perl's reverse", "perl -e 'print scalar reverse shift' %s | sh", lambda x: x[::-1]),
    ("python's slice", "python3 -c 'import sys; print(sys.argv[1][::-1])' %s | sh", lambda x: x[::-1]),
    ("tac -s ''", 'c=%s; for ((i=${#c}-1;i>=0;i--)); do d+=${c:i:1}; done; eval "$d"', lambda x: x[::-1]),
    ("cut behind a colon", "cut -d: -f2- <<< %s | sh", lambda x: "note:" + x),
    ("awk's substr", "awk '{print substr($0,5)}' <<< %s | sh", lambda x: "abcd" + x),
    ("sed's first letters", "sed 's/^....//' <<< %s | sh", lambda x: "abcd" + x),
    ("expr", "eval \"$(expr %s : 'x*\\(.*\\)')\"", lambda x: "xxx" + x),
    ("${x:3}", 'c=%s; bash -c "${c:3}"', lambda x: "abc" + x),
    ("${x%???}", 'c=%s; bash -c "${c%???}"', lambda x: x + "abc"),
    ("grep -o", "grep -oP '(?<=start:).*' <<< %s | sh", lambda x: "start:" + x),
    ("grep -v", "grep -v ^# <<< %s | sh", lambda x: "# a note\n" + x),
    ("sed d", "sed 1d <<< %s | sh", lambda x: "a note\n" + x),
    ("tail +2", "tail -n +2 <<< %s | sh", lambda x: "a note\n" + x),
    ("sed of a mark", "sed 's/@@//g' <<< %s | sh", lambda x: x.replace(" ", "@@ ")),
    (
        "python's replace",
        'python3 -c \'import sys; print(sys.argv[1].replace("@@", ""))\' %s | sh',
        lambda x: x.replace(" ", "@@ "),
    ),
    (
        "perl's tr",
        "perl -pe 'y/a-zA-Z/n-za-mN-ZA-M/' <<< %s | sh",
        lambda x: codecs.encode(x, "rot13"),
    ),
    (
        "python's rot13",
        "python3 -c 'import codecs,sys; print(codecs.decode(sys.argv[1], \"rot13\"))' %s | sh",
        lambda x: codecs.encode(x, "rot13"),
    ),
    ("letters by fold", "fold -w1 <<< %s | tr -d '\\n' | sh", lambda x: x),
    (
        "json of python",
        "python3 -c 'import json,sys; print(json.loads(sys.argv[1])[\"c\"])' %s | sh",
        lambda x: json.dumps({"c": x}),
    ),
    ("json of node", "node -p 'JSON.parse(process.argv[1]).c' %s | sh", lambda x: json.dumps({"c": x})),
    ("xargs of words", "xargs -n1 <<< %s | paste -sd' ' | sh", lambda x: x),
)


LATEST_TEXTS = (
    *(Mutation(f"text of {name}", written(_printed(form, change))) for name, form, change in _TEXTS),
    *(Mutation(f"text by {name}", by_text(form, change)) for name, form, change in _QUOTED_TEXTS),
    Mutation("started by make --eval", option("make --eval=%s x", "x:;")),
    Mutation(
        "started by rpm -E",
        (lambda s: f"rpm -E {quoted('%(' + s.line + ')')}" if s.open_ended and ")" not in s.line else None),
    ),
    Mutation("started by dc's sign", lambda s: f"dc -e {quoted('!' + s.line)}" if s.open_ended else None),
    Mutation("started by ftp's sign", lambda s: f"ftp <<< {quoted('!' + s.line)}" if s.open_ended else None),
    Mutation(
        "started by lftp's sign",
        lambda s: f"lftp -c {quoted('!' + s.line)}" if s.open_ended and ";" not in s.line else None,
    ),
    Mutation(
        "started by psql's sign",
        lambda s: f"psql -c {quoted(chr(92) + '! ' + s.line)}" if s.open_ended else None,
    ),
    Mutation(
        "started by mysql's system",
        lambda s: f"mysql -e {quoted('system ' + s.line)}" if s.open_ended and ";" not in s.line else None,
    ),
    Mutation(
        "started by sqlite's system",
        lambda s: f"sqlite3 <<< {quoted('.system ' + s.line)}" if s.open_ended else None,
    ),
    Mutation(
        "started by ipython's sign",
        lambda s: (
            f"ipython -c {quoted('!' + s.line)}" if s.open_ended and not set("{}$") & set(s.line) else None
        ),
    ),
    Mutation(
        "started by less's sign",
        lambda s: f"less {quoted('+!' + s.line)} x" if s.open_ended and "%" not in s.line else None,
    ),
    Mutation(
        "started by screen stuff",
        lambda s: (
            f"screen -X stuff {quoted(s.line + chr(10))}"
            if s.open_ended and not set("^$\\") & set(s.line)
            else None
        ),
    ),
    Mutation("started by R", by_language("Rscript -e ", lambda x: f"system({text(x)})")),
    Mutation("started by octave", by_language("octave --eval ", lambda x: f"system({text(x)})")),
    Mutation("started by gnuplot's system", by_language("gnuplot -e ", lambda x: f"system {text(x)}")),
    Mutation(
        "started by crystal",
        by_language("crystal eval ", lambda x: f"system({text(x)})" if "#" not in x else ""),
    ),
    Mutation(
        "started by nim", by_language("nim --eval:", lambda x: f"import os; discard execShellCmd({text(x)})")
    ),
    Mutation(
        "started by bun", by_language("bun -e ", lambda x: f"require('child_process').execSync({text(x)})")
    ),
    Mutation(
        "started by scala",
        by_language("scala -e ", lambda x: f'import sys.process._; Seq("sh", "-c", {text(x)}).!'),
    ),
    Mutation("started by swift", by_language("swift -e ", lambda x: f"import Foundation; system({text(x)})")),
    Mutation("started by osascript", by_language("osascript -e ", lambda x: f"do shell script {text(x)}")),
    Mutation("started by rake", by_language("rake -e ", lambda x: f"sh {text(x)}" if "#" not in x else "")),
    Mutation(
        "started by puppet",
        by_language(
            "puppet apply -e ",
            lambda x: f"exec {{ {text(x)}: path => $facts['path'] }}" if "$" not in x else "",
        ),
    ),
    Mutation(
        "started by chef",
        by_language("chef-apply -e ", lambda x: f"execute {text(x)}" if "#" not in x else ""),
    ),
    Mutation("started by fish", around("fish -c '$argv' -- bash -c %s")),
    Mutation("started by npm pkg", around("npm pkg set scripts.zz=%s && npm run zz")),
    Mutation("started by git config", option("git config alias.zz %s; git zz", "!")),
    Mutation("started by composer", around("composer exec -- sh -c %s")),
    Mutation("started by cargo", around("cargo watch -s %s")),
    Mutation("started by nodemon", around("nodemon --exec %s")),
    Mutation("started by env -S and sh", by_words("env -S 'sh -c \"%w\"'")),
    Mutation("started by command -- ", before("command -- ")),
    Mutation("started by nice -19", before("nice -19 ")),
    Mutation("started by nice --adjustment", before("nice --adjustment=5 -- ")),
    Mutation("started by timeout --signal", before("timeout --signal=KILL -- 60s ")),
    Mutation("started by sudo -iu", before("sudo -iu root ")),
    Mutation("started by sudo --user", before("sudo --user=root --set-home --non-interactive -- ")),
    Mutation("started by sudo with a variable", before("sudo A=1 B=2 ")),
    Mutation("started by env --unset", before("env --unset=X --ignore-signal A=b -- ")),
    Mutation("started by ionice alone", before("ionice -c 3 -n 7 -t ")),
    Mutation("started by xargs of nothing", before("xargs -a /dev/null ")),
    Mutation("started by xargs -I", before("echo 1 | xargs -I@@ ")),
    Mutation(
        "started by find -exec alone",
        lambda s: (
            f"find . -maxdepth 0 -exec {' '.join(s.words)} \\;"
            if len(s.words) > 1 and "sudo" not in s.words
            else None
        ),
    ),
    Mutation("started by stdbuf --output", before("stdbuf --output=L --error=0 ")),
    Mutation("started by setarch", before("setarch x86_64 -R ")),
    Mutation("started by linux32", before("linux64 ")),
    Mutation("started by chroot --userspec", before("chroot --userspec=0:0 / ")),
    Mutation("started by nsenter --all", before("nsenter --target 1 --mount --uts --ipc --net --pid -- ")),
    Mutation("started by run0", before("run0 --background= ")),
    Mutation("started by please", before("please ")),
    Mutation("started by sudo-rs", before("sudo-rs ")),
    Mutation("program by an array's slice", spelt(lambda n: f"p=(a {n} b); ${{p[@]:1:1}}", at_least=1)),
    Mutation("program by a nested default", spelt(lambda n: f"${{no_a:-${{no_b:-{n}}}}}", at_least=1)),
    Mutation(
        "program by ${x^}",
        spelt(lambda n: f"p={n.capitalize()}; ${{p,}}" if n.islower() and n.isalpha() else n),
    ),
    Mutation("program by awk", spelt(lambda n: f"$(awk 'BEGIN{{print \"{n}\"}}')")),
    Mutation("program by sed", spelt(lambda n: f"$(sed s/Q/{n[0]}/ <<< Q{n[1:]})" if "Q" not in n else n)),
    Mutation("program by basename", spelt(lambda n: f"$(basename /usr/bin/{n})")),
    Mutation("program by command -v", spelt(lambda n: f"$(command -v {n})", builtins=False)),
    Mutation("program by which", spelt(lambda n: f'"$(which {n})"', builtins=False)),
    Mutation("program by expr", spelt(lambda n: f"$(expr substr xx{n} 3 99)")),
    Mutation("program by python", spelt(lambda n: f"$(python3 -c 'print(\"{n}\")')")),
    Mutation("program by +=", spelt(lambda n: f"p={n[0]}; p+={n[1:]}; $p")),
    Mutation("program by local", spelt(lambda n: f"local p={n} 2>/dev/null; p={n}; $p", at_least=1)),
    Mutation("program by set", spelt(lambda n: f"set -- {n}; $1", at_least=1)),
    Mutation("program by a pattern of a variable", spelt(lambda n: f"d=/usr/bin; $d/{n}", builtins=False)),
    Mutation("program by PATH", spelt(lambda n: f"PATH=/usr/bin:/bin {n}", builtins=False)),
    Mutation(
        "program by a link made before",
        spelt(lambda n: f"ln -s /usr/bin/{n} /tmp/zz; /tmp/zz", builtins=False),
    ),
    Mutation("program by a copy", spelt(lambda n: f"cp /usr/bin/{n} ./zz; ./zz", builtins=False)),
    Mutation("program by a link by name", spelt(lambda n: f"ln -s $(which {n}) zz && ./zz", builtins=False)),
    Mutation("program by an alias of it", spelt(lambda n: f"shopt -s expand_aliases; alias zz={n}\nzz")),
    Mutation("program by a function of it", spelt(lambda n: f'zz() {{ {n} "$@"; }}; zz')),
    Mutation(
        "program by a function of command",
        spelt(lambda n: f'zz() {{ command {n} "${{@}}"; }}; zz', builtins=False),
    ),
)
