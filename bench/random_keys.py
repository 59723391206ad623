"""Harmless keys in an order that nobody would think of: what `side_by_side.py` types."""

from __future__ import annotations

import random
from dataclasses import dataclass

LINES = (
    "echo hi", "false", "true", "ls", "cd d", "cd ..", "cd nowhere", "x=5", "echo $x", 'echo "a b"',
    "echo 'a", "for i in 1 2; do echo $i", "done", "if true; then", "echo in", "fi", "cat <<E", "E",
    "sleep 0.05", "sleep 7", "sleep 30 &", "jobs", "fg", "bg", "kill %1", "f() { echo in f $1; return 3; }",
    "f a", "(exit 4)", "true | false", "echo $? ${PIPESTATUS[@]}", 'echo "[$_]"', "read v",
    "trap 'echo usr' USR1; kill -USR1 $$", "echo $-", "set -o history", " echo spaced", "echo a\\",
    'echo "open', 'close"', "case x in", "x) echo matched;;", "esac", "echo {a..e}", "ls -l | cat",
    "echo $((1+2))", "wait", "echo hi > out", "cat out", "history | tail -3", "fc -l -3", "set -o vi",
    "set -o emacs", "unset x", "declare -p x", "echo $LINENO", "time true", "echo é ü", "f()",
    "{ echo body; }", "# only a comment", ":", "coproc cat", "echo a; echo b", "! true", "(( 0 ))",
    'eval "echo ev"', "echo $(echo sub)", "cat < nothere", "pushd d", "popd", "set -u", "echo $undefined",
    "set +u", "shopt -s lithist", "HISTCONTROL=ignoreboth", "HISTTIMEFORMAT='%s '",
    "echo long" + " word" * 25, "return 3", "alias hi='echo aliased'", "hi", "PS1='n> '", "PS1='a\\nb> '",
    "PS2='more> '", "type f", "set -e", "set +e", "select z in a b; do break; done", "mapfile -t m < out",
    "exec 3>out3", "echo x >&3", "exec 3>&-", "cd -", "if [[ a", "== a ]]; then", "g() {",
    "echo $FUNCNAME $LINENO", "}",
)  # fmt: skip
RECALLED = ("!!", "!echo", "echo !$", "^hi^ho", "!-2", "echo 'no!'", 'echo "wow!"', "!nothing", "echo !#")
KEYS = {
    "C-c": "\x03", "C-u": "\x15", "C-w": "\x17", "C-a": "\x01", "C-e": "\x05", "C-k": "\x0b", "C-y": "\x19",
    "C-p": "\x10", "C-n": "\x0e", "up": "\x1b[A", "down": "\x1b[B", "left": "\x1b[D", "right": "\x1b[C",
    "M-.": "\x1b.", "M-b": "\x1bb", "M-d": "\x1bd", "backspace": "\x7f", "C-z": "\x1a", "C-_": "\x1f",
    "M-#": "\x1b#", "C-t": "\x14", "C-g": "\x07", "C-r": "\x12", "tab": "\t", "M-r": "\x1br",
    "C-\\": "\x1c", "C-x C-u": "\x18\x15", "M-2": "\x1b2", "M-<": "\x1b<", "C-s C-q": "\x13\x11",
}  # fmt: skip
IN_VI = ("C-c", "C-u", "C-w", "up", "down", "left", "right", "backspace", "C-z", "tab")
"""Of the others vi's insert mode puts some into the line, and control characters are asked about."""
VI_COMMANDS = ("k", "j", "kk", "dd", "0", "$", "A x", "i", "a", "cwzz", "x", "u", "b", "/echo\r", "p", "yy")
STARTS = (
    "PS1='$ '", "PS1='top \\w\\n\\$ '", "PS1='[\\!:\\#] $ '", "PS1='$? $ '",
    "PS1='\\[\\e[1m\\]b$\\[\\e[0m\\] '", "PS1='$ '; PROMPT_COMMAND='last=$?'",
    "PS1='$ '; PROMPT_COMMAND=('a=1' 'b=2')", "PS1='$ '; HISTCONTROL=ignoreboth",
    "PS1='$ '; HISTCONTROL=erasedups; shopt -s histappend", "PS1='$ '; shopt -s histverify",
    "PS1='$ '; HISTSIZE=5", "PS1='$ '; shopt -s checkwinsize globstar autocd",
    "PS1='$ '; bind 'set enable-bracketed-paste off'", "PS1='$ '; PS0='[ran]\\n'",
    "PS1='$ '; set -o notify", "PS1='$ '; LC_ALL=C", "PS1='$ '; shopt -s histreedit",
    "PS1='$ '; bind 'set show-mode-in-prompt on'", "PS1='$ '; unset HISTFILE", "PS1='$ '; set -o pipefail",
    "PS1='$ '; set -k", "PS1='$ '; set -T", "PS1='$ '; set -E; trap 'e=1' ERR", "PS1='$ '; shopt -s lithist",
    "PS1='$ '; shopt -u cmdhist", "PS1='$ '; PROMPT_COMMAND='set -u; return 3'",
    "PS1='$ '; alias builtin='echo mine'",
)  # fmt: skip


@dataclass(frozen=True)
class Play:
    """What two shells are started with, and the keys that both of them get.

    Attributes:
        kind: `burst`: typed without waiting; `recalled`: with history expansion; `plain`, `paste`, `vi`.
        keys: each as a terminal sends them, typed one after another.
    """

    kind: str
    start: str
    keys: tuple[str, ...]


def play_of(seed: int) -> Play:
    """The same play for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    kind = chance.choice(("plain", "plain", "plain", "recalled", "burst", "paste", "vi"))
    keys = ["echo first", "\r"] + (["set -o vi", "\r"] if kind == "vi" else [])
    for _ in range(chance.randint(4, 14)):
        keys += _step(chance, kind, in_vi="set -o vi" in keys)
    return Play(kind, chance.choice(STARTS), tuple(keys))


def _step(chance: random.Random, kind: str, *, in_vi: bool) -> list[str]:
    number = chance.random()
    if number < 0.62:
        recalled = kind == "recalled" and chance.random() < 0.35
        accepted = chance.choice(["\r"] * 9 + ["\n"] * 2 + ([] if in_vi else ["\x0f"]))
        return [chance.choice(RECALLED if recalled else LINES), accepted]
    if number < (0.85 if kind == "paste" else 0.74):
        return _pasted(chance)
    if kind == "vi" and number < 0.9:
        return ["\x1b" + chance.choice(VI_COMMANDS)]
    return [KEYS[chance.choice(IN_VI if in_vi else tuple(KEYS))]]


def _pasted(chance: random.Random) -> list[str]:
    text = "\n".join(chance.choice(LINES) for _ in range(chance.randint(1, 4)))
    text += "\n" if chance.random() < 0.6 else ""
    bracketed = chance.random() < 0.6
    pasted = f"\x1b[200~{text}\x1b[201~" if bracketed else text.replace("\n", "\r")
    return [pasted, "\r"] if chance.random() < 0.7 else [pasted]
