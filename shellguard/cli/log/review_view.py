"""The screen of `shellguard log review`: lines of (colour, text), each as wide as the terminal at most."""

from __future__ import annotations

import re

from shellguard.audit.marks import NEEDLESS, SHOULD_ASK
from shellguard.cli.log import output
from shellguard.cli.log.review_state import QUICK, Mode, Review
from shellguard.cli.log.rows import table_cells
from shellguard.cli.log.show import described
from shellguard.terminal_text import columns, fitted, folded, printable

Line = list[tuple[str, str]]
"""Pieces of one line: colour (a name of `output.Paint`, `reverse`, or "") and text."""

_MARKS = {NEEDLESS: "-", SHOULD_ASK: "!"}
_LIST_BESIDE_DETAILS = 7
_KEYS = "↑↓ move  Enter details  / search  a c d x o filter  n s u mark  r rule  ? q"
_HELP = """
  up, down, j, k    one line           Enter    all about the line, and back
  PgUp, PgDn        one screen         Space b  scroll what is said about it
  Home              the newest         End      the oldest that is read so far
  /                 search as you type; Enter keeps it, Esc drops it

  a all   c asked   d denied   x ended with an error   o this folder only

  n  the question was needless         s  it should have asked
  u  take the mark back                r  make a rule from the line

  R  read the record again             q  leave

  - before a line: marked as needless      ! marked as one to ask about
"""


def screen(review: Review, width: int, height: int) -> list[Line]:
    """Everything that is to be seen, *height* lines."""
    body = height - 3
    if review.mode is Mode.HELP:
        middle: list[Line] = [[("", fitted(text, width, pad=False))] for text in _HELP.split("\n")]
    else:
        shown = min(_LIST_BESIDE_DETAILS, body // 2) if review.details else body
        middle = _list(review, width, shown)
        if review.details:
            middle += [[("dim", "─" * width if output.drawn() else "-" * width)]]
            middle += _details(review, width, body - shown - 1)
    middle = (middle + [[("", "")]] * body)[:body]
    return [_title(review, width), *middle, _message(review, width), _keys(review, width)]


def _title(review: Review, width: int) -> Line:
    shelf = review.shelf
    looked = [QUICK[review.quick].said]
    looked += [f'"{printable(review.text)}"'] if review.text else []
    looked += [f"in {printable(review.cwd)}"] if review.cwd else []
    count = f"{len(shelf.entries)}{'' if shelf.complete else '+'}"
    place = f"{review.cursor + 1} of {count}" if shelf.entries else "none" if shelf.complete else "reading"
    if shelf.page:
        place += f", page {shelf.page + 1}"
    left = fitted(f" shellguard log: {', '.join(looked)}", width - len(place) - 2)
    return [("reverse", f"{left} {place} ")]


def _list(review: Review, width: int, rows: int) -> list[Line]:
    review.fit(rows)
    entries = review.shelf.entries[review.top : review.top + rows]
    lines: list[Line] = []
    for number, entry in enumerate(entries, review.top):
        chosen = number == review.cursor
        mark = _MARKS.get(review.marks.get(str(entry.record.get("id")), ""), " ")
        cells = [("bold" if chosen else "dim", f"{'>' if chosen else ' '}{mark} ")]
        cells += [(colour, text) for text, colour in table_cells(entry, width - 3)]
        if chosen:
            text = "".join(text for _, text in cells)
            cells = [("reverse", text + " " * (width - columns(text)))]
        lines.append(_cut(cells, width))
    if not lines:
        lines = [[("dim", review.shelf.error or ("  nothing" if review.shelf.complete else "  reading ..."))]]
    return (lines + [[("", "")]] * rows)[:rows]


def _details(review: Review, width: int, rows: int) -> list[Line]:
    entry = review.entry
    if entry is None or rows <= 0:
        return []
    mark = review.marks.get(str(entry.record.get("id")), "")
    told = [
        part for line in described(entry, output.Paint(on=False), mark) for part in folded(line, width - 1)
    ]
    review.scroll = max(0, min(review.scroll, len(told) - rows))
    shown = told[review.scroll : review.scroll + rows]
    if review.scroll + rows < len(told):
        shown[-1] = "  (Space shows more)"
    return [[("", f" {line}")] for line in shown]


def _message(review: Review, width: int) -> Line:
    if review.mode is Mode.SEARCH:
        return [("bold", fitted(f" / {printable(review.text)}_", width, pad=False))]
    if review.rule is not None:
        patterns = " and ".join(review.rule.patterns)
        return [("bold", fitted(f" rule: {printable(patterns)}", width, pad=False))]
    return [("bold", fitted(f" {printable(review.message)}", width, pad=False))]


def _keys(review: Review, width: int) -> Line:
    if review.mode is Mode.SEARCH:
        text = "type what to look for; Enter keeps it, Esc drops it"
    elif review.rule is not None:
        text = "  ".join(f"{key} {said}" for key, said in review.rule.scopes.items()) + "  Esc nothing"
    elif review.mode is Mode.HELP:
        text = "any key goes back"
    else:
        text = _KEYS if output.drawn() else re.sub("↑↓", "j k", _KEYS)
    return [("dim", fitted(f" {text}", width, pad=False))]


def _cut(cells: Line, width: int) -> Line:
    """The pieces as far as they fit; a terminal narrower than the table loses the end of each row."""
    kept: Line = []
    left = width
    for colour, text in cells:
        if columns(text) > left:
            return [*kept, (colour, fitted(text, left, pad=False))]
        kept.append((colour, text))
        left -= columns(text)
    return kept
