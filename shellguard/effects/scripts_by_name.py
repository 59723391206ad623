"""Scripts that do what their name says: start scripts of services, and what an interpreter is given."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.context import Findings, plain_word
from shellguard.effects.execution.execution import INTERPRETERS
from shellguard.effects.packs.packs import Packs, is_start_script
from shellguard.effects.programs import apply_pack


def as_service(findings: Findings) -> Findings:
    """`/etc/init.d/NAME stop` as `service NAME stop`, also where a shell is to read it; else the same."""
    command = findings.command
    if is_start_script(command.words[0].text):
        place = 0
    elif findings.program in INTERPRETERS and any(is_start_script(one.text) for one in command.words[1:2]):
        place = 1
    else:
        return findings
    name = plain_word(command.words[place].text.rpartition("/")[2])
    words = (plain_word("service"), name, *command.words[place + 1 :])
    return Findings(replace(command, words=words), findings.context, "service", findings.effects)


def read_named_script(findings: Findings, packs: Packs) -> None:
    """`python manage.py flush` and `python -m celery purge` do what the script does of which a pack tells."""
    words = findings.command.words
    place = next((index for index, word in enumerate(words[1:], 1) if not word.text.startswith("-")), 0)
    if not place or not words[place].known:
        return
    folder, _, name = words[place].text.rpartition("/")
    node = packs.programs.get(name)
    if node is not None and (folder or "." in name or name == "artisan" or words[place - 1].text == "-m"):
        command = replace(findings.command, words=words[place:])
        apply_pack(Findings(command, findings.context, node.name, findings.effects), node)
