"""How sure an answer that changes much may be at most: what says neither what nor where is only a guess."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache
from itertools import pairwise

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.selection.selection import Selection

_WITHOUT_PLACE = 0.6
_ORDINARY_WORD = 0.7
_NO_ANSWER = 0.5
_LONGEST_VAGUE = 7
_WIDE = {"/", "~", "/etc", "/usr", "/var", "/home", ".."}
_NAMES = {"user", "group", "name", "service", "package", "container", "image", "branch"}
_REPLACES = re.compile(
    r"replac|renam|substitut|swap|exchange|occurrence|\bword\b|\btext\b|string|delete|remove|every|each|add|insert|comment|put|append|prefix|trim|strip"
)
_CHANGED = re.compile(r"\b(?:modified|changed|edited|updated|altered|touched)\b")
_NO_YEAR = re.compile(r"-newer[mca]t '?[A-Z][a-z]{2} \d")
_MEANT_OTHERWISE = {"root", "home", "system", "whole", "entire", "everything", "main", "parent", "working"}
_PATHS = {"path", "file", "dir"}
_FROM_HERE = re.compile(
    r"(?:^|-exec )(?:sudo )?(?:cp|mv|ln|rm|find|tar|touch|mkdir|du|ls)\b.*(?<![\w/.-])[\w.-]+@[\w.-]+:"
)
_EDITS_NO_TEXT = re.compile(
    r"(?:sed -i|csplit|split -(?:n l|l)) ?.*\.(?:png|jpe?g|gif|webp|mp[34]|mkv|avi|mov|zip|t?gz|xz|7z|rar"
    r"|pdf|xlsx?|docx?|pptx?|odt)(?:['\"]|$)",
    re.IGNORECASE,
)
_EDITS_FOLDER = re.compile(r"^sed -i .* (?:~|~/\w+|/\w*|\.{1,2}|\.(?:git|ssh|config|cache|venv|svn|hg))/?$")
_LEAVES_OUT_ELSEWHERE = re.compile(r"^find (?P<root>[/~\w][\w./~-]*) .*-not -path '(?P<other>/[^'*]*)/\*'")
_PACKS_WITHOUT_ITSELF = re.compile(r"^tar .*--exclude=\S+\.(?:zip|tar|t[gx]z|tar\.\w+)(?= )")
_WORD_AS_EXTENSION = re.compile(r"\*\.(?:no|most|least|any|every|the|same|other|more|not|all|each)(?!\w)")
_READS_NO_TEXT = re.compile(
    r"^(?:paste|sort|uniq|cut|awk|sed|tr|comm|column|fold|nl|tac|rev|join|shuf)\b[^|]*"
    r"\.(?:png|jpe?g|gif|webp|heic|mp[34]|mkv|avi|mov|webm|wav|flac|zip|t?gz|xz|7z|rar|pdf|xlsx?|docx?|pptx?|odt)\b"
    r"|^(?:cat|find) [^|>]*\.(?:png|jpe?g|gif|zip|7z|rar|pdf|xlsx?|docx?|pptx?|odt)\b[^|]*> "
    r"|^(?:mogrify|convert|identify)\b.*\.(?:mp[34]|mkv|avi|mov|webm|m4v)\b"
    r"|^(?:cat|less|nl|tac|head|tail) (?:-\S+ (?:\d+ )?)*[^|>\s]*"
    r"\.(?:deb|rpm|zip|7z|rar|jar|iso|mp[34]|mkv|png|jpe?g|gif|pdf|xlsx?|docx?|pptx?)$"
    r"|^(?:wc -[lw]|head -n|tail -n|z?grep)\b[^|]*"
    r"\.(?:pdf|xlsx?|docx?|pptx?|odt|png|jpe?g|gif|mp[34]|mkv|zip)(?: |$)"
    r"|>> \S+\.(?:zip|tar|t?gz|xz|7z|rar|png|jpe?g|gif|pdf|docx?|xlsx?|mp[34])$"
    r"|-i?name '\*\.(?:pdf|xlsx?|docx?|pptx?|odt|png|jpe?g|mp[34])' .*-exec grep "
    r"|-i?(?:name|path) '[^']*\{[^']*,|^mkdir .*'\S*\{\S*,"
    r"|^mv .*\*\S* \S*'\*|^ls -1 \S+\.\w+ \| wc -l|[\w/]'\"'\"''"
    r"|^find \S+\.(?:mp[34]|mkv|avi|mov|webm|png|jpe?g|pdf|txt|csv|zip|docx?) .*-i?name "
    r"|^grep (?!(?:-\S+ )*-\w*[rRlL])[^|]* ~/(?:Downloads|Documents|Desktop|Pictures|Music|Videos)/?(?: \||$)"
    r"|^(?:find|ls|du|rm|grep|cat) (?:-\S+ )*(?:[\w.-]+@)?[\w.-]+:[/~]"
    r"|^(?:sudo )?(?:dpkg -[Ls]|apt (?:show|remove|purge|changelog)|apt-cache \w+) \S+\.(?:deb|rpm)$"
    r"|^(?:sudo )?(?:dpkg|apt|apt-cache|dnf|yum|pacman|zypper|apk|brew) [^|<>]*"
    r"\.(?:txt|toml|json|ya?ml|lock|cfg)$",
    re.IGNORECASE,
)
_FOLDERS_AS_FILES = re.compile(r"-type d (?:.* )?(?:! )?-i?name '\*\.[\w*]+'.*(?:-exec|\| (?:xargs|zip|tar))")
_CHANGING = re.compile(
    r"-exec (?:sudo )?(?:truncate|sed -i|chmod|chown|mv|shred|sh -c|gzip|touch)"
    r"|truncate|sed -i|gpg (?!--(?:list|verify))|git clean"
)
_LOSES = re.compile(
    r"\bgit (?:branch -[dD]|push .*(?:--delete|--force)|push -f|reset --hard|clean -\w*f|tag -d)"
    r"|\bgit stash (?:drop|clear)|\b(?:docker|podman|kubectl) .*\b(?:rm|rmi|prune|delete|down)\b"
    r"|\b(?:DROP|DELETE|TRUNCATE)\b|\bcrontab -r"
    r"|\b(?:apt|dnf|yum|brew|pacman|zypper|apk|npm|pip) (?:remove|purge|uninstall|erase|-R\w*)\b"
)
_BEFORE_DEED = {"and", "then", "to", "or", "how", "it", "them", "would", "clean"}
_ASKING = {
    *("check", "checking", "find", "search", "list", "show", "display", "see", "view", "print"),
    *("which", "what", "who", "where", "is", "are"),
}
_ALTERS = re.compile(
    r"\bsystemctl (?:--\S+ )*(?:enable|disable|start|stop|restart|mask|reload)\b"
    r"|\b(?:apt|apt-get|dnf|yum|brew|pacman|zypper|apk|snap|pip3?|npm)"
    r" (?:install|remove|upgrade|update|-S\w*)\b"
    r"|^(?:sudo )?(?:user(?:mod|add|del)|group(?:add|del)|chmod|chown|mv|cp|rm|p?kill|killall|u?mount|ln) "
    r"|^docker (?:stop|start|rm|rmi|kill|restart|pause|\w+ (?:prune|rm|create)) "
    r"|^git (?:add|commit|reset|restore|checkout|switch|merge|rebase|push|pull|revert|cherry-pick) "
    r"|^git (?:tag|branch|stash push) (?:-[amsuf] )?[^-\s]|^git stash$"
    r"|\b(?:modprobe|rmmod|insmod|swapon(?! -)|swapoff|chsh|mkswap|sysctl -w) "
    r"|\b(?:ufw (?:allow|deny|enable|disable|delete|reset)|iptables -[ADIF]) ?"
    r"|\bnmcli .*\b(?:connect|up|down|delete|modify)\b|\b(?:hostnamectl|timedatectl) set-"
    r"|^kubectl .*\b(?:apply|delete|scale|restart|create|patch|edit|set)\b"
    r"|^(?:docker|podman) exec -it |^(?:mkdir|touch) "
)
_FOR_ALL = re.compile(r"\bxargs\b|--all\b|\*| -A\b")
_OF_SEVERAL = re.compile(
    r"\b(?:all|every|everything|each|any|both|unused|dangling|prune|merged?|gone|(?!this|us|is|was|docker's)\w+s)\b"
)
_POINTING = {"it", "them"}
_BEFORE_POINTING = {"of", "in", "on", "to", "from", "inside", "into", "with"}
_JOINING = {"and", "then", "files", "folders", "this", "here"}
_SHORTEST_POINTING = 3
_INDEFINITE = {"a", "an"}
_MAKING = {"create", "add", "build", "generate"}
_BESIDE_THE_POINT = {"without", "as", "like"}
_GOING_ON = {
    *("in", "on", "from", "to", "into", "of", "for", "by", "with", "without", "and", "or", "at", "using"),
    *("that", "which", "is", "was", "did", "does", "has"),
}
_SEARCHES = re.compile(r"search|find|grep|locate|apropos|awk|-name|-k\b| -S|/")
_PUT_IN = re.compile(r"\b[A-Z]{4,}\b|\bPID\b")
_GIT_ELSEWHERE = re.compile(
    r"git (?:log|diff|show|blame|restore)\b.* -- (?:~|/(?:etc|var|usr|opt|srv|boot|tmp|root)\b)"
)
_REMOTE_AS_PATH = re.compile(r"(?:sudo )?(?:cp|mv|ls|cat|find|rm|ln|tar)\b.* [\w.@-]+:[/~]")
_CUTS_LINES = re.compile(r"sed -i (?:\d+|'[^']*[\d$/,])d'?(?= |$)")
_EMPTIES = re.compile(r"-exec (?:sudo )?(?:truncate|shred) ")


def most_certain(
    line: str,
    values: dict[str, Token],
    types: dict[str, str],
    chosen: Selection | None,
    entries: Container[str] = (),
) -> float:
    """The highest confidence for a line: 1 unless it changes what the request only half named."""
    if _names_nothing_here(values, types, entries):
        return _NO_ANSWER
    if (
        chosen is not None
        and entries
        and any(path in _words("tools") and path not in entries for path in chosen.paths)
    ):
        return _NO_ANSWER
    if (
        ".zip.zip" in line
        or ".gz.tar.gz" in line
        or _PACKS_WITHOUT_ITSELF.search(line)
        or _WORD_AS_EXTENSION.search(line)
    ):
        return _NO_ANSWER
    apart = _LEAVES_OUT_ELSEWHERE.match(line)
    if apart and apart["root"] != "/" and not apart["other"].startswith(apart["root"].rstrip("/") + "/"):
        return _NO_ANSWER
    if "-type d" in line and _FOLDERS_AS_FILES.search(line):
        return _NO_ANSWER
    if "-newer" in line and _NO_YEAR.search(line) and (_destroys(line) or _CHANGING.search(line)):
        return _NO_ANSWER  # of which year that is may be another next week
    if line == "mkdir -p ." or _GIT_ELSEWHERE.match(line) or _REMOTE_AS_PATH.match(line):
        return _NO_ANSWER
    if _edits_no_text(line) or ("@" in line and _FROM_HERE.search(line)):
        return _NO_ANSWER
    if chosen is not None and "vague" in chosen.said and ("| xargs " in line or _destroys(line)):
        return _NO_ANSWER
    if not _destroys(line):
        return _of_a_change(line, chosen)
    found = 1.0 if chosen is None else _of_files(chosen)
    return found if found < 1 else _of_values(values, types)


def _edits_no_text(line: str) -> bool:
    """Whether lines of a picture … would be read or edited, or what is elsewhere is looked for here."""
    lower = line.lower()
    if ("sed -i" in lower or "split -" in lower) and _EDITS_NO_TEXT.search(line):
        return True
    return _EDITS_FOLDER.search(line) is not None or _READS_NO_TEXT.search(line) is not None


def _of_files(chosen: Selection) -> float:
    """The same for files that are destroyed."""
    if "bare" in chosen.said:
        return _NO_ANSWER
    if not chosen.single and not chosen.paths and chosen.is_plain:
        return _WITHOUT_PLACE
    if set(chosen.paths) & _WIDE:
        return _NO_ANSWER if chosen.is_plain else _ORDINARY_WORD
    if "worded" in chosen.said and chosen.is_plain and chosen.paths != ["."]:
        return _ORDINARY_WORD
    only_hidden = chosen.tests == ["-name", "'.*'"] and not chosen.globs
    return _WITHOUT_PLACE if only_hidden and not chosen.paths else 1.0


def _of_values(values: dict[str, Token], types: dict[str, str]) -> float:
    """The same for what is destroyed by its name, where an ordinary word may be meant otherwise."""
    for name, token in values.items():
        if token.kind != "w":
            continue
        if types.get(name) in _PATHS and token.text.lower() in _MEANT_OTHERWISE:
            return _NO_ANSWER
        if types.get(name) in _NAMES and token.text.lower() in _words("ordinary"):
            return _NO_ANSWER if token.text.lower() in _words("plain") else _ORDINARY_WORD
        if token.known and types.get(name) in _NAMES | _PATHS and token.text.lower() not in _words("proper"):
            return _ORDINARY_WORD if token.text.lower() in _words("folders") else _NO_ANSWER
    return 1.0


def _of_a_change(line: str, chosen: Selection | None) -> float:
    """The same for a line that destroys no file as such."""
    if chosen is None or not (_CHANGING.search(line) and _is_everything(chosen)):
        return 1.0
    if chosen.head == "f" and "all" in chosen.said:
        return 1.0
    return _NO_ANSWER if _EMPTIES.search(line) else _WITHOUT_PLACE


def is_vague(tokens: Sequence[Token], line: str, chosen: Selection | None) -> bool:
    """Whether a line changes something for a request that leaves open what is meant."""
    said = {token.text.lower() for token in tokens if token.kind == "w"}
    if "everything" in said and chosen is not None and (chosen.paths or not chosen.is_plain):
        said = said - {"everything"}
    if chosen is None and said & {"after", "before", "between"}:
        said = said - {"everything"}
    if said & {"update", "upgrade"}:
        said = said - {"everything"}
    if said & {"package", "packages", "dependencies"}:
        said = said - {"needed", "unneeded", "unnecessary"}
    if line.startswith("touch ") and not said & {"file", "files", "touch"}:
        return bool(said & _words("vague"))
    return bool(said & _words("vague")) and (
        _destroys(line) or bool(_CHANGING.search(line)) or "sudo " in line or line.startswith("mv ")
    )


def is_only_asked(tokens: Sequence[Token], line: str) -> bool:
    """Whether a request asks to see something of a kind, and the line makes it so: `list the enabled …`."""
    first = tokens[0].text.lower() if tokens else ""
    if _ASKING.isdisjoint({first, first.removesuffix("s")}) or not alters(line):
        return False
    done = vocabulary().actions
    return not any(
        token.word in done and not token.text.lower().endswith("ed") and before.text.lower() in _BEFORE_DEED
        for before, token in pairwise(tokens)
    )


def alters(line: str) -> bool:
    """Whether a line makes, starts, stops or changes something: no answer to whether there is one."""
    return _ALTERS.search(line) is not None or _CHANGING.search(line) is not None


def points_nowhere(tokens: Sequence[Token]) -> bool:
    """Whether a request is about an `it` of which nothing was said: `show its size`, `open it in vim`."""
    if len(tokens) > 1 and tokens[1].text.lower() in _POINTING and tokens[0].word in vocabulary().actions:
        return True
    if len(tokens) < _SHORTEST_POINTING or tokens[-1].text.lower() not in _POINTING:
        return False
    if tokens[-2].word not in _BEFORE_POINTING:
        return False
    return all(token.kind in "wA" and token.known and token.text.lower() not in _JOINING for token in tokens)


def leaves_one_open(tokens: Sequence[Token], line: str) -> bool:
    """Whether one thing of a kind is spoken of that is not named, and the line does it to no such one.

    `inspect a running container` is not answered by all that run; a line with a name yet to be put in is.
    """
    if not tokens or tokens[0].word in _MAKING or _PUT_IN.search(line):
        return False
    return any(_is_any_one(tokens, at) for at in range(1, len(tokens)))


def _is_any_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun at a place calls one thing whose name is not said: `a branch`, `a running container`."""
    if tokens[at].kind != "w" or tokens[at].text.lower() not in _words("named_things"):
        return False
    before = [token.text.lower() for token in tokens[max(0, at - 2) : at]]
    if _INDEFINITE.isdisjoint(before) or before[0] in _BESIDE_THE_POINT or before[-1] == "current":
        return False
    return at + 1 == len(tokens) or (tokens[at + 1].kind == "w" and tokens[at + 1].text.lower() in _GOING_ON)


