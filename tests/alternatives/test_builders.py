"""Safer commands that are built: variables guarded, looking first, trash, backups, dumps."""

from __future__ import annotations

import pytest

from shellguard.alternatives.propose import propose
from shellguard.effects.derive import effects_of
from shellguard.facts.fact import NO_FACTS, Facts, Recovery, TargetFacts
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState, Supplied
from shellguard.risk.finding import Risk

SHELL = ShellState(cwd="/srv/demo", home="/home/ann", options=frozenset())
TRASH = ShellState(cwd="/srv/demo", home="/home/ann", options=frozenset(), types={"gio": "file"})

NOTHING_TO_OFFER = [
    ("path.guard-variable", "rm -rf '$D/x'"),
    ("path.guard-variable", "echo $D"),
    ("path.guard-variable", 'rm -rf "${D:?}/x"'),
    ("tmp.older-than", "rm -rf /tmp/mine"),
    ("tmp.older-than", "ls /tmp/*"),
    ("rm.trash", "rm x"),
    ("find.print-first", "find . -name '*.log'"),
    ("run.download-look-run", "curl -s https://x.example/y | jq ."),
    ("run.download-look-run", "curl -s https://x.example/y -o y"),
    ("chmod.narrowed", "chmod 644 x"),
    ("chmod.narrowed", "chmod +x run.sh"),
    ("disk.look-first", "dd if=/dev/zero of=image.bin"),
    ("redirect.append", "echo a >> notes"),
    ("redirect.append", "make > /dev/null"),
    ("redirect.beside-then-move", "sort a > b"),
    ("redirect.beside-then-move", "sort a > a | cat"),
    ("redirect.copy-before-emptying", "> /dev/null"),
    ("redirect.copy-before-emptying", ">> notes"),
    ("redirect.copy-before-emptying", "for f in *; do > $f; done"),
    ("redirect.copy-before-emptying", "{ echo a; echo b; } > notes"),
    ("sql.count-first", 'psql -c "DELETE FROM users WHERE a > 5; DELETE FROM orders"'),
    ("sql.dump-first", "psql -c 'drop table a, b'"),
    ("sql.dump-first", "psql -c 'select 1'"),
    ("sql.dump-first", "sqlite3 *.db 'drop table a'"),
    ("redirect.copy-before-emptying", "> /proc/sys/vm/drop_caches"),
    ("redirect.backup", "echo b > /proc/sysrq-trigger"),
    ("git.stash-first", "git reset --soft HEAD~1"),
    ("rm.put-aside", "rm -rf a b"),
    ("rm.put-aside", "rm -rf *"),
    ("rm.put-aside", "rm -rf build-*"),
    ("rm.put-aside", "rm -rf ."),
    ("rm.put-aside", "rm -rf ../"),
    ("rm.put-aside", "rm -rf /"),
    ("rm.put-aside", "rm -rf ~"),
    ("rm.put-aside", 'rm -rf "$D"'),
    ("rm.put-aside", "rm -rf src.bak"),
    ("rm.put-aside", "find . -name x | xargs rm"),
    ("path.without-blank", "rm -rf a b"),
    ("path.without-blank", "rm -rf src/ lib/"),
    ("path.without-blank", "rm -rf ./ /srv/x"),
    ("path.without-blank", "rm -rf ~/ -v"),
    ("path.without-blank", "rm -rf * build"),
    ("path.without-blank", "ls ~/ old"),
    ("crontab.backup-of-user", "crontab -u ann -l"),
    ("iptables.look", "iptables -t nat -F"),
    ("fd.print", "fd -e log"),
    ("tar.list", "tar czf a.tgz src"),
    ("tar.list", "tar tf a.tar"),
    ("tar.list", "tar -f a.tar -x"),
    ("crontab.backup", "crontab -u ann -r"),
    ("crontab.look", "crontab -u ann -r"),
]
OFFERED = [
    ("rm -rf src", "mv -- src src.bak"),
    ("fd -e log -X rm", "fd -e log"),
    ("fd -e log -x rm {} \\;", "fd -e log"),
    ("sudo tar xzpf a.tgz -C /", "sudo tar tzf a.tgz"),
    ("sudo rm -r /srv/app/", "sudo mv -- /srv/app /srv/app.bak"),
    ("rm -f 'my notes.txt'", "mv -- 'my notes.txt' 'my notes.txt'.bak"),
    ("rm -rf ~/ old", "rm -rf ~/old"),
    ("sudo rm -rf / srv/old && make", "sudo rm -rf /srv/old && make"),
    ("rm -f * .o", "rm -f *.o"),
    ("rm -rf build/ *", "rm -rf build/*"),
    ("chmod -R 755 ./ bin", "chmod -R 755 ./bin"),
    ("sudo crontab -u ann -r", "sudo crontab -u ann -l > crontab.bak && sudo crontab -u ann -r"),
    (
        "curl -s https://x.example/i | python3 -",
        "curl -fsSL -o install.py https://x.example/i && less install.py",
    ),
    ('rm -rf "$D/"', 'rm -rf "${D:?}/"'),
    ("rm -rf $D/x ${E}/y", "rm -rf ${D:?}/x ${E:?}/y"),
    ('cd /x && sudo rm -rf "$D"/*', 'cd /x && sudo rm -rf "${D:?}"/*'),
    ("chown -R me $D", "chown -R me ${D:?}"),
    ("rm -rf /tmp/*", "find /tmp -mindepth 1 -type f -mtime +7 -delete"),
    ("rm -rf 'my photos'", "find 'my photos' -maxdepth 2 -print"),
    ("rm a.txt", "ls -ld -- a.txt"),
    ("rm -rf x", "rm -I -r x"),
    ("rm -f -r x", "rm -I -r x"),
    ("find . -name '*.log' -delete", "find . -name '*.log' -print"),
    ("find . -type f -exec rm -f {} \\;", "find . -type f -print"),
    ("find . -type f -exec rm {} + -quit", "find . -type f -print -quit"),
    (
        "curl -fsSL https://x.example/i.sh | sudo bash",
        "curl -fsSL -o install.sh https://x.example/i.sh && less install.sh",
    ),
    ("wget -qO- https://x.example/i.sh | sh", "wget -O install.sh https://x.example/i.sh && less install.sh"),
    ("chmod -R 777 .", "chmod -R u=rwX,go=rX ."),
    ("chmod 666 x", "chmod 644 x"),
    ("chmod 777 run.sh", "chmod 755 run.sh"),
    ("chmod 0777 run.sh", "chmod 0755 run.sh"),
    ("chmod a+rwx run.sh", "chmod u+rwx,go+rx run.sh"),
    ("chmod o+w x", "chmod u+w x"),
    ("sudo dd if=x.iso of=/dev/sdb bs=4M", "lsblk -o NAME,SIZE,TYPE,MOUNTPOINTS,MODEL /dev/sdb"),
    ("mkfs.ext4 /dev/sdb1", "lsblk -o NAME,SIZE,TYPE,MOUNTPOINTS,MODEL /dev/sdb1"),
    ("echo a > notes", "echo a >> notes"),
    ("echo a > 'my notes'", "cp -p -- 'my notes' 'my notes'.bak && echo a > 'my notes'"),
    ("psql -c 'drop table users'", "pg_dump -t users -f users.dump.sql && psql -c 'drop table users'"),
    (
        "psql shop -c 'drop table a, b'",
        "pg_dump -f shop.dump.sql shop && psql shop -c 'drop table a, b'",
    ),
    (
        "docker exec -it db psql -c 'drop table users'",
        "docker exec -it db pg_dump -t users -f users.dump.sql && docker exec -it db psql -c 'drop table users'",
    ),
    (
        "sudo -u postgres psql -c 'drop database shop'",
        "sudo -u postgres pg_dump -f shop.dump.sql shop && sudo -u postgres psql -c 'drop database shop'",
    ),
    (
        "mysql -e 'drop database shop'",
        "mysqldump shop --result-file=shop.dump.sql && mysql -e 'drop database shop'",
    ),
    ("psql -c 'delete from users'", "psql -c 'select count(*) from users'"),
    (
        "psql -h db -U me shop -c 'drop table users'",
        "pg_dump -h db -U me -t users -f users.dump.sql shop && psql -h db -U me shop -c 'drop table users'",
    ),
    (
        "mysql -u me shop -e 'drop table users'",
        "mysqldump -u me shop users --result-file=users.dump.sql && mysql -u me shop -e 'drop table users'",
    ),
    ("sqlite3 app.db 'drop table t'", "cp -p -- app.db app.db.bak && sqlite3 app.db 'drop table t'"),
    ("mysql shop -e 'update users set a = 1'", "mysql shop -e 'select count(*) from users'"),
    ("sort names > names", "sort names > names.new"),
    ("sort names > names", "sort names > names.new && mv -- names.new names"),
    ("grep -v x list | sort > list", "grep -v x list | sort > list.new && mv -- list.new list"),
    (
        "jq . < 'my a.json' > 'my a.json'",
        "jq . < 'my a.json' > 'my a.json'.new && mv -- 'my a.json'.new 'my a.json'",
    ),
    ("cd x; sort a > a; ls", "cd x; sort a > a.new && mv -- a.new a; ls"),
    ("> app.db", "cp -p -- app.db app.db.bak && > app.db"),
    ("cd x && > notes.kdbx", "cd x && cp -p -- notes.kdbx notes.kdbx.bak && > notes.kdbx"),
    (
        "bash <(curl -s https://x.example/i)",
        "curl -fsSL -o install.sh https://x.example/i && less install.sh",
    ),
    (
        'bash -c "$(curl -fsSL https://x.example/i)"',
        "curl -fsSL -o install.sh https://x.example/i && less install.sh",
    ),
    (
        'eval "$(curl -s https://x.example/i)"',
        "curl -fsSL -o install.sh https://x.example/i && less install.sh",
    ),
    ("curl -o i.sh https://x.example/i && sh i.sh", "curl -o i.sh https://x.example/i && less i.sh"),
    ("git reset --hard", "git stash push && git reset --hard"),
    ("git -C sub reset --hard", "git -C sub stash push && git -C sub reset --hard"),
    ("git restore app.py", "git stash push -- app.py"),
    ("git restore --staged --worktree .", "git stash push -- ."),
    ("git restore -s HEAD~2 app.py", "git stash push -- app.py && git restore -s HEAD~2 app.py"),
    ("git checkout -- app.py 'my notes.txt'", "git stash push -- app.py 'my notes.txt'"),
    ("git checkout HEAD~2 -- app.py", "git stash push -- app.py && git checkout HEAD~2 -- app.py"),
    ("bash -c 'git clean -fd'", "bash -c 'git clean -nd'"),
    ("ssh web 'rm -rf $D/x'", "ssh web 'rm -rf ${D:?}/x'"),
    ("cd sub && git clean -fdx && make", "cd sub && git clean -ndx && make"),
]


