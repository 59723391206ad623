"""What `read` and `mapfile` take from what they read."""

from __future__ import annotations

import re
from itertools import pairwise

from shellguard.parsing.output.flow import Flow, text_behind
from shellguard.parsing.script import SimpleCommand, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value
from shellguard.parsing.words.arithmetic import compute_in
from shellguard.parsing.words.values import MAX_LOOP_WORDS, with_key, with_place

_RAW = re.compile(r"-[aers]*r")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DESCRIPTOR = re.compile(r"-[ers]*u\Z")
_COUNTED = re.compile(r" -[eErs]*[nN] ?(\d{1,6}) ")
_ENDED = re.compile(r"-[ers]*d\Z")
_ENDED_BY = re.compile(r"-[ers]*d(.)\Z")
_COUNTING = re.compile(r"-[ers]*[nNtip]")
_KEEPS_TEXT = re.compile(r"(?!/proc/|/sys/)")
_PARTING = frozenset(("-d", "-rd", "-td"))
_READ_VALUE = re.compile(r"-[eErs]*[dinNptu]\Z")


def give(environment: Environment, name: str, value: Value) -> None:
    """Assign to a variable, or to one place of an array."""
    base, subscript, place = name.partition("[")
    if subscript:
        value = _at(environment, base, place.removesuffix("]"), value)
    environment.assign(base, value)


def _at(environment: Environment, name: str, place: str, value: Value) -> Value:
    """The array of that name with this value at one place."""
    before = environment.lookup(name)
    if environment.cased.get(name) == "A" or not all(key.isdecimal() for key in before.keys):
        return with_key(before, place, value, append=False)
    number = compute_in(environment, place)
    if before is UNKNOWN and name not in environment.variables:
        before = UNSET
    return UNKNOWN if number is None else with_place(before, number, value, append=False)


def read(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """Gives the variables of a `read` what it takes from its input."""
    names, skip, array = [], False, False
    stdin = _behind_option(command, environment, stdin)
    stdin = _by_lines(command, stdin if "condition" in command.frames else _held(environment, stdin))
    stdin = _unescaped(command, environment, stdin)
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
        give(environment, name, value)


def lines_read(command: SimpleCommand, environment: Environment, stdin: Flow) -> list[str] | None:
    """What `while read` is given in its turns; None where that is not known or it does not take lines."""
    ended = [end.text for option, end in pairwise(command.words) if _ENDED.match(option.text)]
    ended += [found[1] for word in command.words if (found := _ENDED_BY.match(word.text))]
    if any(_COUNTING.match(word.text) for word in command.words):
        return None
    if any(ended):
        held = _held(environment, _behind_option(command, environment, stdin)).text
        return None if held is None or len(ended[-1]) != 1 else held.split(ended[-1])[:-1]
    text = _by_lines(command, _held(environment, _behind_option(command, environment, stdin))).text
    if text is None or (ended and "\0" not in (stdin.text or "\0")):
        return None
    if "\\\n" in text and not _is_raw(command):
        return None
    return text.split("\n")[:-1]


def _by_lines(command: SimpleCommand, stdin: Flow) -> Flow:
    """What is read with a line for each part up to a NUL where `-d ''` says so; other NULs are left out."""
    if stdin.text is None or "\0" not in stdin.text:
        return stdin
    parts = any(option.text in _PARTING and end.text == "" for option, end in pairwise(command.words))
    text = stdin.text.replace("\n", " ").replace("\0", "\n") if parts else stdin.text.replace("\0", "")
    return Flow(text, stdin.words, stdin.piped, stdin.template, stdin.file)


def _is_raw(command: SimpleCommand) -> bool:
    """Whether `-r` says that a backslash is a character like any other."""
    pairs = pairwise(command.words)
    return any(_RAW.match(word.text) and not _READ_VALUE.match(before.text) for before, word in pairs)


def _unescaped(command: SimpleCommand, environment: Environment, stdin: Flow) -> Flow:
    """What is read without the backslashes in it; one before a separator or a line's end hides that."""
    if stdin.text is None or "\\" not in stdin.text or _is_raw(command):
        return stdin
    hidden = {match[1] for match in _ESCAPED.finditer(stdin.text)}
    if not hidden.isdisjoint(("\n", *_separators(command, environment))):
        return Flow(None, (), stdin.piped, stdin.template)
    return Flow(_ESCAPED.sub(r"\1", stdin.text), stdin.words, stdin.piped, stdin.template, stdin.file)


def _behind_option(command: SimpleCommand, environment: Environment, stdin: Flow) -> Flow:
    """What is read where `-u NUMBER` says from which descriptor."""
    for option, number in pairwise(command.words):
        if _DESCRIPTOR.match(option.text) and number.text.isdecimal():
            return Flow(text_behind(number.text, environment), piped=True)
    return stdin


def _held(environment: Environment, stdin: Flow) -> Flow:
    """What is read from a file that the line did not write: it is asked for."""
    name = stdin.file.value if stdin.text is None and stdin.file is not None else None
    path = environment.located(name) if name else None
    if not path or path.startswith("/dev/") or not _KEEPS_TEXT.match(path):
        return stdin
    files = environment.context.supplied.files
    if path not in files:
        environment.context.files.add(path)
        return stdin
    changed = environment.named_file(name or "") in environment.files
    return stdin if changed else Flow(files[path], (), True, "", stdin.file)


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


def lines(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """`mapfile` puts lines into an array."""
    options, operands = _mapped(command.words[1:])
    name = operands[0] if operands else "MAPFILE"
    if not name.isidentifier():
        return
    stdin = _behind_option(command, environment, stdin)
    text = (_held(environment, stdin) if "t" in options else stdin).text
    counts = options.get("n", "0"), options.get("s", "0")
    if text is None or "O" in options or "C" in options or not all(count.isdecimal() for count in counts):
        environment.assign(name, UNKNOWN)
        return
    mark = "\n" if "d" not in options else options["d"][:1] or "\0"
    parts = (text if mark == "\0" else text.replace("\0", "")).split(mark)
    ended = len(parts) - 1  # the last is not ended by a mark
    kept = mark if "t" not in options and mark != "\0" else ""
    taken = tuple(part + kept * (place < ended) for place, part in enumerate(parts) if part or place < ended)
    most, left_out = int(counts[0]), int(counts[1])
    taken = taken[left_out : left_out + most if most else None]
    environment.assign(name, Value(taken[:1], taken))


def _mapped(words: tuple[Word, ...]) -> tuple[dict[str, str], list[str]]:
    """The options of `mapfile`, with what they are given, and what stands behind them."""
    options: dict[str, str] = {}
    texts = [word.text for word in words]
    while texts and texts[0][:1] == "-" and len(texts[0]) > 1:
        cluster = texts.pop(0)[1:]
        while cluster and cluster != "-":
            letter, cluster = cluster[0], cluster[1:]
            options[letter] = ""
            if letter != "t":
                options[letter] = cluster or (texts.pop(0) if texts else "")
                cluster = ""
    return options, texts
