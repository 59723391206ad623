"""`shellguard log suggest`: what is always approved becomes narrow rules, to paste or to add."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

import tomli_w

from shellguard import exit_codes
from shellguard.audit.marks import marks_of
from shellguard.audit.query import Entry
from shellguard.audit.suggestions import Approval, Experience, experience
from shellguard.cli.log import output
from shellguard.cli.log.asking import chosen_entries, record_folder
from shellguard.cli.log.rejudging import Grounds, in_force, is_whole, judged_anew, meant
from shellguard.cli.try_patterns import narrowest
from shellguard.daemon.settings_watch import with_allowed
from shellguard.errors import ShellguardError
from shellguard.policy.decision import Action
from shellguard.settings.edit import add_pattern
from shellguard.settings.folder_rules import EVERYWHERE, FolderRule, add_folder_rule, folder_rules_file
from shellguard.settings.load import user_file
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable

_LIST = "policy.always_allow"
_LINES = 100_000
_MOST_REFUSED = 200
_NOTHING = "nothing to suggest: no question was answered with yes each time, often enough"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule: patterns that let exactly this line through, in a folder, until the last day; None for ever."""

    line: str
    patterns: tuple[str, ...]
    folder: str
    approved: int
    until: date | None


def run(arguments: argparse.Namespace) -> int:
    """Prints suggestions as TOML; with `--apply` asks about each and adds it to the settings.

    Raises:
        ShellguardError: `--apply` without a terminal to ask on.
    """
    if arguments.apply and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ShellguardError("--apply asks about each rule, and there is no terminal to ask on")
    # what matches the filters is all that is looked at: `--since 30d` forgets an old refusal
    chosen = chosen_entries(arguments, most=_LINES)
    until = date.today() + timedelta(days=arguments.days) if arguments.days else None
    found = suggestions(
        experience(chosen, marks_of(record_folder(arguments)), arguments.at_least), in_force(), until
    )
    if arguments.apply:
        return _apply(list(found))
    if arguments.json:
        output.write((json.dumps(asdict(one), default=str) for one in found), page=False)
    else:
        output.write(_toml(list(found)))
    return exit_codes.DONE


def suggestions(known: Experience, grounds: Grounds, until: date | None) -> Iterator[Suggestion]:
    """Rules that would let through what is still asked about, and nothing that was refused."""
    for approval in known.approved:
        entry = approval.newest
        if not is_whole(entry):
            continue
        verdict = judged_anew(entry, grounds)
        cwd = str(entry.record.get("cwd", ""))
        policy = grounds.settings(cwd).policy
        # a pattern without a star outranks every threshold: none for what has to be typed, or never runs
        if meant(verdict) is not Action.CONFIRM or verdict.risk.score >= policy.phrase_from:
            continue
        patterns = narrowest(verdict, policy)
        if not patterns or _lets_through_refused(patterns, known.refused, grounds):
            continue
        yield Suggestion(approval.line, patterns, _scope(approval), approval.times, until)


def _scope(approval: Approval) -> str:
    """The one folder where a line was approved; everywhere when there were several."""
    (folder, *others) = approval.folders
    return EVERYWHERE if others or not folder.startswith("/") else folder


def _lets_through_refused(patterns: tuple[str, ...], refused: list[Entry], grounds: Grounds) -> bool:
    def with_rule(cwd: str) -> Settings:
        return with_allowed(grounds.settings(cwd), patterns)

    wider = replace(grounds, settings=with_rule)
    return any(
        is_whole(entry)
        and meant(judged_anew(entry, wider)) is Action.ALLOW
        and meant(judged_anew(entry, grounds)) is not Action.ALLOW
        for entry in refused[:_MOST_REFUSED]
    )


def _toml(found: list[Suggestion]) -> Iterator[str]:
    if not found:
        yield f"# {_NOTHING}"
        return
    always = [one for one in found if one.folder == EVERYWHERE and one.until is None]
    if always:
        yield f"# for {user_file()} (add to the list where it is there already)"
        yield "[policy]"
        yield from _list(always)
    others = [one for one in found if one not in always]
    if others:
        yield from ("",) if always else ()
        yield f"# for {folder_rules_file()}"
    for folder in dict.fromkeys(one.folder for one in others):
        yield tomli_w.dumps({folder: {"always_allow": []}}).split("\n", 1)[0]
        yield from _list([one for one in others if one.folder == folder])


def _list(found: list[Suggestion]) -> Iterator[str]:
    yield "always_allow = ["
    for one in found:
        yield f"  # approved {one.approved} of {one.approved} times"
        for pattern in one.patterns:
            yield f"  {_as_toml(FolderRule(pattern, one.until))},"
    yield "]"


def _as_toml(rule: FolderRule) -> str:
    pattern = tomli_w.dumps({"x": rule.pattern}).removeprefix("x = ").rstrip()
    return pattern if rule.until is None else f"{{ pattern = {pattern}, until = {rule.until} }}"


def _apply(found: list[Suggestion]) -> int:
    if not found:
        print(_NOTHING)
    for one in found:
        where = "everywhere" if one.folder == EVERYWHERE else f"in {printable(one.folder)} and below"
        if one.until is not None:
            where += f" until {one.until}"
        print(f"\n  {printable(one.line)}\n  approved {one.approved} of {one.approved} times")
        for pattern in one.patterns:
            print(f"  rule: {printable(pattern)}")
        if input(f"  not ask again {where}? [y/N] ").strip().lower() not in ("y", "yes"):
            continue
        for pattern in one.patterns:
            if one.folder == EVERYWHERE and one.until is None:
                file = add_pattern(_LIST, pattern)
            else:
                file = add_folder_rule(one.folder, pattern, one.until)
        print(f"  added to {file}")
    return exit_codes.DONE
