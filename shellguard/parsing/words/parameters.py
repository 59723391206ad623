"""`${…}`: defaults, errors, trimming, substitution, slices, case, indirection and arrays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from shellguard.parsing.script import Hole, Piece, Word
from shellguard.parsing.state.stopping import stop
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value
from shellguard.parsing.words.fields import Fields, literal_word
from shellguard.parsing.words.parameter_changes import bounds, changed

if TYPE_CHECKING:
    from shellguard.parsing.roles import ParameterReader

_SHAPE = re.compile(
    r"(?P<prefix>[!#]?)(?P<name>[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!_-])"
    r"(?:\[(?P<index>[^\]]*)\])?(?P<operator>:[-=?+]|[-=?+]|##?|%%?|/[/#%]?|\^\^?|,,?|~~?|@|:)?",
)
_ROOTED = frozenset(("PATH", "HOME", "PWD", "OLDPWD", "SHELL"))  # whatever they hold, it begins at the root
_POINTED = re.compile(r"(?P<name>[A-Za-z_]\w*|[0-9]{1,6})(?:\[(?P<place>[0-9]{1,6})\])?\Z")
Element = TypeVar("Element", str, Word)
MAX_ELEMENTS = 64  # of an array of which each is changed


def expand_parameter(reader: ParameterReader, place: int, end: int, fields: Fields, quoted: bool) -> None:
    """Expand `${…}` at text[place:end] into `fields`."""
    text = reader.text
    source = text[place:end]
    match = _SHAPE.match(text, place + 2, end - 1)
    if match and match["prefix"] == "!" and _names(reader, match, (place, end), fields, quoted):
        return
    if not match or (match.end() < end - 1 and not match["operator"]):
        _hole(reader, place, end, fields, quoted)
        return
    name, prefix, index = match["name"], match["prefix"], match["index"]
    if match.end() == end - 1 and not match["operator"] and reader.vanishes(prefix + name, place, end):
        return
    if index is not None:
        reader.inner_commands(match.start("index"), match.end("index"))
    elements = _elements(reader, name, index)
    if elements is not None and not prefix and not match["operator"]:
        _several(_joined(reader, elements, match, quoted), name, fields, quoted)
        return
    value = _value(reader, name, match)
    words = _words(reader, name, index, value)
    if words and not prefix and (part := _changed_words(reader, words, match, end - 1)) is not None:
        reader.spread(part, fields, quoted, "*" in (name, index) and quoted)
        return
    if prefix == "!":
        value = _pointed(reader, name, value)
    if prefix == "#":
        counted = elements if elements is not None else words or value.text
        count = None if counted is None else len(counted)
        _put_text(None if count is None else str(count), name, source, fields, quoted)
        return
    if not match["operator"]:
        reader.put(value, name, source, fields, quoted)
    elif match["operator"][-1] in "-=?+":
        _default(reader, value, match, (match.end(), end - 1), source, fields, quoted)
    elif elements is not None:
        _put_each(reader, elements, match, (place, end), fields, quoted)
    else:
        _put_changed(reader, value, match, (end - 1, source), fields, quoted)


def _put_changed(
    reader: ParameterReader,
    value: Value,
    match: re.Match[str],
    written: tuple[int, str],
    fields: Fields,
    quoted: bool,
) -> None:
    """The value after a change, or all that it may be then; `written` is where it ends, and its text."""
    (end, source), name, operator = written, match["name"], match["operator"]
    if len(value.choices or ()) > 1:
        each = [changed(reader, Value((one,)), operator, match.end(), end) for one in value.choices or ()]
        known = tuple(one for one in each if one is not None)
        reader.put(Value(known) if len(known) == len(each) else UNKNOWN, name, source, fields, quoted)
        return
    result = changed(reader, value, operator, match.end(), end)
    if result is None and name in _ROOTED and source.endswith(":0:1}"):
        result = "/"
    _put_text(result, name, source, fields, quoted)


def _names(
    reader: ParameterReader, match: re.Match[str], span: tuple[int, int], fields: Fields, quoted: bool
) -> bool:
    """`${!name@}`: names of this line that begin so; `${!name[@]}`: keys. Of `${!name@Q}` nobody knows.

    `${!name}` where that holds `array[@]`: its elements.
    """
    place, end = span
    names: tuple[str, ...] = ()
    pointed = (reader.value_of(match["name"]).text or "") if match["index"] is None else ""
    every = reader.environment.lookup(pointed[:-3]).elements if pointed.endswith(("[@]", "[*]")) else None
    if every is not None and match.end() == end - 1:
        _several(
            (" ".join(every),) if quoted and pointed[-2] == "*" else every, match["name"], fields, quoted
        )
        return True
    if match["index"] in ("@", "*") and match.end() == end - 1:
        value = reader.environment.lookup(match["name"])
        names = value.keys or tuple(map(str, range(len(value.elements or ()))))
    elif match["index"] is None and reader.text[match.end("name") : end - 1] in ("@", "*"):
        names = tuple(sorted(one for one in reader.environment.variables if one.startswith(match["name"])))
    elif match["index"] not in ("@", "*") and (match.end() == end - 1 or match["operator"] != "@"):
        return False
    if names:
        starred = quoted and "*" in (match["index"], reader.text[end - 2])
        joined = (reader.environment.separators[:1].join(names),) if starred else names
        _several(joined, match["name"], fields, quoted)
    else:
        _hole(reader, place, end, fields, quoted)
    return True


def _pointed(reader: ParameterReader, name: str, value: Value) -> Value:
    """The value of the variable or parameter that `value` names, `name[2]` too; or all that it may be."""
    if name == "#":
        positional = reader.environment.positional
        return UNKNOWN if positional is None else reader.value_of(str(len(positional)))
    found: list[Value] = []
    for pointed in value.choices or ():
        match = _POINTED.match(pointed)
        if match is None and "[" in pointed:
            reader.evaluated(pointed)  # its subscript
        place = None if match is None else match["place"]
        known = UNKNOWN if match is None else reader.value_of(match["name"])
        if place is not None:
            elements = known.elements or ()
            known = (
                Value((elements[int(place)],)) if not known.keys and int(place) < len(elements) else UNKNOWN
            )
        found.append(known)
    if len(found) == 1:
        return found[0]
    texts = [one.text for one in found]
    return Value(tuple(dict.fromkeys(text for text in texts if text))) if found and all(texts) else UNKNOWN


def _hole(reader: ParameterReader, place: int, end: int, fields: Fields, quoted: bool) -> None:
    reader.inner_commands(place + 2, end - 1)
    fields.piece(Piece(reader.text[place:end], Hole.VARIABLE, quoted))


def _put_text(text: str | None, name: str, source: str, fields: Fields, quoted: bool) -> None:
    if text is None:
        fields.piece(Piece(source, Hole.VARIABLE, quoted, name))
    else:
        fields.value(text, quoted, name)


def _elements(reader: ParameterReader, name: str, index: str | None) -> tuple[str, ...] | None:
    """All elements, when the whole array or all positional parameters are asked for and known."""
    if name in ("@", "*"):
        positional = reader.environment.positional
        if positional is None or not all(word.known for word in positional):
            return None
        return tuple(word.text for word in positional)
    if index not in ("@", "*"):
        return None
    value = reader.environment.lookup(name)
    if value.elements is not None:
        return value.elements
    return None if value.choices is None else value.choices[:1]


def _several(elements: tuple[str, ...], name: str, fields: Fields, quoted: bool) -> None:
    if not quoted and len(elements) > 1 and fields.separators:  # they are cut as one text
        fields.value(fields.separators[0].join(elements), False, name)
        return
    for position, element in enumerate(elements):
        if position:
            fields.end()
        fields.value(element, quoted, name)
    if not elements:
        fields.pieces.append(Piece("", Hole.NONE, quoted, name, unset=True))


def _joined(
    reader: ParameterReader, elements: tuple[str, ...], match: re.Match[str], quoted: bool
) -> tuple[str, ...]:
    """The elements, or what `"${name[*]}"` makes of them."""
    if quoted and elements and "*" in (match["name"], match["index"]):
        return (reader.environment.separators[:1].join(elements),)
    return elements


def _put_each(
    reader: ParameterReader,
    elements: tuple[str, ...],
    match: re.Match[str],
    span: tuple[int, int],
    fields: Fields,
    quoted: bool,
) -> None:
    """The elements after the slice, trimming, substitution or change of case that `match` begins."""
    place, end = span
    operator = match["operator"]
    values: tuple[str | None, ...] | None = None
    if operator == ":":
        values = _part(reader, elements, match, end - 1)
    elif len(elements) <= MAX_ELEMENTS:
        values = tuple([changed(reader, Value((one,)), operator, match.end(), end - 1) for one in elements])
    known = None if values is None else tuple(one for one in values if one is not None)
    if known is None or known != values:
        _put_text(None, match["name"], reader.text[place:end], fields, quoted)
    else:
        _several(_joined(reader, known, match, quoted), match["name"], fields, quoted)


def _part(
    reader: ParameterReader, elements: tuple[Element, ...], match: re.Match[str], end: int
) -> tuple[Element, ...] | None:
    """`${name[@]:offset:length}`; of positional parameters the first has the place 1."""
    found = bounds(reader, reader.text[match.end() : end])
    if found is None:
        return None
    offset, length = found
    positional = match["name"] in ("@", "*")
    if positional and (offset == 0 or offset <= -len(elements) - 1):  # the shell's own name
        return None
    start = len(elements) + offset if offset < 0 else offset - positional
    if start < 0 or (length is not None and length < 0):
        return () if start < 0 else None
    return elements[start:] if length is None else elements[start : start + length]


def _words(reader: ParameterReader, name: str, index: str | None, value: Value) -> tuple[Word, ...]:
    """All elements, when they are asked for and not all of them are known."""
    if index in ("@", "*"):
        return value.words
    positional = reader.environment.positional if name in ("@", "*") else None
    return positional if positional and not all(word.known for word in positional) else ()


def _changed_words(
    reader: ParameterReader, words: tuple[Word, ...], match: re.Match[str], end: int
) -> tuple[Word, ...] | None:
    """The elements after the slice or change; those that are not known stay. None where that is not known."""
    operator = match["operator"]
    if not operator:
        return words
    if operator == ":":
        return _part(reader, words, match, end)
    if operator[-1] in "-=?+" or len(words) > MAX_ELEMENTS:
        return None
    found = []
    for one in words:
        text = changed(reader, Value((one.text,)), operator, match.end(), end) if one.known else None
        if one.known and text is None:
            return None
        found.append(one if text is None else literal_word(text))
    return tuple(found)


def _element(words: tuple[Word, ...], place: int | None) -> Value:
    """One element of an array of which not all are known."""
    if place is None:
        return UNKNOWN
    if not -len(words) <= place < len(words):
        return UNSET
    word = words[place]
    return Value((word.text,)) if word.known else Value(None, pieces=word.pieces)


def _value(reader: ParameterReader, name: str, match: re.Match[str]) -> Value:
    index = match["index"]
    if name in ("@", "*"):
        positional = reader.environment.positional
        if positional is None or not all(word.known for word in positional):
            return UNKNOWN
        return Value((" ".join(word.text for word in positional),)) if positional else UNSET
    value = reader.value_of(name)
    if index is not None and value.keys:
        key = reader.single(match.start("index"), match.end("index"), tilde=False)
        values = dict(zip(value.keys, value.elements or (), strict=False))
        keys = key.pieces[0].candidates if len(key.pieces) == 1 and not key.known else (key.text,)
        found = tuple(dict.fromkeys(values[one] for one in keys if one in values))
        return Value(found) if found else UNSET if key.known else UNKNOWN
    if index not in (None, "@", "*") and value.words:
        return _element(value.words, reader.computed(match.start("index"), match.end("index")))
    if index is None or value.elements is None:
        if index and index not in ("@", "*"):
            reader.computed(match.start("index"), match.end("index"))
        return value if index in (None, "0", "@", "*") else UNKNOWN
    place = reader.computed(match.start("index"), match.end("index")) if index not in ("@", "*") else None
    if place is None:
        return UNKNOWN
    try:
        return Value((value.elements[place],))
    except IndexError:
        return UNSET


def _default(
    reader: ParameterReader,
    value: Value,
    match: re.Match[str],
    argument: tuple[int, int],
    source: str,
    fields: Fields,
    quoted: bool,
) -> None:
    """`:-`, `:=`, `:?`, `:+` and the same without the colon."""
    operator, name = match["operator"], match["name"]
    kind, empty_counts = operator[-1], operator[0] == ":"
    choices = value.choices
    missing = choices is not None and (not choices or (empty_counts and choices == ("",)))
    if kind == "?":
        if missing or choices is None:
            reader.inner_commands(*argument)
            fields.piece(Piece(source, Hole.VARIABLE, quoted, name))
            if missing and not match["prefix"] and match["index"] is None:
                stop(reader.environment, name, unset_only=not empty_counts)
        else:
            reader.put(value, name, source, fields, quoted)
        return
    if choices is None:
        stopped = reader.environment.stopped
        inner = Fields(splitting=False)
        _argument(reader, argument, inner, quoted)
        reader.environment.stopped = stopped  # nobody knows whether the argument is looked at
        inner.end()
        pieces = inner.done[0] if inner.done else []
        known = all(not piece.hole for piece in pieces)
        text = "".join(piece.text for piece in pieces)
        candidates = (text,) if known and text else pieces[0].candidates if len(pieces) == 1 else ()
        piece = Piece(source, Hole.VARIABLE, quoted, name, candidates=candidates)
        fields.piece(piece)
        if kind == "=" and candidates:  # it keeps what it had, or has this from now on
            reader.environment.assign(name, Value(None, pieces=(piece,)))
    elif missing == (kind != "+"):
        _argument(reader, argument, fields, quoted)
        if kind == "=":
            reader.environment.assign(name, Value((reader.single(*argument).text,)))
        if argument[0] == argument[1]:
            fields.piece(Piece("", Hole.NONE, quoted, name, unset=True))
    elif kind == "+":
        fields.piece(Piece("", Hole.NONE, quoted, name, unset=True))
    else:
        reader.put(value, name, source, fields, quoted)


def _argument(reader: ParameterReader, span: tuple[int, int], fields: Fields, quoted: bool) -> None:
    if quoted:
        reader.double(*span, fields, argument=True)
        return
    inner = Fields(splitting=False)
    reader.scan(*span, inner, tilde=True)
    written = not inner.pieces or any(piece.quoted for piece in inner.pieces)
    fields.present = fields.present or (inner.present and written)
    for piece in inner.pieces:
        if piece.quoted or piece.hole:
            fields.piece(piece)
        else:
            fields.value(piece.text, False, piece.name)
