"""Pairs about evidence of git, of the session, of moves and lists that was mistaken: (name, line, harmless, fatal)."""

from __future__ import annotations

MISTAKEN: list[tuple[str, str, str, str]] = [
    (
        "an ignored file that the branch has",
        "git checkout dev",
        (
            "repository\ngit checkout -q -b dev\ntext .env 'A=1\\n'\ngit add -f .env\n"
            "git commit -qm env\ngit checkout -q main\ntext .gitignore '.env\\n'\ncommit"
        ),
        (
            "repository\ngit checkout -q -b dev\ntext .env 'A=1\\n'\ngit add -f .env\n"
            "git commit -qm env\ngit checkout -q main\ntext .gitignore '.env\\n'\ncommit\n"
            "text .env 'SECRET=of the server\\n'"
        ),
    ),
    (
        "the same by switch",
        "git switch dev",
        (
            "repository\ngit checkout -q -b dev\ntext .env 'A=1\\n'\ngit add -f .env\n"
            "git commit -qm env\ngit checkout -q main\ntext .gitignore '.env\\n'\ncommit"
        ),
        (
            "repository\ngit checkout -q -b dev\ntext .env 'A=1\\n'\ngit add -f .env\n"
            "git commit -qm env\ngit checkout -q main\ntext .gitignore '.env\\n'\ncommit\n"
            "text .env 'SECRET=of the server\\n'"
        ),
    ),
    (
        "the same by merge",
        "git merge dev",
        (
            "repository\ngit checkout -q -b dev\ntext .env 'A=1\\n'\ngit add -f .env\n"
            "git commit -qm env\ngit checkout -q main\ntext .gitignore '.env\\n'\ncommit"
        ),
        (
            "repository\ngit checkout -q -b dev\ntext .env 'A=1\\n'\ngit add -f .env\n"
            "git commit -qm env\ngit checkout -q main\ntext .gitignore '.env\\n'\ncommit\n"
            "text .env 'SECRET=of the server\\n'"
        ),
    ),
    (
        "where CDPATH leads",
        "cd area && rm -rf *",
        "folder area\nvar CDPATH .:{home}",
        "folder area\nvar CDPATH {home}\nfiles ~/area/n#.md 12",
    ),
    (
        "CDPATH set in the line",
        "CDPATH=~ ; cd area && rm -rf *",
        "folder area ~/area",
        "folder area\nfiles ~/area/n#.md 12",
    ),
    (
        "what words are parted at",
        "IFS=,; x=a,notes; rm -rf $x",
        "folder notes a",
        "files notes/n#.md 12\nfolder a",
    ),
    (
        "more files than can be looked at",
        "mv new/* conf/",
        "files new/n#.conf 3\nfolder conf",
        "files new/n#.conf 5200\nfiles conf/n#.conf 30",
    ),
    (
        "a branch that only the one named beside it holds",
        "git branch -D a b",
        "repository\ngit branch a\ngit branch b",
        "repository\ngit checkout -q -b a\nfile x.c\ncommit\ngit branch b\ngit checkout -q main",
    ),
    (
        "a branch that stands in another work tree alone in its changes",
        "git branch -D side",
        "repository\ngit branch side",
        "repository\ngit checkout -q -b side\nfile x.c\ncommit\ngit checkout -q --detach",
    ),
    (
        "a branch that the stash alone holds",
        "git branch -D side",
        "repository\ngit branch side",
        ("repository\ngit checkout -q -b side\nfile x.c\ncommit\nedit x.c\ngit stash\ngit checkout -q main"),
    ),
    (
        "a branch whose end a bisect holds",
        "git branch -D side",
        "repository\ngit branch side",
        (
            "repository\ngit checkout -q -b side\nfile x.c\ncommit\n"
            "git update-ref refs/bisect/bad HEAD\ngit checkout -q main"
        ),
    ),
    (
        "reset while the branch's commits are in no other",
        "git reset --hard origin/main",
        "repository\npushed",
        "repository\npushed\nfile x.c y.c\ncommit",
    ),
    (
        "a rebase that is under way with work resolved",
        "git reset --hard",
        "repository",
        (
            "repository\ngit checkout -q -b side\nedit README\ngit commit -qam one\n"
            "git checkout -q main\ntext README other\ngit commit -qam two\ngit checkout -q side\n"
            "git_stops rebase main\ntext README 'resolved by hand over a day\\n'\ngit add README"
        ),
    ),
    (
        "a stash whose files the work tree has, and the untracked ones not",
        "git stash drop",
        "repository\nedit README\ngit stash\ngit stash apply",
        ("repository\nedit README\nfile new.md newer.md\ngit stash -u\ngit checkout stash@{0} -- README"),
    ),
    (
        "a worktree pruned with a detached commit",
        "git worktree remove --force ../wt",
        "repository\ngit worktree add -q ../wt -b side",
        ("repository\ngit worktree add -q --detach ../wt\ncd ../wt\nfile x.c y.c\ncommit\ncd ../project"),
    ),
    (
        "a branch renamed over another",
        "git branch -M side old",
        "repository\ngit branch side\ngit branch old",
        ("repository\ngit branch side\ngit checkout -q -b old\nfile x.c\ncommit\ngit checkout -q main"),
    ),
    (
        "a forced checkout of paths from a branch over staged work",
        "git checkout main -- .",
        "repository",
        "repository\nedit README src/a.c\ngit add -A",
    ),
    (
        "restoring from the index what was changed after it",
        "git restore .",
        "repository",
        "repository\nedit README\ngit add README\nedit README",
    ),
    (
        "a pull that resets after work",
        "git fetch && git reset --hard FETCH_HEAD",
        "repository\npushed",
        "repository\npushed\nfile x.c\ncommit",
    ),
    (
        "a file that git is told to skip",
        "git checkout -- conf.ini",
        "repository conf.ini",
        "repository conf.ini\ngit update-index --skip-worktree conf.ini\nedit conf.ini",
    ),
    (
        "one that is assumed to be unchanged",
        "git checkout -f main",
        "repository conf.ini",
        "repository conf.ini\ngit update-index --assume-unchanged conf.ini\nedit conf.ini",
    ),
    (
        "a name that differs in case alone from an ignored one",
        "git clean -fdX",
        "repository",
        "repository\ntext .gitignore 'Notes/\\n'\ncommit\nfiles Notes/n#.md 12",
    ),
    (
        "ignoring taken back further down",
        "git clean -fd",
        "repository\ntext .gitignore '*.md\\n'\ncommit\nfiles d/n#.md 3",
        ("repository\ntext .gitignore '*.md\\n'\ntext d/.gitignore '!*.md\\n'\ncommit\nfiles d/n#.md 12"),
    ),
    (
        "info/exclude that is overruled",
        "git clean -fd",
        "repository\ntext .git/info/exclude '*.md\\n'\nfiles n#.md 3",
        ("repository\ntext .git/info/exclude '*.md\\n'\ntext .gitignore '!*.md\\n'\ncommit\nfiles n#.md 12"),
    ),
    (
        "a copy made in the session, and the origin edited since, then the copy goes",
        "rm -rf copy",
        "files old/n#.md 12\nran 'cp -r old copy'",
        "files old/n#.md 12\nran 'cp -r old copy'\nran 'rm -r old'",
    ),
    (
        "a copy of links",
        "rm -rf copy",
        "files old/n#.md 12\nran 'cp -rL old copy'",
        "files real/n#.md 12\nfolder old\nlink old/a ../real\nran 'cp -rL old copy'\nremove real",
    ),
    (
        "unpacked in the session from an archive that was replaced",
        "rm -rf a",
        "files a/n#.md 12\narchive a.tgz a\nremove a\nran 'tar xf a.tgz'",
        ("files a/n#.md 12\narchive a.tgz a\nremove a\nran 'tar xf a.tgz'\nran 'cp /dev/null a.tgz'"),
    ),
    (
        "the folder was begun in the session, and a letter copied in",
        "rm -rf try",
        "ran 'mkdir try && touch try/a'",
        ("file letter.odt more.odt\nran 'mkdir try && touch try/a'\nran 'mv letter.odt more.odt try/'"),
    ),
    (
        "begun in the session, and notes written by an editor",
        "rm -rf try",
        "ran 'mkdir try && touch try/a'",
        "ran 'mkdir try && touch try/a'\nfiles try/n#.md 12",
    ),
    (
        "begun by a line, then a recording that took minutes",
        "rm -rf rec",
        "ran 'mkdir rec && touch rec/a'",
        "ran 'mkdir rec'\nfiles rec/take#.wav 12",
    ),
    (
        "typed again: a sed, then by hand",
        "git checkout .",
        "repository\nran 'sed -i s/what/that/ README'",
        "repository\nran 'sed -i s/what/that/ README'\nedit README",
    ),
    (
        "by hand, then a sed",
        "git checkout .",
        "repository",
        "repository\nedit README\nran 'sed -i s/what/that/ README'",
    ),
    (
        "packed in the session, then changed",
        "rm -rf old",
        "files old/n#.md 12\nran 'tar czf o.tgz old'",
        "files old/n#.md 12\nran 'tar czf o.tgz old'\nedit old/n1.md",
    ),
    (
        "packed in the session, then something new came in",
        "rm -rf old",
        "files old/n#.md 12\nran 'tar czf o.tgz old'",
        "files old/n#.md 12\nran 'tar czf o.tgz old'\nfiles old/x#.md 12",
    ),
    (
        "packed in the session with what is hidden left out",
        "rm -rf old",
        "files old/n#.md 12\nran 'tar czf o.tgz old'",
        "files old/n#.md 6\nfiles old/.private/n#.md 12\nran 'tar czf o.tgz old/*'",
    ),
    (
        "copied in the session without what is hidden",
        "rm -rf old",
        "files old/n#.md 12\nran 'cp -r old new'",
        "files old/n#.md 2\nfiles old/.private/n#.md 12\nran 'mkdir new && cp -r old/* new'",
    ),
    (
        "moved in the session into a folder of a build",
        "rm -rf build",
        "file Makefile\nfiles build/o#.o 5",
        (
            "file Makefile\nfiles build/o#.o 5\nfile thesis.md letters.md plan.md\n"
            "ran 'mv thesis.md letters.md plan.md build/'"
        ),
    ),
    (
        "copied to the folder for passing things, then the origin",
        "rm -rf old",
        "files old/n#.md 12\nran 'cp -r old keep'",
        "files old/n#.md 12\nran 'cp -r old /tmp/keep-of-a-test'",
    ),
    (
        "moved out all but what is hidden",
        "mv in/* . && rm -rf in",
        "files in/n#.md 12",
        "files in/n#.md 2\nfiles in/.private/n#.md 12",
    ),
    (
        "moved out over what is there",
        "mv -f in/* . ; rm -rf in",
        "files in/n#.md 12",
        "files in/n#.md 12\nfiles n#.md 12",
    ),
    (
        "moved to a folder that is not there",
        "mv in/a.md in/b.md out; rm -rf in",
        "file in/a.md in/b.md\nfolder out",
        "file in/a.md in/b.md in/c.md in/d.md in/e.md",
    ),
    (
        "moved into what then goes by another name",
        "mv notes old/ && rm -rf ./old/*",
        "folder notes old",
        "files notes/n#.md 12\nfolder old",
    ),
    (
        "moved into what a link leads to",
        "mv notes cur/ && rm -rf old",
        "folder notes old\nlink cur old",
        "files notes/n#.md 12\nfolder old\nlink cur old",
    ),
    (
        "renamed in turn so that one takes the place of another",
        "mv a.odt b.odt && mv b.odt c.odt",
        "file a.odt",
        "file a.odt c.odt",
    ),
    (
        "an archive that becomes older than what it replaces",
        "tar cf n.tar notes",
        "files notes/n#.md 6\narchive n.tar notes",
        ("files notes/n#.md 12\narchive n.tar notes\nran 'rm notes/n1.md notes/n2.md notes/n3.md'"),
    ),
    (
        "an archive of which files were emptied since",
        "tar cf n.tar notes",
        "files notes/n#.md 6\narchive n.tar notes",
        (
            "files notes/n#.md 6\narchive n.tar notes\n"
            "ran 'truncate -s 0 notes/n0.md notes/n1.md notes/n2.md notes/n3.md notes/n4.md "
            "notes/n5.md'"
        ),
    ),
    (
        "unpacked over a link that leads to work",
        "tar xf a.tar",
        "files a/n#.md 6\narchive a.tar a\nremove a",
        (
            "files a/n#.md 6\narchive a.tar a\nremove a\nfiles real/n#.md 6\n"
            "edit real/n1.md real/n2.md\nlink a real"
        ),
    ),
    (
        "unpacked over a file of the same size and nearly the same time",
        "tar xf a.tar",
        "text a/x.md 'aaaa\\n'\narchive a.tar a",
        "text a/x.md 'aaaa\\n'\nold a/x.md\narchive a.tar a\ntext a/x.md 'bbbb\\n'\nold a/x.md",
    ),
    (
        "unpacked with a part of the name cut off",
        "tar xf a.tar --strip-components=1",
        "files a/n#.md 6\narchive a.tar a\nremove a",
        "files a/n#.md 6\narchive a.tar a\nremove a\nfiles n#.md 6\nedit n1.md n2.md",
    ),
    (
        "unzipped into another folder by a joined option",
        "unzip -o a.zip -dout",
        "files a/n#.md 6\narchive a.zip a\nremove a",
        ("files a/n#.md 6\narchive a.zip a\nremove a\nfiles out/a/n#.md 6\nedit out/a/n1.md out/a/n2.md"),
    ),
    (
        "a list of names with blanks",
        "xargs rm -rf < list",
        "text list 'a b\\n'\nfolder a b",
        "text list 'my notes\\n'\nfolder my\nfiles notes/n#.md 12",
    ),
    (
        "a list whose last line has no end",
        "while read d; do rm -rf $d; done < list",
        "text list 'a\\n'\nfolder a",
        "text list 'a\\nnotes\\n'\nfolder a\nfiles notes/n#.md 12",
    ),
    (
        "a list read in another folder",
        "cd sub && xargs rm -rf < ../list",
        "text list 'notes\\n'\nfolder sub notes sub/notes",
        "text list 'notes\\n'\nfolder sub notes\nfiles sub/notes/n#.md 12",
    ),
    (
        "a loop over what is listed by ls with blanks",
        "for f in $(ls); do rm -rf $f; done",
        "folder a",
        "folder 'my notes'\nfiles notes/n#.md 12",
    ),
    (
        "a loop whose variable is changed in it",
        "for d in a b; do d=notes; rm -rf $d; done",
        "folder a b notes",
        "folder a b\nfiles notes/n#.md 12",
    ),
    (
        "a list of what find prints, with links followed",
        "find -L cur -name '*.md' | xargs rm",
        "folder cur",
        "folder cur\nfiles real/n#.md 12\nlink cur/x ../real",
    ),
    (
        "a name with a dash in front",
        "cd d && rm -rf *",
        "folder d",
        "folder d\nempty d/-rf\nfiles d/notes/n#.md 12",
    ),
    (
        "a glob that the shell takes as it stands",
        "rm -rf 'a*'",
        "folder a1",
        "files a*/n#.md 12",
    ),
    (
        "counted from the end",
        "ls -t *.md | tail -n +2 | xargs rm",
        "file a.md",
        "files n#.md 12",
    ),
]
