"""What a makefile says it writes is made again; what it reads, or says nothing of, is not: (name, line, harmless, fatal)."""

from __future__ import annotations

CLEAN = "clean:\\n\trm -rf build\\n"
WRITES = f"text Makefile 'all:\\n\tmkdir -p build && echo built > build/out.txt\\n{CLEAN}'\n"
TARGET = f"text Makefile 'build/report.csv: a.py\\n\tpython3 a.py\\n{CLEAN}'\n"
READS = f"text Makefile 'all:\\n\tpython3 a.py build/report.csv\\n{CLEAN}'\n"

MAKEFILE_OUTPUTS: list[tuple[str, str, str, str]] = [
    (
        "make clean: what a recipe wrote, or a thesis beside it",
        "make clean",
        f"{WRITES}text build/out.txt built",
        f"{WRITES}text build/out.txt built\nfile build/thesis.odt",
    ),
    (
        "rm: what a recipe wrote, or notes that it does not name",
        "rm -r build",
        f"{WRITES}text build/out.txt built",
        f"{WRITES}text build/notes.txt 'call Ann'",
    ),
    (
        "make: over what it wrote before, or over notes",
        "make",
        f"{WRITES}text build/out.txt built",
        "text Makefile 'all:\\n\techo built > notes.txt\\n'\ntext notes.txt 'call Ann\\nbuy bread\\n'",
    ),
    (
        "make clean: a target, or a table that a recipe only reads",
        "make clean",
        f"{TARGET}files build/report.csv 1",
        f"{READS}files build/report.csv 1",
    ),
]
