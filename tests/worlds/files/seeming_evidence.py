"""Evidence that only seems to make a line harmless: (name, line, harmless, fatal), and worlds that are but fatal."""

from __future__ import annotations

from tests.worlds.scripts.included_files import KEPT, written

_D = "files docs/#.odt 9"
_TWO = "file new.md notes.md\ncopy notes.md notes.md.bak"
_PUSHED = "repository\npushed"
_THREE = "repository\nedit src/a.c\ncommit two\nedit src/a.c\ncommit three\npushed"
_WORK = f"{_PUSHED}\ngit checkout -q -b work\npushed work"
_OTHERS = f"{_PUSHED}\nothers_pushed\ngit checkout -q -b work\npushed work"
_MINE = (
    "repository\ngit checkout -q -b work\nothers_pushed work\n"
    "git update-ref refs/remotes/mine/work refs/remotes/origin/work\npushed work\n"
    "git config remote.mine.url https://git.example.org/mine.git"
)
_LINKED = "folder ~/real\nlink ~/l {home}/real\ncd ~/l"
_HERE = '#!/bin/bash\\nrm -rf "$(dirname "$(realpath "$0")")/notes"\\n'
_ABOVE = 'cd -P "$(dirname "$0")/.." && rm -rf notes\\n'
_BESIDE = 'cd "$(dirname "$0")" && rm -rf notes\\n'
_APP = "text android/app/build.gradle '{}android {{ defaultConfig {{ applicationId \"com.acme.shop\" }} }}'"
_TASK = (
    written("steps.py", "import shutil\ndef task(f):\n    shutil.rmtree('docs')\n    return f\n")
    + f"\n{_D}\n"
)
_UNITY = "folder ProjectSettings Assets"

