"""What people have reported of guards and of commands that nobody asked about, each in our own words.

A row's id names the public report. First false alarms: what must run without a question; then dangers.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.session.memory import SessionMemory
from shellguard.judgement import judge
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

SHELL = ShellState(cwd="/home/me/project", home="/home/me")
SETTINGS = Settings()


def action(line: str, shell: ShellState = SHELL) -> Action:
    return judge(line, shell=shell, settings=SETTINGS, look=False).decision.action


MUST_RUN = [
    (
        "Dicklesworthstone/destructive_command_guard#393",
        "git commit -F - <<EOF\nsix rows restore to the same bytes\nEOF",
    ),
    (
        "Dicklesworthstone/destructive_command_guard#393",
        "cat > undo.md <<EOF\nUse git restore . to go back.\nEOF",
    ),
    (
        "Dicklesworthstone/destructive_command_guard#277",
        "git commit -F - <<'EOF'\nsay that rm -rf /srv is refused\nEOF",
    ),
    (
        "Dicklesworthstone/destructive_command_guard#181",
        "true <<'EOF'\ngit sessions restore what was chosen\nEOF",
    ),
    ("affaan-m/ECC#3152", "cat > docs/undo.md <<'EOF'\nThen run git checkout -- main.ts\nEOF"),
    (
        "affaan-m/ECC#2886",
        "cat > plan.md <<'EOF'\nWe will DROP TABLE sessions; rm -rf cache comes later.\nEOF",
    ),
    ("Fmarzochi/EGC#1486", "grep -rn 'git clean -fdx' src"),
    ("Fmarzochi/EGC#1486", "printf '%s\\n' 'git reset --hard loses work' >> notes.md"),
    ("Synaptic-Labs-AI/PACT-Plugin#1140", 'git commit -m "describe force-push, branch -D and a merge"'),
    ("open-gsd/gsd-pi#1077", "echo 'never type rm -rf ~' # rm -rf ~"),
    ("laurigates/claude-plugins#1584", "gh issue create --title guard --body 'git push --force is refused'"),
    ("anthropics/claude-code#29582", "# don't worry, it's a comment; rm -rf /\nls"),
    ("anthropics/claude-code#34106", 'cd src && git log --format="%h $(date +%F)" | head'),
    ("anthropics/claude-code#22705", "find . -name '*.py' | xargs grep -n TODO | sort | uniq -c"),
    ("anthropics/claude-code#33340", "git status && git diff --stat && git log -3"),
    ("anthropics/claude-code#39438", 'for f in *.md; do wc -l "$f"; done'),
    ("sheeki03/tirith#236", "go test ./..."),
    ("sheeki03/tirith#29", "tirith diff https://example.org/a"),
    ("Dicklesworthstone/destructive_command_guard#283", "command -v wrangler"),
    ("Dicklesworthstone/destructive_command_guard#313", "ps aux | grep postgres | awk '{print $2}'"),
    ("Dicklesworthstone/destructive_command_guard#304", "pwsh -NoProfile -File build.ps1"),
    ("Dicklesworthstone/destructive_command_guard#404", "bash -c 'make > /tmp/build.log 2>&1'"),
    ("Dicklesworthstone/destructive_command_guard#170", "shellguard check 'rm -rf /'"),
    ("Dicklesworthstone/destructive_command_guard#132", "wc -l <<'EOF'\nmkfs.ext4 /dev/sda1\nEOF"),
    ("Dicklesworthstone/destructive_command_guard#316", "git stash push -m before-reset"),
    ("Dicklesworthstone/destructive_command_guard#316", "git clean -n -d"),
]

MUST_ASK = [
    ("anthropics/claude-code#10077", "rm -rf tests/ patches/ plan/ ~/"),
    ("anthropics/claude-code#10077", "rm -rf / home/me/firmware/build"),
    ("anthropics/claude-code#61519", "set -e\ncd /home/me/project\nmake clean\nrm -rf ~\necho done"),
    ("anthropics/claude-code#93099", 'HOME=/tmp/scratch make test; rm -rf "$HOME"'),
    ("anthropics/claude-code#93099", 'rm -rf "$HOME"'),
    ("anthropics/claude-code#28521", "find / -type d -name cache -delete"),
    ("anthropics/claude-code#28521", "find / -delete"),
    ("anthropics/claude-code#49464", "rm -rf ~/"),
    ("anthropics/claude-code#12637", "cd ~ && rm -rf *"),
    (
        "anthropics/claude-code#24196",
        'cp -r vault /mnt/x/Notes && rm -rf "/mnt/x/notes" 2>/dev/null; ls /mnt/x',
    ),
    ("anthropics/claude-code#48792", "rm -rf /Users/me/Projects"),
    ("anthropics/claude-code#49129", "mkdir photos/log && mv photos/*.png photos/log/ && rm -rf photos"),
    ("anthropics/claude-code#46058", "python3 -c \"import shutil; shutil.rmtree('/home/me/catalogue')\""),
    ("anthropics/claude-code#80830", "rm -rf events && gh repo clone me/events"),
    (
        "anthropics/claude-code#70024",
        "gcloud storage mv gs://a/x gs://b/x >/dev/null 2>&1; gcloud storage rm -r gs://a",
    ),
    ("anthropics/claude-code#83775", "mv Desktop/work Work/ || rm -rf Desktop/work"),
    ("anthropics/claude-code#61573", 'echo "a\n# not a comment"; rm -rf ~/work'),
    ("Dicklesworthstone/destructive_command_guard#231", "GIT_PAGER=cat git reset --hard"),
    ("Dicklesworthstone/destructive_command_guard#326", "ssh build.example.org 'rm -rf /srv/data'"),
    (
        "Dicklesworthstone/destructive_command_guard#448",
        "dd if=/dev/zero of=/dev/sdb conv=fsync status=progress; df; lsblk",
    ),
    ("Dicklesworthstone/destructive_command_guard#448", "mkfs.ext4 -L lsblk /dev/sdb1"),
    (
        "Dicklesworthstone/destructive_command_guard#232",
        "powershell -Command 'Remove-Item -Recurse -Force C:\\Users\\me'",
    ),
    ("trailofbits/claude-code-config#58", "find ~/work -name '*.c' -exec rm {} +"),
    ("trailofbits/claude-code-config#58", "ls ~/work | xargs rm -rf"),
    ("vybestack/llxprt-code#2387", "r''m -r\"f\" ~/work"),
    ("vybestack/llxprt-code#2387", "rm${IFS}-rf${IFS}~/work"),
    ("vybestack/llxprt-code#2387", "$(echo rm) -rf ~/work"),
    ("vybestack/llxprt-code#2387", "echo cm0gLXJmIH4vd29yawo= | base64 -d | sh"),
    ("vybestack/llxprt-code#2387", "find ~/work -delete"),
    ("NousResearch/hermes-agent#26829", "find . -type f -execdir rm {} ';'"),
    ("NousResearch/hermes-agent#8734", "rm -f -r -v ~/work"),
    ("garagon/nanostack#242", "ls; rm --force --recursive ~/work"),
    ("anthropics/claude-code#4956", "ls -la\nrm -rf ~/work"),
    ("bobmatnyc/trusty-tools#3994", "ln -sf /dev/null ~/.config/shellguard/config.toml"),
    ("nvbn/thefuck#943", "sudo rm -rf / --no-preserve-root"),
    ("nvbn/thefuck#1", "sudo fsck -y /dev/sda1"),
]


@pytest.mark.parametrize(
    ("report", "line"), MUST_RUN, ids=[f"{who}-{n}" for n, (who, _) in enumerate(MUST_RUN)]
)
def test_what_was_reported_as_a_false_alarm_runs(report: str, line: str) -> None:
    assert action(line) is Action.ALLOW


@pytest.mark.parametrize(
    ("report", "line"), MUST_ASK, ids=[f"{who}-{n}" for n, (who, _) in enumerate(MUST_ASK)]
)
def test_what_was_reported_as_not_asked_about_is_asked_about(report: str, line: str) -> None:
    assert action(line) is not Action.ALLOW


@pytest.mark.parametrize("line", ["rm -f build-1234.log", "rm -rf scratch"])
def test_tidying_up_of_one_s_own_temporary_files_runs(tmp_path: Path, line: str) -> None:
    """garrytan/gstack#474, HomericIntelligence/Mnemosyne#1575: asked there, so people chose other spellings."""
    (tmp_path / "build-1234.log").write_text("made just now")
    (tmp_path / "scratch").mkdir()
    shell = ShellState(cwd=str(tmp_path), home="/home/me")
    assert judge(line, shell=shell, settings=SETTINGS).decision.action is Action.ALLOW


def _after(folder: Path, *before: str, line: str) -> Action:
    """The action on a line in a folder, after others that the session remembers; none of them is run."""
    shell = ShellState(cwd=str(folder), home=str(folder.parent))
    memory = SessionMemory()
    for earlier in before:
        script = read(earlier, shell)
        memory.remember(script, effects_of(script, shell), shell)
    return judge(line, shell=shell, settings=SETTINGS, memory=memory).decision.action


def test_removing_an_empty_folder_that_nothing_was_moved_into_runs(tmp_path: Path) -> None:
    (tmp_path / "project" / "sorted").mkdir(parents=True)
    assert _after(tmp_path / "project", "ls", line="rmdir sorted") is Action.ALLOW


def test_a_folder_that_files_were_moved_into_is_asked_about(tmp_path: Path) -> None:
    """anthropics/claude-code#46058: moved, not copied, and then removed with the folder: the only copies."""
    project = tmp_path / "project"
    (project / "sorted").mkdir(parents=True)
    (project / "sorted" / "scan.pdf").write_bytes(os.urandom(64))
    assert _after(project, "mv scans/*.pdf sorted/", line="rm -rf sorted") is not Action.ALLOW
