"""Pairs of what a line itself puts there first: out of a stash, under another name, on another disk.

(name, line, what makes it harmless, what makes it fatal); rows of `_ASK` and `_RUN` have one side.
"""

from __future__ import annotations

APPLIED: list[tuple[str, str, str, str]] = [
    (
        "the only stash applied, and cleared: it is that one, or another beside",
        "git stash apply && git stash clear",
        "repository\nedit src/a.c\ngit stash",
        "repository\nedit src/b.c\ngit stash\nedit src/a.c\ngit stash",
    ),
    (
        "applied whatever happens, and cleared: there is none, or it may not have fitted",
        "git stash apply; git stash clear",
        "repository",
        "repository\nedit src/a.c\ngit stash\ntext src/a.c other",
    ),
]

_README = "repository\nedit README\ngit stash"
_A = "repository\nedit src/a.c\ngit stash"
_NEW = "repository\nfiles n/x#.md 9\ngit stash -u"
_STAGED = "repository\nedit README\ngit add README"
_ELSE = "repository\nedit src/a.c\ngit add src/a.c"
_ADDED = "repository\nfile new.c\ngit add new.c"
PUT_FIRST: list[tuple[str, str, str, str]] = [
    ("removed after a stash of other or of its own changes", "git stash pop && rm -f README", _A, _README),
    ("a file set back after a stash", "git stash pop; git checkout -- README", _A, _README),
    ("a file restored after a stash", "git stash pop; git restore README", _A, _README),
    ("written over after a stash", "git stash pop && ls > README", _A, _README),
    ("copied over after a stash", "git stash pop && cp src/b.c README", _A, _README),
    ("moved over after a stash", "git stash pop && mv src/b.c README", _A, _README),
    ("a folder removed after a stash", "git stash pop && rm -rf src", _README, _A),
    ("cleaned after a stash of changes or of new files", "git stash pop && git clean -fd", _README, _NEW),
    ("all set back after a stash or without one", "git stash pop; git reset --hard", "repository", _README),
    ("forgotten by git after a stash", "git stash pop && git rm -f README", _A, _README),
    ("an earlier stash", "git stash pop stash@{1} && rm README", f"{_README}\nedit src/a.c\ngit stash"
     "\nedit src/b.c\ngit stash", f"{_README}\nedit src/a.c\ngit stash"),
    ("applied and dropped, then removed", "git stash apply && git stash drop && rm README", _A, _README),
    ("what gets another name first", "mv a tmp; mv b a; rm tmp", "repository a b", "repository a b\nedit a"),
    ("what makes room first", "mv a.md a.old && mv b.md a.md && rm a.old", "repository a.md b.md",
     "repository b.md a.md\nedit a.md"),
    ("a key under another name", "mv id old; mv new id; rm old", "file new id",
     "file new\ntext id '-----BEGIN OPENSSH PRIVATE KEY-----\\nabc\\n'"),
    ("moved to a temporary folder, then removed", "mv a /tmp/a-of-a-test && rm /tmp/a-of-a-test",
     "repository a", "repository a\nedit a"),
    ("removed by a pattern that fits the new name", "mv a.md a.old && rm *.old", "repository a.md",
     "repository a.md\nedit a.md"),
    ("net of another process, and its files not", "sudo nsenter -t 4242 -n rm -rf src", "repository",
     "repository README\nfiles src/x#.c 40"),
    ("namespaces of its own, and the same files", "unshare -r rm -rf src", "repository",
     "repository README\nfiles src/x#.c 40"),
    ("at a mount that fails or is made by the line", "rm -rf mnt/old && mount /dev/sdb1 mnt",
     "repository mnt/old/a", "files mnt/old/x#.md 40"),
]  # fmt: skip
PUT_FIRST += [
    ("out of the index, then set back", "git reset README && git checkout README", _ELSE, _STAGED),
    ("all out of the index, then set back", "git reset && git checkout .", "repository", _STAGED),
    ("restored in the index, then in the files", "git restore --staged . && git restore .", "repository", _STAGED),
    ("a file out of the index, then restored", "git restore -S README; git checkout README", _ELSE, _STAGED),
    ("a folder out of the index, then set back", "cd src && git reset -q . && git checkout .", _STAGED, _ELSE),
    ("out of the index, then cleaned away", "git reset && git clean -fd", _STAGED, _ADDED),
    ("out of the index, then one folder cleaned", "git restore --staged . && git clean -fd src", _ADDED,
     "repository\nfile src/new.c\ngit add src/new.c"),
]  # fmt: skip
PUT_FIRST_ASK = [
    ("files of another process", "sudo nsenter -t 4242 -m rm -rf src", "repository"),
    ("all of another process", "sudo nsenter -t 4242 -a rm -rf /srv/data", "repository"),
    ("another root", "unshare -R /srv/root rm -rf src", "repository"),
    ("a disk mounted first", "sudo mount /dev/sdb1 mnt && rm -rf mnt/old", "repository mnt/x"),
    ("a machine mounted first", "sshfs web1:/srv mnt && rm -rf mnt/old", "repository mnt/old/x"),
    (
        "a stash applied, set back and cleared",
        "git stash apply && git checkout . && git stash clear",
        _README,
    ),
]
PUT_FIRST_RUN = [
    ("another one out of the index", "git reset -q README && git checkout src/a.c", _ELSE),
    ("only out of the index", "git reset && git status", _STAGED),
    ("what is staged stays", "git checkout README", _STAGED),
    ("another one out of the index, then cleaned", "git reset README && git clean -fd", _ADDED),
    ("a stash applied and dropped", "git stash apply && git stash drop", _README),
    ("a stash that stays where it is", "git stash pop || git checkout .", _README),
    ("a stash that is only applied", "git stash apply && git checkout .", _README),
    ("looking at another process's files", "sudo nsenter -t 4242 -m ls /", "repository"),
    ("a mount point that goes", "sudo umount mnt && rmdir mnt", "folder mnt"),
]
