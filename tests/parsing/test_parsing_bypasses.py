"""What people reported of other guards: text taken for commands, and commands that slipped through.

Beside each row stands the public report that it is about; the lines are written anew.
"""

from __future__ import annotations

import pytest

from shellguard.parsing.shell_state import Supplied
from tests.parsing.parsing_view import outer, script_of, seen

# (report, line, words that no simple command may begin with)
STAYS_DATA = [
    # a here-document or message that mentions a command
    ("Dicklesworthstone/destructive_command_guard#393", "git commit -F - <<'E'\nhow to restore: git restore .\nE", "git restore"),
    ("Dicklesworthstone/destructive_command_guard#277", "git commit -F - <<'E'\ndocs: rm -rf /srv/x is refused\nE", "rm"),
    ("Dicklesworthstone/destructive_command_guard#181", "true <<'E'\nrm -rf / is what it says\nE", "rm"),
    ("Dicklesworthstone/destructive_command_guard#170", "jq -n --arg text 'rm -rf /' '$text'", "rm"),
    ("Dicklesworthstone/destructive_command_guard#132", "cat <<'E' | wc -l\nrm -rf /\nE", "rm"),
    ("affaan-m/ECC#3152", "cat > notes.md <<'E'\n    git checkout -- foo.ts\nE", "git"),
    ("Fmarzochi/EGC#1486", "gh issue create --title 'rm -rf / is not caught' --body 'see `rm -rf /`'", "rm"),
    ("Synaptic-Labs-AI/PACT-Plugin#1140", "git log --grep='git push --force' --oneline", "git push"),
    ("laurigates/claude-plugins#1584", "grep -rn 'git reset --hard' docs", "git reset"),
    ("open-gsd/gsd-pi#1024", 'grep -n "rm -rf" Makefile; echo "rm -rf /"', "rm"),
    ("rjwalters/loom#3553", "aws ec2 run-instances --instance-initiated-shutdown-behavior stop # shutdown now", "shutdown"),
    ("rjwalters/loom#5216", "gh pr comment 1 --body \"$(cat <<'E'\nuse `rm -rf /x;` never\nE\n)\"", "rm"),
    # asking for a program, or naming one, runs none
    ("Dicklesworthstone/destructive_command_guard#283", "command -v wrangler && type -P rm", "rm"),
    ("sheeki03/tirith#236", "go test ./...", "./..."),
    ("Dicklesworthstone/destructive_command_guard#350", "pwsh -NoProfile -Command 'Get-ChildItem -Recurse | Sort-Object'", "rm"),
    # comments and #
    ("anthropics/claude-code#29582", "# rm -rf / would be wrong\ngit diff # rm -rf /", "rm"),
    ("anthropics/claude-code#61573", 'python3 -c "\n# rm -rf /\nprint(1)\n"', "rm"),
    ("anthropics/claude-code#30345", "# it's \"rm -rf /\" that's meant\nls", "rm"),
    ("anthropics/claude-code#45421", "printf '%s\\n' 'one\nrm -rf /\nthree'", "rm"),
    ("anthropics/claude-code#34379", "slack search --channel '#rm -rf /'", "rm"),
]  # fmt: skip

