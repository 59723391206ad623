"""`make` and `just`: the commands that their files name, be they of this line or there before."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested import executed_variables
from shellguard.parsing.nested.recipes import just_commands, make_at_once, make_commands
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import EMPTY, Nested, NestedKind, SimpleCommand, Word
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_STDIN_NAMES = knowledge("families").names("stdin_files") | {"-"}
_MAKEFILES = ("GNUmakefile", "makefile", "Makefile")
_MAKE_VALUE = re.compile(r"(-[bBdeikLnpqrRsStvw]*+[fE]|--(?:file|makefile|eval)=)(.*)", re.DOTALL)
_MAKE_RULE = re.compile(r"(?:\t|[^\s#=:][^#=:]*:(?![:=])[^#=;]*;)(.+)")
_MAKE_SHELL = re.compile(r"\$[({]shell\s+([^)}]+)[)}]")
_INCLUDE = re.compile(r"^ *[-s]?include[ \t]+([^#\n]+)", re.MULTILINE)
_IMPORT = re.compile(r"^import\??[ \t]+((?:\"[^\"\n]+\"|'[^'\n]+'))", re.MULTILINE)
_PLAIN_SET = re.compile(r"^([A-Za-z_]\w*) *[:?]?= *([\w./-]+) *$", re.MULTILINE)
_VARIABLE = re.compile(r"\$[({](\w+)[)}]")
_MAX_FITTING = 16
_MAX_INCLUDED = 4  # files of one line, and how often one includes another
_MAX_MAKEFILE = 262_144
_JUSTFILES = ("justfile", "Justfile", ".justfile")
_FOLDERS = {"make": ("-C", "--directory"), "just": ("-d", "--working-directory")}
_TAKING = frozenset(("-f", "--file", "--makefile", "--justfile", "-I", "-o", "-W", "-E", "--eval"))
_FILES = frozenset(("-f", "--file", "--makefile", "--justfile"))
_ENVIRONMENT_WINS = re.compile(r"-[a-zA-Z]*e[a-zA-Z]*\Z|--environment-overrides\Z")
_ONLY_SHOWN = re.compile(
    r"-[A-Za-z]*[nqt][A-Za-z]*\Z|-[vhl]\Z|--(?:dry-run|just-print|recon|question|touch|help|version|list)"
)
_READ_ANYHOW = re.compile(r"-[A-Za-z]*[nqt][A-Za-z]*\Z|--(?:dry-run|just-print|recon|question|touch)\Z")
"""With these nothing is made, and what runs while the makefile is read runs all the same."""


def make(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The recipes of a makefile, and what `$(shell …)` runs.

    Of one that this line writes, pipes in or evaluates all of them, of one that is there those that are asked
    for.
    """
    words = command.words
    texts = [word.text for word in words[1:]]
    makefiles: tuple[str, ...] = _MAKEFILES
    found = [text for name in _MAKEFILES if (text := nester.environment.written(name))][:1]
    for index, text in enumerate(texts):
        match = _MAKE_VALUE.match(text)
        name = _named_option(match[1]) if match else text
        value = (match[2] if match else "") or (texts[index + 1] if index + 1 < len(texts) else "")
        if name in ("-f", "--file", "--makefile") and value:
            given = stdin if value in _STDIN_NAMES else Flow(nester.environment.written(value))
            known = given.text if given.text is not None else given.template
            if known:
                found.append(known)
            elif value in _STDIN_NAMES or value.startswith("<("):
                return [Nested(NestedKind.SHELL, EMPTY, "make", known=False)]
            else:
                makefiles = (value,)
        elif name in ("-E", "--eval"):
            found.append(value)
    scripts = ["\n".join(_recipes(text)) for text in found]
    scripts.extend("\n".join(_MAKE_SHELL.findall(text)) for text in (*found, *texts))
    nested = [nester.shell_text(text, NestedKind.SHELL, "make") for text in scripts if text]
    for name, sign, value in (text.partition("=") for text in texts):
        if sign and value and executed_variables.holds_command(name):  # `make CC=…`
            nested.append(nester.shell_text(value, NestedKind.LATER, name))
    return nested if found else nested + _asked_for(nester, command, makefiles)


def _named_option(text: str) -> str:
    """`-f` of `-sf`, `--file` of `--file=`."""
    return text.rstrip("=") if text.startswith("--") else f"-{text[-1]}"


def _recipes(makefile: str) -> list[str]:
    """The commands of all rules of a makefile."""
    commands = []
    for line in makefile.splitlines():
        match = _MAKE_RULE.match(line)
        if match:
            commands.append(match[1].strip().lstrip("@-+").replace("$$", "$"))
    return commands


def _asked_for(nester: ScriptFinder, command: SimpleCommand, makefiles: tuple[str, ...]) -> list[Nested]:
    """The recipes of a makefile that is there, for the targets of the command."""
    words = command.words[1:]
    folder, operands = _operands("make", words)
    shown = operands is None and any(_READ_ANYHOW.match(word.text) for word in words)
    text = None if operands is None and not shown else _text_of(nester, folder, makefiles)
    if text is None:
        return []
    if operands is None:
        return _run(nester, "make", folder, ["-n"], make_at_once(text))
    given = {name: value for name, equals, value in (one.partition("=") for one in operands) if equals}
    around = {one.name: one.value.text for one in command.assignments}
    if any(_ENVIRONMENT_WINS.match(word.text) for word in words):
        given = {**around, **given}
    targets = [one for one in operands if "=" not in one]

    def outside(name: str) -> str:
        return around.get(name) or nester.environment.lookup(name).text or ""

    text = _with_included(nester, folder, text)
    commands = dict.fromkeys((*make_at_once(text), *make_commands(text, targets, given, outside)))
    return _run(nester, "make", folder, targets, list(commands))


