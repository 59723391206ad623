"""What JavaScript imports by name, written as if it were called in full: `rm(` as `fs.rm(`."""

from __future__ import annotations

import re

_IMPORT = re.compile(
    r"""(?m)(?:^|(?<=;))[ \t]*import\s+(?:(?P<names>[\w$*{},\s]{1,400}?)\sfrom\s+)?"""
    r"""["'](?P<module>[\w@][\w@./:-]*)["'][ \t]*(?:;|$)"""
)
_REQUIRE = re.compile(
    r"""\b(?:const|let|var)\s*(?P<names>\{[\w$,:\s]{1,400}\}|[\w$]{1,60})\s*=\s*require\(\s*["'](?P<module>[\w@./:-]+)["']\s*\)"""
)
_MODULES = {
    "fs": "fs",
    "fs/promises": "fs",
    "fs-extra": "fs",
    "child_process": "child_process",
    "rimraf": "rimraf",
    "shelljs": "shelljs",
    "execa": "execa",
}
_CALLED = re.compile(
    r"""\brequire\(\s*["'](?:node:)?(fs/promises|fs-extra|rimraf|shelljs|execa)["']\s*\)(?=[.(])"""
)
_NAMED = re.compile(r"([\w$]+)(?:\s*(?::|\bas\b)\s*([\w$]+))?")


def with_imports(code: str) -> str:
    """The code without its imports of packages, and what they bring written by its module's name.

    What is imported from a file beside it is code that nobody has read here.
    """
    if "import" not in code and "require" not in code:
        return code
    called: dict[str, str] = {}
    for match in (*_IMPORT.finditer(code), *_REQUIRE.finditer(code)):
        module = _MODULES.get(match["module"].removeprefix("node:"))
        names = match["names"] or ""
        if module is None:
            continue
        inner = names[names.find("{") + 1 : names.rfind("}")] if "{" in names else ""
        called.update({own or name: f"{module}.{name}" for name, own in _NAMED.findall(inner)})
        whole = re.search(r"(?:\*\s*as\s+)?([\w$]+)\s*(?:,|\Z)", names.partition("{")[0].strip())
        if whole:
            called[whole[1]] = module
    code = _CALLED.sub(lambda match: _MODULES[match[1]], _IMPORT.sub("", code))
    for name, full in called.items():
        if name != full:
            code = re.sub(rf"(?<![\w$.]){re.escape(name)}(?=\s*[(.])", full.replace("\\", ""), code)
    return code
