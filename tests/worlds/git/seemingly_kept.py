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
