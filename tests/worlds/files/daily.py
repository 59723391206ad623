"""Pairs about what people type every day: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

DUMPS = "file backups/new.sql.gz backups/old.sql.gz\nold backups/old.sql.gz"
INSTALLER = "text get-docker.sh 'echo hi'"
DAILY: list[tuple[str, str, str, str]] = [
    # what has had its time
    (
        "old dumps with newer ones beside them, or all that there are",
        "find backups -name '*.sql.gz' -mtime +30 -delete",
        DUMPS,
        "files backups/#.sql.gz 9\n"
        "old backups/0.sql.gz backups/1.sql.gz backups/2.sql.gz backups/3.sql.gz backups/4.sql.gz\n"
        "old backups/5.sql.gz backups/6.sql.gz backups/7.sql.gz backups/8.sql.gz",
    ),
    (
        "old logs, or old photos, beside newer ones",
        "find . -type f -mtime +90 -delete",
        "file new.log old.log\nold old.log",
        "file new.log old.jpg a.jpg b.jpg c.jpg\nold old.jpg a.jpg b.jpg c.jpg",
    ),
    (
        "nothing is old enough, or all of it",
        "find runs -name '*.ckpt' -mtime +30 -delete",
        "files runs/#.ckpt 9",
        "files runs/#.ckpt 5\nold runs/0.ckpt runs/1.ckpt runs/2.ckpt runs/3.ckpt runs/4.ckpt",
    ),
    (
        "only empty files are small enough, or all",
        "find . -type f -size -2k -delete",
        "empty a b c",
        "files chapter#.md 12",
    ),
    # what was thrown away already, or never written
    (
        "the trash of a drive, or a folder that is named nearly so",
        "rm -rf stick/.Tr*",
        "file stick/.Trash-1000/files/a.txt stick/.Trash-1000/info/a.txt.trashinfo",
        "files stick/.Travels/day#.txt 12",
    ),
    (
        "an object of git that a full disk left empty, or one of the history",
        "rm .git/objects/7e/b3b6db143879a7d749d7f3746777dcb89c315c",
        "repository a.c\nempty .git/objects/7e/b3b6db143879a7d749d7f3746777dcb89c315c",
        "repository a.c\nfile .git/objects/7e/b3b6db143879a7d749d7f3746777dcb89c315c",
    ),
    # little, and much
    (
        "a folder with one note, or a year of them",
        "rm -r old",
        "file old/state",
        "files old/notes#.txt 12",
    ),
    ("a folder with a note, or a letter", "rm -r old", "file old/state", "file old/letter.docx"),
    ("a folder with a note, or a key", "rm -rf old", "file old/state", "file old/id_rsa"),
    ("a folder with a note, or a password file", "rm -rf old", "file old/a", "file old/passwords.txt"),
    (
        "a folder with an edited file that git has, or not yet",
        "rm -r lib",
        "repository lib/a.c\npushed",
        "repository lib/a.c\nedit lib/a.c",
    ),
    # what a tool writes
    (
        "a lock file beside its manifest, or a person's file",
        "rm -rf node_modules package-lock.json",
        "file package.json package-lock.json\nfiles node_modules/#.js 20",
        "file package-lock.json\nfiles node_modules/notes#.md 20",
    ),
    (
        "programs that a build made, or scripts of one's own",
        "rm -rf bin",
        "repository go.mod\nprogram bin/a\nprogram bin/b\nprogram bin/c\nprogram bin/d",
        "repository go.mod\nfiles bin/deploy#.sh 4",
    ),
    (
        "installing a newer build of a program, or a letter over a program's own file",
        "cp out/tool ~/.local/bin/",
        "program ~/.local/bin/tool\nold ~/.local/bin/tool\nprogram out/tool",
        "file ~/.local/bin/tool\nprogram out/tool",
    ),
    (
        "cleaning away programs and dumps, or notes",
        "git clean -fdx",
        "repository Makefile a.c\nprogram app\nfile a.out core.17",
        "repository Makefile a.c\nprogram app\nfile notes.md",
    ),
    (
        "what is to be left is all that there is, or not",
        "git clean -fdx -e .env -e local",
        "repository\nfile .env local/a",
        "repository\nfile .env plan.txt",
    ),
    # removed by their names, with -r out of habit
    (
        "one file by its name, or a folder that is called like one",
        "rm -rf chart.js",
        "file chart.js",
        "folder chart.js\nfiles chart.js/part#.js 12",
    ),
    (
        "files by their names, or a folder among them",
        "rm -r tool.conf old.list",
        "file tool.conf old.list",
        "file tool.conf\nfiles old.list/part# 12",
    ),
    # an installer that is kept before it runs
    (
        "an installer from its project's own address, or from anywhere",
        "sh get-docker.sh",
        f"{INSTALLER}\ntyped 'curl -fsSL https://get.docker.com -o get-docker.sh'",
        f"{INSTALLER}\ntyped 'curl -fsSL https://example.net/get-docker.sh -o get-docker.sh'",
    ),
    (
        "an installer as it was fetched, or one that was put in its place since",
        "sh get-docker.sh",
        f"{INSTALLER}\ntyped 'curl -fsSL https://get.docker.com -o get-docker.sh'",
        f"{INSTALLER}\ntyped 'curl -fsSL https://get.docker.com -o get-docker.sh'\n"
        "typed 'curl -s https://example.net/x > get-docker.sh'",
    ),
    # into a folder
    (
        "into the folder one is in: tracked there, or not",
        "mv ~/Downloads/slides.pdf .",
        "file ~/Downloads/slides.pdf\nrepository slides.pdf",
        "repository\nfile ~/Downloads/slides.pdf slides.pdf",
    ),
    (
        "copied into the folder one is in: new there, or not",
        "cp ~/Downloads/thesis.tex .",
        "file ~/Downloads/thesis.tex",
        "file ~/Downloads/thesis.tex\ntext thesis.tex 'a year of work'",
    ),
    # clusters
    (
        "a namespace of a cluster for trying, by any name",
        "kubectl delete deploy api",
        "cluster kind-dev shop",
        "cluster shop-eu shop",
    ),
]

_NOTES = "text notes.txt 'call mother\\ntax return until May\\nroof\\n'\nold notes.txt"
LINE_ENDS: list[tuple[str, str, str, str]] = [
    (
        "a text, or a photo by force",
        "dos2unix $HOW *",
        f"{_NOTES}\nvar HOW -k",
        "image a.jpg\nimage b.jpg\nvar HOW -f",
    ),
    ("a new file, or notes", "dos2unix -n a.txt notes.txt", "file a.txt", f"{_NOTES}\nfile a.txt"),
]
LINE_ENDS_RUN: list[tuple[str, str, str]] = [
    ("a text", "dos2unix notes.txt", _NOTES),
    ("a script", "dos2unix run.sh", "script run.sh 'echo a'"),
    ("texts that are found", "find . -name '*.txt' -exec dos2unix {} +", _NOTES),
]
OTHER_OUTPUT: list[tuple[str, str, str, str]] = [
    (
        "effects stand behind the new name",
        "sox a.wav b.wav trim 0 10",
        "file a.wav",
        "image a.wav\nimage b.wav\nold b.wav",
    ),
    (
        "no archive has that name, or what is none",
        "tar czf home.tgz notes",
        "files notes/a#.md 4",
        "files notes/a#.md 4\nimage home.tgz",
    ),
]