SEEMING: list[tuple[str, str, str, str]] = [
    (
        "words compared, with or without regard to case",
        "[[ $X = yes ]] && rm -rf docs",
        f"{_D}\nvar X YES",
        f"{_D}\nvar X YES\noption nocasematch",
    ),
    ("find in a folder reached by a link", "find . -type f -delete", _LINKED, f"{_LINKED}\nfiles #.odt 9"),
    ("find without a folder, likewise", "find -type f -delete", _LINKED, f"{_LINKED}\nfiles #.odt 9"),
    (
        "passed by, as find writes a path",
        "find docs// -path docs/keep -prune -o -type f -exec rm {} +",
        "folder docs",
        "files docs/keep/#.odt 9",
    ),
    (
        "names that xargs puts behind a folder",
        "ls -1 backups | head -n -1 | xargs -I{} rm backups/{}",
        "file backups/b-1.log backups/b-2.log",
        "file backups/b-1.odt backups/b-2.odt backups/thesis.odt",
    ),
    (
        "names that xargs puts behind a folder, in the place of another sign",
        "ls -1 backups | head -n -1 | xargs -I% rm 'backups/%'",
        "file backups/b-1.log backups/b-2.log",
        "file backups/b-1.odt backups/b-2.odt backups/thesis.odt",
    ),
    (
        "renamed where it fits last",
        "rename -l _ - a_b_c.odt",
        "file a_b_c.odt a-b_c.odt",
        "file a_b_c.odt a_b-c.odt",
    ),
    (
        "renamed wherever it fits",
        "rename -a _ - a_b_c.odt",
        "file a_b_c.odt a-b_c.odt",
        "file a_b_c.odt a-b-c.odt",
    ),
    (
        "renamed letter by letter",
        "rename -f 'y/A-Z/a-z/' Plan.odt",
        "file Plan.odt",
        "file Plan.odt plan.odt",
    ),
    (
        "no file is written over, unless an alias allows it",
        "over; cat new.odt > plan.odt",
        "file new.odt plan.odt\noption noclobber",
        "file new.odt plan.odt\noption noclobber\nalias over 'set +o noclobber'",
    ),
    (
        "a script that asks where it lies, behind a link",
        "tools/clean",
        f"folder tools/notes\nscript tools/clean '{_HERE}'",
        f"files ~/other/notes/#.odt 9\nscript ~/other/clean '{_HERE}'\nfolder tools\nlink tools/clean {{home}}/other/clean",
    ),
    (
        "a script in a folder that a link leads to",
        "bash tools/clean.sh",
        f"folder notes\nscript tools/clean.sh '{_ABOVE}'",
        f"folder notes\nfiles ~/all/notes/#.odt 9\nscript ~/all/tools/clean.sh '{_ABOVE}'\nlink tools {{home}}/all/tools",
    ),
    (
        "models of one's own are no cache of a game's editor",
        "rm -rf Obj",
        f"{_UNITY}\nfolder Obj",
        f"{_UNITY}\nfile Obj/chair.obj Obj/table.obj Obj/chair.png Obj/chair.mtl",
    ),
    (
        "drawings where the editor of a game puts what is passing",
        "rm -rf Temp",
        f"{_UNITY}\nfile Temp/x.dll",
        f"{_UNITY}\nfiles Temp/sketches/IMG_#.png 20",
    ),
    (
        "photos beside doxygen's pages",
        "rm -rf html",
        "file html/doxygen.css html/index.html html/a.png",
        "file html/doxygen.css html/index.html\nfiles html/gallery/IMG_#.jpg 20",
    ),
    (
        "a thesis beside doxygen's pages",
        "rm -rf latex",
        "file latex/doxygen.sty latex/refman.tex latex/class_a.tex latex/main_8c.tex latex/Makefile",
        "file latex/doxygen.sty latex/thesis.tex latex/chapter1.tex latex/chapter2.tex",
    ),
    (
        "what people loaded up beside what is built",
        "rm -rf public/build",
        "file package.json public/build/manifest.json public/build/a.js",
        "file package.json public/build/manifest.json\nfiles public/build/uploads/IMG_#.jpg 20",
    ),
    (
        "keys and papers in direnv's folder",
        "rm -rf .direnv",
        "file .envrc .direnv/python-3.11/lib/a.py",
        "file .envrc .direnv/keys/id_ed25519 .direnv/notes.odt",
    ),
    (
        "pictures in the folder of a game's editor",
        "rm -rf .import",
        "file project.godot .import/a.stex",
        "file project.godot .import/a.stex\nfiles .import/originals/IMG_#.psd 20",
    ),
    (
        "a program that only a comment names",
        "adb shell pm clear com.acme.shop",
        _APP.format(""),
        "text android/app/build.gradle '// as applicationId \"com.acme.shop\"\\nandroid { }'",
    ),
    (
        "pushed by force to where the settings say",
        "git push -f",
        _WORK,
        f"{_OTHERS}\ngit config remote.origin.push +refs/heads/work:refs/heads/main",
    ),
    (
        "pushed by force, all that match by one's own settings",
        "git push -f",
        _OTHERS,
        f"{_OTHERS}\ntext ~/.gitconfig '[push]\\n    default = matching\\n'",
    ),
    (
        "pushed by force to the remote that the settings name",
        "git push -f",
        _MINE,
        f"{_MINE}\ngit config remote.pushDefault mine",
    ),
    (
        "pushed by force to the remote that the branch names",
        "git push -f",
        _MINE,
        f"{_MINE}\ngit config branch.work.pushRemote mine",
    ),
    (
        "taken out of an archive: what stands there is the same, or another",
        "zip -d a.zip photos/a.jpg",
        "file photos/a.jpg\narchive a.zip photos",
        "file photos/a.jpg\narchive a.zip photos\ntext photos/a.jpg xx",
    ),
    (
        "packed anew: what stands there is the same, or a rest of it",
        "tar -cf docs.tar docs",
        f"{_D}\narchive docs.tar docs",
        f"{_D}\narchive docs.tar docs\ntext docs/1.odt x\ntext docs/2.odt x",
    ),
    (
        "packed, and what was packed is there, or its folder alone",
        "rm docs.tgz",
        f"{_D}\nran 'tar -czf docs.tgz docs'",
        f"{_D}\nran 'tar -czf docs.tgz docs'\nremove docs\nfolder docs",
    ),
    (
        "jobs that wait in a queue of this machine, or elsewhere",
        "php artisan queue:clear",
        "file artisan\ntext .env 'APP_ENV=local\\nDB_HOST=127.0.0.1\\nDB_DATABASE=shop_dev\\nREDIS_HOST=redis\\n'",
        "file artisan\ntext .env 'APP_ENV=local\\nDB_HOST=127.0.0.1\\nDB_DATABASE=shop_dev\\nREDIS_HOST=redis.example.org\\n'",
    ),
    (
        "a function that runs because it stands over another",
        "python3 run.py",
        KEPT + written("run.py", "from steps import task\nprint(1)\n") + _TASK,
        KEPT + written("run.py", "from steps import task\n@task\ndef one():\n    pass\n") + _TASK,
    ),
]

