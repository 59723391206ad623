"""Lines as other shells write them, and in languages of which only the names of functions are known.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable

from bench.rewriting.forms import BUILTINS, Mutation, Rewrite, Sample, by_language, worded
from bench.rewriting.tools_that_run_text import option, written
from bench.rewriting.words_in_pieces import by_operand, by_words

quoted = shlex.quote
text = json.dumps


def _three(form: str, between: str = ", ") -> Callable[[str], str]:
    """A form with `"sh"`, `"-c"` and the line where its %s stands."""
    return lambda line: form.replace("%s", between.join(map(text, ("sh", "-c", line))))


def _indexed(words: tuple[str, ...]) -> str | None:
    """An array whose places are told, written from its end."""
    if words[0] in BUILTINS:
        return None
    places = " ".join(f"[{place}]={word}" for place, word in reversed(list(enumerate(words))))
    return f'v=({places}); "${{v[@]}}"'


def _wrapped(form: str, inner: str) -> Rewrite:
    """The line within another text, which is one word of a command."""

    def rewrite(sample: Sample) -> str | None:
        fits = sample.open_ended and sample.first is not None and "'" not in sample.line
        return form.replace("%s", quoted(inner.replace("%s", sample.line))) if fits else None

    return rewrite


def _file(name: str, run: str, form: Callable[[str], str]) -> Rewrite:
    """Code of a language in a file that the line writes and runs."""
    return written(lambda line: f"cat > {name} <<'E_O_F' && {run}\n{form(line)}\nE_O_F")


def _rust(line: str) -> str:
    return f'std::process::Command::new("sh").args(["-c", {text(line)}]).status()'


WAYS_OF_OTHER_SHELLS = (
    Mutation("array by its places", worded(_indexed)),
    Mutation("function of fish", by_words("fish -c 'function w; $argv; end; w %w'")),
    Mutation("list of fish", by_words("fish -c 'set v %w; $v'")),
    Mutation("branch of fish", _wrapped("fish -c %s", "if true; %s; end")),
    Mutation("joined in fish", _wrapped("fish -c %s", "true; and %s")),
    Mutation("substitution of fish", by_operand("fish -c '%w (echo %s)'")),
    Mutation("array of zsh", by_words("zsh -c 'v=(%w); $v'")),
    Mutation("words of zsh", by_words("zsh -c 'v=\"%w\"; ${=v}'")),
    Mutation("path of zsh", by_words("zsh -c '=%w'")),
    Mutation("short loop of zsh", by_operand("zsh -c 'for f (%s) %w $f'")),
    Mutation("list of tcsh", by_words("tcsh -c 'set v = (%w); $v'")),
    Mutation("loop of csh", by_operand("csh -c 'foreach f (%s)\n%w $f\nend'")),
    Mutation("program outside of nu", by_words("nu -c '^%w'")),
    Mutation("program outside of elvish", by_words("elvish -c 'e:%w'")),
    Mutation("python in xonsh", by_language("xonsh -c ", lambda x: f"import os; os.system({x!r})")),
    Mutation("scala", by_language("scala-cli -e ", _three("sys.process.Process(Seq(%s)).!"))),
    Mutation("text of scala", by_language("scala -e ", lambda x: f"import sys.process._; {text(x)}.!")),
    Mutation("kotlin", by_language("kotlinc -e ", _three("ProcessBuilder(%s).start()"))),
    Mutation("rust", by_language("rust-script -e ", _rust)),
    Mutation("D", by_language("rdmd --eval=", lambda x: f"std.process.executeShell({text(x)});")),
    Mutation("mix", by_language("mix run -e ", lambda x: f"System.shell({text(x)})")),
    Mutation("janet", by_language("janet -e ", _three("(os/execute [%s] :p)", " "))),
    Mutation("hy", by_language("hy -c ", lambda x: f"(import os) (os.system {text(x)})")),
    Mutation("ecl", by_language("ecl -eval ", lambda x: f"(ext:system {text(x)})")),
    Mutation("babashka", by_language("bb ", lambda x: f"(babashka.process/shell {text(x)})")),
    Mutation("foreign function of lua", by_language("luajit -e ", lambda x: f"ffi.C.system({text(x)})")),
    Mutation("C# of dotnet", by_language("dotnet script eval ", _three("Process.Start(%s)"))),
    Mutation("F#", written(lambda x: f"dotnet fsi <<< {quoted(_three('Process.Start(%s)')(x))}")),
    Mutation("python of lldb", by_language("lldb -b -o ", lambda x: f"script import os; os.system({x!r})")),
    Mutation("python's sh", by_language("python3 -c ", _three("import sh; sh.env(%s)"))),
    Mutation("python's plumbum", by_language("python3 -c ", _three("from plumbum.cmd import env; env(%s)"))),
    Mutation("python's invoke", by_language("python3 -c ", lambda x: f"import invoke; invoke.run({x!r})")),
    Mutation("file of elixir", _file("x.exs", "elixir x.exs", lambda x: f"System.shell({text(x)})")),
    Mutation("file of ocaml", _file("x.ml", "ocaml x.ml", lambda x: f"Sys.command {text(x)}")),
    Mutation("file of racket", _file("x.rkt", "racket x.rkt", lambda x: f"(system {text(x)})")),
    Mutation("file of fish", _file("x.fish", "fish x.fish", lambda x: f"if true\n  {x}\nend")),
    Mutation("file of zsh", _file("x.zsh", "zsh x.zsh", lambda x: f"eval {quoted(x)}")),
    Mutation("import of perl", by_language("perl ", _three("-Mstrict;exec(%s)"), " -e 1")),
    Mutation("execa of node", by_language("node -e ", _three("require('execa').sync(%s)"))),
    Mutation("shelljs of node", by_language("node -e ", lambda x: f"require('shelljs').exec({text(x)})")),
    Mutation("exported compiler", option("export CC=%s; make")),
    Mutation(
        "debugger of perl", by_language("export PERL5DB=", lambda x: f"system({text(x)})", "; perl -d x")
    ),
    Mutation("output of sqlite", option("sqlite3 x.db %s 'select 1'", ".once |")),
    Mutation("option of nobody knows what", by_words("frobnicate --run '%w'")),
    Mutation("text of nobody knows what", by_words("frobnicate -e 'go \"%w\"'")),
)
