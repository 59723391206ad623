"""Pairs of lines with a test that keeps a part from running, or does not: (name, line, harmless, fatal steps)."""

from __future__ import annotations

_DOCS = "files docs/#.odt 9"
_OLD = f"folder old\n{_DOCS}"

NOT_REACHED: list[tuple[str, str, str, str]] = [
    ("only where a file is", "test -f go && rm -rf docs", _DOCS, f"file go\n{_DOCS}"),
    ("only where a folder is", "[[ -d old ]] && rm -rf docs", _DOCS, _OLD),
    ("only where a file is not", "[ -e stop ] || rm -rf docs", f"file stop\n{_DOCS}", _DOCS),
    (
        "only where a variable says so",
        'if [ "$X" = yes ]; then rm -rf docs; fi',
        f"{_DOCS}\nvar X no",
        f"{_DOCS}\nvar X yes",
    ),
    (
        "all that stands between braces",
        "[ -d old ] && { echo going; rm -rf docs; }",
        _DOCS,
        _OLD,
    ),
    ("all of a chain", "[ -d old ] && echo going && rm -rf docs", _DOCS, _OLD),
    (
        "only where a variable is not empty",
        '[ -n "$X" ] && rm -rf docs',
        f"{_DOCS}\nvar X ''",
        f"{_DOCS}\nvar X a",
    ),
]

REACHED: list[tuple[str, str, str]] = [
    ("the test is turned round", "! [ -d old ] && rm -rf docs", _DOCS),
    ("the test comes too late", "rm -rf docs; [ -d old ] && rm -rf docs", _DOCS),
    ("the line makes what is asked for", "mkdir old; [ -d old ] && rm -rf docs", _DOCS),
    ("the line sets what is asked for", 'X=yes; [ "$X" = yes ] && rm -rf docs', f"{_DOCS}\nvar X no"),
    ("the chain has ended", "[ -d old ] && echo going; rm -rf docs", _DOCS),
    ("the other side of it", "[ -d old ] && echo going || rm -rf docs", _DOCS),
    (
        "a chain goes on behind what is left out",
        "[ -e stop ] || echo a && rm -rf docs",
        f"file stop\n{_DOCS}",
    ),
    ("the other branch", "if [ -d old ]; then :; else rm -rf docs; fi", _DOCS),
    ("a further branch", 'if [ -d old ]; then :; elif [ -z "" ]; then rm -rf docs; fi', _DOCS),
    ("behind the branch", "if [ -d old ]; then :; fi; rm -rf docs", _DOCS),
    ("until it holds", "until [ -d old ]; do rm -rf docs; mkdir old; done", _DOCS),
    ("in another folder", "cd .. && [ -d project ] && rm -rf project/docs", _DOCS),
    ("its outcome goes elsewhere", "[ -d old ] | rm -rf docs", _DOCS),
    ("a pattern of bash", '[[ "$X" == y* ]] && rm -rf docs', f"{_DOCS}\nvar X yes"),
    ("what it asks is not known", '[ "$(cat go)" = yes ] && rm -rf docs', f"text go yes\n{_DOCS}"),
]