SEEMING_ASK: list[tuple[str, str, str]] = [
    (
        "where one was, set by the line",
        "OLDPWD=$PWD; cd -; rm -rf docs",
        f"{_D}\nfolder ~/x\nvar OLDPWD {{home}}/x\nvar PWD {{here}}",
    ),
    ("a copy beside that sed writes over, too", "sed -n 'w notes.md.bak' new.md > notes.md", _TWO),
    ("a copy beside that is edited, too", "cp new.md notes.md && yq -i '.a=1' notes.md.bak", _TWO),
    ("encrypted only to see what would be done", "gpg --dry-run -c plan.odt && rm plan.odt", "file plan.odt"),
    ("made smaller, and both removed by a pattern", "gzip -k plan.odt && rm plan.odt*", "file plan.odt"),
    ("listed only", "zstd -l plan.odt && rm plan.odt", "file plan.odt"),
    (
        "what is removed is kept until the next start",
        "rsync -a --delete --backup --backup-dir=/tmp/b new/ docs/",
        f"{_D}\nfile new/a",
    ),
    (
        "what is removed is kept after all not",
        "rsync -a --delete -b --no-backup new/ docs/",
        f"{_D}\nfile new/a",
    ),
    (
        "a script that is fed to a shell",
        "bash < tools/clean.sh",
        f"folder tools/notes\nfiles notes/#.odt 9\ntext tools/clean.sh '{_BESIDE}'",
    ),
    (
        "a script that is piped to a shell",
        "cat tools/clean.sh | bash",
        f"folder tools/notes\nfiles notes/#.odt 9\ntext tools/clean.sh '{_BESIDE}'",
    ),
    ("words for words, but nothing is printed", "sed -i -n 's/what/that/' .env", "file .env"),
    ("words for words, but nothing is printed, bundled", "sed -ni 's/what/that/' .env", "file .env"),
    ("any four signs for one", "sed -i 's/..../x/g' .env", "file .env"),
    ("lines that say something by their order", "sort -o main.py main.py", "file main.py"),
    ("made of itself but to a few lines", "sed 5q story.txt > t && mv t story.txt", "file story.txt"),
    ("made of itself, nothing left", "sed d story.md > t && mv t story.md", "file story.md"),
    (
        "another program cleared first",
        "adb shell pm clear com.bank.app \\; pm clear com.acme.shop",
        _APP.format(""),
    ),
    ("a machine named by its number", "vagrant destroy -f 1a2b3c4", "file Vagrantfile"),
    (
        "pushed with a lease after it was rewritten",
        "git commit --amend --no-edit && git push --force-with-lease origin main",
        _PUSHED,
    ),
    (
        "pushed with a lease after it was set back",
        "git reset --hard HEAD~2 && git push --force-with-lease origin main",
        _THREE,
    ),
    (
        "pushed with a lease, likewise, by no name",
        "git reset --soft HEAD~2 && git push --force-with-lease",
        _THREE,
    ),
    (
        "pushed with a lease after others' work was fetched",
        "git fetch && git push --force-with-lease origin main",
        _PUSHED,
    ),
    (
        "pushed with a lease after the branch was moved",
        "git branch -f main HEAD~2; git push --force-with-lease origin main",
        f"{_THREE}\ngit checkout -q -b work",
    ),
    (
        "pushed by its own name, whatever it was begun from",
        "git push -f",
        "repository\ngit checkout -q -b work\nothers_pushed work\npushed main\ngit config branch.work.remote origin\ngit config branch.work.merge refs/heads/main\ngit config push.default current",
    ),
    ("all that match are pushed, by an option", "git -c push.default=matching push -f", _OTHERS),
    (
        "two branches go that keep each other's commits",
        "git push origin --delete a b",
        "repository\ngit checkout -q -b a\nothers_pushed a\ngit update-ref refs/remotes/origin/b refs/remotes/origin/a",
    ),
    (
        "in the top folder that variables name",
        'cd "$(git rev-parse --show-toplevel)" && rm -rf notes',
        "repository\nfiles ~/other/notes/#.odt 9\nfolder sub\ncd sub\nvar GIT_WORK_TREE {home}/other\nvar GIT_DIR {home}/project/.git",
    ),
]

SEEMING_RUN: list[tuple[str, str, str]] = [
    (
        "committed and pushed with a lease",
        "git commit -qam x && git push --force-with-lease origin main",
        _PUSHED,
    ),
    (
        "rewritten and pushed with a lease, one's own branch",
        "git commit --amend --no-edit && git push --force-with-lease origin work",
        _WORK,
    ),
    ("encrypted first", "gpg -c plan.odt && rm plan.odt", "file plan.odt"),
    ("made smaller first", "gzip -k plan.odt && rm plan.odt", "file plan.odt"),
    ("a list sorted", "sort -o words.txt words.txt", "file words.txt"),
    ("words for words", "sed -i 's/what/that/' .env", "file .env"),
    (
        "what is removed is put beside",
        "rsync -a --delete --backup --backup-dir=../old new/ docs/",
        f"{_D}\nfile new/a",
    ),
    (
        "a link into which find does not go",
        "find w -type f -delete",
        "folder ~/real\nfiles ~/real/#.odt 9\nlink w {home}/real",
    ),
]
