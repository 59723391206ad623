"""Whole lines given to variables that programs run by themselves, set for one of them or for all that follow.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

import json
import shlex

from bench.rewriting.forms import Mutation, Rewrite, Sample, around

# the value is the line itself
_COMMANDS = (
    ("PAGER", "man ls"),
    ("MANPAGER", "man bash"),
    ("GIT_PAGER", "git diff"),
    ("GIT_SEQUENCE_EDITOR", "git rebase -i main"),
    ("GIT_SSH_COMMAND", "git pull"),
    ("GIT_ASKPASS", "git fetch"),
    ("GIT_PROXY_COMMAND", "git fetch git://x/y"),
    ("EDITOR", "visudo"),
    ("EDITOR", "kubectl edit deploy x"),
    ("EDITOR", "systemctl edit x"),
    ("VISUAL", "crontab -e"),
    ("SVN_SSH", "svn up"),
    ("CVSEDITOR", "cvs commit"),
    ("JJ_EDITOR", "jj describe"),
    ("P4EDITOR", "p4 change"),
    ("P4DIFF", "p4 diff"),
    ("TIG_EDITOR", "tig"),
    ("PSQL_PAGER", "psql -c 'select 1'"),
    ("RSYNC_RSH", "rsync a b:"),
    ("BORG_RSH", "borg list ssh://h/r"),
    ("BORG_PASSCOMMAND", "borg list r"),
    ("RCLONE_PASSWORD_COMMAND", "rclone lsd x:"),
    ("AWS_PAGER", "aws s3 ls"),
    ("GLAB_PAGER", "glab mr list"),
    ("NIX_PAGER", "nix search x"),
    ("DPKG_PAGER", "dpkg -l"),
    ("ANSIBLE_PAGER", "ansible-doc copy"),
    ("HOMEBREW_BROWSER", "brew home jq"),
    ("BROWSER", "xdg-open http://x"),
    ("SUDO_ASKPASS", "sudo -A ls"),
    ("KUBECTL_EXTERNAL_DIFF", "kubectl diff -f x.yaml"),
    ("CCACHE_PREFIX", "ccache gcc x.c"),
    ("CMAKE_C_COMPILER_LAUNCHER", "cmake ."),
    ("CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER", "cargo run"),
    ("RUSTC_WRAPPER", "cargo build"),
    ("npm_config_script_shell", "npm run build"),
    ("npm_config_viewer", "npm help x"),
    ("DIFFPROG", "pacdiff"),
    ("TERMCMD", "ranger"),
    ("TERMINAL", "i3-sensible-terminal"),
    ("FZF_DEFAULT_COMMAND", "fzf"),
    ("CRASHPAGER", "crash"),
)
_SETS = (
    "{name}=%s {program}",
    "export {name}=%s; {program}",
    "{name}=%s; export {name}; {program}",
    "set -a; {name}=%s; set +a; {program}",
    "declare -x {name}=%s\n{program}",
    "( export {name}=%s; {program} )",
    "env {name}=%s {program}",
)


def _inside(form: str, *, forbidden: str = "'\\`$\"") -> Rewrite:
    """The line inside of a text in single quotes: `@` is the line, `&` the line as a text of JSON's."""

    def rewrite(sample: Sample) -> str | None:
        line = sample.line
        if not sample.open_ended or any(char in line for char in forbidden):
            return None
        return form.replace("&", json.dumps(line)).replace("@", line)

    return rewrite


