"""What `grep` and `awk` let through and `sed` replaces, by expressions that can be matched in short time."""

from __future__ import annotations

import re

_MOST_REPEATED = 3
_LONGEST_LINE = 1_000
_FLAGS = frozenset("vEwFix")
_BRACKET = re.compile(r"\[\^?\]?[^\]\\]*\]")
_SPECIAL = frozenset("+?|(){}")
_CLASSES = frozenset("bwWsS")
_REPEATS = frozenset("*+?")
_OPENING = frozenset(("|", "(?:"))
_NOT_REPEATED = _OPENING | _REPEATS | {"^", ")"}
_SUBSTITUTE = re.compile(r"s([/|,#:@!])((?:\\.|(?!\1)[^\\\n])*)\1((?:(?!\1)[^\\&\n])*)\1(g?)")
_AWK = re.compile(
    r"\s*(?:(?P<not>!?)\s*(?:(?P<of>\$\d+|\$NF)\s*~\s*)?/(?P<re>(?:\\.|[^/\\])+)/|NR\s*>\s*(?P<after>\d+)"
    r'|(?P<field>\$\d+|\$NF)\s*(?P<how>==|!=)\s*"(?P<value>[^"\\]*)")?'
    r"\s*\{\s*print\s+(?P<shown>\$\d+|\$NF)\s*;?\s*\}\s*"
)


def grepped(program: str, arguments: list[str], text: str) -> str | None:
    """The lines that a `grep` with these words prints; None where it asks for more than is known here."""
    letters, patterns, index = "", list[str](), 0
    while index < len(arguments):
        word = arguments[index]
        if word == "-e" and index + 1 < len(arguments):
            patterns.append(arguments[index + 1])
            index += 1
        elif word.startswith("-") and len(word) > 1:
            letters += word[1:]
        else:
            patterns.append(word)
        index += 1
    if not patterns or not set(letters) <= _FLAGS or ("-e" not in arguments and len(patterns) > 1):
        return None
    expression = expression_of(program, letters, patterns)
    if expression is None:
        return None
    lines = text.splitlines(keepends=True)
    if any(len(line) > _LONGEST_LINE for line in lines):
        return None
    return "".join(
        line for line in lines if bool(expression.search(line.rstrip("\n"))) is not ("v" in letters)
    )


def expression_of(program: str, letters: str, patterns: list[str]) -> re.Pattern[str] | None:
    """What a `grep` with these options looks for; None where that is not known."""
    extended = "E" in letters or program == "egrep"
    plain = "F" in letters or program == "fgrep"
    read = [re.escape(one) if plain else read_expression(one, extended) for one in patterns]
    sources = [one for one in read if one is not None]
    if len(sources) < len(read):
        return None
    whole = "|".join(f"(?:{one})" for one in sources)
    whole = rf"(?<!\w)(?:{whole})(?!\w)" if "w" in letters else whole
    try:
        return re.compile(rf"^(?:{whole})$" if "x" in letters else whole, re.I if "i" in letters else 0)
    except re.error:
        return None


def chosen(arguments: list[str], text: str) -> str | None:
    """What `awk [-F MARK] '/CHOICE/ {print $N}'` prints; None for all else that it can do."""
    mark: str | None = None
    if arguments[:1] == ["-F"]:
        mark, arguments = (arguments[1] if len(arguments) > 1 else None), arguments[2:]
    elif arguments and arguments[0].startswith("-F"):
        mark, arguments = arguments[0][2:], arguments[1:]
    said = _AWK.fullmatch(arguments[0]) if len(arguments) == 1 else None
    if said is None or (mark is not None and (len(mark) != 1 or mark in "\\ ")):
        return None
    source = read_expression(said["re"].replace("\\/", "/"), True) if said["re"] else ""
    if source is None:
        return None
    try:
        expression = re.compile(source)
    except re.error:
        return None
    out: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split(mark)
        if said["re"]:
            taken = bool(expression.search(_field(said["of"] or "$0", line, fields))) is not bool(said["not"])
        elif said["field"]:
            taken = (_field(said["field"], line, fields) == said["value"]) is (said["how"] == "==")
        else:
            taken = number > int(said["after"] or 0)
        if taken:
            out.append(_field(said["shown"], line, fields) + "\n")
    return "".join(out)


def _field(name: str, line: str, fields: list[str]) -> str:
    number = len(fields) if name == "$NF" else int(name[1:])
    return line if number == 0 else fields[number - 1] if number <= len(fields) else ""


def replaced(arguments: list[str], text: str) -> str | None:
    """What `sed 's/OLD/NEW/'` prints; None for all else that it can do."""
    extended = any(word in ("-E", "-r") for word in arguments)
    scripts = [word for word in arguments if word not in ("-E", "-r", "-e", "--")]
    for script in scripts:
        said = _SUBSTITUTE.fullmatch(script)
        source = read_expression(said[2].replace(f"\\{said[1]}", said[1]), extended) if said else None
        if said is None or source is None:
            return None
        try:
            expression = re.compile(source)
        except re.error:
            return None
        lines = text.splitlines(keepends=True)
        if any(len(line) > _LONGEST_LINE for line in lines):
            return None
        new = said[3].replace("\\", "\\\\")
        text = "".join(_in_line(expression, new, line, 0 if said[4] else 1) for line in lines)
    return text if scripts else None


def _in_line(expression: re.Pattern[str], new: str, line: str, count: int) -> str:
    body = line.rstrip("\n")
    return expression.sub(new, body, count=count) + line[len(body) :]


def read_expression(text: str, extended: bool) -> str | None:
    """A basic or extended expression as one of Python's; None where it repeats too much, or isn't known."""
    out: list[str] = []
    index = 0
    while index < len(text):
        bracket = _BRACKET.match(text, index) if text[index] == "[" else None
        if text[index] == "\\":
            part, index = _escaped(text[index + 1 : index + 2], extended), index + 2
        elif text[index] == "[":
            part, index = _bracketed(bracket), bracket.end() if bracket else index + 1
        else:
            part, index = _plain(text[index], out, text[index + 1 : index + 2], extended), index + 1
        if part is None:
            return None
        out.append(part)
    return "".join(out) if sum(one in _REPEATS for one in out) <= _MOST_REPEATED else None


def _escaped(char: str, extended: bool) -> str | None:
    if char in _SPECIAL and not extended:
        return "|" if char == "|" else None
    if char and (not char.isalnum() or char in _CLASSES):
        return f"\\{char}" if char in _CLASSES else re.escape(char)
    return None


def _bracketed(bracket: re.Match[str] | None) -> str | None:
    if bracket is None or "[:" in bracket[0]:
        return None
    negated = bracket[0].startswith("[^")
    body = bracket[0][1 + negated : -1].replace("[", r"\[").replace("]", r"\]")
    return f"[{'^' * negated}{body}]"


def _plain(char: str, out: list[str], following: str, extended: bool) -> str | None:
    """One character: what it stands for, or itself."""
    if char == "*" or (extended and char in "+?"):
        return char if out and out[-1] not in _NOT_REPEATED else None
    if extended and char in "|()":
        return "(?:" if char == "(" else char
    if char == "." or (char == "^" and (not out or out[-1] in _OPENING)):
        return char
    if char == "$" and following in ("", "|", ")"):
        return char
    return None if extended and char in "^${}" else re.escape(char)
