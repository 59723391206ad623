"""Paths, options and operands written another way. The table of all is `bench.rewriting.table`."""

from __future__ import annotations

import re
from collections.abc import Callable

from bench.rewriting.forms import BUILTINS, Mutation, Rewrite, octal, worded
from bench.rewriting.patterns import by_pattern

_ROOTED = re.compile(r"/[A-Za-z0-9_.+-]+(?:/[A-Za-z0-9_.+-]+)*/?\Z")
_HOME = re.compile(r"~/[A-Za-z0-9_./+-]+\Z")
_OWN_WORDS = {"su", "timeout", "start-stop-daemon", "ssh", "docker", "chroot", "scp", "rsync", "podman"}


def rooted(form: str, deep: bool = False) -> Rewrite:
    """The last word, a path from the root: `%d` its first folder, `%r` the rest, `%s` all, `%w` before."""

    def build(words: tuple[str, ...]) -> str | None:
        path = words[-1]
        if not _ROOTED.match(path) or words[0] in BUILTINS or _OWN_WORDS & set(words):
            return None
        if deep and path.strip("/").count("/") < 1:
            return None
        if (
            re.match("(?:cd|env|p|for|exec|set|pushd|ln|shopt|HOME|IFS|d|v|a|declare)\\b", form)
            and words[0] in _OWN_WORDS
        ):
            return None
        first, _, rest = path.strip("/").partition("/")
        replaced = form.replace("%w", " ".join(words[:-1])).replace("%d", first).replace("%r", rest)
        replaced = replaced.replace("%1", first[:1]).replace("%2", first[1:]).replace("%s", path)
        return replaced.replace("<>", "%s")

    return worded(build)


def coded(change: Callable[[str], str]) -> Rewrite:
    def build(words: tuple[str, ...]) -> str | None:
        if not _ROOTED.match(words[-1]) or words[0] in BUILTINS:
            return None
        return " ".join([*words[:-1], change(words[-1])])

    return worded(build)


_HOME_LINE = r"(?P<w>[\w.-]+(?: [\w./=:+-]+)*) ~/(?P<p>[\w./+-]+)"
_HERE_LINE = r"(?P<w>(?!cd\b|ssh|docker|scp)[a-z][\w.-]*(?: [\w./=:+-]+)*) \./(?P<p>[\w./+-]+)"

_HOMES = (
    ("$HOME", "<w> $HOME/<p>"),
    ("${HOME%/}", '<w> "${HOME%/}"/<p>'),
    ("cd alone", "cd; <w> <p>"),
    ("cd ~ and $PWD", 'cd ~ && <w> "$PWD/<p>"'),
    ("cd - and ~-", "cd ~; cd /tmp; <w> ~-/<p>"),
    ("$OLDPWD", 'cd ~; cd /; <w> "$OLDPWD"/<p>'),
    ("pushd and ~1", "pushd ~ > /dev/null; pushd /tmp > /dev/null; <w> ~1/<p>"),
    ("~+", "cd ~; <w> ~+/<p>"),
    ("$(echo ~)", "<w> $(echo ~)/<p>"),
    ("$(cd && pwd)", '<w> "$(cd && pwd)"/<p>'),
    ("getent", '<w> "$(getent passwd "$USER" | cut -d: -f6)"/<p>'),
    ("/home/$USER", "<w> /home/$USER/<p>"),
    ("/home/$(whoami)", "<w> /home/$(whoami)/<p>"),
    ("eval", "<w> $(eval echo ~$USER)/<p>"),
    ("a variable", "h=~; <w> $h/<p>"),
    ("a loop", 'for d in ~; do <w> "$d/<p>"; done'),
    ("python", '<w> "$(python3 -c \'import os; print(os.path.expanduser("~/<p>"))\')"'),
    ("a link", "ln -s ~ ./h; <w> h/<p>"),
    ("env -C", "env -C ~ <w> <p>"),
    ("/proc/self/cwd", "cd ~; <w> /proc/self/cwd/<p>"),
    ("realpath", '<w> "$(realpath ~/<p>)"'),
    ("xargs", "echo ~/<p> | xargs <w>"),
    ("two dots", "<w> ~/Documents/../<p>"),
    ("a descriptor", "exec 9< ~; <w> /dev/fd/9/<p>"),
    ("a default", "<w> ${XDG_NOT_SET:-$HOME}/<p>"),
    ("a subshell", "(cd ~ && exec <w> <p>)"),
)
_HERES = (
    ("~+", "<w> ~+/<p>"),
    ("$PWD", '<w> "$PWD"/<p>'),
    ("$(pwd)", "<w> $(pwd)/<p>"),
    ("/proc/self/cwd", "<w> /proc/self/cwd/<p>"),
    ("/proc/$$/cwd", "<w> /proc/$$/cwd/<p>"),
    ("back again", "cd /tmp; cd - > /dev/null; <w> ./<p>"),
    ("$OLDPWD", "cd /tmp; <w> $OLDPWD/<p>"),
    ("a folder down", "<w> ./<p>/../<p>"),
    ("realpath", "<w> $(realpath <p>)"),
)

