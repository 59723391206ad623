"""What surrounds a simple command: rights, machine, folder, and the commands it is piped to and from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from shellguard.effects.code_rules import code_rules
from shellguard.effects.effect import RUNNING, THROWN_AWAY, Effect, EffectKind, Target, TargetKind
from shellguard.effects.names.find_alternatives import ACTIONS, takes_other_names
from shellguard.effects.names.listed_names import listed
from shellguard.effects.names.running_folder import run_by_find, running_folder
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested import fd_search
from shellguard.parsing.nested.carrying import xargs_options
from shellguard.parsing.output.listed import makes_names, passed_on
from shellguard.parsing.records import record
from shellguard.parsing.script import (
    WRITING,
    Connection,
    Hole,
    Nested,
    NestedKind,
    Piece,
    Redirection,
    SimpleCommand,
    Word,
)

_DEVICE = re.compile("/dev/(?!shm/)")


@record
class Context:
    """Where a command stands.

    Attributes:
        privileged: root's rights. host, inside: another machine, a container or another root.
        conditional: it may not happen, or not now.
        cwd: its folder; "" when not known, None when a `cd` led somewhere unknown.
        home: the person's home folder, "" when not known.
        entered: the folder that a `cd` of this line surely entered, as written, "" for none. start: whence.
        upstream, downstream: the commands before and after it in its pipeline.
        around: the nestings around it, outermost first.
        to_file: what it prints goes into a file because of what encloses it.
        feeders: words whose files arrive as operands (`find DIR -exec`, `… | xargs`).
        from_afar: `upstream` runs on another machine, or outside of the container, than the command itself.
        fed: what is redirected into the wrapper around it (`sudo ed f < x`).
        unfed: the wrapper keeps what is piped in for itself, so that nothing answers what the command asks.
    """

    privileged: bool = False
    host: str = ""
    inside: str = ""
    conditional: bool = False
    cwd: str | None = ""
    home: str = ""
    upstream: tuple[SimpleCommand, ...] = ()
    downstream: tuple[SimpleCommand, ...] = ()
    entered: str = ""
    start: str | None = None
    around: tuple[Nested, ...] = ()
    feeders: tuple[Word, ...] = ()
    to_file: bool = False
    from_afar: bool = False
    fed: tuple[Redirection, ...] = ()
    unfed: bool = False

    def within(self, nested: Nested, command: SimpleCommand) -> Context:
        """The context of what stands in `nested`, which belongs to `command`."""
        kind = nested.kind
        elsewhere = nested.host or kind is NestedKind.CONTAINER
        return Context(
            privileged=self.privileged or nested.privileged,
            host=nested.host or self.host,
            inside=self.inside or _container(nested, command),
            conditional=self.conditional or kind is NestedKind.DEFINITION,
            cwd="" if elsewhere else running_folder(nested, command, self.cwd, self.home),
            home="" if nested.host else self.home,
            upstream=self.upstream,
            downstream=self.downstream,
            entered=self.entered,
            start=self.start,
            around=(*self.around, nested),
            feeders=_feeders(command, nested, self.upstream) or self.feeders,
            to_file=self.to_file or writes_file(command),
            from_afar=bool(elsewhere) or self.from_afar,
            fed=(inputs_of(command) or self.fed) if kind in _HANDS_INPUT_ON else (),
            unfed=kind is NestedKind.WRAPPER and (self.unfed or _takes_the_names(nested, command)),
        )

    def piped(self, upstream: tuple[SimpleCommand, ...], downstream: tuple[SimpleCommand, ...]) -> Context:
        """The same between these commands of a pipeline."""
        return Context(
            self.privileged, self.host, self.inside, self.conditional, self.cwd, self.home,
            upstream, downstream, self.entered, self.start, self.around, self.feeders, self.to_file,
            self.from_afar and upstream is self.upstream, self.fed if upstream is self.upstream else (),
            self.unfed and upstream is self.upstream,
        )  # fmt: skip


_OUT_OF_SIGHT = frozenset((NestedKind.FILE, NestedKind.ALIAS, NestedKind.FUNCTION))


def _out_of_sight(command: SimpleCommand, context: Context) -> str:
    """A command as it is written where the line does not show it, "" for one that a person sees anyway."""
    around = context.around
    if not around or around[-1].code is not None or all(one.kind not in _OUT_OF_SIGHT for one in around):
        return ""
    fed = command.connection is Connection.PIPE and context.upstream[-1:]
    return " | ".join(_as_written(one) for one in (*(fed or ()), command))


def _as_written(command: SimpleCommand) -> str:
    """The words of a command; those that one pattern became are written once."""
    return " ".join(source for source, _ in groupby(word.source or word.text for word in command.words))


_FILE_OF_NAMES = re.compile(r"-[0rtpxo]*a|--a")


def _takes_the_names(nested: Nested, command: SimpleCommand) -> bool:
    """Whether `xargs` reads its input itself: what it starts is given /dev/null, or the terminal.

    With a file of names it hands its input on.
    """
    return nested.via == "xargs" and not any(map(_FILE_OF_NAMES.match, xargs_options(command.words)))


_MOUNTS = re.compile(r"-[ditPq]*v|--volume|--mount|--overrides\b")
_MADE_FOR_IT = frozenset(("run", "create", "debug"))
_ENGINES = knowledge("families").names("container_engines") | {"kubectl"}
_REACHING_OUT = re.compile(
    r"--(?:privileged|device|pid|ipc|cap-add|security-opt|userns|rootfs|tmpfs|use-api-socket)\b"
)


def _container(nested: Nested, command: SimpleCommand) -> str:
    """By what it gets into a container, and that this runs already where it was not made for the command."""
    if nested.kind is not NestedKind.CONTAINER:
        return ""
    via = nested.via or "container"
    words = [word.text for word in command.words[1:]]
    made = any(word in _MADE_FOR_IT for word in words[:5])
    if not made or any(map(_MOUNTS.match, words)):
        return f"{via}{RUNNING}"
    alone = command.program in _ENGINES and words[0] == "run" and "--rm" in words
    return f"{via}{THROWN_AWAY}" if alone and not any(map(_REACHING_OUT.match, words)) else via


_HANDS_INPUT_ON = frozenset((NestedKind.WRAPPER, NestedKind.CONTAINER, NestedKind.ALIAS))


def inputs_of(command: SimpleCommand) -> tuple[Redirection, ...]:
    """What is redirected into a command, but for nothing at all."""
    if not command.redirections:
        return ()
    return tuple(
        one
        for one in command.redirections
        if one.operator.startswith("<") and (one.target is None or one.target.text != "/dev/null")
    )


def writes_file(command: SimpleCommand) -> bool:
    """Whether its output is redirected into a file."""
    return bool(command.redirections) and any(
        one.operator in WRITING and one.target is not None and not _DEVICE.match(one.target.text)
        for one in command.redirections
    )


def _feeders(command: SimpleCommand, nested: Nested, upstream: tuple[SimpleCommand, ...]) -> tuple[Word, ...]:
    if nested.kind is not NestedKind.WRAPPER:
        return ()
    if command.program == "find":
        run = run_by_find(nested, command)
        return found_by(command) if not run or any("{}" in word.text for word in run) else ()
    if command.program == "fd":
        return fd_search.searched(command)
    if command.program in ("xargs", "parallel") and upstream:
        return fed_by(upstream)
    return ()


def fed_by(upstream: tuple[SimpleCommand, ...]) -> tuple[Word, ...]:
    """The paths from which a pipeline's names come, as far as they can be told."""
    words = _begun_by(upstream)
    for command in upstream[1:]:
        words = passed_on(command, words)
    return words


