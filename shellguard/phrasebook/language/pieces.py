"""A request in pieces: the words between blanks, and what stands in quotes as one."""

from __future__ import annotations

import re

_QUOTES = {'"': '"', "“": "”", "”": "”", "‘": "’", "`": "`'"}
_EITHER_OF = re.compile(r"\{[^{}\s]*,[^{}\s]*\}.*\*|\*.*\{[^{}\s]*,[^{}\s]*\}")
_BLANK = re.compile(r"\s")
_BARE = re.compile(r"\s*([A-Za-z0-9]+)(?!\S)")
_OBJECT = re.compile(r'\{\s*"[^{}]*"\s*:[^{}]*\}(?=\s|$)')
_SIGNS = {":", ",", ";", "|"}
_BEFORE_SIGN = {"by", "with", "on", "at", "separator", "delimiter", "sign", "character", "using", "a", "the"}


def pieces_of(text: str) -> list[tuple[bool, str]]:
    """Words between blanks, and what stands in quotes as one."""
    pieces: list[tuple[bool, str]] = []
    at, size = 0, len(text)
    while at < size:
        if bare := _BARE.match(text, at):
            pieces.append((False, bare[1]))
            at = bare.end()
            continue
        if text[at].isspace() or (text[at] in "([{" and not pieces):
            at += 1
            continue
        end = _end_of_json(text, at) if text[at] == "{" else 0
        if end > at:
            pieces.append((True, text[at:end]))
            at = end
            continue
        end = _end_of_quote(text, at)
        if end > at:
            pieces.append((True, text[at + 1 : end]))
            at = end + 1
            continue
        stop = _end_of_word(text, at)
        piece = text[at:stop].lstrip("([,;").rstrip(",;!)]")
        piece = piece if "${" in piece or _EITHER_OF.search(piece) else piece.lstrip("{").rstrip(",;!)]}")
        quote = piece.find('"', 1)
        if quote > 0 and piece[quote - 1] in "=:(" and (end := _end_of_quote(text, at + quote)) > 0:
            stop = at + quote
            piece = piece[:quote].rstrip("=:(")
        elif piece.endswith(("?", ".", ":")) and len(piece) > 1 and set(piece) - set("./"):
            piece = piece if "*" in piece and piece.endswith("?") else piece.rstrip("?.:")
            piece = piece.rstrip(")]}") if not set(piece) & set("([{") else piece
        if piece and piece[0] in _QUOTES and len(piece) > 1:
            piece = piece[1:]
        ends_sentence = piece == "." and at > 0 and not text[at - 1].isspace()
        if piece.strip("?!:,;") and not ends_sentence:
            pieces.append((False, piece))
        elif (
            text[at:stop] in _SIGNS and pieces and not pieces[-1][0] and pieces[-1][1].lower() in _BEFORE_SIGN
        ):
            pieces.append((True, text[at:stop]))
        at = max(stop, at + 1)
    return pieces


def _end_of_json(text: str, at: int) -> int:
    """Behind the JSON object that begins here, 0 when none does."""
    found = _OBJECT.match(text, at)
    return found.end() if found else 0


def _end_of_word(text: str, at: int) -> int:
    found = _BLANK.search(text, at)
    return found.start() if found else len(text)


def _end_of_quote(text: str, at: int) -> int:
    """Where the quoted text that begins here ends, 0 when none does."""
    mark = text[at]
    if mark == "'":
        end = at
        while (end := text.find("'", end + 1)) > 0:
            if end + 1 == len(text) or not (text[end + 1].isalnum() or text[end + 1] == "_"):
                return end
        return 0
    closing = _QUOTES.get(mark, "")
    ends = [place for char in closing if (place := text.find(char, at + 1)) > 0]
    return min(ends, default=0)
