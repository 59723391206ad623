"""What the records hold, field by field: `docs/log-schema.md` is made from here.

The schema grows by addition only: a field keeps its name and meaning, a reader passes over what it does not
know. `SCHEMA` counts up when that can't be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shellguard.audit.record import LONGEST_LINE, SCHEMA

TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "time": str,
    "number": (int, float),
    "count": int,
    "yes or no": bool,
    "list": list,
    "object": dict,
}
ANY = "any fields"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is a path: `facts.targets[].path`. *always*: in every record of the kind."""

    name: str
    type: str
    meaning: str
    always: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record."""

    meaning: str
    fields: tuple[Field, ...] = ()


EVERY = (
    Field("at", "time", "when it was written: UTC, `2026-11-21T03:58:45.123Z`", True),
    Field("n", "count", "its number in the chain, from 0", True),
    Field("kind", "text", "what it is: see below", True),
    Field("hash", "text", "sha256 over the hash before and the digest of this record, 64 hex digits", True),
)
_ID = Field("id", "text", "the line's name, the same in all its records", True)

KINDS: dict[str, Kind] = {
    "decided": Kind(
        "A line was judged. Confirm and deny are on the disk before the person hears of it.",
        (
            _ID,
            Field("line", "text", f"the line without its secrets, at most {LONGEST_LINE} characters", True),
            Field("cut", "count", "characters of it that are not kept"),
            Field("decision", "text", "`allow`, `confirm` or `deny`", True),
            Field("score", "count", "0 to 100", True),
            Field("level", "text", "`safe`, `low`, `medium`, `high` or `critical`", True),
            Field("cwd", "text", "the folder"),
            Field("session", "text", "the shell's session"),
            Field("shell", "text", "the shell and its version"),
            Field("tty", "text", "the terminal"),
            Field("ssh", "text", "where the person came from"),
            Field("pid", "count", "the shell's process"),
            Field("accepted", "text", "how it was accepted: `key`, `paste`, `gate`, `check`, …"),
            Field("settings", "text", "fingerprint of the settings in force, `+` that of own packs"),
            Field("request", "text", "what had been asked for in plain language"),
            Field("by", "text", "what decided, when it was not the score alone"),
            Field("overrides", "text", "what the score alone would have decided, when a pattern let it run"),
            Field("challenge", "text", "how it had to be confirmed: `key` or `phrase`"),
            Field("phrase", "text", "what had to be typed"),
            Field("observed", "text", "what would have been decided, when the mode only observes"),
            Field("source", "text", "what judged: `static`, `model`, `cache`, `fallback`, …", True),
            Field("line_kind", "text", "`sentence` or `misspelt`, when it was no command"),
            Field("confidence", "number", "0 to 1, when it is not 1"),
            Field("reasoning", "text", "one sentence"),
            Field("findings", "list", "the reasons, the heaviest first"),
            Field("findings[].id", "text", "the rule"),
            Field("findings[].message", "text", "one sentence"),
            Field("findings[].score", "count", "what it alone amounts to"),
            Field("findings[].effect", "text", "the kind of effect behind it"),
            Field("findings[].targets", "list", "what it concerns, at most 8"),
            Field("effects", "list", "what the line would do"),
            Field("effects[].rule", "text", "the rule that knows it"),
            Field("effects[].kind", "text", "the kind of effect"),
            Field("effects[].base", "count", "the score that it starts at"),
            Field("effects[].targets", "list", "to what, at most 8"),
            Field("facts", "object", "what was found of the targets"),
            Field("facts.targets", "list", "one for each target that was looked at, at most 8"),
            Field("facts.targets[].path", "text", "where it is"),
            Field("facts.targets[].exists", "yes or no", "whether it is there"),
            Field("facts.targets[].kind", "text", "`file`, `folder`, `link`, `device`, `mount`, `socket`"),
            Field("facts.targets[].files", "count", "how many files it holds"),
            Field("facts.targets[].total_bytes", "count", "their size"),
            Field("facts.targets[].counted_all", "yes or no", "`false`: there are at least so many"),
            Field("facts.targets[].newest", "number", "newest change in it, seconds since the epoch"),
            Field("facts.targets[].recovery", "text", "whether and how it comes back"),
            Field("facts.targets[].reason", "text", "why that is so"),
            Field("facts.targets[].protected", "text", "why it must not be lost"),
            Field("facts.targets[].mount", "text", "a removable or network mount"),
            Field("facts.targets[].resolves_to", "text", "where a link leads"),
            Field("facts.targets[].irreplaceable", "count", "files that nothing brings back"),
            Field("facts.targets[].personal", "count", "of these, a person's own work"),
            Field("facts.surroundings", "object", f"{ANY}: branch, context, and the like"),
            Field("facts.remembered", "list", "what the session had done before"),
            Field("facts.looked_ms", "number", "how long looking took, in milliseconds"),
            Field("alternative", "object", "a safer command that was offered"),
            Field("alternative.command", "text", "the command"),
            Field("alternative.why", "text", "why it is safer"),
            Field("alternative.score", "count", "its own score"),
            Field("model", "text", "the model that was asked"),
            Field("notes", "object", f"{ANY}: what stages wanted to keep"),
            Field("took_ms", "number", "how long judging took, in milliseconds", True),
            Field("salt", "text", "keeps what is forgotten from being guessed; not exported", True),
        ),
    ),
    "answered": Kind(
        "The person was asked and chose; on the disk before the answer counts.",
        (
            _ID,
            Field("answer", "text", "`run`, `no`, `edit`, `safer`; `interrupted`: left with Ctrl-C", True),
            Field("waited_ms", "number", "how long the question stood, in milliseconds", True),
        ),
    ),
    "finished": Kind(
        "The line ended. It is told with the next one: of a shell's last line there is none.",
        (
            _ID,
            Field("status", "count", "exit status", True),
            Field("duration_ms", "number", "how long it ran, in milliseconds", True),
        ),
    ),
    "remembered": Kind(
        "The answer is to hold from now on.",
        (_ID, Field("scope", "text", "where it holds", True), Field("pattern", "text", "the pattern", True)),
    ),
    "marked": Kind(
        "Said afterwards about a judgement (`log review`). The last mark of a line counts.",
        (_ID, Field("mark", "text", "`needless`, `should-ask`, or `none` to take it back", True)),
    ),
    "translated": Kind(
        "A request in plain language.",
        (
            Field("id", "text", "its own name", True),
            Field("request", "text", "what was asked for", True),
            Field("command", "text", "what came of it", True),
            Field("session", "text", "the shell's session", True),
            Field("how", "text", "`marked`, `key`, `sentence`, `repair`, `misspelt` or `ask`"),
            Field("source", "text", "who proposed it: `phrasebook`, `model`, `repair`, `near` or `fallback`"),
            Field("risk", "number", "the proposal's score; 100 where there is none"),
        ),
    ),
    "shell-started": Kind(
        "A shell is guarded from now on.",
        (Field("session", "text", "its session", True), Field("shell", "text", "shell and version", True)),
    ),
    "shell-unguarded": Kind(
        "A shell has loaded the hook and can't be guarded; nothing else of it is recorded.",
        (Field("shell", "text", "shell and version", True), Field("why", "text", "for a person", True)),
    ),
    "shell-ended": Kind("That shell is gone.", (Field("session", "text", "its session", True),)),
    "hook-on": Kind("Guarding goes on in a shell.", (Field("session", "text", "its session", True),)),
    "hook-off": Kind(
        "Guarding was switched off in a shell: what follows there is not recorded.",
        (Field("session", "text", "its session", True),),
    ),
    "hook-event": Kind("Something else that a hook told.", (Field("session", "text", "its session", True),)),
    "gap": Kind(
        "Lines that ran or were asked about while no daemon could record them; their text is not known.",
        (
            Field("session", "text", "its session", True),
            Field("lines", "count", "how many", True),
            Field("since", "time", "when the first was accepted", True),
            Field("until", "time", "when the last was accepted", True),
        ),
    ),
    "daemon-started": Kind("The daemon runs.", (Field("pid", "count", "its process", True),)),
    "daemon-stopped": Kind("The daemon ends.", (Field("pid", "count", "its process", True),)),
    "settings-changed": Kind(
        "Other settings are in force since the line before.",
        (Field("keys", "list", "the names of those that changed", True),),
    ),
    "packs-changed": Kind(
        "Other packs of the person's own are in force since the line before.",
        (Field("packs", "list", "the names of those that count now", True),),
    ),
    "degraded": Kind(
        "From here on something is judged or kept with less than usual; told once, until it is well again.",
        (Field("what", "text", "what is missing, in words", True),),
    ),
    "segment": Kind(
        "The first record of every file.",
        (
            Field("v", "count", "version of this schema", True),
            Field("before", "text", "the hash that the file follows", True),
        ),
    ),
    "clock": Kind(
        "The clock went back.", (Field("back_seconds", "number", "how far, in seconds", True),)
    ),
    "torn": Kind(
        "A crash tore the end of a file; it was cut off.",
        (
            Field("segment", "text", "the file", True),
            Field("bytes", "count", "how much was cut off", True),
            Field("sha256", "text", "digest of it", True),
        ),
    ),
    "pruned": Kind(
        "Old files were dropped.",
        (
            Field("first_kept", "count", "number of the first record that stays", True),
            Field("head", "text", "the hash before it", True),
            Field("segments", "list", "the files", True),
        ),
    ),
    "forgot": Kind(
        "Records were blanked on request.", (Field("records", "list", "their numbers", True),)
    ),
    "forgotten": Kind(
        "A tombstone: what is left of a blanked record.",
        (
            Field("of", "text", "the kind that it was", True),
            Field("body", "text", "digest of what stood here", True),
        ),
    ),
}  # fmt: skip

EXPORTED = (
    Field("v", "count", "version of this schema", True),
    Field("answer", "text", "of the *answered* record"),
    Field("answered_at", "time", "when that was written"),
    Field("waited_ms", "number", "how long the question stood, in milliseconds"),
    Field("status", "count", "of the *finished* record"),
    Field("finished_at", "time", "when that was written"),
    Field("duration_ms", "number", "how long it ran, in milliseconds"),
    Field("also", "list", "further records with the line's id, oldest first"),
)
"""What `log --json` and `log export` add to the *decided* record of a line."""


def faults(record: dict[str, Any]) -> list[str]:
    """Where a record departs from this schema; empty when it does not."""
    kind = KINDS.get(str(record.get("kind")))
    if kind is None:
        return [f"unknown kind {record.get('kind')}"]
    known = {field.name: field for field in (*EVERY, *kind.fields)}
    missing = [f"{name} is missing" for name, one in known.items() if one.always and name not in record]
    return missing + list(_faults_below(record, "", known))


def _faults_below(value: Any, path: str, known: dict[str, Field]) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            place = f"{path}.{name}" if path else name
            field = known.get(place)
            if field is None:
                yield f"{place} is not described"
            elif not isinstance(inner, TYPES[field.type]):
                yield f"{place} is no {field.type}"
            elif not field.meaning.startswith(ANY):
                yield from _faults_below(inner, place, known)
    elif isinstance(value, list):
        for inner in value:
            yield from _faults_below(inner, f"{path}[]", known)


def page() -> str:
    """`docs/log-schema.md`."""
    parts = [_INTRODUCTION.format(version=SCHEMA), "## In every record\n", _table(EVERY)]
    for name, kind in KINDS.items():
        parts += [f"\n## `{name}`\n\n{kind.meaning}\n", _table(kind.fields)]
    parts += ["\n## Exports\n\n" + _EXPORTS, _table(EXPORTED)]
    return "\n".join(parts)


def _table(fields: tuple[Field, ...]) -> str:
    rows = ["| field | type | meaning |", "| --- | --- | --- |"]
    for field in fields:
        name = f"**`{field.name}`**" if field.always else f"`{field.name}`"
        rows.append(f"| {name} | {field.type} | {field.meaning} |")
    return "\n".join(rows) + "\n"


_INTRODUCTION = """\
# The record

Made from `shellguard/audit/schema.py`; version {version}. The schema grows by addition only.

The record lies in the state folder (`~/.local/state/shellguard/audit` on Linux) in files named
`NUMBER-DAY.jsonl`, one JSON object a line, ASCII only, each with the hash that chains it to the one before
(how is said at the top of `shellguard/audit/chain.py`). Only the daemon writes. `shellguard log verify`
checks the chain.

Fields in **bold** are always there; others are left out when they say nothing. Texts are without secrets:
`‹redacted:KIND:HASH›` stands for each, with a keyed hash, so that equal secrets look equal.
"""

_EXPORTS = """\
`shellguard log --json` and `shellguard log export --format jsonl` write one object for each line: its
*decided* record (without `salt`) with these. Events are written as they stand. `--format csv` has the columns
that its first line names; new ones are added at the end.
"""
