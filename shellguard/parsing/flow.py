"""What a command prints, where that can be known without running anything."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from shellguard.parsing.environment import Environment
from shellguard.parsing.quoting import unescape
from shellguard.parsing.script import Connection, Hole, Piece, Script, SimpleCommand, Word

MAX_TEXT = 65_536
_FORMAT = re.compile(r"%(?:%|(-?\d*)(?:\.(\d+))?([sdibcqxXou]))")
_SED = re.compile(
    r"s(?P<mark>[^\w\s\\])(?P<old>(?:\\.|(?!(?P=mark)).)*)(?P=mark)(?P<new>(?:\\.|(?!(?P=mark)).)*)(?P=mark)(?P<flags>[gIi\d]*)\Z"
)
_PLAIN_EXPRESSION = re.compile(r"[A-Za-z0-9 _/.,:;@=\-]*(?:\\[./ ][A-Za-z0-9 _/,:;@=\-]*)*\Z")
_CUT = re.compile(
    r"(?:-d ?(?P<mark>\S) )?-(?P<kind>[fcb]) ?(?P<low>\d*)(?P<dash>-?)(?P<high>\d*)"
    r"(?: -d ?(?P<late>\S))?"
)
_TR_RANGE = re.compile(r"(.)-(.)", re.DOTALL)
_LISTING = frozenset(("find", "fd", "ls", "locate"))
_PASSING = frozenset(("grep", "egrep", "fgrep", "sort", "head", "tail", "uniq", "awk", "sed", "cut", "tr"))
_TR_CLASSES = {
    "[:upper:]": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "[:lower:]": "abcdefghijklmnopqrstuvwxyz",
    "[:digit:]": "0123456789",
    "[:space:]": " \t\n\r\f\v",
    "[:blank:]": " \t",
}


@dataclass(frozen=True, slots=True)
class Flow:
    """What a command reads or prints.

    Attributes:
        text: the whole of it, if known.
        words: words that name what is listed there, one each.
        piped: it stands on a pipe or in a redirection, not on the terminal.
        template: the text with holes as written, where it is known so far.
        file: the file that it comes from.
    """

    text: str | None = None
    words: tuple[Word, ...] = ()
    piped: bool = False
    template: str = ""
    file: Word | None = None


NO_FLOW = Flow()


def output_of(command: SimpleCommand, stdin: Flow, environment: Environment) -> Flow:
    """What the command writes to its standard output; a known text written to a file is remembered."""
    flow = _printed(command, stdin) if command.words else _copied(command, environment)
    for redirection in command.redirections:
        if redirection.operator in (">", ">|", ">>", "&>", "&>>") and redirection.descriptor in (None, 1):
            _remember(environment, redirection.target, redirection.operator, flow.text)
            flow = Flow("")
    if flow.text is not None and len(flow.text) > MAX_TEXT:
        return NO_FLOW
    if command.program == "tee":
        for word in command.words[1:]:
            if not word.text.startswith("-"):
                _remember(environment, word, ">", stdin.text)
    return flow


def _copied(command: SimpleCommand, environment: Environment) -> Flow:
    """What a command without a program prints: nothing, or the file of `$(<file)`."""
    for redirection in command.redirections:
        if redirection.operator in ("<", "<>") and redirection.target is not None:
            return Flow(environment.written(redirection.target.text))
    return Flow("")


def _remember(environment: Environment, target: Word | None, operator: str, text: str | None) -> None:
    if target is None or not target.known or target.text.startswith("/dev/"):
        return
    if operator.endswith(">>"):
        before = environment.written(target.text)
        text = None if before is None or text is None else before + text
    environment.write(target.text, text)


def _printed(command: SimpleCommand, stdin: Flow) -> Flow:
    program = command.program
    if program in ("command", "builtin", "busybox") and len(command.words) > 1:
        command = SimpleCommand(command.words[1:], (), command.redirections)
        program = command.program
    if program in _LISTING:
        return Flow(None, _listed(command))
    printer = _PRINTERS.get(program)
    arguments = [word.value for word in command.words[1:]]
    known = [value for value in arguments if value is not None]
    if printer is not None and len(known) == len(arguments):
        try:
            return Flow(printer(known))
        except (ValueError, IndexError, OverflowError):
            return NO_FLOW
    decoder = _FILTERS.get(program)
    if decoder is not None and len(known) == len(arguments):
        return _filtered(decoder, known, stdin)
    if program in ("echo", "printf", "print"):
        words = tuple(word for word in command.words[1:] if not word.text.startswith("-"))
        return Flow(None, words, template=" ".join(word.text for word in words))
    if program in ("cat", "tee") and stdin.piped and len(command.words) == 1:
        return stdin
    if program in _PASSING:
        return Flow(None, stdin.words)
    return NO_FLOW


def _filtered(decoder: Callable[[list[str], str], str | None], arguments: list[str], stdin: Flow) -> Flow:
    if stdin.text is None:
        return Flow(None, stdin.words)
    if len(stdin.text) > MAX_TEXT:
        return NO_FLOW
    try:
        return Flow(decoder(arguments, stdin.text))
    except (ValueError, IndexError, OverflowError, zlib.error, EOFError):
        return NO_FLOW


def _listed(command: SimpleCommand) -> tuple[Word, ...]:
    """The words that a listing program prints: things below its operands."""
    below: list[Word] = []
    for word in command.words[1:]:
        if word.text.startswith(("-", "(", "!")):
            if command.program in ("find", "fd") and below:
                break
            continue
        below.append(under(word))
    return tuple(below) or (under(Word(".", (Piece("."),))),)


def listed_by(script: Script) -> tuple[Word, ...]:
    """Words for what a script prints that lists files and perhaps filters the list; empty if it does not."""
    words: tuple[Word, ...] = ()
    for index, command in enumerate(script.commands):
        if index == 0 and command.program in _LISTING and not command.redirections:
            words = _listed(command)
        elif command.connection is not Connection.PIPE or command.program not in _PASSING:
            return ()
    return words


def under(folder: Word) -> Word:
    """A word for something below `folder`."""
    slash = () if folder.text.endswith("/") else (Piece("/"),)
    return Word(folder.source, (*folder.pieces, *slash, Piece("*", Hole.INPUT)), folder.span)


def _echo(arguments: list[str]) -> str:
    newline, escapes = "\n", False
    while arguments and re.fullmatch(r"-[neE]+", arguments[0]):
        newline = "" if "n" in arguments[0] else newline
        escapes = escapes or "e" in arguments[0]
        arguments = arguments[1:]
    text = " ".join(arguments)
    return (unescape(text) if escapes else text) + newline


def _printf(arguments: list[str]) -> str | None:
    if arguments and arguments[0] == "-v":
        return ""
    if arguments and arguments[0] == "--":
        arguments = arguments[1:]
    form, rest = unescape(arguments[0]), arguments[1:]
    out: list[str] = []
    while True:
        consumed = len(rest)

        def one(match: re.Match[str]) -> str:
            width, precision, kind = match.groups()
            if not kind:
                return "%"
            value = rest.pop(0) if rest else ""
            if kind in "di" or kind in "xXou":
                number = ord(value[1]) if value[:1] in ("'", '"') and len(value) > 1 else int(value or "0", 0)
                value = format(number, {"x": "x", "X": "X", "o": "o"}.get(kind, "d"))
            elif kind == "b":
                value = unescape(value)
            elif kind == "c":
                value = value[:1]
            value = value if precision is None else value[: int(precision)]
            size = min(abs(int(width or 0)), 1000)
            return value.ljust(size) if (width or "").startswith("-") else value.rjust(size)

        out.append(_FORMAT.sub(one, form))
        if not rest or len(rest) == consumed or len(out) > 1000:
            return "".join(out)


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _base64(arguments: list[str], text: str) -> str | None:
    if any(re.fullmatch(r"-[a-zA-Z]*[dD][a-z]*|--decode", word) for word in arguments):
        clean = re.sub(r"[^A-Za-z0-9+/]", "", text)
        return _text(base64.b64decode(clean + "=" * (-len(clean) % 4)))
    return base64.b64encode(_bytes(text)).decode() + "\n"


def _base32(arguments: list[str], text: str) -> str | None:
    if not any(word in ("-d", "--decode", "-D") for word in arguments):
        return None
    clean = re.sub(r"[^A-Z2-7]", "", text)
    return _text(base64.b32decode(clean + "=" * (-len(clean) % 8)))


def _openssl(arguments: list[str], text: str) -> str | None:
    if "-d" in arguments and ("base64" in arguments or "-base64" in arguments or "-a" in arguments):
        return _base64(["-d"], text)
    return None


def _xxd(arguments: list[str], text: str) -> str | None:
    flags = "".join(word.lstrip("-") for word in arguments if word.startswith("-"))
    if "r" not in flags:
        return None
    clean = re.sub(r"\\x|0x|\s", "", text)
    try:
        return _text(binascii.unhexlify(clean[: len(clean) // 2 * 2]))
    except binascii.Error:
        return None


def _rev(_: list[str], text: str) -> str:
    return "".join(line[::-1] + "\n" for line in text.splitlines())


def _tac(_: list[str], text: str) -> str:
    return "".join(line + "\n" for line in reversed(text.splitlines()))


def _tr_set(text: str) -> str:
    for name, members in _TR_CLASSES.items():
        text = text.replace(name, members)
    text = unescape(text)
    return _TR_RANGE.sub(
        lambda match: "".join(map(chr, range(ord(match[1]), min(ord(match[2]), ord(match[1]) + 300) + 1))),
        text,
    )


def _tr(arguments: list[str], text: str) -> str | None:
    flags = "".join(word[1:] for word in arguments if re.fullmatch(r"-[cCdst]+", word))
    sets = [_tr_set(word) for word in arguments if not re.fullmatch(r"-[cCdst]+", word)]
    if flags == "d" and len(sets) == 1:
        return "".join(char for char in text if char not in sets[0])
    if flags == "cd" and len(sets) == 1:
        return "".join(char for char in text if char in sets[0])
    if flags == "s" and len(sets) == 1:
        return re.sub(rf"([{re.escape(sets[0])}])\1+", r"\1", text)
    if not flags and len(sets) == 2 and sets[1]:
        first, second = sets
        second = second.ljust(len(first), second[-1])
        return text.translate({ord(old): new for old, new in zip(first, second, strict=False)})
    return None


def _cut(arguments: list[str], text: str) -> str | None:
    joined = " ".join(arguments)
    match = _CUT.fullmatch(joined)
    if not match or not (match["low"] or match["high"]):
        return None
    low = int(match["low"] or 1)
    high = int(match["high"]) if match["high"] else (10**6 if match["dash"] else low)
    mark = match["mark"] or match["late"] or "\t"
    out = []
    for line in text.splitlines():
        if match["kind"] != "f":
            out.append(line[low - 1 : high])
        else:
            out.append(mark.join(line.split(mark)[low - 1 : high]) if mark in line else line)
    return "".join(line + "\n" for line in out)


def _sed(arguments: list[str], text: str) -> str | None:
    expressions = [word for word in arguments if word not in ("-e", "-E", "-r", "--")]
    for expression in expressions:
        match = _SED.match(expression)
        if not match or not _PLAIN_EXPRESSION.match(match["old"]) or re.search(r"[&\\]", match["new"]):
            return None
        old, count = re.sub(r"\\(.)", r"\1", match["old"]), -1 if "g" in match["flags"] else 1
        if "." in match["old"].replace("\\.", ""):
            return None
        text = "".join(line.replace(old, match["new"], count) for line in text.splitlines(keepends=True))
    return text if expressions else None


def _head(arguments: list[str], text: str) -> str | None:
    match = re.fullmatch(r"-(?:n ?)?(\d+)|-c ?(\d+)", " ".join(arguments))
    if arguments and not match:
        return None
    if match and match.group(2):
        return text[: int(match.group(2))]
    return "".join(text.splitlines(keepends=True)[: int(match.group(1)) if match else 10])


def _tail(arguments: list[str], text: str) -> str | None:
    match = re.fullmatch(r"-(?:n ?)?(\+?)(\d+)", " ".join(arguments))
    if arguments and not match:
        return None
    lines, number = text.splitlines(keepends=True), int(match.group(2)) if match else 10
    if match and match.group(1):
        return "".join(lines[max(number - 1, 0) :])
    return "".join(lines[-number:] if number else [])


def _same(arguments: list[str], text: str) -> str | None:
    return text if all(word.startswith("-") for word in arguments) else None


def _unpacked(arguments: list[str], text: str) -> str | None:
    if any(not word.startswith("-") for word in arguments):
        return None
    return _text(zlib.decompressobj(47).decompress(_bytes(text), MAX_TEXT))


def _gzip(arguments: list[str], text: str) -> str | None:
    return _unpacked([], text) if any("d" in word for word in arguments) else None


def _rot13(_: list[str], text: str) -> str:
    return codecs.encode(text, "rot13")


_PRINTERS: dict[str, Callable[[list[str]], str | None]] = {
    "echo": _echo,
    "printf": _printf,
    "true": lambda _: "",
    ":": lambda _: "",
    "cd": lambda _: "",
    "basename": lambda words: (
        words[0].rstrip("/").rsplit("/", 1)[-1].removesuffix("".join(words[1:2])) + "\n"
    ),
    "dirname": lambda words: (
        (words[0].rstrip("/").rpartition("/")[0] or ("/" if words[0][:1] == "/" else ".")) + "\n"
    ),
}
_FILTERS: dict[str, Callable[[list[str], str], str | None]] = {
    "cat": _same,
    "tee": lambda _, text: text,
    "base64": _base64,
    "gbase64": _base64,
    "base32": _base32,
    "openssl": _openssl,
    "xxd": _xxd,
    "rev": _rev,
    "tac": _tac,
    "tr": _tr,
    "cut": _cut,
    "sed": _sed,
    "head": _head,
    "tail": _tail,
    "gunzip": _unpacked,
    "zcat": _unpacked,
    "gzip": _gzip,
    "rot13": _rot13,
}


def printed_by(program: str, words: tuple[Word, ...]) -> str | None:
    """What the program prints for these arguments, None when not known."""
    return _printed(SimpleCommand((Word(program, (Piece(program),)), *words)), NO_FLOW).text


def folded_programs() -> list[str]:
    """Programs whose output is computed where their input is known."""
    return sorted((*_PRINTERS, *_FILTERS))
