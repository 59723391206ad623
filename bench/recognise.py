"""How often a command is taken for plain language or called misspelt, and how many requests are recognised.

    python -m bench.recognise COMMANDS.jsonl... --requests REQUESTS.jsonl [--split dev] [--show 20]

Commands are objects with `cmd`, requests objects with `nl`, one a line; both may have a `split`. A request
is counted as it stands and with a small first letter: then more of them begin with a command's name. What
exists is what PATH and the packaged knowledge name.
"""

from __future__ import annotations

import argparse
import json
import math
import os
from collections import Counter
from collections.abc import Iterator

from shellguard.effects.packs.packs import programs
from shellguard.facts.machine.executables import listed
from shellguard.recognising.recognise import Kind, first_word, recognise, shell_words


def texts(file: str, key: str, split: str) -> Iterator[str]:
    with open(file, encoding="utf-8") as lines:  # noqa: PTH123
        for line in lines:
            found = json.loads(line)
            if not split or found.get("split") == split:
                yield found[key]


def interval(hits: int, of: int) -> str:
    """Wilson's interval of 95 in 100, in per mille."""
    if not of:
        return "-"
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{1000 * p:.1f} of 1 000 ({1000 * (middle - reach):.1f}-{1000 * (middle + reach):.1f}, n = {of})"


class World:
    """What exists here."""

    def __init__(self) -> None:
        self.names = listed(os.environ.get("PATH", "")).names | shell_words()
        self.known = frozenset(programs())

    def first(self, line: str) -> str:
        word = first_word(line)
        return "file" if word in self.names else "program" if word in self.known else ""

    def kind(self, line: str) -> Kind:
        return recognise(line, self.first(line), lambda: self.names, lambda _program: ()).kind


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("commands", nargs="*")
    parser.add_argument("--requests")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    world = World()
    for file in arguments.commands:
        counts: Counter[Kind] = Counter()
        for line in texts(file, "cmd", arguments.split):
            kind = world.kind(line)
            counts[kind] += 1
            if kind is not Kind.COMMAND and counts[kind] <= arguments.show:
                print(f"  {kind}: {line[:120]}")
        total = counts.total()
        print(f"{file}: taken for a sentence {interval(counts[Kind.SENTENCE], total)}")
        print(f"{file}: called misspelt {interval(counts[Kind.MISSPELT], total)}")
    if not arguments.requests:
        return
    for small in (False, True):
        recognised: Counter[bool] = Counter()
        all_: Counter[bool] = Counter()
        for text in texts(arguments.requests, "nl", arguments.split):
            line = text[:1].lower() + text[1:] if small else text
            named = bool(world.first(line))
            all_[named] += 1
            recognised[named] += world.kind(line) is Kind.SENTENCE
        letter = "small first letter" if small else "as they stand"
        for named in (False, True):
            what = "first word a command" if named else "first word no command"
            print(f"requests, {letter}, {what}: {interval(recognised[named], all_[named])}")


if __name__ == "__main__":
    main()
