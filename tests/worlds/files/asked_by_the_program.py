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
    ("answered from a file", "rm -i *.odt < answers", _LETTERS, f"{_LETTERS}\nfile answers"),
]
ASKING_ASK: list[tuple[str, str, str]] = [
    ("xargs hands its input on", "yes | xargs -a list rm -i", f"{_LETTERS}\nran 'ls letter?.odt > list'"),
    ("-f behind -i, by xargs", "ls letter?.odt | xargs rm -if", _LETTERS),
    ("one at a time it does not ask", "ls letter?.odt | xargs -n1 rm -I", _LETTERS),
    ("answered within", "ls letter?.odt | xargs sh -c 'yes | rm -i \"$@\"' _", _LETTERS),
    ("-p is of what xargs starts", "ls letter?.odt | xargs rm -f -p", _LETTERS),
    ("-p is the mark", "ls letter?.odt | xargs -I -p rm -p", _LETTERS),
    ("-f behind -i", "rm -if letter1.odt letter2.odt letter3.odt letter4.odt", _LETTERS),
    ("answered", "yes | rm -i *.odt", _LETTERS),
    ("all folders, answered", "yes | rm -ri letters", "files letters/a#.odt 5"),
    ("-f behind the alias", "rm -f *.odt", _RM),
    ("-f behind the alias of mv", "mv -f letter1.odt letter2.odt", _MV),
    ("-f in one word", "mv -if letter1.odt letter2.odt", _LETTERS),
    ("answered, for mv", "yes | mv -i letter1.odt letter2.odt", _LETTERS),
    ("answered, for cp", "yes | cp -i letter1.odt letter2.odt", _LETTERS),
    ("it does not ask for two", "rm -I a.odt b.odt", "image a.odt\nimage b.odt"),
]
ASKING_RUN: list[tuple[str, str, str]] = [
    ("xargs gives it nothing to read", "ls letter?.odt | xargs rm -i", _LETTERS),
    ("xargs gives it the terminal", "ls letter?.odt | xargs -o rm -i", _LETTERS),
    ("xargs asks itself", "ls letter?.odt | xargs -p rm", _LETTERS),
    ("xargs asks itself, in one word", "find . -name '*.odt' -print0 | xargs -0p rm -f", _LETTERS),
    ("each is asked for", "rm -ri letters", "files letters/a#.odt 5"),
    ("asked once", "rm -I *.odt", _LETTERS),
    ("the last one is -i", "mv -f -i letter1.odt letter2.odt", _LETTERS),
]
