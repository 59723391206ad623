"""Words that tell of destruction: all that is known of a program that no pack describes."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.effects.execution.execution import INTERPRETERS
from shellguard.effects.wording.deeds import DAILY_TOOLS
from shellguard.knowledge.tables import knowledge

_WORDS = knowledge("telling")
_DESTROYS = _WORDS.pattern("destroys")
_INSISTS = _WORDS.pattern("insists")
_PRECIOUS = _WORDS.pattern("precious")
_OUTRIGHT = _WORDS.pattern("outright")
_WORTH = _WORDS.pattern("worth")
_ASKED_FIRST = _WORDS.pattern("asked_first")
_EARLY = _WORDS.pattern("early")
_OUTRIGHT_EARLY = _WORDS.pattern("outright_early")
_LOOKS = _WORDS.pattern("looks")
_SEARCHES = _WORDS.names("searches")
_CALLS = _WORDS.pattern("calls")
_STATEMENT = _WORDS.pattern("statement")
_TRIFLES = _WORDS.pattern("trifles")
_PART = _WORDS.pattern("part")
_LOOKS_BY_NAME = _WORDS.pattern("looks_by_name")
_OF_ALL = _WORDS.pattern("of_all")
_PART_NAME = _WORDS.pattern("part_name")
_STOPS = _WORDS.pattern("stops")
_INSISTENTLY = _WORDS.pattern("insistently")
_TASKS = _WORDS.names("tasks")
_GRAVE_TASK = _WORDS.pattern("grave_task")
_GRAVE_NAME = _WORDS.pattern("grave_name")
_GRAVE_WORD = _WORDS.pattern("grave_word")
_RUNS_TESTS = _WORDS.pattern("runs_tests")
_OPTION = re.compile(r"(?:^|(?<=\s))-\S+")
_SCRIPT_ENDINGS = _WORDS.names("script_endings")
_SCRIPT = "runs a script that could not be read, and that sounds destructive"
_TASK = "asks for a task whose name sounds destructive"
_TRIFLING = 25
_ASKS = 2  # words of `-h SUBCOMMAND`: more of them, and it is a host's name that stands behind
_HARMLESS = frozenset(
    ("--help", "-h", "help", "--dry-run", "--dryrun", "--whatif", "--version", "--list", "--simulate")
)


def _commands(findings: Findings, line: str) -> bool:
    """Whether an interface's call or a statement for a database stands there as such."""
    if _CALLS.match(line):
        return True
    if " " not in line:
        return False
    return any(" " in word.text and _STATEMENT.match(word.text) for word in findings.command.words[1:])


def only_looks(line: str) -> bool:
    """Whether it asks for help, or looks only."""
    words = line.split()
    helps = any(map(_asks_to_look, words, (*words[1:], ""), range(len(words)))) or words[-1:] == ["-h"]
    return helps or (words[:1] == ["-h"] and len(words) == _ASKS) or _LOOKS.match(line) is not None


def runs_tests(line: str) -> bool:
    """Whether tests are run: what their options set back is their own (`test --reset-db`)."""
    return _RUNS_TESTS.match(line) is not None


def _asks_to_look(word: str, behind: str, place: int) -> bool:
    """Behind what is asked for, `--list weekly` names a list."""
    names_one = word == "--list" and place > 0 and behind[:1] not in ("", "-")
    return word in _HARMLESS and word != "-h" and not names_one


def _takes_part(program: str, line: str) -> bool:
    """Whether a part of a service is taken away, or what is precious is stopped."""
    if program in DAILY_TOOLS:
        return False
    if _LOOKS_BY_NAME.fullmatch(program):
        line = _OF_ALL.sub("", line)
    if _PART.search(line):
        return not _TRIFLES.search(line)
    if _PART_NAME.fullmatch(program):
        return not line.startswith("-h")
    return _STOPS.match(line) is not None and _PRECIOUS.search(line) is not None


