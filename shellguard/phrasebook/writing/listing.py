"""Lists and counts a selection: the commands whose shape depends on what was asked about the files."""

from __future__ import annotations

from shellguard.phrasebook.language.quoting import UnfitError, glob_words, path_word, text_word
from shellguard.phrasebook.selection.selection import Selection
from shellguard.phrasebook.translation import Surroundings
from shellguard.phrasebook.writing.rendering import is_file, only_leaves_out

_SEVERAL = 2
_PACKED = (
    ".zip",
    ".gz",
    ".tgz",
    ".tar",
    ".bz2",
    ".xz",
    ".7z",
    ".rar",
    ".jpg",
    ".png",
    ".mp4",
    ".mp3",
    ".pdf",
)


def listed(chosen: Selection, around: Surroundings) -> str:
    """The command that prints the files of a selection."""
    if chosen.single:
        if any(path.endswith(_PACKED) for path in chosen.paths):
            raise UnfitError("no text")
        if "names" in chosen.said:
            raise UnfitError("its name is asked for, not what is in it")
        if all(map(is_file, chosen.paths)) and not chosen.said & {"ls", "long", "sizes"}:
            return "cat " + " ".join(path_word(path) for path in chosen.paths) + chosen.suffix()
        flags = "".join(letter for letter, name in (("l", "long"), ("a", "all")) if name in chosen.said)
        flags = f" -{flags}" if flags and not (flags == "a" and "ls" not in chosen.said) else ""
        return f"ls{flags} " + " ".join(path_word(path) for path in chosen.paths) + chosen.suffix()
    if chosen.head == "d" and "-size" in chosen.tests:
        return _folders_of_size(chosen, around) + chosen.suffix()
    return _listed(chosen, around) + chosen.suffix()


def _listed(chosen: Selection, around: Surroundings) -> str:
    here = chosen.paths in ([], ["."]) and not chosen.said & {"recursive", "deep"}
    if here and "shown" in chosen.said and chosen.tests == ["-name", "'.*'"] and not chosen.globs:
        return "ls -d .[!.]*/" if chosen.head == "d" else "ls -d .[!.]*"
    if chosen.content:
        return _containing(chosen, around)
    if "rest" in chosen.said:
        return chosen.ranked(around.system)
    if chosen.head == "d" and "sizes" in chosen.said and chosen.is_plain and not chosen.maxdepth > 1:
        chosen.maxdepth = 1
        return _largest_folders(chosen)
    if chosen.head == "d" and chosen.order == "size" and chosen.is_plain:
        chosen.maxdepth = chosen.maxdepth or int("subdirs" in chosen.said and "recursive" not in chosen.said)
        return _largest_folders(chosen)
    if chosen.head == "a" and chosen.order == "size" and chosen.limit and chosen.is_plain:
        return _largest_folders(chosen, files=True)
    if (
        chosen.is_plain
        and "recursive" not in chosen.said
        and chosen.head in ("f", "a")
        and not (chosen.head == "f" and "deep" in chosen.said)
        and not chosen.said & {"null", "absolute", "names"}
    ):
        shown = _by_ls(chosen)
        if shown:
            return shown
    visible = chosen.tests == ["!", "-path", "'*/.*'"] and not chosen.globs
    if (
        chosen.head == "d"
        and (chosen.is_plain or visible)
        and "shown" in chosen.said
        and not chosen.said & {"recursive", "deep"}
    ):
        chosen.mindepth, chosen.maxdepth = 1, chosen.maxdepth or 1
    if chosen.head == "d" and chosen.order == "size":
        return _ranked_folders(chosen, around)
    if chosen.is_ranked:
        long = chosen.order == "time" and around.system != "macos" and chosen.said & {"sizes", "long"}
        order = "t" if chosen.descending else "tr"
        return chosen.ranked(around.system) + (f" | xargs -d '\\n' ls -lhd{order}" if long else "")
    return chosen.find(around.system) + _columns(chosen)


