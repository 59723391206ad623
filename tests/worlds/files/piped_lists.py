"""Pairs of what lists hand on and loops do in turn: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

GONE = (
    "repository\npushed\ngit checkout -q -b side\nfile side.c\ncommit\npushed side\ngit checkout -q main\n"
    "git config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*\n"
    "git update-ref -d refs/remotes/origin/side\ngit checkout -q -b work\nfile w.c\ncommit\ngit checkout -q main\n"
)
MERGED = f"{GONE}git merge -q --no-edit side"
TWO = "folder a b\ncd a\nrepository\ncd ../b\nrepository\n"
APART = (
    "repository\npushed\ngit checkout -q -b side\nfile s.c\ncommit\npushed side\n"
    "git checkout -q main\nfile m.c\ncommit\npushed\n"
)
OBJECTS = "text .git/info/exclude 'build/\\n'\nfile build/a.o build/b.o\n"
SAME = f"repository\nfile r.txt a.o src/a.o src/b.o\ncommit\npushed\n{OBJECTS}"
EDITED = f"{SAME}edit a.o src/a.o"
LIST = "text list.txt 'old\\nolder\\n'"
LISTED = f"{LIST}\nfiles old/l#.odt 12"
BUILDS = "file a/CMakeLists.txt a/build/CMakeCache.txt a/build/x.o\n"

HANDED: list[tuple[str, str, str, str]] = [
    (
        "branches whose other end is gone: merged, or with a commit of their own",
        "git branch -vv | awk '/: gone]/{print $1}' | xargs git branch -D",
        MERGED,
        GONE,
    ),
    (
        "the same by grep, in a substitution",
        "git branch -D $(git branch -vv | grep ': gone]' | awk '{print $1}')",
        MERGED,
        GONE,
    ),
    (
        "the same in a loop",
        "for b in $(git branch -vv | grep ': gone]' | awk '{print $1}'); do git branch -D $b; done",
        MERGED,
        GONE,
    ),
    (
        "branches of one beginning: merged, or the only ones with a commit",
        "git branch | grep old- | xargs git branch -D",
        "repository\ngit branch old-a\ngit checkout -q -b work\nfile w.c\ncommit\ngit checkout -q main",
        "repository\ngit checkout -q -b old-a\nfile x.c\ncommit\ngit checkout -q main",
    ),
    (
        "what git lists as unknown, by its letters: nothing, or notes",
        "git status --porcelain | grep '^??' | cut -c4- | xargs rm -rf",
        "repository\nedit README",
        "repository\nfiles notes/n#.odt 12",
    ),
    (
        "the second word of each line: nothing is listed, or notes",
        "git status -s | awk '{print $2}' | xargs rm -rf",
        "repository",
        "repository\nfiles notes/n#.odt 12",
    ),
    (
        "of the unknown files those that are letters: none, or all",
        "git ls-files --others --exclude-standard | grep '\\.odt$' | xargs rm",
        "repository\nfiles n#.txt 12",
        "repository\nfiles n#.odt 12",
    ),
    (
        "a command's output read line by line",
        'while read -r f; do rm -rf "$f"; done < <(git ls-files -o --exclude-standard)',
        "repository",
        "repository\nfiles n#.odt 12",
    ),
    (
        "a list read line by line: what is gone, or letters",
        'while read -r f; do rm -rf "$f"; done < list.txt',
        LIST,
        LISTED,
    ),
    ("a list piped into a loop", 'cat list.txt | while read f; do rm -rf "$f"; done', LIST, LISTED),
    ("the words of a list in a loop", "for f in $(cat list.txt); do rm -rf $f; done", LIST, LISTED),
    ("a list put into a name", "cat list.txt | xargs -I{} rm -rf ./{}", LIST, LISTED),
    (
        "all but the newest three: none, or seventeen dumps",
        "ls -t *.sql.gz | tail -n +4 | xargs rm -f",
        "files d#.sql.gz 3",
        "files d#.sql.gz 20",
    ),
    (
        "all but the newest three, by name",
        "rm -rf $(ls -t | tail -n +4)",
        "files l#.odt 3",
        "files l#.odt 15",
    ),
    (
        "a name with a blank that xargs takes for two",
        "find . -name '*.tmp' | xargs rm -f",
        "empty a.tmp b.tmp\nfile thesis.odt",
        "file thesis.odt\nempty 'thesis.odt x.tmp'",
    ),
    (
        "each repository set back: all clean, or one changed",
        'for d in */; do (cd "$d" && git reset --hard); done',
        f"{TWO}cd ..",
        f"{TWO}edit README\ncd ..",
    ),
    (
        "each repository, gone into and out of again",
        'for d in */; do cd "$d"; git checkout .; cd ..; done',
        f"{TWO}cd ..",
        f"{TWO}edit README\ncd ..",
    ),
    (
        "each repository cleaned from above",
        'for d in */; do git -C "$d" clean -fdx; done',
        f"{TWO}cd ..",
        f"{TWO}files n#.odt 12\ncd ..",
    ),
    (
        "in each folder what a build made, or letters",
        'for d in */; do (cd "$d" && rm -rf build); done',
        f"{BUILDS}file b/CMakeLists.txt b/build/CMakeCache.txt",
        f"{BUILDS}files b/build/l#.odt 12",
    ),
    (
        "unpacked one by one: new folders, or over changed files",
        'for z in *.zip; do unzip -o "$z"; done',
        "file src/a.c lib/b.c\narchive a.zip src\narchive b.zip lib\nremove src\nremove lib",
        "file src/a.c lib/b.c\narchive a.zip src\narchive b.zip lib\nedit lib/b.c",
    ),
    (
        "small letters: no name is taken, or two become one",
        'for f in *; do mv "$f" "${f,,}"; done',
        "file A.odt B.odt c.odt",
        "file A.odt b.odt\nfile a.odt\nedit a.odt",
    ),
    (
        "small letters by a program",
        'for f in *.txt; do mv -- "$f" "$(echo "$f" | tr A-Z a-z)"; done',
        "file A.txt b.txt",
        "file A.txt\nfile a.txt\nedit a.txt",
    ),
    (
        "numbered: other names, or numbers that are not reached yet",
        'i=1; for f in *.jpg; do mv "$f" "$i.jpg"; i=$((i+1)); done',
        "files holiday#.jpg 9",
        "file 1.jpg 10.jpg 2.jpg 3.jpg 4.jpg",
    ),
    (
        "numbered by a program: free names, or one taken",
        'n=0; for f in h*.jpg; do n=$((n+1)); mv -v "$f" "$(printf img_%03d.jpg $n)"; done',
        "files h#.jpg 5\nfile img_009.jpg",
        "files h#.jpg 5\nfile img_002.jpg",
    ),
    (
        "named by the day: different days, or one",
        'for f in *.jpg; do mv "$f" "$(date -r "$f" +%Y%m%d).jpg"; done',
        "file a.jpg b.jpg\nold b.jpg",
        "files p#.jpg 12",
    ),
    (
        "names cut short: still different, or equal",
        'for f in *.odt; do mv "$f" "${f:0:3}.odt"; done',
        "file abcd.odt xyzw.odt",
        "file abcd.odt abce.odt",
    ),
    (
        "a folder moved out of: nothing is left, or what is hidden",
        "mv demo/* . && rm -rf demo",
        "file demo/a.c demo/b.c",
        "file demo/a.c demo/b.c demo/.env\nfiles demo/.notes/n#.odt 12",
    ),
    (
        "copied only over older files: the other is newer, or older",
        "cp -u draft.odt thesis.odt",
        "file draft.odt thesis.odt\nold draft.odt\nedit thesis.odt",
        "file draft.odt thesis.odt\nold thesis.odt\nedit draft.odt",
    ),
    (
        "moved by rsync: free names, or newer ones there",
        "rsync -a --remove-source-files new/ kept/",
        "files new/l#.odt 5\nfolder kept",
        "files new/l#.odt 5\nfiles kept/l#.odt 5\nold new/l0.odt new/l1.odt\nedit kept/l0.odt kept/l1.odt",
    ),
    (
        "another branch set back: pushed, or with a commit of its own",
        "git checkout main && git reset --hard origin/main",
        "repository\npushed\ngit checkout -q -b topic",
        "repository\npushed\nfile new.c\ncommit\ngit checkout -q -b topic HEAD~1",
    ),
    (
        "another branch set back, or this one where going there fails",
        "git switch main; git reset --hard origin/main",
        "repository\npushed\ngit checkout -q -b topic",
        "repository\npushed\ngit checkout -q -b topic\nfile new.c\ncommit",
    ),
    (
        "commits given a new branch before they are dropped: all committed, or not",
        "git checkout -b kept && git reset --hard HEAD~1",
        "repository\nfile x.c\ncommit",
        "repository\nfile x.c\ncommit\nedit x.c",
    ),
    (
        "back before a merge: just made by git, or worked on since",
        "git reset --hard ORIG_HEAD",
        f"{APART}git merge -q --no-edit side",
        f"{APART}git merge -q --no-edit side\nfile later.c\ncommit",
    ),
    (
        "a merge taken back: made by git alone, or put together by hand",
        "git reset --hard HEAD^",
        f"{APART}git merge -q --no-edit side",
        f"{APART}text s.c other\ncommit\npushed\ngit_stops merge side\ntext s.c 'by hand'\ncommit",
    ),
    (
        "all but one name: nothing else, or letters",
        "find . -type f ! -name '*.odt' -delete",
        "files l#.odt 6",
        "files l#.odt 6\nfiles n#.odp 12",
    ),
    (
        "all but one folder: nothing else, or letters",
        "find . -mindepth 1 -maxdepth 1 ! -name keep -exec rm -rf {} +",
        "files keep/l#.odt 6",
        "files keep/l#.odt 6\nfiles letters/l#.odt 12",
    ),
    (
        "folders of that name no deeper than that: a build, or letters",
        "find . -maxdepth 2 -type d -name build -exec rm -rf {} +",
        f"{BUILDS}files a/b/c/build/l#.odt 12",
        f"{BUILDS}files b/build/l#.odt 12",
    ),
    (
        "files that hold a word: none, or letters",
        "grep -rl TODO . | xargs rm",
        "files n#.odt 6",
        "files n#.odt 6\ntext a.odt TODO\ntext b.odt TODO",
    ),
    (
        "files that hold a word, edited: as git has them, or further",
        "git grep -l foo | xargs sed -i s/foo/bar/g",
        "repository src/a.c\ntext src/b.odt foo\ncommit",
        "repository src/a.c\ntext src/b.odt foo\ncommit\nedit src/b.odt",
    ),
    (
        "a list with blanks in it, made ready for xargs",
        "cat list.txt | tr '\\n' '\\0' | xargs -0 rm -f",
        "text list.txt 'gone one\\ngone two\\n'\nfile 'my letters.odt'",
        "text list.txt 'my letters.odt\\n'\nfile 'my letters.odt'",
    ),
    (
        "packed first: the archive lies beside, or in what goes",
        'tar czf "$OUT/l.tgz" letters && rm -rf letters',
        "files letters/l#.odt 12\nvar OUT .",
        "files letters/l#.odt 12\nvar OUT letters",
    ),
    (
        "packed by zip, the letters in folders below with the others or not",
        "zip -q $HOW l.zip letters && rm -rf letters",
        "files letters/l#.odt 12\nvar HOW -r",
        "files letters/l#.odt 12\nvar HOW -X",
    ),
    (
        "moved out first to where there is room: all, or all but what is hidden",
        "mv inbox/* done/; rm -r inbox",
        "files inbox/l#.odt 4\nfolder done",
        "files inbox/l#.odt 4\nfolder done\nfiles inbox/.kept/l#.odt 12",
    ),
    (
        "moved out first, but to where a name is taken by a folder",
        "mv inbox/* done/; rm -r inbox",
        "files inbox/l#.odt 4\nfolder done",
        "files inbox/l#.odt 4\nfolder done\nfile inbox/plans/p.odt done/plans/p.odt",
    ),
    (
        "a copy under a new name, or letters under it",
        "rm -rf b",
        "files photos/#.jpg 12\nran 'cp -r photos a'\nran 'mv a b'",
        "files a/#.jpg 12\nran 'mv a b'",
    ),
    (
        "a copy under a new name, or worked on there",
        "rm -rf old/copy",
        "files photos/#.jpg 12\nfolder old\nran 'cp -r photos copy'\nran 'mv copy old'",
        "files photos/#.jpg 12\nfolder old\nran 'cp -r photos copy'\nran 'mv copy old'\nedit old/copy/3.jpg",
    ),
    (
        "what it was copied from got another name, or was worked on there",
        "rm -rf copy",
        "files photos/#.jpg 12\nran 'cp -r photos copy'\nran 'mv photos pictures'",
        "files photos/#.jpg 12\nran 'cp -r photos copy'\nran 'mv photos pictures'\nedit pictures/3.jpg",
    ),
    (
        "the same names in another folder, each without its own",
        "find build -name '*.o' | while read -r f; do rm \"src/${f##*/}\"; done",
        SAME,
        EDITED,
    ),
    (
        "a folder for a trial with copies in it, or with letters",
        "rm -rf t",
        "file a.odt\nran 'mkdir t'\nran 'cp a.odt t/'\nran 'wc t/*'",
        "file a.odt\nran 'mkdir t'\nran 'cp a.odt t/'\nran 'wc t/*'\nfiles t/l#.odt 12",
    ),
]

OTHER_NAMES = [
    ("find build -name '*.o' | awk '{print \"src/\" substr($0, 7)}' | xargs rm", EDITED),
    ("find build -name '*.o' | awk -F/ '{print $2}' | xargs rm", EDITED),
    ("find build -name '*.o' -exec basename {} \\; | xargs rm", EDITED),
    ("find build -name '*.o' | xargs -n1 basename | xargs rm", EDITED),
    ("find build -name '*.o' -printf '%f\\n' | xargs rm", EDITED),
    ("find build -name '*.o' -printf '%P\\n' | xargs rm", EDITED),
    ("find . -name '*.o' -printf '/%P\\n' | xargs rm", EDITED),
    ("find build -name '*.o' | grep -o '[^/]*$' | xargs rm", EDITED),
    ("find build -name '*.o' | perl -pe 's/build/src/' | xargs rm", EDITED),
    ("find build -name '*.o' | sed 's/^build/src/' | xargs rm", EDITED),
]
"""Lists of names that become others on their way."""
