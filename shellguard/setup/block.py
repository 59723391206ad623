"""The marked block in a start-up file: put in, replaced, taken out again to the byte."""

from __future__ import annotations

import re

from shellguard.errors import ShellguardError

BEGIN = b"# >>> shellguard >>>"
END = b"# <<< shellguard <<<"
_MADE_HERE = b"# This file was made by `shellguard setup`."
_BLOCK = re.compile(
    rb"(?P<before>(?:^|(?<=\n))\n?|\n)"
    + re.escape(BEGIN)
    + rb"\r?\n(?P<inside>.*?)"
    + re.escape(END)
    + rb"\r?\n?",
    re.DOTALL,
)


def block_for(hook_file: str) -> bytes:
    """The lines that load the hook, for bash and for other shells that read the same file.

    *hook_file* is a word of the shell, quoted where it has to be.
    """
    lines = (
        BEGIN.decode(),
        "# From `shellguard setup`; `shellguard uninstall` takes it out.",
        f"if [ -r {hook_file} ]; then",
        "    case $-:${BASH_VERSION-} in",
        f"        *i*:?*) . {hook_file} ;;",
        "    esac",
        "fi",
        END.decode(),
    )
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def with_block(content: bytes | None, block: bytes, where: str) -> bytes:
    """The content of a file (None: there is none) with the block: in place of an older one, else at the end.

    Raises:
        ShellguardError: the block has a beginning without an end, or stands there more than once.
    """
    if content is None:
        return block.replace(END, _MADE_HERE + b"\n" + END)
    old = _found(content, where)
    if old is not None:
        begin = content.index(BEGIN, old.start())
        fresh = block.replace(END, _MADE_HERE + b"\n" + END) if _MADE_HERE in old["inside"] else block
        return content[:begin] + fresh + content[old.end() :]
    if not content:
        return block
    # A blank line before the block says that the file ended with a newline; without one it had none.
    return content + b"\n" + block


def without_block(content: bytes, where: str) -> bytes | None:
    """The content as it was before; None when the file was made for the block alone.

    Raises:
        ShellguardError: as `with_block`.
    """
    found = _found(content, where)
    if found is None:
        return content
    before, after = content[: found.start()], content[found.end() :]
    if not before and not after and _MADE_HERE in found["inside"]:
        return None
    had_no_newline = found["before"] == b"\n" and bool(before) and not before.endswith(b"\n")
    return before + (b"\n" if had_no_newline and after else b"") + after


def _found(content: bytes, where: str) -> re.Match[bytes] | None:
    begins, ends = content.count(BEGIN), content.count(END)
    found = _BLOCK.search(content)
    if (begins, ends) == (0, 0):
        return None
    if (begins, ends) != (1, 1) or found is None:
        line = content[: content.find(BEGIN if begins else END)].count(b"\n") + 1
        raise ShellguardError(
            "shellguard's block in this file is not whole, or stands there more than once",
            where=f"{where}, line {line}",
            hint="take its lines out by hand, then run the command again",
        )
    return found