def just(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The recipes of a justfile that is there, or that this line writes."""
    words = command.words
    place = next((at for at, word in enumerate(words) if word.text in ("-c", "--command")), len(words))
    if words[place + 1 :]:
        return [nester.wrap(words[place + 1 :], NestedKind.WRAPPER, "just", stdin)]
    place = next((at for at, word in enumerate(words) if word.text == "--set"), len(words))
    folder, operands = _operands("just", words[1:place] + words[place + 3 :])
    if operands is None:
        return []
    if operands and "/" in operands[0] and "=" not in operands[0]:  # `just folder/recipe`
        inner, _, operands[0] = operands[0].rpartition("/")
        folder = f"{folder.rstrip('/')}/{inner}" if folder else inner
    text = _given(nester, command, stdin) or _text_of(nester, folder, _JUSTFILES)
    if text is None:
        return []
    text = _with_included(nester, folder, text, _IMPORT)
    recipes = [one for one in operands if "=" not in one][:1]
    handed = operands[operands.index(recipes[0]) + 1 :] if recipes else []
    given = {name: value for name, equals, value in (one.partition("=") for one in operands) if equals}
    if words[place + 2 :]:
        given[words[place + 1].text] = words[place + 2].value or "$_"
    return _run(nester, "just", folder, recipes, just_commands(text, "".join(recipes), given, handed))


def _given(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> str | None:
    """The text of the file that `-f` names."""
    pairs = pairwise(command.words)
    names = [after for word, after in pairs if word.text in ("-f", "--justfile")]
    if names and names[0].text in _STDIN_NAMES:
        return stdin.text
    return nester.file(names[0]) if names else None


def _operands(program: str, words: tuple[Word, ...]) -> tuple[str, list[str] | None]:
    """The folder that is gone to first, and the operands; None where nothing is run or not all is known."""
    folder, operands, skip = "", [], ""
    folders = _FOLDERS[program]
    for word in words:
        text = word.text if skip in _FILES else word.value
        if text is None or _ONLY_SHOWN.match(text):
            return folder, None
        if skip:
            folder, skip = (text if skip in folders else folder), ""
        elif text in _TAKING or text in folders:
            skip = text
        elif text.startswith(("--directory=", "--working-directory=")):
            folder = text.partition("=")[2]
        elif text.startswith("-C") and program == "make":
            folder = text[2:]
        elif not text.startswith("-"):
            operands.append(text)
    return folder, operands


def _text_of(nester: ScriptFinder, folder: str, names: tuple[str, ...]) -> str | None:
    """The text of the first of these files that is there."""
    paths = [f"{folder.rstrip('/')}/{name}" if folder else name for name in names]
    texts = [nester.file(literal_word(path)) for path in paths]
    return next((text for text in texts if text is not None), None)


def _with_included(nester: ScriptFinder, folder: str, text: str, include: re.Pattern[str] = _INCLUDE) -> str:
    """The text of a makefile, or a justfile, with that of those that it includes."""

    def placed(name: str) -> str:
        return f"{folder.rstrip('/')}/{name}" if folder and name[0] != "/" else name

    def texts(match: re.Match[str]) -> str:
        held = dict(_PLAIN_SET.findall(text))
        named = _VARIABLE.sub(lambda one: held.get(one[1], one[0]), match[1]).split()[:_MAX_INCLUDED]
        paths = [
            one for name in named if "$" not in name for one in _fitting(nester, placed(name.strip("'\"")))
        ]
        return "\n".join(nester.file(literal_word(path)) or "" for path in paths)

    for _ in range(_MAX_INCLUDED):
        before, text = text, include.sub(texts, text)
        if text == before or len(text) > _MAX_MAKEFILE:
            break
    return text[:_MAX_MAKEFILE]


def _fitting(nester: ScriptFinder, path: str) -> tuple[str, ...]:
    """The file of that path, or those that a pattern fits."""
    if not set(path) & set("*?["):
        return (path,)
    nester.context.globs.add(path)
    return tuple(nester.context.supplied.globs.get(path, ()))[:_MAX_FITTING]


def _run(
    nester: ScriptFinder, program: str, folder: str, names: list[str], commands: list[str]
) -> list[Nested]:
    """Each command read in a shell of its own; a file that names itself is read once."""
    environment = nester.environment
    inside, marker = environment.inside, f"{program} {folder} {' '.join(names)}"
    if marker in inside:
        return []
    environment.inside = inside | {marker}
    entering = f"cd {quote(folder)} && " if folder else ""
    found = [nester.shell_text(entering + text, NestedKind.FILE, program) for text in commands]
    environment.inside = inside
    return found


SPECIAL = {"make": make, "just": just}