def _begun_by(upstream: tuple[SimpleCommand, ...]) -> tuple[Word, ...]:
    first = upstream[0]
    if makes_names(first):
        return ()
    if first.program == "find":
        return found_by(first)
    if first.program == "fd":
        return fd_search.searched(first)
    if first.program == "ls":
        return listed(upstream) or tuple(word for word in first.words[1:] if not word.text.startswith("-"))
    if first.program in ("echo", "printf"):
        return first.words[1:]
    return ()


def find_roots(command: SimpleCommand) -> tuple[Word, ...]:
    """The folders that a `find` goes through."""
    roots = []
    for word in command.words[1:]:
        text = word.text
        if text in ("-H", "-L", "-P"):
            continue
        if text.startswith(("-", "(", "!", ",")):
            break
        roots.append(word)
    return tuple(roots) or (plain_word("."),)


_WORDS = knowledge("generic")
BY_NAME = _WORDS.names("find_by_name")
_BY_OTHERS = _WORDS.names("find_by_others")


# the `find` that was asked about last, and what it hands on: it may run many commands
_last: list[tuple[SimpleCommand | None, tuple[Word, ...]]] = [(None, ())]


def found_by(command: SimpleCommand) -> tuple[Word, ...]:
    """What a `find` hands on: its folders with the names that it looks for, or the folders themselves."""
    before, known = _last[0]  # at once: other threads ask, too
    if before is not command:
        known = _found_by(command)
        _last[0] = (command, known)
    return known


