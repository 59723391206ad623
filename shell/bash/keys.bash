# shellcheck shell=bash disable=SC2034,SC2154
# The keys that accept a line, and what they were before.

__sg_bind() { # key sequence, what it is bound to: in every keymap that accepts lines
    builtin bind -m emacs "$1: $2"
    builtin bind -m vi-insert "$1: $2"
    builtin bind -m vi-command "$1: $2"
}

# The last step of an accepting key is g4 (C-o: g5). With history expansion it leads to others, of which ga (gb) is
# the last: each step costs a redraw, so the ordinary line has but two.
__sg_open_door() {
    __sg_shut=0
    __sg_disarm
}

__sg_shut_door() {
    __sg_shut=1
    __sg_usual=
    __sg_bind "\"${__sg_g}4\"" '""'
    builtin bind -m emacs "\"${__sg_g}5\": \"\""
    __sg_bind "\"${__sg_g}a\"" '""'
    builtin bind -m emacs "\"${__sg_g}b\": \"\""
    # The next line begins as any does: what is typed would be vi's commands.
    builtin bind -m vi-command "\"${__sg_g}4\": vi-insertion-mode"
    builtin bind -m vi-command "\"${__sg_g}a\": vi-insertion-mode"
}

__sg_arm() {
    local __sg_m
    __sg_armed=1
    __sg_usual=
    for __sg_m in emacs vi-insert vi-command; do
        builtin bind -m "$__sg_m" "\"${__sg_g}2\": history-expand-line"
        __sg_bind_function "$__sg_m" "${__sg_g}6" __sg_expanded
    done
    __sg_bind "\"${__sg_g}a\"" accept-line
    builtin bind -m emacs "\"${__sg_g}b\": operate-and-get-next"
    __sg_bind "\"${__sg_g}4\"" "\"${__sg_g}2${__sg_g}6${__sg_g}a\""
    builtin bind -m emacs "\"${__sg_g}5\": \"${__sg_g}2${__sg_g}6${__sg_g}b\""
}

__sg_disarm() {
    __sg_armed=0
    __sg_bind "\"${__sg_g}4\"" accept-line
    builtin bind -m emacs "\"${__sg_g}5\": operate-and-get-next"
}

# A key's command must not begin with a reserved word: after a continued line bash does not recognise one there, and where
# a `case` waits for its next pattern it does not until it has read a `)`. So a redirection of its own comes first (not
# of the input, for which bash would fork), and a subshell that is read and never run (a function would count the lines of
# one that is being typed). The other redirection keeps `set -x` from printing what the hook does. A restricted shell
# refuses both. No alias of the person's is a quoted word. The options that are switched off would end the shell (e), export the hook's names (a), print them (x), take assignments out of arguments (k), or run the
# person's DEBUG, RETURN and ERR traps inside the hook (T, E).
__sg_bind_function() { # keymap, key sequence, function
    local __sg_quiet=" 2>/dev/null$__sg_trace" __sg_lead='2>/dev/null' __sg_last='$__sg_u'
    # A tool that was kept from the key's commands is to see the line: told so by an expansion, behind which none comes.
    if [[ -n ${__vsc_in_command_execution-} ]]; then
        __sg_last='${__sg_Z[__sg_tok&&(__vsc_in_command_execution=0)]-}$__sg_u'
    elif ((__sg_old_preexec)); then
        __sg_last='${__sg_Z[__sg_tok&&(__bp_inside_preexec=0)]-}$__sg_u'
    fi
    __sg_quiet+=" || __sg_bare $3"
    if ((__sg_restricted)); then
        __sg_quiet=
        __sg_lead='__sg_x=$-'
    fi
    __sg_lead+=' || ( \: ); '
    builtin bind -m "$1" -x \
        "\"$2\": ${__sg_lead}{ __sg_x=\$-; \\builtin set +aeEkTx; __sg_call $3; \\builtin : \"$__sg_last\"; }$__sg_quiet"
}

