"""The page that a comparison leaves: every figure and answer, and nothing of a model's that steers a reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path, PurePath

import pytest

from shellguard.errors import ShellguardError
from shellguard.vllm.comparing import Proposed, Request, Score
from shellguard.vllm.comparison_report import COLUMNS, Compared, Comparison, check_name, in_words, page
from tests.vllm.typed_commands import Typing

REQUESTS = (
    Request("which folder is this", (re.compile("pwd"),), (0, 50)),
    Request("list | the <files>", (re.compile("ls"),), (0, 50)),
)


def compared(name: str, right: float, *answers: Proposed) -> Compared:
    return Compared(Score(name, right, 0.5, 0.5, 0.1, 0.1, 0.8, 0.1, 1.25, 0), answers)


WEAK = compared("weak", 0.0, Proposed(error="no answer"), Proposed("<script>alert(1)</script> `x` | y"))
STRONG = compared("strong\x1b[2J", 1.0, Proposed("pwd", 5, 1.0), Proposed("ls", 5, 1.0))
FOUND = Comparison((WEAK, STRONG), {"absent": "no model\nin this folder"}, REQUESTS, 4, 1_800_000_000.0)


class Reader(HTMLParser):
    """What a browser would find: elements, and the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        self.seen.append(tag)
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "rect"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.cells.append(data)


def test_a_name_that_asks_for_no_known_format_is_refused() -> None:
    for name in ("report", "report.txt", "md"):
        with pytest.raises(ShellguardError, match=r"FILE\.md or FILE\.html"):
            check_name(PurePath(name))


def test_a_wrong_name_is_refused_before_anything_starts(typed: Typing, tmp_path: Path) -> None:
    told = typed("compare", "small", "--report", str(tmp_path / "report.pdf"))
    assert told.status == 1
    assert "FILE.md or FILE.html" in told.errors


def test_the_table_has_the_best_first_and_names_who_failed() -> None:
    lines = in_words(FOUND)
    assert [line.split()[0] for line in lines if "%" in line] == ["strong\\x1b[2J", "weak"]
    assert "absent: no model\nin this folder" in lines
    assert lines[-1] == "the best: strong\\x1b[2J"


def test_in_markdown_every_row_has_every_column() -> None:
    text = page(FOUND, PurePath("report.md"))
    rows = [re.sub(r"\\.", "", line).count("|") for line in text.splitlines() if line.startswith("|")]
    assert rows == [len(COLUMNS) + 2] * 4 + [4] * 4
    assert "\x1b" not in text
    assert "<script>" not in text
    assert "no model in this folder" in text
    assert re.search(r"^strong\\x1b\[2J +\|#{30}\| 100% right, 1\.25 s$", text, re.MULTILINE)


def test_in_html_what_models_say_is_text_alone() -> None:
    reader = Reader()
    reader.feed(page(FOUND, PurePath("Report.HTML")))
    assert reader.open == []
    assert "script" not in reader.seen
    assert reader.seen.count("rect") == 2
    assert "✗ <script>alert(1)</script> `x` | y" in reader.cells
    assert "✗ no answer" in reader.cells
    assert "pwd" in reader.cells


def test_where_nobody_answered_only_the_failures_stand_there() -> None:
    nobody = Comparison((), {"absent": "gone"}, REQUESTS, 4, 0.0)
    for name in ("a.md", "a.html"):
        text = page(nobody, PurePath(name))
        assert "not compared: absent: gone" in text
        assert "right" not in text
