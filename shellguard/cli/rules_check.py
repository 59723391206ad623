"""`shellguard rules check FILE`: a pack of one's own, read and tried on its examples before it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from shellguard import exit_codes
from shellguard.effects.derive import effects_of
from shellguard.effects.packs.pack_model import Node
from shellguard.effects.packs.packs import Packs, nodes_below, packaged
from shellguard.errors import ShellguardError
from shellguard.own_packs import packs_folder, read_own_pack
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh
from shellguard.settings.model import PolicySettings
from shellguard.terminal_text import printable

ASKS_ABOVE = PolicySettings().allow_up_to
_BOTH_KINDS = 'examples_ask = ["…"], examples_run = ["…"]'


@dataclass(slots=True)
class Checked:
    """What came of one file. `faults` keep it from counting or contradict it; `notes` are worth knowing."""

    file: str
    programs: int = 0
    rules: int = 0
    examples: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def run(files: Sequence[str], *, as_json: bool) -> int:
    """Checks packs; 1 when one has a fault.

    Raises:
        ShellguardError: no file is named.
    """
    if not files:
        raise ShellguardError(
            "no pack is named", hint="shellguard rules check FILE …", exit_code=exit_codes.USAGE
        )
    found = [check(Path(file)) for file in files]
    for one in found:
        if as_json:
            print(json.dumps(asdict(one)))
        else:
            print("\n".join(_said(one)))
    return exit_codes.FAILED if any(one.faults for one in found) else exit_codes.DONE


def check(file: Path) -> Checked:
    """Reads one pack and judges its examples with nothing known of the world; runs nothing."""
    found = Checked(str(file))
    try:
        programs = read_own_pack(file)
    except ShellguardError as error:
        found.faults.append(str(error))
        return found
    packs = packaged().and_own({str(file): programs})
    nodes = list({id(node): node for node in programs.values()}.values())
    found.programs = len(nodes)
    for node in nodes:
        for level in nodes_below(node):
            _check_level(found, level, packs)
    return found


def _check_level(found: Checked, level: Node, packs: Packs) -> None:
    found.rules += len(level.rules)
    found.examples += len(level.examples.ask) + len(level.examples.run)
    for line in level.examples.ask:
        score, _ = _judged(line, packs)
        if score <= ASKS_ABOVE:
            found.faults.append(f"{level.name}: runs without a question ({score}): {line}")
        elif _judged(line, packaged())[0] > ASKS_ABOVE:
            found.notes.append(f"{level.name}: is asked about without this pack too: {line}")
    for line in level.examples.run:
        score, why = _judged(line, packs)
        if score > ASKS_ABOVE:
            found.faults.append(f"{level.name}: is asked about ({score}, {why}): {line}")
    if level.rules and not (level.examples.ask and level.examples.run):
        found.notes.append(f"{level.name}: has no example of each kind: {_BOTH_KINDS}")


def _judged(line: str, packs: Packs) -> tuple[int, str]:
    script = read(line)
    risk = weigh(script, effects_of(script, packs=packs))
    return risk.score, risk.reasoning


def _said(found: Checked) -> Iterator[str]:
    verdict = "has faults" if found.faults else "is fine"
    yield (
        f"{printable(found.file)} {verdict}: {found.programs} programs, {found.rules} rules,"
        f" {found.examples} examples"
    )
    yield from (
        f"  fault: {printable(text, keep=chr(10)).replace(chr(10), chr(10) + '  ')}" for text in found.faults
    )
    yield from (f"  note:  {printable(text)}" for text in found.notes)
    if not found.faults and Path(found.file).resolve().parent != packs_folder().resolve():
        yield f"  It counts once it lies in {printable(str(packs_folder()))}."
