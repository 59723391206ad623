"""Every way in which a person, or a paste, can make bash run a line.

A step is what is typed (`{}` is a scratch folder), a number of seconds to wait, or YES, which answers a question if
there is one. Each case tries to make a file
whose name holds FORBIDDEN, which the settings of these tests deny.
"""

from __future__ import annotations

Step = str | float
YES = "<yes>"
FILE = "{}/FORBIDDEN"

DIRECT: dict[str, list[Step]] = {
    "a simple command": [f"touch {FILE}\r"],
    "a list": [f"true; touch {FILE}\r"],
    "an and-list": [f"true && touch {FILE}\r"],
    "an or-list": [f"false || touch {FILE}\r"],
    "a pipeline": [f"true | touch {FILE}\r"],
    "a subshell": [f"(touch {FILE})\r"],
    "a subshell in the background": [f"(touch {FILE})&\r"],
    "a background command": [f"touch {FILE} &\r"],
    "a group": ["{ touch {}/FORBIDDEN; }\r"],
    "a command substitution": [f"echo $(touch {FILE})\r"],
    "backticks": [f"echo `touch {FILE}`\r"],
    "a process substitution": [f"cat <(touch {FILE})\r"],
    "a redirection alone": [f"> {FILE}\r"],
    "an appending redirection": [f"echo x >> {FILE}\r"],
    "a substitution in an assignment": [f"A=$(touch {FILE})\r"],
    "a substitution in a subscript": [f"a[$(touch {FILE})]=1\r"],
    "a substitution in arithmetic": [f"echo $(( 1 + $(touch {FILE}; echo 1) ))\r"],
    "a leading blank": [f" touch {FILE}\r"],
    "the same line twice": ["touch {}/fine\r", "touch {}/fine\r", f"touch {FILE}\r"],
    "a loop on one line": [f"for i in 1; do touch {FILE}; done\r"],
    "select": [f"select a in A B; do touch {FILE}; break; done\r", "1\r"],
    "a coprocess": [f"coproc touch {FILE}\r", 0.2],
    "a timed subshell": [f"time (touch {FILE})\r"],
    "a negated subshell": [f"! (touch {FILE})\r"],
    "a long line": [f"true {'x' * 700}; touch {FILE}\r"],
    "a very long line": [f"true {'x' * 3500}; touch {FILE}\r"],
    "text beyond ASCII": [f"true é日本; touch {FILE}\r"],
    "a quoted program name": [f"to''uch {FILE}\r"],
    "a quoted file name": ["touch {}/FORB'I'DD\"E\"N\r"],
    "eval of a quoted line": ['eval "touch {}/FORB""IDDEN"\r'],
    "a shell of its own": [f'bash -c "touch {FILE}"\r'],
    "an alias": ["alias zz='touch {}/FORB\"\"IDDEN'\r", "zz\r"],
    "a function": ["f() { touch {}/FORB''IDDEN; }\r", "f\r"],
    "an array": ["x=(touch {}/FORB''IDDEN)\r", '"${x[@]}"\r'],
    "an array with keys": ["declare -A x=([p]=touch [f]={}/FORB''IDDEN)\r", '"${x[p]}" "${x[f]}"\r'],
    "an array without a first element": ["x[7]={}/FORB''IDDEN\r", 'touch "${x[@]}"\r'],
    "a variable": ["x={}/FORB\r", 'touch "$x"IDDEN\r'],
}

CONTINUED: dict[str, list[Step]] = {
    "a loop over lines": ["for i in 1; do\r", f"touch {FILE}\r", "done\r"],
    "a while loop over lines": ["while true\r", "do\r", f"touch {FILE}; break\r", "done\r"],
    "a quote over lines": ["touch '{}/\r", f"' {FILE}\r"],
    "a here-document to a shell": ["bash <<X\r", f"touch {FILE}\r", "X\r"],
    "a backslash at the end": ["touch \\\r", f"{FILE}\r"],
    "a pipe at the end": ["true |\r", f"touch {FILE}\r"],
    "an operator at the end": ["true &&\r", f"touch {FILE}\r"],
}

