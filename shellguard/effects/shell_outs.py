"""What programs with commands of their own are told to hand to a shell: `vifm -c '!…'`, `kak -e '%sh{…}'`."""

from __future__ import annotations

from itertools import islice, pairwise

from shellguard.effects.context import inputs_of
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import NestedKind, SimpleCommand

_TABLE = knowledge("generic", "shell_outs")
_PROGRAMS = _TABLE.names("programs")
_MARKED = _TABLE.pattern("marked")
_SAYS = knowledge("telling").pattern("says")
_MOST = 8
_LONGEST = 2_000


def handed_out(command: SimpleCommand) -> list[str]:
    """The texts behind the marks of such commands, in its words and in what it is given to read."""
    if command.program not in _PROGRAMS or any(one.kind is not NestedKind.CODE for one in command.nested):
        return []
    texts = [after.text for word, after in pairwise(command.words) if not _SAYS.fullmatch(word.text)]
    texts += [one.body.text for one in inputs_of(command) if one.body is not None]
    found = (match for text in texts for match in _MARKED.finditer(text[:_LONGEST]))
    said = (next(filter(None, match.groups()), "") for match in found)
    return [one.strip() for one in islice(said, _MOST)]
