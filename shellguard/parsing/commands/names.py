"""What a command changes in the names of its shell: read, unset, alias, printf -v and their kin."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from shellguard.parsing.commands import written_files
from shellguard.parsing.commands.moving import moves
from shellguard.parsing.grammar.syntax import Compound
from shellguard.parsing.output.flow import NO_FLOW, Flow, printed_by, run_by, text_behind
from shellguard.parsing.script import Piece, SimpleCommand, Word
from shellguard.parsing.state.environment import UNKNOWN, UNSET, Environment, Value
from shellguard.parsing.words.arithmetic import changed_names, compute
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote
from shellguard.parsing.words.values import MAX_LOOP_WORDS, value_of

_CASED = re.compile(r"-[A-Za-z]*([lui])[aAgrtx]*\Z")
_REFERENCE = re.compile(r"-[A-Za-z]*n")
_DESCRIPTOR = re.compile(r"-[ers]*u\Z")
_KEYED = re.compile(r"-[A-Za-z]*A")
_STAND_IN, _MOST_PRINTED = 0xE000, 64  # characters that nobody uses stand for what is not known
_HELD = re.compile("([\ue000-\ue0ff])")
_COUNTED = re.compile(r" -[eErs]*[nN] ?(\d{1,6}) ")
_PARTING = frozenset(("-d", "-rd", "-td"))
_OPENING = frozenset(("<", "<>", ">", ">>", ">|"))
_ENDED_BY = re.compile(r"-t?d(.?)\Z", re.DOTALL)
_READ_VALUE = re.compile(r"-[eErs]*[dinNptu]\Z")


def note_command(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """Remember what the command does to variables, aliases and functions."""
    program = command.words[0].text if command.words else ""
    note = NOTED.get(program)
    if note is None and command.nested:  # `sudo tee file`
        inner = run_by(command)
        command = inner or command
        note = written_files.NOTED.get(inner.program) if inner is not None else None
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
                if redirection.operator in (">", ">|") or (
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


def _read(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    names, skip, array = [], False, False
    stdin = _by_lines(command, _behind_option(command, environment, stdin))
    for word in command.words[1:]:
        if skip or word.text.startswith("-"):
            array = array or (not skip and "a" in word.text)
            skip = not skip and _READ_VALUE.match(word.text) is not None
            continue
        names.append(word.text)
    if (
        "condition" in command.frames
        and len(names) == 1
        and not array
        and _each_line(names[0], stdin, environment)
    ):
        return
    line = None if stdin.text is None else stdin.text.split("\n", 1)[0][: _most(command)]
    fields = (
        None if line is None else _fields(line, _separators(command, environment), 0 if array else len(names))
    )
    if array and fields is not None:
        environment.assign(names[0] if names else "", Value(tuple(fields[:1]), tuple(fields)))
        return
    for index, name in enumerate(names):
        value = UNKNOWN
        if fields is not None:
            value = Value((fields[index],)) if index < len(fields) else UNSET
        elif stdin.words:
            known = tuple(word.text for word in stdin.words if word.known)
            value = Value(known) if len(known) == len(stdin.words) and len(known) > 1 else UNKNOWN
            if len(stdin.words) == 1 and len(names) == 1 and not known:
                value = Value(None, pieces=stdin.words[0].pieces)
        environment.assign(name, value)


def _by_lines(command: SimpleCommand, stdin: Flow) -> Flow:
    """What is read with a line for each part up to a NUL where `-d ''` says so; other NULs are left out."""
    if stdin.text is None or "\0" not in stdin.text:
        return stdin
    parts = any(option.text in _PARTING and end.text == "" for option, end in pairwise(command.words))
    text = stdin.text.replace("\n", " ").replace("\0", "\n") if parts else stdin.text.replace("\0", "")
    return Flow(text, stdin.words, stdin.piped, stdin.template, stdin.file)


def _behind_option(command: SimpleCommand, environment: Environment, stdin: Flow) -> Flow:
    """What is read where `-u NUMBER` says from which descriptor."""
    for option, number in pairwise(command.words):
        if _DESCRIPTOR.match(option.text) and number.text.isdigit():
            return Flow(text_behind(number.text, environment), piped=True)
    return stdin


def _most(command: SimpleCommand) -> int | None:
    """How many characters `read -n NUMBER` takes; None for all of a line."""
    given = " ".join(word.text for word in command.words[1:])
    match = _COUNTED.search(f" {given} ")
    return int(match[1]) if match else None


def _each_line(name: str, stdin: Flow, environment: Environment) -> bool:
    """`while read name`: the variable may hold each line; False where there is but one."""
    lines = [line.strip() for line in (stdin.text or "").splitlines() if line.strip()]
    if len(lines) < 2:
        return False
    distinct = tuple(dict.fromkeys(lines))
    environment.assign(name, Value(distinct) if len(distinct) <= MAX_LOOP_WORDS else UNKNOWN)
    return True


def _separators(command: SimpleCommand, environment: Environment) -> str:
    """IFS as the command sees it: `IFS=, read a b`."""
    for item in command.assignments:
        if item.name == "IFS" and item.value.known:
            return item.value.text
    return environment.separators


def _fields(line: str, separators: str, count: int) -> list[str]:
    """The fields of a line that is read, at most `count` (0: as many as there are)."""
    if not separators:
        return [line]
    blanks = "".join(char for char in separators if char in " \t\n")
    line = line.strip(blanks) if blanks else line
    if not line:
        return []
    white, escaped = re.escape(blanks), re.escape(separators)
    cut = rf"[{white}]*[{escaped}][{white}]*" if blanks else rf"[{escaped}]"
    return re.split(cut, line, maxsplit=max(count - 1, 0) if count else 0) if count != 1 else [line]


def _lines(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """`mapfile` puts lines into an array."""
    words = command.words[1:]
    name = words[-1].text if words and not words[-1].text.startswith("-") else "MAPFILE"
    stdin = _by_lines(command, _behind_option(command, environment, stdin))
    if not name.isidentifier():
        return
    if stdin.text is None:
        environment.assign(name, UNKNOWN)
        return
    keep = not any(word.text.startswith("-") and "t" in word.text for word in words)
    mark = next((found[1] or after.text[:1] for one, after in pairwise(words)
                 if (found := _ENDED_BY.match(one.text))), None)  # fmt: skip
    if mark is None:
        lines = tuple(stdin.text.splitlines(keepends=keep))
    else:
        parts = stdin.text.split(mark or "\0")
        lines = tuple(part + (mark if keep else "") for part in (parts if parts[-1] else parts[:-1]))
    environment.assign(name, Value(lines[:1], lines))


def _let(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    for word in command.words[1:]:
        text = word.value
        value = None if text is None else compute(text, _integer(environment), _count(environment))
        if value is None:
            for name in changed_names(word.text):
                environment.assign(name, UNKNOWN)


def _integer(environment: Environment) -> Callable[[str], int | None]:
    def integer(name: str) -> int | None:
        text = environment.lookup(name).text
        if text is None or not (text or "0").strip().lstrip("-").isdigit():
            return None
        return int(text or "0")

    return integer


def _count(environment: Environment) -> Callable[[str, int], None]:
    return lambda name, value: environment.assign(name, Value((str(value),)))


def _hash(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`hash -p FILE NAME`: NAME runs FILE from now on."""
    words = [word.text for word in command.words]
    if len(words) == 4 and words[1] == "-p" and command.words[2].known:
        environment.define(words[3], f'{quote(words[2])} "$@"')


