"""Pairs of plain lines, as somebody types them who tries a guard: (name, line, harmless, fatal)."""

from __future__ import annotations

_LONG = "what we agreed upon with the others, in my own words\\n" * 60
AT_FIRST_SIGHT: list[tuple[str, str, str, str]] = [
    (
        "cp -r over settings: the same, or others",
        "cp -r defaults/. conf/",
        "file defaults/app.ini\ncopy defaults conf",
        "file defaults/app.ini\ntext conf/app.ini 'mine = 1\\nhost = box\\n'",
    ),
    (
        "a link set anew: a link, or a file of one's own",
        "ln -sf ~/dotfiles/vimrc ~/.vimrc",
        "file ~/dotfiles/vimrc\nlink ~/.vimrc {home}/dotfiles/vimrc",
        "file ~/dotfiles/vimrc\ntext ~/.vimrc 'set number\\nmap jj <Esc>\\n'",
    ),
    (
        "an archive unpacked: nothing there, or one's files of that name",
        "tar xf release.tar",
        "file app/main.py\narchive release.tar app\nremove app",
        "file app/main.py\narchive release.tar app\nedit app/main.py",
    ),
    (
        "unzip -o: nothing there, or one's work",
        "unzip -o theme.zip",
        "file theme/style.css\narchive theme.zip theme\nremove theme",
        "file theme/style.css\narchive theme.zip theme\ntext theme/style.css 'body { color: mine }\\n'",
    ),
    (
        "truncate: a log, or a database",
        "truncate -s 0 data/store.db",
        "folder data\nempty data/store.db",
        "folder data\ndatabase data/store.db 400",
    ),
    (
        "rights opened: a build, or keys",
        "chmod -R 755 .",
        "repository src/a.c",
        "text .ssh/id_ed25519 '-----BEGIN OPENSSH PRIVATE KEY-----\\nabc\\n-----END OPENSSH PRIVATE K"
        "EY-----\\n'",
    ),
    (
        "a symlinked folder emptied: into nothing, or into the photos",
        "rm -rf out/*",
        "folder ~/scratch\nlink out {home}/scratch",
        "files ~/Photos/#.jpg 30\nlink out {home}/Photos",
    ),
    (
        "copies elsewhere, or the only ones",
        "rm -r ~/Pictures/2019",
        "files ~/Pictures/2019/#.jpg 9\ncopy ~/Pictures/2019 ~/Backup/Pictures/2019",
        "files ~/Pictures/2019/#.jpg 9\nfolder ~/Backup/Pictures/2019",
    ),
    (
        "a backup removed beside its original: original whole, or empty",
        "rm notes.md.bak",
        "file notes.md\ncopy notes.md notes.md.bak",
        "empty notes.md\ntext notes.md.bak 'all that I know\\nline two\\nline three\\n'",
    ),
    (
        "a backup put back: newer or older than the work",
        "cp main.c.bak main.c",
        "repository main.c\ncopy main.c main.c.bak",
        "file main.c\ncopy main.c main.c.bak\nedit main.c",
    ),
    (
        "name with blanks unquoted",
        "rm -rf $DIR",
        "var DIR build\nrepository Makefile\ntext .gitignore build\nprogram build/a",
        "var DIR 'My Documents'\nfiles My/a#.txt 9\nfile Documents/b.txt",
    ),
    (
        "cwd where cd leads",
        "cd build && rm -rf *",
        "repository CMakeLists.txt\ntext .gitignore build\nfile build/CMakeCache.txt\nprogram build/a.o",
        "files build/chapter#.md 12",
    ),
    (
        "make distclean that takes the settings along",
        "make distclean",
        "text Makefile 'distclean:\\n\trm -f *.o config.log\\n'\nprogram a.o\nfile config.log",
        "text Makefile 'distclean:\\n\trm -f *.o .env\\n'\n"
        "program a.o\n"
        "text .env 'API_TOKEN=abcdefghijklmnop\\nDB=postgres://u:p@h/x\\n'",
    ),
    (
        "an ignored folder: a cache, or hand-made data",
        "rm -rf local",
        "repository package.json\ntext .gitignore local\nfolder local",
        (
            "repository\ntext .gitignore local\ntext local/plan.md '"
            + _LONG
            + "'\nfile local/b.md local/c.md local/d.md"
        ),
    ),
    (
        "git clean -fdX: ignored builds, or an .env",
        "git clean -fdX",
        "repository Makefile a.c\ntext .gitignore '*.o\\n.env\\n'\ncommit\nprogram a.o",
        "repository Makefile a.c\n"
        "text .gitignore '*.o\\n.env\\n'\n"
        "commit\n"
        "text .env 'SECRET_KEY=abcdefghijklmnop\\n'",
    ),
    (
        "dotfile written over by a link's target",
        "cp ~/dotfiles/.bashrc ~/.bashrc",
        "file ~/dotfiles/.bashrc\ncopy ~/dotfiles/.bashrc ~/.bashrc",
        ("file ~/dotfiles/.bashrc\ntext ~/.bashrc '" + _LONG + "'"),
    ),
    (
        "a notebook written over",
        "mv Untitled.ipynb analysis.ipynb",
        "text Untitled.ipynb '{\"cells\": [1]}'",
        "text Untitled.ipynb '{\"cells\": []}'\n"
        'text analysis.ipynb \'{"cells": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1'
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}'",
    ),
    (
        "an environment with packages from a list, or with a project within",
        "rm -rf .venv",
        "file .venv/pyvenv.cfg .venv/bin/activate requirements.txt",
        "file .venv/pyvenv.cfg .venv/bin/activate\n"
        "files .venv/src/mine#.py 9\n"
        "folder .venv/src/x\n"
        "cd .venv/src\n"
        "repository mine.py\n"
        "cd ../..",
    ),
    (
        "a moved folder onto a folder of that name",
        "mv drafts archive/",
        "file drafts/a.md\nfolder archive",
        "file drafts/a.md\nfile archive",
    ),
    (
        "an empty source mirrored over the only copies",
        "rsync -a --delete work/ ../mirror/",
        "file work/a.txt\ncopy work ../mirror",
        "folder work\nfiles ../mirror/#.txt 14",
    ),
    (
        "find with an unset start",
        'find "$CACHE" -type f -delete',
        "var CACHE .cache\nfile .cache/a",
        "var CACHE .\nfiles thesis#.tex 9",
    ),
    (
        "an alias of a harmless name",
        "clean",
        "alias clean 'rm -rf build'\nrepository Makefile\nprogram build/a.o",
        "alias clean 'rm -rf build src'\nfiles src/#.c 9",
    ),
    (
        "a function that removes",
        "reset_all",
        "function reset_all 'rm -rf ./tmp'\nfolder tmp",
        "function reset_all 'rm -rf ./uploads'\nfiles uploads/#.jpg 9",
    ),
    (
        "a name with a blank",
        "rm -r Old Projects",
        "folder x",
        "file Old/a.txt\nfiles Projects/#.c 9",
    ),
    (
        "a script whose variable is not set",
        "bash deploy.sh",
        "text deploy.sh 'OUT=dist\\nrm -rf \"$OUT\"/*\\n'\nfile package.json dist/a.js",
        "text deploy.sh 'rm -rf \"$OUT\"/*\\n'\nunset OUT",
    ),
    (
        "cargo clean: a target folder, or one that leads to shared data",
        "cargo clean",
        "repository Cargo.toml src/main.rs\nfile target/CACHEDIR.TAG target/debug/app",
        "repository Cargo.toml src/main.rs\n"
        "text .cargo/config.toml '[build]\\ntarget-dir = \"data\"\\n'\n"
        "files data/chapter#.md 12",
    ),
    (
        "gradle clean with a delete of more",
        "./gradlew clean",
        "text build.gradle 'plugins { id \"java\" }'\n"
        "script gradlew '#!/bin/sh\\nexec java -jar gradle/wrapper/gradle-wrapper.jar \"$@\"\\n'\n"
        "file build/a.class",
        'text build.gradle \'plugins { id "java" }\\nclean { delete "uploads" }\\n\'\n'
        "script gradlew '#!/bin/sh\\nexec java -jar gradle/wrapper/gradle-wrapper.jar \"$@\"\\n'\n"
        "files uploads/#.jpg 12",
    ),
    (
        "mvn clean with another folder as its output",
        "mvn clean",
        "text pom.xml '<project><artifactId>a</artifactId></project>'\nfile target/a.class",
        "text pom.xml '<project><build><directory>documents</directory></build></project>'\n"
        "files documents/#.md 12",
    ),
    (
        "a cmake build folder beside, or around the sources",
        "cmake --build . --target clean",
        "text CMakeCache.txt 'CMAKE_HOME_DIRECTORY:INTERNAL=/src\\n'\n"
        "text Makefile 'clean:\\n\trm -f *.o\\n'\n"
        "program a.o",
        "text CMakeCache.txt 'CMAKE_HOME_DIRECTORY:INTERNAL=/src\\n'\n"
        "text Makefile 'clean:\\n\trm -rf notes\\n'\n"
        "files notes/#.md 12",
    ),
    (
        "npm ci: modules, or modules with one's patches",
        "npm ci",
        "file package.json package-lock.json node_modules/a/index.js",
        "file package.json package-lock.json\n"
        "folder node_modules/mine\n"
        "cd node_modules/mine\n"
        "repository lib.js\n"
        "edit lib.js\n"
        "cd ../..",
    ),
    (
        "pre-script of npm",
        "npm test",
        'text package.json \'{"scripts": {"test": "jest"}}\'',
        'text package.json \'{"scripts": {"pretest": "rm -rf fixtures", "test": "jest"}}\'\n'
        "files fixtures/#.json 12",
    ),
    (
        "original removed: the archive holds it, or an older state",
        "rm -rf project1",
        "file project1/a.md project1/b.md project1/c.md project1/d.md\narchive project1.tar project1",
        "file project1/a.md project1/b.md project1/c.md project1/d.md\n"
        "archive project1.tar project1\n"
        "edit project1/a.md project1/b.md",
    ),
    (
        "original removed: zip holds all, or a part",
        "rm -r scans",
        "files scans/#.pdf 6\narchive scans.zip scans",
        "files scans/#.pdf 6\narchive scans.zip scans/0.pdf",
    ),
    (
        "dedupe: a hard link, or the only name",
        "rm photos/a.jpg",
        "file photos/a.jpg\nnames photos album",
        "file photos/a.jpg\nfolder album",
    ),
    (
        "copy that is a link to the original removed",
        "rm -rf ~/Documents/thesis",
        "files ~/Documents/thesis/#.tex 6\ncopy ~/Documents/thesis ~/Backup/thesis",
        "files ~/Documents/thesis/#.tex 6\nfolder ~/Backup\nlink ~/Backup/thesis {home}/Documents/thesis",
    ),
    (
        "moved onto a name in another folder",
        "mv inbox/* done/",
        "file inbox/a.md inbox/b.md\nfolder done",
        ("file inbox/a.md inbox/b.md\ntext done/a.md 'other words of mine: " + _LONG + "'"),
    ),
    (
        "move of several to a folder that is not there",
        "mv a.md notes",
        "file a.md\nfolder notes",
        ("file a.md\ntext notes '" + _LONG + "'"),
    ),
    (
        "tar created over an archive that holds more",
        "tar czf backup.tgz src",
        "file src/a.c",
        ("file src/a.c\ntext backup.tgz '" + _LONG + "'\nold backup.tgz"),
    ),
    (
        "a filter written onto itself, tracked or not",
        "jq . data.json > data.json",
        "repository data.json\npushed",
        'text data.json \'{"a": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1'
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"
        ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}'",
    ),
    (
        "a here string over settings",
        "echo 'Host *' > ~/.ssh/config",
        "folder ~/.ssh",
        "text ~/.ssh/config 'Host prod\\n  HostName 10.0.0.1\\n  User me\\n  IdentityFile ~/.ssh/p\\n'",
    ),
    (
        "a glob with nothing before it in the wrong folder",
        "cd ../scratch; rm -f *.md",
        "folder ../scratch\nfile a.md",
        "file a.md b.md c.md d.md e.md",
    ),
    (
        "pushd to a folder that is not there",
        "pushd out && rm -rf -- *; popd",
        "repository Makefile\ntext .gitignore out\nprogram out/a.o",
        "files out/letter#.docx 5",
    ),
    (
        "brace over names",
        "rm -rf {build,dist,src}",
        "repository package.json\nfile build/a.js dist/b.js",
        "file package.json\nfiles src/#.ts 9",
    ),
    (
        "extglob: all but",
        "rm -rf !(keep)",
        "option extglob\nfile keep",
        "option extglob\nfile keep\nfiles thesis/#.tex 9",
    ),
    (
        "xargs of a list: outputs, or sources",
        "cat list.txt | xargs rm -rf",
        "text list.txt 'build\\n'\nrepository Makefile\nprogram build/a.o",
        "text list.txt 'src\\n'\nfiles src/#.c 9",
    ),
    (
        "git ls-files: untracked outputs, or work",
        "git ls-files -o --exclude-standard | xargs rm",
        "repository a.c\nprogram a.o",
        "repository a.c\nfiles new#.c 8",
    ),
    (
        "while read of a list",
        'while read -r f; do rm -rf "$f"; done < remove.txt',
        "text remove.txt 'dist\\n'\nfile package.json dist/a.js",
        "text remove.txt 'content\\n'\nfiles content/#.md 8",
    ),
    (
        "eval of a variable",
        'eval "$CLEANUP"',
        "var CLEANUP 'rm -rf ./dist'\nfile package.json dist/a.js",
        "var CLEANUP 'rm -rf ./content'\nfiles content/#.md 9",
    ),
    (
        "source of a file",
        "source env.sh",
        "text env.sh 'export A=1\\n'",
        "text env.sh 'export A=1\\nrm -rf content\\n'\nfiles content/#.md 9",
    ),
]
