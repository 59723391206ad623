"""What a line writes into settings that start commands is judged by what those would do."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51

RUNS = [
    "echo '\\timing on' >> ~/.psqlrc",
    "echo '.headers on' >> ~/.sqliterc",
    "echo 'set pagination off' >> ~/.gdbinit",
    "echo 'set number' >> ~/.vimrc",
    "echo 'silent !mkdir -p ~/.vim/undo' >> ~/.vimrc",
    "echo 'set -g mouse on' >> ~/.tmux.conf",
    "echo \"run '~/.tmux/plugins/tpm/tpm'\" >> ~/.tmux.conf",
    "echo '\\! rm -rf ~/Documents' >> notes.md",
    "echo 'options(digits = 4)' >> .Rprofile",
    "printf 'Host web\\n  ProxyJump bastion\\n' >> ~/.ssh/config",
    "echo '  ProxyCommand ssh -W %h:%p bastion' >> ~/.ssh/config",
    "printf '[core]\\n  pager = delta\\n' >> ~/.gitconfig",
    "echo 'runner = \"qemu-aarch64\"' >> .cargo/config.toml",
    "echo 'shell rm -rf ~/Documents' | tee notes.md",
]
ASKS = [
    "echo '\\! rm -rf ~/Documents' >> ~/.psqlrc",
    "printf '\\\\! rm -rf ~/Documents\\n' >> ~/.psqlrc",
    "cat > ~/.psqlrc <<'E'\n\\! rm -rf ~/Documents\nE",
    "echo '.shell rm -rf ~/Documents' > ~/.sqliterc",
    "echo 'shell rm -rf ~/Documents' | tee -a ~/.gdbinit",
    "echo ':! rm -rf ~/Documents' >> .ghci",
    "echo 'system(\"rm -rf ~/Documents\")' >> .Rprofile",
    "echo 'system \"rm -rf ~/Documents\"' >> ~/.irbrc",
    "echo 'silent !rm -rf ~/Documents' >> ~/.vimrc",
    "echo \"run-shell 'rm -rf ~/Documents'\" >> ~/.tmux.conf",
    "echo 'exec rm -rf ~/Documents' >> ~/.screenrc",
    "echo '  ProxyCommand rm -rf ~/Documents' >> ~/.ssh/config",
    "printf '[core]\\n  pager = rm -rf ~/Documents; less\\n' >> ~/.gitconfig",
    "printf '[alias]\\n  st = !rm -rf ~/Documents\\n' >> .git/config",
    "echo 'runner = \"rm -rf /home/ann/Documents\"' >> .cargo/config.toml",
]


def score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", RUNS)
def test_settings_that_start_nothing_dangerous_are_written(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize("line", ASKS)
def test_settings_that_start_something_dangerous_are_asked_about(line: str) -> None:
    assert score(line) >= ASKED
