"""What attributes say of files that git knows: in the folders above, of the repository, of the person."""

from __future__ import annotations

from shellguard.facts.contents import text_of


def attributes(root: str, path: str, home: str) -> str:
    """All lines about attributes that may count for a file, as one text; `path` is seen from the root."""
    root = root.rstrip("/")
    parts = path.split("/")[:-1]
    folders = [root, *(f"{root}/{'/'.join(parts[:end])}" for end in range(1, len(parts) + 1))]
    files = [f"{folder}/.gitattributes" for folder in folders]
    files += [f"{root}/.git/info/attributes", f"{home}/.config/git/attributes"]
    return "\n".join(map(text_of, files))
