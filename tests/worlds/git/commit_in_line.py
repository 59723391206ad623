"""Pairs of what a line commits, stashes, merges, pushes or moves away first: (name, line, harmless, fatal)."""

from __future__ import annotations

_P = "files photos/x#.jpg 20"
_EDIT = "repository\nedit src/a.c"
_README = "repository\nedit README"
_BOTH = "repository\nedit README src/a.c"
_TOPIC = "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main"
_ONE = "repository\nfile y\ncommit"
COMMITTED_FIRST: list[tuple[str, str, str, str]] = [
    ("added and committed, or told to be left out", "git add -f -- notes && git add photos && git commit -qm p && rm -rf photos",
     f"repository\nfile notes/a\n{_P}", f"text .gitignore 'photos/'\nrepository\nfile notes/a\n{_P}"),
    ("added with all, or a repository of its own", "git add -A && git commit -qm p && rm -rf old", "repository\nfile old/a.md",
     "repository\nfolder old\ncd old\nrepository\nfile own.md\ncommit\ncd .."),
    ("all that is changed, or what git did not know", "git commit -qam wip && rm -rf notes",
     "repository notes/a.md README\nedit notes/a.md", "repository\nfiles notes/x#.md 20"),
    ("a file alone is committed", "git commit -qm wip README && git reset --hard", _README, _BOTH),
    ("what git knows is added and committed, new files not", "git add -u && git commit -qm wip && git clean -fd", _EDIT,
     "repository\nfiles thesis/x#.md 20"),
    ("one folder is added and committed", "cd src && git add . && git commit -qm wip && git reset --hard", _EDIT,
     _README),
    ("a file alone is put aside", "git stash push README && git reset --hard", _README, _BOTH),
    ("new files are committed, or only others", "git add notes && git commit -qm n && git clean -fd",
     "repository\nfile notes/a.md", "repository\nfile notes/a.md\nfiles thesis/x#.md 20"),
    ("the branch before, merged or not", "git branch -D @{-1}", "repository\ngit checkout -q -b topic\ngit checkout -q main",
     _TOPIC),
    ("a commit taken back and thrown away", "git reset --soft HEAD~1 && git stash && git stash drop", f"{_ONE}\npushed",
     _ONE),
    ("a commit taken back, and its files set back", "git reset HEAD~1 && git checkout .", f"{_ONE}\npushed", _ONE),
]  # fmt: skip
_PHOTOS = f"repository\n{_P}"
COMMITTED_FIRST += [
    ("moved out first, or not all of it", "mv photos ../ && git clean -fdx && mv ../photos .", _PHOTOS,
     f"{_PHOTOS}\nfiles notes/x#.md 20"),
    ("what is ignored is moved out first", "mv data .. && git clean -fdx",
     "text .gitignore 'data/'\nrepository\nfiles data/x#.csv 20",
     "text .gitignore 'data*/'\nrepository\nfiles data/x#.csv 20\nfiles data2/x#.csv 20"),
    ("a changed file is moved out first", "mv src/a.c ../ && git checkout .", _EDIT, f"{_EDIT} src/b.c"),
    ("made like what is alike, or has more", "rclone sync src dst", "files src/a#.md 3\ncopy src dst",
     "files src/a#.md 3\nfiles dst/own#.md 20"),
    ("made like what is older", "rclone sync src dst", "files src/a#.md 3\nfolder dst",
     "files src/a#.md 3\ncopy src dst\nedit dst/a0.md dst/a1.md dst/a2.md"),
    ("of another user, or of one that nobody here knows", "find photos -user nobody -delete; find old -user nix-x -delete",
     _P, "files old/x#.jpg 20"),
]  # fmt: skip
_T = "repository\ngit checkout -q -b t\nfile x\ncommit\ngit tag v1\ngit checkout -q main\ngit branch -q -D t"
COMMITTED_FIRST += [
    ("some are put into the index, the others set back", "git add README && git checkout .", _README, _BOTH),
    ("the same with the sign for paths", "git add README && git checkout -- .", _README, _BOTH),
    ("some are put into the index, the others restored", "git add README && git restore .", _README, _BOTH),
    ("a commit over a site that is empty or changed", "git archive HEAD | tar -x -C ../www", "repository\nfolder ../www",
     "repository\nfile ../www/src/a.c ../www/README\nedit ../www/README"),
]  # fmt: skip
COMMITTED_FIRST_ASK = [
    ("into the index, and that set back, too", "git add README && git restore -SW .", _README),
    ("into the index, and both from a commit", "git add README && git checkout HEAD~0 -- .", _README),
    ("into the index and out again", "git add README && git reset && git checkout .", _README),
    ("into the index, perhaps", "git add README; git checkout .", _README),
    ("another name for another commit", "git branch keep main && git tag -d v1", _T),
    ("a name that goes, too", "git branch keep v1 && git tag -d v1 && git branch -D keep", _T),
    ("moved within", "mv photos tmp/ && git clean -fdx", f"{_PHOTOS}\nfolder tmp"),
    ("a move that may fail", "mv photos ../; git clean -fdx", _PHOTOS),
    ("moved behind a link that leads back", "mv photos out/ && git clean -fdx",
     f"{_PHOTOS}\nfolder in\nlink out in"),
    ("committed and set back behind it", "git add src && git commit -qm wip && git reset --hard HEAD~1", _EDIT),
    ("a commit that may fail", "git add photos; git commit -qm p; rm -rf photos", f"repository\n{_P}"),
    ("a commit that is not waited for", "git add photos && git commit -qm p || true; rm -rf photos", f"repository\n{_P}"),
    ("another file is committed", "git add photos && git commit -qm p README && rm -rf photos", f"{_README}\n{_P}"),
    ("only shown", "git add photos && git commit --dry-run && rm -rf photos", f"repository\n{_P}"),
    ("taken out again", "git add photos && git commit -qm p && git reset -q --hard HEAD~1 && rm -rf photos",
     f"repository\n{_P}"),
    ("put aside and dropped", "git stash push README && git stash drop && git reset --hard", _README),
    ("merged and set back", "git merge topic && git reset --hard ORIG_HEAD && git branch -D topic", _TOPIC),
    ("merged as one", "git merge --squash topic && git branch -D topic", _TOPIC),
    ("another branch is pushed", "git push origin main && git branch -D topic", _TOPIC),
    ("pushed to itself", "git push . topic && git branch -D topic", _TOPIC),
    ("pushed under another name", "git push origin topic:x && git push origin :x && git branch -D topic", _TOPIC),
    ("pushed for a try", "git push --dry-run origin topic && git branch -D topic", _TOPIC),
]  # fmt: skip
COMMITTED_FIRST_RUN = [
    ("a branch in the place of a tag", "git branch keep v1 && git tag -d v1", _T),
    ("merged first", "git merge --no-ff topic && git branch -D topic", _TOPIC),
    ("rebased on it", "git rebase topic && git branch -D topic", _TOPIC),
    ("pushed first", "git push -u origin topic && git branch -D topic", _TOPIC),
    (
        "committed with all",
        "git add -A && git commit -q -m 'one more' && git clean -fd",
        "repository\nfiles n/x#.md 9",
    ),
]
