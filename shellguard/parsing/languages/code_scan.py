"""Code of other languages by what it calls: names, brackets and string constants, comments left out."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from shellguard.parsing.languages.awk_code import NOTHING_GIVEN, Given, run_awk
from shellguard.parsing.languages.called_names import HIDDEN, with_called_names
from shellguard.parsing.languages.code_actions import functions, opaque
from shellguard.parsing.languages.code_filling import filled_in
from shellguard.parsing.languages.code_paths import joined_paths, opened, opening, with_home
from shellguard.parsing.languages.code_pieces import Token, last_part, put_together, with_numbers
from shellguard.parsing.languages.code_shells import SHELL, inside, loose_commands, native_commands
from shellguard.parsing.languages.findings import Findings
from shellguard.parsing.languages.javascript_imports import with_imports
from shellguard.parsing.languages.tcl_code import tcl_findings
from shellguard.parsing.script import Call, Hole, Piece, Word
from shellguard.parsing.words.fields import literal_word

MAX_CODE = 16_384
_PARTED = re.compile(r"(::|\.)")
_REST = r"""
    (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`
        |(?:qx|%x|qq|q|%q|%Q|%)(?:\{(?:[^{}]|\{[^{}]*\})*\}|\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|/[^/]*/|\|[^|]*\||![^!]*!))
    |(?P<name>[A-Za-z_$][\w$]*(?:(?:::|\.|->|-(?=[A-Z]))[A-Za-z_$][\w$]*)*)
    |(?P<end>[;\n])
    |(?P<other>[^\s])"""
_HASH, _SLASHES, _DASHES, _BLOCK = r"\#(?![!{])[^\n]*", r"//[^\n]*", r"--[^\n]*", r"/\*.*?\*/"
_COMMENTS = {
    "javascript": f"{_SLASHES}|{_BLOCK}",
    "php": f"{_SLASHES}|{_BLOCK}|{_HASH}",
    "lua": _DASHES,
    "mongo": _SLASHES,
    "applescript": _DASHES,
    "lisp": r";[^\n]*",
    "other": f"{_SLASHES}|{_BLOCK}|{_HASH}",
}
_LISP = r"""
    (?P<string>"(?:[^"\\]|\\.)*")
    |(?P<name>[A-Za-z_*][\w*!?<>=+./:-]*)
    |(?P<end>\n)
    |(?P<other>[^\s])"""
_LISP_SPACE = re.compile(r".*[:/](?=[^:/])")  # `uiop:run-program`, `babashka.process/shell`
_BOUND = frozenset(("javascript", "ruby"))
_BINDING = frozenset(("call", "apply", "bind"))  # `fs.rmSync.call(null, …)`
_POSTFIX = frozenset(("other", "lisp"))  # where what is run may stand before the name of what runs it
_AFTER = frozenset(".])")
_GIVING = frozenset(("arg", "args"))
_EXECUTING_STRINGS = {"perl", "ruby", "php", "other"}  # Julia's commands among the others'
_PACKAGE = re.compile(r"(?:node:)?@?[A-Za-z][\w-]*(?:/[\w.-]+)*")
_OF_TEXT = frozenset(  # what they evaluate is a text of code, not a file
    (
        *(
            "eval",
            "runsource",
            "loadstring",
            "Invoke-Expression",
            "iex",
            "InvokeScript",
            "AddScript",
            "NewScriptBlock",
            "instance_eval",
        ),
        *("class_eval", "evaluate", "eval_string", "include_string", "Function"),
    )
)
_PERL_OPEN = re.compile(
    r"open\s*\(?[^;]{0,80}?[\"']\s*(\+?>>?|\||<)?\s*[\"']?\s*,?\s*[\"']?([^\"',;|]*)(\|?)"
)
_PERL_IMPORT = re.compile(r"\buse\s+[\w:]+\s+qw\s*[(/\[{<][\w\s:&$@%!]*[)/\]}>]\s*;")
_PROTO = re.compile(r"/inet/(?:tcp|udp)/\d+/[^\"\s]+")


def scanned(language: str, code: str, given: Given = NOTHING_GIVEN) -> Findings:
    """What the code calls, as far as its names say; `given` is what an awk program reads and is told."""
    if language == "tcl":
        return tcl_findings(code)
    findings = Findings()
    if len(code) > MAX_CODE:
        findings.understood = False
        code = code[:MAX_CODE]
    if language == "awk":
        _awk(code, findings, given)
    else:
        code = filled_in(language, with_numbers(language, with_home(code)))
    if language == "javascript":
        code = with_imports(code)
    if language == "perl":
        code = _PERL_IMPORT.sub("", code)
        _perl(code, findings)
    tokens = put_together(
        language,
        [
            (match.lastgroup or "", match.group())
            for match in _tokens(language).finditer(code)
            if match.lastgroup != "comment"
        ],
    )
    tokens = joined_paths(with_called_names(language, tokens))
    hidden = opaque(language)
    for index, (kind, text) in enumerate(tokens):
        if kind == "string" and _executes(language, text):
            findings.calls.append(Call("execute", (literal_word(inside(text, language)),), False, text[:2]))
            findings.shell.append(literal_word(inside(text, language)))
        elif kind == "name":
            if text == HIDDEN:
                findings.calls.append(Call("evaluate", (), False, HIDDEN))
            name = _plain_name(language, text)
            short = last_part(name)
            if name in hidden or short in hidden:
                findings.understood = False
            entry = _entry(language, name, short, tokens, index + 1)
            if entry and not (language == "awk" and entry[0] == "execute"):
                _called(findings, language, entry, text, _arguments(language, tokens, index))
    native_commands(language, code, tokens, findings)
    loose_commands(language, code, tokens, findings)
    return findings


def _plain_name(language: str, text: str) -> str:
    """A name as the tables have it: `uiop:run-program` without its package."""
    if language != "lisp":
        return text.replace("->", ".")
    return text if text in functions(language) else _LISP_SPACE.sub("", text)


def _arguments(language: str, tokens: list[Token], index: int) -> list[Token]:
    """What stands behind a name, or before it: `["sh", "-c", "text"].execute()`, `s" text" system`."""
    behind = tokens[index + 1 : index + 40]
    if language not in _POSTFIX or any(kind == "string" for kind, _ in behind):
        return behind
    before: list[Token] = []
    for kind, text in reversed(tokens[:index]):
        if kind != "string" and text not in _AFTER and text != ",":
            break
        before.insert(0, (kind, text))
    strings = [token for token in before if token[0] == "string"]
    return strings or behind


@cache
def _tokens(language: str) -> re.Pattern[str]:
    """The tokens of a language, its comments among them."""
    comments = _COMMENTS.get(language, _HASH)
    rest = _LISP if language == "lisp" else _REST
    return re.compile(f"(?P<comment>{comments})|{rest}", re.VERBOSE | re.DOTALL)


def _entry(language: str, name: str, short: str, tokens: list[Token], behind: int) -> tuple[str, bool] | None:
    """What a name does: by its whole, its last two parts, or its last part when it is called."""
    table = functions(language)
    while language in _BOUND and short in _BINDING and name != short:
        name = name[: -len(short) - 1]
        short = last_part(name)
    if name in opening(language):
        return opened(tokens[behind : behind + 39]), False
    if name in table:
        return table[name]
    if behind < len(tokens) and (two_words := f"{name} {tokens[behind][1]}") in table:
        return table[two_words]
    if short == name:
        return None
    parts = _PARTED.split(name)
    if len(parts) > 3 and "".join(parts[-3:]) in table:
        return table["".join(parts[-3:])]
    return table.get(short)


_EVERYTHING = frozenset(("_id", "$exists", "exists", "$ne", "ne", "$where", "where", "$gt", "gt"))


def _called(
    findings: Findings,
    language: str,
    entry: tuple[str, bool],
    name: str,
    following: list[tuple[str, str]],
) -> None:
    action = entry[0]
    if language == "perl" and action == "execute" and following[:1] == [("other", "{")]:
        following = following[_closing(following) :]  # `exec { "program" } "its name", …`
    arguments, recursive = _given(language, following, entry[1])
    if language == "mongo" and arguments and not _EVERYTHING & {argument.text for argument in arguments}:
        recursive = False  # a condition narrows it
    if action == "evaluate" and _reads_on(findings, language, name, arguments):
        return
    if name == "import" and arguments and arguments[0].known and _PACKAGE.fullmatch(arguments[0].text):
        return
    if action == "execute" and language == "other":
        arguments += _chained(following)
    findings.calls.append(Call(action, tuple(arguments), recursive, name))
    if action == "execute" and arguments:
        _executed(findings, arguments)
    if action == "evaluate" and not (arguments and arguments[0].known):
        findings.understood = False


def _given(language: str, following: list[tuple[str, str]], recursive: bool) -> tuple[list[Word], bool]:
    """The arguments behind a name, and whether they say that what lies below is meant, too."""
    arguments: list[Word] = []
    depth = 0
    for kind, text in following:
        if kind == "end" and depth <= 0:
            break
        if text in ("(", "[", "{"):
            depth += 1
        elif text in (")", "]", "}"):
            depth -= 1
            if depth <= 0:
                break
        elif kind == "string":
            arguments.append(literal_word(inside(text, language)))
        elif kind == "name" and text.lower() in ("recursive", "recurse", "true", "force"):
            recursive = recursive or text.lower() in ("recursive", "recurse")
        elif kind == "name" and depth >= 0 and len(arguments) < 8:
            arguments.append(Word(text, (Piece(text, Hole.VARIABLE, True),)))
    return arguments, recursive


def _chained(following: list[Token]) -> list[Word]:
    """What a program is given by calls of what was built: `Command::new("rm").arg("-r").args(["a", "b"])`."""
    words: list[Word] = []
    tokens = [token for token in following if token != ("end", "\n")]
    place = _call_ends(tokens, 0)
    while tokens[place : place + 1] == [("other", ".")] and tokens[place + 1 : place + 2]:
        if tokens[place + 1][1] not in _GIVING:
            break
        after = _call_ends(tokens, place + 2)
        words += _given("other", tokens[place + 2 : after], recursive=False)[0]
        place = after
    return words


def _call_ends(tokens: list[Token], start: int) -> int:
    """The place behind the bracket that closes the one at `start`; the end where none does."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += (tokens[place][1] in ("(", "[")) - (tokens[place][1] in (")", "]"))
        if depth <= 0:
            return place + 1
    return len(tokens)


def _closing(tokens: list[Token]) -> int:
    """The place behind the brace that closes the first one."""
    return next((place + 1 for place, (_, text) in enumerate(tokens) if text == "}"), 1)


def _reads_on(findings: Findings, language: str, name: str, arguments: list[Word]) -> bool:
    """Whether code that is evaluated was read like the code around it: one known text, all understood."""
    of_text = last_part(name) in _OF_TEXT or (language == "lua" and name == "load")
    if not of_text or len(arguments) != 1 or not arguments[0].known:
        return False
    inside = scanned(language, arguments[0].text) if len(arguments[0].text) < MAX_CODE // 4 else None
    if inside is None or not inside.understood:
        return False
    findings.calls.extend(inside.calls)
    findings.shell.extend(inside.shell)
    findings.commands.extend(inside.commands)
    return True


def _executed(findings: Findings, arguments: list[Word]) -> None:
    known = [word for word in arguments if word.known]
    if len(known) == 2 and known[1].text[:1] == "-" and " " in known[1].text:
        findings.shell.append(literal_word(f"{known[0].text} {known[1].text}"))  # Start("rm", "-r x")
    elif len(arguments) > 1 and arguments[0].known and " " not in arguments[0].text:
        behind = [word for before, word in pairwise(arguments) if before.text == "-c" and not word.known]
        if len(known) == len(arguments) or not SHELL.match(known[0].text):
            findings.commands.append(tuple(arguments))
        else:
            findings.shell.extend(behind or arguments[:1])
    else:
        findings.shell.append(arguments[0])


def _executes(language: str, text: str) -> bool:
    if language == "other":
        return text[0] == "`" and " " in text
    return language in _EXECUTING_STRINGS and text.startswith(("`", "qx", "%x"))


def _awk(code: str, findings: Findings, given: Given) -> None:
    """awk's pipes and files."""
    run = run_awk(code, given)
    for how, word in run.commands:
        if not word.text.startswith("/inet"):
            findings.calls.append(Call("execute", (word,), False, how))
            findings.shell.append(word)
    for sign, word in run.files:
        findings.calls.append(Call("write" if sign == ">>" else "overwrite", (word,), False, sign))
    for match in _PROTO.finditer(code):
        findings.calls.append(Call("connect", (literal_word(match.group()),), False, "/inet"))


def _perl(code: str, findings: Findings) -> None:
    """perl's open: files that are written, commands behind a bar."""
    for match in _PERL_OPEN.finditer(code):
        mode, target, bar = match.groups()
        target = target.strip()
        if not target or target.startswith(("&", "$")):
            continue
        if bar or mode == "|":
            findings.shell.append(literal_word(target))
            findings.calls.append(Call("execute", (literal_word(target),), False, "open"))
        else:
            action = "read" if mode in (None, "<") else "write" if ">>" in mode else "overwrite"
            findings.calls.append(Call(action, (literal_word(target),), False, "open"))
