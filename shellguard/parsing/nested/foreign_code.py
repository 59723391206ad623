"""Programs that are given code of another language: where that code stands, and what it does."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.languages.awk_code import NOTHING_GIVEN, Given
from shellguard.parsing.languages.called_names import HIDDEN
from shellguard.parsing.languages.code_actions import Interpreter, interpreters
from shellguard.parsing.languages.code_arguments import with_arguments
from shellguard.parsing.languages.code_scan import scanned
from shellguard.parsing.languages.code_shells import shell_lines
from shellguard.parsing.languages.findings import Findings
from shellguard.parsing.languages.python_code import python_findings
from shellguard.parsing.languages.sql_code import redis_findings, sql_findings, sql_in
from shellguard.parsing.nested import origins
from shellguard.parsing.nested.code_words import CodeWords
from shellguard.parsing.nested.imported_code import parts_of, read_without
from shellguard.parsing.nested.origins import OF_THE_LINE, Origin
from shellguard.parsing.nested.wrapping import behind
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import (
    EMPTY,
    Code,
    Hole,
    Nested,
    NestedKind,
    Script,
    SimpleCommand,
    Word,
)
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import unescape

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_AWK_SET = re.compile(r"(?:-v|--assign=)?([A-Za-z_]\w*)=(?!=)")
MAX_SHELL_TEXTS = 32
_ONLY_NAMES = frozenset(("other", "lisp"))  # languages of which only the names of functions are known
_FILLING = frozenset(
    (
        *("writeFileSync", "writeFile", "file_put_contents", "write", "binwrite"),
        *("writeTextFile", "writeTextFileSync"),
    )
)
_LEFT_OUT = {"javascript": (".js", "/index.js", ".mjs", ".cjs"), "python": ("/__main__.py",)}
"""What may be left out behind the name of a file or folder that is run."""
_STDIN_NAMES = knowledge("families").names("stdin_files") | {"-"}
_TAKING_IN = frozenset(("python", "javascript", "ruby", "perl", "php", "lua", "r", "tcl"))
MAX_FILES = 4
"""Files that a piece of code runs, and how deep these may run others."""
_HANDS_ON = re.compile(
    r"(?:\b(?:exec\w*|system|popen|Popen|run|call|check_\w+|spawn\w*|passthru|shell_exec|execSync)\b|`)"
    r"[^\n]{0,120}?\b(?:ARGV|argv|arg)\b\s*\["
)
_ALL_OF_THEM = re.compile(
    r"(?:exec\w*|spawn\w*|run|call|Popen|check_\w+|system)\s*\(?[^()\n]{0,40}(?<![\w+])"
    r"(?:sys\.argv\[1:\]|@ARGV|\*ARGV|process\.argv\.slice\([12]\))(?!\s*[\[+])"
)
_EVALUATED = re.compile(r"(?i)\b(?:invoke-expression|iex)\s+(?:-command\s+)?(['\"])([^'\"`$]{1,500})\1")
_ARGV = re.compile(r"\b(?:ARGV|[Aa]rgs?|argv)\b")


@lru_cache(maxsize=1024)
def interpreter_of(program: str) -> Interpreter | None:
    """The interpreter of that name; `python3.12` counts as `python3`."""
    plain = program.rstrip("0123456789.") if len(program) > 2 and program[-1].isdecimal() else program
    return interpreters().get(program) or interpreters().get(plain)


def foreign(
    nester: ScriptFinder, interpreter: Interpreter, command: SimpleCommand, stdin: Flow
) -> list[Nested]:
    """The code that the command runs, and the shell commands in it."""
    program = command.program
    interpreter, command = _by_file(interpreter, command)
    walk = CodeWords(interpreter, command.words)
    found: list[Nested] = []
    given = _given(command, stdin) if interpreter.language == "awk" else NOTHING_GIVEN
    behind_code = _behind_code(walk.texts, command)
    for word in walk.texts:
        text = with_arguments(interpreter.language, word.text, behind_code)
        found.extend(_code(nester, interpreter.language, text, program, known=word.known, given=given))
    for word in walk.files if interpreter.data and walk.texts else ():
        found.extend(code_of(nester, interpreter.language, word, program))
    if walk.reads_on and walk.texts:
        return found + _from_input(nester, interpreter, program, stdin)
    if walk.texts or walk.module:
        handed = _handed_on(nester, walk.texts, command) + _beside(nester, interpreter, command)
        found = [
            one for one in found if one.known or one.code or not (handed and _ARGV.search(one.script.text))
        ]
        ran = [
            one for word in walk.files if walk.module for one in _file_run(nester, interpreter, command, word)
        ]
        return found + handed + ran + _module(nester, interpreter, command, stdin)
    given_by_file = interpreter.operand and bool(walk.files)  # then the operands are what it reads
    operand = walk.operands[0] if walk.operands and not given_by_file else None
    framed = _framework(nester, walk.operands, stdin) if operand is not None else None
    if framed is not None:
        return framed
    if operand is not None and operand.text not in _STDIN_NAMES and not interpreter.data:
        named = frozenset(word.text for word in walk.operands[1:])
        before = origins.brought_along(interpreter, command)
        first = [one for word in before for one in code_of(nester, interpreter.language, word, program)]
        return first + _file_run(nester, interpreter, command, operand, named)
    written = _written_here(nester, walk.operands) if interpreter.language in _ONLY_NAMES else []
    for word in (*walk.files, *written):
        if word.text not in _STDIN_NAMES:
            found.extend(code_of(nester, interpreter.language, word, program))
    if found and not walk.reads_on:
        return found
    return found + _from_input(nester, interpreter, program, stdin)


def _from_input(nester: ScriptFinder, interpreter: Interpreter, program: str, stdin: Flow) -> list[Nested]:
    """The code that an interpreter reads where it is told none."""
    if stdin.file is not None:
        return code_of(nester, interpreter.language, stdin.file, program)
    text = stdin.text if stdin.text is not None else stdin.template
    if text:
        return _code(nester, interpreter.language, text, program, known=stdin.text is not None)
    if stdin.piped and stdin.text is None:
        code = Code(interpreter.language, "", understood=False)
        return [Nested(NestedKind.CODE, EMPTY, program, known=False, code=code)]
    return []


def _file_run(
    nester: ScriptFinder,
    interpreter: Interpreter,
    command: SimpleCommand,
    file: Word,
    named: frozenset[str] = frozenset(),
) -> list[Nested]:
    """The code of the file that an interpreter is given to run."""
    handed = _behind_code([file], command) if named else ()
    roots = origins.roots_of(nester, interpreter, command)
    origin = Origin(file.text, named=named, roots=roots, handed=handed)
    return code_of(nester, interpreter.language, file, command.program, origin=origin)


def _written_here(nester: ScriptFinder, operands: list[Word]) -> list[Word]:
    """Files of code among the operands that the line itself wrote: `cat > x.exs … && elixir x.exs`."""
    return [word for word in operands[:MAX_FILES] if nester.environment.written(word.text) is not None]


def _by_file(interpreter: Interpreter, command: SimpleCommand) -> tuple[Interpreter, SimpleCommand]:
    """`deno run FILE` as an interpreter that is given a file right away, and `bun run -`."""
    given = [word.text for word in command.words[1:3]]
    if given[:1] != ["run"] or (command.program != "deno" and (command.program, given[1:]) != ("bun", ["-"])):
        return interpreter, command
    return interpreters()["bun"], replace(command, words=(command.words[0], *command.words[2:]))


def _framework(nester: ScriptFinder, operands: list[Word], stdin: Flow) -> list[Nested] | None:
    """What `python manage.py NAME` and its kin run; None where the file is a script as others are."""
    if len(operands) < 2:
        return None
    if operands[0].text.endswith("manage.py"):
        own = origins.of_django(nester, operands[0].text, operands[1].text)
        if own:
            return [
                one
                for text, origin in own
                for one in _code(nester, "python", text, "manage.py", known=True, origin=origin)
            ]
    framework = interpreters().get(operands[0].text.rpartition("/")[2])
    if framework is None or not framework.subcommand:
        return None
    return foreign(nester, framework, SimpleCommand(tuple(operands)), stdin)


def _module(
    nester: ScriptFinder, interpreter: Interpreter, command: SimpleCommand, stdin: Flow
) -> list[Nested]:
    """The code of `python -m a.b`, where that lies in the folder one is in."""
    texts = [word.text for word in command.words[1:]] if interpreter.language == "python" else []
    if "-m" not in texts[:-1]:
        return []
    name = texts[texts.index("-m") + 1]
    program = load("wrappers_code")["modules"].get(name)
    if program:
        rest = command.words[texts.index("-m") + 3 :]
        return [nester.wrap((literal_word(program), *rest), NestedKind.WRAPPER, command.program, stdin)]
    path = name.replace(".", "/")
    if path in origins.RUNNERS:
        rest = command.words[texts.index("-m") + 3 :]
        return [nester.wrap((literal_word(path), *rest), NestedKind.WRAPPER, command.program, Flow())]
    named, roots = frozenset(texts[texts.index("-m") + 2 :]), origins.roots_of(nester, interpreter, command)
    found = origins.of_module(nester, path, named, roots)
    return code_in(nester, interpreter.language, found[0], command.program, found[1]) if found else []


def _behind_code(texts: list[Word], command: SimpleCommand) -> tuple[Word, ...]:
    """The words that code on the command line finds among its arguments: those behind the last of it."""
    words, code = command.words, {id(text) for text in texts}  # to compare words takes long
    for place in range(len(words), 0, -1) if code else ():
        if id(words[place - 1]) in code:
            return words[place:]
    return ()


def _beside(nester: ScriptFinder, interpreter: Interpreter, command: SimpleCommand) -> list[Nested]:
    """What runs beside code on the command line: files that are read first, programs written in Ruby."""
    before = origins.brought_along(interpreter, command)
    found = [one for word in before for one in code_of(nester, interpreter.language, word, command.program)]
    return found + _ruby_command(nester, interpreter, command)


def _ruby_command(nester: ScriptFinder, interpreter: Interpreter, command: SimpleCommand) -> list[Nested]:
    """`ruby -run -e rm -- -rf x`: a program of that name, written in Ruby."""
    texts = [word.text for word in command.words] if interpreter.language == "ruby" else []
    if "-run" not in texts or "-e" not in texts[:-1]:
        return []
    place = texts.index("-e") + 1
    rest = tuple(word for word in command.words[place + 1 :] if word.text != "--")
    return [nester.wrap((command.words[place], *rest), NestedKind.WRAPPER, command.program, Flow())]


def _handed_on(nester: ScriptFinder, texts: list[Word], command: SimpleCommand) -> list[Nested]:
    """Texts behind the code that it hands to a shell: `perl -e 'exec "sh", "-c", $ARGV[0]' 'text'`."""
    if not any(_HANDS_ON.search(text.text) for text in texts):
        return []
    behind_code = _behind_code(texts, command)
    whole = behind_code and behind_code[0].known and any(_ALL_OF_THEM.search(text.text) for text in texts)
    found = [nester.wrap(behind_code, NestedKind.WRAPPER, command.program, Flow())] if whole else []
    return found + [
        nester.shell_text(word.text, NestedKind.SHELL, command.program)
        for word in behind_code[:MAX_SHELL_TEXTS]
        if word.known and " " in word.text
    ]


def _given(command: SimpleCommand, stdin: Flow) -> Given:
    """What an awk program is told by `-v` and its environment, and the lines that it reads."""
    variables = {f"ENVIRON {item.name}": item.value for item in command.assignments}
    for word in command.words[1:]:
        match = _AWK_SET.match(word.text)
        if match:
            value = behind(word, match.end())
            variables[match[1]] = literal_word(unescape(value.text)) if value.known else value
    return Given(variables, None if stdin.text is None else tuple(stdin.text.splitlines()))


def findings_of(language: str, text: str, given: Given = NOTHING_GIVEN) -> Findings:
    """What a piece of code does, by the reader for its language."""
    if language == "sql":
        return sql_findings(text)
    if language == "redis":
        return redis_findings(text)
    if language == "python":
        text = text.replace(
            "get_ipython().", "get_ipython."
        )  # as the shell line is written that `!ls` stands for
        found = python_findings(text)
        if found is not None:
            return found
        lines, rest = shell_lines(text)
        found = python_findings(rest) or scanned(language, text)
        found.understood = found.understood and bool(lines)
        found.shell.extend(map(literal_word, lines))
        return found
    found = scanned(language, text, given)
    if language == "powershell":
        found.shell.extend(literal_word(match[2]) for match in _EVALUATED.finditer(text))
    return found


def _code(
    nester: ScriptFinder,
    language: str,
    text: str,
    via: str,
    *,
    known: bool,
    given: Given = NOTHING_GIVEN,
    depth: int = 0,
    origin: Origin = OF_THE_LINE,
) -> list[Nested]:
    """The code itself, then what it runs in a shell and the programs that it starts."""
    nester.context.spend(4 + len(text) // 8)
    inner: list[Nested] = []
    path = nester.environment.located(origin.path)
    if language in _TAKING_IN and known and path is not None:
        parts = parts_of(
            nester, language, path, text, here=origin.here, named=origin.named, roots=origin.roots
        )
        for part in parts:
            _left_open(part.findings)
            inner.extend(_done(nester, language, part.text, part.findings, via))
        text = read_without(nester, language, path, text)
    findings = findings_of(language, text, given)
    if origin.path != OF_THE_LINE.path:
        _left_open(findings)
    for word in findings.files[:MAX_FILES] if depth < MAX_FILES else ():
        inner.extend(code_of(nester, language, word, via, depth + 1))
    for name, content in (*findings.written, *_put_into(findings)):
        nester.environment.write(name, content)
    return _done(nester, language, text, findings, via, known=known) + inner


def _done(
    nester: ScriptFinder, language: str, text: str, findings: Findings, via: str, known: bool = True
) -> list[Nested]:
    """What was found in a piece of code: itself, then its texts for a shell, its commands and statements."""
    code = Code(language, text, tuple(findings.calls), findings.understood and known)
    found = [Nested(NestedKind.CODE, EMPTY, via, known=known, code=code)]
    for word in findings.shell[:MAX_SHELL_TEXTS]:
        if word.known or (word.prefix.strip() and any(piece.hole is Hole.INPUT for piece in word.pieces)):
            found.append(nester.shell_text(word.text, NestedKind.SHELL, via))
        else:
            found.append(Nested(NestedKind.SHELL, Script(word.text), via, known=False))
    if language != "sql":
        for statement in sql_in(text):
            found.extend(_code(nester, "sql", statement, via, known=known))
    found.extend(
        nester.wrap(words, NestedKind.WRAPPER, via, Flow())
        for words in findings.commands[:MAX_SHELL_TEXTS]
        if words[0].known
    )
    return found


def _left_open(findings: Findings) -> None:
    """Let calls by names that are put together be as they are: a project's code has many of them."""
    findings.calls = [call for call in findings.calls if call.name != HIDDEN]