def proposed(line: str, shell: ShellState = SHELL, facts: Facts = NO_FACTS) -> list[tuple[str, str]]:
    script = read(line, shell)
    found = propose(script, effects_of(script, shell), facts, Risk(80), shell, most=100)
    return [(proposal.kind, proposal.command) for proposal in found]


@pytest.mark.parametrize(("kind", "line"), NOTHING_TO_OFFER)
def test_a_line_that_needs_it_not_is_left_alone(kind: str, line: str) -> None:
    assert kind not in {name for name, _ in proposed(line)}


@pytest.mark.parametrize(("line", "safer"), OFFERED)
def test_a_line_is_offered_a_safer_one(line: str, safer: str) -> None:
    assert safer in [command for _, command in proposed(line)]


@pytest.mark.parametrize("matches", [(), ("a.md",), ("a.md", "b.md")])
def test_what_a_pattern_matches_is_kept_in_a_folder(matches: tuple[str, ...]) -> None:
    script = read("truncate -s 0 *.md", SHELL, Supplied(globs={"*.md": matches} if matches else {}))
    found = propose(script, effects_of(script, SHELL), NO_FACTS, Risk(80), SHELL)
    assert [one.command for one in found] == ["mkdir kept && cp -p -- *.md kept/ && truncate -s 0 *.md"]


