"""What a command prints, where that can be known without running anything."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.languages.code_output import OUTPUTS
from shellguard.parsing.output.filters import FILTERS, MAX_TEXT, expr
from shellguard.parsing.output.listed import LISTING, PASSING, listed, passed_on
from shellguard.parsing.output.listed_numbers import FINDING, found_by
from shellguard.parsing.records import record
from shellguard.parsing.script import (
    WRITING,
    Hole,
    NestedKind,
    Piece,
    Redirection,
    Script,
    SimpleCommand,
    Word,
)
from shellguard.parsing.state.environment import SCRIPT_FOLDER, Environment
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.printing import echo, printf
from shellguard.parsing.words.quoting import quote

_OPENED = re.compile(r"[3-9]\Z|\d{2,}\Z")
_PROGRAM_NAME = re.compile(r"[A-Za-z_][\w.+-]*\Z")
_INSTALLED = re.compile(r"/(?:usr/(?:local/)?)?s?bin/[\w.+-]+\Z")
_STANDING_IN = "exec "  # it does nothing behind what stands in a file already
_RUNNING = frozenset(("command", "builtin", "busybox"))
# these print more than what they run prints, or run it as often as they read something
_PRINTING_MORE = frozenset(("find", "xargs", "parallel", "watch", "script", "hyperfine", "tmux", "screen"))


@record
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
_STEADY = frozenset((Hole.NONE, Hole.VARIABLE, Hole.SUBSTITUTION))


def redirected_input(command: SimpleCommand, stdin: Flow, environment: Environment) -> Flow:
    """What the command reads: its last input redirection, else what was piped to it."""
    for redirection in reversed(command.redirections):
        if redirection.descriptor not in (None, 0):
            continue
        if redirection.body is not None:
            body = redirection.body
            return Flow(body.value, (), True, body.text)
        if redirection.operator == "<&" and redirection.target and _OPENED.match(redirection.target.text):
            place = _opened(redirection.target.text, environment)
            return Flow(environment.written(place), (), True, "", literal_word(place))
        if redirection.operator in ("<", "<>") and redirection.target is not None:
            return Flow(environment.written(redirection.target.text), (), True, "", redirection.target)
    if stdin is NO_FLOW and "0" in environment.opened:
        return Flow(None, (), True, "", literal_word(environment.opened["0"]))
    return stdin


def _opened(number: str, environment: Environment) -> str:
    """What a descriptor was opened on, as far as the line tells."""
    return environment.opened.get(number, f"/dev/fd/{number}")


def text_behind(number: str, environment: Environment) -> str | None:
    """What can be read from a descriptor, where that is known."""
    text = environment.written(f"/dev/fd/{number}")
    return environment.written(_opened(number, environment)) if text is None else text


def output_of(command: SimpleCommand, stdin: Flow, environment: Environment) -> Flow:
    """What the command writes to its standard output; a known text written to a file is remembered."""
    flow = printed(command, stdin) if command.words else _copied(command, environment)
    if flow.text is None and flow.file is None and command.program in _READING:
        flow = (
            _shown(command, environment) if command.program == "cat" else _of_file(command, environment, flow)
        )
    elif command.program in _LOCATING and flow.text is None:
        flow = _located(command, environment)
    elif command.program in _DECLARING and len(command.words) > 2 and command.words[1].text == "-f":
        flow = _defined(command, environment)
    for redirection in command.redirections:
        if redirection.operator in WRITING and redirection.descriptor in (None, 1):
            text = flow.text if flow.text is not None else stand_in(flow.file)
            _remember(environment, redirection.target, redirection.operator, text)
            flow = Flow("")
        elif redirection.operator == ">&" and environment.opened and redirection.descriptor in (None, 1):
            place = environment.opened.get(redirection.target.text if redirection.target else "")
            if place is not None:
                _remember(environment, literal_word(place), ">>", flow.text)
    if flow.text is not None and len(flow.text) > MAX_TEXT:
        return NO_FLOW
    return flow


def _defined(command: SimpleCommand, environment: Environment) -> Flow:
    """The functions that `declare -f NAME` prints, as they could be read again."""
    names = [word.text for word in command.words[2:]]
    bodies = [environment.function(name) for name in names]
    texts = [f"{name} () \n{body}\n" for name, body in zip(names, bodies, strict=True) if body is not None]
    return Flow("".join(texts)) if len(texts) == len(names) else NO_FLOW


def _located(command: SimpleCommand, environment: Environment) -> Flow:
    """Where `pwd` is in the folder of the script that is read, and where that stands (`realpath "$0"`).

    Of most other folders nobody knows here whether the `cd` to it works: `$(cd x && pwd)/y` may be `/y`.
    """
    folder, above = environment.lookup("PWD").text, environment.lookup(SCRIPT_FOLDER).text
    if command.program == "pwd":
        surely = folder and above and f"{above}/".startswith(f"{folder.rstrip('/')}/")
        return Flow(f"{folder}\n") if surely or folder in _EVERYWHERE else NO_FLOW
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    if len(operands) == 1 and operands[0] in _EVERYWHERE:
        return Flow(f"{operands[0]}\n")
    own = environment.origin or (environment.zero.text if environment.zero is not None else "")
    if not (folder and own and operands == [own]):
        return NO_FLOW
    return Flow(posixpath.normpath(posixpath.join(folder, own)) + "\n")


def leaves_text(redirections: tuple[Redirection, ...], environment: Environment) -> bool:
    """Whether a command with these redirections may write what it prints to a file that is remembered."""
    for redirection in redirections:
        if redirection.operator in WRITING or (redirection.operator == ">&" and environment.opened):
            return True
    return False


def keep_printed(redirections: Iterable[Redirection], text: str | None, environment: Environment) -> None:
    """Remember what a command wrote to the files of its redirections; None: nobody knows what."""
    for redirection in redirections:
        if redirection.operator in WRITING and redirection.descriptor in (None, 1):
            _remember(environment, redirection.target, redirection.operator, text)
            text = ""  # the last of them gets the output


def stand_in(file: Word | None) -> str | None:
    """A script that does what a copy of the file does, where that is an installed program."""
    if file is None or not file.known or not _INSTALLED.match(file.text):
        return None
    return f'{_STANDING_IN}{quote(file.text)} "$@"\n'


def keep_copies(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """The files that `tee`, `sponge` and `dd` write what they read to."""
    for word in command.words[1:]:
        target = word if command.program != "dd" else None
        if command.program == "dd" and word.text.startswith("of="):
            target = Word(word.source, (Piece(word.text[3:]),)) if word.known else None
        if target is not None and not target.text.startswith("-"):
            text = stdin.text if stdin.text is not None else stand_in(stdin.file)
            _remember(environment, target, ">", text)


def printed_texts(script: Script) -> list[str]:
    """What the commands of a script say, each by itself: those of branches may not run."""
    saying = [one for one in script.commands if one.program in ("echo", "printf")]
    shown = (printed(one, NO_FLOW).text for one in saying if not one.redirections)
    return list(dict.fromkeys(text.strip() for text in shown if text and text.strip()))


def program_found(script: Script) -> str:
    """Where `which x`, `command -v x` or `type -P x` finds a program: where all of them are, most likely.

    `readlink -f /usr/bin/x` leads to what does the same, `compgen -c x` names it first.
    """
    if not script.commands or len(script.commands) - (script.commands[-1].program in _FIRST_OF_THEM) != 1:
        return ""
    command = script.commands[0]
    words = [word.value or "" for word in command.words]
    if command.program in _LOCATING or command.program in LISTING or command.program == "echo":
        return _installed_among(words[1:])
    options = {
        "which": ((),),
        "command": (("-v",),),
        "type": (("-P",), ("-p",)),
        "compgen": (("-c",),),
        "whereis": (("-b",),),
    }.get(command.program, ())
    if len(words) < 2 or tuple(words[1:-1]) not in options or not _PROGRAM_NAME.match(words[-1]):
        return ""
    return f"/usr/bin/{words[-1]}"


def _installed_among(words: list[str]) -> str:
    """The program that `ls /usr/bin/x` or `find /usr/bin -name x` names."""
    for folder, option, name in zip(words, words[1:], words[2:], strict=False):
        if (
            option == "-name"
            and _PROGRAM_NAME.match(name)
            and _INSTALLED.match(f"{folder.rstrip('/')}/{name}")
        ):
            return f"/usr/bin/{name}"
    return next((word for word in words if _INSTALLED.match(word)), "")


def _copied(command: SimpleCommand, environment: Environment) -> Flow:
    """What a command without a program prints: nothing, or the file of `$(<file)`."""
    for redirection in command.redirections:
        if redirection.operator in ("<", "<>") and redirection.target is not None:
            return Flow(environment.written(redirection.target.text))
    return Flow("")


def _of_file(command: SimpleCommand, environment: Environment, flow: Flow) -> Flow:
    """What `sed EXPRESSION FILE` and its kin print of a file that the line wrote; else `flow`."""
    last = command.words[-1]
    text = environment.written(last.text) if last.known and len(command.words) > 1 else None
    if text is None:
        return flow
    return printed(SimpleCommand(command.words[:-1]), Flow(text, (), True))


def _shown(command: SimpleCommand, environment: Environment) -> Flow:
    """What `cat FILE` prints: the same as `< FILE` would be read."""
    operands = tuple(word for word in command.words[1:] if word.text != "/dev/null")
    named = [word.text if word.known or word.text[:2] == "<(" else "" for word in operands]
    held = [environment.written(name) if name else None for name in named]
    texts = [text for text in held if text is not None]
    if len(operands) != 1 or not operands[0].known:
        told = len(command.words) > 1 and len(texts) == len(operands)
        return Flow("".join(texts), (), True) if told else NO_FLOW
    if operands[0].text.startswith("-"):
        return NO_FLOW
    return Flow(environment.written(operands[0].text), (), True, "", operands[0])


def has_one_name(word: Word) -> bool:
    """Whether the same words, written once more, name the same file; nobody need know which."""
    if word.known:
        return True
    return all(piece.hole in _STEADY and not piece.candidates for piece in word.pieces)


def _remember(environment: Environment, target: Word | None, operator: str, text: str | None) -> None:
    if target is None or not has_one_name(target) or target.text.startswith("/dev/"):
        return
    if operator.endswith(">>"):
        before = environment.before(target.text)
        if before is None and text is not None and not text.startswith(_STANDING_IN):
            appended, name = environment.context.appended, environment.named_file(target.text)
            appended[name] = appended.get(name, "") + text
        text = None if before is None or text is None else before + text
    environment.write(target.text, text)


def run_by(command: SimpleCommand) -> SimpleCommand | None:
    """What a command runs that does no more than that: `sudo tee x`, `nohup cat`."""
    for nested in command.nested:
        if nested.kind is NestedKind.WRAPPER and len(nested.script.commands) == 1:
            inner = nested.script.commands[0]
            return inner if inner.words and nested.via not in _PRINTING_MORE else None
    return None


def printed(command: SimpleCommand, stdin: Flow) -> Flow:
    """What the command prints, wherever that goes."""
    inner = run_by(command) if command.nested else None
    if inner is not None:
        return printed(inner, stdin)
    program = command.program
    if program in _RUNNING and len(command.words) > 1:
        command = SimpleCommand(command.words[1:], (), command.redirections)
        program = command.program
    if program in LISTING:
        return Flow(None, listed(command))
    if program in FINDING:
        return Flow(None, found_by(command))
    if program not in _WRITING and program.rstrip("0123456789.") not in OUTPUTS:
        return NO_FLOW
    printer = _PRINTERS.get(program) or (None if stdin.piped else OUTPUTS.get(program.rstrip("0123456789.")))
    arguments = [word.value for word in command.words[1:]]
    known = [value for value in arguments if value is not None]
    if printer is not None and len(known) == len(arguments):
        try:
            return Flow(printer(known))
        except (ValueError, IndexError, OverflowError):
            return NO_FLOW
    decoder = FILTERS.get(program)
    if decoder is not None and len(known) == len(arguments):
        return _filtered(decoder, known, stdin, command)
    if program in ("echo", "printf", "print"):
        words = tuple(word for word in command.words[1:] if not word.text.startswith("-"))
        return Flow(None, words, template=" ".join(word.text for word in words))
    if program in ("cat", "tee") and stdin.piped and len(command.words) == 1:
        return stdin
    return Flow(None, passed_on(command, stdin.words)) if program in PASSING else NO_FLOW


def _filtered(
    decoder: Callable[[list[str], str], str | None], arguments: list[str], stdin: Flow, command: SimpleCommand
) -> Flow:
    if stdin.text is None:
        return Flow(None, passed_on(command, stdin.words))
    if len(stdin.text) > MAX_TEXT:
        return NO_FLOW
    try:
        return Flow(decoder(arguments, stdin.text))
    except (ValueError, IndexError, OverflowError, zlib.error, EOFError):
        return NO_FLOW


def _named_last(words: list[str]) -> str:
    """`basename NAME END` and `basename -s END NAME`."""
    if words[0] == "-s":
        words = [words[2], words[1]]
    return words[0].rstrip("/").rsplit("/", 1)[-1].removesuffix("".join(words[1:2])) + "\n"


_PRINTERS: dict[str, Callable[[list[str]], str | None]] = {
    "echo": echo,
    "printf": printf,
    "true": lambda _: "",
    "sleep": lambda _: "",
    "wait": lambda _: "",
    ":": lambda _: "",
    "cd": lambda _: "",
    "expr": expr,
    "basename": _named_last,
    "dirname": lambda words: (
        (words[-1].rstrip("/").rpartition("/")[0] or ("/" if words[-1][:1] == "/" else ".")) + "\n"
        if len(words) == 1 or words[0] == "--"
        else None
    ),
}
_EVERYWHERE = knowledge("generic").names("folders_everywhere")
_LOCATING = frozenset(("pwd", "realpath", "readlink"))
_DECLARING = frozenset(("declare", "typeset"))
_FIRST_OF_THEM = frozenset(("head", "grep", "sort", "tail", "cut", "awk", "tr", "xargs"))
_READING = frozenset((*FILTERS, "cat"))
_WRITING = frozenset((*_PRINTERS, *FILTERS, *PASSING, "echo", "printf", "print", "cat", "tee"))


@lru_cache(maxsize=1024)
def prints_unknown(program: str) -> bool:
    """Whether nobody knows what a program of that name prints, whatever its words are."""
    return not (
        program in _WRITING
        or program in LISTING
        or program in _RUNNING
        or program in _LOCATING
        or program in _DECLARING
        or program.rstrip("0123456789.") in OUTPUTS
    )


def printed_by(program: str, words: tuple[Word, ...]) -> str | None:
    """What the program prints for these arguments, None when not known."""
    return printed(SimpleCommand((Word(program, (Piece(program),)), *words)), NO_FLOW).text


def folded_programs() -> list[str]:
    """Programs whose output is computed where their input is known."""
    return sorted((*_PRINTERS, *FILTERS))
