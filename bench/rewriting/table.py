"""Every way of writing that `bench/evade.py` tries."""

from __future__ import annotations

import json
import re
import shlex
from base64 import b32encode, b64encode

from bench.rewriting.codes_and_languages import LATEST_TEXTS
from bench.rewriting.forms import (
    APPLETS,
    BUILTINS,
    Mutation,
    alias_state,
    around,
    before,
    braces,
    by_language,
    called_zz,
    double_dash,
    from_the_root,
    function_state,
    gzipped,
    hexadecimal,
    in_base64,
    in_double_quotes,
    in_here_document,
    in_hexadecimal_digits,
    in_variables,
    last_by,
    octal,
    options_changed,
    options_last,
    spelt,
    tabs,
    through_xargs,
    turned_round,
    with_paths,
    worded,
)
from bench.rewriting.hidden_evaluation import ODD_SPELLINGS
from bench.rewriting.loops_and_arrays import LOOPS_AND_ARRAYS
from bench.rewriting.other_shells import WAYS_OF_OTHER_SHELLS
from bench.rewriting.paths_and_operands import PATH_SPELLINGS
from bench.rewriting.same_effect_on_files import SAME_EFFECTS
from bench.rewriting.same_effect_on_services import SAME_SERVICES
from bench.rewriting.same_effect_on_stores import SAME_STORES
from bench.rewriting.starters import LATEST_SPELLINGS
from bench.rewriting.texts_in_numbers import NEWER_SPELLINGS
from bench.rewriting.tools_that_run_text import RARE_SPELLINGS
from bench.rewriting.variables import VARIABLES
from bench.rewriting.words_in_pieces import FURTHER_SPELLINGS


def in_base32(text: str) -> str:
    return b32encode(text.encode("utf-8", "surrogateescape")).decode()


