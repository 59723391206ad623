"""Pairs about what tools of a project run along by their own files: (name, line, harmless, fatal)."""

from __future__ import annotations

DATA = "\nfiles data/d#.csv 30"
NOTES = "\nfiles notes/n#.md 20"
POM = (
    "text pom.xml '<project><build><plugins><plugin><artifactId>exec-maven-plugin</artifactId><executions><execution>"
    "<phase>{phase}</phase><configuration><executable>rm</executable><arguments><argument>-rf</argument>"
    "<argument>data</argument></arguments></configuration></execution></executions></plugin></plugins></build></project>'"
)
CARGO = "text .cargo/config.toml '[alias]\\nwipe = \"run --bin wipe\"\\n'\n"
TIDY = 'text tools/BUILD \'sh_binary(name = "tidy", srcs = ["tidy.sh"])\\nsh_binary(name = "wipe", srcs = ["wipe.sh"])\\n\'\n'
BEGUN_ALONG: list[tuple[str, str, str, str]] = [
    (
        "direnv: settings that are taken in",
        "direnv allow",
        "text .envrc 'source_env ../shared\\n'\ntext ../shared/.envrc 'export A=1\\n'",
        "text .envrc 'source_env ../shared\\n'\ntext ../shared/.envrc 'rm -rf ~/Documents\\n'\nfile ~/Documents/a.odt",
    ),
    (
        "lint-staged: in the package",
        "npx lint-staged",
        'repository a.js\ntext package.json \'{"lint-staged":{"*.js":"prettier --write"}}\'' + NOTES,
        'repository a.js\ntext package.json \'{"lint-staged":{"*.js":["eslint","git clean -fd"]}}\'' + NOTES,
    ),
    (
        "lint-staged: in a file of its own",
        "npx lint-staged --quiet",
        'repository a.js\ntext .lintstagedrc \'{"*.js": "eslint"}\'' + NOTES,
        'repository a.js\ntext .lintstagedrc \'{"*.js": "git clean -fd"}\'' + NOTES,
    ),
    (
        "bazel: the rule that is named",
        "bazel run //tools:tidy",
        f"{TIDY}script tools/tidy.sh 'echo hello\\n'\nscript tools/wipe.sh 'rm -rf ~/Documents\\n'\nfile ~/Documents/a.odt",
        f"{TIDY}script tools/wipe.sh 'echo hello\\n'\nscript tools/tidy.sh 'rm -rf ~/Documents\\n'\nfile ~/Documents/a.odt",
    ),
    (
        "gradle: while the build's file is read",
        "gradle build",
        'text build.gradle \'task wipe(type: Exec) {\\n    commandLine "rm", "-rf", "data"\\n}\\n\'' + DATA,
        'text build.gradle \'exec { commandLine "rm", "-rf", "data" }\\n\'' + DATA,
    ),
    (
        "maven: in a phase that is come to",
        "mvn install",
        POM.format(phase="clean") + DATA,
        POM.format(phase="install") + DATA,
    ),
    (
        "maven: cleaning",
        "mvn clean",
        POM.format(phase="install") + DATA,
        POM.format(phase="pre-clean") + DATA,
    ),
    (
        "vagrant: its file is a program",
        "vagrant up",
        'text Vagrantfile \'Vagrant.configure("2") do |c|\\n  c.vm.box = "debian/12"\\nend\\n\'' + DATA,
        'text Vagrantfile \'system("rm -rf data")\\nVagrant.configure("2") do |c|\\nend\\n\'' + DATA,
    ),
    (
        "bundler: its file is a program",
        "bundle install",
        'text Gemfile \'source "https://rubygems.org"\\ngem "rails"\\n\'' + DATA,
        'text Gemfile \'source "https://rubygems.org"\\nsystem("rm -rf data")\\n\'' + DATA,
    ),
    (
        "pip: packages of the project in a list",
        "pip install -r requirements.txt",
        "text requirements.txt '-e ./lib\\n'\ntext lib/setup.py 'from setuptools import setup\\nsetup(name=\"a\")\\n'",
        "text requirements.txt '-e ./lib\\n'\ntext lib/setup.py 'import os\\nos.system(\"rm -rf ~/Documents\")\\n'\n"
        "file ~/Documents/a.odt",
    ),
    (
        "npm: a new version",
        "npm version patch",
        'repository a.js\ntext package.json \'{"scripts":{"preversion":"npm test","test":"jest"}}\'\ncommit'
        + NOTES,
        'repository a.js\ntext package.json \'{"scripts":{"preversion":"git clean -fd"}}\'\ncommit' + NOTES,
    ),
    (
        "cargo: another name for a program of the project",
        "cargo wipe",
        f"{CARGO}text src/bin/wipe.rs 'fn main() {{ println!(\"x\"); }}\\n'" + DATA,
        f"{CARGO}text src/bin/wipe.rs 'fn main() {{ std::fs::remove_dir_all(\"data\").unwrap(); }}\\n'"
        + DATA,
    ),
    (
        "svn: what is removed by force",
        "svn rm --force src",
        "subversion src/a.c README",
        "subversion src/a.c README\nedit src/a.c",
    ),
    (
        "svn: what it does not know goes, too",
        "svn rm --force src",
        "subversion src/a.c README",
        "subversion src/a.c README\nfile src/new.c",
    ),
    (
        "hg: what is removed by force",
        "hg rm -f src/a.c",
        "mercurial src/a.c README",
        "mercurial src/a.c README\nedit src/a.c",
    ),
    (
        "conda: an environment, or one with notebooks in it",
        "conda remove --all -y -p ./env",
        "file env/conda-meta/history env/bin/python env/lib/python3.11/site-packages/x.py env/ssl/cert.pem",
        "file env/conda-meta/history env/bin/python\nfiles env/notebooks/n#.ipynb 20",
    ),
    (
        "conda: an environment's folder, or one with work in it",
        "rm -rf env",
        "file env/conda-meta/history env/bin/python env/x86_64-conda-linux-gnu/bin/ld env/share/man/man1/x.1",
        "file env/conda-meta/history env/bin/python\nfiles env/work/thesis#.py 20",
    ),
    (
        "cmake: a build's folder, or the sources themselves",
        "rm -rf shop",
        "text shop/CMakeCache.txt '# This is the CMakeCache file.\\n'\nfile shop/CMakeFiles/x.o shop/Makefile",
        "text shop/CMakeCache.txt '# This is the CMakeCache file.\\n'\nfile shop/CMakeLists.txt\nfiles shop/src/x#.c 20",
    ),
    (
        "compose: here, or on a machine that others use",
        "docker compose down",
        "text compose.yaml 'services:\\n  web:\\n    build: .\\n'",
        "text compose.yaml 'services:\\n  web:\\n    build: .\\n'\nvar DOCKER_HOST ssh://root@prod.example.org",
    ),
]
BEGUN_ALONG_RUN: list[tuple[str, str, str]] = [
    (
        "npm: which version it is",
        "npm version",
        'text package.json \'{"scripts":{"preversion":"rm -rf ~/work"}}\'\nfile ~/work/a',
    ),
    ("bundler: what is run by it", "bundle exec rspec", "text Gemfile 'gem \"rspec\"\\n'"),
    ("cargo: its own subcommand", "cargo test", CARGO + "text src/main.rs 'fn main() {}\\n'"),
    (
        "bazel: a program of another language",
        "bazel run //app:server",
        "text app/BUILD 'go_binary(name = \"server\")\\n'",
    ),
]
