"""What is to be done with the columns of a file, and the awk(1) line that does it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shellguard.phrasebook.language.quoting import quoted, text_word

_GROUPED = {
    "sum": ("t[$G] += $C", "t[k]"),
    "count": ("t[$G]++", "t[k]"),
    "average": ("t[$G] += $C; n[$G]++", "t[k] / n[k]"),
    "max": ('if (!($G in t) || $C > t[$G]) t[$G] = $C', "t[k]"),
    "min": ('if (!($G in t) || $C < t[$G]) t[$G] = $C', "t[k]"),
}  # fmt: skip
_WHOLE = {
    "sum": ("s += $C", "print s"),
    "count": ("n++", "print n + 0"),
    "average": ("s += $C; n++", "if (n) print s / n"),
    "max": ('if (m == "" || $C > m) m = $C', "print m"),
    "min": ('if (m == "" || $C < m) m = $C', "print m"),
}
_OF_NUMBERS = {"average", "max", "min"}
_LISTED = {
    "unique": " | sort -u",
    "count-unique": " | sort -u | wc -l",
    "count-each": " | sort | uniq -c | sort -rn",
    "duplicates": " | sort | uniq -d",
}


_PLURAL = re.compile(r'\$c\["\w+s"\]')


@dataclass(slots=True)
class Table:
    """A request about columns.

    Attributes:
        file: the file as a word of the shell.
        separator: what stands between columns; "" for blanks.
        output: what is to stand between them when they are shown; "" for the same.
        columns: the columns that are meant, as awk writes them (`$2`, `$NF`).
        conditions: of the lines that count, as awk expressions; joined by `joint`.
        group: the column by whose values the lines are put together; "" for none.
        action: what is done with the columns: print, sum, average, max, min, count, unique …
    """

    file: str = ""
    separator: str = ""
    output: str = ""
    columns: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    joint: str = " && "
    group: str = ""
    action: str = "print"
    headed: bool = False

    @property
    def line(self) -> str:
        """The command line."""
        options = f" -F{_separator_word(self.separator)}" if self.separator else ""
        shown = self.output or self.separator
        if len(self.columns) > 1 and shown and self.action == "print":
            options += f" -v OFS={_separator_word(shown)}"
        behind = _LISTED.get(self.action, "")
        return f"awk{options} {quoted(self._program())} {self.file}{behind}"

    def _program(self) -> str:
        condition = self.joint.join(self.conditions)
        if self.headed:
            condition = (
                f"NR > 1 && ({condition})"
                if " || " in condition
                else " && ".join(filter(None, ("NR > 1", condition)))
            )
        if "$c[" in condition + "".join(self.columns) + self.group:
            return self._by_names(condition)
        return self._by_place(condition)

    def _by_names(self, condition: str) -> str:
        """The program that first learns from the header where the named columns stand."""
        rest = self._by_place(condition.removeprefix("NR > 1 && ").removeprefix("NR > 1"))
        plural = ' = c[tolower($i) "s"]' if _PLURAL.search(rest) else ""
        plural += ' = c[substr(tolower($i), 1, length($i) - 1) "ies"]' if 'ies"]' in rest else ""
        shown = self.action == "print" and not self.conditions and not self.headed
        header = f"for (i = 1; i <= NF; i++) c[tolower($i)]{plural} = i"
        return f"NR == 1 {{{header}{'' if shown else '; next'}}} {rest}"

    def _by_place(self, condition: str) -> str:
        column = self.columns[0] if self.columns else ""
        if self.group and self.action in _GROUPED:
            each, shown = _GROUPED[self.action]
            each = each.replace("$G", self.group).replace("$C", column)
            return f"{condition} {{{each}}} END {{for (k in t) print k, {shown}}}".strip()
        if self.action in _WHOLE:
            each, end = (part.replace("$C", column) for part in _WHOLE[self.action])
            if self.action in _OF_NUMBERS and not condition and "$c[" not in column:
                condition = f"{column} + 0 == {column}"  # the name of a column is no value of it
            return f"{condition} {{{each}}} END {{{end}}}".strip()
        if not self.columns:
            return condition
        return f"{condition} {{print {', '.join(self.columns)}}}".strip()


def _separator_word(separator: str) -> str:
    return "'\\t'" if separator == "\t" else text_word(separator)