# (report, line, the simple command that has to be seen)
RUNS = [
    # prefixes, wrappers, other machines
    ("Dicklesworthstone/destructive_command_guard#231", "FOO=bar rm -rf /x", "rm -rf /x"),
    ("Dicklesworthstone/destructive_command_guard#231", "FOO='a b' BAR= sudo -E rm -rf /x", "rm -rf /x"),
    ("Dicklesworthstone/destructive_command_guard#326", "ssh host 'rm -rf /x'", "rm -rf /x"),
    ("Dicklesworthstone/destructive_command_guard#326", "ssh -p 22 root@host -- 'cd /x && rm -rf data'", "rm -rf data"),
    ("Dicklesworthstone/destructive_command_guard#448", "dd if=/dev/zero of=/dev/sda # df lsblk", "dd if=/dev/zero of=/dev/sda"),
    ("Dicklesworthstone/destructive_command_guard#448", "echo df lsblk; mkfs.ext4 /dev/sda1", "mkfs.ext4 /dev/sda1"),
    ("NousResearch/hermes-agent#104308", "/usr/bin/sudo -n id -u", "id -u"),
    ("trailofbits/claude-code-config#58", "find /x -type f -exec rm -f {} +", "rm -f /x/*"),
    ("trailofbits/claude-code-config#58", "printf '/x\\n' | xargs rm -rf", "rm -rf /x"),
    ("NousResearch/hermes-agent#26829", "find /x -execdir rm -rf {} \\;", "rm -rf /x/*"),
    ("NousResearch/hermes-agent#8734", "rm -r --force -- /x", "rm -r --force -- /x"),
    ("NousResearch/hermes-agent#8734", "rm  -f\t-r   /x", "rm -f -r /x"),
    # quotes that vanish
    ("vybestack/llxprt-code#2387", "r''m -rf /x", "rm -rf /x"),
    ("vybestack/llxprt-code#2387", "\"r\"'m' -\"rf\" /x", "rm -rf /x"),
    ("NousResearch/hermes-agent#36846", "r\\m -r\\f /x", "rm -rf /x"),
    ("FMXExpress/PasClaw#438", "$'\\x72\\x6d' -rf /x", "rm -rf /x"),
    # field splitting
    ("vybestack/llxprt-code#2387", "rm$IFS-rf$IFS/x", "rm -rf /x"),
    ("Drakon-Systems-Ltd/ShieldCortex#102", "chmod${IFS:0:1}-R${IFS:0:1}777${IFS:0:1}/x", "chmod -R 777 /x"),
    # substitution
    ("vybestack/llxprt-code#2387", "$(echo rm) -rf /x", "rm -rf /x"),
    ("vybestack/llxprt-code#2387", 'echo "$(rm -rf /x)"', "rm -rf /x"),
    ("ghantoos/lshell#147", 'echo "$(bash 1>&2)"', "bash"),
    ("assafkip/kipi-system#85", "cat <(rm -rf /x) >(rm -rf /y)", "rm -rf /y"),
    # encoded text into a shell
    ("vybestack/llxprt-code#2387", "echo cm0gLXJmIC94 | base64 -d | sh", "rm -rf /x"),
    ("vybestack/llxprt-code#2387", "bash -c \"$(printf 'cm0gLXJmIC94' | base64 --decode)\"", "rm -rf /x"),
    # the same by another way
    ("vybestack/llxprt-code#2387", "find /x -delete", "find /x -delete"),
    ("anthropics/claude-code#28521", "cd / && find / -delete", "find / -delete"),
    # chaining, newlines, long scripts
    ("agno-agi/agno#7065", "ls\nrm -rf /x", "rm -rf /x"),
    ("ghantoos/lshell#149", "echo a\nrm -rf /x\necho b", "rm -rf /x"),
    ("NorthlandPositronics/Cogtrix#965", "echo a | tee log\nrm -rf /x", "rm -rf /x"),
    ("rebel0789/codexpro#52", "pwd\r\nrm -rf /x", "rm -rf /x"),
    ("anthropics/claude-code#61519", "set -e\nfor d in a b; do\n  echo $d\ndone\nif true; then\n  rm -rf /x\nfi", "rm -rf /x"),
    ("anthropics/claude-code#34106", "git status && $(echo git) push --force", "git push --force"),
    ("garagon/nanostack#242", "true;rm -rf /x", "rm -rf /x"),
    ("bobmatnyc/trusty-tools#3994", "true&&rm -rf /x||true", "rm -rf /x"),
    ("dyad-sh/dyad#2305", "ln -sf /etc/passwd ~/.config/guard.toml; rm -rf /x", "rm -rf /x"),
    ("anthropics/claude-code#15448", "nix eval .#name; rm -rf /x", "rm -rf /x"),
    ("anthropics/claude-code#4956", "ls &>/dev/null & rm -rf /x", "rm -rf /x"),
]  # fmt: skip


@pytest.mark.parametrize(("report", "line", "words"), STAYS_DATA, ids=[row[0] for row in STAYS_DATA])
def test_what_only_mentions_a_command_runs_none(report: str, line: str, words: str) -> None:
    assert not [text for text in seen(line) if f"{text} ".startswith(f"{words} ")], report


@pytest.mark.parametrize(("report", "line", "command"), RUNS, ids=[row[0] for row in RUNS])
def test_what_slipped_through_elsewhere_is_seen(report: str, line: str, command: str) -> None:
    assert command in [text.strip() for text in seen(line)], report


@pytest.mark.parametrize("line", ["nix eval .#name", "nix run 'nixpkgs#cowsay'", "echo a#b"])
def test_a_number_sign_inside_a_word_begins_no_comment(line: str) -> None:
    """anthropics/claude-code#15448, #34007"""
    assert outer(line) == [line.replace("'", "")]


def test_a_script_that_the_line_runs_is_read() -> None:
    """disler/claude-code-hooks-mastery#4, ghantoos/lshell#148"""
    supplied = Supplied(files={"clean.sh": "#!/bin/bash\nrm -rf /x\n", "echo/1.sh": "rm -rf /x\n"})
    assert "rm -rf /x" in seen("bash clean.sh", supplied)
    assert "rm -rf /x" in seen("echo'/1.sh'", supplied)
    assert "rm -rf /x" not in seen("cat clean.sh", supplied)


def test_a_redirection_inside_a_quoted_shell_is_one_of_that_shell() -> None:
    """Dicklesworthstone/destructive_command_guard#404"""
    (inner,) = script_of("bash -c 'date > /tmp/now'").commands[0].nested
    (redirection,) = inner.script.commands[0].redirections
    assert redirection.target is not None
    assert (redirection.operator, redirection.target.text) == (">", "/tmp/now")
    assert not script_of("echo 'date > /etc/passwd'").commands[0].redirections


def test_a_program_put_together_from_its_own_name_is_marked_unknown() -> None:
    """NousResearch/hermes-agent#36846"""
    (command,) = script_of("${0/x/r}m -rf /x").commands
    assert not command.words[0].known
