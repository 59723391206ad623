"""`shellguard log show [ID]`: everything about one line, the judgement step by step."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from shellguard import exit_codes
from shellguard.audit.filters import Filters
from shellguard.audit.marks import KIND, WORDS, marks_of
from shellguard.audit.query import Entry, entries, find
from shellguard.cli.log import output
from shellguard.cli.log.asking import record_folder
from shellguard.cli.log.event_words import event_text
from shellguard.cli.log.rows import outcome
from shellguard.cli.log.times import local, span
from shellguard.errors import ShellguardError
from shellguard.risk.wording import size_of, surroundings_in_words
from shellguard.terminal_text import printable

_STOPPED = Filters(decisions=("confirm", "deny"))
_FAR = 32_503_680_000  # the year 3000: what is later is no time of a file


def run(arguments: argparse.Namespace) -> int:
    """Shows the entry with the id, or with a beginning of one that is like no other; without, the newest."""
    folder = record_folder(arguments)
    found = find(folder, arguments.id) if arguments.id else [*islice(entries(folder, _STOPPED), 1)]
    if not found and not arguments.id:
        raise ShellguardError("no line was asked about or denied yet", hint="`shellguard log` lists what ran")
    if not found:
        raise ShellguardError("no such entry", where=arguments.id, hint="`shellguard log` lists them")
    if len(found) > 1:
        names = ", ".join(printable(str(entry.record.get("id"))) for entry in found)
        raise ShellguardError("several entries begin like this", where=arguments.id, hint=names)
    if arguments.json:
        output.write((json.dumps(found[0].as_json()),), page=False)
    else:
        said = marks_of(folder, str(found[0].record.get("id", "")))
        told = described(found[0], output.Paint(output.coloured()), *said.values())
        output.write(part for line in told for part in _folded(line))
    return exit_codes.DONE


def described(entry: Entry, paint: output.Paint, mark: str = "") -> Iterator[str]:
    """The entry in words, with the mark that it was given afterwards."""
    record = entry.record
    if not entry.is_line:
        yield f"{local(str(record.get('at'))):%Y-%m-%d %H:%M:%S %z}  {event_text(record)}"
        return
    for number, line in enumerate(str(record.get("line", "")).split("\n")):
        yield paint(("  " if number else "$ ") + printable(line, keep="\t"), "bold")
    if record.get("cut"):
        yield paint(f"  ({record['cut']} more characters are not kept)", "dim")
    yield ""
    yield from _where(record)
    yield from _judged(record, paint)
    yield from _ended(entry, paint)
    if mark:
        yield f"  marked afterwards: {WORDS.get(mark, printable(mark))}"
    yield ""
    yield paint(f"record {record.get('n')}  {record.get('hash')}", "dim")


def _where(record: dict[str, Any]) -> Iterator[str]:
    yield _field("when", f"{local(str(record.get('at'))):%Y-%m-%d %H:%M:%S %z}")
    for name, label in (
        ("id", "id"), ("cwd", "folder"), ("shell", "shell"), ("session", "session"), ("tty", "terminal"),
        ("ssh", "from"), ("accepted", "accepted by"), ("request", "asked for"),
    ):  # fmt: skip
        if record.get(name):
            yield _field(label, record[name])


def _judged(record: dict[str, Any], paint: output.Paint) -> Iterator[str]:
    yield ""
    yield paint("what it would do", "bold")
    for effect in record.get("effects", ()):
        targets = ", ".join(str(target) for target in effect.get("targets", ()))
        said = f"{effect.get('kind')} {targets}".strip()
        yield printable(f"  {said}  ({effect.get('rule')}, starts at {effect.get('base')})")
    if not record.get("effects"):
        yield "  nothing that matters"
    facts = record.get("facts", {})
    if facts:
        yield paint("what was found", "bold")
        yield from _targets(facts.get("targets", ()))
        for text in surroundings_in_words(facts.get("surroundings", {})):
            yield printable(f"  {text}")
        for text in facts.get("remembered", ()):
            yield printable(f"  earlier in this session: {text}")
    yield paint("how bad that is", "bold")
    for finding in record.get("findings", ()):
        yield printable(f"  {finding.get('score')!s:>3}  {finding.get('message')}  ({finding.get('id')})")
    sure = f", {record['confidence']:.0%} sure" if isinstance(record.get("confidence"), float) else ""
    yield printable(
        f"  {record.get('score')} of 100, {record.get('level')}{sure}; judged by {record.get('source')}"
    )
    if record.get("reasoning"):
        yield printable(f"  {record['reasoning']}")
    alternative = record.get("alternative")
    if alternative:
        yield paint("safer", "bold")
        yield printable(
            f"  {alternative.get('command')}  ({alternative.get('score')}: {alternative.get('why')})"
        )


def _targets(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    """What was found of each target, the most that was found of each path."""
    said: dict[str, str] = {}
    for target in found:
        path, text = str(target.get("path") or "(no path)"), ", ".join(_details(target))
        if len(text) >= len(said.get(path, "")):
            said[path] = text
    for path, text in said.items():
        yield printable(f"  {path}: {text or 'nothing known'}")


def _details(target: dict[str, Any]) -> Iterator[str]:
    """In words; how it comes back is said by the reason where there is one."""
    if target.get("exists") is False and not target.get("reason"):
        yield "not there"
    if target.get("kind"):
        yield str(target["kind"])
    if isinstance(target.get("files"), int):
        least = "at least " if target.get("counted_all") is False else ""
        yield least + output.count(target["files"], "file")
    if isinstance(target.get("total_bytes"), int):
        yield size_of(target["total_bytes"])
    newest = target.get("newest")
    if isinstance(newest, (int, float)) and 0 < newest < _FAR:
        yield f"changed last {datetime.fromtimestamp(newest):%Y-%m-%d %H:%M}"
    if target.get("protected"):
        yield str(target["protected"])
    if target.get("reason") or target.get("recovery"):
        yield str(target.get("reason") or target["recovery"])
    if target.get("resolves_to"):
        yield f"a link to {target['resolves_to']}"
    if target.get("mount"):
        yield f"on {target['mount']}"


def _folded(line: str) -> list[str]:
    """A line without colours in several where it is longer than the terminal; painted ones are short."""
    return [line] if "\x1b" in line else output.prose(line)


def _ended(entry: Entry, paint: output.Paint) -> Iterator[str]:
    record = entry.record
    yield paint("what came of it", "bold")
    by = f", decided by {record['by']}" if record.get("by") else ""
    if record.get("overrides"):
        by += f" (else: {record['overrides']})"
    yield printable(f"  {outcome(entry)}{by}, after {span(record.get('took_ms'))} of judging")
    if entry.answer is not None:
        waited = entry.answer.get("waited_ms")  # unknown where Ctrl-C ended the question
        yield printable(f"  answered {entry.answered}{f' after {span(waited)}' if waited else ''}")
    for later in entry.more:
        if later.get("kind") == KIND:
            continue  # the last mark counts, and is said below
        yield f"  {event_text(later)}"
    if entry.finish is not None:
        yield f"  ended with status {entry.status} after {span(entry.finish.get('duration_ms'))}"


def _field(label: str, value: object) -> str:
    return f"{label:<12} {printable(str(value))}"
