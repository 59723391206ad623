"""What commands leave in files: copies, edits in place, what is read and kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.output.flow import Flow, has_one_name, keep_copies, printed, program_found
from shellguard.parsing.output.substituted import sed_files
from shellguard.parsing.script import SimpleCommand, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote, unescape

_IN_PLACE = re.compile(r"-[A-Za-df-z]*i|--in-place")
_FOUND = re.compile(r"(?:\$\(|`)\s*(?:which|command\s+-v|type\s+-[Pp])\s+([A-Za-z_][\w.+-]*)\s*[)`]\Z")
_DIRECTIVE = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?([%A-Z]|[a-z])")
_STDIN_FILES = knowledge("families").names("stdin_files")
_HERE = ("$PWD/", "${PWD}/", "$(pwd)/")
_INSTALL_VALUES = frozenset(("-m", "-o", "-g", "-S", "--mode", "--owner", "--group", "--suffix"))


def _copies(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """`cp /bin/rm x`: what runs x later runs the original."""
    operands = _operands(command)
    source = operands[0].text if operands and (operands[0].known or operands[0].text[:2] == "<(") else ""
    if operands and not source:
        found = _FOUND.match(operands[0].text)  # behind `sudo` the substitution belongs to that
        source = f"/usr/bin/{found[1]}" if found else ""
    if operands and not source and command.nested:
        source = program_found(command.nested[0].script)
    if len(operands) != 2 or not has_one_name(operands[1]):
        return
    if command.program == "ln" and operands[0].text.startswith(_HERE):  # a link to where it stands itself
        source = operands[0].text.partition("/")[2]
    target, text = operands[1].text, environment.written(source)
    if source in _STDIN_FILES:
        text = stdin.text
    elif text is None and "/" in source and source not in environment.files:
        text = f'exec {quote(source)} "$@"\n'
    if text is not None or environment.written(target) is not None or environment.read(target):
        environment.write(target, text)


def _operands(command: SimpleCommand) -> list[Word]:
    """The words that are no options, and no values of those of `install`."""
    words, skip = [], False
    for word in command.words[1:]:
        if not (skip or word.text.startswith("-")):
            words.append(word)
        skip = command.program == "install" and word.text in _INSTALL_VALUES
    return words


def _edits(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """`sed -i` and `perl -i`: a file that the line wrote holds something else; sed's `w FILE`."""
    words = command.words[1:]
    if stdin.text is not None and command.program != "perl" and all(word.known for word in words):
        for file, text in sed_files([word.text for word in words], stdin.text).items():
            environment.write(file, text)
    if not any(_IN_PLACE.match(word.text) for word in words):
        return
    files = [word.text for word in words if environment.written(word.text) is not None]
    rest = [word.text for word in words if not _IN_PLACE.match(word.text) and word.text not in files]
    known = command.program == "sed" and all(word.known for word in words)
    for word in words:
        if environment.read(word.text):
            environment.write(word.text, None)
    for file in files:
        before = Flow(environment.written(file), piped=True)
        given = [literal_word(text) for text in ("sed", *rest)]
        environment.write(file, printed(SimpleCommand(tuple(given)), before).text if known else None)


def _overwrites(command: SimpleCommand, environment: Environment, stdin: Flow) -> None:
    """`dd of=FILE`: what it reads, or nobody knows what."""
    given = dict(word.text.partition("=")[::2] for word in command.words[1:])
    if "if" in given and not given["if"].startswith("/"):
        stdin = Flow(environment.written(given["if"]), piped=True)
    keep_copies(command, environment, stdin)


def _finds(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """`find START -fprintf FILE FORMAT`: what is printed for one file, there and in what lies below."""
    texts = [word.value for word in command.words]
    start = next((text for text in texts[1:] if text and text[0] != "-"), ".")
    shown = {"%": "%", "p": f"{start}/*", "h": start, "f": "*", "P": "*", "H": start}
    for option, file, form in zip(texts, texts[1:], texts[2:], strict=False):
        if option == "-fprintf" and file is not None and form is not None:
            told = _DIRECTIVE.sub(lambda match: shown.get(match[1], "_"), form)
            environment.write(file, unescape(told))


NOTED: dict[str, Callable[[SimpleCommand, Environment, Flow], None]] = {
    "tee": keep_copies,
    "sponge": keep_copies,
    "dd": _overwrites,
    "sed": _edits,
    "find": _finds,
    "perl": _edits,
    "cp": _copies,
    "mv": _copies,
    "ln": _copies,
    "install": _copies,
}
