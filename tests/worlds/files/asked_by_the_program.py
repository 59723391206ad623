"""Worlds: rm, mv and cp ask for themselves, unless a later option or an answer that is piped in keeps them from it."""

from __future__ import annotations

_LETTERS = "files letter#.odt 9\nold letter1.odt"
_RM = f"option expand_aliases\nalias rm 'rm -i'\n{_LETTERS}"
_MV = f"option expand_aliases\nalias mv 'mv -i'\n{_LETTERS}"
_CP = f"option expand_aliases\nalias cp 'cp -i'\n{_LETTERS}"
_ONCE = f"option expand_aliases\nalias rm 'rm -I'\n{_LETTERS}"
ASKING: list[tuple[str, str, str, str]] = [
    ("an alias asks", "rm *.odt", _RM, _LETTERS),
    ("an alias asks before it moves", "mv letter1.odt letter2.odt", _MV, _LETTERS),
    ("an alias asks before it copies", "cp letter1.odt letter2.odt", _CP, _LETTERS),
    (
        "an alias asks for more than three",
        "rm letter1.odt letter2.odt letter3.odt letter4.odt",
        _ONCE,
        _LETTERS,
    ),
    (
        "an option behind the alias",
        "rm $HOW *.odt",
        f"{_RM}\nvar HOW -v",
        f"{_RM}\nvar HOW -f",
    ),
]
ASKING_ASK: list[tuple[str, str, str]] = [
    ("-f behind -i", "rm -if letter1.odt letter2.odt letter3.odt letter4.odt", _LETTERS),
    ("answered", "yes | rm -i *.odt", _LETTERS),
    ("answered from a file", "rm -i *.odt < answers", _LETTERS),
    ("all folders, answered", "yes | rm -ri letters", "files letters/a#.odt 5"),
    ("-f behind the alias", "rm -f *.odt", _RM),
    ("-f behind the alias of mv", "mv -f letter1.odt letter2.odt", _MV),
    ("-f in one word", "mv -if letter1.odt letter2.odt", _LETTERS),
    ("answered, for mv", "yes | mv -i letter1.odt letter2.odt", _LETTERS),
    ("answered, for cp", "yes | cp -i letter1.odt letter2.odt", _LETTERS),
    ("it does not ask for two", "rm -I a.odt b.odt", "image a.odt\nimage b.odt"),
]
ASKING_RUN: list[tuple[str, str, str]] = [
    ("each is asked for", "rm -ri letters", "files letters/a#.odt 5"),
    ("asked once", "rm -I *.odt", _LETTERS),
    ("the last one is -i", "mv -f -i letter1.odt letter2.odt", _LETTERS),
]
