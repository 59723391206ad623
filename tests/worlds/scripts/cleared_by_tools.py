"""Pairs of folders that tools clear by subcommands of theirs: (name, line, harmless, fatal)."""

from __future__ import annotations

_MODULES = "file package.json package-lock.json node_modules/.package-lock.json node_modules/a/index.js"
_LATER = "old node_modules/.package-lock.json package.json\nedit node_modules/a/index.js"
_MINE = "file package.json package-lock.json\nfolder node_modules/mylib\ncd node_modules/mylib\nrepository own.js\ncd ../.."
CLEARED_BY_TOOLS: list[tuple[str, str, str, str]] = [
    ("packages alone, or a repository of one's own among them", "npm ci", _MODULES, _MINE),
    ("packages as they were fetched, or changed by hand", "npm ci", _MODULES, f"{_MODULES}\n{_LATER}"),
    ("changed by hand, with or without patches that do it again", "npm ci",
     f"{_MODULES}\nfile patches/a+1.0.0.patch\n{_LATER}", f"{_MODULES}\n{_LATER}"),
    ("removed as they were fetched, or changed by hand", "rm -rf node_modules", _MODULES, f"{_MODULES}\n{_LATER}"),
    ("what tools write there later, or a person", "rm -rf node_modules",
     f"{_MODULES}\nold node_modules/.package-lock.json node_modules/a/index.js\nfile node_modules/.cache/b/x.js", f"{_MODULES}\n{_LATER}"),
    ("another tool wrote much later, or a person a little", "rm -rf node_modules",
     f"{_MODULES}\nold node_modules/.package-lock.json\nfiles node_modules/b/x#.js 40", f"{_MODULES}\n{_LATER}"),
    ("what is built again, or a list of customers", "cargo clean",
     "file Cargo.toml target/debug/a target/CACHEDIR.TAG",
     "file Cargo.toml target/CACHEDIR.TAG\nfiles target/customers#.xlsx 12"),
    ("what is built again, or tables", "mvn clean package", "file pom.xml target/classes/a.class",
     "file pom.xml\nfiles target/customers#.xlsx 12"),
    ("an app, or photos", "flutter clean", "file pubspec.yaml build/app.apk .dart_tool/x",
     "file pubspec.yaml\nfiles build/wedding#.jpg 12"),
    ("a site, or photos", "bundle exec jekyll clean", "file _config.yml Gemfile _site/index.html",
     "file _config.yml Gemfile\nfiles _site/wedding#.jpg 12"),
]  # fmt: skip
