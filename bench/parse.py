"""Microseconds of processor time a line by reader, and milliseconds for lines of great size.

    python -m bench.parse LINES [--json]
    python -m bench.parse LINES --differences

LINES holds a command line a line, or JSON objects with `cmd`. Nothing is run. Each line of great size is of
one kind, see `LONG`, `pasted_lines` and `long_commands`; those of `SLOW` take longest, because each of their
commands, or each call of a function, is read in the long way. For each there is also how long the whole
verdict takes, with nothing looked at: what grows faster than the line shows there.

`--differences` lists the lines of which tree-sitter-bash or bashlex see other commands, words or redirections
than the own reader, why where that is known, and with whom the third reader sides.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.command_lines import lines_of
from bench.long_commands import LONGER
from bench.pasted_lines import PASTED
from bench.readers.outline import Difference, Reader, differences, outline, script_by
from shellguard import judgement
from shellguard.daemon.main import COLLECT_AFTER
from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.syntax import BrokenError, Listing
from shellguard.parsing.readers.second import heads_by_bashlex, heads_by_tree_sitter
from shellguard.parsing.reading import read, warm
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable

LONG = {
    "10 kB of words": "echo " + "word " * 2000,
    "10 kB of quoted words": "echo " + '"a b $x" ' * 1100,
    "10 kB of commands": "rm -rf /tmp/x;" * 700,
    "10 kB of the shortest commands": "ls;" * 3333,
    "10 kB of different short commands": ";".join(a + b for a in "abcdefgh" for b in "abcdefghxyz") * 38,
    "10 kB of pipes": "ls | " * 2000 + "ls",
    "10 kB of different pipes": "".join(f"a{number} | cat -{number} | " for number in range(500)) + "ls",
    "10 kB of different quoted words": "echo "
    + "".join(f'"a {number} $x{number}" ' for number in range(600)),
    "10 kB of assignments": "".join(f"a{number}=$b;" for number in range(1100)),
    "10 kB of different shells": "".join(f"sh -c a{number};" for number in range(900)),
    "10 kB of functions": "".join(f"f{number}() {{ a; }};f{number};" for number in range(500)),
    "10 kB of redirections": "".join(f"a{number} > b;" for number in range(900)),
    "10 kB of assigned substitutions": "".join(f"x=$(b{number} c);" for number in range(750)),
    "10 kB of defaults": "".join(f"a ${{b{number}:-c}};" for number in range(700)),
    "10 kB of substitutions": "echo " + "$(ls) " * 1600,
    "10 kB of different substitutions": "echo " + "".join(f"$(a{number} $x) " for number in range(900)),
    "10 kB of shells": "sh -c a;" * 1250,
    "10 kB of patterns": "*;" * 5000,
    "60 kB of words": "echo " + "word " * 12_000,
    "10 kB of redirections behind and": "a" + "".join(f" && a{number} > b" for number in range(840)),
    "10 kB of changed parameters": "".join(f"a ${{b%c{number}}};" for number in range(840)),
    "10 kB of conditions": "".join(f"if a{number}; then b; fi;" for number in range(500)),
    "10 kB of tests": "".join(f"[ -f a{number} ] && b;" for number in range(590)),
    "10 000 levels of $(": "$(" * 10_000,
    "10 000 levels of (": "( " * 10_000,
    "10 000 levels of ${a:-": "${a:-" * 10_000,
    "10 000 times sudo": "sudo " * 10_000 + "ls",
    "10 000 times eval": "eval " * 10_000 + "ls",
    "1 MB of commands": "ls; " * 250_000,
}

SLOW = {
    "10 kB of a function's calls": 'f() { a "$1"; };' + "".join(f"f b{number};" for number in range(1370)),
    "10 kB of functions that run shells": "".join(
        f"f{number}() {{ bash -c 'a{number} b'; }};f{number};" for number in range(300)
    ),
    "10 kB of functions with conditions": "".join(
        f"f{number}() {{ if a; then b; fi; }};f{number};" for number in range(290)
    ),
    "10 kB of calls whose output is kept": "f() { a; };"
    + "".join(f"x=$(f {number});" for number in range(900)),
    "10 kB of redirected pipes": "".join(f"a{number} 2>&1 | b{number};" for number in range(600)),
    "10 kB of bodies for the input": "".join(f"a{number} <<E\nb\nE\n" for number in range(770)),
    "10 kB of arrays": "".join(f"a{number}=(b c);" for number in range(910)),
    "10 kB of loops": "".join(f"for i in a{number}; do b $i; done;" for number in range(340)),
    "10 kB of choices": "".join(f"case a{number} in b) c;; esac;" for number in range(400)),
    "10 kB of code": "".join(f"python3 -c 'print({number})';" for number in range(420)),
}


def grammar_only(line: str) -> None:
    try:
        Grammar(line).whole(Listing())
    except BrokenError:
        return


READERS: dict[str, Callable[[str], object]] = {
    "read (all of it)": read,
    "grammar alone": grammar_only,
    "tree-sitter-bash, programs": heads_by_tree_sitter,
    "bashlex, programs": heads_by_bashlex,
}


def microseconds(reader: Callable[[str], object], lines: list[str]) -> dict[str, float]:
    """Median, 95th and 99th percentile and the longest over all lines."""
    times = []
    for line in lines:
        begin = time.process_time()
        reader(line)
        times.append((time.process_time() - begin) * 1e6)
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {
        "median_us": round(statistics.median(times), 1),
        "p95_us": round(cuts[94], 1),
        "p99_us": round(cuts[98], 1),
        "max_us": round(max(times), 1),
    }


def milliseconds(act: Callable[[], object]) -> float:
    """The processor's time, the median of three."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        act()
        times.append(time.process_time() - begin)
    return round(statistics.median(times) * 1000, 1)


