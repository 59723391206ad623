"""Ways of writing a line that hardly anybody thinks of: languages, files, settings and tools that run a text.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

import base64
import json
import shlex
from collections.abc import Callable

from bench.rewriting.forms import (
    BUILTINS,
    Mutation,
    Rewrite,
    Sample,
    around,
    by_language,
    hexadecimal,
    worded,
)

quoted = shlex.quote
text = json.dumps


def written(form: Callable[[str], str]) -> Rewrite:
    """A form for lines that mean the same in another shell."""
    return lambda sample: form(sample.line) if sample.whole and sample.line.isascii() else None


def option(form: str, before: str = "") -> Rewrite:
    """The line as the value of a setting: `%s` stands for `before` and the line, as one word."""

    def rewrite(sample: Sample) -> str | None:
        return form.replace("%s", quoted(before + sample.line)) if sample.open_ended else None

    return rewrite


def _coded(line: str) -> str:
    return base64.b64encode(line.encode()).decode()


def _three(form: str) -> Callable[[str], str]:
    """`form` with the words of `sh -c LINE` as strings."""
    return lambda line: form.replace("%s", f'"sh", "-c", {text(line)}')


def _last(form: str) -> Callable[[tuple[str, ...]], str | None]:
    """A form for the last word `%s` and those before it, `%w`."""

    def build(words: tuple[str, ...]) -> str | None:
        if words[-1].startswith("-") or words[0] in BUILTINS or words[0] in ("cp", "mv", "psql"):
            return None
        return form.replace("%s", words[-1]).replace("%w", " ".join(words[:-1]))

    return build


_C = "int main(void){return system(%s);}"

RARE_SPELLINGS = (
    Mutation("joined by sed", written(lambda x: f"echo {quoted(x.replace(' ', '@'))} | sed 's/@/ /g' | sh")),
    Mutation("end of a longer text", written(lambda x: f"echo {quoted('abc' + x)} | tail -c +4 | bash")),
    Mutation("line of a document", written(lambda x: f"sed -n 2p <<'E' | sh\nfoo\n{x}\nE")),
    Mutation("jq's codes", written(lambda x: f"jq -nr '{list(x.encode())}|implode' | sh")),
    Mutation("base64 twice", written(lambda x: f"echo {_coded(_coded(x))} | base64 -d | base64 -d | sh")),
    Mutation("file and $(cat)", around('echo %s > a; bash -c "$(cat a)"')),
    Mutation("file by a descriptor", around("exec 3>a; echo %s >&3; exec 3>&-; . ./a")),
    Mutation("install from its input", around("install -m 755 /dev/stdin /tmp/a <<< %s; /tmp/a")),
    Mutation("copied from a substitution", around("cp <(echo %s) /tmp/a; sh /tmp/a")),
    Mutation("tee with other rights", around("echo %s | sudo tee /tmp/a; sudo sh /tmp/a")),
    Mutation("behind nohup", written(lambda x: f"nohup cat > a <<'E'\n{x}\nE\nsh a")),
    Mutation("printed behind nice", around("nice echo %s | timeout 9 sh")),
    Mutation(
        "written by python",
        by_language("python3 -c ", lambda x: f"with open('/tmp/a', 'w') as f: f.write({x!r})", "; sh /tmp/a"),
    ),
    Mutation(
        "written by node",
        by_language(
            "node -e ", lambda x: f"require('fs').writeFileSync('/tmp/a', {text(x)})", "; bash /tmp/a"
        ),
    ),
    Mutation(
        "node's codes",
        by_language(
            "node -e ",
            lambda x: f"require('child_process').execSync('{hexadecimal(x)}')",
        ),
    ),
    Mutation("ruby's unpack", written(lambda x: f'ruby -e \'system "{_coded(x)}".unpack1("m")\'')),
    Mutation("named pipe", around("mkfifo /tmp/p; sh /tmp/p & echo %s > /tmp/p")),
    Mutation("truncated by a shell", around("echo %s | tee /dev/null | sh")),
    Mutation("last word in a loop of several", worded(_last('for d in %s /tmp/zz; do %w "$d"; done'))),
    Mutation("last word assigned by default", worded(_last(': ${d:=%s}; %w "$d"'))),
    Mutation("last word from a parameter", worded(_last('d=${1:-%s}; %w "$d"'))),
    Mutation("source /proc/self/fd/0", around("source /proc/self/fd/0 <<< %s")),
    Mutation("command of nothing found", around("command_not_found_handle() { %s; }; zzqx", quoted=False)),
    Mutation(
        "function's text to bash", around("f() { %s; }; { declare -f f; echo f; } | bash", quoted=False)
    ),
    Mutation("environment and python", around("C=%s python3 -c 'import os;os.system(os.environ[\"C\"])'")),
    Mutation("argument of ruby", around("ruby -e 'system ARGV[0]' %s")),
    Mutation("awk's lines", around("awk '{system($0)}' <<< %s")),
    Mutation(
        "python -m timeit", by_language("python3 -m timeit -s 'import os' ", lambda x: f"os.system({x!r})")
    ),
    Mutation(
        "manage.py shell", by_language("python manage.py shell -c ", lambda x: f"import os; os.system({x!r})")
    ),
    Mutation("artisan tinker", by_language("php artisan tinker --execute=", lambda x: f"system({text(x)});")),
    Mutation("rails runner", by_language("rails runner ", lambda x: f"system({text(x)})")),
    Mutation(
        "mongosh", by_language("mongosh --eval ", lambda x: f"require('child_process').execSync({text(x)})")
    ),
    Mutation(
        "deno",
        by_language("deno eval ", lambda x: f"new Deno.Command('sh',{{args:['-c',{text(x)}]}}).outputSync()"),
    ),
    Mutation("perl's pipe", by_language("perl -e ", _three("open(P, '-|', %s); print <P>"))),
    Mutation("powershell", by_language("pwsh -c ", lambda x: f"bash -c {quoted(x)}")),
    Mutation("guile", by_language("guile -c ", lambda x: f"(system {text(x)})")),
    Mutation("racket", by_language("racket -e ", lambda x: f"(require racket/system) (system {text(x)})")),
    Mutation(
        "clojure", by_language("clojure -e ", lambda x: f'(clojure.java.shell/sh "bash" "-c" {text(x)})')
    ),
    Mutation(
        "emacs",
        by_language("emacs --batch --eval ", lambda x: f'(call-process "sh" nil nil nil "-c" {text(x)})'),
    ),
    Mutation("elixir", by_language("elixir -e ", lambda x: f"System.shell({text(x)})")),
    Mutation("erlang", by_language("erl -noshell -eval ", lambda x: f"os:cmd({text(x)}), halt().")),
    Mutation("haskell", by_language("ghc -e ", lambda x: f"System.Process.callCommand {text(x)}")),
    Mutation("ocaml", by_language("ocaml -e ", lambda x: f"Sys.command {text(x)}")),
    Mutation("julia", by_language("julia -e ", lambda x: f"run(`bash -c {text(x)}`)")),
    Mutation("raku", by_language("raku -e ", lambda x: f"shell {text(x)}")),
    Mutation("groovy", by_language("groovy -e ", _three("[%s].execute()"))),
    Mutation(
        "jshell", written(lambda x: f"jshell - <<< {quoted(_three('new ProcessBuilder(%s).start();')(x))}")
    ),
    Mutation("m4", by_language("m4 <<< ", lambda x: f"syscmd([[{text(x)}]])")),
    Mutation(
        "C from the input",
        written(lambda x: f"gcc -xc - -o a <<< {quoted(_C.replace('%s', text(x)))} && ./a"),
    ),
    Mutation("C run at once", written(lambda x: f"tcc -run - <<< {quoted(_C.replace('%s', text(x)))}")),
    Mutation(
        "go run",
        written(lambda x: f"cat > a.go <<'E'\n{_three('exec.Command(%s).Run()')(x)}\nE\ngo run a.go"),
    ),
    Mutation(
        "git's environment",
        option("GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.pager GIT_CONFIG_VALUE_0=%s git log"),
    ),
    Mutation("git's credential helper", option("git -c %s fetch", "credential.helper=!")),
    Mutation("settings of ssh", option("ssh -F <(echo %s) h", "ProxyCommand ")),
    Mutation("LESSOPEN", option("LESSOPEN=%s less x", "|")),
    Mutation("fzf --preview", around("fzf --preview %s")),
    Mutation(
        "fzf --bind",
        lambda s: f"fzf --bind {quoted('start:execute[' + s.line + ']')}" if s.open_ended else None,
    ),
    Mutation("rg --pre", around("rg --pre %s x")),
    Mutation("concurrently", around("npx concurrently %s")),
    Mutation("pee", around("echo | pee %s")),
    Mutation("hatch run", around("hatch run sh -c %s")),
    Mutation("tox exec", around("tox exec -- sh -c %s")),
    Mutation("distrobox", around("distrobox enter x -- sh -c %s")),
    Mutation("watchexec", around("watchexec %s")),
    Mutation("runcon", around("runcon -t unconfined_t sh -c %s")),
    Mutation(
        "az run-command",
        around("az vm run-command invoke -g g -n v --command-id RunShellScript --scripts %s"),
    ),
    Mutation("machinectl", around("machinectl shell root@.host /bin/sh -c %s")),
)
