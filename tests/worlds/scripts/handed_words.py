"""Words that a script of a package is given, and code that builds run by themselves: (name, line, harmless, fatal)."""

from __future__ import annotations

NO_SCRIPT_RUN: list[tuple[str, str, str]] = [
    (
        "yarn: no script is named for the workspaces",
        "yarn workspaces foreach",
        'text package.json \'{"workspaces": ["apps/*"]}\'',
    ),
]
HANDED: list[tuple[str, str, str, str]] = [
    (
        "just: a word is what a parameter stands for",
        "just clean out",
        "text justfile 'clean dir:\\n  rm -rf {{dir}}\\n'\nfile out/a.o",
        "text justfile 'clean dir:\\n  rm -rf {{dir}}\\n'\nfiles out/take#.wav 30",
    ),
    (
        "just: a parameter that was not given stands for what the file says",
        "just clean",
        "text justfile 'clean dir=\"out\":\\n  rm -rf {{dir}}\\n'\nfiles data/take#.wav 30",
        "text justfile 'clean dir=\"data\":\\n  rm -rf {{dir}}\\n'\nfiles data/take#.wav 30",
    ),
    (
        "just: several words",
        "just wipe out data",
        "text justfile 'wipe +dirs:\\n  rm -rf {{dirs}}\\n'\nfiles notes/take#.wav 30",
        "text justfile 'wipe +dirs:\\n  rm -rf {{dirs}}\\n'\nfiles data/take#.wav 30",
    ),
    (
        "poe: a word behind the task",
        "poe dev reset",
        "text pyproject.toml '[tool.poe.tasks]\\ndev = \"./dev.sh\"\\n'\nscript dev.sh 'case \"$1\" in up) rm -rf data;; reset) echo;; esac\\n'\nfiles data/take#.wav 30",
        "text pyproject.toml '[tool.poe.tasks]\\ndev = \"./dev.sh\"\\n'\nscript dev.sh 'case \"${1:-up}\" in up) echo;; reset) rm -rf data;; esac\\n'\nfiles data/take#.wav 30",
    ),
    (
        "composer: words behind the dashes",
        "composer run dev -- reset",
        'text composer.json \'{"scripts": {"dev": "./dev.sh"}}\'\nscript dev.sh \'case "$1" in up) rm -rf data;; reset) echo;; esac\\n\'\nfiles data/take#.wav 30',
        'text composer.json \'{"scripts": {"dev": "./dev.sh"}}\'\nscript dev.sh \'case "${1:-up}" in up) echo;; reset) rm -rf data;; esac\\n\'\nfiles data/take#.wav 30',
    ),
    (
        "composer: words behind a script",
        "composer run clear -- data",
        'text composer.json \'{"scripts": {"clear": "rm -rf"}}\'\nfiles notes/x#.csv 20',
        'text composer.json \'{"scripts": {"clear": "rm -rf"}}\'\nfiles data/x#.csv 20',
    ),
    (
        "poe: a word behind a task",
        "poe wipe data",
        "text pyproject.toml '[tool.poe.tasks]\\nwipe = \"rm -rf\"\\n'\nfiles notes/x#.csv 20",
        "text pyproject.toml '[tool.poe.tasks]\\nwipe = \"rm -rf\"\\n'\nfiles data/x#.csv 20",
    ),
    (
        "uv: an environment, or measurements",
        "uv venv --clear work",
        "text work/pyvenv.cfg 'home = /usr/bin\\n'\nfile work/bin/python",
        "files work/measure#.csv 30",
    ),
    (
        "rails: the last migration taken back, for developing or in production",
        "bin/rails db:rollback",
        "script bin/rails '#!/usr/bin/env ruby\\n'",
        "script bin/rails '#!/usr/bin/env ruby\\n'\nvar RAILS_ENV production",
    ),
    (
        "rust: below the folder of the output",
        "cargo build --release",
        (
            'text Cargo.toml \'[package]\\nname = "x"\\nversion = "0.1.0"\\n\'\n'
            "file src/main.rs\n"
            'text build.rs \'use std::{env, fs, path::Path};\\nfn main() {\\n let out = env::var("OUT_DIR").unwrap();\\n let dir = Path::new(&out).join("data");\\n let _ = fs::remove_dir_all(&dir);\\n fs::create_dir_all(&dir).unwrap();\\n fs::write(dir.join("gen.rs"), "x").unwrap();\\n}\\n\'\n'
            "files data/x#.csv 40"
        ),
        (
            'text Cargo.toml \'[package]\\nname = "x"\\nversion = "0.1.0"\\n\'\n'
            "file src/main.rs\n"
            'text build.rs \'use std::fs;\\nfn main() {\\n  if std::path::Path::new("data").exists() {\\n    fs::remove_dir_all("data").expect("x");\\n  }\\n}\\n\'\n'
            "files data/x#.csv 40"
        ),
    ),
    (
        "rust: out dir inline",
        "cargo test",
        (
            'text Cargo.toml \'[package]\\nname = "x"\\nversion = "0.1.0"\\n\'\n'
            "file src/main.rs\n"
            'text build.rs \'fn main() {\\n let _ = std::fs::remove_dir_all(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("data"));\\n}\\n\'\n'
            "files data/x#.csv 40"
        ),
        (
            'text Cargo.toml \'[package]\\nname = "x"\\nversion = "0.1.0"\\n\'\n'
            "file src/main.rs\n"
            'text build.rs \'use std::process::Command;\\nfn main() {\\n  Command::new("rm").args(["-rf", "../archive"]).status().unwrap();\\n}\\n\'\n'
            "files ../archive/x#.csv 40"
        ),
    ),
    (
        "rust: args one by one",
        "cargo +nightly check",
        (
            'text Cargo.toml \'[package]\\nname = "x"\\nversion = "0.1.0"\\n\'\n'
            "file src/main.rs\n"
            'text build.rs \'use std::process::Command;\\nfn main() {\\n  Command::new("git").arg("rev-parse").arg("HEAD").output().unwrap();\\n}\\n\'\n'
            "files data/x#.csv 40"
        ),
        (
            'text Cargo.toml \'[package]\\nname = "x"\\nversion = "0.1.0"\\n\'\n'
            "file src/main.rs\n"
            'text build.rs \'use std::process::Command;\\nfn main() {\\n  Command::new("rm").arg("-rf").arg("data").status().unwrap();\\n}\\n\'\n'
            "files data/x#.csv 40"
        ),
    ),
    (
        "npm: a word without dashes is handed on too",
        "npm run clean data",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
        ),
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files data/x#.csv 40"
        ),
    ),
    (
        "yarn",
        "yarn clean data",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files notes/x#.csv 40"
        ),
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files data/x#.csv 40"
        ),
    ),
    (
        "yarn with run",
        "yarn run wipe data notes",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "text src/b.js x"
        ),
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files notes/x#.csv 40"
        ),
    ),
    (
        "pnpm",
        "pnpm wipe -- data",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
        ),
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files data/x#.csv 40"
        ),
    ),
    (
        "bun",
        "bun run wipe data",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
        ),
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files data/x#.csv 40"
        ),
    ),
    (
        "variable",
        'npm run wipe -- "$D"',
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "var D dist\n"
            "file dist/app.js"
        ),
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "var D data\n"
            "files data/x#.csv 40"
        ),
    ),
]

