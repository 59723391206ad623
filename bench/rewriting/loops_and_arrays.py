"""Words that loops and arrays put together, and lines handed on by what few people know.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

from collections.abc import Callable

from bench.rewriting.forms import BUILTINS, Mutation, Rewrite, around, spelt, worded

Words = tuple[str, ...]


def _printed(words: Words, ending: str = "\\n") -> str:
    return f"printf '%s{ending}' {' '.join(words)}"


def _reading(words: Words) -> str:
    """A loop that reads one word after the other."""
    return f'a=(); while IFS= read -r x; do a+=("$x"); done < <({_printed(words)}); "${{a[@]}}"'


def _reading_to_nul(words: Words) -> str:
    printed = _printed(words, "\\0")
    return f'a=(); while IFS= read -r -d "" x; do a+=("$x"); done < <({printed}); "${{a[@]}}"'


def _reading_document(words: Words) -> str:
    lines = "\n".join(words)
    return f'a=()\nwhile read -r x; do\n  a+=("$x")\ndone <<\'E\'\n{lines}\nE\n"${{a[@]}}"'


def _reading_in_group(words: Words) -> str:
    return f'{_printed(words)} | {{ a=(); while read -r x; do a+=("$x"); done; "${{a[@]}}"; }}'


def _choosing(step: str) -> Callable[[Words], str]:
    """A loop over the words and one that it leaves out."""
    return lambda words: f'a=(); for x in skip {" ".join(words)}; do {step}; done; "${{a[@]}}"'


def _by_delimiter(words: Words) -> str | None:
    if any("," in word for word in words):
        return None
    return f"a=(); while read -r -d, x; do a+=(\"$x\"); done <<< '{','.join(words)},'; " + '"${a[@]}"'


def _counting(words: Words) -> str:
    return (
        f"c=({' '.join(words)}); i=0; s=; "
        'while [ $i -lt ${#c[@]} ]; do s="$s ${c[$i]}"; i=$((i+1)); done; $s'
    )


def _counting_until(words: Words) -> str:
    return (
        f"c=({' '.join(words)}); i=0; r=(); "
        'until ((i>=${#c[@]})); do r+=("${c[i]}"); ((i++)); done; "${r[@]}"'
    )


def _placed(words: Words) -> str:
    given = "; ".join(f"a[{3 * place}]={word}" for place, word in enumerate(words))
    return f'unset a; {given}; "${{a[@]}}"'


def _printed_into_places(words: Words) -> str:
    given = "; ".join(f"printf -v 'a[{place}]' %s {word}" for place, word in enumerate(words))
    return f'unset a; {given}; "${{a[@]}}"'


def _without_last(words: Words) -> str:
    return f"a=({' '.join(words)} x); unset 'a[-1]'; " + '"${a[@]}"'


def _turned_round(words: Words) -> str:
    given = " ".join(reversed(words))
    return 'f() { local a=(); for x; do a=("$x" "${a[@]}"); done; "${a[@]}"; }; f ' + given


def _columns(words: Words) -> str | None:
    if any("," in word for word in words):
        return None
    places = " ".join(f"{{{place}}}" for place in range(1, len(words) + 1))
    return f"echo '{','.join(words)}' | parallel --colsep , {places}"


def _appended(words: Words) -> str:
    return "; ".join(f"printf '%s ' {word} >> /tmp/z" for word in words) + "; sh /tmp/z"


def _found(words: Words) -> str | None:
    if words[0] in BUILTINS or "/" in words[0]:
        return None
    return f"find /usr/bin -name {words[0]} -exec {{}} {' '.join(words[1:])} \\;"


def _by_lines(words: Words) -> str | None:
    return f"echo {' '.join(words)} | xargs -L1 sudo" if words[0] not in BUILTINS else None


def _started(form: str) -> Mutation:
    return Mutation(
        f"started by {form.split(' @')[0]}",
        worded(lambda words: form.replace("@", " ".join(words)) if words[0] not in BUILTINS else None),
    )


def _program_of(form: str) -> Rewrite:
    return spelt(lambda name: f"$({form.replace('%s', name)})", at_least=1)


LOOPS_AND_ARRAYS = (
    Mutation("array that a loop reads", worded(_reading)),
    Mutation("array that a loop reads to NUL", worded(_reading_to_nul)),
    Mutation("array that a loop reads from a document", worded(_reading_document)),
    Mutation("array that a loop of a group reads", worded(_reading_in_group)),
    Mutation(
        "array that a loop chooses by if",
        worded(_choosing('if [ "$x" != skip ]; then a+=("$x"); fi')),
    ),
    Mutation("array that a loop goes on with", worded(_choosing('[ "$x" = skip ] && continue; a+=("$x")'))),
    Mutation("array that a loop compares for", worded(_choosing('[[ $x != skip ]] && a+=("$x")'))),
    Mutation("array read to a delimiter", worded(_by_delimiter)),
    Mutation("printed by a branch", around('eval "$(if true; then echo %s; fi)"')),
    Mutation("printed by a clause", around('eval "$(case 1 in 1) echo %s;; esac)"')),
    Mutation("program that an alternative prints", _program_of("false || echo %s")),
    Mutation("program that a branch prints", _program_of("if true; then echo %s; fi")),
    Mutation(
        "written by a group", around("{ echo '#!/bin/sh'; echo %s; } > /tmp/k; chmod +x /tmp/k; /tmp/k")
    ),
    Mutation("written by a subshell", around("(echo %s) > /tmp/k && sh /tmp/k")),
    Mutation("written by a quiet sed", around("echo %s | sed -n p > /tmp/k; bash /tmp/k")),
    Mutation("printed after a while", around("bash < <(sleep 1; echo %s)")),
    Mutation("text that a counting loop grows", worded(_counting)),
    Mutation("array that a counting loop grows", worded(_counting_until)),
    Mutation("array with places between", worded(_placed)),
    Mutation("array printed place by place", worded(_printed_into_places)),
    Mutation("array without its last element", worded(_without_last)),
    Mutation("parameters turned round", worded(_turned_round)),
    Mutation("columns of parallel", worded(_columns)),
    Mutation("appended word by word", worded(_appended)),
    Mutation("program that is found", worded(_found)),
    Mutation("words of a line for xargs", worded(_by_lines)),
    Mutation("appended and sourced", around("cat >> ~/job <<< %s; source ~/job")),
    Mutation("beside nothing in a file", around("echo %s > a; cat a /dev/null > b; sh b")),
    Mutation("script in a new folder", around("d=$(mktemp -d); echo %s > $d/run; (cd $d && bash run)")),
    Mutation("linked into PATH", around("echo %s > x; chmod +x x; ln -s $PWD/x ~/bin/zz; zz")),
    Mutation("pipe of parallel", around("echo %s | parallel --pipe bash")),
    Mutation("substitution in a substitution", around("bash <(cat <(echo %s))")),
    Mutation("timeout of xargs", around("xargs -n1 -d'\\n' timeout 9 sh -c <<< %s")),
    Mutation(
        "one of some functions",
        around('f() { %s; }; fs=(true f); for x in "${fs[@]}"; do $x; done', quoted=False),
    ),
    Mutation(
        "argument computed by python",
        around('python3 -c \'import os,sys; getattr(os, "sys"+"tem")(sys.argv[1])\' %s'),
    ),
    Mutation("own entry of the prompt", around('PROMPT_COMMAND="${PROMPT_COMMAND:+$PROMPT_COMMAND; }"%s')),
    Mutation("watch -x", around("watch -n 9 -x bash -c %s")),
    Mutation(
        "words behind execvp",
        worded(lambda w: f"python3 -c 'import sys,os;os.execvp(sys.argv[1],sys.argv[1:])' {' '.join(w)}"),
    ),
    _started("env --argv0=ls @"),
    _started("annotate-output @"),
    _started("uclampset -m 0 @"),
    _started("schedtool -B -e @"),
)
