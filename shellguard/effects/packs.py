"""Reading program packs: TOML into `model.Node`s, each mistake told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.pack_model import ALWAYS, Condition, Examples, Node, Patterns, Rule
from shellguard.effects.program_table import ProgramTable
from shellguard.errors import ShellguardError
from shellguard.knowledge import loading
from shellguard.parsing.script import NestedKind, Script

_RULE_KEYS = frozenset(
    (
        "rule",
        "kind",
        "base",
        "message",
        "floor",
        "targets",
        "target",
        "recursive",
        "force",
        "append",
        "when",
        "examples_ask",
        "examples_run",
    )
)
_NODE_KEYS = frozenset(
    (
        "what",
        "aliases",
        "value",
        "harmless",
        "reads",
        "writes",
        "executes",
        "effect",
        "sub",
        "long",
        "keys",
        "names_only",
        "escapes",
        "shell_is_ordinary",
        "examples_ask",
        "examples_run",
    )
)
_WHEN_KEYS = frozenset(
    (
        "option",
        "every",
        "without",
        "operand",
        "no_operand",
        "first",
        "place",
        "not_place",
        "value",
        "least",
        "most",
        "stdin",
        "privileged",
        "word",
        "no_word",
        "no_line",
        "variable",
    )
)
_READ_INSTEAD = frozenset((NestedKind.FUNCTION, NestedKind.ALIAS, NestedKind.FILE))
_SELECTOR = re.compile(r"(operands|first|second|last|rest|init|none|stdin|value:\S+)$")
_RULE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")


class _Pack:
    """One file being read; knows where it stands, for messages."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fail(self, where: str, what: str, hint: str = "") -> ShellguardError:
        return ShellguardError(what, where=f"{self.name}: {where}", hint=hint)

    def keys(self, table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        if not isinstance(table, Mapping):
            raise self.fail(where, "must be a table")
        for key in table:
            if key not in known:
                raise self.fail(where, f"unknown key {key!r}", f"known are {', '.join(sorted(known))}")

    def strings(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(where, f"{key!r} must be a text or a list of texts")
        return tuple(value)

    def regex(self, table: Mapping[str, Any], key: str, where: str) -> re.Pattern[str] | None:
        if key not in table:
            return None
        try:
            return re.compile(table[key])
        except (re.error, TypeError) as error:
            raise self.fail(where, f"{key!r} is no regular expression: {error}") from error

    def flag(self, table: Mapping[str, Any], key: str, where: str) -> bool | frozenset[str]:
        value = table.get(key, False)
        return value if isinstance(value, bool) else frozenset(self.strings(table, key, where))

    def patterns(self, table: Mapping[str, Any], key: str, where: str) -> Patterns | None:
        return patterns_of(self.strings(table, key, where)) if key in table else None

    def by_name(self, table: Mapping[str, Any], key: str, where: str) -> tuple[tuple[str, Patterns], ...]:
        inner = table.get(key, {})
        if not isinstance(inner, dict):
            raise self.fail(where, f"{key!r} must be a table")
        return tuple((name, patterns_of(self.strings(inner, name, where))) for name in inner)

    def condition(self, table: Mapping[str, Any], where: str) -> Condition:
        if not table:
            return ALWAYS
        self.keys(table, _WHEN_KEYS, where)
        return Condition(
            option=self.patterns(table, "option", where),
            every=self.strings(table, "every", where),
            without=self.patterns(table, "without", where),
            operand=self.patterns(table, "operand", where),
            no_operand=self.patterns(table, "no_operand", where),
            first=self.patterns(table, "first", where),
            place=frozenset(self.strings(table, "place", where)),
            not_place=frozenset(self.strings(table, "not_place", where)),
            value=self.by_name(table, "value", where),
            least=int(table.get("least", 0)),
            most=table.get("most"),
            stdin=table.get("stdin"),
            privileged=table.get("privileged"),
            word=self.regex(table, "word", where),
            no_word=self.regex(table, "no_word", where),
            no_line=self.regex(table, "no_line", where),
            variable=self.by_name(table, "variable", where),
        )

    def selectors(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        found = self.strings(table, key, where)
        for selector in found:
            if not _SELECTOR.match(selector):
                raise self.fail(where, f"unknown selector {selector!r} in {key!r}")
        return found

    def rule(self, table: Mapping[str, Any], where: str) -> Rule:
        self.keys(table, _RULE_KEYS, where)
        for key in ("rule", "kind", "base", "message"):
            if key not in table:
                raise self.fail(where, f"a rule needs {key!r}")
        if not _RULE_ID.match(table["rule"]):
            raise self.fail(where, f"{table['rule']!r} is no rule id", "write family.what-it-does")
        try:
            kind = EffectKind(table["kind"])
            target = TargetKind(table.get("target", "path"))
        except ValueError as error:
            raise self.fail(f"{where} {table['rule']}", str(error)) from error
        base = table["base"]
        if not isinstance(base, int) or not 0 <= base <= 100:
            raise self.fail(f"{where} {table['rule']}", "'base' must be a number from 0 to 100")
        return Rule(
            rule=table["rule"],
            kind=kind,
            base=base,
            message=table["message"],
            floor=int(table.get("floor", 0)),
            targets=self.selectors(table, "targets", where) or ("operands",),
            target=target,
            recursive=self.flag(table, "recursive", where),
            force=self.flag(table, "force", where),
            append=self.flag(table, "append", where),
            when=self.condition(table.get("when", {}), f"{where} {table['rule']}"),
        )

    def node(self, name: str, table: Mapping[str, Any], where: str) -> Node:
        self.keys(table, _NODE_KEYS, where)
        effects = table.get("effect", [])
        subs: dict[str, Node] = {}
        wild: list[tuple[re.Pattern[str], Node]] = []
        for sub_name, sub_table in table.get("sub", {}).items():
            node = self.node(sub_name, sub_table, f"{where}.{sub_name}")
            for alias in (sub_name, *self.strings(sub_table, "aliases", where)):
                if "*" in alias:
                    wild.append((_wild([alias]), node))
                else:
                    subs[alias] = node
        return Node(
            name=name,
            what=str(table.get("what", "")),
            value=frozenset(self.strings(table, "value", where)),
            harmless=frozenset(self.strings(table, "harmless", where)),
            reads=self.selectors(table, "reads", where),
            writes=self.selectors(table, "writes", where),
            executes=frozenset(self.strings(table, "executes", where)),
            rules=tuple(self.rule(effect, where) for effect in effects),
            subs=subs,
            wild_subs=tuple(wild),
            long=bool(table.get("long", False)),
            keys=bool(table.get("keys", False)),
            names_only=bool(table.get("names_only", False)),
            escapes=bool(table.get("escapes", False)),
            shell_is_ordinary=bool(table.get("shell_is_ordinary", False)),
            examples=self.examples(table, effects, where),
            pack=self.name,
        )

    def examples(self, table: Mapping[str, Any], effects: list[dict[str, Any]], where: str) -> Examples:
        tables = (table, *effects)
        return Examples(
            ask=tuple(line for one in tables for line in self.strings(one, "examples_ask", where)),
            run=tuple(line for one in tables for line in self.strings(one, "examples_run", where)),
        )


def _wild(patterns: list[str]) -> re.Pattern[str]:
    parts = (
        re.escape(pattern)
        .replace(r"\[\*\]", "[*]")
        .replace(r"\[\?\]", "[?]")
        .replace(r"\*", ".*")
        .replace(r"\?", ".")
        for pattern in patterns
    )
    return re.compile(f"(?:{'|'.join(parts)})$", re.DOTALL)


def patterns_of(words: tuple[str, ...]) -> Patterns:
    """`*` stands for anything, `?` for one character, `[*]` for a star; a word without them must be equal."""
    wild = [word for word in words if "*" in word or "?" in word]
    return Patterns(frozenset(words) - frozenset(wild), _wild(wild) if wild else None)


def read_pack(name: str, tables: Mapping[str, Any]) -> dict[str, Node]:
    """The programs of one pack, by each of their names. Raises ShellguardError for a mistake in it."""
    found: dict[str, Node] = {}
    for program, table in tables.items():
        names = _names(name, program, table)
        node = _read(name, program, table)
        found.update(dict.fromkeys(names, node))
    return found


def _names(pack: str, program: str, table: Any) -> tuple[str, ...]:
    if not isinstance(table, dict):
        raise _Pack(pack).fail(program, "a pack holds one table a program")
    return (program, *_Pack(pack).strings(table, "aliases", program))


def _read(pack: str, program: str, table: Any) -> Node:
    return _Pack(pack).node(program, table, program)


def nodes_below(node: Node) -> Iterator[Node]:
    """The node and all its subcommands, each once."""
    yield node
    seen: set[int] = set()
    for sub in (*node.subs.values(), *(wild for _, wild in node.wild_subs)):
        if id(sub) not in seen:
            seen.add(id(sub))
            yield from nodes_below(sub)


def joined(one: Node, other: Node) -> Node:
    """What two packs say of the same program: options and rules of both, subcommands joined likewise."""
    subs = dict(one.subs)
    for name, sub in other.subs.items():
        subs[name] = joined(subs[name], sub) if name in subs else sub
    return replace(
        one,
        what=one.what or other.what,
        value=one.value | other.value,
        harmless=one.harmless | other.harmless,
        reads=tuple(dict.fromkeys((*one.reads, *other.reads))),
        writes=tuple(dict.fromkeys((*one.writes, *other.writes))),
        executes=one.executes | other.executes,
        rules=tuple(dict.fromkeys((*one.rules, *other.rules))),
        subs=subs,
        wild_subs=(*one.wild_subs, *other.wild_subs),
        long=one.long or other.long,
        keys=one.keys or other.keys,
        names_only=one.names_only or other.names_only,
        escapes=one.escapes or other.escapes,
        shell_is_ordinary=one.shell_is_ordinary or other.shell_is_ordinary,
        examples=Examples(one.examples.ask + other.examples.ask, one.examples.run + other.examples.run),
    )


def add_programs(found: dict[str, Node], more: Mapping[str, Node]) -> None:
    """Joins the programs of a further pack to those found so far; a pack adds, it takes nothing away."""
    together: dict[tuple[int, int], Node] = {}
    for alias, node in more.items():
        before = found.get(alias)
        if before is None:
            found[alias] = node
        elif before is not node:
            key = (id(before), id(node))
            found[alias] = together.setdefault(key, joined(before, node))


@cache
def programs() -> Mapping[str, Node]:
    """All packaged programs by name, without the lines that prove them.

    Looking one up raises ShellguardError for a mistake in its pack.
    """
    return ProgramTable(loading.packs(), _names, _read, joined)


def proved_programs() -> Mapping[str, Node]:
    """The same with those lines: for tests, for pages about the rules, and to learn and calibrate on."""
    packs = {name: loading.read(name) for name in loading.names("programs")}
    return ProgramTable(packs, _names, _read, joined)


@cache
def _without_pack() -> frozenset[str]:
    return frozenset(name for names in loading.load("harmless").values() for name in names)


@dataclass(frozen=True, slots=True, eq=False)
class Packs:
    """What is known of programs: the packaged packs, and a person's own joined to them.

    Attributes:
        own: names of the person's packs, sorted.
        fingerprint: changes with any of the person's packs; "" where there is none.
    """

    programs: Mapping[str, Node]
    own: tuple[str, ...] = ()
    fingerprint: str = ""

    def of(self, program: str) -> Node | None:
        """What is known of a program; `mkfs.ext4` and `python3.11` count as their family."""
        node = self.programs.get(program)
        if node is None and "." in program:
            family = f"{program.split('.', 1)[0]}.*"
            node = self.programs.get(family) or self.programs.get(program.rstrip("0123456789."))
        return node

    def unknown_programs(self, script: Script) -> tuple[str, ...]:
        """Names of programs of a line, nested ones too, of which nothing is known; each once, in order.

        A function, an alias or a script file whose text was read is known by what stands in it; some programs
        are known for needing no pack.
        """
        names = dict.fromkeys(
            command.program
            for command, _ in script.walk()
            if command.words
            and not command.definition
            and not (
                command.nested and any(one.known and one.kind in _READ_INSTEAD for one in command.nested)
            )
        )
        return tuple(name for name in names if not self.knows(name))

    def knows(self, program: str) -> bool:
        """Whether a pack tells of it, or it is known for needing none."""
        return program in _without_pack() or self.of(program) is not None

    def and_own(self, packs: Mapping[str, Mapping[str, Node]], fingerprint: str = "") -> Packs:
        """These packs joined with further ones, given as `read_pack` gives them, by name."""
        found = dict(self.programs)
        for name in sorted(packs):
            add_programs(found, packs[name])
        return Packs(found, tuple(sorted({*self.own, *packs})), fingerprint)


@cache
def packaged() -> Packs:
    """The packs that come with the program. Raises ShellguardError for a mistake in one."""
    return Packs(programs())
