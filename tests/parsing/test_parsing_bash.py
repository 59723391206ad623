"""What bash itself says of a text and what the reader says of it are the same.

Every text is made here of meaningless words (`aa bb`). Bash gets it in a file, with an empty environment, no
search path, in an empty folder, restricted: it is asked whether the text is complete (`bash -n`), how it
prints it as the body of a function that is defined and never called (`declare -f`), and which fields the
words of a `printf` become.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bench.readers.outline import outline
from shellguard.parsing.reading import read
from shellguard.parsing.script import ProblemKind

BASH = shutil.which("bash") or ""
NAMES = ("aa", "bb", "cc", "dd", "ee")
SPEED = settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
# what one call of bash is asked about: a process for each text would be slow
BATCH = 12

pytestmark = pytest.mark.skipif(not BASH, reason="no bash here")


@pytest.fixture(scope="module")
def empty() -> Iterator[Path]:
    """An empty folder outside of everything."""
    with tempfile.TemporaryDirectory(prefix="sg-bash-") as name:
        yield Path(name)


def asked(empty: Path, text: str, *options: str) -> tuple[int, str]:
    """The status and the output of a bash that has nothing to run, for a text in a file."""
    with tempfile.TemporaryDirectory(prefix="sg-text-") as folder:
        file = Path(folder, "text")
        file.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [BASH, "--norc", "--noprofile", "-r", *options, str(file)],
            cwd=empty, env={"PATH": ""}, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False,
        )  # fmt: skip
    refused = b"operator expected" in done.stderr  # of `[[ aa bb` bash only says so
    return done.returncode or int(refused), done.stdout.decode("utf-8", "replace")


names = st.sampled_from(NAMES)
quoted = st.sampled_from(["'aa bb'", '"cc  dd"', r"a\ b", '"a\\"b"', "'a;b'", '"a|b&c"', "''", '""', r"\;"])
plain_words = st.one_of(names, names, quoted, st.builds(lambda a, b: a + b, names, quoted))
expanded = st.sampled_from(
    [
        "$aa",
        "${bb}",
        "${cc:-dd}",
        "${#aa}",
        '"$aa b"',
        '"${bb%%c*}"',
        "$(aa bb)",
        '"$(cc "dd")"',
        "`aa`",
        "a*",
        "b?",
    ]
)
words = st.one_of(plain_words, plain_words, expanded)
redirections = st.sampled_from(
    [
        ">aa",
        ">> bb",
        "2>&1",
        "<cc",
        "2>/dev/null",
        "&>dd",
        ">|ee",
        "<<< 'aa bb'",
        "<> aa",
        "3<bb",
        "<&3",
        "{aa}>bb",
    ]
)
assignments = st.sampled_from(["aa=", "bb=cc", "aa='b c'", "dd+=e", 'ee="$aa"', "bb=(aa 'b c')", "cc[0]=dd"])


def joined(parts: list[str], sign: str) -> str:
    return sign.join(part for part in parts if part)


simple = st.builds(
    lambda before, name, rest, ends: joined([*before, name, *rest, *ends], " "),
    st.lists(assignments.filter(lambda text: "(" not in text and "[" not in text), max_size=1),
    names,
    st.lists(words, max_size=3),
    st.lists(redirections, max_size=2),
)


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Commands around commands, written in several ways."""
    sign = st.sampled_from([" && ", " || ", "; ", "\n", " | ", " ;  ", " &\n", "&&\n  ", "|\n"])
    return st.one_of(
        st.builds(lambda a, s, b: a + s + b, inner, sign, inner),
        st.builds(lambda a: f"( {a} )", inner),
        st.builds(lambda a: f"{{ {a}; }}", inner),
        st.builds(lambda a, r: f"{{ {a}\n}} {r}", inner, redirections),
        st.builds(lambda a, b: f"if {a}; then {b}; fi", inner, inner),
        st.builds(lambda a, b, c: f"if {a}\nthen {b}\nelse {c}\nfi", inner, inner, inner),
        st.builds(lambda a, b: f"while {a}; do {b}; done", inner, inner),
        st.builds(lambda a, b: f"until {a}\ndo {b}\ndone", inner, inner),
        st.builds(lambda n, w, a: f"for {n} in {w}; do {a}; done", names, words, inner),
        st.builds(lambda w, a, b: f"case {w} in aa) {a};; b*|c) {b};; esac", names, inner, inner),
        st.builds(lambda a: f"! {a}", inner.filter(lambda text: not text.startswith("! "))),
        st.builds(lambda a, d: f"{a} <<{d}\nee $ff\n  gg\n{d}\n", simple, st.sampled_from(["END", "X_1"])),
        st.builds(lambda w: f"[[ -n {w} ]]", names),
        st.builds(lambda a, b: f"[[ {a} == {b}* && ! -z {b} ]]", names, names),
    )


def fits_in_a_line(text: str) -> bool:
    """A here-document's end and a line that ends in `&` take no more on their line."""
    return not re.search(r"^(?:END|X_1)[^\n]", text, re.MULTILINE) and len(text) < 400


