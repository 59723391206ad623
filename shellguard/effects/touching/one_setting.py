"""A setting of the shell whose value a stream editor changes: that line of a start file, and no other."""

from __future__ import annotations

import re

from shellguard.knowledge.tables import knowledge

_WORDS = knowledge("generic")
_EXECUTING = _WORDS.names("executing_variables")
_ORDINARY_VALUES = _WORDS.pattern("ordinary_values")
_RECORD = _WORDS.by_name("record_variables")
_ONE_LINE = re.compile(r"s([/|#,@!])(?P<sought>(?:\\.|(?!\1)[^\\\n])+)\1(?P<new>(?:\\.|(?!\1)[^\\\n])*)\1g?")
# `^# *export NAME=…`, in which the name stands as it is.
_SOUGHT = re.compile(r"\^?(?:\\?#(?: |\\s)?\*?)?(?:export )?(?P<name>[A-Za-z]\w*)(?P<rest>=.*)?\$?")
_OFF = re.compile(r"\\?# ?(?:export )?(?P<name>[A-Za-z]\w*)(?:=.*)?")
_WHOLE_NAME = re.compile(r"\^|\\?#|export ")
_OTHER_LINES = re.compile(r"\||\\[|n]")
_A_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*|\w*_\w*|plugins")
_NEW = re.compile(r"(?:export )?(?P<name>[A-Za-z]\w*)=(?P<value>.*)")
_PLAIN_WORD = r"(?!~)[\w.+:@%,-][\w.+:@%,/-]*"
_VALUE = re.compile(
    rf"""(?x)
    (?:{_PLAIN_WORD})?
  | (?P<quote>["']) (?:{_PLAIN_WORD}(?:\ {_PLAIN_WORD})*)? (?P=quote)
  | \( \s* (?:{_PLAIN_WORD}(?:\ {_PLAIN_WORD})*)? \s* \)
  | (?P<around>["']?) (?:/usr|/opt) (?:/{_PLAIN_WORD})? (?P=around)
    """
)
# What is looked for in many places, what else is run or loaded, where connections go, whom they trust.
_LEADING = re.compile(
    r"""(?ix)
    .*(?:path|proxy|_command|_hook|_url|_uri|preload|opts|options|flags|_(?:host|hosts|server|servers|endpoint|registry
      |base|index|mirror|remote|repo|wrapper|custom|socket|sock|config|helper|agent|cmd|shell|rc|startup)
      |tls_.*|ssl_.*|_ssl|_tls|_trust|insecure|verify|trusted.*|_cert|_ca)
  | ifs|home|zsh|osh|bash_it|zdotdir|ld_.*|dyld_.*|cc|cxx|tmout|kubeconfig
  | gonosumdb|gonosumcheck|inputrc|fpath"""
)


def only_a_setting(script: str) -> bool:
    """Whether a script of sed gives one named setting another plain value, or takes it out of use.

    The name stands in what is sought and in what is put there, so that no other line changes.
    """
    change = _ONE_LINE.fullmatch(script)
    sought = _SOUGHT.fullmatch(change["sought"]) if change else None
    if (
        change is None
        or sought is None
        or _OTHER_LINES.search(change["sought"].replace("\\" + change[1], ""))
    ):
        return False
    whole = _WHOLE_NAME.match(change["sought"]) is not None
    if not whole and _ends_one_that_matters(sought["name"]):
        return False
    new = change["new"].replace("\\" + change[1], change[1])
    if re.search(r"[\\&]", new):
        return False  # what was found stands there again, or another line
    off = _OFF.fullmatch(new)
    if off is not None:
        named = whole and _A_VARIABLE.fullmatch(off["name"])
        return bool(named) and off["name"] == sought["name"] and not _matters(off["name"], "")
    put = _NEW.fullmatch(new)
    if put is None or put["name"] != sought["name"] or sought["rest"] is None:
        return False
    found = _VALUE.fullmatch(put["value"])
    if ".." in put["value"]:
        return False  # a theme or a plugin of that name lies elsewhere
    return found is not None and not _matters(put["name"], put["value"].strip("\"'"))


def _ends_one_that_matters(name: str) -> bool:
    """Whether longer names end so that decide what is run: `s/ATH=…` is about PATH."""
    known = {
        *_EXECUTING,
        *_RECORD,
        "PATH",
        "MANPATH",
        "HTTP_PROXY",
        "BASH_ENV",
        "LD_PRELOAD",
        "PROMPT_COMMAND",
        "IFS",
        "HOME",
    }
    return any(one != name and one.endswith(name.upper()) for one in known)


def _matters(name: str, value: str) -> bool:
    """Whether the variable decides what is run, where connections go, or what of the session is kept."""
    if name in _RECORD:
        return value in ("", *_RECORD[name]) or not value.isdecimal()
    if name in _EXECUTING:
        return _ORDINARY_VALUES.match(value) is None
    return _LEADING.fullmatch(name) is not None or (name.startswith("HIST") and name != "HIST_STAMPS")