PATH_SPELLINGS = (
    *(Mutation(f"home by {name}", by_pattern(_HOME_LINE, form)) for name, form in _HOMES),
    *(Mutation(f"here by {name}", by_pattern(_HERE_LINE, form)) for name, form in _HERES),
    Mutation("path by $OLDPWD", rooted("cd /%d; cd /tmp; %w $OLDPWD/%r", deep=True)),
    Mutation("path by ~-", rooted("cd /%d; cd /; %w ~-/%r", deep=True)),
    Mutation("path by ~1", rooted("pushd /%d; pushd /tmp; %w ~1/%r", deep=True)),
    Mutation("path by DIRSTACK", rooted('pushd /%d; pushd /tmp; %w "${DIRSTACK[1]}/%r"', deep=True)),
    Mutation("path by dirs", rooted('pushd /%d; pushd /tmp; %w "$(dirs -l +1)/%r"', deep=True)),
    Mutation("path by $PWD", rooted('cd /%d && %w "$PWD"/%r', deep=True)),
    Mutation("path by ~+", rooted("cd /%d && %w ~+/%r", deep=True)),
    Mutation("path by pwd in a substitution", rooted('%w "$(cd /%d && pwd)/%r"', deep=True)),
    Mutation("path by pwd -P", rooted('%w "$(cd /var/.. && pwd -P)%d/%r"', deep=True)),
    Mutation("path by a moved home", rooted("HOME=/%d; %w ~/%r", deep=True)),
    Mutation("path by a moved home and cd", rooted("HOME=/%d; cd; %w %r", deep=True)),
    Mutation("path by a descriptor", rooted("exec 9< /%d; %w /dev/fd/9/%r", deep=True)),
    Mutation("path by /proc/self/fd", rooted("exec 9< /%d; %w /proc/self/fd/9/%r", deep=True)),
    Mutation("path by /proc/self/cwd", rooted("cd /%d; %w /proc/self/cwd/%r", deep=True)),
    Mutation("path by /proc/$$/cwd", rooted("cd /%d; %w /proc/$$/cwd/%r", deep=True)),
    Mutation("path by /proc/1/root", rooted("%w /proc/1/root%s")),
    Mutation("path by many dots", rooted("%w ../../../../../../../../../../../..%s")),
    Mutation("path by dots of a variable", rooted("up=../../../../../../../../../../..; %w $up%s")),
    Mutation("path by cd ..", rooted("cd /usr/..; %w %d/%r", deep=True)),
    Mutation("path by cd / and cd", rooted("cd /; cd %d; %w %r", deep=True)),
    Mutation("path by cd -P", rooted("cd -P -- /%d/. && %w ./%r", deep=True)),
    Mutation("path in a subshell", rooted("(cd /%d && exec %w %r)", deep=True)),
    Mutation("path by cd in a function", rooted("go() { cd /%d; }; go; %w %r", deep=True)),
    Mutation("path by cd in a loop", rooted("for d in /%d; do cd $d; done; %w %r", deep=True)),
    Mutation("path by a glob letter", rooted("%w /[%1]%2/%r", deep=True)),
    Mutation("path by extglob", rooted("shopt -s extglob\n%w /@(%d)/%r", deep=True)),
    Mutation("path by a replaced letter", rooted("p=/Q%2/%r; %w ${p/Q/%1}", deep=True)),
    Mutation("path by IFS", rooted('v="%d/%r"; %w "/$v"', deep=True)),
    Mutation("path by joined words", rooted('IFS=/; set -- %d %r; %w "/$*"', deep=True)),
    Mutation("path by a joined array", rooted('p=(%d %r); %w "$(IFS=/; echo "/${p[*]}")"', deep=True)),
    Mutation("path by printf", rooted('%w "$(printf "/<>/<>" %d %r)"', deep=True)),
    Mutation("path by printf -v", rooted('printf -v p /%d/<> %r; %w "$p"', deep=True)),
    Mutation("path by +=", rooted('p=/; p+=%d; p+=/%r; %w "$p"', deep=True)),
    Mutation("path by realpath", rooted('%w "$(realpath -m /%d/zz/../%r)"', deep=True)),
    Mutation("path by readlink -f", rooted('%w "$(readlink -f %s)"')),
    Mutation("path by find -path", rooted('%w "$(find /%d -path %s -prune)"', deep=True)),
    Mutation("path by ls -d", rooted('%w "$(ls -d %s)"')),
    Mutation("path by dirname", rooted('%w "$(dirname %s/zz)"')),
    Mutation("path by python", rooted('%w "$(python3 -c \'print("%s")\')"')),
    Mutation("path by an export", rooted("export D=%s; sh -c '%w \"$D\"'")),
    Mutation("path by an environment", rooted("env D=%s sh -c '%w $D'")),
    Mutation("path by ${x:?}", rooted('d=%s; %w "${d:?}"')),
    Mutation("path by ${x:+y}", rooted("x=1; %w ${x:+%s}")),
    Mutation("path by ${x@Q}", rooted('d=%s; eval "%w ${d@Q}"')),
    Mutation("path by a reference", rooted('d=%s; r=d; %w "${!r}"')),
    Mutation("path by declare -n", rooted('declare d=%s; declare -n r=d; %w "$r"')),
    Mutation("path by readonly", rooted("readonly d=%s; %w $d")),
    Mutation("path by typeset", rooted("typeset -r d=%s; %w $d")),
    Mutation("path by let", rooted("x=(a b %s); let i=1+1; %w ${x[i]}")),
    Mutation("path by a negative index", rooted("x=(a %s); %w ${x[-1]}")),
    Mutation("path by a case", rooted("case $- in *) d=%s;; esac; %w $d")),
    Mutation("path by && and ||", rooted("[ -n x ] && d=%s || d=/tmp; %w $d")),
    Mutation("path by getopts", rooted('set -- -d %s; while getopts d: o; do p=$OPTARG; done; %w "$p"')),
    Mutation("path by read -d", rooted("read -r -d '' d < <(printf '%s\\0'); %w \"$d\"")),
    Mutation("path by mapfile -d", rooted("mapfile -d: -t d <<< x:%s:; %w ${d[1]}")),
    Mutation("path by a here-document", rooted('read -r d <<E\n%s\nE\n%w "$d"')),
    Mutation("path by a process", rooted('%w "$(cat <(echo %s))"')),
    Mutation("path by sed", rooted('%w "$(sed s/Q/%1/ <<< /Q%2/%r)"', deep=True)),
    Mutation("path by tr", rooted("%w $(echo %s | tr / _ | tr _ /)")),
    Mutation("path by awk", rooted("%w $(echo x %s | awk '{print $2}')")),
    Mutation("path in octal", coded(lambda path: f"$'{octal(path)}'")),
    Mutation("path with quotes", coded(lambda path: '"' + path[:2] + '"' + "'" + path[2:] + "'")),
    Mutation("path with backslashes", coded(lambda path: re.sub(r"([a-z])", r"\\\1", path))),
    Mutation("path with empty quotes", coded(lambda path: path[:2] + "''" + path[2:] + '""')),
    Mutation("path by xargs -I", rooted("echo %s | xargs -I{} %w {}")),
    Mutation("path by xargs -n", rooted("printf '%s\\0' | xargs -0 -n1 -P4 %w")),
    Mutation("path by find -exec sh", rooted("find %s -maxdepth 0 -exec sh -c '%w \"$0\"' {} \\;")),
    Mutation("path by a function's argument", rooted('f() { %w "$1"; }; f %s')),
    Mutation("path by a function's last", rooted('f() { %w "${@: -1}"; }; f a b %s')),
    Mutation("path by a function's shift", rooted('f() { shift; %w "$@"; }; f a %s')),
    Mutation("path by a local", rooted('f() { local d="$1"; %w "$d"; }; f %s')),
    Mutation(
        "path by recursion", rooted('f() { [ "$1" = x ] && { shift; f "$@"; return; }; %w "$1"; }; f x %s')
    ),
    Mutation("path by stdin of a function", rooted('f() { read -r d; %w "$d"; }; echo %s | f')),
    Mutation("path by a bind mount", rooted("mount --bind /%d /mnt; %w /mnt/%r", deep=True)),
    Mutation("path by a link made before", rooted("ln -sfn /%d /tmp/l && %w /tmp/l/%r", deep=True)),
    Mutation(
        "path by a link of python",
        rooted('python3 -c \'import os; os.symlink("/%d", "l")\'; %w l/%r', deep=True),
    ),
)