def _said_plainly(line: str, insists: bool) -> bool:
    """Whether even a program whose pack says nothing of this line is asked for destruction."""
    if insists:
        return bool(_OUTRIGHT.search(line) or _WORTH.search(line) or _EARLY.match(line))
    return bool(_WORTH.match(line) or (_OUTRIGHT_EARLY.match(line) and not _TRIFLES.search(line)))


def read_task_name(findings: Findings, line: str) -> None:
    """A task that a project gives a name which destroys something of production: `npm run db:drop:prod`."""
    if findings.program not in _TASKS or findings.effects or only_looks(line):
        return
    if _GRAVE_TASK.search(line):
        findings.tell("unknown.telling-words", base=60, message=_TASK, certain=False)
    elif _unread(findings):
        named = tuple(word for word in findings.command.words[1:] if _named_gravely(word.text))
        if named:
            findings.tell("unknown.telling-words", named, base=52, message=_TASK, certain=False)


def read_script_name(findings: Findings) -> None:
    """`./drop_database.sh`, `bash teardown.sh`, `./cluster.sh destroy`: only where they cannot be read."""
    command, first = findings.command, findings.command.words[0].text
    runs_scripts = findings.program in INTERPRETERS
    if findings.effects or not (runs_scripts or "/" in first or "." in first) or not _unread(findings):
        return
    words = command.words[1:] if runs_scripts else command.words
    words = tuple(words[next((n for n, word in enumerate(words) if not word.text.startswith("-")), 0) :])
    if not words or not words[0].known:
        return
    name, _, ending = words[0].text.rpartition(".")
    script = ending in _SCRIPT_ENDINGS and bool(name)
    rest = " ".join(word.text for word in words[1:])
    if not (script or "/" in words[0].text) or only_looks(rest):
        return
    if _named_gravely(name if script else words[0].text) or _GRAVE_WORD.fullmatch(rest):
        findings.tell("unknown.telling-words", words, base=54, message=_SCRIPT, certain=False)


def _unread(findings: Findings) -> bool:
    """Whether nothing that it would run could be read."""
    return not any(nested.known for nested in findings.command.nested)


def _named_gravely(name: str) -> bool:
    return _GRAVE_NAME.fullmatch(name) is not None and not _TRIFLES.search(name)


def read_telling_words(findings: Findings, line: str, *, known: bool, trifling: bool = False) -> None:
    """What the words say by themselves.

    Args:
        line: all words but the program.
        known: it has a pack, which says more than words do.
        trifling: they are about small things; a word of destruction was weighed all the same.
    """
    told = findings.effects and any(one.rule == "unknown.telling-words" for one in findings.effects)
    if told or findings.program in _SEARCHES or (known and (findings.effects or findings.idle)):
        return
    if findings.program in _TASKS and not _unread(findings):
        return  # what it does is known, and says more than its name
    if runs_tests(line):
        line = _OPTION.sub("", line)
    grave = _OUTRIGHT.search(line) or _WORTH.search(line) or (not known and _commands(findings, line))
    destroys = grave or _DESTROYS.search(line)
    part = not known and _takes_part(findings.program, line)
    if not destroys and (known or not (part or _INSISTENTLY.search(line))):
        return
    insists = bool(_INSISTS.search(line))
    if (known and not _said_plainly(line, insists)) or only_looks(line):
        return
    if grave or part:
        base = 52
    elif destroys:
        base = 52 if not known and _ASKED_FIRST.match(line) and not _TRIFLES.search(line) else 40
    else:
        base, insists = 52, False
    precious = bool(_PRECIOUS.search(line))
    findings.tell(
        "unknown.telling-words",
        message=_TASK if findings.program in _TASKS else "",
        base=_TRIFLING
        if trifling
        else min(base + 14 * insists + 8 * precious + 4 * (insists and precious), 70),
        certain=False,
    )


def tells_of_trifles(line: str) -> bool:
    """Whether it is about things so small, or so soon made again, that a word of destruction says little."""
    return _TRIFLES.search(line) is not None
