# shellcheck shell=bash disable=SC2034,SC2154
# Drawing and reading keys without readline.

__sg_print() { # a restricted shell may not redirect its output, one that may open no more files can't
    __sg_printed=1
    if [[ $- == *r* ]] || ! builtin printf "$@" >/dev/tty; then builtin printf "$@"; fi
}

__sg_show() { __sg_print '%s\n' "$1"; }

# What `bind -x` has erased: the last line of the prompt and the text in the buffer.
__sg_show_line() { # text
    if ((__sg_drawn)); then return; fi
    __sg_drawn=1
    local __sg_p=${PS1-} __sg_l
    if ((__sg_ps2)); then __sg_p=${PS2-}; fi
    __sg_p=${__sg_p%"$__sg_ps2_text"}
    __sg_p=${__sg_p@P}
    __sg_p=${__sg_p##*$'\n'}
    __sg_p=${__sg_p//[$'\001\002']/}
    __sg_printable "$1"
    __sg_print '\r%s%s\n' "$__sg_p" "$__sg_l"
}

# Without control characters, in __sg_l. In the POSIX locale every byte beyond ASCII would be one.
__sg_printable() { # text
    if [[ $1 == *[!\ -~]* && ${LC_ALL:-${LC_CTYPE:-${LANG-}}} == @(|C|POSIX) ]]; then local LC_ALL=C.UTF-8; fi
    __sg_l=${1//[^[:print:]$'\n']/?}
} 2>/dev/null

# `bind -x` erases the prompt's whole row at Enter, so output that ended without a newline must not stand in it: the
# prompt gets a row of its own then, and a mark shows where the newline is missing. What follows the mark leads to the
# next row only from beyond its first column: the cursor moved right stops at the last one, and of the two blanks there
# the second goes past it. The blank before them is for a mark in the last column.
__sg_own_row() {
    __sg_row=
    # ble.sh erases nothing, and marks it itself.
    if [[ -n ${BLE_VERSION-} || ${TERM:-dumb} == dumb || ${COLUMNS-} != [1-9][0-9]?([0-9]) ]]; then return; fi
    builtin printf -v __sg_row '\e[7m%%\e[27m \e[%dC  \r\e[K' "$((COLUMNS - 4))"
    __sg_print %s "$__sg_row"
}

# Readline draws only the last line of a prompt again.
__sg_show_prompt_head() {
    local __sg_p=${PS1-}
    if ((__sg_unlisted)) || [[ $__sg_p != *$'\n'* && $__sg_p != *'\n'* ]]; then return; fi
    __sg_p=${__sg_p@P}
    if [[ $__sg_p == *$'\n'* ]]; then
        __sg_p=${__sg_p%$'\n'*}
        __sg_print '%s\n' "${__sg_p//[$'\001\002']/}"
    fi
}

# Does readline know how to erase in this terminal? Of one that is not listed on this machine (kitty's, over ssh) it
# knows nothing: at a key's command it erases no row, it begins another and draws the whole prompt and the line again.
__sg_learn_terminal() {
    local __sg_d __sg_c __sg_lists=0
    __sg_terminal=${TERM-}
    __sg_unlisted=0
    if [[ -n ${BLE_VERSION-}${TERMINFO_DIRS-} || ${TERM:-dumb} == @(*/*|dumb|unknown|emacs|network|su) ]]; then return; fi
    builtin printf -v __sg_c %x "'$TERM"
    for __sg_d in "${TERMINFO:-/}" ~/.terminfo {/etc,/lib,/usr/share,/usr/lib,/usr/local/share}/terminfo; do
        if [[ -e $__sg_d/${TERM:0:1}/$TERM || -e $__sg_d/$__sg_c/$TERM ]]; then return; fi
        if [[ -d $__sg_d/x || -d $__sg_d/78 ]]; then __sg_lists=1; fi
    done
    __sg_unlisted=$__sg_lists
}

# The row that readline began is given back, and the one that it would have erased is erased. By bash's own output, in
# which readline's newline may still wait.
__sg_erase() {
    builtin printf '\e[A\r\e[K'
    __sg_printed=0
}

# Where nothing was told, the first rows of the prompt would stand there twice.
__sg_erase_prompt_head() {
    local __sg_p=${PS1-} __sg_rows
    if ((__sg_printed || __sg_ps2)) || [[ $__sg_p != *$'\n'* && $__sg_p != *'\n'* ]]; then return; fi
    __sg_p=${__sg_p@P}
    __sg_rows=${__sg_p//[!$'\n']/}
    if [[ -n $__sg_rows ]]; then __sg_print '\e[%dA\e[J' "${#__sg_rows}"; fi
}

# Type-ahead was not typed as an answer to a question that nobody had seen.
__sg_drain() {
    local __sg_c
    while builtin read -t 0 -u 7 && IFS= builtin read -rsn1 -t 0.01 -u 7 __sg_c; do builtin :; done
}

# One key in __sg_k, from descriptor 7: `enter`, `escape`, `paste` for a key that is followed at once by more.
__sg_key() {
    local __sg_rest
    while ((1)); do
        __sg_k=
        IFS= builtin read -rsn1 -u 7 __sg_k || { __sg_k=escape && return; }
        case $__sg_k in
            '' | $'\r' | $'\n') __sg_k=enter ;;
            $'\e')
                __sg_k=escape
                # An arrow or function key is a sequence: it is no answer.
                if IFS= builtin read -rsn1 -t 0.05 -u 7 __sg_rest; then
                    while [[ $__sg_rest != [A-Za-z~] ]] && IFS= builtin read -rsn1 -t 0.05 -u 7 __sg_rest; do builtin :; done
                    continue
                fi
                ;;
        esac
        if builtin read -t 0 -u 7; then
            __sg_k=paste
            __sg_drain
        fi
        return
    done
}

# A line typed with its own echo: `read -r` never ends inside `bind -x`. In __sg_typed_text; 1 when given up.
__sg_type() { # text to begin with
    local __sg_c
    __sg_typed_text=${1-}
    __sg_print '%s' "$__sg_typed_text"
    while IFS= builtin read -rsn1 -u 7 __sg_c; do
        case $__sg_c in
            '' | $'\r' | $'\n')
                __sg_print '\n'
                return 0
                ;;
            $'\e')
                # Nothing behind it: the key itself. A read that has waited in vain empties its name.
                if ! IFS= builtin read -rsn1 -t 0.05 -u 7 __sg_c; then
                    __sg_print '\n'
                    return 1
                fi
                while IFS= builtin read -rsn1 -t 0.05 -u 7 __sg_c; do builtin :; done
                ;;
            $'\177' | $'\b')
                if [[ -n $__sg_typed_text ]]; then
                    __sg_typed_text=${__sg_typed_text%?}
                    __sg_print '\b \b'
                fi
                ;;
            $'\025')
                __sg_print '%*s\r%*s\r' "${#__sg_typed_text}" '' "${COLUMNS:-80}" ''
                __sg_typed_text=
                ;;
            [[:cntrl:]]) ;;
            *)
                __sg_typed_text+=$__sg_c
                __sg_print '%s' "$__sg_c"
                ;;
        esac
    done
    return 1
}
