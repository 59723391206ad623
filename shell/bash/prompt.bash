# shellcheck shell=bash disable=SC2034,SC2154
# Around the prompt; switching on and off.

# Only at the prompt: bash keeps pointers to the values of PS0 and PS2 from one prompt to the next, so that an
# assignment in between (from a key) would have it print freed memory.
__sg_assert_gate() {
    if [[ :$BASHOPTS: != *:promptvars:* || $- == *r* ]]; then
        # Their text would be printed as it stands.
        PS0=${PS0//"$__sg_ps0_text"/}
        PS2=${PS2//"$__sg_ps2_text"/}
        return
    fi
    if [[ ${PS0-} != *"$__sg_ps0_text"* ]]; then PS0=${PS0-}$__sg_ps0_text; fi
    if [[ ${PS2-} != *"$__sg_ps2_text"* ]]; then PS2=${PS2-}$__sg_ps2_text; fi
}

__sg_assert_prompt_command() {
    if ! __sg_has_prompt_command; then __sg_add_prompt_command; fi
}

# VS Code's script takes what it finds into a variable of its own.
__sg_has_prompt_command() {
    [[ ${PROMPT_COMMAND[*]-} == *__sg_prompt* || (${PROMPT_COMMAND[*]-} == *__vsc_prompt_cmd_original* &&
        ${__vsc_original_prompt_command[*]-} == *__sg_prompt*) ]]
}

# What stands in PROMPT_COMMAND. A function does not see the person's DEBUG trap, so it is asked for here, after lines
# that may have set one. See __sg_bind_function. With `&&` a line's failure does not end a shell that has `set -e`.
# After a line that cannot have changed any of what this is for, a short one takes its place: bash reads the text anew
# at every prompt, substitutions with all that is in them. Without `[[`: once a person's own `[[` has ended in a syntax
# error, bash takes any other that it reads at a prompt for one that is open.
__sg_lean_entry='__sg_prompt "$?" "$_" && ((1))'
__sg_whole_body='{ __sg_x=("$-" "$?" "$_"); \builtin set +aeEkTx; ((!__sg_recheck)) || { \builtin test -O "$__sg_dir" && { \builtin trap -p DEBUG && \builtin printf "\0"; } 1<>"$__sg_dir/said-$$" && __sg_debug=@; } || { \builtin : </dev/null && __sg_debug=$(\builtin trap -p DEBUG); }; __sg_prompt_whole && ((1)); }'
# Where the redirection fails nothing of it runs, but it is a prompt all the same: an expansion says so.
__sg_whole_quiet=' 2>"/dev/${__sg_Z[__sg_cut=__sg_main*__sg_tok,__sg_main=1,__sg_ps2=__sg_tok=__sg_came=0]-null}"'
__sg_whole_entry=$__sg_whole_body$__sg_whole_quiet
__sg_plain_entry='__sg_x=("$-" "$?" "$_"); __sg_prompt_whole'
__sg_prompt_entry=$__sg_whole_entry

__sg_before_restricted() { # text
    if [[ " $1" != *[[:space:]\;\&\|]set[[:space:]]?(*[[:space:]])-@(*([a-zA-Z])r|o+([[:space:]])restricted)* ]]; then
        return
    fi
    __sg_replace_prompt_entry "$__sg_plain_entry"
    __sg_restricted=1
    __sg_install_keys
}

__sg_replace_prompt_entry() { # the new one
    local __sg_i __sg_before=$__sg_prompt_entry
    if [[ $1 == "$__sg_prompt_entry" || ${PROMPT_COMMAND+${PROMPT_COMMAND@a}} == *r* ]]; then return; fi
    for __sg_i in "${!PROMPT_COMMAND[@]}"; do
        __sg_put_before "$__sg_i" "$__sg_before" "$1" '' "$1"
    done
    __sg_prompt_entry=$1
}

# With BASH_COMPAT=4.2 an `&` in what a pattern is replaced by stands for the match, quoted or not. While Ctrl-C is
# pending no pattern matches, until the next command ends the function: what matched is kept before it is used. What
# then stands there and what it is known by change in one command, or Ctrl-C could come in between.
__sg_put_before() { # index in PROMPT_COMMAND, a text in it, what to put there, what of the text stays, the entry from now on
    local __sg_all=${PROMPT_COMMAND[$1]}
    if [[ $__sg_all != *"$2"* ]]; then return; fi
    local __sg_head=${__sg_all%%"$2"*} __sg_tail=${__sg_all#*"$2"}
    if [[ $__sg_head$2$__sg_tail != "$__sg_all" ]]; then return; fi
    PROMPT_COMMAND[$1]=$__sg_head$3$4$__sg_tail __sg_prompt_entry=${5-$__sg_prompt_entry}
}

# `set -x` writes to the descriptor that BASH_XTRACEFD names: the hook's commands are silent there, too.
__sg_follow_trace() {
    __sg_traced=${BASH_XTRACEFD-}
    if ((__sg_restricted)); then return; fi
    __sg_trace=
    if [[ $__sg_traced == [0-9]?([0-9])?([0-9]) ]]; then __sg_trace=" $__sg_traced>/dev/null"; fi
    __sg_whole_entry=$__sg_whole_body$__sg_whole_quiet$__sg_trace
    __sg_replace_prompt_entry "$__sg_whole_entry"
    __sg_install_keys
}

# What was loaded after the hook may have taken keys.
__sg_first_prompt() {
    local __sg_now_macros=
    __sg_prompted=1
    __sg_quiet_tools
    if ((__sg_old_preexec)) || [[ -n ${__vsc_in_command_execution-} ]]; then
        __sg_install_keys
    elif ! __sg_hear __sg_now_macros __sg_say_macros || [[ $__sg_now_macros != "$__sg_macros" ]]; then
        __sg_take_keys
    fi
    __sg_settle_prompt_command
}

# From bash 5.3 on Ctrl-C during a check or a question leaves `$?` as it was. The status of a line that was given up
# is 130. What is left of the key's macro would accept an empty line. In the history stands what was accepted.
__sg_interrupted() {
    __sg_busy=0
    if [[ -n $__sg_left ]]; then
        __sg_into_history "$__sg_left"
        __sg_left=
    fi
    if [[ -z ${BLE_VERSION-} ]]; then __sg_shut_door; fi
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 503 && __sg_x[1] != 130)) && [[ -z $(builtin trap -p INT) ]]; then
        __sg_resume_options
        builtin kill -INT $$
    fi
}

# Ctrl-C between the steps of a key: a line was let through and never began (one that is only a comment ends without a
# status of its own). Each time readline counts one macro more as running, and beyond 16 of them it runs none: no key
# would accept a line any more. Before that the keys lose their first step, and the gate alone judges.
__sg_count_cut() {
    __sg_cut=0
    if [[ ${PS0-} != *"$__sg_ps0_text"* ]] || ((__sg_x[1] != 130 || ++__sg_cuts != 12)); then return; fi
    __sg_install_keys
    __sg_show 'shellguard: Ctrl-C has come in the midst of the Enter key too often for readline.'
    __sg_show '  From now on lines are judged after Enter and can not be edited then;'
    __sg_show '  a new shell is as before.'
}

# Every entry sees the status of the line, and nobody's text is touched: an entry of its own at the end. But who looks
# for the next line with a DEBUG trap from its own entry on (bash-preexec, VS Code) would take ours for it: before those.
__sg_add_prompt_command() {
    local __sg_i __sg_mark
    for __sg_i in "${!PROMPT_COMMAND[@]}"; do
        for __sg_mark in __bp_trap_string= __bp_interactive_mode __vsc_prompt_cmd; do
            if [[ ${PROMPT_COMMAND[__sg_i]} == *"$__sg_mark"* ]]; then
                __sg_put_before "$__sg_i" "$__sg_mark" "$__sg_prompt_entry"$'\n' "$__sg_mark"
                return
            fi
        done
    done
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
        PROMPT_COMMAND+=("$__sg_prompt_entry")
    else
        PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}$__sg_prompt_entry
    fi
}

