"""The block goes into a start-up file and out again, and nothing else in the file changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.setup import block, startup_files, text_file

BLOCK = block.block_for('"$HOME"/hook.bash')

CONTENTS = {
    "empty": b"",
    "one line": b"alias ll='ls -l'\n",
    "no newline at the end": b"alias ll='ls -l'",
    "blank lines at the end": b"alias ll='ls -l'\n\n\n",
    "only a newline": b"\n",
    "Windows line ends": b"alias ll='ls -l'\r\nexport A=1\r\n",
    "bytes that are no UTF-8": b"PS1='\xe4\xff> '\n",
    "text that only mentions it": b"# shellguard is nice\n# >>> conda >>>\n# <<< conda <<<\n",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_taking_out_gives_the_file_back_to_the_byte(content: bytes) -> None:
    with_it = block.with_block(content, BLOCK, "f")
    assert with_it != content
    assert block.without_block(with_it, "f") == content


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_putting_in_twice_is_putting_in_once(content: bytes) -> None:
    once = block.with_block(content, BLOCK, "f")
    assert block.with_block(once, BLOCK, "f") == once


def test_a_file_without_a_block_stays_as_it_is() -> None:
    for content in CONTENTS.values():
        assert block.without_block(content, "f") == content


def test_a_file_made_for_the_block_goes_with_it() -> None:
    made = block.with_block(None, BLOCK, "f")
    assert block.without_block(made, "f") is None
    assert block.with_block(made, BLOCK, "f") == made


def test_lines_that_came_after_the_block_stay() -> None:
    for before in (b"a\n", b"a"):
        content = block.with_block(before, BLOCK, "f") + b"export LATER=1\n"
        assert block.without_block(content, "f") == b"a\nexport LATER=1\n"
    made = block.with_block(None, BLOCK, "f") + b"export LATER=1\n"
    assert block.without_block(made, "f") == b"export LATER=1\n"


def test_an_older_block_is_replaced_where_it_stands() -> None:
    old = block.with_block(b"a\n", block.block_for("/old/hook.bash"), "f") + b"b\n"
    assert block.with_block(old, BLOCK, "f") == b"a\n\n" + BLOCK + b"b\n"


@pytest.mark.parametrize(
    "content",
    [b"a\n" + block.BEGIN + b"\nb\n", b"a\n" + block.END + b"\n", BLOCK + BLOCK],
    ids=["no end", "no beginning", "twice"],
)
def test_a_block_that_is_not_whole_is_left_to_the_person(content: bytes) -> None:
    for change in (lambda: block.with_block(content, BLOCK, "f"), lambda: block.without_block(content, "f")):
        with pytest.raises(ShellguardError, match="not whole"):
            change()


def started(shell: list[str], home: Path) -> str:
    return subprocess.run(
        shell, env={"HOME": str(home), "PATH": "/usr/bin:/bin"}, input="", capture_output=True, text=True, timeout=20
    ).stdout  # fmt: skip


@pytest.mark.parametrize(
    ("shell", "loads"),
    [
        (["bash", "-c", '. "$HOME"/f; echo end'], False),
        (["sh", "-i", "-c", '. "$HOME"/f; echo end'], False),
        (["dash", "-i", "-c", '. "$HOME"/f; echo end'], False),
        (["bash", "--norc", "-i", "-c", '. "$HOME"/f; echo end'], True),
    ],
    ids=["a script", "sh", "dash", "interactive bash"],
)
def test_only_an_interactive_bash_loads_the_hook(tmp_path: Path, shell: list[str], loads: bool) -> None:
    if shutil.which(shell[0]) is None:
        pytest.skip(f"no {shell[0]} here")
    if shell[0] == "sh" and "bash" in str(Path(shutil.which("sh") or "").resolve()):
        pytest.skip("sh is bash here")
    (tmp_path / "hook.bash").write_text("echo hook\n")
    (tmp_path / "f").write_bytes(BLOCK)
    assert started(shell, tmp_path) == ("hook\nend\n" if loads else "end\n")


def test_a_missing_hook_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(BLOCK)
    assert started(["bash", "--norc", "-i", "-c", '. "$HOME"/f; echo $?'], tmp_path) == "0\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".bash_profile": "[ -f ~/.bashrc ] && . ~/.bashrc\n"}, {".bashrc"}),
        ({".profile": 'if [ -f "$HOME/.bashrc" ]; then\n    . "$HOME/.bashrc"\nfi\n'}, {".bashrc"}),
        ({".bash_login": "source ~/.bashrc\n"}, {".bashrc"}),
        ({".bash_profile": "# . ~/.bashrc\n"}, {".bashrc", ".bash_profile"}),
        ({".profile": "PATH=~/bin:$PATH\n"}, {".bashrc", ".profile"}),
        ({".bash_profile": "export A=1\n", ".profile": ". ~/.bashrc\n"}, {".bashrc", ".bash_profile"}),
        ({}, {".bashrc", ".bash_profile"}),
    ],
    ids=["bash_profile leads on", "Debian's profile", "bash_login", "a comment", "profile", "hidden", "none"],
)
def test_login_shells_load_it_too(tmp_path: Path, files: dict[str, str], expected: set[str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    changes = startup_files.changes_to_load(tmp_path / "state" / "hook.bash", tmp_path)
    assert {change.path.name for change in changes if change.needed} == expected


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link, second = tmp_path / "dotfiles", tmp_path / ".bashrc", tmp_path / "other-name"
    real.write_text("a\n")
    real.chmod(0o640)
    link.symlink_to(real)
    text_file.rewrite(link, b"b\n")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"b\n", 0o640)

    second.hardlink_to(real)
    text_file.rewrite(link, b"c\n")
    assert second.read_bytes() == b"c\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".bashrc", "dotfiles", "other-name"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").mkdir()
    with pytest.raises(ShellguardError, match="no regular file"):
        startup_files.changes_to_load(tmp_path / "hook.bash", tmp_path)
