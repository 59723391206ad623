"""Other programs that live in a person's interactive bash: seen from inside of it."""

from __future__ import annotations

from shellguard.terminal_text import printable

_LONGEST_VALUE = 200
_MEANINGS = {
    "ble.sh": "it replaces bash's line editing: only what Enter accepts is guarded",
    "DEBUG trap": "together with an INT trap it keeps the gate from blocking",
    "INT trap": "it would catch the gate's signal; the hook stands in with a DEBUG trap",
    "POSIX mode": "bash loads no ~/.bashrc in it",
    "no line editing": "only the gate before each command can block",
    "restricted": "a restricted shell can't reach the daemon",
}

# A line for each: name, tab, what was found. Builtins only, no value of a variable but versions. A function
# sees no DEBUG trap, so that is looked at before.
PROBE = r"""
__sg_debug_trap=$(builtin trap -p DEBUG)
__sg_look() {
    __sg_has() { builtin declare -F "$2" >/dev/null && builtin printf '%s\t%s\n' "$1" "${3-}"; }
    if [[ -n ${__sg_version-} ]]; then builtin printf 'shellguard\t%s\n' "$__sg_version"; fi
    if [[ -n ${bash_preexec_imported-}${__bp_imported-} ]]; then builtin printf 'bash-preexec\t\n'; fi
    if [[ -n ${BLE_VERSION-} ]]; then builtin printf 'ble.sh\t%s\n' "$BLE_VERSION"; fi
    if [[ -n ${BASH_COMPLETION_VERSINFO-} ]]; then
        builtin printf 'bash-completion\t%s\n' "${BASH_COMPLETION_VERSINFO[*]::2}"
    fi
    __sg_has starship starship_precmd
    __sg_has atuin __atuin_preexec || __sg_has atuin _atuin_preexec
    __sg_has direnv _direnv_hook
    __sg_has zoxide __zoxide_hook
    __sg_has mcfly mcfly_prompt_command
    __sg_has fzf __fzf_history__
    __sg_has 'VS Code' __vsc_prompt_cmd
    __sg_has oh-my-posh _omp_hook
    if [[ -n $__sg_debug_trap ]]; then builtin printf 'DEBUG trap\t\n'; fi
    if [[ -n $(builtin trap -p INT) ]]; then builtin printf 'INT trap\t\n'; fi
    if [[ :$SHELLOPTS: == *:posix:* ]]; then builtin printf 'POSIX mode\t\n'; fi
    if [[ :$SHELLOPTS: == *:vi:* ]]; then builtin printf 'vi mode\t\n'; fi
    if [[ ! :$SHELLOPTS: =~ :(vi|emacs): ]]; then builtin printf 'no line editing\t\n'; fi
    if [[ $- == *r* ]]; then builtin printf 'restricted\t\n'; fi
}
__sg_look >"$__sg_report.tools" 2>/dev/null
unset -f __sg_look __sg_has
unset __sg_debug_trap
"""


def read_report(text: str) -> dict[str, str]:
    """What the probe wrote: name of the tool to its version, "" where it tells none."""
    found = {}
    for line in text.splitlines():
        name, tab, version = line.partition("\t")
        if tab:
            found[printable(name)[:_LONGEST_VALUE]] = printable(version)[:_LONGEST_VALUE]
    return found


def meaning(tool: str) -> str:
    """What the presence of a tool means for the guard, "" for nothing."""
    return _MEANINGS.get(tool, "")
