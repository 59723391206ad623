"""What a command changes in the names of its shell: read, unset, alias, printf -v and their kin."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise

from shellguard.parsing.commands import read_builtins, written_files
from shellguard.parsing.commands.folder_stack import moves
from shellguard.parsing.commands.read_builtins import give
from shellguard.parsing.commands.temporary_assignments import is_void
from shellguard.parsing.grammar.syntax import Compound
from shellguard.parsing.output.flow import NO_FLOW, Flow, printed_by, run_by, text_behind
from shellguard.parsing.script import OUTPUT_OVER, Piece, SimpleCommand, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value
from shellguard.parsing.words.arithmetic import changed_names, compute_in
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote
from shellguard.parsing.words.values import value_of, without

_CASED = re.compile(r"-[A-Za-z]*([lui])[aAgrtx]*\Z")
_REFERENCE = re.compile(r"-[A-Za-z]*n")
_ENDED = re.compile(r"[luin]")
_JOB_NAME = re.compile(r"-[fn]*p\Z")
_JOB_NAME_BESIDE = re.compile(r"-[fn]*p(\w+)\Z")
_KEYED = re.compile(r"-[A-Za-z]*A")
_PLACE = re.compile(r"(?P<name>[A-Za-z_]\w*)\[(?P<place>-?\d{1,3})\]")
_STAND_IN, _MOST_PRINTED = 0xE000, 64  # characters that nobody uses stand for what is not known
_HELD = re.compile("([\ue000-\ue0ff])")
_OF_THE_SHELL = frozenset(("command", "builtin"))
"""What runs a builtin in this very shell."""
_OPENING = frozenset(("<", "<>", ">", ">>", ">|"))


def note_command(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """Remember what the command does to variables, aliases and functions."""
    program = command.words[0].text if command.words else ""
    note = NOTED.get(program)
    if note is None and command.nested:  # `sudo tee file`, `builtin read name`, `builtin command cd`
        known = NOTED
        while (inner := run_by(command)) is not None:
            known = known if command.words[0].text in _OF_THE_SHELL else written_files.NOTED
            command, note = inner, known.get(inner.program)
    if note is not None:
        note(command, environment, stdin)


def note_descriptors(command: SimpleCommand, environment: Environment) -> None:
    """Remember what the command opens: `3<<< text`, `3< file`, `exec 3<> /dev/tcp/…`, `exec 3> >(sh)`."""
    lasting = command.program == "exec" and len(command.words) == 1
    for redirection in command.redirections:
        number, target = redirection.descriptor, redirection.target
        shown = target.text if target is not None else ""
        if lasting and redirection.operator in _OPENING and _has_place(target):
            place = str(number if number is not None else int(redirection.operator[0] == ">"))
            if shown.startswith(">("):
                environment.feed(place, shown[2:-1])
            else:
                environment.open(place, shown)
                if redirection.operator in OUTPUT_OVER or (
                    redirection.operator == "<>"
                    and environment.written(shown) is None
                    and shown[:5] != "/dev/"
                ):
                    environment.write(shown, "")
        if number is None or number < 3 or redirection.operator.startswith((">", "&")):
            continue
        text = None if redirection.body is None else redirection.body.value
        if redirection.operator == "<&":
            text = text_behind(shown, environment)
        elif redirection.body is None and target is not None:
            text = environment.written(shown)
        if text is not None:
            for folder in ("/dev/fd", "/proc/self/fd"):
                environment.write(f"{folder}/{number}", text)


def _has_place(target: Word | None) -> bool:
    """Whether it is known what a descriptor is opened on."""
    return target is not None and (target.known or target.text.startswith(("/", ">(", "<(")))


def note_coprocess(raw: Compound, text: str, environment: Environment) -> None:
    """Give the array with a coprocess's descriptors numbers, and remember who reads the second."""
    body = raw.parts[0][1].pipelines if raw.parts else []
    if not body or not body[0][1].commands:
        return
    command = body[0][1].commands[0]
    reads, writes = "63", str(60 - 2 * min(len(environment.feeds), 20))
    environment.feed(writes, text[command.start : command.end])
    environment.assign(raw.name or "COPROC", Value((reads,), (reads, writes)))


