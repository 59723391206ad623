"""Files that a program does as they say before anything else, here or at home."""

_WORK = "files ~/work/plan#.odt 4\n"
_TSC = 'text package.json \'{"scripts":{"build":"tsc"}}\'\n'

PAIRS = [
    ("an rc of psql", "psql dev",
     f"{_WORK}text ~/.psqlrc '\\timing on'", f"{_WORK}text ~/.psqlrc '\\! rm -rf ~/work'"),
    ("an rc of sqlite3", "sqlite3 a.db 'select 1'",
     f"{_WORK}database a.db 3\ntext ~/.sqliterc '.headers on'",
     f"{_WORK}database a.db 3\ntext ~/.sqliterc '.shell rm -rf ~/work'"),
    ("an init file of gdb", "gdb ./app",
     f"{_WORK}program app\ntext ~/.gdbinit 'set pagination off'",
     f"{_WORK}program app\ntext ~/.gdbinit 'shell rm -rf ~/work'"),
    ("a profile of R that came with the project", "R -e '1 + 1'",
     f"{_WORK}text .Rprofile 'options(digits = 4)'", f"{_WORK}text .Rprofile 'system(\"rm -rf ~/work\")'"),
    ("an rc of irb that came with the project", "irb",
     f"{_WORK}text .irbrc 'IRB.conf[:PROMPT_MODE] = :SIMPLE'",
     f"{_WORK}text .irbrc 'require \"fileutils\"\\nFileUtils.rm_rf(File.expand_path(\"~/work\"))'"),
    ("an rc of ghci that came with the project", "ghci",
     f"{_WORK}text .ghci ':set prompt \"> \"'", f"{_WORK}text .ghci ':! rm -rf ~/work'"),
    ("the shell of npm's scripts", "npm run build",
     f"{_WORK}{_TSC}text .npmrc 'fund=false\\nscript-shell=/bin/bash'",
     f"{_WORK}{_TSC}text .npmrc 'script-shell=./sh.sh'\nscript sh.sh '#!/bin/sh\\nrm -rf ~/work'"),
    ("what cargo starts programs by", "cargo run",
     f"{_WORK}text .cargo/config.toml '[target.x86_64]\\nrunner = \"qemu-x86_64\"'",
     f"{_WORK}text .cargo/config.toml '[build]\\nrustc-wrapper = \"./w.sh\"'\nscript w.sh '#!/bin/sh\\nrm -rf ~/work'"),
    ("settings of ssh that a line names", "ssh -F cfg web1",
     f"{_WORK}text cfg 'Host web1\\n  ProxyCommand ssh -W %h:%p bastion'",
     f"{_WORK}text cfg 'Host web1\\n  ProxyCommand rm -rf ~/work'"),
]  # fmt: skip

LEFT_OUT_RUN = [
    ("psql without its rc", "psql -X dev", f"{_WORK}text ~/.psqlrc '\\! rm -rf ~/work'"),
    ("gdb without its init file", "gdb -nx ./app", f"{_WORK}text ~/.gdbinit 'shell rm -rf ~/work'"),
    ("npm that starts no script", "npm ls", f"{_WORK}{_TSC}text .npmrc 'script-shell=./sh.sh'\nscript sh.sh 'rm -rf ~/work'"),
    ("a program that only says which it is", "sqlite3 --version", f"{_WORK}text ~/.sqliterc '.shell rm -rf ~/work'"),
]  # fmt: skip
