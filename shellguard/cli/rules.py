"""`shellguard rules`: what is known of programs and places, rule by rule."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from shellguard import exit_codes
from shellguard.cli import rules_check
from shellguard.effects.rules import RuleEntry, all_rules, rules_of
from shellguard.errors import ShellguardError
from shellguard.own_packs import OwnPacks
from shellguard.terminal_text import printable

_ALIKE = 0.75


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "rules",
        help="list the rules, or show one",
        description="Lists what is known of programs and places: what would happen, where its risk starts."
        " Packs of your own lie in the folder packs/ of the settings; `rules check FILE` tries one.",
        epilog="examples:\n  shellguard rules files.remove-recursive\n  shellguard rules check my-pack.toml",
    )
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="a rule's id, a family (files) or a program (rm), with examples; or check",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="after check: packs of your own to try")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Lists the rules, or tries packs.

    Raises:
        ShellguardError: no rule, family or program has that name; a pack can't be read.
    """
    name: str | None = arguments.name
    if name == "check":
        return rules_check.run(arguments.files, as_json=arguments.json)
    if arguments.files:
        raise ShellguardError(
            "only one name can be looked up", where=printable(arguments.files[0]), exit_code=exit_codes.USAGE
        )
    everything = _with_own()
    rules = [one for one in everything if name is None or _is_about(one, name)]
    if not rules and name is not None:
        near = get_close_matches(name, {one.id for one in everything}, 1, _ALIKE)
        hint = f"did you mean {near[0]}?" if near else "shellguard rules lists them all"
        raise ShellguardError(f"there is no rule {printable(name)}", hint=hint)
    for rule in rules:
        print(json.dumps(_as_object(rule)) if arguments.json else _line(rule))
    if name is not None and not arguments.json:
        for text in _examples(rules):
            print(text)
    return exit_codes.DONE


def _with_own() -> tuple[RuleEntry, ...]:
    """All rules, those of the person's own packs with them; a faulty pack is told and left out."""
    own = OwnPacks()
    packs = own.current()
    for error in own.errors:
        print(f"shellguard: {printable(str(error), keep=chr(10))}", file=sys.stderr)
    return rules_of(packs) if packs.own else all_rules()


def _is_about(rule: RuleEntry, name: str) -> bool:
    return name in (rule.id, rule.family, rule.about, rule.about.split(" ")[0])


def _as_object(rule: RuleEntry) -> dict[str, Any]:
    return {
        "id": rule.id,
        "about": rule.about,
        "kind": rule.kind.value,
        "base": rule.base,
        "message": rule.message,
        "asks": list(rule.examples.ask),
        "runs": list(rule.examples.run),
    }


def _line(rule: RuleEntry) -> str:
    return f"{rule.base:3}  {rule.id}  {printable(rule.about)}: {printable(rule.message)}"


def _examples(rules: Sequence[RuleEntry]) -> Iterator[str]:
    for line in dict.fromkeys(line for rule in rules for line in rule.examples.ask):
        yield f"     asks:  {printable(line)}"
    for line in dict.fromkeys(line for rule in rules for line in rule.examples.run):
        yield f"     runs:  {printable(line)}"