def _let(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    for word in command.words[1:]:
        text = word.value
        value = None if text is None else compute_in(environment, text)
        if value is None:
            for name in changed_names(word.text):
                environment.assign(name, UNKNOWN)


def _hash(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`hash -p FILE NAME`: NAME runs FILE from now on."""
    words = [word.text for word in command.words]
    if len(words) == 4 and words[1] == "-p" and command.words[2].known:
        environment.define(words[3], f'{quote(words[2])} "$@"')


def _point_nowhere(name: str, environment: Environment) -> None:
    """Let a name be a variable of its own again."""
    left = {one: other for one, other in environment.references.items() if one != name}
    environment.references = left
    environment.touch()


def _unset(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    given = next((word.text for word in command.words[1:] if word.text.startswith("-")), "")
    for word in command.words[1:]:
        if word.text.startswith("-"):
            continue
        if given == "-n":
            _point_nowhere(word.text, environment)
            continue
        place = _PLACE.fullmatch(word.text)
        if place is not None:
            environment.assign(place["name"], without(environment.lookup(place["name"]), int(place["place"])))
            continue
        variable = bool(environment.lookup(word.text).choices)  # then no function is meant
        if given != "-f":
            give(environment, word.text, UNSET)
            if word.text in environment.cased:
                environment.cased_as(word.text, "")
        if given != "-v" and (given or not variable):
            if word.text in environment.functions:
                left = {name: text for name, text in environment.functions.items() if name != word.text}
                environment.functions = left
            if environment.context.shell.functions.get(word.text) is not None:
                environment.define(word.text, f'command {word.text} "$@"')  # the program is meant again
        environment.touch()


def _alias(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    for word in command.words[1:]:
        name, equals, value = word.text.partition("=")
        if equals:
            environment.rename(name, value)


def _printf(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    words, name = command.words[1:], ""
    if len(words) > 2 and words[0].text == "-v":
        name, words = words[1].text, words[2:]
    elif len(words) > 1 and words[0].text.startswith("-v"):
        name, words = words[0].text[2:], words[1:]
    if name.partition("[")[0].isidentifier():
        words = words[1:] if words[0].text == "--" else words
        text = printed_by("printf", words)
        text = text.partition("\0")[0] if text is not None else None
        give(environment, name, _partly_printed(words, name) if text is None else Value((text,)))


def _partly_printed(words: tuple[Word, ...], name: str) -> Value:
    """What `printf -v` leaves where words are not known: the text between them."""
    holes: list[Piece] = []
    given: list[Word] = []
    for word in words[:_MOST_PRINTED]:
        text = ""
        for piece in word.pieces:
            text += chr(_STAND_IN + len(holes)) if piece.hole else piece.text
            holes.extend([piece] if piece.hole else ())
        given.append(literal_word(text))
    shown = printed_by("printf", tuple(given)) if len(holes) < _MOST_PRINTED else None
    if shown is None:
        return UNKNOWN
    pieces: list[Piece] = []
    for part in _HELD.split(shown):
        held = holes[ord(part) - _STAND_IN] if _HELD.fullmatch(part) else None
        pieces.extend([held or Piece(part)] if part else ())
    return value_of(Word(shown, tuple(pieces)), name) if pieces else UNKNOWN


def _changes(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    for word in command.words[1:]:
        name = word.text.partition("=")[0]
        if name.isidentifier():
            environment.assign(name, UNKNOWN)


def _options(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`getopts TAKEN NAME`: the value of an option may be any of those that the parameters give."""
    _changes(command, environment, NO_FLOW)
    given = command.words[3:] or environment.positional or ()
    taken = command.words[1].text if len(command.words) > 2 else ""
    values = []
    for word, after in pairwise((*given, literal_word(""))):
        letter = word.text[1:2]
        if word.text[:1] == "-" and letter and f"{letter}:" in taken:
            values.append(literal_word(word.text[2:]) if word.text[2:] and word.known else after)
    known = values and all(word.known for word in values)
    texts = tuple(dict.fromkeys(word.text for word in values))
    environment.assign("OPTARG", Value(texts) if known else UNKNOWN)


def _set(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`set -- a b` gives the positional parameters."""
    environment.touch()
    words = command.words[1:]
    index = 0
    while index < len(words) and words[index].text.startswith(("-", "+")) and words[index].known:
        text = words[index].text
        index += 2 if "o" in text[1:] and not text.startswith("--") else 1  # `-euo pipefail`
        if text in ("--", "-"):
            environment.give(words[index:])
            return
    if index < len(words):
        environment.give(words[index:])


def _wait(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`wait -p NAME` says which job it was."""
    for option, name in pairwise(command.words):
        if _JOB_NAME.match(option.text):
            give(environment, name.text, UNKNOWN)
    for word in command.words[1:]:
        if found := _JOB_NAME_BESIDE.match(word.text):
            give(environment, found[1], UNKNOWN)


def _shift(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    count = command.words[1].text if len(command.words) > 1 else "1"
    environment.touch()
    if not count.isdecimal():
        environment.began = None
    elif environment.positional is not None and int(count) <= len(environment.positional):
        environment.positional = environment.positional[int(count) :]


def _let_go(words: tuple[Word, ...], environment: Environment) -> None:
    """`declare +u NAME`: its values stay as they are given from now on."""
    given = [word.text for word in words if word.text[:1] == "+"]
    ended = _ENDED.findall(" ".join(given)) if given else []
    for word in words if ended else ():
        name = word.text.partition("=")[0]
        if name.isidentifier():
            environment.cased_as(name, "")
            if "n" in ended:
                _point_nowhere(name, environment)


def _note_array(word: Word, name: str, environment: Environment, options: list[str]) -> None:
    """An array that is given in quotes: `declare -a NAME='(a b)'` knows its elements, others do not."""
    value = word.text.partition("=")[2]
    if not value:
        return
    quoted = word.source.partition("=")[2][:1] in ("'", '"')
    if quoted and value[:1] == "(" and word.known and any(text[1:2] == "a" for text in options):
        environment.assign(name, _list_in(value))
    elif "=(" in word.text and not word.source.startswith(f"{name}="):
        environment.assign(name, UNKNOWN)


def _list_in(text: str) -> Value:
    """`declare -a NAME='(a b)'`: the words in a quoted list; one that expands to something is not known."""
    try:
        elements = tuple(shlex.split(text.strip()[1:-1]))
    except ValueError:
        return UNKNOWN
    return UNKNOWN if "$" in text or "`" in text else Value(elements[:1], elements)


def _declare(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`export "NAME=value"`: written plainly it was noted where it was read."""
    if is_void(command.program, environment):
        return
    words = command.words[1:]
    options = [word.text for word in words if word.text[:1] == "-"]
    _let_go(words, environment)
    points = keyed = False
    case = ""
    if options:
        points = any(_REFERENCE.match(text) for text in options)
        keyed = any(_KEYED.match(text) for text in options)
        case = next((found[1] for text in options if (found := _CASED.match(text))), "")
    own = command.program != "export" and environment.locals is not None
    seen = command.program == "readonly" or any("g" in text for text in options)
    for word in words:
        name, equals, value = word.text.partition("=")
        if not name.isidentifier():
            continue
        if own and environment.local(name) and not equals and not seen:
            environment.assign(name, UNKNOWN)  # the caller's value is not seen
        if keyed:
            environment.cased_as(name, "A")
        if case:
            environment.cased_as(name, case)
            if case == "i":
                _compute(environment, name, value if word.known else None, bool(equals))
                continue
            environment.assign(name, environment.lookup(name))
        if points and not equals:
            environment.point(name, "")
        if not (equals and word.known) or value.startswith("("):
            _note_array(word, name, environment, options)
            continue
        if points and value.isidentifier():
            environment.point(name, value)
        else:
            environment.assign(name, Value((value,)))


def _compute(environment: Environment, name: str, text: str | None, given: bool) -> None:
    """`declare -i NAME=TEXT`; one without a value keeps what it holds."""
    if given and not (text or "").startswith("("):
        number = None if text is None else compute_in(environment, text or "0")
        environment.assign(name, UNKNOWN if number is None else Value((str(number),)))


NOTED = {
    **written_files.NOTED,
    "export": _declare,
    "declare": _declare,
    "typeset": _declare,
    "local": _declare,
    "readonly": _declare,
    "set": _set,
    "shift": _shift,
    "read": read_builtins.read,
    "mapfile": read_builtins.lines,
    "readarray": read_builtins.lines,
    "getopts": _options,
    "hash": _hash,
    "let": _let,
    "unset": _unset,
    "wait": _wait,
    "alias": _alias,
    "printf": _printf,
    "cd": moves,
    "pushd": moves,
    "popd": moves,
}
