"""Pairs about evidence that is none: what seems to keep a thing, and does not: (name, line, harmless, fatal)."""

from __future__ import annotations

OLD = "files old/n#.md 12"
COPIED = "files old/n#.md 12\ncopy old old-backup"
TWO = "repository\nfolder ../other\ncd ../other\nrepository\nedit README\ncd ../project"
SPLIT = "repository\ngit update-index --split-index\nfile x.c\ncommit"
MODULE = (
    "repository\nfolder sub\ncd sub\nrepository\ncd ..\n"
    "git -c protocol.file.allow=always submodule add ./sub sub\ncommit"
)

EVIDENCE: list[tuple[str, str, str, str]] = [
    (
        "a copy beside it, or a link to it that is called like one",
        "rm -rf old",
        COPIED,
        f"{OLD}\nlink old-backup old",
    ),
    (
        "a folder of copies, or a link that leads back to where it lies",
        "rm -rf old",
        f"{OLD}\ncopy old backup/old",
        f"{OLD}\nlink backup .",
    ),
    (
        "a file of the same size and time that holds the same, or not",
        "cp -r new/. conf/",
        "text new/a.md 'aaaa\\n'\ntext conf/a.md 'aaaa\\n'\nold new/a.md conf/a.md",
        "text new/a.md 'aaaa\\n'\ntext conf/a.md 'bbbb\\n'\nold new/a.md conf/a.md",
    ),
    (
        "the same where files are gathered",
        "find in -name '*.md' -exec mv {} out/ \\;",
        "text in/a.md 'aaaa\\n'\ntext out/a.md 'aaaa\\n'\nold in/a.md out/a.md",
        "text in/a.md 'aaaa\\n'\ntext out/a.md 'bbbb\\n'\nold in/a.md out/a.md",
    ),
    (
        "all is moved out, or what is there already stays in it",
        "mv -n in/* . && rm -rf in",
        "files in/n#.md 12",
        "files in/n#.md 12\nfiles n#.md 12",
    ),
    (
        "the same where it asks, or replaces only what is older",
        "mv -u in/* . && rm -rf in",
        "files in/n#.md 12",
        "files in/n#.md 12\nfiles n#.md 12",
    ),
    (
        "what is moved into a folder goes with it",
        "mv notes d/ && rm -rf d",
        "folder d notes",
        "files notes/n#.md 12\nfolder d",
    ),
    (
        "the copy that is made goes as well",
        "cp -r notes copy && rm -rf notes && rm -rf copy",
        "empty notes/a",
        "files notes/n#.md 12",
    ),
    (
        "an archive without what a list leaves out",
        "tar czf o.tgz -X list old && rm -rf old",
        "empty old/a list",
        f"{OLD}\ntext list 'n1.md\\n'",
    ),
    (
        "one of what is new alone",
        "tar czf o.tgz -g seen old && rm -rf old",
        "empty old/a seen",
        f"{OLD}\nfile seen",
    ),
    (
        "one of the folder without what it holds",
        "tar czf o.tgz --no-recursion old && rm -rf old",
        "empty old/a",
        OLD,
    ),
    (
        "one that is only counted",
        "tar cf - old | wc -c && rm -rf old",
        "empty old/a",
        OLD,
    ),
    (
        "one that is thrown away",
        "tar cf /dev/null old && rm -rf old",
        "empty old/a",
        OLD,
    ),
    (
        "one that takes only what it has already",
        "zip -rf o.zip old && rm -rf old",
        "empty old/a",
        OLD,
    ),
    (
        "that the last of a pipeline worked tells nothing of the first",
        "cp -rv old new | tail -1 && rm -rf old",
        "empty old/a",
        OLD,
    ),
    (
        "packed in the session, where the line tells whether that worked, or not",
        "rm -rf old",
        f"{OLD}\nran 'tar czf o.tgz old && ls -l o.tgz'",
        f"{OLD}\nran 'tar czf o.tgz old; ls -l o.tgz'",
    ),
    (
        "what was copied with its time beside what was unpacked",
        "rm -rf notes",
        "file notes/a.txt\nold notes/a.txt\narchive a.tgz notes\nremove notes\nran 'tar xf a.tgz'",
        "files usb/notes/n#.md 3\nold usb/notes/n0.md usb/notes/n1.md usb/notes/n2.md\nfile src/a.txt\nold src/a.txt\n"
        "archive a.tgz src\nremove src\nran 'cp -a usb/notes . && tar xf a.tgz'\nremove usb",
    ),
    (
        "an index of which only a part stands in its file",
        "git reset --hard",
        "repository",
        f"{SPLIT}\nedit src/a.c",
    ),
    (
        "a work tree that the settings say is elsewhere",
        "git reset --hard",
        "repository\ngit config core.worktree ..",
        "repository\ncopy README ../other/README\nedit ../other/README\ngit config core.worktree ../../other",
    ),
    (
        "variables that send git to another repository",
        "git reset --hard",
        TWO,
        f"{TWO}\nvar GIT_DIR {{home}}/other/.git\nvar GIT_WORK_TREE {{home}}/other",
    ),
    (
        "submodules that are set back, too",
        "git reset --hard --recurse-submodules",
        MODULE,
        f"{MODULE}\nedit sub/README",
    ),
    (
        "the same where the settings say so",
        "git reset --hard",
        f"{MODULE}\nedit sub/README",
        f"{MODULE}\ngit config submodule.recurse true\nedit sub/README",
    ),
    (
        "a commit that is only shown",
        "git commit -a --dry-run && git reset --hard",
        "repository",
        "repository\nedit README",
    ),
    (
        "a commit in another repository",
        "git -C ../other commit -am work && git reset --hard",
        TWO,
        f"{TWO}\nedit README",
    ),
    (
        "the same in a subshell",
        "(cd ../other && git commit -am work) && git reset --hard",
        TWO,
        f"{TWO}\nedit README",
    ),
    (
        "what is put aside in another repository",
        "git -C ../other stash && git reset --hard",
        TWO,
        f"{TWO}\nedit README",
    ),
    (
        "a part alone is put aside",
        "git stash push src && git reset --hard",
        "repository\nedit src/a.c\ngit stash",
        "repository\nedit README src/a.c",
    ),
    (
        "what is staged alone is put aside",
        "git stash --staged && git reset --hard",
        "repository",
        "repository\nedit README src/a.c\ngit add src/a.c",
    ),
    (
        "hidden files, by an option that the line sets",
        "shopt -s dotglob; rm -rf *",
        "empty a.o .b.o",
        "empty a.o\nfiles .notes/n#.md 12",
    ),
    (
        "the same for a shell that it starts",
        "bash -O dotglob -c 'rm -rf *'",
        "empty a.o .b.o",
        "empty a.o\nfiles .notes/n#.md 12",
    ),
    (
        "files below, by an option that the line sets",
        "shopt -s globstar; rm **/*.md",
        "empty sub/x.md sub/sub/y.md",
        "empty sub/x.md\nfiles sub/sub/n#.md 12",
    ),
    (
        "a folder under the name that the line gives it, whatever that name says",
        "mv notes build && rm -rf build",
        "empty notes/a",
        "files notes/n#.md 12",
    ),
    (
        "the same where a pattern takes it",
        "mv notes x.o && rm -rf *.o",
        "empty notes/a",
        "files notes/n#.md 12",
    ),
    (
        "what is staged is set back, too",
        "git restore -S -W .",
        "repository",
        "repository\nedit README\ngit add README",
    ),
    (
        "a file that git does not know, where the other commit has one",
        "git reset --hard dev",
        "repository\ngit checkout -q -b dev\nfile new.c\ncommit\ngit checkout -q main",
        "repository\ngit checkout -q -b dev\nfile new.c\ncommit\ngit checkout -q main\ntext new.c 'another work'",
    ),
    (
        "the same where a branch is forced",
        "git checkout -f dev",
        "repository\ngit checkout -q -b dev\nfile new.c\ncommit\ngit checkout -q main",
        "repository\ngit checkout -q -b dev\nfile new.c\ncommit\ngit checkout -q main\ntext new.c 'another work'",
    ),
    (
        "what git ignores everywhere, by the file that its settings name",
        "git clean -fd",
        "repository\nfiles notes/n#.md 12\ntext ~/.config/git/ignore '*.md\\n'",
        "repository\nfiles notes/n#.md 12\ntext ~/.config/git/ignore '*.md\\n'\n"
        "text ~/.gitconfig '[core]\\nexcludesFile = ~/.other\\n'",
    ),
]
