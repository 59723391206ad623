"""`shellguard explain LINE`: each step of the judgement in words."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from shellguard import exit_codes
from shellguard.cli.check import current_folder, environment, folder_named
from shellguard.cli.in_process import Judge
from shellguard.cli.terminal import by_level, emphasised, may_color, prose, row_width
from shellguard.effects.effect import Effect
from shellguard.effects.packs.packs import packaged
from shellguard.errors import ShellguardError
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.parsing.script import Nested, Redirection, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.risk.wording import surroundings_in_words
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict
from shellguard.verdict_json import distinct, reasoning, verdict_object

if TYPE_CHECKING:
    from shellguard.settings.model import Settings

MOST = 40
_SAFER = "safer "
_OUTCOMES = {
    Action.ALLOW: "it would run",
    Action.CONFIRM: "it would be asked about",
    Action.DENY: "it would not run",
}
_BECAUSE = {
    "score": "its score",
    "fallback": "a step that could not be done: the cautious answer",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "explain",
        help="say in words how a line is judged",
        description="Says how a line is judged: what was read, what it would do, to what, how bad it is.",
        epilog="example: shellguard explain 'sudo rm -rf /var/log/*'",
    )
    parser.add_argument("line", metavar="LINE", help="the line, as one argument")
    parser.add_argument("--cwd", metavar="DIR", help="judge as if in this folder (default: the current one)")
    parser.add_argument("--parse", action="store_true", help="show only how the line is read, as a tree")
    parser.add_argument("--json", action="store_true", help="print the verdict as one JSON object")
    parser.add_argument(
        "--deep",
        action="store_true",
        help="ask the connected model for careful advice: what to check first, what may go wrong",
    )
    parser.add_argument("--no-model", action="store_true", help="ask no model for a second opinion")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="a setting for this line only"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the explanation; always ends with 0, whatever the verdict."""
    line: str = arguments.line
    cwd = folder_named(arguments.cwd) or current_folder()
    with Judge(arguments.set) as judge:
        verdict = judge.judge(line, cwd, home=os.environ.get("HOME", ""), environment=environment())
        settings = judge.settings(cwd)
    if arguments.parse:
        from shellguard.parsing.tree import draw

        print(
            json.dumps(verdict_object(verdict))
            if arguments.json
            else printable(draw(verdict.script), keep="\n")
        )
        return exit_codes.DONE
    section, said = _second_opinion(arguments, verdict, cwd, settings)
    if arguments.json:
        print(json.dumps({**verdict_object(verdict), **said}))
    else:
        width = row_width(sys.stdout)
        print("\n".join([*explanation(verdict, color=may_color(sys.stdout), width=width), *section]))
    return exit_codes.DONE


def _second_opinion(
    arguments: argparse.Namespace, verdict: Verdict, cwd: str, settings: Settings
) -> tuple[list[str], dict[str, Any]]:
    """The model's section and its part of the object; nothing where no model is connected.

    Raises:
        ShellguardError: --deep, and nobody answers.
    """
    from shellguard.model.allowed import addresses

    color = may_color(sys.stdout)
    if arguments.deep:
        from shellguard.cli import explain_model

        shell = ShellState(cwd=cwd, home=os.environ.get("HOME", ""))
        found = explain_model.deep_advice(verdict, shell, settings)
        return _section("advised", explain_model.deep_in_words(found), color), {"deep": found.as_object()}
    if arguments.no_model or not settings.model.second_opinion or not addresses(settings.model):
        return [], {}
    from shellguard.cli import explain_model

    try:
        opinion = explain_model.opinion(arguments.line, cwd, settings, verdict)
    except ShellguardError as error:
        return _section("second opinion", [f"none: {printable(error.what)}"], color), {"opinion": None}
    return _section("second opinion", list(explain_model.opinion_in_words(opinion)), color), {
        "opinion": opinion
    }


def _section(heading: str, content: list[str], color: bool) -> list[str]:
    return [emphasised(heading, "1", color), *(f"  {text}" for text in content)]


def explanation(verdict: Verdict, *, color: bool = False, width: int | None = None) -> list[str]:
    """The steps, each under its heading; sentences in rows of that width, commands always whole."""
    sections = (
        ("read", list(_read(verdict))),
        ("would do", list(_effects(verdict))),
        ("looked at", list(_facts(verdict))),
        ("weighed", list(_weighed(verdict))),
        ("decided", list(_decided(verdict, color))),
    )
    lines: list[str] = []
    for heading, content in sections:
        lines.append(emphasised(heading, "1", color))
        for text in content[:MOST]:
            whole = heading == "read" or text.startswith(_SAFER)
            lines += prose(f"  {text}", None if whole else width)
        if len(content) > MOST:
            lines.append(f"  … and {len(content) - MOST} more")
    return lines


def _read(verdict: Verdict) -> Iterator[str]:
    for command, around in verdict.script.walk():
        yield "  " * len(around) + _command(command, around)
    yield from _programs(verdict)
    for problem in verdict.script.problems:
        yield f"not read in full: {printable(problem.message)}"
    if not verdict.script.commands:
        yield "no command"
    needs = verdict.script.needs
    variables, names = sorted(needs.variables), sorted(needs.aliases | needs.functions)
    if variables:
        yield f"only your shell knows the value of {printable(', '.join(variables[:MOST]))}"
    if names:
        listed = printable(", ".join(names[:MOST]))
        yield f"only your shell knows whether {listed} {_is(names)} an alias or a function there"