def _by_ls(chosen: Selection) -> str:
    """`ls` for what stands in one folder; "" where find says it better."""
    if chosen.order == "size" and chosen.limit:
        return ""
    flags = "A" if chosen.said & {"all"} else ""
    flags += "l" if chosen.said & {"long", "sizes"} else ""
    flags += "h" if "sizes" in chosen.said and "bytes" not in chosen.said else ""
    if chosen.order in ("size", "time"):
        flags += "l" if "l" not in flags and not chosen.limit else ""
        flags += {"size": "S", "time": "t"}[chosen.order] + ("" if chosen.descending else "r")
    elif chosen.order == "name" and chosen.descending:
        flags += "r"
    if "human" in chosen.said:
        flags = "".join(dict.fromkeys(flags + "lh"))
    if len(chosen.paths) > 1 or "/" in (chosen.paths or [""]):
        return ""
    place = "" if chosen.paths in ([], ["."]) else " " + path_word(chosen.paths[0])
    cut = f" | {'tail' if chosen.last else 'head'} -n {chosen.limit}" if chosen.limit else ""
    if "l" in flags and cut and not chosen.last:
        cut = " | sed 1d" + cut  # the first line of a long list is their total
    return f"ls{' -' + flags if flags else ''}{place}{cut}"


def _largest_folders(chosen: Selection, *, files: bool = False) -> str:
    """Folders by what all in them takes up; with *files* these too."""
    every = "a" if files else ""
    limit = f" | head -n {chosen.limit}" if chosen.limit else ""
    if limit and chosen.descending and len(chosen.paths) < _SEVERAL:
        limit = " | sed 1d" + limit
    depth = " --max-depth=1" if chosen.maxdepth == 1 else ""
    return f"du -{every}h{depth} {chosen.places()} | sort -{'rh' if chosen.descending else 'h'}{limit}"


def _folders_of_size(chosen: Selection, around: Surroundings) -> str:
    """Folders that take up more or less than so much, with all that is in them."""
    match chosen.tests:
        case ["-size", size] if around.system != "macos" and size[:1] in "+-" and not chosen.content:
            most = size.lstrip("+") if size[-1:] in "KMGTkmgt" else ""
        case _:
            most = ""
    if not most or chosen.globs or chosen.prune or chosen.order not in ("", "size") or chosen.limit:
        raise UnfitError("folders are not told apart like that")
    depth = f" --max-depth={chosen.maxdepth}" if chosen.maxdepth else ""
    return f"du -h{depth} --threshold={most} {chosen.places()} | sort -{'rh' if chosen.descending else 'h'}"


def _ranked_folders(chosen: Selection, around: Surroundings) -> str:
    """Certain folders by what all in them takes up: a folder itself is always small."""
    chosen.mindepth = chosen.mindepth or 1
    line = chosen.find(around.system)
    du = "du -shx" if "-xdev" in line else "du -sh"
    cut = f" | head -n {chosen.limit}" if chosen.limit else ""
    return f"{line} -exec {du} {{}} + | sort -{'rh' if chosen.descending else 'h'}{cut}"


def _containing(chosen: Selection, around: Surroundings) -> str:
    """Files in which a text stands: grep by itself where it can choose them, else behind find."""
    lists = "L" if "lacking" in chosen.said else "l"
    flags = "i" if "nocase" in chosen.said else ""
    wanted = text_word(chosen.content)
    pattern = f"-e {wanted}" if chosen.content.startswith("-") else wanted
    if "either" in chosen.said:
        pattern, chosen.also = f"-e {wanted} -e {text_word(chosen.also)}", ""
    cut = f" | head -n {chosen.limit}" if chosen.limit else ""
    if chosen.also:
        wanted_also, chosen.also = chosen.also, ""
        only = (
            _containing(chosen, around).replace("grep -rl", "grep -rlZ", 1).replace("grep -l", "grep -lZ", 1)
        )
        other = "-r0 grep -L" if "lone" in chosen.said else "-0 grep -l"
        return f"{only} | xargs {other}{flags} {text_word(wanted_also)}"
    if not chosen.tests and not chosen.maxdepth and not chosen.prune and not chosen.order:
        names = "".join(
            f" --include={glob_words(glob)!s}"
            if not set(glob) & set("*?[")
            else f" --include={text_word(glob)}"
            for glob in chosen.globs
        )
        return f"grep -r{lists}{flags}{names} {pattern} {chosen.places()}{cut}"
    wanted_content, chosen.content = chosen.content, ""
    found = chosen.find(around.system)
    chosen.content = wanted_content
    return f"{found} -exec grep -{lists}{flags} {pattern} {{}} +{cut}"