_MADE = "text setup.py x\nfile build/lib/a.py\n"
_OWN = "files build/letter#.odt 6\n"
_PYTHON = "{} tidy.py '#!/usr/bin/env python3\\nimport sys, shutil\\n{}shutil.rmtree(sys.argv[1])\\n'\n"
_PLAIN = _PYTHON.format("text", "")
_NODE = "text tidy.js 'require(\"fs\").rmSync(process.argv[2], {recursive: true});\\n'\n"
_PERL = "text tidy.pl 'use File::Path;\\nrmtree($ARGV[0]);\\n'\n"
_RUBY = "text tidy.rb 'require \"fileutils\"\\nFileUtils.rm_rf(ARGV[0])\\n'\n"
HANDED_TO_CODE_ASK: list[tuple[str, str, str]] = [
    ("which word it takes is not known", "python3 tidy.py $(cat which) build", _PLAIN + _MADE),
    ("it takes another one", "python3 tidy.py letters build", f"{_PLAIN}{_MADE}\nfiles letters/a#.odt 6"),
    (
        "it has taken one away before",
        "python3 tidy.py build letters",
        _PYTHON.format("text", "sys.argv.pop(1)\\n") + _MADE + "files letters/a#.odt 6",
    ),
    (
        "it sets it itself",
        "python3 tidy.py build",
        _PYTHON.format("text", "sys.argv[1] = input()\\n") + _MADE,
    ),
    (
        "it adds to it",
        "python3 tidy.py build",
        _PYTHON.format("text", 'sys.argv[1] += "/../letters"\\n') + f"{_MADE}\nfiles letters/a#.odt 6",
    ),
    ("a pattern stands for it", "python3 tidy.py *", f"{_PLAIN}files letters/a#.odt 6"),
]
HANDED_TO_CODE: list[tuple[str, str, str, str]] = [
    ("what a tool makes, or letters", "python3 tidy.py build", _PLAIN + _MADE, _PLAIN + _OWN),
    (
        "started by itself",
        "./tidy.py build",
        _PYTHON.format("script", "") + _MADE,
        _PYTHON.format("script", "") + _OWN,
    ),
    (
        "by a variable",
        "python3 tidy.py $WHAT",
        f"{_PLAIN}{_MADE}var WHAT build",
        f"{_PLAIN}file ~/a.odt\nvar WHAT {{home}}",
    ),
    ("to node", "node tidy.js build", _NODE + _MADE, _NODE + _OWN),
    ("to perl", "perl tidy.pl build", _PERL + _MADE, _PERL + _OWN),
    ("to ruby", "ruby tidy.rb build", _RUBY + _MADE, _RUBY + _OWN),
]
HANDED_RUN: list[tuple[str, str, str]] = [
    (
        "rust: cargo clean does not run it",
        "cargo metadata",
        (
            'text Cargo.toml \'[package]\\nname = "x"\\nversion = "0.1.0"\\n\'\n'
            "file src/main.rs\n"
            "text build.rs 'use std::fs;\\nfn main() { fs::remove_dir_all(\"data\").unwrap(); }\\n'\n"
            "files data/x#.csv 40"
        ),
    ),
    (
        "npm: a workspace is no word of the script",
        "npm run clean -w data",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
        ),
    ),
    (
        "prewipe gets none",
        "npm run prewipe -- data",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files data/x#.csv 40"
        ),
    ),
    (
        "test with words of its own",
        "npm test -- --watch -t 'delete all; remove everything' data",
        (
            'text package.json \'{"scripts": {"clean": "rimraf", "test": "jest", "wipe": "rm -rf", "prewipe": "echo"}}\'\n'
            "repository src/a.js\n"
            "files data/x#.csv 40"
        ),
    ),
]