KEYS: dict[str, list[Step]] = {
    "C-j": [f"touch {FILE}\n"],
    "C-o": [f"touch {FILE}\x0f"],
    "C-o out of the history": [f"touch {FILE}\r", "echo\r", "\x10\x10\x0f"],
    "history: !! brings a denied line back": [f"touch {FILE}\r", "!!\r", "!touch\r", "!-1\r"],
    "history: !! within a line": [f"echo {FILE}\r", "touch !!:1\r"],
    "history: ^old^new": ["touch {}/FXRBIDDEN\r", "^FXRB^FORB^\r"],
    "history: last word": ["echo FORBID\r", "touch {}/!$DEN\r", "touch {}/!echo:1DEN\r"],
    "history: a later line of a paste": ["\x1b[200~touch {}/FXRBIDDEN\n^FXRB^FORB^\n\x1b[201~", "\r"],
    "history: behind a comment in a paste": [f"touch {FILE}\r", "\x1b[200~true # a\n!touch\n\x1b[201~", "\r"],
    "history: another character for it, in a paste": [
        f"touch {FILE}\r", "\x1b[200~histchars=@\n@touch\n\x1b[201~", "\r",
    ],
    "history: expansion switched on in a paste": [
        "set +H\r", YES, f"touch {FILE}\r", "\x1b[200~set -H\n!touch\n\x1b[201~", "\r", YES,
    ],
    "history: expansion switched on in a paste, not in the history": [
        "set +H; HISTCONTROL=ignoreboth\r", YES, f" touch {FILE}\r", f"touch {FILE}\r",
        "\x1b[200~set -H\n !touch\n\x1b[201~", "\r", YES,
    ],
    "history: expansion switched on by name in a paste": [
        "set +H\r", YES, f"touch {FILE}\r", "\x1b[200~set -o histexpand\n!touch\n\x1b[201~", "\r", YES,
    ],
    "history: a number of its own": [
        "unset HISTCMD\r", YES, "HISTCMD='a[$(touch {}/FORB\"\"IDDEN)]'\r", YES, "true\r", "true\x0f",
    ],
    "history: behind a here-document in a paste that does not expand": [
        f"touch {FILE}\r", "\x1b[200~cat <<X\na!b\nX\n!touch\n\x1b[201~", "\r",
    ],
    "a bracketed paste": [f"\x1b[200~true\ntouch {FILE}\n\x1b[201~", "\r"],
    "a raw paste": [f"true\rtouch {FILE}\rtrue\r"],
    "a paste with an end mark inside": [f"\x1b[200~true \x1b[201~; touch {FILE}\r\x1b[201~", "\r"],
    "reverse search, then a line": ["true # touch\r", "\x12touch\r", f"touch {FILE}", "\r"],
    "M-1 M-# takes off the comment": [f"#touch {FILE}", "\x1b1\x1b#"],
    "M-C-e expands in the line": [f"echo $(touch {FILE})", "\x1b\x05", "\x03"],
    "M-C-m, then Enter": ["\x1b\r", f"touch {FILE}\r"],
    "M-C-j, then Enter": ["\x1b\n", f"touch {FILE}\r"],
    "set -o vi": ["set -o vi\r", f"touch {FILE}\r"],
    "Enter in vi's command mode": ["set -o vi\r", f"touch {FILE}\x1b", 0.6, "\r"],
    "vi's v": ["export VISUAL=true\r", "set -o vi\r", f"touch {FILE}\x1b", 0.6, "v", 0.4],
    "vi's #": ["set -o vi\r", f"#touch {FILE}\x1b", 0.6, "1#"],
    "C-x C-e": ["export VISUAL=true\r", f"touch {FILE}", "\x18\x05", 0.4],
    "a keyboard macro": ["\x18(", f"touch {FILE}\r", "\x18)", "\x18e"],
    "a keyboard macro, replayed": ["\x18(BIDDEN\x18)", "\x15", "touch {}/FOR", "\x18e", "\r"],
    "C-x C-r reads inputrc again": ["\x18\x12", f"touch {FILE}\r"],
    "M-x accept-line": [f"touch {FILE}", "\x1bx", "accept-line\r"],
    "a paste that has one line judged and accepts another": [f"true\x18\x1fg1\x15touch {FILE}\x18\x1fg4"],
    "type-ahead": [f"sleep 0.4\rtouch {FILE}\r", 0.7],
    "after Ctrl-C": ["tru", "\x03", f"touch {FILE}\r"],
    "completion of a substitution": [f"ls $(touch {FILE})/\t\t", "\x15"],
    "completion of backticks": [f"ls `touch {FILE}`/\t\t", "\x15"],
}  # fmt: skip

OWN_KEY: list[Step] = ["bind '\"\\C-t\": accept-line'\r", YES]

