"""What a comparison of models found: as a table for a terminal, and as a page (Markdown or HTML) to keep."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm.comparing import Proposed, Request, Score, ranked, winner

_BAR: Final = 30
_NAME: Final = 30
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of a model: its head, what it means, how it is written."""

    head: str
    meaning: str
    text: Callable[[Score], str]


def _share(value: float) -> str:
    return f"{value:.0%}"


COLUMNS: Final = (
    Column("right", "requests answered with a command that does it", lambda one: _share(one.right)),
    Column("in band", "risks that lie where they should", lambda one: _share(one.in_band)),
    Column(
        "apart",
        "how well dangerous lines are told from harmless ones (50% is chance)",
        lambda one: _share(one.tells_apart),
    ),
    Column("off by", "how far its likelihoods are off", lambda one: _share(one.calibration)),
    Column("needless", "harmless lines that it would ask about", lambda one: _share(one.needless)),
    Column("missed", "dangerous lines that it would let run", lambda one: _share(one.missed)),
    Column("seconds", "of a request, at the median", lambda one: f"{one.seconds:.2f}"),
    Column("silent", "requests and lines without an answer", lambda one: str(one.unanswered)),
    Column("total", "for the order: parsing first, then danger, bands, speed", lambda one: _share(one.total)),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One model: its figures, and what it proposed for each request."""

    score: Score
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that was found.

    Attributes:
        models: those that answered; *failed*: why the others did not, by name.
        lines: how many labelled lines each judged.
        at: seconds since the epoch.
    """

    models: tuple[Compared, ...]
    failed: Mapping[str, str]
    requests: tuple[Request, ...]
    lines: int
    at: float

    @property
    def ranked(self) -> tuple[Compared, ...]:
        """The best first."""
        order = ranked([one.score for one in self.models])
        return tuple(sorted(self.models, key=lambda one: order.index(one.score)))

    @property
    def best(self) -> Score | None:
        """The one that is clearly the best."""
        return winner([one.score for one in self.models])

    @property
    def asked(self) -> str:
        return f"{len(self.requests)} requests, {self.lines} labelled lines; none was run"

    @property
    def verdict(self) -> str:
        """One sentence; "" where there was nothing to choose from."""
        if self.best is not None:
            return f"the best: {printable(self.best.model)}"
        return "no model is clearly the best" if len(self.models) > 1 else ""


def in_words(found: Comparison) -> list[str]:
    """The table, the best first."""
    out = [found.asked]
    if found.models:
        out += ["", f"{'model':<{_NAME}}" + "".join(f"{column.head:>10}" for column in COLUMNS)]
    for one in found.ranked:
        cells = "".join(f"{column.text(one.score):>10}" for column in COLUMNS)
        out.append(f"{printable(one.score.model)[: _NAME - 1]:<{_NAME}}{cells}")
    for name, why in found.failed.items():
        out += ["", f"{printable(name)}: {printable(why, keep=chr(10))}"]
    return [*out, "", found.verdict] if found.verdict else out


def page(found: Comparison, file: PurePath) -> str:
    """The report, in the format that the file's name asks for.

    Raises:
        ShellguardError: neither Markdown nor HTML.
    """
    return _format(file)(found)


def check_name(file: PurePath) -> None:
    """Refuses a file whose name asks for neither format.

    Raises:
        ShellguardError: it does.
    """
    _format(file)


def _format(file: PurePath) -> Callable[[Comparison], str]:
    made = {".md": _markdown, ".html": _html}.get(file.suffix.lower())
    if made is None:
        raise ShellguardError("a report is FILE.md or FILE.html", where=printable(str(file)))
    return made


def _rows(found: Comparison) -> list[list[str]]:
    return [
        [printable(one.score.model), *(column.text(one.score) for column in COLUMNS)] for one in found.ranked
    ]


def _answers(found: Comparison) -> list[list[str]]:
    """A row a request: its words, then what each model proposed, marked where it is not right."""
    rows = []
    for number, request in enumerate(found.requests):
        cells = [printable(request.text)]
        for one in found.ranked:
            told = one.proposed[number]
            said = printable(told.command or told.error)[:120] or "(nothing)"
            cells.append(said if request.accepts(told.command) else f"✗ {said}")
        rows.append(cells)
    return rows


def _headings(found: Comparison) -> tuple[list[str], list[str]]:
    models = [printable(one.score.model) for one in found.ranked]
    return ["model", *(column.head for column in COLUMNS)], ["request", *models]


def _when(found: Comparison) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(found.at))