def _found_by(command: SimpleCommand) -> tuple[Word, ...]:
    words = command.words
    if takes_other_names([word.text for word in words[1:]], BY_NAME):
        return find_roots(command)
    names = [
        words[index + 1]
        for index, word in enumerate(words[:-1])
        if word.text in BY_NAME and words[index - 1].text not in ("!", "-not") and not _left_out(words, index)
    ]
    return tuple(joined(root, name) for root in find_roots(command) for name in names) or find_roots(command)


def _left_out(words: tuple[Word, ...], index: int) -> bool:
    """`-path ./x -prune -o …`: what the name at this place fits is passed by.

    Where nothing is said to be done, all that is true is handed on: what is passed by as well.
    """
    behind = [word.text for word in words[index + 2 : index + 4]]
    if behind not in (["-prune", "-o"], ["-prune", "-or"]):
        return False
    return any(word.text.startswith(ACTIONS) for word in words)


def takes_everything(command: SimpleCommand) -> bool:
    """Whether a `find` chooses nothing: no name, no age, no size."""
    return not any(word.text in BY_NAME or word.text in _BY_OTHERS for word in command.words)


def plain_word(text: str) -> Word:
    """A word whose value is known."""
    return Word(text, (Piece(text),))


def joined(folder: Word, name: Word) -> Word:
    """`folder/name`, holes kept."""
    return Word(f"{folder.source}/{name.source}", (*folder.pieces, Piece("/"), *name.pieces), folder.span)


def is_input(word: Word) -> bool:
    """Whether the word stands for what a program reads: the names that `xargs` is given."""
    return any(piece.hole is Hole.INPUT for piece in word.pieces)


def clean(text: str) -> str:
    """Without what would steer a terminal."""
    return "".join(char for char in text if char.isprintable())


@dataclass(slots=True)
class Findings:
    """Effects being gathered for one command."""

    command: SimpleCommand
    context: Context
    program: str
    effects: list[Effect] = field(default_factory=list)
    idle: bool = False  # an option says that nothing happens

    def tell(
        self,
        rule: str,
        targets: tuple[Word, ...] = (),
        *,
        base: int | None = None,
        message: str = "",
        recursive: bool = False,
        force: bool = False,
        certain: bool = True,
        options: dict[str, str] | None = None,
    ) -> None:
        """Adds what `knowledge/rules.toml` says under this id; a base or message given goes before."""
        told = code_rules()[rule]
        self.add(
            told.kind,
            rule,
            told.base if base is None else base,
            message or told.message,
            targets,
            target=told.target,
            recursive=recursive,
            force=force,
            floor=told.floor,
            certain=certain,
            options=options,
        )

    def add(
        self,
        kind: EffectKind,
        rule: str,
        base: int,
        message: str,
        targets: tuple[Word, ...] = (),
        *,
        target: TargetKind = TargetKind.PATH,
        recursive: bool = False,
        force: bool = False,
        floor: int = 0,
        certain: bool = True,
        options: dict[str, str] | None = None,
    ) -> None:
        context = self.context
        self.effects.append(
            Effect(
                kind=kind,
                rule=rule,
                program=self.program,
                message=message,
                base=base,
                targets=tuple(Target(target, word) for word in targets),
                recursive=recursive,
                force=force,
                conditional=context.conditional,
                privileged=context.privileged,
                host=context.host,
                inside=context.inside,
                certain=certain,
                floor=floor,
                cwd=context.cwd,
                span=self.command.span,
                by=_out_of_sight(self.command, context),
                options=options or {},
            )
        )
