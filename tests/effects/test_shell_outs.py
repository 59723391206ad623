"""Commands that programs with a language of their own hand to a shell, and options that run their value."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51

RUNS = [
    "lf -command 'set hidden'",
    "vifm -c '!ls' .",
    "ranger --cmd='shell ls -l'",
    "kak -e '%sh{date}' README",
    "mutt -s 'run the tests first' ann@example.org",
    "mutt -e 'set sort=date'",
    "mpv --input-commands='seek 10' x.mp4",
    "convert x.png '|display'",
    "convert label:'rm -rf /' x.png",
    "sqlite3 a.db \"select 'shell rm -rf ~'\"",
    "less '+/rm -rf ~' README",
    "feh --action 'cp %f ~/picked/' x.png",
    "git -c core.pager=less log",
    "git -c gpg.program=gpg2 commit -S -m x",
    "git -c diff.exif.textconv=exiftool diff",
    "git -c submodule.lib.update=rebase submodule update",
    "git -c interactive.diffFilter='delta --color-only' add -p",
    "stap -e 'probe begin { printf(\"hello\\n\") exit() }'",
]
ASKS = [
    "lf -command '!rm -rf ~/Documents'",
    "vifm -c '!rm -rf ~/Documents'",
    "ranger --cmd='shell rm -rf ~/Documents'",
    "kak -e '%sh{rm -rf ~/Documents}' README",
    "mutt -e 'set x=\"`rm -rf ~/Documents`\"'",
    "mpv --input-commands='run sh -c \"rm -rf ~/Documents\"' x.mp4",
    "convert '|rm -rf ~/Documents' x.png",
    "sqlite3 a.db \"select edit('', 'rm -rf ~/Documents;:')\"",
    "sqlplus / as sysdba <<< 'host rm -rf ~/Documents'",
    "feh --action 'rm -rf ~/Documents' x.png",
    "git -c gpg.program='sh -c \"rm -rf ~/Documents\"' commit -S -m x",
    "git -c interactive.diffFilter='rm -rf ~/Documents; cat' add -p",
    "git -c tar.x.command='rm -rf ~/Documents' archive --format=x HEAD",
    "git -c submodule.lib.update='!rm -rf ~/Documents' submodule update",
    "git -c diff.x.textconv='rm -rf ~/Documents;cat' diff",
    "git -c man.x.cmd='rm -rf ~/Documents' -c man.viewer=x help log",
    "stap -g -e 'probe begin { system(\"rm -rf /home/ann/Documents\") exit() }'",
]


def score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", RUNS)
def test_what_hands_nothing_dangerous_to_a_shell_runs(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize("line", ASKS)
def test_what_hands_a_dangerous_command_to_a_shell_is_asked_about(line: str) -> None:
    assert score(line) >= ASKED