def searches_nothing(tokens: Sequence[Token], line: str) -> bool:
    """Whether a request is to search something, and the line only shows it: `search history`."""
    return bool(tokens) and tokens[0].text.lower() == "search" and _SEARCHES.search(line) is None


def leaves_out_program(tokens: Sequence[Token], line: str) -> bool:
    """Whether a request is about what one program keeps, and the line asks another: images of docker."""
    said = {token.text.lower() for token in tokens if token.kind == "w"}
    return any(tool.rstrip("3") not in line for tool in said & _words("tools"))


def loses(line: str) -> bool:
    """Whether a line takes something away: it must have been said in full, not be guessed from a part."""
    return _destroys(line) or any(one.search(line) for one in (_LOSES, _CUTS_LINES))


def takes_all_for_one(typed: str, line: str) -> bool:
    """Whether a line takes all of a kind away, and one of them was meant: `remove this container`."""
    if _OF_SEVERAL.search(typed) is not None:
        return False
    return (line.startswith("docker ps -") and "xargs" in line) or (
        _FOR_ALL.search(line) is not None and loses(line)
    )


def is_replacement(line: str) -> bool:
    """Whether a line replaces text in files."""
    return ("sed -i 's/" in line or "sed -i s/" in line) and "[[:space:]]*=" not in line


