"""What code takes in from files beside it: of that only what runs, and only what is known to the last letter.

A module that is not there is installed somewhere else, and one too many is not read: no reason to ask. What
is done to something that only running it would tell is left out as well, or all programs of several files
would be asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from shellguard.parsing.languages.code_imports import Finder, start_of, taken_in, without_taken
from shellguard.parsing.languages.code_scan import scanned
from shellguard.parsing.languages.findings import Findings
from shellguard.parsing.languages.named_functions import Pieces, words_of
from shellguard.parsing.languages.python_imports import Place
from shellguard.parsing.languages.python_program import Part, program_findings, tested_findings
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import EMPTY, Call, Code, Nested, NestedKind, Word
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_LENGTH = 48_000
_TO_FILES = frozenset(("overwrite", "write", "read", "chmod"))
_ON_A_TARGET = frozenset(("delete", "move", "kill", "drop", "alter"))
_ANCHORED = re.compile(r"(?:^|[\s\"'=])(?:~|\$HOME|\$\{HOME|/home/|/Users/|/(?:\s|$))")
_NAMED_ALL = re.compile(r"\A(?:/|~|\$HOME)")
_TELLING = {
    "javascript": re.compile(
        r"child_process|\$`|execSync|unlink|rm(?:dir)?Sync|\brm\(|rimraf|writeFile|rename|removeSync|emptyDir"
    ),
    "ruby": re.compile(r"FileUtils|File\.|Dir\.|\bsystem\b|\bexec\b|\bspawn\b|`|%x|popen|capture|\brm_"),
    "perl": re.compile(r"\bunlink\b|rmtree|remove_tree|rmdir|\bsystem\b|\bexec\b|`|qx|\bopen\b|rename"),
    "php": re.compile(r"unlink|rmdir|exec\b|system|passthru|popen|proc_open|file_put|rename|`"),
}
_TELLING_ELSEWHERE = re.compile(r"[rR]emove|unlink|popen|[sS]ystem|[eE]xec|[dD]elete|[rR]ename|Command")
_STATEMENTS = re.compile(r"(?i)\b(?:drop|truncate|delete\s+from|alter)\s")
_TAKES_IN = re.compile("import|require|include|load|do|use|source")
_CONNECTING = re.compile(r"socket|/dev/tcp|stratum|\bpty\b")


def parts_of(
    nester: ScriptFinder,
    language: str,
    path: str,
    text: str,
    *,
    here: bool = False,
    named: frozenset[str] = frozenset(),
    roots: tuple[str, ...] = (),
) -> list[Part]:
    """What the files do that a piece of code takes in from beside it.

    Args:
        path: its own file; one that is not there for code of the line itself.
        here: Python's modules are looked for in the folder one is in.
        named: words of the command line, by which a program may choose what it runs.
        roots: further folders in which modules are looked for.
    """
    if not _TAKES_IN.search(text):
        return []

    if language == "python":
        find, deeper = _finders(nester)
        found = program_findings(path, text, find, deeper=deeper, here=here, named=named, roots=roots)
    else:
        found = _others(nester, language, path, text, roots=roots)
    return [
        replace(
            part,
            findings=_known_only(part.findings),
            text=part.text if _CONNECTING.search(part.text) or _STATEMENTS.search(part.text) else "",
        )
        for part in found
    ]


def _finders(nester: ScriptFinder) -> tuple[Finder, Finder]:
    """What asks for a file, and what only knows those that were read: they came with what takes them in."""
    known = nester.context.supplied.files

    def find(name: str) -> str | None:
        return nester.file(literal_word(name))

    def deeper(name: str) -> str | None:
        there = nester.environment.located(name) in known
        return find(name) if there else nester.environment.written(name)

    return find, deeper


def tested(nester: ScriptFinder, files: Mapping[str, str], via: str) -> list[Nested]:
    """What the tests in these files do where no fixture of theirs leads it into a folder of its own."""
    found: list[Nested] = []
    supplied = nester.context.supplied.files  # what stands beside them was read with them
    for part in tested_findings(files, supplied.get):
        findings = _known_only(part.findings)
        calls = tuple(one for one in findings.calls if _NAMED_ALL.match(one.arguments[0].text))
        code = Code("python", "", calls)
        found.append(Nested(NestedKind.CODE, EMPTY, via, code=code))
        for word in findings.shell:
            if _ANCHORED.search(word.text):
                found.append(nester.shell_text(word.text, NestedKind.SHELL, via))
        found.extend(
            nester.wrap(words, NestedKind.WRAPPER, via, Flow())
            for words in findings.commands
            if any(_NAMED_ALL.match(word.text) for word in words[1:])
        )
    return found


def run_by_itself(
    nester: ScriptFinder, language: str, path: str, text: str, named: frozenset[str], via: str
) -> list[Nested]:
    """What a file does that a program runs of itself: its top, what is named of it, and what it takes in."""
    if language == "python":
        find, deeper = _finders(nester)
        parts = program_findings(path, text, find, deeper=deeper, named=named, whole=True)
    else:
        parts = _others(nester, language, path, text, named=named, whole=True)
    found: list[Nested] = []
    for part in parts:
        findings = _known_only(part.findings)
        found.append(Nested(NestedKind.FILE, EMPTY, via, code=Code(language, "", tuple(findings.calls))))
        found.extend(nester.shell_text(word.text, NestedKind.SHELL, via) for word in findings.shell)
        found.extend(nester.wrap(words, NestedKind.WRAPPER, via, Flow()) for words in findings.commands)
    return found


def _others(
    nester: ScriptFinder,
    language: str,
    path: str,
    text: str,
    *,
    named: frozenset[str] = frozenset(),
    whole: bool = False,
    roots: tuple[str, ...] = (),
) -> list[Part]:
    """As `parts_of` for languages that are read by their words; with that file itself if it is `whole`."""
    start = start_of(language, path, text)
    texts, _ = taken_in(language, Place(path, (*start.roots, *roots)), text, *_finders(nester))
    held = {name: Pieces(language, one) for name, (_, one) in texts.items() if len(one) <= MAX_LENGTH}
    if whole:
        held[path] = Pieces(language, text)
    if not any(_tells(language, pieces.text) for pieces in held.values()):
        return []
    words = (set(named) if whole else words_of(text)).union(
        *(words_of(pieces.top) for pieces in held.values())
    )
    before = -1
    while before != len(words):
        before = len(words)
        for pieces in held.values():
            words |= pieces.reach(words)
    running = [(name, pieces.running) for name, pieces in held.items()]
    return [
        Part(name, inside, scanned(language, inside)) for name, inside in running if _tells(language, inside)
    ]


def _tells(language: str, text: str) -> bool:
    shape = _TELLING.get(language, _TELLING_ELSEWHERE)
    return shape.search(text) is not None or _STATEMENTS.search(text) is not None


def read_without(nester: ScriptFinder, language: str, path: str, text: str) -> str:
    """The code without what takes in files of which it is known whether they are there."""
    if language == "python":
        return text
    known = frozenset(nester.context.supplied.files)
    return without_taken(language, text, start_of(language, path, text), known) if known else text


def _known_only(findings: Findings) -> Findings:
    """What is done to things that are known; what is written in the folder at hand is the program's own."""
    return Findings(
        calls=[call for call in findings.calls if _surely(call)],
        shell=[word for word in findings.shell if word.known],
        commands=[words for words in findings.commands if all(word.known for word in words)],
        written=[],
        understood=True,
    )


def _surely(call: Call) -> bool:
    first: tuple[Word, ...] = call.arguments[:1]
    if not first or not first[0].known:
        return False
    if call.action in _TO_FILES:
        return _NAMED_ALL.match(first[0].text) is not None
    return call.action in _ON_A_TARGET