# Where one of those was loaded after the hook.
__sg_settle_prompt_command() {
    local __sg_text
    if [[ ${PROMPT_COMMAND[*]-} != *"$__sg_prompt_entry"* ]]; then return; fi
    for __sg_text in "${PROMPT_COMMAND[@]}"; do
        if [[ $__sg_text == *"$__sg_prompt_entry"* ]]; then return; fi
        if [[ $__sg_text == *@(__bp_interactive_mode|__vsc_prompt_cmd)* ]]; then
            __sg_drop_prompt_command
            __sg_add_prompt_command
            return
        fi
    done
}

# VS Code's DEBUG trap takes the first command after its own prompt command for the line, be it a key's. Told that a
# line runs already it is silent: here, where an expansion says so before any command does, until __sg_enter_beside_vsc.
__sg_vsc_entry='{ ((1)); } 2>"/dev/${__sg_Z[__vsc_in_command_execution=1]-null}"'

# So does bash-preexec before 0.6 (WezTerm and iTerm2 bring one along), which is silent while it believes to be at work.
__sg_preexec_entry='{ ((1)); } 2>"/dev/${__sg_Z[__bp_inside_preexec=1]-null}"'
__sg_old_preexec=0

__sg_quiet_tools() {
    if [[ ${PROMPT_COMMAND[*]-} == *__vsc_prompt_cmd* ]]; then __sg_append_prompt_command "$__sg_vsc_entry"; fi
    if ((!__sg_old_preexec)) && builtin declare -F __bp_preexec_invoke_exec >/dev/null &&
        [[ $(builtin declare -f __bp_preexec_invoke_exec) != *READLINE_POINT* ]]; then
        __sg_old_preexec=1
        __bp_inside_preexec=1
        __sg_append_prompt_command "$__sg_preexec_entry"
    fi
    if builtin declare -F __atuin_accept_line >/dev/null && [[ -z ${BLE_ATTACHED-} ]]; then __sg_tame_atuin; fi
}

