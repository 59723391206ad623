"""Makes docs/tour.svg: the tour in a real terminal, drawn as that terminal shows it.

    python docs/make_tour_picture.py

Plays the steps of `shellguard tour` in a real guarded shell, gives the bytes of its terminal to a terminal
emulator (pyte) and draws each cell of the screen that it has then. Nothing is put in by hand but the window's
frame. Needs pyte (`pip install --group docs`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pyte
from pyte.screens import Char

from shellguard.cli.init import own_command
from shellguard.rehearsal.stage import Stage
from shellguard.rehearsal.tour import COLUMNS, SETTINGS, STEPS, Tour

PICTURE = Path(__file__).with_name("tour.svg")
SHOWN = (0, 1, 4)
"""The steps in the picture: one that runs, one that waits, one answered with a safer command."""

ROWS = 100
CELL, LINE, MARGIN = 8.4, 18, 16
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
BACKGROUND, FOREGROUND = "#14161b", "#d8dee6"
COLORS = {
    "default": FOREGROUND,
    "red": "#ff6b68",
    "green": "#7ec97e",
    "brown": "#e3c265",
    "blue": "#6ea8ff",
    "magenta": "#c792ea",
    "cyan": "#65c7d0",
    "white": "#ffffff",
    "black": "#5c6370",
}


def recorded() -> bytes:
    """What the terminal has got for the shown steps.

    Raises:
        SystemExit: a step did not go as it should.
    """
    with Stage(SETTINGS, own_command()) as stage, Tour(stage, own_command()) as tour:
        if not tour.begins():
            sys.exit("the guarded shell did not come to its prompt")
        for index in SHOWN:
            if not tour.play(STEPS[index]).went_well:
                sys.exit(f"this step did not go as it should: {STEPS[index].title}\n{tour.shown}")
        return tour.raw


def runs(row: dict[int, Char]) -> Iterator[tuple[int, str, Char]]:
    """The parts of a row that look alike: column, text, look."""
    begin, text, look = 0, "", row[0]
    for column in range(COLUMNS):
        cell = row[column]
        if text and cell._replace(data="") != look._replace(data=""):
            yield begin, text, look
            begin, text = column, ""
        look = cell
        text += cell.data
    yield begin, text, look


def drawn(screen: pyte.Screen) -> str:
    """The screen as SVG."""
    filled = [index for index, text in enumerate(screen.display) if text.strip()]
    rows = max(filled) + 1
    width, height = round(COLUMNS * CELL + 2 * MARGIN), rows * LINE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="A guarded shell">',
        f'<rect width="{width}" height="{height}" rx="8" fill="{BACKGROUND}"/>',
        f'<g font-family="{FONT}" font-size="14" xml:space="preserve">',
    ]
    for index in range(rows):
        for column, text, look in runs(screen.buffer[index]):
            begin, text = column + len(text) - len(text.lstrip()), text.strip()
            if not text:
                continue
            color = COLORS.get(look.fg) or f"#{look.fg}"
            weight = ' font-weight="bold"' if look.bold else ""
            parts.append(
                f'<text x="{MARGIN + begin * CELL:.1f}" y="{MARGIN + index * LINE + 13}" '
                f'textLength="{len(text) * CELL:.1f}" fill="{color}"{weight}>{escape(text)}</text>'
            )
    return "\n".join([*parts, "</g>", "</svg>", ""])


def main() -> None:
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.ByteStream(screen).feed(recorded())
    PICTURE.write_text(drawn(screen), encoding="utf-8")
    print(f"wrote {PICTURE}")


if __name__ == "__main__":
    main()
