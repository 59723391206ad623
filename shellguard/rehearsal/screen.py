"""What a terminal shows for the bytes that it gets: text only, as many rows as come."""

from __future__ import annotations

import codecs
import re

_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[(?P<numbers>[0-9;?>=!]*)[ -/]*(?P<final>[@-~])"
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[ -/]+[0-~]"
    r"|[0-Z\\^-~])"
)
_LONGEST_SEQUENCE = 4096


class Screen:
    """The rows of a terminal that never scrolls: what left the top of a real one is kept here."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._rows: list[list[str]] = [[]]
        self._row = 0
        self._column = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._pending = ""

    @property
    def text(self) -> str:
        """All rows, without blanks at their ends."""
        return "\n".join("".join(row).rstrip() for row in self._rows)

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def since(self, row: int) -> str:
        """The text from a row on, counted from 0."""
        return "\n".join(self.text.split("\n")[row:])

    def feed(self, data: bytes) -> None:
        """Shows what these bytes draw. A sequence that is not whole yet waits for its rest."""
        text = self._pending + self._decode(data)
        self._pending = ""
        position = 0
        while position < len(text):
            if text[position] != "\x1b":
                self._show(text[position])
                position += 1
                continue
            found = _SEQUENCE.match(text, position)
            if found is not None:
                self._obey(found["final"] or "", found["numbers"] or "")
                position = found.end()
            elif len(text) - position < _LONGEST_SEQUENCE:
                self._pending = text[position:]
                return
            else:
                position += 1

    def _show(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._down(1)
        elif character == "\b":
            self._column = max(0, min(self._column, self._columns) - 1)
        elif character == "\t":
            self._column = min(self._columns - 1, self._column // 8 * 8 + 8)
        elif character >= " " and character != "\x7f":
            if self._column >= self._columns:
                self._column = 0
                self._down(1)
            self._put(character)

    def _put(self, character: str) -> None:
        row = self._rows[self._row]
        row.extend(" " * (self._column + 1 - len(row)))
        row[self._column] = character
        self._column += 1

    def _down(self, rows: int) -> None:
        self._row += rows
        while len(self._rows) <= self._row:
            self._rows.append([])

    def _obey(self, final: str, numbers: str) -> None:
        """Moves and erases; colours, titles and the keyboard's modes are nothing that is text."""
        first = numbers.split(";")[0]
        count = max(1, int(first)) if first.isdecimal() else 1
        match final:
            case "A":
                self._row = max(0, self._row - count)
            case "B":
                self._down(count)
            case "C":
                self._column = min(self._columns - 1, self._column + count)
            case "D":
                self._column = max(0, self._column - count)
            case "G":
                self._column = count - 1
            case "K" | "J" | "P" | "@":
                self._erase(final, first or "0", count)

    def _erase(self, final: str, how: str, count: int) -> None:
        row = self._rows[self._row]
        if final == "P":
            del row[self._column : self._column + count]
        elif final == "@":
            row.extend(" " * (self._column - len(row)))
            row[self._column : self._column] = [" "] * count
        elif how == "0":
            del row[self._column :]
            if final == "J":
                del self._rows[self._row + 1 :]
        elif final == "K":
            kept = row[self._column + 1 :] if how == "1" else []
            row[:] = [" "] * (self._column + 1) + kept