def is_loose(values: dict[str, Token], typed: str) -> bool:
    """Whether ordinary words of a request that speaks of no text became the text of a replacement."""
    if _REPLACES.search(typed):
        return False
    if _CHANGED.search(typed):
        return True  # `files changed on …` tells which ones, and orders nothing
    return any(token.kind == "w" and token.known for token in values.values())


def asked_back(tokens: Sequence[Token]) -> str:
    """What to ask where a request would destroy something and does not say what; "" for nothing."""
    if not tokens or len(tokens) > _LONGEST_VAGUE:
        return ""
    if any(
        token.kind not in "wN" or not (token.known or token.text.lower() in _words("vague"))
        for token in tokens
    ):
        return ""
    table: dict[str, str] = load("phrasing/vocabulary")["asking"]
    return table.get(tokens[0].word, "")


def _names_nothing_here(values: dict[str, Token], types: dict[str, str], entries: Container[str]) -> bool:
    """Whether an ordinary word was taken for a file although nothing here is called that."""
    if not entries:
        return False
    return any(
        token.kind == "w"
        and token.text not in entries
        and (
            (types.get(name) == "file" and token.known)
            or (types.get(name) in _PATHS and token.text.lower() in _words("tools"))
        )
        for name, token in values.items()
    )


def _is_everything(chosen: Selection | None) -> bool:
    return (
        chosen is not None
        and not chosen.single
        and not chosen.paths
        and chosen.is_plain
        and chosen.head in ("a", "d", "f")
    )


def _destroys(line: str) -> bool:
    first, _, rest = line.partition(" ")
    program = rest.partition(" ")[0] if first == "sudo" else first
    return (
        program in _words("destroying")
        or line.endswith(" -delete")
        or " -exec rm " in line
        or " -exec shred " in line
        or "xargs -d '\\n' rm" in line
    )


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"][kind].split())
