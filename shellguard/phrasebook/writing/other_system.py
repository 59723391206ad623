"""Lines for macOS: options that only the programs of Linux have are said otherwise, or the line is none."""

from __future__ import annotations

import re

from shellguard.phrasebook.language.quoting import UnfitError

_UNITS = {"day": "d", "week": "w", "month": "m", "year": "y", "hour": "H", "minute": "M"}
_DATED = re.compile(r"\bdate -d '(\d+) (day|week|month|year|hour|minute)s?( ago)?'")
_SAID_OTHERWISE = (
    (re.compile(r"\bps aux --sort=-%cpu\b"), "ps aux -r"),
    (re.compile(r"\bps aux --sort=-%mem\b"), "ps aux -m"),
    (re.compile(r"\bps -C (\S+) -o \S+ --sort=\S+"), r'ps -o pid,rss,%mem,command -p "$(pgrep -d, \g<1>)"'),
    (re.compile(r"\bdf -BG\b"), "df -g"),
    (re.compile(r"\bdf -BM\b"), "df -m"),
    (re.compile(r"\bdu (-\w+ )?--max-depth=(\d+)"), r"du \g<1>-d \g<2>"),
    (re.compile(r"\bsed -i (?!'' )"), "sed -i '' "),
    (re.compile(r"\bxargs -r (?!-)"), "xargs "),
    (re.compile(r"\bxargs -d '\\n'"), r"tr '\\n' '\\0' | xargs -0"),
    (re.compile(r"(?<=-perm )/"), "+"),
    (re.compile(r"(?<= )-xtype l$"), "-type l ! -exec test -e {} ';' -print"),
    (re.compile(r"(?<= )-xtype l(?= )"), "-type l ! -exec test -e {} ';'"),
    (re.compile(r"-printf '%f\\n'"), "-exec basename {} ';'"),
    (re.compile(r"-printf '%s %p\\n'"), "-exec stat -f '%z %N' {} +"),
)
_ONLY_LINUX = re.compile(
    r"(?<!docker )(?<!compose )(?<!podman )\bps (?:[^|]* )?(?:--|-C )|\bdf (?:[^|]* )?(?:-B|--)"
    r"|\bdu (?:[^|]* )?--|\bfind [^|]* -(?:printf|daystart|executable|readable|writable|xtype|regextype)\b"
    r"|\bxargs (?:-\S+ )*-(?:r|d)\b|\bstat (?:-\S+ )*(?:-c|--)|\bdate (?:[^|]* )?(?:-d|--)"
    r"|\bgrep (?:-\S+ )*-\w*P|\bhead (?:-\S+ )*-n -|\b(?:cp|mv) (?:-\S+ )*-t |\btouch -d|\blast -s"
    r"|\bcut [^|]*--complement|\bsed (?:-\S+ )*-z|\bsed [^|]*'[^']*(?:\\[Ustr+?]|\d[iac] [^\\])"
    r"|(?<!git )\b(?:cp|mv|rm|ls|mkdir|tail|wc|nl|tr|ln) --\w"
)


def of_macos(line: str) -> str:
    """A line with what macOS has; raises UnfitError where it has no such option."""
    for linux, macos in _SAID_OTHERWISE:
        line = linux.sub(macos, line)
    line = _DATED.sub(_by_v, line)
    if _ONLY_LINUX.search(line):
        raise UnfitError("not with the programs of this system")
    return line


def _by_v(found: re.Match[str]) -> str:
    return f"date -v{'-' if found[3] else '+'}{found[1]}{_UNITS[found[2]]}"
