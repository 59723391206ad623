"""Pairs in which what a line keeps first only seems to be kept: (name, line, harmless, fatal)."""

from __future__ import annotations

SEEMING_KEPT: list[tuple[str, str, str, str]] = [
    (
        "told to ignore by the machine's own list",
        "git add photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
        "repository\nfiles photos/x#.jpg 20\ntext .git/info/exclude 'photos/'",
    ),
    (
        "told to ignore by a list within",
        "git add photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
        "repository\nfiles photos/x#.jpg 20\ntext photos/.gitignore '*.jpg'",
    ),
    (
        "told to ignore by the person's list",
        "git add photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
        "repository\nfiles photos/x#.jpg 20\ntext ~/.config/git/ignore '*.jpg'",
    ),
    (
        "told to ignore by a list that settings name",
        "git add photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
        "repository\nfiles photos/x#.jpg 20\ntext ~/own '*.jpg'\ngit config core.excludesFile ~/own",
    ),
    (
        "a filter takes most of it",
        "git add photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
        "text .gitattributes '*.jpg filter=small'\nrepository\nfiles photos/x#.jpg 20\ngit config filter.small.clean 'head -c 1'",
    ),
    (
        "changes that git is told not to see",
        "git add README && git commit -qam w && rm -rf src",
        "repository\nedit README src/a.c",
        "repository\nedit README src/a.c\ngit update-index --assume-unchanged src/a.c",
    ),
    (
        "changes that git is told to skip",
        "git commit -qam w && rm -rf src",
        "repository\nedit README src/a.c",
        "repository\nedit README src/a.c\ngit update-index --skip-worktree src/a.c",
    ),
    (
        "in a repository within",
        "git add photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
        "repository\nfiles photos/x#.jpg 20\ncd photos\ngit init -q\ncd ..",
    ),
    (
        "an own program for differences",
        "git diff > ../w.patch && git checkout .",
        "repository\nedit src/a.c",
        "repository\nedit src/a.c\ngit config diff.external /bin/true",
    ),
    (
        "an own program by the environment",
        "git diff > ../w.patch && git checkout .",
        "repository\nedit src/a.c",
        "repository\nedit src/a.c\nvar GIT_EXTERNAL_DIFF /bin/true",
    ),
    (
        "only of this folder by settings",
        "git diff > ../../w.patch && git reset --hard",
        "repository\nedit src/a.c\ncd src",
        "repository\nedit README src/a.c\ngit config diff.relative true\ncd src",
    ),
    (
        "no difference by a list within",
        "git diff > ../w.patch && git checkout .",
        "repository\nedit src/a.c",
        "text src/.gitattributes '*.c -diff'\nrepository\nedit src/a.c",
    ),
    (
        "no difference by the repository's own list",
        "git diff > ../w.patch && git checkout .",
        "repository\nedit src/a.c",
        "repository\nedit src/a.c\ntext .git/info/attributes '*.c binary'",
    ),
    (
        "no difference by the person's list",
        "git diff > ../w.patch && git checkout .",
        "repository\nedit src/a.c",
        "repository\nedit src/a.c\ntext ~/.config/git/attributes '*.c -diff'",
    ),
    (
        "what was a picture is text",
        "git diff > ../w.patch && git checkout .",
        "repository\nedit src/a.c",
        "repository\nimage logo.png\ncommit\ntext logo.png words",
    ),
    (
        "to a link to nowhere",
        "git diff > w.patch && git checkout .",
        "repository\nedit src/a.c",
        "repository\nedit src/a.c\nlink w.patch /dev/null",
    ),
    (
        "to a link to a file of git's",
        "git diff > w.patch && git checkout .",
        "repository\nedit src/a.c",
        "repository\nedit src/a.c\nlink w.patch README",
    ),
    (
        "moved out, or only one of two",
        "mv photos ../ && git clean -fdx",
        "repository\nfiles photos/x#.jpg 20",
        "repository\nfiles photos/x#.jpg 20\nfiles diary/x#.md 20",
    ),
    (
        "copied into a link that leads back",
        "rsync -a photos bk && rm -rf photos",
        "files photos/x#.jpg 20\nfolder bk",
        "files photos/x#.jpg 20\nlink bk .",
    ),
    (
        "copied into a link that leads within",
        "rsync -a photos/ bk/ && rm -rf photos",
        "files photos/x#.jpg 20\nfolder bk",
        "files photos/x#.jpg 20\nfolder photos/in\nlink bk photos/in",
    ),
    (
        "left by a pattern, or it is anchored",
        "rsync -a --delete --exclude=/build src/ dst/",
        "files src/a#.md 3\ncopy src dst\nfiles dst/build/x#.md 9",
        "files src/a#.md 3\ncopy src dst\nfiles dst/sub/build/x#.md 9",
    ),
    (
        "left, and others written over",
        "rsync -a --delete --exclude=notes src/ dst/",
        "files src/a#.md 3\ncopy src dst\nfiles dst/notes/x#.md 9",
        "files src/a#.md 3\ncopy src dst\nfiles dst/notes/x#.md 9\nfiles dst/own#.md 9",
    ),
    (
        "rclone onto what is newer",
        "rclone sync src dst",
        "files src/a#.md 3\ncopy src dst",
        "files src/a#.md 3\ncopy src dst\nedit dst/a0.md dst/a1.md",
    ),
    (
        "rclone the other way",
        "rclone sync dst src",
        "files src/a#.md 3\ncopy src dst",
        "files src/a#.md 3\nfolder dst",
    ),
    (
        "rights through a link",
        "chmod -R 755 ~/workspace/",
        "files ~/workspace/x#.c 3",
        "text ~/.ssh/id_rsa '-----BEGIN OPENSSH PRIVATE KEY-----abc'\nlink ~/workspace .ssh",
    ),
    (
        "settings kept together",
        "mv ~/.bashrc ~/dotfiles/bashrc",
        "file ~/.bashrc\nfolder ~/dotfiles",
        "file ~/.bashrc ~/dotfiles/bashrc\nedit ~/dotfiles/bashrc",
    ),
    (
        "a link to what one keeps",
        "ln -sf ~/dotfiles/bashrc ~/.bashrc",
        "file ~/dotfiles/bashrc",
        "file ~/.bashrc",
    ),
    (
        "what cargo builds into",
        "cargo clean",
        "text Cargo.toml x\nfile target/CACHEDIR.TAG target/debug/a.o",
        "text Cargo.toml x\nfiles target/thesis/x#.md 20",
    ),
    (
        "what gradle builds into",
        "gradle clean",
        "text build.gradle x\nfiles build/classes/A#.class 3",
        "text build.gradle x\nfiles build/thesis/x#.md 20",
    ),
]
SEEMING_KEPT_ASK = [
    (
        "all but what is excepted",
        "git add . ':!photos' && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "all but what is excepted, otherwise",
        "git add -A . ':^photos' && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "all but what is excepted, in words",
        "git add -A -- . ':(exclude)photos' && git commit -qm p && git clean -fd",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "a commit of all but a file",
        "git commit -qm x . ':!README' && git reset --hard",
        "repository\nedit README src/a.c",
    ),
    (
        "a stash of all but a folder",
        "git stash push -- . ':!src' && git reset --hard",
        "repository\nedit README src/a.c",
    ),
    (
        "with its record",
        "git add photos && git commit -qm p && rm -rf photos .git",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "with its record, by the whole",
        "git add photos && git commit -qm p && cd .. && rm -rf project",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "the record after it",
        "git add photos && git commit -qm p && rm -rf photos && rm -rf .git",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "set back after it",
        "git add photos && git commit -qm p && rm -rf photos && git reset -q --hard HEAD~1",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "set back after it to what the server has",
        "git commit -qam wip && git reset --hard @{u}",
        "repository\npushed\nedit src/a.c\ngit config branch.main.remote origin\ngit config branch.main.merge refs/heads/main",
    ),
    (
        "the branch goes that took it",
        "git commit -qam wip && git checkout -q main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nedit src/a.c",
    ),
    (
        "the branch goes that took new files",
        "git add photos && git commit -qm p && git checkout -q main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfiles photos/x#.jpg 20",
    ),
    (
        "the branch goes that was made and took it",
        "git checkout -q -b tmp && git commit -qam wip && git checkout -q main && git branch -D tmp",
        "repository\nedit src/a.c",
    ),
    (
        "taken out by the full name of git",
        "git add photos README && /usr/bin/git reset -q -- photos && git commit -qm p && rm -rf photos",
        "repository\nedit README\nfiles photos/x#.jpg 20",
    ),
    (
        "taken out by command",
        "git add photos README && command git reset -q -- photos && git commit -qm p && rm -rf photos",
        "repository\nedit README\nfiles photos/x#.jpg 20",
    ),
    (
        "in another repository, by the environment",
        "GIT_DIR=../b/.git git commit -qam w && git reset --hard",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "in another repository, by env",
        "env GIT_DIR=../b/.git git commit -qam w && git reset --hard",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "in another repository, exported",
        "export GIT_DIR=../b/.git && git commit -qam w && unset GIT_DIR && git reset --hard",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "with another list of files",
        "GIT_INDEX_FILE=/tmp/i.idx git add photos && git commit -qm p README && rm -rf photos",
        "repository\nedit README\nfiles photos/x#.jpg 20",
    ),
    (
        "more is put there after it",
        "git add photos && git commit -qm p && mv ../new.jpg photos/ && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20\nimage ../new.jpg",
    ),
    ("not, and then", "! git commit -qam wip && git reset --hard", "repository\nedit src/a.c"),
    ("only where it failed", "git commit -qam wip || git reset --hard", "repository\nedit src/a.c"),
    ("behind a filter", "git commit -qam wip | tail -1 && git reset --hard", "repository\nedit src/a.c"),
    (
        "behind a filter, new files",
        "git add photos && git commit -qm p | cat && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "in the background",
        "git add photos && git commit -qm p & rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "where nothing waits for it",
        "git add photos && (git commit -qm p; true) && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    ("help of it", "git commit --help -a && git reset --hard", "repository\nedit src/a.c"),
    ("help of it in short", "git commit -h -a && git reset --hard", "repository\nedit src/a.c"),
    (
        "the option is a message",
        "git commit --allow-empty -m -a && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "the option is a message, once more",
        "git commit -m --all --allow-empty && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "the option stands behind two signs",
        "git commit --allow-empty -m x -- -a && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "to be put there later",
        "git add -N photos && git commit -qam p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "a pattern of git's that is another's name",
        "git add 'photos/a*' && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "in other letters",
        "git add Photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20\nfiles Photos/y#.jpg 2",
    ),
    (
        "merged on no branch",
        "git checkout -q --detach && git merge -q topic && git checkout -q main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged into what goes, too",
        "git checkout -q -b tmp && git merge -q topic && git checkout -q main && git branch -D topic && git branch -D tmp",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged into what goes first",
        "git checkout -q tmp && git merge -q topic && git checkout -q main && git branch -D topic && git branch -D tmp",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ngit branch tmp",
    ),
    (
        "not merged",
        "! git merge topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged or not",
        "git merge topic; git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged or true",
        "git merge topic || true; git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged, and set back to before",
        "git merge topic && git reset --hard ORIG_HEAD && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged, and the branch put elsewhere",
        "git merge topic && git checkout -q --orphan new && git branch -D main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged elsewhere by the environment",
        "GIT_DIR=../b/.git git merge topic && git branch -D topic",
        "folder ../b\ncd ../b\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged squashed, and set back",
        "git merge --squash topic && git reset -q --hard && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged behind a filter",
        "git merge topic | tail -1 && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "rebased, and stopped",
        "git rebase topic || git rebase --abort; git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "pushed into what is removed",
        "git push origin topic && git branch -D topic && rm -rf ../bare.git",
        "folder ../bare.git\ncd ../bare.git\ngit init -q --bare\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ngit config remote.origin.url ../bare.git",
    ),
    (
        "pushed, and written over there",
        "git push origin topic && git branch -D topic && git push -f origin main:topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed, and taken away there",
        "git push origin topic && git branch -D topic && git push origin --delete topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed, and taken away there by a sign",
        "git push origin topic && git branch -D topic && git push origin :topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed, and pruned there",
        "git push origin topic && git branch -D topic && git push --prune origin 'refs/heads/*'",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed only for show",
        "git push --dry-run origin topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed only for show, in short",
        "git push -n origin topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "another one is pushed",
        "git push origin main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "another one under its name",
        "git push origin main:topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed from elsewhere",
        "GIT_DIR=../b/.git git push origin topic && git branch -D topic",
        "folder ../b\ncd ../b\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed from a folder beside",
        "(cd ../b && git push origin topic) && git branch -D topic",
        "folder ../b\ncd ../b\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "not pushed",
        "! git push origin topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "if it is not pushed",
        "if ! git push origin topic; then git branch -D topic; fi",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    ("to two places", "git diff > ../w.patch > /dev/null && git checkout .", "repository\nedit src/a.c"),
    ("to what is shown", "git diff > ../w.patch 1>&2 && git checkout .", "repository\nedit src/a.c"),
    (
        "into what is set back with it",
        "git diff > w.patch && git add -A && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "into what is put aside and dropped",
        "git diff > w.patch && git stash -u && git stash drop",
        "repository\nedit src/a.c",
    ),
    (
        "into what is sought and removed",
        "git diff > w.patch && git checkout . && find . -name '*.patch' -delete",
        "repository\nedit src/a.c",
    ),
    (
        "into a folder that goes",
        "git diff > out/w.patch && git checkout . && rm -rf out",
        "repository\nedit src/a.c\nfolder out",
    ),
    (
        "into a folder that goes by another name",
        'git diff > out/w.patch && git checkout . && rm -rf "$PWD/out"',
        "repository\nedit src/a.c\nfolder out",
    ),
    (
        "into all that goes",
        "git diff > w.patch && git checkout . && rm -f *.patch",
        "repository\nedit src/a.c",
    ),
    (
        "against another commit's",
        "git diff HEAD~0 -- README > ../w.patch && git checkout .",
        "repository\nedit README src/a.c",
    ),
    ("the other way round", "git diff > ../w.patch; git checkout .", "repository\nedit src/a.c"),
    (
        "of another repository",
        "git -C ../b diff > ../w.patch && git checkout .",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "of another repository by the environment",
        "GIT_DIR=../b/.git git diff > ../w.patch && git checkout .",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "of a list elsewhere",
        "GIT_INDEX_FILE=../i git diff > ../w.patch && git checkout .",
        "repository\nedit src/a.c",
    ),
    ("without its paths", "git diff HEAD > /tmp/../dev/null && git checkout .", "repository\nedit src/a.c"),
    ("not, and then", "! git diff --quiet > ../w.patch && git checkout .", "repository\nedit src/a.c"),
    ("into memory that ends", "git diff > /dev/shm/w.patch && git checkout .", "repository\nedit src/a.c"),
    ("to a tool behind it", "git diff > >(cat) && git checkout .", "repository\nedit src/a.c"),
    (
        "the same name is written by a tool",
        "git diff > ../w.patch && git checkout . && git diff | tee ../w.patch",
        "repository\nedit src/a.c",
    ),
    (
        "the same name is copied over",
        "git diff > ../w.patch && git checkout . && cp /dev/null ../w.patch",
        "repository\nedit src/a.c",
    ),
    (
        "applied elsewhere",
        "git -C ../b stash apply && git stash drop",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c\ngit stash",
    ),
    (
        "dropped elsewhere",
        "git stash apply && git -C ../b stash drop",
        "folder ../b\ncd ../b\nrepository\nedit src/a.c\ngit stash\ncd ../project\nrepository\nedit src/a.c\ngit stash",
    ),
    (
        "applied in a folder beside",
        "(cd ../b && git stash apply) && git stash drop",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c\ngit stash",
    ),
    (
        "applied by the environment",
        "GIT_DIR=../b/.git git stash apply && git stash drop",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c\ngit stash",
    ),
    ("not applied", "! git stash apply && git stash drop", "repository\nedit src/a.c\ngit stash"),
    ("help of it", "git stash apply -h && git stash drop", "repository\nedit src/a.c\ngit stash"),
    (
        "applied, dropped, and set back",
        "git stash apply && git stash drop && git checkout .",
        "repository\nedit src/a.c\ngit stash",
    ),
    (
        "applied, dropped, and set back wholly",
        "git stash apply && git stash drop && git reset --hard",
        "repository\nedit src/a.c\ngit stash",
    ),
    (
        "applied, dropped, removed",
        "git stash apply && git stash drop && rm -rf src",
        "repository\nedit src/a.c\ngit stash",
    ),
    (
        "applied, dropped, restored",
        "git stash apply && git stash drop; git restore src",
        "repository\nedit src/a.c\ngit stash",
    ),
    (
        "applied, all dropped",
        "git stash apply && git stash clear",
        "repository\nedit src/a.c\ngit stash\nedit README\ngit stash",
    ),
    (
        "another is dropped",
        "git stash apply && git stash drop stash@{1}",
        "repository\nedit src/a.c\ngit stash\nedit README\ngit stash",
    ),
    (
        "applied through a filter",
        "git stash apply | tail -1 && git stash drop",
        "repository\nedit src/a.c\ngit stash",
    ),
    ("shown alone", "git stash show -p && git stash drop", "repository\nedit src/a.c\ngit stash"),
    (
        "moved out and removed there",
        "mv photos ../ && git clean -fdx && rm -rf ../photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "moved out, and all of it removed",
        "mv photos ../keep/ && git clean -fdx && rm -rf ../keep",
        "repository\nfiles photos/x#.jpg 20\nfolder ../keep",
    ),
    (
        "moved out by the other user",
        "mv -n photos ../ && git clean -fdx",
        "repository\nfiles photos/x#.jpg 20\nfiles ../photos/y#.jpg 2",
    ),
    (
        "moved onto a file",
        "mv photos ../keep && git clean -fdx",
        "repository\nfiles photos/x#.jpg 20\nfiles .git/y#.txt 1\nlink ../keep project",
    ),
    ("copied to a link that leads back", "rsync -a photos . && rm -rf photos", "files photos/x#.jpg 20"),
    (
        "copied whole into it",
        "cp -a photos/. photos/in && rm -rf photos",
        "files photos/x#.jpg 20\nfolder photos/in",
    ),
    (
        "copied onto itself by another name",
        "rsync -a photos/ ./photos/ && rm -rf photos",
        "files photos/x#.jpg 20",
    ),
    (
        "copied onto itself by the full name",
        'rsync -a photos/ "$PWD/photos" && rm -rf photos',
        "files photos/x#.jpg 20",
    ),
    (
        "copied without folders",
        "rsync -lptgoD photos/ bk/ && rm -rf photos",
        "files photos/x#.jpg 20\nfolder bk",
    ),
    ("copied only for show", "rsync -an photos/ bk/ && rm -rf photos", "files photos/x#.jpg 20\nfolder bk"),
    (
        "copied, and the copy goes",
        "cp -a photos/. bk && rm -rf photos bk",
        "files photos/x#.jpg 20\nfolder bk",
    ),
    (
        "copied, and the copy goes by another name",
        "cp -a photos/. bk && rm -rf photos && rm -rf ./bk/",
        "files photos/x#.jpg 20\nfolder bk",
    ),
    (
        "copied, and moved away to nowhere",
        "cp -a photos/. bk && rm -rf photos && find bk -type f -delete",
        "files photos/x#.jpg 20\nfolder bk",
    ),
    (
        "patterns taken back",
        "rsync -a --delete --exclude=notes --exclude='!' src/ dst/",
        "files src/a#.md 3\ncopy src dst\nfiles dst/notes/x#.md 9",
    ),
    (
        "a pattern that takes in",
        "rsync -a --delete --exclude='+ notes' --exclude=notes src/ dst/",
        "files src/a#.md 3\ncopy src dst\nfiles dst/notes/x#.md 9",
    ),
    (
        "in other letters",
        "rsync -a --delete --exclude=Notes src/ dst/",
        "files src/a#.md 3\ncopy src dst\nfiles dst/notes/x#.md 9",
    ),
    (
        "rights of one's settings",
        "chmod -R 755 ~/.config",
        "text ~/.config/gh/hosts.yml 'oauth_token: gho_abcdefghijklmnop'\nfile ~/.config/a",
    ),
    (
        "rights of one's keys",
        "chmod -R 755 ~/.ssh",
        "text ~/.ssh/id_rsa '-----BEGIN OPENSSH PRIVATE KEY-----abc'",
    ),
    ("rights of one's mails", "chmod -R 755 ~/Maildir", "files ~/Maildir/cur/x# 9"),
    ("rights to write for all", "chmod -R 777 ~/workspace", "files ~/workspace/a/x#.c 3"),
    (
        "rights behind a way up",
        "chmod -R 755 ~/workspace/../.ssh",
        "folder ~/workspace\ntext ~/.ssh/id_rsa '-----BEGIN OPENSSH PRIVATE KEY-----abc'",
    ),
    (
        "rights of all of home",
        "chmod -R 755 ~",
        "files x#.c 3\ntext ~/.ssh/id_rsa '-----BEGIN OPENSSH PRIVATE KEY-----abc'",
    ),
    (
        "keys kept together",
        "mv ~/.ssh ~/dotfiles/",
        "text ~/.ssh/id_rsa '-----BEGIN OPENSSH PRIVATE KEY-----abc'\nfolder ~/dotfiles",
    ),
    (
        "keys of signing kept together",
        "mv ~/.gnupg ~/dotfiles/",
        "files ~/.gnupg/private-keys-v1.d/a#.key 2\nfolder ~/dotfiles",
    ),
    (
        "logins kept together",
        "mv ~/.netrc ~/dotfiles/",
        "text ~/.netrc 'machine x login y password z'\nfolder ~/dotfiles",
    ),
    ("papers kept together", "mv ~/Documents ~/dotfiles/", "files ~/Documents/x#.md 20\nfolder ~/dotfiles"),
    (
        "settings of everything",
        "mv ~/.config ~/dots/config && rm -rf ~/dots",
        "files ~/.config/a/x# 20\nfolder ~/dots",
    ),
    (
        "what the environment names",
        "cargo clean",
        "text Cargo.toml x\nfiles ../notes/x#.md 20\nvar CARGO_TARGET_DIR {home}/notes",
    ),
]
SEEMING_KEPT += [
    (
        "merged, or a tag of its name is",
        "git merge topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ngit tag topic main",
    ),
]
SEEMING_KEPT_RUN = [
    (
        "committed on another branch",
        "git checkout -q -b wip && git commit -qam wip && git checkout -q main && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "a patch that is put back",
        "git diff > ../w.patch && git checkout . && git apply ../w.patch",
        "repository\nedit src/a.c",
    ),
    ("a signed commit", "git commit -S -qam wip && git reset --hard", "repository\nedit src/a.c"),
    (
        "a test that is turned round",
        "[ ! -f x ] && git commit -qam wip && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "applied first, or to another",
        "git stash apply && git stash drop",
        "repository\nedit src/a.c\ngit stash",
    ),
]