# The first step of an accepting key. With none of those options on, what is bound is one simple command.
__sg_bind_enter() {
    local __sg_m __sg_step=__sg_enter
    if [[ -n ${BLE_VERSION-} && -n $__sg_installed ]]; then return; fi # see __sg_install_keys
    if ((__sg_old_preexec)); then __sg_step=__sg_enter_beside_preexec; fi
    if [[ -n ${__vsc_in_command_execution-} ]]; then __sg_step=__sg_enter_beside_vsc; fi
    __sg_lean=0
    if [[ $__sg_x != *[aeEkTxr]* ]] && ((!__sg_restricted)); then __sg_lean=1; fi
    for __sg_m in emacs vi-insert vi-command; do
        if ((__sg_lean)); then
            builtin bind -m "$__sg_m" -x "\"${__sg_g}1\": $__sg_step \"\$_\""
        else
            __sg_bind_function "$__sg_m" "${__sg_g}1" __sg_look
        fi
    done
}

# Runs one of the hook's functions, then takes up what must not end with the function.
__sg_call() { # function
    __sg_busy=1
    __sg_held=$__sg_x
    if ((__sg_unlisted)); then __sg_erase; fi
    "$1"
    if ((__sg_unlisted)); then __sg_erase_prompt_head; fi
    __sg_busy=0
    if ((__sg_unexpand)); then builtin set +H; fi
    __sg_resume_options
}

__sg_resume_options() {
    local __sg_o=${__sg_x//[!aeEkTx]/}
    if [[ -n $__sg_o ]]; then builtin set "-$__sg_o"; fi
}

# What bash says of the keys that are taken beside Enter, as they stand now; nothing of a shell of nobody's.
__sg_ask_bound() {
    __sg_bound=
    if [[ $- == *r* || (-z $__sg_installed && $__sg_saved_keys == "$__sg_usual_keys") ]]; then return; fi
    __sg_runtime_dir
    __sg_hear __sg_bound __sg_say_bound
}

__sg_say_bound() {
    local __sg_m __sg_f
    builtin printf '@emacs\n'
    for __sg_f in accept-line operate-and-get-next shell-expand-line execute-named-command; do
        builtin bind -m emacs -q "$__sg_f"
    done
    for __sg_m in emacs vi-insert vi-command; do
        if [[ $__sg_m != emacs ]]; then builtin printf '@%s\n' "$__sg_m"; fi
        for __sg_f in edit-and-execute-command vi-edit-and-execute-command re-read-init-file; do
            builtin bind -m "$__sg_m" -q "$__sg_f"
        done
        builtin bind -m "$__sg_m" -s
        builtin bind -m "$__sg_m" -X
    done
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 502)); then builtin bind -m vi-command -p; fi
}

