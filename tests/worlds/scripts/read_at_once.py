"""Pairs about what runs while a file is read, and programs of a project by other ways: (name, line, harmless, fatal)."""

from __future__ import annotations

READ_AT_ONCE: list[tuple[str, str, str, str]] = [
    (
        "make with a variable that nobody sets",
        "make clean",
        "text Makefile 'BUILD = build\\nclean: ; rm -rf $(BUILD)/*\\n'\nfolder build",
        "text Makefile 'clean: ; rm -rf $(BUILD)/*\\n'",
    ),
    (
        "npm with a variable that nobody sets",
        "npm run clean",
        'var DIST out\ntext package.json \'{"scripts":{"clean":"rm -rf $DIST/*"}}\'\nfolder out',
        'unset DIST\ntext package.json \'{"scripts":{"clean":"rm -rf $DIST/*"}}\'',
    ),
    (
        "make enters a folder that is not there",
        "make clean",
        "text Makefile 'clean: ; cd build; rm -rf *\\n'\nfolder build\nfiles data/d#.csv 30",
        "text Makefile 'clean: ; cd build; rm -rf *\\n'\nfiles data/d#.csv 30",
    ),
    (
        "uv run script",
        "uv run scripts/tidy.py",
        "text scripts/tidy.py 'import shutil\\nshutil.rmtree(\"out\")\\n'\nfolder out",
        "text scripts/tidy.py 'import shutil\\nshutil.rmtree(\"data\")\\n'\nfiles data/d#.csv 30",
    ),
    (
        "tsx",
        "npx tsx scripts/tidy.ts",
        'text scripts/tidy.ts \'import fs from "node:fs";\\nfs.rmSync("out", { recursive: true });\\n\'\nfolder out',
        'text scripts/tidy.ts \'import fs from "node:fs";\\nfs.rmSync("data", { recursive: true });\\n\'\nfiles data/d#.csv 30',
    ),
    (
        "node --run",
        "node --run clean",
        'text package.json \'{"scripts":{"clean":"rm -rf out"}}\'\nfolder out',
        'text package.json \'{"scripts":{"clean":"rm -rf data"}}\'\nfiles data/d#.csv 30',
    ),
    (
        "deno run",
        "deno run -A tidy.ts",
        "text tidy.ts 'Deno.removeSync(\"out\", { recursive: true });\\n'\nfolder out",
        "text tidy.ts 'Deno.removeSync(\"data\", { recursive: true });\\n'\nfiles data/d#.csv 30",
    ),
    (
        "dotnet run",
        "dotnet run --project tools/Tidy",
        "file tools/Tidy/Tidy.csproj\ntext tools/Tidy/Program.cs 'using System.IO;\\nDirectory.Delete(\"out\", true);\\n'\nfolder out",
        "file tools/Tidy/Tidy.csproj\ntext tools/Tidy/Program.cs 'using System.IO;\\nDirectory.Delete(\"data\", true);\\n'\nfiles data/d#.csv 30",
    ),
    ("pnpm dlx", "pnpm dlx rimraf data", "folder data", "files data/d#.csv 30"),
    ("npm exec", "npm exec -- rimraf data", "folder data", "files data/d#.csv 30"),
    ("yarn dlx", "yarn dlx del-cli data", "folder data", "files data/d#.csv 30"),
    (
        "go run with what it makes itself",
        "go run .",
        "text go.mod 'module a\\n'\ntext main.go 'package main\\nfunc main() { os.MkdirAll(\"scratch\", 0755); defer os.RemoveAll(\"scratch\") }\\n'",
        "text go.mod 'module a\\n'\ntext main.go 'package main\\nfunc main() { os.MkdirAll(\"scratch\", 0755); defer os.RemoveAll(\"scratch\") }\\n'\nfiles scratch/n#.md 20",
    ),
    (
        "make -n still runs what the file asks a shell while it is read",
        "make -n",
        "text Makefile 'X := $(shell git rev-parse HEAD)\\nall: ; rm -rf data\\n'\nfiles data/d#.csv 30",
        "text Makefile 'X := $(shell rm -rf data)\\nall: ; echo x\\n'\nfiles data/d#.csv 30",
    ),
    (
        "a variable that nobody uses, or that is set at once",
        "make test",
        "text Makefile 'X = $(shell rm -rf data)\\ntest: ; echo x\\n'\nfiles data/d#.csv 30",
        "text Makefile 'X := $(shell rm -rf data)\\ntest: ; echo x\\n'\nfiles data/d#.csv 30",
    ),
    (
        "a shell's answer that is asked for at once",
        "make test",
        "text Makefile 'X != date +%s\\nclean:\\n\trm -rf data\\ntest: ; echo x\\n'\nfiles data/d#.csv 30",
        "text Makefile 'X != rm -rf data\\ntest: ; echo x\\n'\nfiles data/d#.csv 30",
    ),
    (
        "what stands alone on a line",
        "make test",
        "text Makefile 'VERSION := $(shell git describe --tags --always || echo dev)\\nOS ?= $(shell uname -s)\\n$(shell mkdir -p build)\\n$(shell rm -rf $(OUT))\\ntest: ; echo x\\n'\nfiles data/d#.csv 30",
        "text Makefile '$(shell rm -rf data)\\ntest: ; echo x\\n'\nfiles data/d#.csv 30",
    ),
]
