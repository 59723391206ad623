"""Pairs about what git and tools seem to have, and don't: (name, line, harmless, fatal)."""

from __future__ import annotations

LASTING: list[tuple[str, str, str, str]] = [
    (
        "moved over what git has, then thrown away: of the same tree, or from elsewhere",
        "mv $FROM/a.md src/a.md && git checkout src",
        "repository\nfile src/a.md old/a.md\ncommit\nvar FROM old",
        "repository\nfile src/a.md old/a.md\ncommit\ntext ../new/a.md 'another text'\nvar FROM ../new",
    ),
    (
        "copied over what git has, the original removed, then thrown away: set aside, or over it",
        "cp ../new/a.md $TO/a.md && rm ../new/a.md && git checkout src",
        "repository\nfile src/a.md\ncommit\nfile ../new/a.md\nfolder ../kept\nvar TO ../kept",
        "repository\nfile src/a.md\ncommit\nfile ../new/a.md\nvar TO src",
    ),
    (
        "staged work in a pushed repository that goes whole",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ncd ..",
        ("folder proj\ncd proj\nrepository\npushed\nfile new.c new2.c\nedit src/a.c\ngit add -A\ncd .."),
    ),
    (
        "an unpushed commit on a detached head",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ncd ..",
        ("folder proj\ncd proj\nrepository\npushed\ngit checkout -q --detach\nfile x.c y.c\ncommit\ncd .."),
    ),
    (
        "a tag alone holds commits",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ncd ..",
        (
            "folder proj\ncd proj\nrepository\npushed\ngit checkout -q --detach\nfile x.c y.c\ncommit\n"
            "git tag keep\ngit checkout -q main\ncd .."
        ),
    ),
    (
        "notes or other refs hold work",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ncd ..",
        (
            "folder proj\ncd proj\nrepository\npushed\ngit checkout -q --detach\nfile x.c y.c\ncommit\n"
            "git update-ref refs/wip/ann HEAD\ngit checkout -q main\ncd .."
        ),
    ),
    (
        "the remote is a folder that goes too",
        "rm -rf proj proj-remote",
        "folder proj-remote\nfolder proj\ncd proj\nrepository\npushed\ncd ..",
        (
            "folder proj-remote\ncd proj-remote\ngit init -q --bare\ncd ..\nfolder proj\ncd proj\n"
            "repository\ngit remote add origin ../proj-remote\ngit push -q origin main\ncd .."
        ),
    ),
    (
        "the remote was a folder that is there no more",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ncd ..",
        "folder proj\ncd proj\nrepository\npushed\ngit config remote.origin.url ../gone.git\ncd ..",
    ),
    (
        "work staged in a further work tree that git removes",
        "git worktree remove --force ../wt",
        "repository\ngit worktree add -q ../wt -b side",
        (
            "repository\ngit worktree add -q ../wt -b side\nfile ../wt/new.c ../wt/newer.c\n"
            "cd ../wt\ngit add -A\ncd ../project"
        ),
    ),
    (
        "a submodule with a commit of its own on no branch",
        "rm -rf proj",
        (
            "folder proj\ncd proj\nrepository\nfolder sub\ncd sub\nrepository\npushed\ncd ..\n"
            "git -c protocol.file.allow=always submodule add ./sub sub\ncommit\npushed\ncd .."
        ),
        (
            "folder proj\ncd proj\nrepository\nfolder sub\ncd sub\nrepository\npushed\ncd ..\n"
            "git -c protocol.file.allow=always submodule add ./sub sub\ncommit\npushed\ncd sub\n"
            "git checkout -q --detach\nfile x.c y.c\ncommit\ncd ../.."
        ),
    ),
    (
        "a file changed with its time set back",
        "rm -rf src",
        "repository",
        (
            "repository src/a.c src/b.c\n"
            "ran 'sleep 1.1; git update-index --refresh; tr w v < src/a.c > t; cp t x; touch -r "
            "src/a.c x; cat x > src/a.c; touch -r x src/a.c; rm x t'"
        ),
    ),
    (
        "an unborn branch with all staged",
        "git rm -rf --cached . && git clean -fdx",
        "repository",
        "git init -q -b main\nfiles src/n#.md 12\ngit add -A",
    ),
    (
        "a project in the folder of a virtual environment",
        "rm -rf env",
        (
            "text env/pyvenv.cfg 'home = /usr/bin\\n'\n"
            "file env/bin/activate env/lib/python3/site-packages/x.py"
        ),
        (
            "text env/pyvenv.cfg 'home = /usr/bin\\n'\n"
            "file env/bin/activate env/lib/python3/site-packages/x.py\n"
            "files env/mysite/app#.py 12\nfile env/mysite/manage.py env/notes.md"
        ),
    ),
    (
        "the same where it is marked alone",
        "rm -rf tutorial",
        (
            "text tutorial/pyvenv.cfg 'home = /usr/bin\\n'\n"
            "file tutorial/bin/activate tutorial/lib/python3/site-packages/x.py"
        ),
        (
            "text tutorial/pyvenv.cfg 'home = /usr/bin\\n'\n"
            "file tutorial/bin/activate tutorial/lib/python3/site-packages/x.py\n"
            "files tutorial/src/app#.py 12"
        ),
    ),
    (
        "a folder that backups pass over",
        "rm -rf VMs",
        ("text VMs/CACHEDIR.TAG 'Signature: 8a477f597d28d172789f06886806bc55\\n'\nfiles VMs/c#.bin 4"),
        (
            "text VMs/CACHEDIR.TAG 'Signature: 8a477f597d28d172789f06886806bc55\\n'\n"
            "file VMs/win.qcow2 VMs/dev.qcow2 VMs/db.vmdk"
        ),
    ),
    (
        "tests of one's own beside a cmake file",
        "rm -rf Testing",
        "file CMakeLists.txt Testing/Temporary/LastTest.log Testing/TAG",
        "file CMakeLists.txt\nfiles Testing/Data/img#.mha 12\nfiles Testing/Code/test#.cxx 12",
    ),
    (
        "a build folder of scripts that people wrote",
        "rm -rf build",
        "repository Makefile src/a.c\nfiles build/o#.o 12",
        ("repository Makefile src/a.c\nfiles build/deploy#.sh 12\nfile build/Dockerfile build/release.conf"),
    ),
    (
        "one that git tracks in part",
        "rm -rf build",
        "repository Makefile src/a.c\nfiles build/o#.o 12",
        "repository Makefile src/a.c build/Dockerfile build/pack.sh\nfiles build/new#.sh 12",
    ),
    (
        "a lib that is written by hand",
        "rm -rf lib",
        "repository package.json src/a.ts\ntext .gitignore 'lib\\n'\nfiles lib/a#.js 5",
        ("repository package.json src/main.js lib/index.js lib/core.js\nfiles lib/feature#.js 12"),
    ),
    (
        "a bin with scripts beside a solution",
        "rm -rf bin",
        "file App.csproj\nfiles bin/Debug/a#.dll 5",
        "file App.csproj\nfiles bin/backup#.sh 12\nfile bin/deploy.ps1",
    ),
    (
        "vendor patched and tracked in part",
        "rm -rf vendor",
        "repository composer.json\ntext .gitignore 'vendor\\n'\nfiles vendor/acme/a#.php 9",
        "repository composer.json vendor/own/plugin.php\nfiles vendor/own/new#.php 12",
    ),
    (
        "deps with a checkout that is worked in",
        "rm -rf deps",
        "file mix.exs\nfiles deps/plug/p#.ex 9",
        "file mix.exs\nfiles deps/plug/p#.ex 9\ncd deps/plug\nrepository lib/own.ex\ncd ../..",
    ),
    (
        "site of a generator or one's pages",
        "rm -rf site",
        (
            "file mkdocs.yml docs/a.md\nfiles site/a#/index.html 9\n"
            "file site/search/search_index.json site/sitemap.xml"
        ),
        ("file package.json\nfiles site/page#.php 12\nfile site/config.php site/.htaccess site/db.sqlite3"),
    ),
    (
        "out with exported reports",
        "rm -rf output",
        "file package.json\nfiles output/a#.js 9",
        "file pyproject.toml\nfiles output/run#.h5 12\nfiles output/model#.pt 5",
    ),
    (
        "coverage of the tests or of land",
        "rm -rf coverage",
        "file package.json\nfiles coverage/a#.html 9\nfile coverage/lcov.info",
        "file setup.py\nfiles coverage/region#.gpkg 12\nfiles coverage/tile#.shp 12",
    ),
    (
        "a checkpoint folder with the only notebook",
        "rm -rf .ipynb_checkpoints",
        "file a.ipynb\nfile .ipynb_checkpoints/a-checkpoint.ipynb",
        (
            "file a.ipynb\n"
            "file .ipynb_checkpoints/thesis-checkpoint.ipynb "
            ".ipynb_checkpoints/results-checkpoint.ipynb"
        ),
    ),
    (
        "cleaning: a build folder with letters in it",
        "git clean -fdx",
        "repository Makefile src/a.c\ntext .gitignore 'build\\n'\ncommit\nfiles build/o#.o 12",
        ("repository Makefile src/a.c\ntext .gitignore 'build\\n'\ncommit\nfiles build/letter#.odt 12"),
    ),
    (
        "cleaning: a project in the virtual environment",
        "git clean -fdx",
        (
            "repository README\ntext .gitignore 'env\\n'\ncommit\n"
            "text env/pyvenv.cfg 'home = /usr/bin\\n'\n"
            "file env/bin/activate env/lib/python3/site-packages/x.py"
        ),
        (
            "repository README\ntext .gitignore 'env\\n'\ncommit\n"
            "text env/pyvenv.cfg 'home = /usr/bin\\n'\n"
            "file env/bin/activate env/lib/python3/site-packages/x.py\nfiles env/mysite/app#.py 12"
        ),
    ),
    (
        "cleaning: what the editor has not written yet",
        "git clean -fd",
        "repository\nswap .README.swp saved",
        "repository\nswap .README.swp changed",
    ),
    (
        "cleaning twice forced: a repository in a tool's folder",
        "git clean -ffdx",
        ("repository package.json\ntext .gitignore 'node_modules\\n'\ncommit\nfiles node_modules/x/a#.js 9"),
        (
            "repository package.json\ntext .gitignore 'node_modules\\n'\ncommit\n"
            "files node_modules/x/a#.js 9\nfolder node_modules/mine\ncd node_modules/mine\n"
            "repository\ncd ../.."
        ),
    ),
    (
        "cleaning twice forced: another repository",
        "git clean -ffd",
        "repository",
        "repository\nfolder other\ncd other\nrepository\ncd ..",
    ),
]
