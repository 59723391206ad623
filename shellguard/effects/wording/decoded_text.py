"""What a line decodes or spells in escapes, and puts into a file: it counts as if it stood there plainly."""

from __future__ import annotations

from shellguard.effects.context import Context, writes_file
from shellguard.parsing.output.filters import FILTERS
from shellguard.parsing.output.flow import NO_FLOW, Flow, printed
from shellguard.parsing.script import SimpleCommand

_SPELLING = frozenset(("echo", "printf"))
_LONGEST = 20_000


def decoded_text(command: SimpleCommand, context: Context) -> str:
    """The text that goes into a file, "" where it stands on the line as it is or is not known."""
    last = command.program
    if last not in FILTERS and not (last in _SPELLING and _escaped(command)):
        return ""
    tee = any(word.text == "tee" for one in context.downstream[:1] for word in one.words[:3])
    if not (writes_file(command) or context.to_file or tee):
        return ""
    flow = NO_FLOW
    for one in (*context.upstream, command):
        flow = printed(one, _read(one, flow))
        if flow.text is None or len(flow.text) > _LONGEST:
            return ""
    return flow.text or ""


def _escaped(command: SimpleCommand) -> bool:
    return any("\\" in word.text or "%%" in word.text for word in command.words[1:])


def _read(command: SimpleCommand, piped: Flow) -> Flow:
    """What it reads: a here-document, or what is piped to it."""
    bodies = [one.body for one in command.redirections if one.body is not None]
    return Flow(bodies[-1].value, (), True) if bodies else Flow(piped.text, (), piped is not NO_FLOW)
