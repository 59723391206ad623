"""Worlds in which a patch, a stash or a copy that a line makes first keeps nothing: (name, line, fatal)."""

from __future__ import annotations

COPIES_KEEP_NOTHING = [
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
