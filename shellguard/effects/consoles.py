"""Clients that read statements from their input: each line counts as if it stood among their words."""

from __future__ import annotations

import shlex
from dataclasses import replace

from shellguard.effects.context import Findings, inputs_of, plain_word
from shellguard.effects.execution.execution import INTERPRETERS
from shellguard.effects.execution.foreign_calls import foreign_code
from shellguard.effects.packs.pack_model import Node
from shellguard.effects.programs import apply_pack
from shellguard.effects.wording import generic
from shellguard.effects.wording.telling_words import read_telling_words
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.languages.sql_code import sql_findings
from shellguard.parsing.script import CONSOLE, Code, NestedKind, SimpleCommand

_TABLE = knowledge("generic")
_CONSOLES = _TABLE.names("consoles")
_BY_NAME = _TABLE.pattern("console_names")
_SQL = _TABLE.pattern("console_sql")
_GRAVE = _TABLE.pattern("console_statements")
_MOST_LINES = 40
_LONGEST = 4_000


def read_lines(findings: Findings, node: Node | None) -> None:
    """What the lines do that a console is given by a here-text or by a program that only prints."""
    program = findings.program
    if program not in _CONSOLES and (program in INTERPRETERS or not _BY_NAME.search(program)):
        return
    text = _given(findings)[:_LONGEST]
    if not text:
        return
    told = {effect.rule for effect in findings.effects}
    inner = Findings(findings.command, findings.context, program)
    for line in text.splitlines()[:_MOST_LINES]:
        _line(inner, line.strip().rstrip(";").strip(), node)
    read_already = any(nested.kind is NestedKind.CODE for nested in findings.command.nested)
    if not read_already and _SQL.search(text):
        found = sql_findings(text)
        foreign_code(inner, Code("sql", text, tuple(found.calls), found.understood))
    if _GRAVE.search(text):
        generic.statement(inner)
    seen = set(told)
    for effect in inner.effects:
        if effect.rule not in seen:
            seen.add(effect.rule)
            findings.effects.append(effect)


def _line(findings: Findings, line: str, node: Node | None) -> None:
    if not line or line[0] in "#-":
        return
    words = (findings.command.words[0], *(plain_word(text) for text in _words(line)))
    typed = Findings(
        replace(findings.command, words=words, redirections=(), nested=()),
        findings.context,
        findings.program,
        findings.effects,
    )
    if node is not None:
        apply_pack(typed, node)
    read_telling_words(typed, line, known=node is not None)


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def _given(findings: Findings) -> str:
    """The text that the line itself hands to the program's input, "" where it hands none."""
    given = inputs_of(findings.command) or findings.context.fed
    bodies = [one.body.text for one in given if one.body is not None]
    if bodies:
        return bodies[-1]
    printed = _printed(findings.context.upstream[-1]) if findings.context.upstream else ""
    held = (one.code.text for one in findings.command.nested if one.code and one.code.language == CONSOLE)
    return printed or next(held, "")


def _printed(command: SimpleCommand) -> str:
    if command.program in ("echo", "printf"):
        texts = [word.text for word in command.words[1:] if word.text not in ("-e", "-n", "-ne", "-en")]
        return " ".join(texts).replace("\\n", "\n")
    bodies = [one.body.text for one in command.redirections if one.body is not None]
    return bodies[-1] if bodies and command.program == "cat" else ""