# Where its list is bound by hand, and in its older versions, atuin runs the line that was picked by `eval`, inside the
# key: nobody could judge it. It is put into the edit buffer instead, for Enter, or for the key that atuin sends itself.
__sg_atuin=
__sg_tame_atuin() {
    local __sg_text
    __sg_text=$(builtin declare -f __atuin_accept_line)
    if [[ $__sg_text == *__sg_picked* ]]; then return; fi
    __sg_atuin=$__sg_text
    __atuin_accept_line() {
        local __sg_picked=$1
        READLINE_LINE=$__sg_picked
        READLINE_POINT=${#__sg_picked}
        if [[ -n ${__atuin_macro_chain_keymap-} && -n ${__atuin_macro_accept_line-} ]]; then
            builtin bind -m "$__atuin_macro_chain_keymap" "\"$__atuin_macro_chain\": $__atuin_macro_accept_line"
        fi
    }
}

__sg_untame_atuin() {
    if [[ -n $__sg_atuin ]]; then builtin eval "$__sg_atuin"; fi
    __sg_atuin=
}

__sg_append_prompt_command() { # text
    if [[ ${PROMPT_COMMAND[*]-} == *"$1"* ]]; then return; fi
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
        PROMPT_COMMAND+=("$1")
    else
        PROMPT_COMMAND+=$'\n'$1
    fi
}

__sg_drop_prompt_command() {
    local __sg_i __sg_text __sg_left=()
    for __sg_i in "${!PROMPT_COMMAND[@]}"; do
        if [[ ${PROMPT_COMMAND[__sg_i]} == @("$__sg_vsc_entry"|"$__sg_preexec_entry") ]]; then continue; fi
        __sg_text=${PROMPT_COMMAND[__sg_i]//$'\n'"$__sg_vsc_entry"/}
        __sg_text=${__sg_text//$'\n'"$__sg_preexec_entry"/}
        if [[ $__sg_text == *"$__sg_prompt_entry"* ]]; then
            __sg_text=${__sg_text//"$__sg_prompt_entry"$'\n'/}
            __sg_text=${__sg_text//"$__sg_prompt_entry"/}
            __sg_text=${__sg_text%$'\n'}
            if [[ -z $__sg_text ]]; then continue; fi
        fi
        __sg_left+=("$__sg_text")
    done
    builtin unset PROMPT_COMMAND
    case ${#__sg_left[@]} in
        0) ;;
        1) PROMPT_COMMAND=${__sg_left[0]} ;;
        *) PROMPT_COMMAND=("${__sg_left[@]}") ;;
    esac
}

__sg_prompt() { # `$?` and `$_` of the line; short, as __sg_enter is
    if [[ $-$BASHOPTS:${COLUMNS-}:${histchars-}:${PWD-} == "$__sg_usual" && -z $__sg_notice && -t 1 &&
        ${PS0-}:${PS2-} == "$__sg_gates" ]] &&
        ((__sg_cut = __sg_main * __sg_tok, __sg_tok = __sg_ps2 = __sg_came = 0, __sg_main = 1, !(__sg_cut | __sg_gate | __sg_unexpand | __sg_rebind | __sg_recheck | __sg_pending | __sg_busy))); then
        __sg_u=$2
        __sg_buf=
        if [[ -n $__sg_running ]]; then
            __sg_finished=$__sg_running:$1:$__sg_since-$EPOCHREALTIME
            __sg_running=
        fi
        __sg_hist=${HISTCMD:-0}
        builtin printf %s "$__sg_row"
        return "$1"
    fi
    ((__sg_cut |= __sg_main * __sg_tok, __sg_main = 1, __sg_ps2 = __sg_tok = __sg_came = 0, 1))
    {
        __sg_x=("$-" "$1" "$2")
        builtin set +aeEkTx
        __sg_prompt_whole
    } 2>/dev/null
}

__sg_prompt_whole() {
    # A check or a question that was left with Ctrl-C has not switched the person's options on again.
    if ((__sg_busy)); then __sg_x[0]+=$__sg_held; fi
    __sg_held=
    # Who keeps a copy of PROMPT_COMMAND runs this still after `shellguard off`.
    if [[ $__sg_state != on ]]; then
        __sg_resume_options
        return "${__sg_x[1]}"
    fi
    __sg_u=${__sg_x[2]}
    __sg_buf=
    if [[ -n $__sg_running ]]; then
        __sg_now
        __sg_finished=$__sg_running:${__sg_x[1]}:$__sg_since-$__sg_time
        __sg_running=
    fi
    __sg_hist=${HISTCMD:-0}
    __sg_unusual_prompt
    return "${__sg_x[1]}"
}

__sg_unusual_prompt() {
    if [[ $__sg_x == *r* ]]; then
        # No gate: its subshell could not ask either, and bash runs a line whose PS0 fails.
        PS0=${PS0//"$__sg_ps0_text"/}
        __sg_notice_away
    fi
    __sg_tok=0
    if ((__sg_gate)); then
        __sg_gate=0
        if ((__sg_debugging)); then builtin shopt -u extdebug; fi
    fi
    __sg_main=1
    __sg_ps2=0
    if ((__sg_pending)); then __sg_drop_escape; fi
    __sg_as_typed=
    if ((__sg_unexpand)); then
        __sg_unexpand=0
        builtin set -H
    fi
    __sg_assert_gate
    if ((!__sg_prompted)); then __sg_first_prompt; fi
    if ((__sg_rebind || __sg_cuts >= 12)); then
        __sg_install_keys
    elif ((__sg_lean)) || [[ $__sg_x != *[aeEkTxr]* ]]; then
        if ! ((__sg_lean)) || [[ $__sg_x == *[aeEkTxr]* ]]; then __sg_bind_enter; fi
    fi
    if ((__sg_recheck)); then __sg_watch_traps; fi
    if [[ ${BASH_XTRACEFD-} != "$__sg_traced" ]]; then __sg_follow_trace; fi
    if [[ ${TERM-} != "$__sg_terminal" ]]; then __sg_learn_terminal; fi
    __sg_own_row
    if [[ -n $__sg_notice ]]; then
        __sg_show "$__sg_notice"
        __sg_notice=
    fi
    __sg_take_for_usual
    if ((__sg_busy)); then __sg_interrupted; fi
    if ((__sg_cut)); then __sg_count_cut; fi
    __sg_resume_options
}

# What the shell is like when __sg_enter may judge its lines: nothing has to be told to the daemon, or to be found out.
__sg_take_for_usual() {
    __sg_take_for_unusual
    if ((__sg_unlisted)) || [[ $__sg_x == *[aeEkTxr]* || $-$BASHOPTS${COLUMNS-} != "$__sg_sent_options" || :$BASHOPTS: == *:nocasematch:* ||
        (-n ${histchars-} && $histchars != '!^#') || -z ${EPOCHREALTIME-} || -n $__sg_owed || -n $__sg_told || ${PWD-} != /* ||
        ! /dev/fd/1 -ef /dev/fd/0 ]] ||
        ((__sg_missed || __sg_shut || __sg_armed || __sg_restricted)); then
        return
    fi
    __sg_encode "$PWD"
    if ((${#__sg_out} > 500)); then return; fi
    __sg_cwd=$__sg_out
    __sg_usual=$-$BASHOPTS:${COLUMNS-}:${histchars-}:$PWD
    __sg_gates=${PS0-}:${PS2-}
    __sg_replace_prompt_entry "$__sg_lean_entry"
}

# After anything but an ordinary line the next prompt takes a second look.
__sg_take_for_unusual() {
    __sg_usual=
    if ((!__sg_restricted)); then __sg_replace_prompt_entry "$__sg_whole_entry"; fi
}

__sg_do() {
    if [[ $__sg_state == on ]]; then return; fi
    __sg_state=on
    # At the first prompt: what is loaded after this may have set traps.
    __sg_recheck=1
    __sg_main=1
    __sg_save_keys
    __sg_install_keys
    __sg_take_for_unusual
    __sg_assert_prompt_command
    __sg_quiet_tools
    __sg_assert_gate
    __sg_hist=${HISTCMD:-0}
    __sg_connect 0
    SHELLGUARD_STATUS=on
}

__sg_undo() {
    if [[ $__sg_state != on ]]; then return; fi
    __sg_state=off
    if ((__sg_old_preexec)); then __sg_old_preexec=0 __bp_inside_preexec=0; fi
    __sg_restore_keys
    __sg_drop_debug
    __sg_untame_atuin
    PS0=${PS0//"$__sg_ps0_text"/}
    PS2=${PS2//"$__sg_ps2_text"/}
    if [[ -z $PS0 ]]; then builtin unset PS0; fi
    __sg_drop_prompt_command
    SHELLGUARD_STATUS=off
}

shellguard() {
    case ${1-} in
        on)
            __sg_do
            __sg_frame="event"$'\037'"hook-on" && __sg_exchange 2>/dev/null
            builtin printf '%s\n' 'shellguard is on in this shell.'
            ;;
        off)
            __sg_frame="event"$'\037'"hook-off" && __sg_exchange 2>/dev/null
            __sg_undo
            builtin printf '%s\n' 'shellguard is off in this shell; `shellguard on` brings it back.'
            ;;
        setup) command "${__sg_command[@]}" "$@" && SHELLGUARD_LOADED_BY+=.bashrc: ;;
        *) command "${__sg_command[@]}" "$@" ;;
    esac
}
