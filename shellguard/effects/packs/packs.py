"""What is known of programs: the packaged packs, and a person's own joined to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from shellguard.effects.packs.pack_model import Examples, Node
from shellguard.effects.packs.pack_reading import names_of, read_program
from shellguard.effects.packs.program_table import ProgramTable
from shellguard.knowledge import loading
from shellguard.parsing.script import NestedKind, Script

_READ_INSTEAD = frozenset((NestedKind.FUNCTION, NestedKind.ALIAS, NestedKind.FILE))


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
        into=one.into | other.into,
        harmless=one.harmless | other.harmless,
        fails=one.fails or other.fails,
        reads=tuple(dict.fromkeys((*one.reads, *other.reads))),
        writes=tuple(dict.fromkeys((*one.writes, *other.writes))),
        executes=one.executes | other.executes,
        runs=tuple(dict.fromkeys((*one.runs, *other.runs))),
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
    return ProgramTable(loading.packs(), names_of, read_program, joined)


def proved_programs() -> Mapping[str, Node]:
    """The same with those lines: for tests, for pages about the rules, and to learn and calibrate on."""
    packs = {name: loading.read(name) for name in loading.names("programs")}
    return ProgramTable(packs, names_of, read_program, joined)


@cache
def without_pack() -> frozenset[str]:
    """Programs that are known for needing no pack."""
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
            and not is_start_script(command.words[0].text)
            and not (
                command.nested and any(one.known and one.kind in _READ_INSTEAD for one in command.nested)
            )
        )
        return tuple(name for name in names if not self.knows(name))

    def knows(self, program: str) -> bool:
        """Whether a pack tells of it, or it is known for needing none."""
        return program in without_pack() or self.of(program) is not None

    def and_own(self, packs: Mapping[str, Mapping[str, Node]], fingerprint: str = "") -> Packs:
        """These packs joined with further ones, given as `read_pack` gives them, by name."""
        found = dict(self.programs)
        for name in sorted(packs):
            add_programs(found, packs[name])
        return Packs(found, tuple(sorted({*self.own, *packs})), fingerprint)


def is_start_script(program: str) -> bool:
    """Whether it is the script of a service, which starts and stops it (`/etc/init.d/NAME stop`)."""
    if "/" not in program:
        return False
    folder, _, name = program.rpartition("/")
    return bool(name) and folder in loading.load("places")["start-scripts"]["folders"]


@cache
def packaged() -> Packs:
    """The packs that come with the program. Raises ShellguardError for a mistake in one."""
    return Packs(programs())
