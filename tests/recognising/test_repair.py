"""What a failed command may have meant: names nearly there, and what the program itself says."""

from __future__ import annotations

import pytest

from shellguard.recognising.repair import repairs

WORLD = {"": ("notes.txt", "src", "Documents"), "src": ("main.py",)}


def listing(folder: str) -> tuple[str, ...]:
    return WORLD.get(folder, ())


@pytest.mark.parametrize(
    ("line", "status", "output"),
    [
        pytest.param("cat notse.txt", 0, "", id="it did not fail"),
        pytest.param("cat notes.txt", 1, "", id="the file is there"),
        pytest.param("cat zzzz.txt", 1, "", id="nothing is near"),
        pytest.param("cat 'notse", 1, "", id="an open quote"),
        pytest.param("git push", 1, "hint: evil --all\n  other command", id="advice for another program"),
        pytest.param("git push", 1, "  git push \x1b[2J --force", id="control characters in the advice"),
        pytest.param("git psuh", 1, "'psuh'? did you mean destroy", id="a subcommand that is not near"),
        pytest.param("git pull", 1, "no such ref; did you mean push?", id="what is near to something else"),
        pytest.param("git push", 1, "  git push <remote> <name>", id="a placeholder in the advice"),
        pytest.param("", 1, "", id="nothing"),
    ],
)
def test_nothing_is_made_up(line: str, status: int, output: str) -> None:
    assert repairs(line, status, output, listing) == ()


@pytest.mark.parametrize(
    ("line", "status", "output", "meant"),
    [
        pytest.param("cat notse.txt", 1, "", "cat notes.txt", id="a file"),
        pytest.param("vim src/mian.py", 1, "", "vim src/main.py", id="a file in a folder"),
        pytest.param("cd documents", 1, "", "cd Documents", id="another case"),
        pytest.param("./run.sh x", 126, "", "chmod +x ./run.sh && ./run.sh x", id="not executable"),
        pytest.param("mkdir a/b", 1, "", "mkdir -p a/b", id="a parent that is missing"),
        pytest.param(
            "git push", 128, "fatal: x\n\n    git push --set-upstream origin main\n", "git push --set-upstream origin main",
            id="what git says",
        ),
        pytest.param(
            "git psuh origin", 1, "git: 'psuh' is not a git command.\n\nThe most similar command is\n\tpush\n",
            "git push origin", id="the nearest subcommand, says git",
        ),
        pytest.param(
            "kubectl gte pods", 1, 'unknown command "gte" for "kubectl"\n\nDid you mean this?\n\tget\n',
            "kubectl get pods", id="the nearest subcommand, says kubectl",
        ),
        pytest.param("apt update", 100, "E: (13: Permission denied)", "sudo apt update", id="it needs rights"),
    ],
)  # fmt: skip
def test_what_was_meant_is_found(line: str, status: int, output: str, meant: str) -> None:
    assert repairs(line, status, output, listing)[0] == meant