PAST_THE_FRONT_DOOR: dict[str, list[Step]] = {
    "no line editing": ["set +o emacs\r", YES, f"touch {FILE}\r"],
    "no line editing, not in the history": [
        "HISTCONTROL=ignoreboth\r", YES, "set +o emacs\r", YES, f" touch {FILE}\r",
    ],
    "no history, C-o": ["set +o history\r", YES, f"touch {FILE}\x0f"],
    "an INT trap, C-o": ["trap : INT\r", YES, f"touch {FILE}\x0f"],
    "an INT trap, a subshell by C-o": ["trap : INT\r", YES, f"(touch {FILE})\x0f"],
    "no DEBUG trap": ["trap - DEBUG\r", YES, f"touch {FILE}\r"],
    "no PS0": ["PS0=; PROMPT_COMMAND=\r", YES, f"touch {FILE}\r"],
    "no PS0, C-o": ["PS0=; PROMPT_COMMAND=\r", YES, f"touch {FILE}\x0f"],
    "PS0 unset": ["unset PS0 PROMPT_COMMAND\r", YES, f"touch {FILE}\x0f"],
    "an own key": [*OWN_KEY, f"touch {FILE}\x14"],
    "an own key after an expansion that fails": [*OWN_KEY, "!nosuch\r", f"touch {FILE}\x14"],
    "an own key after an expansion that is only shown": [*OWN_KEY, "echo a\r", "!!:p\r", f"touch {FILE}\x14"],
    "an own key after a comment": [*OWN_KEY, "# nothing\r", f"touch {FILE}\x14"],
    "an own key, a subshell": [*OWN_KEY, f"(touch {FILE})\x14"],
    "an own key, a background command": [*OWN_KEY, f"touch {FILE} &\x14"],
    "an own key, an INT trap": [*OWN_KEY, "trap : INT\r", YES, f"touch {FILE}\x14"],
    "an own key, an INT trap, a subshell": [*OWN_KEY, "trap : INT\r", YES, f"(touch {FILE})\x14"],
    "an own key, an INT trap, a pipeline": [*OWN_KEY, "trap : INT\r", YES, f"true | (touch {FILE})\x14"],
    "an own key, an ignored INT": [*OWN_KEY, "trap '' INT\r", YES, f"touch {FILE}\x14"],
    "an own key, an ignored INT, a subshell": [*OWN_KEY, "trap '' INT\r", YES, f"(touch {FILE})\x14"],
    "an own key, no PS0": [*OWN_KEY, "PS0=\r", YES, f"touch {FILE}\x14"],
    "an own key, PS0 unset": [*OWN_KEY, "unset PS0\r", YES, f"touch {FILE}\x14"],
    "no PROMPT_COMMAND": ["PROMPT_COMMAND=\r", f"touch {FILE}\r"],
    "no PROMPT_COMMAND, at the line after the next": ["unset PROMPT_COMMAND\r", "true\r", f"touch {FILE}\r"],
    "an own key, no PROMPT_COMMAND": [*OWN_KEY, "PROMPT_COMMAND=\r", f"touch {FILE}\x14"],
    "an own key, PROMPT_COMMAND unset": [*OWN_KEY, "unset PROMPT_COMMAND\r", f"touch {FILE}\x14"],
    "an own key, no PROMPT_COMMAND, at the line after the next": [
        *OWN_KEY, "PS2=; unset PROMPT_COMMAND\r", "true\x14", f"touch {FILE}\x14",
    ],
    "an own key, no PROMPT_COMMAND, a loop over lines": [
        *OWN_KEY, "PS2=; PROMPT_COMMAND=\r", f"for i in 1; do\x14touch {FILE}\x14done\x14",
    ],
    "an own key, several lines at once": [*OWN_KEY, f"true\x14touch {FILE}\x14touch {FILE}2\x14"],
    "an own key, several lines in one paste": [
        *OWN_KEY, f"\x1b[200~true\ntouch {FILE}\ntouch {FILE}2\n\x1b[201~", "\x14",
    ],
    "an own key, a later line of a paste that is not in the history": [
        "HISTCONTROL=ignorespace\r", YES, *OWN_KEY, f"\x1b[200~true\n touch {FILE}\n\x1b[201~", "\x14",
    ],
    "an own key, a loop over lines": [*OWN_KEY, f"for i in 1; do\x14touch {FILE}\x14done\x14"],
    "begun by an own key, ended by Enter": [*OWN_KEY, f"for i in 1; do touch {FILE}\x14", "done\r"],
    "begun by Enter, ended by an own key": [*OWN_KEY, f"for i in 1; do touch {FILE}\r", "done\x14"],
    "begun and ended by Enter, an own key between": [*OWN_KEY, "for i in 1; do\r", f"touch {FILE}\x14", "done\r"],
    "begun and ended by Enter, an own key between, not in the history": [
        "HISTCONTROL=ignorespace\r", YES, *OWN_KEY, " for i in 1; do\r", f"touch {FILE}\x14", "done\r",
    ],
    "begun by Enter, ended by an own key, not in the history": [
        "HISTCONTROL=ignorespace\r", YES, *OWN_KEY, " for i in 1; do\r", f"touch {FILE}; done\x14",
    ],
    "begun by Enter, ended by an own key, each line for itself in the history": [
        "shopt -u cmdhist\r", YES, *OWN_KEY, "for i in 1; do\r", f"touch {FILE}; done\x14",
    ],
    "an own key, not in a history of one line": [
        "unset HISTFILE; history -c; HISTCONTROL=ignorespace\r", YES, *OWN_KEY, "history -c\r", YES, "true\r", f" touch {FILE}\x14",
    ],
    "an own key, set -o posix": [*OWN_KEY, "set -o posix\r", YES, f"touch {FILE}\x14"],
    "an own key, set -e": [*OWN_KEY, "set -e\r", YES, f"touch {FILE}\x14"],
    "an own key, set -x": [*OWN_KEY, "set -x\r", YES, f"touch {FILE}\x14"],
    "an own key, set -k": [*OWN_KEY, "set -k\r", YES, f"touch {FILE}\x14"],
    "an own key, set -u": [*OWN_KEY, "set -u\r", YES, f"touch {FILE}\x14"],
    "an own key, traps that print": [
        *OWN_KEY, "set -TE; trap 'echo d' DEBUG; trap 'echo r' RETURN; trap 'echo e' ERR\r", YES, f"touch {FILE}\x14",
    ],
    "an own key, a name with a blank": [*OWN_KEY, f"touch '{FILE} x'\x14"],
    "no line editing, several lines at once": ["set +o emacs\r", YES, f"true\rtouch {FILE}\rtouch {FILE}2\r"],
    "set -o posix": ["set -o posix\r", YES, f"touch {FILE}\r"],
    "set -o posix, C-o": ["set -o posix\r", YES, f"touch {FILE}\x0f"],
    "set -e": ["set -e\r", YES, f"touch {FILE}\r"],
    "set -k": ["set -k\r", YES, f"touch {FILE}\r"],
    "set -f": ["set -f\r", YES, f"touch {FILE}\r"],
    "set -v": ["set -v\r", YES, f"touch {FILE}\r"],
    "no promptvars": ["shopt -u promptvars\r", YES, f"touch {FILE}\r"],
    "no promptvars, C-o": ["shopt -u promptvars\r", YES, f"touch {FILE}\x0f"],
    "extdebug": ["shopt -s extdebug\r", YES, f"touch {FILE}\r"],
    "another IFS": ["IFS=et\r", YES, f"touch {FILE}\r"],
    "an alias of the hook's words": ["alias builtin=true local=true\r", YES, f"touch {FILE}\r"],
}  # fmt: skip

