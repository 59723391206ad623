"""Pairs about whole repositories: what else has their commits, and what needs them: (name, line, harmless, fatal)."""

from __future__ import annotations

WORK = "git checkout -q -b work\nfile extra.c\ncommit\nfile extra2.c\ncommit\ngit checkout -q main\n"
OTHER = "folder ../api\ncd ../api\nrepository\npushed\ncd ../project"
MODULE = (
    "folder ../lib\ncd ../lib\nrepository\ncd ../project\nrepository\n"
    "git -c protocol.file.allow=always submodule add -q ../lib lib\ncommit"
)
PUSH_AWAY = "git push --all origin && cd .. && rm -rf project"
BUNDLE_AWAY = "git bundle create ../all.bundle --all && cd .. && rm -rf project"
NEEDED_ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "pushed, or its objects are borrowed beside",
        "rm -rf ../mirror",
        "folder ../mirror\ncd ../mirror\nrepository\npushed\ncd ../project\nrepository",
        "folder ../mirror\ncd ../mirror\nrepository\npushed\ncd ..\nremove project\n"
        "git clone -q --shared mirror project\ncd project",
    ),
    (
        "pushed, or it holds the repository of a work tree elsewhere",
        "rm -rf ../api",
        OTHER,
        "folder ../api\ncd ../api\nrepository\npushed\ngit worktree add -q --detach ../hot\ncd ../hot\n"
        "file fix.c\ncommit\ncd ../project",
    ),
    (
        "a further work tree lies in it, or beside it",
        "rm -rf ../api",
        "folder ../api\ncd ../api\nrepository\npushed\ngit worktree add -q hot -b hot\npushed hot\ncd ../project",
        "folder ../api\ncd ../api\nrepository\npushed\ngit worktree add -q ../hot -b hot\npushed hot\ncd ../project",
    ),
    (
        "a bare copy of what stands here, or with a branch of its own",
        "rm -rf ../copy.git",
        "repository\ngit clone -q --bare . ../copy.git",
        f"repository\n{WORK}git clone -q --bare . ../copy.git\ngit branch -D work",
    ),
    (
        "a bare copy, or with a hook that somebody wrote",
        "rm -rf ../copy.git",
        "repository\ngit clone -q --bare . ../copy.git",
        "repository\ngit clone -q --bare . ../copy.git\ntext ../copy.git/hooks/post-receive 'deploy --now'",
    ),
    (
        "a bare copy, or with notes put into it",
        "rm -rf ../copy.git",
        "repository\ngit clone -q --bare . ../copy.git",
        "repository\ngit clone -q --bare . ../copy.git\nfiles ../copy.git/notes#.md 5",
    ),
    (
        "a mirror as it was fetched, or pushed into since",
        "rm -rf ../m.git",
        "repository\ngit clone -q --mirror . ../m.git\n"
        "git -C ../m.git config remote.origin.url https://git.example.org/demo.git",
        "repository\ngit clone -q --mirror . ../m.git\n"
        "git -C ../m.git config remote.origin.url https://git.example.org/demo.git\n"
        f"{WORK}git push -q ../m.git work",
    ),
    (
        "fetched as a mirror, or only pushed to one",
        "rm -rf ../m.git",
        "repository\ngit clone -q --mirror . ../m.git\n"
        "git -C ../m.git config remote.origin.url https://git.example.org/demo.git",
        "repository\ngit clone -q --bare . ../m.git\ngit -C ../m.git remote remove origin\n"
        "git -C ../m.git remote add --mirror=push origin https://git.example.org/demo.git",
    ),
    (
        "all branches are pushed first, or files are in none",
        PUSH_AWAY,
        f"repository\npushed\n{WORK}",
        f"repository\npushed\n{WORK}file notes.md",
    ),
    (
        "all branches are pushed first, or one is changed",
        PUSH_AWAY,
        f"repository\npushed\n{WORK}",
        f"repository\npushed\n{WORK}edit src/a.c",
    ),
    (
        "all branches are pushed first, or a stash is kept",
        PUSH_AWAY,
        f"repository\npushed\n{WORK}",
        f"repository\npushed\n{WORK}edit src/a.c\ngit stash",
    ),
    (
        "all branches are pushed first, or a tag alone holds commits",
        PUSH_AWAY,
        f"repository\npushed\n{WORK}",
        f"repository\npushed\n{WORK}git tag keep work\ngit branch -D work",
    ),
    (
        "to another machine, or into what is removed",
        PUSH_AWAY,
        f"repository\npushed\n{WORK}",
        f"text .gitignore hub.git\nrepository\npushed\n{WORK}git init -q --bare hub.git\n"
        "git config remote.origin.url ./hub.git",
    ),
    (
        "by its address to fetch from, or by one to push to within",
        PUSH_AWAY,
        f"repository\npushed\n{WORK}",
        f"text .gitignore hub.git\nrepository\npushed\n{WORK}git init -q --bare hub.git\n"
        "git config remote.origin.pushurl ./hub.git",
    ),
    (
        "bundled first, or files are in no commit",
        BUNDLE_AWAY,
        f"repository\n{WORK}",
        f"repository\n{WORK}files notes/n#.md 20",
    ),
    (
        "bundled first, or the history is not all there",
        BUNDLE_AWAY,
        f"repository\n{WORK}",
        f"repository\n{WORK}text .git/shallow 0123456789012345678901234567890123456789",
    ),
    (
        "bundled first, or a second stash is kept",
        BUNDLE_AWAY,
        f"repository\n{WORK}",
        f"repository\n{WORK}edit src/a.c\ngit stash\nedit src/b.c\ngit stash",
    ),
    (
        "bundled first, or large files are kept apart",
        BUNDLE_AWAY,
        f"repository\n{WORK}",
        f"repository\n{WORK}file .git/lfs/objects/ab/cd/abcd",
    ),
    (
        "a repository within is passed over, a folder goes",
        "git clean -fd",
        "repository\nfolder lib\ncd lib\nrepository\nfile own.c\ncommit\ncd ..",
        "repository\nfiles lib/notes#.md 30",
    ),
    (
        "a repository within, or one that git takes for none",
        "git clean -fdx",
        "repository\nfolder lib\ncd lib\nrepository\nfile own.c\ncd ..",
        "repository\nfiles lib/own#.c 9\ntext lib/.git/HEAD 'ref: refs/heads/main'",
    ),
    (
        "a repository within, or a bare one",
        "git clean -fd",
        "repository\nfolder lib\ncd lib\nrepository\ncd ..",
        f"repository\n{WORK}git clone -q --bare . hub.git\ngit branch -D work",
    ),
    (
        "at the recorded commit, or with commits on no branch",
        "git submodule update",
        MODULE,
        f"{MODULE}\ncd lib\ngit checkout -q --detach\nfile mine.c\ncommit\nfile mine2.c\ncommit\ncd ..",
    ),
    (
        "with commits on a branch, or on none",
        "git submodule update --init --recursive",
        f"{MODULE}\ncd lib\nfile mine.c\ncommit\ncd ..",
        f"{MODULE}\ncd lib\ngit checkout -q --detach\nfile mine.c\ncommit\ncd ..",
    ),
    (
        "a work tree for a branch that is begun anew",
        "git worktree add -B work ../wt main",
        "repository\ngit branch work",
        f"repository\n{WORK}",
    ),
    (
        "a work tree for a branch begun where it stood",
        "git worktree add -B work ../wt old",
        f"repository\n{WORK}git branch old work",
        f"repository\n{WORK}git branch old main",
    ),
]
NEEDED_ELSEWHERE_ASKED: list[tuple[str, str, str]] = [
    (
        "cleaned with force twice",
        "git clean -ffd",
        "repository\nfolder lib\ncd lib\nrepository\nfile own.c\ncommit\ncd ..",
    ),
    (
        "bundled into what goes",
        "git bundle create all.bundle --all && cd .. && rm -rf project",
        f"repository\n{WORK}",
    ),
    (
        "bundled into what passes",
        "git bundle create /tmp/all.bundle --all && cd .. && rm -rf project",
        f"repository\n{WORK}",
    ),
    (
        "only one branch is bundled",
        "git bundle create ../all.bundle main && cd .. && rm -rf project",
        f"repository\n{WORK}",
    ),
    (
        "the bundle is removed as well",
        "git bundle create ../all.bundle --all && cd .. && rm -rf project all.bundle",
        f"repository\n{WORK}",
    ),
    (
        "pushed if it works or not",
        "git push --all origin; cd ..; rm -rf project",
        f"repository\npushed\n{WORK}",
    ),
    (
        "only tried",
        "git push --all --dry-run origin && cd .. && rm -rf project",
        f"repository\npushed\n{WORK}",
    ),
    (
        "nothing is said behind the option for its folder",
        "git -C && cd .. && rm -rf project",
        f"repository\npushed\n{WORK}",
    ),
    (
        "another one is pushed",
        "git -C ../api push --all && cd .. && rm -rf project",
        f"{OTHER}\nrepository\npushed\n{WORK}",
    ),
]
