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
    if [[ ${PROMPT_COMMAND[*]-} != *__sg_prompt* ]]; then __sg_add_prompt_command; fi
}

# A function does not see the person's DEBUG trap, so it is asked for here, after lines that may have set one.
# See __sg_bind_function. With `&&` a line's failure does not end a shell that has `set -e`.
__sg_prompt_entry='{ __sg_x=("$-" "$?" "$_"); builtin set +aeEkTx; ((!__sg_recheck)) || __sg_debug=$(trap -p DEBUG); __sg_prompt && :; } 2>/dev/null'
__sg_plain_prompt_entry='__sg_x=("$-" "$?" "$_"); __sg_prompt'

__sg_before_restricted() { # text
    if [[ " $1" != *[[:space:]\;\&\|]set[[:space:]]?(*[[:space:]])-@(*([a-zA-Z])r|o+([[:space:]])restricted)* ]]; then
        return
    fi
    __sg_replace_prompt_entry "$__sg_plain_prompt_entry"
    __sg_restricted=1
    __sg_install_keys
}

__sg_replace_prompt_entry() { # the new one
    local __sg_i
    for __sg_i in "${!PROMPT_COMMAND[@]}"; do
        PROMPT_COMMAND[__sg_i]=${PROMPT_COMMAND[__sg_i]/"$__sg_prompt_entry"/"$1"}
    done
    __sg_prompt_entry=$1
}

# `set -x` writes to the descriptor that BASH_XTRACEFD names: the hook's commands are silent there, too.
__sg_follow_trace() {
    __sg_traced=${BASH_XTRACEFD-}
    if ((__sg_restricted)); then return; fi
    __sg_trace=
    if [[ $__sg_traced == [0-9]?([0-9])?([0-9]) ]]; then __sg_trace=" $__sg_traced>/dev/null"; fi
    __sg_replace_prompt_entry "${__sg_prompt_entry%% 2>/dev/null*} 2>/dev/null$__sg_trace"
    __sg_install_keys
}

# From bash 5.3 on a shell's first prompt counts one history entry more than its first line does.
__sg_first_prompt() {
    local __sg_number='\#'
    __sg_prompted=1
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 503)) && [[ ${__sg_number@P} == 1 ]]; then
        __sg_hist=$((__sg_hist - 1))
    fi
}

# From bash 5.3 on Ctrl-C during a check or a question leaves `$?` as it was. The status of a line that was given up
# is 130.
__sg_interrupted() {
    __sg_busy=0
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 503 && __sg_x[1] != 130)) && [[ -z $(trap -p INT) ]]; then
        __sg_resume_options
        builtin kill -INT $$
    fi
}

__sg_add_prompt_command() {
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
        # An entry of its own at the end: every entry sees the status of the line, and nobody's text is touched.
        PROMPT_COMMAND+=("$__sg_prompt_entry")
    else
        PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}$__sg_prompt_entry
    fi
}

__sg_prompt() { # short, as __sg_enter is
    __sg_u=${__sg_x[2]}
    __sg_buf=
    if [[ -n $__sg_running ]]; then
        __sg_now
        __sg_finished=${__sg_running%%:*}:${__sg_x[1]}:$(((__sg_time - ${__sg_running##*:}) / 1000))
        __sg_running=
    fi
    __sg_hist=${__sg_bang@P}
    if [[ $__sg_x$BASHOPTS:${COLUMNS-}:${histchars-}:${PWD-} == "$__sg_usual" && -z $__sg_notice &&
        ${PS0-} == *"$__sg_ps0_text"* && ${PS2-} == *"$__sg_ps2_text"* ]] &&
        ((__sg_tok = __sg_ps2 = 0, __sg_main = 1, !(__sg_gate | __sg_unexpand | __sg_rebind | __sg_recheck | __sg_pending | __sg_busy))); then
        builtin printf %s "$__sg_row" >/dev/tty
        return "${__sg_x[1]}"
    fi
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
    if ((__sg_unexpand)); then
        __sg_unexpand=0
        builtin set -H
    fi
    __sg_assert_gate
    if ((!__sg_prompted)); then __sg_first_prompt; fi
    if ((__sg_rebind)); then
        __sg_install_keys
    elif ((__sg_lean)) || [[ $__sg_x != *[aeEkTxr]* ]]; then
        if ! ((__sg_lean)) || [[ $__sg_x == *[aeEkTxr]* ]]; then __sg_bind_enter; fi
    fi
    if ((__sg_recheck)); then __sg_watch_traps; fi
    if [[ ${BASH_XTRACEFD-} != "$__sg_traced" ]]; then __sg_follow_trace; fi
    __sg_own_row
    if [[ -n $__sg_notice ]]; then
        __sg_show "$__sg_notice"
        __sg_notice=
    fi
    __sg_take_for_usual
    if ((__sg_busy)); then __sg_interrupted; fi
    __sg_resume_options
}

# What the shell is like when __sg_enter may judge its lines: nothing has to be told to the daemon, or to be found out.
__sg_take_for_usual() {
    __sg_usual=
    if [[ $__sg_x == *[aeEkTxr]* || $-$BASHOPTS${COLUMNS-} != "$__sg_sent_options" || :$BASHOPTS: == *:nocasematch:* ||
        (-n ${histchars-} && $histchars != '!^#') || -z ${EPOCHREALTIME-} || -n $__sg_owed || -n $__sg_told || ${PWD-} != /* ]] ||
        ((__sg_missed || __sg_shut || __sg_armed || __sg_restricted)); then
        return
    fi
    __sg_encode "$PWD"
    if ((${#__sg_out} > 500)); then return; fi
    __sg_cwd=$__sg_out
    __sg_usual=$-$BASHOPTS:${COLUMNS-}:${histchars-}:$PWD
}

__sg_do() {
    if [[ $__sg_state == on ]]; then return; fi
    __sg_state=on
    # Once more at the first prompt: what is loaded after this may have taken keys or set traps.
    __sg_rebind=1
    __sg_recheck=1
    __sg_main=1
    __sg_save_keys
    __sg_install_keys
    __sg_assert_prompt_command
    __sg_assert_gate
    __sg_hist=${__sg_bang@P}
    __sg_connect 0
    SHELLGUARD_STATUS=on
}

__sg_undo() {
    local __sg_i __sg_left=()
    if [[ $__sg_state != on ]]; then return; fi
    __sg_state=off
    __sg_restore_keys
    __sg_drop_debug
    PS0=${PS0//"$__sg_ps0_text"/}
    PS2=${PS2//"$__sg_ps2_text"/}
    if [[ -z $PS0 ]]; then unset PS0; fi
    if [[ ${PROMPT_COMMAND@a} == *a* ]]; then
        for __sg_i in "${PROMPT_COMMAND[@]}"; do
            if [[ $__sg_i != "$__sg_prompt_entry" ]]; then __sg_left+=("$__sg_i"); fi
        done
        if ((${#__sg_left[@]} == 0)); then
            unset PROMPT_COMMAND
        elif ((${#__sg_left[@]} == 1)); then
            unset PROMPT_COMMAND
            PROMPT_COMMAND=${__sg_left[0]}
        else
            PROMPT_COMMAND=("${__sg_left[@]}")
        fi
    else
        PROMPT_COMMAND=${PROMPT_COMMAND//"$__sg_prompt_entry"/}
        PROMPT_COMMAND=${PROMPT_COMMAND%$'\n'}
        if [[ -z $PROMPT_COMMAND ]]; then unset PROMPT_COMMAND; fi
    fi
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
        *) command "${__sg_command[@]}" "$@" ;;
    esac
}
