"""The entry of this stage: a line and what is known of its shell become a `Script`."""

from __future__ import annotations

from shellguard.parsing.commands.builder import Builder
from shellguard.parsing.commands.command_builder import Place
from shellguard.parsing.commands.expansion import Reading
from shellguard.parsing.context import Context, OutOfBudgetError
from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.crude import crude_commands
from shellguard.parsing.grammar.other_language import is_call
from shellguard.parsing.grammar.problems import problem_of
from shellguard.parsing.grammar.syntax import (
    BrokenError,
    Listing,
    OpenTextError,
    TooDeepError,
    UnfinishedError,
)
from shellguard.parsing.readers.second import disagreement, warm_second
from shellguard.parsing.script import Problem, ProblemKind, Script, Span
from shellguard.parsing.shell_state import NOTHING_KNOWN, NOTHING_SUPPLIED, ShellState, Supplied
from shellguard.parsing.state.environment import Environment

MAX_LENGTH = 65_536
MAX_BROKEN_LINES = 16


def read(text: str, shell: ShellState = NOTHING_KNOWN, supplied: Supplied = NOTHING_SUPPLIED) -> Script:
    """What the line says, as bash would take it.

    Total: any text gives a `Script`, in time bounded by its length; what could not be read is a `Problem`.
    `needs` names what the shell or the file system would have to say to read it fully.
    """
    problems: list[Problem] = []
    if "\0" in text:
        problems.append(Problem(ProblemKind.NUL, "the line holds a NUL"))
        text = text.replace("\0", "")
    if len(text) > MAX_LENGTH:
        problems.append(Problem(ProblemKind.TOO_LONG, f"the line has {len(text)} characters"))
        return Script(text, tuple(crude_commands(text)), tuple(problems))
    if is_call(text, shell):
        problems.append(Problem(ProblemKind.REFUSED, "it is no shell's language: bash runs nothing of it"))
        return Script(text, (), tuple(problems))
    context = Context(shell, supplied, text)
    script = _read(text, context, problems)
    if context.stops and context.recursed:  # what was passed over may be reached by what runs itself
        problems.clear()
        context = Context(shell, supplied, text, settled=False)
        script = _read(text, context, problems)
    differing = disagreement(script)
    if differing is not None and context.stops:  # they see what is not reached, too
        differing = disagreement(_read(text, Context(shell, supplied, text, settled=False), []))
    found = script.problems if differing is None else (*script.problems, differing)
    return Script(script.text, script.commands, found, context.needs())


def warm() -> None:
    """Load the tables and the second reader now (50 ms), so that the first line does not wait for them."""
    warm_second()
    read("sudo true | cat; python3 -c 1; awk 1 # '")


def _parsed(grammar: Grammar, listing: Listing, problems: list[Problem]) -> list[tuple[int, int]]:
    """Parse the text into `listing`; the stretches that are no grammar.

    Like an interactive bash, reading goes on in the line after a broken one.
    """
    size = grammar.size
    crude: list[tuple[int, int]] = []
    for _ in range(MAX_BROKEN_LINES):
        try:
            grammar.whole(listing)
            return crude
        except UnfinishedError as fault:
            if grammar.waiting:  # whatever else is open, the body of a here-document comes first
                fault = OpenTextError(fault.message, fault.place)
            if not crude:  # after a broken line nobody waits for more
                problems.append(problem_of(fault, size))
            return crude
        except BrokenError as fault:
            problems.append(problem_of(fault, size))
            place = min(fault.place, size)
            newline = grammar.text.find("\n", place)
            if isinstance(fault, TooDeepError) or newline < 0:
                return [*crude, (place, size)]
            crude.append((place, newline))
            grammar.restart(newline + 1)
        except RecursionError:
            problems.append(Problem(ProblemKind.TOO_DEEP, "too many brackets inside each other"))
            return [(0, size)]
    return [*crude, (grammar.pos, size)]


def _read(text: str, context: Context, problems: list[Problem]) -> Script:
    reading = Reading(context)
    grammar = Grammar(text, extglob=reading.extglob)
    listing = Listing()
    crude = _parsed(grammar, listing, problems)
    builder = Builder(reading, grammar, Environment(context))
    try:
        builder.listing(listing, Place())
    except (OutOfBudgetError, RecursionError):
        problems.append(Problem(ProblemKind.TOO_DEEP, "the line costs too much to read", Span(0, len(text))))
        crude = [(0, len(text))]
    except BrokenError as fault:
        problems.append(problem_of(fault, len(text)))
        crude = [(0, len(text))]
    for start, end in crude:
        builder.commands.extend(crude_commands(text[start:end], start))
    return Script(text, tuple(builder.commands), tuple(problems))