def _put_into(findings: Findings) -> list[tuple[str, str]]:
    """Files that a call fills by itself: `fs.writeFileSync("x", "text")`."""
    return [
        (call.arguments[0].text, call.arguments[1].text)
        for call in findings.calls
        if call.action == "overwrite"
        and call.name.rpartition(".")[2] in _FILLING
        and len(call.arguments) > 1
        and all(word.known for word in call.arguments[:2])
    ]


def code_in(
    nester: ScriptFinder, language: str, text: str, via: str, origin: Origin = OF_THE_LINE
) -> list[Nested]:
    """Known code that another program than an interpreter runs; nothing where it calls nothing."""
    found = _code(nester, language, text, via, known=True, origin=origin)
    return found if found[0].code and (found[0].code.calls or len(found) > 1) else []


def code_of(
    nester: ScriptFinder,
    language: str,
    word: Word,
    via: str,
    depth: int = 0,
    origin: Origin | None = None,
) -> list[Nested]:
    """A file of code: its text if it is known, else a piece of code that nobody could read."""
    text = nester.file(word)
    if text is None and word.known and "." not in word.text.rpartition("/")[2].strip("."):
        tried = [literal_word(f"{word.text.rstrip('/')}{ending}") for ending in _LEFT_OUT.get(language, ())]
        found = [(one, held) for one in tried if (held := nester.file(one)) is not None]
        word, text = found[0] if found else (word, None)
    if text is None:
        code = Code(language, "", understood=False)
        return [Nested(NestedKind.FILE, Script(word.text), via, known=False, code=code)]
    origin = replace(origin, path=word.text) if origin is not None else Origin(word.text)
    text = with_arguments(language, text, origin.handed, of_file=True)
    inside = _code(nester, language, text, via, known=True, depth=depth, origin=origin)
    return [replace(inside[0], kind=NestedKind.FILE), *inside[1:]]
