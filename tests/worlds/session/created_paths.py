"""Pairs about what the session began: only made by its lines, or with a person's doing in it: (name, line, harmless, fatal)."""

from __future__ import annotations

MAKING = (
    "text Makefile 'tree: ; mkdir -p try && head -c 9000 /dev/zero > try/b.bin && cp try/b.bin try/d.bin\\n"
    "more: ; head -c 9000 /dev/zero > try/c.bin\\n'"
)
SCRIPT = (
    'text gen.py \'import os; os.makedirs("plots/deep"); open("plots/deep/one.npz", "w").write("x" * 9000)\''
)
SUBMODULE = (
    "folder ../lib\ncd ../lib\nrepository\ncd ../project\nrepository\n"
    "ran 'git -c protocol.file.allow=always submodule --quiet add ../lib lib'"
)
PUSHED = "repository\npushed\ngit checkout -q -b feature\nfile own\ncommit\npushed feature"
BEGUN: list[tuple[str, str, str, str]] = [
    (
        "a branch that was amended here, or that somebody else has pushed to",
        "git push -f",
        f"{PUSHED}\ngit commit -q --amend -m better",
        f"{PUSHED}\nothers_pushed feature\ngit commit -q --amend -m better",
    ),
    (
        "commits that were made one here, or pulled and reset away",
        "git push --force origin feature",
        f"{PUSHED}\nfile more\ncommit\npushed feature\ngit reset -q --soft HEAD~2\ngit commit -q -m squashed",
        f"{PUSHED}\nothers_pushed feature\ngit merge -q --ff-only origin/feature\ngit reset -q --hard HEAD~1\n"
        "file more\ncommit",
    ),
    (
        "a commit that was amended here, or taken off the branch",
        "git push --force origin HEAD",
        f"{PUSHED}\ngit commit -q --amend -m better",
        f"{PUSHED}\ngit reset -q --hard HEAD~1",
    ),
    (
        "a submodule's repository that has all from elsewhere, or commits of its own",
        "rm -rf .git/modules/lib",
        SUBMODULE,
        f"{SUBMODULE}\nran 'git -C lib commit -q --allow-empty -m mine'",
    ),
    (
        "a submodule taken out, or the repository of all submodules",
        'rm -rf "$M"',
        f"{SUBMODULE}\nvar M {{here}}/.git/modules/lib",
        f"{SUBMODULE}\nran 'git -C lib commit -q --allow-empty -m own'\nvar M {{here}}/.git/modules",
    ),
    (
        "a folder that a build began, or one with notes",
        "rm -rf try",
        f"{MAKING}\nran 'mkdir try && make -s tree'",
        f"{MAKING}\nran 'mkdir try && make -s tree'\nfile try/notes.md",
    ),
    (
        "a second build in it, or a program worked on in it",
        "rm -rf try",
        f"{MAKING}\nran 'mkdir try'\nran 'make -s tree more'",
        f"{MAKING}\nran 'mkdir try'\nran 'make -s tree more'\nfile try/main.c try/main.h try/x.c",
    ),
    (
        "what was only built, or edited by hand after it",
        "rm -rf try",
        f"{MAKING}\nran 'mkdir try; make -s tree'",
        f"{MAKING}\nran 'mkdir try; make -s tree'\nedit try/b.bin",
    ),
    (
        "begun by the session, or there before",
        "rm -rf try",
        f"{MAKING}\nran 'mkdir try; make -s tree'",
        f"{MAKING}\nfiles try/paper#.tex 4\nran 'mkdir -p try; make -s tree'",
    ),
    (
        "what a script computed, or what was moved there",
        "rm -rf plots",
        f"{SCRIPT}\nran 'mkdir -p plots; rmdir plots'\nran 'python3 gen.py plots'",
        f"{SCRIPT}\nran 'mkdir -p plots; rmdir plots'\nran 'python3 gen.py plots'\n"
        "files work/#.npz 4\nold work/0.npz work/1.npz\nran 'mv work/0.npz work/1.npz work/2.npz plots'",
    ),
    (
        "what a build made, or what was written there by an editor",
        "rm -r try",
        f"{MAKING}\nran 'mkdir try; make -s tree'",
        f"{MAKING}\nran 'mkdir try; make -s tree'\nran 'vi -es try/plan.txt -c \"normal ihello\" -c wq; echo plan > try/plan.txt'",
    ),
    (
        "what a build made, or the only copies of photos",
        "rm -rf try",
        f"{MAKING}\nfiles photos/#.jpg 12\nran 'mkdir try; make -s tree'",
        f"{MAKING}\nfiles photos/#.jpg 12\nran 'mkdir try; make -s tree'\nran 'cp -r photos try'\nran 'rm -r photos'",
    ),
    (
        "what a build made, or a formatter changed in it what was written by hand",
        "rm -rf try",
        f"{MAKING}\nran 'mkdir try; make -s tree more'",
        f"{MAKING}\nran 'mkdir try; make -s tree'\nfile try/a.rst try/b.rst try/c.rst try/d.rst\n"
        "text try/Makefile 'format: ; for f in *.rst; do echo x >> $$f; done\\n'\nran 'make -s -C try format'",
    ),
]