ONCE_ASKED: dict[str, list[Step]] = {
    "fc with an editor": ["true #A\r", f"echo touch {FILE} >{{}}/new\r", "FCEDIT='cp {}/new' fc\r", 0.3],
    "neither history nor line editing, behind a harmless line": [
        "HISTCONTROL=ignorespace\r",
        YES,
        "true\r",
        " set +o history\r",
        YES,
        "set +o emacs\r",
        YES,
        f"touch {FILE}\r",
        "n",
        "set -o emacs\r",
        YES,
    ],
    "C-o, an INT trap and no history": ["set +o history; trap : INT\r", YES, f"touch {FILE}\x0f"],
}

FROM_THE_START: dict[str, tuple[str, list[Step]]] = {
    "an INT trap": ("trap : INT", [*OWN_KEY, f"touch {FILE}\x14"]),
    "an INT trap, a subshell": ("trap : INT", [*OWN_KEY, f"(touch {FILE})\x14"]),
    "an own key": ("bind '\"\\C-t\": accept-line'", [f"touch {FILE}\x14"]),
    "vi": ("set -o vi", [f"touch {FILE}\r"]),
    "set -u": ("set -u", [f"touch {FILE}\r"]),
    "set -x": ("set -x", [f"touch {FILE}\r"]),
    "no promptvars": ("shopt -u promptvars", [f"touch {FILE}\r"]),
    "set -o posix": ("set -o posix", [f"touch {FILE}\r"]),
    "no history": ("set +o history", [f"touch {FILE}\r"]),
    "a prompt with a continuation": ("PS2='more> '", ["for i in 1; do\r", f"touch {FILE}\r", "done\r"]),
}

ALL = DIRECT | CONTINUED | KEYS | PAST_THE_FRONT_DOOR | ONCE_ASKED
