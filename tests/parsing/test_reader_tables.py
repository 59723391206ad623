"""A program is looked into in one way: two tables of readers never take one from another unseen."""

from __future__ import annotations

import pytest

from shellguard.parsing.nested.reader_tables import joined
from shellguard.parsing.shell_state import Supplied
from tests.parsing.parsing_view import calls

CODE = 'const std = @import("std"); pub fn main() !void { try std.fs.deleteTreeAbsolute("x"); }'


def test_tables_without_a_common_program_are_one_table() -> None:
    assert list(joined({"a": lambda *_: []}, {}, {"b": lambda *_: []})) == ["a", "b"]


def test_two_readers_of_one_program_are_refused() -> None:
    with pytest.raises(ValueError, match="two readers for b"):
        joined({"b": lambda *_: []}, {"a": lambda *_: [], "b": lambda *_: []})


@pytest.mark.parametrize(
    ("line", "file"),
    [(f"zig run - <<'E'\n{CODE}\nE\n", ""), ("zig build", "build.zig"), ("zig build -Drelease", "build.zig")],
)
def test_what_a_compiler_is_given_and_what_it_runs_by_itself_are_both_read(line: str, file: str) -> None:
    assert [call.action for call in calls(line, Supplied(files={file: CODE}))] == ["delete"]