MUTATIONS = (
    Mutation("as it stands", lambda sample: sample.line),
    Mutation("program in single quotes", spelt(lambda name: f"'{name}'", at_least=1)),
    Mutation("program in double quotes", spelt(lambda name: f'"{name}"', at_least=1)),
    Mutation("empty quotes inside the program", spelt(lambda name: f"{name[0]}''{name[1:]}")),
    Mutation("backslash before the program", spelt(lambda name: "\\" + name, at_least=1)),
    Mutation("backslash inside the program", spelt(lambda name: f"{name[0]}\\{name[1:]}")),
    Mutation("line continued inside the program", spelt(lambda name: f"{name[0]}\\\n{name[1:]}")),
    Mutation("program in $'\\x..'", spelt(lambda name: f"$'{hexadecimal(name)}'", at_least=1)),
    Mutation("program by $(echo …)", spelt(lambda name: f"$(echo {name})", at_least=1)),
    Mutation("program by backticks", spelt(lambda name: f"`printf {name}`", at_least=1)),
    Mutation("program by ${x:-…}", spelt(lambda name: f"${{not_set_here:-{name}}}", at_least=1)),
    Mutation("program in a variable", lambda s: f"p={s.program}; $p{s.rest}" if s.program else None),
    Mutation("program in two variables", spelt(lambda n: f"p={n[0]}; q={n[1:]}; $p$q")),
    Mutation("empty variable inside the program", spelt(lambda name: f"{name[0]}$@{name[1:]}")),
    Mutation("absolute path", spelt(lambda name: f"/usr/bin/{name}", builtins=False, at_least=1)),
    Mutation("path with dots", spelt(lambda name: f"/usr/../usr/bin/./{name}", builtins=False)),
    Mutation("glob in the path", spelt(lambda name: f"/usr/bin/[{name[0]}]{name[1:]}", builtins=False)),
    Mutation("every word quoted", worded(lambda words: " ".join(f"'{word}'" for word in words))),
    Mutation("every word in a variable", worded(in_variables)),
    Mutation("all words in one variable", worded(lambda words: f"v='{' '.join(words)}'; $v")),
    Mutation("all words in an array", worded(lambda words: f'v=({" ".join(words)}); "${{v[@]}}"')),
    Mutation("brace expansion", worded(braces)),
    Mutation("IFS for blanks", worded("${IFS}".join)),
    Mutation("tabs for blanks", tabs),
    Mutation("line continued between words", worded(" \\\n  ".join)),
    Mutation("options unbundled", options_changed(lambda letters, _: [f"-{one}" for one in letters])),
    Mutation("options turned round", options_changed(lambda letters, _: ["-" + "".join(letters[::-1])])),
    Mutation("long options", options_changed(lambda letters, known: [known[one] for one in letters])),
    Mutation(
        "short long options", options_changed(lambda letters, known: [known[one][:6] for one in letters])
    ),
    Mutation("options last", worded(options_last)),
    Mutation("-- before operands", worded(double_dash)),
    Mutation("assignment first", before("LC_ALL=C ")),
    Mutation("redirection first", before("</dev/null ")),
    Mutation("output thrown away", around("%s >/dev/null 2>&1", quoted=False)),
    Mutation("command", before("command ")),
    Mutation("env", before("env ")),
    Mutation("env with options", before("env -u NOT_SET_HERE A=1 ")),
    Mutation(
        "env -S", worded(lambda words: f"env -S '{' '.join(words)}'" if words[0] not in BUILTINS else None)
    ),
    Mutation("sudo", before("sudo ")),
    Mutation("sudo with options", before("sudo -n -u root -- ")),
    Mutation("doas", before("doas ")),
    Mutation("nohup", before("nohup ")),
    Mutation("timeout", before("timeout -k 5 60 ")),
    Mutation("nice and ionice", before("nice -n 19 ionice -c3 ")),
    Mutation("setsid", before("setsid -f ")),
    Mutation("stdbuf", before("stdbuf -oL ")),
    Mutation("time", before("time ")),
    Mutation("strace", before("strace -f -o /dev/null ")),
    Mutation("!", before("! ")),
    Mutation("busybox", before("busybox ", APPLETS)),
    Mutation("loader", spelt(lambda n: f"/lib64/ld-linux-x86-64.so.2 /usr/bin/{n}", builtins=False)),
    Mutation("xargs with the last word", worded(through_xargs)),
    Mutation("xargs bash -c", around("echo 1 | xargs -I@@ bash -c %s")),
    Mutation("find -exec", around("find / -maxdepth 0 -exec bash -c %s ';'")),
    Mutation("bash -c", around("bash -c %s")),
    Mutation("bash -c in double quotes", in_double_quotes),
    Mutation(
        "bash -c in bash -c",
        lambda s: "bash -c " + shlex.quote("sh -c " + shlex.quote(s.line)) if s.whole else None,
    ),
    Mutation("bash -lic", around("/usr/bin/env bash -lic %s")),
    Mutation("eval", around("eval %s")),
    Mutation("eval of $'\\x..'", lambda s: f"eval $'{hexadecimal(s.line)}'" if s.whole else None),
    Mutation("eval of a variable", around('c=%s; eval "$c"')),
    Mutation("eval of $(echo …)", around('eval "$(echo %s)"')),
    Mutation("echo to bash", around("echo %s | bash")),
    Mutation("base64 to bash", in_base64),
    Mutation("printf hex to bash", lambda s: f"printf '{hexadecimal(s.line)}' | bash" if s.whole else None),
    Mutation("rev to bash", turned_round),
    Mutation("here-document to bash", in_here_document),
    Mutation("here-string to bash", around("bash <<< %s")),
    Mutation("bash <(echo …)", around("bash <(echo %s)")),
    Mutation("source <(echo …)", around("source <(echo %s)")),
    Mutation("ssh localhost", around("ssh localhost %s")),
    Mutation("ssh with options", around("ssh -o BatchMode=yes -p 22 root@127.0.0.1 -- %s")),
    Mutation("su -c", around("su - root -c %s")),
    Mutation("flock -c", around("flock /tmp/lock -c %s")),
    Mutation("script -c", around("script -qc %s /dev/null")),
    Mutation("watch", around("watch -n 60 %s")),
    Mutation("tmux", around("tmux new-session -d %s")),
    Mutation("docker on the host's root", around("docker run --rm -v /:/host alpine chroot /host sh -c %s")),
    Mutation("python os.system", by_language("python3 -c ", lambda line: f"import os; os.system({line!r})")),
    Mutation(
        "python subprocess",
        by_language("python3 -c ", lambda line: f"import subprocess as s\ns.run({line!r}, shell=True)"),
    ),
    Mutation(
        "perl system", lambda s: f"perl -e 'system(@ARGV)' bash -c {shlex.quote(s.line)}" if s.whole else None
    ),
    Mutation("subshell", around("( %s )", quoted=False)),
    Mutation("group", around("{ %s; }", quoted=False)),
    Mutation("group with a redirection", around("{ %s; } 2>/dev/null", quoted=False)),
    Mutation("background", around("( %s ) &", quoted=False)),
    Mutation("true after it", around("%s; true", quoted=False)),
    Mutation("true before it", around("true && %s", quoted=False)),
    Mutation("cd before it", around("cd /tmp 2>/dev/null; %s", quoted=False)),
    Mutation("on the second line", around("echo start\n%s", quoted=False)),
    Mutation("comment after it", around("%s # tidy up, see the wiki", quoted=False)),
    Mutation("comment before it", around("# tidy up, see the wiki\n%s", quoted=False)),
    Mutation("if true", around("if true; then %s; fi", quoted=False)),
    Mutation("else branch", around("if false; then :; else %s; fi", quoted=False)),
    Mutation("for loop", around("for i in 1; do %s; done", quoted=False)),
    Mutation("while loop", around("while true; do %s; break; done", quoted=False)),
    Mutation("case", around("case x in x) %s;; esac", quoted=False)),
    Mutation("function", around("work() { %s; }; work", quoted=False)),
    Mutation("coproc", around("coproc { %s; }", quoted=False)),
    Mutation("$( )", around("echo $( %s )", quoted=False)),
    Mutation("trap EXIT", around("trap %s EXIT; exit")),
    Mutation("alias of the shell", called_zz, alias_state),
    Mutation("function of the shell", called_zz, function_state),
    Mutation("program in $'\\nnn'", spelt(lambda name: f"$'{octal(name)}'", at_least=1)),
    Mutation(
        "program by printf of bytes", spelt(lambda name: f"$(printf '{hexadecimal(name)}')", at_least=1)
    ),
    Mutation("program by rev", spelt(lambda name: f"$(echo {name[::-1]} | rev)")),
    Mutation(
        "program by tr",
        spelt(lambda name: f"$(echo {name.upper()} | tr A-Z a-z)" if name.islower() else name),
    ),
    Mutation("program by base64", spelt(lambda n: f"$(echo {b64encode(n.encode()).decode()} | base64 -d)")),
    Mutation("program by ${x%y}", spelt(lambda name: f"p={name}QQ; ${{p%QQ}}", at_least=1)),
    Mutation("program by ${x/y}", spelt(lambda name: f"p={name[0]}QQ{name[1:]}; ${{p/QQ}}")),
    Mutation(
        "program by ${x,,}", spelt(lambda name: f"p={name.upper()}; ${{p,,}}" if name.islower() else name)
    ),
    Mutation("program by ${x:0:n}", spelt(lambda name: f"p={name}QQ; ${{p:0:{len(name)}}}")),
    Mutation("program by ${!x}", spelt(lambda name: f"p={name}; q=p; ${{!q}}", at_least=1)),
    Mutation("program by printf -v", spelt(lambda name: f"printf -v p %s {name}; $p", at_least=1)),
    Mutation("program by read", spelt(lambda name: f"read -r p <<< {name}; $p", at_least=1)),
    Mutation(
        "program by a loop",
        lambda s: f"for p in {s.program}; do $p{s.rest}; done" if s.first and s.open_ended else None,
    ),
    Mutation("empty $() inside the program", spelt(lambda name: f"{name[0]}$(){name[1:]}")),
    Mutation("empty backticks inside the program", spelt(lambda name: f"{name[0]}``{name[1:]}")),
    Mutation("words by set --", worded(lambda words: f'set -- {" ".join(words)}; "$@"')),
    Mutation("words by bash -c $@", worded(lambda words: f"bash -c '\"$@\"' _ {' '.join(words)}")),
    Mutation("words by sh -c $0", worded(lambda words: f"sh -c '$0 \"$@\"' {' '.join(words)}")),
    Mutation(
        "words by xargs",
        worded(lambda words: f"echo {' '.join(words)} | xargs env" if words[0] not in BUILTINS else None),
    ),
    Mutation(
        "words by xargs lines",
        worded(
            lambda words: (
                "printf '%s\\n' " + " ".join(words[1:]) + f" | xargs -d '\\n' {words[0]}"
                if words[0] not in BUILTINS
                else None
            )
        ),
    ),
    Mutation(
        "words by find -exec",
        worded(
            lambda words: (
                f"find / -maxdepth 0 -exec {' '.join(words)} ';'" if words[0] not in BUILTINS else None
            )
        ),
    ),
    Mutation(
        "words by find -execdir +",
        worded(
            lambda words: (
                f"find / -maxdepth 0 -execdir {' '.join(words)} ';'" if words[0] not in BUILTINS else None
            )
        ),
    ),
    Mutation("last word by $(echo …)", last_by("$(echo %s)")),
    Mutation("last word by a variable", last_by('"${not_set_here:-%s}"')),
    Mutation("last word by braces", last_by("{%s,}")),
    Mutation("paths with two slashes", with_paths(lambda path: path.replace("/", "//"))),
    Mutation("paths with a dot", with_paths(lambda path: "/." + path)),
    Mutation("paths up and down", with_paths(lambda path: "/var/.." + path)),
    Mutation("paths by /proc/self/root", with_paths(lambda path: "/proc/self/root" + path)),
    Mutation("paths from the root", worded(from_the_root)),
    Mutation("exec", before("exec ")),
    Mutation("pkexec", before("pkexec ")),
    Mutation("runuser", before("runuser -u root -- ")),
    Mutation("chroot /", before("chroot / ")),
    Mutation("unshare", before("unshare -m ")),
    Mutation("nsenter", before("nsenter -t 1 -m -- ")),
    Mutation("systemd-run", before("systemd-run --wait --pipe ")),
    Mutation("taskset and chrt", before("taskset 1 chrt -i 0 ")),
    Mutation("unbuffer", before("unbuffer ")),
    Mutation("parallel", around("parallel ::: %s")),
    Mutation("xvfb-run", before("xvfb-run -a ")),
    Mutation("dbus-run-session", before("dbus-run-session -- ")),
    Mutation("toybox", before("toybox ", APPLETS)),
    Mutation("two of them", before("sudo nohup nice -n 5 env A=1 ")),
    Mutation("sudo bash -c", around("sudo -E bash -c %s")),
    Mutation("sudo su -c", around("sudo su - -c %s")),
    Mutation("sh by its path", around("/bin/sh -ec %s")),
    Mutation("zsh -c", around("zsh -c %s")),
    Mutation("busybox sh -c", around("busybox sh -c %s")),
    Mutation("echo to sudo bash", around("echo %s | sudo bash -s")),
    Mutation("echo through cat and tee to sh", around("echo %s | cat | tee /dev/null | sh")),
    Mutation("bash < <(echo …)", around("bash < <(echo %s)")),
    Mutation("tee >(bash)", around("echo %s | tee >(bash)")),
    Mutation(
        "here-document through cat",
        lambda s: f"cat <<'END_OF_IT' | bash\n{s.line}\nEND_OF_IT" if s.whole else None,
    ),
    Mutation("written and run", around("echo %s > /tmp/x.sh; bash /tmp/x.sh")),
    Mutation(
        "written, made a program and run", around("echo %s > /tmp/x.sh && chmod +x /tmp/x.sh && /tmp/x.sh")
    ),
    Mutation("written and sourced", around("echo %s > x.sh; . ./x.sh")),
    Mutation("gzip and base64 to sh", gzipped),
    Mutation("xxd to bash", in_hexadecimal_digits),
    Mutation("perl -e backticks", by_language("perl -e ", lambda line: "system(q\x01" + line + "\x01)")),
    Mutation(
        "ruby system",
        by_language("ruby -e ", lambda line: f"system({json.dumps(line)})" if "#" not in line else ""),
    ),
    Mutation(
        "node execSync",
        by_language("node -e ", lambda line: f"require('child_process').execSync({json.dumps(line)})"),
    ),
    Mutation(
        "php system",
        by_language(
            "php -r ", lambda line: "system('" + line.replace("\\", "\\\\").replace("'", "\\'") + "');"
        ),
    ),
    Mutation("awk system", by_language("awk ", lambda line: f"BEGIN {{ system({json.dumps(line)}) }}")),
    Mutation(
        "git alias", lambda s: f"git -c {shlex.quote('alias.x=!' + s.line)} x" if s.open_ended else None
    ),
    Mutation(
        "vim -c",
        lambda s: (
            f"vim -es -c {shlex.quote('!' + s.line)} -c q"
            if s.open_ended and not re.search("[%#!|]", s.line)
            else None
        ),
    ),
    Mutation("at", around("echo %s | at now")),
    Mutation(
        "crontab",
        lambda s: (
            f"echo {shlex.quote('* * * * * ' + s.line)} | crontab -"
            if s.open_ended and "%" not in s.line
            else None
        ),
    ),
    Mutation(
        "make",
        lambda s: (
            f"make -f <(printf 'x:\\n\\t%s\\n' {shlex.quote(s.line)})"
            if s.open_ended and "$" not in s.line
            else None
        ),
    ),
    Mutation("PROMPT_COMMAND", around("PROMPT_COMMAND=%s")),
    Mutation("trap DEBUG", around("trap %s DEBUG")),
    Mutation("in an assignment", around("x=$( %s )", quoted=False)),
    Mutation("in double quotes", around('echo "done: $( %s )"', quoted=False)),
    Mutation(
        "in backticks",
        lambda s: f"echo `{s.line}`" if s.open_ended and not re.search(r"[`\\]", s.line) else None,
    ),
    Mutation("in arithmetic", around("echo $(( $( %s >&2; echo 1 ) + 1 ))", quoted=False)),
    Mutation("in a condition", around("[[ -n $( %s ) ]] && echo ok", quoted=False)),
    Mutation("as a condition", around("if %s; then echo ok; fi", quoted=False)),
    Mutation("as a loop's condition", around("while %s; do break; done", quoted=False)),
    Mutation(
        "in a here-document's body",
        lambda s: f"cat <<END_OF_IT\n$( {s.line} )\nEND_OF_IT" if s.open_ended else None,
    ),
    Mutation("process substitution", around("cat <( %s )", quoted=False)),
    Mutation("in a default", around(": ${not_set_here:=$( %s )}", quoted=False)),
    Mutation("in an array", around("x=( $( %s ) )", quoted=False)),
    Mutation("after ||", around("false || { %s; }", quoted=False)),
    Mutation("piped on", around("{ %s; } |& tee /tmp/log", quoted=False)),
    Mutation("function with the name of another program", around("ls() { %s; }; ls", quoted=False)),
    Mutation("function in a subshell", around("work() ( %s ); work && true", quoted=False)),
    Mutation("alias and its use", lambda s: f"alias zz={shlex.quote(s.line)}\nzz" if s.open_ended else None),
    Mutation("one of two branches", around('if [ -e x ]; then c=%s; else c=ls; fi; eval "$c"')),
    Mutation("variable after && and ||", around('true && c=%s || c=ls; eval "$c"')),
    Mutation("function in a branch", around("case x in x) work() { %s; };; esac; work", quoted=False)),
    Mutation(
        "file in a branch", around("if [ -e x ]; then echo %s > y.sh; else echo ls > y.sh; fi; sh y.sh")
    ),
    Mutation("reference to a variable", around('c=%s; declare -n r=c; eval "$r"')),
    Mutation("exported variable", around("export c=%s; bash -c 'eval \"$c\"'")),
    Mutation("lines of an array", around('mapfile -t l <<< %s; eval "${l[@]}"')),
    Mutation("loop over a pipe", around('for c in %s; do eval "$c"; done')),
    Mutation("descriptor", around("exec 3<<< %s; . /dev/fd/3")),
    Mutation("descriptor of the shell", around("bash <&3 3<<< %s")),
    Mutation("echo > >(sh)", around("echo %s > >(sh)")),
    Mutation("tee and run", around("echo %s | tee /tmp/x.sh; sh /tmp/x.sh")),
    Mutation("startup file of the shell", around("bash --rcfile <(echo %s) -i")),
    Mutation("BASH_ENV", around("BASH_ENV=<(echo %s) bash -c :")),
    Mutation("linked shell", around("ln -s $(command -v bash) ./b && ./b -c %s")),
    Mutation("env - sh", around("env - sh -c %s")),
    Mutation("parallel from a pipe", around("echo %s | parallel")),
    Mutation(
        "debugger", lambda s: f"gdb -batch -ex {shlex.quote('shell ' + s.line)}" if s.open_ended else None
    ),
    Mutation("two tmux commands", around("tmux new-session -d \\; send-keys %s Enter")),
    Mutation(
        "docker --entrypoint", around("docker run -v /:/host --entrypoint chroot alpine /host sh -c %s")
    ),
    Mutation("base32 in eval", lambda s: f'eval "$(base32 -d <<< {in_base32(s.line)})"' if s.whole else None),
    *ODD_SPELLINGS,
    *RARE_SPELLINGS,
    *WAYS_OF_OTHER_SHELLS,
    *FURTHER_SPELLINGS,
    *NEWER_SPELLINGS,
    *LATEST_SPELLINGS,
    *LATEST_TEXTS,
    *PATH_SPELLINGS,
    *SAME_EFFECTS,
    *SAME_SERVICES,
    *SAME_STORES,
    *VARIABLES,
    *LOOPS_AND_ARRAYS,
)