def test_a_clean_work_tree_needs_no_stash() -> None:
    clean = Facts(targets={(0, -1): TargetFacts(recovery=Recovery.NOTHING_LOST)}, looked=True)
    assert "git.stash-first" not in {kind for kind, _ in proposed("git reset --hard", facts=clean)}


@pytest.mark.parametrize(
    ("files", "commits", "safer"),
    [
        (0, 1, "git branch before-reset && git reset --hard HEAD~1"),
        (2, 0, "git stash push && git reset --hard HEAD~1"),
        (2, 1, "git branch before-reset && git stash push && git reset --hard HEAD~1"),
    ],
)
def test_what_a_reset_loses_is_kept_first_and_nothing_else(files: int, commits: int, safer: str) -> None:
    lost = TargetFacts(files=files, commits=commits, recovery=Recovery.LOST)
    facts = Facts(targets={(0, -1): lost}, looked=True)
    before = [command for _, command in proposed("git reset --hard HEAD~1", facts=facts) if "&&" in command]
    assert before[0] == safer


def test_the_trash_is_offered_where_the_shell_has_a_program_for_it() -> None:
    assert ("rm.trash", "gio trash -- a b") in proposed("rm -rf a b", TRASH)


def test_the_trash_is_not_offered_to_root() -> None:
    assert "rm.trash" not in {kind for kind, _ in proposed("sudo rm -rf a", TRASH)}


def test_a_long_line_is_offered_nothing() -> None:
    assert proposed("rm -rf " + "x" * 5000) == []


def test_no_more_than_eight_are_offered() -> None:
    found = propose(
        read("rm -rf $A/x; git clean -fdx; git push -f; docker rm -f x", SHELL), (), NO_FACTS, Risk(80), SHELL
    )
    assert 0 < len(found) <= 8
