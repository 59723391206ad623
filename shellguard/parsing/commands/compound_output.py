"""What groups and loops print, for a shell that reads that or a file that it goes into."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from shellguard.parsing.commands.command_builder import Place
from shellguard.parsing.commands.command_reader import CommandReader
from shellguard.parsing.grammar.syntax import Compound, Listing
from shellguard.parsing.output.flow import Flow, keep_printed
from shellguard.parsing.script import Redirection, SimpleCommand
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.words.values import choices_of

_GROUPS = frozenset(("group", "subshell"))
_MOST = 64  # pipelines, over all turns


class Builder(Protocol):
    """What reads lists into commands."""

    environment: Environment
    commands: list[SimpleCommand]
    pipelines: int
    template: str

    def listing(self, listing: Listing, place: Place) -> str | None: ...


def printed_by_compound(
    builder: Builder,
    reader: CommandReader,
    raw: Compound,
    place: Place,
    redirections: tuple[Redirection, ...],
    printed: str | None,
) -> Flow:
    """What reaches its output; `printed` is by its last list, and what goes into files is remembered."""
    template = builder.template
    if raw.kind not in _GROUPS:
        printed, template = _in_turns(builder, reader, raw, place), ""
    if redirections:
        keep_printed(redirections, printed, builder.environment)
        printed = ""
    return Flow(printed, template=template)


def _in_turns(builder: Builder, reader: CommandReader, raw: Compound, place: Place) -> str | None:
    """The text, for a loop over a few known words; None when not known.

    The body is read once more for each word; its commands stand there already, for all turns.
    """
    if raw.kind != "for" or not raw.name or not raw.words or not raw.parts:  # an unfinished one has no body
        return None
    frame, body = raw.parts[-1]
    words = [word for item in raw.words for word in reader.safe_fields(item.start, item.end)]
    if len(words) * len(body.pipelines) > _MOST or not all(word.known for word in words):
        return None
    own, kept, pipelines = builder.environment, len(builder.commands), builder.pipelines
    builder.environment = own.copy()
    here = replace(place, frames=(*place.frames, frame), capture=True)
    texts = []
    for word in words:
        builder.environment.assign(raw.name, choices_of([word]))
        text = builder.listing(body, here)
        if text is None or builder.environment.stopped:
            break
        texts.append(text)
    del builder.commands[kept:]
    builder.environment, builder.pipelines = own, pipelines
    return "".join(texts) if len(texts) == len(words) else None