_INSIDE = (
    ("options of less", "LESS='+!@' less x"),
    ("editor of less", "LESSEDIT='@ ?lm+%lm. %g' less README"),
    ("options of man", "MANOPT='-P \"@\"' man ls"),
    ("options of tar", "export TAR_OPTIONS='--checkpoint=1 --checkpoint-action=exec=\"@\"'; tar cf x.tar ."),
    ("options of java", "JAVA_TOOL_OPTIONS='-XX:OnError=\"@\"' java -version"),
    ("options of go", "GOFLAGS=\"'-toolexec=@'\" go build"),
    ("start of lua", "LUA_INIT_5_4='os.execute(&)' lua5.4 x.lua"),
    ("start of python", "PYTHONSTARTUP=<(echo 'import os; os.system(&)') python3"),
    ("start of R", "R_PROFILE_USER=<(echo 'system(&)') R --no-save"),
    ("start of psql", "PSQLRC=<(echo '\\! @') psql"),
    ("start of erlang", "export ERL_AFLAGS='-eval os:cmd(&).'; erl -noshell"),
    ("files of make", "MAKEFILES=<(printf 'x:=$(shell %s)\\n' '@') make"),
    ("parameters of git", "GIT_CONFIG_PARAMETERS=\"'core.pager=@'\" git log"),
    (
        "settings of git, counted",
        "export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.fsmonitor GIT_CONFIG_VALUE_0='@'; git status",
    ),
    ("settings of git, a file", "GIT_CONFIG_GLOBAL=<(printf '[core]\\n\\tpager = %s\\n' '@') git log"),
    ("prompt of git's", "PS1='$(@)\\$ '"),
    ("file of a shell, expanded", "BASH_ENV='$(@)' bash -c true"),
    ("tmux's hook", "tmux set-hook -g client-attached \"run-shell '@'\""),
    ("tmux's key", "tmux bind-key K run-shell '@'"),
    ("debugger by a long option", "gdb -q --eval-command='shell @' --batch"),
    ("debugger of python", "python3 -m pdb -c 'import os;os.system(&)' x.py"),
    (
        "build script",
        'echo \'fn main(){Command::new("sh").arg("-c").arg(&).status();}\' > build.rs; cargo build',
    ),
    ("settings of ssh by a match", "ssh -F <(echo 'Match exec \"@\"') host"),
    ("rules of ninja", "printf 'rule r\\n command = %s\\nbuild x: r\\n' '@' > build.ninja; ninja"),
    ("node by yarn", "yarn node -e 'require(\"child_process\").execSync(&)'"),
    ("a file of just from the input", "printf 'x:\\n  %s\\n' '@' | just -f /dev/stdin x"),
    ("a file of task from the input", "printf 'version: \"3\"\\ntasks:\\n  default: %s\\n' '@' | task -t -"),
)
_QUOTED = (
    ("make's CC", "make CC=%s x.o"),
    ("git send-email", "git send-email --to-cmd=%s HEAD~1"),
    ("bazel's --run_under", "bazel run --run_under=%s //x"),
    ("pnpm -c exec", "pnpm -c exec %s"),
    ("byobu", "byobu new-session -d %s"),
    ("ssh's RemoteCommand", "ssh -o RemoteCommand=%s -t host"),
    ("just --command", "just --command sh -c %s"),
    ("bun exec", "bun exec %s"),
    ("rsync --rsync-path", "rsync --rsync-path=%s src localhost:dst"),
    ("script from its input", "echo %s | script -q /dev/null"),
)


def _shifted(sample: Sample) -> str | None:
    words = shlex.join(sample.words)
    return f'set -- {words}; c=(); while (($#)); do c+=("$1"); shift; done; "${{c[@]}}"' if words else None


def _backwards(sample: Sample) -> str | None:
    words = shlex.join(reversed(sample.words))
    loop = "for ((i=${#a[@]}-1;i>=0;i--)); do b+=(${a[i]}); done; ${b[@]}"
    return f"a=({words}); {loop}" if len(sample.words) > 1 else None


def _by_name(sample: Sample) -> str | None:
    words = shlex.join(sample.words)
    return f'f() {{ local n="$1[@]"; "${{!n}}"; }}; arr=({words}); f arr' if words else None


def _unset(sample: Sample) -> str | None:
    return f"a=(echo {shlex.join(sample.words)}); unset 'a[0]'; \"${{a[@]}}\"" if sample.words else None


VARIABLES = (
    *(
        Mutation(
            f"variable {name} of {program}", around(_SETS[at % len(_SETS)].format(name=name, program=program))
        )
        for at, (name, program) in enumerate(_COMMANDS)
    ),
    *(Mutation(f"value: {name}", _inside(form)) for name, form in _INSIDE),
    *(Mutation(f"given to {name}", around(form)) for name, form in _QUOTED),
    Mutation("words by a loop that shifts", _shifted),
    Mutation("words by an array read backwards", _backwards),
    Mutation("words by an array's name", _by_name),
    Mutation("words of an array without its first", _unset),
)
