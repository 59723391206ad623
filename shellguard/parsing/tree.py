"""A `Script` drawn as a tree of text, for `explain --parse`."""

from __future__ import annotations

from collections.abc import Iterator

from shellguard.parsing.script import Call, Hole, Nested, Redirection, Script, SimpleCommand, Word
from shellguard.parsing.words.quoting import quote
from shellguard.terminal_text import printable

MAX_LINES = 400
_SHORT = 120


def draw(script: Script) -> str:
    """The tree, one simple command a line, safe to print; unknown pieces stand in ‹ ›."""
    lines: list[str] = []
    for line in _script(script, ""):
        lines.append(line)
        if len(lines) >= MAX_LINES:
            lines.append("…")
            break
    lines.extend(
        f"problem: {problem.kind.value}: {printable(problem.message)}" for problem in script.problems
    )
    for name in ("variables", "aliases", "functions", "types", "globs", "files"):
        wanted = sorted(getattr(script.needs, name))
        if wanted:
            lines.append(f"not known: {name}: {', '.join(printable(item) for item in wanted)}")
    return "\n".join(lines) + "\n"


def _script(script: Script, indent: str) -> Iterator[str]:
    for index, command in enumerate(script.commands):
        last = index == len(script.commands) - 1
        yield f"{indent}{'└─' if last else '├─'} {_command(command)}"
        deeper = indent + ("   " if last else "│  ")
        for nested in command.nested:
            yield f"{deeper}{_heading(nested)}"
            yield from _script(nested.script, deeper + "  ")


def _command(command: SimpleCommand) -> str:
    parts = [command.connection.value] if command.connection else []
    if command.definition:
        parts.append(f"define {command.definition}")
    for item in command.assignments:
        parts.append(f"{item.name}{'+' if item.append else ''}={_word(item.value)}")
    parts.extend(_word(word) for word in command.words)
    parts.extend(_redirection(item) for item in command.redirections)
    if command.stops:
        parts.append(f"‹the shell stops here: {command.stops} is unset or empty›")
    if command.frames:
        parts.append(f"({' in '.join(reversed(command.frames))})")
    return printable(" ".join(parts))


def _redirection(item: Redirection) -> str:
    number = "" if item.descriptor is None else str(item.descriptor)
    target = _word(item.target) if item.target else ""
    body = f" [{len(item.body.text)} characters]" if item.body is not None and "<<" in item.operator else ""
    return f"{number}{item.operator} {target}{body}"


def _word(word: Word) -> str:
    shown = []
    for piece in word.pieces:
        if piece.hole is Hole.NONE:
            shown.append(piece.text)
        else:
            choices = f" = {' or '.join(piece.candidates)}" if piece.candidates else ""
            shown.append(f"‹{piece.hole.value} {piece.text}{choices}›")
    text = "".join(shown) if not word.known else quote("".join(shown))
    text = text if len(text) <= _SHORT else text[:_SHORT] + "…"
    gone = f" ‹{', '.join(word.vanished)} is unset or empty›" if word.vanished else ""
    return text + gone


def _call(call: Call) -> str:
    words = [call.action, *(["all"] if call.recursive else []), *(_word(word) for word in call.arguments)]
    return " ".join(words)


def _heading(nested: Nested) -> str:
    parts = [nested.kind.value]
    if nested.via:
        parts.append(f"by {nested.via}")
    if nested.host:
        parts.append(f"at {nested.host}")
    if nested.privileged:
        parts.append("with other rights")
    if not nested.known:
        parts.append("(not known what)")
    if nested.code is not None:
        calls = [_call(call) for call in nested.code.calls]
        parts.append(f"{nested.code.language}: {'; '.join(calls) or 'nothing that matters'}")
        if not nested.code.understood:
            parts.append("(not all understood)")
    return printable("· " + " ".join(parts))
