"""Pairs where a tool's manifest stands beside the folder on both sides: what the folder holds decides."""

from __future__ import annotations

_WEB = 'text package.json \'{"name": "web", "scripts": {"build": "vite build"}}\'\n'
_CRATE = "text Cargo.toml '[package]\\nname = \"x\"\\n'\nfile src/main.rs\n"
_PLAN = "text main.tf 'terraform { }'\n"
_STATE = (
    '{"version": 4, "resources": [{"mode": "managed", "type": "aws_vpc", "name": "v", "instances": [{}]}]}'
)
MANIFESTS_ON_BOTH_SIDES: list[tuple[str, str, str, str]] = [
    (
        "a build, or a camera's card that was copied into it",
        "rm -rf build",
        _WEB + "file build/index.html build/static/js/main.4f3a.js",
        _WEB + "files build/DCIM/IMG_#.jpg 60",
    ),
    (
        "what was bundled, or what is tracked and was edited",
        "rm -rf dist",
        _WEB + "file dist/index.js dist/index.js.map",
        _WEB + "file dist/index.js\ngit init -q\ncommit i\nedit dist/index.js",
    ),
    (
        "what the compiler made, or a survey",
        "rm -rf target",
        _CRATE + "file target/debug/x target/.rustc_info.json target/CACHEDIR.TAG",
        _CRATE + "file target/survey-2025.csv target/interviews.docx",
    ),
    (
        "providers, or a state under a name that begins alike",
        "rm -rf .terraform*",
        _PLAN + "file .terraform/providers/a .terraform.lock.hcl",
        _PLAN + f"text .terraform-state/prod.tfstate '{_STATE}'",
    ),
    (
        "an environment of Python, or settings that stand nowhere else",
        "rm -rf env",
        "text requirements.txt 'x'\ntext env/pyvenv.cfg 'home = /usr'\nfile env/bin/python env/lib/a.py",
        "text requirements.txt 'x'\ntext env/production.env 'DB_PASSWORD=only-here'\n"
        "text env/staging.env 'DB_PASSWORD=and-this'",
    ),
    (
        "the same, emptied by Python itself",
        "python3 -c 'import shutil; shutil.rmtree(\"build\")'",
        "text setup.py 'from setuptools import setup\\nsetup()\\n'\nfile a.py build/lib/a.py",
        "text setup.py 'from setuptools import setup\\nsetup()\\n'\nfile a.py\nfiles build/photo#.jpg 20",
    ),
]