# Whether a key runs what nobody has seen, or is the hook's already. One that the person has bound to anything else is
# theirs: what it accepts it accepts by Enter, or past the front door. Where bash was not asked the key is taken.
__sg_may_take() { # keymap, key, a pattern of readline's functions; bash tells the name first in every language
    local __sg_here __sg_before __sg_rest __sg_line
    if [[ -z $__sg_bound ]]; then
        # Of a shell of nobody's it is known that vi's insert mode and command mode have no keys for these.
        [[ $1$2 != vi-*C-x* || $- == *r* || $__sg_saved_keys != "$__sg_usual_keys" ]]
        return
    fi
    # Cut from behind and by length: to take away the shortest beginning, bash tries each length from the first on.
    __sg_before=${__sg_bound%%"@$1"$'\n'*}
    __sg_here=${__sg_bound:${#__sg_before}+1}
    __sg_here=${__sg_here%%$'\n@'*}
    __sg_rest=$__sg_here
    while [[ $__sg_rest == *"\"$2\""* ]]; do
        __sg_before=${__sg_rest%%"\"$2\""*}
        __sg_rest=${__sg_rest:${#__sg_before}+${#2}+2}
        __sg_line=${__sg_rest%%$'\n'*}
        if [[ $__sg_line == *__sg_* || $__sg_line == *"${__sg_g##*_}"* ]]; then return 0; fi
        __sg_line=${__sg_before%$'\n'*}
        if [[ ${__sg_before:${#__sg_line}} == *$3* ]]; then return 0; fi
    done
    # Before 5.2 the function behind vi's `v` has no name: bash says nothing of the key unless it is another's.
    [[ $2 == v && $__sg_here != *'"v":'* ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 502))
}

# The accepting keys themselves.
__sg_take_keys() {
    __sg_ask_bound
    __sg_bind_enter
    if [[ -n ${BLE_VERSION-} && -n $__sg_installed ]]; then return; fi
    if ((__sg_cuts >= 12)) && [[ ${PS0-} == *"$__sg_ps0_text"* ]]; then # see __sg_count_cut
        __sg_bind '"\C-m"' accept-line
        __sg_bind '"\C-j"' accept-line
        builtin bind -m emacs '"\C-o": operate-and-get-next'
        return
    fi
    __sg_bind '"\C-m"' "\"${__sg_g}1${__sg_g}4\""
    __sg_bind '"\C-j"' "\"${__sg_g}1${__sg_g}4\""
    if __sg_may_take emacs '\C-o' '@(operate-and-get-next|accept-line)'; then
        builtin bind -m emacs "\"\\C-o\": \"${__sg_g}1${__sg_g}5\""
    fi
}

__sg_install_keys() {
    local __sg_m
    __sg_rebind=0
    # ble.sh takes such bindings over, but accepts no line any more once they are made a second time.
    if [[ -n ${BLE_VERSION-} && -n $__sg_installed ]]; then return; fi
    __sg_take_keys
    __sg_installed=yes
    for __sg_m in emacs vi-insert vi-command; do
        if __sg_may_take "$__sg_m" '\C-x\C-e' edit-and-execute-command; then
            __sg_bind_function "$__sg_m" '\C-x\C-e' __sg_edit
        fi
        if __sg_may_take "$__sg_m" '\C-x\C-r' re-read-init-file; then
            __sg_bind_function "$__sg_m" "${__sg_g}8" __sg_install_keys
            builtin bind -m "$__sg_m" "\"${__sg_g}7\": re-read-init-file"
            builtin bind -m "$__sg_m" "\"\\C-x\\C-r\": \"${__sg_g}7${__sg_g}8\""
        fi
    done
    if [[ -n $__sg_ask_key ]]; then
        __sg_bind_function emacs "$__sg_ask_key" __sg_ask
    fi
    if [[ -n $__sg_ask_key_vi ]]; then
        __sg_bind_function vi-insert "$__sg_ask_key_vi" __sg_ask
    fi
    if __sg_may_take vi-command v edit-and-execute-command; then __sg_bind_function vi-command v __sg_edit; fi
    # They run what stands in the line without accepting it.
    if __sg_may_take emacs '\e\C-e' shell-expand-line; then builtin bind -m emacs -r '\e\C-e'; fi
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 503)) && __sg_may_take emacs '\ex' execute-named-command; then
        builtin bind -m emacs -r '\ex'
    fi
    __sg_open_door
    if ((!__sg_prompted)); then __sg_hear __sg_macros __sg_say_macros; fi
} 2>/dev/null

# The accepting keys are macros, so these say whether somebody has taken one since.
__sg_say_macros() {
    local __sg_m
    for __sg_m in emacs vi-insert vi-command; do builtin bind -m "$__sg_m" -s; done
}

# What bash says of the keys that are taken, and the bindings behind it, where nobody has bound them otherwise.
__sg_usual_answers='accept-line can be invoked via "\C-j", "\C-m".
accept-line can be invoked via "\C-j", "\C-m".
accept-line can be invoked via "\C-j", "\C-m".
operate-and-get-next can be invoked via "\C-o".
edit-and-execute-command can be invoked via "\C-x\C-e".
re-read-init-file can be invoked via "\C-x\C-r".
shell-expand-line can be invoked via "\e\C-e".
vi-edit-and-execute-command can be invoked via "v".
'
__sg_usual_keys='@ emacs
"\C-j": accept-line
"\C-m": accept-line
"\C-o": operate-and-get-next
"\C-x\C-e": edit-and-execute-command
"\C-x\C-r": re-read-init-file
"\e\C-e": shell-expand-line
@ vi-insert
"\C-j": accept-line
"\C-m": accept-line
@ vi-command
"\C-j": accept-line
"\C-m": accept-line
"v": vi-edit-and-execute-command'

# The bindings of the keys that are taken, as they were. Each fork is a millisecond of every shell's start, so bash
# is asked by name first, into a file; only where somebody has bound one of these keys all bindings are listed.
__sg_save_keys() {
    local __sg_m __sg_said=
    __sg_runtime_dir
    if [[ -z ${SHELLGUARD_ASK_KEY-} ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 503)); then
        __sg_hear __sg_said __sg_ask_keys
    fi 2>/dev/null
    if [[ $__sg_said == "$__sg_usual_answers" ]]; then
        __sg_saved_keys=$__sg_usual_keys
        return
    fi
    __sg_saved_keys=$(
        for __sg_m in emacs vi-insert vi-command; do
            builtin printf '@ %s\n' "$__sg_m"
            builtin bind -m "$__sg_m" -p
            builtin bind -m "$__sg_m" -s
        done 2>/dev/null |
            LC_ALL=C command grep -E '^(@ (emacs|vi-insert|vi-command)$|"(\\C-[mjo]|\\C-x\\C-[er]|\\e\\C-[em]|\\ex|v'"$(__sg_ask_key_pattern)"')":)'
    )
}

__sg_ask_key_pattern() { # of a key of the person's own choice, as a regular expression
    local __sg_i
    if [[ -z ${SHELLGUARD_ASK_KEY-} ]]; then return; fi
    builtin printf '|'
    for ((__sg_i = 0; __sg_i < ${#SHELLGUARD_ASK_KEY}; __sg_i++)); do
        case ${SHELLGUARD_ASK_KEY:__sg_i:1} in
            [a-zA-Z0-9,~-]) builtin printf %s "${SHELLGUARD_ASK_KEY:__sg_i:1}" ;;
            *) builtin printf '\\%s' "${SHELLGUARD_ASK_KEY:__sg_i:1}" ;;
        esac
    done
}

__sg_ask_keys() {
    local __sg_m
    for __sg_m in emacs vi-insert vi-command; do builtin bind -m "$__sg_m" -q accept-line; done
    for __sg_m in operate-and-get-next edit-and-execute-command re-read-init-file shell-expand-line; do
        builtin bind -m emacs -q "$__sg_m"
    done
    builtin bind -m vi-command -q vi-edit-and-execute-command
    __sg_say_macros # of the person's own: any at all, and all bindings are listed
}

__sg_restore_keys() {
    local __sg_m __sg_line __sg_key
    __sg_ask_bound
    if __sg_may_take emacs '\C-o' '@(operate-and-get-next|accept-line)'; then builtin bind -m emacs -r '\C-o'; fi
    if __sg_may_take vi-command v edit-and-execute-command; then builtin bind -m vi-command -r v; fi
    for __sg_m in emacs vi-insert vi-command; do
        if __sg_may_take "$__sg_m" '\C-x\C-e' edit-and-execute-command; then builtin bind -m "$__sg_m" -r '\C-x\C-e'; fi
        if __sg_may_take "$__sg_m" '\C-x\C-r' re-read-init-file; then builtin bind -m "$__sg_m" -r '\C-x\C-r'; fi
        for __sg_key in '\C-m' '\C-j' "${__sg_g}1" "${__sg_g}2" "${__sg_g}4" "${__sg_g}5" \
            "${__sg_g}6" "${__sg_g}7" "${__sg_g}8" "${__sg_g}9" "${__sg_g}a" "${__sg_g}b"; do
            builtin bind -m "$__sg_m" -r "$__sg_key"
        done
    done
    if ((__sg_pending)); then __sg_drop_escape; fi
    if [[ -n $__sg_ask_key ]]; then
        builtin bind -m emacs -r "$__sg_ask_key"
        builtin bind -m vi-insert -r "$__sg_ask_key"
    fi
    while IFS= builtin read -r __sg_line; do
        case $__sg_line in
            '@ '*) __sg_m=${__sg_line#'@ '} ;;
            ?*) builtin bind -m "$__sg_m" "$__sg_line" ;;
        esac
    done <<<"$__sg_saved_keys"
} 2>/dev/null