def _columns(chosen: Selection) -> str:
    if "null" in chosen.said:
        return " -print0"
    if "long" in chosen.said:
        return " -ls"
    if "sizes" in chosen.said:
        return " -exec du -sh {} +" if chosen.head == "d" else " -printf '%s %p\\n'"
    return " -printf '%f\\n'" if "names" in chosen.said else ""


def by_size(chosen: Selection, around: Surroundings) -> str:
    """The command that prints files with their sizes in that order."""
    if not chosen.is_ranked or chosen.order not in ("", "size"):
        raise UnfitError("in no order")
    chosen.order = "size"
    chosen.said.add("human")
    return chosen.ranked(around.system) + chosen.suffix()


def counted(chosen: Selection, around: Surroundings) -> str:
    """The command that prints how many files a selection has."""
    if chosen.single:
        return f"find {chosen.places()} -type f | wc -l" + chosen.suffix()
    if (
        chosen.head == "a"
        and chosen.is_plain
        and not chosen.maxdepth
        and not chosen.said & {"recursive", "tree"}
    ):
        return f"ls -A {chosen.places()} | wc -l".replace(" . ", " ") + chosen.suffix()
    plain = chosen.find(around.system) if not chosen.content else _containing(chosen, around)
    if (
        chosen.head in ("d", "a")
        and not chosen.mindepth
        and chosen.is_plain
        and (chosen.head == "d" or chosen.maxdepth)
    ):
        chosen.mindepth = 1
        plain = chosen.find(around.system)
    return plain + " | wc -l" + chosen.suffix()


def deleted(chosen: Selection, around: Surroundings) -> str:
    """The command that deletes a selection, in the form that deletes no more than was said."""
    if chosen.single:
        paths = " ".join(path_word(path) for path in chosen.paths)
        return f"rm {'' if all(is_file(path) for path in chosen.paths) else '-r '}{paths}"
    if chosen.is_ranked:
        return chosen.ranked(around.system, bare=True) + " | xargs -d '\\n' rm --"
    if chosen.is_plain and any(map(is_file, chosen.paths)) and "." not in chosen.paths:
        raise UnfitError("a file has nothing in it to delete")
    _narrow(chosen)
    if chosen.is_plain and chosen.head != "d" and not chosen.maxdepth:
        if chosen.head == "a" or ("recursive" in chosen.said and "tree" not in chosen.said):
            place = "./" if chosen.paths in ([], ["."]) else glob_words(chosen.paths[0].rstrip("/") + "/")
            return f"rm -r {place}*"
        chosen.maxdepth = 0 if "tree" in chosen.said else 1
    if chosen.head == "a" and "-empty" not in chosen.tests:
        chosen.mindepth = chosen.mindepth or 1
    if chosen.head == "d" and "-empty" not in chosen.tests:
        leaves_out = bool(chosen.prune) or only_leaves_out(chosen)
        chosen.mindepth = chosen.mindepth or int(chosen.is_plain or leaves_out)
        if leaves_out and not chosen.globs and not chosen.said & {"recursive", "tree", "deep"}:
            chosen.maxdepth = chosen.maxdepth or 1
        return chosen.find(around.system) + " -prune -exec rm -r {} +"
    return chosen.find(around.system) + " -delete"


def _narrow(chosen: Selection) -> None:
    """Keeps to the folder where nothing was said of those below: `all files but`, `in this folder`."""
    if chosen.head != "f" or chosen.said & {"recursive", "tree", "deep"}:
        return
    if chosen.paths == ["."] or (not chosen.globs and only_leaves_out(chosen)):
        chosen.maxdepth = chosen.maxdepth or 1
