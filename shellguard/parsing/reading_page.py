"""Prints `docs/reading.md`: `python -m shellguard.parsing.reading_page > docs/reading.md`."""

from __future__ import annotations

from collections.abc import Iterable

from shellguard.knowledge.loading import load
from shellguard.parsing.context import STEPS
from shellguard.parsing.grammar import scanning, tokens
from shellguard.parsing.languages.code_actions import NOT_ACTIONS, interpreters
from shellguard.parsing.nested import deferred
from shellguard.parsing.nested.executed_variables import COMMAND_VARIABLES, PROMPTS
from shellguard.parsing.nested.shells import SHELLS
from shellguard.parsing.output.flow import folded_programs
from shellguard.parsing.readers import second
from shellguard.parsing.reading import MAX_LENGTH

_HEAD = """# How a line is read

This page is made from the tables of `shellguard/parsing` and `shellguard/knowledge`; a test keeps it so.
`shellguard explain --parse LINE` shows what was read.

A line is read as bash reads it, and nothing is run for it. It becomes simple commands whose words are
known, known in part (`/var/log/‹variable $x›`) or not known. Every command that would run because of a
command is found too: in substitutions, shells, wrappers, functions, aliases, traps and code of other
languages. What is only text (a commit message, a pattern, a here-document that is written to a file)
stays text.

Where a name decides what happens and the line does not say its value, the shell is asked for it: variables,
aliases, functions. Matches of patterns and texts of script files are read on request, within bounds, and so
are the files in which `make`, `just`, `task` and `npm`, `yarn`, `pnpm` or `bun run` find what they are to
run.
"""


def page() -> str:
    """The whole page."""
    return "\n".join((_HEAD, _bounds(), _folded(), _shells(), _wrappers(), _languages()))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    return "\n".join([_row(*names), _row(*("---" for _ in names)), *(_row(*row) for row in rows)]) + "\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _bounds() -> str:
    rows = (
        ("characters of a line that are read by grammar", str(MAX_LENGTH)),
        ("commands of a line", str(tokens.MAX_COMMANDS)),
        ("brackets inside each other", str(scanning.MAX_DEPTH)),
        ("steps of work", str(STEPS)),
        ("characters that a second grammar (tree-sitter-bash) reads too", str(second.MAX_SECOND)),
        ("characters that a third grammar (bashlex) reads when the first two differ", str(second.MAX_THIRD)),
    )
    text = "Beyond a bound the rest is read by its words alone, and the line is marked as not fully read.\n"
    return "## Bounds\n\n" + _table(("what", "at most"), rows) + "\n" + text


def _folded() -> str:
    return (
        "## Constants\n\nWhere their input is known, what these print is computed, in substitutions and "
        f"pipes, several steps deep: {_listed(folded_programs())}.\n"
    )


def _shells() -> str:
    return (
        "## Shells and what runs later\n\n"
        f"Text that these are given is read as commands: {_listed(sorted(SHELLS))}, "
        "`eval`, `source`, `.`.\n\n"
        f"Commands that these prepare for another time are read too: {_listed(sorted(deferred.SPECIAL))}, "
        f"and values of {_listed(sorted((*PROMPTS, *COMMAND_VARIABLES)))}.\n"
    )


def _wrappers() -> str:
    rows = []
    for entry in load("wrappers")["wrapper"]:
        runs = [
            text
            for key, text in (
                ("text", "its operands as text for a shell"),
                ("command", f"the value of {_listed(entry.get('command', ()))}"),
                ("words", f"the words after {_listed(entry.get('words', ()))}"),
                ("bang", f"`!…` after {_listed(entry.get('bang', ()))}"),
            )
            if entry.get(key)
        ] or ["its operands"]
        where = {"remote": "another machine", "container": "another root"}.get(entry.get("kind", ""), "here")
        rights = "yes" if entry.get("privileged") else ""
        rows.append((_listed(entry["programs"]), "; ".join(runs), where, rights))
    return "## Programs that run their arguments\n\n" + _table(
        ("program", "what runs", "where", "other rights"), rows
    )


def _languages() -> str:
    programs: dict[str, list[str]] = {}
    for name, interpreter in interpreters().items():
        programs.setdefault(interpreter.language, []).append(name)
    rows = []
    for language, names in sorted(programs.items()):
        table = load("wrappers_code")["language"].get(language, {})
        actions = [name for name in table if name not in (*NOT_ACTIONS, "recursive")]
        rows.append((language, _listed(sorted(names)), ", ".join(actions) or "by its statements"))
    return "## Other languages\n\n" + _table(("language", "programs", "what is looked for"), rows)


if __name__ == "__main__":
    print(page(), end="")
