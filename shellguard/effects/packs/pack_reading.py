"""Reading program packs: TOML tables into `pack_model.Node`s, each mistake told with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.packs.pack_model import (
    ALWAYS,
    Condition,
    Examples,
    Expression,
    Node,
    Patterns,
    Rule,
)
from shellguard.effects.packs.places import all_places
from shellguard.errors import ShellguardError

_RULE_KEYS = frozenset(
    (
        "rule",
        "kind",
        "base",
        "message",
        "thing",
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
        "into",
        "harmless",
        "fails",
        "reads",
        "writes",
        "executes",
        "runs",
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
        "fed",
        "privileged",
        "word",
        "no_word",
        "no_line",
        "unread",
        "vouched",
        "behind",
        "variable",
    )
)
_MOST = 100
_SELECTOR = re.compile(
    r"(operands|first|second|last|rest|init|none|stdin|value:\S+|here:\S+|in:-[^\s:]+:\S+)$"
)
_RULE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")


class _Pack:
    """One file being read; knows where it stands, for messages.

    `proven`: its expressions are known to be some, so that they can be compiled later.
    """

    def __init__(self, name: str, *, proven: bool = False) -> None:
        self.name = name
        self.proven = proven

    def fail(self, where: str, what: str, hint: str = "") -> ShellguardError:
        return ShellguardError(what, where=f"{self.name}: {where}", hint=hint)

    def keys(self, table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        if not isinstance(table, Mapping):
            raise self.fail(where, "must be a table")
        for key in table:
            if key not in known:
                raise self.fail(where, f"unknown key {key!r}", f"known are {', '.join(sorted(known))}")

    def text(self, table: Mapping[str, Any], key: str, where: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self.fail(where, f"{key!r} must be a text")
        return value

    def truth(self, table: Mapping[str, Any], key: str, where: str) -> bool | None:
        """None where the key is not there."""
        value = table.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.fail(where, f"{key!r} must be true or false")
        return value

    def number(self, table: Mapping[str, Any], key: str, where: str) -> int | None:
        """From 0 to 100; None where the key is not there."""
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
            raise self.fail(where, f"{key!r} must be a number from 0 to {_MOST}")
        return value

    def strings(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(where, f"{key!r} must be a text or a list of texts")
        return tuple(value)

    def regex(self, table: Mapping[str, Any], key: str, where: str) -> Expression | None:
        if key not in table:
            return None
        expression = Expression(table[key])
        try:
            if not self.proven:
                expression.compiled()
            return expression
        except (re.error, TypeError) as error:
            raise self.fail(where, f"{key!r} is no regular expression: {error}") from error

    def flag(self, table: Mapping[str, Any], key: str, where: str) -> bool | frozenset[str]:
        value = table.get(key, False)
        return value if isinstance(value, bool) else frozenset(self.strings(table, key, where))

    def patterns(self, table: Mapping[str, Any], key: str, where: str) -> Patterns | None:
        return patterns_of(self.strings(table, key, where)) if key in table else None

    def by_name(self, table: Mapping[str, Any], key: str, where: str) -> tuple[tuple[str, Patterns], ...]:
        inner = self.tables(table, key, where)
        return tuple((name, patterns_of(self.strings(inner, name, where))) for name in inner)

    def tables(self, table: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
        inner = table.get(key, {})
        if not isinstance(inner, dict):
            raise self.fail(where, f"{key!r} must be a table")
        return inner

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
            place=self.places(table, "place", where),
            not_place=self.places(table, "not_place", where),
            value=self.by_name(table, "value", where),
            least=self.number(table, "least", where) or 0,
            most=self.number(table, "most", where),
            stdin=self.truth(table, "stdin", where),
            fed=self.truth(table, "fed", where),
            privileged=self.truth(table, "privileged", where),
            word=self.regex(table, "word", where),
            no_word=self.regex(table, "no_word", where),
            no_line=self.regex(table, "no_line", where),
            unread=self.truth(table, "unread", where),
            vouched=self.truth(table, "vouched", where),
            behind=self.regex(table, "behind", where),
            variable=self.by_name(table, "variable", where),
        )

    def places(self, table: Mapping[str, Any], key: str, where: str) -> frozenset[str]:
        named = frozenset(self.strings(table, key, where))
        for name in named - all_places().keys():
            raise self.fail(
                where, f"no place is called {name!r}", f"known are {', '.join(sorted(all_places()))}"
            )
        return named

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
        rule = self.text(table, "rule", where)
        if not _RULE_ID.match(rule):
            raise self.fail(where, f"{rule!r} is no rule id", "write family.what-it-does")
        where = f"{where} {rule}"
        try:
            kind = EffectKind(table["kind"])
            target = TargetKind(table.get("target", "path"))
        except ValueError as error:
            raise self.fail(where, str(error)) from error
        return Rule(
            rule=rule,
            kind=kind,
            base=self.number(table, "base", where) or 0,
            message=self.text(table, "message", where),
            thing=self.regex(table, "thing", where),
            floor=self.number(table, "floor", where) or 0,
            targets=self.selectors(table, "targets", where) or ("operands",),
            target=target,
            recursive=self.flag(table, "recursive", where),
            force=self.flag(table, "force", where),
            append=self.flag(table, "append", where),
            when=self.condition(table.get("when", {}), where),
        )

    def node(self, name: str, table: Mapping[str, Any], where: str) -> Node:
        self.keys(table, _NODE_KEYS, where)
        effects = table.get("effect", [])
        if not isinstance(effects, list):
            raise self.fail(where, "'effect' must be a list of tables", "write [[program.effect]]")
        subs: dict[str, Node] = {}
        wild: list[tuple[Expression, Node]] = []
        for sub_name, sub_table in self.tables(table, "sub", where).items():
            node = self.node(sub_name, sub_table, f"{where}.{sub_name}")
            for alias in (sub_name, *self.strings(sub_table, "aliases", where)):
                if "*" in alias:
                    wild.append((_wild([alias]), node))
                else:
                    subs[alias] = node
        return Node(
            name=name,
            what=self.text(table, "what", where),
            value=frozenset(self.strings(table, "value", where)),
            into=frozenset(self.strings(table, "into", where)),
            harmless=frozenset(self.strings(table, "harmless", where)),
            fails=self.regex(table, "fails", where),
            reads=self.selectors(table, "reads", where),
            writes=self.selectors(table, "writes", where),
            executes=frozenset(self.strings(table, "executes", where)),
            runs=self.selectors(table, "runs", where),
            rules=tuple(self.rule(effect, where) for effect in effects),
            subs=subs,
            wild_subs=tuple(wild),
            long=self.truth(table, "long", where) or False,
            keys=self.truth(table, "keys", where) or False,
            names_only=self.truth(table, "names_only", where) or False,
            escapes=self.truth(table, "escapes", where) or False,
            shell_is_ordinary=self.truth(table, "shell_is_ordinary", where) or False,
            examples=self.examples(table, effects, where),
            pack=self.name,
        )

    def examples(self, table: Mapping[str, Any], effects: list[dict[str, Any]], where: str) -> Examples:
        tables = (table, *effects)
        return Examples(
            ask=tuple(line for one in tables for line in self.strings(one, "examples_ask", where)),
            run=tuple(line for one in tables for line in self.strings(one, "examples_run", where)),
        )


def _wild(patterns: list[str]) -> Expression:
    parts = (
        re.escape(pattern)
        .replace(r"\[\*\]", "[*]")
        .replace(r"\[\?\]", "[?]")
        .replace(r"\*", ".*")
        .replace(r"\?", ".")
        for pattern in patterns
    )
    return Expression(f"(?:{'|'.join(parts)})$", re.DOTALL)


def patterns_of(words: tuple[str, ...]) -> Patterns:
    """`*` stands for anything, `?` for one character, `[*]` for a star; a word without them must be equal."""
    wild = [word for word in words if "*" in word or "?" in word]
    return Patterns(frozenset(words) - frozenset(wild), _wild(wild) if wild else None)


def read_pack(name: str, tables: Mapping[str, Any]) -> dict[str, Node]:
    """The programs of one pack, by each of their names. Raises ShellguardError for a mistake in it."""
    found: dict[str, Node] = {}
    for program, table in tables.items():
        names = names_of(name, program, table)
        node = _Pack(name).node(program, table, program)
        found.update(dict.fromkeys(names, node))
    return found


def names_of(pack: str, program: str, table: Any) -> tuple[str, ...]:
    """The names of one program of a pack: its own first, then its aliases."""
    if not isinstance(table, dict):
        raise _Pack(pack).fail(program, "a pack holds one table a program")
    return (program, *_Pack(pack).strings(table, "aliases", program))


def read_program(pack: str, program: str, table: Any) -> Node:
    """One program of a pack that comes with the program, and is tested with it."""
    return _Pack(pack, proven=True).node(program, table, program)