scripts = st.recursive(simple, compound, max_leaves=6).filter(fits_in_a_line)


_DEFAULT = re.compile(r"(?<![^␣])(?:0(?=<)|1(?=>))")


def told(text: str) -> list[str]:
    """The commands of a text as outline; the descriptors that bash writes where they are understood left out."""
    script = read(text)
    assert not [one for one in script.problems if one.kind is not ProblemKind.DISAGREEMENT], text
    return [_DEFAULT.sub("", line.text) for line in outline(script)]


def bodies(printed: str) -> list[str]:
    """What stands in the functions that bash printed, in order."""
    found = re.split(r"^f\d+ \(\) $", printed, flags=re.MULTILINE)[1:]
    return [re.sub(r"\A\s*\{ *\n|\n\}\s*\Z", "", body) for body in found]


@SPEED
@given(st.lists(scripts, min_size=BATCH, max_size=BATCH))
def test_what_bash_prints_of_a_text_reads_as_the_text(empty: Path, texts: list[str]) -> None:
    complete = [text for text in texts if asked(empty, text + "\n", "-n")[0] == 0]
    assume(complete)
    defined = "".join(
        f"f{number}() {{\n{text}\n}}\ndeclare -f f{number}\n" for number, text in enumerate(complete)
    )
    status, printed = asked(empty, defined)
    assert status == 0
    found = bodies(printed)
    assert len(found) == len(complete)
    for text, body in zip(complete, found, strict=True):
        assert told(text) == told(body), text


pieces = st.one_of(
    words, simple, redirections, assignments.filter(lambda text: "(" not in text),
    st.sampled_from(["if", "then", "fi", "do", "done", "(", ")", "{", "}", ";", ";;", "|", "&&", "&", "\n", "!", "case",
                     "in", "esac", "aa()", "[[", "]]", "'", '"', "$(", "for", "while", "<<X", "aa=(", "#", "\\"]),
)  # fmt: skip


@SPEED
@given(st.lists(pieces, min_size=1, max_size=7).map(" ".join))
def test_what_bash_takes_is_taken_and_what_it_refuses_is_refused(empty: Path, text: str) -> None:
    takes = asked(empty, text + "\n", "-n")[0] == 0
    faults = {one.kind for one in read(text + "\n").problems} - {ProblemKind.DISAGREEMENT}
    if "<<X" in text:  # bash only warns of a here-document that never ends
        faults -= {ProblemKind.UNFINISHED}
    assert (not faults) == takes, faults


ASSIGNED = "aa='x y'; bb=foo.tar.gz; cc=; dd=(p 'q r' s); ee='a*b'; "
fields = st.one_of(
    plain_words,
    st.sampled_from(
        [
            *("$aa", '"$aa"', "$bb", "$cc", '"$cc"', "${dd[@]}", '"${dd[@]}"', '"${dd[*]}"', "$dd", "$ee", '"$ee"'),
            *("${bb%.gz}", "${bb%%.*}", "${bb#*.}", "${bb##*.}", "${bb/o/0}", "${bb//o/0}", "${bb^}", "${bb^^}"),
            *("${bb:1}", "${bb:1:2}", "${bb: -2}", "${#bb}", "${#dd[@]}", "${dd[1]}", "${cc:-vv}", "${cc-vv}"),
            *("${aa:+ww}", "${cc:+ww}", "${ff:-d e}", '"${ff:-d e}"', "${ff+g}", "x$aa", "$aa$aa", '"x$aa"y'),
            *("{a,b}c", "x{1..3}", "{a..e..2}", "{a,'b c'}", "{a", "a}", "{}", "{a}", "{01..03}", "x{,y}", "{$aa,b}"),
            *("$((1+2))", "$((2**5-1))", "$((0x1f))", "$((7/2*2))", "$'\\x41\\102'", "$'a\\'b'", '$"ab"', "a'b'\"c\""),
            *("\\$aa", "'$aa'", "\"\\$aa\"", "a\\\\b", '"a\\b"', "${!ff}", "${aa@Q}", "a=b", "--x=${bb}", "${cc:=zz}"),
        ]
    ),
)  # fmt: skip


@SPEED
@given(st.lists(st.lists(fields, min_size=1, max_size=3).map(" ".join), min_size=BATCH, max_size=BATCH))
def test_words_become_the_fields_that_bash_makes_of_them(empty: Path, texts: list[str]) -> None:
    lines = [f"{ASSIGNED}printf '%s\\0' x {text}" for text in texts]
    # one subshell a text, so that what one assigns is not seen by the next
    status, printed = asked(empty, "".join(f"( {line} )\nprintf '\\1'\n" for line in lines))
    assert status == 0
    for line, made in zip(lines, printed.split("\1"), strict=False):
        found = [word.value for word in read(line).commands[-1].words[3:]]
        if None not in found:
            assert found == made.split("\0")[1:-1], line