def _markdown(found: Comparison) -> str:
    figures, answers = _headings(found)
    lines = ["# Models compared", "", f"{_when(found)}: {found.asked}.", ""]
    if found.models:
        lines += [*_markdown_table(figures, _rows(found)), "", "```text", *_bars(found), "```", ""]
        lines += [f"- **{column.head}**: {column.meaning}" for column in COLUMNS] + [""]
    lines += [f"- not compared: {_escaped(name)}: {_escaped(why)}" for name, why in found.failed.items()]
    lines += [f"**{_escaped(found.verdict)}**", ""] if found.verdict else []
    if found.models:
        lines += ["## What each answered", "", *_markdown_table(answers, _answers(found)), ""]
    return "\n".join(lines)


def _markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    bar = "|" + " --- |" * len(head)
    return [_markdown_row(head), bar, *(_markdown_row(row) for row in rows)]


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    return _MARKDOWN_SIGNS.sub(r"\\\1", printable(text.replace("\n", " ")))


def _bars(found: Comparison) -> list[str]:
    """Right answers by model, as bars."""
    return [
        f"{printable(one.score.model)[: _NAME - 1]:<{_NAME}}|"
        f"{'#' * round(_BAR * one.score.right):<{_BAR}}| {_in_short(one.score)}"
        for one in found.ranked
    ]


def _in_short(one: Score) -> str:
    return f"{one.right:.0%} right, {one.seconds:.2f} s"


_STYLE = """\
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 }
th, td { border-bottom: 1px solid #8886; padding: .25rem .6rem; text-align: left; overflow-wrap: anywhere }
.wrong { color: #a40000 }
@media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } .wrong { color: #f77 } }"""


def _html(found: Comparison) -> str:
    figures, answers = _headings(found)
    parts = [f"<h1>Models compared</h1><p>{_when(found)}: {html.escape(found.asked)}.</p>"]
    if found.models:
        parts += [_html_table(figures, _rows(found)), _drawing(found)]
        meanings = "".join(f"<li><b>{one.head}</b>: {html.escape(one.meaning)}</li>" for one in COLUMNS)
        parts.append(f"<ul>{meanings}</ul>")
    for name, why in found.failed.items():
        said = html.escape(printable(f"{name}: {why}", keep="\n"))
        parts.append(f"<p>not compared: {said}</p>")
    parts += [f"<p><b>{html.escape(found.verdict)}</b></p>"] if found.verdict else []
    if found.models:
        parts += ["<h2>What each answered</h2>", _html_table(answers, _answers(found))]
    head = f'<meta charset="utf-8"><title>Models compared</title><style>\n{_STYLE}\n</style>'
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n'
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _html_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
    body = "\n".join("<tr>" + "".join(_html_cell(cell) for cell in row) + "</tr>" for row in rows)
    return f"<table>\n<tr>{top}</tr>\n{body}\n</table>"


def _html_cell(text: str) -> str:
    kind = ' class="wrong"' if text.startswith("✗ ") else ""
    return f"<td{kind}>{html.escape(text)}</td>"


def _drawing(found: Comparison) -> str:
    """Right answers by model, as bars of a picture that needs no other file."""
    rows = []
    for number, one in enumerate(found.ranked):
        top, long = 28 * number, round(300 * one.score.right)
        name = html.escape(printable(one.score.model)[:40])
        rows.append(
            f'<text x="0" y="{top + 18}">{name}</text>'
            f'<rect x="330" y="{top + 4}" width="{long}" height="18" fill="#4477aa"/>'
            f'<text x="{340 + long}" y="{top + 18}">{_in_short(one.score)}</text>'
        )
    size = f'viewBox="0 0 800 {28 * len(found.models)}" width="800"'
    label = 'role="img" aria-label="right answers by model" font-size="14" fill="currentColor"'
    return f"<svg {size} {label}>" + "".join(rows) + "</svg>"