def _programs(verdict: Verdict) -> Iterator[str]:
    """What each program is for, as far as that is known."""
    known = packaged()
    names = dict.fromkeys(command.program for command, _ in verdict.script.walk() if command.words)
    for name in list(names)[:MOST]:
        node = known.of(name)
        if node is not None and node.what:
            yield f"{printable(name)}: {printable(node.what)}"
    for name in known.unknown_programs(verdict.script)[:MOST]:
        yield f"{printable(name)}: not known, so that only its words tell"


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are each"


def _command(command: SimpleCommand, around: tuple[Nested, ...]) -> str:
    words = [_word(word) for word in command.words]
    words = [f"{one.name}={printable(one.value.text)}" for one in command.assignments] + words
    words += [_redirection(one) for one in command.redirections]
    said = f"{command.connection.value} " if command.connection.value and not around else ""
    inside = f"{_place(around[-1])}: " if around else ""
    vanished = [name for word in command.words for name in word.vanished]
    note = f"   ({', '.join(vanished)} is empty here)" if vanished else ""
    defines = f"defines the function {printable(command.definition)}" if command.definition else ""
    return f"{said}{inside}{defines or ' '.join(words)}{printable(note)}"


def _word(word: Word) -> str:
    """A word as it reaches the program; quoted where it would otherwise look like several."""
    text = printable(word.text)
    return shlex.quote(text) if not text or any(one.isspace() or one in "'\";|&" for one in text) else text


def _redirection(one: Redirection) -> str:
    descriptor = "" if one.descriptor is None else str(one.descriptor)
    target = printable(one.target.text) if one.target else ""
    return f"{descriptor}{one.operator}{'' if one.operator.endswith('&') else ' '}{target}"


def _place(nested: Nested) -> str:
    """Where and by what an inner command runs: `by sudo, as root`, `on web1, by ssh`."""
    said = [f"on {printable(nested.host)}"] if nested.host else []
    said.append(f"by {printable(nested.via)}" if nested.via else nested.kind.value)
    if nested.privileged:
        said.append("as root")
    return ", ".join(said)


def _effects(verdict: Verdict) -> Iterator[str]:
    if not verdict.effects:
        yield "nothing that is known to change or reveal anything"
    for effect in verdict.effects:
        yield f"{effect.kind.value}: {printable(effect.message)}{_with_targets(effect)}"
        yield f"    rule {effect.rule}, from {effect.base} of 100{_circumstances(effect)}"


def _with_targets(effect: Effect) -> str:
    shown = [printable(target.text) for target in effect.targets[:5]]
    more = f" and {len(effect.targets) - 5} more" if len(effect.targets) > 5 else ""
    return f": {', '.join(shown)}{more}" if shown else ""


def _circumstances(effect: Effect) -> str:
    found = [
        text
        for text, holds in (
            ("with all below it", effect.recursive),
            ("by force", effect.force),
            ("as root", effect.privileged),
            ("only if it comes to that", effect.conditional),
            ("not certain", not effect.certain),
            (f"on {printable(effect.host)}", bool(effect.host)),
            (f"inside {printable(effect.inside)}", bool(effect.inside)),
        )
        if holds
    ]
    return f" ({', '.join(found)})" if found else ""


def _facts(verdict: Verdict) -> Iterator[str]:
    facts = verdict.facts
    yield from dict.fromkeys(_target(found) for found in distinct(facts))
    yield from map(printable, surroundings_in_words(facts.surroundings))
    for told in (*facts.remembered.values(), *facts.elsewhere.values()):
        yield printable(told)
    if not (facts.targets or facts.surroundings or facts.remembered):
        yield "nothing that mattered" if facts.looked else "nothing: there was nothing to look at"


def _target(found: TargetFacts) -> str:
    said = [printable(found.kind) or "path"] if found.exists else []
    if found.exists is False and not found.reason:
        said.append("does not exist")
    if found.files is not None:
        many = "file" if found.files == 1 else "files"
        said.append(f"{'' if found.counted_all else 'at least '}{found.files} {many}")
    if found.total_bytes is not None:
        said.append(f"{found.total_bytes:,} bytes".replace(",", " "))
    if found.protected:
        said.append(f"protected: {printable(found.protected)}")
    if found.recovery is not Recovery.UNKNOWN:
        said.append(found.recovery.value)
    if found.reason:
        said.append(printable(found.reason))
    return f"{printable(found.path) or 'a target'}: {', '.join(said) or 'not known'}"


def _weighed(verdict: Verdict) -> Iterator[str]:
    for finding in verdict.risk.findings:
        yield f"{finding.score:3}  {printable(finding.message)}   ({finding.id})"
    risk = verdict.risk
    yield f"{risk.score:3}  altogether: {risk.level.value}, {risk.confidence:.0%} sure"


def _decided(verdict: Verdict, color: bool) -> Iterator[str]:
    decision = verdict.decision
    outcome = by_level(decision.action.value, verdict.risk.level.value, color)
    by = _BECAUSE.get(decision.by, printable(decision.by))
    yield f"{outcome}: {_OUTCOMES[decision.action]}, because of {by}"
    yield printable(reasoning(verdict))
    if decision.phrase:
        yield f"to be typed: {printable(decision.phrase)}"
    alternative = verdict.safe_alternative
    if alternative:
        yield f"{_SAFER}(risk {alternative.risk_level}): {printable(alternative.command)}"
        yield f"    {printable(alternative.why)}"
