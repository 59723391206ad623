"""Further ways of writing a line: words in pieces, places where a shell expands unseen, rare starters.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

import base64
import json
import quopri
import shlex
from collections.abc import Callable

from bench.rewriting.forms import (
    BUILTINS,
    Mutation,
    Rewrite,
    Sample,
    around,
    before,
    by_language,
    hexadecimal,
    spelt,
    worded,
)
from bench.rewriting.hidden_evaluation import hidden_in_subscript
from bench.rewriting.tools_that_run_text import option, written

quoted = shlex.quote
text = json.dumps


def by_words(form: str, joined_by: str = " ") -> Rewrite:
    """A form for plain words `%w`, joined by something; none for what only this shell does."""

    def build(words: tuple[str, ...]) -> str | None:
        if words[0] in BUILTINS or any(joined_by != " " and joined_by in word for word in words):
            return None
        return form.replace("%w", joined_by.join(words))

    return worded(build)


def by_operand(form: str) -> Rewrite:
    """A form for the last word `%s`, which is no option, and the words before it `%w`."""

    def build(words: tuple[str, ...]) -> str | None:
        if words[0] in (*BUILTINS, "sudo", "su", "timeout", "start-stop-daemon") or words[-1][0] not in "/~.":
            return None
        return form.replace("%s", words[-1]).replace("%w", " ".join(words[:-1]))

    return worded(build)


def unseen(form: str) -> Rewrite:
    """The line within `$( )` in single quotes, where the shell expands it all the same."""

    def rewrite(sample: Sample) -> str | None:
        return form.replace("%s", quoted(f"$({sample.line})")) if sample.open_ended else None

    return rewrite


def with_noise(line: str) -> str:
    """Each letter with one behind it that the line does not have."""
    noise = next(letter for letter in "@~^_QZXqzj5" if letter not in line)
    return f"tr -d {quoted(noise)} <<< {quoted(noise.join(line) + noise)} | bash"


def in_its_folder(form: str) -> Rewrite:
    """A form for the last word, a path: `%d` its folder, `%s` its name, `%w` the words before it."""

    def build(words: tuple[str, ...]) -> str | None:
        folder, _, name = words[-1].rstrip("/").rpartition("/")
        if not folder.startswith("/") or not name or words[0] in (*BUILTINS, "sudo") or len(words) < 2:
            return None
        if any("/" in word for word in words[:-1]):
            return None
        return form.replace("%s", name).replace("%d", folder).replace("%w", " ".join(words[:-1]))

    return worded(build)


def filled_up(line: str) -> str:
    """Blanks as a sign that the line does not have, put back by an expansion."""
    noise = next(letter for letter in "@^_QZXqzj5" if letter not in line)
    return f'c={quoted(line.replace(" ", noise))}; eval "${{c//{noise}/ }}"'


def one_by_one(line: str) -> str:
    lines = " ".join(map(quoted, line))
    return f"printf '%s\\n' {lines} | tr -d '\\n' | sh"


def in_json(line: str) -> str:
    return f"jq -r .c <<< {quoted(json.dumps({'c': line}))} | sh"


def printed_by_awk(line: str) -> str | None:
    plain = not set(line) & set("\\%")
    form = f"awk 'BEGIN{{print tolower({text(line.upper())})}}' | sh"
    return form if plain and line == line.lower() else None


def printed_by_php(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace("'", "\\'")
    return "php <<< " + quoted(f"<?php system('{escaped}');")


def by_quoted_printable(line: str) -> str:
    coded = quopri.encodestring(line.encode(), quotetabs=True).decode()
    return f"python3 -m quopri -d <<< {quoted(coded)} | sh"


def started_by(form: str, code: Callable[[str], str]) -> Rewrite:
    """Code of another language on the input of its program."""
    return written(lambda line: form.replace("%s", quoted(code(line))))


FURTHER_SPELLINGS = (
    # the words
    Mutation("words behind a function", by_words('go() { "$@"; }; go %w')),
    Mutation("words by another IFS", by_words("v=%w; IFS=,; $v", ",")),
    Mutation("words by env -S and its escapes", by_words(r"env -S'%w'", r"\_")),
    Mutation("words by read -a", by_words('read -ra v <<< "%w"; "${v[@]}"')),
    Mutation("words by expansion of a slice", by_words('set -- : %w; "${@:2}"')),
    Mutation("words printed to a shell", by_words("printf '%s ' %w | bash")),
    Mutation("program by hash -p", spelt(lambda n: f"hash -p /usr/bin/{n} zz; zz", builtins=False)),
    Mutation("program by BASH_CMDS", spelt(lambda n: f"BASH_CMDS[zz]=/usr/bin/{n}; zz", builtins=False)),
    Mutation("program by type -P", spelt(lambda n: f'"$(type -P {n})"', builtins=False)),
    Mutation("program by an associative array", spelt(lambda n: f'declare -A m=([a]={n}); "${{m[a]}}"')),
    # the operand
    Mutation("operand read in a group", by_operand('echo %s | { read -r d; %w "$d"; }')),
    Mutation("operand read in a loop", by_operand('while read -r d; do %w "$d"; done <<< %s')),
    Mutation("operand by find -exec +", by_operand("find %s -maxdepth 0 -exec %w {} +")),
    Mutation("operand by ls and xargs", by_operand("ls -d %s | xargs %w")),
    Mutation("operand by a here-string", by_operand("xargs %w <<< %s")),
    Mutation("operand by xargs -a", by_operand("xargs -a <(echo %s) %w")),
    Mutation("operand by dirname", by_operand('%w "$(dirname %s/x)"')),
    Mutation("operand by ${x%/*}", by_operand('d=%s/x; %w "${d%/*}"')),
    Mutation("operand by the last parameter", by_operand('set -- a %s; %w "${@: -1}"')),
    Mutation("operand by mapfile", by_operand('mapfile -t d <<< %s; %w "${d[0]}"')),
    Mutation("operand by $(<…)", by_operand('%w "$(< <(echo %s))"')),
    Mutation("operand by parallel", by_operand("parallel %w ::: %s")),
    # where the shell expands
    Mutation("list of compgen -W", unseen("compgen -W %s")),
    Mutation("command of compgen -C", option("compgen -C %s x 2>/dev/null")),
    Mutation("subscript in declare", hidden_in_subscript("declare %s=1")),
    Mutation("subscript in read", hidden_in_subscript("read %s <<< x")),
    Mutation("subscript in an offset", hidden_in_subscript("x=%s; y=abc; echo ${y:x}")),
    Mutation("trace of another shell", unseen("PS4=%s bash -xc :")),
    Mutation("a choice", around('select c in %s; do eval "$c"; break; done <<< 1')),
    Mutation("word of a case", around("case $( %s ) in *) ;; esac", quoted=False)),
    Mutation("until", around("until { %s; true; }; do :; done", quoted=False)),
    Mutation("trap RETURN", around("trap %s RETURN; go() { :; }; go")),
    Mutation("lines read and evaluated", around('while read -r c; do eval "$c"; done <<< %s')),
    Mutation("own shell by $BASH", around('"$BASH" -c %s')),
    Mutation("own shell by /proc", around("/proc/self/exe -c %s")),
    Mutation("input by $(cat)", around('echo %s | eval "$(cat)"')),
    Mutation("input of a group", around('{ eval "$(< /dev/stdin)"; } <<< %s')),
    # texts
    Mutation("noise taken out", written(with_noise)),
    Mutation("letter by letter", written(one_by_one)),
    Mutation("member of an object", written(in_json)),
    Mutation("made small by awk", lambda s: printed_by_awk(s.line) if s.whole and s.line.isascii() else None),
    Mutation("quoted-printable", written(by_quoted_printable)),
    Mutation(
        "base64 by openssl",
        written(lambda x: f"openssl base64 -d -A <<< {base64.b64encode(x.encode()).decode()} | sh"),
    ),
    Mutation(
        "base16 by basenc", written(lambda x: f"basenc -d --base16 <<< {x.encode().hex().upper()} | sh")
    ),
    # other languages on their input
    Mutation("python from its input", started_by("python3 <<< %s", lambda x: f"import os; os.system({x!r})")),
    Mutation("perl from its input", started_by("perl <<< %s", lambda x: f"system {x!r}")),
    Mutation("php from its input", written(printed_by_php)),
    Mutation(
        "python by names at run time",
        by_language("python3 -c ", lambda x: f"getattr(__import__('o'+'s'), 'sys'+'tem')({x!r})"),
    ),
    # what starts a text
    Mutation("pager of man", option("man -P %s ls")),
    Mutation("editor of git", option("GIT_EDITOR=%s git commit --amend")),
    Mutation("difference of git", option("GIT_EXTERNAL_DIFF=%s git diff")),
    Mutation("local command of ssh", option("ssh -o PermitLocalCommand=yes -o %s h", "LocalCommand=")),
    Mutation("checkpoint of tar", option("tar cf x . --checkpoint=1 %s", "--checkpoint-action=exec=")),
    Mutation("rule of make", option("make %s x", "--eval=x:;")),
    Mutation("cmake -E env", around("cmake -E env sh -c %s")),
    Mutation("ssh-agent", around("ssh-agent sh -c %s")),
    Mutation("perf stat", around("perf stat -- sh -c %s")),
    Mutation("firejail", around("firejail --noprofile sh -c %s")),
    Mutation("dtach", around("dtach -n /tmp/s sh -c %s")),
    Mutation("kitty", around("kitty --detach sh -c %s")),
    Mutation("watchexec by a shell of its own", around("watchexec --shell=bash %s")),
    Mutation("sudo -s from its input", around("sudo -s <<< %s")),
    Mutation("su from its input", around("su - root <<< %s")),
    Mutation("podman in the host's namespaces", around("podman run --privileged a nsenter -t1 sh -c %s")),
    Mutation("words by printf -0 and xargs", around("printf '%b\\0' %s | xargs -0 -n1 sh -c")),
    # quotes
    Mutation("each letter of the program escaped", spelt(lambda n: "".join("\\" + letter for letter in n))),
    Mutation("each letter of the program quoted", spelt(lambda n: "".join(f"'{letter}'" for letter in n))),
    Mutation("program as a text to translate", spelt(lambda n: f'$"{n}"', at_least=1)),
    Mutation("redirection between words", by_words("2>/dev/null %w 1>&1")),
    Mutation("words of eval", by_words("builtin eval -- %w")),
    Mutation("blanks put back", written(filled_up)),
    Mutation("escapes by ${x@E}", written(lambda x: f"c='{hexadecimal(x)}'; eval \"${{c@E}}\"")),
    Mutation("printf -v of bytes", written(lambda x: f"printf -v c %b '{hexadecimal(x)}'; eval \"$c\"")),
    # the folder
    Mutation("operand in its folder", in_its_folder("cd %d && %w %s")),
    Mutation("operand by CDPATH", in_its_folder("CDPATH=%d; cd . && %w %d/%s")),
    Mutation("operand by env -C", in_its_folder("env -C %d %w %s")),
    Mutation("operand beside itself", in_its_folder("%w %d/%s/../%s")),
    Mutation("operand by a link to its folder", in_its_folder("ln -s %d l; %w l/%s")),
    Mutation("operand beside a pattern", in_its_folder("%w %d/*/../%s")),
    Mutation("operand by a list", in_its_folder("%w {%d,%d}/%s")),
    Mutation("operand by pushd", in_its_folder("pushd %d >/dev/null; %w %s; popd")),
    # shells
    Mutation("bash -c --", around("bash --norc -o posix -c -- %s")),
    Mutation("parameter of eval in a shell", around("sh -c 'eval \"$0\"' %s")),
    Mutation("parameters joined in a shell", by_words("bash -c '$*' _ %w")),
    Mutation("numbered input of a shell", around("bash /dev/fd/3 3<<< %s")),
    Mutation("coprocess by its name", around('coproc sh; echo %s >&"${COPROC[1]}"')),
    Mutation("output of the shell to a shell", around("exec > >(sh); echo %s")),
    Mutation("first of MAPFILE", around('mapfile -t < <(echo %s); eval "$MAPFILE"')),
    Mutation("variable of the environment of a shell", around("env c=%s bash -c 'eval \"$c\"'")),
    Mutation("assigned by export", lambda s: f"export {quoted('c=' + s.line)}; eval $c" if s.whole else None),
    Mutation("local of a function", around('go() { local c=%s; eval "$c"; }; go')),
    Mutation("function by its keyword", around("function go { %s; }; go", quoted=False)),
    Mutation("here-document with tabs", lambda s: f"sh -s <<-'E'\n\t{s.line}\nE" if s.open_ended else None),
    # starters
    Mutation("command -p", before("command -p -- ")),
    Mutation("systemd-cat", before("systemd-cat -t x ")),
    Mutation("choom", before("choom -n 0 -- ")),
    Mutation("prlimit", before("prlimit --nofile=100 -- ")),
    Mutation("cpulimit", before("cpulimit -l 50 -- ")),
    Mutation("daemonize", spelt(lambda n: f"daemonize -c / /usr/bin/{n}", builtins=False)),
    Mutation("dumb-init", before("dumb-init -- ")),
    Mutation("chpst", before("chpst -u root ")),
    Mutation("s6-setuidgid", before("s6-setuidgid root ")),
    Mutation("chronic", before("chronic ")),
    Mutation("srun", before("srun -N1 ")),
    Mutation("sbatch --wrap", around("sbatch --wrap=%s")),
    Mutation("task spooler", before("tsp -n ")),
    Mutation("pueue", around("pueue add -- %s")),
    Mutation("expect spawn", by_words("expect -c 'spawn %w; interact'")),
    Mutation("logged by script -e", around("script -e -q -c %s /tmp/log")),
    Mutation("timed by its path", before("/usr/bin/time -f %e ")),
)