def measure(lines: list[str]) -> dict[str, object]:
    warm()
    heads_by_bashlex("true")
    gc.collect()  # as the daemon does once
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    kinds, settings, shell = LONG | SLOW | PASTED | LONGER, Settings(), ShellState(home="/root")
    sizes = {name: milliseconds(partial(read, line)) for name, line in kinds.items()}
    judged = partial(judgement.judge, shell=shell, settings=settings, look=False)
    verdicts = {name: milliseconds(partial(judged, line)) for name, line in kinds.items()}
    return {
        "lines": len(lines),
        "readers": {name: microseconds(reader, lines) for name, reader in READERS.items()},
        "problems": sum(1 for line in lines if read(line).problems),
        "sizes_ms": sizes,
        "verdicts_ms": verdicts,
    }


# what bash's manual settles: in all of these the own reader is right
KNOWN_FAULTS = (
    (Reader.TREE_SITTER, re.compile(r"(?<!\S)0[<>]"), "takes the descriptor 0 for a word"),
    (Reader.TREE_SITTER, re.compile(r"\\ "), "drops a word that is an escaped blank"),
    (Reader.TREE_SITTER, re.compile(r"\$ "), "takes a lone $ and the next word for one"),
    (Reader.TREE_SITTER, re.compile(r">\s*\$\w+-\$"), "cuts a redirection's target at a -"),
    (Reader.TREE_SITTER, re.compile(r"\|\s*\{.*\}"), "reads a group behind a pipe as alone"),
    (Reader.BASHLEX, re.compile(r"\"[^\"]*\\[^$`\"\\\n]"), "drops backslashes inside double quotes"),
    (Reader.BASHLEX, re.compile(r"\w=?'[^']*\""), "takes quotes inside quotes away"),
    (Reader.BASHLEX, re.compile(r"\$'"), "does not know $'…'"),
    (Reader.BASHLEX, re.compile(r"\(\("), "takes (( )) for subshells"),
    (Reader.BASHLEX, re.compile(r"\$\{"), "does not look into ${ }"),
)


def side_of(line: str, reader: Reader) -> str:
    """Why the reader differs where that is known, else with whom the third reader sides."""
    for other, pattern, why in KNOWN_FAULTS:
        if other is reader and pattern.search(line):
            return f"{reader} {why}"
    third = next(item for item in Reader if item not in (Reader.OWN, reader))
    verdicts = [script_by(item, line) for item in (third, Reader.OWN, reader)]
    outlines = [None if script is None else [item.text for item in outline(script)] for script in verdicts]
    if outlines[0] is None or outlines[0] not in outlines[1:]:
        return f"{third} takes neither side"
    return f"{third} sides with {'the own reader' if outlines[0] == outlines[1] else reader}"


def differing(lines: list[str], counts: Counter[str]) -> Iterator[tuple[str, Reader, list[Difference]]]:
    """Lines of which another reader sees something else; `counts` gets how many there are of which kind."""
    for line in lines:
        for reader in (Reader.TREE_SITTER, Reader.BASHLEX):
            found = differences(line, reader)
            counts[f"{reader}: {'refused' if found is None else 'other' if found else 'same'}"] += 1
            if found:
                yield line, reader, found


def report_differences(lines: list[str]) -> None:
    counts: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    for line, reader, found in differing(lines, counts):
        side = side_of(line, reader)
        sides[side] += 1
        sys.stdout.write(f"{printable(line[:160])}\n  {side}\n")
        for item in found[:3]:
            sys.stdout.write(f"  own   {printable(item.own[:160])}\n  other {printable(item.other[:160])}\n")
    for name, count in sorted(counts.items()) + sides.most_common():
        sys.stdout.write(f"{count:6d}  {name}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--differences", action="store_true")
    arguments = parser.parse_args()
    if arguments.differences:
        report_differences(lines_of(arguments.lines))
        return
    found = measure(lines_of(arguments.lines))
    indent = None if arguments.json else 2
    sys.stdout.write(json.dumps(found, indent=indent, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
