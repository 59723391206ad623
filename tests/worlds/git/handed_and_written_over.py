"""Pairs about what git prints, hands on and writes over: (name, line, harmless, fatal)."""

from __future__ import annotations

HANDED_AND_WRITTEN_OVER: list[tuple[str, str, str, str]] = [
    ("show over a file", "git show HEAD:src/a.c > src/a.c", "repository\n", "repository\nedit src/a.c"),
    (
        "show of an old state over a file",
        "git show HEAD~1:src/a.c > src/a.c",
        "repository\ntext src/a.c two\ncommit",
        "repository\ntext src/a.c two\ncommit\nedit src/a.c",
    ),
    (
        "archive unpacked over the tree",
        "git archive HEAD~1 | tar x",
        "repository\ntext README two\ncommit",
        "repository\ntext README two\ncommit\nedit src/a.c",
    ),
    (
        "switch to an orphan, then cleaned",
        "git switch --orphan pages && git clean -fd",
        "repository\n",
        "repository\nfiles notes/n#.md 20",
    ),
    (
        "branch deleted on a folder of mine or a server",
        "git push backup --delete topic",
        "repository\ngit init -q --bare ../backup.git\ngit remote add backup ../backup.git\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ngit push -q backup topic",
        "repository\ngit init -q --bare ../backup.git\ngit remote add backup ../backup.git\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ngit push -q backup topic\ngit checkout -q main\ngit branch -D topic",
    ),
    (
        "tagged, then reset",
        "git tag before && git reset --hard HEAD~2",
        "repository\nfile x.c\ncommit\nfile y.c\ncommit",
        "repository\nfile x.c\ncommit\nfile y.c\ncommit\nedit src/a.c",
    ),
    (
        "branch renamed over another",
        "git branch -M topic work",
        "repository\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ngit branch work topic~1\ngit checkout -q main",
        "repository\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ngit checkout -q main\ngit checkout -q -b work\nfile w.c\ncommit\nfile w2.c\ncommit\ngit checkout -q main",
    ),
    (
        "repository of dotfiles",
        "git --git-dir=$HOME/.cfg --work-tree=$HOME checkout -f",
        "home\nfile .bashrc .vimrc\ngit init -q --bare .cfg\ngit --git-dir=.cfg --work-tree=. add .bashrc .vimrc\ngit --git-dir=.cfg --work-tree=. commit -q -m x",
        "home\nfile .bashrc .vimrc\ngit init -q --bare .cfg\ngit --git-dir=.cfg --work-tree=. add .bashrc .vimrc\ngit --git-dir=.cfg --work-tree=. commit -q -m x\nedit .vimrc",
    ),
    (
        "session: stash of a moment ago put back",
        "git stash drop",
        "repository\nedit src/a.c\nran 'git stash -q && git stash apply -q'",
        "repository\nedit src/a.c\nran 'git stash -q'",
    ),
    (
        "ignored secrets go with a clone",
        "cd .. && rm -rf project && git clone https://git.example.org/demo.git project",
        "text .gitignore '*.o'\nrepository\npushed\nfile src/a.o",
        "text .gitignore .env\nrepository\npushed\ntext .env 'API_KEY=abc'",
    ),
    (
        "checkout of a branch's file",
        "git checkout topic -- README",
        "repository\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ntext README topic\ncommit\ngit checkout -q main",
        "repository\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ntext README topic\ncommit\ngit checkout -q main\nedit README",
    ),
    (
        "clean by an alias in the repository",
        "git tidy",
        "repository\ngit config alias.tidy 'clean -fd'",
        "repository\ngit config alias.tidy 'clean -fd'\nfiles notes/n#.md 9",
    ),
    (
        "two repositories, the second has work",
        "git -C ../a clean -fdx && git -C ../b clean -fdx",
        "folder ../a ../b\ncd ../a\nrepository\ncd ../b\nrepository\ncd ../project",
        "folder ../a ../b\ncd ../a\nrepository\ncd ../b\nrepository\nfiles n#.md 9\ncd ../project",
    ),
    (
        "lock removed and gc",
        "rm -f .git/gc.pid && git gc --prune=now",
        "repository\n",
        "repository\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ngit checkout -q main\ngit branch -D topic",
    ),
    (
        "packed refs removed",
        "rm .git/packed-refs",
        "repository\npushed",
        "repository\ngit checkout -q -b topic\nfile t.c\ncommit\nfile u.c\ncommit\ngit checkout -q main\ngit pack-refs --all",
    ),
    (
        "tracked files handed to rm",
        "git ls-files -z src | xargs -0 rm -f",
        "repository\n",
        "repository\nedit src/b.c",
    ),
    (
        "untracked files of a folder",
        "git ls-files -o src | xargs rm -f",
        "repository\nempty src/x.c",
        "repository\nfiles src/n#.md 9",
    ),
    (
        "files that a commit changed",
        "git diff --name-only HEAD~1 | xargs rm -f",
        "repository\ntext README two\ncommit",
        "repository\ntext README two\ncommit\nedit README",
    ),
    (
        "two commits",
        "git diff --name-only main...topic | xargs git checkout main --",
        "repository\ngit checkout -q -b topic\ntext README two\ncommit",
        "repository\ngit checkout -q -b topic\ntext README two\ncommit\nedit README",
    ),
]
