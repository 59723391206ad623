"""Files whose text a command runs: what its pack says it takes commands from, and scripts of interpreters."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from shellguard.effects.packs.arguments import sort_words
from shellguard.effects.packs.pack_model import Node
from shellguard.effects.packs.packs import packaged
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand, Word

_WORDS = knowledge("generic")
_OPTIONS = _WORDS.by_name("code_file_options")
_RUNNERS = _WORDS.names("code_runners")
_CLIENTS = _WORDS.names("database_clients")
_READ_THEMSELVES = _WORDS.names("given_is_read")
_NAMES_KEPT = 1024


@lru_cache(maxsize=_NAMES_KEPT)
def may_take_commands(program: str) -> bool:
    """Whether a program may be told to take commands from a file.

    It's asked of one program at a time: to read the packs of all takes longer than a person's line may.
    """
    if program in _CLIENTS or program in _READ_THEMSELVES:
        return False
    node = packaged().of(program)
    return program in _OPTIONS or program in _RUNNERS or (node is not None and _may_run(node))


def _may_run(node: Node) -> bool:
    return bool(node.runs) or any(
        _may_run(one) for one in (*node.subs.values(), *dict(node.wild_subs).values())
    )


def scripts_of(command: SimpleCommand) -> tuple[Word, ...]:
    """The files of code of an interpreter by another name: `java -jar X`, `awk -f X`, `go run X`."""
    program, words = command.program, command.words
    options = _OPTIONS.get(program, ())
    files = [after for word, after in pairwise(words) if word.text in options]
    if program in _RUNNERS:
        given = [word for word in words[1:] if not word.text.startswith("-")]
        files += given[1:2] if given and given[0].text == "run" else given[:1]
    return tuple(files)


def code_files(command: SimpleCommand) -> tuple[Word, ...]:
    """These, and the files that a program of any kind takes its commands from: `tmux source-file X`.

    Statements for a database are data: who loads a dump wants what stands in it.
    """
    if not may_take_commands(command.program):
        return ()
    node = packaged().of(command.program)
    if node is None:
        return scripts_of(command)
    arguments = sort_words(node, command.words[1:])
    if any(arguments.excuses(level.harmless) for level in arguments.path):
        return ()
    told = (word for level in arguments.path for one in level.runs for word in arguments.selected(one))
    return tuple(dict.fromkeys((*scripts_of(command), *told)))
