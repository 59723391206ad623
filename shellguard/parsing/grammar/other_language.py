"""Lines of other languages that got into the terminal: bash refuses them before it runs a word."""

from __future__ import annotations

import re

from shellguard.parsing.shell_state import ShellState

_CALL = re.compile(
    r"""(?x) [ \t]* ([A-Za-z_]\w*) \(
        (?: [\w.,:/*&%+=-]+ (?=[\s,;|<>)\]}]|\Z) | "[^"`$\\\n]*" | '[^'\n]*' )
        [^\n]* \s* \Z"""
)
_RESERVED = frozenset(
    [
        "if",
        "then",
        "else",
        "elif",
        "fi",
        "while",
        "until",
        "for",
        "do",
        "done",
        "case",
        "in",
        "esac",
        "select",
        "function",
        "time",
        "coproc",
    ]
)


def is_call(text: str, shell: ShellState) -> bool:
    """Whether the line begins as a call of C or Python does: `free(p);`, `shutdown(19, SHUT_WR) = 0`.

    After a word of its own, bash takes an opening bracket only before a closing one, and a wrong line not
    even in part. Whatever follows, nothing of it runs, unless the word stands for something else.
    """
    found = _CALL.match(text)
    if found is None:
        return False
    name = found[1]
    return name not in _RESERVED and shell.aliases.get(name) is None
