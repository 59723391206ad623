"""Words with patterns, and the files that they match where those were supplied."""

from __future__ import annotations

from shellguard.parsing.script import Hole, Piece, Word
from shellguard.parsing.state.environment import ELSEWHERE, Environment
from shellguard.parsing.words.fields import glob_pattern

_MAX_MATCHES = 64


def matched(words: list[Word], environment: Environment) -> list[Word]:
    """Words with patterns replaced by their matches; a pattern whose matches are not known is asked for."""
    for word in words:
        if word.is_glob:
            break
    else:
        return words
    if ELSEWHERE in environment.inside:
        return words
    out: list[Word] = []
    context = environment.context
    for word in words:
        written = glob_pattern(word) if word.is_glob else ""
        pattern = environment.located(written) if written else None
        if not pattern:
            out.append(word)
            continue
        moved = len(pattern) - len(written)  # what `cd` put before it is not what the program receives
        matches = context.supplied.globs.get(pattern)
        if matches is None:
            context.globs.add(pattern)
            out.append(word)
        elif not matches:
            place = _place(pattern, moved)
            pieces = tuple(
                Piece(piece.text, Hole.NONE, True, piece.name, found_in=place) for piece in word.pieces
            )
            out.append(Word(word.source, pieces, word.span))
        elif len(matches) > _MAX_MATCHES:
            out.append(word)
        else:
            place = _place(pattern, moved)
            out.extend(
                Word(word.source, (Piece(match[moved:], found_in=place),), word.span) for match in matches
            )
    return out


def _place(pattern: str, moved: int) -> str | None:
    """Where the names were looked for; see `Piece.found_in`."""
    if moved:
        return pattern[:moved].rstrip("/") or "/"
    return None if pattern.startswith("/") else ""
