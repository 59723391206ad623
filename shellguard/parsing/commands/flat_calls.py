"""The call of a function of which the body only runs programs, read without a shell of its own.

Such a body changes nothing in the shell: only its parameters are others at each call.
"""

from __future__ import annotations

from shellguard.parsing.commands import plain
from shellguard.parsing.grammar.syntax import Flat, Listing, Pipeline, Statement
from shellguard.parsing.output.flow import NO_FLOW, Flow, output_of
from shellguard.parsing.records import record
from shellguard.parsing.script import Connection, Script, SimpleCommand, Word
from shellguard.parsing.state.environment import Environment

MOST = 16  # commands of such a body
_FRAMES = ("group",)
_PIPES = {"|": Connection.PIPE, "|&": Connection.PIPE_BOTH}
_Joined = tuple[tuple[Connection, Statement], ...]


@record
class FlatBody:
    """Commands that have only words, by pipeline, and the first words of all of them."""

    pipelines: tuple[_Joined, ...]
    names: frozenset[str]


def flat_body(group: Listing | None) -> FlatBody | None:
    """What a function's body holds if that is a group of such commands."""
    pipelines = [_joined(joined, raw) for joined, raw in group.pipelines[:MOST]] if group is not None else []
    if group is None or not all(pipelines) or not 0 < len(group.pipelines) <= MOST:
        return None
    names = frozenset(raw.text[raw.start : raw.middle] for joined in pipelines for _, raw in joined)
    return FlatBody(tuple(pipelines), names)


def _joined(connection: Connection, raw: Pipeline | Flat) -> _Joined:
    """The commands of a pipeline with what stands before each; none where it is more than that."""
    if raw.background or connection is Connection.OR:
        return ()
    if isinstance(raw, Statement):
        return ((connection, raw),) if raw.times == 1 else ()
    if not isinstance(raw, Pipeline) or raw.times > 1:
        return ()
    signs = (connection, *(_PIPES[joint] for joint in raw.joints[1:]))
    found = tuple(
        (sign, one) for sign, one in zip(signs, raw.commands, strict=True) if isinstance(one, Statement)
    )
    return found if len(found) == len(raw.commands) <= MOST else ()


def called(
    source: str, body: FlatBody, origin: int, environment: Environment, words: tuple[Word, ...], capture: bool
) -> tuple[Script, str | None] | None:
    """What the call with these words runs, and what it prints; None where a command does more than that."""
    before, environment.positional = environment.positional, words[1:]
    commands: list[SimpleCommand] = []
    shown: list[str] = []
    known = capture
    try:
        for number, joined in enumerate(body.pipelines, 1):
            flow = NO_FLOW
            for connection, raw in joined:
                command = plain.command(raw, environment, connection, number, _FRAMES, origin)
                if command is None:
                    return None
                commands.append(command)
                if known:
                    printed = output_of(command, flow, environment)
                    flow = Flow(printed.text, printed.words, True, printed.template, printed.file)
            known = known and flow.text is not None
            shown.append(flow.text or "")
    finally:
        environment.positional = before
    return Script(source, tuple(commands)), "".join(shown) if known else None
