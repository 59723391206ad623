"""What a variable holds after an assignment, by the words that were assigned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shellguard.parsing.script import Hole, Piece, Word
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value
from shellguard.parsing.words.fields import literal_word

MAX_LOOP_WORDS = 32
MAX_PLACES = 256  # arrays with higher places are not followed
MAX_VALUE = 65_536  # longer values are not followed
MAX_PIECES = 32  # of a value that is not known; what follows is one hole
NEW_TEMPORARY = ("$(mktemp", "`mktemp")  # what a path to something new and empty begins with
_KEYED = re.compile(r"\[([^\]]+)\]=(.*)", re.DOTALL)


def value_of(word: Word, name: str) -> Value:
    """The value of the variable `name` to which `word` was assigned."""
    text = word.text
    if len(text) > MAX_VALUE:
        return UNKNOWN
    if word.known:
        return Value((text,))
    pieces = word.pieces
    first = pieces[0]
    kept = bool(first.text and not first.hole) or name == "PATH" or first.name == "HOME"
    if not (kept or text.startswith(NEW_TEMPORARY) or word.prefix):
        for piece in pieces:
            if piece.candidates:  # `d=${1:-/srv}`
                break
        else:
            return UNKNOWN
    return Value(None, pieces=_first(pieces, name))


def _first(pieces: tuple[Piece, ...], name: str) -> tuple[Piece, ...]:
    """As many pieces as are kept of a value, which may grow with every `PATH="$x:$PATH"`."""
    if len(pieces) <= MAX_PIECES:
        return pieces
    return (*pieces[:MAX_PIECES], Piece(f"${name}", Hole.VARIABLE, True, name))


def array_of(words: list[Word]) -> Value:
    """The value of an array: by number, or by key where every word has one."""
    if not all(word.known for word in words):
        return _partly(words)
    texts = tuple(word.text for word in words)
    keyed = [_KEYED.match(text) for text in texts]
    pairs = [(match[1], match[2]) for match in keyed if match]
    if pairs and all(key.isdecimal() and int(key) < MAX_PLACES for key, _ in pairs):
        return _numbered(
            [match.groups() if match else text for match, text in zip(keyed, texts, strict=True)]
        )
    if pairs and len(pairs) == len(texts):
        return Value((), tuple(value for _, value in pairs), tuple(key for key, _ in pairs))
    return Value(texts[:1], texts)


def _numbered(given: Sequence[str | tuple[str, ...]]) -> Value:
    """An array whose places are told: `([2]=c [0]=a b)`; the elements come by their numbers."""
    held: dict[int, str] = {}
    place = 0
    for one in given:
        place = int(one[0]) if isinstance(one, tuple) else place
        held[place] = one[1] if isinstance(one, tuple) else one
        place += 1
    return _ordered(held)


def _partly(words: Sequence[Word]) -> Value:
    """An array of which not every element is known; without a place it stands for the first."""
    return Value(None, pieces=words[0].pieces, words=tuple(words)) if len(words) <= MAX_PLACES else UNKNOWN


def grown(name: str, before: Value, more: Value) -> Value:
    """An array after `name+=( … )`; one that nobody knows may have held anything before, or nothing."""
    if before == UNKNOWN and (more.words or more.elements):
        before = _partly([Word(f"${name}", (Piece(f"${name}", Hole.VARIABLE, False, name),))])
    if more.words or (before.words and more.elements is not None):
        known = before.elements if before.elements is not None else before.choices
        earlier_words = before.words or tuple(map(literal_word, known or ()))
        told = (*earlier_words, *(more.words or tuple(map(literal_word, more.elements or ()))))
        return UNKNOWN if known is None and not before.words else _partly(told)
    if more.elements is None or (before.elements is None and before.choices is None):
        return UNKNOWN
    earlier = before.elements if before.elements is not None else before.choices or ()
    places = _held(before) if before.keys and not more.keys else None
    if places:
        first = 1 + max(places)
        return _ordered({**places, **{first + turn: text for turn, text in enumerate(more.elements)}})
    if before.keys or more.keys:
        return Value((), (*earlier, *more.elements), (*before.keys, *more.keys))
    elements = (*earlier, *more.elements)
    return Value(elements[:1], elements)


def without(before: Value, place: int) -> Value:
    """An array after `unset name[place]`; the other elements keep their places."""
    if before.words:
        left = [word for number, word in enumerate(before.words) if number != place % len(before.words)]
        return _partly(left) if left and -len(before.words) <= place < len(before.words) else UNKNOWN
    held = _held(before)
    if held is None:
        return UNKNOWN
    if place < 0:
        place += 1 + max(held, default=-1)
    return _ordered({number: text for number, text in held.items() if number != place})


def _with_word(before: Value, place: int, more: Value) -> Value:
    """An array of which not all is known, after one of its elements was set, or the next one."""
    held = _held(before)
    words = list(before.words)
    if not words and held is not None and list(held) == list(range(len(held))):
        words = [literal_word(held[number]) for number in held]
    elif not words:
        return UNKNOWN
    if not -len(words) <= place <= len(words) or not (more.pieces or more.text is not None):
        return UNKNOWN
    word = literal_word(more.text) if more.text is not None else Word("", more.pieces)
    words[place : place + 1 or None] = [word]
    return _partly(words)


def with_place(before: Value, place: int, more: Value, append: bool) -> Value:
    """An array after `name[place]=more`; the places between are not filled."""
    held, text = _held(before), more.text
    if not append and (before.words or (text is None and more.pieces)):
        return _with_word(before, place, more)
    if held is None or text is None or not -len(held) <= place < MAX_PLACES:
        return UNKNOWN
    if place < 0:
        place += 1 + max(held)
    held[place] = held.get(place, "") * append + text
    return _ordered(held)


def _held(value: Value) -> dict[int, str] | None:
    """The elements by their numbers; a plain variable is the first. None where they are not known."""
    if value.keys:
        known = all(key.isdecimal() for key in value.keys) and value.elements is not None
        return dict(zip(map(int, value.keys), value.elements or (), strict=False)) if known else None
    elements = value.elements if value.elements is not None else value.choices
    if elements is None or (value.elements is None and len(elements) > 1):
        return None
    return dict(enumerate(elements))


def _ordered(held: dict[int, str]) -> Value:
    """The array of these elements; it has keys only where places are left out."""
    order = sorted(held)
    first = (held[0],) if 0 in held else ()
    keys = () if order == list(range(len(order))) else tuple(map(str, order))
    return Value(first, tuple(held[number] for number in order), keys)


def with_key(before: Value, key: str, more: Value, append: bool) -> Value:
    """An array by key after `name[key]=more`."""
    text = more.text
    if text is None or "$" in key or "`" in key or len(before.keys) >= MAX_PLACES:
        return UNKNOWN
    held = dict(zip(before.keys, before.elements or (), strict=False))
    held[key] = held.get(key, "") * append + text
    return Value((), tuple(held.values()), tuple(held))


def longer(name: str, before: Value, more: Value) -> Value:
    """A variable after `name+=more`; one that nobody knows may have been unset before."""
    added = more.text
    if added is None:
        return _with_end(name, before, more)
    if before.text is not None:
        text = before.text + added
        return Value((text,)) if 0 < len(text) <= MAX_VALUE else UNKNOWN
    earlier = before.pieces[0].candidates if len(before.pieces) == 1 else () if before.pieces else ("",)
    if before.choices is not None or len(earlier) != 1 or len(earlier[0]) + len(added) > MAX_VALUE:
        return UNKNOWN
    text = earlier[0] + added
    return (
        Value(None, pieces=(Piece(f"${name}", Hole.VARIABLE, False, name, False, (text,)),))
        if text
        else UNKNOWN
    )


def _with_end(name: str, before: Value, more: Value) -> Value:
    """A variable that began with a known text and got something behind it that nobody knows."""
    if not before.text or len(before.text) > MAX_VALUE or before.elements is not None:
        return UNKNOWN
    end = more.pieces or (Piece(f"${name}", Hole.VARIABLE, False, name),)
    return Value(None, pieces=_first((Piece(before.text), *end), name))


def choices_of(words: list[Word]) -> Value:
    """A loop variable's values: what its words may be, or what is known of its one word."""
    if not words:
        return UNSET
    if not all(word.known for word in words):
        return Value(None, pieces=words[0].pieces) if len(words) == 1 else UNKNOWN
    if len(words) > MAX_LOOP_WORDS:
        return UNKNOWN
    return Value(tuple(dict.fromkeys(word.text for word in words)))
