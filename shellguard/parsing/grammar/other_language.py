"""Lines of other languages that got into the terminal: bash refuses them before it runs a word."""

from __future__ import annotations

import re

from shellguard.parsing.shell_state import ShellState

_CALL = re.compile(
    r"""(?x) [ \t]* ([A-Za-z_][\w.+-]*) (?: (?:[ \t]+[\w./:,@%+=~-]++)* [ \t]+[\w./:,@%+-]*\w )? \(
        (?: [\w.,:/*&%+=-]+ (?=[\s,;|<>)\]}]|\Z) | "[^"`$\\\n]*" | '[^'\n]*' )
        [^\n]* \s* \Z"""
)
_BRANCHES = ("if", "then", "else", "elif", "fi", "case", "in", "esac", "function", "time", "coproc")
_RESERVED = frozenset((*_BRANCHES, "while", "until", "for", "do", "done", "select"))


def is_call(text: str, shell: ShellState) -> bool:
    """Whether a word of the line's first command is called as in C or Python: `free(p);`, `rm print('x').py`.

    After a word, bash takes an opening bracket only before a closing one, and a wrong line not even in part.
    Whatever follows, nothing of it runs, unless the first word stands for something else.
    """
    found = _CALL.match(text)
    if found is None:
        return False
    name = found[1]
    return name not in _RESERVED and shell.aliases.get(name) is None
