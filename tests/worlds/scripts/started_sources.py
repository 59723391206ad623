"""Pairs about programs that are started from their sources: (name, line, harmless, fatal)."""

from __future__ import annotations

DATA = "files data/d#.csv 30"
GO = "text go.mod 'module shop\\n'\n"
STARTED_SOURCES: list[tuple[str, str, str, str]] = [
    (
        "go: a package by its folder",
        "go run ./cmd/clean",
        f'{GO}text cmd/clean/main.go \'package main\\nimport "os"\\nfunc main() {{ os.RemoveAll("out") }}\\n\'\n{DATA}',
        f'{GO}text cmd/clean/main.go \'package main\\nimport "os"\\nfunc main() {{ os.RemoveAll("data") }}\\n\'\n{DATA}',
    ),
    (
        "go: a file that starts a program",
        "go run main.go",
        f'{GO}text main.go \'package main\\nfunc main() {{ exec.Command("git", "status").Run() }}\\n\'\n{DATA}',
        f'{GO}text main.go \'package main\\nfunc main() {{ exec.Command("rm", "-rf", "data").Run() }}\\n\'\n{DATA}',
    ),
    (
        "go: a server, or what empties a folder before it serves",
        "go run .",
        f"{GO}text main.go 'package main\\nfunc wipe(dir string) {{ os.RemoveAll(dir) }}\\n"
        'func main() {\\n    dir, _ := os.MkdirTemp("", "x")\\n    defer os.RemoveAll(dir)\\n'
        f'    cmd := exec.Command("ffmpeg", os.Args[1:]...)\\n    cmd.Run()\\n}}\\n\'\n{DATA}',
        f"{GO}text main.go 'package main\\nfunc wipe() {{ os.RemoveAll(\"data\") }}\\nfunc main() {{ wipe() }}\\n'\n{DATA}",
    ),
    (
        "go: only a test removes it",
        "go run .",
        f"{GO}text main.go 'package main\\nfunc main() {{ }}\\n'\n"
        f"text main_test.go 'package main\\nfunc TestA(t *testing.T) {{ os.RemoveAll(\"data\") }}\\n'\n{DATA}",
        f"{GO}text main.go 'package main\\nfunc main() {{ }}\\n'\n"
        f"text tidy.go 'package main\\nfunc init() {{ os.RemoveAll(\"data\") }}\\n'\n{DATA}",
    ),
    (
        "cargo: what main removes",
        "cargo run --release",
        f"text src/main.rs 'fn main() {{ let _ = std::fs::remove_dir_all(\"out\"); }}\\n'\n{DATA}",
        f"text src/main.rs 'fn main() {{ std::fs::remove_dir_all(\"data\").unwrap(); }}\\n'\n{DATA}",
    ),
    (
        "cargo: another program of the same project",
        "cargo run --bin tidy",
        "text src/main.rs 'fn main() { std::fs::remove_dir_all(\"data\").unwrap(); }\\n'\n"
        f"text src/bin/tidy.rs 'fn main() {{ println!(\"tidy\"); }}\\n'\n{DATA}",
        "text src/main.rs 'fn main() { println!(\"shop\"); }\\n'\n"
        f"text src/bin/tidy.rs 'fn main() {{ std::fs::remove_dir_all(\"data\").unwrap(); }}\\n'\n{DATA}",
    ),
    (
        "java: a file that is run at once",
        "java Tidy.java",
        "text Tidy.java 'class Tidy { void main() { Files.delete(Path.of(\"old.log\")); } }\\n'\nempty old.log",
        f"text Tidy.java 'class Tidy {{ void main() {{ Runtime.getRuntime().exec(\"rm -rf data\"); }} }}\\n'\n{DATA}",
    ),
    (
        "cmake: a script",
        "cmake -P cleanup.cmake",
        "text cleanup.cmake 'file(REMOVE_RECURSE build)\\n'\nfile CMakeLists.txt build/CMakeCache.txt",
        "text cleanup.cmake 'file(REMOVE_RECURSE $ENV{HOME}/Documents)\\n'\nfile ~/Documents/a.odt",
    ),
    (
        "cmake: a variable that the script sets",
        "cmake -DX=1 -P cmake/cleanup.cmake",
        f"text cmake/cleanup.cmake 'set(OUT out) # data\\nfile(REMOVE_RECURSE ${{OUT}} ${{OTHER}})\\n'\n{DATA}",
        f"text cmake/cleanup.cmake 'set(OUT \"data\")\\nfile(REMOVE_RECURSE ${{OUT}})\\n'\n{DATA}",
    ),
    (
        "cmake: what is run when the project is configured",
        "cmake -S . -B build",
        "text CMakeLists.txt 'execute_process(COMMAND git rev-parse HEAD OUTPUT_VARIABLE REV)\\n'\n"
        "repository x.c\nfiles notes/d#.csv 30",
        "text CMakeLists.txt 'execute_process(COMMAND git clean -fdx WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})\\n'\n"
        "repository x.c\nfiles notes/d#.csv 30",
    ),
    (
        "cmake: the project above",
        "cmake ..",
        "text CMakeLists.txt 'file(REMOVE_RECURSE gen)\\n'\nfolder build gen\nfiles build/gen/a#.csv 30\ncd build",
        "text CMakeLists.txt 'file(REMOVE_RECURSE gen)\\n'\nfolder build\nfiles gen/a#.csv 30\ncd build",
    ),
    (
        "poetry: a program of the project",
        "poetry run tidy",
        'text pyproject.toml \'[tool.poetry.scripts]\\ntidy = "shop.tools:main"\\nwipe = "shop.tools:wipe"\\n\'\n'
        "text shop/tools.py 'import shutil\\ndef main():\\n    print(1)\\ndef wipe():\\n    shutil.rmtree(\"data\")\\n'\n"
        f"{DATA}",
        "text pyproject.toml '[tool.poetry.scripts]\\ntidy = \"shop.tools:wipe\"\\n'\n"
        "text shop/tools.py 'import shutil\\ndef main():\\n    print(1)\\ndef wipe():\\n    shutil.rmtree(\"data\")\\n'\n"
        f"{DATA}",
    ),
    (
        "uv: one that is called like a program of the system",
        "uv run wipe --now",
        "text pyproject.toml '[project.scripts]\\nwipe = \"shop.tools:main\"\\n'\n"
        f"text src/shop/tools.py 'import shutil\\ndef main():\\n    shutil.rmtree(\"out\")\\n'\n{DATA}",
        "text pyproject.toml '[project.scripts]\\nwipe = \"shop.tools:main\"\\n'\n"
        f"text src/shop/tools.py 'import shutil\\ndef main():\\n    shutil.rmtree(\"data\")\\n'\n{DATA}",
    ),
]