def _unset(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    for word in command.words[1:]:
        if not word.text.startswith("-"):
            environment.assign(word.text, UNSET)
            if word.text in environment.cased:
                environment.cased_as(word.text, "")
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
    if name.isidentifier():
        words = words[1:] if words[0].text == "--" else words
        text = printed_by("printf", words)
        text = text.partition("\0")[0] if text is not None else None
        environment.assign(name, _partly_printed(words, name) if text is None else Value((text,)))


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
    for index, word in enumerate(words):
        if word.text == "--":
            environment.positional = words[index + 1 :]
            return
        if not word.text.startswith(("-", "+")):
            environment.positional = words[index:]
            return


def _shift(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    count = command.words[1].text if len(command.words) > 1 else "1"
    environment.touch()
    if environment.positional is not None:
        environment.positional = environment.positional[int(count) if count.isdigit() else 0 :]


def _declare(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`export "NAME=value"`: written plainly it was noted where it was read."""
    words = command.words[1:]
    options = [word.text for word in words if word.text[:1] == "-"]
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
            continue
        if points and value.isidentifier():
            environment.point(name, value)
        else:
            environment.assign(name, Value((value,)))


def _compute(environment: Environment, name: str, text: str | None, given: bool) -> None:
    """`declare -i NAME=TEXT`; one without a value keeps what it holds."""
    if given and not (text or "").startswith("("):
        number = None if text is None else compute(text or "0", _integer(environment), _count(environment))
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
    "read": _read,
    "mapfile": _lines,
    "readarray": _lines,
    "getopts": _options,
    "hash": _hash,
    "let": _let,
    "unset": _unset,
    "alias": _alias,
    "printf": _printf,
    "cd": moves,
    "pushd": moves,
    "popd": moves,
}
