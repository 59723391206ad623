"""Histories of bash, zsh and fish become the lines that were typed, also where the files are broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.history import bash, fish, zsh
from shellguard.history import file as history_file
from shellguard.history.entry import Entry, Writer
from shellguard.history.file import entries_of, read_history, usual_places, writer_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="an empty file"),
        pytest.param("\n\n \n", [], id="blank lines"),
        pytest.param("#1700000000\n#1700000001\n", [], id="times without lines"),
        pytest.param("ls\npwd\n", [Entry("ls"), Entry("pwd")], id="a line each"),
        pytest.param("ls", [Entry("ls")], id="the last line is not ended"),
        pytest.param("ls\r\npwd\r\n", [Entry("ls"), Entry("pwd")], id="lines ended in another system's way"),
        pytest.param("#1700000000\nls\n", [Entry("ls", 1_700_000_000)], id="a time"),
        pytest.param(
            "old\n#1700000000\nls\nlater\n",
            [Entry("old"), Entry("ls", 1_700_000_000), Entry("later")],
            id="times for some lines only",
        ),
        pytest.param("#17 is a number\n", [Entry("#17 is a number")], id="a comment is no time"),
        pytest.param("echo 'a\nb'\nls\n", [Entry("echo 'a\nb'"), Entry("ls")], id="a quote over two lines"),
        pytest.param(
            "cat <<E > f\nrm -r x\nE\nls\n",
            [Entry("cat <<E > f\nrm -r x\nE"), Entry("ls")],
            id="a here-document with its body",
        ),
        pytest.param(
            "for x in a b\ndo\necho $x\ndone\nls\n",
            [Entry("for x in a b\ndo\necho $x\ndone"), Entry("ls")],
            id="a loop over lines",
        ),
        pytest.param("echo a \\\nb\nls\n", [Entry("echo a \\\nb"), Entry("ls")], id="a line that goes on"),
        pytest.param(
            "echo don't\nls\npwd\n",
            [Entry("echo don't"), Entry("ls"), Entry("pwd")],
            id="a quote that stays open",
        ),
        pytest.param(
            "#1700000000\necho don't\n#1700000001\necho isn't\n",
            [Entry("echo don't", 1_700_000_000), Entry("echo isn't", 1_700_000_001)],
            id="a time ends what is open",
        ),
        pytest.param(
            "f() {\necho (\n}\nls\n", [Entry("f() {\necho ("), Entry("}"), Entry("ls")], id="an error ends it"
        ),
        pytest.param("ls &&\n\npwd\nid\n", [Entry("ls &&\n\npwd"), Entry("id")], id="a blank line within"),
        pytest.param("if true\nthen ls", [Entry("if true"), Entry("then ls")], id="cut within an entry"),
        pytest.param("a\x0bb\u2028c\n", [Entry("a\x0bb\u2028c")], id="only a newline ends a line"),
    ],
)
def test_a_bash_history_gives_what_was_typed(text: str, expected: list[Entry]) -> None:
    assert list(bash.entries(text)) == expected


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("cat > notes <<'E'\n" + "it's (not) over yet {\n" * 97 + "E", id="a long here-document"),
        pytest.param(
            "deploy() {\n" + "  case $1 in (a|b) echo 'it is' ;; *) if x; then y; fi ;; esac\n" * 90 + "}",
            id="a long function",
        ),
        pytest.param('cat <<A <<-B | sort\nB\nA\n\techo "\n\tB', id="two here-documents at once"),
        pytest.param('x=$(cat <<E\n)\nE\n) && echo "$(\nls\n)"', id="substitutions over lines"),
        pytest.param("python3 - <<'E'\nfor x in 'a':\n    print(f\"{x}\")\nE", id="a program"),
    ],
)
def test_an_entry_of_many_lines_stays_whole_and_takes_nothing_with_it(entry: str) -> None:
    text = f"pwd\n{entry}\nls 'a'\n{entry}\nid\n"
    assert [one.text for one in bash.entries(text)] == ["pwd", entry, "ls 'a'", entry, "id"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", [], id="an empty file"),
        pytest.param(b"\n: 1700000000:0;\n", [], id="nothing typed"),
        pytest.param(b"ls\npwd\n", [Entry("ls"), Entry("pwd")], id="plain"),
        pytest.param(b": 1700000000:0;ls -l\n", [Entry("ls -l", 1_700_000_000)], id="extended"),
        pytest.param(
            b": 1700000000:12;a;b\n", [Entry("a;b", 1_700_000_000)], id="only the first semicolon counts"
        ),
        pytest.param(b": >file\n", [Entry(": >file")], id="a line that begins with a colon"),
        pytest.param(
            b": 1700000000:0;for x in a\\\ndo echo $x\\\ndone\n: 1700000001:0;ls\n",
            [Entry("for x in a\ndo echo $x\ndone", 1_700_000_000), Entry("ls", 1_700_000_001)],
            id="several lines",
        ),
        pytest.param(
            b"echo a \\\\\nb\n", [Entry("echo a \\\nb")], id="a line that goes on keeps its backslash"
        ),
        pytest.param(
            b"echo a\\ \nls\n", [Entry("echo a\\ "), Entry("ls")], id="an entry that ends in a backslash"
        ),
        pytest.param("echo ä\n".encode(), [Entry("echo ä")], id="UTF-8 without marked bytes"),
        pytest.param(b"echo \xc3\x83\xbc\n", [Entry("echo \u00dc")], id="a byte that zsh marks"),
        pytest.param(b"echo \xff\n", [Entry("echo \udcff")], id="a byte that is no UTF-8"),
        pytest.param(b"echo a\x83", [Entry("echo a\udc83")], id="cut after a mark"),
        pytest.param(b"echo a\\", [Entry("echo a")], id="cut within an entry"),
    ],
)
def test_a_zsh_history_gives_what_was_typed(data: bytes, expected: list[Entry]) -> None:
    assert list(zsh.entries(data)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="an empty file"),
        pytest.param(
            "  when: 1700000000\n  paths:\n    - a\n", [], id="the rest of an entry that is not there"
        ),
        pytest.param("- cmd: \n  when: 1\n", [], id="nothing typed"),
        pytest.param(
            "- cmd: ls\n  when: 1700000000\n", [Entry("ls", 1_700_000_000)], id="an entry with its time"
        ),
        pytest.param("- cmd: ls", [Entry("ls")], id="cut before the time"),
        pytest.param(
            "- cmd: cat a: b\n  when: 1700000000\n  paths:\n    - a:\n    - when: 5\n- cmd: pwd\n",
            [Entry("cat a: b", 1_700_000_000), Entry("pwd")],
            id="paths are no lines",
        ),
        pytest.param("- cmd: if a\\nb\\nend\n", [Entry("if a\nb\nend")], id="several lines"),
        pytest.param("- cmd: echo 'a\\\\nb'\n", [Entry("echo 'a\\nb'")], id="a backslash that was typed"),
        pytest.param("- cmd: echo \\t\\x\n", [Entry("echo \\t\\x")], id="fish has no other escapes"),
    ],
)
def test_a_fish_history_gives_what_was_typed(text: str, expected: list[Entry]) -> None:
    assert list(fish.entries(text)) == expected


@pytest.mark.parametrize(
    ("name", "data", "writer"),
    [
        ("history", b"", Writer.BASH),
        ("history", b"ls\n", Writer.BASH),
        (".zsh_history", b"ls\n", Writer.ZSH),
        (".zhistory", b"ls\n", Writer.ZSH),
        ("history", b"ls\n: 1700000000:0;pwd\n", Writer.ZSH),
        ("history", b"\n- cmd: ls\n  when: 1\n", Writer.FISH),
        ("fish_history", b"", Writer.FISH),
        (".bash_history", b": 1700000000:0;ls\n", Writer.ZSH),
    ],
)
def test_the_form_tells_the_shell_and_the_name_where_it_does_not(
    name: str, data: bytes, writer: Writer
) -> None:
    assert writer_of(name, data) is writer


@pytest.mark.parametrize("writer", Writer)
@pytest.mark.parametrize(
    "data",
    [
        b"\0\0\0",
        bytes(range(256)) * 3,
        b"\x83" * 9,
        b"- cmd: \\",
        b": :;\\\n\\\n",
        b"'" * 51 + b"\n" * 400,
        b"((((((\n" * 120,
        b"for x in a; do (\n" * 4000,
        b"cat <<E $(\n" * 4000,
    ],
)
def test_a_broken_file_gives_lines_and_no_error(writer: Writer, data: bytes) -> None:
    for entry in entries_of(writer, data):
        assert entry.text.strip()


def test_the_usual_places_follow_what_the_environment_says(tmp_path: Path) -> None:
    assert usual_places(tmp_path, {}) == [
        tmp_path / ".bash_history",
        tmp_path / ".zsh_history",
        tmp_path / ".zhistory",
        tmp_path / ".local/share/fish/fish_history",
    ]
    named = usual_places(tmp_path, {"HISTFILE": f"{tmp_path}/.bash_history", "XDG_DATA_HOME": "/data"})
    assert named[0] == tmp_path / ".bash_history"
    assert len(named) == len(set(named)) == 4
    assert named[-1] == Path("/data/fish/fish_history")


def test_of_a_very_long_file_the_newer_end_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_file, "MAX_BYTES", 10)
    path = tmp_path / "history"
    path.write_text("first\nsecond\nthird\n")
    read = read_history(path)
    assert [entry.text for entry in read.entries] == ["third"]
    assert read.cut


@pytest.mark.parametrize("name", ["missing", "folder", "nul\0"])
def test_what_can_not_be_read_is_told_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ShellguardError, match="the history can't be read"):
        read_history(tmp_path / name)
